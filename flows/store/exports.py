"""Query results as text and files."""

import csv
import datetime as dt
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from flows.domain.errors import FangzhiError
from flows.store.queries import Result

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters by which a spreadsheet takes text for a formula (OWASP, CSV injection)."""


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
            return json.dumps(value, ensure_ascii=False, default=plain)
        case _:
            return value


def as_text(result: Result, style: str) -> str:
    """``result`` as ``csv`` or ``json`` (a list of objects; decimals as JSON numbers with all their digits)."""
    if style == "json":
        rows = [dict(zip(result.columns, map(_json_cell, row), strict=True)) for row in result.rows]
        return _exact_json(rows) + "\n"
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(map(defused, result.columns))
    writer.writerows(
        [defused(plain(cell)) if isinstance(cell, str) else plain(cell) for cell in row] for row in result.rows
    )
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


def _json_cell(value: Any) -> Any:
    return value if isinstance(value, Decimal | int | float | bool | str | list | None) else plain(value)


def _exact_json(rows: list[dict[str, Any]]) -> str:
    """JSON in which a decimal is a number with exactly its digits."""
    marks: dict[str, str] = {}

    def mark(value: Any) -> Any:
        if isinstance(value, Decimal):
            key = f"\x00{len(marks)}\x00"
            marks[json.dumps(key)] = str(plain(value))
            return key
        return plain(value)

    text = json.dumps(rows, ensure_ascii=False, indent=1, default=mark)
    if marks:
        import re

        text = re.sub(r'"\\u0000\d+\\u0000"', lambda match: marks[match[0]], text)
    return text


def _write_parquet(result: Result, path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = list(zip(*result.rows, strict=True)) or [()] * len(result.columns)
    pq.write_table(pa.table([pa.array(list(cells)) for cells in columns], names=list(result.columns)), path)


def _write_xlsx(result: Result, path: Path) -> None:
    """Strings are written as strings, whatever they begin with; numbers keep at most the 15 digits Excel has."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet, bold = book.add_worksheet("result"), book.add_format({"bold": True})
        for at, name in enumerate(result.columns):
            sheet.write_string(0, at, name, bold)
        for line, row in enumerate(result.rows, 1):
            for at, cell in enumerate(row):
                if isinstance(cell, bool):
                    sheet.write_boolean(line, at, cell)
                elif isinstance(cell, int | float | Decimal):
                    sheet.write_number(line, at, cell)
                elif cell is not None:
                    sheet.write_string(line, at, str(plain(cell))[:32767])
        sheet.freeze_panes(1, 0)
        sheet.autofit()
