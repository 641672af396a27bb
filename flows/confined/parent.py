"""Functions of ours run in another process, which is ended when it takes too much time or memory.

A call goes out as a pickle: what this process writes the other may trust. What comes back is MessagePack, checked against
the type that is expected: a hostile file may have taken the other over.
"""

import contextlib
import os
import pickle
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

import msgspec

from flows.confined.child import DONE, LENGTH, NO_MEMORY, RAISED

_Result = TypeVar("_Result")

_SCRIPT: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]); from flows.confined.child import main; main(int(sys.argv[2]))"
)
_PACKAGE: Final = str(Path(__file__).parents[2])
_GLANCE: Final = 0.05
"""Seconds from one look at the memory of a process to the next."""
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")


class EndedError(Exception):
    """The process ended without an answer: by its limit of ``time`` or ``memory``, or ``broken``; ``how`` says more."""

    def __init__(self, limit: Literal["time", "memory", "broken"], how: str) -> None:
        super().__init__(how)
        self.limit, self.how = limit, how


class StumbledError(Exception):
    """The function raised an exception; its text is that of this one."""


class Confined:
    """A process of at most ``memory`` MB for calls, one after the other; to be ended with ``end``.

    It has an empty environment, its own session, no network where the system allows it, and cannot write files or start
    programs. It ends when this process ends. ``shared`` is the first argument of every call, sent once. ``prepare(shared)``
    is called before the first: what it imports and makes counts for no call.
    """

    def __init__(self, shared: object, *, memory: int, prepare: Callable[[Any], object] | None = None) -> None:
        self._memory = memory << 20
        self._process = subprocess.Popen(  # noqa: S603 - this Python, a function of ours
            [sys.executable, "-I", "-B", "-X", "utf8", "-c", _SCRIPT, _PACKAGE, str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={},
            cwd="/",
            start_new_session=True,
        )
        assert self._process.stdin is not None  # noqa: S101 - for mypy: they are pipes
        assert self._process.stdout is not None  # noqa: S101
        self._to, self._from = self._process.stdin, self._process.stdout
        os.set_blocking(self._to.fileno(), False)
        self._first = _framed(pickle.dumps((shared, prepare)))

    @property
    def pid(self) -> int:
        return self._process.pid

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def call(
        self,
        function: Callable[..., _Result],
        returns: type[_Result],
        *,
        seconds: float,
        wall: float,
        arguments: tuple[Any, ...],
    ) -> _Result:
        """``function(shared, *arguments)``; it takes at most ``seconds`` of processor time, and ``wall`` by the clock.

        Raises ``EndedError``, after which the process is of no more use, or ``StumbledError``.
        """
        message = self._first + _framed(pickle.dumps((seconds, function, arguments)))
        self._first = b""
        try:
            return _value(self._exchange(message, until=time.monotonic() + wall, wall=wall), returns)
        except EndedError:
            self.end()
            raise

    def resident(self) -> int:
        """Bytes of memory the process holds now; 0 where the system does not tell (macOS)."""
        try:
            with open(f"/proc/{self._process.pid}/statm", "rb") as file:  # noqa: PTH123 - twenty times a second
                return int(file.read().split()[1]) * _PAGE
        except (OSError, IndexError):
            return 0

    def end(self) -> None:
        """End it at once, and forget it."""
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for pipe in (self._to, self._from):
            with contextlib.suppress(OSError):
                pipe.close()

    def _exchange(self, message: bytes, *, until: float, wall: float) -> bytes:
        """Send ``message`` and return the answer."""
        left, answer = memoryview(message), bytearray()
        expected = LENGTH.size
        with selectors.DefaultSelector() as selector:
            selector.register(self._from, selectors.EVENT_READ)
            selector.register(self._to, selectors.EVENT_WRITE)
            while len(answer) < expected:
                now = time.monotonic()
                if now > until:
                    raise EndedError("time", f"it took longer than {wall:g} s")
                if self.resident() > self._memory:
                    raise EndedError("memory", f"it took more than {self._memory >> 20} MB")
                for key, _ in selector.select(min(_GLANCE, until - now)):
                    if key.fileobj is self._to:
                        try:
                            left = left[os.write(self._to.fileno(), left[: 1 << 20]) :]
                        except BlockingIOError:
                            continue
                        except BrokenPipeError:
                            raise self._ended() from None
                        if not left:
                            selector.unregister(self._to)
                        continue
                    part = os.read(self._from.fileno(), 1 << 20)
                    if not part:
                        raise self._ended()
                    answer += part
                    if expected == LENGTH.size <= len(answer):
                        expected += LENGTH.unpack_from(answer)[0]
                        if expected > self._memory:
                            raise EndedError("broken", "its answer was larger than its memory")
        if left or len(answer) != expected:
            raise EndedError("broken", "it spoke out of turn")
        return bytes(memoryview(answer)[LENGTH.size :])

    def _ended(self) -> EndedError:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        code = self._process.returncode
        if code == -signal.SIGXCPU:
            return EndedError("time", "it used up its processor time")
        how = "by itself" if code is None else signal.Signals(-code).name if code < 0 else f"with exit code {code}"
        return EndedError("broken", f"its process ended ({how})")


def _value(answer: bytes, returns: type[_Result]) -> _Result:
    """What was returned, if ``answer`` says so and it is of the type ``returns``."""
    match answer[:1], memoryview(answer)[1:]:
        case first, rest if first == DONE:
            try:
                return msgspec.msgpack.decode(rest, type=returns)
            except (msgspec.DecodeError, ValueError, RecursionError) as error:
                raise EndedError("broken", f"its answer was none: {error}") from error
        case first, rest if first == RAISED:
            raise StumbledError(bytes(rest).decode("utf-8", "replace"))
        case first, _ if first == NO_MEMORY:
            raise EndedError("memory", "it ran out of memory")
    raise EndedError("broken", "its answer was none")


def _framed(message: bytes) -> bytes:
    return LENGTH.pack(len(message)) + message
