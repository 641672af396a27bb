"""Folding is one for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.vocabulary.folding import EXAMPLES, fold


@pytest.mark.parametrize(("text", "folded"), EXAMPLES.items())
def test_width_and_script_are_folded(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    "text",
    ["嘉峪关市", "㎡", "乾县", "著名", "昇腾", "后", "于", "干", "面", "里", "准", "谷", "台", "松", "云", "冲", "制"],
)
def test_what_simplified_text_prints_stays(text):
    assert fold(text) == text


def test_a_text_in_traditional_script_folds_to_the_simplified_one():
    traditional = "竹科營業額達新臺幣1兆5,000億元，較上年同期成長12.3%，從業員工數17萬8千人，進駐廠商635家，核准引進投資計畫、園區面積與產值均創歷史紀錄。"
    simplified = "竹科营业额达新台币1兆5,000亿元,较上年同期成长12.3%,从业员工数17万8千人,进驻厂商635家,核准引进投资计画、园区面积与产值均创历史纪录。"
    assert fold(traditional) == simplified


@given(st.text())
def test_a_folded_text_is_as_long_as_the_text_and_folds_to_itself(text):  # fault 12
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(min_codepoint=0x2E80, max_codepoint=0xFFFF, exclude_categories=["Cs"])))
def test_a_fold_of_characters_is_one_for_one_wherever_they_stand(text):
    assert fold(text) == "".join(map(fold, text))
    assert fold(fold(text)) == fold(text)
