"""Readers while builds are published: does any of them fail, or see two builds at once?

    python tests/benchmarks/bench_readers.py [--queries 100000] [--publishes 500] [--readers 3]

Builds are small: four tables of a few rows, all of which hold the number of the build. A reader asks for the numbers in
all tables in one query. One in three opens the published path as a user does (``duckdb.connect(path, read_only=True)``) and
opens it again after every 20 queries, since who has a file open keeps it; one as ``fangzhi sql``, for each query; one as
the explorer, which moves on to a newer build before each. Publishes are spread over the queries: a build is
published when its share of the queries has been answered. Prints queries, errors, mixed reads, publishes, the builds that
readers saw, and seconds of CPU.
"""

import argparse
import json
import multiprocessing
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any

import duckdb

CHECKOUT = Path(__file__).parents[2]
sys.path.insert(0, str(CHECKOUT))

from flows.store.builds import Build, BuildStore  # noqa: E402 - after the path
from flows.store.opened import PublishedBuilds  # noqa: E402
from flows.store.queries import run_sql  # noqa: E402

TABLES = ("a", "b", "c", "d")
QUERY = " union all ".join(f"select sequence, count(*) as rows from marts.{table} group by all" for table in TABLES)
QUERIES_OF_A_CONNECTION = 20


def make_database(path: Path, sequence: int) -> None:
    with duckdb.connect(str(path), config={"default_block_size": "16384"}) as connection:
        connection.execute("create schema marts")
        for table in TABLES:
            connection.execute(
                f"create table marts.{table} as select {sequence} as sequence from range({sequence % 7 + 1})"
            )


def publish(warehouse: Path, sequence: int) -> None:
    """One more build, as a refresh publishes it."""
    store = BuildStore(warehouse)
    with store.locked(wait=0):
        make_database(store.begin(None), sequence)
        current = store.published()
        build = Build(
            build_id=f"{sequence:06d}", sequence=sequence, mode="full", started_at="", finished_at="", package_version="",
            code_revision="", inputs_sha256="", dbt_invocation_id="", counts={}, inputs={},
        )  # fmt: skip
        store.publish(build, expected=current.sequence if current else None)
        store.collect_garbage()


# -- readers: each gives a function that asks the query, again and again, and returns its rows -------------------


@contextmanager
def as_user(warehouse: Path) -> Iterator[Callable[[], list[Any]]]:
    """A connection of the user's own to the published path."""
    with duckdb.connect(str(warehouse / "fangzhi.duckdb"), read_only=True, config={"threads": 1}) as connection:
        yield lambda: connection.execute(QUERY).fetchall()


@contextmanager
def as_command(warehouse: Path) -> Iterator[Callable[[], list[Any]]]:
    """As ``fangzhi sql``: the file is opened for each query."""
    yield lambda: list(run_sql(warehouse / "fangzhi.duckdb", QUERY).rows)


@contextmanager
def as_explorer(warehouse: Path) -> Iterator[Callable[[], list[Any]]]:
    """As the explorer: the build is kept open, and a newer one takes its place."""
    builds = PublishedBuilds(warehouse)

    def ask() -> list[Any]:
        builds.refresh()
        with builds.read() as build:
            return [(row["sequence"], row["rows"]) for row in build.rows(QUERY)]

    try:
        yield ask
    finally:
        builds.close()


READERS = (as_user, as_command, as_explorer)


def read(warehouse: Path, number: int, answered: "Synchronized[int]", limit: int, results: Any) -> None:
    """Ask until ``limit`` queries of all readers are answered; what was seen goes to ``results``."""
    reader = READERS[number % len(READERS)]
    count, errors, mixed, seen = 0, [], 0, set()
    while answered.value < limit:
        try:
            with reader(warehouse) as ask:
                for _ in range(QUERIES_OF_A_CONNECTION):
                    rows = ask()
                    count += 1
                    sequences = {sequence for sequence, _ in rows}
                    mixed += {(sequence % 7 + 1) for sequence in sequences} != {size for _, size in rows} or (
                        len(sequences) != 1 or len(rows) != len(TABLES)
                    )
                    seen |= sequences
        except Exception as error:  # noqa: BLE001 - every error counts
            errors.append(f"{reader.__name__}: {type(error).__name__}: {str(error).splitlines()[0]}")
        with answered.get_lock():
            answered.value += QUERIES_OF_A_CONNECTION
    used = resource.getrusage(resource.RUSAGE_SELF)
    results.put((reader.__name__, count, errors, mixed, seen, used.ru_utime + used.ru_stime))


def run(warehouse: Path, *, queries: int, publishes: int, readers: int) -> dict[str, Any]:
    publish(warehouse, 1)
    context = multiprocessing.get_context("spawn")
    answered, results = context.Value("q", 0), context.Queue()
    processes = [
        context.Process(target=read, args=(warehouse, number, answered, queries, results)) for number in range(readers)
    ]
    began = time.perf_counter()
    for process in processes:
        process.start()
    for sequence in range(2, publishes + 2):
        while answered.value < queries * (sequence - 1) // (publishes + 1):
            time.sleep(0.002)
        publish(warehouse, sequence)
    found = [results.get() for _ in processes]
    for process in processes:
        process.join()
    used = resource.getrusage(resource.RUSAGE_SELF)
    errors = [error for reader in found for error in reader[2]]
    return {
        "queries": sum(reader[1] for reader in found),
        "by reader": {f"{number} {reader[0]}": reader[1] for number, reader in enumerate(found)},
        "errors": len(errors),
        "first errors": errors[:5],
        "mixed": sum(reader[3] for reader in found),
        "publishes": publishes,
        "builds seen": len(set().union(*(reader[4] for reader in found))),
        "seconds": round(time.perf_counter() - began, 1),
        "CPU seconds of readers": round(sum(reader[5] for reader in found), 1),
        "CPU seconds of the publisher": round(used.ru_utime + used.ru_stime, 1),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queries", type=int, default=100_000)
    parser.add_argument("--publishes", type=int, default=500)
    parser.add_argument("--readers", type=int, default=3)
    options = parser.parse_args()
    place = Path(tempfile.mkdtemp(prefix="fangzhi-readers-"))
    try:
        report = run(place / "warehouse", queries=options.queries, publishes=options.publishes, readers=options.readers)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    sys.stdout.write(json.dumps(report, indent=1) + "\n")
    return 1 if report["errors"] or report["mixed"] else 0


if __name__ == "__main__":
    os.nice(5)
    sys.exit(main())
