"""Regions: the list, and one region with its series."""

from typing import Annotated

from fastapi import Query

from flows.exporting.jsonld import embedded, region_dataset
from flows.store.lookups import findings, regions
from flows.web.views import CurrentBuild, NotFoundError, PageNumber, Pages, View

pages = Pages("regions")


@pages.page("/regions", "regions.html")
def region_list(build: CurrentBuild) -> View:
    """Every region that has observations."""
    return {"regions": regions.regions_with_data(build)}


@pages.page("/regions/{region_id}", "region.html")
def region(
    build: CurrentBuild, region_id: str, page: PageNumber = 1, indicator: Annotated[str, Query(max_length=200)] = ""
) -> View:
    """One region: facts, parts, its series by year (40 a page), findings that concern it, articles about it."""
    found = regions.region(build, region_id)
    if found is None:
        raise NotFoundError(f"region {region_id}")
    observed = regions.series(build, region_id, page=page, indicator=indicator)
    charts = observed.pop("main")
    return {
        "region": found,
        "parts": regions.parts(build, region_id),
        **observed,
        "findings": findings.of_region(build, region_id),
        "articles": regions.articles(build, region_id),
        "_charts": charts,
        "_dataset": embedded(region_dataset(build.build, found, base_url="")),
    }
