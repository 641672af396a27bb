"""The indicators of the vocabulary: which figures fit them, and by which words they are found."""

import re
from functools import lru_cache
from typing import Final

from flows.vocabulary import Indicator, Vocabulary
from flows.vocabulary.dimensions import kin

_DIGITS: Final = re.compile(r"\d+")
_FLOWS: Final = re.compile(r"新[增建认获落开培改]|净增|引进|签约|获批|拟|在建")
_DIMENSIONS: Final = frozenset("量能数额")
_NEARLY: Final = 0.72
"""How much of two names must be the same for them to name the same."""


def fits(indicator: Indicator, note: str, base_unit: str, measure: str) -> bool:
    """``True`` where a figure of ``base_unit`` can be that ``measure`` of the indicator printed with the alias of ``note``.

    粮食 is an output in tonnes, and no sum of money.
    """
    bare = note.startswith("bare")
    if bare and measure != "level" and not (measure.startswith("growth") and not note.startswith("bare noun")):
        return note.startswith("bare product") and measure in ("share", "change", "change_pp", "rank")
    if measure == "level":
        if bare and note.startswith("bare scope"):
            return False
        kind = kin(base_unit)
        return kin(indicator.base_unit) == kind and (note != "money only" or kind == "money")
    if measure == "change":
        return kin(indicator.base_unit) == kin(base_unit) or base_unit in ("percent", "times", "rank")
    if measure == "ratio":
        return indicator.base_unit in ("percent", "1", "times") or base_unit == "times"
    return True


class Names:
    """Look-up of composed names: the vocabulary's own name of a thing that is printed in other words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        by_pair: dict[str, list[Indicator]] = {}
        for indicator in vocabulary.indicators.values():
            for pair in _pairs(indicator.name_zh):
                by_pair.setdefault(pair, []).append(indicator)
        self._by_pair = by_pair
        self.exactly = lru_cache(maxsize=8192)(vocabulary.indicator_named)
        self.nearly = lru_cache(maxsize=8192)(self._nearly)

    def of_kind(self, text: str, kind: str) -> Indicator | None:
        """The indicator called ``text`` whose unit is of ``kind``."""
        found = self.exactly(text)
        return found if found is not None and kin(found.base_unit) == kind else None

    def _nearly(self, text: str, kind: str) -> Indicator | None:
        """The indicator called ``text``, or nearly so: its name holds nearly the same pairs of characters."""
        exact = self.of_kind(text, kind)
        if exact is not None:
            return exact
        if len(text) < 5:
            return None
        pairs = _pairs(text)
        digits = _DIGITS.findall(text)
        counts: dict[str, int] = {}
        for pair in pairs:
            for indicator in self._by_pair.get(pair, ()):
                counts[indicator.indicator_id] = counts.get(indicator.indicator_id, 0) + 1
        best, score = None, _NEARLY
        for indicator_id, count in counts.items():
            if 2 * count <= score * len(pairs):
                continue
            indicator = self._vocabulary.indicators[indicator_id]
            name = indicator.name_zh
            if kin(indicator.base_unit) != kind or _DIGITS.findall(name) != digits or not _alike(text, name):
                continue
            found = 2 * count / (len(pairs) + len(_pairs(name)))
            if found > score:
                best, score = indicator, found
        return best


def _alike(text: str, name: str) -> bool:
    """``True`` where two names are of the same flow (新增, 签约) and dimension: 产能 is no 产量, 新建充电桩 no 充电桩."""
    if _FLOWS.findall(text) != _FLOWS.findall(name):
        return False
    return text[-1] == name[-1] or text[-1] not in _DIMENSIONS or name[-1] not in _DIMENSIONS


@lru_cache(maxsize=8192)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
