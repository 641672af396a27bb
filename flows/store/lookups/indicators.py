"""One indicator: what it is, and its observations by region and year."""

from typing import Any, Final

from flows.store.lookups.regions import grouped
from flows.store.opened import OpenedBuild

SERIES_PER_PAGE: Final = 50


def indicators_with_data(build: OpenedBuild) -> list[dict[str, Any]]:
    """Every indicator that some observation is of, by theme and name."""
    return build.memo("indicators_with_data", _indicators_with_data)


def indicator(build: OpenedBuild, indicator_id: str) -> dict[str, Any] | None:
    return build.row(
        """
        select indicator_id, name_zh, name_en, aliases, theme, definition, base_unit, direction, is_additive, is_stock,
            plausible_min, plausible_max, plausible_source
        from marts.dim_indicators where indicator_id = ?
        """,
        [indicator_id],
    )


def series(build: OpenedBuild, indicator_id: str, *, measure: str, page: int = 1) -> dict[str, Any]:
    """A page of the indicator's series in one measure: region and subject, by how many years they have."""
    found = build.rows(
        """
        with observations as (
            select *, count(*) over (partition by region_id, subject, base_unit) as value_count
            from marts.fct_indicators_by_region_year
            where indicator_id = $indicator_id and measure = $measure
        ),
        numbered as (
            select *, dense_rank() over (order by subject != '', value_count desc, region_id, subject, base_unit) as place
            from observations
        ),
        total as (select max(place) as total from numbered)
        select place, total, observation_id, claim_id, region_id, region_name, regions.name_en as region_name_en,
            subject, measure, numbered.base_unit, status, year, period, bound, value_base, compared_with, claim_count,
            document_count, has_conflict, published_on
        from numbered
        cross join total
        left join marts.dim_regions as regions using (region_id)
        where place > $first and place <= $last
        order by place, year, status
        """,
        {
            "indicator_id": indicator_id,
            "measure": measure,
            "first": (page - 1) * SERIES_PER_PAGE,
            "last": page * SERIES_PER_PAGE,
        },
    )
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
    return build.rows(
        """
        select measure, count(*) as observations, list_sort(list(distinct year)) as years
        from marts.fct_indicators_by_region_year where indicator_id = ?
        group by measure order by observations desc, measure
        """,
        [indicator_id],
    )


def ranking(build: OpenedBuild, indicator_id: str, *, measure: str, year: int, limit: int = 50) -> list[dict[str, Any]]:
    """Whole regions by the value of a year, largest first; actual before preliminary where both are there."""
    return build.rows(
        """
        select observation_id, region_id, region_name, regions.name_en as region_name_en, regions.level, status, bound,
            observations.base_unit, value_base, period, has_conflict
        from marts.fct_indicators_by_region_year as observations
        left join marts.dim_regions as regions using (region_id)
        where indicator_id = ? and measure = ? and year = ? and subject = '' and status in ('actual', 'preliminary')
        qualify row_number() over (partition by region_id order by status) = 1
        order by observations.base_unit, value_base desc, region_id
        limit ?
        """,
        [indicator_id, measure, year, limit],
    )


def targets(build: OpenedBuild, indicator_id: str, *, limit: int = 50) -> list[dict[str, Any]]:
    """Aims for the indicator, and what became of them."""
    return build.rows(
        """
        select target_id, region_id, region_name, subject, measure, status, period, base_unit, bound, outcome,
            figure_text, sentence, value_base, outcome_claim_id, outcome_value_base, outcome_figure_text, published_on
        from marts.fct_targets where indicator_id = ? order by period, region_id, target_id limit ?
        """,
        [indicator_id, limit],
    )


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
