"""A published build as it would have been on a day: views before its tables, in a database in memory."""

import datetime as dt
import re
from pathlib import Path
from typing import Final

import duckdb

from flows.domain.errors import FangzhiError

_BUILD: Final = "build_of_all_days"
"""Under this name the build is attached; a query that reached behind the views by it would see days to come."""

_BY_DATE: Final = ("dim_articles", "fct_claims")
_BY_FUNCTION: Final = {
    "fct_indicators_by_region_year": "indicators_as_of",
    "fct_vintages": "vintages_as_of",
    "rpt_region_years": "region_years_as_of",
}
_OF_ALL_DAYS: Final = ("bridge_region_members", "dim_indicators", "dim_regions", "dim_units")
AVAILABLE: Final = tuple(sorted(f"marts.{table}" for table in (*_BY_DATE, *_BY_FUNCTION, *_OF_ALL_DAYS)))


def show_as_of(connection: duckdb.DuckDBPyConnection, database: Path, day: dt.date) -> None:
    """Let ``marts`` of a connection to a database in memory be that of the build ``database`` on ``day``.

    Raises ``duckdb.Error`` if the build cannot be opened, ``FangzhiError`` if it is older than its functions of a day.
    Leaves a transaction open that reads only: there is no other way to close a database in memory to writes.
    """
    quoted = str(database).replace("'", "''")
    connection.execute(f"attach '{quoted}' as {_BUILD} (read_only)")
    name = '"' + database.stem.replace('"', '""') + '"'
    connection.execute(f"attach ':memory:' as {name}")
    connection.execute(f"use {name}")
    connection.execute("create schema marts")
    connection.execute("create schema intermediate")
    connection.execute("set variable as_of = ?", [day])
    try:
        for table in _OF_ALL_DAYS:
            connection.execute(f"create view marts.{table} as from {_BUILD}.marts.{table}")
        for table in _BY_DATE:
            connection.execute(
                f"create view marts.{table} as "  # noqa: S608 - names of ours
                f"select * from {_BUILD}.marts.{table} where published_on <= getvariable('as_of')"
            )
        connection.execute(
            "create view intermediate.int_disputes as "  # noqa: S608 - a name of ours
            f"select * from {_BUILD}.intermediate.int_disputes where disputed_on <= getvariable('as_of')"
        )
        # DuckDB looks up the names in a function where it is called: the build's functions must stand beside the views.
        for function, parameters, body in connection.execute(
            "select function_name, parameters, macro_definition from duckdb_functions() "
            "where database_name = ? and schema_name = 'marts' and function_type = 'table_macro' order by function_name",
            [_BUILD],
        ).fetchall():
            connection.execute(f"create macro marts.{function}({', '.join(parameters)}) as table {body}")
        for table, function in _BY_FUNCTION.items():
            connection.execute(f"create view marts.{table} as from marts.{function}(getvariable('as_of'))")
    except duckdb.CatalogException as error:
        raise FangzhiError(
            f"{database}: found a build that cannot be given as of a day ({str(error).splitlines()[0]}), expected one of "
            "this version. Mend: fangzhi refresh"
        ) from error
    connection.execute("begin transaction read only")


def require_no_other_build(query: str) -> None:
    """Raise ``FangzhiError`` if ``query`` names the build behind the views."""
    if _BUILD in query.casefold():
        raise FangzhiError(f"found {_BUILD}, expected tables as of a day: {', '.join(AVAILABLE)}. Mend: use those")


def require_available(connection: duckdb.DuckDBPyConnection, query: str, day: dt.date) -> None:
    """Raise ``FangzhiError`` if a ``query`` that failed names tables of the build that cannot be given as of ``day``."""
    tables = connection.cursor().execute(
        "select table_schema, table_name from information_schema.tables where table_catalog = ? order by all", [_BUILD]
    )
    named = [
        f"{schema}.{table}"
        for schema, table in tables.fetchall()
        if f"{schema}.{table}" not in AVAILABLE
        and re.search(rf'\b{re.escape(schema)}"?\s*\.\s*"?{re.escape(table)}\b', query, re.IGNORECASE)
    ]
    if named:
        raise FangzhiError(
            f"found {', '.join(named)}, expected tables that can be given as of {day}: {', '.join(AVAILABLE)}. "
            "Mend: ask those, or ask without a day"
        )
