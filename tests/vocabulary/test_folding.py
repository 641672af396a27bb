"""Folding is one for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.vocabulary.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("１１８４億元", "1184亿元"),
        ("７．３％", "7.3%"),
        ("（萬噸）", "(万吨)"),
        ("　", " "),
        ("嘉峪关市", "嘉峪关市"),
        ("㎡", "㎡"),
    ],
)
def test_width_and_script_are_folded(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_a_folded_text_is_as_long_as_the_text_and_folds_to_itself(text):  # fault 12
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)
