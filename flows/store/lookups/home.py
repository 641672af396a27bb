"""What a build holds, in numbers."""

from typing import Any

from flows.store.opened import OpenedBuild


def contents(build: OpenedBuild) -> dict[str, Any]:
    """Counts of what is in the build, the coverage of its figures, and the verdicts of its checks."""
    return build.memo("contents", _contents)


def _contents(build: OpenedBuild) -> dict[str, Any]:
    counts = build.row(
        """
        select
            (select count(distinct document) from marts.dim_articles) as documents,
            (select count(*) from marts.dim_articles) as articles,
            (select count(*) from marts.fct_claims) as claims,
            (select count(*) from marts.fct_claims where origin = 'curated') as curated_claims,
            (select count(*) from marts.fct_indicators_by_region_year) as observations,
            (select count(distinct region_id) from marts.fct_indicators_by_region_year) as regions,
            (select count(distinct indicator_id) from marts.fct_indicators_by_region_year) as indicators,
            (select min(year) from marts.fct_indicators_by_region_year) as first_year,
            (select max(year) from marts.fct_indicators_by_region_year) as last_year
        """
    )
    return {
        "counts": counts,
        "figures": build.rows(
            "select reading, count(*) as count from marts.fct_figures group by reading order by reading"
        ),
        "verdicts": build.rows(
            "select verdict, count(*) as count from marts.fct_arithmetic_checks group by verdict order by verdict"
        ),
        "regions": build.rows(
            """
            select region_id, any_value(region_name) as name, any_value(regions.name_en) as name_en, count(*) as observations
            from marts.fct_indicators_by_region_year
            left join marts.dim_regions as regions using (region_id)
            group by region_id order by observations desc, region_id limit 12
            """
        ),
        "indicators": build.rows(
            """
            select indicator_id, any_value(indicators.name_zh) as name_zh, any_value(indicators.name_en) as name_en,
                count(distinct region_id) as regions, count(*) as observations
            from marts.fct_indicators_by_region_year
            left join marts.dim_indicators as indicators using (indicator_id)
            group by indicator_id order by regions desc, observations desc, indicator_id limit 12
            """
        ),
        "articles": build.rows(
            """
            select article_id, title, outlet, published, claim_count
            from marts.dim_articles order by published_on desc nulls last, article_id limit 10
            """
        ),
    }
