"""Period mentions of an article: 2024年1月至9月, 去年上半年, 前三季度, 截至目前, "十四五"期间.

What it reads stands in ``period_examples.py``; a new wording starts there.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import ClassVar, Final, Literal, NamedTuple

from flows.domain.period import Period, parse_period
from flows.domain.reading import PeriodMention
from flows.reading.periods.moments import (
    DAY,
    HALF,
    MONTH,
    QUARTER,
    YEAR,
    Moment,
    Stretch,
    day_of,
    days_from,
    following,
    month_of,
    months,
    open_from,
    open_until,
    part_of_age,
    part_of_month,
    period_of,
    previous,
    single,
    years,
)
from flows.reading.periods.numeric_dates import is_alone, numeric_date
from flows.reading.periods.words import (
    AFTER,
    AHEAD,
    AIM,
    AND_AGAIN,
    BACK,
    BASIS_AFTER,
    BEFORE,
    BEFORE_THEN,
    CANDIDATE,
    CLAUSE_OPENS,
    COMPARED,
    DATELINE,
    DAY_AGAIN,
    DAY_ALONE,
    DAYS_FROM_CONTEXT,
    DAYS_FROM_NOW,
    DECADE,
    DONE,
    FEAST,
    FEAST_NAMES,
    FEASTS,
    FEASTS_ALONE,
    FUTURE_LEFT,
    GOAL,
    HALF_A_YEAR,
    HALF_MONTHS_FROM_NOW,
    HALVES_FROM_NOW,
    HEAD,
    HOLIDAYS,
    IN_NAME,
    IN_PRIZE,
    IS,
    JUST_DURATION,
    LUNAR_HOLIDAYS,
    MARKS,
    MOMENT,
    MONTH_TAIL,
    MONTHS_FROM_CONTEXT,
    MONTHS_FROM_NOW,
    NAME_YEAR,
    NO_NUMERAL_BEFORE,
    NOW,
    NUMERALS,
    OLD_YEAR,
    PART_ALONE,
    PLAN,
    PLANS,
    QUARTERS_FROM_CONTEXT,
    QUARTERS_FROM_NOW,
    RECORD,
    RECURRING,
    REPORTED,
    ROC_YEAR,
    SEASON,
    SEASONS,
    SHORT_YEAR_AGAIN,
    SINCE,
    SINCE_LATER,
    THIS_YEAR_AND_NEXT,
    TIMES,
    TIMES_OF,
    TO_AGAIN,
    UNTOLD,
    WEEK,
    WITH,
    WITH_AFTER,
    WORD,
    YEAR_ALONE,
    YEAR_TO_DATE,
    YEAR_WITHOUT_PART,
    YEARS_FROM_CONTEXT,
    YEARS_FROM_NOW,
)

Role = Literal["date", "base", "window", "name"]
Basis = Literal["explicit", "relative", "context"]


_FIRST_DAY: Final = dt.date(1001, 1, 1)
_LAST_DAY: Final = dt.date(2900, 1, 1)
"""Other days of publication are read as these: there is no press beyond."""


_TITLE_YEARS: Final = 15
"""How far from the publication a year may be that opens a line (2023兰州马拉松…)."""


class _Found(NamedTuple):
    """What an expression resolves to; ``end`` is where it ends in the text."""

    end: int
    stretch: Stretch
    basis: Basis
    role: Role = "date"
    says: bool = True
    """Whether later words (同年, 8月) may refer to it."""
    side: Literal["", "from", "until", "untold"] = ""
    """``from`` and ``until``: it goes on without end, or has no beginning. What has no end is a ``window``: nothing measured has it.
    ``untold``: its days are not said (最近), and its period is empty."""
    is_loose: bool = False
    """Whether its year is only a guess from the day of publication."""


def find_periods(folded: str, published_on: dt.date) -> list[PeriodMention]:
    """The period mentions of a folded text, in order of place and disjoint; offsets are code points of ``folded``.

    Times whose days nobody can tell (最近) are mentions with the empty period. Linear in the
    length of ``folded``; knows no more of the article than its text up to the mention and the day it was published on.
    """
    return list(_Reader(folded, min(max(published_on, _FIRST_DAY), _LAST_DAY)).mentions())


def period_answer(mention: PeriodMention, text: str) -> dict[str, object]:
    """The mention as other recognisers' test suites put it: span, text, period, first and last day (ISO, inclusive)."""
    period = mention.period
    return {
        "start": mention.start,
        "end": mention.end,
        "text": text[mention.start : mention.end],
        "period": period.text,
        "period_start": period.start.isoformat() if period.start else None,
        "period_end": period.end.isoformat() if period.end else None,
        "role": mention.role,
        "basis": mention.basis,
    }


@lru_cache(1024)
def _number(text: str) -> int:
    """The value of a count as matched above: digits, digit by digit (二〇二四) or in places (二十一, 一百一十三)."""
    if text.isascii():
        return int(text)
    digits = {
        char: value
        for value, chars in enumerate(("〇○零", "一首元", "二两兩", "三", "四", "五", "六", "七", "八", "九"))
        for char in chars
    }
    if not set(text) & set("十百"):
        return int("".join(str(digits[char]) for char in text))
    hundreds, hundred, rest = text.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    return (
        (100 * digits.get(hundreds[-1:], 1) if hundred else 0)
        + (10 * digits.get(tens[-1:], 1) if ten else 0)
        + (digits[ones[-1]] if ones else 0)
    )


class _Reader:
    """Reads one text from its beginning to its end; what was said last is what 同年 and 8月 refer to."""

    def __init__(self, text: str, today: dt.date) -> None:
        self._text = text
        self._today = today
        self._checked = 0
        self._in_title = False
        self._sentence: Stretch | None = None
        self._paragraph: Stretch | None = None
        self._article: Stretch | None = None
        self._last: Stretch | None = None
        self._reported: Stretch | None = None
        self._loose: Stretch | None = None  # said without a year, which the publication gave it
        self._day: Moment | None = None
        self._is_roc = False
        self._base_end = -1

    def mentions(self) -> Iterator[PeriodMention]:
        text, at = self._text, 0
        while candidate := CANDIDATE.search(text, at):
            start = candidate.start()
            self._advance(start)
            found = None if self._inside_word(start) else self._find(start)
            if found is None:
                at = start + 1
                continue
            at = found.end
            period = _period(found)
            if period is None or (found.basis != "explicit" and text[max(0, start - 2) : start] in RECURRING):
                continue
            role = self._role(start, found)
            if (
                start < HEAD
                and role in ("date", "name")
                and found.stretch.last.unit != DAY
                and REPORTED.match(text, at)
            ):
                self._reported = self._article = found.stretch
            if role == "base":
                self._base_end = at
                if (
                    text.startswith(("去年", "去岁"), start)
                    and self._sentence
                    and self._sentence.last.year == found.stretch.last.year
                ):
                    # a review printed in January: 2024年……比去年增长 means 2023
                    period = period_of(found.stretch.shifted(-1)) or period
            elif role == "date" and found.says:
                if found.is_loose:
                    self._loose = found.stretch
                self._say(found.stretch, opens=not start or text[start - 1] in CLAUSE_OPENS or text[at : at + 1] == ",")
            yield PeriodMention(start, at, period, role, found.basis)

    # --- context ---------------------------------------------------------------------------------------------------

    def _advance(self, start: int) -> None:
        """Forget what was said in sentences and paragraphs that ended before ``start``."""
        for mark in MARKS.findall(self._text, self._checked, start):
            if mark == "《":
                self._in_title = True
            elif mark == "》":
                self._in_title = False
            else:
                self._sentence = None
                if mark == "\n":
                    self._paragraph = None
                    self._in_title = False
        self._checked = max(self._checked, start)

    def _say(self, stretch: Stretch, *, opens: bool) -> None:
        """Remember what was said; only what ``opens`` a clause becomes the frame of the sentences behind it."""
        self._last = self._sentence = stretch
        if stretch.last.unit == DAY:
            self._day = stretch.last
            return
        year, this_year = stretch.last.year, self._today.year
        if year > this_year:
            return  # a plan for later years is no frame for what the next sentence reports
        is_recent = year >= this_year - 1
        framed = self._paragraph and self._paragraph.last.year >= this_year - 1
        if not framed or (is_recent and opens):
            self._paragraph = stretch
        if is_recent and self._reported is None and (opens or self._article is None):
            held = self._article
            inside = held and held.first.order < stretch.first.order and stretch.last.end_order <= held.last.end_order
            if not inside:
                self._article = stretch

    @property
    def _context(self) -> Stretch | None:
        return self._sentence or self._paragraph or self._article

    def _context_year(self) -> int | None:
        context = self._context
        return context.last.year if context else None

    def _year_of(self, word: str) -> tuple[int, Basis]:
        if word in YEARS_FROM_NOW:
            return self._today.year + YEARS_FROM_NOW[word], "relative"
        offset = YEARS_FROM_CONTEXT[word]
        context = self._last if word in ("同年", "当年", "该年", "次年", "翌年") and self._last else self._context
        if context:
            return context.last.year + offset, "context"
        if word == "全年" and self._today.month <= 3:
            offset = -1
        return self._today.year + offset, "relative"

    def _is_goal(self, start: int, end: int) -> bool:
        """Whether 全年 is the year to come: 全年地区生产总值突破600亿元总体目标, but not 圆满完成全年目标."""
        return bool(GOAL.match(self._text, end)) and not DONE.search(self._text[max(0, start - 6) : start])

    def _short_year(self, text: str) -> int:
        year = 2000 + _number(text)
        return year if year <= self._today.year + 10 else year - 100

    # --- expressions -----------------------------------------------------------------------------------------------

    def _inside_word(self, start: int) -> bool:
        """Whether the first character belongs to a word or number that began before it."""
        if not start:
            return False
        char, before = self._text[start], self._text[start - 1]
        if char.isdecimal():
            return (
                before == "第"
                or self._text.startswith("公元前", start - 3)
                or (before == "." and start > 1 and self._text[start - 2].isdecimal())
            )
        if char in NUMERALS:
            return before in NO_NUMERAL_BEFORE
        if char == "去":
            return before in "春夏失脱" or (
                before == "过" and self._text[max(0, start - 2) : start - 1] not in ("通", "经", "超", "不")
            )
        if char == "前":
            return before in "此之以提目当产工" and self._text[max(0, start - 2) : start] != "目前"
        if char == "上":
            return before in "以线网海市桌马" and self._text[start : start + 2] in ("上年", "上月", "上季")
        return before in BEFORE.get(char, "")

    def _find(self, start: int) -> _Found | None:
        text = self._text
        found = self._dated(start)
        if found:
            return found
        if text[start].isdecimal() and (date := numeric_date(text, start, self._today)):
            return _Found(date.end, date.stretch, "explicit" if date.has_year else "relative", says=date.has_year)
        for pattern, read in self._others:
            if (match := pattern.match(text, start)) and (found := read(self, match)):
                return found
        return None

    def _dated(self, start: int) -> _Found | None:
        """A year, a part of a year, both, or a range of such; with 以来 what lies between it and the publication."""
        text = self._text
        match = MOMENT.match(text, start)
        if match is None and (match := ROC_YEAR.match(text, start)) and not (self._is_roc or match["month"]):
            match = None
        if match:
            first = self._with_year(match)
        elif match := PART_ALONE.match(text, start):
            first = self._without_year(match)
        elif (match := YEAR_ALONE.match(text, start)) and text[start - 1 : start] in ("从", "從", "自", "由"):
            first = _Found(match.end(), single(Moment(_number(match["year"]))), "explicit")
            later = self._later(first, match)
            return later if later is not first else None
        else:
            return None
        if first is None:
            return None
        found = self._later(first, match)
        if (
            found is first
            and match.re is MOMENT
            and match["year"]
            and "年" not in match[0]
            and match.end("year") == match.end()
        ):
            follows = text[match.end() : match.end() + 1]
            if follows == "/" or follows not in "、和与及,":
                return None
        return self._since(start, found)

    def _with_year(self, match: re.Match[str]) -> _Found | None:
        groups = match.groupdict()
        basis: Basis = "explicit"
        if text := groups.get("year"):
            year = _number(text)
        elif text := groups.get("roc"):
            year = 1911 + _number(text)
            self._is_roc = True
        elif (
            text := groups.get("short_year")
            or groups.get("short_end")
            or groups.get("zero_year")
            or groups.get("short_cn")
        ):
            year = self._short_year(text)
        else:
            word = groups.get("from_now") or groups.get("from_context") or "今年"
            if self._text[match.end() : match.end() + 1] in ("货", "轻", "味", "夜", "画") or (
                word in ("上年", "下年", "前年", "后年", "全年", "本年")
                and self._text[match.end() : match.end() + 1] in ("产", "均")
            ):
                return None
            year, basis = self._year_of(word)
            if word == "全年" and not self._sentence and self._is_goal(match.start(), match.end()):
                year, basis = self._today.year, "relative"
        if stretch := self._part(groups, year):
            return _Found(match.end(), stretch, basis)
        alone = YEAR_WITHOUT_PART.match(self._text, match.start())
        return _Found(alone.end(), single(Moment(year)), basis) if alone else None

    def _without_year(self, match: re.Match[str]) -> _Found | None:
        groups = match.groupdict()
        text = self._text
        context, start, end = self._context, match.start(), match.end()
        if groups["same"]:
            if text[start - 2 : start] in ("历史", "往年", "常年", "历年") or not context:
                return None
            return _Found(end, context, "context")
        if groups["whole"] or groups["year_end"] or groups["year_start"]:
            year, basis = self._year_around(start, end, is_end=bool(groups["year_end"]))
        else:
            year, basis = self._year_of_part(start, end, groups)
        stretch = self._part(groups, year)
        return _Found(end, stretch, basis, is_loose=basis == "relative") if stretch else None

    def _is_ahead(self, start: int, end: int) -> bool:
        """Whether the words around an expression speak of what is to come: 到年底, 6月底前."""
        return self._text[end : end + 1] == "前" or bool(FUTURE_LEFT.search(self._text[max(0, start - 3) : start]))

    def _year_around(self, start: int, end: int, *, is_end: bool) -> tuple[int, Basis]:
        """The year of 年底, 年初, 年内: that of the sentence, of the article for 年底, or of the publication.

        In the first three months 年底 is the last one, unless it is ahead.
        """
        if self._sentence:
            return self._sentence.last.year, "context"
        is_ahead = self._is_ahead(start, end)
        if is_end and self._context and self._context.last.year < self._today.year and self._today.month <= 3:
            is_ahead = is_ahead and AIM.search(self._text, end, end + 40) is not None
        if is_end and self._context and not is_ahead:
            return self._context.last.year, "context"
        return self._today.year - (is_end and not is_ahead and self._today.month <= 3), "relative"

    def _year_of_part(self, start: int, end: int, groups: dict[str, str | None]) -> tuple[int, Basis]:
        """The year of 8月, 二季度, 前三季度: that of the sentence or the paragraph, or the latest in which it has begun.

        What counts from January (前三季度, 1至8月) must have reached its last month; days of the next two months and, from May
        on, the second half of the year are those to come.
        """
        today = self._today
        near = self._sentence or self._paragraph or self._reported
        if near and near is self._loose:
            part = self._part(groups, near.last.year)
            if part and part.first.order < near.first.order:
                near = None  # 12月……1月: each is the latest of its name
        if groups["day"] and self._text[end : end + 1] in DATELINE:
            near = None
        year = near.last.year if near else today.year
        part = self._part(groups, year)
        if part is None:
            return year, "context"
        first, last = part
        if near and near.first.year != year and first.order > near.last.end_order:
            is_within = first._replace(year=near.first.year).order >= near.first.order
            return near.first.year if is_within else year, "context"
        to_date = first != last and first.first_month == 1 and not first.day
        if near and (self._sentence or not to_date or year != today.year):
            return year, "context"
        reached = (last.last_month if to_date else first.first_month, first.day)
        if reached <= (today.month, today.day if first.day else 0) or self._is_ahead(start, end):
            return year, "context" if near else "relative"
        soon = (groups["half"] and today.month >= 5) or (first.day and first.first_month <= today.month + 2)
        return (year if soon else year - 1), "relative"

    def _part(self, groups: dict[str, str | None], year: int) -> Stretch | None:
        """The part of ``year`` that the groups of ``PART`` name; the year itself where they name none."""
        get = groups.get
        if text := get("month"):
            month = _number(text)
            if third := get("third"):
                return part_of_month(year, month, third)
            if day := get("day") or get("bare_day"):
                first = Moment(year, DAY, month, _number(day))
                last = get("last_day")
                return Stretch(first, first._replace(day=_number(last)) if last else first)
            return single(Moment(year, MONTH, month))
        if text := get("month_a") or get("month_c"):
            first_month, last_month = _number(text), _number(get("month_b") or get("month_d") or "")
            if first_month > last_month and get("month_c"):
                return None
            if first_month > last_month:
                begins = year if get("year") or get("roc") or get("from_now") else year - 1
                return Stretch(Moment(begins, MONTH, first_month), Moment(begins + 1, MONTH, last_month))
            return months(year, first_month, last_month)
        if text := get("half") or get("letter_half"):
            return single(Moment(year, HALF, 1 if text in "上1" else 2))
        if text := get("quarters"):
            last_quarter = _number(text)
            if last_quarter == 1:
                return single(Moment(year, QUARTER, 1))
            return Stretch(Moment(year, QUARTER, 1), Moment(year, QUARTER, last_quarter))
        if text := get("quarter_a"):
            first_quarter, last_quarter = _number(text), _number(get("quarter_b") or "")
            return (
                Stretch(Moment(year, QUARTER, first_quarter), Moment(year, QUARTER, last_quarter))
                if first_quarter < last_quarter
                else None
            )
        if text := get("quarter") or get("short_quarter") or get("first_quarter") or get("letter"):
            quarter = _number(text)
            return single(Moment(year, MONTH, 3 * quarter) if get("quarter_end") else Moment(year, QUARTER, quarter))
        if text := get("season_end"):
            return single(Moment(year, MONTH, 3 * _number(text)))
        if text := get("months"):
            last_month = _number(text)
            return months(year, 1, last_month) if 1 <= last_month <= 12 else None
        if text := get("last_months"):
            count = _number(text)
            return months(year, 13 - count, 12) if 1 <= count <= 12 else None
        if text := get("nth_month"):
            month = _number(text)
            return single(Moment(year, MONTH, month)) if 1 <= month <= 12 else None
        if get("year_start"):
            return single(Moment(year, MONTH, 1))
        if text := get("season"):
            return _season(year, text)
        if text := get("holiday") or get("holiday_alone"):
            month = HOLIDAYS.get(text) or LUNAR_HOLIDAYS.get(text, {}).get(year, 0)
            return single(Moment(year, MONTH, month)) if month else None
        if get("same"):
            context = self._context
            return context.shifted(year - context.last.year) if context else single(Moment(year))
        return single(Moment(year))

    def _later(self, first: _Found, match: re.Match[str]) -> _Found:
        """The range that begins with ``first``, if another moment follows behind a sign for it; else ``first``."""
        text = self._text
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
        saved = self._last, self._sentence
        self._last = self._sentence = first.stretch
        last: _Found | None = None
        if (again := MOMENT.match(text, at)) or (again := SHORT_YEAR_AGAIN.match(text, at)):
            if again.re is MOMENT and "年" not in again[0] and again.end("year") == again.end():
                again = None
            else:
                last = self._with_year(again)
        elif again := PART_ALONE.match(text, at):
            if not again["same"] and not again["whole"]:
                last = self._without_year(again)
        elif (again := DAY_AGAIN.match(text, at)) and first.stretch.last.unit == DAY:
            last = _Found(again.end(), single(first.stretch.last._replace(day=_number(again["day"]))), "context")
        if again is None and is_bare_year and (again := YEAR_ALONE.match(text, at)):
            last = _Found(again.end(), single(Moment(_number(again["year"]))), "explicit")
        self._last, self._sentence = saved
        if last is None:
            return first
        stretch = Stretch(first.stretch.first, last.stretch.last)
        if stretch.last.end_order < stretch.first.order and last.basis == "context" and first.basis != "explicit":
            stretch = Stretch(*first.stretch.shifted(-1)[:1], stretch.last)
        return first._replace(end=last.end, stretch=stretch) if period_of(stretch) else first

    def _since(self, start: int, found: _Found) -> _Found:
        text = self._text
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
            if end_before.year and found.stretch.first.order <= day_of(self._today).order:
                return found._replace(end=before.end(), stretch=single(end_before), side="until")
            return found
        if not after and not SINCE_LATER.match(text, found.end):
            return found
        first = found.stretch.first
        if after and after[0][-1] in "后後" and text[start - 1 : start] not in ("自", "从"):
            if found.basis != "explicit":
                return found._replace(end=end)
            begin = following(found.stretch.last)
            stretch = self._until_now(begin)
            if period_of(stretch):
                return found._replace(end=end, stretch=stretch)
            return found._replace(end=end, stretch=single(begin), role="window", side="from")
        if after and after[0] == "来" and found.basis == "context":
            return found
        stretch = self._until_now(first)
        if period_of(stretch) is None:
            return found._replace(end=end)
        return found._replace(end=end, stretch=stretch)

    def _until_now(self, first: Moment) -> Stretch:
        """From ``first`` to the publication: in years for years before the last one, else to the month."""
        if first.unit == YEAR and first.year < self._today.year - 1:
            return years(first.year, self._today.year)
        begin = first if first.unit == DAY else Moment(first.year, MONTH, first.first_month)
        return Stretch(begin, month_of(self._today))

    def _plan(self, match: re.Match[str]) -> _Found | None:
        name = match["plan"]
        tail = match["end"] or match["begin"] or match["since"] or match["first"] or match["during"]
        is_quoted = match["open"] and match["close"]
        if bool(match["open"]) != bool(match["close"]):
            return None
        if not (is_quoted or tail or "划" in match[0] or len(name) == 3) or (
            match["first"] and not is_quoted and len(name) < 3
        ):
            return None
        if not is_quoted and len(name) < 3 and tail in ("前期", "中期", "末", "前"):
            return None
        first = PLANS[name]
        stretch = years(first, first + 4)
        if match["end"]:
            stretch = years(first + 4, first + 4)
        elif match["begin"]:
            stretch = years(first, first)
        elif match["first"]:
            stretch = years(first, first + min(_number(match["first"]), 5) - 1)
        elif match["since"] and first <= self._today.year <= first + 9:
            stretch = self._until_now(Moment(first))
        if tail:
            return _Found(match.end(), stretch, "explicit")
        follows = self._text[match.end() : match.end() + 1]
        role: Role = "date" if follows in (",", "全", "累", "我") and "划" not in match[0] else "name"
        return _Found(match.end(), stretch, "explicit", role)

    def _back(self, match: re.Match[str]) -> _Found | None:
        """近两年, 五年来, 三年前, 近6个月; durations (五年, 历时近三年) are none."""
        near, tail, text = match["near"], match["tail"], self._text
        count, today = _number(match["count"]), self._today
        if (
            (not near and not tail)
            or (near and tail in ("前", "以前", "之前"))
            or (tail and tail[-1] in "后後" and near)
        ):
            return None
        if match["half"] or match["about"] or (tail and tail[-1] in "后後"):
            return self._away(match)
        after = text[match.end() : match.end() + 3]
        if not near and text[match.start() - 1 : match.start()] in ("至", "到", "—", "-", "~", "、"):
            return None
        if JUST_DURATION.search(text[max(0, match.start() - 3) : match.start()]) or after.startswith(
            ("时间", "的时间", "历史", "的历史", "期")
        ):
            return None
        if not near and tail in ("间", "間", "来", "來") and after[:1] in ("自", "歇", "隔", "断", "到", "说"):
            return None
        if match["unit"] != "年":
            if tail in ("前", "以前", "之前") or count > 36 or not (near or tail in ("以来", "来")):
                return None
            return _Found(match.end(), Stretch(month_of(today, -count), month_of(today, -1)), "relative", says=False)
        if tail in ("前", "以前", "之前"):
            return (
                _Found(match.end(), single(Moment(today.year - count)), "relative", says=False) if count <= 60 else None
            )
        if not near and count == 1:
            return (
                _Found(match.end(), single(Moment(today.year - 1)), "relative", says=False)
                if today.month <= 6 and tail in ("来", "以来")
                else None
            )
        last = today.year - 1
        if not near and today.month >= 7:
            last = today.year
        return _Found(match.end(), years(today.year - count, last), "relative", says=False)

    def _away(self, match: re.Match[str]) -> _Found | None:
        """三年后, 一年半前, 二十几年前: counted from the year that was spoken of in the paragraph, else from the publication."""
        if match["near"] or match["unit"] != "年" or not match["tail"]:
            return None
        count, is_after, is_before = _number(match["count"]), match["tail"][-1] in "后後", match["tail"][-1] == "前"
        if self._text[match.start() - 1 : match.start()] in ("至", "到", "—", "-", "~", "、", "第", "满", "每", "近"):
            return None
        if match["half"]:
            if match["about"] or not (is_after or is_before) or count > 60:
                return None
            by = (12 * count + 6) * (1 if is_after else -1)
            return _Found(match.end(), single(month_of(self._today, by)), "relative", says=False)
        if match["about"]:
            if not is_before or count % 10 or count > 90:
                return None
            return _Found(
                match.end(), years(self._today.year - count - 10, self._today.year - count), "relative", says=False
            )
        context = self._last if self._sentence or self._paragraph else None
        year = (context.last.year if context else self._today.year) + count
        return (
            _Found(match.end(), single(Moment(year)), "context" if context else "relative", says=False)
            if count <= 60
            else None
        )

    def _half_a_year(self, match: re.Match[str]) -> _Found | None:
        """近半年, 半年来, 未来半年, 半年内, 半月以后."""
        end, today = match.end(), self._today
        if self._text[match.start() - 1 : match.start()] in (
            "上",
            "下",
            "前",
            "后",
            "大",
            "多",
            "年",
            "个",
            "用",
            "每",
            "附",
            "接",
        ):
            return None
        if match["back"] or match["since"]:
            return _Found(end, Stretch(month_of(today, -6), month_of(today, -1)), "relative", says=False)
        if match["ahead"] or match["within"]:
            return _Found(end, Stretch(month_of(today, 1), month_of(today, 6)), "relative", says=False)
        begin = single(day_of(today + dt.timedelta(15)))
        return _Found(end, begin, "relative", role="window", says=False, side="from")

    def _old_year(self, match: re.Match[str]) -> _Found | None:
        """公元789年, 在789年; 在113年 is rather a year of the Republic, or a duration."""
        year, start = int(match["ad"] or match["event"] or match["plain"]), match.start()
        if match["ad"] is None and 90 <= year < 130:
            return None
        if match["plain"] and start > 1 and self._text[start - 2] not in CLAUSE_OPENS:
            return None
        return _Found(match.end(), single(Moment(year)), "explicit", says=False)

    def _week(self, match: re.Match[str]) -> _Found | None:
        """本周, 上周三: from Monday to Sunday, or a day."""
        before = self._text[match.start() - 1 : match.start()]
        if before and before in "以历史会台场班桌路街手车马地北商西东南晚早每网线图海身基成资日根剧脸墙":
            return None
        by = {"上": -1, "下": 1}.get(match["which"][0], 0) * len(match["which"])
        monday = self._today - dt.timedelta(self._today.weekday() - 7 * by)
        if match["end"]:
            return _Found(
                match.end(), days_from(monday + dt.timedelta(5), monday + dt.timedelta(6)), "relative", says=False
            )
        if day := match["day"]:
            moment = day_of(monday + dt.timedelta("一二三四五六日天".index(day) - (day == "天")))
            return _Found(match.end(), single(moment), "relative")
        return _Found(match.end(), days_from(monday, monday + dt.timedelta(6)), "relative", says=False)

    def _feast(self, match: re.Match[str]) -> _Found | None:
        """国庆节, 五一当天: of the year of the sentence, else the latest of its name."""
        name, text = match[0].removesuffix(match["day"] or ""), self._text
        if name not in FEASTS and not match["day"] and not is_alone(text, match.start(), match.end()):
            return None
        if text[match.end() : match.end() + 1] in FEAST_NAMES:
            return None
        month, day = FEASTS.get(name) or FEASTS_ALONE[name]
        today = self._today
        if self._sentence:
            return _Found(match.end(), single(Moment(self._sentence.last.year, DAY, month, day)), "context", says=False)
        year = today.year - ((month, day) > (today.month, today.day))
        return _Found(match.end(), single(Moment(year, DAY, month, day)), "relative", says=False)

    def _ahead(self, match: re.Match[str]) -> _Found | None:
        count = _number(match["count"])
        if match["unit"] != "年":
            stretch = Stretch(month_of(self._today, 1), month_of(self._today, count))
            return _Found(match.end(), stretch, "relative", says=False)
        first = self._today.year + (self._today.month > 3)
        return _Found(match.end(), years(first, first + count - 1), "relative", says=False)

    def _season_word(self, match: re.Match[str]) -> _Found | None:
        year, month = self._today.year, self._today.month
        if match["season"] is None:
            return _Found(match.end(), Stretch(Moment(year - 1, MONTH, 12), Moment(year, MONTH, 5)), "relative")
        year += {"去": -1, "今": 0, "明": 1}[match["year"]]
        if match["season"] == "冬":
            year -= match["year"] == "今" and month <= 4
        return _Found(match.end(), _season(year, match["season"]), "relative")

    def _word(self, match: re.Match[str]) -> _Found | None:
        word, end, today, text = match[0], match.end(), self._today, self._text
        follows = text[end : end + 1]
        if word in NOW:
            if follows in ("年", "后", "後", "日", "线", "期", "天", "生"):
                return None
            return _Found(end, single(month_of(today)), "relative", says=False)
        if word in UNTOLD:
            if follows in ("的", "一", "几", "距", "点", "邻", "似"):
                return None
            return _Found(end, single(month_of(today)), "relative", role="window", says=False, side="untold")
        if word in YEAR_TO_DATE:
            return _Found(end, self._until_now(Moment(today.year)), "relative")
        if word == THIS_YEAR_AND_NEXT:
            return _Found(end, years(today.year, today.year + 1), "relative", says=False)
        if word in SINCE:
            return _Found(end, years(SINCE[word], today.year), "explicit", says=False)
        if word in MONTHS_FROM_NOW:
            offset = MONTHS_FROM_NOW[word]
            near = self._sentence or self._paragraph
            if offset == -1 and near and near.last.unit == MONTH:
                return _Found(end, single(month_of(dt.date(near.last.year, near.last.number, 1), -1)), "context")
            return self._perhaps_day(end, month_of(today, offset), "relative")
        if word in MONTHS_FROM_CONTEXT:
            context = self._last
            base = dt.date(context.last.year, min(12, context.last.last_month), 1) if context else today
            return self._perhaps_day(
                end, month_of(base, MONTHS_FROM_CONTEXT[word]), "context" if context else "relative"
            )
        if word in QUARTERS_FROM_NOW or word in QUARTERS_FROM_CONTEXT:
            context = self._context if word in QUARTERS_FROM_CONTEXT else None
            year, quarter = (context.last.year, context.last.last_month) if context else (today.year, today.month)
            index = year * 4 + (quarter - 1) // 3 + QUARTERS_FROM_NOW.get(word, 0)
            return _Found(end, single(Moment(index // 4, QUARTER, index % 4 + 1)), "context" if context else "relative")
        if word in HALVES_FROM_NOW:
            index = today.year * 2 + (today.month > 6) + HALVES_FROM_NOW[word]
            return _Found(end, single(Moment(index // 2, HALF, index % 2 + 1)), "relative")
        if word in HALF_MONTHS_FROM_NOW:
            third = "上半月" if HALF_MONTHS_FROM_NOW[word] == 0 else "下半月"
            stretch = part_of_month(today.year, today.month, third)
            return _Found(end, stretch, "relative", says=False)
        if word in DAYS_FROM_NOW:
            if word[-1] == "天" and follows in (
                "津",
                "水",
                "天",
                "数",
                "气",
                "氣",
                "然",
                "山",
                "下",
                "空",
                "才",
                "性",
                "生",
            ):
                return None
            if text.startswith(("头条", "看点", "导读", "视点"), end):
                return None
            if word in ("今天", "今日") and follows in ("的", "之"):
                return _Found(end, single(month_of(today)), "relative", says=False)
            return _Found(end, single(day_of(today + dt.timedelta(DAYS_FROM_NOW[word]))), "relative")
        if word in DAYS_FROM_CONTEXT and self._day:
            return _Found(end, single(self._day), "context")
        return None

    def _perhaps_day(self, end: int, month: Moment, basis: Basis) -> _Found:
        if day := DAY_AGAIN.match(self._text, end):
            moment = Moment(month.year, DAY, month.number, _number(day["day"]))
            if period_of(single(moment)):
                return _Found(day.end(), single(moment), basis)
        tail = MONTH_TAIL.match(self._text, end)
        if tail and tail[0][-1] in "旬月":
            return _Found(tail.end(), part_of_month(month.year, month.number, tail[0]), basis)
        return _Found(tail.end() if tail else end, single(month), basis)

    def _decade(self, match: re.Match[str]) -> _Found | None:
        text = match[0]
        century = 20 if match["last"] else _number(match["century"]) if match["century"] else 0
        if decade := match["decade"]:
            tens = _number(decade)
            if tens % 10 or tens > 90 or (not century and tens < 30):
                return None
            first = 100 * ((century or 20) - 1) + tens
            return _Found(match.end(), part_of_age(first, 10, match["tail"]), "explicit", says=False)
        if not match["century"] or "世" not in text:
            return None
        if self._text.startswith("以来", match.end()):
            return None
        tail = match["tail"]
        if not 10 < century < (22 if tail and tail[0] == "初" else 21):
            return None
        return _Found(match.end(), part_of_age(100 * (century - 1), 100, tail), "explicit", says=False)

    def _day_alone(self, match: re.Match[str]) -> _Found | None:
        """29日: the latest such day until the publication; in a list behind another day of the sentence, of its month."""
        number, today, text = _number(match["day"]), self._today, self._text
        before = text[match.start() - 1 : match.start()] if match.start() else ""
        if before in ("第", "每", "逢", "初", "近", "到", "个", "满", "约", "达", "超", "期", "用"):
            return None
        if before in ("、", "和", "至") and self._sentence and self._sentence.last.unit == DAY:
            moment = self._sentence.last._replace(day=number)
            return self._to_day(match.end(), moment, "context")
        month = month_of(today) if number <= today.day else month_of(today, -1)
        last = calendar.monthrange(month.year, month.number)[1]
        if number > last:
            month = month_of(dt.date(month.year, month.number, 1), -1)
        return self._to_day(match.end(), Moment(month.year, DAY, month.number, number), "relative")

    def _to_day(self, end: int, first: Moment, basis: Basis) -> _Found | None:
        """The day, or the days to another of its month: 18日至20日."""
        sign = TO_AGAIN.match(self._text, end)
        if sign and (again := DAY_AGAIN.match(self._text, sign.end())):
            last = first._replace(day=_number(again["day"]))
            if period_of(Stretch(first, last)):
                return _Found(again.end(), Stretch(first, last), basis)
        return _Found(end, single(first), basis) if period_of(single(first)) else None

    def _name(self, match: re.Match[str]) -> _Found | None:
        """2023中国…: a year that stands before a name."""
        start, text = match.start(), self._text
        year = int(match["year"])
        if match["document"] or (
            text[start - 1 : start] in ("", "\n") and abs(year - self._today.year) <= _TITLE_YEARS
        ):
            return _Found(match.end(), single(Moment(year)), "explicit", "name")
        is_named = text.startswith(("中国", "全国", "世界", "全球", "国际", "亚洲"), match.end())
        if not is_named and text[max(0, start - 1) : start] not in ("“", '"', "《", "「", "『"):
            return None
        return _Found(match.end(), single(Moment(year)), "explicit", "name")

    _others: ClassVar = (
        (PLAN, _plan),
        (BACK, _back),
        (AHEAD, _ahead),
        (HALF_A_YEAR, _half_a_year),
        (OLD_YEAR, _old_year),
        (WEEK, _week),
        (FEAST, _feast),
        (SEASON, _season_word),
        (WORD, _word),
        (DECADE, _decade),
        (DAY_ALONE, _day_alone),
        (NAME_YEAR, _name),
    )
    """What is tried where no year and no part of one stands, in this order."""

    # --- roles -----------------------------------------------------------------------------------------------------

    def _role(self, start: int, found: _Found) -> Role:
        text, end = self._text, found.end
        if found.role != "date":
            return found.role
        if self._in_title:
            return "name"
        before = text[start - 1] if start else ""
        if before in '“"「『' and before and IN_NAME.match(text, end):
            return "name"
        if text[end - 1] == "度":
            if text[end : end + 1] in ("“", '"', "「"):
                return "name"
            if text[end - 2] == "年" and IN_PRIZE.match(text, end):
                return "name"
        left = text[max(0, start - 4) : start]
        if left and (COMPARED.search(left) or (WITH.search(left) and WITH_AFTER.match(text, end))):
            return "base"
        if self._base_end >= 0 and text[self._base_end : start] in ("、", "和", "与", "及", ",", "以及", "或"):
            return "base"
        if TIMES.match(text, end) or BASIS_AFTER.match(text, end) or (IS.search(left) and TIMES_OF.match(text, end)):
            return "base"
        if (text[end - 1] in "来來" or text[start] in "近过最" or text.startswith("至今", end - 2)) and RECORD.match(
            text, end
        ):
            return "window"
        later = SINCE_LATER.match(text, end)
        if later and RECORD.match(text, later.end()):
            return "window"
        return "date"


def _period(found: _Found) -> Period | None:
    if found.side == "from":
        return open_from(found.stretch.first)
    if found.side == "untold":
        return parse_period("")
    return open_until(found.stretch.last) if found.side else period_of(found.stretch)


def _season(year: int, name: str) -> Stretch:
    if name == "冬":
        return Stretch(Moment(year, MONTH, 12), Moment(year + 1, MONTH, 2))
    first, last = SEASONS[name]
    return months(year, first, last)
