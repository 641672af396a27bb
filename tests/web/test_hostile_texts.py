"""Hostile texts, titles, names and parameters: they are shown as what they are, and nothing of them runs."""

import html.parser
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from payloads import PAYLOADS
from starlette.testclient import TestClient

_OURS = {
    "html", "head", "meta", "title", "link", "script", "body", "a", "header", "nav", "form", "input", "button", "main", "h1",
    "h2", "p", "footer", "span", "div", "ul", "ol", "li", "b", "mark", "aside", "small", "code", "article", "section", "dl",
    "dt", "dd", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "label", "select", "option", "svg", "polyline",
    "object", "img", "details", "summary", "textarea", "pre", "fieldset", "legend", "datalist", "strong", "em", "time", "br",
    "figure", "figcaption", "caption", "kbd", "abbr",
}  # fmt: skip


def test_there_are_five_hundred():
    assert len(set(PAYLOADS)) == 500


class Inspector(html.parser.HTMLParser):
    """Collects what could run: elements that no page of ours has, handlers, inline styles, scripts and odd addresses."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in _OURS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                self.found.append(f"{tag} {name}={value}")
            if name in ("href", "src", "action", "data") and not (value or "").startswith(
                ("/", "#", "?", "https://", "http://")
            ):
                self.found.append(f"{tag} {name}={value}")
        if tag == "script" and "src" not in given and given.get("type") != "application/ld+json":
            self.found.append("inline script")


def dangers(page: str) -> list[str]:
    inspector = Inspector()
    inspector.feed(page)
    inspector.close()
    return inspector.found


def test_the_inspector_sees_what_runs():
    assert dangers("<p onclick=x><a href='javascript:x'>甲</a><script>x</script><iframe></iframe><p style='a'>")[:1]
    assert len(dangers("<p onclick=x>")) == len(dangers("<iframe>")) == len(dangers("<a href=data:x>")) == 1


@pytest.fixture(scope="module")
def client(hostile: Path, make_client) -> Iterator[TestClient]:
    with make_client(hostile) as client:
        yield client


def test_hostile_texts_are_in_the_warehouse_and_on_the_pages_and_none_is_markup(client: TestClient):
    shown = ""
    article = "hostile-1"
    parts = client.get(f"/api/articles/{article}").json()["parts"]
    for part in range(1, parts + 1):
        page = client.get(f"/articles/{article}?part={part}").text
        assert dangers(page) == []
        shown += page
    assert "&lt;script&gt;pwned=1&lt;/script&gt;" in shown
    claims = client.get(f"/api/articles/{article}").json()["claims"]
    signed = [claim for claim in claims if claim["origin"] == "curated"]
    assert len(signed) > 50
    for claim in signed:
        receipt = client.get(f"/claims/{claim['claim_id']}")
        assert receipt.status_code == 200
        assert dangers(receipt.text) == []
    for path in ("/", "/articles", "/regions/620200", "/en/regions/620200", "/findings", "/indicators"):
        assert dangers(client.get(path).text) == [], path
    for series in client.get("/api/regions/620200").json()["series"]:
        for observations in series["values"].values():
            assert dangers(client.get(f"/observations/{observations[0]['observation_id']}").text) == []


FORMS = (
    "/search?q={}", "/regions/{}", "/indicators/{}", "/indicators/gross_regional_product?measure={}", "/observations/{}",
    "/articles/{}", "/articles/jiayuguan-2024-review-1?claim={}", "/findings?verdict={}&region={}", "/findings/conflicts?cause={}", "/{}",
    "/compare?regions={}&indicator={}", "/map?indicator={}", "/tables/{}", "/tables/fct_claims?subject__contains={}",
    "/tables/fct_claims?{}=1&_sort={}",
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_hostile_parameters_are_answered_and_none_is_markup(client: TestClient, form: str):
    """Each payload is sent to two forms of address, one of five also to the API."""
    at = FORMS.index(form)
    for number, payload in enumerate(PAYLOADS):
        if (number + at) % len(FORMS) > 1:
            continue
        path = form.replace("{}", quote(payload[:100], safe=""))
        answer = client.get(path)
        assert answer.status_code in (200, 400, 404, 422), path
        assert dangers(answer.text) == [], path
        if number % 5 == 0:
            assert client.get("/api" + path).status_code == answer.status_code, path
