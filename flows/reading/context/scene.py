"""An article prepared for the walk over it: its folded text, and its figures, periods, places and terms in order."""

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Any, Final

from flows.domain.reading import ArticleText, PeriodMention
from flows.reading.context.currencies import currency_of_yuan
from flows.reading.context.measures import Measures
from flows.reading.context.memory import Memory
from flows.reading.context.organisations import OrganisationWords
from flows.reading.context.statuses import StatusCues
from flows.reading.numbers.scanner import scanner_of
from flows.reading.periods.mentions import find_periods
from flows.reading.places.found import Place
from flows.reading.places.mentions import Places
from flows.reading.text.choice import Choice
from flows.reading.text.known_words import KnownWords, no_subject_pattern
from flows.reading.text.lexicon import Term, lexicon_of
from flows.reading.text.names import Names
from flows.reading.text.phrases import Phrases
from flows.reading.text.sentences import Sentence
from flows.reading.text.words import longest_first
from flows.vocabulary import Region, Vocabulary
from flows.vocabulary.folding import fold
from flows.vocabulary.lists import WordList

_BEGINNING: Final = 80
"""Code points at the beginning of an article in which it says what it is about."""


class Tools:
    """The objects that are made once for a vocabulary; ``unit`` and ``dimension`` are its look-ups, with a cache."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.lexicon = lexicon_of(vocabulary)
        self.scanner = scanner_of(vocabulary)
        self.names = Names(vocabulary)
        self.phrases = Phrases(vocabulary)
        self.known_words = KnownWords(vocabulary)
        self.owner_ends = vocabulary.words(WordList.COMPANY_FORMS) + vocabulary.words(WordList.OWNER_ENDS)
        self.bare_heads = frozenset(vocabulary.words(WordList.BARE_HEADS))
        self.part = re.compile(longest_first(self.owner_ends))
        self.no_subject = no_subject_pattern(vocabulary)
        self.measures = Measures(vocabulary)
        self.status_cues = StatusCues(vocabulary)
        self.organisations = OrganisationWords(vocabulary)
        self.unit = lru_cache(maxsize=2048)(vocabulary.unit)
        self.dimension = lru_cache(maxsize=256)(vocabulary.dimension)


@lru_cache(maxsize=2)
def tools_of(vocabulary: Vocabulary) -> Tools:
    """The tools of ``vocabulary``, made once."""
    return Tools(vocabulary)


class Scene:
    """One article with its figures, periods, places and terms, and the memory of the walk over it.

    Offsets are those of ``folded``, which begins ``base`` code points into the document's text. ``yuan`` is the currency
    that 元 means where it is not the yuan; ``choices`` are filled where they are asked for: where the
    figure begins, and the choice made for it.
    """

    def __init__(
        self, article: ArticleText, tools: Tools, choices: list[tuple[int, Choice[Any]]] | None = None
    ) -> None:
        self.choices = choices
        self.article, self.tools = article, tools
        self.vocabulary, self.names, self.unit = tools.vocabulary, tools.names, tools.unit
        self.phrases, self.dimension = tools.phrases, tools.dimension
        segments = article.segments
        self.base = base = segments[0].span.start
        self.text = text = _without_furniture(article)
        self.folded = folded = fold(text)
        terms = tools.lexicon.find(folded)
        self.figures = tools.scanner.scan(folded)
        self.mentions = find_periods(folded, article.published_on, tools.vocabulary, article.known_to)
        heads = [
            (segment.span.start - base, segment.span.end - base) for segment in segments if segment.kind == "title"
        ]
        places = Places(folded, terms, heads, tools.vocabulary, article.origin)
        self.home, self.places, self.home_choice = places.home, places.mentions, places.choice
        self.yuan = currency_of_yuan(folded, self.home, tools.vocabulary)
        self.terms = [term for term in terms if term.indicator is not None]
        self._term_starts = [term.start for term in self.terms]
        self._place_starts = [place.start for place in self.places]
        self._mention_starts = [mention.start for mention in self.mentions]
        self._figure_starts = [figure.start for figure in self.figures]
        self._above: tuple[Region | None, frozenset[str]] = (None, frozenset())
        self.is_of_part = tools.part.search(folded, 0, _BEGINNING) is not None
        self.memory = Memory(tools.vocabulary, topic=self.home)

    def figures_in(self, start: int, end: int) -> range:
        """The figures that begin in ``[start, end)``, as indices of ``figures``."""
        first = bisect_left(self._figure_starts, start)
        return range(first, bisect_left(self._figure_starts, end, first))

    def places_in(self, start: int, end: int) -> list[Place]:
        """The places that begin in ``[start, end)``."""
        first = bisect_left(self._place_starts, start)
        return self.places[first : bisect_left(self._place_starts, end, first)]

    def mentions_in(self, start: int, end: int) -> list[PeriodMention]:
        """The mentions of periods that begin in ``[start, end)``."""
        first = bisect_left(self._mention_starts, start)
        return self.mentions[first : bisect_left(self._mention_starts, end, first)]

    def terms_in(self, start: int, end: int) -> list[Term]:
        """The terms of indicators that begin in ``[start, end)``."""
        first = bisect_left(self._term_starts, start)
        return self.terms[first : bisect_left(self._term_starts, end, first)]

    def terms_within(self, start: int, end: int) -> list[Term]:
        """The terms of indicators that lie wholly in ``[start, end)``; terms do not overlap."""
        found = self.terms_in(start, end)
        if found and found[-1].end > end:
            found.pop()
        return found

    def words_begin(self, start: int, end: int) -> int:
        """The offset behind the last region and period that are named in ``[start, end)``; ``start`` if none is."""
        for place in reversed(self.places_in(start, end)):
            if place.end <= end:
                start = place.end
                break
        for mention in reversed(self.mentions_in(start, end)):
            if mention.end <= end:
                return max(start, mention.end)
        return start

    def in_brackets(self, place: Place, sentence: Sentence) -> bool:
        """``True`` where a bracket is opened before ``place`` in its sentence and not closed."""
        opened = self.folded.rfind("(", sentence.start, place.start)
        return opened >= 0 and self.folded.find(")", opened, place.start) < 0

    def is_above_topic(self, region: Region) -> bool:
        """``True`` where ``region`` lies above the one spoken of."""
        topic = self.memory.topic
        if self._above[0] is not topic:
            found = []
            at = topic
            while at is not None and at.parent_id:
                found.append(at.parent_id)
                at = self.vocabulary.regions.get(at.parent_id)
            self._above = (topic, frozenset(found))
        return region.region_id in self._above[1]


def _without_furniture(article: ArticleText) -> str:
    """The article's stretch of the text, with line breaks for what stands between its segments."""
    segments, text = article.segments, article.text
    parts, at = [], segments[0].span.start
    for segment in segments:
        if segment.span.start > at:
            parts.append("\n" * (segment.span.start - at))
        parts.append(text[max(at, segment.span.start) : segment.span.end])
        at = segment.span.end
    return "".join(parts)
