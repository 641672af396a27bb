"""One indicator: what it is, and its observations by region and year."""

from typing import Any, Final

from flows.store.lookups import dimensions
from flows.store.lookups.series import by_year
from flows.store.opened import OpenedBuild

SERIES_PER_PAGE: Final = 25
_MOST_TARGETS: Final = 50


def indicators_with_data(build: OpenedBuild) -> list[dict[str, Any]]:
    """Every indicator that some observation is of, by theme and name."""
    return build.memo("indicators_with_data", _indicators_with_data)


def indicator(build: OpenedBuild, indicator_id: str) -> dict[str, Any] | None:
    return dimensions.indicators(build).get(indicator_id)


def series(build: OpenedBuild, indicator_id: str, *, measure: str, page: int = 1) -> dict[str, Any]:
    """A page of the indicator's series in one measure: region and subject, by how many years they have."""
    keys = build.rows(
        """
        select region_id, subject, base_unit, list(rowid) as places, count(*) over () as total
        from intermediate.int_observations_by_indicator where indicator_id = ? and measure = ?
        group by region_id, subject, base_unit
        order by subject != '', count(*) desc, region_id, subject, base_unit
        limit ? offset ?
        """,
        [indicator_id, measure, SERIES_PER_PAGE, (page - 1) * SERIES_PER_PAGE],
    )
    found = build.rows(
        """
        select observation_id, claim_id, region_id, subject, base_unit, status, year, period, bound, value_base,
            compared_with, claim_count, has_conflict
        from intermediate.int_observations_by_indicator
        where indicator_id = ? and measure = ? and list_contains(?::bigint[], rowid)
        """,
        [indicator_id, measure, [place for key in keys for place in key["places"]]],
    )
    found.sort(key=lambda row: (row["year"], row["status"]))
    regions = dimensions.regions(build)
    total = keys[0]["total"] if keys else 0
    return {
        "series": [
            {
                "region_id": region_id,
                "region_name": regions[region_id]["name"],
                "region_name_en": regions[region_id]["name_en"],
                "subject": subject,
                "measure": measure,
                "base_unit": base_unit,
                "values": values,
            }
            for (region_id, subject, base_unit), values in by_year(found, keys, ("region_id", "subject", "base_unit"))
        ],
        "years": sorted({row["year"] for row in found}),
        "total": total,
        "page": page,
        "pages": -(-total // SERIES_PER_PAGE),
    }


def measures(build: OpenedBuild, indicator_id: str) -> list[dict[str, Any]]:
    """The measures that the indicator is stated in, and in which years, most observations first."""
    return build.memo("measures", _measures).get(indicator_id, [])


def ranking(build: OpenedBuild, indicator_id: str, *, measure: str, year: int, limit: int) -> list[dict[str, Any]]:
    """Whole regions by the value of a year, largest first; actual before preliminary where both are there."""
    found = build.rows(
        """
        select observation_id, region_id, status, bound, base_unit, value_base, period, has_conflict
        from intermediate.int_observations_by_indicator
        where indicator_id = ? and measure = ? and year = ? and subject = '' and status in ('actual', 'preliminary')
        """,
        [indicator_id, measure, year],
    )
    found.sort(key=lambda row: (row["status"], row["base_unit"], row["observation_id"]))
    first: dict[str, dict[str, Any]] = {}
    for row in found:
        first.setdefault(row["region_id"], row)
    ranked = sorted(first.values(), key=lambda row: (row["base_unit"], -row["value_base"], row["region_id"]))[:limit]
    regions = dimensions.regions(build)
    for row in ranked:
        region = regions[row["region_id"]]
        row |= {"region_name": region["name"], "region_name_en": region["name_en"], "level": region["level"]}
    return ranked


def targets(build: OpenedBuild, indicator_id: str) -> list[dict[str, Any]]:
    """The first fifty aims for the indicator, and what became of them."""
    return build.memo(f"targets of {indicator_id}", lambda opened: _targets(opened, indicator_id))


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


def _targets(build: OpenedBuild, indicator_id: str) -> list[dict[str, Any]]:
    return build.rows(
        """
        select target_id, region_id, region_name, subject, measure, status, period, base_unit, bound, outcome,
            figure_text, sentence, value_base, outcome_claim_id, outcome_value_base, outcome_figure_text, published_on
        from marts.fct_targets where indicator_id = ?
        order by period, coalesce(region_id, ''), target_id
        limit ?
        """,
        [indicator_id, _MOST_TARGETS],
    )
