"""Web pages and PDF files become text, or are refused."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from flows.cli import main
from flows.domain.media_types import TAKEN
from flows.sources.decoding import UndecodableError
from flows.sources.pages import read_text

README = Path(__file__).parents[2] / "README.md"
TITLE = "以科技创新为新型工业化插上翅膀"
FIRST = "2023年，嘉峪关市规模以上工业企业完成工业总产值1184亿元，同比增长7.3%，实现工业增加值167.9亿元。"
LAST = "全市综合科技进步水平指数达到73.26%，全省排名跃升至第二位，创历史新高，为下一步工作打下了坚实基础。"


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}<title>{TITLE}</title></head><body>{body}</body></html>"


ARTICLE = f"<article><p>{FIRST}</p><p>{LAST}</p></article>"


def pdf(*texts: str, trailer: str = "") -> bytes:
    """A PDF of one page a text, in ASCII."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(texts)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(texts)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]  # fmt: skip
    for at, text in enumerate(texts):
        stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET" if text else "0 0 m"
        objects += [
            (
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * at} 0 R "
                "/Resources << /Font << /F1 3 0 R >> >> >>"
            ),
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    data, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF\n".encode()


def refused(data: bytes | str, suffix: str, **options) -> str:
    with pytest.raises(UndecodableError) as caught:
        read_text(data.encode() if isinstance(data, str) else data, suffix=suffix, **options)
    assert all((caught.value.found, caught.value.expected, caught.value.mend))
    return caught.value.kind


def test_a_page_gives_its_title_and_its_main_text():
    decoded = read_text(page(ARTICLE + "<footer>版权所有</footer>").encode(), suffix=".html")
    assert decoded.text.split() == [TITLE, FIRST, LAST]
    assert decoded.media_type == "text/html"
    assert decoded.extractor.startswith("trafilatura ")


def test_a_title_that_stands_in_the_text_is_not_written_twice():
    assert read_text(page(f"<h1>{TITLE}</h1>{ARTICLE}").encode(), suffix=".HTM").text.count(TITLE) == 1


@pytest.mark.parametrize(
    "head", ['<meta charset="gb2312">', "<meta http-equiv=Content-Type content='text/html; charset=GBK'>"]
)
def test_the_charset_of_the_meta_element_decides(head):
    text = page(ARTICLE.replace("嘉峪关", "朱镕基"), head)
    decoded = read_text(text.encode("gb18030"), suffix=".html")
    assert "朱镕基市" in decoded.text
    assert (decoded.charset, decoded.charset_basis) == ("gb18030", "declared")


def test_the_charset_of_the_manifest_wins_over_the_meta_element():
    decoded = read_text(page(ARTICLE, "<meta charset=big5>").encode("gb18030"), suffix=".html", charset="gb18030")
    assert FIRST in decoded.text


@pytest.mark.parametrize("charset", ["xyz", "gbk", "rot13"])
def test_a_page_that_names_a_wrong_charset_is_refused(charset):
    assert refused(page(ARTICLE * 9, f"<meta charset={charset}>"), ".html") == "charset"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<div>" * 100_000 + ARTICLE, id="div"),
        pytest.param("<div></b>" * 100_000 + ARTICLE, id="div-behind-stray-end-tags"),
        pytest.param(ARTICLE + "<ul><li>" * 130 + "深" + "</li></ul>" * 130 + ARTICLE, id="lists"),
        pytest.param(ARTICLE + "<table><tr><td>" * 80 + "深" + "</td></tr></table>" * 80 + ARTICLE, id="tables"),
        pytest.param("<b>" * 201 + ARTICLE, id="never-closed"),
    ],
)
def test_fault_17_deep_nesting_is_refused_as_text_would_be_lost(body):
    assert refused(page(body), ".html") == "hostile"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<div>" * 150 + ARTICLE + "</div>" * 150, id="nested-but-not-too-deep"),
        pytest.param("<article>" + "<p>段落，文字。" * 300 + f"<p>{LAST}</article>", id="p-left-open"),
        pytest.param(f"<article><p>{FIRST}</p><ul>" + "<li>要点\n" * 300 + f"</ul><p>{LAST}</p></article>", id="li-left-open"),
        pytest.param(f"<article><p>{FIRST}</p><table>" + "<tr><td>工业<td>1184" * 300 + f"</table><p>{LAST}</p></article>", id="td-left-open"),
        pytest.param("<svg>" + "<path d='x'/>" * 300 + "</svg>" + ARTICLE, id="self-closing"),
        pytest.param("<br>" * 300 + ARTICLE, id="void"),
        pytest.param("<script>w('" + "<div>" * 300 + "')</script>" + ARTICLE, id="tags-in-a-script"),
    ],
)  # fmt: skip
def test_fault_17_a_flat_page_is_not_taken_for_a_deep_one(body):
    assert LAST in read_text(page(body).encode(), suffix=".html").text


def test_fault_18_misnested_tags_lose_no_text():
    text = read_text(
        page(f"<article><b><i><p>{FIRST}</b></i><p><div></p>{LAST}</div></article>").encode(), suffix=".html"
    ).text
    assert FIRST in text
    assert LAST in text


def test_fault_19_an_entity_declaration_is_refused():
    bomb = '<!DOCTYPE html [<!ENTITY a "产值"><!ENTITY b "&a;&a;&a;">]>'
    assert refused(page(ARTICLE + "&b;").replace("<!DOCTYPE html>", bomb), ".html") == "hostile"


_MARKUP = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<b>", "<article>", "</article>", "<table><tr><td>", "<li>", "<a href='javascript:x'>", "<br/>", "<!--",
     "-->", "<script>", "</script>", "<style>", "&amp;", "&#0;", "&#xD800;", "&nbsp;", "<", ">", "<![CDATA[", "<?php", FIRST, LAST, TITLE]
) | st.text(max_size=8)  # fmt: skip


@given(st.lists(_MARKUP, max_size=20).map("".join))
def test_any_markup_is_a_text_or_refused(body):
    try:
        decoded = read_text(page(body).encode("utf-8", "surrogatepass"), suffix=".html")
    except UndecodableError:
        return
    decoded.text.encode()
    assert decoded.text.strip()
    assert "\0" not in decoded.text


@pytest.mark.parametrize(
    "script", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<a href='javascript:alert(1)'>x</a>"]
)
def test_faults_65_and_67_script_is_no_text(script):
    text = read_text(page(f"<article><p>{FIRST}</p>{script}<p>{LAST}</p></article>").encode(), suffix=".html").text
    assert "alert" not in text


@pytest.mark.parametrize("body", ["", "<script>alert(1)</script>", "<img src=a.jpg>"])
def test_a_page_without_a_main_text_is_refused(body):
    assert refused(f"<html><head></head><body>{body}</body></html>", ".html") == "no_text"


def test_a_pdf_gives_its_text_layer():
    decoded = read_text(pdf("GDP 1184", "Page two"), suffix=".pdf")
    assert decoded.text.split("\n\n") == ["GDP 1184", "Page two"]
    assert (decoded.media_type, decoded.extractor[:5]) == ("application/pdf", "pypdf")


ENCRYPTED = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O ({'a' * 32}) /U ({'b' * 32}) /P -4 >> /ID [(a) (a)]"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        pytest.param(pdf(""), "no_text", id="picture-only"),
        pytest.param(pdf("x")[:200], "format", id="cut"),
        pytest.param(b"%PDF-1.4\n", "format", id="nothing-but-its-first-line"),
        pytest.param(pdf("x", trailer=ENCRYPTED), "encrypted", id="encrypted"),
        pytest.param(FIRST.encode(), "format", id="fault-24-text-named-pdf"),
        pytest.param(b"PK\x03\x04", "format", id="fault-24-archive-named-pdf"),
        pytest.param(pdf(*"x" * 501), "too_large", id="too-many-pages"),
        pytest.param(b"%PDF" + b" " * (64 * 1024 * 1024), "too_large", id="too-large"),
        pytest.param(b"", "format", id="fault-21-empty"),
    ],
)
def test_a_pdf_that_cannot_be_used_is_refused(data, kind):
    assert refused(data, ".pdf") == kind


@given(st.lists(st.tuples(st.integers(8, len(pdf("GDP 1184")) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_damaged_pdf_is_a_text_or_refused(changes):
    data = bytearray(pdf("GDP 1184"))
    for at, byte in changes:
        data[at] = byte
    try:
        assert read_text(bytes(data), suffix=".pdf").text.strip()
    except UndecodableError as error:
        assert error.kind in {"format", "no_text", "encrypted", "too_large", "charset"}  # noqa: PT017


@pytest.mark.parametrize("suffix", [".docx", ".csv", "", ".txt\n", ".exe"])
def test_other_endings_are_refused(suffix):
    assert refused(FIRST, suffix) == "format"


@pytest.mark.parametrize("suffix", [".txt", ".html"])
@pytest.mark.parametrize("data", [pdf("x"), b"\xff\xd8\xff\xe0JFIF", b"\x1f\x8b\x08gzip"])
def test_faults_20_and_24_a_binary_under_a_false_name_is_refused(data, suffix):
    assert refused(data, suffix) == "binary"


@pytest.mark.parametrize("ending", TAKEN)
def test_every_kind_of_file_that_is_taken_is_named_where_people_look(ending):
    runner = CliRunner()
    for command in ("add", "read"):
        assert ending in runner.invoke(main, [command, "--help"]).output
    (line,) = [
        line for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("fangzhi add article")
    ]
    assert re.search(rf"{re.escape(ending)}(?!\w)", line)
