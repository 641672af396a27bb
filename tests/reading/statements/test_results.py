"""The reading of an article with the offsets of its document."""

import pytest
from passages import article_of, read_passage

from flows.domain.reading import ArticleText
from flows.reading.statements.article import read_article
from flows.reading.statements.results import placed

PASSAGE = "2023年，濮阳市粮食产量290万吨，增长3%；\n粮食产量290万吨。"


def test_a_figure_is_moved_with_all_its_offsets(scanner):
    (figure,) = scanner.scan("约3至5万元左右")
    moved = placed(figure, 100, "claim", "")
    fields = ("start", "end", "low_end", "high_start", "unit_start", "head", "tail")
    assert [getattr(moved, name) - getattr(figure, name) for name in fields] == [100] * 7
    assert (moved.low, moved.high, moved.unit, moved.bound) == (figure.low, figure.high, figure.unit, figure.bound)
    assert (moved.reading, moved.reason) == ("claim", "")


@pytest.mark.parametrize("at", [0, 7, 1000])
def test_spans_are_those_of_the_document(at, vocabulary):
    text, _, segments, article = article_of(PASSAGE, at=at)
    whole = "页" * at + text
    reading = read_article(ArticleText("1", whole, tuple(segments), article.published_on), vocabulary)
    assert [figure.start for figure in reading.figures] == sorted(figure.start for figure in reading.figures)
    for claim in reading.claims:
        assert claim.span.of(whole) == claim.figure_text
        assert claim.quote_span.of(whole) == claim.quote
        assert claim.quote_span.start <= claim.span.start
        assert claim.span.end <= claim.quote_span.end
    assert {mention.period.text: whole[mention.start : mention.end] for mention in reading.periods}["2023"] == "2023年"


def test_a_claim_carries_the_names_of_its_rules(vocabulary):
    claims = read_passage(PASSAGE, vocabulary).reading.claims
    assert all(claim.rules and all(isinstance(name, str) for name in claim.rules) for claim in claims)
    assert {claim.origin for claim in claims} == {"reader"}


def test_equal_figures_in_two_places_are_two_claims(vocabulary):
    claims = read_passage(PASSAGE, vocabulary).reading.claims
    assert [claim.figure_text for claim in claims].count("290万吨") == 2
