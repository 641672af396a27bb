"""What was taken out of ``raw/`` on purpose: who removed which document or signed row, and when."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, fields
from typing import Final

from flows.domain.errors import Refusal
from flows.sources.sheets import Sheet
from flows.sources.tables import decode_table
from flows.vocabulary.rows import read_table

FILE: Final = "raw/removals.csv"
KINDS: Final = ("document", "claim", "rejection", "ruling", "correction")
Key = tuple[str, str]
"""The ``kind`` and ``key`` of a removal."""


@dataclass(frozen=True, slots=True, order=True)
class Removal:
    """One row of the file; the fields are its columns.

    ``key`` by ``kind``: a document's id; a ``claim_id``; ``ARTICLE_ID:START-END`` (code points, half-open) of a rejection;
    the ``conflict_id`` or ``claim_id`` of a ruling; the ``claim_id`` of a correction. ``document`` is the document it
    belongs to, empty where that is not known. ``removed_on`` is a moment with its offset from UTC, to the second.
    """

    kind: str
    key: str
    document: str
    removed_by: str
    removed_on: str
    note: str


COLUMNS: Final = tuple(field.name for field in fields(Removal))


def read_removals(data: bytes) -> tuple[list[Removal], list[Refusal]]:
    """The good rows of the file, and what was refused; raises ``RefusedError`` for the whole file."""
    table = read_table(decode_table(data, FILE), file=FILE, required=COLUMNS)
    removals, refusals = [], list(table.refusals)
    for row in table.rows:
        removal = Removal(**{column: cell.strip() for column, cell in row.cells.items()})
        wrong = _refusal(row.line, removal)
        if wrong:
            refusals.append(wrong)
        else:
            removals.append(removal)
    return removals, refusals


def _refusal(line: int, removal: Removal) -> Refusal | None:
    if removal.kind not in KINDS:
        return Refusal(FILE, line, "kind", "code", repr(removal.kind[:40]), " | ".join(KINDS), "write one of these")
    for column, what in (("key", "what was removed"), ("removed_by", "who removed it"), ("removed_on", "when")):
        if not getattr(removal, column):
            return Refusal(FILE, line, column, "empty", "nothing", what, f"write {what}")
    return None


def with_removals(data: bytes | None, removals: Iterable[Removal]) -> bytes | None:
    """The file ``data`` (``None``: there is none) with rows added at its end; what stands in it stays, to the byte.

    Raises ``RefusedError`` where the file cannot be trusted.
    """
    added = list(removals)
    if not added:
        return data
    sheet = _sheet(data)
    for removal in added:
        sheet = sheet.with_row(asdict(removal), len(sheet.records))
    return sheet.encoded()


def without_removals(data: bytes | None, keys: Collection[Key]) -> bytes | None:
    """The file without the rows of things that are there again; all others stay, to the byte. ``None``: no file is left.

    What ``with_removals`` has added this takes away without a trace. Raises ``RefusedError`` where the file cannot be
    trusted.
    """
    if not data or not keys:
        return data
    before = sheet = _sheet(data)
    for index in range(len(before.records) - 1, 0, -1):
        cells = before.cells(before.records[index])
        if cells and (cells["kind"].strip(), cells["key"].strip()) in keys:
            sheet = sheet.without_row(index)
    if sheet is before:
        return data
    after = sheet.encoded()
    return None if after == Sheet.new(FILE, COLUMNS).encoded() else after


def _sheet(data: bytes | None) -> Sheet:
    return Sheet.parse(data, FILE, required=COLUMNS, optional=()) if data else Sheet.new(FILE, COLUMNS)
