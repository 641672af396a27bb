"""One function a page: its dict is rendered as HTML at its address, and given as JSON under ``/api``."""

import inspect
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response

from flows.settings import Settings
from flows.store.opened import OpenedBuild
from flows.web.languages import Language
from flows.web.rendering import Page, render

View = dict[str, Any]

_AS_THEY_ARE: Final = frozenset({str, int, bool, type(None)})
_JSON: Final = msgspec.json.Encoder(decimal_format="number", order="deterministic")


class NotFoundError(Exception):
    """There is no such thing in this build; its text says what was looked for."""


async def build_of(request: Request) -> OpenedBuild:
    # async, though it waits for nothing: FastAPI would send a plain function to a thread, once more a request
    build: OpenedBuild = request.scope["state"]["build"]
    return build


async def seeds_of(request: Request) -> Path:
    """The folder of the vocabulary."""
    settings: Settings = request.app.state.settings
    return settings.seeds


def page_of(request: Request) -> Page:
    state = request.scope["state"]
    language: Language = state["language"]
    return Page(
        state["build"],
        language=language,
        prefix=state["prefix"],
        path=request.scope["path"],
        query=request.scope["query_string"].decode("latin-1"),
        is_read_only=request.app.state.read_only,
        is_frozen=request.app.state.is_frozen,
    )


CurrentBuild = Annotated[OpenedBuild, Depends(build_of)]
SeedsFolder = Annotated[Path, Depends(seeds_of)]
PageNumber = Annotated[int, Query(ge=1, le=100_000)]


class Pages:
    """The pages of one room of the explorer, as a router."""

    def __init__(self, tag: str) -> None:
        self.router = APIRouter()
        self._tag = tag

    def page(self, path: str, template: str) -> Callable[[Callable[..., View]], Callable[..., View]]:
        """Give what the function returns as ``template`` at ``path`` and as JSON at ``/api/path``.

        Its parameters are those of both, its docstring is the description of the API. Keys that begin with an underscore
        are for the template only.
        """

        def register(view: Callable[..., View]) -> Callable[..., View]:
            signature = inspect.signature(view)
            request = inspect.Parameter("request", inspect.Parameter.KEYWORD_ONLY, annotation=Request)

            def html(request: Request, **parameters: Any) -> HTMLResponse:
                return HTMLResponse(render(template, page_of(request), view(**parameters)))

            def json(**parameters: Any) -> Response:
                return json_response(view(**parameters))

            html.__signature__ = signature.replace(  # type: ignore[attr-defined]
                parameters=[*signature.parameters.values(), request], return_annotation=HTMLResponse
            )
            json.__signature__ = signature.replace(return_annotation=Response)  # type: ignore[attr-defined]
            self.router.add_api_route(path, html, methods=["GET"], include_in_schema=False, response_model=None)
            self.router.add_api_route(
                "/api" + path.rstrip("/") if path != "/" else "/api/",
                json,
                methods=["GET"],
                name=view.__name__,
                operation_id=view.__name__,
                description=inspect.getdoc(view),
                tags=[self._tag],
                response_model=None,
                responses={200: {"content": {"application/json": {"schema": {"type": "object"}}}}, **PROBLEMS},
            )
            return view

        return register


def problem(description: str) -> dict[str, Any]:
    """The description of an answer that only says what is the matter."""
    detail = {"type": "object", "properties": {"detail": {"type": "string"}}, "required": ["detail"]}
    return {"description": description, "content": {"application/json": {"schema": detail}}}


_TEXT: Final = {"text/plain": {"schema": {"type": "string"}}}
_REFUSED: Final = problem(
    "What was asked cannot be done; the detail says what was found, what was expected, and how to mend it. Text: it is no "
    "request of HTTP, or for another host."
)
PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {
    400: _REFUSED | {"content": _REFUSED["content"] | _TEXT},
    404: problem("There is no such thing in this build."),
    414: {"description": "The address is too long.", "content": _TEXT},
    422: problem("A parameter is none that can be asked."),
}


def json_response(view: View, media_type: str = "application/json") -> Response:
    """``view`` as JSON, decimals as numbers with all their digits."""
    public = {key: value for key, value in view.items() if not key.startswith("_")}
    return Response(_JSON.encode(_plain(public)), media_type=media_type)


def _plain(value: Any) -> Any:
    """Decimals without exponents: 1E+11 is 100000000000."""
    kind = type(value)
    if kind is dict:
        return {key: item if type(item) in _AS_THEY_ARE else _plain(item) for key, item in value.items()}
    if kind is list or kind is tuple:
        return [_plain(item) for item in value]
    if kind is Decimal and "E+" in str(value):
        return Decimal(f"{value:f}")
    return value
