"""Media types of files by the ending of their names: of articles that come in, and of files that go out as UTF-8."""

from collections.abc import Mapping
from typing import Final

TAKEN: Final[Mapping[str, str]] = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".pdf": "application/pdf",
}
"""Of the files that can be articles; ``flows/sources/pages.py`` takes their text out."""
ENDINGS: Final = ", ".join(TAKEN)
"""These endings for messages and help texts."""

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
