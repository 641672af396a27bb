"""The process in which foreign files are worked on: a loop of calls, seen from inside.

It is told over standard input what to do, and answers on standard output: see ``flows.confined.parent``.
"""

import contextlib
import ctypes
import math
import os
import pickle
import resource
import select
import struct
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, Final, NoReturn

import msgspec

DONE: Final = b"\x00"
"""First byte of an answer: what follows is the value that was returned, as MessagePack."""
RAISED: Final = b"\x01"
"""What follows is the name and text of an exception, in UTF-8."""
NO_MEMORY: Final = b"\x02"
LENGTH: Final = struct.Struct("!Q")

_SPARE_MB: Final = 1024
"""Address space above the limit of memory: for code, stacks and what is reserved but not used."""
_NO_NETWORK: Final = 0x10000000 | 0x40000000
"""CLONE_NEWUSER and CLONE_NEWNET of Linux: a network without a single device."""
_FORBIDDEN: Final = frozenset([
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty",
    "os.kill", "os.killpg", "os.remove", "os.rename", "os.chmod",
])  # fmt: skip
"""Events that no function of ours needs here, as Python's audit hooks name them."""
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def main(memory: int) -> None:
    """Answer calls until standard input ends; ``memory`` in MB."""
    answers = os.dup(1)
    os.dup2(2, 1)  # what a library prints is no answer
    _give_up(memory)
    shared, prepare = pickle.loads(_received())  # noqa: S301 - written by the process that started this one
    if prepare is not None:
        prepare(shared)
    while request := _received():
        seconds, function, arguments = pickle.loads(request)  # noqa: S301 - as above
        del request
        _limit_processor_time(seconds)
        _write(answers, _answer(function, shared, arguments))


def _answer(function: Callable[..., Any], shared: Any, arguments: tuple[Any, ...]) -> bytes:
    try:
        return DONE + msgspec.msgpack.encode(function(shared, *arguments))
    except MemoryError:
        return NO_MEMORY
    except Exception as error:  # noqa: BLE001 - whoever asked judges it
        return RAISED + f"{type(error).__name__}: {error}"[:1000].encode("utf-8", "replace")


def _give_up(memory: int) -> None:
    """No network, new processes, written files or core dumps from here on; bounded memory; end when the parent ends."""
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as score:  # noqa: PTH123
        score.write("1000")  # the first to go where the machine is short of memory
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):  # where the system lets a user do it
            ctypes.CDLL(None).unshare(_NO_NETWORK)
    threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_AS, (memory + _SPARE_MB) << 20),
    ):
        with contextlib.suppress(ValueError, OSError):  # macOS knows no limit of the address space
            resource.setrlimit(what, (most, most))
    sys.addaudithook(_forbid)


def _forbid(event: str, arguments: tuple[Any, ...]) -> None:
    """Stop what Python code asks for; code that has taken the process over is held by the limits alone."""
    if event in _FORBIDDEN or (event == "open" and arguments[2] & _WRITING):
        raise PermissionError(f"{event}: not for what works on foreign files")


def _limit_processor_time(seconds: float) -> None:
    """Have the system end this process after ``seconds`` more of processor time, whatever it is doing then."""
    most = math.ceil(time.process_time() + seconds)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _watch(parent: int) -> None:
    """End this process when ``parent`` ends, also in the middle of a call: its end of the pipe is closed then."""
    poll = select.poll()
    poll.register(0, 0)  # nothing but that it was closed
    while os.getppid() == parent:  # where another child of it holds the pipe open
        if poll.poll(1000):
            break
    os._exit(1)


def _received() -> bytes:
    """The next message of standard input; ends the process where there is none."""
    (length,) = LENGTH.unpack(_exactly(LENGTH.size))
    return _exactly(length)


def _exactly(size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        part = os.read(0, min(size - len(data), 1 << 20))
        if not part:
            _end()
        data += part
    return bytes(data)


def _write(handle: int, message: bytes) -> None:
    left = memoryview(LENGTH.pack(len(message)) + message)
    while left:
        left = left[os.write(handle, left) :]


def _end() -> NoReturn:
    os._exit(0)
