"""A choice among candidates by their evidence."""

import pytest

from flows.reading.text.choice import Candidate, choose

POINTS = {"near": 50, "far": 20, "compared": -100}


def candidate(name, *evidence):
    return Candidate(name, 0, 1, evidence)


@pytest.mark.parametrize(
    ("candidates", "chosen"),
    [
        ([], None),
        ([candidate("a", "near")], "a"),
        ([candidate("a", "near"), candidate("b", "far")], "a"),
        ([candidate("a", "near"), candidate("b", "near")], "b"),
        ([candidate("a", "far"), candidate("b", "near", "compared")], "a"),
        ([candidate("a", "near", "compared")], None),
        ([candidate("a")], None),
    ],
)
def test_the_last_of_those_with_most_points_is_chosen_and_none_without_points(candidates, chosen):
    choice = choose("region", candidates, POINTS)
    assert (choice.chosen and choice.chosen.value) == chosen


def test_every_candidate_keeps_its_points_so_that_losing_can_be_explained():
    near, far = candidate("a", "near"), candidate("b", "far", "compared")
    assert choose("region", [near, far], POINTS).points == ((near, 50), (far, -80))


def test_evidence_without_points_is_a_fault():
    with pytest.raises(KeyError):
        choose("region", [candidate("a", "unheard of")], POINTS)
