"""A Frictionless data package: the marts as CSV, with schemas, keys, sources and licences in ``datapackage.json``."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from flows.exporting.keys import FOREIGN_KEYS, PRIMARY_KEYS
from flows.exporting.links import article_link, web_address
from flows.exporting.output import Output
from flows.store.builds import file_sha256
from flows.store.exports import write_csv
from flows.store.snapshot import Column, Snapshot, Table

NULL: Final = r"\N"
"""A text that is null; an empty cell of text is an empty text."""

_TYPES: Final[Mapping[str, str]] = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DOUBLE": "number",
    "VARCHAR[]": "array",
}
_DECIMAL: Final = re.compile(r"DECIMAL\(\d+,\d+\)")


def export_frictionless(snapshot: Snapshot, output: Output, *, base_url: str) -> None:
    """Write a CSV for the observations, with links to the sentences, and for each mart, and ``datapackage.json``."""
    resources = []
    for table in (snapshot.joined("observations"), *snapshot.marts):
        path = output.new(f"{table.name}.csv")
        with path.open("w", encoding="utf-8", newline="") as file:
            write_csv(file, table.column_names, _written(snapshot, table, base_url=base_url))
        resources.append(_resource(table, path))
    package = _package(snapshot, resources, base_url=base_url)
    text = json.dumps(package, ensure_ascii=False, indent=1)
    output.new("datapackage.json").write_text(text + "\n", encoding="utf-8")


def _written(snapshot: Snapshot, table: Table, *, base_url: str) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of ``table`` in batches, with ``NULL`` for texts that are null."""
    import pyarrow as pa
    import pyarrow.compute as pc

    with snapshot.reader(table, base_url=base_url) as reader:
        for batch in reader:
            columns = [
                pc.if_else(pc.equal(column, NULL), f"'{NULL}", column).fill_null(NULL)
                if pa.types.is_string(column.type)
                else column
                for column in batch.columns
            ]
            yield list(zip(*(column.to_pylist() for column in columns), strict=True))


def _package(snapshot: Snapshot, resources: list[dict[str, Any]], *, base_url: str) -> dict[str, Any]:
    build = snapshot.build
    articles = snapshot.articles()
    licences = sorted({article["licence"] for article in articles if article["licence"]})
    return {
        "name": "fangzhi",
        "title": "fangzhi 方志: indicators by region and year from the Chinese regional press",
        "description": "Each number is traced to the characters that print it. In cells of text an apostrophe stands "
        f"before a sign that a spreadsheet would take for the beginning of a formula, and {NULL} is null.",
        "homepage": base_url,
        "version": build.build_id,
        "created": build.finished_at,
        "keywords": ["indicators", "regions", "China", "press", "provenance"],
        "contributors": [{"title": curator, "role": "contributor"} for curator in snapshot.curators()] or
        [{"title": "fangzhi", "role": "author"}],
        "sources": [_source(article, base_url) for article in articles],
        "licenses": [_licence(text) for text in licences] or [{"name": "notspecified", "title": "not specified"}],
        "resources": resources,
    }  # fmt: skip


def _source(article: Mapping[str, Any], base_url: str) -> dict[str, str]:
    facts = (article["outlet"], article["title"] or article["article_id"], article["published"])
    return {
        "title": ", ".join(filter(None, facts)),
        "path": web_address(article["url"]) or article_link(base_url, article["article_id"]),
    }


def _licence(text: str) -> dict[str, str]:
    address = web_address(text)
    return {"path": address, "title": text} if address else {"name": "other-closed", "title": text}


def _resource(table: Table, path: Path) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.name,
        "description": table.description,
        "path": path.name,
        "type": "table",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{file_sha256(path)}",
        "dialect": {"csv": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True}},
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    key = PRIMARY_KEYS.get(table.name, ())
    schema: dict[str, Any] = {"fields": [_field(column, is_key=column.name in key) for column in table.columns]}
    if key:
        schema["primaryKey"] = list(key)
    references = [
        {"fields": [name], "reference": {"resource": "" if to == table.name else to, "fields": [column]}}
        for name, (to, column) in FOREIGN_KEYS.get(table.name, {}).items()
    ]
    if references:
        schema["foreignKeys"] = references
    return schema


def _field(column: Column, *, is_key: bool) -> dict[str, Any]:
    kind = "number" if _DECIMAL.fullmatch(column.type) else _TYPES.get(column.type, "any")
    field: dict[str, Any] = {"name": column.name, "type": kind, "description": column.description}
    if kind == "string":
        field["missingValues"] = [NULL]
    if kind == "boolean":
        field |= {"trueValues": ["True"], "falseValues": ["False"]}
    if is_key:
        field["constraints"] = {"required": True}
    return field
