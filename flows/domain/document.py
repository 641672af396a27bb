"""Documents as received, and the articles and segments found in them."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from flows.domain.span import Span

SegmentKind = Literal["title", "byline", "body", "heading", "caption", "pull_quote", "furniture"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it came out of its bytes; offsets refer to ``text`` and nothing rewrites it.

    ``charset_basis`` is ``bom``, ``declared``, ``strict`` (every byte is valid) or ``detected``. ``replacements``
    counts U+FFFD put in for bytes that stand for no character; ``extractor`` names the library that took the text out
    of a page format (empty: plain text).
    """

    text: str
    media_type: str
    charset: str
    charset_basis: str
    replacements: int
    extractor: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One file as received, with what the manifest says of it.

    ``published`` is as precise as it is known (``2024``, ``2024-04``, ``2024-04-10``); ``published_on`` is the last
    day it can have been, so that nothing counts as published before it surely was.
    """

    document: str
    file: str
    title: str
    outlet: str
    published: str
    published_on: dt.date
    published_basis: str
    url: str
    licence: str
    sha256: str
    note: str
    decoded: Decoded
    source_kind: str
    region_id: str | None


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a document; the segments of a document tile it. Furniture belongs to no article."""

    kind: SegmentKind
    span: Span
    article: int | None


@dataclass(frozen=True, slots=True)
class Article:
    """One article: the ``ordinal``-th of its document, counted from 1.

    ``span`` runs from the first character of its title to the last of its body. ``title`` and ``byline`` are as
    printed, lines joined by a space, but for the title that the manifest gives a document of one article; the
    publication date is the one printed with the article, else the document's; a text that is no document of the
    manifest may have none (``published`` empty, ``published_on`` ``None``).
    """

    article_id: str
    ordinal: int
    title: str
    byline: str
    published: str
    published_on: dt.date | None
    published_basis: str
    span: Span
