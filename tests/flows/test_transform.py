"""dbt on a private database."""

import pytest

from flows.transform import DbtFailedError, with_pictures

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


@pytest.mark.flow
def test_dbt_parses_models_once_though_each_run_builds_in_a_place_of_its_own(small_sources, forker, tmp_path):
    run = forker.run(BUILD.format(folder=str(tmp_path), root=str(small_sources)))
    assert run.code == 0, run.output
    assert run.output.count("parsed anew: False") == 1
    assert "parsed anew: True" not in run.output
    assert sorted(path.name for path in (tmp_path / "second").iterdir()) == ["fangzhi.duckdb", "run_results.json"]


def test_pictures_that_a_text_names_stand_in_the_page(tmp_path):
    (tmp_path / "models").mkdir()
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/one.png").write_bytes(b"\x89PNG one")
    text = "a ![one](../assets/one.png), a [link](#!/x) and again ![](../assets/one.png)"
    assert with_pictures(text, tmp_path / "models") == (
        "a ![one](data:image/png;base64,iVBORyBvbmU=), a [link](#!/x) and again ![](data:image/png;base64,iVBORyBvbmU=)"
    )


def test_a_picture_that_is_not_there_is_told_by_name(tmp_path):
    with pytest.raises(DbtFailedError, match=r"assets/two\.png: found no file, expected a picture .* Mend: "):
        with_pictures("![two](../assets/two.png)", tmp_path / "models")
