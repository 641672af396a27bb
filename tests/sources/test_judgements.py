"""Rulings and corrections: good rows by their line, the others refused with every reason."""

import ast
import csv
import datetime as dt
import inspect
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.domain.errors import RefusedError
from flows.sources import corrections, rulings, tables
from flows.sources.inventory import CORRECTIONS, RULINGS
from flows.sources.judgements import read_judgements
from flows.sources.removals import FILE as REMOVALS

COLUMNS = {RULINGS: rulings.COLUMNS, CORRECTIONS: corrections.COLUMNS}
GOOD = {
    RULINGS: {
        "conflict_id": "", "claim_id": "00000000000000aa", "guard": "1184亿元; 1148亿元", "ruling": "revision",
        "reason": "经济普查后修订", "ruled_by": "王五", "ruled_on": "2026-11-22",
    },
    CORRECTIONS: {
        "claim_id": "00000000000000aa", "printed_value": "1184", "corrected_value": "1148", "unit": "亿元", "reason": "two digits swapped",
        "source": "嘉峪关市统计公报", "corrected_by": "王五", "corrected_on": "2026-11-22",
    },
}  # fmt: skip
OTHERS = {"claim_id": "00000000000000bb"}, {"claim_id": "00000000000000cc"}
BOTH = pytest.mark.parametrize("file", [RULINGS, CORRECTIONS])


def table(file: str, *rows: dict, delimiter: str = ",", end: str = "\n") -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS[file], delimiter=delimiter, lineterminator=end)
    writer.writeheader()
    writer.writerows([GOOD[file] | row for row in rows])
    return buffer.getvalue()


@pytest.fixture(scope="session")
def read(vocabulary):
    """The rows of the file's table, and the refusals."""

    def run(file: str, content: str | bytes):
        data = content if isinstance(content, bytes) else content.encode()
        found = read_judgements({file: data}, vocabulary)
        return found.as_rows()["rulings" if file == RULINGS else "corrections"], list(found.refusals)

    return run


def test_a_ruling_has_all_that_stands_in_its_row(vocabulary):
    text = table(RULINGS, {"conflict_id": "00000000000000ff", "claim_id": ""}, {})
    found, refusals = rulings.read_rulings(text, codes=vocabulary.codelists[rulings.CODELIST])
    assert refusals == []
    assert [(ruling.conflict_id, ruling.claim_id, ruling.source_line) for ruling in found] == [
        ("00000000000000ff", None, 2),
        (None, "00000000000000aa", 3),
    ]
    assert (found[0].guard, found[0].ruling, found[0].ruled_on) == (
        "1184亿元; 1148亿元",
        "revision",
        dt.date(2026, 11, 22),
    )


def test_a_correction_has_all_that_stands_in_its_row(vocabulary):
    (correction,), refusals = corrections.read_corrections(table(CORRECTIONS, {}), vocabulary=vocabulary)
    assert refusals == []
    assert correction == corrections.Correction(
        "00000000000000aa", Decimal(1184), Decimal(1148), "亿元", "two digits swapped", "嘉峪关市统计公报", "王五",
        dt.date(2026, 11, 22), 2,
    )  # fmt: skip


RIGHT = [
    *((f"cause-{code}", RULINGS, {"ruling": code}, {"ruling": code})
      for code in ["preliminary_vs_actual", "revision", "scope", "unit_slip", "cumulative_vs_period", "prices", "misreading", "unexplained"]),
    ("guard-with-a-sign", RULINGS, {"guard": "-3.2%; 3.2%"}, {"guard": "-3.2%; 3.2%"}),
    ("spaces", RULINGS, {"claim_id": " 00000000000000aa", "ruling": "scope "}, {"claim_id": "00000000000000aa", "ruling": "scope"}),
    ("full-width-digits", RULINGS, {"ruled_on": "２０２６-11-22"}, {"ruled_on": "2026-11-22"}),
    ("full-width-value", CORRECTIONS, {"printed_value": "１１８４"}, {"printed_value": "1184"}),
    ("decimals", CORRECTIONS, {"corrected_value": "1148.000001"}, {"corrected_value": "1148.000001"}),
    ("sign", CORRECTIONS, {"corrected_value": "-1184"}, {"corrected_value": "-1184"}),
    ("zero", CORRECTIONS, {"corrected_value": "0"}, {"corrected_value": "0"}),
    ("percent", CORRECTIONS, {"unit": "％"}, {"unit_text": "%"}),
    ("unit-without-noun", CORRECTIONS, {"unit": "万"}, {"unit_text": "万"}),
]  # fmt: skip


@pytest.mark.parametrize(("file", "change", "expected"), [pytest.param(*case[1:], id=case[0]) for case in RIGHT])
def test_a_row_that_says_it_in_another_form_is_good(read, file, change, expected):
    (row,), refusals = read(file, table(file, change))
    assert refusals == []
    assert {column: row[column] for column in expected} == expected


IDS = ["0", "00000000000000A1", "00000000000000g1", "0" * 17, "1.23457E+15", "00000000 0000000"]
DAYS = ["22/11/2026", "2026-11-31", "20261122", "2026-W01-1", "2026"]
WRONG = [
    ("no-id", RULINGS, {"claim_id": ""}, "conflict_id", "judged"),
    ("both-ids", RULINGS, {"conflict_id": "00000000000000ff"}, "conflict_id", "judged"),
    *((f"id-{text}", RULINGS, {"claim_id": text}, "claim_id", "id") for text in IDS),
    *((f"conflict-{text}", RULINGS, {"claim_id": "", "conflict_id": text}, "conflict_id", "id") for text in IDS),
    *((f"no-{column}", RULINGS, {column: " "}, column, "empty") for column in ["guard", "reason", "ruled_by", "ruled_on"]),
    *((f"ruling-{code}", RULINGS, {"ruling": code}, "ruling", "code") for code in ["", "error", "actual", "Revision"]),
    *((f"day-{day}", RULINGS, {"ruled_on": day}, "ruled_on", "value") for day in DAYS),
    *((f"formula-{column}", RULINGS, {column: "=1+1"}, column, "formula") for column in ["guard", "reason", "ruled_by"]),
    *((f"id-{text}", CORRECTIONS, {"claim_id": text}, "claim_id", "id") for text in IDS),
    *((f"no-{column}", CORRECTIONS, {column: " "}, column, "empty")
      for column in ["claim_id", "unit", "reason", "source", "corrected_by", "corrected_on"]),
    *((f"{column}-{value[:12]}", CORRECTIONS, {column: value}, column, "value")
      for column in ["printed_value", "corrected_value"]
      for value in ["", "1,184", "1.23E+11", "nan", "1184亿", "1184.", ".5", "+1184", "0.1234567", "1" * 5000, "=1184", "1I11",
                    "1000000000000"]),
    ("as-printed", CORRECTIONS, {"corrected_value": "1184.00"}, "corrected_value", "value"),
    ("unit-unknown", CORRECTIONS, {"unit": "亿珠子"}, "unit", "unit"),
    *((f"day-{day}", CORRECTIONS, {"corrected_on": day}, "corrected_on", "value") for day in DAYS),
    *((f"formula-{column}", CORRECTIONS, {column: "@SUM(A1)"}, column, "formula") for column in ["reason", "source", "corrected_by"]),
    *((f"error-{column}", file, {column: "#REF!"}, column, "spreadsheet_error")
      for file, named in ((RULINGS, ["guard", "reason", "ruled_by", "ruled_on"]), (CORRECTIONS, ["printed_value", "reason", "source", "unit"]))
      for column in named),
]  # fmt: skip


@pytest.mark.parametrize(("file", "change", "column", "kind"), [pytest.param(*case[1:], id=case[0]) for case in WRONG])
def test_a_wrong_cell_refuses_its_row_and_no_other(read, file, change, column, kind):
    before, after = OTHERS
    rows, refusals = read(file, table(file, before, change, after))
    assert [row["source_line"] for row in rows] == [2, 4]
    assert (column, kind) in {(refusal.column, refusal.kind) for refusal in refusals}
    for refusal in refusals:
        assert str(refusal).startswith(f"{file}:3 {refusal.column}: found ")
        assert all((refusal.found, refusal.expected, refusal.mend))


def test_every_kind_of_refusal_has_a_row_that_is_refused_for_it():
    sources = (inspect.getsource(module) for module in (rulings, corrections, tables))
    calls = [node for source in sources for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    kinds = {
        call.args[1].value for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "refuse"
    }
    assert kinds == {case[4] for case in WRONG}


@BOTH
def test_all_reasons_are_told_at_once(read, file):
    _, refusals = read(file, table(file, dict.fromkeys(COLUMNS[file], "=")))
    assert {refusal.column for refusal in refusals} == set(COLUMNS[file])


@BOTH
def test_two_rows_for_one_thing_are_both_refused(read, file):
    rows, refusals = read(file, table(file, {}, OTHERS[0], {"reason": "another"}))
    assert [row["source_line"] for row in rows] == [3]
    assert [(refusal.line, refusal.kind) for refusal in refusals] == [(2, "duplicate"), (4, "duplicate")]


def test_a_conflict_and_a_claim_of_one_id_are_two_things(read):
    rows, refusals = read(RULINGS, table(RULINGS, {}, {"conflict_id": GOOD[RULINGS]["claim_id"], "claim_id": ""}))
    assert (len(rows), refusals) == (2, [])


@BOTH
def test_a_row_with_too_few_fields_is_refused_and_the_others_stay(read, file):
    rows, refusals = read(file, table(file, {}) + "a,b\n")
    assert [row["source_line"] for row in rows] == [2]
    assert [(refusal.file, refusal.line, refusal.kind) for refusal in refusals] == [(file, 3, "field_count")]


@BOTH
@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_file_saved_by_a_spreadsheet_is_read(read, file, delimiter, end, charset):
    expected, _ = read(file, table(file, {}, *OTHERS))
    assert len(expected) == 3
    blank = delimiter * (len(COLUMNS[file]) - 1) + end
    text = table(file, {}, *OTHERS, delimiter=delimiter, end=end) + blank * 3
    assert read(file, text.encode(charset)) == (expected, [])


@BOTH
def test_a_header_alone_is_a_file_without_rows(read, file):
    assert read(file, table(file)) == ([], [])


def test_files_that_are_not_there_have_no_rows(vocabulary):
    found = read_judgements({}, vocabulary)
    assert (found.as_rows(), found.refusals) == ({"rulings": [], "corrections": [], "removals": []}, ())


@BOTH
@pytest.mark.parametrize(
    ("break_it", "kind"),
    [
        (lambda text: text.replace("claim_id", "claim", 1), "header"),
        (lambda text: text + "<<<<<<< HEAD\n", "merge_conflict"),
        (lambda text: text + '"never ends\n', "csv"),
        (lambda text: text[:0], "empty"),
        (lambda text: b"\xd0\xcf\x11\xe0" + text.encode(), "binary"),
        (lambda text: text.encode("ascii", "ignore") + "嘉峪關市統計公報與經濟普查後的數字".encode("big5"), "charset"),
        (lambda text: text.encode() + b"\xff", "charset"),
        (lambda text: text.encode("utf-16-le"), "charset"),
    ],
    ids=["header", "merge-marker", "quote", "empty", "workbook", "Big5", "one bad byte", "UTF-16 without a mark"],
)
def test_a_file_that_cannot_be_trusted_is_refused_as_a_whole(read, file, break_it, kind):
    with pytest.raises(RefusedError) as caught:
        read(file, break_it(table(file, {})))
    assert [(refusal.file, refusal.kind) for refusal in caught.value.refusals] == [(file, kind)]


def test_of_two_broken_files_both_are_told(vocabulary):
    with pytest.raises(RefusedError) as caught:
        read_judgements({RULINGS: b"x", CORRECTIONS: b"x"}, vocabulary)
    assert [refusal.file for refusal in caught.value.refusals] == [RULINGS, CORRECTIONS]


_CELL = st.sampled_from(["", " ", "1184", "-", "=", "\0", "%", "2024-13", "1" * 40]) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=12
)


@BOTH
@given(change=st.dictionaries(st.sampled_from(range(8)), _CELL, max_size=4))
def test_any_cells_make_a_row_or_a_refusal(vocabulary, file, change):
    cells = {COLUMNS[file][at]: cell for at, cell in change.items() if at < len(COLUMNS[file])}
    text = table(file, cells, OTHERS[0])
    if file == RULINGS:
        items, refusals = rulings.read_rulings(text, codes=vocabulary.codelists[rulings.CODELIST])
    else:
        items, refusals = corrections.read_corrections(text, vocabulary=vocabulary)
    assert items[-1].claim_id == OTHERS[0]["claim_id"]
    assert len(items) + bool(refusals) == 2


REMOVAL = "claim,00000000000000aa,d,王五,2026-11-30T12:00:00+08:00,重复\n"


def test_removals_are_rows_too_and_a_wrong_one_is_refused_by_itself(vocabulary):
    header = "kind,key,document,removed_by,removed_on,note\n"
    wrong = [REMOVAL.replace("重复", "#REF!"), REMOVAL.replace("claim", "page"), REMOVAL.replace("王五", "")]
    data = (header + REMOVAL + "".join(wrong)).encode("gb18030")
    found = read_judgements({REMOVALS: data}, vocabulary)
    assert [row["note"] for row in found.as_rows()["removals"]] == ["重复"]
    assert [(refusal.line, refusal.column) for refusal in found.refusals] == [
        (3, "note"),
        (4, "kind"),
        (5, "removed_by"),
    ]
    with pytest.raises(RefusedError):
        read_judgements({REMOVALS: b"kind,key\n"}, vocabulary)
