"""What pages name by its key on every line, held in memory: thousands of regions, indicators and units, the heads of articles."""

from typing import Any

from flows.store.opened import OpenedBuild
from flows.vocabulary.roles import RegionRole

Rows = dict[str, dict[str, Any]]


def regions(build: OpenedBuild) -> Rows:
    """Every region of ``dim_regions`` by its id, with the English name of its parent."""
    return build.memo("dim_regions", _regions)


def region_of(build: OpenedBuild, role: RegionRole) -> str:
    """The id of the region that has the role."""
    return build.memo("region_roles", _region_roles)[role]


def indicators(build: OpenedBuild) -> Rows:
    """Every indicator of ``dim_indicators`` by its id."""
    return build.memo("dim_indicators", _indicators)


def articles(build: OpenedBuild) -> Rows:
    """Title, outlet and date of every article by its id; a tenth of a second and 15 MB for 25,000 articles."""
    return build.memo("heads_of_articles", _articles)


def unit_words(build: OpenedBuild) -> dict[str, str]:
    """The noun of each unit that can be printed: 家 of 万家."""
    return build.memo("unit_words", _unit_words)


def count_words(build: OpenedBuild) -> dict[str, str]:
    """What an indicator counts, where all its counts are printed with the same word behind the number: 家, 项."""
    return build.memo("count_words", _count_words)


def members(build: OpenedBuild) -> dict[str, list[tuple[str, str]]]:
    """Of each region those directly in it, or that it is made of: id and relation, in the order of the ids."""
    return build.memo("region_members", _members)


def _members(build: OpenedBuild) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for row in build.rows(
        "select region_id, member_id, relation from marts.bridge_region_members where depth = 1 order by member_id"
    ):
        found.setdefault(row["region_id"], []).append((row["member_id"], row["relation"]))
    return found


def _regions(build: OpenedBuild) -> Rows:
    found = build.rows(
        """
        select region_id, name, name_en, short_name, level, kind, path, province_id, valid_from, valid_to, note, parent_id,
            parent_name
        from marts.dim_regions
        """
    )
    rows = {row["region_id"]: row for row in found}
    for row in found:
        row["parent_name_en"] = rows.get(row["parent_id"], {}).get("name_en")
    return rows


def _region_roles(build: OpenedBuild) -> dict[str, str]:
    return {row["role"]: row["region_id"] for row in build.rows("select role, region_id from vocabulary.region_roles")}


def _articles(build: OpenedBuild) -> Rows:
    found = build.rows("select article_id, title, outlet, published, published_basis, url from marts.dim_articles")
    return {row["article_id"]: row for row in found}


def _unit_words(build: OpenedBuild) -> dict[str, str]:
    return {row["unit"]: row["unit_word"] for row in build.rows("select unit, unit_word from marts.dim_units")}


def _indicators(build: OpenedBuild) -> Rows:
    found = build.rows(
        """
        select indicator_id, name_zh, name_en, aliases, theme, definition, base_unit, direction, is_additive, is_stock,
            plausible_min, plausible_max, plausible_source
        from marts.dim_indicators
        """
    )
    return {row["indicator_id"]: row for row in found}


def _count_words(build: OpenedBuild) -> dict[str, str]:
    found = build.rows(
        """
        with printed as (
            select distinct indicator_id, unit_text
            from marts.fct_claims where base_unit = '1' and measure = 'level' and indicator_id is not null
        )
        select printed.indicator_id, any_value(units.unit_word) as word
        from printed
        inner join marts.dim_units as units on printed.unit_text = units.unit
        group by printed.indicator_id
        having count(distinct units.unit_word) = 1
        """
    )
    return {row["indicator_id"]: row["word"] for row in found}
