"""Ad hoc SQL reads one build, and reaches nothing else."""

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from flows.domain.errors import FangzhiError
from flows.store.queries import reading, run_sql, sample


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "build.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "create table claims as select range as id, (range / 4)::decimal(28, 6) as value from range(10)"
        )
    (tmp_path / "secret.csv").write_text("secret\n1\n", encoding="utf-8")
    (tmp_path / "secret.json").write_text('[{"secret": 1}]', encoding="utf-8")
    with duckdb.connect(str(tmp_path / "other.duckdb")) as connection:
        connection.execute("create table secret as select 1 as secret")
    return path


def refused(database: Path, query: str) -> str:
    before = {path: path.read_bytes() for path in database.parent.iterdir()}
    with pytest.raises(FangzhiError) as caught:
        run_sql(database, query.replace("{folder}", str(database.parent)))
    assert {path: path.read_bytes() for path in database.parent.iterdir()} == before
    return str(caught.value)


def test_decimals_stay_decimals(database):
    result = run_sql(database, "select id, value from claims where id = 3")
    assert (result.columns, result.rows, result.truncated) == (("id", "value"), ((3, Decimal("0.750000")),), False)


@pytest.mark.parametrize(
    ("limit", "rows", "truncated"), [(1, 1, True), (9, 9, True), (10, 10, False), (11, 10, False), (None, 10, False)]
)
def test_fault_70_a_cut_result_says_so(database, limit, rows, truncated):
    result = run_sql(database, "select * from claims order by id", limit=limit)
    assert (len(result.rows), result.truncated) == (rows, truncated)


READS = [
    "select * from read_csv('{folder}/secret.csv')", "from '{folder}/secret.csv'", "from '{folder}/secret.json'",
    "select * from read_text('/etc/passwd')", "select * from read_blob('/etc/passwd')", "from glob('/etc/*')",
    "select * from read_parquet('{folder}/*')", "from 'https://example.org/a.csv'", "from sniff_csv('{folder}/secret.csv')",
    "attach '{folder}/other.duckdb' as other (read_only)", "attach '{folder}/other.duckdb'", "attach ':memory:' as other",
    "import database '{folder}'", "select getenv('HOME')", "from duckdb_secrets()", "from database", "from query_text",
]  # fmt: skip
WRITES = [
    "copy claims to '{folder}/out.csv'", "copy (select 1) to '{folder}/out.parquet' (format parquet)", "copy claims from '{folder}/secret.csv'",
    "export database '{folder}/out'", "attach '{folder}/new.duckdb'", "insert into claims values (1, 1)", "update claims set id = 1",
    "delete from claims", "drop table claims", "truncate claims", "create table other (a int)", "create or replace view v as select 1",
    "alter table claims add column a int", "create schema s", "create persistent secret (type s3)",
]  # fmt: skip
SETTINGS = [
    "set enable_external_access = true", "set lock_configuration = false", "reset lock_configuration", "reset enable_external_access",
    "pragma threads = 4", "set threads = 4", "set memory_limit = '1TB'", "set profiling_output = '{folder}/p'", "set home_directory = '/'",
    "set allowed_directories = ['/']", "set autoload_known_extensions = true", "set temp_directory = '/tmp'", "set python_scan_all_frames = true",
    "install httpfs", "load httpfs", "load '{folder}/x.duckdb_extension'", "force install httpfs", "update extensions",
]  # fmt: skip


@pytest.mark.parametrize("query", READS + WRITES + SETTINGS)
def test_fault_77_files_other_databases_and_settings_are_out_of_reach(database, query):
    assert refused(database, query)


@pytest.mark.parametrize(
    "query", ["", ";", "-- nothing", "select 1; select 2", "select 1; copy claims to '{folder}/out.csv'"]
)
def test_exactly_one_statement_is_run(database, query):
    assert "expected one query" in refused(database, query)


PIVOTS = [
    "pivot claims on id % 2 using max(value)", "PIVOT claims ON id % 2 USING max(value);", "pivot claims on id % 2 using max(value) ; ; -- end",
    "pivot_wider claims on id % 2 using max(value)", "pivot claims on id % 2, id % 3 using max(value), min(value) order by all limit 2",
    "with p as (pivot claims on id % 2 using max(value)) from p", "select * from (pivot claims on id % 2 using max(value))",
    "with c as (from claims) pivot c on id % 2 using max(value)", "pivot (pivot claims on id % 2 using max(value) group by id) on id",
    "(pivot claims on id % 2) union all by name (pivot claims on id % 3)", "pivot claims on id % 2 in (0, 1) using max(value)",
    "summarize (pivot claims on id % 2)", "describe pivot claims on id % 2", "explain pivot claims on id % 2", "explain analyze pivot claims on id % 2",
    "unpivot claims on id, value into name n value x", "from claims unpivot (x for n in (id, value))", "pivot (select ';' as a, 1 as b) on a",
    "from claims", "summarize claims", "describe claims", "show tables", "values (1)", "from claims pivot (max(value) for id in (0, 1))",
]  # fmt: skip


@pytest.mark.parametrize("query", PIVOTS)
def test_pivot_is_one_query_as_all_that_only_reads(database, query):
    before = database.read_bytes()
    assert run_sql(database, query).rows
    assert database.read_bytes() == before


def test_pivot_makes_columns_of_values(database):
    result = run_sql(database, "pivot (select id % 2 as odd, 'n' as name, value from claims) on odd using max(value)")
    assert (result.columns, result.rows) == (("name", "0", "1"), (("n", Decimal("2.0"), Decimal("2.25")),))
    cut = run_sql(database, "pivot claims on id % 2 using max(value) group by id", limit=2)
    assert (len(cut.rows), cut.truncated) == (2, True)


@pytest.mark.parametrize(
    "query",
    [
        "insert into claims pivot claims on id", "create table other as pivot claims on id", "create or replace temp table x as pivot claims on id",
        "create type colour as enum (select 'red' from (pivot claims on id))", "copy (pivot claims on id) to '{folder}/out.csv'",
        "update claims set id = (select 1 from (pivot claims on id))", "delete from claims using (pivot claims on id)",
        "merge into claims using (pivot claims on id) on true when matched then delete", "prepare p as pivot claims on id",
        "set variable a = (select 1 from (pivot claims on id))", "create view v as pivot claims on id", "create macro m() as table pivot claims on id",
        "explain analyze create table other as pivot claims on id", "pivot (from read_csv('{folder}/secret.csv')) on secret",
        "pivot (from read_text('/etc/passwd')) on content", "pivot claims on getenv('HOME')", "with x as (insert into claims values (1, 1)) pivot x on id",
    ],
)  # fmt: skip
def test_fault_77_a_statement_with_a_pivot_in_it_writes_nothing(database, query):
    assert refused(database, query)


@pytest.mark.parametrize(
    "query",
    [
        "pivot claims on id; select 1", "select 1; pivot claims on id", "pivot claims on id; pivot claims on id", "pivot claims on id;; drop table claims",
        "create type a as enum ('x'); select 1", "create temp type a as enum ('x'); pivot claims on id", "begin; pivot claims on id; commit",
        "begin; explain pivot claims on id", "pivot claims on id /* ; */ ; /* ; */ select 1", "pivot (select ';' as a) on a; select 1",
    ],
)  # fmt: skip
def test_several_statements_are_refused_with_a_pivot_among_them(database, query):
    assert "expected one query" in refused(database, query)


@pytest.mark.parametrize(
    "query", ["selec 1", "select * from nothing", "select 'x'::int", "select 1 +", "\0", "select '"]
)
def test_a_query_that_is_wrong_gives_the_databases_message(database, query):
    assert refused(database, query)


def test_a_variable_of_the_program_is_no_table(database):
    import pandas as pd

    claims_frame = pd.DataFrame({"secret": [1]})
    assert "claims_frame" in refused(database, "select * from claims_frame")
    assert len(claims_frame) == 1


def test_without_a_build_the_mend_is_to_refresh(tmp_path):
    with pytest.raises(FangzhiError, match=r"found nothing published.*Mend: fangzhi refresh"):
        run_sql(tmp_path / "fangzhi.duckdb", "select 1")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", ["garbage", "cut", "flipped", "folder", "empty"])
def test_faults_50_and_51_a_file_that_is_no_database_gives_a_clear_message(database, damage):
    data = database.read_bytes()
    database.unlink()
    match damage:
        case "folder":
            database.mkdir()
        case "empty":
            database.touch()
        case "flipped":
            database.write_bytes(data[:8] + b"XXXX" + data[12:])
        case _:
            database.write_bytes(b"garbage" * 3000 if damage == "garbage" else data[:5000])
    with pytest.raises(FangzhiError, match=r"Mend: "):
        run_sql(database, "select count(*) from claims")


def test_a_database_that_is_open_for_writing_in_this_process_gives_a_clear_message(database):
    with duckdb.connect(str(database)), pytest.raises(FangzhiError, match=r"Mend: "):
        run_sql(database, "select 1")


def test_a_connection_for_reading_can_be_used_for_several_queries(database):
    with reading(database) as connection:
        assert connection.execute("select count(*) from claims").fetchall() == [(10,)]
        assert connection.execute("select max(id) from claims").fetchall() == [(9,)]


def test_sample_rows_name_their_columns(database):
    assert sample(database, "select id, value from claims order by id", 2) == [
        "id=0, value=0.000000",
        "id=1, value=0.250000",
    ]


@pytest.mark.parametrize(
    ("columns", "text"),
    [
        ("7 as id, 'a' as code, 'b' as expected, 'write b' as mend", "found id=7, code=a, expected b. Mend: write b"),
        ("'f:2' as place, 7 as id, 'a' as found, 'b' as expected, 'write b' as mend", "f:2 id=7: found a, expected b. Mend: write b"),
        ("'f:2' as place, 7 as id, 'b' as expected, 'write b' as mend", "f:2: found id=7, expected b. Mend: write b"),
        ("7 as id, 'a' as found", "id=7, found=a"),
        ("null as code, 'b' as expected, 'write b' as mend", "found code=None, expected b. Mend: write b"),
    ],
)  # fmt: skip
def test_a_row_that_says_what_was_expected_is_told_in_the_words_of_the_house(database, columns, text):
    assert sample(database, f"select {columns}", 1) == [text]
