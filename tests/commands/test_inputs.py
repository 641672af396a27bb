"""Inputs of a build, as ``fangzhi status`` names them."""

import pytest

from flows.commands.inputs import input_in_words
from flows.settings import load_settings
from flows.sources.inventory import take_inventory


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("code:flows", "the code that reads, in flows"),
        ("dbt:dbt", "models, tests and settings in dbt"),
        ("docs:dbt/models", "texts and pictures of the docs site, in dbt/models"),
        ("vocabulary:dbt/seeds/units.csv", "dbt/seeds/units.csv"),
        ("manifest:lanbai-2024-review", "raw/manifest.csv, row of lanbai-2024-review"),
        ("document:raw/articles/a:b.txt", "raw/articles/a:b.txt"),
        ("extracts:raw/extracts/a.csv", "raw/extracts/a.csv"),
        ("judgements:raw/rulings.csv", "raw/rulings.csv"),
        ("refused:raw", "files and rows in raw that are refused"),
        ("warehouse:fangzhi.duckdb", "warehouse/fangzhi.duckdb"),
        ("--full", "--full"),
    ],
)
def test_an_input_is_named_by_where_to_look(key, words):
    assert input_in_words(key) == words


def test_no_input_of_a_build_is_named_by_its_kind():
    inputs = take_inventory(load_settings(None).root).inputs
    kinds = {key.partition(":")[0] for key in inputs}
    assert len(kinds) > 5
    assert not [key for key in inputs if input_in_words(key).startswith(tuple(f"{kind}:" for kind in kinds))]
