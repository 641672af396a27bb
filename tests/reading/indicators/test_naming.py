"""Indicators that follow from the measure: completion of an aim or plan, contribution to growth."""

import pytest
from passages import cases, printed_claims

PASSAGES = {
    "shares-1": ("2023年，鹤岗市石墨产量占全国的四分之一。", [
        "四分之一 鹤岗市 石墨产量 share 25 % exact 2023 actual",
    ]),
    "measures-16": ("2023年上半年，肇庆市完成固定资产投资412亿元，为年度计划的52%。", [
        "412亿元 肇庆市 固定资产投资 level 412 亿元 exact 2023-S1 actual",
        "52% 肇庆市 年度投资计划完成率 ratio 52 % exact 2023-S1 actual",
    ]),
    "measures-22": ("2023年，锦州市城镇新增就业3.2万人，完成年度任务的106%。", [
        "3.2万人 锦州市 城镇新增就业人数 level 3.2 万人 exact 2023 actual",
        "106% 锦州市 年度目标任务完成率 ratio 106 % exact 2023 actual",
    ]),
    "statuses-4": ("2023年，郴州市完成技术合同成交额210亿元，完成年度目标的105%。", [
        "210亿元 郴州市 技术合同成交额 level 210 亿元 exact 2023 actual",
        "105% 郴州市 年度目标任务完成率 ratio 105 % exact 2023 actual",
    ]),
    "features-10": ("2023年，赤峰市第二产业对经济增长的贡献率为43.1%，拉动经济增长2.4个百分点。", [
        "43.1% 赤峰市 对经济增长贡献率 ratio 43.1 % exact 2023 actual",
        "2.4个百分点 赤峰市 地区生产总值 change_pp 2.4 个百分点 exact 2023 actual",
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "claims"), cases(PASSAGES))
def test_a_passage_makes_its_claims(passage, claims, vocabulary):
    assert printed_claims(passage, vocabulary) == claims
