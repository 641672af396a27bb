"""dbt on a private database."""

import pytest

pytestmark = pytest.mark.flow

BUILD = """
from pathlib import Path
from flows.store.loading import create_schema
from flows.transform import dbt_build

def tell(original):
    def call(*args):
        answer = original(*args)
        print("parsed anew:", not answer[0])
        return answer
    return call

replace("dbt.parser.manifest:ManifestLoader.is_partial_parsable", tell)
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
    assert run.output.count("parsed anew: False") == 1
    assert "parsed anew: True" not in run.output
    assert sorted(path.name for path in (tmp_path / "second").iterdir()) == ["fangzhi.duckdb", "run_results.json"]
