"""The manifest: good rows by document, the others refused."""

from dataclasses import astuple, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.domain.errors import FangzhiError, RefusedError
from flows.domain.media_types import TAKEN
from flows.sources.manifest import (
    COLUMNS,
    REQUIRED,
    Entry,
    check_entry,
    check_words,
    read_manifest,
    region_id_named,
    region_id_of,
    written,
)

GOOD = Entry(
    document="a", file="a.txt", title="", outlet="", published="2024-04", published_basis="printed", url="https://example.org/a",
    licence="", sha256="0" * 64, charset="", note="",
)  # fmt: skip


@pytest.mark.parametrize(
    ("published", "last_day"), [("2024", "2024-12-31"), ("2024-02", "2024-02-29"), ("2024-04-10", "2024-04-10")]
)
def test_a_document_counts_as_published_on_the_last_day_it_can_have_been(published, last_day):
    assert replace(GOOD, published=published).published_on.isoformat() == last_day


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *(("document", name) for name in ["", "A", "é", "a b", "../a", "a/b", "-a", "a-", "a..b", "a\n", ".a", "甲", "a" * 101]),
        *(("file", name) for name in ["", "a", "../a.txt", "a/b.txt", "a\\b.txt", "a\0.txt", "a\n.txt", ".txt", ".a.txt", "a.txt\n",
                                      "x" * 300 + ".txt", "a.doc", "a.docx", "a.txt.gz", "a.csv", "txt"]),
        *(("published", day) for day in ["", "2024-13", "2024-02-30", "2024-Q1", "2023/2024", "../2024", "10.04.2024", "04/10/2024"]),
        ("published_basis", ""),
        *(("url", url) for url in ["javascript:alert(1)", "ftp://example.org", "example.org", "https://", "https://a b"]),
        *(("sha256", digest) for digest in ["", "0" * 63, "0" * 65, "A" * 64, "g" * 64]),
        *((column, "\ud800") for column in ("title", "outlet", "note")),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_refused_with_its_column(column, value):  # faults 67 and 68
    entry = replace(GOOD, **{column: value})
    (refusal,) = check_entry(7, entry)
    assert (refusal.file, refusal.line, refusal.column, refusal.kind) == ("raw/manifest.csv", 7, column, "value")
    assert all((refusal.found, refusal.expected, refusal.mend))


@pytest.mark.parametrize(
    "file", ["甲.txt", "a b.txt", "a..b.html", "A.PDF", "a.b.htm", *(f"a{ending}" for ending in TAKEN)]
)
def test_a_plain_file_name_is_good(file):
    assert check_entry(1, replace(GOOD, file=file)) == []


def test_a_file_of_a_kind_that_is_not_taken_is_refused_with_the_kinds_that_are():
    (refusal,) = check_entry(7, replace(GOOD, file="a.docx"))
    assert str(refusal) == (
        "raw/manifest.csv:7 file: found 'a.docx', expected a name that ends with one of .txt, .html, .htm, .pdf. "
        "Mend: save the article as one of these"
    )


@pytest.mark.parametrize(
    ("column", "changes"),
    [
        ("document", {"file": "b.txt", "sha256": "1" * 64}),
        ("file", {"document": "b", "sha256": "1" * 64}),
        pytest.param("sha256", {"document": "b", "file": "b.txt"}, id="fault-38-same-bytes-under-two-names"),
    ],
)
def test_two_rows_for_one_thing_are_both_refused(column, changes):
    other = Entry("c", "c.txt", "", "", "2024", "printed", "", "", "2" * 64, "", "")
    entries, refusals = read_manifest(written([GOOD, other, replace(GOOD, **changes)]))
    assert list(entries) == ["c"]
    assert [(r.line, r.column, r.kind) for r in refusals] == [(2, column, "duplicate"), (4, column, "duplicate")]


def test_a_row_with_too_few_fields_is_refused_and_the_others_stay():
    entries, refusals = read_manifest(written([GOOD]) + "b,b.txt\n")
    assert list(entries) == ["a"]
    assert [(r.line, r.kind) for r in refusals] == [(3, "field_count")]


@pytest.mark.parametrize(
    ("text", "kind"), [("", "header"), ("<<<<<<< HEAD\n", "merge_conflict"), (",".join(COLUMNS) + '\n"a', "csv")]
)
def test_a_manifest_that_cannot_be_trusted_is_refused_as_a_whole(text, kind):
    with pytest.raises(RefusedError) as caught:
        read_manifest(text)
    assert [refusal.kind for refusal in caught.value.refusals] == [kind]


def test_every_cell_counts_in_the_fingerprint():
    prints = {replace(GOOD, **{column: "x"}).fingerprint for column in COLUMNS} | {GOOD.fingerprint}
    assert len(prints) == len(COLUMNS) + 1


_NOTE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).map(str.strip)


@given(_NOTE, _NOTE)
def test_a_written_manifest_reads_as_it_was(title, note):
    entry = replace(GOOD, title="t" + title, note="n" + note)  # no cell begins like a merge marker
    entries, refusals = read_manifest(written([entry]))
    assert refusals == []
    assert astuple(entries["a"]) == astuple(entry)


def test_region_and_source_kind_may_be_missing_and_are_written_where_a_row_has_them():
    plain = written([GOOD])
    assert plain.splitlines()[0] == ",".join(REQUIRED)
    assert read_manifest(plain) == ({"a": GOOD}, [])
    placed = replace(GOOD, region="嘉峪关市", source_kind="newspaper")
    other = replace(GOOD, document="b", file="b.txt", sha256="1" * 64)
    assert written([placed, other]).splitlines()[0] == ",".join(COLUMNS)
    assert read_manifest(written([placed, other])) == ({"a": placed, "b": other}, [])


def test_the_new_columns_may_stand_anywhere_in_the_header():
    lines = written([replace(GOOD, region="620200")]).splitlines()
    head, row = (line.split(",") for line in lines)
    at = head.index("region")
    moved = [",".join([cells[at], *cells[:at], *cells[at + 1 :]]) for cells in (head, row)]
    assert read_manifest("\n".join(moved))[0]["a"].region == "620200"


@pytest.mark.parametrize(
    ("region", "region_id"), [("", ""), ("620200", "620200"), ("嘉峪关市", "620200"), ("兰州新区", "lanzhou_new_area")]
)
def test_a_region_is_its_id_or_its_full_name(region, region_id, vocabulary):
    if region_id and region_id not in vocabulary.regions:
        region_id = vocabulary.regions_named(region)[0].region_id
    entry = replace(GOOD, region=region)
    assert (region_id_of(entry, vocabulary), check_words(entry, vocabulary)) == (region_id, [])
    assert region_id_named(region, vocabulary) == region_id


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("region", "999999", "the id or the full name"),
        ("region", "不知何处", "the id or the full name"),
        ("region", "鼓楼区", "one of the ids 320106"),
        ("source_kind", "blog", "statistical_bulletin"),
    ],
)
def test_what_the_vocabulary_does_not_have_is_refused_with_a_mend(column, value, expected, vocabulary):
    entry = replace(GOOD, **{column: value})
    (refusal,) = check_words(entry, vocabulary)
    assert (refusal.column, refusal.kind, bool(refusal.mend)) == (column, "value", True)
    assert value in refusal.found
    assert expected in refusal.expected
    if column == "region":
        assert region_id_of(entry, vocabulary) == ""
        with pytest.raises(FangzhiError, match="Mend: write its id"):
            region_id_named(value, vocabulary)
