"""What a figure is about where that is less than its region: a modifier never vanishes."""

import pytest
from passages import read_passage

CASES = [
    ("2023年，重庆市笔记本电脑出口额1244亿元，增长15.9%。", [("1244亿元", "笔记本电脑"), ("15.9%", "笔记本电脑")]),
    ("2023年，重庆市对东盟出口额300亿元。", [("300亿元", "东盟")]),
    ("2023年，银川市化工行业利润总额12亿元。", [("12亿元", "化工行业")]),
    (
        "2023年，银川市某某化工有限公司营业收入12亿元，利润总额3亿元。",
        [("12亿元", "银川市某某化工有限公司"), ("3亿元", "银川市某某化工有限公司")],
    ),
    ("2023年，银川市外贸向好，其中一般贸易进出口额12亿元，其中出口额5亿元。", [("12亿元", ""), ("5亿元", "一般贸易")]),
    # no part of the region
    ("2023年，银川市累计实现利润总额12亿元。", [("12亿元", "")]),
    ("2023年，银川市居民人均可支配收入名义增长5%。", [("5%", "")]),
    ("2023年，银川市规模以上工业增加值增长5%，增速同比提高2个百分点。", [("5%", ""), ("2个百分点", "")]),
    # a subject ends with its region and its sentence
    ("2023年，银川市化工行业利润总额12亿元，吴忠市利润总额8亿元。", [("12亿元", "化工行业"), ("8亿元", "")]),
    ("2023年，银川市化工行业利润总额12亿元。全市出口额5亿元。", [("12亿元", "化工行业"), ("5亿元", "")]),
]


@pytest.mark.parametrize(("passage", "subjects"), CASES)
def test_the_noun_before_an_indicator_is_its_subject(vocabulary, passage, subjects):
    assert [
        (claim.figure_text, claim.subject) for claim in read_passage(passage, vocabulary).reading.claims
    ] == subjects


def test_a_bare_head_with_a_noun_before_it_is_another_indicator(vocabulary):
    (claim,) = read_passage("2023年，信阳市茶园总面积40万亩。", vocabulary).reading.claims
    assert (claim.indicator_id, claim.indicator_text) == (None, "茶园总面积")
