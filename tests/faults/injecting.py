"""A fault at one call to the file system."""

import errno
import os
import signal
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from calls import intercepted

KINDS = ("kill", "kill after", "torn", "short", "torn, ENOSPC", "ENOSPC", "full", "EIO")
OF_A_WRITE = ("torn", "short", "torn, ENOSPC")
OF_SPACE = ("ENOSPC", "full")
NEEDS_SPACE = ("open", "write", "truncate", "fsync", "mkdir", "rename", "link", "symlink")
NAMELESS = ("write", "fsync")
"""Calls whose error does not say which file it is about."""


@dataclass(frozen=True)
class Fault:
    """What happens at the ``nth`` call, from 1. ``kind``:

    kill, kill after   the process is killed before, or after, the call
    torn               half of a write is there, and the process is killed
    short              half of a write is there, and the system says so: no error
    torn, ENOSPC       half of a write is there, and then the disk is full
    ENOSPC, EIO        the call fails, once
    full               the call fails with ENOSPC, and so do all that follow and need space
    """

    kind: str
    nth: int

    def __str__(self) -> str:
        return f"{self.kind} at call {self.nth}"

    @property
    def kills(self) -> bool:
        return self.kind in ("kill", "kill after", "torn")


def possible(calls: list[str]) -> list[Fault]:
    """All faults of a writer that makes ``calls``, in their order."""
    return [
        Fault(kind, nth)
        for nth, call in enumerate(calls, 1)
        for kind in KINDS
        if (kind not in OF_A_WRITE or call == "write") and (kind not in OF_SPACE or call in NEEDS_SPACE)
    ]


class Injector:
    """The handler of calls that makes a ``Fault`` happen, and notes the kinds of all calls."""

    def __init__(self, fault: Fault | None = None) -> None:
        self.fault, self.has_fired = fault, False
        self.calls: list[str] = []

    def __call__(self, kind: str, path: str, go: Callable[[], Any], half: Callable[[], int] | None) -> Any:
        self.calls.append(kind)
        fault = self.fault
        if fault is None or len(self.calls) < fault.nth:
            return go()
        if self.has_fired:
            if fault.kind == "full" and kind in NEEDS_SPACE:
                raise _error(errno.ENOSPC, kind, path)
            return go()
        self.has_fired = True
        if half and fault.kind in OF_A_WRITE:
            done = half()
            if fault.kind == "short":
                return done
        match fault.kind:
            case "kill after":
                try:
                    go()
                finally:  # also after a call that failed of itself: mkdir of what is there
                    _die()
            case "kill" | "torn":
                _die()
            case "EIO":
                raise _error(errno.EIO, kind, path)
        raise _error(errno.ENOSPC, kind, path)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _error(number: int, kind: str, path: str) -> OSError:
    return OSError(number, os.strerror(number), *([] if kind in NAMELESS else [path]))


def with_fault(root: Path, fault: Fault | None, run: Callable[[], object]) -> list[str]:
    """Run it, with the fault; returns the kinds of the calls that it made, in order."""
    injector = Injector(fault)
    with intercepted(root, injector):
        run()
    return injector.calls


class Unsynced:
    """A handler that leaves out each fsync whose number (from 1) is in ``which`` (empty: all), and passes on other calls."""

    def __init__(self, handler: Callable[..., Any], which: Collection[int]) -> None:
        self._handler, self._which, self._seen = handler, which, 0

    def __call__(self, kind: str, path: str, go: Callable[[], Any], half: Callable[[], int] | None) -> Any:
        if kind == "fsync":
            self._seen += 1
            if not self._which or self._seen in self._which:
                return None
        return self._handler(kind, path, go, half)


class Meanwhile:
    """A handler that lets ``happen`` happen before the ``nth`` call."""

    def __init__(self, nth: int, happen: Callable[[], object]) -> None:
        self._nth, self._happen, self.calls = nth, happen, []

    def __call__(self, kind: str, path: str, go: Callable[[], Any], _half: object) -> Any:
        self.calls.append((kind, path))
        if len(self.calls) == self._nth:
            self._happen()
        return go()
