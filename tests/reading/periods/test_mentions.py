"""Period mentions: examples, what is planted comes back, nothing hostile is slow or raises."""

import datetime as dt
import time
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measuring import CHECKOUT

from flows.domain.period import parse_period
from flows.reading.catalogue import EXPRESSIONS
from flows.reading.periods import mentions as reading
from flows.vocabulary import load_vocabulary
from flows.vocabulary.folding import fold

EXAMPLES = [example for rule in EXPRESSIONS.values() for example in (*rule.reads, *rule.never)]
PUBLISHED = dt.date(2024, 6, 15)
find_periods = partial(reading.find_periods, vocabulary=load_vocabulary(CHECKOUT / "dbt/seeds"))


def _read(text: str, published_on: dt.date = PUBLISHED) -> tuple[str, ...]:
    return tuple(
        f"{text[mention.start : mention.end]}={mention.period.text}"
        + (f" {mention.role}" if mention.role != "date" else "")
        for mention in find_periods(fold(text), published_on)
    )


@pytest.mark.parametrize(("text", "published_on", "mentions"), EXAMPLES)
def test_examples(text, published_on, mentions):
    assert _read(text, dt.date.fromisoformat(published_on)) == mentions


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("2024年", "explicit"),
        ("去年", "relative"),
        ("1958年建厂。同年投产", "context"),
        ("2023年12月。8月", "context"),
        ("8月", "relative"),
    ],
)
def test_the_basis_says_what_the_year_rests_on(text, basis):
    assert find_periods(text, PUBLISHED)[-1].basis == basis


def test_what_a_sentence_says_of_long_ago_is_forgotten_with_it():
    assert _read("2023年增长5%。\n项目于2011年5月30日并网。\n年末人口31万。")[-1] == "年末=2023"


def test_a_byline_dates_nothing_in_the_article():
    assert _read("西部周刊 2025年1月22日\n全年生产总值增长5%", dt.date(2025, 1, 22))[-1] == "全年=2024"


@pytest.mark.parametrize(
    ("text", "period"),
    [("2月30日", ()), ("2019年2月29日", ()), ("2020年2月29日", ("2020年2月29日=2020-02-29",)), ("13月", ()), ("0月", ()),
     ("2024年前十三个月", ("2024年=2024",)), ("2024年11月至3月", ("2024年11月至3月=2024-11/2025-03",))],
)  # fmt: skip
def test_days_that_no_calendar_has_are_not_reported(text, period):
    assert _read(text) == period


_FILLER = st.text(alphabet="嘉峪关市规上工业增加值实现增长,。投资额", max_size=12).map(lambda text: f"市{text}市")


@st.composite
def _planted(draw: st.DrawFn) -> tuple[str, str]:
    """An expression that prints its year, and its period."""
    year = draw(st.integers(1950, 2035))
    printed = draw(st.sampled_from([str(year), "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))]))
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, 28))
    quarter = draw(st.integers(1, 4))
    later = draw(st.integers(year, 2040))
    last = draw(st.integers(month, 12))
    to = draw(st.sampled_from(["至", "到", "—", "-", "~", "–"]))
    cn_quarter = "一二三四"[quarter - 1]
    choices = [
        (f"{printed}年", f"{year}"),
        (f"{printed}年底", f"{year}"),
        (f"{printed}年度", f"{year}"),
        (f"{printed}年{month}月", f"{year}-{month:02}"),
        (f"{printed}年{month}月末", f"{year}-{month:02}"),
        (f"{printed}年{month}月{day}日", f"{year}-{month:02}-{day:02}"),
        (f"{year}-{month:02}-{day:02}", f"{year}-{month:02}-{day:02}"),
        (f"{printed}年上半年", f"{year}-S1"),
        (f"{printed}年下半年", f"{year}-S2"),
        (f"{printed}年第{cn_quarter}季度", f"{year}-Q{quarter}"),
        (f"{printed}年{quarter}季度", f"{year}-Q{quarter}"),
        (f"{printed}年前{month}个月", f"{year}-01/{year}-{month:02}" if month > 1 else f"{year}-01"),
        (f"{printed}年前三季度", f"{year}-Q1/{year}-Q3"),
        (f"民国{year - 1911}年", f"{year}"),
    ]
    if last > month:
        choices.append((f"{printed}年{month}{to}{last}月", f"{year}-{month:02}/{year}-{last:02}"))
        choices.append((f"{printed}年{month}月{to}{last}月", f"{year}-{month:02}/{year}-{last:02}"))
    if later > year:
        choices.append((f"{printed}年{to}{later}年", f"{year}/{later}"))
        choices.append((f"{year}{to}{later}年", f"{year}/{later}"))
    return draw(st.sampled_from(choices))


@given(before=_FILLER, planted=_planted(), after=_FILLER)
def test_a_planted_period_comes_back(before, planted, after):
    expression, period = planted
    (mention,) = find_periods(before + expression + after, PUBLISHED)
    assert (mention.start, mention.end) == (len(before), len(before) + len(expression))
    assert mention.period == parse_period(period)
    assert mention.basis == "explicit"


@given(
    text=st.text(
        alphabet="0123456789一二三十〇年月日季度上下半前去今同期近来以至到—-、,。“”《》比较的末底全", max_size=40
    )
    | st.lists(st.sampled_from(sum(((text, *text) for text, _, _ in EXAMPLES), ())), max_size=8).map("".join)
    | st.text(max_size=100),
    published_on=st.dates(dt.date(1900, 1, 1), dt.date(2900, 1, 1)),
)
def test_any_text_has_ordered_and_disjoint_mentions(text, published_on):
    folded = fold(text)
    at = 0
    for mention in find_periods(folded, published_on):
        assert at <= mention.start < mention.end <= len(folded)
        at = mention.end
        assert mention.period == parse_period(mention.period.text)
        assert mention.period.text or text[mention.start : mention.end] in ("最近", "近期")
        assert mention.role in ("date", "base", "window", "name")


@pytest.mark.parametrize(
    "published_on", [dt.date.min, dt.date(1000, 1, 31), dt.date(2024, 2, 29), dt.date(2999, 12, 31), dt.date.max]
)
def test_no_day_of_publication_is_too_strange(published_on):
    for text, _, mentions in EXAMPLES:
        assert not mentions or find_periods(fold(text), published_on) is not None


@pytest.mark.parametrize(
    "unit",
    [
        "年",
        "7",
        "月",
        "2024年",
        "十",
        "1月",
        "1至",
        "去年",
        "同期",
        "《",
        "“十四五",
        "2018年成立",
        "近3",
        "“2023中国",
        "较",
        "1/2/",
        "1/2",
        "1-2-20",
        "2010 01 ",
        "2008.03-",
        "三三年",
        "上周",
        "半",
        "五一",
        "3年后",
        "在300年",
        "7月上旬至",
        "\n2023年画",
    ],
)
def test_hostile_runs_take_time_in_proportion(unit):
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        begin = time.process_time()
        find_periods(text, PUBLISHED)
        return time.process_time() - begin

    assert seconds(80_000) < 12 * seconds(20_000) + 0.2
