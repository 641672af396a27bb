"""The signed files that belong to no document, as rows for the warehouse."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from flows.domain.errors import Refusal, RefusedError
from flows.sources.corrections import Correction, read_corrections
from flows.sources.ingest import Rows
from flows.sources.inventory import CORRECTIONS, RULINGS
from flows.sources.removals import FILE as REMOVALS
from flows.sources.removals import Removal, read_removals
from flows.sources.rulings import CODELIST, Ruling, read_rulings
from flows.sources.tables import decode_table
from flows.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Judgements:
    """What people have judged and taken out, and what was refused of it."""

    rulings: tuple[Ruling, ...]
    corrections: tuple[Correction, ...]
    removals: tuple[Removal, ...]
    refusals: tuple[Refusal, ...]

    def as_rows(self) -> Rows:
        """The rows that they are in the schema ``raw``, by table: all tables are named even where they have none."""
        return {
            "rulings": _rows(self.rulings),
            "corrections": _rows(self.corrections),
            "removals": _rows(self.removals),
        }


def read_judgements(files: Mapping[str, bytes], vocabulary: Vocabulary) -> Judgements:
    """Read those of the files that there are; ``files`` maps paths in the project to bytes.

    A bad row takes no other with it. Raises ``RefusedError`` where a file as a whole cannot be trusted: without it the
    warehouse would take back what has been judged.
    """
    broken: list[Refusal] = []
    refusals: list[Refusal] = []

    def read(file: str, reader: Callable[[bytes], tuple[list[Any], list[Refusal]]]) -> tuple[Any, ...]:
        if file not in files:
            return ()
        try:
            items, refused = reader(files[file])
        except RefusedError as error:
            broken.extend(error.refusals)
            return ()
        refusals.extend(refused)
        return tuple(items)

    codes = vocabulary.codelists[CODELIST]
    rulings = read(RULINGS, lambda data: read_rulings(decode_table(data, RULINGS), codes=codes))
    corrections = read(
        CORRECTIONS, lambda data: read_corrections(decode_table(data, CORRECTIONS), vocabulary=vocabulary)
    )
    removals = read(REMOVALS, read_removals)
    if broken:
        raise RefusedError(*broken)
    return Judgements(rulings, corrections, removals, tuple(refusals))


def _rows(items: Iterable[Ruling | Correction | Removal]) -> list[dict[str, Any]]:
    return [{column: _cell(value) for column, value in asdict(item).items()} for item in items]


def _cell(value: Any) -> Any:
    """Decimals and days as text, which DuckDB casts exactly."""
    match value:
        case Decimal():
            return f"{value:f}"
        case dt.date():
            return value.isoformat()
        case _:
            return value
