"""Years and parts of years, alone and as ranges, as the periods of figures."""

import pytest
from passages import cases, printed_claims

PASSAGES = {
    "periods-0": ("今年1月，泉州市出口总额210亿元。", [
        "210亿元 泉州市 出口额 level 210 亿元 exact 2024-01 actual",
    ]),
    "periods-1": ("去年前三季度，保定市社会消费品零售总额1620亿元。", [
        "1620亿元 保定市 社会消费品零售总额 level 1620 亿元 exact 2023-Q1/2023-Q3 actual",
    ]),
    "periods-2": ("2023年1—11月，包头市工业用电量增长9.1%。", [
        "9.1% 包头市 工业用电量 growth_yoy 9.1 % exact 2023-01/2023-11 actual",
    ]),
    "periods-3": ("2023年1至8月，十堰市汽车产量31万辆。", [
        "31万辆 十堰市 汽车产量 level 31 万辆 exact 2023-01/2023-08 actual",
    ]),
    "periods-4": ("去年上半年，吉安市进口额86亿元。", [
        "86亿元 吉安市 进口额 level 86 亿元 exact 2023-S1 actual",
    ]),
    "periods-11": ("2023年，雅安市发电量450亿千瓦时，上年同期为430亿千瓦时。", [
        "450亿千瓦时 雅安市 发电量 level 450 亿千瓦时 exact 2023 actual",
        "430亿千瓦时 雅安市 发电量 level 430 亿千瓦时 exact 2022 actual",
    ]),
    "periods-12": ("2021年至2023年，随州市累计引进项目860个。", [
        "860个 随州市 引进项目数 level 860 个 exact 2021/2023 actual",
    ]),
    "periods-15": ("去年第四季度，马鞍山市粗钢产量510万吨。", [
        "510万吨 马鞍山市 粗钢产量 level 510 万吨 exact 2023-Q4 actual",
    ]),
    "periods-17": ("民國112年，臺南市工業產值1兆元。", [
        "1兆元 台南市 工业总产值 level 1 兆新台币 exact 2023 actual",
    ]),
    "periods-21": ("2024年1—2月，苏州市新能源汽车出口额增长2.1倍。", [
        "2.1倍 苏州市 电动汽车出口额 growth_yoy 2.1 倍 exact 2024-01/2024-02 actual",
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "claims"), cases(PASSAGES))
def test_a_passage_makes_its_claims(passage, claims, vocabulary):
    assert printed_claims(passage, vocabulary) == claims
