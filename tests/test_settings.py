"""Where the project is, and what the environment sets."""

import os
import shutil
from pathlib import Path

import pytest

from flows.domain.errors import FangzhiError
from flows.settings import configure_prefect, load_settings


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("FANGZHI_PROJECT", "FANGZHI_LOCK_WAIT"):
        monkeypatch.delenv(name, raising=False)
    project = tmp_path / "project"
    (project / "dbt").mkdir(parents=True)
    (project / "dbt/dbt_project.yml").touch()
    (project / "raw/articles").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return project


def test_the_project_is_the_nearest_folder_above(root, monkeypatch):
    monkeypatch.chdir(root / "raw/articles")
    settings = load_settings()
    assert (settings.root, settings.warehouse, settings.seeds) == (root, root / "warehouse", root / "dbt/seeds")
    assert settings.cache.is_relative_to(settings.warehouse)


def test_the_environment_names_the_project(root, monkeypatch):
    monkeypatch.setenv("FANGZHI_PROJECT", "project/raw/..")
    assert load_settings().root == root


def test_an_argument_wins_over_the_environment(root, monkeypatch):
    monkeypatch.setenv("FANGZHI_PROJECT", "/nowhere")
    assert load_settings(root).root == root


@pytest.mark.parametrize("named", ["", "elsewhere"])
def test_without_a_project_the_error_says_what_to_do(root, monkeypatch, named):
    monkeypatch.setenv("FANGZHI_PROJECT", named)
    with pytest.raises(FangzhiError, match=r"found no fangzhi project.*Mend: .*FANGZHI_PROJECT"):
        load_settings()


@pytest.mark.parametrize(("text", "seconds"), [("0", 0), ("2.5", 2.5), (" 600 ", 600), ("inf", float("inf"))])
def test_the_wait_for_the_lock_can_be_set(root, monkeypatch, text, seconds):
    monkeypatch.setenv("FANGZHI_LOCK_WAIT", text)
    assert load_settings(root).lock_wait == seconds


@pytest.mark.parametrize("text", ["", "long", "-1", "nan", "1h", "-inf"])
def test_a_wait_that_is_no_number_of_seconds_is_refused(root, monkeypatch, text):
    monkeypatch.setenv("FANGZHI_LOCK_WAIT", text)
    with pytest.raises(FangzhiError, match=r"FANGZHI_LOCK_WAIT: found .*, expected seconds. Mend: "):
        load_settings(root)


def test_prefect_is_told_where_to_keep_results_unless_the_user_has(root, monkeypatch):
    monkeypatch.setattr(os, "environ", {"PREFECT_SERVER_ANALYTICS_ENABLED": "true"})
    settings = load_settings(root)
    configure_prefect(settings)
    assert os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] == "true"
    assert Path(os.environ["PREFECT_RESULTS_LOCAL_STORAGE_PATH"]).is_relative_to(root / "warehouse")
    assert os.environ["DO_NOT_TRACK"] == "1"


def test_prefect_of_our_own_lives_in_the_project_and_the_users_own_stays_where_it_is(root, monkeypatch):
    for given, home in (
        ({}, str(root / "warehouse/.cache/prefect")),
        ({"PREFECT_HOME": "/mine"}, "/mine"),
        ({"PREFECT_API_URL": "http://prefect.example/api"}, None),
    ):
        monkeypatch.setattr(os, "environ", dict(given))
        configure_prefect(load_settings(root))
        assert os.environ.get("PREFECT_HOME") == home


def test_a_project_has_one_name_of_its_own_by_whatever_path_it_is_reached(root, tmp_path):
    twin = tmp_path / "other/project"
    shutil.copytree(root, twin)
    (tmp_path / "link").symlink_to(root)
    name = load_settings(root).identity
    assert load_settings(tmp_path / "link").identity == name
    assert load_settings(twin).identity != name
    assert name.startswith("project-")
