"""Every mart has a page that filters, sorts and pages, files that hold the same rows, and JSON."""

import csv
import html
import io
import json
import re
from urllib.parse import urlencode

import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

MARTS = (
    "bridge_check_claims", "bridge_region_members", "dim_articles", "dim_indicators", "dim_regions", "dim_units",
    "fct_arithmetic_checks", "fct_claims", "fct_conflicts", "fct_corrections", "fct_figures", "fct_indicators_by_region_year",
    "fct_targets", "fct_vintages", "rpt_reader_calibration", "rpt_reader_scores", "rpt_region_years", "rpt_review_queue",
    "rpt_vocabulary_gaps",
)  # fmt: skip
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}",
    "' or 1=1 --",
    "嘉'\"<b>",
    "\x00\x08",
    "javascript:alert(1)",
]


def test_the_list_has_every_mart(explorer: TestClient):
    assert [table["name"] for table in explorer.get("/api/tables").json()["tables"]] == list(MARTS)
    page = explorer.get("/tables").text
    assert all(f'href="/tables/{name}"' in page for name in MARTS)


@pytest.mark.parametrize("name", MARTS)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_mart_has_a_page_without_anything_inline(explorer: TestClient, name: str, prefix: str):
    answer = explorer.get(f"{prefix}/tables/{name}")
    assert answer.status_code == 200
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?! src=)|javascript:", answer.text)
    count = explorer.get(f"/api/tables/{name}").json()["count"]
    assert answer.text.count("<tr>") == (min(count, 100) + 1 if count else 0)


@pytest.mark.parametrize("name", ["dim_articles", "fct_claims", "fct_targets", "rpt_region_years"])
def test_the_files_of_a_mart_hold_the_rows_of_its_pages(explorer: TestClient, name: str):
    found, after = [], ""
    while True:
        page = explorer.get(f"/api/tables/{name}?{urlencode({'_size': 50, '_next': after})}").json()
        found += page["rows"]
        after = page["next"]
        if not after:
            break
    assert len(found) == page["count"] > 5
    columns = [column["name"] for column in page["columns"]]
    assert all(column["description"] for column in page["columns"])
    as_json = explorer.get(f"/tables/{name}.json").json()
    assert [[row[column] for column in columns] for row in as_json] == found
    lines = explorer.get(f"/tables/{name}.jsonl").text.splitlines()
    assert [json.loads(line) for line in lines] == as_json
    table = csv.reader(io.StringIO(explorer.get(f"/tables/{name}.csv").content.decode("utf-8-sig"), newline=""))
    assert next(table) == columns
    assert len(list(table)) == len(found)
    parquet = pq.read_table(io.BytesIO(explorer.get(f"/tables/{name}.parquet").content))
    assert (parquet.num_rows, parquet.schema.names) == (len(found), columns)
    workbook = explorer.get(f"/tables/{name}.xlsx")
    assert workbook.content.startswith(b"PK")
    assert re.fullmatch(rf'attachment; filename="{name}-build\d+\.xlsx"', workbook.headers["content-disposition"])


def test_a_filter_holds_for_page_file_and_json_alike(explorer: TestClient):
    asked = "?" + urlencode({"region_id": "620200", "year__gte": "2024", "_sort_desc": "year", "_col": "year"})
    found = explorer.get(f"/api/tables/fct_claims{asked}").json()
    years = [row[0] for row in found["rows"]]
    assert years == sorted(years, reverse=True)
    assert len(years) == found["count"] > 5
    assert min(years) == 2024
    assert [row["year"] for row in explorer.get(f"/tables/fct_claims.json{asked}").json()] == years
    assert explorer.get(f"/tables/fct_claims{asked}").text.count("<tr>") == len(years) + 1


def test_the_form_leads_to_the_address_of_what_it_asks(explorer: TestClient):
    form = [
        ("_order", "form"), ("_column", "year"), ("_operator", "between"), ("_value", "2023,2024"), ("_column", ""), ("_operator", "exact"),
        ("_value", ""), ("_by", "value_base"), ("_descending", "1"), ("_size", "20"), ("_col", "year"), ("_col", "value_base"),
    ]  # fmt: skip
    for prefix in ("", "/en"):
        answer = explorer.get(f"{prefix}/tables/fct_claims?{urlencode(form)}")
        assert answer.status_code == 303
        assert answer.headers["location"] == (
            f"{prefix}/tables/fct_claims?year__between=2023%2C2024&_sort_desc=value_base&_col=value_base&_col=year&_size=20"
        )
        assert explorer.get(answer.headers["location"]).status_code == 200


def test_ids_lead_to_their_pages(explorer: TestClient):
    seen = set()
    for name in MARTS:
        page = explorer.get(f"/tables/{name}?_size=5").text
        body = page[page.find("<tbody>") :]
        for link in re.findall(r'<td[^>]*><a href="(/[a-z]+/[^"]+)"', body):
            if not link.startswith("/tables/"):
                seen.add(link)
                assert explorer.get(link).status_code == 200, (name, link)
    assert {link.split("/")[1] for link in seen} == {
        "articles",
        "claims",
        "findings",
        "indicators",
        "observations",
        "regions",
    }


def test_a_row_has_a_page_with_all_of_its_text(explorer: TestClient):
    page = html.unescape(explorer.get("/tables/dim_articles").text)
    (text,) = explorer.get("/api/tables/dim_articles?_size=1&_col=text").json()["rows"][0]
    assert text[:4000] in page
    assert text[4001:4020] not in page
    row = re.search(r'href="(/tables/dim_articles/rows/[\d-]+)"', page)[1]
    assert text in html.unescape(explorer.get(row).text)


def test_facets_count_and_lead_on(explorer: TestClient):
    found = explorer.get("/api/tables/fct_claims?_facet=status&region_id=620200").json()
    (status,) = found["facets"]
    assert sum(value["count"] for value in status["values"]) == found["count"]
    page = explorer.get("/tables/fct_claims?_facet=status&region_id=620200").text
    links = re.findall(r'href="([^"]*status=target)"', page)
    assert len(links) == 1
    targets = explorer.get("/api/tables/fct_claims" + html.unescape(links[0])).json()
    assert targets["count"] == next(value["count"] for value in status["values"] if value["value"] == "target")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/tables/nothing", 404), ("/api/tables/nothing", 404), ("/tables/nothing.csv", 404), ("/tables/fct_claims.exe", 404),
        ("/tables/..%2f..%2fetc.csv", 404), ("/tables/duckdb_settings", 404), ("/tables/raw.claims", 404), ("/tables/fct_claims?nothing=1", 400),
        ("/api/tables/fct_claims?year=x", 400), ("/tables/fct_claims.csv?_sort=rowid", 400), ("/tables/fct_claims?_next=999-1", 410),
        ("/api/tables/fct_claims?_next=999-1", 410), ("/tables/fct_claims/rows/999-1", 410), ("/tables/fct_claims/rows/x", 400),
        ("/api/tables/fct_claims?_size=1001", 400), ("/tables/fct_claims.parquet?year__in=", 200),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said_so(explorer: TestClient, path: str, status: int):
    assert explorer.get(path).status_code == status


@pytest.mark.parametrize("value", HOSTILE)
def test_faults_65_69_a_hostile_value_is_text(explorer: TestClient, value: str):
    for name in ("title", "title__contains", "title__in", "_sort", "_next", "_col", "_facet", value):
        answer = explorer.get(f"/tables/dim_articles?{urlencode({name: value})}")
        assert answer.status_code in (200, 400)
        assert "<script>alert" not in answer.text
        assert "<img" not in answer.text
        assert ">49<" not in answer.text
        assert explorer.get(f"/api/tables/dim_articles?{urlencode({name: value})}").status_code == answer.status_code
