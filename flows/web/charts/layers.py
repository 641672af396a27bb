"""Vega-Lite layers that the charts are made of.

Rows are drawn as they are: shape, colours and dash stand in them, nothing is scaled but the two positions. Texts and
legends stand at pixels of the plotting area, computed from estimated widths.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flows.web.charts.axes import TICK_FORMAT, Axis
from flows.web.charts.drawing import FONT_SIZE, colour
from flows.web.charts.text import cut, width

Layer = dict[str, Any]

DASHES: Final[dict[str, list[int]]] = {
    "actual": [1, 0],
    "preliminary": [7, 3],
    "target": [2, 3],
    "plan": [8, 3, 2, 3],
    "capacity": [3, 3],
}
SHAPES: Final = ("circle", "square", "triangle-up", "diamond", "triangle-down", "cross")
LEGEND_LINE: Final = 20


@dataclass(frozen=True)
class Look:
    """How a mark is told apart; hollow ones show the ground inside their outline."""

    role: str
    shape: str = "circle"
    is_hollow: bool = False
    status: str = "actual"

    def drawn(self) -> dict[str, Any]:
        """The columns that a row of this look has."""
        return {
            "shape": self.shape,
            "stroke": colour(self.role),
            "fill": colour("surface" if self.is_hollow else self.role),
        }


def position(field: str) -> Layer:
    return {"field": field, "type": "quantitative"}


def as_drawn(field: str) -> Layer:
    """A channel whose values are what is drawn."""
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def at_pixel(field: str) -> Layer:
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def scaled(field: str, axis: Axis, **more: Any) -> Layer:
    """A position with its scale and the axis that belongs to it."""
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": axis.domain, "nice": False, "zero": False} | more.pop("scale", {}),
        "axis": {
            "values": list(axis.ticks),
            "format": TICK_FORMAT,
            "title": None,
            "domain": False,
            "ticks": False,
            "labelOverlap": False,
            "labelFlush": False,
        }
        | more,
    }


def points(rows: Sequence[Layer], x: Layer, y: Layer) -> Layer:
    """Rows with ``key`` and the columns of a ``Look``, drawn as marks that are labelled and linked."""
    return {
        "data": {"values": list(rows)},
        "mark": {"type": "point", "size": 80, "strokeWidth": 2, "opacity": 1},
        "encoding": {
            "x": x,
            "y": y,
            "shape": as_drawn("shape"),
            "stroke": as_drawn("stroke"),
            "fill": as_drawn("fill"),
            "description": {"field": "key", "type": "nominal"},
        },
    }


def texts(rows: Sequence[Layer], x: Layer, y: Layer, **mark: Any) -> list[Layer]:
    """Rows with ``text``; none where there are no rows."""
    if not rows:
        return []
    return [
        {
            "data": {"values": list(rows)},
            "mark": {"type": "text", "aria": False, "baseline": "middle", "align": "left"} | mark,
            "encoding": {"x": x, "y": y, "text": {"field": "text", "type": "nominal"}},
        }
    ]


def notes(rows: Iterable[tuple[float, float, str]], **mark: Any) -> list[Layer]:
    """Texts that start at pixels of the plotting area."""
    values = [{"px": x, "py": y, "text": text} for x, y, text in rows]
    return texts(values, at_pixel("px"), at_pixel("py"), **mark)


def rules(rows: Sequence[Layer], **encoding: Layer) -> list[Layer]:
    """Thin lines; none where there are no rows."""
    if not rows:
        return []
    return [
        {
            "data": {"values": list(rows)},
            "mark": {"type": "rule", "aria": False, "strokeWidth": 1.5, "stroke": colour("muted")},
            "encoding": encoding,
        }
    ]


@dataclass(frozen=True)
class Legend:
    """Entries in lines of at most ``pixels``, laid out with its upper edge at 0."""

    entries: Sequence[tuple[str, Look]]
    pixels: float

    @property
    def height(self) -> int:
        return LEGEND_LINE * (1 + max(line for _, line, *_ in self._placed())) if self.entries else 0

    def layers(self, left: float, top: float) -> list[Layer]:
        placed = self._placed()
        if not placed:
            return []
        symbols = [
            {"px": left + x + 14, "py": top + LEGEND_LINE * line + 10} | look.drawn() for x, line, _, look in placed
        ]
        symbol = points(symbols, at_pixel("px"), at_pixel("py"))
        symbol["mark"] |= {"aria": False}
        del symbol["encoding"]["description"]
        dashes = [
            {
                "data": {
                    "values": [
                        {"px": left + x + 2, "end": left + x + 26, "py": top + LEGEND_LINE * line + 10}
                        for x, line, _, look in placed
                        if (look.role, look.status) == kind
                    ]
                },
                "mark": {
                    "type": "rule",
                    "aria": False,
                    "stroke": colour(kind[0]),
                    "strokeWidth": 2,
                    "strokeDash": DASHES.get(kind[1], [1, 0]),
                },
                "encoding": {"x": at_pixel("px"), "x2": {"field": "end"}, "y": at_pixel("py")},
            }
            for kind in dict.fromkeys((look.role, look.status) for *_, look in placed)
        ]
        names = [(left + x + 31, top + LEGEND_LINE * line + 10, name) for x, line, name, _ in placed]
        return [*dashes, symbol, *notes(names)]

    def _placed(self) -> list[tuple[float, int, str, Look]]:
        placed, x, line = [], 0.0, 0
        for name, look in self.entries:
            text = cut(name, (self.pixels - 40) / FONT_SIZE)
            room = 31 + width(text) * FONT_SIZE + 14
            if x and x + room > self.pixels:
                x, line = 0.0, line + 1
            placed.append((x, line, text, look))
            x += room
        return placed


def apart(places: Sequence[tuple[float, float, str]], *, order: Iterable[int], right: float) -> list[int]:
    """Which of the texts centred at pixels overlap none before them in ``order`` and stay left of ``right``."""
    taken: list[tuple[float, float, float, float]] = []
    kept = []
    for number in order:
        x, y, text = places[number]
        half = width(text) * FONT_SIZE / 2
        box = (x - half, y - 7, x + half, y + 7)
        if box[0] >= 0 and box[2] <= right and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            kept.append(number)
    return kept


def beside(
    places: Sequence[tuple[float, float, str]], *, order: Iterable[int], right: float
) -> list[tuple[float, float, str]]:
    """Where texts start that stand right or left of their points and overlap no point and no text before them."""
    taken = [(x - 5, y - 5, x + 5, y + 5) for x, y, _ in places]
    named = []
    for number in order:
        x, y, text = places[number]
        room = width(text) * FONT_SIZE
        for start in (x + 9, x - 9 - room):
            box = (start, y - 8, start + room, y + 8)
            if box[0] >= 0 and box[2] <= right and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                named.append((start, y, text))
                break
    return named


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
