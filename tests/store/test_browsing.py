"""Marts are filtered, sorted and paged as an address asks; names come from the catalogue, values are parameters."""

import datetime as dt
import random
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.domain.errors import FangzhiError
from flows.store import browsing
from flows.store.browsing import OPERATORS, NoLongerThereError, as_form, browse, facets, row, select, suggested_facets
from flows.store.builds import Build
from flows.store.catalogue import facetable, tables
from flows.store.opened import OpenedBuild

ROWS = [
    # id, name, year, value, is_good, day, tags
    (1, "嘉峪关市", 2023, "1.5", True, "2024-01-01", ["a"]), (2, "金昌市", 2023, None, False, "2024-02-01", []),
    (3, "", 2024, "-2", None, None, ["a", "b"]), (4, None, 2024, "1000000000000.000001", True, "2023-12-31", None),
    (5, "100%_a'\"b", 2022, "0", False, "2024-01-01", ["b"]), (6, "GDP of Lanzhou", None, "1.5", True, "2025-01-01", ["c"]),
]  # fmt: skip


SORTS = [None]
SORTS += [(how, name) for how in ("_sort", "_sort_desc") for name in ("id", "name", "year", "value", "is_good", "day")]


def build(folder: Path, sequence: int = 7) -> OpenedBuild:
    path = folder / "fangzhi.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema marts; create schema raw; create table raw.secrets as select 1 as secret")
        connection.execute(
            "create table marts.fct_things (id integer, name varchar, year integer, value decimal(38, 12), is_good boolean, "
            "day date, tags varchar[])"
        )
        connection.execute("comment on table marts.fct_things is 'One row per thing. It has no other meaning.'")
        connection.execute("comment on column marts.fct_things.year is 'The year.'")
        connection.executemany("insert into marts.fct_things values (?, ?, ?, ?, ?, ?, ?)", ROWS)
        connection.execute("create table marts.dim_many as select range as id, range % 7 as seven from range(1000)")
    return OpenedBuild(Build("x", sequence, "", "", "", "", "", "", "", {}, {}), path)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> OpenedBuild:
    return build(tmp_path_factory.mktemp("build"))


def ids(opened: OpenedBuild, *parameters: tuple[str, str], table: str = "fct_things") -> list[int]:
    found = browse(opened, select(tables(opened)[table], [("_col", "id"), *parameters]))
    assert found["count"] >= len(found["rows"])
    return [cells[0] for cells in found["rows"]]


def test_the_catalogue_has_the_marts_with_their_comments(opened):
    found = tables(opened)
    assert list(found) == ["dim_many", "fct_things"]
    things = found["fct_things"]
    assert (things.grain, things.row_count) == ("One row per thing", 6)
    assert (things.columns["year"].description, things.columns["year"].kind) == ("The year.", "number")
    assert things.columns["value"].type == "DECIMAL(38,12)"


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ([], [1, 2, 3, 4, 5, 6]), ([("name", "金昌市")], [2]), ([("name__exact", "金昌市")], [2]),
        ([("name__not", "金昌市")], [1, 3, 4, 5, 6]), ([("name__contains", "市")], [1, 2]), ([("name__contains", "gdp OF l")], [6]),
        ([("name__contains", "%")], [5]), ([("name__contains", "_")], [5]), ([("name__contains", ".")], []),
        ([("name__contains", "'\"")], [5]), ([("name__startswith", "嘉峪")], [1]), ([("name__endswith", "昌市")], [2]),
        ([("year__gt", "2023")], [3, 4]), ([("year__gte", "2023")], [1, 2, 3, 4]), ([("year__lt", "2023")], [5]),
        ([("year__lte", "2023")], [1, 2, 5]), ([("year__between", "2022,2023")], [1, 2, 5]), ([("year__in", "2022, 2024")], [3, 4, 5]),
        ([("name__in", '["嘉峪关市","金昌市"]')], [1, 2]), ([("name__isblank", "1")], [3, 4]), ([("name__notblank", "1")], [1, 2, 5, 6]),
        ([("value__isblank", "1")], [2]), ([("tags__isblank", "1")], [4]), ([("value", "1.50")], [1, 6]),
        ([("value__gt", "1e11")], [4]), ([("value", "1000000000000.000001")], [4]), ([("value__lt", "-1")], [3]),
        ([("is_good", "true")], [1, 4, 6]), ([("is_good", "0")], [2, 5]), ([("is_good__not", "true")], [2, 3, 5]),
        ([("day__gte", "2024-01-01")], [1, 2, 5, 6]), ([("day", "2023-12-31")], [4]), ([("tags", "b")], [3, 5]), ([("tags__has", "a")], [1, 3]),
        ([("year", "2024"), ("is_good", "true")], [4]), ([("year__gte", "2022"), ("year__lt", "2023")], [5]), ([("year", "")], [1, 2, 3, 4, 5, 6]),
        ([("_sort", "year")], [5, 1, 2, 3, 4, 6]), ([("_sort_desc", "year")], [3, 4, 1, 2, 5, 6]),
        ([("_sort_desc", "value")], [4, 1, 6, 5, 3, 2]), ([("_sort", "name"), ("name__notblank", "1")], [5, 6, 1, 2]),
        ([("_sort", "day"), ("_size", "2")], [4, 1]),
    ],
)  # fmt: skip
def test_rows_are_those_asked_for(opened, parameters, found):
    assert ids(opened, *parameters) == found


def test_cells_keep_their_types_and_the_order_of_columns(opened):
    page = browse(opened, select(tables(opened)["fct_things"], [("_col", "day"), ("_col", "value"), ("id", "4")]))
    assert page["columns"] == ["value", "day"]
    assert page["rows"] == [[Decimal("1000000000000.000001"), dt.date(2023, 12, 31)]]
    assert row(opened, tables(opened)["fct_things"], page["row_ids"][0])["id"] == 4


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ([("nothing", "1")], "no column 'nothing'"), ([("_sort", "rowid")], "no column 'rowid'"), ([("_col", "*")], "no column"),
        ([("_sort", "tags")], "single values"), ([("_facet", "1; drop table x")], "no column"), ([("year__like", "2")], "operator"),
        ([("name__has", "a")], "operator"), ([("is_good__gt", "true")], "operator"), ([("year__contains", "2")], "operator"),
        ([('year" = 1 or "year', "1")], "no column"), ([("year", "x")], "expected a number"), ([("year", "2024.5")], "expected a number"),
        ([("year", "99999999999")], "expected a number"), ([("year", "nan")], "expected a number"), ([("value", "1e400")], "expected a number"),
        ([("value", "1e27")], "expected a number"), ([("value", "9" * 5000)], "expected a number"), ([("day", "2024")], "expected a day"),
        ([("is_good", "maybe")], "true or false"), ([("name", "a\0b")], "expected text"), ([("_size", "0")], "from 1 to 1000"),
        ([("_size", "100000")], "from 1 to 1000"), ([("_size", "-1")], "from 1 to 1000"), ([("_size", "１")], "from 1 to 1000"),
        ([("_unknown", "1")], "unknown option"), ([("year__between", "2020")], "found 1 values"), ([("name__in", "[1, {}]")], "no JSON of texts"),
        ([("name__in", "[" * 5000)], "no JSON of texts"), ([("name__in", ",".join("abc" * 400))], "at most 500"),
        ([("year", "1")] * 31, "at most 30"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_with_what_was_found(opened, parameters, named):
    with pytest.raises(FangzhiError, match="Mend: ") as caught:
        select(tables(opened)["fct_things"], parameters)
    assert named in str(caught.value)
    assert len(str(caught.value)) < 600


@pytest.mark.parametrize("after", ["", "x", "7-", "-1", "7-1; drop", "7-" + "9" * 30, "7-999", "７-１"])
def test_a_made_up_next_is_refused(opened, after):
    table = tables(opened)["fct_things"]
    if not after:
        assert browse(opened, select(table, [("_next", after)]))["count"] == 6
        return
    with pytest.raises(FangzhiError, match="begin with the first page"):
        browse(opened, select(table, [("_sort", "year"), ("_next", after)]))


def test_a_page_of_another_build_is_no_longer_there(opened):
    with pytest.raises(NoLongerThereError, match="expected one of build 7"):
        browse(opened, select(tables(opened)["fct_things"], [("_next", "6-2")]))


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("size", [1, 2, 5])
def test_pages_have_every_row_once_in_the_order_of_one_large_page(opened, sort, size):
    parameters = [sort] if sort else []
    whole = ids(opened, *parameters)
    paged, after = [], ""
    for _ in range(10):
        page = browse(
            opened,
            select(tables(opened)["fct_things"], [*parameters, ("_col", "id"), ("_size", str(size)), ("_next", after)]),
        )
        paged += [cells[0] for cells in page["rows"]]
        after = page["next"]
        if not after:
            break
    assert paged == whole
    assert sorted(paged) == [1, 2, 3, 4, 5, 6]


def test_equal_rows_are_paged_through_without_a_gap(opened):
    found, after = [], ""
    while True:
        page = browse(
            opened, select(tables(opened)["dim_many"], [("_sort_desc", "seven"), ("_size", "99"), ("_next", after)])
        )
        found += [cells[0] for cells in page["rows"]]
        after = page["next"]
        if not after:
            break
    assert sorted(found) == list(range(1000))
    assert found == sorted(range(1000), key=lambda number: (-(number % 7), number))


def test_facets_count_the_filtered_rows(opened):
    selection = select(tables(opened)["fct_things"], [("_facet", "year"), ("is_good", "true")])
    (years,) = facets(opened, selection)
    assert years == {
        "column": "year",
        "values": [{"value": 2023, "count": 1}, {"value": 2024, "count": 1}, {"value": None, "count": 1}],
        "has_more": False,
    }
    assert "year" not in suggested_facets(opened, selection)
    assert "is_good" in suggested_facets(opened, selection)
    assert facetable(opened, tables(opened)["dim_many"]) == ("seven",)


def test_an_address_asks_for_what_it_was_made_of(opened):
    table = tables(opened)["fct_things"]
    random.seed(1)
    for operator in OPERATORS.values():
        for column in table.columns.values():
            if column.kind not in operator.kinds:
                continue
            value = {"number": "2024", "date": "2024-01-01", "boolean": "true"}.get(column.kind, "甲")
            if operator.values == 2:
                value = f"{value},{value}"
            selection = select(
                table, [(f"{column.name}__{operator.name}", value), ("_sort_desc", "year"), ("_size", "5")]
            )
            assert select(table, selection.address()) == selection
    commas = select(table, [("name__in", '["a,b","[c"]'), ("_col", "id"), ("_facet", "year"), ("_next", "7-1")])
    assert commas.filters[0].values == ("a,b", "[c")
    assert select(table, commas.address()) == commas
    assert select(table, commas.address(paged=False)).after == ""


def test_a_form_is_read_as_an_address():
    form = [
        ("_column", "year"), ("_operator", "gte"), ("_value", "2020"), ("_column", ""), ("_operator", "exact"), ("_value", ""),
        ("_column", "name"), ("_operator", "isblank"), ("_value", ""), ("_column", "name"), ("_operator", "exact"), ("_value", ""),
        ("_column", "name"), ("_operator", "exact"), ("_value", "a"), ("_order", "form"), ("_by", "year"), ("_descending", "1"), ("_size", ""),
    ]  # fmt: skip
    assert list(as_form(form)) == [("year__gte", "2020"), ("name__isblank", "1"), ("name", "a"), ("_sort_desc", "year")]


NAMES = st.sampled_from(
    [f"{column}{operator}" for column in ("id", "name", "year", "value", "is_good", "day", "tags") for operator in ("", *(f"__{name}" for name in OPERATORS))]
    + ["_sort", "_sort_desc", "_col", "_size", "_next", "_facet", "rowid", ""]
)  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=20), st.sampled_from(["1", "2024", "1e9", "-0", "1e-39", "true", "2024-01-01", "7-1", "year", "a,b", '["a"]', "1,2", "' or 1=1 --"])
)  # fmt: skip


@given(parameters=st.lists(st.tuples(NAMES, VALUES), max_size=5))
def test_fault_69_whatever_is_asked_is_answered_or_refused_by_us(opened, parameters):
    table = tables(opened)["fct_things"]
    try:
        selection = select(table, parameters)
        page = browse(opened, selection)
    except FangzhiError as error:
        refusal = str(error)
    else:
        refusal = ""
    if refusal:
        assert "Mend: " in refusal
        return
    assert 0 <= page["count"] <= 6
    assert facets(opened, selection) is not None


@given(value=st.one_of(st.sampled_from([name for _, name, *_ in ROWS if name]), st.text(min_size=1, max_size=5)))
def test_text_is_compared_as_it_is_given(opened, value):
    expected = [number for number, name, *_ in ROWS if name and value == name]
    if "\0" not in value:
        assert ids(opened, ("name", value)) == expected
        assert ids(opened, ("name__startswith", value)) == [
            n for n, name, *_ in ROWS if name and name.startswith(value)
        ]


def test_all_operators_are_stated():
    assert {
        "exact",
        "not",
        "contains",
        "startswith",
        "gt",
        "gte",
        "lt",
        "lte",
        "between",
        "in",
        "isblank",
        "notblank",
    } <= set(browsing.OPERATORS)
