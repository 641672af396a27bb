"""Observations put together as series."""

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

_Row = dict[str, Any]


def by_year(
    observations: Sequence[_Row], series: Iterable[_Row], key: tuple[str, ...]
) -> list[tuple[tuple[Any, ...], dict[str, list[_Row]]]]:
    """Of each series (rows with the columns of ``key``, in this order) its key, and year → observations without it.

    The observations are of these series, and keep their order.
    """
    of = itemgetter(*key)
    values: dict[tuple[Any, ...], dict[str, list[_Row]]] = {of(one): {} for one in series}
    stated = [name for name in observations[0] if name not in key] if observations else []
    for row in observations:
        years = values[of(row)]
        years.setdefault(str(row["year"]), []).append({name: row[name] for name in stated})
    return list(values.items())


def grouped(rows: list[dict[str, Any]], key: str, shared: tuple[str, ...]) -> list[dict[str, Any]]:
    """Rows that are sorted by ``key`` as one dict each group: what they share, and ``values`` by year."""
    groups: dict[Any, dict[str, Any]] = {}
    for row in rows:
        group = groups.setdefault(row[key], {name: row[name] for name in shared} | {"values": {}})
        group["values"].setdefault(str(row["year"]), []).append(
            {name: value for name, value in row.items() if name not in shared}
        )
    return list(groups.values())
