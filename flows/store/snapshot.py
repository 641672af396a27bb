"""One published build for writing out: its marts with their descriptions, and its rows in batches.

Whatever an export holds comes from here, in an order that depends on nothing but the build; rows arrive as batches
of Arrow, in which decimals are decimals and memory does not grow with the number of rows.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

import duckdb

from flows.domain.errors import FangzhiError
from flows.store.builds import Build, BuildStore
from flows.store.queries import reading

BATCH: Final = 16_384
"""Rows that are in memory at once."""
_TEXTS: Final = 16
"""Texts of documents that are in memory at once; one can be megabytes long."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the build describes it; ``type`` is DuckDB's name of its type."""

    name: str
    type: str
    description: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table to write out; ``source`` is the SQL of its rows, with ``$base`` for what the links in them begin with."""

    name: str
    description: str
    columns: tuple[Column, ...]
    source: str

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True, slots=True)
class _Field:
    """A column of a joined table: its expression, and the mart's column that describes it, or a description."""

    name: str
    expression: str
    described: tuple[str, str] | str


_OBSERVATION_LINK: Final = "Address of the observation's page, with all claims that state it."
_SENTENCE_LINK: Final = "Address of the sentence that prints the figure, highlighted in its article."


def _of(alias: str, table: str, *names: str) -> tuple[_Field, ...]:
    return tuple(_Field(name, f"{alias}.{name}", (table, name)) for name in names)


_OBSERVATIONS: Final = (
    *_of("o", "fct_indicators_by_region_year", "observation_id", "region_id", "region_name"),
    _Field("region_en", "r.name_en", ("dim_regions", "name_en")),
    *_of("o", "fct_indicators_by_region_year", "indicator_id", "indicator_zh"),
    _Field("indicator_en", "i.name_en", ("dim_indicators", "name_en")),
    *_of(
        "o", "fct_indicators_by_region_year", "subject", "measure", "status", "year", "value_base", "base_unit", "bound", "period",
        "compared_with", "lowest_value_base", "highest_value_base", "claim_count", "document_count", "has_conflict",
        "claim_id", "article_id",
    ),
    *_of("c", "fct_claims", "document", "figure_text", "sentence", "origin", "curator", "span_start", "span_end"),
    *_of("a", "dim_articles", "title", "outlet"),
    *_of("o", "fct_indicators_by_region_year", "published_on"),
    _Field("observation_url", "$base || '/observations/' || url_encode(o.observation_id)", _OBSERVATION_LINK),
    _Field(
        "sentence_url",
        "$base || '/articles/' || url_encode(o.article_id) || '?claim=' || url_encode(o.claim_id) || '#claim-' || url_encode(o.claim_id)",
        _SENTENCE_LINK,
    ),
)  # fmt: skip

_CLAIMS: Final = (
    *_of("c", "fct_claims", "claim_id"),
    _Field("observation_id", "o.observation_id",
           "Observation that the claim states, chosen for it or not; null where it names no region, indicator or year, or is not published."),
    *_of(
        "c", "fct_claims", "article_id", "document", "document_sha256", "region_id", "region_name", "subject", "indicator_id",
        "indicator_zh", "indicator_en", "indicator_text", "measure", "value", "unit_text", "value_base", "base_unit", "bound",
        "period", "status", "compared_with", "figure_text", "sentence", "origin", "curator", "curated_on", "rules", "confidence",
        "weakest_field", "is_published", "span_start", "span_end",
    ),
    *_of("a", "dim_articles", "title", "outlet", "published", "url"),
    *_of("c", "fct_claims", "published_on"),
    _Field("observation_url", "$base || '/observations/' || url_encode(o.observation_id)", _OBSERVATION_LINK),
    _Field(
        "sentence_url",
        "$base || '/articles/' || url_encode(c.article_id) || '?claim=' || url_encode(c.claim_id) || '#claim-' || url_encode(c.claim_id)",
        _SENTENCE_LINK,
    ),
)  # fmt: skip

_JOINED: Final = {
    "observations": (
        "One row per observation, with the names of what it measures, the sentence that prints it, and links to both.",
        _OBSERVATIONS,
        """
        from marts.fct_indicators_by_region_year as o
        left join marts.dim_regions as r on o.region_id = r.region_id
        left join marts.dim_indicators as i on o.indicator_id = i.indicator_id
        left join marts.fct_claims as c on o.claim_id = c.claim_id
        left join marts.dim_articles as a on o.article_id = a.article_id
        order by o.observation_id
        """,
    ),
    # In the order of their documents, so that the texts can be read beside them.
    "claims": (
        "One row per claim, with the observation that it states, its article, and links to both.",
        _CLAIMS,
        """
        from marts.fct_claims as c
        left join marts.dim_articles as a on c.article_id = a.article_id
        left join marts.fct_indicators_by_region_year as o
            on
                c.is_published
                and c.region_id = o.region_id
                and c.year = o.year
                and c.indicator_id = o.indicator_id
                and c.subject = o.subject
                and c.measure = o.measure
                and c.status = o.status
        order by c.document, c.span_start, c.span_end, c.claim_id
        """,
    ),
}  # fmt: skip


class Snapshot:
    """A build, opened; to be had from ``opened``."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, build: Build) -> None:
        self.build = build
        self._connection = connection
        self._marts = {table.name: table for table in self._described()}

    @property
    def marts(self) -> tuple[Table, ...]:
        """The marts in the order of their names."""
        return tuple(self._marts.values())

    def joined(self, name: str) -> Table:
        """``observations`` or ``claims``: what a reader of one wants to have in one row, with the links."""
        description, fields, source = _JOINED[name]
        columns = tuple(self._column(field) for field in fields)
        expressions = ", ".join(f"{field.expression} as {field.name}" for field in fields)
        return Table(name, description, columns, f"select {expressions} {source}")

    @contextlib.contextmanager
    def reader(self, table: Table, *, base_url: str) -> Iterator[Any]:
        """The rows of ``table`` as a ``pyarrow.RecordBatchReader``; batches have up to ``BATCH`` rows."""
        parameters = {"base": base_url} if "$base" in table.source else {}
        with self._connection.cursor() as cursor:
            yield cursor.execute(table.source, parameters).to_arrow_reader(BATCH)

    def cells(self, table: Table, *, base_url: str) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of ``table`` as batches of tuples of Python's values."""
        with self.reader(table, base_url=base_url) as reader:
            for batch in reader:
                yield list(zip(*(column.to_pylist() for column in batch.columns), strict=True))

    def rows(self, table: Table, *, base_url: str) -> Iterator[dict[str, Any]]:
        """The rows of ``table`` one by one."""
        for batch in self.cells(table, base_url=base_url):
            for row in batch:
                yield dict(zip(table.column_names, row, strict=True))

    def claims_by_document(self, *, base_url: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """The text of each document with claims, and the rows of ``claims`` in it in the order of the text."""
        texts = self._texts()
        rows = self.rows(self.joined("claims"), base_url=base_url)
        for document, claims in groupby(rows, key=itemgetter("document")):
            yield next(text for other, text in texts if other == document), list(claims)

    def documents(self) -> list[str]:
        """Documents with claims, in order."""
        found = self._rows("select distinct document from marts.fct_claims order by document")
        return [row["document"] for row in found]

    def _texts(self) -> Iterator[tuple[str, str]]:
        """Document and text of all documents with claims, in order."""
        source = """
            select document, text from raw.documents
            where document in (select document from marts.fct_claims) order by document
        """
        for batch in self._stream(source, {}, _TEXTS):
            yield from zip(batch.column("document").to_pylist(), batch.column("text").to_pylist(), strict=True)

    def subjects(self) -> list[str]:
        """What observations are about when that is less than a region, in order."""
        return [row["subject"] for row in self._rows(
            "select distinct subject from marts.fct_indicators_by_region_year where subject != '' order by subject"
        )]  # fmt: skip

    def regions(self, *, observed: bool = False) -> list[dict[str, Any]]:
        """Regions by id; with ``observed`` those that an observation speaks of."""
        return self._rows(
            "select region_id, name, name_en, level, kind, path from marts.dim_regions where not $observed or region_id in "
            "(select region_id from marts.fct_indicators_by_region_year) order by region_id",
            {"observed": observed},
        )

    def indicators(self, *, observed: bool = False) -> list[dict[str, Any]]:
        """Indicators by id; with ``observed`` those that an observation measures."""
        return self._rows(
            "select indicator_id, name_zh, name_en, definition, base_unit from marts.dim_indicators where not $observed or "
            "indicator_id in (select indicator_id from marts.fct_indicators_by_region_year) order by indicator_id",
            {"observed": observed},
        )

    def articles(self) -> list[dict[str, Any]]:
        """Articles by id, with their documents' addresses and licences, without their texts."""
        return self._rows(
            "select article_id, document, title, outlet, byline, published, url, licence from marts.dim_articles "
            "order by article_id"
        )

    def curators(self) -> list[str]:
        """Who signed claims."""
        return [row["curator"] for row in self._rows(
            "select distinct curator from marts.fct_claims where curator != '' order by curator"
        )]  # fmt: skip

    def codes(self) -> list[dict[str, Any]]:
        """The controlled lists in their order: codelist, code, name_zh, name_en, description."""
        return self._rows(
            "select codelist, code, name_zh, name_en, description from vocabulary.codelists order by rowid"
        )

    def years(self) -> tuple[int, int] | None:
        """First and last year that an observation speaks of; ``None`` without observations."""
        (row,) = self._rows("select min(year) as first, max(year) as last from marts.fct_indicators_by_region_year")
        return None if row["first"] is None else (row["first"], row["last"])

    def _column(self, field: _Field) -> Column:
        if isinstance(field.described, str):
            return Column(field.name, "VARCHAR", field.described)
        table, name = field.described
        columns = self._marts[table].columns if table in self._marts else ()
        for column in columns:
            if column.name == name:
                return Column(field.name, column.type, column.description)
        raise FangzhiError(
            f"build {self.build.sequence}: found no marts.{table}.{name}, expected one of this version. "
            "Mend: fangzhi refresh --full"
        )

    def _described(self) -> Iterator[Table]:
        tables = self._rows(
            """select table_name, "comment" from duckdb_tables() where schema_name = 'marts' order by table_name"""
        )
        columns = self._rows(
            """
            select table_name, column_name, data_type, "comment" from duckdb_columns()
            where schema_name = 'marts' order by table_name, column_index
            """
        )
        for table in tables:
            name = table["table_name"]
            own = tuple(
                Column(row["column_name"], row["data_type"], row["comment"] or "")
                for row in columns
                if row["table_name"] == name
            )
            quoted = '"' + name.replace('"', '""') + '"'
            yield Table(name, table["comment"] or "", own, f"from marts.{quoted}")

    def _stream(self, sql: str, parameters: dict[str, Any], size: int) -> Iterator[Any]:
        with self._connection.cursor() as cursor:
            yield from cursor.execute(sql, parameters).to_arrow_reader(size)

    def _rows(self, sql: str, parameters: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        return [row for batch in self._stream(sql, parameters or {}, BATCH) for row in batch.to_pylist()]


@contextlib.contextmanager
def opened(store: BuildStore) -> Iterator[Snapshot]:
    """The published build by its own path, so that a refresh meanwhile changes nothing; ``FangzhiError`` without one."""
    build = store.published()
    if build is None:
        raise FangzhiError(f"{store.pointer}: found nothing published, expected a build. Mend: fangzhi refresh")
    with reading(store.database(build)) as connection:
        try:
            yield Snapshot(connection, build)
        except duckdb.Error as error:
            raise FangzhiError(
                f"{store.database(build)}: found a build that cannot be exported ({str(error).splitlines()[0]}), expected one "
                "of this version. Mend: fangzhi refresh --full"
            ) from error
