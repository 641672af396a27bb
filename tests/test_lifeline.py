"""No process of ours outlives the one that started it, also when that is killed; Ctrl-C ends what reads, in one line."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import psutil
import pytest

ROOT = Path(__file__).parents[1]
COMMAND = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from flows.cli import main; main()"
"""As from a shell: what is started by a test run in the background would ignore SIGINT."""
FANGZHI = [sys.executable, "-c", COMMAND, "--project", str(ROOT)]
TEXT = '{"id": 1, "text": "2024年，嘉峪关市完成地区生产总值375.6亿元。"}\n'
DRAWS = """
import sys
from flows.web.charts.process import DrawingProcess
if __name__ == "__main__":
    DrawingProcess()._running().submit(int).result()
    print("ready", flush=True)
    sys.stdin.readline()
"""
ASKS = """
import sys, threading
from pathlib import Path
from flows.store.sandbox import Sandbox
sandbox = Sandbox(at_once=1)
query = "select sum(a.i * b.i) from range(9000000) as a (i), range(9000000) as b (i)"
threading.Thread(target=sandbox.ask, args=(Path(sys.argv[1]), query), daemon=True).start()
print("ready", flush=True)
sys.stdin.readline()
"""
SERVES = """
import socket, sys, time
from flows.web.workers import run_workers
def serve(listening):
    print("ready", flush=True)
    while True:
        time.sleep(60)
run_workers(serve, [socket.socket()])
"""


@pytest.fixture
def start(tmp_path):
    """Start a process that is ready when it has written a line; it and its children are ended after the test."""
    running, started = [], []

    def start(command, first=""):
        with (tmp_path / "told").open("w") as told:
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=told,
                text=True,
                cwd=ROOT,
                start_new_session=True,
            )
        running.append(process)
        process.stdin.write(first)
        process.stdin.flush()
        assert process.stdout.readline()
        children = []
        deadline = time.monotonic() + 60
        while not children and time.monotonic() < deadline:
            children = psutil.Process(process.pid).children(recursive=True)
        assert children
        started.extend(children)
        return process, children

    yield start
    for process in running:
        process.kill()
        process.communicate()
    for process in psutil.wait_procs(started, timeout=5)[1]:
        process.kill()


@pytest.fixture
def database(tmp_path):
    with duckdb.connect(tmp_path / "fangzhi.duckdb") as connection:
        connection.execute("create table t as select 1 as i")
    return tmp_path / "fangzhi.duckdb"


@pytest.mark.parametrize("what", ["draws", "asks", "serves", "reads"])
def test_what_a_killed_process_had_started_ends_within_seconds(start, database, tmp_path, what):
    (tmp_path / "draws.py").write_text(DRAWS, encoding="utf-8")
    command = {
        "draws": [sys.executable, str(tmp_path / "draws.py")],
        "asks": [sys.executable, "-c", ASKS, str(database)],
        "serves": [sys.executable, "-c", SERVES],
        "reads": [*FANGZHI, "read", "--jsonl", "--jobs", "2"],
    }[what]
    process, children = start(command, TEXT * 1000 if what == "reads" else "")
    if what == "asks":  # long enough for the query to be running
        time.sleep(2)
    process.kill()
    process.wait()
    assert psutil.wait_procs(children, timeout=5)[1] == []


@pytest.mark.parametrize("to_all", [True, False], ids=["as a terminal does", "one process"])
def test_an_interrupt_ends_reading_with_many_processes_in_one_line(start, tmp_path, to_all):
    process, children = start([*FANGZHI, "read", "--jsonl", "--jobs", "2"], TEXT * 1000)
    (os.killpg if to_all else os.kill)(process.pid, signal.SIGINT)
    assert process.wait(10) == 130
    assert psutil.wait_procs(children, timeout=5)[1] == []
    assert (tmp_path / "told").read_text(encoding="utf-8") == "interrupted\n"


def test_an_interrupt_ends_a_query_that_would_take_hours(tmp_path, database):
    (tmp_path / "dbt").mkdir()
    (tmp_path / "dbt/dbt_project.yml").touch()
    (tmp_path / "raw").mkdir()
    (tmp_path / "warehouse").mkdir()
    database.rename(tmp_path / "warehouse/fangzhi.duckdb")
    query = "select sum(a.i * b.i) from range(9000000) as a (i), range(9000000) as b (i)"
    command = [*FANGZHI[:-1], str(tmp_path), "sql", query]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT) as process:
        while sum(psutil.Process(process.pid).cpu_times()[:2]) < 3:  # past its imports
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
        assert process.stdout.read() == "interrupted\n"
