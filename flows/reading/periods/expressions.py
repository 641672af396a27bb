"""Expressions of time other than years and their parts: 本周, 近五年, "十四五"期间, 去年冬天, 90年代, 国庆节, 29日."""

import calendar
import datetime as dt
import re
from typing import Final

from flows.reading.numbers.numerals import read_count
from flows.reading.periods import examples
from flows.reading.periods.calendar import season, until_now
from flows.reading.periods.found import Basis, Expression, Found, Role, Words
from flows.reading.periods.moments import (
    DAY,
    HALF,
    MONTH,
    QUARTER,
    Moment,
    Stretch,
    day_of,
    days_from,
    month_of,
    part_of_age,
    part_of_month,
    period_of,
    single,
    years,
)
from flows.reading.periods.numeric_dates import NUMERIC_DATE, is_alone
from flows.reading.periods.said import Said
from flows.reading.periods.words import (
    AHEAD,
    BACK,
    CLAUSE_OPENS,
    DAY_AGAIN,
    DAY_ALONE,
    DECADE,
    FEAST,
    FEAST_NAMES,
    FEASTS,
    FEASTS_ALONE,
    HALF_A_YEAR,
    JUST_DURATION,
    MONTH_TAIL,
    NAME_YEAR,
    OLD_YEAR,
    SEASON,
    TO_AGAIN,
    WEEK,
    PeriodWords,
)

_TITLE_YEARS: Final = 15
"""Years that may lie between publication and a year that opens a line (2023兰州马拉松…)."""


def _plan(said: Said, match: re.Match[str]) -> Found | None:
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
    first = said.words.plans[name]
    stretch = years(first, first + 4)
    if match["end"]:
        stretch = years(first + 4, first + 4)
    elif match["begin"]:
        stretch = years(first, first)
    elif match["first"]:
        stretch = years(first, first + min(read_count(match["first"]), 5) - 1)
    elif match["since"] and first <= said.today.year <= first + 9:
        stretch = until_now(said, Moment(first))
    if tail:
        return Found(match.end(), stretch, "explicit")
    follows = said.text[match.end() : match.end() + 1]
    role: Role = "date" if follows in (",", "全", "累", "我") and "划" not in match[0] else "name"
    return Found(match.end(), stretch, "explicit", role)


def _back(said: Said, match: re.Match[str]) -> Found | None:
    """近两年, 五年来, 三年前, 近6个月; durations (五年, 历时近三年) are none."""
    near, tail, text = match["near"], match["tail"], said.text
    count, today = read_count(match["count"]), said.today
    if (not near and not tail) or (near and tail in ("前", "以前", "之前")) or (tail and tail[-1] in "后後" and near):
        return None
    if match["half"] or match["about"] or (tail and tail[-1] in "后後"):
        return _away(said, match)
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
        return Found(match.end(), Stretch(month_of(today, -count), month_of(today, -1)), "relative", says=False)
    if tail in ("前", "以前", "之前"):
        return Found(match.end(), single(Moment(today.year - count)), "relative", says=False) if count <= 60 else None
    if not near and count == 1:
        return (
            Found(match.end(), single(Moment(today.year - 1)), "relative", says=False)
            if today.month <= 6 and tail in ("来", "以来")
            else None
        )
    last = today.year - 1
    if not near and today.month >= 7:
        last = today.year
    return Found(match.end(), years(today.year - count, last), "relative", says=False)


def _away(said: Said, match: re.Match[str]) -> Found | None:
    """三年后, 一年半前, 二十几年前: counted from the year that was spoken of in the paragraph, else from the publication."""
    if match["near"] or match["unit"] != "年" or not match["tail"]:
        return None
    count, is_after, is_before = read_count(match["count"]), match["tail"][-1] in "后後", match["tail"][-1] == "前"
    if said.text[match.start() - 1 : match.start()] in ("至", "到", "—", "-", "~", "、", "第", "满", "每", "近"):
        return None
    if match["half"]:
        if match["about"] or not (is_after or is_before) or count > 60:
            return None
        by = (12 * count + 6) * (1 if is_after else -1)
        return Found(match.end(), single(month_of(said.today, by)), "relative", says=False)
    if match["about"]:
        if not is_before or count % 10 or count > 90:
            return None
        return Found(match.end(), years(said.today.year - count - 10, said.today.year - count), "relative", says=False)
    context = said.last if said.sentence or said.paragraph else None
    year = (context.last.year if context else said.today.year) + count
    return (
        Found(match.end(), single(Moment(year)), "context" if context else "relative", says=False)
        if count <= 60
        else None
    )


def _ahead(said: Said, match: re.Match[str]) -> Found | None:
    count = read_count(match["count"])
    if match["unit"] != "年":
        stretch = Stretch(month_of(said.today, 1), month_of(said.today, count))
        return Found(match.end(), stretch, "relative", says=False)
    first = said.today.year + (said.today.month > 3)
    return Found(match.end(), years(first, first + count - 1), "relative", says=False)


def _half_a_year(said: Said, match: re.Match[str]) -> Found | None:
    """近半年, 半年来, 未来半年, 半年内, 半月以后."""
    end, today = match.end(), said.today
    if said.text[match.start() - 1 : match.start()] in (
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
        return Found(end, Stretch(month_of(today, -6), month_of(today, -1)), "relative", says=False)
    if match["ahead"] or match["within"]:
        return Found(end, Stretch(month_of(today, 1), month_of(today, 6)), "relative", says=False)
    begin = single(day_of(today + dt.timedelta(15)))
    return Found(end, begin, "relative", role="window", says=False, side="from")


def _old_year(said: Said, match: re.Match[str]) -> Found | None:
    """公元789年, 在789年; 在113年 is rather a year of the Republic, or a duration."""
    year, start = int(match["ad"] or match["event"] or match["plain"]), match.start()
    if match["ad"] is None and 90 <= year < 130:
        return None
    if match["plain"] and start > 1 and said.text[start - 2] not in CLAUSE_OPENS:
        return None
    return Found(match.end(), single(Moment(year)), "explicit", says=False)


def _week(said: Said, match: re.Match[str]) -> Found | None:
    """本周, 上周三: from Monday to Sunday, or a day."""
    before = said.text[match.start() - 1 : match.start()]
    if before and before in "以历史会台场班桌路街手车马地北商西东南晚早每网线图海身基成资日根剧脸墙":
        return None
    by = {"上": -1, "下": 1}.get(match["which"][0], 0) * len(match["which"])
    monday = said.today - dt.timedelta(said.today.weekday() - 7 * by)
    if match["end"]:
        return Found(match.end(), days_from(monday + dt.timedelta(5), monday + dt.timedelta(6)), "relative", says=False)
    if day := match["day"]:
        moment = day_of(monday + dt.timedelta("一二三四五六日天".index(day) - (day == "天")))
        return Found(match.end(), single(moment), "relative")
    return Found(match.end(), days_from(monday, monday + dt.timedelta(6)), "relative", says=False)


def _feast(said: Said, match: re.Match[str]) -> Found | None:
    """国庆节, 五一当天: of the year of the sentence, else the latest of its name."""
    name, text = match[0].removesuffix(match["day"] or ""), said.text
    if name not in FEASTS and not match["day"] and not is_alone(text, match.start(), match.end()):
        return None
    if text[match.end() : match.end() + 1] in FEAST_NAMES:
        return None
    month, day = FEASTS.get(name) or FEASTS_ALONE[name]
    today = said.today
    if said.sentence:
        return Found(match.end(), single(Moment(said.sentence.last.year, DAY, month, day)), "context", says=False)
    year = today.year - ((month, day) > (today.month, today.day))
    return Found(match.end(), single(Moment(year, DAY, month, day)), "relative", says=False)


def _season_word(said: Said, match: re.Match[str]) -> Found | None:
    year, month = said.today.year, said.today.month
    if match["season"] is None:
        return Found(match.end(), Stretch(Moment(year - 1, MONTH, 12), Moment(year, MONTH, 5)), "relative")
    year += {"去": -1, "今": 0, "明": 1}[match["year"]]
    if match["season"] == "冬":
        year -= match["year"] == "今" and month <= 4
    return Found(match.end(), season(year, match["season"]), "relative")


def _now(said: Said, match: re.Match[str]) -> Found | None:
    if said.text[match.end() : match.end() + 1] in ("年", "后", "後", "日", "线", "期", "天", "生"):
        return None
    return Found(match.end(), single(month_of(said.today)), "relative", says=False)


def _untold(said: Said, match: re.Match[str]) -> Found | None:
    if said.text[match.end() : match.end() + 1] in ("的", "一", "几", "距", "点", "邻", "似"):
        return None
    return Found(match.end(), single(month_of(said.today)), "relative", role="window", says=False, side="untold")


def _year_to_date(said: Said, match: re.Match[str]) -> Found | None:
    return Found(match.end(), until_now(said, Moment(said.today.year)), "relative")


def _this_year_and_next(said: Said, match: re.Match[str]) -> Found | None:
    return Found(match.end(), years(said.today.year, said.today.year + 1), "relative", says=False)


def _since_event(said: Said, match: re.Match[str]) -> Found | None:
    said.uses_now = True
    return Found(match.end(), years(said.words.distances[match[0]], said.today.year), "explicit", says=False)


def _month_from_now(said: Said, match: re.Match[str]) -> Found | None:
    offset = said.words.distances[match[0]]
    near = said.sentence or said.paragraph
    if offset == -1 and near and near.last.unit == MONTH:
        return Found(match.end(), single(month_of(dt.date(near.last.year, near.last.number, 1), -1)), "context")
    return _perhaps_day(said, match.end(), month_of(said.today, offset), "relative")


def _month_spoken_of(said: Said, match: re.Match[str]) -> Found | None:
    context = said.last
    base = dt.date(context.last.year, min(12, context.last.last_month), 1) if context else said.today
    month = month_of(base, said.words.distances[match[0]])
    return _perhaps_day(said, match.end(), month, "context" if context else "relative")


def _quarter(said: Said, match: re.Match[str]) -> Found | None:
    context = said.context if said.words.kinds[match[0]] == "quarter_from_context" else None
    today = said.today
    year, month = (context.last.year, context.last.last_month) if context else (today.year, today.month)
    index = year * 4 + (month - 1) // 3 + said.words.distances[match[0]]
    quarter = Moment(index // 4, QUARTER, index % 4 + 1)
    return Found(match.end(), single(quarter), "context" if context else "relative")


def _half(said: Said, match: re.Match[str]) -> Found | None:
    index = said.today.year * 2 + (said.today.month > 6) + said.words.distances[match[0]]
    return Found(match.end(), single(Moment(index // 2, HALF, index % 2 + 1)), "relative")


def _half_month(said: Said, match: re.Match[str]) -> Found | None:
    third = "上半月" if said.words.distances[match[0]] == 0 else "下半月"
    stretch = part_of_month(said.today.year, said.today.month, third)
    return Found(match.end(), stretch, "relative", says=False)


def _day_from_now(said: Said, match: re.Match[str]) -> Found | None:
    word, end, text = match[0], match.end(), said.text
    follows = text[end : end + 1]
    if word[-1] == "天" and follows in tuple("津水天数气氣然山下空才性生"):
        return None
    if text.startswith(("头条", "看点", "导读", "视点"), end):
        return None
    if word in ("今天", "今日") and follows in ("的", "之"):
        return Found(end, single(month_of(said.today)), "relative", says=False)
    return Found(end, single(day_of(said.today + dt.timedelta(said.words.distances[word]))), "relative")


def _day_spoken_of(said: Said, match: re.Match[str]) -> Found | None:
    return Found(match.end(), single(said.day), "context") if said.day else None


def _perhaps_day(said: Said, end: int, month: Moment, basis: Basis) -> Found:
    if day := DAY_AGAIN.match(said.text, end):
        moment = Moment(month.year, DAY, month.number, read_count(day["day"]))
        if period_of(single(moment)):
            return Found(day.end(), single(moment), basis)
    tail = MONTH_TAIL.match(said.text, end)
    if tail and tail[0][-1] in "旬月":
        return Found(tail.end(), part_of_month(month.year, month.number, tail[0]), basis)
    return Found(tail.end() if tail else end, single(month), basis)


def _decade(said: Said, match: re.Match[str]) -> Found | None:
    text = match[0]
    century = 20 if match["last"] else read_count(match["century"]) if match["century"] else 0
    if decade := match["decade"]:
        tens = read_count(decade)
        if tens % 10 or tens > 90 or (not century and tens < 30):
            return None
        first = 100 * ((century or 20) - 1) + tens
        return Found(match.end(), part_of_age(first, 10, match["tail"]), "explicit", says=False)
    if not match["century"] or "世" not in text:
        return None
    if said.text.startswith("以来", match.end()):
        return None
    tail = match["tail"]
    if not 10 < century < (22 if tail and tail[0] == "初" else 21):
        return None
    return Found(match.end(), part_of_age(100 * (century - 1), 100, tail), "explicit", says=False)


def _day_alone(said: Said, match: re.Match[str]) -> Found | None:
    """29日: the latest such day until the publication; in a list behind another day of the sentence, of its month."""
    number, today, text = read_count(match["day"]), said.today, said.text
    before = text[match.start() - 1 : match.start()] if match.start() else ""
    if before in ("第", "每", "逢", "初", "近", "到", "个", "满", "约", "达", "超", "期", "用"):
        return None
    if before in ("、", "和", "至") and said.sentence and said.sentence.last.unit == DAY:
        moment = said.sentence.last._replace(day=number)
        return _to_day(said, match.end(), moment, "context")
    month = month_of(today) if number <= today.day else month_of(today, -1)
    last = calendar.monthrange(month.year, month.number)[1]
    if number > last:
        month = month_of(dt.date(month.year, month.number, 1), -1)
    return _to_day(said, match.end(), Moment(month.year, DAY, month.number, number), "relative")


def _to_day(said: Said, end: int, first: Moment, basis: Basis) -> Found | None:
    """The day, or the days to another of its month: 18日至20日."""
    sign = TO_AGAIN.match(said.text, end)
    if sign and (again := DAY_AGAIN.match(said.text, sign.end())):
        last = first._replace(day=read_count(again["day"]))
        if period_of(Stretch(first, last)):
            return Found(again.end(), Stretch(first, last), basis)
    return Found(end, single(first), basis) if period_of(single(first)) else None


def _name(said: Said, match: re.Match[str]) -> Found | None:
    """2023中国…: a year that stands before a name."""
    start, text = match.start(), said.text
    year = int(match["year"])
    if match["document"] or (text[start - 1 : start] in ("", "\n") and abs(year - said.today.year) <= _TITLE_YEARS):
        return Found(match.end(), single(Moment(year)), "explicit", "name")
    is_named = text.startswith(("中国", "全国", "世界", "全球", "国际", "亚洲"), match.end())
    if not is_named and text[max(0, start - 1) : start] not in ("“", '"', "《", "「", "『"):
        return None
    return Found(match.end(), single(Moment(year)), "explicit", "name")


def _word(words: PeriodWords) -> re.Pattern[str]:
    return words.word


EXPRESSIONS: Final[tuple[Expression | Words, ...]] = (
    NUMERIC_DATE,
    Expression(
        "period.plan",
        "A five-year plan is its five years, or the part of them that follows; where only its name stands, a name.",
        *examples.PLAN,
        pattern=lambda words: words.plan,
        does=_plan,
    ),
    Expression(
        "period.back",
        "近两年, 五年来 and 三年前 count whole years, or months, back from the publication.",
        *examples.BACK,
        pattern=lambda _: BACK,
        does=_back,
    ),
    Expression(
        "period.ahead",
        "未来三年 counts years or months on from the publication.",
        *examples.AHEAD,
        pattern=lambda _: AHEAD,
        does=_ahead,
    ),
    Expression(
        "period.half_a_year",
        "近半年, 半年来 and 未来半年 are the six months before or after the month of publication.",
        *examples.HALF_A_YEAR,
        pattern=lambda _: HALF_A_YEAR,
        does=_half_a_year,
    ),
    Expression(
        "period.old_year",
        "A year of three digits stands behind 公元, or behind what happened in it.",
        *examples.OLD_YEAR,
        pattern=lambda _: OLD_YEAR,
        does=_old_year,
    ),
    Expression(
        "period.week",
        "本周 is from Monday to Sunday, 上周三 a day of such a week.",
        *examples.WEEK,
        pattern=lambda _: WEEK,
        does=_week,
    ),
    Expression(
        "period.feast",
        "A feast is its day in the year spoken of, else the latest of its name.",
        *examples.FEAST,
        pattern=lambda _: FEAST,
        does=_feast,
    ),
    Expression(
        "period.season",
        "今春 is three months of that year; 去冬今春 goes from December to May.",
        *examples.SEASON,
        pattern=lambda _: SEASON,
        does=_season_word,
    ),
    Words(
        _word,
        {
            Expression(
                "period.now",
                "目前 and 截至目前 mean the month of publication.",
                *examples.NOW,
                pattern=_word,
                does=_now,
            ): ("now",),
            Expression(
                "period.untold",
                "最近 and 近期 name a time whose days nobody can tell.",
                *examples.UNTOLD,
                pattern=_word,
                does=_untold,
            ): ("untold",),
            Expression(
                "period.year_to_date",
                "开年以来 is from January to the month of publication.",
                *examples.YEAR_TO_DATE,
                pattern=_word,
                does=_year_to_date,
            ): ("year_to_date",),
            Expression(
                "period.this_year_and_next",
                "今明两年 is the year of publication with the next.",
                *examples.THIS_YEAR_AND_NEXT,
                pattern=_word,
                does=_this_year_and_next,
            ): ("this_year_and_next",),
            Expression(
                "period.since_event",
                "改革开放以来 is from the year of that event to the year of publication.",
                *examples.SINCE_EVENT,
                pattern=_word,
                does=_since_event,
            ): ("since",),
            Expression(
                "period.month_from_now",
                "上月 and 本月 count from the month of publication, 上月 from the month spoken of where there is one.",
                *examples.MONTH_FROM_NOW,
                pattern=_word,
                does=_month_from_now,
            ): ("month_from_now",),
            Expression(
                "period.month_spoken_of",
                "当月 is the month that was spoken of, 次月 the one after it.",
                *examples.MONTH_SPOKEN_OF,
                pattern=_word,
                does=_month_spoken_of,
            ): ("month_from_context",),
            Expression(
                "period.quarter",
                "上季度 counts from the quarter of publication; 当季 is the quarter spoken of.",
                *examples.QUARTER,
                pattern=_word,
                does=_quarter,
            ): ("quarter_from_now", "quarter_from_context"),
            Expression(
                "period.half",
                "上个半年 counts from the half year of publication.",
                *examples.HALF,
                pattern=_word,
                does=_half,
            ): ("half_from_now",),
            Expression(
                "period.half_month",
                "上半月 without a month is half of the month of publication.",
                *examples.HALF_MONTH,
                pattern=_word,
                does=_half_month,
            ): ("half_month",),
            Expression(
                "period.day_from_now",
                "昨日 and 后天 count from the day of publication.",
                *examples.DAY_FROM_NOW,
                pattern=_word,
                does=_day_from_now,
            ): ("day_from_now",),
            Expression(
                "period.day_spoken_of",
                "当天 is the day that was spoken of last.",
                *examples.DAY_SPOKEN_OF,
                pattern=_word,
                does=_day_spoken_of,
            ): ("day_from_context",),
        },
    ),
    Expression(
        "period.decade",
        "90年代 is ten years and 20世纪初 a part of a century.",
        *examples.DECADE,
        pattern=lambda _: DECADE,
        does=_decade,
    ),
    Expression(
        "period.day",
        "29日 without a month is the latest such day until the publication, or of the month of the day before it.",
        *examples.DAY,
        pattern=lambda _: DAY_ALONE,
        does=_day_alone,
    ),
    Expression(
        "period.name_year",
        "A year right before a name (2023中国…, 〔2023〕17号) is part of the name.",
        *examples.NAME_YEAR,
        pattern=lambda _: NAME_YEAR,
        does=_name,
    ),
)
"""Expressions that are tried, in this order, where no year and no part of a year stands."""
RULES: Final[tuple[Expression, ...]] = tuple(
    rule for entry in EXPRESSIONS for rule in (entry.rules if isinstance(entry, Words) else (entry,))
)
"""The rules that stand here, and the one for dates in figures."""
