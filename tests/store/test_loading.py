"""Rows into a build in progress."""

import duckdb
import pytest

from flows.store import loading

TABLES = (
    "documents",
    "articles",
    "segments",
    "figures",
    "periods",
    "claims",
    "rejections",
    "refusals",
    "rulings",
    "corrections",
)


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "fangzhi.duckdb"
    loading.create_schema(path)
    return path


def document(name, text="嘉峪关"):
    return {
        "document": name, "file": f"{name}.txt", "title": "", "outlet": "", "published": "2024", "published_on": "2024-12-31",
        "published_basis": "printed", "url": "", "licence": "", "note": "", "sha256": "0" * 64, "media_type": "text/plain",
        "charset": "utf-8", "charset_basis": "declared", "extractor": "", "replacements": 0, "char_count": len(text),
        "text": text,
    }  # fmt: skip


def refusal(name, line=2):
    return {
        "document": name, "file": f"raw/extracts/{name}.csv", "line": line, "column_name": "value", "kind": "value",
        "found": "x", "expected": "a number", "mend": "write one",
    }  # fmt: skip


def content(database):
    with duckdb.connect(str(database), read_only=True) as connection:
        return {table: connection.execute(f"select * from raw.{table} order by all").fetchall() for table in TABLES}


ROWS = {"documents": [document("a"), document("b")], "refusals": [refusal("a"), refusal("b"), refusal("b", None)]}


def test_loading_twice_changes_nothing(database):
    loading.load(database, ROWS, documents=["a", "b"])
    once = content(database)
    assert [row[0] for row in once["documents"]] == ["a", "b"]
    loading.load(database, ROWS, documents=["a", "b"])
    assert content(database) == once


def test_loading_replaces_the_rows_of_its_documents_only(database):
    loading.load(database, ROWS, documents=["a", "b"])
    loading.load(database, {"documents": [document("b", "兰州")]}, documents=["b"])
    found = content(database)
    assert [(row[0], row[-1]) for row in found["documents"]] == [("a", "嘉峪关"), ("b", "兰州")]
    assert [row[0] for row in found["refusals"]] == ["a"]


def test_loading_nothing_for_a_document_drops_it(database):
    loading.load(database, ROWS, documents=["a", "b"])
    loading.load(database, {}, documents=["b"])
    assert [row[0] for row in content(database)["documents"]] == ["a"]


@pytest.mark.parametrize(
    "bad",
    [
        {"documents": [document("a"), document("a")]},
        {"documents": [document("c") | {"published_on": "31 December"}]},
        {"documents": [document("c")], "refusals": [refusal("c") | {"found": None}]},
        {"documents": [document("c")], "claims": [{"no_such_column": 1}]},
    ],
    ids=["a key twice", "no date", "a null", "an unknown column"],
)
def test_a_failure_leaves_all_tables_as_they_were(database, bad):
    loading.load(database, ROWS, documents=["a", "b"])
    before = content(database)
    with pytest.raises(duckdb.Error):
        loading.load(database, bad, documents=["a", "c"])
    assert content(database) == before


def figure(name, low):
    return {
        "document": name, "article_id": None, "span_start": 0, "span_end": 3, "figure_text": "嘉峪关", "kind": "number",
        "value_low": low, "value_high": None, "unit_text": "", "bound": "exact", "reading": "unread", "reason": "",
    }  # fmt: skip


def test_figures_go_with_their_document_and_keep_their_decimals(database):
    low = "99999999999999999999999999999.000000001"
    loading.load(database, {"documents": [document("a")], "figures": [figure("a", low)]}, documents=["a"])
    assert str(content(database)["figures"][0][6]) == low
    loading.load(database, {"documents": [document("a")], "figures": [figure("a", None)]}, documents=["a"])
    assert [row[6] for row in content(database)["figures"]] == [None]


def ruling(claim_id, line=2):
    return {
        "conflict_id": None, "claim_id": claim_id, "guard": "1", "ruling": "revision", "reason": "r", "ruled_by": "x",
        "ruled_on": "2026-11-22", "source_line": line,
    }  # fmt: skip


def correction(claim_id, value="1148.000001"):
    return {
        "claim_id": claim_id, "printed_value": "1184", "corrected_value": value, "unit_text": "亿元", "reason": "r", "source": "s",
        "corrected_by": "x", "corrected_on": "2026-11-22", "source_line": 2,
    }  # fmt: skip


def test_tables_that_no_document_has_a_part_in_are_replaced_as_a_whole(database):
    loading.load(database, ROWS, documents=["a", "b"])
    others = content(database)
    rows = {"rulings": [ruling("a"), ruling("b", 3)], "corrections": [correction("a")]}
    for _ in range(2):
        loading.replace_tables(database, rows)
        found = content(database)
        assert [row[1] for row in found["rulings"]] == ["a", "b"]
        assert [(row[0], str(row[2])) for row in found["corrections"]] == [("a", "1148.000001")]
    loading.replace_tables(database, {"rulings": [ruling("b")], "corrections": []})
    found = content(database)
    assert ([row[1] for row in found["rulings"]], found["corrections"]) == (["b"], [])
    loading.replace_tables(database, {"rulings": [], "corrections": []})
    assert content(database) == others


def test_a_failure_while_tables_are_replaced_leaves_all_of_them(database):
    loading.replace_tables(database, {"rulings": [ruling("a")], "corrections": [correction("a")]})
    before = content(database)
    with pytest.raises(duckdb.Error):
        loading.replace_tables(database, {"rulings": [], "corrections": [correction("b"), correction("b")]})
    assert content(database) == before


def test_a_nullable_integer_stays_an_integer(database):
    loading.load(database, ROWS, documents=["a", "b"])
    assert [row[2] for row in content(database)["refusals"]] == [2, 2, None]


def test_the_schema_can_be_made_twice(database):
    loading.load(database, ROWS, documents=["a", "b"])
    before = content(database)
    loading.create_schema(database)
    assert content(database) == before


def test_whether_a_file_can_be_opened(database, tmp_path):
    assert loading.can_open(database)
    broken = tmp_path / "broken.duckdb"
    broken.write_bytes(database.read_bytes()[:3000])
    assert not loading.can_open(broken)
    assert not loading.can_open(tmp_path / "missing.duckdb")
