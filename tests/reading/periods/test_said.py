"""The periods said last, to which later words refer."""

import datetime as dt

import pytest

from flows.reading.periods.moments import DAY, MONTH, Moment, single
from flows.reading.periods.said import Said
from flows.reading.periods.words import period_words_of

TEXT = "《题》前句。后句。\n新段。"
TODAY = dt.date(2024, 2, 5)
THIS_YEAR, LAST_YEAR, OLD, NEXT = (single(Moment(year)) for year in (2024, 2023, 2015, 2025))


@pytest.fixture
def said(vocabulary):
    return Said(TEXT, TODAY, period_words_of(vocabulary))


def test_a_sentence_ends_and_its_period_frames_the_paragraph(said):
    said.say(LAST_YEAR, opens=True)
    assert said.context is LAST_YEAR
    said.advance(TEXT.index("后句"))
    assert said.sentence is None
    assert said.context is LAST_YEAR


def test_a_paragraph_ends_and_the_frame_of_the_article_stays(said):
    said.say(LAST_YEAR, opens=True)
    said.advance(TEXT.index("新段"))
    assert said.paragraph is None
    assert said.context is said.article is LAST_YEAR


@pytest.mark.parametrize(
    ("first", "second", "opens", "frame"),
    [
        (LAST_YEAR, THIS_YEAR, True, THIS_YEAR),
        (LAST_YEAR, THIS_YEAR, False, LAST_YEAR),  # it stands within a clause
        (LAST_YEAR, OLD, True, LAST_YEAR),  # it is only compared with
        (OLD, LAST_YEAR, False, LAST_YEAR),
        (LAST_YEAR, NEXT, True, LAST_YEAR),  # a plan is no frame for what is reported
    ],
)
def test_the_frame_of_a_paragraph_is_the_recent_period_that_opens_a_clause(said, first, second, opens, frame):
    said.say(first, opens=True)
    said.say(second, opens=opens)
    assert said.last is second
    assert said.paragraph == frame


def test_a_day_is_the_day_and_no_frame(said):
    day = single(Moment(2024, DAY, 2, 1))
    said.say(day, opens=True)
    assert said.day == day.last
    assert said.paragraph is None


def test_a_part_of_the_frame_of_an_article_does_not_replace_it(said):
    said.say(LAST_YEAR, opens=True)
    said.say(single(Moment(2023, MONTH, 12)), opens=True)
    assert said.article is LAST_YEAR


def test_titles_in_their_marks_are_told_from_the_text(said):
    said.advance(2)
    assert said.in_title
    said.advance(4)
    assert not said.in_title


@pytest.mark.parametrize(("digits", "year"), [("23", 2023), ("95", 1995), ("34", 2034), ("35", 1935), ("〇八", 2008)])
def test_two_digits_are_a_year_at_most_ten_years_ahead(said, digits, year):
    assert said.short_year(digits) == year
