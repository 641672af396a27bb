"""Ad hoc SQL of strangers: each query in a process of its own, which is killed when it takes too long.

``interrupt()`` of DuckDB is no deadline and ``memory_limit`` no limit; a process has both. ``flows.store.sandboxed`` is what
runs in it.
"""

import contextlib
import datetime as dt
import json
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from flows.domain.errors import FangzhiError
from flows.store.queries import Result

_SCRIPT: Final = Path(__file__).with_name("sandboxed.py")
_START: Final = 20.0
"""Seconds within which a process must be ready; a busy machine needs one or two."""


class DeadlineError(FangzhiError):
    """The query was ended at its deadline."""


class BusyError(FangzhiError):
    """As much as is done at once is being done."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: seconds, rows, characters of its text, bytes of its result, MB of memory.

    ``space`` (MB) is the whole process: Python, DuckDB's code, and what DuckDB does not count.
    """

    seconds: float = 10.0
    rows: int = 1000
    query: int = 50_000
    size: int = 4_000_000
    memory: int = 512
    space: int = 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of a query, the seconds it took, and why it is cut: by ``rows``, by ``size`` (bytes), or not."""

    result: Result
    seconds: float
    cut_by: str = ""


class Sandbox:
    """Runs queries on published builds, ``at_once`` of them at the same time; safe to be called by many threads.

    As many processes wait ready, each for one query; a query that finds none starts its own. A query that finds all places
    taken waits ``patience`` seconds.
    """

    def __init__(self, *, limits: Limits | None = None, at_once: int = 2, patience: float = 0.0) -> None:
        self.limits = limits or Limits()
        self.at_once = at_once
        self._patience = patience
        self._places = threading.BoundedSemaphore(at_once)
        self._ready: deque[_Process] = deque()
        self._lock = threading.Lock()
        self._closed = False

    def ask(self, database: Path, query: str, *, rows: int | None = None) -> Answer:
        """The first rows (of ``limits``, or fewer) of ``query`` on ``database``, a build's own path.

        Raises ``DeadlineError``, ``BusyError``, or ``FangzhiError`` with DuckDB's message, without paths of the machine.
        """
        limits = self.limits
        if len(query) > limits.query:
            raise FangzhiError(
                f"found a query of {len(query):,} characters, expected at most {limits.query:,}. Mend: make it shorter"
            )
        if not self._places.acquire(timeout=self._patience):
            raise BusyError(
                f"found {self.at_once} queries running, expected a free place. Mend: try again in a few seconds"
            )
        try:
            process = self._take(database)
            try:
                return process.ask(query, rows=min(rows or limits.rows, limits.rows))
            finally:
                process.kill()
        finally:
            self._places.release()
            self.warm(database)

    def warm(self, database: Path) -> None:
        """Have processes ready on ``database``; those of other builds are ended."""
        with self._lock:
            stale = [process for process in self._ready if process.database != database or not process.is_alive()]
            for process in stale:
                self._ready.remove(process)
            with contextlib.suppress(OSError):  # the machine has no room for one now: a query will say so
                while not self._closed and len(self._ready) < self.at_once:
                    self._ready.append(_Process(database, self.limits))
        for process in stale:
            process.kill()

    def close(self) -> None:
        """End all waiting processes; running queries end by themselves."""
        with self._lock:
            self._closed = True
            ready = list(self._ready)
            self._ready.clear()
        for process in ready:
            process.kill()

    def _take(self, database: Path) -> "_Process":
        with self._lock:
            for process in self._ready:
                if process.database == database and process.is_alive():
                    self._ready.remove(process)
                    return process
        try:
            return _Process(database, self.limits)
        except OSError as error:
            raise BusyError(
                f"found no room for a process ({error.strerror}), expected one. Mend: try again in a few seconds"
            ) from error


class _Process:
    """A process for one query."""

    def __init__(self, database: Path, limits: Limits) -> None:
        self.database = database
        self._limits = limits
        self._buffer = b""
        arguments = (str(limits.memory), str(limits.space), str(int(limits.seconds) + 2))
        self._process = subprocess.Popen(  # noqa: S603 - this Python, a script of ours
            [sys.executable, "-I", "-X", "utf8", str(_SCRIPT), str(database), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            start_new_session=True,
        )

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, query: str, *, rows: int) -> Answer:
        limits = self._limits
        self._expect_ready()
        began = time.monotonic()
        request = {"query": query, "rows": rows, "size": limits.size}
        with contextlib.suppress(BrokenPipeError):  # that it has ended is found below
            self._write(json.dumps(request).encode() + b"\n")
        lines: list[bytes] = []
        while not lines or not lines[-1].startswith(b'{"end"'):
            line = self._line(began + limits.seconds)
            if line is None:
                raise DeadlineError(
                    f"found a query that takes longer than {limits.seconds:g} s, expected a shorter one; it was ended. "
                    "Mend: ask for less, or run it with fangzhi sql"
                )
            if not line:
                raise FangzhiError(self._why_ended())
            lines.append(line)
        end = json.loads(lines[-1])["end"]
        if "error" in end:
            raise FangzhiError(end["error"])
        head = json.loads(lines[0])
        cut = end.get("cut", "")
        if cut == "size" and len(lines) == 2:
            raise FangzhiError(
                f"found a first row of more than {limits.size:,} bytes, expected a smaller result. "
                "Mend: ask for fewer columns, or parts of long text: left(text, 1000)"
            )
        cells = tuple(tuple(map(_value, json.loads(line))) for line in lines[1:-1])
        result = Result(tuple(head["columns"]), cells, bool(cut), tuple(head["types"]))
        return Answer(result, time.monotonic() - began, cut)

    def kill(self) -> None:
        """End it at once, with whatever it started, and forget it."""
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _expect_ready(self) -> None:
        line = self._line(time.monotonic() + _START)
        if line != b"ready":
            why = json.loads(line)["end"]["error"].splitlines()[0] if line else self._why_ended()
            raise FangzhiError(f"found no process for a query ({why}), expected one on the build. Mend: try again")

    def _why_ended(self) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)
        code = self._process.returncode
        how = signal.Signals(-code).name if code is not None and code < 0 else f"exit code {code}"
        return (
            f"found a query that broke its process ({how}), expected one within {self._limits.memory} MB of memory and "
            f"{self._limits.seconds:g} s. Mend: ask for less, or run it with fangzhi sql"
        )

    def _write(self, data: bytes) -> None:
        assert self._process.stdin is not None  # noqa: S101 - for mypy: it is a pipe
        self._process.stdin.write(data)
        self._process.stdin.flush()

    def _line(self, until: float) -> bytes | None:
        """The next line it writes, without its end; empty: it has ended; ``None``: there is none until then."""
        assert self._process.stdout is not None  # noqa: S101 - for mypy: it is a pipe
        handle = self._process.stdout.fileno()
        with selectors.DefaultSelector() as selector:
            selector.register(handle, selectors.EVENT_READ)
            while b"\n" not in self._buffer:
                left = until - time.monotonic()
                if left <= 0 or not selector.select(left):
                    return None
                chunk = os.read(handle, 1 << 18)
                if not chunk:
                    return b""
                self._buffer += chunk
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line


def _value(cell: Any) -> Any:
    """The value that ``sandboxed`` wrote as ``cell``."""
    if not isinstance(cell, dict):
        return cell
    ((kind, content),) = cell.items()
    match kind:
        case "decimal":
            return Decimal(content)
        case "float":
            return float(content)
        case "timestamp":
            return dt.datetime.fromisoformat(content)
        case "date":
            return dt.date.fromisoformat(content)
        case "bytes":
            return bytes.fromhex(content)
        case "list":
            return [_value(item) for item in content]
        case _:
            return {key: _value(item) for key, item in content}
