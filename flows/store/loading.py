"""Rows into the schemas ``raw`` and ``meta`` of a build in progress."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import duckdb
import pandas as pd

from flows.domain.errors import FangzhiError, Refusal
from flows.store.builds import Build, is_cut_short

_TABLES: Final = ("documents", "articles", "segments", "figures", "periods", "claims", "rejections", "refusals")
COUNTS: Final = {
    "documents": "select count(*) from raw.documents",
    "articles": "select count(*) from raw.articles",
    "figures": "select count(*) from raw.figures",
    "claims": "select count(*) from raw.claims",
    "refusals": "select count(*) from raw.refusals",
    "observations": "select count(*) from marts.fct_indicators_by_region_year",
}

_SIGNED: Final = {
    "document": "select count(*) from raw.documents",
    "claim": "select count(*) from raw.claims where origin = 'curated'",
    "rejection": "select count(*) from raw.rejections",
    "ruling": "select count(*) from raw.rulings",
    "correction": "select count(*) from raw.corrections",
}


@contextlib.contextmanager
def writing(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that writes to a private database, closed and checkpointed at the end.

    Raises ``FangzhiError`` naming the file when the disk is full or refuses to write.
    """
    try:
        with duckdb.connect(str(database)) as connection:
            connection.execute("set autoinstall_known_extensions = false")
            connection.execute("set threads = 2")
            yield connection
            connection.execute("checkpoint")
    except (duckdb.IOException, duckdb.FatalException) as error:
        text = str(error).split("\n")[0]
        raise FangzhiError(
            f"{database}: {text}. Mend: free some space, or check the disk and its permissions"
        ) from error


def create_schema(database: Path) -> None:
    """Make the tables of ``schema.sql`` where they are missing, and drop all else.

    What dbt makes it makes anew; without this a model that was renamed would leave its table behind.
    """
    with writing(database) as connection:
        others = connection.execute(
            "select schema_name from duckdb_schemas() where database_name = current_database() and not internal "
            "and schema_name not in ('raw', 'meta')"
        ).fetchall()
        for (schema,) in others:
            connection.execute(f'drop schema "{schema}" cascade')
        connection.execute(files("flows.store").joinpath("schema.sql").read_text(encoding="utf-8"))


def load(database: Path, rows: Mapping[str, Sequence[Mapping[str, Any]]], *, documents: Iterable[str]) -> None:
    """Put ``rows`` in the place of all rows of ``documents``, in one transaction; doing it twice changes nothing.

    Values are text where the column is a date or a decimal, so that DuckDB casts them exactly.
    """
    replaced = sorted(documents)
    with _in_one_transaction(database) as connection:
        for table in _TABLES:
            connection.execute(
                f"delete from raw.{table} where document in (select unnest(?::varchar[]))",  # noqa: S608 - table is one of _TABLES
                [replaced],
            )
        for table in _TABLES:
            _insert(connection, f"raw.{table}", rows.get(table, ()))


def replace_tables(database: Path, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Put ``rows`` in the place of all rows of their tables, in one transaction: tables that no document has a part in."""
    with _in_one_transaction(database) as connection:
        for table in rows:
            connection.execute(f"delete from raw.{table}")  # noqa: S608 - a name of ours
        for table, content in rows.items():
            _insert(connection, f"raw.{table}", content)


@contextlib.contextmanager
def _in_one_transaction(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection whose changes are all kept, or none where an error is raised."""
    with writing(database) as connection:
        connection.execute("begin")
        try:
            yield connection
            connection.execute("commit")
        except BaseException:
            with contextlib.suppress(duckdb.Error):  # where the commit itself failed there is nothing left to take back
                connection.execute("rollback")
            raise


def record_build(database: Path, build: Build) -> None:
    """Write the build and its inputs into ``meta``."""
    counts = {f"{name.removesuffix('s')}_count": count for name, count in build.counts.items()}
    row = {
        "build_id": build.build_id,
        "sequence": build.sequence,
        "mode": build.mode,
        "package_version": build.package_version,
        "code_revision": build.code_revision,
        "inputs_sha256": build.inputs_sha256,
        "dbt_invocation_id": build.dbt_invocation_id,
        "started_at": build.started_at,
        "finished_at": build.finished_at,
    } | counts
    inputs = []
    for key, digest in sorted(build.inputs.items()):
        kind, _, path = key.partition(":")
        inputs.append({"kind": kind, "path": path, "sha256": digest})
    with writing(database) as connection:
        connection.execute("begin")
        connection.execute("delete from meta.builds where build_id = ?", [build.build_id])
        connection.execute("delete from meta.inputs")
        _insert(connection, "meta.builds", [row])
        _insert(connection, "meta.inputs", inputs)
        connection.execute("commit")


def copy_history(database: Path, earlier: Path) -> bool:
    """Take the rows of ``meta.builds`` over from an earlier build's database; ``False`` if this code cannot read them."""
    quoted = str(earlier).replace("'", "''")
    with writing(database) as connection:
        try:
            connection.execute(f"attach '{quoted}' as earlier (read_only)")
            connection.execute("insert or ignore into meta.builds by name select * from earlier.meta.builds")
            connection.execute("detach earlier")
        except duckdb.Error:
            return False
    return True


def read_refusals(database: Path) -> list[Refusal]:
    """Everything that is refused now, in the order of files and lines."""
    columns = "file, line, column_name, kind, found, expected, mend"
    with duckdb.connect(str(database)) as connection:
        rows = connection.execute(f"select {columns} from raw.refusals order by all").fetchall()  # noqa: S608
    return [Refusal(*row) for row in rows]


def can_open(database: Path) -> bool:
    """Whether the file is as long as it was sealed and DuckDB can open it and list its tables."""
    if is_cut_short(database):
        return False
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            connection.execute("select count(*) from duckdb_tables()").fetchall()
    except duckdb.Error:
        return False
    return True


@contextlib.contextmanager
def _asking(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to a private database; raises ``FangzhiError`` where it does not answer."""
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            yield connection
    except duckdb.Error as error:
        raise FangzhiError(
            f"{database}: {str(error).splitlines()[0]}. Mend: run fangzhi refresh again; if it comes again, check the disk"
        ) from error


def count_rows(database: Path) -> dict[str, int]:
    """How many documents, articles, figures, claims, refusals and observations a built database holds."""
    with _asking(database) as connection:
        return _count(connection, COUNTS)


def count_signed(database: Path) -> dict[str, int]:
    """How many documents there are, and how much of each kind people have signed."""
    with _asking(database) as connection:
        return _count(connection, _SIGNED)


def count_marts(database: Path, tables: Iterable[str]) -> dict[str, int]:
    """How many rows each of ``tables`` of the schema ``marts`` has; raises ``FangzhiError`` where one is missing."""
    with _asking(database) as connection:
        return _count(connection, {name: f'select count(*) from marts."{name}"' for name in sorted(tables)})  # noqa: S608 - names of ours


def _count(connection: duckdb.DuckDBPyConnection, queries: Mapping[str, str]) -> dict[str, int]:
    return {name: int((connection.execute(query).fetchone() or (0,))[0]) for name, query in queries.items()}


def require_recorded(database: Path, build: Build) -> None:
    """Ask a sealed database whether it is what its record claims; raises ``FangzhiError`` where it is not.

    It has to know itself as this build of these inputs, and to hold the rows that were counted when it was made.
    """
    with _asking(database) as connection:
        known = connection.execute(
            "select sequence, inputs_sha256, dbt_invocation_id from meta.builds where build_id = ?", [build.build_id]
        ).fetchall()
        inputs = _count(connection, {"meta.inputs": "select count(*) from meta.inputs"})
    found = {"meta.builds": known, **inputs, **count_rows(database), **count_marts(database, build.marts)}
    claimed = {
        "meta.builds": [(build.sequence, build.inputs_sha256, build.dbt_invocation_id)],
        "meta.inputs": len(build.inputs),
        **build.counts,
        **build.marts,
    }
    for name, expected in claimed.items():
        if found.get(name) != expected:
            raise FangzhiError(
                f"{database}: found {found.get(name)} in {name}, expected {expected}, as the record of build "
                f"{build.build_id} says; it is not published. Mend: run fangzhi refresh again"
            )


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows by column name; ``table`` is one of ours."""
    if not rows:
        return
    frame = pd.DataFrame.from_records([dict(row) for row in rows])
    connection.register("incoming", frame)
    columns = ", ".join(f'"{column}"' for column in frame.columns)
    connection.execute(f"insert into {table} ({columns}) select {columns} from incoming")  # noqa: S608 - names of ours
    connection.unregister("incoming")
