"""Names that are composed of printed words, looked up among the indicators."""

import pytest

from flows.reading.text.names import Names


@pytest.fixture(scope="module")
def names(vocabulary):
    return Names(vocabulary)


@pytest.mark.parametrize(
    ("name", "sense", "base_unit", "measure", "fits"),
    [
        ("粮食产量", "", "t", "level", True),
        ("粮食产量", "", "CNY", "level", False),
        ("粮食产量", "", "percent", "growth_yoy", True),
        ("粮食产量", "", "percent", "level", False),
        ("粮食产量", "", "t", "change", True),
        ("粮食产量", "", "times", "change", True),
        ("粮食产量", "", "CNY", "change", False),
        # a bare product is its quantity, and no amount of money
        ("粮食产量", "product", "t", "level", True),
        ("粮食产量", "product", "CNY", "level", False),
        ("粮食产量", "product", "percent", "share", True),
        ("粮食产量", "product", "percent", "ratio", False),
        # a scope is only its growth, a bare noun only its level
        ("规模以上工业增加值", "growth", "percent", "growth_yoy", True),
        ("规模以上工业增加值", "growth", "CNY", "level", False),
        ("规模以上工业增加值", "level", "percent", "growth_yoy", False),
        ("固定资产投资", "money", "CNY", "level", True),
        # all currencies are money
        ("地区生产总值", "", "TWD", "level", True),
        ("城镇化率", "", "percent", "ratio", True),
        ("粮食产量", "", "percent", "ratio", False),
    ],
)
def test_an_indicator_fits_figures_of_its_kind(names, vocabulary, name, sense, base_unit, measure, fits):
    assert names.fits(vocabulary.indicator_named(name), sense, base_unit, measure) is fits


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("粮食产量", "mass", "粮食产量"),
        ("粮食产量", "money", None),  # there is none of that name with such a unit
        ("规模以上工业企业增加值", "money", "规模以上工业增加值"),
        ("技术合同成交金额", "money", "技术合同成交额"),
        ("粮量", "mass", None),  # too short to be like anything
        ("新建充电桩数", "count", None),  # 新建 is a flow, and 充电桩数 a stock
        ("完全没有的东西", "money", None),
    ],
)
def test_a_name_that_is_nearly_that_of_an_indicator_is_taken_for_it(names, text, kind, name):
    found = names.nearly(text, kind)
    assert (found.name_zh if found else None) == name


def test_of_kind_asks_for_the_name_and_the_unit(names):
    assert names.of_kind("粮食产量", "mass").name_zh == "粮食产量"
    assert names.of_kind("粮食产量", "money") is None
    assert names.of_kind("粮食的产量", "mass") is None


def test_the_longest_family_comes_first(names):
    lengths = [len(family) for family in names.families]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths
