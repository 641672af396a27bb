"""Maps of values by region: a tile a province, or the outlines of provinces and prefectures."""

import csv
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Final

from flows.web.amounts import Unit, hedge, number
from flows.web.charts.boundaries import Outlines
from flows.web.charts.drawing import FONT_SIZE, Chart, Mark, colour, key
from flows.web.charts.layers import Layer, apart, as_drawn, at_pixel, notes
from flows.web.charts.scales import Scale, scale_for
from flows.web.charts.text import clean, cut, width
from flows.web.languages import Language, word

CLASSES: Final = 5

_TILE: Final = 64
_GAP: Final = 3
_LEGEND_LINE: Final = 20
_TOP: Final = 32
_SMALL: Final = 12
_SMALLEST: Final = 10
_OVER: Final = 0.85
"""Widths are upper estimates, and a name may reach a little over the border of its area."""
_FIRST_ON_DARK: Final = 3
"""The class from which on text needs the other ink."""


@dataclass(frozen=True)
class Area:
    """A region of the map, where its page is, and its value in base units if there is one."""

    region_id: str
    name: str
    href: str
    value: Decimal | None = None
    status: str = "actual"
    bound: str = "exact"


@dataclass(frozen=True)
class _Classes:
    """Classes of about equally many areas each; ``starts`` are the lowest values of all but the first."""

    starts: Sequence[Decimal]
    stated: Sequence[Decimal]

    def role(self, area: Area) -> str:
        return "class-none" if area.value is None else f"class-{self._number(area.value)}"

    def ink(self, area: Area) -> str:
        return "on-high" if area.value is not None and self._number(area.value) >= _FIRST_ON_DARK else "on-low"

    def ranges(self) -> list[tuple[str, Decimal, Decimal]]:
        """Role, lowest and highest value of each class that has any."""
        members: dict[int, list[Decimal]] = {}
        for value in sorted(self.stated):
            members.setdefault(self._number(value), []).append(value)
        return [(f"class-{number}", values[0], values[-1]) for number, values in members.items()]

    def _number(self, value: Decimal) -> int:
        # few classes are spread over the range of shades, so that the highest is always the strongest
        return round(bisect_right(self.starts, value) * (CLASSES - 1) / max(len(self.starts), 1)) if self.starts else 2


def _classes(areas: Sequence[Area]) -> _Classes:
    stated = sorted(area.value for area in areas if area.value is not None)
    distinct = sorted(set(stated))
    count = min(CLASSES, len(distinct))
    starts = sorted({stated[len(stated) * number // count] for number in range(1, count)} - set(distinct[:1]))
    return _Classes(starts, stated)


def tile_map(areas: Sequence[Area], *, title: str, unit: Unit, language: Language) -> Chart:
    """The 34 provinces as tiles of one size that lie about as they do in the country.

    Needs no boundaries and draws none. Areas that are no province are left out.
    """
    tiles = _tiles()
    drawn = [area for area in areas if area.region_id in tiles]
    scale, classes = _scale(drawn, unit, language), _classes(drawn)
    rows: list[Layer] = []
    names, long_names, values = [], [], []
    for number_, area in enumerate(drawn):
        column, row = tiles[area.region_id]
        left, top = column * _TILE, row * _TILE
        rows.append(
            {
                "key": key(number_),
                "left": left,
                "right": left + _TILE - _GAP,
                "top": top,
                "bottom": top + _TILE - _GAP,
                "fill": colour(classes.role(area)),
                "is_hedged": area.value is not None and area.status != "actual",
            }
        )
        middle = left + (_TILE - _GAP) / 2
        up = 9 if area.value is not None else 0
        place = (classes.ink(area), middle, top + (_TILE - _GAP) / 2 - up)
        if width(area.name) * FONT_SIZE <= _TILE - _GAP:
            names.append((*place, clean(area.name)))
        else:
            long_names.append((*place, cut(area.name, (_TILE - _GAP) / _SMALLEST)))
        if area.value is not None:
            values.append((classes.ink(area), middle, top + _TILE / 2 + 11, _short(scale, area.value, area.bound)))
    grid_width = _TILE * (1 + max(column for column, _ in tiles.values()))
    grid_height = _TILE * (1 + max(row for _, row in tiles.values()))
    legend = _legend(classes, scale, language, drawn, grid_height + 8, grid_width)
    return Chart(
        title=_with_unit(title, scale, language),
        layers=[
            *_boxes([row for row in rows if not row["is_hedged"]]),
            *_boxes(
                [row for row in rows if row["is_hedged"]], stroke=colour("ink"), strokeDash=[4, 3], strokeWidth=1.5
            ),
            *_by_ink(names),
            *_by_ink(long_names, size=_SMALLEST),
            *_by_ink(values, size=_SMALL),
            *_heading(title, scale, language, drawn),
            *legend.layers,
        ],
        marks=[_mark(area, scale, language) for area in drawn],
        width=grid_width,
        height=grid_height,
        left=8,
        right=8,
        top=_TOP,
        bottom=legend.height + 10,
    )


def outline_map(areas: Sequence[Area], shapes: Outlines, *, title: str, unit: Unit, language: Language) -> Chart:
    """The areas inside their outlines; outlines of which no area is given are drawn as ground without a value."""
    known = {area.region_id: area for area in areas}
    placed = [(known.get(part.region_id) or Area(part.region_id, "", ""), part) for part in shapes.parts]
    drawn = [area for area, _ in placed]
    scale, classes = _scale(drawn, unit, language), _classes(drawn)
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "MultiPolygon", "coordinates": part.polygons},
            "key": key(number_),
            "fill": colour(classes.role(area)),
        }
        for number_, (area, part) in enumerate(placed)
    ]
    lines = [{"type": "Feature", "geometry": {"type": "LineString", "coordinates": line}} for line in shapes.lines]
    order = sorted(range(len(placed)), key=lambda at: (drawn[at].value is None, -(drawn[at].value or 0)))
    boxes = [(part.x, part.y, cut(area.name, 6)) for area, part in placed]
    fitting = [at for at in order if 0 < width(boxes[at][2]) * _SMALL * _OVER < placed[at][1].room]
    names = [(classes.ink(drawn[at]), *boxes[at]) for at in apart(boxes, order=fitting, right=shapes.width)]
    legend = _legend(classes, scale, language, drawn, shapes.height + 8, shapes.width)
    projection = {"type": "identity", "scale": 1, "translate": [0, 0]}
    return Chart(
        title=_with_unit(title, scale, language),
        layers=[
            {
                "data": {"values": features},
                "projection": projection,
                "mark": {"type": "geoshape", "stroke": colour("muted"), "strokeWidth": 0.6},
                "encoding": {"fill": as_drawn("fill"), "description": {"field": "key", "type": "nominal"}},
            },
            {
                "data": {"values": lines},
                "projection": projection,
                "mark": {
                    "type": "geoshape",
                    "aria": False,
                    "filled": False,
                    "stroke": colour("muted"),
                    "strokeWidth": 1.2,
                },
            },
            *_by_ink(names, size=_SMALL),
            *_heading(title, scale, language, drawn),
            *legend.layers,
        ],
        marks=[_mark(area, scale, language) for area in drawn],
        width=shapes.width,
        height=shapes.height,
        left=8,
        right=8,
        top=_TOP,
        bottom=legend.height + 10,
    )


@cache
def _tiles() -> dict[str, tuple[int, int]]:
    with (files(__package__) / "province_tiles.csv").open(encoding="utf-8") as file:
        return {row["region_id"]: (int(row["column"]), int(row["row"])) for row in csv.DictReader(file)}


def _scale(areas: Sequence[Area], unit: Unit, language: Language) -> Scale:
    return scale_for([area.value for area in areas if area.value is not None], unit, language)


def _short(scale: Scale, value: Decimal, bound: str = "exact") -> str:
    """To three digits, or its whole number: a place of the map has no room for more; the mark's label has all."""
    shown = scale.shown(value)
    places = max(0, 2 - shown.adjusted()) if shown else 0
    return hedge(bound) + number(round(shown, places))


def _mark(area: Area, scale: Scale, language: Language) -> Mark:
    if area.value is None:
        text = word(language, "charts.no_data")
    else:
        text = scale.text(area.value, area.bound)
        if area.status != "actual":
            text = word(language, "charts.with_status", text=text, status=word(language, f"charts.{area.status}"))
    return Mark(f"{clean(area.name) or area.region_id}: {text}", area.href or None)


def _with_unit(title: str, scale: Scale, language: Language) -> str:
    return word(language, "charts.with_unit", title=title, unit=scale.name) if scale.name else title


def _heading(title: str, scale: Scale, language: Language, areas: Sequence[Area]) -> list[Layer]:
    heading = _with_unit(cut(title, 24), scale, language)
    layers = notes([(0, -_TOP + 12, heading)])
    if all(area.value is None for area in areas):
        layers += notes([(0, -_TOP + 30, word(language, "charts.empty"))], fill=colour("muted"))
    return layers


@dataclass(frozen=True)
class _Legend:
    layers: list[Layer]
    height: int


def _legend(
    classes: _Classes, scale: Scale, language: Language, areas: Sequence[Area], top: int, right: int
) -> _Legend:
    entries = [
        (role, " – ".join(dict.fromkeys((_short(scale, low), _short(scale, high)))))
        for role, low, high in classes.ranges()
    ]
    if any(area.value is None for area in areas):
        entries.append(("class-none", word(language, "charts.no_data")))
    boxes: list[Layer] = []
    labels, x, y = [], 0.0, top
    for role, text in entries:
        room = 20 + width(text) * FONT_SIZE + 14
        if x and x + room > right:
            x, y = 0.0, y + _LEGEND_LINE
        boxes.append({"left": x, "right": x + 14, "top": y + 3, "bottom": y + 17, "fill": colour(role)})
        labels.append((x + 20, y + 10, text))
        x += room
    return _Legend([*_boxes(boxes, aria=False, stroke=colour("muted"), strokeWidth=0.5), *notes(labels)], y - top + 24)


def _boxes(rows: Sequence[Layer], **mark: Any) -> list[Layer]:
    if not rows:
        return []
    layer: Layer = {
        "data": {"values": list(rows)},
        "mark": {"type": "rect", "cornerRadius": 2} | mark,
        "encoding": {
            "x": at_pixel("left"),
            "x2": {"field": "right"},
            "y": at_pixel("top"),
            "y2": {"field": "bottom"},
            "fill": as_drawn("fill"),
        },
    }
    if "key" in rows[0]:
        layer["encoding"]["description"] = {"field": "key", "type": "nominal"}
    return [layer]


def _by_ink(rows: Sequence[tuple[str, float, float, str]], *, size: int = FONT_SIZE) -> list[Layer]:
    return [
        layer
        for ink in dict.fromkeys(ink for ink, *_ in rows)
        for layer in notes(
            [(x, y, text) for other, x, y, text in rows if other == ink],
            align="center",
            fill=colour(ink),
            fontSize=size,
        )
    ]
