"""What the guides say holds: README, CONTRIBUTING, CHANGELOG, and the pages of the docs site (``dbt/models/*.md``)."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.cli import main as command
from flows.store.exports import plain
from flows.store.queries import run_sql

ROOT = Path(__file__).parents[1]
GUIDES = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")}
PAGES = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "dbt/models").glob("*.md"))}
README, CONTRIBUTING, CHANGELOG = GUIDES.values()
QUESTIONS = re.findall(
    r"^## (\d+\. [^\n]+)\n\n```sql\n(.+?)```\n\n((?:\|[^\n]*\n)+)", PAGES["questions.md"], re.MULTILINE | re.DOTALL
)
QUERIES = [
    pytest.param(query, id=f"{name}-{nth}")
    for name, text in PAGES.items()
    for nth, block in enumerate(re.findall(r"^```sql\n(.+?)```", text, re.MULTILINE | re.DOTALL))
    for query in re.sub(r" *--[^\n]*", "", block).split(";")
    if query.strip()
]
WRITTEN = {"raw/removals.csv"}  # what is not there before something has been removed
CODE = re.compile(r"^```\w*\n(.+?)^```|`([^`\n]+)`", re.MULTILINE | re.DOTALL)


def cells(table: str) -> list[list[str]]:
    """A Markdown table, header first."""
    lines = table.strip().splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in [lines[0], *lines[2:]]]


def code_of(text: str) -> list[str]:
    """Lines of code blocks, and code within lines."""
    return [line for block, inline in CODE.findall(text) for line in (block or inline).splitlines()]


def test_there_are_thirteen_questions():
    assert len(QUESTIONS) == 13


@pytest.mark.parametrize(("question", "query", "answer"), QUESTIONS, ids=[question[0] for question in QUESTIONS])
def test_a_question_has_the_answer_that_is_printed(template, question, query, answer):
    result = run_sql(template / "warehouse/fangzhi.duckdb", query)
    found = [list(result.columns)]
    found += [["" if cell is None else str(plain(cell)).replace("\n", " ") for cell in row] for row in result.rows]
    assert found == cells(answer), question


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_of_the_docs_site_has_rows(template, query):
    assert run_sql(template / "warehouse/fangzhi.duckdb", query).rows


def test_the_rows_of_the_first_screen_are_claims(template):
    table = re.search(r"^\| region \| indicator \|.*?(?=\n\n)", README, re.MULTILINE | re.DOTALL)
    assert table
    query = (
        "select region_name, indicator_zh, measure, value_base, base_unit, bound, period, status, "
        "document || ' [' || span_start || ', ' || span_end || ')' from marts.fct_claims"
    )
    claims = {
        tuple(str(plain(cell)) for cell in row) for row in run_sql(template / "warehouse/fangzhi.duckdb", query).rows
    }
    rows = [tuple(row) for row in cells(table[0])[1:]]
    assert len(rows) == 3
    assert set(rows) <= claims


def test_the_finding_that_is_shown_is_a_check(template):
    shown = re.search(r"^\| order \| streak_against_rate \| conflict \| (.+) \|$", PAGES["press.md"], re.MULTILINE)
    assert shown
    query = "select statement_zh from marts.fct_arithmetic_checks where verdict = 'conflict'"
    assert run_sql(template / "warehouse/fangzhi.duckdb", query).rows == ((shown[1],),)


def test_the_line_that_is_read_has_the_answer_that_is_printed():
    asked = re.search(r"^echo '(.+)' \| fangzhi read --jsonl$", README, re.MULTILINE)
    printed = re.search(r"^```json\n(.+?)```", README, re.MULTILINE | re.DOTALL)
    assert asked
    assert printed
    result = CliRunner().invoke(command, ["--project", str(ROOT), "read", "--jsonl"], input=asked[1] + "\n")
    (claim,) = json.loads(result.stdout)["claims"]
    assert json.loads(printed[1]).items() <= claim.items()


def test_every_command_is_named_in_the_readme():
    assert set(command.commands) <= set(re.findall(r"fangzhi (\w+)", README))


@pytest.mark.parametrize("name", [*GUIDES, *PAGES])
def test_every_option_that_is_named_is_there(name):
    text = GUIDES.get(name) or PAGES[name]
    missing = []
    for line in code_of(text):
        called = re.search(r"\bfangzhi ([a-z]+)(.*)", line)
        if called and called[1] in command.commands:
            known = {option for parameter in command.commands[called[1]].params for option in parameter.opts}
            missing += [(line, word) for word in re.findall(r"(?<!\S)--[a-z-]+", called[2]) if word not in known]
    assert missing == []


def test_the_readme_has_at_most_150_lines():
    assert len(README.splitlines()) <= 150


@pytest.mark.parametrize("name", GUIDES)
def test_every_path_that_is_named_is_there(name):
    links = set(re.findall(r"\]\(([^)#:]+)\)", GUIDES[name]))
    paths = set(re.findall(r"(?<![\w/.])(?:flows|dbt|tests|raw|\.ci)/[\w./*<>-]*[\w/*]", GUIDES[name]))
    wanted = {re.sub(r"<\w+>", "*", path) for path in links | paths} - WRITTEN
    assert [path for path in sorted(wanted) if not any(ROOT.glob(path.rstrip("/")))] == []


def test_every_link_of_the_docs_site_leads_to_a_page_or_a_picture():
    exposures = (ROOT / "dbt/models/exposures.yml").read_text(encoding="utf-8")
    known = {
        f"#!/exposure/exposure.fangzhi.{name}" for name in re.findall(r"^  - name: (\w+)", exposures, re.MULTILINE)
    }
    known |= {f"#!/model/model.fangzhi.{path.stem}" for path in (ROOT / "dbt/models").rglob("*.sql")}
    known |= {"#!/source_list/raw"}
    known |= {f"../assets/{path.name}" for path in (ROOT / "dbt/assets").iterdir()}
    assert {link for text in PAGES.values() for link in re.findall(r"\]\(([^)]+)\)", text)} <= known


def test_every_dependency_has_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    reasons = CONTRIBUTING.split("| dependency |")[1].split("\n\n")[0]
    assert [name for spec in wanted if (name := re.split(r"[<>=\[]", spec)[0]) not in reasons] == []


def test_the_changelog_begins_with_what_is_not_released():
    assert re.findall(r"^## \[(.+?)\]", CHANGELOG, re.MULTILINE)[0] == "Unreleased"
    kinds = re.findall(r"^### (.+)$", CHANGELOG, re.MULTILINE)
    assert set(kinds) <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
