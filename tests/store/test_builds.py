"""Builds on disk: sealing, pointing, guarding, clearing away; no dbt, no Prefect."""

import errno
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from flows.domain.errors import FangzhiError
from flows.store.builds import DATABASE, Build, BuildStore, DamagedBuildError


@pytest.fixture
def store(tmp_path):
    return BuildStore(tmp_path / "warehouse")


def build_record(sequence):
    return Build(
        build_id=f"{sequence:06d}-test", sequence=sequence, mode="full", started_at="", finished_at="", package_version="",
        code_revision="", inputs_sha256="", dbt_invocation_id="", counts={}, inputs={},
    )  # fmt: skip


def make(store, sequence, *, expected, value=0, base=None):
    """Publish a build whose one table holds ``value``."""
    path = store.begin(base)
    with duckdb.connect(str(path)) as connection:
        connection.execute("create or replace table number as select ?::int as value", [value or sequence])
    return store.publish(build_record(sequence), expected=expected)


def value(path):
    with duckdb.connect(str(Path(path).resolve()), read_only=True) as connection:
        return connection.execute("select value from number").fetchone()[0]


def test_nothing_is_published_at_first(store):
    assert store.published() is None
    assert store.last_sequence() == 0


def test_the_pointer_leads_to_the_build_published_last(store):
    make(store, 1, expected=None)
    make(store, 2, expected=1)
    assert store.published().sequence == 2
    assert value(store.pointer) == 2
    assert store.pointer.readlink() == Path("builds/000002") / DATABASE


def test_a_published_build_is_read_only_and_nothing_is_left_of_the_work(store):
    make(store, 1, expected=None)
    assert [oct(file.stat().st_mode & 0o777) for file in store.folder(1).iterdir()] == ["0o444", "0o444"]
    assert store.work_folders() == []


def test_a_moved_warehouse_stays_published(store):
    make(store, 1, expected=None)
    moved = BuildStore(store.warehouse.rename(store.warehouse.with_name("elsewhere")))
    assert moved.published().sequence == 1
    assert value(moved.pointer) == 1


@pytest.mark.parametrize("expected", [None, 1, 3])
def test_publishing_is_refused_when_another_build_was_published_meanwhile(store, expected):
    make(store, 1, expected=None)
    make(store, 2, expected=1)
    with pytest.raises(FangzhiError, match="found build 2 published, expected"):
        make(store, 3, expected=expected)
    assert store.published().sequence == 2
    assert value(store.pointer) == 2


def test_an_open_database_is_not_published(store):
    path = store.begin(None)
    connection = duckdb.connect(str(path))
    connection.execute("create table number (value int)")
    with connection, pytest.raises(FangzhiError, match="write-ahead log"):
        store.publish(build_record(1), expected=None)
    assert store.published() is None


def test_work_begins_from_the_base_or_from_nothing(store):
    first = make(store, 1, expected=None)
    assert value(store.begin(first)) == 1
    path = store.begin(None)
    assert list(path.parent.iterdir()) == []
    assert store.work_folders() == [path.parent]


def test_work_does_not_begin_from_a_base_that_is_not_as_it_was_sealed(store):
    first = make(store, 1, expected=None)
    damage(store.database(first))
    with pytest.raises(DamagedBuildError, match="found a changed file"):
        store.begin(first)


def test_work_does_not_begin_from_a_base_that_the_disk_cannot_read(store, monkeypatch):
    first = make(store, 1, expected=None)

    def fail(source, _):
        raise OSError(errno.EIO, "Input/output error", str(source))

    monkeypatch.setattr(shutil, "copyfile", fail)
    with pytest.raises(DamagedBuildError, match="found a changed file"):
        store.begin(first)


def test_the_folder_of_a_running_build_stays_and_that_of_a_dead_one_goes(store):
    code = (
        "import sys, time, pathlib; from flows.store.builds import BuildStore; "
        "print(BuildStore(pathlib.Path(sys.argv[1])).begin(None).parent, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, store.warehouse], stdout=subprocess.PIPE, text=True) as running:
        folder = Path(running.stdout.readline().strip())
        own = store.begin(None).parent
        assert set(store.work_folders()) == {folder, own}
        running.kill()
        running.wait()
        assert [store.begin(None).parent] == store.work_folders()


def test_a_failed_run_leaves_nothing(store):
    def run():
        with store.locked(wait=0):
            store.begin(None).write_bytes(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run()
    assert store.work_folders() == []


@pytest.mark.parametrize("content", [{}, {"build.json": "{}"}])
def test_what_an_older_version_left_of_a_build_is_cleared_away(store, content):
    left = store.builds / ".work"
    left.mkdir(parents=True)
    for name, text in content.items():
        (left / name).write_text(text)
        (left / name).chmod(0o444)
    assert store.work_folders() == [left]
    assert [store.begin(None).parent] == store.work_folders() != [left]


def test_who_lost_the_lock_publishes_nothing(store):
    make(store, 1, expected=None)
    with store.locked(wait=0):
        store.begin(None).write_bytes(b"mine")
        (store.builds / ".lock").unlink()
        with pytest.raises(FangzhiError, match=r"builds/\.lock: found it deleted or replaced.*Mend: "):
            store.publish(build_record(2), expected=1)
        with pytest.raises(FangzhiError, match=r"builds/\.lock: found it deleted or replaced.*Mend: "):
            store.restore_previous(None)
    assert store.published().sequence == 1
    assert sorted(path.name for path in store.builds.glob("0*")) == ["000001"]


def test_nothing_is_published_that_was_not_begun(store):
    with store.locked(wait=0), pytest.raises(FangzhiError, match="found no build that this run has begun"):
        store.publish(build_record(1), expected=None)


def test_what_is_found_wrong_with_a_sealed_build_keeps_it_from_being_published(store):
    make(store, 1, expected=None)

    def verify(database, build):
        assert value(database) == 2
        assert build.sha256 == hashlib.sha256(database.read_bytes()).hexdigest()
        assert database.stat().st_mode & 0o222 == 0
        raise FangzhiError("no good")

    with store.locked(wait=0):
        with duckdb.connect(str(store.begin(None))) as connection:
            connection.execute("create table number as select 2 as value")
        with pytest.raises(FangzhiError, match="no good"):
            store.publish(build_record(2), expected=1, verify=verify)
    assert store.published().sequence == 1
    assert store.work_folders() == []
    assert not store.folder(2).exists()


def test_a_pointer_that_cannot_be_made_leaves_no_build_behind(store, monkeypatch):
    make(store, 1, expected=None)

    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with store.locked(wait=0):
        store.begin(None).write_bytes(b"new")
        monkeypatch.setattr(Path, "symlink_to", fail)
        with pytest.raises(
            FangzhiError, match=r"/warehouse/\.fangzhi\.duckdb\.next: found No space left.*Mend: free some"
        ):
            store.publish(build_record(2), expected=1)
    assert value(store.pointer) == 1
    assert sorted(path.name for path in store.builds.iterdir() if path.is_dir()) == ["000001"]


def damage(path, at=5000):
    path.chmod(0o644)
    data = bytearray(path.read_bytes())
    data[at] ^= 0xFF
    path.write_bytes(data)


def touch_only(path):
    path.chmod(0o644)
    path.write_bytes(path.read_bytes())


def leave_a_log(path):
    path.with_name(f"{DATABASE}.wal").write_bytes(b"")


@pytest.mark.parametrize(
    ("happens", "intact"),
    [
        (lambda _: None, True),
        (touch_only, True),
        (damage, False),
        (leave_a_log, False),
        (lambda path: path.write_bytes(path.read_bytes()[:-1]), False),
        (lambda path: path.unlink(), False),
    ],
    ids=["nothing", "touched", "a bit flipped", "a log beside it", "truncated", "deleted"],
)
def test_a_build_is_intact_while_its_content_is_as_it_was_sealed(store, happens, intact):
    build = make(store, 1, expected=None)
    happens(store.database(build))
    assert store.is_intact(build) is intact
    assert store.is_intact(build, deep=True) is intact


def test_a_copied_warehouse_is_intact_whatever_its_times(store, tmp_path):
    build = make(store, 1, expected=None)
    copy = BuildStore(
        Path(shutil.copytree(store.warehouse, tmp_path / "copy", symlinks=True, copy_function=shutil.copy))
    )
    assert copy.published() == build
    assert copy.is_intact(build)


def point_elsewhere(store, target):
    store.pointer.unlink()
    store.pointer.symlink_to(target)


@pytest.mark.parametrize(
    "target", [DATABASE, "nowhere", "builds/000009/fangzhi.duckdb", "../other/builds/000001/fangzhi.duckdb"]
)
def test_a_pointer_that_leads_to_no_build_of_this_warehouse_leads_to_none(store, target):
    make(store, 1, expected=None)
    shutil.copytree(store.builds, store.warehouse.parent / "other/builds")
    point_elsewhere(store, target)
    assert store.published() is None
    assert store.restore_previous(None).sequence == 1
    assert value(store.pointer) == 1


def test_a_record_in_the_folder_of_another_number_is_none(store):
    make(store, 1, expected=None)
    shutil.copytree(store.folder(1), store.folder(2))
    point_elsewhere(store, f"builds/000002/{DATABASE}")
    assert store.published() is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"sequence": 1}'])
def test_a_build_without_a_good_record_does_not_count_as_published(store, content):
    make(store, 1, expected=None)
    record = store.folder(1) / "build.json"
    record.chmod(0o644)
    record.write_text(content, encoding="utf-8")
    assert store.published() is None


def test_the_newest_intact_build_before_a_broken_one_is_restored(store):
    for sequence in (1, 2, 3):
        make(store, sequence, expected=sequence - 1 or None)
    damage(store.database(store.published()))
    damage(store.folder(2) / DATABASE)
    assert store.restore_previous(store.published()).sequence == 1
    assert value(store.pointer) == 1


def test_nothing_is_restored_where_there_is_no_intact_build(store):
    broken = make(store, 1, expected=None)
    assert store.restore_previous(broken) is None
    assert store.published() == broken


def test_the_last_builds_and_the_published_one_are_kept(store):
    for sequence in range(1, 7):
        make(store, sequence, expected=sequence - 1 or None)
    store.restore_previous(store.published())
    store.restore_previous(store.published())
    store.restore_previous(store.published())
    store.restore_previous(store.published())
    assert store.published().sequence == 2
    store.collect_garbage()
    assert sorted(path.name for path in store.builds.glob("0*")) == ["000002", "000004", "000005", "000006"]


def test_numbers_go_on_after_an_unpublished_build(store):
    make(store, 1, expected=None)
    store.folder(7).mkdir()
    assert store.last_sequence() == 7


@pytest.mark.parametrize("name", [DATABASE, f"{DATABASE}.wal"])
def test_a_file_in_the_place_of_the_pointer_is_moved_aside(store, name):
    store.warehouse.mkdir()
    for content in ("one", "two"):
        (store.warehouse / name).write_text(content)
        assert store.set_aside_stray_files() == [
            f"{store.warehouse / name} is not part of a build; moved to {name}.stray-{'1' if content == 'one' else '2'}"
        ]
    assert not (store.warehouse / name).exists()
    assert (store.warehouse / f"{name}.stray-1").read_text() == "one"
    assert (store.warehouse / f"{name}.stray-2").read_text() == "two"


def test_the_pointer_itself_is_not_moved_aside(store):
    make(store, 1, expected=None)
    assert store.set_aside_stray_files() == []
    assert value(store.pointer) == 1


def test_the_lock_has_one_holder_and_says_who(store):
    told = []
    with store.locked(wait=0), pytest.raises(FangzhiError, match=r"another refresh running \(pid \d+\).*within 0 s"):  # noqa: SIM117 - the outer one holds
        with BuildStore(store.warehouse).locked(wait=0.1, on_wait=told.append):
            pass
    assert len(told) == 1
    with store.locked(wait=0):
        pass


def test_a_failure_frees_the_lock(store):
    with pytest.raises(ZeroDivisionError), store.locked(wait=0):
        _ = 1 / 0
    with store.locked(wait=0):
        pass
