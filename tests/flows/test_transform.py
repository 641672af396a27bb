"""dbt on a private database."""

import json

import pytest

pytestmark = pytest.mark.flow

BUILD = """
from pathlib import Path
from flows.store.loading import create_schema
from flows.transform import dbt_build

for name in ("first", "second"):
    database = Path({folder!r}) / name / "fangzhi.duckdb"
    database.parent.mkdir()
    create_schema(database)
    summary = dbt_build(Path({root!r}), database, Path({folder!r}) / "cache")
    assert set(summary.marts) == {{"dim_articles", "fct_claims", "fct_indicators_by_region_year"}}, summary
"""


def test_dbt_parses_models_once_though_each_run_builds_in_a_place_of_its_own(small_sources, forker, tmp_path):
    run = forker.run(BUILD.format(folder=str(tmp_path), root=str(small_sources)))
    assert run.code == 0, run.output
    assert json.loads((tmp_path / "cache/dbt/perf_info.json").read_text())["parsed_path_count"] == 0
    assert sorted(path.name for path in (tmp_path / "second").iterdir()) == ["fangzhi.duckdb", "run_results.json"]
