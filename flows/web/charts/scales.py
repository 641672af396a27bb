"""The one unit in which all values of a chart are drawn: 亿 and 万 in Chinese, billions and millions in English."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from flows.web.amounts import amount, hedge, number, scale
from flows.web.languages import Language


@dataclass(frozen=True)
class Scale:
    """Values in ``base_unit`` are drawn divided by ``factor``; ``name`` is the unit of that, empty for plain numbers."""

    base_unit: str
    language: Language
    factor: Decimal
    name: str

    def shown(self, value: Decimal) -> Decimal:
        return value / self.factor

    def digits(self, value: Decimal, bound: str) -> str:
        """The value without its unit, hedge included: ``≥1436``."""
        return hedge(bound) + number(self.shown(value))

    def text(self, value: Decimal, bound: str = "exact") -> str:
        """The value as it is read by itself, hedge and unit included: ``≥1436亿元``."""
        return hedge(bound) + amount(value, self.base_unit, self.language)


def scale_for(values: Iterable[Decimal], base_unit: str, language: Language) -> Scale:
    """The scale that suits the largest of the values."""
    largest = max((abs(value) for value in values), default=Decimal(0))
    factor, before, after = scale(base_unit, largest, language)
    return Scale(base_unit, language, factor, "" if base_unit == "rank" else " ".join(f"{before}{after}".split()))
