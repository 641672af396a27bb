"""Marts as pages: the list, one mart filtered, sorted and paged, one row, and all of it as a file."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from flows.domain.media_types import media_type
from flows.store import browsing, catalogue, table_files
from flows.store.browsing import NoLongerThereError, Selection
from flows.store.opened import OpenedBuild
from flows.web.beside import beside, threads_of
from flows.web.cells import cells
from flows.web.rendering import render
from flows.web.views import PROBLEMS, CurrentBuild, NotFoundError, Pages, View, json_response, page_of, problem

pages = Pages("tables")

_SIZES: Final = (20, 50, 100, 200, 500, 1000)
_DESCRIPTION: Final = f"""Rows of one mart, filtered, sorted and a page at a time.

Every column is a parameter, alone or with an operator after two underscores: `region_id=620200`, `year__gte=2020`,
`sentence__contains=工业`, `status__in=actual,target`, `year__between=2020,2024`, `value_base__notblank=1`. Several filters must
all hold. Operators: {", ".join(browsing.OPERATORS)}.

`next` in the answer is the `_next` of the page after; empty on the last one. The whole selection as a file:
`/tables/{{table}}.{table_files.STYLES[0]}` (or {", ".join(f"`.{style}`" for style in table_files.STYLES[1:])}) with the same parameters.
"""


def _parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


_PARAMETERS: Final = [
    _parameter("_sort", "Column to sort by, the smallest first; empty values come last.", {"type": "string"}),
    _parameter("_sort_desc", "Column to sort by, the largest first.", {"type": "string"}),
    _parameter("_col", "Columns to give; without it all.", {"type": "array", "items": {"type": "string"}}),
    _parameter("_facet", "Columns by whose values rows are counted.", {"type": "array", "items": {"type": "string"}}),
    _parameter("_size", "Rows a page.", {"type": "integer", "minimum": 1, "maximum": browsing.LARGEST_PAGE, "default": browsing.PAGE}),
    _parameter("_next", "What the page before gives as next.", {"type": "string"}),
]  # fmt: skip


@pages.page("/tables", "tables.html")
def tables(build: CurrentBuild) -> View:
    """Every mart with its grain, its description and its number of rows."""
    return {
        "tables": [
            {
                "name": table.name,
                "grain": table.grain,
                "description": table.description,
                "row_count": table.row_count,
                "column_count": len(table.columns),
            }
            for table in catalogue.tables(build).values()
        ]
    }


@pages.router.get(
    "/api/tables/{table}",
    tags=["tables"],
    operation_id="table",
    description=_DESCRIPTION,
    response_model=None,
    openapi_extra={"parameters": _PARAMETERS},
    responses={
        200: {"content": {"application/json": {"schema": {"type": "object"}}}},
        **PROBLEMS,
        410: problem("A page of a build that is not published any more."),
    },
)
def table_rows(request: Request, build: CurrentBuild, table: str) -> Response:
    found = _table(build, table)
    selection = browsing.select(found, request.query_params.multi_items())
    try:
        page = browsing.browse(build, selection)
    except NoLongerThereError as error:
        response = json_response({"detail": str(error)})
        response.status_code = 410
        return response
    columns = [
        {"name": column.name, "type": column.type, "description": column.description} for column in selection.columns
    ]
    return json_response(
        {
            "table": found.name,
            "description": found.description,
            "build": build.build.sequence,
            "count": page["count"],
            "columns": columns,
            "rows": page["rows"],
            "next": page["next"],
            "facets": browsing.facets(build, selection),
        }
    )


@pages.router.get("/tables/{table}.{style}", include_in_schema=False)
@beside("downloads")
def table_file(request: Request, build: CurrentBuild, table: str, style: str) -> Response:
    """All rows of a selection as a file."""
    if style not in table_files.STYLES:
        raise NotFoundError(f"format {style[:20]}; there are {', '.join(table_files.STYLES)}")
    selection = browsing.select(_table(build, table), request.query_params.multi_items())
    name = f"{selection.table.name}-build{build.build.sequence}.{style}"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    if style in table_files.STREAMED:
        made = threads_of(request, "downloads").pieces(table_files.streamed(build, selection, style))
        return StreamingResponse(made, media_type=media_type(style), headers=headers)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        table_files.write(build, selection, style, path)
        sent = _sent(path)
        next(sent)  # opened: it stays readable when its folder is gone
    return StreamingResponse(sent, media_type=media_type(style), headers=headers)


@pages.router.get("/tables/{table}", include_in_schema=False)
def table_page(request: Request, build: CurrentBuild, table: str) -> Response:
    found = _table(build, table)
    page = page_of(request)
    given = request.query_params.multi_items()
    if any(name in ("_column", "_order") for name, _ in given):
        asked = browsing.select(found, list(browsing.as_form(given))).address()
        return RedirectResponse(f"{page.link('tables', found.name)}?{urlencode(asked)}", 303)
    selection = browsing.select(found, given)
    try:
        shown = browsing.browse(build, selection)
    except NoLongerThereError:
        values = {"table": found, "first": _query(selection.address(paged=False))}
        return HTMLResponse(render("table_stale.html", page, values), 410)
    values = {
        "table": found,
        "selection": selection,
        "columns": selection.columns,
        "rows": cells(shown["columns"], shown["rows"]),
        "row_ids": shown["row_ids"],
        "count": shown["count"],
        "facets": _facets(build, selection),
        "suggested": [
            (name, _query([*_unpaged(selection), ("_facet", name)])) for name in browsing.suggested_facets(build, selection)
        ],
        "filters": [
            (one, _query([pair for pair in _unpaged(selection) if pair != one.address])) for one in selection.filters
        ],
        "empty_filters": range(1 if selection.filters else 2),
        "operators": browsing.OPERATORS,
        "sizes": _SIZES,
        "sorts": {column.name: _sort_query(selection, column.name) for column in selection.columns if column.kind not in ("list", "other")},
        "query": "",
        "files": _query(selection.address(paged=False)),
        "next": _query([*_unpaged(selection), ("_next", shown["next"])]) if shown["next"] else "",
        "styles": table_files.STYLES,
    }  # fmt: skip
    return HTMLResponse(render("table.html", page, values))


@pages.router.get("/tables/{table}/rows/{row}", include_in_schema=False)
def row_page(request: Request, build: CurrentBuild, table: str, row: str) -> Response:
    """One row, all of its cells in full with their descriptions."""
    found = _table(build, table)
    page = page_of(request)
    try:
        values = browsing.row(build, found, row)
    except NoLongerThereError:
        return HTMLResponse(render("table_stale.html", page, {"table": found, "first": ""}), 410)
    if values is None:
        raise NotFoundError(f"row {row[:40]} of {found.name}")
    (whole,) = cells(list(values), [list(values.values())], is_whole=True)
    return HTMLResponse(
        render("table_row.html", page, {"table": found, "cells": list(zip(found.columns.values(), whole, strict=True))})
    )


def _sent(path: Path) -> Iterator[bytes]:
    """The bytes of a file; first nothing, as soon as it is open. It is closed also where nobody asks for the rest."""
    with path.open("rb") as file:
        yield b""
        while piece := file.read(1 << 18):
            yield piece


def _table(build: OpenedBuild, name: str) -> catalogue.Table:
    found = catalogue.tables(build).get(name)
    if found is None:
        raise NotFoundError(f"table {name[:80]}")
    return found


def _unpaged(selection: Selection) -> list[tuple[str, str]]:
    return selection.address(paged=False)


def _query(pairs: list[tuple[str, str]]) -> str:
    return "?" + urlencode(pairs)


def _sort_query(selection: Selection, column: str) -> str:
    """The address that sorts by ``column``: first the smallest, and when it is so already, the largest."""
    others = [pair for pair in _unpaged(selection) if pair[0] not in ("_sort", "_sort_desc")]
    is_ascending = selection.sort is not None and selection.sort.name == column and not selection.is_descending
    return _query([*others, ("_sort_desc" if is_ascending else "_sort", column)])


def _facets(build: OpenedBuild, selection: Selection) -> list[dict[str, Any]]:
    """The facets asked for; each value with the address that filters by it."""
    counted = browsing.facets(build, selection)
    for facet in counted:
        name = facet["column"]
        for value in facet["values"]:
            blank = value["value"] is None or value["value"] == ""
            pair = (f"{name}__isblank", "1") if blank else (name, _as_given(value["value"]))
            kept = [given for given in _unpaged(selection) if given != pair]
            value["query"] = _query([*kept, pair])
        facet["without"] = _query([pair for pair in _unpaged(selection) if pair != ("_facet", name)])
    return counted


def _as_given(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
