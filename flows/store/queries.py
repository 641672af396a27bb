"""Reading a published build: ad hoc SQL in a sandbox, and what is published."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from flows.domain.errors import FangzhiError
from flows.store.builds import is_cut_short

MEMORY: Final = "4GB"


@dataclass(frozen=True, slots=True)
class Result:
    """Columns and rows of a query; decimals stay decimals.

    ``truncated``: there are more rows than were asked for. ``types`` are DuckDB's names of the columns' types, where known.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False
    types: tuple[str, ...] = ()


@contextlib.contextmanager
def reading(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection that can reach no file, network or setting; raises ``FangzhiError`` if it cannot open."""
    path = database.resolve()
    if is_cut_short(path):
        raise FangzhiError(
            f"{path}: found a file cut short, expected it as long as it was sealed. Mend: fangzhi refresh"
        )
    try:
        connection = duckdb.connect(
            str(path),
            read_only=True,
            config={"enable_external_access": "false", "autoinstall_known_extensions": "false",
                    "autoload_known_extensions": "false", "memory_limit": MEMORY, "threads": "2"},
        )  # fmt: skip
    except duckdb.Error as error:
        raise FangzhiError(_why_closed(database, error)) from error
    with connection:
        connection.execute("set lock_configuration = true")
        yield connection


def run_sql(database: Path, query: str, *, limit: int | None = None) -> Result:
    """Run one query on a build; raises ``FangzhiError`` with DuckDB's own message.

    At most ``limit`` rows are fetched; ``truncated`` tells whether there were more.
    """
    with reading(database) as connection:
        try:
            statements = connection.extract_statements(query)
            if len(statements) != 1:
                raise FangzhiError(f"found {len(statements)} statements, expected one query. Mend: run them one by one")
            cursor = connection.execute(statements[0])
            columns = tuple(column[0] for column in cursor.description or ())
            types = tuple(str(column[1]) for column in cursor.description or ())
            rows = cursor.fetchall() if limit is None else cursor.fetchmany(limit + 1)
        except duckdb.Error as error:
            raise FangzhiError(str(error)) from error
    truncated = limit is not None and len(rows) > limit
    return Result(columns, tuple(rows[:limit] if truncated else rows), truncated, types)


def sample(database: Path, query: str, count: int) -> list[str]:
    """The first ``count`` rows of a query as text, for error messages."""
    with duckdb.connect(str(database), read_only=True) as connection:
        cursor = connection.execute(query)
        names = [column[0] for column in cursor.description or ()]
        return [
            ", ".join(f"{name}={value}" for name, value in zip(names, row, strict=True))
            for row in cursor.fetchmany(count)
        ]


def _why_closed(database: Path, error: duckdb.Error) -> str:
    text = str(error).split("\n")[0]
    if not database.exists():
        return f"{database}: found nothing published, expected a warehouse. Mend: fangzhi refresh"
    if "lock" in text.lower():
        return f"{database}: found it opened for writing by another process ({text}). Mend: close it there"
    return f"{database}: found a database that DuckDB {duckdb.__version__} cannot open ({text}). Mend: fangzhi refresh"
