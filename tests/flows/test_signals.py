"""A refresh that a signal ends: soon, in one line, with nothing changed and no process left."""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from sampling import sampled

pytestmark = pytest.mark.flow

BUILDS, FLOW = "flows.store.builds", "flows.refresh"
COMMAND = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from flows.cli import main; main()"
"""As from a shell: what is started by a test run in the background would ignore SIGINT."""
AS_IT_WAS = "interrupted; the published warehouse is as it was\n"
MOMENTS = {
    "reading": f"'{FLOW}:ingest'",
    "loading": "'flows.store.loading:load'",
    "in dbt": "'dbt.adapters.duckdb.environments.local:DuckDBCursorWrapper.execute'",
    "in the docs": f"'{FLOW}:dbt_docs'",
    "before the swap": f"'{BUILDS}:BuildStore.publish'",
}
AFTER_THE_SWAP = f"'{BUILDS}:BuildStore.collect_garbage'"
INTERRUPTED = {
    **{(name, signal.SIGINT): target for name, target in MOMENTS.items()},
    ("in dbt", signal.SIGTERM): MOMENTS["in dbt"],
    ("before the swap", signal.SIGTERM): MOMENTS["before the swap"],
    ("after the swap", signal.SIGINT): AFTER_THE_SWAP,
}


# Both signals; in code of ours, in DuckDB under dbt, and on either side of the swap.
ORDINARY = [
    ("reading", signal.SIGINT), ("in dbt", signal.SIGTERM), ("before the swap", signal.SIGTERM), ("after the swap", signal.SIGINT),
]  # fmt: skip


@pytest.fixture(scope="module")
def interrupted(request, is_long, tmp_path_factory, small_template, forker, project_class):
    """By moment and signal: the project and how its refresh ended, and seconds from the signal to the end."""

    def interrupt(number, target):
        root = tmp_path_factory.mktemp("interrupted") / "project"
        project = project_class(Path(shutil.copytree(small_template, root, symlinks=True)), forker)
        project.add_a_claim()
        run = project.run("refresh", first=f"interrupted({target}, {int(number)})")
        return project, run, time.monotonic() - float(re.search(r"signal at (.*)", run.output)[1])

    asked = [item.callspec.params for item in request.session.items if "interrupted" in item.fixturenames]
    asked = [(params["moment"], params["number"]) for params in asked]
    with ThreadPoolExecutor(3) as pool:
        yield {
            key: pool.submit(interrupt, key[1], target)
            for key, target in INTERRUPTED.items()
            if key in asked and (is_long or key in ORDINARY)
        }


@pytest.mark.parametrize(("moment", "number"), sampled(INTERRUPTED, ORDINARY, many=True))
def test_a_signal_ends_a_refresh_in_seconds_and_nothing_has_changed(interrupted, small_template, moment, number):
    project, run, seconds = interrupted[moment, number].result()
    assert run.code == 128 + number, run.output
    assert seconds < 5
    assert "Traceback" not in run.output
    assert not project.is_locked()
    if moment == "after the swap":
        assert run.output.endswith("interrupted; build 2 has been published\n")
        assert project.published.sequence == 2
    else:
        assert run.output.endswith(AS_IT_WAS)
        assert project.pointer.readlink() == (small_template / "warehouse/fangzhi.duckdb").readlink()
    again = project.run("refresh")
    assert again.code == 0, again.output
    assert project.published.sequence == 2


@pytest.fixture
def start(small, tmp_path, prefect_server):
    """Start ``fangzhi`` on the small project as from a shell, with no server to be had; what is left is ended after the test.

    Prefect's records lie in the project already: making them takes ten seconds.
    """
    records = small.root / "warehouse/.cache/prefect"
    records.mkdir(parents=True)
    with (
        sqlite3.connect(Path(os.environ["PREFECT_HOME"]) / "prefect.db") as theirs,
        sqlite3.connect(records / "prefect.db") as ours,
    ):
        theirs.backup(ours)
    theirs.close()
    ours.close()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    running = []

    def start(*arguments):
        command = [sys.executable, "-c", COMMAND, "--project", str(small.root), *arguments]
        process = subprocess.Popen(
            command, env=environment | {"HOME": str(tmp_path / "home")}, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


def wait_until(is_so, seconds=120):
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


STARTS = {
    "the server has begun": lambda _root, process: psutil.Process(process.pid).children(),
    "the server opens its records": lambda root, _process: (root / "warehouse/.cache/prefect/prefect.db-wal").exists(),
    "the flow builds": lambda root, _process: [*(root / "warehouse/builds").glob(".work*/**/fangzhi.duckdb")],
}


@pytest.mark.parametrize(
    ("moment", "number"),
    sampled(
        [
            ("the server has begun", signal.SIGINT),
            ("the server has begun", signal.SIGTERM),
            ("the server has begun", signal.SIGKILL),
            ("the server opens its records", signal.SIGTERM),
            ("the server opens its records", signal.SIGKILL),
            ("the flow builds", signal.SIGKILL),
        ],
        [
            ("the server has begun", signal.SIGINT),
            ("the server opens its records", signal.SIGTERM),
            ("the flow builds", signal.SIGKILL),
        ],
        many=True,
    ),
)
def test_the_server_of_a_refresh_ends_with_it_however_that_ends(small, tmp_path, start, moment, number):
    process = start("refresh", "--full")
    wait_until(lambda: STARTS[moment](small.root, process))
    children = psutil.Process(process.pid).children(recursive=True)
    assert children
    process.send_signal(number)
    began = time.monotonic()
    code = process.wait(10)
    assert time.monotonic() - began < 5
    assert psutil.wait_procs(children, timeout=10)[1] == []
    told = process.stderr.read()
    if number == signal.SIGKILL:
        assert code == -number
    else:
        assert (code, told.endswith(AS_IT_WAS)) == (128 + number, True)
    assert "Traceback" not in told
    assert small.published.sequence == 1
    assert not small.is_locked()
    assert not (tmp_path / "home/.prefect").exists()
