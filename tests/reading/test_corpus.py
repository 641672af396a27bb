"""The reader against the labelled corpus: no field gets worse than it is."""

from collections import Counter
from decimal import Decimal

import pytest
from measuring import FIELDS, Row, Score, measure_part, pair_up, parts, score_of, table

FLOORS = {
    "span": 0.98, "value": 0.975, "measure": 0.955, "period": 0.92, "region": 0.968, "indicator": 0.745, "status": 0.94,
    "full": 0.68,
}  # fmt: skip
"""F1 over all parts, a little below what is measured: raise them with the reader."""


@pytest.fixture(scope="module")
def scores(vocabulary):
    scored = {
        part: sum(map(score_of, measure_part(part, vocabulary)), Score(0, 0, Counter())) for part in parts()
    }  # fmt: skip
    scored["all"] = sum(scored.values(), Score(0, 0, Counter()))
    print("\n".join(("", *table(scored.items()))))  # noqa: T201 - pytest shows it where a floor is not reached
    return scored


@pytest.mark.parametrize("field", FIELDS)
def test_the_corpus_is_read_as_well_as_before(field, scores):
    assert scores["all"].f1(field) >= FLOORS[field]


@pytest.mark.parametrize("part", parts())
def test_every_part_has_labels_and_is_found(part, scores):
    assert scores[part].labels > 300
    assert scores[part].f1("span") > 0.95


def _row(start, end, indicator="a", value="1"):
    region = frozenset({"x"})
    return Row(start, end, "", (Decimal(value), "1"), "level", "2023", region, indicator, "actual", "")


def test_rows_pair_by_overlap_first_and_then_by_what_they_say():
    one, other = _row(0, 4, "a"), _row(0, 4, "b")
    pairing = pair_up([one, other], [_row(0, 4, "b"), _row(0, 4, "a"), _row(3, 9, "a")])
    assert [(label.indicator, claim.indicator) for label, claim, _ in pairing.pairs] == [("a", "a"), ("b", "b")]
    assert pairing.extra == [_row(3, 9, "a")]
    assert pairing.missed == []


def test_a_score_counts_what_is_missed_and_what_is_too_much():
    score = score_of(pair_up([_row(0, 2), _row(5, 7)], [_row(0, 2, value="2"), _row(9, 11), _row(12, 13)]))
    assert (score.labels, score.claims, score.hits["span"], score.hits["full"]) == (2, 3, 1, 0)
    assert score.f1("span") == pytest.approx(0.4)
