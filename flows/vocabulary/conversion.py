"""Values in base units, by the rule of the models ``int_units`` and ``int_claims_in_base_units``."""

from decimal import Decimal, localcontext
from typing import Final

from flows.vocabulary.model import Vocabulary

_PRECISION: Final = 64
"""Nothing is rounded; the default context keeps 28 digits."""


def factor_of(unit_text: str, vocabulary: Vocabulary) -> tuple[Decimal, str | None] | None:
    """The factor of ``unit_text`` and the base unit that it leads to; ``None`` for a unit that is not known.

    The base unit is ``None`` where the noun is not printed (50万, 千亿级): the indicator decides then.
    """
    if unit := vocabulary.unit(unit_text):
        return unit.factor, unit.base_unit
    if not unit_text:
        return Decimal(1), None
    scale = vocabulary.scales.get(unit_text.removesuffix("级"))
    return (scale.factor, None) if scale else None


def in_base_units(
    value: Decimal, *, unit_text: str, measure: str, indicator_id: str | None, vocabulary: Vocabulary
) -> tuple[Decimal, str] | None:
    """The exact value of a claim in base units, with the base unit; ``None`` for a unit that is not known."""
    known = factor_of(unit_text, vocabulary)
    if known is None:
        return None
    factor, unit = known
    with localcontext(prec=_PRECISION):
        base = value * factor
    indicator = vocabulary.indicators[indicator_id].base_unit if indicator_id else None
    if measure == "rank":  # 第三名, 第三个, 百强: in a rank the classifier says nothing
        return base, "rank"
    if measure == "level" and unit == "rank" and indicator != "rank":  # 5位专家 counts people
        return base, "1"
    return base, unit or (indicator if measure == "level" and indicator else "1")
