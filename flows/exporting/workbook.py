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

from flows.store.exports import XLSX_CELL, XLSX_OPTIONS, XLSX_ROWS, plain, write_cell
from flows.store.snapshot import Snapshot, Table

_DIGITS: Final = 15
"""Significant digits that Excel keeps of a number."""

_OBSERVATION_COLUMNS: Final = (
    "observation_id", "region_id", "region_name", "region_en", "indicator_id", "indicator_zh", "indicator_en", "subject", "measure",
    "status", "year", "value_base", "base_unit", "bound", "period", "compared_with", "lowest_value_base", "highest_value_base",
    "claim_count", "document_count", "has_conflict", "claim_id", "figure_text", "sentence", "observation_url", "sentence_url",
)  # fmt: skip
_SOURCE_COLUMNS: Final = (
    "claim_id", "observation_id", "figure_text", "sentence", "article_id", "title", "outlet", "published", "url", "origin", "curator",
    "rules", "observation_url", "sentence_url",
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
        write(observations, "observations", _OBSERVATION_COLUMNS)
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
    notes: list[tuple[str, str, str]] = [
        ("", "", "fangzhi 方志: indicators by region and year, each traced to the sentence that prints it"),
        ("", "", f"Build {build.build_id}, finished {build.finished_at}"),
        ("observations", "", f"{observations.description} Its sentence in sources: look up claim_id."),
        *_described(observations, "observations", _OBSERVATION_COLUMNS),
        ("sources", "", claims.description),
        *_described(claims, "sources", _SOURCE_COLUMNS),
    ]
    for line, note in enumerate(notes, 1):
        for at, text in enumerate(note):
            write_cell(sheet, line, at, text)


def _described(table: Table, sheet: str, columns: tuple[str, ...]) -> list[tuple[str, str, str]]:
    descriptions = {column.name: column.description for column in table.columns}
    return [(sheet, column, descriptions[column]) for column in columns]


def _sheet(book: Any, name: str, columns: tuple[str, ...]) -> Any:
    """A sheet with a header that stays in sight."""
    sheet, bold = book.add_worksheet(name), book.add_format({"bold": True})
    for at, column in enumerate(columns):
        sheet.set_column(at, at, _WIDE if column in _WIDE_COLUMNS else _NARROW)
        sheet.write_string(0, at, column, bold)
    sheet.freeze_panes(1, 0)
    return sheet


def _exact(cell: Any) -> Any:
    if isinstance(cell, Decimal) and len(text := str(plain(cell))) > _DIGITS and sum(map(str.isdigit, text)) > _DIGITS:
        return text
    if isinstance(cell, str) and len(cell) > XLSX_CELL:
        return f"{cell[: XLSX_CELL - 1]}…"
    return cell
