"""What can be searched for: names of regions and indicators, titles and texts of articles."""

from typing import Any, Final

from flows.store.lookups import marks
from flows.store.opened import OpenedBuild

_AT_ONCE: Final = 20
_RAREST: Final = 3
_MOST_READ: Final = 2_000
"""Articles that a search reads at a time, bigrams that it goes by, and articles that it reads at most."""


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
    """Articles whose title or text holds ``text``, the latest first, with the characters around its first place.

    What holds a text holds its bigrams. The rarest of them leave few articles that have to be read; a single
    character, of which there is no bigram, is found where it begins one.
    """
    lower = text.lower()
    numbers = _holding(build, lower)
    found: list[dict[str, Any]] = []
    for start in range(0, len(numbers), _AT_ONCE):
        found += _read(build, lower, numbers[start : start + _AT_ONCE])
        if len(found) >= limit:
            break
    return found[:limit]


def _holding(build: OpenedBuild, lower: str) -> list[int]:
    """Numbers of the articles that may hold the text, the latest first."""
    pairs = {lower[at : at + 2] for at in range(len(lower) - 1)}
    bigrams = sorted(pair for pair in pairs if not any(sign.isspace() for sign in pair))
    if not bigrams:
        rows = build.rows(
            """
            select distinct unnest(numbers) as number from intermediate.int_article_bigrams
            where starts_with(bigram, ?) order by number limit ?
            """,
            [lower.strip(), _MOST_READ],
        )
        return [row["number"] for row in rows]
    counts = build.rows(
        f"""
        select bigram from intermediate.int_article_bigrams where bigram in ({marks(bigrams)})
        order by article_count, bigram
        """,  # noqa: S608 - question marks
        bigrams,
    )
    if len(counts) < len(bigrams):
        return []
    rarest = [row["bigram"] for row in counts[:_RAREST]]
    rows = build.rows(
        f"""
        with held as (
            select unnest(numbers) as number from intermediate.int_article_bigrams where bigram in ({marks(rarest)})
        )
        select number from held group by number having count(*) = ? order by number limit ?
        """,  # noqa: S608 - question marks
        [*rarest, len(rarest), _MOST_READ],
    )
    return [row["number"] for row in rows]


def _read(build: OpenedBuild, lower: str, numbers: list[int]) -> list[dict[str, Any]]:
    """Those of the articles that do hold the text, in the order of their numbers."""
    rows = build.rows(
        f"select article_id from intermediate.int_article_numbers where number in ({marks(numbers)}) order by number",  # noqa: S608
        numbers,
    )
    article_ids = [row["article_id"] for row in rows]
    # Chinese has no case, and to fold a yearbook takes longer than all else.
    title, content = ("lower(title)", "lower(text)") if lower != lower.upper() else ("title", "text")
    found = build.rows(
        f"""
        select article_id, title, outlet, published, claim_count, contains({title}, ?) as is_in_title,
            position(? in {content}) as place, substring(text, greatest(place - 40, 1), 80 + length(?)) as excerpt
        from marts.dim_articles where article_id in ({marks(article_ids)})
        """,  # noqa: S608 - question marks
        [*[lower] * 3, *article_ids],
    )
    by_id = {row["article_id"]: row for row in found if row.pop("place") or row["is_in_title"]}
    return [by_id[article_id] for article_id in article_ids if article_id in by_id]
