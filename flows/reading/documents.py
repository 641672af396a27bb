"""A whole document: each of its articles read, and the figures outside them accounted for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from flows.domain.claim import Claim
from flows.domain.document import Article, Segment
from flows.domain.reading import ArticleText, Figure, PeriodMention, Reading
from flows.domain.span import Span
from flows.reading.article import read_article
from flows.reading.scanning import FigureScanner
from flows.vocabulary import Vocabulary
from flows.vocabulary.folding import fold

FURNITURE: Final = "furniture"
"""Why a figure in a segment of no article is no claim."""
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
        return sorted((*found, *self.furniture), key=lambda figure: figure[:2])

    @property
    def periods(self) -> list[PeriodMention]:
        """Every period mention of the document in order of place."""
        return [mention for _, reading in self.articles for mention in reading.periods]

    @property
    def claims(self) -> list[Claim]:
        """Every claim of the document in order of place."""
        return [claim for _, reading in self.articles for claim in reading.claims]


def read_document(
    text: str, articles: Sequence[Article], segments: Sequence[Segment], vocabulary: Vocabulary, *, outlet: str = ""
) -> DocumentReading:
    """Read each article of ``text`` by itself; ``articles`` and ``segments`` are those that segmentation found in it."""
    own: dict[int | None, list[Segment]] = {}
    for segment in segments:
        own.setdefault(segment.article, []).append(segment)
    readings = tuple(
        (
            article.article_id,
            read_article(
                ArticleText(
                    article_id=article.article_id,
                    text=text,
                    segments=tuple(own.get(article.ordinal, ())),
                    published_on=article.published_on,
                    outlet=outlet,
                ),
                vocabulary,
            ),
        )
        for article in articles
    )
    return DocumentReading(readings, tuple(_furniture(text, own.get(None, ()), vocabulary)))


def unread_document(text: str, articles: Sequence[Article], *, reason: str) -> DocumentReading:
    """What is left of a text that cannot be read: its runs of digits, unread for ``reason``."""
    readings = tuple(
        (article.article_id, Reading(tuple(_runs(text, article.span, reason)), (), ())) for article in articles
    )
    edges = [0, *(edge for article in articles for edge in (article.span.start, article.span.end)), len(text)]
    outside = [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
    return DocumentReading(
        readings,
        tuple(
            figure._replace(reading="not_a_claim", reason=FURNITURE)
            for span in outside
            for figure in _runs(text, span, reason)
        ),
    )


def _runs(text: str, span: Span, reason: str) -> Iterator[Figure]:
    for match in _DIGITS.finditer(text, span.start, span.end):
        start, end = match.span()
        yield Figure(start, end, "number", None, None, end, start, end, "", "exact", start, end, "unread", reason)


def _furniture(text: str, segments: Sequence[Segment], vocabulary: Vocabulary) -> Iterator[Figure]:
    for segment in segments:
        by = segment.span.start
        for figure in _scanner(vocabulary).scan(fold(segment.span.of(text))):
            yield figure._replace(
                start=figure.start + by,
                end=figure.end + by,
                low_end=figure.low_end + by,
                high_start=figure.high_start + by,
                unit_start=figure.unit_start + by,
                head=figure.head + by,
                tail=figure.tail + by,
                reading="not_a_claim",
                reason=FURNITURE,
            )


@lru_cache(maxsize=2)
def _scanner(vocabulary: Vocabulary) -> FigureScanner:
    """The scanner of ``vocabulary``, made once."""
    return FigureScanner(vocabulary)
