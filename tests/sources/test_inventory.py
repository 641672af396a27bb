"""What lies in the folders, by content."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from flows.domain.errors import RefusedError
from flows.sources import files, inventory
from flows.sources.extracts import breaks_run
from flows.sources.inventory import article_path, sha256, take_inventory
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
    taken = take_inventory(root)
    assert taken.refusals == ()
    assert list(taken.entries) == ["a", "b"]
    assert {key for key in taken.inputs if key.startswith(("document:", "extracts:", "manifest:", "vocabulary:"))} == {
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


def test_hidden_files_and_folders_are_no_documents(root):
    (root / "raw/articles/.a.txt.x7").write_text("x", encoding="utf-8")
    (root / "raw/articles/old").mkdir()
    assert refusals(root) == []


def test_a_link_that_nobody_listed_is_refused_and_not_followed(root):
    (root / "raw/articles/passwd.txt").symlink_to("/etc/passwd")
    (root / "raw/extracts/passwd.csv").symlink_to("/etc/passwd")
    (root / "raw/articles/folder").symlink_to(root / "dbt")
    assert refusals(root) == [
        ("raw/articles/folder", None, "not_in_manifest"),
        ("raw/articles/passwd.txt", None, "not_in_manifest"),
        ("raw/extracts/passwd.csv", None, "no_document"),
    ]


@pytest.mark.parametrize("path", ["raw/articles/a.txt", "raw/extracts/a.csv", "raw/manifest.csv", "raw/rulings.csv"])
def test_a_link_to_a_file_in_raw_is_that_file(root, path):
    (root / "raw/rulings.csv").write_text("x\n", encoding="utf-8")
    before = take_inventory(root)
    (root / "raw/kept").mkdir()
    (root / path).rename(root / "raw/kept/file")
    (root / path).symlink_to("../kept/file" if path.count("/") > 1 else "kept/file")
    assert take_inventory(root) == before
    assert article_path(root, "a.txt").read_bytes() == TEXTS["a"].encode()


def put_nothing(path: Path) -> None:
    path.symlink_to("nowhere")


def put_a_link_outside(path: Path) -> None:
    outside = path.parents[path.parts[::-1].index("raw")].with_name(f"{path.name}.outside")
    outside.write_bytes(path.read_bytes() if path.exists() else b"x")
    path.unlink(missing_ok=True)
    path.symlink_to(outside)


def put_a_large_file(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(65 * 1024 * 1024)


STRANGE = {
    "a pipe": (os.mkfifo, "not_a_file"), "a folder": (Path.mkdir, "not_a_file"), "a device": (lambda path: path.symlink_to("/dev/zero"), "link"),
    "a link that leads nowhere": (put_nothing, "missing"), "a link outside": (put_a_link_outside, "link"),
    "too large": (put_a_large_file, "too_large"),
}  # fmt: skip


@pytest.mark.parametrize("case", STRANGE)
def test_what_is_no_file_in_the_place_of_an_article_is_refused_at_once(root, case):
    put, kind = STRANGE[case]
    (root / "raw/articles/a.txt").unlink()
    put(root / "raw/articles/a.txt")
    expected = "missing" if case == "a folder" else kind
    assert refusals(root) == [("raw/articles/a.txt", None, expected), ("raw/extracts/a.csv", None, "no_document")]


@pytest.mark.parametrize("case", [case for case in STRANGE if case != "a folder"])
def test_what_is_no_file_in_the_place_of_extracts_is_refused_as_a_whole_file_of_signed_rows(root, case):
    put, kind = STRANGE[case]
    (root / "raw/extracts/a.csv").unlink()
    put(root / "raw/extracts/a.csv")
    (refusal,) = take_inventory(root).refusals
    assert (refusal.file, refusal.kind) == ("raw/extracts/a.csv", kind)
    assert breaks_run(refusal)


@pytest.mark.parametrize("file", ["raw/manifest.csv", "raw/rulings.csv", "raw/corrections.csv", "raw/removals.csv"])
@pytest.mark.parametrize("case", STRANGE)
def test_what_is_no_file_in_the_place_of_a_signed_file_ends_the_run(root, file, case):
    put, kind = STRANGE[case]
    (root / file).unlink(missing_ok=True)
    put(root / file)
    with pytest.raises(RefusedError) as caught:
        take_inventory(root)
    assert [(r.file, r.kind) for r in caught.value.refusals] == [(file, kind)]


def test_a_file_that_may_not_be_read_is_refused(root, monkeypatch):
    def refuse(path, *args, **kwargs):
        if str(path).endswith("a.csv"):
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **kwargs)

    opened = os.open
    monkeypatch.setattr(os, "open", refuse)
    (refusal,) = take_inventory(root).refusals
    assert (refusal.file, refusal.kind, refusal.found) == ("raw/extracts/a.csv", "unreadable", "Permission denied")
    assert breaks_run(refusal)


COMPOSED, APART = "caf\u00e9.txt", "cafe\u0301.txt"


@pytest.mark.parametrize(("listed", "stored"), [(COMPOSED, APART), (APART, COMPOSED)])
def test_a_name_is_the_same_however_its_characters_are_composed(root, listed, stored):
    write(root, replace(ENTRIES["a"], file=listed), ENTRIES["b"])
    (root / "raw/articles/a.txt").rename(root / "raw/articles" / stored)
    taken = take_inventory(root)
    assert taken.refusals == ()
    assert list(taken.entries) == ["a", "b"]
    assert article_path(root, listed).read_bytes() == TEXTS["a"].encode()


@pytest.mark.parametrize(("one", "other"), [(COMPOSED, APART), ("a.txt", "A.txt")])
def test_two_files_whose_names_are_one_elsewhere_are_both_refused_by_name(root, one, other):
    write(root, replace(ENTRIES["a"], file=one), ENTRIES["b"])
    (root / "raw/articles/a.txt").rename(root / "raw/articles" / one)
    (root / "raw/articles" / other).write_text("x", encoding="utf-8")
    found = [r for r in take_inventory(root).refusals if r.kind != "no_document"]
    assert sorted((r.file, r.kind) for r in found) == sorted(
        (f"raw/articles/{name}", "same_name") for name in (one, other)
    )
    assert len({r.found for r in found}) == 2
    assert list(take_inventory(root).entries) == ["b"]


def test_two_rows_of_the_manifest_for_one_name_are_refused(root):
    write(root, replace(ENTRIES["a"], file=COMPOSED), replace(ENTRIES["b"], file=APART))
    found = [(r.line, r.column, r.kind) for r in take_inventory(root).refusals if r.file == "raw/manifest.csv"]
    assert found == [(2, "file", "duplicate"), (3, "file", "duplicate")]


def test_a_manifest_that_has_lost_its_rows_is_refused(root):
    write(root)
    with pytest.raises(RefusedError) as caught:
        take_inventory(root)
    assert [(r.file, r.kind) for r in caught.value.refusals] == [("raw/manifest.csv", "empty")]
    for file in (root / "raw/articles").iterdir():
        file.unlink()
    assert [r.kind for r in take_inventory(root).refusals] == ["no_document"] * 2


def test_every_file_is_read_once(root, monkeypatch):
    read = []
    original = files.read_whole
    monkeypatch.setattr(inventory, "read_whole", lambda path, **how: read.append(str(path)) or original(path, **how))
    take_inventory(root)
    assert len(read) == len(set(read)) == 5


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


@pytest.mark.parametrize("path", ["raw/rulings.csv", "raw/corrections.csv", "raw/removals.csv"])
def test_what_people_judge_counts_and_reads_no_document_again(root, path):
    before = take_inventory(root).inputs
    (root / path).write_text("claim_id\n", encoding="utf-8")
    taken = take_inventory(root)
    assert taken.refusals == ()
    assert taken.inputs.items() - before.items() == {(f"judgements:{path}", sha256(b"claim_id\n"))}
    assert changed(root, before) == (set(), set())


def test_a_document_that_went_is_dropped(root):
    before = take_inventory(root).inputs
    write(root, ENTRIES["b"])
    assert changed(root, before) == (set(), {"a"})


def test_a_changed_vocabulary_reads_every_document_again(root):
    before = take_inventory(root).inputs
    (root / "dbt/seeds/units.csv").write_text("unit,x\n", encoding="utf-8")
    assert changed(root, before) == ({"a", "b"}, set())
