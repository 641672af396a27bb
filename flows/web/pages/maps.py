"""Map: one indicator of one year in the provinces of the country, or in the prefectures of a province."""

from typing import Annotated, Any, Final, Literal

from fastapi import Query, Request
from fastapi.responses import Response

from flows.store.lookups import charting, indicators
from flows.store.lookups.dimensions import region_of
from flows.vocabulary.roles import RegionRole
from flows.web.charts.boundaries import Outlines, have_boundaries
from flows.web.charts.drawing import Chart
from flows.web.charts.maps import Area, outline_map, tile_map
from flows.web.pages.charts import Code, drawn, indicator_title, region_name
from flows.web.rendering import Page
from flows.web.views import CurrentBuild, NotFoundError, Pages, View, page_of

pages = Pages("map")
Measure = Literal["level", "growth_yoy"]
Within = Annotated[str | None, Query(pattern="^[0-9]{2}0000$")]

_WIDTH: Final = 448


@pages.page("/map", "map.html")
def map_(
    build: CurrentBuild,
    indicator: Code = "",
    year: Annotated[int | None, Query(ge=1, le=9999)] = None,
    measure: Measure = "level",
    within: Within = None,
) -> View:
    """One indicator of one year in the parts of ``within``: a province for its prefectures; without it the provinces.

    ``indicator`` is an id or a name. Without one it is that which most parts have, without ``year`` the last one with
    values. ``unknown`` lists what names nothing.
    """
    country = region_of(build, RegionRole.COUNTRY)
    within = within or country
    provinces = charting.parts_on_maps(build, country)
    if within != country and within not in {row["region_id"] for row in provinces}:
        raise NotFoundError(f"province {within}")
    name = indicator.strip()
    begin = None if name else charting.mapped(build, within) or charting.mapped(build, country)
    named = charting.indicators_named(build, begin["indicator_id"] if begin else name)
    chosen = named[0] if named else None
    if begin:
        measure, year = begin["measure"], year or begin["year"]
    years = charting.years_of(build, chosen["indicator_id"], measure=measure) if chosen else []
    shown = year or (years[0] if years else None)
    parts = charting.parts_on_maps(build, within)
    ids = [row["region_id"] for row in parts]
    rows = charting.of_year(build, ids, chosen["indicator_id"], measure=measure, year=shown) if chosen and shown else []
    return {
        "within": within,
        "indicator": chosen,
        "measure": measure,
        "year": shown,
        "years": years,
        "values": rows,
        "unknown": [name] if name and chosen is None else [],
        "part_count": len(parts),
        "_provinces": provinces,
        "_country": country,
        "_has_map": within == country or (have_boundaries() and any(row["level"] == "prefecture" for row in parts)),
        "_indicators_with_data": indicators.indicators_with_data(build)[:600],
    }


@pages.router.get("/map/chart.svg", include_in_schema=False)
def map_chart(
    request: Request,
    build: CurrentBuild,
    indicator: Code,
    year: Annotated[int, Query(ge=1, le=9999)],
    measure: Measure = "level",
    within: Within = None,
) -> Response:
    """The map itself: outlines where there are boundaries, else a tile a province."""
    page = page_of(request)
    title = f"{indicator_title(build, indicator, measure, page.language)} {year}"
    country = region_of(build, RegionRole.COUNTRY)
    province = None if within in (None, country) else within
    parts = charting.parts_on_maps(build, province or country)
    rows = charting.of_year(build, [row["region_id"] for row in parts], indicator, measure=measure, year=year)
    shapes = request.app.state.drawing.outlines(province, width=_WIDTH) if have_boundaries() else None
    return drawn(
        request, _chart(province, _areas(parts, rows, page), shapes, rows[0]["base_unit"] if rows else "1", title, page)
    )


def _chart(
    province: str | None, areas: list[Area], shapes: Outlines | None, unit: str, title: str, page: Page
) -> Chart:
    if shapes and shapes.parts:
        return outline_map(areas, shapes, title=title, unit=page.units[unit], language=page.language)
    if province:
        raise NotFoundError(f"boundaries of {province}")
    return tile_map(areas, title=title, unit=page.units[unit], language=page.language)


def _areas(parts: list[dict[str, Any]], rows: list[dict[str, Any]], page: Page) -> list[Area]:
    values = {row["region_id"]: row for row in rows}
    areas = []
    for part in parts:
        row = values.get(part["region_id"])
        name = region_name(part | {"name": part["short_name"] or part["name"]}, page.language, "name")
        href = page.link("regions", part["region_id"])
        areas.append(
            Area(part["region_id"], name, href, row["value_base"], row["status"], row["bound"])
            if row
            else Area(part["region_id"], name, href)
        )
    return areas
