"""The documents of the checkout, and what a bad row or file does to them."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.sources.extracts import COLUMNS
from flows.sources.ingest import as_rows, ingest
from flows.sources.inventory import sha256, take_inventory
from flows.sources.manifest import Entry

ROOT = Path(__file__).parents[2]
COUNTS = {
    "jiayuguan-2023-review": (1, 61), "jiayuguan-2024-review": (1, 27), "keji-ribao-2023-03": (5, 80), "lanbai-2024-review": (1, 62),
    "lanzhou-new-area-2024-review": (1, 38),
}  # fmt: skip


@pytest.fixture(scope="session")
def documents(vocabulary):
    """(entry, bytes, extracts, what came out) by document."""
    entries = take_inventory(ROOT).entries
    found = {}
    for name in COUNTS:
        entry = entries[name]
        data = (ROOT / "raw/articles" / entry.file).read_bytes()
        table = (ROOT / f"raw/extracts/{name}.csv").read_bytes()
        found[name] = (entry, data, table, ingest(entry, data, table, vocabulary))
    return found


@pytest.mark.parametrize("name", COUNTS)
def test_a_document_has_its_articles_and_claims_and_no_refusals(documents, name):
    result = documents[name][3]
    assert result.refusals == ()
    assert (len(result.articles), len(result.claims)) == COUNTS[name]


@pytest.mark.parametrize("name", COUNTS)
def test_segments_tile_a_document_and_claims_stand_in_their_articles(documents, name):
    result = documents[name][3]
    text = result.source.decoded.text
    assert "".join(part.span.of(text) for part in result.segments) == text
    spans = {article.article_id: article.span for article in result.articles}
    for claim in result.claims:
        assert claim.span.of(text) == claim.figure_text
        assert claim.quote_span.of(text) == claim.quote
        assert claim.quote_span.covers(claim.span)
        assert spans[claim.article_id].covers(claim.quote_span)


@pytest.mark.parametrize("name", COUNTS)
def test_stored_text_is_the_decoded_bytes(documents, name):
    _, data, _, result = documents[name]
    assert result.source.decoded.text.encode() == data


def test_the_five_articles_of_a_newspaper_page_have_their_titles(documents):
    titles = [article.title for article in documents["keji-ribao-2023-03"][3].articles]
    assert ["金昌" in titles[0], "重庆" in titles[1], len(set(titles)), all(titles)] == [True, True, 5, True]


def lines(table: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))


def written(rows: list[list[str]], *, delimiter: str = ",", end: str = "\n", charset: str = "utf-8") -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    return buffer.getvalue().encode(charset)


def without_line(claims) -> list[dict]:
    return [{**{f: getattr(claim, f) for f in claim.__slots__}, "source_line": 0} for claim in claims]


@pytest.mark.parametrize("name", COUNTS)
@pytest.mark.parametrize("at", [1, 9])
@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"quote": "报道中没有的一句话"}, "quote_not_found"),
        ({"value": "1.23E+11"}, "value"),
        ({"unit": "亿珠子"}, "unit"),
        ({"note": "=1+1"}, "formula"),
        (None, "field_count"),
    ],
)
def test_a_bad_row_is_refused_alone(documents, vocabulary, name, at, change, kind):
    entry, data, table, good = documents[name]
    header, *rows = lines(table)
    bad = (
        rows[0][:-1]
        if change is None
        else [change.get(column, cell) for column, cell in zip(header, rows[0], strict=True)]
    )
    result = ingest(entry, data, written([header, *rows[:at], bad, *rows[at:]]), vocabulary)
    line = 2 + sum(1 + "".join(row).count("\n") for row in rows[:at])
    assert {(refusal.file, refusal.line) for refusal in result.refusals} == {(f"raw/extracts/{name}.csv", line)}
    assert kind in {refusal.kind for refusal in result.refusals}
    assert without_line(result.claims) == without_line(good.claims)
    assert (result.articles, result.segments, result.source) == (good.articles, good.segments, good.source)


@pytest.mark.parametrize("name", COUNTS)
def test_a_row_twice_refuses_both_and_keeps_all_others(documents, vocabulary, name):
    entry, data, table, good = documents[name]
    header, *rows = lines(table)
    result = ingest(entry, data, written([header, *rows, rows[3]]), vocabulary)
    assert [refusal.kind for refusal in result.refusals] == ["duplicate"] * 2
    assert result.claims == good.claims[:3] + good.claims[4:]


@pytest.mark.parametrize("name", COUNTS)
@pytest.mark.parametrize(
    "options",
    [
        {"delimiter": ";", "end": "\r\n", "charset": "utf-8-sig"}, {"delimiter": "\t", "end": "\r\n", "charset": "utf-16"},
        {"end": "\r"}, {"end": "\r\n", "charset": "gb18030"},
    ],
    ids=["semicolon-CRLF-BOM", "tab-UTF-16", "CR", "fault-30-GBK"],
)  # fmt: skip
def test_faults_1_2_29_and_30_extracts_saved_by_a_spreadsheet_give_the_same_claims(
    documents, vocabulary, name, options
):
    entry, data, table, good = documents[name]
    rows = lines(table)
    result = ingest(entry, data, written([*rows, [""] * len(rows[0]), [""] * len(rows[0])], **options), vocabulary)
    assert result.refusals == ()
    assert without_line(result.claims) == without_line(good.claims)


@pytest.mark.parametrize("extracts", [b"", b"\xff\xd8\xff\xe0", "\u4ea7\u503c".encode("gb18030"), b"PK\x03\x04"])
def test_extracts_that_cannot_be_decoded_are_refused_and_the_document_stays(documents, vocabulary, extracts):
    entry, data, _, good = documents["lanbai-2024-review"]
    result = ingest(entry, data, extracts, vocabulary)
    assert [(r.file, r.line) for r in result.refusals] == [("raw/extracts/lanbai-2024-review.csv", None)]
    assert (result.claims, result.articles) == ((), good.articles)


def test_a_document_without_extracts_has_articles_and_no_claims(documents, vocabulary):
    entry, data, _, good = documents["lanbai-2024-review"]
    result = ingest(entry, data, None, vocabulary)
    assert (result.claims, result.refusals, result.articles) == ((), (), good.articles)


def test_fault_37_bytes_that_are_not_those_of_the_manifest_are_refused(documents, vocabulary):
    entry, data, table, _ = documents["lanbai-2024-review"]
    result = ingest(entry, data + b"!", table, vocabulary)
    assert result.source is None
    assert [(r.file, r.kind) for r in result.refusals] == [("raw/articles/lanbai-2024-review.txt", "sha256")]


@pytest.mark.parametrize(
    ("file", "data", "kind"),
    [
        ("d.txt", b"", "empty"), ("d.txt", b"%PDF-1.4", "binary"), ("d.txt", "产值".encode("gb18030"), "charset"),
        ("d.html", b"<html></html>", "no_text"), ("d.html", b"<!ENTITY a>", "hostile"), ("d.docx", b"x", "format"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_with_its_extracts(vocabulary, file, data, kind):
    entry = Entry("d", file, "", "", "2024", "printed", "", "", sha256(data), "", "")
    result = ingest(entry, data, ",".join(COLUMNS).encode(), vocabulary)
    assert (result.source, result.articles, result.claims) == (None, (), ())
    (refusal,) = result.refusals
    assert (refusal.file, refusal.line, refusal.column, refusal.kind) == (f"raw/articles/{file}", None, "", kind)
    assert all((refusal.found, refusal.expected, refusal.mend))


@given(
    data=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    extracts=st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: (",".join(COLUMNS) + "\n" + text).encode("utf-8", "replace")),
    suffix=st.sampled_from([".txt", ".html", ".pdf"]),
)
def test_any_bytes_are_taken_or_refused(vocabulary, data, extracts, suffix):
    entry = Entry("d", f"d{suffix}", "", "", "2024", "printed", "", "", sha256(data), "", "")
    result = ingest(entry, data, extracts, vocabulary)
    assert (result.source is None) <= bool(result.refusals)
    if result.source:
        text = result.source.decoded.text
        assert "".join(part.span.of(text) for part in result.segments) == text
    as_rows([result])


def test_rows_for_the_warehouse_are_text_numbers_booleans_or_none(documents):
    rows = as_rows(result for *_, result in documents.values())
    assert {table: len(content) for table, content in rows.items() if table != "segments"} == {
        "documents": 5, "articles": 9, "claims": 268, "refusals": 0,
    }  # fmt: skip
    cells = [cell for content in rows.values() for row in content for cell in row.values()]
    assert {type(cell) for cell in cells} <= {str, int, bool, type(None)}
    assert len({row["claim_id"] for row in rows["claims"]}) == 268
    for table in ("documents", "articles", "segments", "claims"):
        assert len({tuple(row) for row in rows[table]}) == 1, "all rows of a table have the same columns"


def test_order_of_documents_changes_no_row(documents):
    results = [result for *_, result in documents.values()]
    forward, backward = as_rows(results), as_rows(reversed(results))
    for table, rows in forward.items():
        assert sorted(map(str, rows)) == sorted(map(str, backward[table]))
