"""Rules by which a mention means a region, or none that can be told."""

import pytest
from passages import read_passage

CASES = [
    ("2023年，宿州市粮食产量89.2亿斤。", "region.named", "341300"),
    ("2023年，宿州市粮食丰收，全市产量89.2亿斤。", "region.anaphor", "341300"),
    ("2023年，全市粮食产量89.2亿斤。", "region.no_referent", None),
    ("2023年，鼓楼区财政收入20亿元。", "region.ambiguous", None),
]


@pytest.mark.parametrize(("passage", "rule", "region_id"), CASES)
def test_a_claim_carries_the_rule_that_told_its_region_or_why_none_did(vocabulary, passage, rule, region_id):
    (claim,) = read_passage(passage, vocabulary).reading.claims
    assert rule in claim.rules
    assert claim.region_id == region_id
