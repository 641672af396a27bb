"""The token: from a file or the environment, and in no list of processes."""

import os
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import pytest

TOKEN = "f00d-planted-token"  # noqa: S105 - none of ours


def status(address: str, token: str) -> int:
    request = urllib.request.Request(address, headers={"authorization": f"Bearer {token}"})  # noqa: S310 - our own
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def written(path: Path, text: str, mode: int = 0o600) -> Path:
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def test_the_token_comes_from_a_file_and_is_in_no_list_of_processes(explored, template: Path, tmp_path: Path):
    file = written(tmp_path / "token", f"{TOKEN}\n")
    # The file goes before the variable: the other way round a variable left over would open the door.
    with explored(template, "--token-file", str(file), "--workers", "2", FANGZHI_TOKEN="another") as process:  # noqa: S106 - none of ours
        address = process.stdout.readline().split()[0]
        assert status(address, TOKEN) == 200
        assert status(address, "another") == 401
        assert status(f"{address}api/sql?q=select+1", TOKEN) == 200  # so that there are processes for queries
        processes = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
        assert len(processes) > 3
        assert not any(TOKEN in " ".join(one.cmdline()) for one in processes)


def test_the_token_comes_from_the_environment(explored, template: Path):
    with explored(template, FANGZHI_TOKEN=TOKEN) as process:
        address = process.stdout.readline().split()[0]
        assert (status(address, TOKEN), status(address, "another")) == (200, 401)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda _: None, "No such file"),
        (lambda path: written(path, ""), "found nothing"),
        (lambda path: written(path, " \n"), "found nothing"),
        (lambda path: written(path, "two\nlines\n"), "more than a line"),
        (lambda path: written(path, "秘密"), "more than a line"),
        (lambda path: written(path, "x" * 5000), "expected at most"),
        (lambda path: written(path, TOKEN, 0o644), "everybody on the machine"),
        (lambda path: path.mkdir(), "a folder"),
        (os.mkfifo, "a named pipe"),
    ],
    ids=["missing", "empty", "blank", "two lines", "no ASCII", "long", "open to all", "folder", "pipe"],
)
def test_a_file_that_holds_no_token_is_told(explored, tmp_path: Path, make, told: str):
    (tmp_path / "raw").mkdir()
    (tmp_path / "dbt").mkdir()
    (tmp_path / "dbt/dbt_project.yml").touch()
    make(tmp_path / "token")
    with explored(tmp_path, "--token-file", str(tmp_path / "token")) as process:
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert told in errors
    assert "Mend: " in errors
    assert "Traceback" not in errors
    assert TOKEN not in errors


def test_two_ways_at_once_are_told(explored, template: Path, tmp_path: Path):
    file = written(tmp_path / "token", TOKEN)
    with explored(template, "--token-file", str(file), "--token", "another") as process:
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "found --token and --token-file, expected one of them" in errors


def test_the_help_says_who_can_see_a_token_on_the_command_line(explored, tmp_path: Path):
    with explored(tmp_path, "--help") as process:
        shown, _ = process.communicate(timeout=60)
    assert "--token-file" in shown
    assert "others on this machine can see it" in " ".join(shown.split())
