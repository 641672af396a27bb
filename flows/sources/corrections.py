"""Known errors of the press, and what is right."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Final

from flows.domain.errors import Refusal
from flows.reading.numbers.numerals import DIGITS
from flows.sources import columns
from flows.sources.inventory import CORRECTIONS
from flows.sources.tables import NUMBER, RowCheck, read_items
from flows.vocabulary import Vocabulary
from flows.vocabulary.conversion import factor_of
from flows.vocabulary.folding import fold

COLUMNS: Final = (
    "claim_id", "printed_value", "corrected_value", "unit", "reason", "source", "corrected_by", "corrected_on",
)  # fmt: skip
_NUMERIC: Final = frozenset({"claim_id", "printed_value", "corrected_value", "corrected_on"})


@dataclass(frozen=True, slots=True)
class Correction:
    """What a claim should have said; both values are in ``unit_text``, the unit as printed but folded.

    ``printed_value`` and ``unit_text`` guard it: where the claim says something else by now, it does not hold.
    ``source`` is where the right value is known from.
    """

    claim_id: str
    printed_value: Decimal
    corrected_value: Decimal
    unit_text: str
    reason: str
    source: str
    corrected_by: str
    corrected_on: dt.date
    source_line: int


def read_corrections(text: str, *, vocabulary: Vocabulary) -> tuple[list[Correction], list[Refusal]]:
    """The good rows of the file of corrections, and what was refused; raises ``RefusedError`` for the whole file."""
    return read_items(
        text,
        file=CORRECTIONS,
        columns=COLUMNS,
        numeric=_NUMERIC,
        read=lambda row: _correction(row, vocabulary),
        key=lambda correction: correction.claim_id,
        expected="one row for a claim",
    )


def _correction(row: RowCheck, vocabulary: Vocabulary) -> Correction | None:
    cell = row.cells
    row.check_formulas(but=("printed_value", "corrected_value"))
    row.check_errors()
    row.check_id("claim_id")
    row.check_filled(
        claim_id="the claim_id of the claim",
        unit="the unit as printed",
        reason="why the printed value is wrong",
        source="where the right value is known from",
        corrected_by="who corrected it",
        corrected_on="the day on which it was corrected",
    )
    unit = fold(cell["unit"])
    printed = _value(row, "printed_value", unit, vocabulary)
    corrected = _value(row, "corrected_value", unit, vocabulary)
    if unit and factor_of(unit, vocabulary) is None:
        row.refuse("unit", "unit", repr(cell["unit"][:40]), "a unit of dbt/seeds/units.csv, scale word in front",
                   "write the unit_text of the claim")  # fmt: skip
    if printed is not None and printed == corrected:
        row.refuse("corrected_value", "value", f"{cell['corrected_value']}, which is printed", "another value",
                   "write the right value, or delete the row")  # fmt: skip
    corrected_on = row.day("corrected_on")
    if printed is None or corrected is None or corrected_on is None:
        return None
    return Correction(
        claim_id=cell["claim_id"],
        printed_value=printed,
        corrected_value=corrected,
        unit_text=unit,
        reason=cell["reason"],
        source=cell["source"],
        corrected_by=cell["corrected_by"],
        corrected_on=corrected_on,
        source_line=row.line,
    )


def _value(row: RowCheck, column: str, unit: str, vocabulary: Vocabulary) -> Decimal | None:
    """The value in the cell, if it is one that the warehouse can hold."""
    text = row.cells[column]
    if not NUMBER.fullmatch(text):
        row.refuse(column, "value", repr(text[:40]), "a plain decimal", "write the number out, in the row's unit")
        return None
    value, known = Decimal(text), factor_of(unit, vocabulary)
    with localcontext(prec=DIGITS):
        if known and not columns.hold(value, value * known[0]):
            row.refuse(column, "value", f"{text} {unit}", "a value below 10^20 in base units, with 12 decimals there",
                       "correct the value or the unit")  # fmt: skip
            return None
    return value
