"""Period mentions of an article: 2024年1月至9月, 去年上半年, 前三季度, 截至目前, "十四五"期间.

What it reads stands in ``examples.py``; a new wording starts there.
"""

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from flows.domain.period import Period, parse_period
from flows.domain.reading import KnownTo, PeriodMention
from flows.reading.periods.calendar import dated
from flows.reading.periods.expressions import EXPRESSIONS
from flows.reading.periods.found import Expression, Found, Words
from flows.reading.periods.moments import (
    DAY,
    MONTH,
    Moment,
    open_from,
    open_until,
    period_of,
    single,
)
from flows.reading.periods.roles import role_of
from flows.reading.periods.said import Said
from flows.reading.periods.words import (
    BEFORE,
    CLAUSE_OPENS,
    HEAD,
    NO_NUMERAL_BEFORE,
    NUMERALS,
    RECURRING,
    REPORTED,
    PeriodWords,
    period_words_of,
)
from flows.reading.text.rule import Rule
from flows.vocabulary import Vocabulary

_FIRST_DAY: Final = dt.date(1001, 1, 1)
_LAST_DAY: Final = dt.date(2900, 1, 1)
"""Other days of publication are read as these: there is no press beyond."""

_NOW: Final = "period.now"
_OF_THE_MONTH: Final = frozenset(
    {_NOW, "period.month_from_now", "period.quarter", "period.half", "period.half_month", "period.half_a_year"}
)
"""Rules of expressions that are counted from the month of publication."""
_UNTOLD: Final = parse_period("")


def find_periods(
    folded: str, published_on: dt.date | None, vocabulary: Vocabulary, known_to: KnownTo = "day"
) -> list[PeriodMention]:
    """The period mentions of a folded text, in order of place and disjoint; offsets are code points of ``folded``.

    Times whose days nobody can tell (最近) are mentions with the empty period; so is all that is counted from the
    publication (今年, 目前, 至今) where nobody knows its day (``None``), and what is counted more finely than it is known
    (``known_to``). Linear in the length of ``folded``; knows no more
    of the article than its text up to the mention and the day it was published on.
    """
    today = min(max(published_on, _FIRST_DAY), _LAST_DAY) if published_on else None
    return list(_mentions(Said(folded, today, period_words_of(vocabulary), known_to)))


def _mentions(said: Said) -> Iterator[PeriodMention]:
    """Reads the text from its beginning to its end; 同年 and 8月 refer to the period that was said last."""
    text, at, base_end = said.text, 0, -1
    candidates = said.words.candidate
    while candidate := candidates.search(text, at):
        start = candidate.start()
        said.advance(start)
        said.uses_now = False
        read = None if _is_inside_word(text, start) else _find(said, start)
        if read is None:
            at = start + 1
            continue
        found, rule = read
        at = found.end
        is_told = said.is_dated or not (found.basis == "relative" or said.uses_now)
        if is_told and said.known_to != "day" and found.basis == "relative":
            found = _as_known(said.known_to, found, rule)
            is_told = found.side != "untold"
        period = _period(found) if is_told else _UNTOLD
        if period is None or (found.basis != "explicit" and text[max(0, start - 2) : start] in RECURRING):
            continue
        role = role_of(said, start, found, base_end)
        if start < HEAD and role in ("date", "name") and found.stretch.last.unit != DAY and REPORTED.match(text, at):
            said.reported = said.article = found.stretch
        if role == "base":
            base_end = at
            if (
                is_told
                and text.startswith(("去年", "去岁"), start)
                and said.sentence
                and said.sentence.last.year == found.stretch.last.year
            ):
                # a review printed in January: 2024年……比去年增长 means 2023
                period = period_of(found.stretch.shifted(-1)) or period
        elif role == "date" and found.says and is_told:
            if found.is_loose:
                said.loose = found.stretch
            said.say(found.stretch, opens=not start or text[start - 1] in CLAUSE_OPENS or text[at : at + 1] == ",")
        yield PeriodMention(start, at, period, role, found.basis, rule.name)


def _as_known(known_to: KnownTo, found: Found, rule: Rule) -> Found:
    """What is counted from a publication of which only month or year is known: 目前 is that year, 上周 nothing."""
    first, last = found.stretch
    if last.unit == DAY:
        is_month = known_to == "month" and first == last
        month = Moment(last.year, MONTH, last.number)
        return found._replace(stretch=single(month)) if is_month else found._replace(side="untold")
    if known_to == "month" or rule.name not in _OF_THE_MONTH:
        return found
    return found._replace(stretch=single(Moment(last.year))) if rule.name == _NOW else found._replace(side="untold")


def _is_inside_word(text: str, start: int) -> bool:
    """``True`` where the first character belongs to a word or number that began before it."""
    if not start:
        return False
    char, before = text[start], text[start - 1]
    if char.isdecimal():
        return (
            before == "第"
            or text.startswith("公元前", start - 3)
            or (before == "." and start > 1 and text[start - 2].isdecimal())
        )
    if char in NUMERALS:
        return before in NO_NUMERAL_BEFORE
    if char == "去":
        return before in "春夏失脱" or (
            before == "过" and text[max(0, start - 2) : start - 1] not in ("通", "经", "超", "不")
        )
    if char == "前":
        return before in "此之以提目当产工先" and text[max(0, start - 2) : start] != "目前"
    if char == "上":
        return before in "以线网海市桌马" and text[start : start + 2] in ("上年", "上月", "上季")
    return before in BEFORE.get(char, "")


@lru_cache(maxsize=2)
def _expressions(words: PeriodWords) -> tuple[tuple[re.Pattern[str], Expression | Words], ...]:
    """The expressions in the order in which they are tried, each with its pattern."""
    return tuple((entry.pattern(words), entry) for entry in EXPRESSIONS)


def _find(said: Said, start: int) -> tuple[Found, Rule] | None:
    """The stretch of time of the expression that begins at ``start``, and its rule; ``None`` if none begins there."""
    if found := dated(said, start):
        return found
    for pattern, entry in _expressions(said.words):
        if match := pattern.match(said.text, start):
            rule = entry.of(match, said.words)
            if resolved := rule.does(said, match):
                return resolved, rule
    return None


def _period(found: Found) -> Period | None:
    if found.side == "from":
        return open_from(found.stretch.first)
    if found.side == "untold":
        return _UNTOLD
    return open_until(found.stretch.last) if found.side else period_of(found.stretch)
