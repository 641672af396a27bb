"""Hand-kept CSV files: what all of them share on the way from bytes to checked rows."""

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import Final, Protocol, TypeVar

from flows.domain.document import Decoded
from flows.domain.errors import Refusal, RefusedError
from flows.sources.decoding import UndecodableError, decode_strictly
from flows.vocabulary.rows import read_table

NUMBER: Final = re.compile(r"-?\d{1,20}(?:\.\d{1,6})?", re.ASCII)
"""A plain decimal."""
_CLAIM_ID: Final = re.compile(r"[0-9a-f]{16}", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
FORMULA: Final = re.compile(r"[=@\t\r]|[+-](?![\d.])")
"""How a cell begins that a spreadsheet would run."""
ERROR: Final = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!|EXTERNAL!|PYTHON!"
    r"|GETTING_DATA)|#{2,}|Err:\d{3}",
    re.IGNORECASE,
)
"""A cell in which a spreadsheet has written an error, or that its column is too narrow, over what stood there."""
_OF_SPREADSHEETS: Final = ("gb18030", "big5hkscs")
_GB2312_SHARE: Final = 0.9
"""Of the characters beyond ASCII of a Chinese text saved as GBK at least this share are of GB2312, its common part."""


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

    def check_errors(self, but: Collection[str] = ()) -> None:
        """Refuse what a spreadsheet writes in the place of a value, except in the columns ``but``."""
        for column, content in self.cells.items():
            if column not in but and is_error(content):
                self.refuse(column, "spreadsheet_error", repr(content[:40]), "what stood there", "write it again")

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


def is_error(cell: str) -> bool:
    """Whether a spreadsheet has written an error over what stood in the cell, such as ``#REF!``."""
    return bool(ERROR.fullmatch(unicodedata.normalize("NFKC", cell).strip()))


def decode_table(data: bytes, file: str) -> str:
    """The text of a CSV file that people sign; raises ``RefusedError`` as ``decode_file`` does."""
    return decode_file(data, file).text


def decode_file(data: bytes, file: str, *, is_it: Callable[[str], bool] | None = None) -> Decoded:
    """The text of a CSV file that people sign, with its charset; no sign of it is lost.

    A byte order mark decides, else UTF-8, else GB18030, as a spreadsheet on a Chinese Windows saves, or Big5. ``is_it``
    tells of a text that the bytes can be whether it is the right one; without it a text counts as GB18030 when nearly all
    of it is common Chinese, and none as Big5. Raises ``RefusedError`` where nothing fits.
    """
    charsets = ("utf-8", *_OF_SPREADSHEETS) if is_it else ("utf-8", _OF_SPREADSHEETS[0])
    try:
        texts = decode_strictly(data, charsets, media_type="text/csv")
    except UndecodableError as error:
        raise RefusedError(Refusal(file, None, "", error.kind, error.found, error.expected, error.mend)) from error
    plain = next((text for text in texts if text.charset not in _OF_SPREADSHEETS), None)
    if plain and is_it is None:
        return plain
    told = next((text for text in texts if (is_it or is_common)(text.text)), plain)  # what is wrong is told by row
    if told is None:
        right = "text whose quotes stand in the document" if is_it else "common Chinese"
        raise RefusedError(
            Refusal(file, None, "", "charset", f"bytes that are not UTF-8, and as GB18030 no {right}", "UTF-8 or GB18030",
                    "save it as UTF-8")
        )  # fmt: skip
    return told


def is_common(text: str) -> bool:
    """Whether nearly all of a text beyond ASCII is of GB2312, the common part of GB18030."""
    beyond = [char for char in text if not char.isascii()]
    common = sum(bool(char.encode("gb2312", errors="ignore")) for char in beyond)
    return common >= _GB2312_SHARE * len(beyond)


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
