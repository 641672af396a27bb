"""Figures of headlines, looked up among the claims of the text."""

import datetime as dt
from decimal import Decimal

import pytest
from passages import read_passage

BODY = "2023年，濮阳市粮食总产56.2亿斤，同比增长1.2%。"


@pytest.mark.parametrize(
    ("headline", "rules"),
    [
        ("濮阳去年产粮56.2亿斤", [True]),
        ("濮阳去年产粮562000万斤", [True]),  # of equal value, whatever the scale word
        ("濮阳粮食增长1.2%", [True]),
        ("濮阳去年产粮56亿斤", [False]),  # of another value: read as a sentence is
        ("濮阳粮食再丰收", []),
    ],
)
def test_a_figure_of_the_headline_means_what_the_text_says_of_its_value(headline, rules, vocabulary):
    passage = read_passage(f"# {headline}\n{BODY}", vocabulary, published_on=dt.date(2024, 2, 5))
    claims = [claim for claim in passage.reading.claims if claim.span.end < passage.start]
    assert ["headline" in claim.rules for claim in claims] == rules


def test_a_figure_of_the_headline_has_all_that_its_equal_has(vocabulary):
    passage = read_passage(f"# 濮阳粮食增长1.2%\n{BODY}", vocabulary)
    head, *_, body = passage.reading.claims
    assert (head.value, head.measure, head.region_id) == (Decimal("1.2"), "growth_yoy", body.region_id)
    assert (head.indicator_id, head.period) == (body.indicator_id, body.period)
