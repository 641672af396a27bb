"""The documents of the checkout, and what a bad row or file does to them."""

import csv
import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.domain.claim import Claim
from flows.domain.period import parse_period
from flows.domain.reading import Figure, Reading
from flows.domain.span import Span
from flows.reading.statements.documents import DocumentReading
from flows.sources.adding import add_document
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


@pytest.mark.parametrize("name", COUNTS)
@pytest.mark.parametrize("charset", ["gb18030", "big5hkscs"])
def test_fault_30_however_few_rows_the_quotes_tell_the_charset(documents, vocabulary, name, charset):
    """Too little text for any guess by frequency; what a row quotes stands in the article, or it is another charset."""
    entry, data, table, _ = documents[name]
    header, *rows = lines(table)
    columns = [header.index(column) for column in ("quote", "figure", "region")]
    for row in rows[:8]:
        short = [cell if at in columns else cell.encode("ascii", "ignore").decode() for at, cell in enumerate(row)]
        try:
            saved = written([header, short], charset=charset)
        except UnicodeEncodeError:  # Big5 lacks the character
            continue
        assert (
            ingest(entry, data, saved, vocabulary).refusals
            == ingest(entry, data, written([header, short]), vocabulary).refusals
        )


def test_rows_whose_quotes_are_of_another_document_are_refused_as_a_file(documents, vocabulary):
    entry, data, _, _ = documents["lanbai-2024-review"]
    _, _, other, _ = documents["jiayuguan-2023-review"]
    result = ingest(entry, data, written(lines(other), charset="gb18030"), vocabulary)
    assert [(r.line, r.column, r.kind) for r in result.refusals] == [(None, "", "charset")]
    assert result.claims == ()


def test_one_bad_byte_in_extracts_refuses_the_file(documents, vocabulary):
    entry, data, table, _ = documents["lanbai-2024-review"]
    result = ingest(entry, data, table.replace("兰".encode(), b"\xff", 1), vocabulary)
    assert [(r.line, r.kind) for r in result.refusals] == [(None, "charset")]


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


@settings(max_examples=settings.default.max_examples // 3)  # each takes a third of a second
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


TABLES = ("documents", "articles", "segments", "figures", "periods", "claims", "rejections", "refusals")


def test_rows_for_the_warehouse_are_text_numbers_booleans_none_or_lists_of_numbers(documents):
    rows = as_rows(result for *_, result in documents.values())
    assert tuple(rows) == TABLES
    assert [len(rows[table]) for table in ("documents", "articles", "refusals")] == [5, 9, 0]
    assert sum(row["origin"] == "curated" for row in rows["claims"]) == 268
    assert len(rows["figures"]) > 300
    cells = [cell for content in rows.values() for row in content for cell in row.values()]
    lists = [cell for cell in cells if isinstance(cell, list)]
    assert len(lists) == len(rows["articles"])  # where its sentences end
    cells = [cell for cell in cells if not isinstance(cell, list)] + [cell for found in lists for cell in found]
    assert {type(cell) for cell in cells} <= {str, int, bool, type(None)}
    assert len({row["claim_id"] for row in rows["claims"]}) == len(rows["claims"])
    assert len({(row["document"], row["span_start"], row["span_end"]) for row in rows["figures"]}) == len(
        rows["figures"]
    )
    for table in TABLES[:-2]:
        assert len({tuple(row) for row in rows[table]}) == 1, "all rows of a table have the same columns"


@pytest.mark.parametrize("name", COUNTS)
def test_every_digit_of_a_document_is_in_a_figure_or_a_period(documents, name):
    result = documents[name][3]
    rows = as_rows([result])
    covered = {at for row in rows["figures"] + rows["periods"] for at in range(row["span_start"], row["span_end"])}
    text = result.source.decoded.text
    assert [at for at, sign in enumerate(text) if sign.isdigit() and at not in covered] == []


def test_figures_of_furniture_are_no_claims(documents):
    rows = as_rows(result for *_, result in documents.values())
    found = {(row["reading"], row["reason"]) for row in rows["figures"] if row["article_id"] is None}
    assert found == {("not_a_claim", "furniture")}


CLAIM = Claim(
    article_id="d-1", span=Span(10, 16), figure_text="1184亿元", quote="产值1184亿元", quote_span=Span(8, 16),
    region_id=None, subject="", indicator_id=None, indicator_text="产值", measure="level", value=Decimal(1184),
    unit_text="亿元", bound="exact", period=parse_period("2024"), status="actual", compared_with="",
    period_basis="explicit", region_basis="explicit", is_optional=False, is_restatement=False, origin="reader",
    curator="", curated_on=None, source_file="", source_line=0, note="", rules=("a", "b"),
)  # fmt: skip
FIGURE = Figure(10, 16, "currency", Decimal("1184e8"), None, 16, 10, 15, "元", "exact", 10, 16, "claim", "")


def readings_of(monkeypatch, vocabulary, *claims, figures=(FIGURE,)):
    """The rows of a document in which the reader finds these."""
    found = DocumentReading((("d-1", Reading(figures, (), claims)),), ())
    monkeypatch.setattr("flows.sources.ingest.read_document", lambda *_, **__: found)
    data = "全市规模以上工业完成产值1184亿元。".encode()
    entry = Entry("d", "d.txt", "", "", "2024", "printed", "", "", sha256(data), "", "")
    return as_rows([ingest(entry, data, None, vocabulary)])


def test_a_claim_of_the_reader_names_its_rules_and_may_have_no_region(monkeypatch, vocabulary):
    (row,) = readings_of(monkeypatch, vocabulary, CLAIM)["claims"]
    assert (row["rules"], row["region_id"], row["origin"], row["value"]) == ("a b", None, "reader", "1184")


@pytest.mark.parametrize(
    "change",
    [{"value": Decimal("1e30")}, {"value": Decimal("1e13")}, {"value": Decimal("1e-7")}, {"unit_text": "亿珠子"}],
    ids=["too large", "too large in yuan", "too many decimals", "an unknown unit"],
)
def test_what_the_warehouse_cannot_hold_is_unread_and_stops_no_refresh(monkeypatch, vocabulary, change):
    rows = readings_of(monkeypatch, vocabulary, replace(CLAIM, **change))
    assert rows["claims"] == []
    assert [(row["reading"], row["reason"]) for row in rows["figures"]] == [("unread", "out_of_range")]


def test_of_claims_that_share_a_key_the_first_stays(monkeypatch, vocabulary):
    rows = readings_of(monkeypatch, vocabulary, CLAIM, replace(CLAIM, value=Decimal(7)))
    assert [row["value"] for row in rows["claims"]] == ["1184"]
    assert [row["reading"] for row in rows["figures"]] == ["claim"]


def test_a_figure_beyond_its_column_stays_without_its_value(monkeypatch, vocabulary):
    figures = (FIGURE._replace(low=Decimal("1e29"), high=Decimal(1) / 3),)
    (row,) = readings_of(monkeypatch, vocabulary, figures=figures)["figures"]
    assert (row["value_low"], row["value_high"]) == (None, "0.333333333")


def test_a_text_that_the_reader_stumbles_over_is_kept_and_listed(monkeypatch, documents, vocabulary):
    def stumble(*_, **__):
        raise IndexError("list index out of range")

    monkeypatch.setattr("flows.sources.ingest.read_document", stumble)
    entry, data, table, good = documents["lanbai-2024-review"]
    result = ingest(entry, data, table, vocabulary)
    assert [(r.file, r.kind) for r in result.refusals] == [("raw/articles/lanbai-2024-review.txt", "reader")]
    assert (result.claims, result.source, result.reading.claims) == (good.claims, good.source, [])
    text = result.source.decoded.text
    found = {at for figure in result.reading.figures for at in range(figure.start, figure.end)}
    assert found == {at for at, sign in enumerate(text) if sign.isdigit()}
    assert {figure.reason for figure in result.reading.figures} <= {"reader_error", "furniture"}


def test_order_of_documents_changes_no_row(documents):
    results = [result for *_, result in documents.values()]
    forward, backward = as_rows(results), as_rows(reversed(results))
    for table, rows in forward.items():
        assert sorted(map(str, rows)) == sorted(map(str, backward[table]))


def test_digits_that_no_rule_saw_are_unread(monkeypatch, vocabulary):
    monkeypatch.setattr("flows.reading.statements.documents.read_article", lambda *_: Reading((FIGURE,), (), ()))
    data = "全市完成产值超过了一共1184亿元，比１２个多3。".encode()
    entry = Entry("d", "d.txt", "", "", "2024", "printed", "", "", sha256(data), "", "")
    rows = as_rows([ingest(entry, data, None, vocabulary)])["figures"]
    found = [(row["figure_text"], row["reason"]) for row in rows if row["reading"] == "unread"]
    assert found == [("１２", "unseen"), ("3", "unseen")]


BODY = "2024年，嘉峪关市规模以上工业企业完成工业总产值1184亿元，同比增长7.3%，工业经济总量规模实现新突破。"
HEADING = "嘉峪关市2024年经济运行情况"
PAGE = f"""<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{HEADING}</title></head><body><article>
<h1>{HEADING} 2025-01-20 来源:嘉峪关市统计局</h1><p>{BODY}</p><p>{BODY}</p></article></body></html>"""
TWO = f"甲市工业综述\n本报记者 王五\n{BODY}\n乙市农业综述\n本报记者 赵六\n{BODY}\n"


@pytest.mark.parametrize(
    ("name", "content", "given", "titles"),
    [
        ("page.html", PAGE, "给定的标题", ["给定的标题"]),
        ("page.html", PAGE, "", [HEADING]),
        ("text.txt", f"{HEADING}　2025-01-20 来源:统计局\n{BODY}\n", "给定的标题", ["给定的标题"]),
        ("text.txt", BODY, "给定的标题", ["给定的标题"]),
        ("text.txt", BODY, "", [""]),
        ("text.txt", TWO, "给定的标题", ["甲市工业综述", "乙市农业综述"]),
    ],
)
def test_a_title_that_is_given_is_that_of_the_only_article(vocabulary, tmp_path, name, content, given, titles):
    (tmp_path / "dbt/seeds").mkdir(parents=True)
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    add_document(
        tmp_path, file, replacing=False, document="d", published="2025", published_basis="given", outlet="", title=given, url="",
        licence="", charset="", note="",
    )  # fmt: skip
    entry = take_inventory(tmp_path).entries["d"]
    result = ingest(entry, (tmp_path / "raw/articles" / entry.file).read_bytes(), None, vocabulary)
    rows = as_rows([result])
    assert [row["title"] for row in rows["articles"]] == titles
    text = result.source.decoded.text
    for article in result.articles:
        assert BODY in article.span.of(text)
    assert "".join(part.span.of(text) for part in result.segments) == text
    if name == "page.html":
        assert [row["published_on"] for row in rows["articles"]] == ["2025-01-20"]


def test_the_manifest_says_of_which_region_a_document_is_and_what_published_it(vocabulary):
    data = "2023年，全市完成工业总产值1184亿元。\n".encode()
    entry = Entry("d", "d.txt", "", "", "2024", "printed", "", "", sha256(data), "", "")
    rows = as_rows([ingest(entry, data, None, vocabulary)])
    assert rows["documents"][0]["source_kind"] == "other"
    named = replace(entry, region="嘉峪关市", source_kind="statistics_office")
    rows = as_rows([ingest(named, data, None, vocabulary)])
    assert rows["documents"][0]["source_kind"] == "statistics_office"
    assert {row["region_id"] for row in rows["claims"]} == {"620200"}


def test_a_region_of_the_manifest_that_is_not_known_refuses_the_document(vocabulary):
    data = b"x"
    entry = Entry("d", "d.txt", "", "", "2024", "printed", "", "", sha256(data), "", "", region="nowhere")
    found = ingest(entry, data, None, vocabulary)
    assert found.source is None
    assert [(refusal.file, refusal.column) for refusal in found.refusals] == [("raw/manifest.csv", "region")]
