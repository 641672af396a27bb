import duckdb

from flows.store.indexes import INDEXES, create_indexes
from flows.store.queries import run_sql


def test_every_index_is_on_the_published_build_and_used(template):
    database = template / "warehouse/fangzhi.duckdb"
    found = run_sql(
        database, "select schema_name || '.' || table_name, expressions from duckdb_indexes() where not is_primary"
    )
    made = {(table, columns.strip("[]'\"")) for table, columns in found.rows}
    assert {(table, column) for table, columns in INDEXES.items() for column in columns} <= made
    plan = run_sql(database, "explain analyze select sentence from marts.fct_claims where claim_id = '0'").rows[0][1]
    assert "Index Scan" in plan


def test_indexes_are_made_where_their_tables_are_and_twice_is_once(tmp_path):
    database = tmp_path / "few.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute("create schema marts; create table marts.fct_claims as select 'a' as claim_id")
    create_indexes(database)
    create_indexes(database)
    with duckdb.connect(str(database)) as connection:
        assert connection.execute("select index_name from duckdb_indexes()").fetchall() == [("fct_claims_claim_id",)]
