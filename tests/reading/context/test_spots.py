"""A figure where it stands."""

import pytest

from flows.reading.context.measures import GROWTH
from flows.reading.context.spots import Spot
from flows.reading.text.sentences import Sentence


@pytest.mark.parametrize(
    ("given", "measure", "sign"),
    [({}, "growth_yoy", 1), ({"sign": -1}, "growth_yoy", -1), ({"measure": "share"}, "share", 1)],
)
def test_a_rule_gives_its_measure_unless_another_is_named(given, measure, sign):
    measured = GROWTH.at(7, **given)
    assert (measured.measure, measured.sign, measured.cue, measured.rule) == (measure, sign, 7, GROWTH)


def test_a_spot_with_fewer_words_before_its_figure_is_the_same_spot_else(scanner):
    text = "粮食产量由去年的80万吨增加到89万吨"
    figure = scanner.scan(text)[-1]
    statement = Sentence(0, len(text), "body", 0, is_first=True, follows=False)
    spot = Spot(text, figure, statement, 12, 12, figure.head, figure.tail, len(text), "t")
    shorter = spot.until(13)
    assert shorter.head == 13
    assert spot.head == figure.head
    assert (shorter.figure, shorter.gap, shorter.clause, shorter.tail, shorter.end) == (
        figure,
        12,
        12,
        spot.tail,
        spot.end,
    )
    assert (shorter.base_unit, shorter.region, shorter.sentence) == ("t", None, 0)
