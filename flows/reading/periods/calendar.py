"""Years and parts of years, alone and as ranges: 2024年, 去年上半年, 8月, 前三季度, 2024年1月至9月, 2020年以来.

Where no year is printed, the one that was said before or the day of publication gives it.
"""

import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from flows.reading.numbers.numerals import read_count
from flows.reading.periods import examples
from flows.reading.periods.found import Basis, Expression, Found
from flows.reading.periods.moments import (
    DAY,
    HALF,
    MONTH,
    QUARTER,
    YEAR,
    Moment,
    Stretch,
    day_of,
    following,
    month_of,
    months,
    part_of_month,
    period_of,
    previous,
    single,
    years,
)
from flows.reading.periods.said import Said
from flows.reading.periods.words import (
    AFTER,
    AIM,
    AND_AGAIN,
    BEFORE_THEN,
    DATELINE,
    DAY_AGAIN,
    DONE,
    FUTURE_LEFT,
    GOAL,
    HOLIDAYS,
    LUNAR_HOLIDAYS,
    PART_ALONE,
    ROC_YEAR,
    SEASONS,
    SHORT_YEAR_AGAIN,
    SINCE_LATER,
    TO_AGAIN,
    YEAR_ALONE,
)
from flows.reading.text.rule import Rule

_UNTIL: Final = re.compile("(?:截至|截止|至)(?:到)?$")
_MONTHS_UNTIL: Final = re.compile(
    r"[止为]?的?(?:前|过去)?(?P<count>[1-9][0-9]?|十[一二]?|[两三四五六七八九])[ ]?[个個]月(?![内內后後前])"
)
Groups = dict[str, str | None]
"""The named groups of a match."""


def dated(said: Said, start: int) -> tuple[Found, Rule] | None:
    """A year, a part of a year, both, or a range of such, with the rule that found it.

    With 以来 it is the time from the expression to the publication.
    """
    text = said.text
    rule, match = _begun(said, start)
    if rule is None or match is None:
        return None
    first = rule.does(said, match)
    if first is None:
        return None
    found = _with_end(said, first, match)
    if rule is RANGE and found is first:
        return None
    if (
        found is first
        and rule is PRINTED_YEAR
        and match["year"]
        and "年" not in match[0]
        and match.end("year") == match.end()
    ):
        follows = text[match.end() : match.end() + 1]
        if follows == "/" or follows not in "、和与及,":
            return None
    if found is first and (span := _months_until(said, start, found)):
        return span, RANGE
    if rule is not RANGE:
        found = _until_later(said, start, found)
    return found, found.rule or rule


def _begun(said: Said, start: int) -> tuple[Expression | None, re.Match[str] | None]:
    """The first of the expressions of this module that is written at ``start``."""
    text = said.text
    if match := said.words.moment.match(text, start):
        return PRINTED_YEAR, match
    if (match := ROC_YEAR.match(text, start)) and (said.is_roc or match["month"]):
        return REPUBLIC_YEAR, match
    if match := PART_ALONE.match(text, start):
        return PART, match
    if (match := YEAR_ALONE.match(text, start)) and text[start - 1 : start] in ("从", "從", "自", "由"):
        return RANGE, match
    return None, None


def _with_year(said: Said, match: re.Match[str]) -> Found | None:
    groups = match.groupdict()
    basis: Basis = "explicit"
    if text := groups.get("year"):
        year = read_count(text)
    elif text := groups.get("roc"):
        year = 1911 + read_count(text)
        said.is_roc = True
    elif (
        text := groups.get("short_year") or groups.get("short_end") or groups.get("zero_year") or groups.get("short_cn")
    ):
        year = said.short_year(text)
    else:
        word = groups.get("from_now") or groups.get("from_context") or "今年"
        if said.text[match.end() : match.end() + 1] in ("货", "轻", "味", "夜", "画") or (
            word in ("上年", "下年", "前年", "后年", "全年", "本年")
            and said.text[match.end() : match.end() + 1] in ("产", "均")
        ):
            return None
        year, basis = _year_of(said, word)
        if word == "全年" and not said.sentence and _is_goal(said, match.start(), match.end()):
            year, basis = said.today.year, "relative"
    if stretch := _part_of_year(said, groups, year):
        return Found(match.end(), stretch, basis)
    alone = said.words.year_without_part.match(said.text, match.start())
    return Found(alone.end(), single(Moment(year)), basis) if alone else None


def _without_year(said: Said, match: re.Match[str]) -> Found | None:
    groups = match.groupdict()
    text = said.text
    context, start, end = said.context, match.start(), match.end()
    if groups["same"]:
        if text[start - 2 : start] in ("历史", "往年", "常年", "历年") or not context:
            return None
        return Found(end, context, "context")
    if groups["whole"] or groups["year_end"] or groups["year_start"]:
        year, basis = _year_around(said, start, end, is_end=bool(groups["year_end"]))
    else:
        year, basis = _year_of_part(said, start, end, groups)
    stretch = _part_of_year(said, groups, year)
    return Found(end, stretch, basis, is_loose=basis == "relative") if stretch else None


def _speaks_ahead(said: Said, start: int, end: int) -> bool:
    """``True`` where the words around an expression speak of what is to come: 到年底, 6月底前."""
    return said.text[end : end + 1] == "前" or bool(FUTURE_LEFT.search(said.text[max(0, start - 3) : start]))


def _year_around(said: Said, start: int, end: int, *, is_end: bool) -> tuple[int, Basis]:
    """The year of 年底, 年初, 年内: that of the sentence, of the article for 年底, or of the publication.

    In the first three months 年底 is the last one, unless it is ahead.
    """
    if said.sentence:
        return said.sentence.last.year, "context"
    is_ahead = _speaks_ahead(said, start, end)
    if is_end and said.context and said.context.last.year < said.today.year and said.today.month <= 3:
        is_ahead = is_ahead and AIM.search(said.text, end, end + 40) is not None
    if is_end and said.context and not is_ahead:
        return said.context.last.year, "context"
    return said.today.year - (is_end and not is_ahead and said.today.month <= 3), "relative"


def _year_of_part(said: Said, start: int, end: int, groups: Groups) -> tuple[int, Basis]:
    """The year of 8月, 二季度, 前三季度: that of the sentence or the paragraph, or the latest in which it has begun.

    What counts from January (前三季度, 1至8月) must have reached its last month; days of the next two months and, from May
    on, the second half of the year are those to come.
    """
    today = said.today
    near = said.sentence or said.paragraph or said.reported or (None if said.is_dated else said.article)
    if near and near is said.loose:
        part = _part_of_year(said, groups, near.last.year)
        if part and part.first.order < near.first.order:
            near = None  # 12月……1月: each is the latest of its name
    if groups["day"] and said.text[end : end + 1] in DATELINE:
        near = None
    year = near.last.year if near else today.year
    part = _part_of_year(said, groups, year)
    if part is None:
        return year, "context"
    first, last = part
    if near and near.first.year != year and first.order > near.last.end_order:
        is_within = first._replace(year=near.first.year).order >= near.first.order
        return near.first.year if is_within else year, "context"
    to_date = first != last and first.first_month == 1 and not first.day
    if near and (said.sentence or not to_date or year != today.year):
        return year, "context"
    reached = (last.last_month if to_date else first.first_month, first.day)
    if reached <= (today.month, today.day if first.day else 0) or _speaks_ahead(said, start, end):
        return year, "context" if near else "relative"
    soon = (groups["half"] and today.month >= 5) or (first.day and first.first_month <= today.month + 2)
    return (year if soon else year - 1), "relative"


def _part_of_year(said: Said, groups: Groups, year: int) -> Stretch | None:
    """The part of ``year`` that the groups of ``PART`` name; the year itself where they name none."""
    for name, read in _PARTS:
        if text := groups.get(name):
            return read(said, groups, year, text)
    return single(Moment(year))


def _month(_said: Said, groups: Groups, year: int, text: str) -> Stretch | None:
    """8月, 8月上旬, 8月5日, 8月5日至7日."""
    month = read_count(text)
    if third := groups.get("third"):
        return part_of_month(year, month, third)
    if day := groups.get("day") or groups.get("bare_day"):
        first = Moment(year, DAY, month, read_count(day))
        last = groups.get("last_day")
        return Stretch(first, first._replace(day=read_count(last)) if last else first)
    return single(Moment(year, MONTH, month))


def _months(_said: Said, groups: Groups, year: int, text: str) -> Stretch | None:
    """1至8月, 11月至3月, 3、4、5月."""
    first, last = read_count(text), read_count(groups.get("month_b") or groups.get("month_d") or "")
    if first <= last:
        return months(year, first, last)
    if groups.get("month_c"):
        return None
    begins = year if groups.get("year") or groups.get("roc") or groups.get("from_now") else year - 1
    return Stretch(Moment(begins, MONTH, first), Moment(begins + 1, MONTH, last))


def _half(_said: Said, _groups: Groups, year: int, text: str) -> Stretch | None:
    """上半年, H1."""
    return single(Moment(year, HALF, 1 if text in "上1" else 2))


def _first_quarters(_said: Said, _groups: Groups, year: int, text: str) -> Stretch | None:
    """前三季度."""
    last = read_count(text)
    return Stretch(Moment(year, QUARTER, 1), Moment(year, QUARTER, last))


def _quarters(_said: Said, groups: Groups, year: int, text: str) -> Stretch | None:
    """一至三季度."""
    first, last = read_count(text), read_count(groups.get("quarter_b") or "")
    return Stretch(Moment(year, QUARTER, first), Moment(year, QUARTER, last)) if first < last else None


def _quarter(_said: Said, groups: Groups, year: int, text: str) -> Stretch | None:
    """二季度, 第2季, Q2; 二季度末 is its last month."""
    quarter = read_count(text)
    return single(Moment(year, MONTH, 3 * quarter) if groups.get("quarter_end") else Moment(year, QUARTER, quarter))


def _quarter_end(_said: Said, _groups: Groups, year: int, text: str) -> Stretch | None:
    """三季末."""
    return single(Moment(year, MONTH, 3 * read_count(text)))


def _first_months(_said: Said, _groups: Groups, year: int, text: str) -> Stretch | None:
    """前八个月."""
    last = read_count(text)
    return months(year, 1, last) if 1 <= last <= 12 else None


def _last_months(_said: Said, _groups: Groups, year: int, text: str) -> Stretch | None:
    """后四个月."""
    count = read_count(text)
    return months(year, 13 - count, 12) if 1 <= count <= 12 else None


def _nth_month(_said: Said, _groups: Groups, year: int, text: str) -> Stretch | None:
    """第九个月."""
    month = read_count(text)
    return single(Moment(year, MONTH, month)) if 1 <= month <= 12 else None


def _year_start(_said: Said, _groups: Groups, year: int, _text: str) -> Stretch | None:
    """年初."""
    return single(Moment(year, MONTH, 1))


def _season(_said: Said, _groups: Groups, year: int, text: str) -> Stretch | None:
    """春, behind a year."""
    return season(year, text)


def _holiday(_said: Said, _groups: Groups, year: int, text: str) -> Stretch | None:
    """春节假期: the month in which it falls."""
    month = HOLIDAYS.get(text) or LUNAR_HOLIDAYS.get(text, {}).get(year, 0)
    return single(Moment(year, MONTH, month)) if month else None


def _same(said: Said, _groups: Groups, year: int, _text: str) -> Stretch | None:
    """同期: the period spoken of last, moved to ``year``."""
    context = said.context
    return context.shifted(year - context.last.year) if context else single(Moment(year))


_PARTS: Final[tuple[tuple[str, Callable[[Said, Groups, int, str], Stretch | None]], ...]] = (
    ("month", _month),
    ("month_a", _months),
    ("month_c", _months),
    ("half", _half),
    ("letter_half", _half),
    ("quarters", _first_quarters),
    ("quarter_a", _quarters),
    ("quarter", _quarter),
    ("short_quarter", _quarter),
    ("first_quarter", _quarter),
    ("letter", _quarter),
    ("season_end", _quarter_end),
    ("months", _first_months),
    ("last_months", _last_months),
    ("nth_month", _nth_month),
    ("year_start", _year_start),
    ("season", _season),
    ("holiday", _holiday),
    ("holiday_alone", _holiday),
    ("same", _same),
)
"""Groups of ``PART``, of which the first that is set names the part, with how it is read."""


def _with_end(said: Said, first: Found, match: re.Match[str]) -> Found:
    """The range that begins with ``first``, if another moment follows behind a sign for it; else ``first``."""
    text = said.text
    if first.stretch.first != first.stretch.last and not match["third"]:
        return first
    sign = TO_AGAIN.match(text, first.end) or AND_AGAIN.match(text, first.end)
    is_bare_year = "年" not in match[0]
    if sign is None and is_bare_year and text[first.end : first.end + 1] == "/":
        at = first.end + 1
    elif sign:
        at = sign.end()
    else:
        return first
    saved = said.last, said.sentence
    said.last = said.sentence = first.stretch
    last: Found | None = None
    if (again := said.words.moment.match(text, at)) or (again := SHORT_YEAR_AGAIN.match(text, at)):
        if again.re is said.words.moment and "年" not in again[0] and again.end("year") == again.end():
            again = None
        else:
            last = _with_year(said, again)
    elif again := PART_ALONE.match(text, at):
        if not again["same"] and not again["whole"]:
            last = _without_year(said, again)
    elif (again := DAY_AGAIN.match(text, at)) and first.stretch.last.unit == DAY:
        last = Found(again.end(), single(first.stretch.last._replace(day=read_count(again["day"]))), "context")
    if again is None and is_bare_year and (again := YEAR_ALONE.match(text, at)):
        last = Found(again.end(), single(Moment(read_count(again["year"]))), "explicit")
    said.last, said.sentence = saved
    if last is None:
        return first
    said.uses_now |= last.basis == "relative"
    stretch = Stretch(first.stretch.first, last.stretch.last)
    if stretch.last.end_order < stretch.first.order and last.basis == "context" and first.basis != "explicit":
        stretch = Stretch(*first.stretch.shifted(-1)[:1], stretch.last)
    return first._replace(end=last.end, stretch=stretch, rule=RANGE) if period_of(stretch) else first


def _months_until(said: Said, start: int, found: Found) -> Found | None:
    """截至8月底的三个月: the three months that end with it."""
    last = found.stretch.last
    if last.unit != MONTH or found.stretch.first != last or not _UNTIL.search(said.text, max(0, start - 3), start):
        return None
    match = _MONTHS_UNTIL.match(said.text, found.end)
    if match is None:
        return None
    count = read_count(match["count"])
    first = month_of(dt.date(last.year, last.number, 1), 1 - count)
    return found._replace(end=match.end(), stretch=Stretch(first, last)) if 2 <= count <= 24 else None


def _until_later(said: Said, start: int, found: Found) -> Found:
    text = said.text
    after = AFTER.match(text, found.end)
    end = after.end() if after else found.end
    if after and not after["since"]:
        return found._replace(end=end) if after[0] not in ("间", "来") or found.stretch.last.unit == YEAR else found
    if (
        (before := BEFORE_THEN.match(text, found.end))
        and found.basis == "explicit"
        and text[found.end - 1] not in "底末初"
    ):
        end_before = previous(found.stretch.first)
        if end_before.year and found.stretch.first.order <= day_of(said.today).order:
            return found._replace(end=before.end(), stretch=single(end_before), side="until", rule=SINCE)
        return found
    if not after and not SINCE_LATER.match(text, found.end):
        return found
    first = found.stretch.first
    if after and after[0][-1] in "后後" and text[start - 1 : start] not in ("自", "从"):
        if found.basis != "explicit":
            return found._replace(end=end)
        begin = following(found.stretch.last)
        stretch = until_now(said, begin)
        if period_of(stretch):
            return found._replace(end=end, stretch=stretch, rule=SINCE)
        return found._replace(end=end, stretch=single(begin), role="window", side="from", rule=SINCE)
    if after and after[0] == "来" and found.basis == "context":
        return found
    stretch = until_now(said, first)
    if period_of(stretch) is None:
        return found._replace(end=end)
    return found._replace(end=end, stretch=stretch, rule=SINCE)


def until_now(said: Said, first: Moment) -> Stretch:
    """From ``first`` to the publication: in years for years before the last one, else to the month."""
    said.uses_now = True
    if first.unit == YEAR and (first.year < said.today.year - 1 or said.known_to == "year"):
        return years(first.year, said.today.year)
    begin = first if first.unit == DAY else Moment(first.year, MONTH, first.first_month)
    return Stretch(begin, Moment(said.today.year) if said.known_to == "year" else month_of(said.today))


def _year_of(said: Said, word: str) -> tuple[int, Basis]:
    offset = said.words.distances[word]
    if said.words.kinds[word] == "year_from_now":
        return said.today.year + offset, "relative"
    context = said.last if word in ("同年", "当年", "该年", "次年", "翌年") and said.last else said.context
    if context:
        return context.last.year + offset, "context"
    if word == "全年" and said.today.month <= 3:
        offset = -1
    return said.today.year + offset, "relative"


def _is_goal(said: Said, start: int, end: int) -> bool:
    """``True`` where 全年 is the year to come: 全年地区生产总值突破600亿元总体目标, but not 圆满完成全年目标."""
    return bool(GOAL.match(said.text, end)) and not DONE.search(said.text[max(0, start - 6) : start])


def season(year: int, name: str) -> Stretch:
    if name == "冬":
        return Stretch(Moment(year, MONTH, 12), Moment(year + 1, MONTH, 2))
    first, last = SEASONS[name]
    return months(year, first, last)


def _year_alone(_said: Said, match: re.Match[str]) -> Found | None:
    return Found(match.end(), single(Moment(read_count(match["year"]))), "explicit")


PRINTED_YEAR: Final = Expression(
    "period.year",
    "A year, in digits, in numerals or by a word (去年, 全年), with or without the part of it that follows.",
    *examples.YEAR,
    pattern=lambda words: words.moment,
    does=_with_year,
)
REPUBLIC_YEAR: Final = Expression(
    "period.republic_year",
    "Two or three digits before 年 are a year of the Republic where such years were written before, or a month follows.",
    *examples.REPUBLIC_YEAR,
    pattern=lambda _: ROC_YEAR,
    does=_with_year,
)
PART: Final = Expression(
    "period.part",
    "A part of a year without its year (8月, 前三季度, 年底) is of the year spoken of, else of the latest that fits.",
    *examples.PART,
    pattern=lambda _: PART_ALONE,
    does=_without_year,
)
RANGE: Final = Expression(
    "period.range",
    "Two moments with a sign for a range between them are all the time between; two bare numbers are years behind 从.",
    *examples.RANGE,
    pattern=lambda _: YEAR_ALONE,
    does=_year_alone,
)
SINCE: Final = Rule(
    "period.since",
    "With 以来, 至今, 之后 or 以前 a moment is what lies between it and the publication, or all that lies before it.",
    *examples.SINCE,
)
RULES: Final[tuple[Rule, ...]] = (PRINTED_YEAR, REPUBLIC_YEAR, PART, RANGE, SINCE)
"""The rules that stand here."""
