"""Results as text and files, exact and safe to open."""

import csv
import datetime as dt
import io
import json
import re
import uuid
import zipfile
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.domain.errors import FangzhiError
from flows.store.exports import as_text, defused, plain, write
from flows.store.queries import Result

FORMULAS = [
    "=1+1",
    "+A1",
    "-A1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋A1",
    "－A1",
    "＠1",
    '=HYPERLINK("http://x")',
    "+cmd|' /C calc'!A0",
]
LONG = Decimal("1234567890123456789012.123456")


def one(*cells, name: str = "a") -> Result:
    return Result(tuple(f"{name}{at}" for at in range(len(cells))), (cells,))


def sheet(path: Path) -> tuple[str, list[list]]:
    """The XML of the sheet, and its cells as (type, text)."""
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(path) as book:
        strings = [
            "".join(part.text or "" for part in item.iter(f"{{{space['m']}}}t"))
            for item in ET.fromstring(book.read("xl/sharedStrings.xml")).findall("m:si", space)  # noqa: S314 - a file of ours
        ]
        xml = book.read("xl/worksheets/sheet1.xml").decode()
    rows = []
    for row in ET.fromstring(xml).iterfind(".//m:row", space):  # noqa: S314
        cells = [(cell.get("t", "n"), cell.findtext("m:v", "", space)) for cell in row]
        rows.append([("s", strings[int(text)]) if kind == "s" else (kind, text) for kind, text in cells])
    return xml, rows


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1184.000000"), "1184"), (Decimal("0.500"), "0.5"), (Decimal("-3.20"), "-3.2"), (Decimal("1E+3"), "1000"), (Decimal(100), "100"),
        (LONG, "1234567890123456789012.123456"), (dt.date(2024, 4, 10), "2024-04-10"), (dt.datetime(2024, 4, 10, 8, 30, 1, 5), "2024-04-10T08:30:01"),  # noqa: DTZ001
        (None, None), (True, True), (7, 7), ("x", "x"), ([Decimal("1.50"), None], "[1.5, null]"), ({"a": dt.date(2024, 1, 1)}, '{"a": "2024-01-01"}'),
        (b"\x00\xff", "00ff"), (dt.timedelta(days=1), "1 day, 0:00:00"),
    ],
)  # fmt: skip
def test_a_cell_is_written_as_people_write_it(value, text):
    assert plain(value) == text


@pytest.mark.parametrize("text", FORMULAS)
def test_fault_76_a_formula_in_csv_stands_behind_an_apostrophe(text):
    (row,) = list(csv.reader(io.StringIO(as_text(one(text), "csv"), newline="")))[1:]
    assert row == ["'" + text]


NUMBERS = [
    "-4.1%", "-4.1", "-1,234.5", "-0", "-1e5", "-1.5E-3", "-.5", "-4.1 %", "-3个", "-3.2亿元", "+5.2%", "+12万人", "-15km", "-3元/吨", "-２个",
    "－4.1%", "＋3家", "-4.1个百分点", "-1,234万元", "-12‰", "-3％",
]  # fmt: skip
RUN = [
    "-3+2", "-A1", "+A1", "-3-5", "-cmd|'/C calc'!A0", "+cmd|' /C calc'!A0", "-3cmd|' /C calc'!A0", "-3!A1", "-2020!A1", "-3个!A1", "-1:1", "-3*2", "-3/2",
    "-3/A1", "-3%/A1", "-3%A1", "-3个+A1", "-(3)", "-3 A1", "-3 个", "-3&A1", "-3^2", "-3=3", "-3<A1", "-3,A1", "-3;A1", "-", "--", "--3", "+-3", "-+3", "- 3",
    "-文字", "-sum(A1)", "-3\n=1", "-3\t", "-3个\r\n=1+1", "-'x'!A1", '-"x"', "-#REF!", "-@A1", "-1(A1)", "-$A$1", "+1(555)", "+86-10-12345", "-1,2,3", "-1_A",
    "=-4.1%",     "@3", "＝-4.1%", "-3元/吨/A1", "-3{1}", "-[1]x", "-１＋２", "-3％+1",
]  # fmt: skip


@pytest.mark.parametrize("text", NUMBERS)
def test_a_signed_number_is_left_as_it_is_printed(text):
    assert as_text(one(text), "csv").splitlines()[1].strip('"') == text


@pytest.mark.parametrize("text", RUN)
def test_fault_76_what_a_spreadsheet_would_work_out_stands_behind_an_apostrophe(text):
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("style", ["json", "parquet", "xlsx"])
def test_no_apostrophe_stands_where_nothing_is_run(tmp_path, style):
    path, result = tmp_path / f"x.{style}", one("=1+1", "-3+2", "-4.1%", "@a")
    write(result, style, path)
    if style == "json":
        cells = list(json.loads(path.read_text(encoding="utf-8"))[0].values())
    elif style == "parquet":
        cells = list(pq.read_table(path).to_pylist()[0].values())
    else:
        cells = [text for kind, text in sheet(path)[1][1] if kind == "s"]
    assert cells == list(result.rows[0])


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), Decimal("NaN"), Decimal("-Infinity")])
def test_what_is_no_number_of_json_is_null_in_it(value):
    (row,) = json.loads(as_text(one(value, [value], {"x": [value]}), "json"), parse_constant=pytest.fail)
    assert row == {"a0": None, "a1": [None], "a2": {"x": [None]}}


@pytest.mark.parametrize("text", FORMULAS)
def test_fault_76_a_formula_as_a_column_name_is_defused_too(text):
    header = next(csv.reader(io.StringIO(as_text(Result((text,), ()), "csv"), newline="")))
    assert header == ["'" + text]


@pytest.mark.parametrize("text", ["嘉峪关", "1184", "a=b", "", "'=1", " x", "——综述", "7.3%"])
def test_harmless_text_is_left_as_it_is(text):
    assert defused(text) == text


def test_negative_numbers_stay_numbers_in_csv():
    assert as_text(one(Decimal("-3.20"), -7, -0.5), "csv") == "a0,a1,a2\n-3.2,-7,-0.5\n"


_CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@given(st.lists(st.tuples(_CELLS, _CELLS), min_size=1, max_size=5))
def test_text_comes_back_from_csv_but_for_the_apostrophe(rows):
    read = list(csv.reader(io.StringIO(as_text(Result(("a", "b"), tuple(rows)), "csv"), newline="")))
    assert read == [["a", "b"], *([defused(cell) for cell in row] for row in rows)]


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**22), max_value=10**22, places=6))
def test_decimals_in_json_are_numbers_with_all_their_digits(value):
    (row,) = json.loads(as_text(one(value, [value], {"x": value}), "json"), parse_float=Decimal, parse_int=Decimal)
    assert row == {"a0": value, "a1": [value], "a2": {"x": value}}


@given(
    st.lists(
        st.tuples(_CELLS | st.none(), st.integers() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False)),
        max_size=4,
    )
)
def test_other_cells_come_back_from_json(rows):
    assert json.loads(as_text(Result(("a", "b"), tuple(rows)), "json")) == [{"a": a, "b": b} for a, b in rows]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (float("nan"), None), (float("inf"), None), (dt.timedelta(days=1), "1 day, 0:00:00"), (dt.time(8, 30), "08:30:00"),
        (uuid.UUID(int=1), "00000000-0000-0000-0000-000000000001"), (b"\xff", "ff"), (dt.date(2024, 1, 1), "2024-01-01"),
        ({1: Decimal("2.5")}, {"1": 2.5}), ("\x000\x00", "\x000\x00"), (2**100, 2**100),
    ],
)  # fmt: skip
def test_any_cell_of_a_query_can_be_written_as_json(cell, text):
    assert json.loads(as_text(one(cell, Decimal(5)), "json")) == [{"a0": text, "a1": 5}]


def test_two_columns_of_one_name_are_no_json():
    with pytest.raises(FangzhiError, match=r"two columns of one name.*Mend: rename"):
        as_text(Result(("a", "a"), ((1, 2),)), "json")


def test_an_empty_result_has_its_header_in_csv_and_is_an_empty_list_in_json():
    empty = Result(("a", "b"), ())
    assert (as_text(empty, "csv"), json.loads(as_text(empty, "json"))) == ("a,b\n", [])


def test_decimals_are_exact_in_parquet(tmp_path):
    write(Result(("v",), ((LONG,), (Decimal("-0.000001"),), (None,))), "parquet", tmp_path / "a.parquet")
    column = pq.read_table(tmp_path / "a.parquet")["v"]
    assert pa.types.is_decimal(column.type)
    assert column.to_pylist() == [LONG, Decimal("-0.000001"), None]


def test_parquet_keeps_types_and_text_as_it_is(tmp_path):
    row = ("=1+1", 7, True, dt.date(2024, 4, 10), ["a"])
    write(one(*row), "parquet", tmp_path / "a.parquet")
    assert pq.read_table(tmp_path / "a.parquet").to_pylist() == [
        dict(zip([f"a{at}" for at in range(5)], row, strict=True))
    ]


def test_an_empty_result_keeps_its_columns_in_parquet(tmp_path):
    write(Result(("a", "b"), ()), "parquet", tmp_path / "a.parquet")
    assert pq.read_table(tmp_path / "a.parquet").column_names == ["a", "b"]


@pytest.mark.parametrize("cell", [2**100, {1: 2}])
def test_what_parquet_has_no_type_for_is_refused_with_its_column(tmp_path, cell):
    with pytest.raises(FangzhiError, match=r"column a0: found.*Mend: cast"):
        write(one(cell), "parquet", tmp_path / "a.parquet")


def test_fault_76_xlsx_holds_text_as_strings_and_no_formula_and_no_link(tmp_path):
    texts = [*FORMULAS, "1184", "https://example.org", "{=1}", "mailto:a@b"]
    write(Result(("=a",), tuple((text,) for text in texts)), "xlsx", tmp_path / "a.xlsx")
    xml, rows = sheet(tmp_path / "a.xlsx")
    assert not re.search(r"<f[ >]|hyperlink", xml)
    assert rows[0] == [("s", "=a")]
    assert [(kind, text.replace("_x000D_", "\r")) for ((kind, text),) in rows[1:]] == [("s", text) for text in texts]


def test_xlsx_holds_numbers_booleans_and_days(tmp_path):
    row = (Decimal("-3.25"), 7, True, None, dt.date(2024, 4, 10), float("nan"), [1])
    write(one(*row), "xlsx", tmp_path / "a.xlsx")
    assert sheet(tmp_path / "a.xlsx")[1][1] == [
        ("n", "-3.25"),
        ("n", "7"),
        ("b", "1"),
        ("s", "2024-04-10"),
        ("s", "nan"),
        ("s", "[1]"),
    ]


@pytest.mark.parametrize(
    "result",
    [Result(("a",), ((1,),) * 1_048_576), Result(tuple(f"a{at}" for at in range(16_385)), ())],
    ids=["rows", "columns"],
)
def test_fault_70_more_than_a_sheet_holds_is_refused_and_not_cut(tmp_path, result):
    with pytest.raises(FangzhiError, match=r"Mend: csv or parquet"):
        write(result, "xlsx", tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("style", ["table", "csv"])
def test_tables_and_csv_are_written_as_utf8_csv(tmp_path, style):
    write(one("嘉峪关", Decimal("1.50")), style, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes() == "a0,a1\n嘉峪关,1.5\n".encode()


@pytest.mark.parametrize("style", ["csv", "json", "parquet", "xlsx"])
def test_a_folder_that_is_not_there_is_said(tmp_path, style):
    with pytest.raises(FangzhiError, match=r"found no folder.*Mend: make it"):
        write(one(1), style, tmp_path / "nowhere" / "a")
