"""Several at once: refreshes, readers, and people who write into what is published."""

import json
import subprocess
import sys

import duckdb
import pytest

pytestmark = pytest.mark.flow


def test_of_two_refreshes_at_once_one_publishes_and_the_other_finds_nothing_to_do(small):
    small.add_a_claim()
    rebuilt = small.start_rebuild()
    runs = [started.result() for started in (small.start("refresh"), small.start("refresh"))]
    assert [run.code for run in runs] == [0, 0], runs
    published = [run for run in runs if "published build 2 in" in run.output]
    waited = [run for run in runs if "nothing changed since build 2 (" in run.output]
    assert len(published) == len(waited) == 1
    assert "another refresh is running (pid " in waited[0].output
    assert small.published.sequence == 2
    assert small.tables() == rebuilt.result()


def test_a_refresh_that_shall_not_wait_says_who_holds_the_lock(small):
    small.add_a_claim()
    with small.store.locked(wait=0):
        run = small.run("refresh", "--wait", "0")
    assert run.code == 1, run.output
    assert "found another refresh running (pid " in run.output
    assert small.published.sequence == 1


READER = """
import duckdb, json, sys
connection = duckdb.connect(sys.argv[1], read_only=True)
for line in sys.stdin:
    print(connection.execute("select count(*) from marts.fct_claims").fetchone()[0], flush=True)
"""

LOOP = """
import duckdb, json, select, sys
seen = set()
while not select.select([sys.stdin], [], [], 0)[0]:
    with duckdb.connect(sys.argv[1], read_only=True) as connection:
        build = connection.execute("select max(sequence) from meta.builds").fetchone()
        for table in ("raw.claims", "marts.fct_claims"):
            build += connection.execute(f"select count(*) from {table}").fetchone()
        seen.add(build)
print(json.dumps(sorted(seen)))
"""

ANALYST = """
import duckdb, sys
connection = duckdb.connect(sys.argv[1])
connection.execute("insert into marts.fct_claims select * from marts.fct_claims limit 1")
connection.execute("create table marts.mine as select 1 as i")
for line in sys.stdin:
    print(connection.execute("select count(*) from marts.fct_claims").fetchone()[0], flush=True)
"""


@pytest.fixture
def process(small):
    """Start Python code on the published path, as another process would open it; all are ended after the test."""
    started = []

    def start(code):
        command = [sys.executable, "-c", code, str(small.pointer)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        started.append(process)
        return process

    yield start
    for process in started:
        process.communicate(timeout=20)


def asked(process):
    """What a process that waits for a line answers."""
    process.stdin.write("?\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


def test_readers_see_one_build_or_the_other_and_keep_the_one_they_opened(small, process):
    count = len(small.tables()["marts.fct_claims"])
    reader, loop = process(READER), process(LOOP)
    assert asked(reader) == str(count)
    small.add_a_claim()
    run = small.run("refresh")
    assert run.code == 0, run.output
    assert asked(reader) == str(count)
    assert asked(process(READER)) == str(count + 1)
    output, _ = loop.communicate("stop\n", timeout=20)
    assert loop.returncode == 0
    assert json.loads(output) == [[1, count, count], [2, count + 1, count + 1]]


def test_what_an_analyst_writes_into_the_published_build_stays_out_of_the_next(small, process):
    small.add_a_claim()
    assert small.run("refresh").code == 0
    before = small.tables()
    analyst = process(ANALYST)
    assert asked(analyst) == str(len(before["marts.fct_claims"]) + 1)
    assert [path.parent for path in small.root.rglob("*.wal")] == [small.store.folder(2)]
    run = small.run("refresh")
    assert run.code == 0, run.output
    assert "build 2 was damaged or written to by another program" in run.output
    assert (small.published.sequence, small.published.mode) == (3, "full")
    assert [path.parent for path in small.root.rglob("*.wal")] == [small.store.folder(2)]
    assert small.tables() == before
    assert asked(analyst) == str(len(before["marts.fct_claims"]) + 1)
    analyst.communicate(timeout=20)
    assert small.tables() == before
    assert "nothing changed since build 3" in small.run("refresh").output


def test_a_build_that_was_written_to_and_closed_is_built_anew(small):
    before = small.tables()
    with duckdb.connect(str(small.pointer)) as connection:
        connection.execute("delete from marts.fct_claims")
    run = small.run("refresh")
    assert run.code == 0, run.output
    assert (small.published.sequence, small.published.mode) == (2, "full")
    assert small.tables() == before


@pytest.mark.parametrize("name", ["fangzhi.duckdb", "fangzhi.duckdb.wal"])
def test_a_file_in_the_place_of_the_published_path_is_moved_aside(small, name):
    before = small.tables()
    stray = small.root / "warehouse" / name
    stray.unlink(missing_ok=True)
    with duckdb.connect(str(small.root / "stray.duckdb")) as connection:
        connection.execute("create table mine as select 1 as i")
    (small.root / "stray.duckdb").rename(stray)
    data = stray.read_bytes()
    run = small.run("refresh", *(["--full"] if name.endswith(".wal") else []))
    assert run.code == 0, run.output
    assert f"{stray} is not part of a build; moved to {name}.stray-1" in run.output
    assert stray.with_name(f"{name}.stray-1").read_bytes() == data
    assert small.pointer.is_symlink()
    assert small.published.sequence == 2
    assert small.tables() == before
