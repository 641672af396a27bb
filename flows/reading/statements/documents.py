"""A whole document: each of its articles read, and the figures outside them accounted for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Final

from flows.domain.claim import Claim
from flows.domain.document import Article, Segment
from flows.domain.reading import ArticleText, Figure, KnownTo, Origin, PeriodMention, Reading
from flows.domain.span import Span
from flows.reading.context.scene import tools_of
from flows.reading.statements.article import read_article
from flows.reading.statements.no_claims import FURNITURE, UNSEEN
from flows.reading.statements.results import placed
from flows.vocabulary import Vocabulary
from flows.vocabulary.folding import fold

_UNKNOWN: Final = Origin()
_KNOWN_TO: Final[Mapping[int, KnownTo]] = {len("2024"): "year", len("2024-04"): "month"}
_DIGITS: Final = re.compile("[0-9０-９]+")


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """The readings of a document's articles, in the order of the text, and the figures that stand in no article.

    All offsets are code points of the document's text.
    """

    articles: tuple[tuple[str, Reading], ...]
    furniture: tuple[Figure, ...]

    @property
    def figures(self) -> list[Figure]:
        """Every figure of the document in order of place."""
        found = [figure for _, reading in self.articles for figure in reading.figures]
        return sorted((*found, *self.furniture), key=itemgetter(0, 1))

    @property
    def periods(self) -> list[PeriodMention]:
        """Every period mention of the document in order of place."""
        return [mention for _, reading in self.articles for mention in reading.periods]

    @property
    def claims(self) -> list[Claim]:
        """Every claim of the document in order of place."""
        return [claim for _, reading in self.articles for claim in reading.claims]


def read_document(
    text: str,
    articles: Sequence[Article],
    segments: Sequence[Segment],
    vocabulary: Vocabulary,
    origin: Origin = _UNKNOWN,
) -> DocumentReading:
    """Read each article of ``text`` by itself; ``articles`` and ``segments`` are those that segmentation found in it."""
    own: dict[int | None, list[Segment]] = {}
    for segment in segments:
        own.setdefault(segment.article, []).append(segment)
    readings = []
    for article in articles:
        parts = tuple(own.get(article.ordinal, ()))
        found = read_article(
            ArticleText(
                article_id=article.article_id,
                text=text,
                segments=parts,
                published_on=article.published_on,
                origin=origin,
                known_to=_KNOWN_TO.get(len(article.published), "day"),
            ),
            vocabulary,
        )
        spans = [(figure.start, figure.end) for figure in found.figures]
        spans += [(mention.start, mention.end) for mention in found.periods]
        if unseen := list(_unseen(text, parts, spans)):
            figures = sorted((*found.figures, *unseen), key=itemgetter(0, 1))
            found = replace(found, figures=tuple(figures))
        readings.append((article.article_id, found))
    outside = own.get(None, ())
    furniture = list(_furniture(text, outside, vocabulary))
    furniture += [
        _as_furniture(figure) for figure in _unseen(text, outside, [(figure.start, figure.end) for figure in furniture])
    ]
    return DocumentReading(tuple(readings), tuple(sorted(furniture, key=itemgetter(0, 1))))


def unread_document(text: str, articles: Sequence[Article], *, reason: str) -> DocumentReading:
    """The reading of a text that cannot be read: its runs of digits, all unread for ``reason``."""
    readings = tuple(
        (article.article_id, Reading(tuple(_runs(text, article.span, reason)), (), ())) for article in articles
    )
    edges = [0, *(edge for article in articles for edge in (article.span.start, article.span.end)), len(text)]
    outside = [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
    return DocumentReading(
        readings,
        tuple(_as_furniture(figure) for span in outside for figure in _runs(text, span, reason)),
    )


def _unseen(text: str, segments: Sequence[Segment], spans: Sequence[tuple[int, int]]) -> Iterator[Figure]:
    """Runs of digits that none of ``spans`` covers: the ledger of figures has no hole, whatever the rules saw."""
    marks = sorted(spans)
    at = reach = 0
    count = len(marks)
    for segment in segments:
        for run in _DIGITS.finditer(text, segment.span.start, segment.span.end):
            start, end = run.span()
            while at < count and marks[at][0] <= start:
                reach = max(reach, marks[at][1])
                at += 1
            if reach < end:
                yield _run(start, end, UNSEEN.name)


def _as_furniture(figure: Figure) -> Figure:
    return figure._replace(reading=FURNITURE.does, reason=FURNITURE.name)


def _runs(text: str, span: Span, reason: str) -> Iterator[Figure]:
    for match in _DIGITS.finditer(text, span.start, span.end):
        yield _run(*match.span(), reason)


def _run(start: int, end: int, reason: str) -> Figure:
    """A run of digits that is left unread."""
    return Figure(start, end, "number", None, None, end, start, end, "", "exact", start, end, "unread", reason)


def _furniture(text: str, segments: Sequence[Segment], vocabulary: Vocabulary) -> Iterator[Figure]:
    scanner = tools_of(vocabulary).scanner
    for segment in segments:
        by = segment.span.start
        for figure in scanner.scan(fold(segment.span.of(text))):
            yield placed(figure, by, *FURNITURE.outcome)
