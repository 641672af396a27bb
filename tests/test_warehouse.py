"""What must be found in the warehouse that the five documents make."""

import json
from decimal import Decimal

import pytest

from flows.store.queries import run_sql

CLAIMS = {
    "jiayuguan-2023-review": 61,
    "jiayuguan-2024-review": 27,
    "keji-ribao-2023-03": 80,
    "lanbai-2024-review": 62,
    "lanzhou-new-area-2024-review": 38,
}
LEVELS = [
    ("兰白两区", 2024, "地区生产总值", "preliminary", "exact", 143600000000),
    ("兰州新区", 2024, "地区生产总值", "preliminary", "exact", 40000000000),
    ("兰州高新区", 2024, "地区生产总值", "preliminary", "exact", 36600000000),
    ("白银高新区", 2024, "地区生产总值", "preliminary", "exact", 22500000000),
    ("兰州经开区", 2024, "地区生产总值", "preliminary", "exact", 44500000000),
    ("嘉峪关市", 2023, "规模以上工业总产值", "actual", "exact", 118400000000),
    ("金昌市", 2022, "地区生产总值", "actual", "more_than", 50000000000),
]


@pytest.fixture
def rows(template):
    return lambda query: run_sql(template / "warehouse/fangzhi.duckdb", query).rows


def test_every_curated_extract_is_a_claim(rows):
    counts = dict(rows("select document, count(*) from marts.fct_claims where origin = 'curated' group by document"))
    assert counts == CLAIMS
    assert rows("select * from raw.refusals") == ()


@pytest.mark.parametrize(("region", "year", "indicator", "status", "bound", "value"), LEVELS)
def test_a_level_is_chosen_for_its_region_and_year(rows, region, year, indicator, status, bound, value):
    found = rows(
        "select value_base, base_unit, bound from marts.fct_indicators_by_region_year "
        f"where region_name = '{region}' and year = {year} and indicator_zh = '{indicator}' "
        f"and measure = 'level' and status = '{status}' and subject = ''"
    )
    assert found == ((Decimal(value), "CNY", bound),)


def test_a_growth_rate_stands_beside_its_level(rows):
    found = rows(
        "select value_base, base_unit, status from marts.fct_indicators_by_region_year "
        "where region_name = '嘉峪关市' and year = 2023 and indicator_zh = '规模以上工业总产值' and measure = 'growth_yoy'"
    )
    assert found == ((Decimal("7.3"), "percent", "actual"),)


def test_every_claim_stands_where_it_says(rows):
    wrong = rows(
        "select claims.claim_id from marts.fct_claims as claims "
        "inner join raw.documents as documents on claims.document = documents.document "
        "where substring(documents.text, span_start + 1, span_end - span_start) <> figure_text "
        "or claims.document_sha256 <> documents.sha256"
    )
    assert wrong == ()


def test_a_build_names_its_dbt_invocation(template, rows):
    ((invocation,),) = rows("select dbt_invocation_id from meta.builds")
    record = json.loads((template / "warehouse/builds/000001/run_results.json").read_text(encoding="utf-8"))
    assert (record["metadata"]["invocation_id"], record["args"]["which"]) == (invocation, "build")


def test_the_members_of_a_composite_region_are_known(rows):
    found = rows(
        "select regions.name from marts.bridge_region_members as members "
        "inner join marts.dim_regions as regions on members.member_id = regions.region_id "
        "where members.region_id = 'lanbai-two-zones' and members.depth = 1 order by 1"
    )
    assert {name for (name,) in found} == {"兰州新区", "兰州高新区", "白银高新区", "兰州经开区"}


def test_the_warehouse_knows_its_build(rows):
    ((sequence, claims, figures, finished),) = rows(
        "select sequence, claim_count, figure_count, finished_at >= started_at from meta.builds"
    )
    assert (sequence, finished) == (1, True)
    assert rows("select (select count(*) from raw.claims), (select count(*) from raw.figures)") == ((claims, figures),)
    assert claims >= sum(CLAIMS.values())
    assert rows("select count(*) from meta.inputs where kind = 'document'") == ((5,),)


def test_every_table_and_column_is_described(rows):
    undescribed = rows(
        "select schema_name || '.' || table_name || '.' || column_name from duckdb_columns() "
        "where schema_name in ('marts', 'staging', 'intermediate', 'vocabulary') and coalesce(comment, '') = '' "
        "union all select schema_name || '.' || table_name from duckdb_tables() "
        "where schema_name in ('marts', 'vocabulary') and coalesce(comment, '') = ''"
    )
    assert undescribed == ()


def test_marts_say_what_a_row_is(rows):
    comments = dict(rows("select table_name, comment from duckdb_tables() where schema_name = 'marts'"))
    assert len(comments) == 19
    assert [name for name, comment in comments.items() if not comment.startswith("One row per")] == []


def test_a_curated_claim_wins_over_the_readers_on_its_figure(rows):
    both = rows(
        "select readings.claim_id from marts.fct_claims as readings inner join marts.fct_claims as extracts "
        "on readings.article_id = extracts.article_id and readings.span_start < extracts.span_end "
        "and readings.span_end > extracts.span_start "
        "where readings.origin = 'reader' and extracts.origin = 'curated'"
    )
    assert both == ()
    assert rows("select count(*) > 200 from raw.claims where origin = 'reader'") == ((True,),)


def test_every_figure_is_a_claim_or_has_a_reason_or_is_unread(rows):
    found = rows(
        "select figure_id from marts.fct_figures where (reading = 'claim') <> (claim_count > 0) "
        "or (reading = 'not_a_claim' and reason = '') or (article_id is null and reason <> 'furniture')"
    )
    assert found == ()


def test_figures_stand_where_they_say(rows):
    wrong = rows(
        "select figures.figure_id from marts.fct_figures as figures "
        "inner join raw.documents as documents on figures.document = documents.document "
        "where substring(documents.text, span_start + 1, span_end - span_start) <> figure_text "
        "or (sentence is not null and not contains(sentence, trim(figure_text)))"
    )
    assert wrong == ()


def test_the_reader_is_scored_in_every_field(rows):
    found = rows(
        "select field, curated_count, matched_count <= reader_count, right_count <= matched_count "
        "from marts.rpt_reader_scores where document = '(all)' and measure = '(all)'"
    )
    fields = ["span", "value", "measure", "period", "region", "indicator", "status", "full"]
    assert [field for field, *_ in found] == fields
    assert all(row[2:] == (True, True) and 258 <= row[1] <= 268 for row in found)
    assert rows("select max(f1) <= 1, min(precision) >= 0, max(recall) <= 1 from marts.rpt_reader_scores") == (
        (True, True, True),
    )


def test_the_readers_claims_name_their_rules(rows):
    assert rows("select count(*) from raw.claims where (origin = 'reader') <> (rules <> '')") == ((0,),)


def test_the_first_build_of_the_project_warns_of_nothing(template):
    record = json.loads((template / "warehouse/builds/000001/run_results.json").read_text(encoding="utf-8"))
    assert [node["unique_id"] for node in record["results"] if node["status"] == "warn"] == []
