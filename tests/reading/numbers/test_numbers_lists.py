"""Figures beside each other: two bounds that are one range, and a unit printed once for a list."""

import pytest

from flows.reading.numbers.lists import printed_scale
from flows.vocabulary.folding import fold


def figures(text, scanner):
    """Each figure with its numbers and its unit: 10..20 个."""
    found = scanner.scan(fold(text))
    return [
        (text[one.start : one.end], "..".join(f"{value.normalize():f}" for value in (one.low, one.high) if value is not None), one.unit)
        for one in found
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("大于10人小于20人", [("10人小于20人", "10..20", "人")]),
        ("大于10小于20人", [("10小于20人", "10..20", "人")]),
        ("300元以上、500元以下", [("300元以上、500元", "300..500", "元")]),
        # the upper bound comes second, and is larger
        ("500元以上、300元以下", [("500元", "500", "元"), ("300元", "300", "元")]),
        ("300元以下、500元以上", [("300元", "300", "元"), ("500元", "500", "元")]),
        # of one unit, and with nothing between them
        ("300元以上、500人以下", [("300元", "300", "元"), ("500人", "500", "人")]),
        ("300元以上的企业，500元以下", [("300元", "300", "元"), ("500元", "500", "元")]),
    ],
)
def test_a_lower_bound_and_the_upper_one_behind_it_are_one_range(text, expected, scanner):
    assert figures(text, scanner) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.5、4.6亿元", [("3.5", "350000000", "元"), ("4.6亿元", "460000000", "元")]),
        ("3.5和4.6亿元", [("3.5", "350000000", "元"), ("4.6亿元", "460000000", "元")]),
        ("12、15和18家", [("12", "12", "家"), ("15", "15", "家"), ("18家", "18", "家")]),
        # a scale that is printed stays
        ("3万、4.6亿元", [("3万", "30000", "元"), ("4.6亿元", "460000000", "元")]),
        ("快1个和1.6个百分点", [("1个", "1", "个百分点"), ("1.6个百分点", "1.6", "个百分点")]),
        # behind other words the unit is not shared
        ("3.5，共有4.6亿元", [("3.5", "3.5", ""), ("4.6亿元", "460000000", "元")]),
        ("3家、4.6亿元", [("3家", "3", "家"), ("4.6亿元", "460000000", "元")]),
    ],
)
def test_a_unit_that_is_printed_once_is_of_the_whole_list(text, expected, scanner):
    assert figures(text, scanner) == expected


@pytest.mark.parametrize(("text", "scale"), [("3万元", 10000), ("3元", 1), ("3至5亿元", 100000000), ("三万元", 10000)])
def test_the_scale_word_printed_with_a_figure(text, scale, scanner):
    (figure,) = scanner.scan(text)
    assert printed_scale(text, figure) == scale
