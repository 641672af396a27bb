"""What the reader takes from the seeds: columns that say what they steer, and names that may change."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from measuring import CHECKOUT
from passages import read_passage

from flows.domain.claim import Claim
from flows.vocabulary import Vocabulary, load_vocabulary

SEEDS = CHECKOUT / "dbt/seeds"
Cells = dict[str, str]


def claims(sentence: str, vocabulary: Vocabulary) -> list[Claim]:
    return read_passage(sentence, vocabulary).reading.claims


def changed(folder: Path, change: Callable[[str, Cells], Cells]) -> Vocabulary:
    """The project's vocabulary with every row as ``change`` (of the seed's name and the row) makes it."""
    for path in SEEDS.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        with (folder / path.name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(change(path.stem, row) for row in rows)
    return load_vocabulary(folder)


@pytest.mark.parametrize("note", ["", "common word", "needs context: once", "bare product word"])
def test_a_note_steers_no_reading(vocabulary, tmp_path, note):
    sentences = (
        "2023年，兰州实现地区生产总值3487亿元，制造业增长5%，煤炭产量10万吨。",
        "2023年，第八师棉花产量30万吨，武山增长3%，教育支出10亿元，临港增长7%。",
    )
    with_note = changed(tmp_path, lambda _, row: row | {"note": note} if "note" in row else row)
    for sentence in sentences:
        assert claims(sentence, with_note) == claims(sentence, vocabulary)


def test_a_sum_that_a_project_is_going_to_cost_is_a_plan_in_every_currency(vocabulary):
    money = {
        unit.base_unit: unit.unit for unit in vocabulary.unit_words.values() if len(unit.unit) > 1 and unit.is_scalable
    }
    currencies = {base_unit: word for base_unit, word in money.items() if vocabulary.dimension(base_unit) == "money"}
    assert {"USD", "EUR", "JPY", "GBP", "HKD", "MOP", "TWD"} < currencies.keys()
    for word in currencies.values():
        (claim,) = claims(f"该项目落户兰州市，总投资812.6亿{word}。", vocabulary)
        assert (claim.status, claim.indicator_id) == ("plan", "project_total_investment"), word
