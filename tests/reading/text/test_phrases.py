"""The words around a figure as a name."""

import pytest

from flows.reading.text.phrases import Phrases, between
from flows.vocabulary.lists import WordList


@pytest.fixture(scope="module")
def phrases(vocabulary):
    return Phrases(vocabulary)


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("争取省级以上项目", "省级以上项目"),
        ("粮食产量达到约", "粮食产量"),
        ("全年,粮食产量", "粮食产量"),
        ("粮食产量(折合原粮)", "粮食产量"),
        ("建成了优质的奶牛养殖基地", "奶牛养殖基地"),
        ("", ""),
        (",", ""),
        ("量", ""),  # one character is no name
        ("甲" * 40, ""),  # and what is so long is a sentence
    ],
)
def test_the_phrase_before_a_figure(phrases, words, phrase):
    assert phrases.before(words, 0, len(words)) == phrase


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("重点项目在这里一并开工", "重点项目"),
        ("重点项目,总投资", "重点项目"),
        ("的重点项目", ""),
        (",同比增长", ""),
        ("", ""),
    ],
)
def test_the_phrase_behind_a_figure(phrases, words, phrase):
    assert phrases.behind(words, 0, len(words)) == phrase


@pytest.mark.parametrize(
    ("words", "verb"), [("全年引进", "引进"), ("新增约", "新增"), ("新增了", "新增"), ("全年项目", ""), ("", "")]
)
def test_the_verb_before_a_count_belongs_into_its_name(phrases, words, verb):
    assert phrases.verb_before(words, 0, len(words)) == verb


@pytest.mark.parametrize(
    ("phrase", "unit", "name"),
    [
        ("企业", "家", "企业数"),
        ("培训", "人", "培训人数"),
        ("专业技术人员", "人", "专业技术人员数"),
        ("调度", "次", "调度次数"),
        ("演出", "场", "演出场次"),
        ("旅游", "人次", "旅游人次"),
        ("企业数量", "家", "企业数"),
        ("用户数", "户", "用户数"),
        ("", "家", ""),
    ],
)
def test_a_count_is_named_by_what_is_counted(phrases, phrase, unit, name):
    assert phrases.counted(phrase, unit) == name


def test_between_are_hedges_and_fillers_longest_first(vocabulary):
    found = between(vocabulary, WordList.PHRASE_FILLERS)
    assert {"约", "超过"} <= set(found)
    assert found == sorted(found, key=len, reverse=True)
