"""The observations that charts and comparisons are made of: whole regions, one indicator in one measure and unit."""

from collections.abc import Sequence
from typing import Any

from flows.store.lookups.regions import regions_with_data
from flows.store.opened import OpenedBuild


def over_years(
    build: OpenedBuild, region_ids: Sequence[str], indicator_id: str, *, measure: str, subject: str = "", unit: str = ""
) -> list[dict[str, Any]]:
    """All observations of the regions in all years, in the order of ``region_ids``.

    Without ``unit`` those of the unit that most of them are in: values of two units share no axis.
    """
    return build.rows(
        """
        with asked as (select unnest($regions) as region_id, generate_subscripts($regions, 1) as place),
        observations as (
            select * from intermediate.int_observations_by_indicator
            inner join asked using (region_id)
            where indicator_id = $indicator and measure = $measure and subject = $subject
        ),
        units as (
            select base_unit from observations where $unit in ('', base_unit)
            group by base_unit order by count(*) desc, base_unit limit 1
        )
        select observation_id, region_id, region_name, regions.name_en as region_name_en, observations.base_unit, status,
            bound, period, year, value_base, lowest_value_base, highest_value_base, claim_count, has_conflict
        from observations
        inner join units using (base_unit)
        left join marts.dim_regions as regions using (region_id)
        order by place, year, status, observation_id
        """,
        {
            "regions": list(region_ids),
            "indicator": indicator_id,
            "measure": measure,
            "subject": subject,
            "unit": unit,
        },
    )


def growth_and_level(build: OpenedBuild, indicator_id: str, *, year: int, limit: int = 600) -> list[dict[str, Any]]:
    """Whole regions that have both a level and a growth on the year before, the largest levels first."""
    return build.rows(
        """
        with reported as (
            select * from intermediate.int_observations_by_indicator
            where indicator_id = $indicator and year = $year and subject = '' and status in ('actual', 'preliminary')
            qualify row_number() over (partition by region_id, measure, base_unit order by status) = 1
        ),
        levels as (
            select * from reported where measure = 'level'
            and base_unit = (
                select base_unit from reported where measure = 'level' group by base_unit order by count(*) desc, base_unit limit 1
            )
        )
        select levels.region_id, levels.region_name, regions.name_en as region_name_en, levels.base_unit,
            levels.value_base as level_value, levels.bound as level_bound,
            growth.value_base as growth_value, growth.bound as growth_bound
        from levels
        inner join reported as growth
            on levels.region_id = growth.region_id and growth.measure = 'growth_yoy' and growth.base_unit = 'percent'
        left join marts.dim_regions as regions on levels.region_id = regions.region_id
        order by level_value desc, levels.region_id
        limit $limit
        """,
        {"indicator": indicator_id, "year": year, "limit": limit},
    )


def has_growth_and_level(build: OpenedBuild, indicator_id: str, *, year: int) -> bool:
    """Whether more than one whole region has both a level of the year and a growth on the year before."""
    years: set[int] = build.memo(f"growth of {indicator_id}", lambda opened: _years_of_growth(opened, indicator_id))
    return year in years


def of_year(
    build: OpenedBuild, region_ids: Sequence[str], indicator_id: str, *, measure: str, year: int
) -> list[dict[str, Any]]:
    """What is reported of the regions for a year in one unit, largest value first; actual before preliminary."""
    return build.rows(
        """
        with reported as (
            select * from intermediate.int_observations_by_indicator
            where region_id in (select unnest($regions)) and indicator_id = $indicator and measure = $measure
                and year = $year and subject = '' and status in ('actual', 'preliminary')
            qualify row_number() over (partition by region_id, base_unit order by status) = 1
        ),
        units as (select base_unit from reported group by base_unit order by count(*) desc, base_unit limit 1)
        select observation_id, region_id, region_name, regions.name_en as region_name_en, reported.base_unit, status,
            bound, period, year, value_base, has_conflict
        from reported
        inner join units using (base_unit)
        left join marts.dim_regions as regions using (region_id)
        order by value_base desc, region_id
        """,
        {"regions": list(region_ids), "indicator": indicator_id, "measure": measure, "year": year},
    )


def most_compared(build: OpenedBuild, *, limit: int) -> dict[str, Any] | None:
    """The indicator and measure that most whole regions have, with the first of those regions; a place to begin."""
    return build.memo(f"most_compared {limit}", lambda opened: _most_compared(opened, limit))


def regions_named(build: OpenedBuild, name: str) -> list[dict[str, Any]]:
    """Regions of which ``name`` is the id or any form of the name: the id first, then those with observations."""
    with_data = {row["region_id"] for row in regions_with_data(build)}
    found = build.rows(
        """
        select region_id, name, name_en, path from marts.dim_regions
        where $name in (region_id, name, short_name) or lower($name) = lower(name_en)
        order by region_id != $name, valid_to is not null, name != $name, region_id
        """,
        {"name": name},
    )
    return sorted(found, key=lambda row: (row["region_id"] != name, row["region_id"] not in with_data))


def indicators_named(build: OpenedBuild, name: str) -> list[dict[str, Any]]:
    """Indicators of which ``name`` is the id or the name; the id first."""
    return build.rows(
        """
        select indicator_id, name_zh, name_en, base_unit from marts.dim_indicators
        where $name in (indicator_id, name_zh) or lower($name) = lower(name_en)
        order by indicator_id != $name, indicator_id
        """,
        {"name": name},
    )


def parts_on_maps(build: OpenedBuild, region_id: str) -> list[dict[str, Any]]:
    """The provinces of the country, or the prefectures and counties directly in a province, that exist now."""
    return build.rows(
        """
        select region_id, name, short_name, name_en, level from marts.dim_regions
        where parent_id = ? and level in ('province', 'prefecture', 'county') and valid_to is null
        order by region_id
        """,
        [region_id],
    )


def mapped(build: OpenedBuild, parent_id: str) -> dict[str, Any] | None:
    """The indicator and measure with which most parts of a region can be drawn, and the last year of it."""
    return build.memo(f"mapped {parent_id}", lambda opened: _mapped(opened, parent_id))


def years_of(build: OpenedBuild, indicator_id: str, *, measure: str) -> list[int]:
    """The years that whole regions report the indicator for, latest first."""
    return [
        row["year"]
        for row in build.rows(
            """
            select distinct year from marts.fct_indicators_by_region_year
            where indicator_id = ? and measure = ? and subject = '' and status in ('actual', 'preliminary')
            order by year desc
            """,
            [indicator_id, measure],
        )
    ]


def _most_compared(build: OpenedBuild, limit: int) -> dict[str, Any] | None:
    return build.row(
        """
        select indicator_id, measure, list_sort(list(distinct region_id))[:?] as region_ids
        from marts.fct_indicators_by_region_year where subject = '' and measure in ('level', 'growth_yoy')
        group by indicator_id, measure
        order by count(distinct region_id) desc, count(*) desc, indicator_id, measure desc
        limit 1
        """,
        [limit],
    )


def _mapped(build: OpenedBuild, parent_id: str) -> dict[str, Any] | None:
    return build.row(
        """
        select indicator_id, measure, max(year) as year
        from marts.fct_indicators_by_region_year as observations
        inner join marts.dim_regions as regions using (region_id)
        where regions.parent_id = ? and subject = '' and status in ('actual', 'preliminary')
            and measure in ('level', 'growth_yoy')
        group by indicator_id, measure
        order by count(distinct region_id) desc, count(*) desc, measure desc, indicator_id
        limit 1
        """,
        [parent_id],
    )


def _years_of_growth(build: OpenedBuild, indicator_id: str) -> set[int]:
    rows = build.rows(
        """
        with reported as (
            select year, region_id from intermediate.int_observations_by_indicator
            where indicator_id = ? and subject = '' and status in ('actual', 'preliminary')
                and (measure = 'level' or measure = 'growth_yoy' and base_unit = 'percent')
            group by year, region_id
            having count(distinct measure) = 2
        )
        select year from reported group by year having count(*) > 1
        """,
        [indicator_id],
    )
    return {row["year"] for row in rows}
