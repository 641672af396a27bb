"""What lies in the folders, by content."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from flows.domain.errors import RefusedError
from flows.sources.inventory import sha256, take_inventory
from flows.sources.manifest import Entry, written

TEXTS = {"a": "甲市工业总产值1184亿元。", "b": "乙市工业总产值900亿元。"}
ENTRIES = {
    name: Entry(name, f"{name}.txt", "", "", "2024", "printed", "", "", sha256(text.encode()), "", "") for name, text in TEXTS.items()
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("raw/articles", "raw/extracts", "dbt/seeds", "dbt/models"):
        (tmp_path / folder).mkdir(parents=True)
    for name, text in TEXTS.items():
        (tmp_path / f"raw/articles/{name}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"raw/extracts/{name}.csv").write_text("x\n", encoding="utf-8")
    (tmp_path / "dbt/seeds/units.csv").write_text("unit\n", encoding="utf-8")
    (tmp_path / "dbt/models/a.sql").write_text("select 1", encoding="utf-8")
    write(tmp_path, *ENTRIES.values())
    return tmp_path


def write(root: Path, *entries: Entry) -> None:
    (root / "raw/manifest.csv").write_text(written(list(entries)), encoding="utf-8")


def refusals(root: Path) -> list[tuple]:
    found = take_inventory(root).refusals
    assert all(r.found and r.expected and r.mend for r in found)
    return [(r.file, r.line, r.kind) for r in found]


def test_good_files_are_all_inputs_and_nothing_is_refused(root):
    inventory = take_inventory(root)
    assert inventory.refusals == ()
    assert list(inventory.entries) == ["a", "b"]
    assert {key for key in inventory.inputs if key.startswith(("document:", "extracts:", "manifest:", "vocabulary:"))} == {
        "document:raw/articles/a.txt", "document:raw/articles/b.txt", "extracts:raw/extracts/a.csv", "extracts:raw/extracts/b.csv",
        "manifest:a", "manifest:b", "vocabulary:dbt/seeds/units.csv",
    }  # fmt: skip


def test_a_manifest_saved_by_a_spreadsheet_is_read(root):
    path = root / "raw/manifest.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert list(take_inventory(root).entries) == ["a", "b"]


def test_a_file_that_is_gone_is_refused_with_its_extracts_and_the_other_stays(root):
    (root / "raw/articles/a.txt").unlink()
    assert refusals(root) == [("raw/articles/a.txt", None, "missing"), ("raw/extracts/a.csv", None, "no_document")]
    assert list(take_inventory(root).entries) == ["b"]


def test_fault_37_bytes_that_are_not_those_of_the_manifest_are_refused(root):
    (root / "raw/articles/a.txt").write_text("甲市工业总产值1185亿元。", encoding="utf-8")
    assert ("raw/articles/a.txt", None, "sha256") in refusals(root)
    assert list(take_inventory(root).entries) == ["b"]


def test_a_file_without_a_row_is_refused(root):
    (root / "raw/articles/c.txt").write_text("x", encoding="utf-8")
    (root / "raw/extracts/c.csv").write_text("x", encoding="utf-8")
    (root / "raw/extracts/a.xlsx").write_text("x", encoding="utf-8")
    assert refusals(root) == [
        ("raw/articles/c.txt", None, "not_in_manifest"),
        ("raw/extracts/a.xlsx", None, "no_document"),
        ("raw/extracts/c.csv", None, "no_document"),
    ]


def test_a_file_name_that_is_not_utf8_is_refused_with_a_name_that_can_be_stored(root):
    Path(os.fsdecode(os.fsencode(root / "raw/articles") + b"/\xff.txt")).write_text("x", encoding="utf-8")
    assert refusals(root) == [("raw/articles/\ufffd.txt", None, "not_in_manifest")]


def test_hidden_files_folders_and_links_are_no_documents(root):
    (root / "raw/articles/.a.txt.x7").write_text("x", encoding="utf-8")
    (root / "raw/articles/old").mkdir()
    (root / "raw/articles/passwd.txt").symlink_to("/etc/passwd")
    assert refusals(root) == []


def test_a_link_in_the_place_of_a_document_is_refused(root):
    (root / "raw/articles/a.txt").unlink()
    (root / "raw/articles/a.txt").symlink_to("b.txt")
    assert ("raw/articles/a.txt", None, "missing") in refusals(root)


@pytest.mark.parametrize(
    ("data", "kind"),
    [(None, "missing"), ("产值".encode("gb18030"), "charset"), (b"<<<<<<< HEAD\n", "merge_conflict"), (b"", "header")],
)
def test_without_a_manifest_that_can_be_trusted_nothing_is_read(root, data, kind):
    path = root / "raw/manifest.csv"
    path.unlink() if data is None else path.write_bytes(data)
    with pytest.raises(RefusedError) as caught:
        take_inventory(root)
    assert [(r.file, r.kind) for r in caught.value.refusals] == [("raw/manifest.csv", kind)]


def test_taking_it_twice_gives_the_same_fingerprint(root):
    assert take_inventory(root).fingerprint == take_inventory(root).fingerprint


@pytest.mark.parametrize(
    "path", ["raw/articles/a.txt", "raw/extracts/a.csv", "dbt/seeds/units.csv", "dbt/models/a.sql"]
)
def test_every_file_counts_in_the_fingerprint(root, path):
    before = take_inventory(root).fingerprint
    (root / path).write_text("another", encoding="utf-8")
    assert take_inventory(root).fingerprint != before


def changed(root: Path, before: dict) -> tuple:
    return take_inventory(root).changed_documents(before)


def test_only_a_changed_document_is_read_again(root):
    before = take_inventory(root).inputs
    assert changed(root, before) == (set(), set())
    (root / "raw/extracts/a.csv").write_text("y\n", encoding="utf-8")
    assert changed(root, before) == ({"a"}, set())
    write(root, ENTRIES["a"], replace(ENTRIES["b"], note="x"))
    assert changed(root, before) == ({"a", "b"}, set())


@pytest.mark.parametrize("path", ["raw/rulings.csv", "raw/corrections.csv"])
def test_what_people_judge_counts_and_reads_no_document_again(root, path):
    before = take_inventory(root).inputs
    (root / path).write_text("claim_id\n", encoding="utf-8")
    inventory = take_inventory(root)
    assert inventory.refusals == ()
    assert inventory.inputs.items() - before.items() == {(f"judgements:{path}", sha256(b"claim_id\n"))}
    assert changed(root, before) == (set(), set())


def test_a_document_that_went_is_dropped(root):
    before = take_inventory(root).inputs
    write(root, ENTRIES["b"])
    assert changed(root, before) == (set(), {"a"})


def test_a_changed_vocabulary_reads_every_document_again(root):
    before = take_inventory(root).inputs
    (root / "dbt/seeds/units.csv").write_text("unit,x\n", encoding="utf-8")
    assert changed(root, before) == ({"a", "b"}, set())
