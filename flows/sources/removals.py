"""What was taken out of ``raw/`` on purpose: who removed which document or signed row, and when."""

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from typing import Final

from flows.domain.errors import Refusal
from flows.sources.tables import decode_table, is_error
from flows.vocabulary.rows import read_table

FILE: Final = "raw/removals.csv"
KINDS: Final = ("document", "claim", "rejection", "ruling", "correction")


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
    for column in COLUMNS:
        if is_error(cell := getattr(removal, column)):
            return Refusal(
                FILE, line, column, "spreadsheet_error", repr(cell[:40]), "what stood there", "write it again"
            )
    for column, what in (("key", "what was removed"), ("removed_by", "who removed it"), ("removed_on", "when")):
        if not getattr(removal, column):
            return Refusal(FILE, line, column, "empty", "nothing", what, f"write {what}")
    return None


def with_removals(data: bytes | None, removals: Iterable[Removal]) -> bytes:
    """The file ``data`` (``None``: there is none) with rows added at its end; what stands in it stays, to the byte."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    if not data:
        writer.writerow(COLUMNS)
    writer.writerows(astuple(removal) for removal in removals)
    before = data or b""
    end = b"\n" if before and not before.endswith((b"\n", b"\r")) else b""
    return before + end + buffer.getvalue().encode()
