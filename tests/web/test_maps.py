"""Maps by tile and by outline."""

import csv
import xml.etree.ElementTree as ET
from decimal import Decimal
from pathlib import Path

import pytest

from flows.web.amounts import Units
from flows.web.charts import boundaries
from flows.web.charts.boundaries import HAINAN, have_boundaries, outlines
from flows.web.charts.drawing import draw
from flows.web.charts.maps import Area, outline_map, tile_map

SVG = "{http://www.w3.org/2000/svg}"
ROOT = Path(__file__).parents[2]
YI = Decimal(10) ** 8
UNITS = Units({"CNY": "元"})

needs_boundaries = pytest.mark.skipif(not have_boundaries(), reason="the extra `boundaries` is not installed")


def regions(level):
    with (ROOT / "dbt/seeds/regions.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["level"] == level and not row["valid_to"]]


def areas(**values):
    return [
        Area(row["region_id"], row["name"], f"/regions/{row['region_id']}", values.get(f"r{row['region_id']}"))
        for row in regions("province")
    ]


def drawn(chart):
    return ET.fromstring(draw(chart))  # noqa: S314 - of our own


def labels(root):
    return {link.get("href"): link.get("aria-label") for link in root.iter(f"{SVG}a")}


def test_every_province_has_a_tile_of_its_own():
    root = drawn(tile_map(areas(), title="x", unit=UNITS["CNY"], language="zh"))
    assert len(areas()) == 34
    assert len(labels(root)) == 34
    rectangles = [link.find(f"{SVG}path") for link in root.iter(f"{SVG}a")]
    assert len({rectangle.get("d") for rectangle in rectangles}) == 34


def test_tiles_say_their_value_or_that_there_is_none():
    chart = tile_map(areas(r620000=Decimal("13002.4") * YI), title="x", unit=UNITS["CNY"], language="zh")
    said = labels(drawn(chart))
    assert said["/regions/620000"] == "甘肃省: 1.30024万亿元"
    assert said["/regions/630000"] == "青海省: 无数据"


@pytest.mark.parametrize("count", [1, 2, 3, 5, 34])
def test_the_highest_value_has_the_strongest_shade_of_several(count):
    some = areas(**{f"r{row['region_id']}": Decimal(at + 1) for at, row in enumerate(regions("province")[:count])})
    root = drawn(tile_map(some, title="x", unit=UNITS["1"], language="zh"))
    shades = {link.get("href"): link.find(f"{SVG}path").get("class") for link in root.iter(f"{SVG}a")}
    last = shades[f"/regions/{regions('province')[count - 1]['region_id']}"]
    assert last == ("fill-class-4" if count > 1 else "fill-class-2")
    assert len({shade for shade in shades.values() if "none" not in shade}) == min(count, 5)


def test_without_the_package_there_are_no_boundaries(monkeypatch):
    monkeypatch.setattr(boundaries, "_PACKAGE", "no_such_package_at_all")
    assert not have_boundaries()


@needs_boundaries
def test_all_provinces_have_an_outline_and_the_islands_and_dashes_are_there():
    country = outlines(None, width=448)
    assert {part.region_id for part in country.parts} == {row["region_id"] for row in regions("province")}
    lowest = max(
        y for part in country.parts if part.region_id == HAINAN for polygon in part.polygons for _, y in polygon[0]
    )
    assert lowest > 0.9 * country.height
    assert sum(y > 0.6 * country.height for line in country.lines for _, y in line[:1]) >= 8


@needs_boundaries
@pytest.mark.parametrize("province", ["110000", "620000", "650000", "710000"])
def test_the_prefectures_of_a_province_have_their_outlines(province):
    known = {row["region_id"] for row in regions("prefecture") if row["parent_id"] == province}
    drawn = {part.region_id for part in outlines(province, width=448).parts}
    assert drawn
    assert {code for code in known if code.isdigit()} <= drawn


@needs_boundaries
def test_neighbours_keep_a_common_border():
    gansu = {part.region_id: part for part in outlines("620000", width=448).parts}
    points = {code: {point for polygon in part.polygons for point in polygon[0]} for code, part in gansu.items()}
    assert len(points["620700"] & points["620900"]) >= 3


@needs_boundaries
def test_a_map_of_the_country_is_small():
    chart = outline_map(areas(r620000=YI), outlines(None, width=448), title="x", unit=UNITS["CNY"], language="zh")
    assert len(draw(chart)) < 300_000
    assert labels(drawn(chart))["/regions/620000"] == "甘肃省: 1亿元"


@needs_boundaries
def test_a_region_without_outlines_has_no_parts():
    assert outlines("999999", width=448).parts == ()


@needs_boundaries
def test_an_area_around_another_has_a_hole_for_it():
    aksu = next(part for part in outlines("650000", width=448).parts if part.region_id == "652900")
    assert any(len(polygon) > 1 for polygon in aksu.polygons)


@needs_boundaries
def test_hainan_shows_its_island_large_and_its_sea_beside_it():
    hainan = outlines(HAINAN, width=448)
    haikou = next(part for part in hainan.parts if part.region_id == "460100")
    assert haikou.x < 0.66 * hainan.width
    assert haikou.room > 20
    assert sum(line[0][0] > 0.69 * hainan.width for line in hainan.lines) >= 9
