"""Regions that are only compared with or that a share is taken of."""

import pytest
from passages import cases, printed_claims

PASSAGES = {
    "regions-2": ("2023年，兰州新区地区生产总值368亿元，占全市的10.6%。", [
        "368亿元 兰州新区 地区生产总值 level 368 亿元 exact 2023 actual",
        "10.6% 兰州新区 地区生产总值 share 10.6 % exact 2023 actual",
    ]),
    "regions-5": ("2023年，江阴市进出口总额占无锡市的四成。", [
        "四成 江阴市 进出口总额 share 40 % exact 2023 actual",
    ]),
    "regions-11": ("2023年，昆山市进出口总额7000亿元，高于太仓市5900亿元。", [
        "7000亿元 昆山市 进出口总额 level 7000 亿元 exact 2023 actual",
        "5900亿元 昆山市 进出口总额 change 5900 亿元 exact 2023 actual",
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "claims"), cases(PASSAGES))
def test_a_passage_makes_its_claims(passage, claims, vocabulary):
    assert printed_claims(passage, vocabulary) == claims
