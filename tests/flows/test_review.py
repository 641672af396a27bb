"""A review over HTTP: decisions are in the extracts at once, and in the warehouse after a refresh."""

import csv
import html
import io
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from flows.settings import Settings
from flows.store.queries import run_sql
from flows.web.app import create_app

pytestmark = pytest.mark.flow

DOCUMENT = "keji-ribao-2023-03"
FILE = f"raw/extracts/{DOCUMENT}.csv"
OTHER = "lanbai-2024-review"
CURATED = "raw/extracts/jiayuguan-2024-review.csv"
OURS = {"origin": "http://localhost"}


@pytest.fixture
def project(unreviewed, forker, project_class, tmp_path):
    return project_class(Path(shutil.copytree(unreviewed.root, tmp_path / "project", symlinks=True)), forker)


def serving(project, **options) -> TestClient:
    return TestClient(
        create_app(Settings(project.root), **options), base_url="http://localhost", follow_redirects=False
    )


@pytest.fixture
def client(project):
    with serving(project) as client:
        yield client


@pytest.fixture
def ask(project, tmp_path):
    """The rows of a query on what is published, asked of a copy: the client's process holds the file itself open."""

    def run(query):
        copy = shutil.copy(project.pointer.resolve(), tmp_path / "copy.duckdb")
        return list(run_sql(Path(copy), query).rows)

    return run


class _Fields(HTMLParser):
    """The fields of the review's form, as a browser would send them without a button."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._inside = self._in_text = False
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self._inside |= given.get("id") == "review-form"
        if not self._inside:
            return
        if tag == "input" and (given.get("type") != "checkbox" or "checked" in given):
            self.values[given["name"]] = given.get("value", "")
        elif tag == "textarea":
            self._in_text, self.values[given["name"]] = True, ""
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and "selected" in given:
            self.values[self._select] = given["value"]

    def handle_data(self, data):
        if self._in_text:
            self.values["quote"] = data.removeprefix("\n")

    def handle_endtag(self, tag):
        self._in_text = self._in_text and tag != "textarea"
        self._inside = self._inside and tag != "form"


def fields(page: str) -> dict[str, str]:
    found = _Fields(page).values
    assert {"shown", "region", "measure", "quote", "curator"} <= set(found)
    return found


def queued(client, **query) -> list[dict]:
    return client.get("/api/review", params=query).json()["claims"]


def find(client, figure: str) -> str:
    """The address of the review of a figure."""
    rows = [*queued(client, document=DOCUMENT), *queued(client, document=DOCUMENT, page=2)]
    (claim_id,) = (row["claim_id"] for row in rows if row["figure_text"] == figure)
    return f"/review/{claim_id}"


def send(client, address: str, decision: str, **changes):
    entries = fields(client.get(address).text) | {"curator": "王五", "decision": decision} | changes
    return client.post(address, data=entries, headers=OURS)


def rows(project, file: str = FILE) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((project.root / file).read_text(encoding="utf-8"), newline="")))


def problems(page: str) -> list[str]:
    return [html.unescape(text) for text in re.findall(r'<span class="problem"[^>]*>([^<]*)</span>', page)]


def test_the_queue_has_what_nobody_judged_with_the_most_consequential_first(client, ask):
    ((count,),) = ask("select count(*) from marts.fct_claims where origin = 'reader'")
    found = client.get("/api/review").json()
    assert found["total"] == count > 100
    assert (len(found["claims"]), found["pages"]) == (50, 3)
    weights = [(-row["number_count"] - row["finding_count"], row["confidence"]) for row in found["claims"]]
    assert weights == sorted(weights)
    assert weights[0][0] < 0
    rest = [*queued(client, page=2), *queued(client, page=3)]
    assert len({row["claim_id"] for row in [*found["claims"], *rest]}) == count
    assert {row["document"] for row in [*found["claims"], *rest]} == {DOCUMENT, OTHER}
    assert {row["document"] for row in queued(client, document=OTHER)} == {OTHER}
    region = found["claims"][0]["region_id"]
    assert {row["region_id"] for row in queued(client, region=region)} == {region}
    assert queued(client, document="jiayuguan-2024-review") == []
    page = client.get("/review").text
    assert f"/review/{found['claims'][0]['claim_id']}" in page
    assert client.get("/review").headers["cache-control"] == "no-store"


def test_a_claim_is_shown_in_its_context_with_the_lists_to_choose_from(client, ask):
    first = queued(client)[0]
    page = client.get(f"/review/{first['claim_id']}").text
    marked = re.search(r'<mark id="figure">([^<]*)</mark>', page)
    assert html.unescape(marked[1]) == first["figure_text"]
    entries = fields(page)
    assert (entries["measure"], entries["region"]) == (first["measure"], first["region_name"])
    codes = [code for (code,) in ask("select code from vocabulary.codelists where codelist = 'measure'")]
    assert [code for code in codes if f'<option value="{code}"' not in page] == []
    for element in ("regions", "indicators", "decide-accept", "decide-correct", "decide-reject", "decide-skip"):
        assert f'id="{element}"' in page


def test_an_accepted_claim_is_a_signed_row_and_waits_for_a_refresh(project, client):
    address = find(client, "34家")
    second = find(client, "26条")
    answer = send(client, address, "accept")
    assert answer.status_code == 303, problems(answer.text)
    assert "samesite=strict" in answer.headers["set-cookie"].lower()
    (row,) = rows(project)
    assert (row["figure"], row["curator"], row["value"], row["unit"]) == ("34家", "王五", "34", "家")
    following = client.get(answer.headers["location"])
    assert following.status_code == 200
    assert 'id="undo"' in following.text
    assert fields(following.text)["curator"] == "王五"
    found = client.get("/api/review").json()
    assert address.removeprefix("/review/") not in {row["claim_id"] for row in found["claims"]}
    assert [(item["change"], item["figure_text"], item["curator"]) for item in found["waiting"]] == [
        ("new", "34家", "王五")
    ]
    again = client.get(address).text
    assert 'id="review-judged"' in again
    assert send(client, address, "correct", status="preliminary").status_code == 303
    assert [row["status"] for row in rows(project)] == ["preliminary"]
    assert send(client, second, "skip").headers["location"].startswith("/review/")
    assert len(rows(project)) == 1


def test_of_a_figure_that_states_two_things_both_are_decided_one_after_the_other(project, client):
    both = [
        row["claim_id"]
        for page in (1, 2)
        for row in queued(client, document=OTHER, page=page)
        if row["figure_text"] == "65%"
    ]
    assert len(both) == 2
    answer = send(client, f"/review/{both[0]}", "accept")
    assert answer.headers["location"].startswith(f"/review/{both[1]}?done=")
    assert send(client, f"/review/{both[1]}", "reject", reason="重复").status_code == 422
    assert send(client, f"/review/{both[1]}", "accept").status_code == 303
    found = rows(project, f"raw/extracts/{OTHER}.csv")
    assert [row["figure"] for row in found] == ["65%", "65%"]
    assert len({row["indicator_zh"] for row in found}) == 2
    left = [row["claim_id"] for page in (1, 2) for row in queued(client, document=OTHER, page=page)]
    assert set(both) & set(left) == set()


def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_lost(project, client):
    address = find(client, "34家")
    answer = send(client, address, "correct", curator="", note="记下")
    assert (answer.status_code, len(problems(answer.text))) == (422, 1)
    answer = send(client, address, "correct", value="35", period="明年", note='<b>"记下"')
    assert answer.status_code == 422
    assert 'id="problem-value"' in answer.text
    assert 'id="problem-period"' in answer.text
    assert "34 家, which the figure says" in " ".join(problems(answer.text))
    entries = fields(answer.text)
    assert (entries["value"], entries["period"], entries["note"], entries["curator"]) == (
        "35",
        "明年",
        '<b>"记下"',
        "王五",
    )
    assert "<b>&#34;" not in answer.text
    assert not (project.root / FILE).exists()
    answer = send(client, address, "reject")
    assert (answer.status_code, 'id="problem-reason"' in answer.text) == (422, True)
    assert send(client, address, "withdraw").status_code == 422
    assert not (project.root / FILE).exists()


def test_a_stale_decision_names_what_changed_and_keeps_the_entries(project, client):
    address = find(client, "34家")
    mine = fields(client.get(address).text) | {
        "curator": "李四",
        "note": "我的备注",
        "status": "target",
        "decision": "correct",
    }
    assert send(client, address, "accept").status_code == 303
    before = (project.root / FILE).read_bytes()
    answer = client.post(address, data=mine, headers=OURS)
    assert answer.status_code == 409
    assert "signed 王五" in html.unescape(answer.text)
    assert 'id="review-differences"' in answer.text
    assert (project.root / FILE).read_bytes() == before
    entries = fields(answer.text)
    assert (entries["note"], entries["status"], entries["curator"]) == ("我的备注", "target", "李四")
    assert client.post(address, data=entries | {"decision": "correct"}, headers=OURS).status_code == 303
    assert [(row["curator"], row["status"], row["note"]) for row in rows(project)] == [("李四", "target", "我的备注")]


def test_a_decision_is_taken_back_with_the_button_also_after_a_restart(project):
    with serving(project) as client:
        answer = send(client, find(client, "34家"), "reject", reason="例子")
    assert [(row["measure"], row["note"]) for row in rows(project)] == [("not_a_claim", "例子")]
    with serving(project) as other:
        page = other.get(answer.headers["location"]).text
        decision = re.search(r'name="decision_id" value="([0-9a-f]+)"', page)[1]
        undone = other.post("/review/undo", data={"decision_id": decision}, headers=OURS)
        assert undone.status_code == 303
        assert 'id="review-undone"' in other.get(undone.headers["location"]).text
        assert not (project.root / FILE).exists()
        again = other.post("/review/undo", data={"decision_id": decision}, headers=OURS)
        assert (again.status_code, "taken back or no longer known" in again.text) == (400, True)


def test_a_text_that_has_changed_since_the_build_is_not_reviewed(project, client):
    address = find(client, "34家")
    entries = fields(client.get(address).text) | {"curator": "王五", "decision": "accept"}
    with (project.root / "raw/articles" / f"{DOCUMENT}.txt").open("a", encoding="utf-8") as file:
        file.write("更正。")
    answer = client.post(address, data=entries, headers=OURS)
    assert (answer.status_code, "changed since build" in answer.text) == (400, True)
    assert not (project.root / FILE).exists()


def test_read_only_has_no_review(project):
    with serving(project, read_only=True) as client:
        home = client.get("/")
        assert home.status_code == 200
        assert 'href="/review"' not in home.text
        for address in ("/review", "/api/review", "/review/0123456789abcdef"):
            assert client.get(address).status_code == 404
        assert client.post("/review/0123456789abcdef", headers=OURS).status_code == 404
        assert client.post("/review/undo", headers=OURS).status_code == 404


def test_another_site_cannot_decide(project, client):
    address = find(client, "34家")
    entries = fields(client.get(address).text) | {"curator": "王五", "decision": "accept"}
    for headers in ({}, {"origin": "http://elsewhere.example"}, {"sec-fetch-site": "cross-site", **OURS}):
        assert client.post(address, data=entries, headers=headers).status_code == 403
    assert not (project.root / FILE).exists()


def test_decisions_are_in_the_warehouse_after_a_refresh(project, client, ask):
    columns = "* exclude (source_line, curator, curated_on, note)"
    before = {row[0]: row for row in ask(f"select {columns} from marts.fct_claims")}
    ((unjudged,),) = ask("select count(*) from marts.fct_claims where origin = 'reader'")
    figures = ["34家", "26条", "48根"]
    addresses = [find(client, figure) for figure in figures]
    begun = fields(client.get(addresses[2]).text) | {"curator": "李四", "note": "没有丢", "decision": "correct"}
    gone = {address.removeprefix("/review/") for address in addresses}
    assert send(client, addresses[0], "accept").status_code == 303
    assert send(client, addresses[1], "correct", status="preliminary", note="据表述为初步数").status_code == 303
    assert send(client, addresses[2], "reject", reason="产品规格").status_code == 303
    ((curated,),) = ask(
        f"select claim_id from marts.fct_claims where source_file = '{CURATED}' and figure_text = '22个月'"
    )
    untouched = (project.root / CURATED).read_text(encoding="utf-8").splitlines()
    assert send(client, f"/review/{curated}", "correct", curator="李四", note="连续月数").status_code == 303
    changed = [
        line for line in (project.root / CURATED).read_text(encoding="utf-8").splitlines() if line not in untouched
    ]
    assert [("22个月" in line, "李四" in line) for line in changed] == [(True, True)]

    run = project.run("refresh")
    assert run.code == 0, run.output
    assert "incremental refresh: 2 documents to read" in run.output
    found = ask(
        "select figure_text, origin, curator, status, note, curated_on is not null from marts.fct_claims "
        f"where document = '{DOCUMENT}' and origin = 'curated' order by figure_text"
    )
    assert found == [
        ("26条", "curated", "王五", "preliminary", "据表述为初步数", True),
        ("34家", "curated", "王五", "actual", "", True),
    ]
    assert ask(f"select curator, note from marts.fct_claims where claim_id = '{curated}'") == [("李四", "连续月数")]
    assert ask(
        "select reading, reason, rejection_reason, rejected_by, rejected_on is not null, claim_count from marts.fct_figures "
        f"where document = '{DOCUMENT}' and figure_text = '48根'"
    ) == [("not_a_claim", "rejected", "产品规格", "王五", True, 0)]
    after = {row[0]: row for row in ask(f"select {columns} from marts.fct_claims")}
    assert set(before) - set(after) == gone
    assert len(set(after) - set(before)) == 2
    kept = set(before) & set(after)
    assert len(kept) > 250
    assert {claim_id for claim_id in kept if before[claim_id] != after[claim_id]} == set()

    with serving(project) as fresh:
        state = fresh.get("/api/review").json()
        assert (state["waiting_count"], state["total"]) == (0, unjudged - 3)
        assert re.fullmatch(r"/review/[0-9a-f]{16}", fresh.get(addresses[0]).headers["location"])
        assert "产品规格" in fresh.get(addresses[2]).text
        late = fresh.post(addresses[2], data=begun, headers=OURS)
        assert (late.status_code, "48根 is no claim (产品规格), signed 王五" in html.unescape(late.text)) == (409, True)
        kept_entries = fields(late.text)
        assert (kept_entries["note"], kept_entries["curator"]) == ("没有丢", "李四")
        assert fresh.post(addresses[2], data=kept_entries | {"decision": "correct"}, headers=OURS).status_code == 303
        assert [row["curator"] for row in rows(project) if row["figure"] == "48根"] == ["李四"]


def test_the_receipt_of_a_reading_tells_why_the_reader_is_so_sure(client, ask):
    (claim_id,) = next(
        iter(ask("select claim_id from marts.fct_claims where origin = 'reader' and region_id is not null order by 1"))
    )
    plain = client.get(f"/api/claims/{claim_id}").json()
    assert plain["why"] is None
    assert 0 <= plain["claim"]["confidence"] <= 1
    told = client.get(f"/api/claims/{claim_id}?why=true").json()
    assert told["why"]["total"] == sum(row["points"] for row in told["why"]["points"])
    assert any(row["is_chosen"] for row in told["why"]["regions"])
    page = client.get(f"/claims/{claim_id}?why=true").text
    assert 'id="why"' in page
    assert all(row["evidence"] in page for row in told["why"]["points"])


def test_what_waits_is_in_the_queue_and_says_so(client, ask):
    ((waiting,),) = ask("select count(*) from marts.fct_claims where not is_published")
    found = client.get("/review").text
    assert waiting > 0
    assert "未发布" in found
    ((used,),) = ask(
        "select count(*) from marts.fct_claims inner join marts.bridge_check_claims using (claim_id) where not is_published"
    )
    ((seen,),) = ask(
        "select count(*) from marts.fct_claims inner join marts.fct_vintages using (claim_id) where not is_published"
    )
    ((stated,),) = ask("select count(observation_id) from marts.fct_claims where not is_published")
    assert (used, seen, stated) == (0, 0, 0)
