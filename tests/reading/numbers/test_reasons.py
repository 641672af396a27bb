"""Numbers that state nothing: names, codes, slogans, times of day, page numbers."""

import pytest
from passages import cases, printed_claims

PASSAGES = {
    "nothing-0": ("会议从三个方面部署工作，宿州市按照“2+6+N”体系推进。", []),
    "nothing-1": ("钢带09CrCuSb在太原市下线，执行T/CECS 10434-2024标准。", []),
    "nothing-2": ("世界500强企业落户珠海市，8#精轧机投产。", []),
    "nothing-3": ("2月5日上午9时30分，黄山市统计局发布公报。", []),
    "nothing-4": ("双一化工在平凉市打通“最后一公里”，百日攻坚进入下一步。", []),
    "nothing-5": ("详见第12版。", []),
    "nothing-6": ("2023年，汕尾市投资保持两位数增长。", []),
    "nothing-7": ("白山市与合作市场的一线员工同心协力。", []),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "claims"), cases(PASSAGES))
def test_a_passage_makes_its_claims(passage, claims, vocabulary):
    assert printed_claims(passage, vocabulary) == claims
