"""The explorer as an ASGI application."""

import asyncio
import contextlib
import gc
import logging
from collections.abc import AsyncIterator, Collection
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import anyio.to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from flows.domain.errors import FangzhiError
from flows.settings import Settings
from flows.store.lookups import dimensions
from flows.store.opened import OpenedBuild, OtherVersionError, PublishedBuilds
from flows.store.sandbox import BusyError, Limits, Sandbox
from flows.web.beside import SideThreads
from flows.web.caching import BuildCache
from flows.web.charts.process import DrawingProcess
from flows.web.guards import LOCAL_HOSTS, App, BodyTooLargeError, Guards
from flows.web.languages import Languages
from flows.web.pages import (
    annotations,
    articles,
    charts,
    compare,
    documentation,
    findings,
    home,
    indicators,
    maps,
    observations,
    regions,
    review,
    sql,
    tables,
)
from flows.web.rendering import render
from flows.web.reviewing import Reviewing
from flows.web.search import name_index
from flows.web.views import NotFoundError, json_response, page_of

_WARM_AFTER: Final = 1.0
"""Seconds after the start at which what pages need once is made."""
_LOOK_EVERY: Final = 0.5
"""Seconds between looks at which build is published."""

_THREADS: Final = 4
"""Pages that are made at a time; more of them would wait for each other, and for the interpreter, longer than for their turn."""

_log = logging.getLogger("fangzhi.explore")


def create_app(
    settings: Settings,
    *,
    hosts: Collection[str] = LOCAL_HOSTS,
    token: str = "",
    read_only: bool = False,
    is_frozen: bool = False,
    queries: Limits | None = None,
) -> App:
    """The application on the warehouse of ``settings``.

    ``hosts`` are the names it goes by, ``token`` the secret that every request must carry (none: no secret),
    ``read_only`` leaves the review away, ``is_frozen`` also what needs a server to answer: forms. ``queries`` is what a
    query of the SQL page may take. Raises ``FangzhiError`` if nothing is published.
    """
    builds = PublishedBuilds(settings.warehouse, prepare=_prepare)
    drawing, sandbox = DrawingProcess(), Sandbox(limits=queries)

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
        following = asyncio.create_task(_follow(builds))
        ending = asyncio.Event()
        warming = asyncio.create_task(_warm_soon(builds, ending))
        yield
        ending.set()
        following.cancel()
        await warming
        drawing.close()
        sandbox.close()
        builds.close()

    app = FastAPI(
        title="fangzhi",
        version=version("fangzhi"),
        description="Indicators by region and year from the Chinese regional press, each traced to its characters.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.read_only = read_only or is_frozen
    app.state.is_frozen = is_frozen
    app.state.drawing = drawing
    app.state.sandbox = sandbox
    # Two more than there are queries at a time: these say that there are as many.
    app.state.queries = SideThreads(sandbox.at_once + 2, waiting=16)
    app.state.downloads = SideThreads(2, waiting=8)
    app.state.drawings = SideThreads(2, waiting=100)
    for room in (
        home, regions, indicators, observations, annotations, articles, findings, compare, maps, tables, sql, documentation,
    ):  # fmt: skip
        app.include_router(room.pages.router)
    app.include_router(charts.router)
    if not app.state.read_only:
        app.state.reviewing = Reviewing(settings)
        app.include_router(review.router)
    app.mount("/static", StaticFiles(directory=Path(__file__).with_name("static")), name="static")
    app.add_exception_handler(NotFoundError, _not_found)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(FangzhiError, _refused)
    app.add_exception_handler(BodyTooLargeError, _too_large)
    return Guards(Languages(BuildCache(app, builds)), hosts=hosts, token=token)


def _prepare(build: OpenedBuild) -> None:
    """Make what is made once a build, so that no request has to wait for it."""
    home.contents(build)
    name_index(build)
    for held in (
        dimensions.regions, dimensions.members, dimensions.indicators, dimensions.articles, dimensions.unit_words,
        dimensions.count_words,
    ):  # fmt: skip
        held(build)


async def _warm_soon(builds: PublishedBuilds, ending: asyncio.Event) -> None:
    """Make what pages need once, after the first page: made at once, it would keep that page waiting."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(ending.wait(), _WARM_AFTER)
    if not ending.is_set():
        await asyncio.to_thread(_warm, builds)


def _warm(builds: PublishedBuilds) -> None:
    with builds.read() as build:
        _prepare(build)
    # What is there now stays: looking through it for garbage again would hold up all pages for a tenth of a second.
    gc.freeze()


async def _follow(builds: PublishedBuilds) -> None:
    """Move on to each newer build; one that cannot be opened is told once, and the one before goes on being served."""
    told = ""
    while True:
        await asyncio.sleep(_LOOK_EVERY)
        try:
            await asyncio.to_thread(builds.refresh)
        except (FangzhiError, OSError) as error:
            if str(error) != told:
                _log.warning("a newer build is not served: %s", error)
            told = str(error)


def _error(request: Request, status: int, message: str) -> Response:
    path = request.scope["path"]
    if path == "/api" or path.startswith("/api/") or path.endswith(".json"):
        response = json_response({"detail": message})
        response.status_code = status
        return response
    return HTMLResponse(render("error.html", page_of(request), {"status": status, "message": message}), status)


async def _not_found(request: Request, error: Exception) -> Response:
    return _error(request, 404, f"found no {error} in this build")


async def _http_error(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 500)
    return _error(request, status, str(getattr(error, "detail", error)))


async def _invalid(request: Request, error: Exception) -> Response:
    problems: list[dict[str, Any]] = list(getattr(error, "errors", list)())
    told = "; ".join(f"{'.'.join(map(str, problem['loc'][1:]))}: {problem['msg']}" for problem in problems[:5])
    return _error(request, 422, told)


async def _refused(request: Request, error: Exception) -> Response:
    response = _error(request, 503 if isinstance(error, (OtherVersionError, BusyError)) else 400, str(error))
    if isinstance(error, BusyError):
        response.headers.update({"retry-after": "3", "cache-control": "no-store"})
    return response


async def _too_large(request: Request, error: Exception) -> Response:
    return _error(request, 413, f"found a body that is too large ({type(error).__name__})")
