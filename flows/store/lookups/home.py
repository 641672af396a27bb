"""What a build holds, in numbers."""

from itertools import groupby
from typing import Any, Final

from flows.store.lookups import dimensions
from flows.store.lookups.observations import with_place
from flows.store.opened import OpenedBuild

LONGEST_EXAMPLE: Final = 160
"""Characters of a sentence that is shown as an example."""


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
        "example": _example(build),
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


def _example(build: OpenedBuild) -> dict[str, Any] | None:
    """A sentence of which people have signed every claim and no check, conflict or correction disputes any.

    Of the latest article that has one, the sentence that states most observations, with where its figures stand and its
    claims; ``None`` where there is no such sentence: what nobody vouches for is no example.
    """
    claims = build.rows(
        """
        with

        disputed as (
            select claim_id
            from marts.bridge_check_claims
            inner join marts.fct_arithmetic_checks using (check_id)
            where verdict in ('conflict', 'suspect')
            union all
            select claim_id from marts.fct_corrections
            union all
            select unnest(claim_ids) as claim_id from marts.fct_conflicts
        ),

        sentences as (
            select article_id, sentence_start
            from marts.fct_claims
            left join disputed using (claim_id)
            group by article_id, sentence_start
            having bool_and(origin = 'curated') and count(disputed.claim_id) = 0 and max(length(sentence)) <= ?
        ),

        latest as (
            select articles.article_id, articles.title, articles.outlet, articles.published
            from marts.dim_articles as articles
            where articles.article_id in (
                select article_id
                from sentences
                inner join marts.fct_claims using (article_id, sentence_start)
                where observation_id is not null
            )
            order by articles.published_on desc nulls last, articles.article_id
            limit 1
        )

        select latest.*, claim_id, observation_id, region_id, region_name, subject, indicator_zh, indicator_en, measure,
            figure_text, value_base, base_unit, bound, period, status, sentence, quote, span_start, span_end,
            sentence_start, quote_start
        from latest
        inner join sentences using (article_id)
        inner join marts.fct_claims as claims using (article_id, sentence_start)
        where observation_id is not null
        order by sentence_start, span_start, span_end, claim_id
        """,
        [LONGEST_EXAMPLE],
    )
    # Of a figure that states two things the first is enough, so that marks do not overlap.
    sentences = [
        [next(same) for _, same in groupby(stated, key=lambda row: row["span_start"])]
        for _, stated in groupby(claims, key=lambda row: (row["sentence_start"], row["sentence"]))
    ]
    if not sentences:
        return None
    regions = dimensions.regions(build)
    chosen = [
        with_place(row) | {"region_name_en": regions[row["region_id"]]["name_en"]} for row in max(sentences, key=len)
    ]
    return {
        **{name: chosen[0][name] for name in ("article_id", "title", "outlet", "published")},
        "sentence": chosen[0]["sentence"],
        "figures": [row["figure_at"] for row in chosen],
        "claims": chosen,
    }
