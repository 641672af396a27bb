"""Expressions of time as rules, those of words told apart by their kind."""

import datetime as dt

import pytest

from flows.reading.periods.expressions import EXPRESSIONS
from flows.reading.periods.found import Expression, Words
from flows.reading.periods.said import Said
from flows.reading.periods.words import period_words_of

(WORDS,) = [entry for entry in EXPRESSIONS if isinstance(entry, Words)]
TODAY = dt.date(2024, 2, 5)


@pytest.mark.parametrize(
    ("word", "rule"),
    [
        ("目前", "period.now"),
        ("最近", "period.untold"),
        ("改革开放以来", "period.since_event"),
        ("上半月", "period.half_month"),
        ("昨日", "period.day_from_now"),
    ],
)
def test_the_kind_of_a_word_says_which_rule_it_is_for(word, rule, vocabulary):
    words = period_words_of(vocabulary)
    assert WORDS.of(WORDS.pattern(words).fullmatch(word), words).name == rule


def test_every_word_of_the_vocabulary_has_a_rule(vocabulary):
    words = period_words_of(vocabulary)
    matches = [match for word in words.kinds if (match := WORDS.pattern(words).fullmatch(word))]
    assert len(matches) > 20
    assert {WORDS.of(match, words) for match in matches} <= set(WORDS.rules)


def test_a_rule_of_words_stands_in_their_list_once():
    assert len(set(WORDS.rules)) == len(WORDS.rules) > 5


@pytest.mark.parametrize(
    ("word", "first", "last", "role", "side"),
    [
        ("目前", "2024-02", "2024-02", "date", ""),
        ("最近", "2024-02", "2024-02", "window", "untold"),
        ("改革开放以来", "1978", "2024", "date", ""),
    ],
)
def test_a_word_is_found_with_the_stretch_it_means(word, first, last, role, side, vocabulary):
    words = period_words_of(vocabulary)
    match = WORDS.pattern(words).match(f"{word},产量增长")
    found = WORDS.of(match, words).does(Said(f"{word},产量增长", TODAY, words), match)
    assert (found.end, found.stretch.first.text(), found.stretch.last.text()) == (len(word), first, last)
    assert (found.role, found.side) == (role, side)


def test_an_expression_is_for_all_that_its_pattern_matches(vocabulary):
    words = period_words_of(vocabulary)
    rule = next(entry for entry in EXPRESSIONS if isinstance(entry, Expression))
    assert rule.of(WORDS.pattern(words).match("目前"), words) is rule
