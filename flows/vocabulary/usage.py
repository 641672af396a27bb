"""The words of the vocabulary that claims use, and those of them that it no longer knows."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from flows.vocabulary.conversion import factor_of
from flows.vocabulary.folding import fold
from flows.vocabulary.model import Vocabulary

REGIONS: Final = "regions"
INDICATORS: Final = "indicators"
ALIASES: Final = "indicator_aliases"
UNITS: Final = "units"


class UsedWord(NamedTuple):
    """A row of a seed that claims use: its ``key`` there, and its Chinese ``name`` (empty for units)."""

    seed: str
    key: str
    name: str


def named(used: Iterable[tuple[str, str]], vocabulary: Vocabulary) -> list[UsedWord]:
    """The words of ``used`` (seed and key) with the names that the vocabulary has for them.

    A text that claims print of their indicator is an alias only where it is one by itself, and not the name.
    """
    words = []
    for seed, key in used:
        name = ""
        if seed == REGIONS and key in vocabulary.regions:
            name = vocabulary.regions[key].name
        elif seed == INDICATORS and key in vocabulary.indicators:
            name = vocabulary.indicators[key].name_zh
        elif seed == ALIASES:
            indicator = vocabulary.indicator_named(key)
            if indicator is None or fold(indicator.name_zh) == fold(key):
                continue
            name = indicator.name_zh
        words.append(UsedWord(seed, key, name))
    return words


def is_known(word: UsedWord, vocabulary: Vocabulary) -> bool:
    """``True`` where the vocabulary knows the word, or its name now stands in another row, as an alias does."""
    match word.seed:
        case "regions":
            return word.key in vocabulary.regions or bool(vocabulary.regions_named(word.name))
        case "indicators":
            return word.key in vocabulary.indicators or vocabulary.indicator_named(word.name) is not None
        case "indicator_aliases":
            return vocabulary.indicator_named(word.key) is not None
        case _:
            return factor_of(word.key, vocabulary) is not None
