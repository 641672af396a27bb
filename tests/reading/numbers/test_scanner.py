"""Every figure of a text is found, with its value, its span and the reason why it can be no claim."""

import string
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from test_numerals import han

from flows.reading.numbers.examples import EXAMPLES
from flows.reading.statements.answers import figure_answer
from flows.vocabulary.folding import fold
from flows.vocabulary.lists import WordList


def said(figure, text):
    """The figure as the examples print it."""
    value = "" if figure.low is None else f"{figure.low.normalize():f}"
    value += "" if figure.high is None else f"..{figure.high.normalize():f}"
    return text[figure.start : figure.end], value, figure.unit, figure.bound, figure.reason


@pytest.mark.parametrize(("text", "stated"), EXAMPLES.items())
def test_examples(scanner, text, stated):
    assert [said(figure, text) for figure in scanner.scan(fold(text))] == stated


def test_an_ordinary_word_counts_nothing(vocabulary, scanner):
    for word in vocabulary.words(WordList.ORDINARY_WORDS):
        assert all(figure.reading == "not_a_claim" for figure in scanner.scan(fold(f"我们{word}的"))), word


def test_the_two_ends_of_a_range_have_spans_of_their_own(scanner):
    text = "给予50万至100万元扶持"
    (figure,) = scanner.scan(fold(text))
    assert (text[figure.start : figure.low_end], text[figure.high_start : figure.end]) == ("50万", "100万元")


_AROUND = st.sampled_from(["", "全市", "实现产值", "规上工业增加值增长", "。", "，其中", "（", "“"])
_AFTER = st.sampled_from(["", "。", "，同比", "、", "）", "”", "的"])
_UNITS = {
    "元": "元", "亿元": "元", "万吨": "吨", "%": "%", "个百分点": "个百分点", "家": "家", "平方公里": "平方公里", "万千瓦时": "千瓦时",
    "倍": "倍", "兆瓦": "兆瓦", "万人次": "人次",
}  # fmt: skip
_SCALES = {"亿元": 10**8, "万吨": 10**4, "万千瓦时": 10**4, "万人次": 10**4}
_WIDE = str.maketrans(string.digits + ".,%", "０１２３４５６７８９．，％")


@given(
    before=_AROUND, after=_AFTER, unit=st.sampled_from(list(_UNITS)), wide=st.booleans(), grouped=st.booleans(),
    number=st.decimals(min_value=0, max_value=10**9, places=2),
)  # fmt: skip
def test_planted_digits_come_back(scanner, before, after, unit, wide, grouped, number):
    printed = f"{number:,}" if grouped else str(number)
    planted = (printed + unit).translate(_WIDE) if wide else printed + unit
    text = before + planted + after
    (figure,) = scanner.scan(fold(text))
    assert (figure.start, figure.end, figure.reading) == (len(before), len(before) + len(planted), "unread")
    assert (figure.low, figure.unit) == (number * _SCALES.get(unit, 1), _UNITS[unit])


@given(
    before=st.sampled_from(["全市实现", "产值", "，其中", "突破"]), after=_AFTER,
    unit=st.sampled_from(["元", "吨", "家", "千瓦时", "户", "个百分点"]), number=st.integers(21, 10**12),
)  # fmt: skip
def test_planted_chinese_numerals_come_back(scanner, before, after, unit, number):
    text = before + han(number) + unit + after
    (figure,) = scanner.scan(fold(text))
    assert (figure.start, figure.end) == (len(before), len(before) + len(han(number) + unit))
    assert (figure.low, figure.unit) == (number, unit)


@given(
    low=st.integers(1, 5000), more=st.integers(1, 5000), sign=st.sampled_from(["—", "–", "~", "～", "至", "到", "-"]),
    unit=st.sampled_from(["%", "家", "亿元", "个百分点"]), twice=st.booleans(),
)  # fmt: skip
def test_a_planted_range_comes_back(scanner, low, more, sign, unit, twice):
    text = f"增长{low}{unit if twice else ''}{sign}{low + more}{unit}左右"
    (figure,) = scanner.scan(fold(text))
    scale = 10**8 if unit == "亿元" else 1
    assert (figure.low, figure.high, figure.bound) == (low * scale, (low + more) * scale, "approx")
    assert text[figure.start : figure.end] == text[2:-2]


_ALPHABET = (
    "0123456789０９.,%+-—~/:()“”。，、\n 一二两三十百千万亿兆零〇点分之第半数几余多来个家元吨年月日时成倍翻番"
    "强级期号前首位近超约以上至到和负年GaWh#@兩億萬餘"
)


@given(st.text(_ALPHABET, max_size=40) | st.text(max_size=60))
@example("0W~0%")  # a range of two units: unread, and with its reason
def test_any_text_gives_ordered_disjoint_figures_that_cover_its_digits(scanner, text):
    figures = scanner.scan(fold(text))
    at = 0
    for figure in figures:
        assert at <= figure.start < figure.end <= len(text)
        assert figure.start < figure.low_end <= figure.end
        assert figure.start <= figure.high_start < figure.end
        assert figure.head <= figure.start
        assert figure.end <= figure.tail
        assert figure.low is None or figure.low.is_finite()
        assert bool(figure.reason) == (figure.reading == "not_a_claim" or figure.reason == "unclear range")
        at = figure.end
        figure_answer(figure, text)
    covered = {at for figure in figures for at in range(figure.start, figure.end)}
    assert not [at for at, char in enumerate(fold(text)) if char in string.digits and at not in covered]


def test_figures_of_a_text_do_not_depend_on_the_texts_before(scanner):
    text = fold("、".join(EXAMPLES))
    assert scanner.scan(text) == scanner.scan(text)


@pytest.mark.parametrize(
    "hostile",
    [
        "1",
        "亿",
        "一",
        "1,",
        "1,1,1,",
        "(",
        "（一",
        "1万",
        "十 ",
        "a1",
        "1-",
        "-1",
        "翻",
        "“一",
        "第",
        "1 ",
        "分之",
        "http://",
        "@",
        "1又",
        "1^",
        "1e1 ",
        "1 1/",
        "大于1小于2",
        "比1大",
        "7万 5千 ",
        "半年",
        "二分",
    ],
)
def test_hostile_text_takes_linear_time(scanner, hostile):
    assert len(scanner.scan(fold(hostile * 20_000))) <= 60_000


def test_fractions_have_the_precision_of_a_claim(scanner):
    (figure,) = scanner.scan("三分之二")
    assert abs(figure.low - Decimal(2) / 3) < Decimal("1e-20")
