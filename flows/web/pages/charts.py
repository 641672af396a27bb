"""Charts at addresses of their own, as SVG documents."""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from flows.domain.errors import FangzhiError
from flows.store.lookups import charting, indicators, regions
from flows.store.lookups.codelists import code_names
from flows.store.opened import OpenedBuild
from flows.web.beside import beside
from flows.web.charts.drawing import CONTENT_SECURITY_POLICY, Chart
from flows.web.charts.specifications import (
    MOST_SERIES,
    Pair,
    Point,
    comparison,
    growth_against_level,
    over_years,
    ranking,
    target_against_outcome,
)
from flows.web.languages import Language
from flows.web.rendering import Page
from flows.web.views import CurrentBuild, NotFoundError, page_of

router: Final = APIRouter(include_in_schema=False)
Code = Annotated[str, Query(max_length=200)]
Year = Annotated[int, Query(ge=1, le=9999)]


def drawn(request: Request, chart: Chart) -> Response:
    """The chart as the answer to a request, with the policy of a document that only has styles."""
    return Response(
        request.app.state.drawing.draw(chart),
        media_type="image/svg+xml",
        headers={"content-security-policy": CONTENT_SECURITY_POLICY},
    )


def region_name(row: dict[str, Any], language: Language, key: str = "region_name") -> str:
    """In the language, for charts have no room for both."""
    return (row.get(f"{key}_en") if language == "en" else "") or row[key] or ""


def indicator_title(build: OpenedBuild, indicator_id: str, measure: str, language: Language) -> str:
    """The indicator's name and, where it is not a level, the measure; raises ``NotFoundError``."""
    found = indicators.indicator(build, indicator_id)
    if found is None:
        raise NotFoundError(f"indicator {indicator_id}")
    name = (found["name_en"] if language == "en" else found["name_zh"]) or found["name_zh"]
    if measure == "level":
        return str(name)
    zh, en = code_names(build).get(("measure", measure), (measure, measure))
    return f"{name} {en}" if language == "en" else f"{name} {zh}"


def at_most_six(region_ids: Sequence[str]) -> list[str]:
    """The regions, each once; raises ``FangzhiError`` for a seventh."""
    asked = list(dict.fromkeys(region_id for region_id in region_ids if region_id))
    if len(asked) > MOST_SERIES:
        raise FangzhiError(
            f"regions: found {len(asked)}, expected at most {MOST_SERIES}, for more lines cannot be told apart. "
            "Mend: leave some out"
        )
    return asked


def points(rows: list[dict[str, Any]], page: Page) -> list[Point]:
    """Observations as points that lead to their receipts; of regions of one name, each has its code beside it."""
    names = {row["region_id"]: region_name(row, page.language) for row in rows}
    shared = {name for name, count in Counter(names.values()).items() if count > 1}
    return [
        Point(
            f"{name} {row['region_id']}" if (name := names[row["region_id"]]) in shared else name,
            row["year"],
            row["value_base"],
            row["status"],
            row["bound"],
            page.link("observations", row["observation_id"]),
            row["lowest_value_base"] if row["has_conflict"] and "lowest_value_base" in row else None,
            row["highest_value_base"] if row["has_conflict"] and "highest_value_base" in row else None,
        )
        for row in rows
    ]


@router.get("/regions/{region_id}/charts/{indicator_id}.svg")
@beside("drawings")
def region_chart(
    request: Request,
    build: CurrentBuild,
    region_id: str,
    indicator_id: str,
    measure: Code = "level",
    subject: Code = "",
    unit: Code = "",
) -> Response:
    """One indicator of one region over the years."""
    page = page_of(request)
    if regions.region(build, region_id) is None:
        raise NotFoundError(f"region {region_id}")
    title = indicator_title(build, indicator_id, measure, page.language)
    rows = charting.over_years(build, [region_id], indicator_id, measure=measure, subject=subject, unit=unit)
    return drawn(
        request,
        over_years(
            points(rows, page),
            title=f"{title} · {subject}" if subject else title,
            unit=page.units[_unit(rows)],
            language=page.language,
            is_rank=measure == "rank",
        ),
    )


@router.get("/indicators/{indicator_id}/charts/ranking.svg")
@beside("drawings")
def ranking_chart(
    request: Request, build: CurrentBuild, indicator_id: str, year: Year, measure: Code = "level"
) -> Response:
    """Whole regions by the value of a year."""
    page = page_of(request)
    title = indicator_title(build, indicator_id, measure, page.language)
    rows = indicators.ranking(build, indicator_id, measure=measure, year=year, limit=5000)
    unit = _unit(rows)
    bars = [row | {"year": year} for row in rows if row["base_unit"] == unit]
    return drawn(
        request,
        ranking(
            points(bars, page),
            title=f"{title} {year}",
            unit=page.units[unit],
            language=page.language,
            ascending=measure == "rank",
        ),
    )


@router.get("/indicators/{indicator_id}/charts/growth.svg")
@beside("drawings")
def growth_chart(request: Request, build: CurrentBuild, indicator_id: str, year: Year) -> Response:
    """The growth of a year against its level, a point a region."""
    page = page_of(request)
    title = indicator_title(build, indicator_id, "level", page.language)
    rows = charting.growth_and_level(build, indicator_id, year=year)
    pairs = [
        Pair(
            region_name(row, page.language),
            row["level_value"],
            row["growth_value"],
            row["level_bound"],
            row["growth_bound"],
            page.link("regions", row["region_id"], indicator=indicator_id),
        )
        for row in rows
    ]
    return drawn(
        request,
        growth_against_level(
            pairs,
            title=f"{title} {year}",
            growth_title=page.name("measure", "growth_yoy"),
            unit=page.units[_unit(rows)],
            language=page.language,
        ),
    )


@router.get("/indicators/{indicator_id}/charts/targets.svg")
@beside("drawings")
def targets_chart(request: Request, build: CurrentBuild, indicator_id: str, measure: Code = "level") -> Response:
    """Targets of whole regions against what became of them."""
    page = page_of(request)
    title = indicator_title(build, indicator_id, measure, page.language)
    found = [row for row in indicators.targets(build, indicator_id) if row["measure"] == measure and not row["subject"]]
    unit = _unit(found)
    pairs = [
        Pair(
            f"{row['region_name']} {row['period']}",
            row["value_base"],
            row["outcome_value_base"],
            row["bound"],
            "exact",
            page.link("claims", row["target_id"]),
            page.link("claims", row["outcome_claim_id"]) if row["outcome_claim_id"] else None,
        )
        for row in found
        if row["base_unit"] == unit
    ]
    return drawn(request, target_against_outcome(pairs, title=title, unit=page.units[unit], language=page.language))


@router.get("/compare/chart.svg")
@beside("drawings")
def comparison_chart(
    request: Request,
    build: CurrentBuild,
    regions: Annotated[str, Query(max_length=1000)],
    indicator: Code,
    measure: Code = "level",
    unit: Code = "",
) -> Response:
    """Up to six regions on one indicator over the years."""
    page = page_of(request)
    title = indicator_title(build, indicator, measure, page.language)
    rows = charting.over_years(build, at_most_six(regions.split(",")), indicator, measure=measure, unit=unit)
    return drawn(
        request,
        comparison(
            points(rows, page),
            title=title,
            unit=page.units[_unit(rows)],
            language=page.language,
            is_rank=measure == "rank",
        ),
    )


def _unit(rows: list[dict[str, Any]]) -> str:
    """The unit that most rows are in; that of counts where there are none."""
    units = [row["base_unit"] for row in rows]
    return max(sorted(set(units)), key=units.count) if units else "1"
