"""The vocabulary made ready for reading: one multi-pattern scan finds every region, indicator and anaphor in a text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from flows.vocabulary import Indicator, Region, Vocabulary
from flows.vocabulary.folding import fold

_YEAR_BEFORE: Final = frozenset("0123456789去今明前当全每本近同上一二三四五六七八九十")


class Term(NamedTuple):
    """A place in the text that names something of the vocabulary; one of ``regions``, ``indicator``, ``level`` is set.

    ``sense`` says when the name means the indicator (codelist ``alias_sense``; empty: always). ``is_short``,
    ``is_common_word`` and ``needs_context`` say how surely the name means one of the regions.
    """

    start: int
    end: int
    text: str
    regions: tuple[Region, ...] = ()
    indicator: Indicator | None = None
    sense: str = ""
    level: str = ""
    is_short: bool = False
    is_common_word: bool = False
    needs_context: bool = False


class _Meaning(NamedTuple):
    """The fields of a ``Term`` that its word decides."""

    text: str
    regions: tuple[Region, ...] = ()
    indicator: Indicator | None = None
    sense: str = ""
    level: str = ""
    is_short: bool = False
    is_common_word: bool = False
    needs_context: bool = False


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Patterns of a vocabulary, folded; ``find`` is linear in the text and keeps the longest match at each place."""

    automaton: AhoCorasick
    meanings: tuple[_Meaning, ...]
    by_text: Mapping[str, _Meaning]

    def find(self, folded: str) -> list[Term]:
        """Terms in order of place, not overlapping."""
        meanings, terms = self.meanings, []
        for pattern, start, end in self.automaton.find_matches_as_indexes(folded):
            meaning = meanings[pattern]
            begin = start
            if folded[start] == "年" and start and folded[start - 1] in _YEAR_BEFORE:
                meaning = self.by_text.get(meaning.text[1:]) or meaning  # 去年研发投入 is 研发投入 of 去年
                begin = end - len(meaning.text)
            terms.append(Term(begin, end, *meaning))
        return terms


@lru_cache(maxsize=2)
def lexicon_of(vocabulary: Vocabulary) -> Lexicon:
    """The lexicon of ``vocabulary``, made once."""
    meanings: dict[str, _Meaning] = {}
    for meaning in _meanings(vocabulary):
        meanings.setdefault(meaning.text, meaning)
    automaton = AhoCorasick(
        list(meanings),
        matchkind=MatchKind.LeftmostLongest,
        implementation=Implementation.ContiguousNFA,
        store_patterns=False,
    )
    return Lexicon(automaton, tuple(meanings.values()), meanings)


def _meanings(vocabulary: Vocabulary) -> Iterator[_Meaning]:
    """Every word with a meaning; of two meanings of a word the first counts."""
    for anaphor in vocabulary.anaphors:
        yield _Meaning(fold(anaphor.anaphor), level="" if anaphor.level == "none" else anaphor.level)
    for indicator in vocabulary.indicators.values():
        yield _Meaning(fold(indicator.name_zh), indicator=indicator)
    for alias in vocabulary.indicator_aliases:
        indicator = vocabulary.indicators[alias.indicator_id]
        yield _Meaning(fold(alias.alias), indicator=indicator, sense=alias.sense or "")
    for region in vocabulary.regions.values():
        regions = vocabulary.regions_named(region.name)
        yield _Meaning(fold(region.name), regions, is_common_word=region.is_common_word)
    for place in vocabulary.region_aliases:
        yield _Meaning(fold(place.alias), vocabulary.regions_named(place.alias), needs_context=place.needs_context)
    for region in vocabulary.regions.values():
        short = fold(region.short_name)
        if len(short) > 1:
            regions = vocabulary.regions_named(short)
            yield _Meaning(short, regions, is_short=True, is_common_word=region.is_common_word)
