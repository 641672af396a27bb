"""Media types of the files that go out, by the ending of their names; text is UTF-8."""

from collections.abc import Mapping
from typing import Final

MEDIA_TYPES: Final[Mapping[str, str]] = {
    "csv": "text/csv",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "jsonld": "application/ld+json",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def media_type(ending: str) -> str:
    """The media type for an answer of HTTP: with the charset where the type itself does not fix it."""
    kind = MEDIA_TYPES[ending]
    return f"{kind}; charset=utf-8" if ending in ("csv", "jsonl") else kind
