"""One region: what is known of it, its parts, its observations by series and year."""

from typing import Any, Final

from flows.store.opened import OpenedBuild

SERIES_PER_PAGE: Final = 40
"""A series is one indicator of one subject in one measure and unit; its statuses stand side by side."""


def regions_with_data(build: OpenedBuild) -> list[dict[str, Any]]:
    """Every region that some observation is of, by path."""
    return build.memo("regions_with_data", _regions_with_data)


def region(build: OpenedBuild, region_id: str) -> dict[str, Any] | None:
    return build.row(
        """
        select regions.region_id, regions.name, regions.name_en, regions.short_name, regions.level, regions.kind,
            regions.path, regions.valid_from, regions.valid_to, regions.note,
            regions.parent_id, parents.name as parent_name, parents.name_en as parent_name_en
        from marts.dim_regions as regions
        left join marts.dim_regions as parents on regions.parent_id = parents.region_id
        where regions.region_id = ?
        """,
        [region_id],
    )


def parts(build: OpenedBuild, region_id: str) -> list[dict[str, Any]]:
    """The regions directly in it, or that it is made of; those with observations first."""
    counts = {row["region_id"]: row["observations"] for row in regions_with_data(build)}
    members = build.rows(
        """
        select members.region_id, members.name, members.name_en, members.level, bridge.relation
        from marts.bridge_region_members as bridge
        inner join marts.dim_regions as members on bridge.member_id = members.region_id
        where bridge.region_id = ? and bridge.depth = 1
        order by members.region_id
        """,
        [region_id],
    )
    for member in members:
        member["observations"] = counts.get(member["region_id"], 0)
    return sorted(members, key=lambda member: -int(member["observations"]))


def series(build: OpenedBuild, region_id: str, *, page: int = 1, indicator: str = "") -> dict[str, Any]:
    """A page of the region's series: those of the whole region first, then by how many years they have.

    Returns ``series`` (each with ``values``: year → observations, one a status), ``years`` and ``total``.
    """
    found = build.rows(
        """
        with observations as (
            select *, count(*) over (partition by indicator_id, subject, measure, base_unit) as value_count
            from marts.fct_indicators_by_region_year
            where region_id = $region_id and ($indicator = '' or indicator_id = $indicator)
        ),
        numbered as (
            select *, dense_rank() over (
                order by subject != '', value_count desc, indicator_id, subject, measure, base_unit
            ) as place
            from observations
        ),
        total as (select max(place) as total from numbered)
        select place, total, observation_id, claim_id, indicator_id, indicator_zh, indicators.name_en as indicator_en,
            subject, measure, numbered.base_unit, status, year, period, bound, value_base, compared_with, claim_count,
            document_count, has_conflict, published_on
        from numbered
        cross join total
        left join marts.dim_indicators as indicators using (indicator_id)
        where place > $first and place <= $last
        order by place, year, status
        """,
        {
            "region_id": region_id,
            "indicator": indicator,
            "first": (page - 1) * SERIES_PER_PAGE,
            "last": page * SERIES_PER_PAGE,
        },
    )
    return {
        "series": grouped(
            found, "place", ("indicator_id", "indicator_zh", "indicator_en", "subject", "measure", "base_unit")
        ),
        "years": sorted({row["year"] for row in found}),
        "total": found[0]["total"] if found else 0,
        "page": page,
        "pages": -(-found[0]["total"] // SERIES_PER_PAGE) if found else 0,
    }


def grouped(rows: list[dict[str, Any]], key: str, shared: tuple[str, ...]) -> list[dict[str, Any]]:
    """Rows that are sorted by ``key`` as one dict each group: what they share, and ``values`` by year."""
    groups: dict[Any, dict[str, Any]] = {}
    for row in rows:
        group = groups.setdefault(row[key], {name: row[name] for name in shared} | {"values": {}})
        group["values"].setdefault(str(row["year"]), []).append(
            {name: value for name, value in row.items() if name not in shared and name not in ("place", "total")}
        )
    return list(groups.values())


def articles(build: OpenedBuild, region_id: str, *, limit: int = 20) -> list[dict[str, Any]]:
    """Articles with claims about the region, most claims first."""
    return build.rows(
        """
        with counted as (
            select article_id, count(*) as claim_count from marts.fct_claims where region_id = ?
            group by article_id order by claim_count desc, article_id limit ?
        )
        select articles.article_id, articles.title, articles.outlet, articles.published, counted.claim_count
        from counted
        inner join marts.dim_articles as articles using (article_id)
        order by counted.claim_count desc, article_id
        """,
        [region_id, limit],
    )


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
