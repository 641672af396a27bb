"""A series as a line as small as a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

_WIDTH: Final = 100
_HEIGHT: Final = 24
_MARGIN: Final = 3
_REPORTED: Final = ("actual", "preliminary")


@dataclass(frozen=True, slots=True)
class Sparkline:
    """``points`` of an SVG polyline in a box of 100 by 24; ``first`` and ``last`` are years."""

    points: str
    first: int
    last: int


def has_trend(rows: Sequence[dict[str, Any]], years: Sequence[int]) -> bool:
    """Whether any of the series has a line."""
    return any(sparkline(row, years) for row in rows)


def sparkline(series: dict[str, Any], years: Sequence[int]) -> Sparkline | None:
    """The reported values (not targets or plans) of a series over ``years``; ``None`` with fewer than two.

    ``series["values"]`` holds the observations of each year, by the year as text.
    """
    found = []
    for year in years:
        rows = {row["status"]: row["value_base"] for row in series["values"].get(str(year), ())}
        value = next((rows[status] for status in _REPORTED if status in rows), None)
        if value is not None:
            found.append((year, float(value)))
    if len(found) < 2:
        return None
    low, high = min(value for _, value in found), max(value for _, value in found)
    span, years_long = (high - low) or 1.0, max(found[-1][0] - found[0][0], 1)
    points = (
        f"{(year - found[0][0]) / years_long * _WIDTH:.1f},"
        f"{_HEIGHT - _MARGIN - (value - low) / span * (_HEIGHT - 2 * _MARGIN):.1f}"
        for year, value in found
    )
    return Sparkline(" ".join(points), found[0][0], found[-1][0])
