"""Moments and stretches of the calendar: moved to another year, and written down as periods."""

import datetime as dt

from flows.reading.periods.moments import DAY, HALF, MONTH, QUARTER, Moment, Stretch, month_of, period_of, single


def test_a_stretch_moves_to_another_year_with_its_leap_day():
    leap = single(Moment(2024, DAY, 2, 29))
    assert leap.shifted(-1) == single(Moment(2023, DAY, 2, 28))


def test_what_ends_before_it_begins_is_no_period():
    assert period_of(Stretch(Moment(2024, MONTH, 8), Moment(2024, MONTH, 3))) is None
    assert period_of(Stretch(Moment(2024, HALF, 1), Moment(2024, QUARTER, 3))).text == "2024-S1/2024-Q3"
    assert month_of(dt.date(2024, 1, 31), -1) == Moment(2023, MONTH, 12)
