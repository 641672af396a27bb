"""Words made into patterns."""

import re

import pytest

from flows.reading.text.words import Endings, cue_pattern, longest_first, one_of, words


def test_words_are_parted_by_spaces_over_lines():
    assert words("一 二", " 三 ", "") == ("一", "二", "三")


@pytest.mark.parametrize(
    ("listed", "text", "match"),
    [
        (["超", "超过"], "超过5亿元", "超过"),
        (["超过", "超"], "超5亿元", "超"),
        (["a.b"], "axb", None),
        ([], "任何", None),
        ([], "", None),
    ],
)
def test_the_longest_word_fits(listed, text, match):
    found = re.match(longest_first(listed), text)
    assert (found[0] if found else None) == match


def test_of_several_patterns_the_first_that_fits_counts():
    assert one_of(["一", "一二"]).match("一二")[0] == "一"


@pytest.mark.parametrize(
    ("text", "fits"), [("目标", True), ("比目标", False), ("目标的", False), ("控制目标", False), ("新目标是", True)]
)
def test_a_cue_fits_not_beside_what_makes_another_word_of_it(text, fits):
    assert bool(re.search(cue_pattern("目标", ["比", "控制"], ["的"]), text)) is fits


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("产量达到约", "产量"),
        ("产量约约约", "产量"),
        ("约产量", "约产量"),
        ("产量", "产量"),
        ("约", ""),
        ("", ""),
    ],
)
def test_any_number_of_the_words_is_taken_from_the_end(text, rest):
    assert Endings(["约", "达到"]).stripped(text) == rest


def test_a_pattern_may_end_in_a_character_that_is_named():
    assert Endings(["约", r"\s"], last=" ").stripped("产量 约 ") == "产量"
