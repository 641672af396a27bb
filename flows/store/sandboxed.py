"""One query in a process that has nothing to lose: a script of its own, which ``flows.store.sandbox`` runs.

    python -I sandboxed.py DATABASE MEMORY_MB SPACE_MB CPU_SECONDS

It opens DATABASE read-only, gives up every way to files, processes and settings, writes ``ready``, reads one request, a
line of JSON (``query``, ``rows``, ``size``), and writes its answer as lines of JSON: columns with types, the rows, and how
it ended. Without the last line the answer is none. Files of this package are not imported: what runs here is little.
"""

import contextlib
import ctypes
import datetime as dt
import errno
import itertools
import json
import math
import os
import resource
import struct
import sys
import threading
import time
from decimal import Decimal
from typing import Any, Final

import duckdb

_BATCH: Final = 64
_QUERIES: Final = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
"""As DuckDB counts them; ``from``, ``values``, ``describe``, ``show``, ``pivot`` and ``summarize`` are selects."""
_LONGEST_MESSAGE: Final = 1_000
"""Characters of DuckDB's message: it repeats the query."""

_LINK_CALLS: Final = {
    "x86_64": (0xC000_003E, (89, 267)),
    "aarch64": (0xC000_00B7, (78,)),
    "riscv64": (0xC000_00F3, (78,)),
}
"""By machine: Linux's number of its architecture (linux/audit.h), and of its calls ``readlink`` and ``readlinkat``."""


class NoQueryError(ValueError):
    """A text that is not one query; its message is for whoever wrote it."""


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
    try:
        end = _answer(connection, request["query"], rows=request["rows"], size=request["size"])
    except (duckdb.Error, ValueError, OverflowError) as error:
        end = {"error": _message(error)}
    except MemoryError:
        end = {"error": "Out of Memory Error: the result is larger than the memory of a query"}
    _say({"end": end})


def _end_with_parent(parent: int) -> None:
    """A query goes on for nobody when who asked was killed; as ``flows.lifeline``, which is not imported here."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _opened(database: str, memory: int) -> duckdb.DuckDBPyConnection:
    """A connection to a database in memory, with the build attached as its default: so it can be given a name.

    DuckDB tells everyone who asks the path of a file it has attached (``duckdb_databases()``, the setting
    ``allowed_paths``), and resolves all links in it first. So it is given the open file, as one that has a number only, in
    a process in which links cannot be resolved. Raises ``OSError`` where the build cannot be opened or links can be.
    """
    handle = os.open(database, os.O_RDONLY)
    _resolve_no_link()
    path = f"/dev/fd/{handle}"
    connection = duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": f"{memory}MB",
            "threads": "1",
            "temp_directory": "",
        }
    )
    connection.execute(f"attach '{path}' as fangzhi (read_only)")
    if connection.execute("select path from duckdb_databases() where database_name = 'fangzhi'").fetchone() != (path,):
        raise OSError(errno.ENOTSUP, "on this system queries would see the path of the build")
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


def _resolve_no_link() -> None:
    """From now on this process is told of every link that it is none; on macOS files by number are no links anyway."""
    if sys.platform != "linux" or os.uname().machine not in _LINK_CALLS:
        return
    architecture, calls = _LINK_CALLS[os.uname().machine]
    # A filter of system calls is a program of the kernel's packet filter (linux/filter.h, linux/seccomp.h): load a word,
    # jump by so many instructions if it is equal or not, return what is to be done.
    load, jump_if_equal, give = 0x20, 0x15, 0x06
    allowed, refused = 0x7FFF_0000, 0x0005_0000 | errno.EINVAL
    program = [(load, 0, 0, 4), (jump_if_equal, 0, len(calls) + 1, architecture), (load, 0, 0, 0)]
    program += [(jump_if_equal, len(calls) - at, 0, call) for at, call in enumerate(calls)]
    program += [(give, 0, 0, allowed), (give, 0, 0, refused)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *instruction) for instruction in program))
    described = ctypes.create_string_buffer(struct.pack("HP", len(program), ctypes.addressof(code)))
    process = ctypes.CDLL(None, use_errno=True)
    set_no_new_privileges, set_filter, with_program = 38, 22, 2
    unused = ctypes.c_ulong(0)
    process.prctl(set_no_new_privileges, ctypes.c_ulong(1), unused, unused, unused)
    process.prctl(set_filter, ctypes.c_ulong(with_program), described, unused, unused)


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


def _answer(connection: duckdb.DuckDBPyConnection, query: str, *, rows: int, size: int) -> dict[str, str]:
    """Write columns and rows; returns how it ended: ``{}``, or ``cut`` by ``rows`` or ``size``, or an ``error``."""
    preparing, asked = one_query(connection, query)
    if asked.type not in _QUERIES:
        raise NoQueryError(_no_query(asked))
    for statement in preparing:
        connection.execute(statement)
    cursor = connection.execute(asked)
    description = cursor.description or []
    _say({"columns": [column[0] for column in description], "types": [str(column[1]) for column in description]})
    given = written = 0
    while batch := cursor.fetchmany(_BATCH):
        for row in batch:
            if given == rows:
                return {"cut": "rows"}
            line = json.dumps([_cell(cell) for cell in row], ensure_ascii=False)
            written += len(line.encode())
            if written > size:
                return {"cut": "size"}
            _say(line)
            given += 1
    return {}


def one_query(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[list[duckdb.Statement], duckdb.Statement]:
    """What DuckDB needs run before the one statement that ``query`` is, and that statement.

    DuckDB takes ``pivot … on`` without its values apart: a temporary type of the values, then the query; round anything but
    a plain select it puts a transaction, which nobody needs here. What it made has no text of its own, what people wrote
    has; and what they wrote is counted by its tokens. Raises ``NoQueryError``, or ``duckdb.Error`` if it cannot be parsed.
    """
    statements = connection.extract_statements(query)
    written = _written(query)
    if written != 1:
        raise NoQueryError(f"found {written} statements, expected one query. Mend: run them one by one")
    if len(statements) == 1:
        return [], statements[0]
    statements = [statement for statement in statements if statement.type != duckdb.StatementType.TRANSACTION]
    for statement in statements[:-1]:
        if statement.type != duckdb.StatementType.CREATE or statement.query:
            raise NoQueryError(_no_query(statement))
    if statements[-1].type not in _QUERIES:
        raise NoQueryError(_no_query(statements[-1]))
    return statements[:-1], statements[-1]


def _written(query: str) -> int:
    """How many statements stand in ``query``, divided by semicolons outside of strings, names and comments."""
    text = query.encode()
    ends = (kind == duckdb.token_type.operator and text[at : at + 1] == b";" for at, kind in duckdb.tokenize(query))
    return sum(not is_end for is_end, _ in itertools.groupby(ends))


def _no_query(statement: duckdb.Statement) -> str:
    kind = statement.type.name.lower().replace("_", " ")
    return (
        f"found a statement that is no query ({kind}), expected select, with, from, values, describe, show, pivot, "
        "summarize or explain. Mend: ask one of these"
    )


def _message(error: Exception) -> str:
    """DuckDB's message, cut, and without advice that only who sets the limits can take."""
    message = str(error).split("\n\nPossible solutions:")[0]
    return message if len(message) <= _LONGEST_MESSAGE else f"{message[:_LONGEST_MESSAGE]} …"


def _cell(value: Any) -> Any:
    """A value of JSON, or an object that names the type that JSON has not."""
    match value:
        case None | bool() | int() | str():
            return value
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
            return {"list": [_cell(item) for item in value]}
        case dict():
            return {"struct": [[str(key), _cell(item)] for key, item in value.items()]}
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
        _say({"end": {"error": _message(problem)}})
    except OSError as problem:
        _say({"end": {"error": problem.strerror}})
