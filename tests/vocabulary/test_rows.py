"""CSV as people and spreadsheets save it."""

import csv
import io

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from flows.domain.errors import RefusedError
from flows.vocabulary.rows import Row, read_table

COLUMNS = ["a", "b", "c"]


def refused(text: str, **options) -> tuple:
    with pytest.raises(RefusedError) as caught:
        read_table(text, file="x.csv", required=COLUMNS, **options)
    (refusal,) = caught.value.refusals
    assert refusal.file == "x.csv"
    assert all((refusal.found, refusal.expected, refusal.mend))
    return refusal.line, refusal.kind


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["no-BOM", "BOM"])
def test_faults_29_and_30_any_dialect_gives_the_rows_and_their_lines(end, delimiter, bom):
    text = bom + end.join(delimiter.join(cells) for cells in ("abc", "123", "", "456", "", "")) + delimiter * 2 + end
    table = read_table(text, file="x.csv", required=COLUMNS)
    assert table.rows == [Row(2, {"a": "1", "b": "2", "c": "3"}), Row(4, {"a": "4", "b": "5", "c": "6"})]
    assert table.refusals == []


def test_fault_29_line_ends_can_be_mixed():
    table = read_table("a,b,c\r\n1,2,3\n4,5,6\r7,8,9", file="x.csv", required=COLUMNS)
    assert [(row.line, row.cells["a"]) for row in table.rows] == [(2, "1"), (3, "4"), (4, "7")]


def test_a_row_is_at_the_first_of_its_lines():
    table = read_table('a,b,c\n1,"x\ny\nz",3\n4,5,6\n', file="x.csv", required=COLUMNS)
    assert [(row.line, row.cells["b"]) for row in table.rows] == [(2, "x\ny\nz"), (5, "5")]


@pytest.mark.parametrize(
    "text",
    ["a,c,b\n1,2,3\n", "b,a,c\n1,2,3\n", "a,b\n1,2\n", "a,b,c,d\n1,2,3,4\n", "a,b,c,c\n1,2,3,4\n", "A,B,C\n1,2,3\n", "1,2,3\n",
     "", "\n\n", "\ufeff", ",,,\n", "a.b.c\n", "a,b,c,c\n"],
)  # fmt: skip
def test_fault_25_a_header_that_is_wrong_or_swapped_refuses_the_file(text):
    assert refused(text) == (1, "header")


def test_optional_columns_may_stand_anywhere_and_the_required_keep_their_order():
    table = read_table("a,x,b,c,y\n1,2,3,4,5\n", file="x.csv", required=COLUMNS, optional=["x", "y"])
    assert table.rows[0].cells == {"a": "1", "x": "2", "b": "3", "c": "4", "y": "5"}
    assert refused("b,x,a,c\n1,2,3,4\n", optional=["x", "y"]) == (1, "header")


@pytest.mark.parametrize(("row", "count"), [("1,2", 2), ("1,2,3,4", 4), ("1", 1), ("1,2,3,", 4)])
def test_fault_26_a_row_with_fields_missing_or_to_spare_is_refused_alone(row, count):
    table = read_table(f"a,b,c\n1,2,3\n{row}\n4,5,6\n", file="x.csv", required=COLUMNS)
    assert [row.line for row in table.rows] == [2, 4]
    (refusal,) = table.refusals
    assert (refusal.line, refusal.kind, refusal.found) == (3, "field_count", f"{count} fields")


@pytest.mark.parametrize("marker", ["<<<<<<< HEAD", "=======", ">>>>>>> branch", "||||||| base", "<<<<<<<"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_fault_27_a_merge_marker_refuses_the_file_at_its_line(marker, end):
    assert refused(end.join(["a,b,c", "1,2,3", marker, "4,5,6", ""])) == (3, "merge_conflict")


@pytest.mark.parametrize("cell", ["====== six", "a <<<<<<< b", "========", "<<<<<<<<"])
def test_what_only_looks_like_a_merge_marker_is_a_cell(cell):
    assert read_table(f"a,b,c\n{cell},2,3\n", file="x.csv", required=COLUMNS).rows[0].cells["a"] == cell


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a,b,c\n1,2,3\n4,"5,6\n7,8,9\n', 3),
        ('a,b,c\n1,"2"x,3\n', 2),
        ('"a,b,c\n1,2,3\n', 1),
        pytest.param("a,b,c\n1,2,3\n4," + "x" * 200_000 + ",6\n", 3, id="field-limit"),
    ],
)
def test_fault_28_a_quote_that_never_ends_refuses_the_file(text, line):
    assert refused(text) == (line, "csv")


def test_fault_8_a_nul_is_a_character_like_any_other():
    assert read_table("a,b,c\n1,\0,3\n", file="x.csv", required=COLUMNS).rows[0].cells["b"] == "\0"


def test_fault_35_na_and_null_are_text():
    assert list(read_table("a,b,c\nNA,null,None\n", file="x.csv", required=COLUMNS).rows[0].cells.values()) == [
        "NA", "null", "None",
    ]  # fmt: skip


_CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=8)


@given(
    st.lists(st.tuples(_CELL, _CELL, _CELL), max_size=6), st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(), st.integers(0, 4),
)  # fmt: skip
def test_rows_come_back_from_any_dialect(rows, delimiter, end, bom, blank):
    assume(not any(cell.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")) for row in rows for cell in row))
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator=end).writerows([COLUMNS, *rows])
    text = "\ufeff" * bom + buffer.getvalue() + (delimiter * 2 + end) * blank
    table = read_table(text, file="x.csv", required=COLUMNS)
    assert table.refusals == []
    assert [tuple(row.cells.values()) for row in table.rows] == [
        row for row in rows if any(cell.strip() for cell in row)
    ]


@given(st.text(alphabet='abc,;\t"\n\r12<=>| \0\ufeff', max_size=60) | st.text(max_size=60))
def test_any_text_is_a_table_or_refused(text):
    for prefix in ("", "a,b,c\n"):
        try:
            table = read_table(prefix + text, file="x.csv", required=COLUMNS)
        except RefusedError:
            continue
        assert all(list(row.cells) == COLUMNS for row in table.rows)
