"""Why a figure was read as it was: its points, and the regions that lost."""

import datetime as dt

import pytest

from flows.domain.reading import Origin
from flows.reading.statements.confidence import confidences_of
from flows.reading.statements.documents import read_document
from flows.reading.statements.reasons import reasons_at
from flows.sources.segmentation import segment

TEXT = "2023年，与临沂市相比，宿州市粮食产量89.2亿斤。\n2023年，全市粮食产量95亿斤。\n"


@pytest.fixture(scope="module")
def found():
    return segment(TEXT, document="d", published="2024", published_on=dt.date(2024, 12, 31), published_basis="given")


def at(found, vocabulary, words, origin=Origin()):  # noqa: B008 - it has no fields that change
    return reasons_at(TEXT, found.articles, found.segments, vocabulary, origin, TEXT.index(words))


def test_the_claim_is_the_one_that_was_read(found, vocabulary):
    (why,) = at(found, vocabulary, "89.2亿斤")
    claims = read_document(TEXT, found.articles, found.segments, vocabulary).claims
    assert why.claim in claims


def test_the_points_add_up_to_the_confidence(found, vocabulary):
    (why,) = at(found, vocabulary, "89.2亿斤")
    assert why.points[0][0] == "base=all"
    assert [name for name, _ in why.points[1:]] == list(why.claim.evidence)
    assert why.total == sum(points for _, points in why.points)
    assert confidences_of(vocabulary).judged(why.claim.evidence).confidence == why.claim.confidence


def test_the_regions_that_lost_are_told_with_what_speaks_for_them(found, vocabulary):
    (why,) = at(found, vocabulary, "89.2亿斤")
    chosen = [one for one in why.regions if one.is_chosen]
    assert [(one.region, one.words) for one in chosen] == [("宿州市", "宿州市")]
    lost = {one.region for one in why.regions if not one.is_chosen}
    assert "临沂市" in lost
    assert all(one.evidence for one in why.regions)


def test_the_regions_that_the_article_can_be_about_are_told(found, vocabulary):
    suzhou = vocabulary.regions_named("宿州市")[0].region_id
    (why,) = at(found, vocabulary, "95亿斤", Origin(region_id=suzhou))
    (home,) = [one for one in why.homes if one.is_chosen]
    assert home.region == "宿州市"
    assert "manifest" in home.evidence


def test_a_figure_that_states_nothing_has_no_reasons(found, vocabulary):
    assert at(found, vocabulary, "2023年") == []


def test_a_place_in_no_article_has_no_reasons(vocabulary):
    assert reasons_at("网站地图 5", (), (), vocabulary, Origin(), 5) == []
