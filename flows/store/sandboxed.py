"""One query in a process that has nothing to lose: a script of its own, which ``flows.store.sandbox`` runs.

    python -I sandboxed.py DATABASE MEMORY_MB SPACE_MB CPU_SECONDS

It opens DATABASE read-only, gives up every way to files, processes and settings, writes ``ready``, reads one request, a
line of JSON (``query``, ``rows``, ``size``), and writes its answer as lines of JSON: columns with types, the rows, and how
it ended. Without the last line the answer is none. Files of this package are not imported: what runs here is little.
"""

import contextlib
import datetime as dt
import json
import math
import os
import resource
import sys
import threading
import time
from decimal import Decimal
from typing import Any, Final

import duckdb

_BATCH: Final = 64
_QUERIES: Final = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
"""As DuckDB counts them; ``from``, ``values``, ``describe``, ``show`` and ``summarize`` are selects."""


def main(database: str, memory: int, space: int, seconds: int) -> None:
    """Answer one request of standard input; MB of DuckDB's memory, MB of address space, seconds of processor time."""
    connection = _opened(database, memory)
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    _give_up(space=space, seconds=seconds)
    _say("ready")
    line = sys.stdin.buffer.readline()
    if not line:  # whoever asks has gone
        return
    request = json.loads(line)
    hidden = os.path.dirname(database)  # noqa: PTH120 - fewer imports start sooner
    try:
        end = _answer(connection, request["query"], rows=request["rows"], size=request["size"], hidden=hidden)
    except (duckdb.Error, ValueError, OverflowError) as error:
        end = {"error": _message(error, hidden)}
    except MemoryError:
        end = {"error": "Out of Memory Error: the result is larger than the memory of a query"}
    _say({"end": end})


def _end_with_parent(parent: int) -> None:
    """A query goes on for nobody when who asked was killed; as ``flows.lifeline``, which is not imported here."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _opened(database: str, memory: int) -> duckdb.DuckDBPyConnection:
    """A connection to a database in memory, with the build attached as its default: so it can be given a name."""
    connection = duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": f"{memory}MB",
            "threads": "1",
            "temp_directory": "",
        }
    )
    quoted = database.replace("'", "''")
    connection.execute(f"attach '{quoted}' as fangzhi (read_only)")
    connection.execute("use fangzhi")
    # Values of these types make the client import modules, which cannot be opened any more later.
    connection.execute(
        "select now(), current_date, 1.5, [uuid()], interval 1 day, '1'::blob, {'a': time '00:00'}"
    ).fetchall()
    connection.execute("set python_enable_replacements = false")
    connection.execute("set enable_external_access = false")
    connection.execute("set disabled_filesystems = 'LocalFileSystem'")
    connection.execute("set lock_configuration = true")
    return connection


def _give_up(*, space: int, seconds: int) -> None:
    """No new file, socket, process or core dump from here on; bounded memory and time; last in line for the processor."""
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as score:  # noqa: PTH123
        score.write("1000")
    os.chdir("/")
    with contextlib.suppress(OSError):
        os.nice(5)
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, space << 20),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # macOS knows no limit of the address space
            resource.setrlimit(what, (most, most))


def _answer(connection: duckdb.DuckDBPyConnection, query: str, *, rows: int, size: int, hidden: str) -> dict[str, str]:
    """Write columns and rows; returns how it ended: ``{}``, or ``cut`` by ``rows`` or ``size``, or an ``error``."""
    statements = connection.extract_statements(query)
    if len(statements) != 1:
        return {"error": f"found {len(statements)} statements, expected one query. Mend: run them one by one"}
    if statements[0].type not in _QUERIES:
        kind = statements[0].type.name.lower().replace("_", " ")
        return {
            "error": f"found a statement that is no query ({kind}), expected select, with, from, values, describe, show, "
            "summarize or explain. Mend: ask one of these"
        }
    cursor = connection.execute(statements[0])
    description = cursor.description or []
    _say({"columns": [column[0] for column in description], "types": [str(column[1]) for column in description]})
    given = written = 0
    while batch := cursor.fetchmany(_BATCH):
        for row in batch:
            if given == rows:
                return {"cut": "rows"}
            line = json.dumps([_cell(cell, hidden) for cell in row], ensure_ascii=False)
            written += len(line.encode())
            if written > size:
                return {"cut": "size"}
            _say(line)
            given += 1
    return {}


def _message(error: Exception, hidden: str) -> str:
    """DuckDB's message without the build's folder, and without advice that only who sets the limits can take."""
    return str(error).replace(hidden, "…").split("\n\nPossible solutions:")[0]


def _cell(value: Any, hidden: str) -> Any:
    """A value of JSON, or an object that names the type that JSON has not."""
    match value:
        case None | bool() | int():
            return value
        case str():
            return value.replace(hidden, "…")
        case float():
            return value if math.isfinite(value) else {"float": str(value)}
        case Decimal():
            return {"decimal": str(value)}
        case dt.datetime():
            return {"timestamp": value.isoformat()}
        case dt.date():
            return {"date": value.isoformat()}
        case bytes():
            return {"bytes": value.hex()}
        case list() | tuple():
            return {"list": [_cell(item, hidden) for item in value]}
        case dict():
            return {"struct": [[str(key), _cell(item, hidden)] for key, item in value.items()]}
        case _:
            return str(value)


def _say(line: Any) -> None:
    text = line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    try:
        main(sys.argv[1], *map(int, sys.argv[2:5]))
    except duckdb.Error as problem:
        _say({"end": {"error": _message(problem, os.path.dirname(sys.argv[1]))}})  # noqa: PTH120
