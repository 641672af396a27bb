"""Points of evidence added up to a confidence."""

from types import SimpleNamespace

import pytest

from flows.reading.statements.confidence import Confidences
from flows.vocabulary.model import ConfidencePoints


def table(*rows):
    points = [
        ConfidencePoints(feature=feature, bin=bin_, points=count, basis="fitted", claim_count=9, note="")
        for feature, bin_, count in rows
    ]
    return Confidences(SimpleNamespace(confidence_points=tuple(points)))


TABLE = (
    ("base", "all", 0),
    ("region.where", "gap", 150),
    ("region.where", "none", -2000),
    ("period.where", "gap", 50),
    ("period.where", "far", -100),
)


@pytest.mark.parametrize(
    ("evidence", "confidence", "weakest"),
    [
        ((), 0.5, ""),
        (("region.where=gap", "period.where=gap"), 0.88, "period"),
        (("region.where=gap", "period.where=far"), 0.62, "period"),
        (("region.where=none", "period.where=gap"), 0.0, "region"),
        (("region.where=unheard of",), 0.5, "region"),
    ],
)  # fmt: skip
def test_points_are_hundredths_of_log_odds_and_the_weakest_field_loses_most(evidence, confidence, weakest):
    assert table(*TABLE).judged(evidence) == (confidence, weakest)


def test_no_table_makes_a_confidence_outside_of_0_and_1():
    judged = table(("base", "all", 100_000), ("a.b", "c", -1_000_000))
    assert judged.judged(()).confidence == 1.0
    assert judged.judged(("a.b=c",)).confidence == 0.0
