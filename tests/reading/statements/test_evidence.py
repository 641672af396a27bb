"""The features of the evidence for a claim."""

import pytest
from passages import read_marked, read_passage

CASES = [
    ("2023年，宿州市粮食产量【89.2亿斤】。", {"region.where=name_gap", "period.where=gap_before", "indicator.left=0", "indicator.name=known"}),
    ("2023年，宿州市农业丰收，全市粮食产量【89.2亿斤】。", {"region.where=anaphor_gap"}),
    ("2023年，宿州市农业丰收。粮食产量【89.2亿斤】。", {"region.where=home_text", "period.where=near"}),
    ("2023年，全省粮食产量【89.2亿斤】。", {"region.where=untold"}),
    ("2023年，宿州市粮食产量89.2亿斤，同比增长【2%】。", {"indicator.again=joined", "value.siblings=alone"}),
    ("2023年，宿州市粮食产量89.2亿斤，比去年的【88亿斤】多。", {"period.rivals=after_base"}),
    ("2023年，宿州市粮食产量89.2亿斤。2023年，宿州市粮食产量【88亿斤】。", {"value.siblings=differ"}),
    ("2023年，宿州市粮食产量89.2亿斤。2023年，宿州市粮食产量【89.2亿斤】。", {"value.siblings=agree"}),
    ("2023年，宿州市闪闪发光的粮食产量【89.2亿斤】。", {"indicator.left=3-4"}),
    ("2023年，宿州市粮食产量【89.2亿斤】雨水充沛病虫害都很轻。", {"indicator.behind=5-8"}),
]  # fmt: skip


@pytest.mark.parametrize(("passage", "expected"), CASES)
def test_a_feature_says_how_each_field_was_found_and_what_nobody_used(vocabulary, passage, expected):
    (claim,) = read_marked(passage, vocabulary).claims
    assert expected - set(claim.evidence) == set()


def test_each_feature_has_one_bin(vocabulary):
    for claim in read_passage("2023年，宿州市粮食产量89.2亿斤，同比增长2%，居全省第三。", vocabulary).reading.claims:
        features = [one.partition("=")[0] for one in claim.evidence]
        assert len(features) == len(set(features))
