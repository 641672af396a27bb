"""Indicators of things that are counted."""

import pytest
from passages import cases, printed_claims

PASSAGES = {
    "lists-5": ("2023年，池州市签约项目63个，其中十亿元以上项目14个。按产业分，光伏新能源19个，智能家电16个。", [
        "63个 池州市 签约项目数 level 63 个 exact 2023 actual",
        "14个 池州市 十亿元以上项目数 level 14 个 exact 2023 actual",
        "19个 池州市 签约项目数 level 19 个 exact 2023 actual",
        "16个 池州市 签约项目数 level 16 个 exact 2023 actual",
    ]),
    "lists-7": ("2023年，陇西县新增城区停车位850个。", [
        "850个 陇西县 停车位数 level 850 个 exact 2023 actual",
    ]),
    "counts-1": ("2023年，景德镇市举办56场展览。", [
        "56场 景德镇市 举办展览场次 level 56 场 exact 2023 actual",
    ]),
    "counts-4": ("2023年，安阳市引进院士团队3个、博士210名。", [
        "3个 安阳市 引进院士团队数 level 3 个 exact 2023 actual",
        "210名 安阳市 引进博士数 level 210 名 exact 2023 actual",
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "claims"), cases(PASSAGES))
def test_a_passage_makes_its_claims(passage, claims, vocabulary):
    assert printed_claims(passage, vocabulary) == claims
