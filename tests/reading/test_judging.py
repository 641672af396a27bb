"""Which claims a careful analyst accepts."""

import pytest
from judging import verdicts
from passages import read_passage

PASSAGE = "2023年，银川市化工行业利润总额12亿元。"
LABEL = {
    "region": "银川市", "region_code": "640100", "subject": "化工行业", "indicator_zh": "利润总额", "measure": "level",
    "value_base": "1200000000", "unit_base": "CNY", "period": "2023", "status": "actual", "number_text": "12亿元", "note": "",
}  # fmt: skip


def judge(vocabulary, passage=PASSAGE, **label):
    read = read_passage(passage, vocabulary)
    claims = read.reading.claims
    start = claims[0].span.start
    row = LABEL | {"start": str(start), "end": str(claims[0].span.end)} | label
    (verdict,) = verdicts([row], claims, vocabulary)
    return verdict


@pytest.mark.parametrize(
    ("label", "wrong"),
    [
        ({}, ()),
        ({"status": "preliminary"}, ()),
        ({"period": "2022"}, ("period",)),
        ({"period": "2022", "note": "or: period=2023;"}, ()),
        ({"region": "吴忠市", "region_code": "640300"}, ("region",)),
        ({"subject": "", "indicator_zh": "化工行业利润总额"}, ()),
        ({"subject": "钢铁行业"}, ()),  # two characters in a row are alike: 行业
        ({"subject": "纺织服装"}, ("subject",)),
        ({"subject": ""}, ("subject",)),
        ({"measure": "share"}, ("measure",)),
    ],
)
def test_a_claim_is_acceptable_where_all_fields_are_as_labelled(vocabulary, label, wrong):
    verdict = judge(vocabulary, **label)
    assert (verdict.wrong, verdict.is_acceptable) == (wrong, not wrong)


@pytest.mark.parametrize(
    ("label", "is_harmful"), [({"period": "2022"}, True), ({"measure": "share"}, False), ({}, False)]
)
def test_a_wrong_status_or_measure_alone_does_no_harm(vocabulary, label, is_harmful):
    assert judge(vocabulary, **label).is_harmful == is_harmful


def test_a_claim_where_no_label_stands_does_harm(vocabulary):
    verdict = judge(vocabulary, start="0", end="2")
    assert (verdict.is_acceptable, verdict.is_harmful, verdict.wrong) == (False, True, ("claim",))
