"""dbt's page of the build, under a policy of its own."""

import gzip

import pytest
from playwright.sync_api import sync_playwright
from starlette.testclient import TestClient


def test_the_page_is_sent_compressed_and_once(explorer: TestClient):
    zipped = explorer.get("/docs/", headers={"accept-encoding": "gzip"})
    plain = explorer.get("/docs/", headers={"accept-encoding": "identity"})
    assert zipped.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert zipped.text == plain.text
    assert "fct_indicators_by_region_year" in plain.text
    assert len(gzip.compress(plain.content)) < len(plain.content) / 3
    again = explorer.get("/docs/", headers={"if-none-match": zipped.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert explorer.get("/docs").headers["location"] == "/docs/"
    assert explorer.get("/en/docs/").status_code == 200


def test_its_policy_lets_scripts_run_and_reach_nothing(explorer: TestClient):
    policy = explorer.get("/docs/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "connect-src 'none'" in policy
    assert "sandbox allow-scripts" in policy
    assert "allow-same-origin" not in policy
    assert "unsafe" not in explorer.get("/tables").headers["content-security-policy"]


@pytest.mark.flow
def test_a_model_opens_in_a_browser_without_a_script_error(serve, template):
    with serve(template) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{address}/docs/#!/model/model.fangzhi.fct_claims")
        page.wait_for_selector("h1:has-text('fct_claims')", timeout=20_000)
        assert "One row per claim" in page.inner_text("body")
        assert errors == []
        browser.close()


@pytest.mark.flow
@pytest.mark.parametrize(
    ("page", "heading", "pictures"),
    [
        ("exposure/exposure.fangzhi.questions", "13. What became of the targets?", 1),
        ("exposure/exposure.fangzhi.press_against_itself", "A printed figure stands for an interval", 1),
        ("exposure/exposure.fangzhi.explorer", "Beyond this machine", 1),
        ("source_list/raw", "Curated extracts", 0),
    ],
)
def test_a_page_is_shown_with_its_pictures(serve, template, page, heading, pictures):
    with serve(template) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        tab = browser.new_page()
        tab.goto(f"{address}/docs/#!/{page}")
        tab.wait_for_selector(f"text={heading}", timeout=20_000)
        described = "all => all.filter(one => one.alt && one.alt !== 'dbt logo').map(one => one.naturalWidth)"
        widths = tab.eval_on_selector_all("img[alt]", described)
        assert len(widths) == pictures
        assert 0 not in widths
        browser.close()
