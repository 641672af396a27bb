"""Bytes become text once, or are refused."""

import codecs
import encodings.aliases
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from flows.sources.decoding import UndecodableError, decode

PROSE = (
    "2023年，嘉峪关市规模以上工业企业完成工业总产值1184亿元，同比增长7.3%，实现工业增加值167.9亿元，工业经济总量规模实现新突破。"
    "全市综合科技进步水平指数达到73.26%，全省排名跃升至第二位，创历史新高。\n"
)
TRADITIONAL = (
    "今年上半年，臺灣地區的經濟增長超過百分之三，工業生產總值達到一千二百億元，比去年同期增加了許多。"
    "我們的記者在會議上看到，這些企業的產品已經出口到世界各國，發展得很快，這是非常重要的成績。\n"
)


def refused(data: bytes, **options) -> str:
    with pytest.raises(UndecodableError) as caught:
        decode(data, **options)
    error = caught.value
    assert str(error) == f"found {error.found}, expected {error.expected}. Mend: {error.mend}"
    assert all((error.found, error.expected, error.mend))
    return error.kind


@pytest.mark.parametrize(
    ("bom", "charset"),
    [
        pytest.param(codecs.BOM_UTF8, "utf-8", id="fault-1"),
        pytest.param(codecs.BOM_UTF16_LE, "utf-16-le", id="fault-2-little-endian"),
        pytest.param(codecs.BOM_UTF16_BE, "utf-16-be", id="fault-2-big-endian"),
        pytest.param(codecs.BOM_UTF32_LE, "utf-32-le", id="utf-32-little-endian"),
        pytest.param(codecs.BOM_UTF32_BE, "utf-32-be", id="utf-32-big-endian"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(bom, charset):
    decoded = decode(bom + PROSE.encode(charset), charset="big5")
    assert (decoded.text, decoded.charset, decoded.charset_basis) == (PROSE, charset, "bom")


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [PROSE, "产值增长，" * 40, "GDP 2024\n" * 20], ids=["mixed", "no-ASCII", "ASCII"])
def test_fault_3_utf16_without_a_mark_is_refused_unless_declared(charset, text):
    assert refused(text.encode(charset)) == "charset"
    assert decode(text.encode(charset), charset=charset).text == text


@pytest.mark.parametrize(
    ("charset", "text", "found"),
    [("gb18030", PROSE, "gb18030"), ("gbk", PROSE, "gb18030"), ("big5", TRADITIONAL, "big5hkscs")],
)
def test_fault_4_gb18030_and_big5_are_told_apart(charset, text, found):
    decoded = decode(text.encode(charset) * 3)
    assert (decoded.text, decoded.charset_basis) == (text * 3, "detected")
    assert decoded.charset in (found, "cp950")


@pytest.mark.parametrize(("charset", "text"), [("gb18030", PROSE), ("big5", TRADITIONAL)])
def test_fault_4_no_stretch_of_a_text_is_ever_taken_for_the_other_charset(charset, text):
    for start in range(0, len(text), 3):
        for length in (24, 40, 64):
            part = (text + text)[start : start + length]
            try:
                assert decode(part.encode(charset)).text == part
            except UndecodableError as error:
                assert error.kind == "charset"  # noqa: PT017 - a refusal is the other good end


@pytest.mark.parametrize("charset", ["shift_jis", "euc_kr", "koi8-r", "cp1252"])
def test_fault_4_other_charsets_are_not_forced_into_chinese(charset):
    text = {
        "shift_jis": "工業生産は前年同月に比べて増加しました。これは重要な成果です。", "euc_kr": "올해 산업 생산은 지난해보다 증가했습니다. ",
        "koi8-r": "Промышленное производство выросло на семь процентов. ", "cp1252": "Über die Straße läuft der Bär, gemäß Größe. ",
    }[charset]  # fmt: skip
    assert refused((text * 6).encode(charset)) == "charset"


def test_fault_4_a_declared_charset_is_taken_at_its_word():
    decoded = decode(TRADITIONAL.encode("big5"), charset="big5")
    assert (decoded.text, decoded.charset_basis) == (TRADITIONAL, "declared")


@pytest.mark.parametrize(("declared", "text"), [("gb2312", "朱镕基㐀"), ("GBK", "㐀"), ("Big5", "香港嘅")])
def test_a_declared_charset_means_its_superset(declared, text):
    superset = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}[declared.lower()]
    assert decode(text.encode(superset), charset=declared).text == text


def test_fault_5_a_text_too_short_to_detect_is_refused():
    assert refused("嘉峪关市产值1184亿元".encode("gb18030")) == "charset"


def test_fault_6_one_bad_byte_is_counted():
    decoded = decode(PROSE.encode() + b"\xff" + (PROSE * 3).encode())
    assert (decoded.replacements, decoded.text.replace("\ufffd", "")) == (1, PROSE * 4)
    assert (decoded.charset, decoded.charset_basis) == ("utf-8", "detected")


@pytest.mark.parametrize("charset", ["", "utf-8", "gb18030"])
def test_fault_6_more_than_one_in_a_thousand_is_refused(charset):
    data = (PROSE * 20).encode(charset or "utf-8")
    lines = data.split(b"\n")
    assert refused(b"\xff\n".join(lines), charset=charset) == "charset"


def test_fault_7_a_character_cut_at_the_end_is_flagged():
    decoded = decode((PROSE * 4).encode().rstrip()[:-1])
    assert decoded.text == (PROSE * 4).rstrip()[:-1] + "\ufffd"
    assert decoded.note == "cut inside a character at its end"
    assert decode(PROSE.encode()).note == ""


def test_fault_8_nuls_become_replacement_characters():
    decoded = decode(PROSE.encode() + b"\0")
    assert (decoded.text, decoded.replacements) == (PROSE + "\ufffd", 1)


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ((PROSE + "\udc80").encode("utf-8", "surrogatepass"), ""),
        ((PROSE + "\udc80").encode("utf-8", "surrogatepass"), "utf-8"),
        (codecs.BOM_UTF16_LE + (PROSE + "\udc80").encode("utf-16-le", "surrogatepass"), ""),
    ],
)
def test_fault_9_a_lone_surrogate_becomes_one_replacement_character(data, charset):
    decoded = decode(data, charset=charset)
    assert (decoded.text, decoded.replacements) == (PROSE + "\ufffd", 1)


def test_fault_11_bidi_and_zero_width_characters_are_kept():
    text = "产值\u202e1184\u202c亿\u200b元\ufeff\u2066。\u2069\u200d"
    assert decode(text.encode()).text == text


def test_fault_12_no_character_is_normalised():
    text = "１１８４億元 ㎡ ﬁ e\u0301 ① ½ 　\r\n\x0b\x85\u2028"
    assert decode(text.encode()).text == text


@pytest.mark.parametrize("data", [b"", b" \n\t ", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, "　\u2028".encode()])
def test_fault_21_an_empty_file_is_refused(data):
    assert refused(data) == "empty"


@pytest.mark.parametrize(
    "magic",
    [b"%PDF-1.4", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n", b"GIF89a", b"PK\x03\x04", b"\x1f\x8b\x08", b"\xd0\xcf\x11\xe0", b"7z\xbc\xaf",
     b"Rar!", b"\x7fELF"],
)  # fmt: skip
@pytest.mark.parametrize("charset", ["", "utf-8"])
def test_faults_20_and_24_pictures_and_archives_are_refused(magic, charset):
    assert refused(magic + PROSE.encode(), charset=charset) == "binary"


def test_a_file_that_is_too_large_is_refused():
    assert refused(b"a" * (64 * 1024 * 1024 + 1)) == "too_large"


@pytest.mark.parametrize("charset", ["klingon", "中文", "a\0b", "\ud800", "hex", "base64", "rot13", "zlib", "bz2", "uu", "quopri",
                                     "idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "utf-7", " "])  # fmt: skip
def test_a_charset_that_is_none_is_refused(charset):
    assert refused(PROSE.encode(), charset=charset) == "charset"


_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufffd"), min_size=1)


@given(text=_TEXT, charset=st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "gb18030"]))
def test_what_was_written_in_a_declared_charset_comes_back(text, charset):
    assume(text.strip())
    assume(not text.startswith("\ufeff"))
    assume(not text.encode(charset).startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"GIF8", b"Rar!", b"%PDF")))
    assume(text.encode(charset).strip())
    assert decode(text.encode(charset), charset=charset).text == text


@pytest.mark.parametrize(
    "file", sorted((Path(__file__).parents[2] / "raw/articles").glob("*.txt")), ids=lambda file: file.stem
)
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_fault_4_an_article_comes_back_undeclared(file, charset):
    text = file.read_text(encoding="utf-8")
    assert decode(text.encode(charset)).text == text


@given(
    st.lists(st.sampled_from(PROSE.split("，")), max_size=40).map(lambda parts: ("，".join(parts), "gb18030"))
    | st.lists(st.sampled_from(TRADITIONAL.split("，")), max_size=40).map(lambda parts: ("，".join(parts), "big5"))
)
def test_faults_4_and_5_undeclared_chinese_comes_back_or_is_refused_and_never_becomes_another_text(written):
    text, charset = written
    try:
        assert decode(text.encode(charset)).text == text
    except UndecodableError as error:
        assert error.kind in {"charset", "empty"}  # noqa: PT017


@given(
    st.binary(max_size=300),
    st.just("") | st.sampled_from(sorted(set(encodings.aliases.aliases.values()))) | st.text(max_size=8),
)
def test_any_bytes_are_a_text_or_refused(data, charset):
    try:
        decoded = decode(data, charset=charset)
    except UndecodableError:
        return
    assert "\0" not in decoded.text
    decoded.text.encode()
    assert decoded.replacements == decoded.text.count("\ufffd")
