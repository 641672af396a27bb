"""The command explain: how a figure came to its claim."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.cli import main
from flows.reading.catalogue import EXPRESSIONS, RULES

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "raw/articles/lanbai-2024-review.txt"


def explain(place, code=0, **options):
    given = [part for name, value in options.items() for part in (f"--{name}", value)]
    result = CliRunner().invoke(main, ["--project", str(ROOT), "explain", str(place), *given])
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


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("工厂产钢超过了3200吨。", "more_than: 超过了"),
        ("工厂产钢3200吨以上。", "at_least: 以上"),
        ("工厂产钢约3200吨。", "approx: 约"),
        ("工厂产钢3200余吨。", "more_than: a word within the figure"),
        ("工厂产钢3200吨。", "exact\n"),
    ],
)
def test_the_hedge_that_makes_the_bound_is_named(tmp_path, words, told):
    file = tmp_path / "article.txt"
    text = f"2024年，{words}\n"
    file.write_text(text, encoding="utf-8")
    assert f"bound     {told}" in explain(f"{file}:{text.index('3200')}", published="2025-02-22")


def test_of_the_examples_of_a_rule_two_are_shown_each_on_its_line():
    lines = explain(f"{ARTICLE}:267").splitlines()
    shown = [len([line for line in part if line.split()[:1] == ["reads"]]) for part in _between_rules(lines)]
    assert max(shown) == 2
    examples = [str(example) for rule in (RULES | EXPRESSIONS).values() for example in rule.reads]
    assert all(
        sum(example in line for example in examples if len(example) > 12) <= 1 for line in lines if "reads" in line
    )


def _between_rules(lines):
    parts = [[]]
    for line in lines:
        if line.split()[:1] == ["rule"]:
            parts.append([])
        parts[-1].append(line)
    return parts


def test_confidence_is_told_as_a_sum_of_points_with_the_weakest_field():
    told = explain(f"{ARTICLE}:267")
    block = told.split("\nconfidence\n")[1].split("\nregions\n")[0].splitlines()
    points = [int(line.split()[0]) for line in block if "=" in line]
    total = next(line.split()[1] for line in block if line.split()[0] == "sum")
    assert sum(points) == int(total)
    assert any(line.split()[0] == "sure" for line in block)


def test_the_regions_that_lost_are_told_with_their_points(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("2023年，与临沂市相比，宿州市粮食产量89.2亿斤。\n", encoding="utf-8")
    told = explain(f"{path}:89.2亿斤", published="2024")
    assert re.search(r"chosen +\+\d+ +宿州市", told)
    assert re.search(r"lost +-\d+ +临沂市", told)


def test_a_region_that_is_given_is_the_articles(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("2023年，全市粮食产量89.2亿斤。\n", encoding="utf-8")
    assert "none is named" in explain(f"{path}:89.2亿斤", published="2024")
    assert "宿州市" in explain(f"{path}:89.2亿斤", published="2024", region="宿州市")
    assert "--region: found '无此地'" in explain(f"{path}:89.2亿斤", code=1, published="2024", region="无此地")
