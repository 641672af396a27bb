"""Periods: what they cover, and what is none."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flows.domain.period import parse_period


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("2024", "year", "2024-01-01", "2024-12-31"),
        ("2024-S1", "half", "2024-01-01", "2024-06-30"),
        ("2024-S2", "half", "2024-07-01", "2024-12-31"),
        ("2024-Q1", "quarter", "2024-01-01", "2024-03-31"),
        ("2024-Q4", "quarter", "2024-10-01", "2024-12-31"),
        ("2024-02", "month", "2024-02-01", "2024-02-29"),
        ("2023-02", "month", "2023-02-01", "2023-02-28"),
        ("2024-03-12", "day", "2024-03-12", "2024-03-12"),
        ("2024-Q1/2024-Q3", "to_date", "2024-01-01", "2024-09-30"),
        ("2024-01/2024-08", "to_date", "2024-01-01", "2024-08-31"),
        ("2021/2025", "span", "2021-01-01", "2025-12-31"),
        ("2024-03/2024-08", "span", "2024-03-01", "2024-08-31"),
        ("../2024", "cumulative", None, "2024-12-31"),
        ("../2024-03-12", "cumulative", None, "2024-03-12"),
        ("2031/..", "span", "2031-01-01", None),
        ("2024-Q3/..", "span", "2024-07-01", None),
        ("2024-06-30/..", "span", "2024-06-30", None),
        ("", "none", None, None),
    ],
)
def test_a_period_has_its_kind_and_its_first_and_last_day(text, kind, start, end):
    period = parse_period(text)
    assert (period.text, period.kind) == (text, kind)
    assert (period.start and period.start.isoformat(), period.end and period.end.isoformat()) == (start, end)
    assert period.year == (int(end[:4]) if end else None)


@pytest.mark.parametrize(
    "text",
    [
        "2024-13", "2024-00", "2024-02-30", "2023-02-29", "2024-04-31", "0000", "0000-01-01", "2024-S3", "2024-Q5", "2024-Q0",
        "24", "20240", "2024-1", "2024-1-1", "2024-03-12-01", "2024/", "/2024", "2024/../2025", "..", "../", "../..", "/..", "2024-13/..", "../2020/2024",
        "2021/2022/2023", "2025/2021", "2024-Q3/2024-Q1", "2024-12-31/2024-01", "2024 ", " 2024", "2024\n", "２０２４", "٢٠٢٤",
        "2024年", "去年", "-2024", "2024-q1", "null", "12/03/2024",
    ],
)  # fmt: skip
def test_what_is_no_period_is_a_value_error_that_says_why(text):
    with pytest.raises(ValueError, match=r"\w"):
        parse_period(text)


_DAYS = st.dates(min_value=dt.date(1, 1, 1))
_PARTS = st.one_of(
    _DAYS.map(lambda day: f"{day:%Y}".zfill(4)),
    _DAYS.map(lambda day: f"{day.year:04}-{day.month:02}"),
    _DAYS.map(lambda day: f"{day.year:04}-Q{(day.month + 2) // 3}"),
    _DAYS.map(lambda day: f"{day.year:04}-S{(day.month + 5) // 6}"),
    _DAYS.map(lambda day: day.isoformat()),
)


@given(_PARTS)
def test_a_part_keeps_its_text_and_starts_no_later_than_it_ends(text):
    period = parse_period(text)
    assert period.text == text
    assert period.start is not None
    assert period.end is not None
    assert period.start <= period.end


@given(_PARTS, _PARTS)
def test_a_range_runs_from_its_first_to_its_last_day_or_is_none(first, last):
    whole = f"{first}/{last}"
    if parse_period(last).start < parse_period(first).start:
        with pytest.raises(ValueError, match="ends before it begins"):
            parse_period(whole)
    else:
        period = parse_period(whole)
        assert (period.text, period.start, period.end) == (whole, parse_period(first).start, parse_period(last).end)


@given(_PARTS)
def test_a_part_may_go_on_without_end(text):
    period = parse_period(f"{text}/..")
    assert (period.text, period.kind) == (f"{text}/..", "span")
    assert (period.start, period.end, period.year) == (parse_period(text).start, None, None)


@given(st.text(alphabet="0123456789-/.SQ２年", max_size=24) | st.text(max_size=24))
@example("9999-12")
@example("2024-99-99")
def test_any_text_is_a_period_or_a_value_error(text):
    try:
        period = parse_period(text)
    except ValueError:
        return
    assert period.text == text
    assert period.start is None or period.end is None or period.start <= period.end
