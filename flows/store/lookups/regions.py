"""One region: what is known of it, its parts, its observations by series and year."""

from typing import Any, Final

from flows.store.lookups import dimensions
from flows.store.lookups.series import by_year
from flows.store.opened import OpenedBuild

SERIES_PER_PAGE: Final = 40
"""A series is one indicator of one subject in one measure and unit; its statuses stand side by side."""
_SERIES: Final = ("indicator_id", "subject", "measure", "base_unit")
_MAIN: Final = 4


def regions_with_data(build: OpenedBuild) -> list[dict[str, Any]]:
    """Every region that some observation is of, by path."""
    return build.memo("regions_with_data", _regions_with_data)


def region(build: OpenedBuild, region_id: str) -> dict[str, Any] | None:
    return dimensions.regions(build).get(region_id)


def parts(build: OpenedBuild, region_id: str) -> list[dict[str, Any]]:
    """The regions directly in it, or that it is made of; those with observations first."""
    counts = {row["region_id"]: row["observations"] for row in regions_with_data(build)}
    rows = dimensions.regions(build)
    members = [
        {
            "region_id": member_id,
            "relation": relation,
            **{name: rows[member_id][name] for name in ("name", "name_en", "level")},
            "observations": counts.get(member_id, 0),
        }
        for member_id, relation in dimensions.members(build).get(region_id, ())
    ]
    return sorted(members, key=lambda member: -int(member["observations"]))


def series(build: OpenedBuild, region_id: str, *, page: int = 1, indicator: str = "") -> dict[str, Any]:
    """A page of the region's series: those of the whole region first, then by how many observations they have.

    Returns ``series`` (each with ``values``: year → observations, one a status), ``years`` and ``total``; under ``main``
    the series of the whole region, of all indicators, that have most years, of those with two values or more.
    """
    every = _series(build, region_id)
    wanted = [row for row in every if indicator in ("", row["indicator_id"])]
    shown = wanted[(page - 1) * SERIES_PER_PAGE : page * SERIES_PER_PAGE]
    found = build.rows(
        """
        select observation_id, claim_id, indicator_id, subject, measure, base_unit, status, year, period, bound, value_base,
            compared_with, claim_count, has_conflict
        from marts.fct_indicators_by_region_year
        where region_id = ? and list_contains(?::bigint[], rowid)
        """,
        [region_id, [place for row in shown for place in row["places"]]],
    )
    found.sort(key=lambda row: (row["year"], row["status"]))
    return {
        "series": [
            {**_named(build, dict(zip(_SERIES, key, strict=True))), "values": values}
            for key, values in by_year(found, shown, _SERIES)
        ],
        "years": sorted({row["year"] for row in found}),
        "total": len(wanted),
        "page": page,
        "pages": -(-len(wanted) // SERIES_PER_PAGE),
        "main": [_named(build, {name: row[name] for name in _SERIES}) for row in _main(every)],
    }


def articles(build: OpenedBuild, region_id: str, *, limit: int = 12) -> list[dict[str, Any]]:
    """Articles with claims about the region, most claims first."""
    counted = build.rows(
        # The table is in that order.
        "select article_id, claim_count from intermediate.int_region_articles where region_id = ? limit ?",
        [region_id, limit],
    )
    heads = dimensions.articles(build)
    return [
        {name: heads[row["article_id"]][name] for name in ("article_id", "title", "outlet", "published")} | row
        for row in counted
    ]


def _series(build: OpenedBuild, region_id: str) -> list[dict[str, Any]]:
    """The keys of all series of the region, with the years of each and the places of its rows in the table."""
    found = build.rows(
        """
        select indicator_id, subject, measure, base_unit, year, rowid as place
        from marts.fct_indicators_by_region_year where region_id = ?
        """,
        [region_id],
    )
    series: dict[tuple[str, ...], dict[str, Any]] = {}
    for row in found:
        key = (row["indicator_id"], row["subject"], row["measure"], row["base_unit"])
        one = series.setdefault(key, dict(zip(_SERIES, key, strict=True)) | {"years": set(), "places": []})
        one["years"].add(row["year"])
        one["places"].append(row["place"])
    return [
        one
        for key, one in sorted(series.items(), key=lambda item: (item[0][1] != "", -len(item[1]["places"]), item[0]))
    ]


def _main(series: list[dict[str, Any]]) -> list[dict[str, Any]]:
    long = [row for row in series if not row["subject"] and len(row["places"]) > 1]
    return sorted(long, key=lambda row: (-len(row["years"]), -len(row["places"]), row["measure"] != "level"))[:_MAIN]


def _named(build: OpenedBuild, series: dict[str, Any]) -> dict[str, Any]:
    indicator = dimensions.indicators(build)[series["indicator_id"]]
    return series | {"indicator_zh": indicator["name_zh"], "indicator_en": indicator["name_en"]}


def _regions_with_data(build: OpenedBuild) -> list[dict[str, Any]]:
    return build.rows(
        """
        with counted as (
            select region_id, count(*) as observations, min(year) as first_year, max(year) as last_year
            from marts.fct_indicators_by_region_year group by region_id
        )
        select regions.region_id, regions.name, regions.name_en, regions.level, regions.path, regions.province_id,
            counted.observations, counted.first_year, counted.last_year
        from counted
        inner join marts.dim_regions as regions using (region_id)
        order by regions.path
        """
    )
