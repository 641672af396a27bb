"""The warehouse as it would have been on a day."""

import csv
import datetime as dt
import io
import json
import re
import shutil
from decimal import Decimal

import duckdb
import pytest
from click.testing import CliRunner

from flows.cli import main
from flows.domain.errors import FangzhiError
from flows.store.as_of import AVAILABLE
from flows.store.queries import reading, run_sql

pytestmark = pytest.mark.flow
FIRST, BEFORE, END = dt.date(2023, 3, 22), dt.date(2023, 3, 21), dt.date(9999, 12, 31)
RECOMPUTED = {
    "fct_indicators_by_region_year": "indicators_as_of",
    "fct_vintages": "vintages_as_of",
    "rpt_region_years": "region_years_as_of",
}


@pytest.fixture
def warehouse(template):
    return template / "warehouse/fangzhi.duckdb"


@pytest.fixture
def asked(template):
    """What ``fangzhi sql`` prints, which must end with ``code``."""

    def ask(*arguments, code=0):
        result = CliRunner().invoke(main, ["--project", str(template), "sql", *arguments])
        assert result.exit_code == code, result.output
        return result.output

    return ask


def documents(warehouse, day):
    return {name for (name,) in run_sql(warehouse, "select distinct document from marts.fct_claims", as_of=day).rows}


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2023-03-21", []),
        ("2023-03-22", ["keji-ribao-2023-03"]),
        ("2023-12-31", ["keji-ribao-2023-03"]),
        ("2024-04-29", ["keji-ribao-2023-03"]),
        ("2024-04-30", ["jiayuguan-2023-review", "keji-ribao-2023-03"]),
        ("2025-02-21", ["jiayuguan-2023-review", "keji-ribao-2023-03", "lanzhou-new-area-2024-review"]),
    ],
)
def test_claims_and_articles_are_those_published_by_the_day_a_month_by_its_last_day(warehouse, day, found):
    day = dt.date.fromisoformat(day)
    assert sorted(documents(warehouse, day)) == found
    articles = run_sql(warehouse, "select distinct document from marts.dim_articles order by all", as_of=day).rows
    assert [document for (document,) in articles] == found


def test_the_values_by_year_are_those_known_by_the_day(warehouse):
    query = (
        "select region_name, year, value_base, published_on from marts.fct_indicators_by_region_year "
        "where region_id = 'lanbai-two-zones' and indicator_zh = '地区生产总值' and measure = 'level'"
    )
    assert run_sql(warehouse, query, as_of=dt.date(2025, 2, 21)).rows == ()
    known = (("兰白两区", 2024, Decimal(143600000000), dt.date(2025, 2, 22)),)
    assert run_sql(warehouse, query, as_of=dt.date(2025, 2, 28)).rows == known
    for table in ("fct_claims", "dim_articles", "fct_vintages", "fct_indicators_by_region_year"):
        latest = f"select max(published_on) from marts.{table}"
        assert run_sql(warehouse, latest, as_of=dt.date(2025, 2, 28)).rows == ((dt.date(2025, 2, 22),),)
        assert run_sql(warehouse, latest).rows == ((dt.date(2025, 4, 15),),)


@pytest.mark.parametrize("table", AVAILABLE)
def test_at_the_end_of_days_every_table_is_as_published(warehouse, table):
    query = f"from {table} order by all"
    published = run_sql(warehouse, query)
    assert published.rows
    assert run_sql(warehouse, query, as_of=END) == published


def test_before_the_first_publication_only_dimensions_have_rows(warehouse):
    empty = {
        table
        for table in AVAILABLE
        if run_sql(warehouse, f"select count(*) from {table}", as_of=BEFORE).rows == ((0,),)
    }
    assert empty == {f"marts.{table}" for table in (*RECOMPUTED, "fct_claims", "dim_articles")}


@pytest.mark.parametrize(("table", "function"), RECOMPUTED.items())
def test_the_table_functions_work_in_plain_duckdb_under_any_name_of_the_file(warehouse, tmp_path, table, function):
    def rows(connection, query):
        return connection.execute(f"{query} order by all").fetchall()

    copy = tmp_path / "a copy.duckdb"
    shutil.copyfile(warehouse.resolve(), copy)
    expected = run_sql(warehouse, f"from marts.{table} order by all", as_of=dt.date(2024, 12, 31)).rows
    assert expected
    for path in (warehouse, copy):
        with duckdb.connect(str(path), read_only=True) as connection:
            assert rows(connection, f"from marts.{function}('9999-12-31')") == rows(connection, f"from marts.{table}")
            assert rows(connection, f"from marts.{function}(date '2024-12-31')") == list(expected)
            assert rows(connection, f"from marts.{function}('{BEFORE}')") == []
            with pytest.raises(duckdb.ConversionException):
                rows(connection, f"from marts.{function}('someday')")
    with duckdb.connect() as connection:
        connection.execute(f"attach '{copy}' as other (read_only)")
        connection.execute("use other")
        assert rows(connection, f"from marts.{function}('2024-12-31')") == list(expected)


@pytest.fixture
def revised(warehouse, tmp_path):
    """A copy in which the GDP of 兰白两区 was printed again on two later days, as another number and as the first."""
    path = tmp_path / "fangzhi.duckdb"
    shutil.copyfile(warehouse.resolve(), path)
    with duckdb.connect(str(path)) as connection:
        for claim_id, days, more in (("b", 10, 5 * 10**9), ("c", 20, 0)):
            connection.execute(
                "insert into marts.fct_claims select * replace (? as claim_id, published_on + ?::int as published_on, "
                "value_base + ?::bigint as value_base, lower_base + ?::bigint as lower_base, "
                "upper_base + ?::bigint as upper_base) from marts.fct_claims where length(claim_id) = 16 "
                "and region_id = 'lanbai-two-zones' and indicator_zh = '地区生产总值' and measure = 'level'",
                [claim_id, days, more, more, more],
            )
    return path


@pytest.mark.parametrize(
    ("day", "value", "vintages"),
    [
        ("2025-03-03", 143600000000, [(1, 1, 0, True)]),
        ("2025-03-04", 148600000000, [(1, 2, 1, False), (2, 2, 1, True)]),
        ("2025-03-14", 143600000000, [(1, 3, 2, False), (2, 3, 2, False), (3, 3, 2, True)]),
    ],
)
def test_what_a_later_day_brings_is_not_counted_before_it(revised, day, value, vintages):
    key = "region_id = 'lanbai-two-zones' and indicator_zh = '地区生产总值' and measure = 'level'"
    day = dt.date.fromisoformat(day)
    chosen = run_sql(revised, f"select value_base from marts.fct_indicators_by_region_year where {key}", as_of=day)
    assert chosen.rows == ((Decimal(value),),)
    found = run_sql(
        revised,
        f"select vintage_number, vintage_count, revision_count, is_latest from marts.fct_vintages where {key} order by 1",
        as_of=day,
    )
    assert list(found.rows) == vintages


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("from marts.fct_figures", "marts.fct_figures"),
        ('select count(*) from fangzhi."MARTS" . "Fct_Figures"', "marts.fct_figures"),
        ("select * from marts.fct_claims join raw.claims using (no_column)", "raw.claims"),
        ("select (select max(f1) from marts.rpt_reader_scores), (select 1 from raw.figures)",
         "marts.rpt_reader_scores, raw.figures"),
        ("from staging.stg_claims", "staging.stg_claims"),
        ("from query_table('meta.builds')", "meta.builds"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_given_as_of_a_day_is_refused_by_name(warehouse, query, named):
    with pytest.raises(FangzhiError, match=r"Mend: ") as caught:
        run_sql(warehouse, query, as_of=END)
    assert f"found {named}, expected tables that can be given as of 9999-12-31: {', '.join(AVAILABLE)}." in str(
        caught.value
    )


def test_the_build_behind_the_views_is_out_of_reach(warehouse):
    with duckdb.connect() as connection, reading(warehouse, as_of=FIRST) as sandbox:
        others = {name for (name,) in sandbox.execute("select database_name from duckdb_databases()").fetchall()}
        others -= {name for (name,) in connection.execute("select database_name from duckdb_databases()").fetchall()}
    (behind,) = others - {"fangzhi"}
    for query in (
        f"from {behind}.raw.claims",
        f"select count(*) from {behind.upper()}.marts.fct_claims",
        f"use {behind}",
    ):
        with pytest.raises(FangzhiError, match=f"found {behind}, expected tables as of a day"):
            run_sql(warehouse, query, as_of=FIRST)


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("create table marts.mine as select 1", "read-only"),
        ("create or replace view marts.fct_claims as select 1", "read-only"),
        ("create or replace macro marts.indicators_as_of(day) as table select 1", "read-only"),
        ("drop view marts.fct_claims", "read-only"),
        ("insert into marts.fct_claims select * from marts.fct_claims", "Can only insert|read-only|not a"),
        ("copy marts.fct_claims to '{folder}/out.csv'", "file system operations are disabled"),
        ("export database '{folder}/out'", "disabled"),
        ("from '{folder}/secret.csv'", "disabled|does not exist"),
        ("from read_text('{folder}/secret.csv')", "disabled"),
        ("attach '{folder}/new.duckdb' as new", "disabled"),
        ("set threads = 1", "locked"),
        ("set memory_limit = '1TB'", "locked"),
        ("set enable_external_access = true", "locked|Cannot"),
        ("set lock_configuration = false", "locked"),
        ("select 1; select 2", "expected one query"),
        ("from secret_frame", "secret_frame"),
    ],
)  # fmt: skip
def test_the_sandbox_is_as_closed_as_without_a_day(warehouse, tmp_path, query, error):
    import pandas as pd

    secret_frame = pd.DataFrame({"secret": [1]})
    (tmp_path / "secret.csv").write_text("secret\n1\n", encoding="utf-8")
    with pytest.raises(FangzhiError) as caught:
        run_sql(warehouse, query.replace("{folder}", str(tmp_path)), as_of=END)
    assert re.search(error, str(caught.value)), caught.value
    assert [path.name for path in tmp_path.iterdir()] == ["secret.csv"]
    assert len(secret_frame) == 1


def test_a_reader_of_the_same_file_is_not_disturbed(warehouse):
    with (
        reading(warehouse) as now,
        reading(warehouse, as_of=FIRST) as then,
        reading(warehouse, as_of=END) as at_the_end,
    ):
        counts = [
            connection.execute("select count(*) from marts.fct_claims").fetchall()[0][0]
            for connection in (now, then, at_the_end)
        ]
    assert counts[0] == counts[2] > counts[1] > 0


def test_a_build_of_an_earlier_version_says_so(small):
    with pytest.raises(FangzhiError, match=r"cannot be given as of a day.*Mend: fangzhi refresh"):
        run_sql(small.pointer, "from marts.fct_claims", as_of=END)


def test_without_a_build_the_mend_is_to_refresh(tmp_path):
    with pytest.raises(FangzhiError, match=r"found nothing published.*Mend: fangzhi refresh"):
        run_sql(tmp_path / "fangzhi.duckdb", "select 1", as_of=END)
    assert list(tmp_path.iterdir()) == []


def test_the_command_gives_every_format(asked, tmp_path):
    query = "select document, count(*) as claims from marts.fct_claims group by all"
    day = ("--as-of", "2023-12-31", query)
    assert list(csv.reader(io.StringIO(asked("--format", "csv", *day)))) == [
        ["document", "claims"],
        ["keji-ribao-2023-03", "80"],
    ]
    assert json.loads(asked("--format", "json", *day)) == [{"document": "keji-ribao-2023-03", "claims": 80}]
    assert re.search(r"keji-ribao-2023-03 +80", asked(*day))
    for style in ("parquet", "xlsx"):
        asked("--format", style, "-o", str(tmp_path / f"out.{style}"), *day)
    assert duckdb.read_parquet(str(tmp_path / "out.parquet")).fetchall() == [("keji-ribao-2023-03", 80)]
    assert (tmp_path / "out.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    "day", ["", "soon", "2025", "2025-01", "2025-1-31", "2025-02-30", "20250131", "2025-W05-5", "2025-01-31T00:00",
            "２０２５-01-31", "2025-01-31'; drop table x --", " 2025-01-31"],
)  # fmt: skip
def test_a_day_that_is_none_is_a_usage_error(asked, day):
    output = asked("--as-of", day, "select 1", code=2)
    assert f"found {day!r}, expected a day of the calendar, as 2025-01-31." in " ".join(output.split("\n"))


def test_a_table_that_is_not_available_ends_with_1(asked):
    assert "error: found marts.fct_figures, expected tables" in asked(
        "--as-of", "2024-01-01", "from marts.fct_figures", code=1
    )


def test_help_explains_the_option(asked):
    output = asked("--help")
    assert "--as-of YYYY-MM-DD" in output
    assert "published by the end of that day" in " ".join(output.split())


def test_pivot_sees_the_warehouse_of_the_day(warehouse):
    query = "pivot (select document, 1 as one from marts.fct_claims) on document using sum(one)"
    assert run_sql(warehouse, query, as_of=FIRST).columns == ("keji-ribao-2023-03",)
    assert len(run_sql(warehouse, query, as_of=END).columns) == len(documents(warehouse, END)) > 1
    with pytest.raises(FangzhiError, match=r"found marts\.rpt_reader_scores"):
        run_sql(warehouse, "pivot marts.rpt_reader_scores on document", as_of=FIRST)
