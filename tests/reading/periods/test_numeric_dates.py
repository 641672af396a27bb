"""Dates in figures alone."""

import datetime as dt

import pytest

from flows.reading.periods.moments import period_of
from flows.reading.periods.numeric_dates import is_alone, numeric_date

TODAY = dt.date(2024, 2, 5)


def read(text, start=0):
    """What is printed of the date that begins at ``start``, the period it means, and whether it prints its year."""
    found = numeric_date(text, start, TODAY)
    return (text[start : found.end], period_of(found.stretch).text, found.has_year) if found else None


@pytest.mark.parametrize(
    ("text", "printed", "period"),
    [
        ("2024-03-12", "2024-03-12", "2024-03-12"),
        ("2024/3/2发布", "2024/3/2", "2024-03-02"),
        ("2024.03.12", "2024.03.12", "2024-03-12"),
        ("20240312", "20240312", "2024-03-12"),
        ("2024-03", "2024-03", "2024-03"),
        ("2021.03-2022.05", "2021.03-2022.05", "2021-03/2022-05"),
        ("2024-03-12至2024-03-15", "2024-03-12至2024-03-15", "2024-03-12/2024-03-15"),
        ("12/3/2024", "12/3/2024", "2024-03-12"),  # the day first, as in most of the world
        ("3/31/2015", "3/31/2015", "2015-03-31"),  # unless it can be none
    ],
)
def test_a_date_that_prints_its_year(text, printed, period):
    assert read(text) == (printed, period, True)


@pytest.mark.parametrize(
    ("text", "start", "printed", "period"),
    [
        ("12/31起", 0, "12/31", "2023-12-31"),  # of the year that lies nearest to the publication
        ("3/1起", 0, "3/1", "2024-03-01"),
        ("自2/1至2/7", 1, "2/1至2/7", "2024-02-01/2024-02-07"),
        ("2/1", 0, "2/1", "2024-02-01"),
        ("2/1\n正文", 0, "2/1", "2024-02-01"),
    ],
)
def test_a_day_and_a_month_are_a_date_where_words_or_the_line_say_so(text, start, printed, period):
    assert read(text, start) == (printed, period, False)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("1/2的企业", 0),
        ("3/4", 1),
        ("比分3/4胜", 2),
        ("2024-13-01", 0),
        ("2023-02-30", 0),
        ("20241", 0),
        ("2024万元", 0),
        ("20240312元", 0),
        ("A12/3/2024", 1),
        ("32/13/2024", 0),
        ("2/30起", 0),
        ("2024", 0),
    ],
)
def test_other_numbers_are_no_dates(text, start):
    assert read(text, start) is None


@pytest.mark.parametrize(
    ("text", "start", "end", "answer"),
    [("2/1", 0, 3, True), ("甲\n2/1\n乙", 2, 5, True), ("甲2/1", 1, 4, False), ("2/1乙", 0, 3, False)],
)
def test_what_has_a_line_of_its_own_is_alone(text, start, end, answer):
    assert is_alone(text, start, end) is answer
