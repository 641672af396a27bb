"""Rows of a mart as a file: CSV and JSON piece by piece in bounded memory, Parquet and Excel as a whole."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from flows.domain.errors import FangzhiError
from flows.store import exports
from flows.store.browsing import Selection, count, query
from flows.store.opened import OpenedBuild
from flows.store.queries import Result

STREAMED: Final = ("csv", "json", "jsonl")
WHOLE: Final = ("parquet", "xlsx")
STYLES: Final = (*STREAMED, *WHOLE)
"""Formats, in the order in which they are offered."""

MOST_ROWS: Final = {"xlsx": 20_000, "parquet": 2_000_000}
"""A workbook is made in memory, 20 KB a row of claims; a Parquet file on disk."""


def streamed(build: OpenedBuild, selection: Selection, style: str) -> Iterator[bytes]:
    """All rows of ``selection`` as ``csv`` (with a byte order mark, for Excel), ``json`` (a list) or ``jsonl``."""
    yield from as_pieces(build.batches(*query(selection)), style)


def as_pieces(batches: Iterator[Result], style: str) -> Iterator[bytes]:
    """A file of ``style`` made of batches of one result."""
    for number, batch in enumerate(batches):
        match style:
            case "csv":
                head = "" if number else "\ufeff" + exports.csv_text([batch.columns])
                yield (head + exports.csv_text(batch.rows)).encode()
            case "jsonl":
                yield "".join(f"{line}\n" for line in exports.json_rows(batch)).encode()
            case _:
                separator = ",\n" if number else "[\n"
                yield ((separator if batch.rows or not number else "") + ",\n".join(exports.json_rows(batch))).encode()
    if style == "json":
        yield b"\n]\n"


def write(build: OpenedBuild, selection: Selection, style: str, path: Path) -> None:
    """Write all rows of ``selection`` to ``path`` as ``xlsx`` or ``parquet``; raises ``FangzhiError`` for too many."""
    rows = count(build, selection)
    if rows > MOST_ROWS[style]:
        raise FangzhiError(
            f"{selection.table.name}.{style}: found {rows:,} rows, expected at most {MOST_ROWS[style]:,}. "
            "Mend: filter them, or take csv or json"
        )
    if style == "xlsx":
        (whole,) = build.batches(*query(selection), size=MOST_ROWS[style] + 1)
        exports.write(whole, style, path)
    else:
        _write_parquet(build, selection, path)


def _write_parquet(build: OpenedBuild, selection: Selection, path: Path) -> None:
    import pyarrow.parquet as pq

    batches = build.arrow(*query(selection))
    first = next(batches)
    with pq.ParquetWriter(path, first.schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)
