"""A confined process keeps its limits, whatever is called in it, and ends with the one that started it."""

import operator
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from flows.confined.parent import Confined, EndedError, StumbledError

MEMORY = 400


@pytest.fixture
def confined():
    """Makes confined processes with something shared, and ends them."""
    made = []

    def make(shared=None, memory=MEMORY):
        made.append(Confined(shared, memory=memory))
        return made[-1]

    yield make
    for process in made:
        process.end()


def call(process, function, *arguments, returns=object, seconds=20.0, wall=60.0):
    return process.call(function, returns, seconds=seconds, wall=wall, arguments=arguments)


def is_gone(pid: int, within: float) -> bool:
    """Whether the process has ended (or waits for nobody to collect it) after at most so many seconds."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def test_calls_are_answered_one_after_the_other_by_one_process(confined):
    process = confined(17)
    assert [call(process, operator.add, other, returns=int) for other in (1, 2, 3)] == [18, 19, 20]
    assert process.is_alive()


def test_large_arguments_and_answers_come_through(confined):
    text = "工业总产值1184亿元，" * 300_000
    assert call(confined(text), operator.add, "。", returns=str) == text + "。"


def test_an_exception_of_the_function_is_told_and_the_process_goes_on(confined):
    process = confined(1)
    with pytest.raises(StumbledError, match="ZeroDivisionError"):
        call(process, operator.truediv, 0)
    assert call(process, operator.truediv, 2, returns=float) == 0.5


def test_an_answer_of_another_type_is_none(confined):
    with pytest.raises(EndedError) as caught:
        call(confined("1184"), operator.add, "亿元", returns=int)
    assert caught.value.limit == "broken"


def test_processor_time_ends_it_also_in_the_middle_of_one_instruction(confined):
    process, began = confined(3), time.monotonic()
    with pytest.raises(EndedError) as caught:
        call(process, operator.pow, 3**24, seconds=1.0)
    assert caught.value.limit == "time"
    assert time.monotonic() - began < 40
    assert is_gone(process.pid, 1)


def test_waiting_ends_it_by_the_clock(confined):
    process = confined(60.0)
    with pytest.raises(EndedError) as caught:
        call(process, time.sleep, seconds=1.0, wall=2.0)
    assert caught.value.limit == "time"
    assert is_gone(process.pid, 1)


def test_waiting_for_the_processor_does_not_count(confined):
    assert call(confined(2.5), time.sleep, returns=type(None), seconds=1.0, wall=60.0) is None


@pytest.mark.parametrize("size", [600_000, 6_000_000], ids=["more-than-its-limit", "more-than-it-can-ask-for"])
def test_memory_ends_it(confined, size):
    process = confined(b"x" * 1000)
    with pytest.raises(EndedError) as caught:
        call(process, operator.mul, size)
    assert caught.value.limit == "memory"
    assert is_gone(process.pid, 1)


def test_a_process_that_was_killed_is_broken(confined):
    process = confined(os.getpid())
    process_of_it = psutil.Process(process.pid)
    process_of_it.kill()
    with pytest.raises(EndedError) as caught:
        call(process, operator.add, 1)
    assert (caught.value.limit, "SIGKILL" in caught.value.how) == ("broken", True)


@pytest.mark.parametrize(
    "attack",
    [
        pytest.param(lambda place: (str(place / "new"), open, "w"), id="write"),
        pytest.param(lambda place: (str(place / "kept"), open, "r+"), id="change"),
        pytest.param(lambda place: (str(place / "kept"), os.remove), id="remove"),
        pytest.param(lambda place: (str(place / "kept"), shutil.move, str(place / "gone")), id="move"),
        pytest.param(lambda place: (f"touch {place}/new", os.system), id="shell"),
        pytest.param(lambda place: (["touch", f"{place}/new"], subprocess.run), id="program"),
        pytest.param(lambda _: (os.getppid(), os.kill, signal.SIGTERM), id="kill"),
    ],
)
def test_it_writes_no_file_and_starts_no_program(confined, tmp_path: Path, attack):
    (tmp_path / "kept").write_text("1184")
    shared, function, *arguments = attack(tmp_path)
    with pytest.raises(StumbledError, match="PermissionError"):
        call(confined(shared), function, *arguments)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("kept", "1184")]


def test_it_reaches_no_network(confined):
    with socket.create_server(("127.0.0.1", 0)) as server:
        with pytest.raises(StumbledError, match="PermissionError"):
            call(confined(server.getsockname()), socket.create_connection)
        server.settimeout(0.2)
        with pytest.raises(TimeoutError):
            server.accept()


def test_it_knows_no_secret_of_the_environment(confined, monkeypatch):
    monkeypatch.setenv("FANGZHI_TOKEN", "secret")
    assert call(confined("FANGZHI_TOKEN"), os.getenv, returns=str | None) is None


PARENT = """
import operator, time, timeit
from flows.confined.parent import Confined
process = Confined({shared}, memory=400)
print(process.pid, flush=True)
process.call({function}, object, seconds={seconds}, wall=600, arguments={arguments})
"""


@pytest.mark.parametrize(
    ("shared", "function", "arguments", "seconds"),
    [
        pytest.param("600", "time.sleep", "()", 300, id="waiting"),
        pytest.param("'sum(range(1000))'", "timeit.timeit", "('pass', time.perf_counter, 10**9)", 300, id="computing"),
        pytest.param("3", "operator.pow", "(3**24,)", 3, id="in-one-instruction"),
    ],
)
def test_it_ends_when_its_parent_is_killed(shared, function, arguments, seconds):
    code = PARENT.format(shared=shared, function=function, arguments=arguments, seconds=seconds)
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        pid = int(parent.stdout.readline())
        time.sleep(2)
        assert not is_gone(pid, 0.1)
        parent.kill()
    assert is_gone(pid, 30)
