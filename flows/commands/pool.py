"""Work in order over processes, with a bounded look-ahead: memory does not grow with the number of items."""

import multiprocessing
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar

from flows.domain.errors import FangzhiError
from flows.lifeline import work_for_parent

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_LOOK_AHEAD: Final = 3
"""Items in hand for each process."""


def in_order(make: Callable[[], Callable[[_Item], _Result]], items: Iterable[_Item], *, jobs: int) -> Iterator[_Result]:
    """``make()(item)`` of each item, in the order of ``items``, by ``jobs`` processes.

    ``make`` is called once a process and can be pickled. A process without threads is forked, so that what it has
    loaded they have too; forking one with threads can hang. Raises ``FangzhiError`` when a process dies. The processes end
    with this one, however it ends; Ctrl-C is for this one, which ends them at once.
    """
    if jobs == 1:
        yield from map(make(), items)
        return
    can_fork = "fork" in multiprocessing.get_all_start_methods() and _threads() == 1
    context = multiprocessing.get_context("fork" if can_fork else "spawn")
    remaining = iter(items)
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(make,)) as pool:
        waiting: deque[Future[Any]] = deque()
        try:
            for item in islice(remaining, jobs * _LOOK_AHEAD):
                waiting.append(pool.submit(_work, item))
            while waiting:
                result = waiting.popleft().result()
                for item in islice(remaining, 1):
                    waiting.append(pool.submit(_work, item))
                yield result
        except BrokenProcessPool as error:
            raise FangzhiError(
                "a worker process: found it killed, expected an answer. Mend: run again with fewer --jobs"
            ) from error
        except KeyboardInterrupt:
            for process in list((pool._processes or {}).values()):  # noqa: SLF001 - before Python 3.14 a pool has no public way
                process.terminate()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _threads() -> int:
    """How many threads this process has, those that libraries started included where the system tells."""
    try:
        return len(list(Path("/proc/self/task").iterdir()))
    except OSError:
        return threading.active_count()


_worker: Callable[[Any], Any] | None = None
"""The worker of this process, where it is one of a pool."""


def _begin(make: Callable[[], Callable[[Any], Any]]) -> None:
    work_for_parent()
    global _worker  # noqa: PLW0603 - a pool has no other place for what its processes keep
    _worker = make()


def _work(item: Any) -> Any:
    assert _worker is not None  # noqa: S101 - the initializer ran
    return _worker(item)
