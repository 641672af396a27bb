"""Figures: number and unit, one or the two ends of a range."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading.numbers.figures import EXAMPLES, PrintedFigures, read_figure


@pytest.mark.parametrize(("text", "stated"), EXAMPLES.items())
def test_examples(vocabulary, text, stated):
    assert [(quantity.number, quantity.unit) for quantity in read_figure(text, vocabulary)] == [
        (Decimal(number), unit) for number, unit in stated
    ]


@pytest.mark.parametrize(
    "text",
    ["", " ", "元", "3到", "到4%", "3%到4%到5%", "3到4到5", "3元到4%", "1184亿元左右", "约1184亿元", "超1184亿元", "分之", "三分之", "分之一",
     "零分之一", "甲分之乙", "第", "-", "--3%", "3 4元5", "nan%", "1e5元", "٣元", "\0", "\ud800", "1" * 200 + "元"],
)  # fmt: skip
def test_faults_22_and_23_what_is_unclear_is_not_guessed(vocabulary, text):
    assert read_figure(text, vocabulary) == ()


def test_a_minus_before_a_long_number_rounds_nothing(vocabulary):
    (quantity,) = read_figure("-123456789012345678.123456789012元", vocabulary)
    assert str(quantity.number) == "-123456789012345678.123456789012"


def test_a_fraction_that_never_ends_has_six_decimals(vocabulary):
    assert str(read_figure("七分之999998亿亿", vocabulary)[0].number).partition(".")[2] == "857143"


_NUMBERS = st.decimals(min_value=0, max_value=10**9, places=3)
_UNITS = st.sampled_from(["元", "吨", "家", "%", "个百分点", "平方公里", "兆瓦", "万千瓦时", "亿元", "万吨"])


@given(number=_NUMBERS, unit=_UNITS)
def test_a_planted_figure_comes_back(vocabulary, number, unit):
    (quantity,) = read_figure(f"{number}{unit}", vocabulary)
    known = vocabulary.unit(unit)
    assert quantity.number == number * known.scale
    assert quantity.unit == known.word


@given(
    low=st.integers(1, 999),
    more=st.integers(1, 999),
    unit=_UNITS,
    sign=st.sampled_from(["—", "–", "~", "～", "至", "到", "-"]),
    twice=st.booleans(),
)
def test_a_planted_range_comes_back_as_its_two_ends(vocabulary, low, more, unit, sign, twice):
    known, high = vocabulary.unit(unit), low + more
    stated = read_figure(f"{low}{unit if twice else ''}{sign}{high}{unit}", vocabulary)
    assert [quantity.number for quantity in stated] == [low * known.scale, high * known.scale]
    assert {quantity.unit for quantity in stated} == {known.word}


IN_PLACE = [
    ("分别快1个和1.6个百分点", "1个", [("1", "个百分点"), ("1", "个")]),
    ("分别完成3.5、4.6亿元", "3.5", [("350000000", "元"), ("3.5", "")]),
    ("完成3.5亿元，增长7.3%", "7.3", [("7.3", "%")]),
    ("新增3至5万家", "3", [("30000", "家"), ("3", "")]),
    ("新增3至5万家", "5万家", [("50000", "家")]),
    ("完成新台币743亿元", "743亿元", [("74300000000", "新台币"), ("74300000000", "元")]),
    ("占全省近半，居首位", "半", [("50", "%")]),
    ("占全省近半，居首位", "首位", [("1", "位")]),
    ("指标 单位 绝对量\n粮食产量 万吨 56.2", "56.2", [("56.2", ""), ("562000", "吨")]),
    ("三十六单落笔\n集中签约36个，投资36亿元", "三十六单", [("36", "单"), ("36", "个")]),
    ("集中签约36个\n三十六单落笔", "三十六单", [("36", "单")]),
    ("统一十个标准", "十个", [("10", "个")]),
    ("型号1I11", "1I11", []),
    ("增长约8%", "约8%", []),
]  # fmt: skip
"""Text, the first figure of that print in it, and what it can state."""


@pytest.mark.parametrize(("text", "printed", "stated"), IN_PLACE)
def test_a_figure_says_what_it_says_in_its_place_or_by_itself(vocabulary, text, printed, stated):
    start = text.index(printed)
    said = PrintedFigures(text, vocabulary).said_at(start, start + len(printed))
    assert [(quantity.number, quantity.unit) for quantity in said] == [
        (Decimal(number), unit) for number, unit in stated
    ]


@given(
    text=st.text(alphabet="0123456789,.%元万亿吨一二十百千点分之第级到至—-−+ 半余", max_size=30) | st.text(max_size=200)
)
def test_any_text_is_one_or_two_finite_quantities_or_none(vocabulary, text):
    stated = read_figure(text, vocabulary)
    assert len(stated) <= 3
    assert all(quantity.number.is_finite() for quantity in stated)
    assert all(quantity.unit == "" or quantity.unit in {"%", "‰"} | vocabulary.unit_words.keys() for quantity in stated)
