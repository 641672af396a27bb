"""A process that draws, so that the server goes on answering meanwhile."""

import multiprocessing
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Final

from flows.domain.errors import FangzhiError
from flows.web.charts.drawing import Chart, draw

_SECONDS: Final = 20.0


class DrawingProcess:
    """Draws charts one after another in one other process, which starts with the first of them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._executor: ProcessPoolExecutor | None = None

    def draw(self, chart: Chart) -> str:
        """The chart as an SVG document; ``FangzhiError`` where it takes longer than 20 s or the process dies twice."""
        for _ in range(2):
            executor = self._running()
            try:
                return self._submitted(executor, chart).result(timeout=_SECONDS)
            except BrokenProcessPool:
                self._forget(executor)
            except TimeoutError:
                self._forget(executor)
                break
        raise FangzhiError(
            f"chart {chart.title!r}: found no drawing after {_SECONDS:.0f} s, expected one in 1 s. "
            "Mend: read the table beside it, and try again when the machine has time"
        )

    def close(self) -> None:
        """End the process."""
        with self._lock:
            executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(wait=False, cancel_futures=True)

    @staticmethod
    def _submitted(executor: ProcessPoolExecutor, chart: Chart) -> Future[str]:
        try:
            return executor.submit(draw, chart)
        except RuntimeError as error:  # another thread has found it dead or slow just now
            raise BrokenProcessPool from error

    def _running(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._executor is None:
                # spawned, not forked: the server has threads, and a build open
                self._executor = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
            return self._executor

    def _forget(self, executor: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._executor is executor:
                self._executor = None
        for process in list((executor._processes or {}).values()):  # noqa: SLF001 - the pool has no public way to end a slow call
            process.terminate()
        executor.shutdown(wait=False, cancel_futures=True)
