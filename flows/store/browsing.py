"""Part of a mart, as an address asks for it: filtered, sorted, a page at a time.

    region_id=620200              equal to; of a list: holds
    year__gte=2020                an operator after two underscores; several filters must all hold
    year__between=2020,2024       both ends are in
    status__in=actual,target      one of; where a value holds a comma: ["a,b","c"]
    _sort=year, _sort_desc=year   empty values come last
    _col=region_name&_col=year    these columns only
    _size=100                     rows a page
    _next=…                       the page after, as given with the page before
    _facet=status                 rows counted by the values of a column

As Datasette has it. Names come from the build's catalogue only, values are bound parameters.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from flows.domain.errors import FangzhiError
from flows.domain.strict_json import parse_json
from flows.store.catalogue import Column, Kind, Table, facetable, quoted
from flows.store.opened import OpenedBuild

PAGE: Final = 100
LARGEST_PAGE: Final = 1000
_MOST_FILTERS: Final = 30
_MOST_VALUES: Final = 500
_FACET_ROWS: Final = 40


@dataclass(frozen=True, slots=True)
class Operator:
    """A way to filter: its name in addresses, the kinds of columns it is for, its SQL, how many values it takes.

    ``{column}`` is the quoted column, ``{value}`` a parameter cast to its type; ``many`` values are separated by commas.
    """

    name: str
    kinds: frozenset[Kind]
    sql: str
    values: int | None = 1


_TEXT: Final[frozenset[Kind]] = frozenset({"text"})
_ORDERED: Final[frozenset[Kind]] = frozenset({"text", "number", "date"})
_SINGLE: Final[frozenset[Kind]] = frozenset({"text", "number", "date", "boolean"})
_ALL: Final[frozenset[Kind]] = frozenset({"text", "number", "date", "boolean", "list", "other"})

OPERATORS: Final = {
    operator.name: operator
    for operator in (
        Operator("exact", _SINGLE, "{column} = {value}"),
        Operator("not", _SINGLE, "{column} is distinct from {value}"),
        # in any case; lower() of both takes six times as long
        Operator("contains", _TEXT, "regexp_matches({column}, regexp_escape({value}), 'i')"),
        Operator("startswith", _TEXT, "starts_with({column}, {value})"),
        Operator("endswith", _TEXT, "ends_with({column}, {value})"),
        Operator("gt", _ORDERED, "{column} > {value}"),
        Operator("gte", _ORDERED, "{column} >= {value}"),
        Operator("lt", _ORDERED, "{column} < {value}"),
        Operator("lte", _ORDERED, "{column} <= {value}"),
        Operator("between", _ORDERED, "{column} between {value} and {value}", 2),
        Operator("in", _SINGLE, "{column} in ({value})", None),
        Operator("has", frozenset({"list"}), "list_contains({column}, {value})"),
        Operator("isblank", _ALL, "nullif(cast({column} as varchar), '') is null", 0),
        Operator("notblank", _ALL, "nullif(cast({column} as varchar), '') is not null", 0),
    )
}


@dataclass(frozen=True, slots=True)
class Filter:
    """A column, an operator and its values as given."""

    column: Column
    operator: Operator
    values: tuple[str, ...]

    @property
    def sql(self) -> str:
        """The condition, with a parameter for each of ``values``."""
        kind = self.column.type.removesuffix("[]") if self.column.kind == "list" else self.column.type
        parameters = ", ".join([f"cast(? as {kind})"] * (len(self.values) if self.operator.values is None else 1))
        return self.operator.sql.format(column=quoted(self.column.name), value=parameters)

    @property
    def address(self) -> tuple[str, str]:
        """Name and value in an address."""
        plain = self.operator.name in ("exact", "has")
        name = self.column.name if plain else f"{self.column.name}__{self.operator.name}"
        if not self.values:
            return name, "1"
        has_commas = any("," in value or value.startswith("[") for value in self.values)
        many = self.operator.values != 1
        return name, json.dumps(self.values, ensure_ascii=False) if many and has_commas else ",".join(self.values)


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked of ``table``; ``columns`` are those shown, ``after`` is the row that the page begins behind."""

    table: Table
    filters: tuple[Filter, ...] = ()
    sort: Column | None = None
    is_descending: bool = False
    columns: tuple[Column, ...] = ()
    facets: tuple[Column, ...] = ()
    size: int = PAGE
    after: str = ""

    def address(self, *, paged: bool = True) -> list[tuple[str, str]]:
        """The parameters that ask for it; without ``paged`` those of all pages."""
        given = [one.address for one in self.filters]
        if self.sort:
            given.append(("_sort_desc" if self.is_descending else "_sort", self.sort.name))
        if len(self.columns) < len(self.table.columns):
            given += [("_col", column.name) for column in self.columns]
        given += [("_facet", column.name) for column in self.facets]
        if self.size != PAGE:
            given.append(("_size", str(self.size)))
        if paged and self.after:
            given.append(("_next", self.after))
        return given


class NoLongerThereError(FangzhiError):
    """A page after a row of a build that is not the published one any more."""


def select(table: Table, parameters: Sequence[tuple[str, str]]) -> Selection:
    """What ``parameters`` (names and values, in order) ask of ``table``; raises ``FangzhiError`` that says what is wrong.

    Filters whose value is empty are left out, as forms send them.
    """
    filters: list[Filter] = []
    sort: Column | None = None
    is_descending = False
    columns: list[Column] = []
    facets: list[Column] = []
    size, after = PAGE, ""
    for name, value in parameters:
        if not value:
            continue
        match name:
            case "_sort" | "_sort_desc":
                sort, is_descending = _column(table, value), name == "_sort_desc"
                if sort.kind in ("list", "other"):
                    raise FangzhiError(
                        f"{name}: found {value}, expected a column of single values. Mend: sort by another"
                    )
            case "_col":
                columns.append(_column(table, value))
            case "_facet":
                facets.append(_column(table, value))
            case "_size":
                size = _size(value)
            case "_next":
                after = value
            case _ if name.startswith("_"):
                raise FangzhiError(
                    f"{name}: found an unknown option, expected _sort, _sort_desc, _col, _facet, _size or _next. Mend: correct it"
                )
            case _:
                filters.append(_filter(table, name, value))
    if len(filters) > _MOST_FILTERS:
        raise FangzhiError(f"found {len(filters)} filters, expected at most {_MOST_FILTERS}. Mend: use fewer")
    kept = {column.name for column in columns}
    shown = tuple(column for column in table.columns.values() if not kept or column.name in kept)
    return Selection(table, tuple(filters), sort, is_descending, shown, tuple(dict.fromkeys(facets)), size, after)


def browse(build: OpenedBuild, selection: Selection) -> dict[str, Any]:
    """One page: ``rows`` (lists of cells in the order of ``columns``), ``row_ids``, ``count`` of all pages, ``next`` or empty.

    Raises ``NoLongerThereError`` for a page of another build.
    """
    where, values = _where(selection)
    count = _count(build, selection, where, values)
    page_where, page_values = _behind(build, selection, where, values)
    names = ", ".join(quoted(column.name) for column in selection.columns)
    # The rows are chosen by the few columns that this takes, and only then read: of a wide table that is 10 times as fast.
    chosen = build.rows(
        f"select rowid as _row from {_name(selection)} {page_where} {_order(selection)} limit {selection.size + 1}",  # noqa: S608 - names of the catalogue, a number
        page_values,
    )
    numbers = [one["_row"] for one in chosen[: selection.size]]
    found = build.rows(
        f"select rowid as _row, {names} from {_name(selection)} where rowid in (select unnest(?))",  # noqa: S608 - names of the catalogue
        [numbers],
    )
    by_number = {one["_row"]: one for one in found}
    rows = [by_number[number] for number in numbers]
    ids = [f"{build.build.sequence}-{number}" for number in numbers]
    return {
        "columns": [column.name for column in selection.columns],
        "rows": [[row[column.name] for column in selection.columns] for row in rows],
        "row_ids": ids,
        "count": count,
        "next": ids[-1] if len(chosen) > selection.size else "",
    }


def facets(build: OpenedBuild, selection: Selection) -> list[dict[str, Any]]:
    """For each column asked for: how many of the filtered rows have each value, the most frequent first."""
    counted = []
    where, values = _where(selection)
    for column in selection.facets:
        name = quoted(column.name)
        found = build.rows(
            f"select {name} as value, count(*) as count from {_name(selection)} {where} "  # noqa: S608 - names of the catalogue
            f"group by all order by count desc, value nulls last limit {_FACET_ROWS + 1}",
            values,
        )
        counted.append({"column": column.name, "values": found[:_FACET_ROWS], "has_more": len(found) > _FACET_ROWS})
    return counted


def suggested_facets(build: OpenedBuild, selection: Selection) -> list[str]:
    """Columns by which the rows could be counted as well."""
    asked = {column.name for column in selection.facets}
    return [name for name in facetable(build, selection.table) if name not in asked]


def row(build: OpenedBuild, table: Table, row_id: str) -> dict[str, Any] | None:
    """All cells of one row by its id, as ``browse`` gives it; ``None`` if there is none."""
    number = _row_number(build, row_id)
    return build.row(f"select * from marts.{quoted(table.name)} where rowid = ?", [number])  # noqa: S608 - a name of the catalogue


def query(selection: Selection) -> tuple[str, list[str]]:
    """The query of all pages, and its parameters: for exports."""
    where, values = _where(selection)
    names = ", ".join(quoted(column.name) for column in selection.columns)
    return f"select {names} from {_name(selection)} {where} {_order(selection)}", values  # noqa: S608 - names of the catalogue


def count(build: OpenedBuild, selection: Selection) -> int:
    """The number of rows of all pages."""
    return _count(build, selection, *_where(selection))


def _count(build: OpenedBuild, selection: Selection, where: str, values: list[str]) -> int:
    if not selection.filters:
        return selection.table.row_count
    return int(build.rows(f"select count(*) as count from {_name(selection)} {where}", values)[0]["count"])  # noqa: S608 - a name of the catalogue


def _name(selection: Selection) -> str:
    return f"marts.{quoted(selection.table.name)}"


def _order(selection: Selection) -> str:
    """Rows that are equal in the sorted column stand in the order of the table, so that pages neither skip nor repeat.

    Unsorted rows come in that order by themselves; to sort them by it would hold all of them in memory.
    """
    if selection.sort is None:
        return ""
    return f"order by {quoted(selection.sort.name)} {'desc' if selection.is_descending else 'asc'} nulls last, rowid"


def _where(selection: Selection) -> tuple[str, list[str]]:
    where = " and ".join(one.sql for one in selection.filters)
    return (f"where {where}" if where else ""), [value for one in selection.filters for value in one.values]


def _behind(build: OpenedBuild, selection: Selection, where: str, values: list[str]) -> tuple[str, list[str]]:
    """``where`` with the condition that rows stand behind the row ``after``."""
    if not selection.after:
        return where, values
    number = _row_number(build, selection.after)
    joint = f"{where} and" if where else "where"
    if selection.sort is None:
        return f"{joint} rowid > {number}", values
    name = quoted(selection.sort.name)
    found = build.row(f"select cast({name} as varchar) as value from {_name(selection)} where rowid = {number}")  # noqa: S608 - a name of the catalogue, a number
    if found is None:
        raise _unknown_row(selection.after)
    if found["value"] is None:
        return f"{joint} {name} is null and rowid > {number}", values
    cast = f"cast(? as {selection.sort.type})"
    sign = "<" if selection.is_descending else ">"
    return (
        f"{joint} ({name} {sign} {cast} or ({name} = {cast} and rowid > {number}) or {name} is null)",
        [*values, found["value"], found["value"]],
    )


def _row_number(build: OpenedBuild, row_id: str) -> int:
    match = re.fullmatch(r"([0-9]{1,9})-([0-9]{1,15})", row_id, re.ASCII)
    if match is None:
        raise _unknown_row(row_id)
    if int(match[1]) != build.build.sequence:
        raise NoLongerThereError(
            f"_next: found a row of build {match[1]}, expected one of build {build.build.sequence}, which is published now. "
            "Mend: begin with the first page"
        )
    return int(match[2])


def _unknown_row(row_id: str) -> FangzhiError:
    return FangzhiError(
        f"_next: found {row_id[:40]!r}, expected what a page gives as next. Mend: begin with the first page"
    )


def _column(table: Table, name: str) -> Column:
    column = table.columns.get(name)
    if column is None:
        raise FangzhiError(
            f"found no column {name[:80]!r} in {table.name}, expected one of: {', '.join(table.columns)}. Mend: correct it"
        )
    return column


def _size(value: str) -> int:
    if re.fullmatch(r"[0-9]{1,6}", value, re.ASCII) and 1 <= int(value) <= LARGEST_PAGE:
        return int(value)
    raise FangzhiError(f"_size: found {value[:40]!r}, expected a number from 1 to {LARGEST_PAGE}. Mend: correct it")


def _filter(table: Table, name: str, value: str) -> Filter:
    column_name, separator, operator_name = name.rpartition("__")
    if name in table.columns or not separator:
        column_name, operator_name = name, "exact"
    column = _column(table, column_name)
    if column.kind == "list" and operator_name in ("exact", "contains"):
        operator_name = "has"
    operator = OPERATORS.get(operator_name)
    if operator is None or column.kind not in operator.kinds:
        fit = [one.name for one in OPERATORS.values() if column.kind in one.kinds]
        raise FangzhiError(
            f"{name[:80]}: found an operator that {column.name} ({column.type}) has not, expected one of: {', '.join(fit)}. "
            "Mend: correct it"
        )
    values = () if operator.values == 0 else (value,) if operator.values == 1 else _split(name, value)
    if operator.values and len(values) != operator.values:
        raise FangzhiError(
            f"{name}: found {len(values)} values, expected {operator.values} with a comma between. Mend: correct it"
        )
    if len(values) > _MOST_VALUES:
        raise FangzhiError(f"{name}: found {len(values)} values, expected at most {_MOST_VALUES}. Mend: give fewer")
    return Filter(column, operator, tuple(_checked(name, column, one) for one in values))


def _split(name: str, value: str) -> tuple[str, ...]:
    if not value.startswith("["):
        return tuple(part.strip() for part in value.split(","))
    try:
        items = parse_json(value)
        if all(isinstance(item, str | int) for item in items):
            return tuple(str(item) for item in items)
    except (ValueError, RecursionError):
        pass
    raise FangzhiError(f'{name}: found a list that is no JSON of texts, expected as in ["a,b","c"]. Mend: correct it')


def _checked(name: str, column: Column, value: str) -> str:
    """``value`` as DuckDB can cast it to the column's type; raises ``FangzhiError`` for what it cannot."""
    match column.kind:
        case "number":
            checked = _number(column.type, value)
        case "date":
            checked = _day(value)
        case "boolean":
            checked = {"true": "true", "1": "true", "false": "false", "0": "false"}.get(value.strip().lower())
        case _:
            checked = None if "\0" in value else value
    if checked is None:
        expected = {"number": f"a number of {column.type}", "date": "a day, as 2025-01-31", "boolean": "true or false"}
        raise FangzhiError(
            f"{name}: found {value[:40]!r}, expected {expected.get(column.kind, 'text')}. Mend: correct it"
        )
    return checked


def _number(data_type: str, value: str) -> str | None:
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        return None
    if not number.is_finite() or number.adjusted() > 40 or number.as_tuple().exponent < -40:  # type: ignore[operator]
        return None
    decimal = re.fullmatch(r"DECIMAL\((\d+),(\d+)\)", data_type)
    if decimal:
        digits, places = int(decimal[1]), int(decimal[2])
        return f"{number:f}" if abs(number) < Decimal(10) ** (digits - places) - 1 else None
    bits = {"TINYINT": 7, "SMALLINT": 15, "INTEGER": 31, "BIGINT": 63, "HUGEINT": 127}.get(data_type)
    if bits is None:
        return f"{number:f}"
    return str(int(number)) if number == int(number) and abs(number) < 2**bits else None


def _day(value: str) -> str | None:
    try:
        return dt.date.fromisoformat(value.strip()).isoformat()
    except ValueError:
        return None


def as_form(parameters: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Parameters as ``select`` reads them, from those of a form without a script.

    That has triples of ``_column``, ``_operator`` and ``_value``, and the sorted column as ``_by``, with ``_descending``. Triples
    without a column, or without a value where one is needed, are left out; everything else is passed on.
    """
    column = operator = ""
    sort = "_sort_desc" if ("_descending", "1") in parameters else "_sort"
    for name, value in parameters:
        match name:
            case "_column":
                column = value
            case "_operator":
                operator = value or "exact"
            case "_value":
                without = operator in OPERATORS and OPERATORS[operator].values == 0
                if column and (value or without):
                    yield (column if operator == "exact" else f"{column}__{operator}"), ("1" if without else value)
                column = operator = ""
            case "_by":
                yield sort, value
            case "_order" | "_descending":
                pass
            case _ if value:
                yield name, value
