"""The explorer in a real browser: what a person does, what a screen reader meets, what fits on a telephone."""

import csv
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from payloads import PAYLOADS
from playwright.sync_api import Browser, Page, expect, sync_playwright
from sampling import sampled

from flows.store.queries import reading

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

if not CHROMIUM:
    pytest.skip("found no chromium, expected one on the path", allow_module_level=True)

PATHS = (
    "/", "/search?q=jiayuguan", "/search?q=科技", "/regions", "/regions/620200", "/regions/lanzhou-new-area", "/indicators",
    "/indicators/gross_regional_product", "/indicators/gross_regional_product?measure=growth_yoy", "/articles",
    "/articles/jiayuguan-2024-review-1", "/findings", "/findings/conflicts", "/findings/targets", "/nothing",
    "/compare?regions=620200,lanzhou-new-area&indicator=gross_regional_product&measure=growth_yoy",
    "/map", "/map?within=620000", "/tables", "/tables/fct_claims?_size=20", "/sql?q=from%20marts.fct_claims%20limit%2020",
)  # fmt: skip
UNJUDGED = "keji-ribao-2023-03"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(serve, template) -> Iterator[str]:
    with serve(template) as address:
        yield address


@pytest.fixture(scope="module")
def pages(serve, template, address: str, unreviewed) -> Iterator[list[tuple[str, str]]]:
    """All pages: the address of the explorer that has something to show on it, and the path."""
    with reading(template / "warehouse/fangzhi.duckdb") as connection:
        observation, claim = connection.execute(
            "select observation_id, claim_id from marts.fct_indicators_by_region_year order by claim_count desc, observation_id limit 1"
        ).fetchall()[0]
        ((check,),) = connection.execute(
            "select check_id from marts.fct_arithmetic_checks order by verdict, check_id limit 1"
        ).fetchall()
    with reading(unreviewed.pointer) as connection:
        ((unjudged,),) = connection.execute(
            "select claim_id from marts.fct_claims where origin = 'reader' order by claim_id limit 1"
        ).fetchall()
    paths = (*PATHS, f"/observations/{observation}", f"/claims/{claim}", f"/findings/checks/{check}")
    with serve(unreviewed.root) as other:
        yield [*((address, path) for path in paths), (other, "/review"), (other, f"/review/{unjudged}")]


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page on which nothing may be logged as an error: a refused script or style would be."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on(
        "console",
        lambda message: (
            troubles.append(message.text)
            if message.type in ("error", "warning") and "404 (Not Found)" not in message.text
            else None
        ),
    )
    yield page
    context.close()
    assert not troubles


@pytest.mark.parametrize("has_script", [True, False])
def test_from_home_by_search_to_the_sentence_that_prints_a_number(browser: Browser, address: str, has_script: bool):
    context = browser.new_context(base_url=address, java_script_enabled=has_script)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("searchbox").fill("jiayuguan")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="嘉峪关市").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("嘉峪关市")
    row = page.get_by_role("row").filter(has_text="地区生产总值").filter(has_text="同比增长")
    row.get_by_role("link", name="8.2%").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("8.2%")
    expect(page.locator(".claim.chosen mark")).to_have_text("8.2%")
    page.locator(".claim.chosen .source a").click()
    marked = page.locator("#text .asked")
    expect(marked).to_have_text("8.2%")
    expect(marked).to_be_in_viewport()
    context.close()


def test_what_is_highlighted_is_what_the_claims_say_in_all_documents(page: Page, template):
    with reading(template / "warehouse/fangzhi.duckdb") as connection:
        articles = connection.execute("select article_id from marts.dim_articles order by all").fetchall()
        claims = dict(connection.execute("select claim_id, figure_text from marts.fct_claims").fetchall())
        texts = dict(connection.execute("select article_id, text from marts.dim_articles").fetchall())
    seen: dict[str, str] = {}
    for (article,) in articles:
        page.goto(f"/articles/{article}")
        shown = page.locator("#text").evaluate("element => element.textContent")
        assert texts[article] in shown
        seen |= page.locator("#text").evaluate(
            """element => {
                const seen = {};
                for (const mark of element.querySelectorAll("[data-claims]"))
                    for (const id of mark.dataset.claims.split(" ")) seen[id] = (seen[id] ?? "") + mark.textContent;
                return seen;
            }"""
        )
    assert seen == claims


@pytest.mark.parametrize(
    ("prefix", "scheme"),
    sampled(product(("", "/en"), ("light", "dark")), [("", "light"), ("/en", "dark")], many=True),
)
def test_nothing_is_hard_to_use_with_a_screen_reader(browser: Browser, pages, is_long: bool, prefix: str, scheme):
    """Each page in one of two languages and schemes, with --long in all four."""
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    found = {}
    for address, path in pages if is_long else pages[scheme == "dark" :: 2]:
        page.goto(address + prefix + path)
        report = Axe().run(page).response["violations"]
        serious = [
            (violation["id"], violation["nodes"][0]["html"][:200], violation["nodes"][0]["failureSummary"][:300])
            for violation in report
            if violation["impact"] in ("serious", "critical")
        ]
        if serious:
            found[path] = serious
    context.close()
    assert found == {}


def test_no_page_is_wider_than_its_window(browser: Browser, pages):
    context = browser.new_context()
    page = context.new_page()
    wide = {}
    for address, path in pages:
        for prefix in ("", "/en"):
            page.set_viewport_size({"width": 390, "height": 800})
            page.goto(address + prefix + path)
            for width in (390, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                across = page.evaluate("document.documentElement.scrollWidth")
                if across > width:
                    wide[prefix + path, width] = across
    context.close()
    assert wide == {}


def test_the_slash_key_leads_to_the_search_box(page: Page):
    page.goto("/regions")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_a_review_by_keyboard_and_by_form_is_in_the_extracts(browser: Browser, serve, unreviewed, tmp_path):
    figures = ("34家", "26条", "48根", "175项")
    with reading(unreviewed.pointer) as connection:
        claims = dict(
            connection.execute(
                "select figure_text, claim_id from marts.fct_claims where document = ?", [UNJUDGED]
            ).fetchall()
        )
    root = Path(shutil.copytree(unreviewed.root, tmp_path / "project", symlinks=True))
    with serve(root) as address:
        page = browser.new_page(base_url=address)
        page.goto(f"/review?document={UNJUDGED}")
        page.keyboard.press("s")
        expect(page.locator("#review-form")).to_be_visible()
        notice, done = page.locator("#review-notice"), iter(figures)

        page.goto(f"/review/{claims[figure := next(done)]}")
        page.keyboard.press("a")
        expect(page.locator("#field-curator")).to_be_focused()
        page.keyboard.type("王五")
        page.keyboard.press("Escape")
        page.keyboard.press("a")
        expect(notice).to_contain_text(figure)

        page.goto(f"/review/{claims[figure := next(done)]}")
        page.locator("#field-value").fill("27")
        page.locator("#decide-correct").click()
        expect(page.locator("#problem-value")).to_contain_text("26")
        page.locator("#field-value").fill("26")
        page.locator("#field-status").select_option("preliminary")
        page.locator("#decide-correct").click()
        expect(notice).to_contain_text(figure)

        page.goto(f"/review/{claims[figure := next(done)]}")
        page.keyboard.press("r")
        expect(page.locator("#field-reason")).to_be_focused()
        page.keyboard.type("产品规格")
        page.locator("#decide-reject").click()
        expect(notice).to_contain_text(figure)

        page.goto(f"/review/{claims[figure := next(done)]}")
        page.keyboard.press("a")
        expect(notice).to_contain_text(figure)
        page.keyboard.press("u")
        expect(page.locator("#review-undone")).to_contain_text(figure)
        page.close()
    with (root / f"raw/extracts/{UNJUDGED}.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["figure"]: row for row in csv.DictReader(file)}
    assert {figure: (row["curator"], row["measure"], row["status"]) for figure, row in rows.items()} == {
        "34家": ("王五", "level", "actual"),
        "26条": ("王五", "level", "preliminary"),
        "48根": ("王五", "not_a_claim", ""),
    }
    assert rows["48根"]["note"] == "产品规格"


def test_of_five_hundred_hostile_texts_none_runs(browser: Browser, serve, hostile):
    """They stand in an article, in facts of its document, in signed claims, and in what is asked for."""
    alarms: list[str] = []
    with serve(hostile) as address:
        context = browser.new_context(base_url=address)
        page = context.new_page()
        page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: alarms.append(str(error)))
        page.on(
            "console",
            lambda message: (
                alarms.append(message.text)
                if message.type == "error" and "the server responded with a status of 4" not in message.text
                else None
            ),
        )
        parts = int(page.request.get("/api/articles/hostile-1").json()["parts"])
        shown = ""
        paths = ["/", "/articles", "/regions/620200", "/findings", "/tables/fct_claims?document=hostile&_size=500"]
        paths += [f"/articles/hostile-1?part={part + 1}" for part in range(parts)]
        paths += [f"/search?q={quote(payload[:100], safe='')}" for payload in PAYLOADS[::12]]
        paths += [f"/regions/{quote(payload[:100], safe='')}" for payload in PAYLOADS[5::24]]
        for path in paths:
            page.goto(path)
            if path.startswith("/articles/"):
                shown += page.locator("#text").inner_text()
            assert page.evaluate("window.pwned === undefined && window.location.host") in address, path
        context.close()
    assert "<script>pwned=1</script>" in shown
    assert "<img src=x onerror=alert(1)>" in shown
    assert alarms == []
