"""Ad hoc SQL, read-only, in a process that can be killed."""

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import Query, Request
from fastapi.responses import HTMLResponse, Response

from flows.domain.errors import FangzhiError
from flows.domain.media_types import media_type
from flows.store import catalogue, exports
from flows.store.sandbox import Answer, BusyError, Sandbox
from flows.web.beside import beside
from flows.web.cells import cells
from flows.web.rendering import render
from flows.web.views import PROBLEMS, CurrentBuild, NotFoundError, Pages, json_response, page_of, problem

pages = Pages("sql")

_EXAMPLES: Final = Path(__file__).parents[1] / "examples.toml"
_STYLES: Final = ("csv", "json")
_PRIVATE: Final = {"cache-control": "no-store"}
"""Answers are not kept: each says how long it took."""

_LONGEST: Final = 7_000
"""Characters of a query: an address holds no more than ``guards.LONGEST_TARGET``."""

_Q = Annotated[str, Query(max_length=_LONGEST)]
_AskedQ = Annotated[str, Query(min_length=1, max_length=_LONGEST)]
_Rows = Annotated[int | None, Query(ge=1, le=1000)]


@cache
def examples() -> list[dict[str, Any]]:
    """Queries that the page offers: ``asks`` in Chinese and English, ``sql``."""
    found: list[dict[str, Any]] = tomllib.loads(_EXAMPLES.read_text(encoding="utf-8"))["query"]
    return [example | {"sql": example["sql"].strip()} for example in found]


@pages.router.get("/sql", include_in_schema=False)
@beside("queries")
def sql_page(request: Request, build: CurrentBuild, q: _Q = "") -> Response:
    sandbox = _sandbox(request)
    sandbox.warm(build.database)
    answer, refusal, status = None, "", 200
    is_foreign = _is_foreign(request)
    if q.strip() and not is_foreign:
        try:
            answer = sandbox.ask(build.database, q)
        except FangzhiError as error:
            refusal, status = str(error), _status(error)
    values = {
        "q": q,
        "limits": sandbox.limits,
        "longest": _LONGEST,
        "answer": answer,
        "are_numbers": [catalogue.kind_of(name) == "number" for name in answer.result.types] if answer else [],
        "rows": cells(answer.result.columns, answer.result.rows) if answer else [],
        "refusal": refusal,
        "is_foreign": is_foreign and bool(q.strip()),
        "examples": examples(),
        "tables": catalogue.tables(build).values(),
        "styles": _STYLES,
    }
    return HTMLResponse(render("sql.html", page_of(request), values), status, _PRIVATE | _retry(status))


@pages.router.get(
    "/api/sql",
    tags=["sql"],
    operation_id="sql",
    response_model=None,
    responses={
        200: {"content": {"application/json": {"schema": {"type": "object"}}}},
        **PROBLEMS,
        403: problem("A page of another site asks."),
        503: problem("As many queries as are run at once are running."),
    },
)
@beside("queries")
def sql(request: Request, build: CurrentBuild, q: _AskedQ, rows: _Rows = None) -> Response:
    """Run one query on the published build, read-only: at most 10 s and 1,000 rows.

    `columns`, `types` (DuckDB's names), `rows` (lists), `seconds`; `cut_by` says why there are more rows: `rows`, `size` (bytes),
    or empty where there are none.
    """
    answer = _asked(request, build.database, q, rows)
    if isinstance(answer, Response):
        return answer
    result = answer.result
    response = json_response(
        {
            "columns": list(result.columns),
            "types": list(result.types),
            "rows": [list(map(_json_ready, row)) for row in result.rows],
            "cut_by": answer.cut_by,
            "seconds": round(answer.seconds, 3),
            "build": build.build.sequence,
        }
    )
    response.headers.update(_PRIVATE)
    return response


@pages.router.get("/sql.{style}", include_in_schema=False)
@beside("queries")
def sql_file(request: Request, build: CurrentBuild, style: str, q: _AskedQ) -> Response:
    """The result of a query as a file."""
    if style not in _STYLES:
        raise NotFoundError(f"format {style[:20]}; there are {', '.join(_STYLES)}")
    answer = _asked(request, build.database, q, None)
    if isinstance(answer, Response):
        return answer
    text = exports.as_text(answer.result, style)
    headers = _PRIVATE | {"content-disposition": f'attachment; filename="query-build{build.build.sequence}.{style}"'}
    return Response(("\ufeff" if style == "csv" else "") + text, media_type=media_type(style), headers=headers)


def _asked(request: Request, database: Path, q: str, rows: int | None) -> Answer | Response:
    """The answer, or what is to be said instead of one."""
    if _is_foreign(request):
        return _refusal(403, "found a request from another site, expected one from a page of this server")
    try:
        return _sandbox(request).ask(database, q, rows=rows)
    except FangzhiError as error:
        return _refusal(_status(error), str(error))


def _refusal(status: int, message: str) -> Response:
    response = json_response({"detail": message})
    response.status_code = status
    response.headers.update(_PRIVATE | _retry(status))
    return response


def _status(error: FangzhiError) -> int:
    return 503 if isinstance(error, BusyError) else 400


def _retry(status: int) -> dict[str, str]:
    return {"retry-after": "3"} if status == 503 else {}


def _is_foreign(request: Request) -> bool:
    """Whether a page of another site sends the browser here: it shall not make it run queries."""
    return request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin")


def _sandbox(request: Request) -> Sandbox:
    sandbox: Sandbox = request.app.state.sandbox
    return sandbox


def _json_ready(cell: Any) -> Any:
    """Decimals without trailing zeros, bytes as hexadecimal digits."""
    if isinstance(cell, Decimal):
        return Decimal(exports.plain(cell))
    return cell.hex() if isinstance(cell, bytes) else cell
