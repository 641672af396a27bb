"""Why claims disagree, as a person has ruled it."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from flows.domain.errors import Refusal
from flows.sources.inventory import RULINGS
from flows.sources.tables import RowCheck, read_items

COLUMNS: Final = ("conflict_id", "claim_id", "guard", "ruling", "reason", "ruled_by", "ruled_on")
CODELIST: Final = "conflict_cause"
_NUMERIC: Final = frozenset({"conflict_id", "claim_id", "ruled_on"})


@dataclass(frozen=True, slots=True)
class Ruling:
    """Why there is a conflict, or why a claim disagrees with others: one of the two ids is ``None``.

    ``guard`` is the text of the values that it was made for; where they are others by now, it does not hold.
    ``ruling`` is a code of the codelist ``conflict_cause``.
    """

    conflict_id: str | None
    claim_id: str | None
    guard: str
    ruling: str
    reason: str
    ruled_by: str
    ruled_on: dt.date
    source_line: int


def read_rulings(text: str, *, codes: Collection[str]) -> tuple[list[Ruling], list[Refusal]]:
    """The good rows of the file of rulings, and what was refused; raises ``RefusedError`` for the whole file.

    ``codes`` are those a ruling can be.
    """
    return read_items(
        text,
        file=RULINGS,
        columns=COLUMNS,
        numeric=_NUMERIC,
        read=lambda row: _ruling(row, codes),
        key=lambda ruling: (ruling.conflict_id, ruling.claim_id),
        expected="one row for a conflict or a claim",
    )


def _ruling(row: RowCheck, codes: Collection[str]) -> Ruling | None:
    cell = row.cells
    row.check_formulas()
    row.check_errors()
    row.check_id("conflict_id")
    row.check_id("claim_id")
    if bool(cell["conflict_id"]) == bool(cell["claim_id"]):
        found = "both conflict_id and claim_id" if cell["claim_id"] else "neither conflict_id nor claim_id"
        row.refuse("conflict_id", "judged", found, "one of the two", "say what is ruled on: a conflict or one claim")
    row.check_code("ruling", codes)
    row.check_filled(
        guard="the value or values that it is made for",
        reason="why it is ruled so",
        ruled_by="who ruled it",
        ruled_on="the day on which it was ruled",
    )
    ruled_on = row.day("ruled_on")
    if ruled_on is None:
        return None
    return Ruling(
        conflict_id=cell["conflict_id"] or None,
        claim_id=cell["claim_id"] or None,
        guard=cell["guard"],
        ruling=cell["ruling"],
        reason=cell["reason"],
        ruled_by=cell["ruled_by"],
        ruled_on=ruled_on,
        source_line=row.line,
    )
