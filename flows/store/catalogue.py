"""The tables that can be browsed: the marts of a build with their columns, as DuckDB's catalogue and comments have them."""

from dataclasses import dataclass, field
from typing import Final, Literal

from flows.store.opened import OpenedBuild

Kind = Literal["text", "number", "date", "boolean", "list", "other"]

_NUMBERS: Final = (
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "UINTEGER",
    "UBIGINT",
    "DECIMAL",
    "DOUBLE",
    "FLOAT",
)
_FACET_VALUES: Final = 40
_FACET_SAMPLE: Final = 100_000
"""A column of at most so many different values in the first rows can be counted by value."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, DuckDB's type, and its description."""

    name: str
    type: str
    description: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Table:
    """A mart: its name, its description (the first sentence is its grain), number of rows, columns by name in order."""

    name: str
    description: str
    row_count: int
    columns: dict[str, Column] = field(hash=False)

    @property
    def grain(self) -> str:
        return self.description.partition(". ")[0].rstrip(".")


def tables(build: OpenedBuild) -> dict[str, Table]:
    """The marts of ``build`` by name."""
    return build.memo("catalogue", _tables)


def facetable(build: OpenedBuild, table: Table) -> tuple[str, ...]:
    """The columns of few different values, by which rows can be counted."""
    return build.memo(f"facetable {table.name}", lambda opened: _facetable(opened, table))


def kind_of(data_type: str) -> Kind:
    """What values of DuckDB's ``data_type`` are."""
    if data_type.endswith("]"):
        return "list"
    if data_type.startswith(_NUMBERS):
        return "number"
    return {"VARCHAR": "text", "DATE": "date", "BOOLEAN": "boolean"}.get(data_type, "other")  # type: ignore[return-value]


def quoted(identifier: str) -> str:
    """An identifier of the catalogue as SQL."""
    return '"' + identifier.replace('"', '""') + '"'


def _tables(build: OpenedBuild) -> dict[str, Table]:
    columns: dict[str, dict[str, Column]] = {}
    for row in build.rows(
        """
        select table_name, column_name, data_type, comment
        from duckdb_columns()
        where database_name = current_database() and schema_name = 'marts'
        order by table_name, column_index
        """
    ):
        columns.setdefault(row["table_name"], {})[row["column_name"]] = Column(
            row["column_name"], row["data_type"], row["comment"] or "", kind_of(row["data_type"])
        )
    found = build.rows(
        """
        select table_name, comment
        from duckdb_tables()
        where database_name = current_database() and schema_name = 'marts'
        order by table_name
        """
    )
    names = [row["table_name"] for row in found]
    counts = (
        build.rows(
            " union all ".join(f"select count(*) as row_count from marts.{quoted(name)}" for name in names)  # noqa: S608 - names of the catalogue
        )
        if names
        else []
    )
    return {
        row["table_name"]: Table(
            row["table_name"], row["comment"] or "", int(count["row_count"]), columns[row["table_name"]]
        )
        for row, count in zip(found, counts, strict=True)
    }


def _facetable(build: OpenedBuild, table: Table) -> tuple[str, ...]:
    columns = [column.name for column in table.columns.values() if column.kind in ("text", "boolean", "number", "date")]
    if not columns:
        return ()
    counted = ", ".join(f"approx_count_distinct({quoted(name)}) as {quoted(name)}" for name in columns)
    counts = build.rows(f"select {counted} from (from marts.{quoted(table.name)} limit {_FACET_SAMPLE})")[0]  # noqa: S608 - names of the catalogue
    return tuple(name for name in columns if 1 < int(counts[name]) <= _FACET_VALUES)
