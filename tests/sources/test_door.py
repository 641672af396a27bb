"""Writers of ``raw/``: each change is whole or not there, whoever is killed, whatever fails, whoever else writes."""

import csv
import errno
import io
import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from steps import EXTRACTS, IN_STEPS, MANIFEST, REMOVALS, Office, at_step, state, undisturbed

from flows.domain.errors import FangzhiError
from flows.sources import door

WRITERS = ["add", "replace", "replace by a page", "remove", "accept", "withdraw", "undo"]
TAKES_SPACE = ("create", "write", "fsync", "mkdir")
A = "raw/articles/a.txt"


@pytest.fixture(scope="module")
def office(ground, rows) -> Office:
    return Office(ground, rows)


@pytest.fixture(scope="module")
def base(office, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("base") / "project"
    office.project(folder)
    return folder


@pytest.fixture
def again(base, tmp_path):
    """A fresh copy of the project, again and again in the same place."""

    def make() -> Path:
        root = tmp_path / "project"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(base, root)
        return root

    return make


@pytest.fixture
def root(tmp_path) -> Path:
    (tmp_path / "raw/articles").mkdir(parents=True)
    (tmp_path / A).write_bytes(b"old")
    return tmp_path


@pytest.fixture(scope="module")
def kills(tmp_path_factory) -> dict:
    command = [sys.executable, Path(__file__).with_name("steps.py"), tmp_path_factory.mktemp("kills")]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, env={"PYTHONPATH": str(root)}, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.mark.parametrize("writer", [*WRITERS, *(f"{name}, in steps" for name in IN_STEPS)])
def test_killed_at_any_step_all_is_old_or_new_and_the_retry_converges(kills, writer):
    found = kills[writer]
    before, after = found["before"], found["after"]
    assert len([file for file in before.keys() | after.keys() if before.get(file) != after.get(file)]) > 1
    assert len(found["kills"]) > 20
    for kill in found["kills"]:
        assert kill["left"] in (before, after), kill["step"]
        assert kill["again"] == after, (kill["step"], kill["said"])
        assert not kill["said"] or kill["left"] == after, "only what is done already is refused the second time"
        assert "journal" not in kill["rest"]
    assert sum(kill["left"] == before for kill in found["kills"]) > 10


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("writer", WRITERS)
def test_a_disk_that_fails_at_any_step_leaves_all_as_it_was_and_is_named(office, again, writer, number):
    run = office.writers()[writer]
    before = state(again())
    root = again()
    steps = len(undisturbed(run, root))
    after = state(root)

    def fail(_):
        raise OSError(number, "the disk")

    failed = 0
    for step in range(1, steps + 1):
        root = again()
        is_full = number == errno.ENOSPC  # and stays so; EIO comes once

        def due(at, name, step=step, is_full=is_full):
            return at >= step and name in TAKES_SPACE if is_full else at == step

        said = ""
        try:
            with at_step(due, fail):
                run(root)
        except FangzhiError as error:
            said = str(error)
        failed += bool(said)
        assert not said or ("the disk" in said and "Mend: " in said), said
        assert state(root) == (before if said else after), (step, said)
        if is_full:
            undisturbed(door.recover, root)
            assert state(root) in (before, after), step
    assert failed > 10


def by_rename(path: Path, data: bytes) -> None:
    path.with_name(".theirs").write_bytes(data)
    path.with_name(".theirs").replace(path)


def by_new_file(path: Path, data: bytes) -> None:
    path.unlink(missing_ok=True)  # as git does
    path.write_bytes(data)


def in_place(path: Path, data: bytes) -> None:
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("writer", "file", "save", "at_once"),
    [
        ("accept", EXTRACTS, by_rename, True), ("accept", EXTRACTS, by_new_file, True), ("accept", EXTRACTS, in_place, True),
        ("accept", EXTRACTS, by_rename, False), ("withdraw", REMOVALS, by_rename, True), ("undo", EXTRACTS, by_rename, True),
        ("add", MANIFEST, by_rename, True), ("add", "raw/articles/new.txt", by_new_file, True),
        ("replace by a page", "raw/articles/d.txt", by_rename, True), ("replace", MANIFEST, by_new_file, False),
        ("remove", MANIFEST, in_place, True), ("remove", EXTRACTS, by_new_file, True),
    ],
)  # fmt: skip
def test_what_somebody_else_saves_at_any_step_is_never_lost(office, again, monkeypatch, writer, file, save, at_once):
    if not at_once:
        monkeypatch.setattr(door, "_exchange_at_once", lambda *_: False)
    run = office.writers()[writer]
    root = again()
    before = (root / file).read_bytes() if (root / file).exists() else b""
    steps = undisturbed(run, root)
    lost_by_writer = 0
    # What stands in a file that is to go goes with it, if it stands there when the writer first looks.
    is_to_go = not (root / file).exists() or writer.startswith("replace")
    first = 1 + next(at for at, step in enumerate(steps, 1) if step == f"open {root / file}") if is_to_go else 1
    for step in range(first, len(steps) + 1):
        root = again()
        path = root / file

        def edit(_, path=path):
            now = path.read_bytes() if path.exists() else b""
            if not now and path.suffix == ".csv":
                now = before
            mark = _theirs(now) if path.suffix == ".csv" else b"\xe7\x94\xb2"
            path.parent.mkdir(exist_ok=True)
            save(path, now + mark)

        try:
            with at_step(lambda at, _, step=step: at == step, edit):
                run(root)
        except FangzhiError:
            lost_by_writer += 1
        kept = [path, *(root / door.FOLDER).glob("kept-*")]
        assert any(b"\xe7\x94\xb2" in one.read_bytes() for one in kept if one.exists()), step
        assert not (root / door.FOLDER / "journal").exists()
    assert lost_by_writer > 1, "who comes second is told"


def _theirs(now: bytes) -> bytes:
    """A further row, with as many cells as the header has; it is of a document 甲 that nobody knows."""
    columns = len(next(csv.reader(io.StringIO(now.decode())), [])) or 1
    return ("甲" + "," * (columns - 1) + "\n").encode()


def test_a_file_that_was_changed_since_it_was_read_is_left(root):
    with door.opened(root) as writer:
        writer.read(A)
        (root / A).write_bytes(b"theirs")
        with pytest.raises(door.ChangedMeanwhileError, match=f"{A}: found it changed by somebody else meanwhile"):
            writer.change({A: b"new"})
    assert (root / A).read_bytes() == b"theirs"


def test_contents_are_on_the_disk_before_the_journal_and_the_journal_before_any_file(root, monkeypatch):
    seen = []
    monkeypatch.setattr(
        os, "fsync", lambda handle: seen.append(("fsync", str(Path(f"/proc/self/fd/{handle}").readlink())))
    )
    for name in ("rename", "link"):
        original = getattr(os, name)
        monkeypatch.setattr(os, name, lambda a, b, o=original: (seen.append(("name", str(b))), o(a, b)))
    exchange = door._exchange_at_once
    monkeypatch.setattr(door, "_exchange_at_once", lambda a, b: (seen.append(("name", str(b))), exchange(a, b))[1])
    with door.opened(root) as writer:
        for file in (A, "raw/articles/b.txt"):
            writer.read(file)
        writer.change({A: b"new", "raw/articles/b.txt": b"newer"})
    folder = str(root / door.FOLDER)
    short = [(what, name.replace(folder, "door").replace(str(root), "")) for what, name in seen]
    work = next(name for _, name in short if name.startswith("door/")).split("/")[1]
    order = [(what, name.replace(work, "work")) for what, name in short]
    journal = order.index(("name", "door/journal"))
    first = order.index(("name", f"/{A}"))
    through = order.index(("name", "door/done"))
    assert {
        ("fsync", "door/work/0"),
        ("fsync", "door/work/1"),
        ("fsync", "door/work"),
        ("fsync", "door/work/journal"),
    } <= set(order[:journal])
    assert ("fsync", "door") in order[journal:first]
    assert ("fsync", "/raw/articles") in order[first:through]
    assert ("fsync", "door") in order[through:]


def test_a_lock_that_was_deleted_lets_nobody_change_anything(root):
    with door.opened(root) as writer:
        writer.read(A)
        shutil.rmtree(root / door.FOLDER)
        with door.opened(root) as other:
            other.read(A)
            other.change({A: b"theirs"})
        with pytest.raises(FangzhiError, match=r"raw/.door/lock: found it deleted or replaced"):
            writer.change({A: b"new"})
    assert (root / A).read_bytes() == b"theirs"


def test_one_writer_waits_for_another(root):
    order = []

    def second():
        with door.opened(root):
            order.append("second")

    thread = threading.Thread(target=second)
    with door.opened(root):
        thread.start()
        thread.join(0.2)
        order.append("first")
    thread.join(10)
    assert order == ["first", "second"]


def test_a_project_at_rest_needs_no_right_to_write(root):
    door.recover(root)
    assert sorted(path.name for path in (root / "raw").iterdir()) == ["articles"]


def test_a_journal_that_cannot_be_read_is_named(root):
    (root / door.FOLDER).mkdir()
    (root / door.FOLDER / "journal").write_text("{")
    with pytest.raises(FangzhiError, match=r"raw/.door/journal: found .*Mend: "):
        door.recover(root)


@pytest.mark.parametrize("file", ["raw/../dbt/x", "dbt/x", "raw"])
def test_a_path_that_leaves_raw_is_refused(root, file):
    with pytest.raises(FangzhiError, match="leaves raw/"):
        door.read_raw(root, file)
