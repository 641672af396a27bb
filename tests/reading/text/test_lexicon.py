"""The words of the vocabulary found in a text."""

import pytest

from flows.reading.text.lexicon import lexicon_of


def found(text, vocabulary):
    """The words that are found, each with what it names: an indicator, a level of region, or ids of regions."""
    terms = lexicon_of(vocabulary).find(text)
    assert all(text[term.start : term.end] == term.text for term in terms)
    return [
        (term.text, term.indicator.name_zh if term.indicator else term.level or [region.region_id for region in term.regions])
        for term in terms
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("甘肃省粮食产量", [("甘肃省", ["620000"]), ("粮食产量", "粮食产量")]),
        ("甘肃粮食产量", [("甘肃", ["620000"]), ("粮食产量", "粮食产量")]),
        ("全市粮食产量", [("全市", "city"), ("粮食产量", "粮食产量")]),
        ("GDP", [("GDP", "地区生产总值")]),
        ("年研发投入", [("年研发投入", "年研发投入")]),
        ("天气很好", []),
        ("", []),
        # the longest word at a place, and no two that overlap
        ("规模以上工业增加值", [("规模以上工业增加值", "规模以上工业增加值")]),
        # 年 of 去年 belongs to the year, and not to the name behind it
        ("去年研发投入", [("研发投入", "研发投入")]),
    ],
)
def test_words_are_found_with_what_they_name(text, terms, vocabulary):
    assert found(text, vocabulary) == terms


def test_a_name_of_several_regions_stands_for_all_of_them(vocabulary):
    ((_, regions),) = found("朝阳区", vocabulary)
    assert set(regions) == {"110105", "220104"}


@pytest.mark.parametrize(
    ("text", "is_short", "needs_context"), [("甘肃省", False, False), ("甘肃", True, False), ("中科", False, True)]
)
def test_a_term_says_how_surely_it_means_a_region(text, is_short, needs_context, vocabulary):
    (term,) = lexicon_of(vocabulary).find(text)
    assert (term.is_short, term.needs_context) == (is_short, needs_context)


def test_the_lexicon_of_a_vocabulary_is_made_once(vocabulary):
    assert lexicon_of(vocabulary) is lexicon_of(vocabulary)
