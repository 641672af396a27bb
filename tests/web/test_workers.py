"""The explorer served by several processes."""

import os
import select
import signal
import subprocess
import urllib.request
from pathlib import Path

import pytest


def workers_of(process: subprocess.Popen[str]) -> list[int]:
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        pytest.skip("needs Linux's list of a process's children")
    return [int(pid) for pid in children.read_text(encoding="ascii").split()]


def address_of(process: subprocess.Popen[str]) -> str:
    return process.stdout.readline().split()[0]


def get(address: str) -> int:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own
        return answer.status


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_several_processes_serve_one_address_and_end_together(explored, template: Path):
    with explored(template, "--workers", "2") as process:
        address = address_of(process)
        assert {get(f"{address}regions") for _ in range(10)} == {200}
        workers = workers_of(process)
        assert len(workers) == 2
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert not any(map(is_running, workers))


def test_a_process_that_dies_ends_all_with_a_message(explored, template: Path):
    with explored(template, "--workers", "2") as process:
        assert get(address_of(process)) == 200
        workers = workers_of(process)
        os.kill(workers[0], signal.SIGKILL)
        assert process.wait(30) == 1
        assert "one of the explorer's processes dead" in process.stderr.read()
        assert not any(map(is_running, workers))


def test_what_keeps_a_process_from_serving_is_told(explored, tmp_path: Path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "dbt").mkdir()
    (tmp_path / "dbt/dbt_project.yml").touch()
    with explored(tmp_path, "--workers", "2") as process:
        assert process.wait(30) == 1
        told = process.stderr.read()
    assert "found nothing published" in told
    assert "Traceback" not in told


def test_workers_do_not_outlive_the_process_that_started_them(explored, template: Path):
    with explored(template, "--workers", "2") as process:
        assert get(address_of(process)) == 200
        workers = [os.pidfd_open(pid) for pid in workers_of(process)]
        process.kill()
        for worker in workers:
            assert select.select([worker], [], [], 30)[0], "a worker goes on without its parent"
            os.close(worker)
