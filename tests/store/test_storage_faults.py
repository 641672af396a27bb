"""What the storage under the builds can do: other formats, clocks, commits that fail and hold, files that are open."""

import dataclasses
import os
import subprocess
import sys

import duckdb
import pytest

from flows.domain.errors import FangzhiError
from flows.store import loading
from flows.store.builds import Build, BuildStore
from flows.store.opened import OpenedBuild, PublishedBuilds
from flows.store.queries import run_sql


@pytest.fixture
def store(tmp_path):
    (tmp_path / "warehouse").mkdir()
    return BuildStore(tmp_path / "warehouse")


def record(sequence, at=""):
    return Build(
        build_id=f"{sequence:06d}-test", sequence=sequence, mode="full", started_at=at, finished_at=at, package_version="",
        code_revision="", inputs_sha256="", dbt_invocation_id="", counts={}, inputs={},
    )  # fmt: skip


def publish(store, sequence, at=""):
    """Publish a build whose one table holds its number."""
    with duckdb.connect(str(store.begin(None))) as connection:
        connection.execute("create table number as select ?::int as value", [sequence])
    return store.publish(record(sequence, at), expected=sequence - 1 or None)


def value(database):
    return run_sql(database, "select value from number").rows[0][0]


# -- 47


def test_fault_47_numbers_and_not_clocks_say_which_build_is_the_last(store):
    for sequence, year in ((1, 2026), (2, 2020), (3, 2001), (4, 1999), (5, 1990)):
        build = publish(store, sequence, at=f"{year}-01-01T00:00:00+00:00")
        seconds = (year - 1970) * 31_557_600
        for path in (store.database(build), store.folder(sequence) / "build.json", store.folder(sequence)):
            os.utime(path, (seconds, seconds))
    assert store.last_sequence() == 5
    assert store.published().sequence == 5
    assert store.newest_intact(5).sequence == 5
    assert store.restore_previous(store.published()).sequence == 4
    store.collect_garbage()
    assert sorted(path.name for path in store.builds.glob("0*")) == ["000003", "000004", "000005"]


# -- 49

WRITER = "import duckdb, sys; duckdb.connect(sys.argv[1]); print('opened')"


def opened_by_another(database):
    """Whether a process of its own can open a database for writing."""
    database.chmod(0o644)
    command = [sys.executable, "-c", WRITER, str(database)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout.strip() == "opened" or "lock" in done.stderr.lower(), done.stderr
    return done.stdout.strip() == "opened"


def test_opening_and_closing_a_live_database_lets_its_lock_go(store):
    """The danger itself: what the next test shows not to happen."""
    database = store.database(publish(store, 1))
    with duckdb.connect(str(database), read_only=True):
        assert not opened_by_another(database)
        database.read_bytes()
        assert opened_by_another(database)


def test_fault_49_a_process_that_reads_a_build_keeps_its_lock(store):
    publish(store, 1)
    builds = PublishedBuilds(store.warehouse)
    try:
        with builds.read() as build:
            assert build.rows("from number") == [{"value": 1}]
            assert value(store.pointer) == 1
            assert builds.refresh() is False
            assert BuildStore(store.warehouse).is_intact(store.published())
            assert not opened_by_another(build.database)
    finally:
        builds.close()


# -- 51

MULTIPLIER = 0xBF58476D1CE4E5B9
HEADER = 4096


def with_format(data, version):
    """A database file of another format; its header's checksum is right, as that of DuckDB's own files."""
    header = bytearray(data[:HEADER])
    header[12:20] = version.to_bytes(8, "little")
    header[:8] = checksum(header).to_bytes(8, "little")
    return bytes(header) + data[HEADER:]


def checksum(header):
    total = 5381
    for at in range(8, HEADER, 8):
        total ^= int.from_bytes(header[at : at + 8], "little") * MULTIPLIER % 2**64
    return total


@pytest.fixture
def of_format(store):
    """Publish a build and give its file another format, as another version of DuckDB would have sealed it."""

    def make(version):
        build = publish(store, 1)
        database = store.database(build)
        data = database.read_bytes()
        assert checksum(data[:HEADER]).to_bytes(8, "little") == data[:8]
        database.chmod(0o644)
        database.write_bytes(with_format(data, version))
        return database

    return make


@pytest.mark.parametrize("version", [1, 39, 999])
def test_fault_51_a_file_of_another_format_gives_a_clear_message(store, of_format, version):
    database = of_format(version)
    for ask in (lambda: run_sql(store.pointer, "from number"), lambda: OpenedBuild(record(1), database)):
        with pytest.raises(FangzhiError) as caught:
            ask()
        message = str(caught.value)
        assert "cannot open" in message
        assert str(version) in message
        assert "Mend: fangzhi refresh" in message


def test_fault_51_a_refresh_sees_that_it_cannot_open_a_file_of_another_format(of_format):
    assert loading.can_open(of_format(999)) is False


# -- 52


def test_fault_52_a_process_that_has_a_build_open_sees_the_next_one_under_its_own_path(store):
    publish(store, 1)
    builds = PublishedBuilds(store.warehouse)
    try:
        with builds.read() as first:
            publish(store, 2)
            assert builds.refresh() is True
            with builds.read() as second:
                assert (first.rows("from number"), second.rows("from number")) == ([{"value": 1}], [{"value": 2}])
            assert first.database != second.database
            assert value(store.pointer) == 2
    finally:
        builds.close()


# -- 53


def document(name):
    return dict.fromkeys(
        ("file", "title", "outlet", "published_basis", "url", "licence", "note", "media_type", "charset", "charset_basis", "extractor"), ""
    ) | {
        "document": name, "published": "2024", "published_on": "2024-12-31", "sha256": name * 64, "replacements": 0, "char_count": 1,
        "text": name,
    }  # fmt: skip


class FailingCommit:
    """A connection whose first commit is on the disk, and says that it is not."""

    def __init__(self, connection):
        self._connection, self.has_failed = connection, False

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._connection.close()

    def execute(self, sql, *arguments):
        result = self._connection.execute(sql, *arguments)
        if sql == "commit" and not self.has_failed:
            self.has_failed = True
            raise duckdb.IOException("IO Error: Could not fsync file: No space left on device")
        return result

    def __getattr__(self, name):
        return getattr(self._connection, name)


def test_fault_53_a_commit_that_failed_and_held_is_done_again_without_a_trace(tmp_path, monkeypatch):
    database = tmp_path / "fangzhi.duckdb"
    loading.create_schema(database)
    rows = {"documents": [document("a"), document("b")]}
    connect = duckdb.connect
    with monkeypatch.context() as patch:
        patch.setattr(loading.duckdb, "connect", lambda path: FailingCommit(connect(path)))
        with pytest.raises(FangzhiError, match=r"fangzhi\.duckdb: .*No space left.*Mend: "):
            loading.load(database, rows, documents=["a", "b"])
    query = "select document, sha256 from raw.documents order by all"
    held = run_sql(database, query).rows
    assert [name for name, _ in held] == ["a", "b"]
    loading.load(database, rows, documents=["a", "b"])
    assert run_sql(database, query).rows == held


def test_fault_53_a_build_that_is_recorded_twice_is_there_once(tmp_path):
    database = tmp_path / "fangzhi.duckdb"
    loading.create_schema(database)
    build = dataclasses.replace(
        record(7, at="2025-01-01T00:00:00+00:00"), counts=dict.fromkeys(loading.COUNTS, 0), inputs={"dbt:a": "0"}
    )
    for _ in range(2):
        loading.record_build(database, build)
    assert run_sql(database, "select count(*), max(sequence) from meta.builds").rows == ((1, 7),)
    assert run_sql(database, "select count(*) from meta.inputs").rows == ((1,),)
