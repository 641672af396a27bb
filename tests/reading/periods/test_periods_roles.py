"""A period that is only compared with dates no figure."""

import pytest
from passages import cases, printed_claims

PASSAGES = {
    "periods-16": ("2023年，宁德市动力电池产量较2020年增长3倍。", [
        "3倍 宁德市 动力电池产量 change 3 倍 exact 2023 actual",
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "claims"), cases(PASSAGES))
def test_a_passage_makes_its_claims(passage, claims, vocabulary):
    assert printed_claims(passage, vocabulary) == claims
