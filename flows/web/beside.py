"""Answers that take long, made in threads beside those of pages: so that pages never wait for them."""

import inspect
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import partial
from typing import Any, TypeVar

import anyio
from anyio.to_thread import run_sync
from fastapi import Request

from flows.store.sandbox import BusyError

_T = TypeVar("_T")


class SideThreads:
    """Threads for one kind of work; ``waiting`` are the pieces of it that may wait for one of them."""

    def __init__(self, threads: int, *, waiting: int) -> None:
        self._limiter = anyio.CapacityLimiter(threads)
        self._waiting = waiting

    async def run(self, function: Callable[[], _T]) -> _T:
        """What ``function`` returns; raises ``BusyError`` at once where as many wait as may."""
        waiting = self._limiter.statistics().tasks_waiting
        if waiting >= self._waiting:
            raise BusyError(f"found {waiting} waiting, expected fewer. Mend: try again in a few seconds")
        return await run_sync(function, limiter=self._limiter)

    async def pieces(self, made: Iterator[bytes]) -> AsyncIterator[bytes]:
        """What an iterator makes, each piece in one of the threads; what has begun goes on, whoever waits."""
        while (piece := await run_sync(partial(next, made, None), limiter=self._limiter)) is not None:
            yield piece


def threads_of(request: Request, name: str) -> SideThreads:
    """The side threads ``name`` of the application's state."""
    found: SideThreads = getattr(request.app.state, name)
    return found


def beside(name: str) -> Callable[[Callable[..., Any]], Callable[..., Awaitable[Any]]]:
    """Let a function that answers, one of whose parameters is ``request``, do so in the side threads ``name``."""

    def register(view: Callable[..., Any]) -> Callable[..., Awaitable[Any]]:
        async def answer(request: Request, **parameters: Any) -> Any:
            return await threads_of(request, name).run(partial(view, request=request, **parameters))

        # Not functools.wraps: FastAPI would find the plain function under it, and send it to the threads of pages.
        answer.__name__, answer.__doc__ = view.__name__, view.__doc__
        answer.__signature__ = inspect.signature(view)  # type: ignore[attr-defined]  # any function may have one
        return answer

    return register
