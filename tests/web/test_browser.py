"""The explorer in a real browser: what a person does, what a screen reader meets, what fits on a telephone."""

import os
import shutil
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from payloads import PAYLOADS
from playwright.sync_api import Browser, Page, expect, sync_playwright

from flows.store.queries import reading

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

if not CHROMIUM and not os.environ.get("CI"):
    pytest.skip("found no chromium, expected one on the path", allow_module_level=True)

PATHS = (
    "/", "/search?q=jiayuguan", "/regions", "/regions/620200", "/indicators", "/indicators/gross_regional_product",
    "/articles", "/articles/jiayuguan-2024-review-1", "/findings", "/findings/conflicts", "/findings/targets", "/nothing",
)  # fmt: skip


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_nothing_is_hard_to_use_with_a_screen_reader(browser: Browser, address: str, scheme, prefix: str):
    context = browser.new_context(base_url=address, color_scheme=scheme)
    page = context.new_page()
    found = {}
    for path in PATHS:
        page.goto(prefix + path)
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


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_its_window(browser: Browser, address: str, width: int):
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 800})
    page = context.new_page()
    wide = {}
    for path in PATHS:
        page.goto(path)
        across = page.evaluate("document.documentElement.scrollWidth")
        if across > width:
            wide[path] = across
    context.close()
    assert wide == {}


def test_the_slash_key_leads_to_the_search_box(page: Page):
    page.goto("/regions")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()


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
