"""``python3 -m flows``: what sets up the environment."""

import hashlib
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

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


def test_every_package_of_the_lock_has_its_hashes():
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    packages = [line for line in lines if line[:1].isalnum()]
    assert len(packages) > 100
    assert [line for line in packages if "--hash=sha256:" not in line or "==" not in line] == []


@pytest.fixture
def thing(tmp_path):
    """A project whose lock names one package, the wheel of which lies beside it; returns the wheel."""
    wheel = tmp_path / "thing-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("thing.py", "")
        archive.writestr("thing-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: thing\nVersion: 1.0\n")
        archive.writestr(
            "thing-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr("thing-1.0.dist-info/RECORD", "")
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    return wheel


def test_fault_80_a_package_that_is_not_the_one_of_the_lock_is_not_installed(monkeypatch, tmp_path, thing, capfd):
    monkeypatch.setattr(set_up, "ROOT", tmp_path)
    monkeypatch.setattr(set_up, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(set_up, "BIN", tmp_path / ".venv/bin")
    monkeypatch.setattr(set_up, "MARK", tmp_path / ".venv/mark")
    good = hashlib.sha256(thing.read_bytes()).hexdigest()
    for digest in (good[::-1], good):
        lock = f"--no-index\n--find-links {tmp_path}\nthing==1.0 --hash=sha256:{digest}\n"
        (tmp_path / "requirements.lock").write_text(lock, encoding="utf-8")
        with pytest.raises(subprocess.CalledProcessError) as failed:
            set_up.set_up()
        # With the right hash only what comes after it fails: that the empty project itself is installed.
        assert ("--editable" in failed.value.cmd) == (digest == good), capfd.readouterr()
        assert not set_up.MARK.exists()
        assert bool(list(tmp_path.glob(".venv/lib/*/site-packages/thing.py"))) == (digest == good)


def test_hooks_before_a_commit_fetch_nothing_and_are_those_of_the_ci():
    repositories = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert [repository["repo"] for repository in repositories] == ["local"]
    entries = [hook["entry"].split()[0] for hook in repositories[0]["hooks"]]
    assert {hook["language"] for hook in repositories[0]["hooks"]} == {"system"}
    assert set(entries) == set(
        re.findall(r"^(\.venv/bin/\S+)", (ROOT / ".ci/run").read_text(encoding="utf-8"), re.MULTILINE)
    )


def test_a_file_of_the_package_that_is_no_python_is_installed_with_it():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"][
        "package-data"
    ]
    installed = {
        path
        for package, patterns in declared.items()
        for pattern in patterns
        for path in (ROOT / package.replace(".", "/")).glob(pattern)
    }
    others = {path for path in (ROOT / "flows").rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")}
    assert others - installed == set()
    assert (ROOT / "flows/py.typed") in installed


@pytest.mark.parametrize(
    ("asked", "are_workers"),
    [
        (["tests/domain/test_span.py"], False),
        (["tests/domain/test_span.py::test_offsets_count_code_points_and_not_utf16_units", "-v"], False),
        (["tests/domain/test_span.py", "tests/domain/test_errors.py", "-k", "code_points"], True),
    ],
)
def test_processes_for_tests_are_started_where_there_are_many(asked, are_workers):
    _, *arguments = set_up.COMMANDS["test"]
    command = [sys.executable, *arguments, *asked]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, "workers [" in done.stdout) == (0, are_workers), done.stdout + done.stderr
