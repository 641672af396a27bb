"""Figures of tables pasted into an article."""

import pytest
from passages import cases, printed_claims

PASSAGES = {
    "units-in-a-column": ("2023年濮阳市主要指标\n指标\t单位\t总量\t增长(%)\n粮食产量\t万吨\t283.0\t0.6\n进出口总额\t亿元\t96.1\t-3.2", [
        "283.0 濮阳市 粮食产量 level 283 万吨 exact 2023 actual",
        "0.6 濮阳市 粮食产量 growth_yoy 0.6 % exact 2023 actual",
        "96.1 濮阳市 进出口总额 level 96.1 亿元 exact 2023 actual",
        "-3.2 濮阳市 进出口总额 growth_yoy -3.2 % exact 2023 actual",
    ]),
    "periods-and-units-in-the-heads": ("濮阳市主要指标\n指标\t2022年(亿元)\t2023年(亿元)\n地区生产总值\t1889.5\t1935.0", [
        "1889.5 濮阳市 地区生产总值 level 1889.5 亿元 exact 2022 actual",
        "1935.0 濮阳市 地区生产总值 level 1935 亿元 exact 2023 actual",
    ]),
    "without-a-unit-a-cell-is-nothing": ("2023年濮阳市调查\n项目\t数值\n好评\t12\n差评\t3\n", []),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "claims"), cases(PASSAGES))
def test_a_table_makes_its_claims(passage, claims, vocabulary):
    assert printed_claims(passage, vocabulary) == claims


def test_a_table_in_which_no_place_is_named_is_of_the_home_of_the_article(vocabulary):
    table = "# 濮阳经济\n全年经济向好。\n2023年主要指标\n指标\t单位\t总量\n粮食产量\t万吨\t283.0\n出口额\t亿元\t40.1"
    assert printed_claims(table, vocabulary) == [
        "283.0 濮阳市 粮食产量 level 283 万吨 exact 2023 actual",
        "40.1 濮阳市 出口额 level 40.1 亿元 exact 2023 actual",
    ]
