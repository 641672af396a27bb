"""Names of regions that are part of an organisation's name."""

import pytest
from passages import cases, printed_claims

PASSAGES = {
    "regions-12": ("2023年，嘉峪关市的甘肃东兴铝业有限公司生产电解铝135万吨。", [
        "135万吨 嘉峪关市 原铝产量 level 135 万吨 exact 2023 actual",
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "claims"), cases(PASSAGES))
def test_a_passage_makes_its_claims(passage, claims, vocabulary):
    assert printed_claims(passage, vocabulary) == claims
