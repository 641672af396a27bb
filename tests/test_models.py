"""Where the models of dbt are described: beside each, in a file of its name, or in one short file a folder."""

from pathlib import Path

import yaml

MODELS = Path(__file__).parents[1] / "dbt/models"
LONGEST = 300


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
