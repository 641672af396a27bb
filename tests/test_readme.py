"""What the README promises holds on the published warehouse."""

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
README = (ROOT / "README.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(
    r"^\*\*(\d+\. [^\n]+?)\*\*\n\n```sql\n(.+?)```\n\n((?:\|[^\n]*\n)+)", README, re.MULTILINE | re.DOTALL
)


def cells(table: str) -> list[list[str]]:
    """A Markdown table, header first."""
    lines = table.strip().splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in [lines[0], *lines[2:]]]


def test_there_are_thirteen_questions():
    assert len(QUESTIONS) == 13


@pytest.mark.parametrize(("question", "query", "answer"), QUESTIONS, ids=[question[0] for question in QUESTIONS])
def test_a_question_has_the_answer_that_is_printed(template, question, query, answer):
    result = run_sql(template / "warehouse/fangzhi.duckdb", query)
    found = [list(result.columns)]
    found += [["" if cell is None else str(plain(cell)).replace("\n", " ") for cell in row] for row in result.rows]
    assert found == cells(answer), question


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
    shown = re.search(r"^\| order \| streak_against_rate \| conflict \| (.+) \|$", README, re.MULTILINE)
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


def test_every_command_is_named():
    assert set(command.commands) <= set(re.findall(r"fangzhi (\w+)", README))


def test_every_dependency_has_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    reasons = README.split("| dependency |")[1].split("\n\n")[0]
    assert [name for spec in wanted if (name := re.split(r"[<>=\[]", spec)[0]) not in reasons] == []
