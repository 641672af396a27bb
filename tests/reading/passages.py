"""Passages read as a newspaper prints them: a paragraph below a headline and a byline."""

import datetime as dt
from typing import NamedTuple

from flows.domain.claim import Claim
from flows.domain.reading import Figure
from flows.reading.documents import DocumentReading, read_document
from flows.sources.segmentation import segment
from flows.vocabulary import Vocabulary

HEADLINE = "某地经济"
PUBLISHED = dt.date(2024, 2, 5)


class Passage(NamedTuple):
    """A document as read; ``start`` is where the passage begins in ``text``."""

    text: str
    start: int
    reading: DocumentReading


class Marked(NamedTuple):
    """What became of the marked figure of an example."""

    figures: tuple[Figure, ...]
    claims: tuple[Claim, ...]

    @property
    def rules(self) -> set[str]:
        return {rule for claim in self.claims for rule in claim.rules}

    @property
    def reasons(self) -> set[str]:
        return {figure.reason for figure in self.figures if figure.reading != "claim"}


def read_text(text: str, vocabulary: Vocabulary, published_on: dt.date = PUBLISHED) -> DocumentReading:
    found = segment(
        text, document="passage", published=published_on.isoformat(), published_on=published_on, published_basis=""
    )
    return read_document(text, found.articles, found.segments, vocabulary)


def read_passage(
    passage: str, vocabulary: Vocabulary, *, headline: str = HEADLINE, published_on: dt.date = PUBLISHED
) -> Passage:
    """``passage`` as the body of an article; one that has a headline of its own (``# …`` at its head) brings it."""
    if passage.startswith("# "):
        headline, _, passage = passage[2:].partition("\n")
    head = f"{headline}\n{published_on.year}年{published_on.month}月{published_on.day}日\n　　"
    text = head + passage.replace("\n", "\n　　") + "\n"
    return Passage(text, len(head), read_text(text, vocabulary, published_on))


def read_marked(example: str, vocabulary: Vocabulary) -> Marked:
    """The figures and claims at the one 【figure】 of ``example``."""
    # the marks move nothing else: they are taken out of the printed document, wherever the passage stands in it
    if example.startswith("# "):
        headline, _, body = example[2:].partition("\n")
    else:
        headline, body = HEADLINE, example
    text = f"{headline}\n{PUBLISHED.year}年{PUBLISHED.month}月{PUBLISHED.day}日\n　　" + body.replace("\n", "\n　　") + "\n"
    assert text.count("【") == text.count("】") == 1, example
    start, end = text.index("【"), text.index("】") - 1
    reading = read_text(text.replace("【", "").replace("】", ""), vocabulary)
    return Marked(
        tuple(figure for figure in reading.figures if figure.start < end and start < figure.end),
        tuple(claim for claim in reading.claims if claim.span.start < end and start < claim.span.end),
    )
