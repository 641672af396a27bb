"""Passages read as a newspaper prints them: a paragraph below a headline and a byline."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

import pytest

from flows.domain.claim import Claim
from flows.domain.document import Article, Segment, SegmentKind
from flows.domain.reading import Figure
from flows.domain.span import Span
from flows.reading.statements.documents import DocumentReading, read_document
from flows.sources.segmentation import segment
from flows.vocabulary import Vocabulary

HEADLINE = "某地经济"
PUBLISHED = dt.date(2024, 2, 5)
GAP = pytest.mark.xfail(strict=True, reason="a known gap")

Cases = Mapping[str, tuple[str, list[str]]]
"""By name: a passage and its claims as ``printed_claims`` prints them."""


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


def read_text(text: str, vocabulary: Vocabulary, published_on: dt.date | None = PUBLISHED) -> DocumentReading:
    """A document as received: its articles are found in it."""
    published = published_on.isoformat() if published_on else ""
    found = segment(text, document="passage", published=published, published_on=published_on, published_basis="")
    return read_document(text, found.articles, found.segments, vocabulary)


def read_passage(passage: str, vocabulary: Vocabulary, *, published_on: dt.date = PUBLISHED) -> Passage:
    """``passage`` as the body of an article; one that begins with a line ``# …`` brings its own headline."""
    text, start, segments, article = article_of(passage, published_on=published_on)
    return Passage(text, start, read_document(text, [article], segments, vocabulary))


def cases(passages: Cases) -> list[object]:
    """The passages with their claims as parameters of a test."""
    return [pytest.param(*case, id=name) for name, case in passages.items()]


def printed_claims(passage: str, vocabulary: Vocabulary) -> list[str]:
    """The claims in order, as "figure region indicator measure value unit bound period status"; - for what is empty.

    The passage stands under a headline that names nothing, published on 5 February 2024.
    """
    found = []
    for claim in read_passage(passage, vocabulary).reading.claims:
        indicator = vocabulary.indicators[claim.indicator_id].name_zh if claim.indicator_id else claim.indicator_text
        said = (
            claim.figure_text, vocabulary.regions[claim.region_id].name if claim.region_id else "", indicator,
            claim.measure, f"{claim.value.normalize():f}", claim.unit_text, claim.bound, claim.period.text, claim.status,
        )  # fmt: skip
        found.append(" ".join(part or "-" for part in said))
    return found


def article_of(
    passage: str, *, ordinal: int = 1, at: int = 0, published_on: dt.date = PUBLISHED
) -> tuple[str, int, list[Segment], Article]:
    """The text of an article, where its body begins, and it as segmentation would find it ``at`` that place."""
    headline, _, body = passage[2:].partition("\n") if passage.startswith("# ") else (HEADLINE, "", passage)
    title = f"{headline}\n"
    byline = f"{published_on.year}年{published_on.month}月{published_on.day}日\n　　"
    body = body.replace("\n", "\n　　") + "\n"
    parts: tuple[tuple[SegmentKind, str], ...] = (("title", title), ("byline", byline), ("body", body))
    segments, begin = [], at
    for kind, part in parts:
        segments.append(Segment(kind, Span(begin, begin + len(part)), ordinal))
        begin += len(part)
    article = Article(
        str(ordinal), ordinal, headline, byline.strip(), published_on.isoformat(), published_on, "printed", Span(at, begin)
    )  # fmt: skip
    return title + byline + body, len(title + byline), segments, article


def read_marked(example: str, vocabulary: Vocabulary) -> Marked:
    """The figures and claims at the one 【figure】 of ``example``: a passage, or a whole document of several lines."""
    assert example.count("【") == example.count("】") == 1, example
    is_page = example.startswith(("## ", "#- "))
    if is_page:
        text = example[3:]
    else:
        text, *_ = article_of(example)
    start, end = text.index("【"), text.index("】") - 1
    plain = example.replace("【", "").replace("】", "")
    published_on = None if example.startswith("#- ") else PUBLISHED
    reading = read_text(plain[3:], vocabulary, published_on) if is_page else read_passage(plain, vocabulary).reading
    return Marked(
        tuple(figure for figure in reading.figures if figure.start < end and start < figure.end),
        tuple(claim for claim in reading.claims if claim.span.start < end and start < claim.span.end),
    )
