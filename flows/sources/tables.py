"""Hand-kept CSV files: what all of them share on the way from bytes to checked rows."""

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import Final, Protocol, TypeVar

from flows.domain.document import Decoded
from flows.domain.errors import Refusal, RefusedError
from flows.sources.decoding import UndecodableError, decode
from flows.vocabulary.rows import read_table

NUMBER: Final = re.compile(r"-?\d{1,20}(?:\.\d{1,6})?", re.ASCII)
"""A plain decimal."""
_CLAIM_ID: Final = re.compile(r"[0-9a-f]{16}", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
FORMULA: Final = re.compile(r"[=@\t\r]|[+-](?![\d.])")
"""How a cell begins that a spreadsheet would run."""


class Sourced(Protocol):
    """What knows the line of its file that it comes from."""

    @property
    def source_line(self) -> int: ...


Item = TypeVar("Item", bound=Sourced)


class RowCheck:
    """Checks the cells of one row; every problem found goes to ``refusals``."""

    def __init__(self, file: str, line: int, cells: Mapping[str, str]) -> None:
        self.file, self.line, self.cells = file, line, cells
        self.refusals: list[Refusal] = []

    def refuse(self, column: str, kind: str, found: str, expected: str, mend: str) -> None:
        self.refusals.append(Refusal(self.file, self.line, column, kind, found, expected, mend))

    def check_formulas(self, but: Collection[str] = ()) -> None:
        """Refuse what a spreadsheet would run, except in the columns ``but``."""
        for column, content in self.cells.items():
            if column not in but and FORMULA.match(content):
                self.refuse(column, "formula", repr(content[:40]), "text", "write it without the leading sign")

    def check_filled(self, **columns: str) -> None:
        """Refuse empty cells; ``columns`` maps a column to what should stand in it."""
        for column, what in columns.items():
            if not self.cells[column]:
                self.refuse(column, "empty", "nothing", what, f"write {what}")

    def check_code(self, column: str, codes: Collection[str]) -> None:
        if self.cells[column] not in codes:
            self.refuse(column, "code", repr(self.cells[column]), " | ".join(sorted(codes)), "write one of these")

    def check_id(self, column: str) -> None:
        """Refuse what is no id such as claims have; a spreadsheet makes numbers of some of them."""
        text = self.cells[column]
        if text and not _CLAIM_ID.fullmatch(text):
            self.refuse(column, "id", repr(text[:40]), "16 hexadecimal digits, in lower case",
                        f"copy the {column} from the warehouse, into a column of text")  # fmt: skip

    def day(self, column: str) -> dt.date | None:
        """The day in the cell; ``None`` for an empty cell, and refused, for what is no day."""
        text = self.cells[column]
        if not text:
            return None
        try:
            if _DAY.fullmatch(text):
                return dt.date.fromisoformat(text)
        except ValueError:
            pass
        self.refuse(column, "value", repr(text[:40]), "a day such as 2024-04-10", "write year-month-day")
        return None


def decode_table(data: bytes, file: str) -> str:
    """The text of a CSV file; raises ``RefusedError`` where the bytes are no text that can be trusted."""
    return decode_file(data, file).text


def decode_file(data: bytes, file: str) -> Decoded:
    """The text of a CSV file, with its charset; raises as ``decode_table`` does."""
    try:
        return decode(data, media_type="text/csv")
    except UndecodableError as error:
        mend = "save it as UTF-8" if error.kind == "charset" else error.mend  # the manifest has no charset of tables
        raise RefusedError(Refusal(file, None, "", error.kind, error.found, error.expected, mend)) from error


def read_items(
    text: str, *, file: str, columns: Sequence[str], numeric: Collection[str],
    read: Callable[[RowCheck], Item | None], key: Callable[[Item], Hashable], expected: str,
) -> tuple[list[Item], list[Refusal]]:  # fmt: skip
    """What ``read`` makes of the good rows, and what was refused of the others; raises ``RefusedError`` for the whole file.

    Cells come to ``read`` stripped, those of ``numeric`` columns in half width. Of rows that share their ``key`` none is
    taken.
    """
    table = read_table(text, file=file, required=columns)
    refusals = list(table.refusals)
    items: list[Item] = []
    for row in table.rows:
        check = RowCheck(file, row.line, {
            column: (unicodedata.normalize("NFKC", cell) if column in numeric else cell).strip()
            for column, cell in row.cells.items()
        })  # fmt: skip
        item = read(check)
        refusals += check.refusals
        if item and not check.refusals:
            items.append(item)
    items, repeated = without_repeats(items, file=file, key=key, expected=expected)
    return items, refusals + repeated


def without_repeats(
    items: Sequence[Item], *, file: str, key: Callable[[Item], Hashable], expected: str
) -> tuple[list[Item], list[Refusal]]:
    """The items whose key no other has, and refusals of all the others: which is meant only a person can say."""
    counts = Counter(map(key, items))
    refusals = [
        Refusal(file, item.source_line, "", "duplicate", f"the key of {counts[key(item)] - 1} other row(s)", expected,
                "keep one of the rows")
        for item in items if counts[key(item)] > 1
    ]  # fmt: skip
    return [item for item in items if counts[key(item)] == 1], refusals
