"""What is published: one threshold, and one rule in Python and in dbt."""

import duckdb
import pytest
from dbt_sql import DBT, compiled

from flows.commands.publishing import is_published, publish_confidence
from flows.domain.claim import Claim
from flows.domain.errors import FangzhiError
from flows.domain.period import parse_period
from flows.domain.span import Span


def claim(**other) -> Claim:
    given = {
        "article_id": "a", "span": Span(0, 1), "figure_text": "5", "quote": "5", "quote_span": Span(0, 1), "region_id": "620200",
        "subject": "", "indicator_id": None, "indicator_text": "x", "measure": "level", "value": 5, "unit_text": "", "bound": "exact",
        "period": parse_period("2024"), "status": "actual", "compared_with": "", "period_basis": "explicit",
        "region_basis": "explicit", "is_optional": False, "is_restatement": False, "origin": "reader", "curator": "",
        "curated_on": None, "source_file": "", "source_line": 0, "note": "", "confidence": 1.0,
    }  # fmt: skip
    return Claim(**(given | other))


CLAIMS = [
    (claim(), True),
    (claim(confidence=publish_confidence(DBT.parent)), True),
    (claim(confidence=publish_confidence(DBT.parent) - 0.01), False),
    (claim(region_id=None), False),
    (claim(period=parse_period("")), False),
    (claim(period=parse_period(""), measure="growth_yoy"), False),
    (claim(period=parse_period(""), measure="share"), False),
    (claim(period=parse_period(""), measure="streak"), True),
    (claim(origin="curated", region_id=None, period=parse_period("")), True),
]


@pytest.mark.parametrize(("one", "wanted"), CLAIMS)
def test_what_is_sure_and_says_where_and_when_is_published(one, wanted):
    assert is_published(one, publish_confidence(DBT.parent)) is wanted
    row = {
        "origin": one.origin, "confidence": one.confidence, "region_id": one.region_id, "period": one.period.text,
        "measure": one.measure,
    }  # fmt: skip
    with duckdb.connect() as connection:
        columns = ", ".join(f"${name} as {name}" for name in row)
        found = connection.execute(f"select {compiled('{{ is_published() }}')} from (select {columns})", row).fetchone()
    assert found == (wanted,), "dbt decides as Python does"


@pytest.mark.parametrize(
    ("text", "threshold"),
    [
        ("vars:\n  reader_publish_confidence: 0.75\n", 0.75),
        ("vars:\n  a: 1\n  reader_publish_confidence: 0.9 # why\nmodels:\n", 0.9),
        ("vars:\n  reader_publish_confidence: 1\n", 1),
    ],
)
def test_the_threshold_is_the_variable_of_dbt(tmp_path, text, threshold):
    (tmp_path / "dbt").mkdir()
    (tmp_path / "dbt/dbt_project.yml").write_text(text, encoding="utf-8")
    assert publish_confidence(tmp_path) == threshold


@pytest.mark.parametrize("text", ["", "# reader_publish_confidence: 0.75\n"])
def test_a_project_without_the_threshold_publishes_nothing_of_the_reader(tmp_path, text):
    (tmp_path / "dbt").mkdir()
    (tmp_path / "dbt/dbt_project.yml").write_text(text, encoding="utf-8")
    assert not is_published(claim(), publish_confidence(tmp_path))


def test_a_threshold_that_is_no_number_is_told(tmp_path):
    (tmp_path / "dbt").mkdir()
    (tmp_path / "dbt/dbt_project.yml").write_text("vars:\n  reader_publish_confidence: high\n", encoding="utf-8")
    with pytest.raises(FangzhiError, match=r"found reader_publish_confidence 'high', expected a number .*Mend: "):
        publish_confidence(tmp_path)
    with pytest.raises(FangzhiError, match="expected dbt's project"):
        publish_confidence(tmp_path / "nowhere")
