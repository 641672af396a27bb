"""Indicators: the list, and one indicator with its series, a ranking and its targets."""

from typing import Annotated, Final

from fastapi import Query

from flows.exporting.jsonld import embedded, indicator_dataset
from flows.store.lookups import charting, indicators
from flows.web.views import CurrentBuild, NotFoundError, PageNumber, Pages, View

pages = Pages("indicators")
_MOST: Final = 20
"""Regions in a ranking and targets that the page shows: the tables have all."""


@pages.page("/indicators", "indicators.html")
def indicator_list(build: CurrentBuild) -> View:
    """Every indicator that has observations."""
    return {"indicators": indicators.indicators_with_data(build)}


@pages.page("/indicators/{indicator_id}", "indicator.html")
def indicator(
    build: CurrentBuild,
    indicator_id: str,
    measure: Annotated[str, Query(max_length=20)] = "",
    year: Annotated[int | None, Query(ge=1, le=9999)] = None,
    page: PageNumber = 1,
) -> View:
    """One indicator: definition, its series by region and year in one measure (25 a page), the ranking of a year, targets
    (20 of each; the tables have all).

    Without ``measure`` it is the one with most observations, without ``year`` the last one with values.
    """
    found = indicators.indicator(build, indicator_id)
    if found is None:
        raise NotFoundError(f"indicator {indicator_id}")
    measures = indicators.measures(build, indicator_id)
    chosen = next((row for row in measures if row["measure"] == measure), measures[0] if measures else None)
    shown = chosen["measure"] if chosen else measure
    ranked_year = year or (chosen["years"][-1] if chosen else None)
    targets = indicators.targets(build, indicator_id)
    has_growth = bool(ranked_year and charting.has_growth_and_level(build, indicator_id, year=ranked_year))
    ranking = (
        indicators.ranking(build, indicator_id, measure=shown, year=ranked_year, limit=_MOST) if ranked_year else []
    )
    return {
        "indicator": found,
        "measures": measures,
        "measure": shown,
        **indicators.series(build, indicator_id, measure=shown, page=page),
        "ranked_year": ranked_year,
        "ranking": ranking,
        "targets": targets[:_MOST],
        "_dataset": embedded(indicator_dataset(build.build, found, base_url="")),
        "_has_growth": has_growth,
        "_has_target_chart": any(row["measure"] == shown and not row["subject"] for row in targets),
    }
