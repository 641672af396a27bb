"""The indicator of an amount: what is named before it, behind it, or was spoken of last."""

import pytest
from passages import cases, printed_claims

PASSAGES = {
    "what-is-made-a-day-is-daily": ("2023年8月，内蒙古原煤产量9454.5万吨，日均305万吨。", [
        "9454.5万吨 内蒙古自治区 原煤产量 level 9454.5 万吨 exact 2023-08 actual",
        "305万吨 内蒙古自治区 原煤日均产量 level 305 万吨 exact 2023-08 actual",
    ]),
    "what-can-be-made-is-a-capacity": ("2023年，濮阳市开工年产30万吨乙烯项目。", [
        "30万吨 濮阳市 乙烯产能 level 30 万吨 exact 2023 capacity",
    ]),
    "a-phrase-that-has-an-amount-is-kept": ("2023年，濮阳市化工产品库存3.2万吨。", [
        "3.2万吨 濮阳市 化工产品库存 level 3.2 万吨 exact 2023 actual",
    ]),
    "a-product-behind-its-figure": ("2023年，濮阳市生产3.2万吨粮食。", [
        "3.2万吨 濮阳市 粮食产量 level 3.2 万吨 exact 2023 actual",
    ]),
    "a-part-is-of-the-whole": ("2023年，濮阳市粮食产量290万吨，其中范县42万吨。", [
        "290万吨 濮阳市 粮食产量 level 290 万吨 exact 2023 actual",
        "42万吨 范县 粮食产量 level 42 万吨 exact 2023 actual",
    ]),
    "from-and-to-are-of-one-thing": ("2023年，濮阳市粮食产量由280万吨增加到290万吨。", [
        "280万吨 濮阳市 粮食产量 level 280 万吨 exact 2022 actual",
        "290万吨 濮阳市 粮食产量 level 290 万吨 exact 2023 actual",
    ]),
    "a-sum-belongs-to-the-projects-that-were-counted": ("2023年，濮阳市签约项目20个，总投资30亿元。", [
        "20个 濮阳市 签约项目数 level 20 个 exact 2023 actual",
        "30亿元 濮阳市 签约项目总投资 level 30 亿元 exact 2023 plan",
    ]),
    "without-any-words-it-is-nothing": ("2023年，濮阳市共有3.2万吨。", []),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "claims"), cases(PASSAGES))
def test_a_passage_makes_its_claims(passage, claims, vocabulary):
    assert printed_claims(passage, vocabulary) == claims
