"""``python3 -m flows``: what sets up the environment."""

import subprocess
import sys
from pathlib import Path

import pytest

from flows import __main__ as set_up

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("arguments", [[], ["walk"]])
def test_anything_but_run_or_test_is_a_usage_error(arguments):
    done = subprocess.run(
        [sys.executable, "-m", "flows", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "usage: python3 -m flows run|test" in done.stderr
    assert "test --long" in done.stderr


def test_an_environment_that_is_up_to_date_is_left_alone(monkeypatch, tmp_path):
    commands = []
    monkeypatch.setattr(set_up, "MARK", tmp_path / "mark")
    monkeypatch.setattr(set_up, "run", lambda command, *_: commands.append(command))
    (tmp_path / "mark").write_text(set_up.fingerprint(), encoding="utf-8")
    set_up.set_up()
    assert commands == []


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_file_wants_a_new_environment(monkeypatch, tmp_path, name):
    for file in ("requirements.lock", "pyproject.toml"):
        (tmp_path / file).write_bytes((ROOT / file).read_bytes())
    monkeypatch.setattr(set_up, "ROOT", tmp_path)
    before = set_up.fingerprint()
    assert set_up.fingerprint() == before
    with (tmp_path / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert set_up.fingerprint() != before


def test_the_lock_names_no_host():
    assert "://" not in (ROOT / "requirements.lock").read_text(encoding="utf-8")
