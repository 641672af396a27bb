"""The compare and map pages, and charts at their addresses: asked of the explorer, and seen in a browser."""

import re
import shutil
import threading
import time
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from flows.domain.errors import FangzhiError
from flows.web.amounts import Units
from flows.web.charts import process
from flows.web.charts.process import DrawingProcess
from flows.web.charts.specifications import Point, over_years

SVG = "{http://www.w3.org/2000/svg}"
GDP = "gross_regional_product"
GROWTH = "/regions/620200/charts/industrial_value_added_above_designated_size.svg?measure=growth_yoy"


def document(answer):
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "image/svg+xml"
    return ET.fromstring(answer.text)  # noqa: S314 - of our own


def hrefs(root):
    return [link.get("href") for link in root.iter(f"{SVG}a")]


def test_a_chart_leads_to_the_receipts_of_its_numbers(explorer):
    found = hrefs(document(explorer.get(GROWTH)))
    assert len(found) == 2
    assert all(explorer.get(href).status_code == 200 for href in found)


def test_an_english_chart_leads_to_english_pages(explorer):
    found = hrefs(document(explorer.get("/en" + GROWTH)))
    assert len(found) == 2
    assert all(href.startswith("/en/observations/") for href in found)


def test_a_chart_has_a_policy_under_which_nothing_runs(explorer):
    policy = explorer.get(GROWTH).headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy


@pytest.mark.parametrize(
    "address",
    [
        f"/regions/none/charts/{GDP}.svg",
        "/regions/620200/charts/none.svg",
        "/indicators/none/charts/ranking.svg?year=2024",
        "/indicators/none/charts/growth.svg?year=2024",
        "/indicators/none/charts/targets.svg",
        "/compare/chart.svg?regions=620200&indicator=none",
        "/map/chart.svg?indicator=none&year=2024",
        "/map?within=990000",
    ],
)
def test_what_is_not_there_is_not_found(explorer, address):
    assert explorer.get(address).status_code == 404


def test_the_numbers_of_the_chart_are_those_of_the_table(explorer):
    address = f"/compare?regions=lanzhou-new-area,lanzhou-etdz&indicator={GDP}"
    page = explorer.get(address).text
    chart = re.search(r'data="(/compare/chart\.svg[^"]+)"', page).group(1).replace("&amp;", "&")
    beside = set(re.findall(r'href="(/observations/[0-9a-f]+)"', page))
    assert set(hrefs(document(explorer.get(chart)))) == beside
    assert len(beside) == 2
    series = explorer.get("/api" + address).json()["series"]
    assert [row["region_id"] for row in series] == ["lanzhou-new-area", "lanzhou-etdz"]
    assert series[0]["values"]["2024"][0]["value_base"] == 40_000_000_000


def test_names_are_as_good_as_codes(explorer):
    answer = explorer.get(
        "/api/compare", params={"regions": "嘉峪关,Jinchang", "add": "620100", "indicator": "地区生产总值"}
    )
    found = answer.json()
    assert [row["region_id"] for row in found["regions"]] == ["620200", "620300", "620100"]
    assert found["indicator"]["indicator_id"] == GDP
    assert found["unknown"] == []


def test_a_name_that_is_none_is_said_and_escaped(explorer):
    payload = "<script>alert(1)</script>"
    page = explorer.get("/compare", params={"add": payload, "indicator": GDP}).text
    assert payload not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_seventh_region_is_refused(explorer):
    seven = ",".join(f"620{number}00" for number in range(1, 8))
    answer = explorer.get("/api/compare", params={"regions": seven, "indicator": GDP})
    assert answer.status_code == 400
    assert "found 7, expected at most 6" in answer.json()["detail"]
    assert explorer.get("/compare/chart.svg", params={"regions": seven, "indicator": GDP}).status_code == 400


def test_a_region_named_twice_is_one(explorer):
    names = ",".join(["620200", "嘉峪关市", "嘉峪关", "620300"] * 3)
    found = explorer.get("/api/compare", params={"regions": names, "indicator": GDP}).json()
    assert [row["region_id"] for row in found["regions"]] == ["620200", "620300"]


def test_the_compare_page_begins_with_what_can_be_compared(explorer):
    found = explorer.get("/api/compare").json()
    assert len(found["series"]) >= 2
    assert len(found["regions"]) <= 6


def test_the_map_lists_what_it_draws(explorer):
    found = explorer.get("/api/map", params={"indicator": "high_tech_enterprises", "year": 2024}).json()
    assert [row["region_id"] for row in found["values"]] == ["620000"]
    chart = explorer.get("/map/chart.svg", params={"indicator": "high_tech_enterprises", "year": 2024})
    links = {link.get("href"): link.get("aria-label") for link in document(chart).iter(f"{SVG}a")}
    assert links["/regions/620000"] == "甘肃: 836"
    assert links["/regions/630000"] == "青海: 无数据"


@pytest.mark.parametrize("address", ["/compare", "/map", "/regions/620200", f"/indicators/{GDP}", "/map?within=620000"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_chart_of_a_page_is_there(explorer, prefix, address):
    page = explorer.get(prefix + address)
    assert page.status_code == 200
    charts = re.findall(r'<object [^>]*data="([^"]+)"', page.text)
    for chart in charts:
        assert chart.startswith(f"{prefix}/")
        document(explorer.get(chart.replace("&amp;", "&")))
    assert charts or "within" in address


# -- the drawing process -------------------------------------------------------------------------------------------


def simple():
    return over_years([Point("x", 2024, Decimal(1))], title="x", unit=Units({})["1"], language="zh")


@pytest.fixture(scope="module")
def drawing():
    made = DrawingProcess()
    yield made
    made.close()


def test_charts_of_many_threads_are_all_drawn(drawing):
    with ThreadPoolExecutor(8) as pool:
        drawn = list(pool.map(lambda _: drawing.draw(simple()), range(16)))
    assert len(set(drawn)) == 1
    assert drawn[0].startswith("<svg")


def test_the_server_goes_on_while_a_chart_is_drawn(drawing):
    """A thread that only wants to run is not kept waiting as long as one drawing takes."""
    drawing.draw(simple())
    gaps, is_done = [], threading.Event()

    def tick():
        while not is_done.is_set():
            before = time.perf_counter()
            time.sleep(0.001)
            gaps.append(time.perf_counter() - before)

    ticking = threading.Thread(target=tick)
    ticking.start()
    for _ in range(10):
        drawing.draw(simple())
    is_done.set()
    ticking.join()
    assert len(gaps) > 30
    assert sorted(gaps)[len(gaps) // 2] < 0.02


def test_a_drawing_process_that_died_is_followed_by_another(drawing):
    drawing.draw(simple())
    for worker in list(drawing._executor._processes.values()):
        worker.kill()
        worker.join()
    assert drawing.draw(simple()).startswith("<svg")


def test_a_drawing_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(process, "_SECONDS", 0.0)
    slow = DrawingProcess()
    with pytest.raises(FangzhiError, match="found no drawing"):
        slow.draw(simple())
    slow.close()


# -- in a browser --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


def test_a_point_of_a_chart_opens_its_number_in_the_page(browser, serve, template, tmp_path):
    # a copy: one process opens one build once
    project = shutil.copytree(template, tmp_path / "project", symlinks=True)
    with serve(project) as address:
        page = browser.new_page(color_scheme="dark", viewport={"width": 390, "height": 800})
        said = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{address}/regions/620200")
        page.wait_for_load_state("networkidle")
        frame = next(frame for frame in page.frames if "/charts/" in frame.url)
        ink = "document.querySelector('text.fill-ink')"
        assert frame.evaluate(f"getComputedStyle({ink}).fill") == "rgb(232, 230, 227)"
        point = frame.locator("a").first
        target = point.get_attribute("href")
        point.click()
        page.wait_for_url(f"{address}{target}")
        assert said == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.close()


@pytest.mark.parametrize(
    ("address", "lacks", "says"),
    [
        ("?indicator=gross_regional_product", "regions", "write the name or code of one above"),
        ("?regions=&add=&indicator=gross_regional_product&measure=level", "regions", "write the name or code of one above"),
        ("?regions=nowhere", "regions", "write the name or code of one above"),
        ("?regions=nowhere,620200&indicator=gross_regional_product&measure=growth_yoy", "another", "add another to compare it with"),
        ("?regions=620200", "indicator", "write the name or id of one above"),
        ("?regions=620200,lanzhou-new-area&indicator=nothing", "indicator", "write the name or id of one above"),
        ("?regions=620200&indicator=gross_regional_product&measure=growth_yoy", "another", "add another to compare it with"),
        ("?regions=110000,310000&indicator=gross_regional_product", "values", "choose another indicator, or add other regions"),
    ],
)  # fmt: skip
def test_compare_says_what_is_to_be_chosen_next(explorer, address, lacks, says):
    found = explorer.get(f"/api/compare{address}").json()
    assert found["lacks"] == lacks
    page = explorer.get(f"/en/compare{address}")
    assert page.status_code == 200
    assert says in page.text
    for name in found["unknown"]:
        assert f"No region or indicator is called “{name}”: check how it is written" in page.text


@pytest.mark.parametrize("address", ["", "?", "?regions=&add=&indicator=", "?regions=,&indicator=%20", "?add=%20"])
def test_compare_without_anything_shows_what_can_be_compared_best(explorer, address):
    found = explorer.get(f"/api/compare{address}").json()
    assert len(found["regions"]) > 1
    assert found["series"]
    assert found["lacks"] == ""
