"""Figures that print no unit."""

import pytest
from passages import cases, printed_claims

PASSAGES = {
    "figures-28": ("2023年末，林芝市常住人口23.9万，城镇化率41.6%。", [
        "23.9万 林芝市 常住人口 level 239000 - exact 2023 actual",
        "41.6% 林芝市 城镇化率 ratio 41.6 % exact 2023 actual",
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "claims"), cases(PASSAGES))
def test_a_passage_makes_its_claims(passage, claims, vocabulary):
    assert printed_claims(passage, vocabulary) == claims
