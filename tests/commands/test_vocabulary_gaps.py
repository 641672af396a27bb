"""The command vocabulary gaps: what the vocabulary lacks."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from flows.cli import main

pytestmark = pytest.mark.flow
COLUMNS = ["indicator_text", "base_unit", "claim_count", "document_count", "figure_text", "sentence"]


def gaps(root, *options, code=0):
    result = CliRunner().invoke(main, ["--project", str(root), "vocabulary", "gaps", *options])
    assert result.exit_code == code, result.output
    return result.output


def test_phrases_without_an_indicator_are_listed_by_frequency(template):
    rows = json.loads(gaps(template, "--format", "json"))
    assert [row["claim_count"] for row in rows] == sorted((row["claim_count"] for row in rows), reverse=True)
    assert all(list(row) == COLUMNS for row in rows)
    assert next(iter(csv.reader(io.StringIO(gaps(template, "--format", "csv", "--top", "1"))))) == COLUMNS
    assert gaps(template)


def test_without_a_warehouse_it_says_so(tmp_path):
    (tmp_path / "dbt").mkdir()
    (tmp_path / "dbt/dbt_project.yml").touch()
    (tmp_path / "raw").mkdir()
    assert "found nothing published" in gaps(tmp_path, code=1)
