"""Dates in figures alone: 2024-03-12, 20240312, 12/3/2024, 12/31起; their examples stand in ``examples.py``.

Dates whose year comes first are read wherever they stand. A day and a month alone (12/1, as the Taiwan press writes) might be
a fraction, a score or a page: it is a date before words for times (12/1起), as a range (自12/1至12/31), or on a line of its own.
"""

import datetime as dt
import re
from typing import Final, NamedTuple

from flows.reading.periods import examples
from flows.reading.periods.found import Expression, Found
from flows.reading.periods.moments import DAY, MONTH, Moment, Stretch, period_of, single
from flows.reading.periods.said import Said
from flows.reading.periods.words import TO, TO_AGAIN

_NUMERIC_TO: Final = re.compile(rf"起?{TO}")
_NUMERIC: Final = re.compile(
    r"(?P<y>(?:19|20)[0-9]{2})(?:(?P<sep>[-/.])(?P<m>1[0-2]|0?[1-9])(?P=sep)(?P<d>3[01]|[12][0-9]|0?[1-9])"
    r"|(?P<mm>1[0-2]|0[1-9])(?P<dd>3[01]|[12][0-9]|0[1-9])(?=[^0-9.,%万亿千百元人家个户吨项]|$)"
    r"|-(?P<only>1[0-2]|0[1-9])(?![-/0-9年月])"
    rf"|\.(?P<dotted>1[0-2]|0[1-9])(?={TO}(?:19|20)[0-9]{{2}}(?![0-9,%万亿千百]))"
    r"|[ ](?P<spaced>1[0-2]|0[1-9])[ ](?P<spaced_day>3[01]|[12][0-9]|0[1-9])(?=[,。;)\n]|[ ]?[一-鿿](?<![元万亿千百人家个户吨项])|\Z))(?![0-9])"
)
_NUMERIC_LAST: Final = re.compile(
    r"(?P<y>(?:19|20)[0-9]{2})(?:\.(?P<dotted>1[0-2]|0[1-9]))?(?![0-9.,%万亿千百元人家个户吨项])"
)
_DAY_FIRST: Final = re.compile(
    r"(?P<a>[0-3]?[0-9])(?P<sep>[-/])(?P<b>[0-3]?[0-9])(?P=sep)(?P<y>(?:19|20)[0-9]{2}|(?<=/)[0-9]{2})(?![/0-9.A-Za-z]|-(?![0-9]{1,2}[-/]))"
)
_MONTH_DAY: Final = re.compile(r"(?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|[12][0-9]|0?[1-9])(?![-/0-9.%A-Za-z])")
_MONTH_DAY_AFTER: Final = re.compile(
    r"(?:起(?![火点重步伏])|止|截止|当[天日]|當[天日]|[上下]午|凌晨|晚[上间間]|登[场場]|[开開]跑|\([周週]?[一二三四五六日]\))"
)
_DIGIT: Final = re.compile("[0-9]")


class NumericDate(NamedTuple):
    """A date in figures; ``end`` is the offset of its end in the text, ``has_year`` says that it prints its year."""

    end: int
    stretch: Stretch
    has_year: bool


def numeric_date(text: str, start: int, today: dt.date) -> NumericDate | None:
    """The date in figures, or the range of two, that begins at ``start``."""
    before = text[start - 1 : start]
    if match := _NUMERIC.match(text, start):
        return _year_first(text, match)
    if before.isdecimal() or (before.isascii() and before.isalpha()) or before in (".", "/", "-"):
        return None
    if match := _DAY_FIRST.match(text, start):
        return _day_first(text, match, today)
    if match := _MONTH_DAY.match(text, start):
        return _month_day(text, match, today)
    return None


def is_alone(text: str, start: int, end: int) -> bool:
    """``True`` where nothing else stands on the line."""
    return text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n")


def _year_first(text: str, match: re.Match[str]) -> NumericDate | None:
    first = _moment(match)
    if first is None or (match["spaced"] and text[max(0, match.start() - 2) : match.start()][:1].isdecimal()):
        return None
    end, last = match.end(), first
    if sign := _NUMERIC_TO.match(text, end):
        again = _NUMERIC.match(text, sign.end())
        if again is None and match["dotted"]:
            again = _NUMERIC_LAST.match(text, sign.end())
        if again and (moment := _moment(again)):
            end, last = again.end(), moment
    if match["dotted"] and last is first:
        return None
    return NumericDate(end, Stretch(first, last), has_year=True)


def _moment(match: re.Match[str]) -> Moment | None:
    groups = match.groupdict()
    year = int(match["y"])
    month = groups.get("m") or groups.get("mm") or groups.get("only") or groups.get("dotted") or groups.get("spaced")
    if month is None:
        return Moment(year)
    day = groups.get("d") or groups.get("dd") or groups.get("spaced_day")
    return _real(Moment(year, DAY, int(month), int(day)) if day else Moment(year, MONTH, int(month)))


def _day_first(text: str, match: re.Match[str], today: dt.date) -> NumericDate | None:
    end = match.end()
    first = _day_month_year(match, today)
    if first is None:
        return None
    last = first
    if (sign := TO_AGAIN.match(text, end)) and (again := _DAY_FIRST.match(text, sign.end())):
        moment = _day_month_year(again, today)
        if moment:
            end, last = again.end(), moment
    if len(match["y"]) == 2 and not is_alone(text, match.start(), end):
        return None
    return NumericDate(end, Stretch(first, last), has_year=True)


def _day_month_year(match: re.Match[str], today: dt.date) -> Moment | None:
    """The day before the month, as in most of the world, unless a number beyond 12 or a year of two digits (3/31/15) says otherwise."""
    day, month, year = int(match["a"]), int(match["b"]), int(match["y"])
    is_short = year < 100
    if is_short:
        year += 2000 if 2000 + year <= today.year + 10 else 1900
    if month > 12 or (is_short and day <= 12):
        day, month = month, day
    return _real(Moment(year, DAY, month, day))


def _month_day(text: str, match: re.Match[str], today: dt.date) -> NumericDate | None:
    start, end = match.span()
    sign = TO_AGAIN.match(text, end)
    again = _MONTH_DAY.match(text, sign.end()) if sign else None
    is_date = (
        _MONTH_DAY_AFTER.match(text, again.end() if again else end)
        or (again and text[start - 1 : start] in ("自", "从"))
        or is_alone(text, start, end)
    )
    first = _nearest(match, today) if is_date else None
    if first is None:
        return None
    last = _nearest(again, today) if again else None
    if again and last and period_of(Stretch(first, last)):
        return NumericDate(again.end(), Stretch(first, last), has_year=False)
    return NumericDate(end, single(first), has_year=False)


def _nearest(match: re.Match[str], today: dt.date) -> Moment | None:
    """The day of the year that lies nearest to the publication."""
    month = int(match["month"])
    away = month - today.month
    return _real(Moment(today.year - (away > 6) + (away < -6), DAY, month, int(match["day"])))


def _real(moment: Moment) -> Moment | None:
    return moment if period_of(single(moment)) else None


def _read(said: Said, match: re.Match[str]) -> Found | None:
    date = numeric_date(said.text, match.start(), said.today)
    if date is None:
        return None
    return Found(date.end, date.stretch, "explicit" if date.has_year else "relative", says=date.has_year)


NUMERIC_DATE: Final = Expression(
    "period.numeric_date",
    "Numbers with dashes, strokes or dots between them are a day or a month; without a year it is the year around them.",
    *examples.NUMERIC_DATE,
    pattern=lambda _: _DIGIT,
    does=_read,
)
