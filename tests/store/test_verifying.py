"""Before a build is published its database is asked whether it is what the record claims."""

import dataclasses

import duckdb
import pytest

from flows.domain.errors import FangzhiError
from flows.store import loading
from flows.store.builds import Build

MARTS = {"dim_articles": 2, "fct_indicators_by_region_year": 3}


@pytest.fixture
def built(tmp_path):
    """A database as a run leaves it, and its record."""
    database = tmp_path / "fangzhi.duckdb"
    loading.create_schema(database)
    with duckdb.connect(str(database)) as connection:
        connection.execute("create schema marts")
        for name, rows in MARTS.items():
            connection.execute(f"create table marts.{name} as select unnest(range({rows})) as number")
    build = Build(
        build_id="000007-abc", sequence=7, mode="full", started_at="2025-01-01T00:00:00+00:00",
        finished_at="2025-01-01T00:01:00+00:00", package_version="0", code_revision="", inputs_sha256="abc",
        dbt_invocation_id="dbt", counts=loading.count_rows(database), inputs={"raw:a": "1", "raw:b": "2"},
        marts=loading.count_marts(database, MARTS),
    )  # fmt: skip
    loading.record_build(database, build)
    return database, build


def test_rows_are_counted_by_mart(built):
    assert built[1].marts == MARTS


def test_a_mart_that_dbt_says_it_built_has_to_be_there(built):
    with pytest.raises(FangzhiError, match=r"fangzhi\.duckdb: .*dim_units.*Mend: "):
        loading.count_marts(built[0], ["dim_articles", "dim_units"])


def test_a_database_that_is_what_its_record_claims_passes(built):
    loading.require_recorded(*built)


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("drop schema marts cascade", "does not exist"),
        ("drop table marts.dim_articles", "dim_articles does not exist"),
        ("delete from marts.dim_articles where number = 1", "found 1 in dim_articles, expected 2"),
        ("delete from marts.fct_indicators_by_region_year", "expected 3"),
        ("insert into raw.refusals values ('', 'f', 1, 'c', 'k', 'f', 'e', 'm')", "found 1 in refusals, expected 0"),
        ("delete from meta.builds", r"found \[\] in meta.builds, expected \[\(7, 'abc', 'dbt'\)\]"),
        ("update meta.builds set build_id = '000006-abc'", r"found \[\] in meta.builds"),
        ("update meta.builds set sequence = 6", r"found \[\(6, 'abc', 'dbt'\)\] in meta.builds"),
        ("update meta.builds set inputs_sha256 = ''", "in meta.builds, expected"),
        ("delete from meta.inputs", "found 0 in meta.inputs, expected 2"),
        ("drop schema meta cascade", "does not exist"),
    ],
)
def test_a_database_that_is_not_what_its_record_claims_is_refused(built, statement, says):
    database, build = built
    with duckdb.connect(str(database)) as connection:
        connection.execute(statement)
    with pytest.raises(FangzhiError, match=says) as raised:
        loading.require_recorded(database, build)
    assert str(raised.value).startswith(f"{database}: ")
    assert "Mend: " in str(raised.value)


def test_a_record_of_another_build_is_refused(built):
    database, build = built
    with pytest.raises(FangzhiError, match=r"in meta\.builds"):
        loading.require_recorded(database, dataclasses.replace(build, build_id="000008-abc", sequence=8))


@pytest.mark.parametrize("content", [b"", b"no database" * 1000])
def test_a_file_that_is_no_database_is_refused(built, tmp_path, content):
    path = tmp_path / "other.duckdb"
    path.write_bytes(content)
    with pytest.raises(FangzhiError, match=r"other\.duckdb: .*Mend: "):
        loading.require_recorded(path, built[1])
