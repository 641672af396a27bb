"""Words around numerals, from the lists of a vocabulary."""

import pytest

from flows.reading.numbers.words import NumberWords


@pytest.fixture(scope="module")
def number_words(vocabulary):
    return NumberWords(vocabulary)


@pytest.mark.parametrize(
    ("pattern", "text", "match"),
    [
        ("size", "以上项目", "以上项目"),
        ("size", "及以下企业", "及以下企业"),
        ("size", "级产业集群", "级产业集群"),
        ("size", "以上", None),
        ("size", "项目", None),
        ("over", "项目", "项目"),
        ("over", "增长", None),
        ("named", "强", "强"),
        ("numbered", "届", "届"),
        ("rank_words", "榜首", "榜首"),
        ("rank_words", "榜尾", None),
        ("enumerated", "个方面", "个方面"),
        ("enumerated", "个企业", None),
    ],
)
def test_words_that_make_a_number_no_claim(number_words, pattern, text, match):
    found = getattr(number_words, pattern).match(text)
    assert (found[0] if found else None) == match


def test_the_unit_of_a_sum_and_what_makes_another_word_of_a_unit(number_words):
    assert number_words.yuan == "元"
    assert "门" in number_words.unit_not["部"]
    assert "员" in number_words.unit_not["成"]
    assert "统一" in number_words.ordinary
