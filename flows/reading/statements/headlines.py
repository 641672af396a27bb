"""Headlines repeat what the text says: their figures are looked up by value among its claims."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from flows.domain.reading import Figure
from flows.reading.context.scene import Scene
from flows.reading.statements.claims import Made
from flows.reading.text.rule import Rule

HEADLINE: Final = Rule(
    "headline",
    "A figure of the headline means what the figure of equal value in the text means.",
    ("# 黄冈去年产粮【56.2亿斤】\n2023年，黄冈市粮食总产56.2亿斤，同比增长1.2%。",),
    ("# 黄冈粮食再丰收\n2023年，黄冈市粮食总产【56.2亿斤】。",),
)

RULES: Final = (HEADLINE,)
"""The rules that stand here."""


class Known:
    """The claims of the text by value, for its headlines."""

    def __init__(self, scene: Scene, made: Sequence[Made]) -> None:
        self._unit = scene.unit
        self._by_value: dict[Decimal, Made] = {}
        self._by_unit: dict[tuple[Decimal, str], Made] = {}
        for one in made:
            unit = self._unit(one.unit) if one.unit else None
            value = one.value * unit.factor if unit else one.value
            self._by_value.setdefault(value, one)
            self._by_unit.setdefault((value, one.base_unit), one)

    def equal_to(self, figure: Figure) -> Made | None:
        """The first claim of the text that is of the figure's value, and of its unit if it has one."""
        if figure.low is None or figure.high is not None:
            return None
        unit = self._unit(figure.unit) if figure.unit else None
        return self._by_unit.get((figure.low * unit.factor, unit.base_unit)) if unit else self._by_value.get(figure.low)
