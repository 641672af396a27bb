"""The one unit in which all values of a chart are drawn: 亿 and 万 in Chinese, billions and millions in English."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from flows.web.amounts import Unit, hedge, number
from flows.web.languages import Language


@dataclass(frozen=True)
class Scale:
    """Values in ``unit`` are drawn divided by ``factor``; ``name`` is the unit of that, empty for plain numbers."""

    unit: Unit
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
        return hedge(bound) + self.unit.amount(value, self.language)


def scale_for(values: Iterable[Decimal], unit: Unit, language: Language) -> Scale:
    """The scale that suits the largest of the values."""
    largest = max((abs(value) for value in values), default=Decimal(0))
    factor, before, after = unit.scale(largest, language)
    return Scale(unit, language, factor, "" if unit.base_unit == "rank" else " ".join(f"{before}{after}".split()))
