"""The shipped table of points and what it was fitted on."""

import csv
import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from fitting import BINS, EVIDENCE, POINTS, ROUNDS, WRITTEN, curve

from flows.reading.statements.confidence import BASE
from flows.reading.statements.documents import read_document
from flows.sources.segmentation import segment

CHECKOUT = Path(__file__).parents[2]


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def counted():
    return Counter(
        f"{column}={value}" for row in rows(EVIDENCE) for column, value in row.items() if "." in column and value
    )


def test_every_bin_of_the_table_was_seen_as_often_as_it_says():
    found = counted()
    fitted = [row for row in rows(POINTS) if row["basis"] == "fitted" and f"{row['feature']}={row['bin']}" != BASE]
    assert fitted
    for row in fitted:
        assert int(row["claim_count"]) == found[f"{row['feature']}={row['bin']}"] >= 5


def test_bins_hold_every_claim_of_the_rounds_once():
    shipped = rows(BINS)
    assert [float(row["lower"]) for row in shipped] == pytest.approx([nth / 10 for nth in range(10)])
    fresh = [row for row in rows(EVIDENCE) if row["round"] not in WRITTEN]
    assert sum(int(row["claim_count"]) for row in shipped) == len(fresh)
    assert sum(int(row["right_count"]) for row in shipped) == sum(int(row["is_acceptable"]) for row in fresh)


def test_surer_claims_are_right_more_often():
    rates = [int(row["right_count"]) / int(row["claim_count"]) for row in rows(BINS)]
    assert rates[9] > 0.85
    assert rates[9] > rates[6] > rates[1]


def test_nothing_of_the_pages_but_their_address_is_kept():
    columns = set(rows(EVIDENCE)[0])
    assert {column for column in columns if "." not in column} == {
        "round", "page", "is_acceptable", "is_harmful", "label_count"
    }  # fmt: skip
    assert all(value.isascii() for row in rows(EVIDENCE) for value in row.values())
    assert set(rows(ROUNDS)[0]) == {
        "round", "url", "published", "genre", "province", "label_count", "claim_count", "acceptable_count", "harmful_count",
    }  # fmt: skip


def test_the_reader_gives_the_features_that_the_table_has(vocabulary):
    text = (CHECKOUT / "tests/corpus/a-01-gongbao.txt").read_text(encoding="utf-8")
    found = segment(text, document="a", published="2023-03-01", published_on=dt.date(2023, 3, 1), published_basis="")
    given = {
        one.partition("=")[0]
        for claim in read_document(text, found.articles, found.segments, vocabulary).claims
        for one in claim.evidence
    }
    assert {row["feature"] for row in rows(POINTS)} - {"base"} <= given


def test_a_curve_counts_what_each_threshold_publishes():
    told = [(0.95, True, False), (0.8, False, True), (0.3, True, False)]
    lines = [line.split() for line in curve(told, 4)][1:]
    assert lines[0] == ["0.00", "3", "0.667", "0.333", "0.500"]
    assert lines[-1] == ["0.90", "1", "1.000", "0.000", "0.250"]
