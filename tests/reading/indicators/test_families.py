"""Indicators that are no term beside their figure: of what was counted, a variant of one spoken of, or its phrase."""

import pytest
from passages import cases, printed_claims

PASSAGES = {
    "lists-6": ("2023年，陕西省吸纳技术合同成交额1010亿元。西安市成交额1643.9亿元。", [
        "1010亿元 陕西省 技术合同吸纳额 level 1010 亿元 exact 2023 actual",
        "1643.9亿元 西安市 技术合同成交额 level 1643.9 亿元 exact 2023 actual",
    ]),
    "lists-11": ("2023年，防城港市新签约项目58个，总投资463亿元。", [
        "58个 防城港市 签约项目数 level 58 个 exact 2023 actual",
        "463亿元 防城港市 签约项目总投资 level 463 亿元 exact 2023 plan",
    ]),
    "lists-13": ("2023年末，青海省电力装机容量5100万千瓦，其中风电1185万千瓦、光伏2540万千瓦。", [
        "5100万千瓦 青海省 发电装机容量 level 5100 万千瓦 exact 2023 actual",
        "1185万千瓦 青海省 风电装机容量 level 1185 万千瓦 exact 2023 actual",
        "2540万千瓦 青海省 光伏发电装机容量 level 2540 万千瓦 exact 2023 actual",
    ]),
    "lists-15": ("2023年，四川省下达青年基金项目83项、金额732万元，面上项目190项、金额1900万元。", [
        "83项 四川省 青年基金项目数 level 83 项 exact 2023 actual",
        "732万元 四川省 青年基金项目金额 level 732 万元 exact 2023 actual",
        "190项 四川省 面上项目数 level 190 项 exact 2023 actual",
        "1900万元 四川省 面上项目金额 level 1900 万元 exact 2023 actual",
    ]),
    "lists-17": ("2023年，德阳市技术合同登记1200项，成交额180亿元，同比分别增长15%、22.3%。", [
        "1200项 德阳市 技术合同登记数 level 1200 项 exact 2023 actual",
        "180亿元 德阳市 技术合同成交额 level 180 亿元 exact 2023 actual",
        "15% 德阳市 技术合同登记数 growth_yoy 15 % exact 2023 actual",
        "22.3% 德阳市 技术合同成交额 growth_yoy 22.3 % exact 2023 actual",
    ]),
    "features-11": ("2023年，周至县猕猴桃种植面积43.2万亩。", [
        "43.2万亩 周至县 猕猴桃种植面积 level 43.2 万亩 exact 2023 actual",
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "claims"), cases(PASSAGES))
def test_a_passage_makes_its_claims(passage, claims, vocabulary):
    assert printed_claims(passage, vocabulary) == claims
