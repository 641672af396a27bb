"""Every fault that the project must stand has a test: ``faults.csv`` says which."""

import ast
import csv
import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
WITHOUT_AN_OBJECT = {78, 81, 82}
"""Fetching by address, the lake's workers and its catalogue are not there yet."""


def rows():
    with (HERE / "faults.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['fault']}-{row['what']}")
def test_a_fault_names_a_test_that_exists(row):
    path, name, case = re.fullmatch(r"(tests/\S+\.py)::(test_\w+)(?:\[(.+)\])?", row["test"]).groups()
    source = (HERE.parent / path).read_text(encoding="utf-8")
    names = {
        node.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert name in names
    assert case is None or f'"{case}"' in source
    assert row["what"]


def test_every_fault_has_a_test():
    assert {int(row["fault"]) for row in rows()} == set(range(1, 83)) - WITHOUT_AN_OBJECT
