"""What a clause holds beside words that say nothing of what is measured."""

import pytest

from flows.reading.text.known_words import KnownWords, no_subject_pattern


@pytest.mark.parametrize(
    ("text", "left"),
    [("", 0), ("同比增长", 0), ("累计实现", 0), ("褐煤", 2), ("褐煤同比增长", 2), ("达到12.5%,", 0), ("闪闪发光", 4)],
)
def test_chinese_characters_of_no_known_word_are_left(vocabulary, text, left):
    assert KnownWords(vocabulary).left_of(text) == left


@pytest.mark.parametrize(
    ("text", "is_none"),
    [("名义", True), ("化工行业", False), ("累计进口", True), ("笔记本电脑", False), ("钢铁占", True)],
)
def test_some_words_can_be_no_subject(vocabulary, text, is_none):
    assert bool(no_subject_pattern(vocabulary).search(text)) == is_none
