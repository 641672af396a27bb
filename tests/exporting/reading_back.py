"""Exports read back, by other means than they were written with."""

import csv
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

_SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[-+＋－]?[0-9.,]+(?:[eE][-+]?[0-9]+)?[%％‰]?[^\W\d_]*(?:/[^\W\d_]+)?")
"""A number with its sign and its unit (-4.1%, +7项): no spreadsheet works it out."""


def csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def live_cells(path: Path) -> list[str]:
    """Cells of a CSV that a spreadsheet would run; numbers are none."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            cell for row in csv.reader(file) for cell in row if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell)
        ]


def json_lines(path: Path) -> list[dict]:
    # Not splitlines: a text may hold U+2028.
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def workbook(path: Path) -> dict[str, list[dict[str, str]]]:
    """Sheet → rows by header; strings as they were before Excel's escapes."""
    with zipfile.ZipFile(path) as book:
        sheets = ET.fromstring(book.read("xl/workbook.xml")).iterfind(".//m:sheet", _SPACE)  # noqa: S314 - a file of ours
        return {
            sheet.get("name"): _sheet(book.read(f"xl/worksheets/sheet{at}.xml")) for at, sheet in enumerate(sheets, 1)
        }


def workbook_xml(path: Path) -> str:
    with zipfile.ZipFile(path) as book:
        return "".join(book.read(name).decode() for name in book.namelist() if name.endswith((".xml", ".rels")))


def _sheet(xml: bytes) -> list[dict[str, str]]:
    rows = [
        {re.sub(r"\d", "", cell.get("r")): _cell(cell) for cell in row}
        for row in ET.fromstring(xml).iterfind(".//m:row", _SPACE)  # noqa: S314
    ]
    return [{name: row.get(column, "") for column, name in rows[0].items()} for row in rows[1:]]


def _cell(cell: ET.Element) -> str:
    if cell.get("t") == "inlineStr":
        text = "".join(part.text or "" for part in cell.iter(f"{{{_SPACE['m']}}}t"))
        return re.sub(r"_x([0-9A-F]{4})_", lambda match: chr(int(match[1], 16)), text)
    return cell.findtext("m:v", "", _SPACE)
