"""A decision about a figure changes its own row of the extracts, and is let in by the intake."""

import csv
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from industry import SIGNED, at, written

from flows.domain.errors import RefusedError
from flows.sources.editing import (
    HEADER,
    Change,
    ConflictError,
    ExtractsFile,
    decide,
    is_alike,
    mended,
    rejecting,
)

MARKS = [b"", b"\xef\xbb\xbf"]


def lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True)


def test_a_reading_becomes_a_row_with_the_shortest_quote(row):
    made = row(at("7.3%", 2), "税收", "7.300000", "%", "growth_yoy")
    assert (made["quote"], made["figure"], made["nth"], made["value"]) == ("税收9亿元，增长7.3%", "7.3%", "1", "7.3")
    assert (made["article"], made["region"], made["region_code"]) == ("1", "嘉峪关市", "620200")


def test_the_first_decision_makes_the_file_with_its_header(ground, rows):
    change, data = decide(ExtractsFile(ground, None), span=at("35家"), shown=[], old=None, new=rows[1])
    assert change == Change(None, rows[1])
    assert data == written([rows[1]])
    (claim,) = ExtractsFile(ground, data).extracts.claims
    assert (claim.span, claim.curator, claim.curated_on) == (at("35家"), "王五", dt.date(2026, 11, 23))


def test_a_row_goes_where_the_document_has_its_figure(ground, rows):
    before = ExtractsFile(ground, written([rows[0], rows[3]]))
    assert before.with_change(Change(None, rows[1])) == written([rows[0], rows[1], rows[3]])
    assert ExtractsFile(ground, written(rows[:2])).with_change(Change(None, rows[3])) == written([*rows[:2], rows[3]])
    assert ExtractsFile(ground, written(rows[1:])).with_change(Change(None, rows[0])) == written(rows)


def test_in_a_file_without_that_order_it_goes_to_the_end(ground, rows):
    before = ExtractsFile(ground, written([rows[3], rows[0]]))
    assert before.with_change(Change(None, rows[1])) == written([rows[3], rows[0], rows[1]])


@given(
    mark=st.sampled_from(MARKS), delimiter=st.sampled_from(",;\t"), end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), blanks=st.integers(0, 2), is_ended=st.booleans(),
    kept=st.sets(st.integers(0, 3), min_size=1), pick=st.integers(0, 3), note=st.sampled_from(["", "a, b; c", '说"是"', "两\n行"]),
)  # fmt: skip
def test_all_other_rows_stay_as_they_are_to_the_byte(
    ground, rows, mark, delimiter, end, quoting, blanks, is_ended, kept, pick, note
):
    shape = {"delimiter": delimiter, "end": end, "quoting": quoting}
    content = mark + written([rows[i] | {"note": note} for i in sorted(kept)], **shape)
    content += f"{delimiter * (len(HEADER) - 1)}{end}".encode() * blanks
    content = content if is_ended else content.removesuffix(end.encode())
    before = ExtractsFile(ground, content)
    old = rows[pick] | {"note": note} if pick in kept else None
    new = rows[pick] | {"status": "preliminary", "note": note + "。"}
    after = before.with_change(Change(old, new))
    gone = [line for line in lines(content) if line not in lines(after)]
    unended = not is_ended  # a last line without its end gets one before the next
    assert len(gone) <= (note.count("\n") + 1 if old else 0) + unended
    found = ExtractsFile(ground, after)
    assert found.extracts.refusals == ()
    assert len(found.extracts.claims) == len(kept | {pick})
    assert found.rows_on(at(new["figure"], 2 if new["figure"] == "7.3%" else 1)) == [
        {column: cell for column, cell in new.items() if cell}
    ]
    assert after.startswith(mark)
    back = found.with_change(Change(new, old))
    if back is None:
        assert mark == b"" or old is None
    elif is_ended:
        assert back == content


def test_a_row_that_was_withdrawn_comes_back_where_it_was(ground, rows):
    before = ExtractsFile(ground, written(rows))
    after = before.with_change(Change(rows[2], None))
    assert after == written([rows[0], rows[1], rows[3]])
    assert ExtractsFile(ground, after).with_change(Change(None, rows[2])) == written(rows)


def test_without_its_last_row_a_new_file_goes(ground, rows):
    assert ExtractsFile(ground, written([rows[0]])).with_change(Change(rows[0], None)) is None


def test_a_file_without_a_place_for_the_signature_gets_one(ground, rows):
    columns = [column for column in HEADER if column not in ("curator", "curated_on", "is_optional")]
    before = ExtractsFile(ground, written(rows[:2], columns=columns))
    after = before.with_change(Change(None, rows[2]))
    header, *others = lines(after)
    assert header == lines(before.data)[0].replace(b"\n", b",curator,curated_on\n")
    assert others[:2] == [line.replace(b"\n", b",,\n") for line in lines(before.data)[1:]]
    assert [claim.curator for claim in ExtractsFile(ground, after).extracts.claims] == ["", "", "王五"]


@pytest.mark.parametrize(
    ("charset", "mark"), [("gb18030", b""), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")]
)
def test_a_file_in_another_charset_keeps_it(ground, rows, charset, mark):
    noted = [row | {"note": "这一行是由人工从文章中摘录并核对过的数字"} for row in rows[:2]]
    content = mark + written(noted).decode().encode(charset)
    after = ExtractsFile(ground, content).with_change(Change(None, rows[2]))
    assert after == mark + written([*noted, rows[2]]).decode().encode(charset)


WRONG = [
    ({"region": "不存在市", "region_code": ""}, "region"),
    ({"value": "1185"}, "value"),
    ({"unit": "珠子"}, "unit"),
    ({"quote": "没有的话"}, "quote"),
    ({"period": "明年"}, "period"),
    ({"measure": "much"}, "measure"),
    ({"subject": "=1+1"}, "subject"),
    ({"indicator_zh": ""}, "indicator_zh"),
    ({"curated_on": "today"}, "curated_on"),
    ({"note": "a\0b"}, "note"),
    ({"subject": "\ud800"}, "subject"),
]


@pytest.mark.parametrize(("change", "column"), WRONG)
def test_what_the_intake_would_refuse_is_not_written(ground, rows, change, column):
    before = ExtractsFile(ground, written(rows[1:]))
    with pytest.raises(RefusedError) as caught:
        decide(before, span=at("1184亿元"), shown=[], old=None, new=rows[0] | change)
    assert [refusal.column for refusal in caught.value.refusals] == [column]


def test_a_row_that_repeats_another_is_not_written(ground, rows):
    before = ExtractsFile(ground, written(rows))
    with pytest.raises(RefusedError, match="the key of 1 other row"):
        before.with_change(Change(None, rows[0] | {"note": "again"}))


def test_a_figure_is_rejected_with_a_reason(ground, rows):
    before = ExtractsFile(ground, written([rows[0]]))
    row = rejecting(ground, "d-1", at("35家"), reason="例子") | SIGNED
    _, data = decide(before, span=at("35家"), shown=[], old=None, new=row)
    after = ExtractsFile(ground, data)
    assert [(found.span, found.note, found.curator) for found in after.extracts.rejections] == [
        (at("35家"), "例子", "王五")
    ]
    with pytest.raises(RefusedError, match="why the figure states nothing"):
        decide(before, span=at("35家"), shown=[], old=None, new=row | {"note": ""})


def test_a_claim_takes_the_place_of_a_rejection(ground, rows):
    rejection = rejecting(ground, "d-1", at("35家"), reason="例子") | SIGNED
    _, data = decide(ExtractsFile(ground, None), span=at("35家"), shown=[], old=None, new=rejection)
    before = ExtractsFile(ground, data)
    _, after = decide(before, span=at("35家"), shown=before.rows_on(at("35家")), old=None, new=rows[1])
    assert after == written([rows[1]])


def test_a_figure_that_a_person_has_claims_on_is_not_rejected_besides(ground, rows):
    before = ExtractsFile(ground, written(rows))
    with pytest.raises(RefusedError, match="on the same figure"):
        decide(
            before, span=at("35家"), shown=before.rows_on(at("35家")), old=None,
            new=rejecting(ground, "d-1", at("35家"), reason="x") | SIGNED,
        )  # fmt: skip


def test_a_stale_decision_says_what_has_changed_and_by_whom(ground, rows):
    theirs = rows[1] | {"indicator_zh": "新增盈利企业数", "curator": "李四"}
    before = ExtractsFile(ground, written([rows[0], theirs]))
    with pytest.raises(ConflictError, match="新增盈利企业数 level 2023 35 家, signed 李四 2026-11-23") as caught:
        decide(before, span=at("35家"), shown=[], old=None, new=rows[1])
    assert ("curator", "", "李四") in caught.value.differences
    with pytest.raises(ConflictError) as caught:
        decide(before, span=at("35家"), shown=[rows[1]], old=rows[1], new=rows[1] | {"status": "target"})
    assert caught.value.differences == (("indicator_zh", "新增企业数", "新增盈利企业数"), ("curator", "王五", "李四"))
    with pytest.raises(ConflictError, match="no longer 嘉峪关市 进出口总额"):
        decide(before, span=at("12亿元"), shown=[rows[2]], old=rows[2], new=None)


def test_what_others_change_elsewhere_in_the_file_is_no_conflict(ground, rows):
    shown = ExtractsFile(ground, written([rows[0]]))
    _, data = decide(ExtractsFile(ground, written([rows[0], rows[3]])), span=at("35家"), shown=shown.rows_on(at("35家")),
                     old=None, new=rows[1])  # fmt: skip
    assert data == written([rows[0], rows[1], rows[3]])


@pytest.mark.parametrize(
    "content", [b"", b"a,b\n1,2\n", written([]) + b"<<<<<<< ours\n", b"\xff\xfe\x00broken", written([]) + b'"open']
)
def test_a_file_that_cannot_be_trusted_is_not_touched(ground, rows, content):
    with pytest.raises(RefusedError):
        ExtractsFile(ground, content).with_change(Change(None, rows[0]))


def test_what_follows_from_a_changed_field_is_mended(vocabulary, rows):
    shown = rows[0]
    row = mended(shown | {"region": "金昌市"}, shown, vocabulary)
    assert (row["region"], row["region_code"]) == ("金昌市", "620300")
    row = mended(shown | {"indicator_zh": "地区生产总值"}, shown, vocabulary)
    assert row["indicator_en"] == vocabulary.indicator_named("地区生产总值").name_en
    row = mended(shown | {"indicator_zh": "没有的指标"}, shown | {"indicator_en": "x"}, vocabulary)
    assert row["indicator_en"] == ""
    assert mended(shown | {"region_code": "620300"}, shown, vocabulary)["region_code"] == "620300"


def test_rows_are_alike_whoever_signed_them(rows):
    assert is_alike(rows[0], rows[0] | {"curator": "李四", "note": "x"})
    assert not is_alike(rows[0], rows[0] | {"value": "1"})
