"""The command explain: how a figure came to its claim."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.cli import main
from flows.reading.catalogue import EXPRESSIONS, RULES

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "raw/articles/lanbai-2024-review.txt"


def explain(place, code=0):
    result = CliRunner().invoke(main, ["--project", str(ROOT), "explain", str(place)])
    assert result.exit_code == code, result.output
    return result.output


def test_a_claim_is_explained_step_by_step():
    told = explain(f"{ARTICLE}:267")
    for words in (
        "1436亿元  [267, 273)",
        "currency",
        "143600000000 CNY",
        "2024",
        "兰白两区",
        "地区生产总值",
        "level",
        "rule",
    ):
        assert words in told


def test_words_stand_for_their_first_place():
    assert explain(f"{ARTICLE}:1436亿元") == explain(f"{ARTICLE}:268")


def test_a_figure_that_is_no_claim_says_why():
    assert "not a claim: date" in explain(f"{ARTICLE}:247")


def test_a_rule_shows_its_examples():
    told = explain(f"{ARTICLE}:267")
    assert any(f"{name}: {rule.says}" in told for name, rule in RULES.items())


def test_the_expression_that_dates_a_claim_is_explained_too():
    assert f"period.year: {EXPRESSIONS['period.year'].says}" in explain(f"{ARTICLE}:267")


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (f"{ARTICLE}:0", "found no figure at 0, expected one; the nearest is"),
        (f"{ARTICLE}:999999", "found offset 999999, expected less than"),
        (f"{ARTICLE}:没有的字", "found no '没有的字' in the text"),
        ("missing.txt:3", "missing.txt: found No such file"),
        ("267", "expected FILE:OFFSET"),
    ],
)
def test_a_wrong_place_is_said_to_be_so(place, message):
    assert message in explain(place, code=1)
