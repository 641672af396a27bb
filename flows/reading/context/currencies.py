"""Which currency 元 is where none is named with it: the yuan, or the dollar or pataca of the place."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from flows.reading.text.script import is_traditional
from flows.vocabulary import Region, Vocabulary
from flows.vocabulary.folding import fold

YUAN: Final = "元"
TAIWAN_DOLLAR: Final = "新台币"
_TAIWAN: Final = "710000"
_OF_PROVINCES: Final = {_TAIWAN: "TWD", "810000": "HKD", "820000": "MOP"}
"""Province → the base unit that is called 元 there."""


def is_in_taiwan_dollars(folded: str, home: Region | None, vocabulary: Vocabulary) -> bool:
    """Whether 元 are New Taiwan dollars in an article: where it names them, or its home region lies in Taiwan."""
    return TAIWAN_DOLLAR in folded or _TAIWAN in _upwards(home, vocabulary)


def currencies_of_yuan(text: str, region: Region | None, vocabulary: Vocabulary) -> frozenset[str]:
    """The base units, CNY aside, that a person can mean by 元 in an article about ``region``.

    Those of the region's province; and of Taiwan where the text names them or is printed in Traditional characters, as an
    article of Taiwan about a mainland town is.
    """
    found = {_OF_PROVINCES[region_id] for region_id in _upwards(region, vocabulary) if region_id in _OF_PROVINCES}
    if _can_be_of_taiwan(text):
        found.add(_OF_PROVINCES[_TAIWAN])
    return frozenset(found)


@lru_cache(maxsize=8)
def _can_be_of_taiwan(text: str) -> bool:
    return TAIWAN_DOLLAR in fold(text) or is_traditional(text)


def _upwards(region: Region | None, vocabulary: Vocabulary) -> Iterator[str]:
    """The ids of a region and of all that it lies in."""
    while region is not None:
        yield region.region_id
        region = vocabulary.regions.get(region.parent_id) if region.parent_id else None
