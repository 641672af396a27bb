"""What the home page shows as an example: nothing but what people vouch for."""

import shutil

import duckdb
import pytest

from flows.store.builds import BuildStore
from flows.store.lookups.home import contents
from flows.store.opened import OpenedBuild

EXAMPLES_ARTICLE = "select any_value(article_id) from marts.fct_claims where claim_id = ?"


@pytest.fixture
def example_after(many, tmp_path):
    """The example of a copy of the build, after statements have changed it; ``?`` in one is the example's first claim."""
    store = BuildStore(many / "warehouse")
    build = store.published()

    def example(*statements):
        copy = tmp_path / "copy.duckdb"
        shutil.copyfile(store.database(build), copy)
        before = opened(copy)
        with duckdb.connect(str(copy)) as connection:
            for statement in statements:
                connection.execute(statement, [before["claims"][0]["claim_id"]] * statement.count("?"))
        return before, opened(copy), copy

    def opened(path):
        reading = OpenedBuild(build, path)
        try:
            return contents(reading)["example"]
        finally:
            reading.supersede()

    return example


def sentence_of(example):
    return example["article_id"], example["claims"][0]["sentence_start"]


def assert_vouched_for(example, database):
    with duckdb.connect(str(database), read_only=True) as connection:
        claims = connection.execute(
            "select claim_id, origin from marts.fct_claims where article_id = ? and sentence_start = ?",
            sentence_of(example),
        ).fetchall()
        disputed = {
            claim
            for (claim,) in connection.execute(
                "select claim_id from marts.bridge_check_claims join marts.fct_arithmetic_checks using (check_id) "
                "where verdict in ('conflict', 'suspect') union select unnest(claim_ids) from marts.fct_conflicts "
                "union select claim_id from marts.fct_corrections"
            ).fetchall()
        }
    assert {origin for _, origin in claims} == {"curated"}
    assert disputed.isdisjoint(claim for claim, _ in claims)


def test_the_example_is_signed_and_undisputed(example_after):
    example, _, database = example_after()
    assert_vouched_for(example, database)
    for row, (start, end) in zip(example["claims"], example["figures"], strict=True):
        assert example["sentence"][start:end] == row["figure_text"]


IN_A_CHECK = "insert into marts.bridge_check_claims select min(check_id), ?, 'part', 1 from marts.fct_arithmetic_checks"
OF_THE_CHECK = "check_id in (select check_id from marts.bridge_check_claims where claim_id = ?)"
CORRECTED = """
    insert into marts.fct_corrections by name
    select claim_id, article_id, document, region_id, indicator_id, region_name, subject, indicator_zh, indicator_text, measure,
        period, status, figure_text, sentence, unit_text, base_unit, '' as reason, '' as source, '' as corrected_by,
        1 as printed_value, 2 as corrected_value, 1 as printed_value_base, 2 as corrected_value_base, 2 as source_line,
        date '2026-01-01' as corrected_on
    from marts.fct_claims where claim_id = ?
"""
DOUBTS = {
    "one claim is the reader's": ["update marts.fct_claims set origin = 'reader' where claim_id = ?"],
    "all of its article are": [
        f"update marts.fct_claims set origin = 'reader' where article_id = ({EXAMPLES_ARTICLE})"
    ],
    "a check contradicts": [
        IN_A_CHECK,
        f"update marts.fct_arithmetic_checks set verdict = 'conflict' where {OF_THE_CHECK}",
    ],
    "a check suspects": [
        IN_A_CHECK,
        f"update marts.fct_arithmetic_checks set verdict = 'suspect' where {OF_THE_CHECK}",
    ],
    "it is corrected": [CORRECTED],
    "another value is stated": ["update marts.fct_conflicts set claim_ids = [?]"],
}


@pytest.mark.parametrize("doubt", DOUBTS)
def test_what_is_unsigned_or_disputed_is_no_example(example_after, doubt):
    before, after, database = example_after(*DOUBTS[doubt])
    assert sentence_of(after) != sentence_of(before)
    assert_vouched_for(after, database)


def test_where_nobody_has_signed_there_is_no_example(example_after):
    _, after, _ = example_after("update marts.fct_claims set origin = 'reader'")
    assert after is None
