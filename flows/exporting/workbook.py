"""XLSX: the observations, the sentences they rest on, and what the columns mean.

Rows go to the file as they come. Text is text whatever it begins with; a number with more digits than Excel keeps is
written as text as well, so that none is lost.
"""

import datetime as dt
from decimal import Decimal
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Final

from flows.store.exports import XLSX_OPTIONS, XLSX_ROWS, write_cell
from flows.store.snapshot import Snapshot, Table

_DIGITS: Final = 15
"""Significant digits that Excel keeps of a number."""
_CELL: Final = 32_767
"""Characters that a cell holds; a longer text ends in a mark."""

_SOURCE_COLUMNS: Final = (
    "claim_id", "observation_id", "sentence", "figure_text", "region_name", "subject", "indicator_zh", "measure", "value_base",
    "base_unit", "bound", "period", "status", "origin", "curator", "rules", "article_id", "title", "outlet", "published", "url",
    "span_start", "span_end", "observation_url", "sentence_url",
)  # fmt: skip
_NARROW, _WIDE = 14, 60
_WIDE_COLUMNS: Final = ("sentence", "title", "observation_url", "sentence_url", "description")


def export_workbook(snapshot: Snapshot, path: Path, *, base_url: str, rows_of_a_sheet: int = XLSX_ROWS) -> None:
    """Write the sheets ``read me``, ``observations`` and ``sources``, which has a row for each claim."""
    import xlsxwriter

    observations, claims = snapshot.joined("observations"), snapshot.joined("claims")
    with xlsxwriter.Workbook(str(path), XLSX_OPTIONS | {"constant_memory": True, "tmpdir": str(path.parent)}) as book:
        book.set_properties({
            "title": "fangzhi",
            "comments": f"Build {snapshot.build.build_id}",
            "created": dt.datetime.fromisoformat(snapshot.build.finished_at).replace(tzinfo=None),
        })  # fmt: skip
        _write_notes(book, snapshot, observations, claims)
        write = partial(_write_table, book, snapshot, base_url=base_url, rows_of_a_sheet=rows_of_a_sheet)
        write(observations, "observations", observations.column_names)
        write(claims, "sources", _SOURCE_COLUMNS)


def _write_table(
    book: Any,
    snapshot: Snapshot,
    table: Table,
    name: str,
    columns: tuple[str, ...],
    *,
    base_url: str,
    rows_of_a_sheet: int,
) -> None:
    """Write the rows of ``table``; what one sheet does not hold goes on in another, ``sources 2``."""
    places = [table.column_names.index(column) for column in columns]
    number, sheet, line = 1, _sheet(book, name, columns), 1
    for row in chain.from_iterable(snapshot.cells(table, base_url=base_url)):
        if line == rows_of_a_sheet:
            number += 1
            sheet, line = _sheet(book, f"{name} {number}", columns), 1
        for at, place in enumerate(places):
            write_cell(sheet, line, at, _exact(row[place]))
        line += 1


def _write_notes(book: Any, snapshot: Snapshot, observations: Table, claims: Table) -> None:
    build = snapshot.build
    sheet = _sheet(book, "read me", ("sheet", "column", "description"))
    of_sources = tuple(column for column in claims.columns if column.name in _SOURCE_COLUMNS)
    notes: list[tuple[str, str, str]] = [
        ("", "", "fangzhi 方志: indicators by region and year, each traced to the sentence that prints it"),
        ("", "", f"Build {build.build_id}, finished {build.finished_at}"),
        ("observations", "", f"{observations.description} Its sentence in sources: look up claim_id."),
        *(("observations", column.name, column.description) for column in observations.columns),
        ("sources", "", claims.description),
        *(("sources", column.name, column.description) for column in of_sources),
    ]
    for line, note in enumerate(notes, 1):
        for at, text in enumerate(note):
            write_cell(sheet, line, at, text)


def _sheet(book: Any, name: str, columns: tuple[str, ...]) -> Any:
    """A sheet with a header that stays in sight."""
    sheet, bold = book.add_worksheet(name), book.add_format({"bold": True})
    for at, column in enumerate(columns):
        sheet.set_column(at, at, _WIDE if column in _WIDE_COLUMNS else _NARROW)
        sheet.write_string(0, at, column, bold)
    sheet.freeze_panes(1, 0)
    return sheet


def _exact(cell: Any) -> Any:
    if isinstance(cell, Decimal) and len(cell.normalize().as_tuple().digits) > _DIGITS:
        return f"{cell.normalize():f}"
    if isinstance(cell, str) and len(cell) > _CELL:
        return f"{cell[: _CELL - 1]}…"
    return cell
