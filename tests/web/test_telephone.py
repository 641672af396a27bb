"""On a telephone no page scrolls sideways, however much a warehouse holds: what is wide scrolls in a box of its own."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from flows.store.queries import run_sql

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

if not CHROMIUM:
    pytest.skip("found no chromium, expected one on the path", allow_module_level=True)

WIDTHS = (390, 320)


def column(database: Path, query: str) -> list[str]:
    return [str(row[0]) for row in run_sql(database, query).rows]


def paths_of(database: Path) -> list[str]:
    """Pages of all kinds, each about what has most rows, most years or the longest names."""
    values = "marts.fct_indicators_by_region_year"
    regions = column(
        database,
        f"select region_id from {values} group by all order by count(distinct (indicator_id, year)) desc, 1 limit 2",
    )
    ((indicator, measure),) = run_sql(
        database,
        f"select indicator_id, measure from {values} group by all order by count(distinct (region_id, year)) desc limit 1",
    ).rows
    of_both = f"from {values} where indicator_id = '{indicator}' and measure = '{measure}'"
    compared = column(
        database, f"select region_id {of_both} group by all order by count(distinct year) desc, 1 limit 6"
    )
    (year,) = column(database, f"select year {of_both} group by all order by count(*) desc, 1 limit 1")
    assert len(column(database, f"select distinct region_id {of_both}")) >= 15
    assert len(column(database, f"select distinct year {of_both}")) >= 6
    return [
        "/", "/search?q=beijing", "/search?q=技术", "/nothing", "/regions", *(f"/regions/{region}" for region in regions),
        f"/regions/{regions[0]}?indicator={indicator}", "/indicators", f"/indicators/{indicator}?measure={measure}",
        f"/indicators/{indicator}?measure={measure}&year={year}", "/articles",
        *(f"/articles/{key}" for key in column(database, "select article_id from marts.dim_articles order by claim_count desc, 1 limit 2")),
        "/findings", "/findings/conflicts", "/findings/targets",
        *(f"/findings/checks/{key}" for key in column(database, "select min(check_id) from marts.fct_arithmetic_checks group by kind, verdict")),
        "/compare", f"/compare?regions={','.join(compared)}&indicator={indicator}&measure={measure}", "/compare?regions=x",
        f"/map?indicator={indicator}&measure={measure}&year={year}", f"/map?within={regions[0]}", "/tables",
        *(f"/tables/{name}?_size=20" for name in
          column(database, "select table_name from information_schema.tables where table_schema = 'marts' order by 1")),
        "/tables/fct_claims?_facet=region_name&_facet=measure&year__gte=2020&region_name__contains=市&_size=50",
        "/sql", "/sql?q=from%20marts.fct_claims%20limit%205", "/sql?q=select%20nothing", "/review",
        *(f"/observations/{key}" for key in column(database, f"select observation_id from {values} order by claim_count desc, 1 limit 1")),
        *(f"/claims/{key}" for key in column(database, "select claim_id from marts.fct_claims order by length(sentence) desc, 1 limit 1")),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_no_page_of_a_large_warehouse_is_wider_than_a_telephone(browser: Browser, serve, many, is_long, prefix: str):
    """Each page in one of two languages, with --long in both."""
    page = browser.new_page(viewport={"width": WIDTHS[0], "height": 800})
    page.set_default_timeout(120_000)  # the first page waits for what is made once of a build
    # A region has dozens of charts that take seconds each to draw; a chart is as wide as its box, whatever is in it.
    page.route("**/charts/*.svg*", lambda route: route.fulfill(content_type="image/svg+xml", body=CHART))
    wide = {}
    with serve(many) as address:
        paths = paths_of(many / "warehouse/fangzhi.duckdb")
        for path in paths if is_long else paths[prefix == "/en" :: 2]:
            page.goto(address + prefix + path, wait_until="domcontentloaded")
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                across = page.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)")
                if across > width:
                    wide[prefix + path, width] = across
    page.close()
    assert wide == {}


CHART = '<svg xmlns="http://www.w3.org/2000/svg" width="720" height="300" viewBox="0 0 720 300"></svg>'
