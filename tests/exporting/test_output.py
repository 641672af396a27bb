"""Files of an export are whole or not at all, and nobody else's file is lost."""

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.domain.errors import FangzhiError
from flows.exporting.output import RECORD, replacing, safe_name, writing, writing_file


def export(folder, export="a", **files):
    with writing(folder, export=export) as output:
        for name, text in files.items():
            output.new(f"{name}.txt").write_text(text, encoding="utf-8")


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file() and path.name != RECORD
    }


def test_a_folder_is_made_and_files_appear_in_it_at_the_end(tmp_path):
    with writing(tmp_path / "new/folder", export="a") as output:
        output.new("deep/a.txt").write_text("1", encoding="utf-8")
        assert not (tmp_path / "new/folder/deep").exists()
    assert files(tmp_path / "new/folder") == {"deep/a.txt": "1"}


def test_an_export_that_fails_leaves_everything_as_it_was(tmp_path):
    export(tmp_path, one="1", two="2")
    before = files(tmp_path), (tmp_path / RECORD).read_bytes()

    def interrupted():
        with writing(tmp_path, export="a") as output:
            output.new("one.txt").write_text("half", encoding="utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert (files(tmp_path), (tmp_path / RECORD).read_bytes()) == before
    assert {path.name for path in tmp_path.iterdir()} == {"one.txt", "two.txt", RECORD}


def test_an_export_can_be_repeated_and_takes_away_what_it_no_longer_writes(tmp_path):
    export(tmp_path, one="1", two="2")
    export(tmp_path, one="3")
    assert files(tmp_path) == {"one.txt": "3"}


def test_a_file_that_is_written_twice_is_there_once(tmp_path):
    with writing(tmp_path, export="a") as output:
        for text in ("one", "two"):
            output.new("x/y.txt").write_text(text, encoding="utf-8")
    assert (tmp_path / "x/y.txt").read_text(encoding="utf-8") == "two"


def test_another_export_in_the_same_folder_takes_nothing_away(tmp_path):
    export(tmp_path, one="1")
    export(tmp_path, export="b", two="2")
    assert files(tmp_path) == {"one.txt": "1", "two.txt": "2"}


def test_a_file_of_somebody_else_is_refused_and_left(tmp_path):
    (tmp_path / "one.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FangzhiError, match=r"one\.txt: found a file that no export wrote.*Mend: move it away"):
        export(tmp_path, one="1")
    assert files(tmp_path) == {"one.txt": "mine"}


def test_a_file_that_was_changed_since_is_refused_and_left(tmp_path):
    export(tmp_path, one="1")
    (tmp_path / "one.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FangzhiError, match="changed since"):
        export(tmp_path, one="2")
    export(tmp_path, two="2")
    assert files(tmp_path) == {"one.txt": "mine", "two.txt": "2"}


def test_a_link_in_the_place_of_a_file_or_a_folder_is_not_followed(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "one.txt").write_text("mine", encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "one.txt").symlink_to(elsewhere / "one.txt")
    (folder / "pages").symlink_to(elsewhere)
    with pytest.raises(FangzhiError, match=r"one\.txt: found a file"):
        export(folder, one="1")
    with pytest.raises(FangzhiError, match="pages: found something else"), writing(folder, export="a") as output:
        output.new("pages/two.txt")
    assert files(elsewhere) == {"one.txt": "mine"}


@pytest.mark.parametrize("name", ["../a", "/etc/passwd", "a/../../b", "a//b", "", ".", "a\\b", "a\0", RECORD])
def test_fault_68_a_name_that_leads_out_of_the_folder_is_refused(tmp_path, name):
    with pytest.raises(FangzhiError, match="found the file name"), writing(tmp_path / "in", export="a") as output:
        output.new(name)
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_an_export_that_was_cut_off_while_it_renamed_can_be_repeated(tmp_path):
    export(tmp_path, one="1", two="2")
    record = json.loads((tmp_path / RECORD).read_text(encoding="utf-8"))
    export(tmp_path / "next", one="3", two="4")
    renewed = json.loads((tmp_path / "next" / RECORD).read_text(encoding="utf-8"))
    # The record of both, one file renamed and the other not yet.
    both = {"a": {name: record["a"][name] + renewed["a"][name] for name in record["a"]}}
    (tmp_path / RECORD).write_text(json.dumps(both), encoding="utf-8")
    (tmp_path / "next/one.txt").replace(tmp_path / "one.txt")
    export(tmp_path, one="3", two="4")
    assert (tmp_path / "one.txt").read_text(encoding="utf-8") == "3"
    assert (tmp_path / "two.txt").read_text(encoding="utf-8") == "4"


def test_an_export_that_cannot_rename_all_its_files_can_be_repeated(tmp_path, monkeypatch):
    export(tmp_path, one="1", two="2")
    replace = Path.replace

    def full(path, place):
        if place.name == "two.txt":
            raise OSError(28, "No space left on device")
        return replace(path, place)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(FangzhiError, match="No space left on device, expected a place that can be written"):
        export(tmp_path, one="3", two="4")
    monkeypatch.undo()
    assert files(tmp_path) == {"one.txt": "3", "two.txt": "2"}
    export(tmp_path, one="5", two="6")
    assert files(tmp_path) == {"one.txt": "5", "two.txt": "6"}


def test_a_broken_record_is_said_and_nothing_is_written(tmp_path):
    (tmp_path / RECORD).write_text("[1", encoding="utf-8")
    with pytest.raises(FangzhiError, match=r"found no record of exports.*Mend: delete it"):
        export(tmp_path, one="1")
    assert files(tmp_path) == {}


def test_a_single_file_is_written_beside_others_and_needs_its_folder(tmp_path):
    for text in ("1", "2"):
        with writing_file(tmp_path / "a.xlsx") as path:
            path.write_text(text, encoding="utf-8")
    with writing_file(tmp_path / "b.xlsx") as path:
        path.write_text("3", encoding="utf-8")
    assert files(tmp_path) == {"a.xlsx": "2", "b.xlsx": "3"}
    with pytest.raises(FangzhiError, match="found no folder"), writing_file(tmp_path / "no/a.xlsx"):
        pass


LIVING = """
import sys
from pathlib import Path
from flows.exporting.output import replacing, writing

place = Path(sys.argv[2])
with (replacing(place / "a.txt") if sys.argv[1] == "file" else writing(place, export="a")) as output:
    path = output if sys.argv[1] == "file" else output.new("a.txt")
    path.write_text("half", encoding="utf-8")
    print("writes", flush=True)
    sys.stdin.readline()
    path.write_text("whole", encoding="utf-8")
"""


@contextmanager
def living(kind, place):
    """Another process that is in the middle of an export to ``place``, until it reads a line or is killed."""
    command = [sys.executable, "-c", LIVING, kind, str(place)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "writes\n"
        yield process
        process.kill()


@pytest.mark.parametrize("kind", ["export", "file"])
def test_a_killed_export_leaves_no_folder_that_the_next_one_keeps(tmp_path, kind):
    export(tmp_path, zero="0")
    for _ in range(2):
        with living(kind, tmp_path) as process:
            os.kill(process.pid, signal.SIGKILL)
    assert "a.txt" not in files(tmp_path)
    if kind == "export":
        export(tmp_path, one="1")
    else:
        with replacing(tmp_path / "one.txt") as path:
            path.write_text("1", encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "zero.txt") == sorted([RECORD, "one.txt"])


@pytest.mark.parametrize("kind", ["export", "file"])
def test_a_living_export_keeps_its_folder_while_others_come_and_go(tmp_path, kind):
    with living(kind, tmp_path) as process:
        export(tmp_path, export="b", one="1")
        with replacing(tmp_path / "two.txt") as path:
            path.write_text("2", encoding="utf-8")
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.wait(20) == 0
    assert files(tmp_path) == {"a.txt": "whole", "one.txt": "1", "two.txt": "2"}
    assert [path for path in tmp_path.iterdir() if path.is_dir()] == []


def test_a_file_that_is_replaced_is_whole_or_as_it_was_and_keeps_its_mode_and_its_link(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/one.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "deep/one.txt").chmod(0o640)
    (tmp_path / "link").symlink_to("deep/one.txt")

    def interrupted():
        with replacing(tmp_path / "link") as path:
            path.write_text("half", encoding="utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert (tmp_path / "link").read_text(encoding="utf-8") == "mine"
    with replacing(tmp_path / "link") as path:
        path.write_text("new", encoding="utf-8")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "deep/one.txt").read_text(encoding="utf-8") == "new"
    assert (tmp_path / "deep/one.txt").stat().st_mode & 0o777 == 0o640
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["one.txt"]


def test_what_is_no_file_is_written_to_as_it_is(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with replacing(tmp_path / "pipe") as path:
        assert path == tmp_path / "pipe"
    with pytest.raises(FangzhiError, match="found no folder"), replacing(tmp_path / "no/a.txt"):
        pass


@pytest.mark.parametrize("name", ["jiayuguan-2023-review", "a.b_c-d", "1"])
def test_a_plain_id_is_its_own_file_name(name):
    assert safe_name(name) == name


@given(
    st.lists(
        st.text(max_size=8) | st.sampled_from(["../x", "CON", "con.json", "A", "a", "a.", ".a", "x" * 300, "a/b", "..", "嘉"]),
        unique=True, max_size=6,
    )
)  # fmt: skip
def test_any_id_has_a_safe_file_name_of_its_own(names):
    safe = [safe_name(name) for name in names]
    assert len({name.casefold() for name in safe}) == len(names)
    assert all(name.isascii() and len(name) <= 100 and not set(name) & set('/\\:*?"<>|\0 ') for name in safe)
    assert all(name[0] not in ".-" and name[-1] != "." and name not in ("con", "con.json") for name in safe)
