"""Moments and stretches of the calendar, before they are written down as periods."""

import datetime as dt
from functools import lru_cache
from typing import Final, NamedTuple

from flows.domain.period import Period, parse_period

YEAR: Final = "Y"
HALF: Final = "S"
QUARTER: Final = "Q"
MONTH: Final = "M"
DAY: Final = "D"

_MONTHS: Final = {YEAR: 12, HALF: 6, QUARTER: 3, MONTH: 1, DAY: 1}
_EARLIEST: Final = 1000
_LATEST: Final = 2999


class Moment(NamedTuple):
    """A year, half, quarter, month or day. ``number`` counts within the year from 1 (the month of a day); ``day`` is 0 but for days."""

    year: int
    unit: str = YEAR
    number: int = 1
    day: int = 0

    @property
    def first_month(self) -> int:
        return (self.number - 1) * _MONTHS[self.unit] + 1

    @property
    def last_month(self) -> int:
        return self.number * _MONTHS[self.unit]

    @property
    def order(self) -> tuple[int, int, int]:
        """Sorts moments by their beginning."""
        return self.year, self.first_month, self.day

    @property
    def end_order(self) -> tuple[int, int, int]:
        """Sorts moments by their end."""
        return self.year, self.last_month, self.day or 31

    def text(self) -> str:
        """As a period is written: 2024, 2024-S1, 2024-Q1, 2024-03, 2024-03-12."""
        if self.unit == YEAR:
            return f"{self.year:04}"
        if self.unit in (HALF, QUARTER):
            return f"{self.year:04}-{self.unit}{self.number}"
        return f"{self.year:04}-{self.number:02}" + (f"-{self.day:02}" if self.unit == DAY else "")


class Stretch(NamedTuple):
    """From the beginning of ``first`` to the end of ``last``; one moment where they are equal."""

    first: Moment
    last: Moment

    def shifted(self, years: int) -> "Stretch":
        """The same part of another year; the 29th of February becomes the 28th."""
        return Stretch(*(_shifted(moment, years) for moment in self))


def _shifted(moment: Moment, years: int) -> Moment:
    day = 28 if (moment.number, moment.day) == (2, 29) else moment.day
    return moment._replace(year=moment.year + years, day=day)


def month_of(day: dt.date, months: int = 0) -> Moment:
    """The month ``months`` after that of ``day``."""
    years, before = divmod(day.month - 1 + months, 12)
    return Moment(day.year + years, MONTH, before + 1)


def day_of(day: dt.date) -> Moment:
    return Moment(day.year, DAY, day.month, day.day)


def months(year: int, first: int, last: int) -> Stretch:
    return Stretch(Moment(year, MONTH, first), Moment(year, MONTH, last))


def years(first: int, last: int) -> Stretch:
    return Stretch(Moment(first), Moment(last))


def single(moment: Moment) -> Stretch:
    return Stretch(moment, moment)


@lru_cache(4096)
def period_of(stretch: Stretch) -> Period | None:
    """The period; ``None`` for days that no calendar has, for stretches that end before they begin, and beyond 1000 to 2999."""
    first, last = stretch
    if not (_EARLIEST <= first.year <= _LATEST and _EARLIEST <= last.year <= _LATEST) or last.end_order < first.order:
        return None
    try:
        return parse_period(first.text() if first == last else f"{first.text()}/{last.text()}")
    except ValueError:
        return None
