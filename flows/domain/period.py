"""Periods in SDMX style, with the days they begin and end on."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Final, Literal

PeriodKind = Literal["year", "half", "quarter", "month", "day", "to_date", "span", "cumulative", "none"]

_PART: Final = re.compile(r"(\d{4})(?:-(?:S([12])|Q([1-4])|(\d{2})(?:-(\d{2}))?))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """A period as stated, e.g. ``2024``, ``2024-S1``, ``2024-Q1/2024-Q3``, ``../2024``, ``2031/..`` or empty (not stated).

    ``start`` and ``end`` are the first and the last day, both included, ``None`` where that side is open. The notation is
    SDMX's (ISO 8601 extended by ``S`` and ``Q``), with ``..`` for an open side as in ISO 8601-2.
    """

    text: str
    kind: PeriodKind
    start: dt.date | None
    end: dt.date | None

    @property
    def year(self) -> int | None:
        """The calendar year the period ends in; ``None`` where it has no end."""
        return self.end.year if self.end else None


def parse_period(text: str) -> Period:
    """Read a period; raises ``ValueError`` that says what is wrong with it."""
    if not text:
        return Period("", "none", None, None)
    first, slash, last = text.partition("/")
    if not slash:
        kind, start, end = _part(first)
        return Period(text, kind, start, end)
    if last == ".." and first != "..":
        _, start, _ = _part(first)
        return Period(text, "span", start, None)
    _, last_start, end = _part(last)
    if first == "..":
        return Period(text, "cumulative", None, end)
    _, start, _ = _part(first)
    if last_start < start:
        raise ValueError(f"the period ends before it begins: {text}")
    to_date = start.year == end.year and (start.month, start.day) == (1, 1)
    return Period(text, "to_date" if to_date else "span", start, end)


def _part(text: str) -> tuple[PeriodKind, dt.date, dt.date]:
    """One undivided period: its kind, first and last day."""
    match = _PART.fullmatch(text)
    if not match:
        raise ValueError(
            f"not a period: {text!r}; write 2024, 2024-S1, 2024-Q1, 2024-03, 2024-03-12, a/b, ../b or a/.."
        )
    year = int(match[1])
    if not 1 <= year <= 9999:
        raise ValueError(f"not a year: {match[1]}")
    if match[5]:
        day = dt.date(year, int(match[4]), int(match[5]))
        return "day", day, day
    if match[4]:
        month = int(match[4])
        return "month", dt.date(year, month, 1), _month_end(year, month)
    if match[3]:
        quarter = int(match[3])
        return "quarter", dt.date(year, 3 * quarter - 2, 1), _month_end(year, 3 * quarter)
    if match[2]:
        half = int(match[2])
        return "half", dt.date(year, 6 * half - 5, 1), _month_end(year, 6 * half)
    return "year", dt.date(year, 1, 1), dt.date(year, 12, 31)


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])
