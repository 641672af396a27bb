"""What the reader found, as values for JSON."""

from decimal import Decimal, localcontext
from typing import Any, Final

from flows.commands.publishing import is_published
from flows.domain.claim import Claim
from flows.reading.numbers.numerals import DIGITS
from flows.reading.statements.answers import figure_answer, period_answer
from flows.sources.documents import TextReading
from flows.vocabulary import Vocabulary
from flows.vocabulary.conversion import in_base_units

CLAIM_FIELDS: Final = (
    "start", "end", "figure", "region", "region_code", "subject", "indicator_zh", "indicator_id", "measure", "value", "unit",
    "value_base", "unit_base", "bound", "period", "status", "compared_with", "rules", "confidence", "weakest_field",
    "is_published",
)  # fmt: skip
"""Keys of a claim's object, in their order; also the columns of CSV."""

Answer = dict[str, Any]


def document_answer(found: TextReading, vocabulary: Vocabulary, publish_from: float) -> Answer:
    """``figures``, ``periods`` and ``claims`` of a text in order of place, those of furniture included.

    ``warning`` says what is lacking, if anything is; ``publish_from`` is the confidence from which on claims are published.
    """
    text, reading = found.text, found.reading
    return {
        "figures": [_with_base(figure_answer(figure, text), vocabulary) for figure in reading.figures],
        "periods": [period_answer(mention, text) for mention in reading.periods],
        "claims": [claim_answer(claim, vocabulary, publish_from) for claim in reading.claims],
    } | ({"warning": found.warning} if found.warning else {})


def _with_base(answer: Answer, vocabulary: Vocabulary) -> Answer:
    """``answer`` with ``base_unit`` and ``value_base``; ``None`` where the figure alone does not say, or is a range."""
    unit = vocabulary.unit(answer["unit"])
    value = answer.get("value")
    with localcontext(prec=DIGITS):
        base = Decimal(value) * unit.factor if unit and value is not None else None
    return answer | {
        "base_unit": unit.base_unit if unit else None,
        "value_base": None if base is None else _plain(base),
    }


def claim_answer(claim: Claim, vocabulary: Vocabulary, publish_from: float) -> Answer:
    """The object of a claim: decimals as text, ``region_code`` only where it is one of GB/T 2260, unknown as ``None``."""
    region = vocabulary.regions[claim.region_id] if claim.region_id else None
    indicator = vocabulary.indicators[claim.indicator_id] if claim.indicator_id else None
    based = in_base_units(
        claim.value,
        unit_text=claim.unit_text,
        measure=claim.measure,
        indicator_id=claim.indicator_id,
        vocabulary=vocabulary,
    )
    return {
        "start": claim.span.start,
        "end": claim.span.end,
        "figure": claim.figure_text,
        "region": region.name if region else "",
        "region_code": region.region_id if region and _is_division(region.region_id) else "",
        "subject": claim.subject,
        "indicator_zh": indicator.name_zh if indicator else claim.indicator_text,
        "indicator_id": claim.indicator_id,
        "measure": claim.measure,
        "value": _plain(claim.value),
        "unit": claim.unit_text,
        "value_base": _plain(based[0]) if based else None,
        "unit_base": based[1] if based else None,
        "bound": claim.bound,
        "period": claim.period.text,
        "status": claim.status,
        "compared_with": claim.compared_with,
        "rules": list(claim.rules),
        "confidence": claim.confidence,
        "weakest_field": claim.weakest,
        "is_published": is_published(claim, publish_from),
    }


def _plain(value: Decimal) -> str:
    """``value`` without an exponent and without zeros at its end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _is_division(region_id: str) -> bool:
    return len(region_id) == 6 and region_id.isascii() and region_id.isdigit()
