"""A process that draws, so that the server goes on answering meanwhile."""

import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import Final, TypeVar

from flows.domain.errors import FangzhiError
from flows.lifeline import work_for_parent
from flows.web.charts.boundaries import Outlines, outlines
from flows.web.charts.drawing import Chart, draw

_T = TypeVar("_T")
_SECONDS: Final = 20.0


class DrawingProcess:
    """Draws charts one after another in one other process, which starts with the first of them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._executor: ProcessPoolExecutor | None = None
        self._outlines: dict[tuple[str | None, int], Outlines] = {}

    def draw(self, chart: Chart) -> str:
        """The chart as an SVG document; ``FangzhiError`` where it takes longer than 20 s or the process dies twice."""
        return self._done(chart.title, draw, chart)

    def outlines(self, province: str | None, *, width: int) -> Outlines:
        """As ``boundaries.outlines``, made once; there are 35 regions at most that have any."""
        found = self._outlines.get((province, width))
        if found is None:
            found = self._done(f"outlines of {province or 'the country'}", partial(outlines, province, width=width))
            if found.parts:
                self._outlines[province, width] = found
        return found

    def close(self) -> None:
        """End the process."""
        with self._lock:
            executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(wait=False, cancel_futures=True)

    def _done(self, what: str, function: Callable[..., _T], *arguments: object) -> _T:
        for _ in range(2):
            executor = self._running()
            try:
                return self._submitted(executor, function, *arguments).result(timeout=_SECONDS)
            except BrokenProcessPool:
                self._forget(executor)
            except TimeoutError:
                self._forget(executor)
                break
        raise FangzhiError(
            f"chart {what!r}: found no drawing after {_SECONDS:.0f} s, expected one in 1 s. "
            "Mend: read the table beside it, and try again when the machine has time"
        )

    @staticmethod
    def _submitted(executor: ProcessPoolExecutor, function: Callable[..., _T], *arguments: object) -> Future[_T]:
        try:
            return executor.submit(function, *arguments)
        except RuntimeError as error:  # another thread has found it dead or slow just now
            raise BrokenProcessPool from error

    def _running(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._executor is None:
                # spawned, not forked: the server has threads, and a build open
                spawn = multiprocessing.get_context("spawn")
                self._executor = ProcessPoolExecutor(1, mp_context=spawn, initializer=work_for_parent)
            return self._executor

    def _forget(self, executor: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._executor is executor:
                self._executor = None
        for process in list((executor._processes or {}).values()):  # noqa: SLF001 - the pool has no public way to end a slow call
            process.terminate()
        executor.shutdown(wait=False, cancel_futures=True)
