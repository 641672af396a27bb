"""The key that the figures of a statement share."""

import pytest

from flows.reading.context.keys import PART, SPOKEN_OF, Key
from flows.reading.indicators.amounts import DAILY


@pytest.fixture
def key(vocabulary):
    return Key(vocabulary.indicator_named("粮食产量"), "粮食总产", vocabulary.regions["620000"], "", "t", DAILY)


def test_a_key_is_named_as_the_vocabulary_names_it(key):
    assert (key.name, key.indicator_id) == ("粮食产量", key.indicator.indicator_id)


def test_a_key_without_an_indicator_is_named_as_printed(key):
    unknown = key._replace(indicator=None)
    assert (unknown.name, unknown.indicator_id) == ("粮食总产", "")


@pytest.mark.parametrize(
    ("region", "subject", "region_id", "said"),
    [
        ("620200", "", "620200", ""),
        (None, "", "620000", ""),
        (None, "农垦", "620000", "农垦"),
        ("620200", "农垦", "620200", "农垦"),
    ],
)
def test_the_same_indicator_again_is_of_the_region_that_is_named_then(
    key, vocabulary, region, subject, region_id, said
):
    again = key.again(vocabulary.regions[region] if region else None, subject)
    assert (again.region.region_id, again.subject) == (region_id, said)
    assert (again.indicator, again.text, again.base_unit, again.rule) == (
        key.indicator,
        key.text,
        "t",
        PART if subject else SPOKEN_OF,
    )


@pytest.mark.parametrize(("region", "subject"), [(None, "农垦"), ("620000", "农垦"), ("620200", "")])
def test_again_keeps_the_subject_within_the_region(key, vocabulary, region, subject):
    assert key._replace(subject="农垦").again(vocabulary.regions[region] if region else None).subject == subject


def test_what_is_spoken_of_again_names_nothing_new():
    assert not SPOKEN_OF.names_new
