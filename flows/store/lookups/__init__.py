"""What the explorer's pages ask of a build: plain functions from a build and parameters to rows.

DuckDB looks a key up in an index where the query has one condition, of that key alone: ``key = ?`` or ``key in (?, ?)``.
A further condition, a join or ``in (select …)`` makes it read the table, so that these come after, on what was found.
"""

from collections.abc import Mapping, Sized
from typing import Any


def marks(values: Sized) -> str:
    """Placeholders for a list of values: ``?, ?, ?``."""
    return ", ".join("?" * len(values))


def conditions(wanted: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """A ``where`` clause (may be empty) and its parameters: each column named, all ours, is what is wanted, if anything is.

    A condition that is left out costs nothing; ``$x = '' or x = $x`` would have all rows read.
    """
    given = {column: value for column, value in wanted.items() if value != ""}
    clause = "where " + " and ".join(f"{column} = ?" for column in given) if given else ""
    return clause, list(given.values())
