"""A published build held open for reading, and the one that follows when a newer build is published."""

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import duckdb

from flows.domain.errors import FangzhiError
from flows.store.builds import Build, BuildStore
from flows.store.queries import Result, connect

if TYPE_CHECKING:
    import pyarrow as pa

_T = TypeVar("_T")


class OtherVersionError(FangzhiError):
    """The build was made by another version of fangzhi, with other tables."""


class OpenedBuild:
    """One build, open read-only by its own path; safe to ask from many threads at once.

    What is made once from a build (``memo``) lives as long as it is open.
    """

    def __init__(self, build: Build, database: Path) -> None:
        self.build = build
        self.database = database
        self._connection = connect(database)
        self._memo: dict[str, Any] = {}
        self._lock = threading.RLock()
        self._readers = 0
        self._is_superseded = False

    def rows(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[dict[str, Any]]:
        """The rows of a query of ours as dicts; whole decimals without places, others without trailing zeros.

        Raises ``OtherVersionError`` where the build lacks a table or a column.
        """
        with self._connection.cursor() as cursor:
            try:
                cursor.execute(sql, parameters)
            except (duckdb.CatalogException, duckdb.BinderException) as error:
                raise OtherVersionError(
                    f"build {self.build.sequence}: found another version of the tables ({str(error).splitlines()[0]}), "
                    "expected those of this version. Mend: fangzhi refresh"
                ) from error
            names = [column[0] for column in cursor.description or ()]
            decimals = [column[0] for column in cursor.description or () if str(column[1]).startswith("DECIMAL")]
            found = cursor.fetchall()
        rows = [dict(zip(names, row, strict=True)) for row in found]
        for row in rows:
            for name in decimals:
                row[name] = _tidy(row[name])
        return rows

    def row(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> dict[str, Any] | None:
        """The first row of a query, ``None`` if it has none."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def batches(self, sql: str, parameters: Sequence[Any] = (), *, size: int = 1000) -> Iterator[Result]:
        """The rows of a query of ours as they are, ``size`` at a time; the first batch comes also where there are none."""
        with self._connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            columns = tuple(column[0] for column in cursor.description or ())
            types = tuple(str(column[1]) for column in cursor.description or ())
            rows = cursor.fetchmany(size)
            while True:
                following = cursor.fetchmany(size)
                yield Result(columns, tuple(rows), bool(following), types)
                if not following:
                    return
                rows = following

    def arrow(self, sql: str, parameters: Sequence[Any] = (), *, size: int = 50_000) -> Iterator["pa.RecordBatch"]:
        """The rows of a query of ours as batches of Arrow; the first comes also where there are none."""
        import pyarrow as pa

        with self._connection.cursor() as cursor:
            reader = cursor.execute(sql, parameters).to_arrow_reader(size)
            yield pa.RecordBatch.from_pylist([], schema=reader.schema)
            yield from reader

    def memo(self, key: str, make: Callable[["OpenedBuild"], _T]) -> _T:
        """What ``make`` gives for this build, made once."""
        if key not in self._memo:
            with self._lock:
                if key not in self._memo:
                    self._memo[key] = make(self)
        made: _T = self._memo[key]
        return made

    @contextlib.contextmanager
    def read(self) -> Iterator["OpenedBuild"]:
        """Keep the build open while it is read, also when a newer one has taken its place."""
        with self._lock:
            self._readers += 1
        try:
            yield self
        finally:
            with self._lock:
                self._readers -= 1
                self._close_if_done()

    def supersede(self) -> None:
        """Close as soon as nobody reads any more."""
        with self._lock:
            self._is_superseded = True
            self._close_if_done()

    def _close_if_done(self) -> None:
        if self._is_superseded and not self._readers:
            self._connection.close()


class PublishedBuilds:
    """Whatever build is published, opened; ``refresh`` moves on to a newer one."""

    def __init__(self, warehouse: Path, *, prepare: Callable[[OpenedBuild], object] | None = None) -> None:
        """Raises ``FangzhiError`` if nothing is published or the build cannot be opened."""
        self._store = BuildStore(warehouse)
        self._prepare = prepare
        self._lock = threading.Lock()
        build = self._store.published()
        if build is None:
            raise FangzhiError(
                f"{self._store.pointer}: found nothing published, expected a build. Mend: fangzhi refresh"
            )
        self._current = OpenedBuild(build, self._store.database(build))

    @contextlib.contextmanager
    def read(self) -> Iterator[OpenedBuild]:
        """The build that is published now, kept open until the end of the block."""
        with self._lock:
            reading = self._current.read()
            opened = reading.__enter__()
        with contextlib.ExitStack() as stack:
            stack.push(reading)
            yield opened

    def refresh(self) -> bool:
        """Open the published build if it is another one, prepare it, and only then let it take over.

        A build that cannot be opened raises ``FangzhiError``, and the one before goes on being served.
        """
        build = self._store.published()
        if build is None or build.build_id == self._current.build.build_id:
            return False
        fresh = OpenedBuild(build, self._store.database(build))
        if self._prepare:
            self._prepare(fresh)
        with self._lock:
            before, self._current = self._current, fresh
        before.supersede()
        return True

    def close(self) -> None:
        self._current.supersede()


def _tidy(value: Any) -> Any:
    if type(value) is Decimal:
        whole = value.to_integral_value()
        return whole if whole == value else value.normalize()
    return value
