"""One document: bytes into rows for the warehouse."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from flows.domain.claim import Claim
from flows.domain.document import Article, Document, Segment
from flows.domain.errors import Refusal
from flows.sources.decoding import UndecodableError, decode
from flows.sources.extracts import read_extracts
from flows.sources.inventory import ARTICLES, EXTRACTS, sha256
from flows.sources.manifest import Entry
from flows.sources.pages import read_text
from flows.sources.segmentation import segment
from flows.vocabulary import Vocabulary

Rows = dict[str, list[dict[str, Any]]]
"""Rows of the tables of the schema ``raw``, by table; values are text, numbers, booleans or ``None``."""


@dataclass(frozen=True)
class Ingested:
    """What came out of one document; ``source`` is ``None`` where the file was refused."""

    document: str
    source: Document | None
    articles: tuple[Article, ...] = ()
    segments: tuple[Segment, ...] = ()
    claims: tuple[Claim, ...] = ()
    refusals: tuple[Refusal, ...] = ()


def ingest(entry: Entry, data: bytes, extracts: bytes | None, vocabulary: Vocabulary) -> Ingested:
    """Decode, segment and anchor one document.

    ``data`` are the bytes of its file, ``extracts`` those of its curated extracts, if it has any. A file that cannot
    be read is refused, and its extracts with it; a bad row takes no other row with it.
    """
    file, extracts_file = f"{ARTICLES}/{entry.file}", f"{EXTRACTS}/{entry.document}.csv"
    if sha256(data) != entry.sha256:
        return _refused(entry, Refusal(file, None, "", "sha256", "bytes that changed while they were read",
                                       "the bytes of the manifest", "run refresh again when the file is at rest"))  # fmt: skip
    try:
        decoded = read_text(data, suffix=Path(entry.file).suffix, charset=entry.charset)
    except UndecodableError as error:
        return _refused(entry, Refusal(file, None, "", error.kind, error.found, error.expected, error.mend))
    source = Document(
        entry.document, entry.file, entry.title, entry.outlet, entry.published, entry.published_on, entry.published_basis,
        entry.url, entry.licence, entry.sha256, entry.note, decoded,
    )  # fmt: skip
    found = segment(
        decoded.text,
        document=entry.document,
        published=entry.published,
        published_on=entry.published_on,
        published_basis=entry.published_basis,
    )
    claims: list[Claim] = []
    refusals: list[Refusal] = []
    if extracts is not None:
        try:
            table = decode(extracts, media_type="text/csv").text
        except UndecodableError as error:
            mend = (
                "save it as UTF-8" if error.kind == "charset" else error.mend
            )  # the manifest has no charset of extracts
            refusals.append(Refusal(extracts_file, None, "", error.kind, error.found, error.expected, mend))
        else:
            claims, refusals = read_extracts(
                table, file=extracts_file, document_text=decoded.text, articles=found.articles, vocabulary=vocabulary
            )
    return Ingested(entry.document, source, found.articles, found.segments, tuple(claims), tuple(refusals))


def _refused(entry: Entry, refusal: Refusal) -> Ingested:
    return Ingested(entry.document, None, refusals=(refusal,))


def as_rows(results: Iterable[Ingested]) -> Rows:
    """The rows that ``results`` are in the schema ``raw``, ready for JSON."""
    rows: Rows = {"documents": [], "articles": [], "segments": [], "claims": [], "refusals": []}
    for result in results:
        rows["refusals"] += refusal_rows(result.refusals, result.document)
        if result.source is None:
            continue
        rows["documents"].append(_document_row(result.source))
        rows["articles"] += [_article_row(article, result.document) for article in result.articles]
        rows["segments"] += [
            _segment_row(segment, ordinal, result.document) for ordinal, segment in enumerate(result.segments, 1)
        ]
        rows["claims"] += [_claim_row(claim, result.document) for claim in result.claims]
    return rows


def refusal_rows(refusals: Iterable[Refusal], document: str = "") -> list[dict[str, Any]]:
    """Rows of ``raw.refusals``; ``document`` is empty for what is refused before any document is read."""
    rows = []
    for refusal in refusals:
        row = asdict(refusal)
        row["column_name"] = row.pop("column")
        rows.append({"document": document} | row)
    return rows


def _document_row(source: Document) -> dict[str, Any]:
    row = asdict(source)
    decoded = row.pop("decoded")
    note = "; ".join(filter(None, (row["note"], decoded.pop("note"))))
    row |= decoded | {"note": note, "char_count": len(decoded["text"])}
    return row | {"published_on": source.published_on.isoformat()}


def _article_row(article: Article, document: str) -> dict[str, Any]:
    row = asdict(article)
    span = row.pop("span")
    return row | {
        "document": document,
        "published_on": article.published_on.isoformat(),
        "span_start": span["start"],
        "span_end": span["end"],
    }


def _segment_row(segment: Segment, ordinal: int, document: str) -> dict[str, Any]:
    return {
        "document": document,
        "ordinal": ordinal,
        "kind": segment.kind,
        "article_id": None if segment.article is None else f"{document}-{segment.article}",
        "span_start": segment.span.start,
        "span_end": segment.span.end,
    }


def _claim_row(claim: Claim, document: str) -> dict[str, Any]:
    row = asdict(claim)
    span, quote, period = row.pop("span"), row.pop("quote_span"), row.pop("period")
    return row | {
        "claim_id": claim.claim_id,
        "document": document,
        "span_start": span["start"],
        "span_end": span["end"],
        "quote_start": quote["start"],
        "quote_end": quote["end"],
        "value": str(claim.value),
        "period": period["text"],
        "period_kind": period["kind"],
        "period_start": period["start"] and period["start"].isoformat(),
        "period_end": period["end"] and period["end"].isoformat(),
        "curated_on": claim.curated_on and claim.curated_on.isoformat(),
    }
