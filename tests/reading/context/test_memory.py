"""What is kept of the figures before while an article is read."""

import pytest

from flows.reading.context.keys import SPOKEN_OF, Key
from flows.reading.context.memory import Memory
from flows.reading.indicators.families import PHRASE
from flows.reading.text.sentences import Sentence


@pytest.fixture
def memory(vocabulary):
    return Memory(vocabulary)


@pytest.fixture
def key_of(vocabulary):
    def make(name, unit, rule=PHRASE):
        return Key(vocabulary.indicator_named(name), name, None, "", unit, rule)

    return make


def sentence(start=0, *, follows=False):
    return Sentence(start, start + 10, "body", 0, is_first=True, follows=follows)


def test_a_level_is_the_last_of_its_kind_and_the_first_of_the_article(memory, key_of):
    grain, meat = key_of("粮食产量", "t"), key_of("肉类产量", "t")
    memory.remember(grain, "level", "t", "吨")
    memory.remember(meat, "level", "t", "吨")
    assert memory.last is meat
    assert memory.by_kind["mass"] is meat
    assert memory.first_by_kind["mass"] is grain
    assert memory.recent == [grain, meat]
    assert memory.last_unit == "吨"


@pytest.mark.parametrize(
    ("measure", "is_remembered"),
    [
        ("rank", False),
        ("streak", False),
        ("change_pp", False),
        ("change", False),
        ("growth_yoy", True),
        ("share", True),
    ],
)
def test_a_figure_that_only_describes_the_one_before_is_not_spoken_of_next(memory, key_of, measure, is_remembered):
    first, second = key_of("粮食产量", "t"), key_of("肉类产量", "t", SPOKEN_OF)
    memory.remember(first, "level", "t", "吨")
    memory.remember(second, measure, "t", "吨")
    assert (memory.last is second) is is_remembered
    assert memory.recent == [first]


def test_a_paragraph_forgets_what_was_spoken_of_unless_it_goes_on(memory, key_of):
    key = key_of("粮食产量", "t")
    memory.remember(key, "level", "t", "吨")
    memory.begin_paragraph(continues=True)
    assert memory.last is key
    memory.begin_paragraph(continues=False)
    assert memory.last is None
    assert memory.by_kind["mass"] is key


@pytest.mark.parametrize("breaks_down", [True, False])
def test_a_sentence_that_breaks_down_gives_parts_of_the_wholes_before(memory, key_of, breaks_down):
    key = key_of("地区生产总值", "CNY")
    memory.remember(key, "level", "CNY", "元")
    memory.begin_sentence(sentence(20), breaks_down=breaks_down)
    assert memory.breakdown == ({"money": key} if breaks_down else {})
    assert memory.recent == []
    assert memory.sentence == 20


def test_a_sentence_that_follows_within_one_keeps_its_figures(memory, key_of):
    memory.remember(key_of("地区生产总值", "CNY"), "level", "CNY", "元")
    memory.begin_sentence(sentence(20, follows=True), breaks_down=True)
    assert len(memory.recent) == 1
    assert memory.breakdown == {}


def test_parts_of_a_breakdown_are_no_whole(memory, key_of):
    whole, part = key_of("地区生产总值", "CNY"), key_of("第一产业增加值", "CNY")
    memory.remember(whole, "level", "CNY", "元")
    memory.begin_sentence(sentence(20), breaks_down=True)
    memory.remember(part, "level", "CNY", "元")
    assert memory.whole["money"] is whole


def test_sums_belong_to_the_projects_that_were_counted(memory, key_of):
    memory.remember(key_of("签约项目数", "1"), "level", "1", "个")
    assert memory.stem == "签约项目"
    memory.begin_paragraph(continues=True)
    assert memory.stem == ""


def test_a_count_of_other_things_owns_no_sums(memory, key_of):
    memory.remember(key_of("常住人口", "1"), "level", "1", "人")
    assert memory.stem == ""
