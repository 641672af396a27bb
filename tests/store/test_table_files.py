"""What is filtered can be taken away as a file that holds the same rows, exactly, and runs nowhere."""

import csv
import io
import json
import zipfile
from decimal import Decimal

import duckdb
import pyarrow.parquet as pq
import pytest

from flows.domain.errors import FangzhiError
from flows.store import table_files
from flows.store.browsing import select
from flows.store.builds import Build
from flows.store.catalogue import tables
from flows.store.opened import OpenedBuild

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@sum(A1)",
    "\t=1",
    "＝1",
    'a"b,c',
    "line\nbreak",
    "lone\rreturn",
    "<script>alert(1)</script>",
    "",
    None,
]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> OpenedBuild:
    path = tmp_path_factory.mktemp("build") / "fangzhi.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "create schema marts; create table marts.hostile (id integer, name varchar, value decimal(38, 12), tags varchar[])"
        )
        for number, name in enumerate(HOSTILE):
            connection.execute(
                "insert into marts.hostile values (?, ?, ?::decimal(38, 12) + 0.000000000001, ?)",
                [number, name, f"{number}00000000000000", [name or "=x"]],
            )
        connection.execute("create table marts.many as select range as id, 'x' || range as name from range(2500)")
        connection.execute("create table marts.too_many as select range as id from range(20001)")
    return OpenedBuild(Build("x", 1, "", "", "", "", "", "", "", {}, {}), path)


def stream(opened: OpenedBuild, table: str, style: str, *parameters: tuple[str, str]) -> bytes:
    return b"".join(table_files.streamed(opened, select(tables(opened)[table], parameters), style))


def test_fault_76_csv_has_no_live_formula_and_all_rows(opened):
    text = stream(opened, "hostile", "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["id"] for row in rows] == [str(number) for number in range(len(HOSTILE))]
    live = [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))]
    assert live == ["+1", "-1"]  # numbers
    assert rows[0]["name"] == "'=1+1"
    assert [row["name"] for row in rows][6:10] == HOSTILE[6:10]
    assert rows[1]["value"] == "100000000000000.000000000001"


@pytest.mark.parametrize("style", ["json", "jsonl"])
def test_json_has_the_rows_with_exact_decimals(opened, style):
    text = stream(opened, "hostile", style).decode()
    rows = (
        json.loads(text, parse_float=Decimal)
        if style == "json"
        else [json.loads(line, parse_float=Decimal) for line in text.splitlines()]
    )
    assert [row["name"] for row in rows] == HOSTILE
    assert rows[1]["value"] == Decimal("100000000000000.000000000001")
    assert rows[2]["tags"] == ["-1"]


@pytest.mark.parametrize("style", ["csv", "json", "jsonl"])
@pytest.mark.parametrize(("first", "count"), [(0, 2500), (1500, 1000), (1499, 1001), (500, 2000), (2500, 0)])
def test_batches_join_without_a_seam(opened, style, first, count):
    text = stream(opened, "many", style, ("id__gte", str(first)), ("_sort_desc", "id")).decode("utf-8-sig")
    match style:
        case "csv":
            found = [row["id"] for row in csv.DictReader(io.StringIO(text))]
            assert text.startswith("id,name\n")
        case "json":
            found = [str(row["id"]) for row in json.loads(text)]
        case _:
            found = [str(json.loads(line)["id"]) for line in text.splitlines()]
    assert found == [str(number) for number in range(2499, 2499 - count, -1)]


def test_parquet_has_the_rows_with_their_types(opened, tmp_path):
    table_files.write(opened, select(tables(opened)["hostile"], [("id__lt", "3")]), "parquet", tmp_path / "a.parquet")
    found = pq.read_table(tmp_path / "a.parquet").to_pylist()
    assert [row["name"] for row in found] == HOSTILE[:3]
    assert found[1]["value"] == Decimal("100000000000000.000000000001")
    table_files.write(opened, select(tables(opened)["hostile"], [("id", "99")]), "parquet", tmp_path / "b.parquet")
    assert pq.read_table(tmp_path / "b.parquet").schema.names == ["id", "name", "value", "tags"]


def test_fault_76_a_workbook_has_text_as_text(opened, tmp_path):
    table_files.write(opened, select(tables(opened)["hostile"], []), "xlsx", tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert sheet.count("<row ") == len(HOSTILE) + 1


@pytest.mark.parametrize("style", ["xlsx"])
def test_too_many_rows_for_a_file_are_refused_with_a_way_out(opened, tmp_path, style):
    with pytest.raises(
        FangzhiError, match=r"found 20,001 rows, expected at most 20,000. Mend: filter them, or take csv or json"
    ):
        table_files.write(opened, select(tables(opened)["too_many"], []), style, tmp_path / "a")
    table_files.write(opened, select(tables(opened)["too_many"], [("id__lt", "20000")]), style, tmp_path / "a")
