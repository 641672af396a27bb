"""Contradictions that were planted in synthetic articles are found, and nothing else is called a conflict."""

from collections import Counter
from dataclasses import dataclass

import pytest
from synthetic import BATCH, Press, write_press
from synthetic_build import MARTS, load_press, missed, read_conflicts, run_models, score, unplanted

NAMES = (
    "sum of indicators", "sum of regions", "share of an indicator", "share of the province", "ratio", "growth of levels",
    "growth by shares", "difference from the province", "difference from the year before", "absolute change", "places moved",
    "order of indicators", "order of regions", "streak", "restated",
)  # fmt: skip


@dataclass(frozen=True)
class Checked:
    press: Press
    conflicts: dict


@pytest.fixture(scope="module")
def checked(sources, tmp_path_factory):
    folder = tmp_path_factory.mktemp("synthetic")
    press = write_press(4_000, 20, contradictions=1, near_misses=1)
    load_press(folder / "fangzhi.duckdb", press)
    # The article figures and their spans are as sound as those of real articles.
    run_models(
        folder / "fangzhi.duckdb", folder, root=sources, marts=(*MARTS, "stg_segments"),
        tests=("claims_stand_where_they_say", "segments_tile_their_document", "conversion_rounds_nothing"),
    )  # fmt: skip
    return Checked(press, read_conflicts(folder / "fangzhi.duckdb"))


@pytest.mark.parametrize("name", NAMES)
def test_planted_contradictions_are_conflicts(checked, name):
    scores = score(checked.press, checked.conflicts)[name]
    assert scores.planted >= 5
    assert scores.recall >= 0.99, missed(checked.press.contradictions, checked.conflicts)


@pytest.mark.parametrize("name", NAMES)
def test_numbers_that_just_agree_are_no_conflicts(checked, name):
    near = [plant for plant in checked.press.near_misses if plant.name == name]
    assert len(near) >= 5
    assert missed(near, checked.conflicts) == near


def test_conflicts_rest_on_planted_claims(checked):
    wrong = unplanted(checked.press, checked.conflicts)
    assert len(wrong) <= 0.01 * len(checked.conflicts), [checked.conflicts[conflict] for conflict in wrong]


def test_a_planted_claim_is_in_no_other_conflict(checked):
    assert len(checked.conflicts) <= 1.01 * len(checked.press.contradictions)


def written(claims, seed):
    press = write_press(claims, seed, contradictions=0.5, near_misses=0.5)
    return [{name: frame.to_csv() for name, frame in batch.items()} for batch in press.batches], press.contradictions


def test_the_seed_decides_all_that_is_written():
    assert written(500, 1) == written(500, 1)
    assert written(500, 1) != written(500, 2)


def test_articles_have_twenty_to_sixty_claims_and_some():
    batches = list(write_press(3_000, 3).batches)
    counts = Counter(article for batch in batches for article in batch["claims"]["article_id"])
    assert 3_000 <= sum(counts.values()) < BATCH
    assert 20 <= min(counts.values()) <= max(counts.values()) <= 90
