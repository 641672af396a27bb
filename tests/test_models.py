"""Models and tests of dbt as files: where they are described, and that what has to name each other does."""

import csv
import re
from pathlib import Path

import pytest
import yaml

DBT = Path(__file__).parents[1] / "dbt"
MODELS = DBT / "models"
CHECKS = sorted(path.stem for path in MODELS.rglob("int_checks_*.sql"))
MART = MODELS / "marts/fct_arithmetic_checks.sql"
LONGEST = 300


def codes(codelist):
    with (DBT / "seeds/codelists.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"] for row in csv.DictReader(file) if row["codelist"] == codelist}


def named_in(models):
    """The kinds and rules that models of checks name."""
    kinds, rules = set(), set()
    for model in models:
        (path,) = MODELS.rglob(f"{model}.sql")
        text = path.read_text(encoding="utf-8")
        for kind, rest in re.findall(r"check_key\(\s*\"'(\w+)'\",(.*?)\}\}", text, re.DOTALL):
            kinds.add(kind)
            rule = re.match(r"\s*((?:\"[^\"]*\"\s*)+)", rest)[1]
            rules |= set(re.findall(r"(?:^\s*\"|then |else )'(\w+)'", rule))
        rules |= set(re.findall(r"'(\w+)' as rule\b", text))
    return kinds, rules


def test_a_model_is_described_in_a_file_of_its_name_or_in_a_short_one_of_its_folder():
    where = {}
    for path in MODELS.rglob("*.yml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for entry in content.get("models", []):
            where[entry["name"]] = path
    for model in MODELS.rglob("*.sql"):
        assert where.get(model.stem) in (model.with_suffix(".yml"), model.parent / f"{model.parent.name}.yml"), (
            model.name
        )


def test_unit_tests_stand_with_their_model():
    for path in MODELS.rglob("*.yml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert {test["model"] for test in content.get("unit_tests", [])} <= {path.stem}, path.name


def test_no_description_is_longer_than_people_read():
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in MODELS.rglob("*.yml")}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_every_model_of_checks_stands_in_the_list_of_their_mart():
    (listed,) = re.findall(r"set models = \[(.*?)\]", MART.read_text(encoding="utf-8"), re.DOTALL)
    assert sorted(f"int_checks_{name}" for name in re.findall(r'"(\w+)"', listed)) == CHECKS


def test_every_unit_test_of_the_mart_of_checks_gives_every_model_of_checks_its_rows():
    content = yaml.safe_load(MART.with_suffix(".yml").read_text(encoding="utf-8"))
    for test in content["unit_tests"]:
        given = {re.findall(r"\w+", entry["input"])[1] for entry in test["given"]}
        assert {name for name in given if name.startswith("int_checks_")} == set(CHECKS), test["name"]


@pytest.mark.parametrize(("codelist", "at"), [("check_kind", 0), ("check_rule", 1)])
def test_the_codelist_has_what_the_models_of_checks_name_and_nothing_else(codelist, at):
    assert named_in(CHECKS)[at] == codes(codelist)


@pytest.mark.parametrize("model", CHECKS)
def test_every_model_of_checks_names_a_kind_and_a_rule(model):
    assert all(named_in([model]))


def test_every_kind_of_check_is_explained_in_the_docs():
    text = (MODELS / "press.md").read_text(encoding="utf-8")
    table = text.partition("| kind | what is computed |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| (\w+) \|", table, re.MULTILINE)) == codes("check_kind")


@pytest.mark.parametrize("path", sorted((DBT / "tests").rglob("*.sql")), ids=lambda path: path.stem)
def test_a_data_test_says_what_it_expects_and_how_to_mend(path):
    text = path.read_text(encoding="utf-8")
    assert re.search(r"\bas expected\b", text)
    assert re.search(r"\bas mend\b", text)


def test_no_data_test_is_of_a_kind_that_says_no_mend():
    ours = {path.stem for path in (DBT / "tests/generic").glob("*.sql")}
    used = set()
    for path in [*MODELS.rglob("*.yml"), *(DBT / "seeds").glob("*.yml")]:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for entry in content.get("models", []) + content.get("seeds", []):
            for holder in (entry, *entry.get("columns", [])):
                used |= {next(iter(test)) if isinstance(test, dict) else test for test in holder.get("data_tests", [])}
    assert used <= ours
