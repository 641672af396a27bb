"""CSV text into rows that know their line."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from flows.domain.errors import Refusal, RefusedError

_CONFLICT: Final = re.compile(r"(?:^|(?<=[\r\n]))(<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|\Z)")
_DELIMITERS: Final = ",;\t"


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its first line (from 1) and its cells by column."""

    line: int
    cells: dict[str, str]


@dataclass(slots=True)
class Table:
    """The rows of a file that have the right number of fields, and the refusals of the others."""

    rows: list[Row] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


def read_table(text: str, *, file: str, required: Sequence[str], optional: Sequence[str] = ()) -> Table:
    """Read CSV as people and spreadsheets write it: any line end, a BOM, commas, semicolons or tabs, blank rows.

    The header must name the ``required`` columns in their order; ``optional`` ones may stand among them. Raises
    ``RefusedError`` where the file as a whole cannot be trusted: wrong header, merge-conflict markers, a quote that
    never ends. Rows with fields missing or to spare are refused one by one.
    """
    text = text.removeprefix("\ufeff")
    if match := _CONFLICT.search(text):
        line = len(re.findall(r"\r\n?|\n", text[: match.start()])) + 1
        raise RefusedError(
            Refusal(file, line, "", "merge_conflict", f"a merge-conflict marker {match[1]}", "rows of one version",
                    "resolve the conflict and save the file")
        )  # fmt: skip
    records = split_records(text, file=file)
    header = next(records, None)
    columns = [cell.strip() for cell in header.cells] if header else []
    if [name for name in columns if name not in optional] != list(required) or len(set(columns)) != len(columns):
        raise RefusedError(
            Refusal(file, 1, "", "header", ",".join(columns) or "an empty file", ",".join(required),
                    "name the columns so, in this order"
                    + (f"; these may stand among them: {', '.join(optional)}" if optional else ""))
        )  # fmt: skip
    table = Table()
    for record in records:
        if not any(cell.strip() for cell in record.cells):
            continue
        if len(record.cells) != len(columns):
            table.refusals.append(
                Refusal(file, record.line, "", "field_count", f"{len(record.cells)} fields", f"{len(columns)} fields",
                        "put cells that hold a comma, a quote or a line break in double quotes")
            )  # fmt: skip
        else:
            table.rows.append(Row(record.line, dict(zip(columns, record.cells, strict=True))))
    return table


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it stands in the file: its first line (from 1), its cells, and its characters with their line end."""

    line: int
    cells: tuple[str, ...]
    raw: str


def split_records(text: str, *, file: str) -> Iterator[Record]:
    """Every record of a CSV text without a BOM, the header and blank rows included; joined, their ``raw`` is the text.

    Raises ``RefusedError`` where a quote never ends.
    """
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=delimiter_of(text), strict=True)
    line = 1
    try:
        for cells in reader:
            yield Record(line, tuple(cells), "".join(lines[line - 1 : reader.line_num]))
            line = reader.line_num + 1
    except csv.Error as error:
        raise RefusedError(
            Refusal(file, line, "", "csv", str(error), "CSV with balanced double quotes",
                    "close the quote; write a quote inside a quoted cell twice")
        ) from error  # fmt: skip


def delimiter_of(text: str) -> str:
    """The sign that separates the cells of a CSV text: the one that its header has most of."""
    head = re.split(r"[\r\n]", text, maxsplit=1)[0]
    return max(_DELIMITERS, key=head.count)
