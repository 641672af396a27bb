"""The unit of a figure that prints none: 3000多万 of money spoken of, 120万 people."""

import re
from decimal import Decimal
from typing import Final

from flows.reading.context.measures import is_list_gap
from flows.reading.context.scene import Scene
from flows.reading.context.spots import Measured, Spot
from flows.reading.indicators.terms import term_before
from flows.vocabulary.roles import RELATIVE

_SCALED: Final = frozenset("万亿兆级")
_PEOPLE: Final = re.compile(r"[余多]?名?[一-鿿]{0,4}(?:人口|群众|农户|居民|职工|学生|游客|旅客|企业|农民)")
_PURE: Final = re.compile(r"(?:收入比|之比|比值|比例系数|指数|系数)[^,。;\d]{0,6}$")
_MONEY_FROM: Final = Decimal(10**7)
"""So large a number with a scale word and no unit is a sum of money."""


def elided_unit(scene: Scene, spot: Spot, measured: Measured) -> tuple[str, str] | None:
    """The unit word and base unit that a bare number is meant in; ``None`` where it could be anything."""
    folded, figure, last = spot.folded, spot.figure, scene.memory.last
    if figure.low is not None and folded[figure.end - 1] in _SCALED:
        is_people = _PEOPLE.match(folded, figure.tail) is not None
        if not is_people and last is not None and scene.dimension(last.base_unit) not in RELATIVE:
            return scene.memory.last_unit, last.base_unit
        if is_people:
            return "", "1"
        if figure.low >= _MONEY_FROM:
            return "", "CNY"
        if term_before(scene, spot, "1", measured.measure, measured.cue) is not None:
            return "", "1"
    if measured.measure == "ratio" or _PURE.search(folded, spot.clause, spot.head):
        return "", "1"
    if last is None or not is_list_gap(folded, spot.gap, spot.head):
        return None
    return "", spot.base_unit
