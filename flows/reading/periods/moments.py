"""Moments and stretches of the calendar, before they are written down as periods."""

import calendar
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
_EARLIEST: Final = 1
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


def days(first: Moment, last: int) -> Stretch:
    """From the day ``first`` to the day ``last`` of its month."""
    return Stretch(first, first._replace(day=last))


def days_from(first: dt.date, last: dt.date) -> Stretch:
    return Stretch(day_of(first), day_of(last))


def years(first: int, last: int) -> Stretch:
    return Stretch(Moment(first), Moment(last))


def single(moment: Moment) -> Stretch:
    return Stretch(moment, moment)


@lru_cache(4096)
def period_of(stretch: Stretch) -> Period | None:
    """The period; ``None`` for days that no calendar has, for stretches that end before they begin, and beyond 1 to 2999."""
    first, last = stretch
    if not (_EARLIEST <= first.year <= _LATEST and _EARLIEST <= last.year <= _LATEST) or last.end_order < first.order:
        return None
    try:
        return parse_period(first.text() if first == last else f"{first.text()}/{last.text()}")
    except ValueError:
        return None


@lru_cache(64)
def open_until(moment: Moment) -> Period | None:
    """The period until the end of ``moment``, from no stated beginning; ``None`` as in ``period_of``."""
    return parse_period(f"../{moment.text()}") if period_of(single(moment)) else None


@lru_cache(64)
def open_from(moment: Moment) -> Period | None:
    """The period from the beginning of ``moment`` without end; ``None`` as in ``period_of``."""
    return parse_period(f"{moment.text()}/..") if period_of(single(moment)) else None


def part_of_month(year: int, month: int, name: str) -> Stretch:
    """The days of 上旬, 中旬, 下旬 (two of them together, too), 上半月 and 下半月."""
    last = calendar.monthrange(year, month)[1]
    if name.endswith("月"):
        begin, end = (1, 15) if name[0] == "上" else (16, last)
    else:
        begin, end = {"上": 1, "中": 11, "下": 21}[name[0]], {"上": 10, "中": 20, "下": last}[name[-2]]
    return days(Moment(year, DAY, month, begin), end)


def part_of_age(first: int, length: int, tail: str | None) -> Stretch:
    """A decade or century; its first (初) or last (末) three years, or two decades."""
    part = 3 if length == 10 else 20
    if tail and tail[0] == "初":
        return years(first, first + part - 1)
    if tail and tail[0] == "末":
        return years(first + length - part, first + length - 1)
    return years(first, first + length - 1)


def previous(moment: Moment) -> Moment:
    """The moment that ends where ``moment`` begins; year 0 where there is none."""
    if moment.unit == DAY:
        try:
            return day_of(dt.date(moment.year, moment.number, moment.day) - dt.timedelta(1))
        except (ValueError, OverflowError):
            return Moment(0)
    if moment.number > 1:
        return moment._replace(number=moment.number - 1)
    last = {YEAR: 1, HALF: 2, QUARTER: 4, MONTH: 12}[moment.unit]
    return Moment(moment.year - 1, moment.unit, last)


def following(moment: Moment) -> Moment:
    """The moment that follows upon a year, half, quarter or month; a day itself."""
    if moment.unit == DAY:
        return moment
    if moment.unit == YEAR:
        return Moment(moment.year + 1)
    count = {HALF: 2, QUARTER: 4, MONTH: 12}[moment.unit]
    years_on, number = divmod(moment.number, count)
    return Moment(moment.year + years_on, moment.unit, number + 1)
