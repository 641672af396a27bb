"""Query results as text and files."""

import csv
import datetime as dt
import io
import json
import math
import re
import uuid
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, Literal, TextIO

from flows.domain.errors import FangzhiError
from flows.store.queries import Result

_FORMULA: Final = frozenset("=+-@\t\r\n＝＋－＠")
"""First characters by which a spreadsheet takes text for a formula (OWASP, CSV injection)."""
_SIGNED_NUMBER: Final = re.compile(
    r"[-+＋－](?:(?:\d{1,3}(?:,\d{3}){1,9}|\d{1,40})(?:\.\d{0,40})?|\.\d{1,40})"
    r"(?:[eE][-+]?\d{1,3}| ?[%％‰]?(?:(?<! )[^\W\d_]{1,20}(?:/[^\W\d_]{1,20})?)?)"
)
"""What is a number, or none, but never a formula: ``-4.1%``, ``-1,234``, ``-3个``, ``+5.2元/吨``.

A spreadsheet reads the whole cell as a number, or else what stands behind the sign as a formula. A number directly before a
letter is not one, so that such a cell stays text; ``-3+2``, ``-A1``, ``-3!A1`` and ``-cmd|…`` have other signs in them.
"""

XLSX_ROWS: Final = 1_048_576
XLSX_COLUMNS: Final = 16_384
"""What a sheet of Excel holds, the header included."""
XLSX_CELL: Final = 32_767
"""Characters that a cell holds."""
_AS_IT_IS: Final = frozenset((int, bool, type(None)))
"""Types that ``csv`` writes as ``plain`` does; most cells are of these or text."""
_NO_XML: Final = re.compile("[\ufffe\uffff]")
"""What XML has no place for and xlsxwriter does not write otherwise: a workbook with one of them cannot be opened."""
XLSX_OPTIONS: Final = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def plain(value: Any) -> Any:
    """A cell as people write it: decimals without trailing zeros or exponents, days in ISO form, lists as JSON."""
    match value:
        case Decimal():
            text = str(value)  # faster, and the same where it has no exponent
            text = f"{value:f}" if "E" in text else text
            return text.rstrip("0").rstrip(".") if "." in text else text
        case dt.datetime():
            return value.isoformat(timespec="seconds")
        case dt.date():
            return value.isoformat()
        case list() | dict() | tuple():
            return json_text(value)
        case bytes():
            return value.hex()
        case dt.time() | dt.timedelta() | uuid.UUID():
            return str(value)
        case _:
            return value


def as_text(result: Result, style: str) -> str:
    """``result`` as ``csv`` or ``json`` (a list of objects; decimals as JSON numbers with all their digits)."""
    if style == "json":
        if len(set(result.columns)) < len(result.columns):
            raise FangzhiError(
                f"found two columns of one name in {', '.join(result.columns)}, expected names of their own, as keys of "
                "JSON. Mend: rename one in the query with: as"
            )
        rows = json_rows(result)
        return "[" + ",".join(f"\n {row}" for row in rows) + ("\n]\n" if rows else "]\n")
    return csv_text([result.columns, *result.rows])


def json_rows(result: Result) -> list[str]:
    """Each row as an object of JSON on one line."""
    return [json_text(dict(zip(result.columns, row, strict=True))) for row in result.rows]


def csv_text(rows: Sequence[Sequence[Any]]) -> str:
    """``rows`` as lines of CSV, text defused."""
    buffer = io.StringIO()
    _write_csv_rows(buffer, rows, defused)
    return buffer.getvalue()


def write_csv(
    file: TextIO, columns: Sequence[str], batches: Iterable[Sequence[Sequence[Any]]], *, for_spreadsheets: bool = True
) -> None:
    """Write a header and batches of rows as CSV.

    ``for_spreadsheets``: which then take no cell of text for a formula; else text stays as it is, for programs.
    """
    as_text = defused if for_spreadsheets else str
    _write_csv_rows(file, [columns], as_text)
    for rows in batches:
        _write_csv_rows(file, rows, as_text)


def _write_csv_rows(file: TextIO, rows: Sequence[Sequence[Any]], as_text: Callable[[str], str]) -> None:
    written = [
        [as_text(cell) if type(cell) is str else cell if type(cell) in _AS_IT_IS else plain(cell) for cell in row]
        for row in rows
    ]
    text = _csv_text(written, csv.QUOTE_MINIMAL)
    # Before Python 3.13 a lone CR goes without quotes, and is the end of a line for whoever reads it.
    file.write(_csv_text(written, csv.QUOTE_ALL) if "\r" in text else text)


def _csv_text(rows: Iterable[Sequence[Any]], quoting: Literal[0, 1]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n", quoting=quoting).writerows(rows)
    return buffer.getvalue()


def write(result: Result, style: str, path: Path) -> None:
    """Write ``result`` to ``path`` as ``table`` (CSV), ``csv``, ``json``, ``parquet`` or ``xlsx``."""
    if not path.parent.is_dir():
        raise FangzhiError(f"{path}: found no folder {path.parent}, expected one. Mend: make it")
    match style:
        case "parquet":
            _write_parquet(result, path)
        case "xlsx":
            _write_xlsx(result, path)
        case _:
            path.write_text(as_text(result, style), encoding="utf-8")


def defused(text: Any) -> Any:
    """Text that a spreadsheet would run as a formula, behind an apostrophe; other cells as they are."""
    is_run = isinstance(text, str) and text[:1] in _FORMULA and not _SIGNED_NUMBER.fullmatch(text)
    return f"'{text}" if is_run else text


def write_cell(sheet: Any, line: int, at: int, cell: Any) -> None:
    """Write a cell of a worksheet of xlsxwriter: numbers and booleans as such, all else as a string that is no formula."""
    if isinstance(cell, bool):
        sheet.write_boolean(line, at, cell)
    elif isinstance(cell, int | float | Decimal) and math.isfinite(cell):
        sheet.write_number(line, at, cell)
    elif cell is not None:
        sheet.write_string(line, at, _NO_XML.sub("\ufffd", str(plain(cell))[:XLSX_CELL]))


def json_text(value: Any) -> str:
    """``value`` as JSON in which a decimal is a number with exactly its digits; NaN and infinities are null."""
    match value:
        case dict():
            return (
                "{"
                + ", ".join(f"{json.dumps(str(key), ensure_ascii=False)}: {json_text(value[key])}" for key in value)
                + "}"
            )
        case list() | tuple():
            return "[" + ", ".join(map(json_text, value)) + "]"
        case Decimal() if value.is_finite():
            return str(plain(value))
        case Decimal() | float() if not math.isfinite(value):
            return "null"
        case _:
            return json.dumps(plain(value), ensure_ascii=False)


def _write_parquet(result: Result, path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = list(zip(*result.rows, strict=True)) or [()] * len(result.columns)
    arrays = []
    types = result.types or ("",) * len(result.columns)
    for name, cells, kind in zip(result.columns, columns, types, strict=True):
        decimal = re.fullmatch(r"DECIMAL\((\d+),(\d+)\)", kind)
        try:
            arrays.append(pa.array(list(cells), pa.decimal128(int(decimal[1]), int(decimal[2])) if decimal else None))
        except (pa.ArrowException, OverflowError) as error:
            raise FangzhiError(
                f"column {name}: found values that Parquet has no type for ({error}), expected text, numbers or dates. "
                "Mend: cast it in the query, e.g. to varchar"
            ) from error
    pq.write_table(pa.table(arrays, names=list(result.columns)), path)


def _write_xlsx(result: Result, path: Path) -> None:
    """Strings are written as strings, whatever they begin with; numbers keep at most the 15 digits Excel has."""
    import xlsxwriter

    if len(result.rows) >= XLSX_ROWS or len(result.columns) > XLSX_COLUMNS:
        raise FangzhiError(
            f"{path}: found {len(result.rows):,} rows and {len(result.columns):,} columns, expected at most "
            f"{XLSX_ROWS - 1:,} and {XLSX_COLUMNS:,}, as an Excel sheet holds. Mend: csv or parquet"
        )
    with xlsxwriter.Workbook(str(path), XLSX_OPTIONS | {"in_memory": True}) as book:
        sheet, bold = book.add_worksheet("result"), book.add_format({"bold": True})
        for at, name in enumerate(result.columns):
            sheet.write_string(0, at, name, bold)
        for line, row in enumerate(result.rows, 1):
            for at, cell in enumerate(row):
                write_cell(sheet, line, at, cell)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
