"""One indicator: what it is, and its observations by region and year."""

from typing import Any, Final

from flows.store.lookups import dimensions, marks
from flows.store.lookups.regions import grouped
from flows.store.opened import OpenedBuild

SERIES_PER_PAGE: Final = 50


def indicators_with_data(build: OpenedBuild) -> list[dict[str, Any]]:
    """Every indicator that some observation is of, by theme and name."""
    return build.memo("indicators_with_data", _indicators_with_data)


def indicator(build: OpenedBuild, indicator_id: str) -> dict[str, Any] | None:
    return dimensions.indicators(build).get(indicator_id)


def series(build: OpenedBuild, indicator_id: str, *, measure: str, page: int = 1) -> dict[str, Any]:
    """A page of the indicator's series in one measure: region and subject, by how many years they have."""
    found = build.rows(
        """
        with observations as materialized (
            select observation_id, claim_id, region_id, region_name, subject, measure, base_unit, status, year, period, bound,
                value_base, compared_with, claim_count, document_count, has_conflict, published_on
            from intermediate.int_observations_by_indicator where indicator_id = ? and measure = ?
        ),
        series as (
            select region_id, subject, base_unit, count(*) over () as total,
                row_number() over (order by subject != '', count(*) desc, region_id, subject, base_unit) as place
            from observations group by region_id, subject, base_unit
        )
        select series.place, series.total, observations.*
        from series
        inner join observations using (region_id, subject, base_unit)
        where series.place > ? and series.place <= ?
        order by series.place, observations.year, observations.status
        """,
        [indicator_id, measure, (page - 1) * SERIES_PER_PAGE, page * SERIES_PER_PAGE],
    )
    names = dimensions.regions(build)
    for row in found:
        row["region_name_en"] = names[row["region_id"]]["name_en"]
    total = found[0]["total"] if found else 0
    return {
        "series": grouped(
            found, "place", ("region_id", "region_name", "region_name_en", "subject", "measure", "base_unit")
        ),
        "years": sorted({row["year"] for row in found}),
        "total": total,
        "page": page,
        "pages": -(-total // SERIES_PER_PAGE),
    }


def measures(build: OpenedBuild, indicator_id: str) -> list[dict[str, Any]]:
    """The measures that the indicator is stated in, and in which years, most observations first."""
    return build.memo("measures", _measures).get(indicator_id, [])


def ranking(build: OpenedBuild, indicator_id: str, *, measure: str, year: int, limit: int = 50) -> list[dict[str, Any]]:
    """Whole regions by the value of a year, largest first; actual before preliminary where both are there."""
    found = build.rows(
        """
        select observation_id, region_id, region_name, status, bound, base_unit, value_base, period, has_conflict
        from intermediate.int_observations_by_indicator
        where indicator_id = ? and measure = ? and year = ? and subject = '' and status in ('actual', 'preliminary')
        qualify row_number() over (partition by region_id order by status) = 1
        order by base_unit, value_base desc, region_id
        limit ?
        """,
        [indicator_id, measure, year, limit],
    )
    regions = dimensions.regions(build)
    for row in found:
        region = regions[row["region_id"]]
        row |= {"region_name_en": region["name_en"], "level": region["level"]}
    return found


def targets(build: OpenedBuild, indicator_id: str, *, limit: int = 50) -> list[dict[str, Any]]:
    """Aims for the indicator, and what became of them."""
    keys = build.rows(
        "select target_id, period, region_id from marts.fct_targets where indicator_id = ?", [indicator_id]
    )
    keys.sort(key=lambda row: (row["period"], row["region_id"] or "", row["target_id"]))
    wanted = [row["target_id"] for row in keys[:limit]]
    if not wanted:
        return []
    found = build.rows(
        f"""
        select target_id, region_id, region_name, subject, measure, status, period, base_unit, bound, outcome,
            figure_text, sentence, value_base, outcome_claim_id, outcome_value_base, outcome_figure_text, published_on
        from marts.fct_targets where target_id in ({marks(wanted)})
        """,  # noqa: S608 - question marks
        wanted,
    )
    by_id = {row["target_id"]: row for row in found}
    return [by_id[target_id] for target_id in wanted]


def _indicators_with_data(build: OpenedBuild) -> list[dict[str, Any]]:
    return build.rows(
        """
        with counted as (
            select indicator_id, count(*) as observations, count(distinct region_id) as regions,
                min(year) as first_year, max(year) as last_year
            from marts.fct_indicators_by_region_year group by indicator_id
        )
        select indicators.indicator_id, indicators.name_zh, indicators.name_en, indicators.theme, indicators.base_unit,
            counted.observations, counted.regions, counted.first_year, counted.last_year
        from counted
        inner join marts.dim_indicators as indicators using (indicator_id)
        order by indicators.theme, indicators.name_zh
        """
    )


def _measures(build: OpenedBuild) -> dict[str, list[dict[str, Any]]]:
    rows = build.rows(
        """
        select indicator_id, measure, count(*) as observations, list_sort(list(distinct year)) as years
        from marts.fct_indicators_by_region_year
        group by indicator_id, measure order by indicator_id, observations desc, measure
        """
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row.pop("indicator_id"), []).append(row)
    return found
