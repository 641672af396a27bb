"""What can be searched for: names of regions and indicators, titles and texts of articles."""

from typing import Any

from flows.store.opened import OpenedBuild


def names(build: OpenedBuild) -> list[dict[str, Any]]:
    """Every name and alias of regions and indicators: kind, id, name, English name, and how many observations it has."""
    return build.rows(
        """
        with counts as (
            select region_id, indicator_id, count(*) as observations
            from marts.fct_indicators_by_region_year group by grouping sets ((region_id), (indicator_id))
        ),
        aliases as (
            select region_id as id, 'region' as kind, list(alias order by alias) as aliases
            from vocabulary.region_aliases group by region_id
            union all
            select indicator_id, 'indicator', list(alias order by alias) from vocabulary.indicator_aliases
            group by indicator_id
        ),
        things as (
            select 'region' as kind, region_id as id, name as name_zh, name_en, path as context,
                [name, short_name] as names
            from marts.dim_regions
            union all
            select 'indicator', indicator_id, name_zh, name_en, theme, [name_zh] from marts.dim_indicators
        )
        select things.kind, things.id, things.name_zh, things.name_en, things.context,
            coalesce(counts.observations, 0) as observations,
            list_distinct(list_concat(things.names, coalesce(aliases.aliases, []))) as names
        from things
        left join aliases using (kind, id)
        left join counts on things.id = if(things.kind = 'region', counts.region_id, counts.indicator_id)
        order by things.kind desc, things.id
        """
    )


def articles(build: OpenedBuild, text: str, *, limit: int = 20) -> list[dict[str, Any]]:
    """Articles whose title or text holds ``text``, titles first, with the characters around its first place."""
    return build.rows(
        """
        select article_id, title, outlet, published, claim_count,
            contains(lower(title), lower($text)) as is_in_title,
            substring(text, greatest(position(lower($text) in lower(text)) - 40, 1), 80 + length($text)) as excerpt
        from marts.dim_articles
        where contains(lower(title), lower($text)) or contains(lower(text), lower($text))
        order by is_in_title desc, published_on desc nulls last, article_id
        limit $limit
        """,
        {"text": text, "limit": limit},
    )
