"""Expressions of time as rules."""

import datetime as dt

import pytest

from flows.reading.periods.found import Expression, Found, Words
from flows.reading.periods.moments import Moment, single
from flows.reading.periods.said import Said
from flows.reading.periods.words import period_words_of


def _read(said, match):
    return Found(match.end(), single(Moment(said.today.year)), "relative")


def _expression(name):
    return Expression(name, "says", (), (), pattern=lambda words: words.word, does=_read)


NOW, SINCE = _expression("now"), _expression("since")
BOTH = Words(lambda words: words.word, {NOW: ("now", "untold"), SINCE: ("since",)})


@pytest.mark.parametrize(("word", "rule"), [("目前", NOW), ("最近", NOW), ("改革开放以来", SINCE)])
def test_the_kind_of_a_word_says_which_rule_it_is_for(word, rule, vocabulary):
    words = period_words_of(vocabulary)
    assert BOTH.of(BOTH.pattern(words).match(word), words) is rule


def test_a_word_of_a_kind_that_no_rule_reads_is_a_fault(vocabulary):
    words = period_words_of(vocabulary)
    with pytest.raises(KeyError):
        BOTH.of(words.word.match("今明两年"), words)


def test_an_expression_is_for_all_that_its_pattern_matches(vocabulary):
    words = period_words_of(vocabulary)
    match = words.word.match("目前")
    assert NOW.of(match, words) is NOW
    found = NOW.does(Said("目前", dt.date(2024, 2, 5), words), match)
    assert (found.end, found.stretch.first.text(), found.role, found.side) == (2, "2024", "date", "")


def test_the_rules_of_words_are_listed_once():
    assert BOTH.rules == (NOW, SINCE)
