"""Compare: up to six regions on one indicator, side by side."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Query

from flows.store.lookups import charting, indicators
from flows.store.lookups.regions import regions_with_data
from flows.store.lookups.series import grouped
from flows.store.opened import OpenedBuild
from flows.web.charts.specifications import MOST_SERIES
from flows.web.pages.charts import Code, at_most_six
from flows.web.views import CurrentBuild, Pages, View

pages = Pages("compare")


@pages.page("/compare", "compare.html")
def compare(
    build: CurrentBuild,
    regions: Annotated[list[Annotated[str, Query(max_length=1000)]] | None, Query(max_length=50)] = None,
    add: Code = "",
    indicator: Code = "",
    measure: Code = "",
) -> View:
    """Up to six regions on one indicator over the years; a seventh is refused (400).

    ``regions`` are ids or names, separated by commas or repeated, ``add`` one more; ``indicator`` an id or a name.
    ``unknown`` lists what names nothing, ``lacks`` says what is to be chosen next: ``regions``, ``indicator``, ``another``
    region, ``values`` where the regions have none, or empty. Without regions and indicator those are shown that can be
    compared best.
    """
    given = [name.strip() for value in (*(regions or ()), add) for name in value.split(",")]
    names = [name for name in given if name]
    found, unknown = _found_regions(build, names)
    chosen = _found_indicator(build, indicator.strip())
    if indicator.strip() and chosen is None:
        unknown.append(indicator.strip())
    if not names and not indicator.strip():
        found, chosen, measure = _beginning(build)
    measures = indicators.measures(build, chosen["indicator_id"]) if chosen else []
    shown = next((row["measure"] for row in measures if row["measure"] == measure), "")
    shown = shown or (measures[0]["measure"] if measures else measure or "level")
    ids = at_most_six([row["region_id"] for row in found])
    rows = charting.over_years(build, ids, chosen["indicator_id"], measure=shown) if chosen else []
    return {
        "regions": found,
        "indicator": chosen,
        "measure": shown,
        "measures": [row["measure"] for row in measures],
        "unknown": unknown,
        "lacks": _lacks(len(found), has_indicator=chosen is not None, has_values=bool(rows)),
        "years": sorted({row["year"] for row in rows}),
        "series": grouped(rows, "region_id", ("region_id", "region_name", "region_name_en", "base_unit")),
        "without_values": [row for row in found if row["region_id"] not in {value["region_id"] for value in rows}],
        "_most": MOST_SERIES,
        "_regions_with_data": regions_with_data(build)[:600],
        "_indicators_with_data": indicators.indicators_with_data(build)[:600],
    }


def _lacks(regions: int, *, has_indicator: bool, has_values: bool) -> str:
    if not regions:
        return "regions"
    if not has_indicator:
        return "indicator"
    if not has_values:
        return "values"
    return "another" if regions == 1 else ""


def _found_regions(build: OpenedBuild, names: Sequence[str]) -> tuple[list[dict[str, Any]], list[str]]:
    found: dict[str, dict[str, Any]] = {}
    unknown = []
    for name in dict.fromkeys(names):
        rows = charting.regions_named(build, name)
        if rows:
            found.setdefault(rows[0]["region_id"], rows[0])
        else:
            unknown.append(name)
        at_most_six(list(found))  # before more are looked up
    return list(found.values()), unknown


def _found_indicator(build: OpenedBuild, name: str) -> dict[str, Any] | None:
    rows = charting.indicators_named(build, name) if name else []
    return rows[0] if rows else None


def _beginning(build: OpenedBuild) -> tuple[list[dict[str, Any]], dict[str, Any] | None, str]:
    most = charting.most_compared(build, limit=MOST_SERIES)
    if most is None:
        return [], None, ""
    found, _ = _found_regions(build, most["region_ids"])
    return found, _found_indicator(build, most["indicator_id"]), most["measure"]
