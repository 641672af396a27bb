"""The words of a vocabulary that name periods, as patterns."""

import pytest

from flows.reading.periods.words import period_words_of


@pytest.fixture
def period_words(vocabulary):
    return period_words_of(vocabulary)


@pytest.mark.parametrize(
    ("word", "kind", "distance"),
    [("去年", "year_from_now", -1), ("目前", "now", 0), ("改革开放以来", "since", 1978), ("下半月", "half_month", 1)],
)
def test_a_word_has_its_kind_and_distance(period_words, word, kind, distance):
    assert (period_words.kinds[word], period_words.distances[word]) == (kind, distance)


@pytest.mark.parametrize(
    ("pattern", "text", "match"),
    [
        ("moment", "去年上半年", "去年上半年"),
        ("moment", "去年的一季度", "去年的一季度"),
        ("moment", "去年", "去年"),
        ("moment", "目前", None),
        ("year_without_part", "去年上半年", "去年"),
        ("word", "截至目前为止", "截至目前为止"),  # the longest word
        ("word", "改革开放以来", "改革开放以来"),
        ("word", "某某以来", None),
        ("plan", "“十四五”期间", "“十四五”期间"),
        ("plan", "十四五规划", "十四五规划"),
        ("plan", "“十四五”以来", "“十四五”以来"),
        ("plan", "十四五亿元", None),  # a numeral
        ("plan", "“廿四五”期间", None),
    ],
)
def test_words_are_made_into_patterns(period_words, pattern, text, match):
    found = getattr(period_words, pattern).match(text)
    assert (found[0] if found else None) == match


@pytest.mark.parametrize(
    ("text", "can_begin"), [("今年产粮", True), ("目前在建", True), ("“十四五”期间", True), ("产粮多", False)]
)
def test_a_period_can_begin_only_where_a_word_of_it_does(period_words, text, can_begin):
    assert bool(period_words.candidate.search(text)) is can_begin


def test_plans_know_their_first_year(period_words):
    assert period_words.plans["十四五"] == 2021
