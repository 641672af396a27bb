"""Reading a published build: ad hoc SQL in a sandbox, and what is published."""

import contextlib
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from flows.domain.errors import FangzhiError, LongError
from flows.store.as_of import require_available, require_no_other_build, show_as_of
from flows.store.builds import is_cut_short
from flows.store.sandboxed import NoQueryError, one_query

MEMORY: Final = "4GB"
_CONFIG: Final[dict[str, Any]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": MEMORY,
    "threads": "2",
}


def run_each_query_on_one_thread() -> None:
    """In this process, from now on: many small queries side by side take a quarter less so, each in the thread that asks.

    For the whole process, since DuckDB opens a file with one configuration for all.
    """
    _CONFIG["threads"] = "1"


@dataclass(frozen=True, slots=True)
class Result:
    """Columns and rows of a query; decimals stay decimals.

    ``truncated``: there are more rows than were asked for. ``types`` are DuckDB's names of the columns' types, where known.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False
    types: tuple[str, ...] = ()


def connect(database: Path, *, as_of: dt.date | None = None) -> duckdb.DuckDBPyConnection:
    """As ``reading``, for who closes the connection himself."""
    path = database.resolve()
    if is_cut_short(path):
        raise FangzhiError(
            f"{path}: found a file cut short, expected it as long as it was sealed. Mend: fangzhi refresh"
        )
    try:
        connection = _open(path) if as_of is None else _open_as_of(path, as_of)
    except duckdb.Error as error:
        raise FangzhiError(_why_closed(database, error)) from error
    return connection


@contextlib.contextmanager
def reading(database: Path, *, as_of: dt.date | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection that can reach no file, network or setting; raises ``FangzhiError`` if it cannot open.

    With ``as_of``, ``marts`` is what it would have been on that day, and there are no other schemas.
    """
    with connect(database, as_of=as_of) as connection:
        yield connection


def run_sql(database: Path, query: str, *, limit: int | None = None, as_of: dt.date | None = None) -> Result:
    """Run one query on a build, with ``as_of`` on what it would have been on that day.

    Raises ``FangzhiError`` with DuckDB's own message, or with the tables that cannot be given as of a day. At most
    ``limit`` rows are fetched; ``truncated`` tells whether there were more.
    """
    if as_of is not None:
        require_no_other_build(query)
    with reading(database, as_of=as_of) as connection:
        try:
            preparing, asked = one_query(connection, query)
            for statement in preparing:
                connection.execute(statement)
            cursor = connection.execute(asked)
            columns = tuple(column[0] for column in cursor.description or ())
            types = tuple(str(column[1]) for column in cursor.description or ())
            rows = cursor.fetchall() if limit is None else cursor.fetchmany(limit + 1)
        except NoQueryError as error:
            raise FangzhiError(str(error)) from error
        except duckdb.Error as error:
            if as_of is not None and isinstance(error, duckdb.CatalogException):
                require_available(connection, query, as_of)
            raise LongError(str(error)) from error
    truncated = limit is not None and len(rows) > limit
    return Result(columns, tuple(rows[:limit] if truncated else rows), truncated, types)


def sample(database: Path, query: str, count: int) -> list[str]:
    """The first ``count`` rows of a query as text, for error messages; see ``row_text``."""
    with duckdb.connect(str(database), read_only=True) as connection:
        cursor = connection.execute(query)
        names = [column[0] for column in cursor.description or ()]
        return [row_text(dict(zip(names, row, strict=True))) for row in cursor.fetchmany(count)]


def row_text(row: dict[str, Any]) -> str:
    """A row of a data test, in the form of all messages if it says what was expected and how to mend it.

    It may say where (``place``) and what was ``found``; without that its other columns are what was found.
    """
    cells = dict(row)
    place, found, expected, mend = (cells.pop(name, None) for name in ("place", "found", "expected", "mend"))
    others = ", ".join(f"{name}={value}" for name, value in cells.items())
    if mend is None:
        return ", ".join(f"{name}={value}" for name, value in row.items())
    if found is None:
        found, others = others, ""
    where = " ".join(str(part) for part in (place, others) if part)
    return f"{where}{': ' if where else ''}found {found}, expected {expected}. Mend: {mend}"


def _open(path: Path) -> duckdb.DuckDBPyConnection:
    # Locked as it is opened: connections of one process share a database, and who comes second can set nothing.
    sealed = {"enable_external_access": "false", "lock_configuration": "true"}
    return duckdb.connect(str(path), read_only=True, config=_CONFIG | sealed)


def _open_as_of(path: Path, day: dt.date) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config=_CONFIG | {"temp_directory": f"{path}.tmp"})
    try:
        show_as_of(connection, path, day)
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
    except BaseException:
        connection.close()
        raise
    return connection


def _why_closed(database: Path, error: duckdb.Error) -> str:
    text = str(error).split("\n")[0]
    if not database.exists():
        return f"{database}: found nothing published, expected a warehouse. Mend: fangzhi refresh"
    if re.search(r"\block\b", text, re.IGNORECASE):
        return f"{database}: found it opened for writing by another process ({text}). Mend: close it there"
    return f"{database}: found a database that DuckDB {duckdb.__version__} cannot open ({text}). Mend: fangzhi refresh"
