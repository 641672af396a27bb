"""The region that a figure belongs to where its sentence names several."""

import pytest
from passages import cases, printed_claims

PASSAGES = {
    "regions-0": ("2023年，嘉兴市地区生产总值7062亿元，其中海宁市1270亿元。", [
        "7062亿元 嘉兴市 地区生产总值 level 7062 亿元 exact 2023 actual",
        "1270亿元 海宁市 地区生产总值 level 1270 亿元 exact 2023 actual",
    ]),
    "regions-3": ("2023年，临夏州与厦门市合作，劳务收入增长9%。", [
        "9% 临夏回族自治州 劳务收入 growth_yoy 9 % exact 2023 actual",
    ]),
    "regions-16": ("2023年，全国夏粮产量2923亿斤，其中河南省710亿斤，占24.3%。", [
        "2923亿斤 全国 夏粮产量 level 2923 亿斤 exact 2023 actual",
        "710亿斤 河南省 夏粮产量 level 710 亿斤 exact 2023 actual",
        "24.3% 河南省 夏粮产量 share 24.3 % exact 2023 actual",
    ]),
    "features-16": ("2023年，中卫市与上海市签约项目26个。", [
        "26个 中卫市 签约项目数 level 26 个 exact 2023 actual",
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "claims"), cases(PASSAGES))
def test_a_passage_makes_its_claims(passage, claims, vocabulary):
    assert printed_claims(passage, vocabulary) == claims
