"""The SQL page and its API: results with types, errors as messages, nothing run for another site."""

import csv
import io
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import httpx2
import pytest
from starlette.testclient import TestClient

from flows.store.sandbox import Limits
from flows.web.pages.sql import examples


@pytest.mark.parametrize("example", examples(), ids=lambda example: example["asks"][1])
def test_every_example_has_an_answer(explorer: TestClient, example: dict):
    found = explorer.get("/api/sql", params={"q": example["sql"]}).json()
    assert len(found["rows"]) > 0
    page = explorer.get("/sql", params={"q": example["sql"]})
    assert page.status_code == 200
    assert page.text.count("<tr>") == len(found["rows"]) + 1


def test_a_result_has_names_types_and_exact_numbers(explorer: TestClient):
    query = (
        "select 1.10::decimal(38, 12) as a, [1, 2] as b, date '2024-02-29' as c, 'x' as d, null as e, '1'::blob as f"
    )
    found = explorer.get("/api/sql", params={"q": query})
    assert '"rows":[[1.1,[1,2],"2024-02-29","x",null,"31"]]' in found.text
    assert found.json()["types"] == ["DECIMAL(38,12)", "INTEGER[]", "DATE", "VARCHAR", "INTEGER", "BLOB"]
    assert found.json()["cut_by"] == ""
    assert found.headers["cache-control"] == "no-store"
    assert explorer.get("/api/sql", params={"q": "from test_all_types()"}).status_code == 200
    assert explorer.get("/sql", params={"q": "from test_all_types()"}).status_code == 200


def test_fault_70_a_long_result_is_cut_with_a_notice(explorer: TestClient):
    found = explorer.get("/api/sql", params={"q": "from range(5000)"}).json()
    assert (len(found["rows"]), found["cut_by"]) == (1000, "rows")
    assert "its first 1,000 rows" in explorer.get("/en/sql", params={"q": "from range(5000)"}).text
    assert "its first" not in explorer.get("/en/sql", params={"q": "from range(1000)"}).text
    assert len(explorer.get("/api/sql", params={"q": "from range(5000)", "rows": 7}).json()["rows"]) == 7


@pytest.mark.parametrize(
    "query",
    [
        "select nothing",
        "from read_text('/etc/passwd')",
        "select 1; select 2",
        "set threads = 4",
        "x",
        "select repeat('x', 5000000)",
    ],
)
def test_what_cannot_be_answered_is_told(explorer: TestClient, query: str):
    for path in ("/api/sql", "/sql", "/sql.csv"):
        answer = explorer.get(path, params={"q": query})
        assert answer.status_code == 400
        assert "root:" not in answer.text
    assert explorer.get("/api/sql", params={"q": query}).json()["detail"]


def test_what_is_asked_is_shown_again_as_text(explorer: TestClient):
    query = "select '</textarea><script>alert(1)</script>' as \"<b>\""
    page = explorer.get("/sql", params={"q": query}).text
    assert "<script>alert" not in page
    assert "&lt;/textarea&gt;" in page
    assert "<b>" not in page


def test_nothing_is_run_for_a_page_of_another_site(explorer: TestClient):
    foreign = {"sec-fetch-site": "cross-site"}
    assert explorer.get("/api/sql", params={"q": "select 1"}, headers=foreign).status_code == 403
    assert explorer.get("/sql.csv", params={"q": "select 1"}, headers=foreign).status_code == 403
    page = explorer.get("/en/sql", params={"q": "select 41 + 1 as answer"}, headers=foreign)
    assert page.status_code == 200
    assert "read the query, then press Run" in page.text
    assert "<td" not in page.text
    assert "<td" in explorer.get("/en/sql", params={"q": "select 41 + 1 as answer"}).text


def test_files_hold_the_result_and_run_nowhere(explorer: TestClient):
    query = "select '=1+1' as a, 2 as b"
    answer = explorer.get("/sql.csv", params={"q": query})
    assert list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))) == [["a", "b"], ["'=1+1", "2"]]
    assert "attachment" in answer.headers["content-disposition"]
    assert explorer.get("/sql.json", params={"q": query}).json() == [{"a": "=1+1", "b": 2}]
    assert explorer.get("/sql.exe", params={"q": query}).status_code == 404
    assert explorer.get("/sql.json", params={"q": "select 1 as a, 2 as a"}).status_code == 400


def test_fault_71_a_slow_query_ends_while_pages_are_served(make_client, template):
    with make_client(template) as client:
        client.app  # noqa: B018 - the application under its middleware is reached by its state below
        sandbox = _sandbox(client)
        sandbox.limits = Limits(seconds=1)
        began = time.monotonic()
        answer = client.get(f"/api/sql?q={quote('select count(*) from range(1000000) a, range(1000000) b')}")
        assert answer.status_code == 400
        assert "longer than 1 s" in answer.json()["detail"]
        assert time.monotonic() - began < 8
        assert client.get("/sql?q=select+1").status_code == 200


def test_fault_72_a_query_that_wants_all_memory_is_ended_while_pages_are_served(serve, template):
    bomb = quote("select max(length(s)) from (select string_agg(repeat('x', 1000), '') as s from range(3000000))")
    with serve(template) as address, ThreadPoolExecutor(2) as pool:
        bombs = [pool.submit(httpx2.get, f"{address}/api/sql?q={bomb}", timeout=60) for _ in range(2)]
        while not all(running.done() for running in bombs):
            assert httpx2.get(f"{address}/regions", timeout=5).status_code == 200
            time.sleep(0.05)
        assert [running.result().status_code for running in bombs] == [400, 400]
        assert httpx2.get(f"{address}/api/sql?q=select+1", timeout=30).json()["rows"] == [[1]]


def _sandbox(client: TestClient):
    app = client.app
    while not hasattr(app, "state"):
        app = app._app
    return app.state.sandbox
