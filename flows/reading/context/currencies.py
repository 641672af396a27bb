"""The currency of 元 where the text names none with it: the yuan, or the dollar or pataca of the place."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from flows.reading.text.script import is_traditional
from flows.vocabulary import Region, Vocabulary
from flows.vocabulary.folding import fold
from flows.vocabulary.roles import RegionRole, UnitRole

_CALLED_YUAN: Final = {
    RegionRole.TAIWAN: UnitRole.TAIWAN_DOLLAR,
    RegionRole.HONG_KONG: UnitRole.HONG_KONG_DOLLAR,
    RegionRole.MACAO: UnitRole.PATACA,
}
"""Region → the currency that is called 元 in it."""


def currency_of_yuan(folded: str, home: Region | None, vocabulary: Vocabulary) -> UnitRole | None:
    """The currency that 元 means in an article where it is not the yuan, else ``None``.

    It is the one called 元 in the home region; and New Taiwan dollars where the article names them.
    """
    if _names_taiwan_dollars(folded, vocabulary):
        return UnitRole.TAIWAN_DOLLAR
    above = list(_upwards(home, vocabulary))
    return next((unit for role, unit in _CALLED_YUAN.items() if vocabulary.region_of(role) in above), None)


def currencies_of_yuan(text: str, region: Region | None, vocabulary: Vocabulary) -> frozenset[str]:
    """The base units, CNY aside, that a person can mean by 元 in an article about ``region``.

    That of the region itself; and that of Taiwan where the text names it or is printed in Traditional characters, as an
    article of Taiwan about a mainland town is.
    """
    roles = {_CALLED_YUAN[role] for role in _CALLED_YUAN if vocabulary.region_of(role) in _upwards(region, vocabulary)}
    if _can_be_of_taiwan(text, vocabulary):
        roles.add(UnitRole.TAIWAN_DOLLAR)
    return frozenset(vocabulary.unit_words[word].base_unit for role in roles for word in vocabulary.units_of(role))


@lru_cache(maxsize=8)
def _can_be_of_taiwan(text: str, vocabulary: Vocabulary) -> bool:
    return is_traditional(text) or _names_taiwan_dollars(fold(text), vocabulary)


def _names_taiwan_dollars(folded: str, vocabulary: Vocabulary) -> bool:
    return any(word in folded for word in vocabulary.units_of(UnitRole.TAIWAN_DOLLAR))


def _upwards(region: Region | None, vocabulary: Vocabulary) -> Iterator[Region]:
    """A region and all that it lies in."""
    while region is not None:
        yield region
        region = vocabulary.regions.get(region.parent_id) if region.parent_id else None
