"""Query results as text and files."""

import csv
import datetime as dt
import io
import json
import math
import re
import uuid
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from flows.domain.errors import FangzhiError
from flows.store.queries import Result

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters by which a spreadsheet takes text for a formula (OWASP, CSV injection)."""

_XLSX_ROWS: Final = 1_048_576
_XLSX_COLUMNS: Final = 16_384


def plain(value: Any) -> Any:
    """A cell as people write it: decimals without trailing zeros or exponents, days in ISO form, lists as JSON."""
    match value:
        case Decimal():
            text = f"{value:f}"
            return text.rstrip("0").rstrip(".") if "." in text else text
        case dt.datetime():
            return value.isoformat(timespec="seconds")
        case dt.date():
            return value.isoformat()
        case list() | dict() | tuple():
            return _json(value)
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
    return [_json(dict(zip(result.columns, row, strict=True))) for row in result.rows]


def csv_text(rows: Sequence[Sequence[Any]]) -> str:
    """``rows`` as lines of CSV, text defused."""
    buffer = io.StringIO()
    lone = any(isinstance(cell, str) and "\r" in cell for row in rows for cell in row)
    writer = csv.writer(buffer, lineterminator="\n", quoting=csv.QUOTE_ALL if lone else csv.QUOTE_MINIMAL)
    writer.writerows([defused(plain(cell)) if isinstance(cell, str) else plain(cell) for cell in row] for row in rows)
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
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else text


def _json(value: Any) -> str:
    """``value`` as JSON in which a decimal is a number with exactly its digits; NaN and infinities are null."""
    match value:
        case dict():
            return (
                "{"
                + ", ".join(f"{json.dumps(str(key), ensure_ascii=False)}: {_json(value[key])}" for key in value)
                + "}"
            )
        case list() | tuple():
            return "[" + ", ".join(map(_json, value)) + "]"
        case Decimal():
            return str(plain(value))
        case float() if not math.isfinite(value):
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

    if len(result.rows) >= _XLSX_ROWS or len(result.columns) > _XLSX_COLUMNS:
        raise FangzhiError(
            f"{path}: found {len(result.rows):,} rows and {len(result.columns):,} columns, expected at most "
            f"{_XLSX_ROWS - 1:,} and {_XLSX_COLUMNS:,}, as an Excel sheet holds. Mend: csv or parquet"
        )
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet, bold = book.add_worksheet("result"), book.add_format({"bold": True})
        for at, name in enumerate(result.columns):
            sheet.write_string(0, at, name, bold)
        for line, row in enumerate(result.rows, 1):
            for at, cell in enumerate(row):
                if isinstance(cell, bool):
                    sheet.write_boolean(line, at, cell)
                elif isinstance(cell, int | float | Decimal) and math.isfinite(cell):
                    sheet.write_number(line, at, cell)
                elif cell is not None:
                    sheet.write_string(line, at, str(plain(cell))[:32767])
        sheet.freeze_panes(1, 0)
        sheet.autofit()
