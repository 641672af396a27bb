"""An article prepared for the walk over its figures."""

import pytest
from passages import article_of

from flows.domain.reading import ArticleText
from flows.reading.context.scene import Scene, tools_of
from flows.reading.text.sentences import Sentence

PASSAGE = "2023年，兰州市（含榆中县）粮食产量30万吨，皋兰县粮食产量5万吨。\n去年全省增长3%。"


@pytest.fixture
def scene_of(vocabulary):
    def make(passage, at=0):
        text, _, segments, article = article_of(passage, at=at)
        whole = "页" * at + text
        return Scene(ArticleText(article.title, whole, tuple(segments), article.published_on), tools_of(vocabulary))

    return make


@pytest.fixture
def scene(scene_of):
    return scene_of(PASSAGE)


def where(scene, words):
    start = scene.folded.index(words)
    return start, start + len(words)


def test_what_begins_in_a_stretch_is_found_in_it(scene):
    start, end = where(scene, "皋兰县粮食产量5万吨")
    assert [place.region.name for place in scene.places_in(start, end)] == ["皋兰县"]
    assert [scene.folded[term.start : term.end] for term in scene.terms_in(start, end)] == ["粮食产量"]
    assert [scene.figures[at].low for at in scene.figures_in(start, end)] == [50000]
    assert scene.mentions_in(start, end) == []
    assert [mention.period.text for mention in scene.mentions_in(*where(scene, "2023年,兰州"))] == ["2023"]


def test_a_term_that_reaches_out_of_a_stretch_is_not_within_it(scene):
    start, _ = where(scene, "皋兰县")
    assert len(scene.terms_in(start, start + 5)) == 1
    assert scene.terms_within(start, start + 5) == []


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("皋兰县粮食产量", "粮食产量"),
        ("去年全省增长", "增长"),
        ("增长3", "增长3"),
    ],
)
def test_words_begin_behind_the_region_and_the_period(scene, words, rest):
    start, end = where(scene, words)
    assert scene.folded[scene.words_begin(start, end) : end] == rest


def test_a_region_in_brackets_is_told_from_one_outside(scene):
    whole = Sentence(0, len(scene.folded), "body", 0, is_first=True, follows=False)
    by_name = {place.region.name: place for place in scene.places}
    assert scene.in_brackets(by_name["榆中县"], whole)
    assert not scene.in_brackets(by_name["皋兰县"], whole)
    assert not scene.in_brackets(by_name["兰州市"], whole)


@pytest.mark.parametrize(
    ("region_id", "is_above"), [("620000", True), ("100000", True), ("620100", False), ("630000", False)]
)
def test_regions_above_the_one_spoken_of(scene, vocabulary, region_id, is_above):
    scene.memory.topic = vocabulary.regions["620100"]
    assert scene.is_above_topic(vocabulary.regions[region_id]) is is_above


def test_where_nothing_is_spoken_of_nothing_is_above_it(scene, vocabulary):
    scene.memory.topic = None
    assert not scene.is_above_topic(vocabulary.regions["100000"])


def test_an_article_reads_the_same_wherever_it_stands_in_its_document(scene_of):
    here, there = scene_of(PASSAGE), scene_of(PASSAGE, at=50)
    assert (here.base, there.base) == (0, 50)
    assert here.folded == there.folded
    assert here.figures == there.figures


def test_tools_are_made_once_for_a_vocabulary(vocabulary):
    assert tools_of(vocabulary) is tools_of(vocabulary)
