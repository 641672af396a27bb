import json
import re
from decimal import Decimal

import pytest
from starlette.testclient import TestClient

OBSERVED = (
    "select observation_id, region_id, indicator_id, claim_id, article_id from marts.fct_indicators_by_region_year "
    "where region_id = '620200' and measure = 'growth_yoy' order by observation_id limit 1"
)
PATHS = (
    "/", "/search?q=jiayuguan", "/search?q=%E7%A7%91%E6%8A%80", "/regions", "/regions/620200", "/regions/620000",
    "/regions/110105", "/indicators", "/indicators/gross_regional_product",
    "/indicators/gross_regional_product?measure=growth_yoy&year=2024", "/articles", "/articles/jiayuguan-2024-review-1",
    "/articles/keji-ribao-2023-03-3", "/findings", "/findings?verdict=conflict", "/findings/conflicts", "/findings/targets",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_is_there_in_both_languages_without_anything_inline(explorer: TestClient, path: str, prefix: str):
    answer = explorer.get(prefix + path)
    assert answer.status_code == 200
    assert f'lang="{"en" if prefix else "zh-Hans"}"' in answer.text
    assert not re.search(
        r"<style|\sstyle=|\son\w+=|<script(?! src=| type=.application/ld.json)|javascript:", answer.text
    )


@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_there_as_json(explorer: TestClient, path: str):
    answer = explorer.get("/api" + path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert not [key for key in answer.json() if key.startswith("_")]


def test_an_english_page_leads_to_english_pages(explorer: TestClient):
    links = re.findall(r'href="(/[^"]*)"', explorer.get("/en/regions/620200").text)
    stray = [link for link in links if not link.startswith(("/en/", "/static/", "/api/", "/docs/"))]
    assert len(links) > 50
    assert stray == ["/regions/620200"], "the way to the other language"


def test_a_number_keeps_all_its_digits_as_json(explorer: TestClient):
    text = explorer.get("/api/regions/lanbai-two-zones").text
    values = json.loads(text, parse_float=Decimal, parse_int=Decimal)["series"]
    found = {
        observation["value_base"]
        for row in values
        if row["indicator_id"] == "gross_regional_product" and row["measure"] == "level"
        for observation in row["values"]["2024"]
    }
    assert Decimal(143600000000) in found
    assert "E+" not in text


def test_the_receipt_of_a_number_shows_the_sentence_with_the_figure_marked(explorer: TestClient):
    series = explorer.get("/api/regions/620200").json()["series"]
    row = next(row for row in series if row["indicator_zh"] == "地区生产总值" and row["measure"] == "growth_yoy")
    observed = row["values"]["2024"][0]
    page = explorer.get(f"/observations/{observed['observation_id']}").text
    assert "<mark>8.2%</mark>" in page
    receipt = explorer.get(f"/api/observations/{observed['observation_id']}").json()
    for claim in receipt["claims"]:
        start, end = claim["figure_at"]
        assert claim["sentence"][start:end] == claim["figure_text"]


def test_what_is_marked_in_an_article_is_what_its_claims_say(explorer: TestClient):
    seen = 0
    for article in explorer.get("/api/articles").json()["articles"]:
        found = explorer.get(f"/api/articles/{article['article_id']}").json()
        page = explorer.get(f"/articles/{article['article_id']}").text
        for claim in found["claims"]:
            start, end = claim["span_start"] - found["text_start"], claim["span_end"] - found["text_start"]
            assert found["text"][start:end] == claim["figure_text"]
            assert f'id="claim-{claim["claim_id"]}"' in page
            seen += 1
    assert seen == explorer.get("/api/").json()["counts"]["claims"] > 200


@pytest.mark.parametrize(
    "path",
    ["/regions/nowhere", "/indicators/nothing", "/observations/0", "/claims/0", "/articles/..%2F..%2Fetc%2Fpasswd",
     "/findings/checks/0", "/nothing", "/regions/'%20or%201=1", "/regions/%00", "/static/../app.py", "/static/%2e%2e/app.py"],
)  # fmt: skip
def test_what_is_not_there_is_told_so(explorer: TestClient, path: str):
    assert explorer.get(path).status_code == 404
    answer = explorer.get("/api" + path)
    assert answer.status_code == 404
    assert set(answer.json()) == {"detail"}


@pytest.mark.parametrize(
    "path",
    ["/regions/620200?page=0", "/regions/620200?page=x", "/regions/620200?page=99999999999999999999", "/indicators/gdp?year=0",
     "/search?q=" + "x" * 101],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_so(explorer: TestClient, path: str):
    answer = explorer.get(path)
    assert answer.status_code == 422
    assert 'class="refusal"' in answer.text
    assert explorer.get("/api" + path).status_code == 422


def test_a_claim_of_a_long_article_is_looked_up_in_its_part(explorer: TestClient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("flows.web.pages.articles.PART_CHARACTERS", 500)
    monkeypatch.setattr("flows.web.marking.PART_CHARACTERS", 500)
    article = "lanbai-2024-review-1"
    whole = explorer.get(f"/api/articles/{article}?part=1&unkept=1").json()
    assert whole["parts"] > 3
    texts, claims = [], []
    for part in range(1, whole["parts"] + 1):
        found = explorer.get(f"/api/articles/{article}?part={part}&unkept=1").json()
        texts.append(found["text"])
        claims += [claim["claim_id"] for claim in found["claims"]]
        for claim in found["claims"][:1]:
            asked = explorer.get(f"/api/articles/{article}?claim={claim['claim_id']}&unkept=1").json()
            assert asked["part"] == part
    assert len("".join(texts)) > 3_000
    assert len(set(claims)) == 62


def test_home_begins_with_a_sentence_and_the_rows_it_becomes(explorer):
    example = explorer.get("/api/").json()["example"]
    assert len(example["claims"]) > 1
    for row, (start, end) in zip(example["claims"], example["figures"], strict=True):
        assert example["sentence"][start:end] == row["figure_text"]
        assert explorer.get(f"/observations/{row['observation_id']}").status_code == 200
    assert explorer.get("/").text.count("<mark>") == len(example["figures"])


def test_a_count_says_in_chinese_what_it_counts(explorer):
    assert ">44项</a>" in explorer.get("/regions/620200").text
    assert ">44</a>" in explorer.get("/en/regions/620200").text
