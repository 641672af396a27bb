"""The indicators of the vocabulary: which figures fit them, and by which words they are found."""

import re
from functools import lru_cache
from typing import Final

from flows.vocabulary import Indicator, Vocabulary
from flows.vocabulary.lists import WordList
from flows.vocabulary.roles import Dimension

BARE: Final = frozenset({"product", "level", "growth"})
"""Senses of words that do not say of themselves what of a thing is measured: 煤, 制造业."""
_CHANGES: Final = frozenset({Dimension.SHARE, Dimension.MULTIPLE, Dimension.RANK})
_RATIOS: Final = frozenset({Dimension.SHARE, Dimension.COUNT, Dimension.MULTIPLE})
_DIGITS: Final = re.compile(r"\d+")
_FLOWS: Final = re.compile(r"新[增建认获落开培改]|净增|引进|签约|获批|拟|在建")
_DIMENSIONS: Final = frozenset("量能数额")
_NEARLY: Final = 0.72
"""Score of likeness from 0 to 1 above which two names name the same thing."""


class Names:
    """Look-up of composed names: the vocabulary's own name of a thing that is printed in other words.

    ``families`` are ends of names that a narrower thing shares with a wider one, longest first.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._dimension = vocabulary.dimension
        self.families = tuple(sorted(vocabulary.words(WordList.NAME_FAMILIES), key=len, reverse=True))
        by_pair: dict[str, list[Indicator]] = {}
        for indicator in vocabulary.indicators.values():
            for pair in _pairs(indicator.name_zh):
                by_pair.setdefault(pair, []).append(indicator)
        self._by_pair = by_pair
        self.exactly = lru_cache(maxsize=8192)(vocabulary.indicator_named)
        self.nearly = lru_cache(maxsize=8192)(self._nearly)

    def fits(self, indicator: Indicator, sense: str, base_unit: str, measure: str) -> bool:
        """``True`` where a figure of ``base_unit`` can be that ``measure`` of the indicator printed with a name of ``sense``.

        粮食 is an output in tonnes, and no sum of money.
        """
        if sense in BARE and measure != "level" and not (measure.startswith("growth") and sense != "level"):
            return sense == "product" and measure in ("share", "change", "change_pp", "rank")
        kind, own = self._dimension(base_unit), self._dimension(indicator.base_unit)
        if measure == "level":
            return sense != "growth" and own == kind and (sense != "money" or kind == Dimension.MONEY)
        if measure == "change":
            return own == kind or kind in _CHANGES
        if measure == "ratio":
            return own in _RATIOS or kind == Dimension.MULTIPLE
        return True

    def of_kind(self, text: str, kind: str) -> Indicator | None:
        """The indicator called ``text`` whose unit is of ``kind``."""
        found = self.exactly(text)
        return found if found is not None and self._dimension(found.base_unit) == kind else None

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
            if (
                self._dimension(indicator.base_unit) != kind
                or _DIGITS.findall(name) != digits
                or not _alike(text, name)
            ):
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
