"""One document: bytes into rows for the warehouse."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any, Final

from flows.domain.claim import Claim, Rejection
from flows.domain.document import Article, Document, Segment
from flows.domain.errors import Refusal, RefusedError
from flows.domain.reading import Figure, Origin, PeriodMention, Reading
from flows.domain.span import Span
from flows.reading.numbers.numerals import DIGITS
from flows.reading.statements.documents import DocumentReading, read_document, unread_document
from flows.reading.text.sentences import sentence_ends
from flows.sources import columns
from flows.sources.bounded import Bounded
from flows.sources.decoding import UndecodableError
from flows.sources.extracts import Extracts, quotes_stand_in, read_extracts
from flows.sources.inventory import ARTICLES, EXTRACTS, sha256
from flows.sources.manifest import Entry, check_words, region_id_of
from flows.sources.segmentation import segment
from flows.sources.tables import decode_file
from flows.vocabulary import Vocabulary
from flows.vocabulary.conversion import in_base_units
from flows.vocabulary.folding import fold

Rows = dict[str, list[dict[str, Any]]]
"""Rows of the tables of the schema ``raw``, by table; values are text, numbers, booleans or ``None``."""

OUT_OF_RANGE: Final = "out_of_range"
"""Why a figure that the reader read is unread in the warehouse: no column holds its value exactly."""
READER_ERROR: Final = "reader_error"
"""Why the figures of a text that the reader stumbled over are unread."""
_NOTHING_READ: Final = DocumentReading((), ())
_CLAIM_PARTS: Final = (
    "span",
    "quote_span",
    "value",
    "period",
    "curated_on",
    "rules",
    "confidence",
    "weakest",
    "evidence",
)
_CLAIM_COLUMNS: Final = tuple(field.name for field in fields(Claim) if field.name not in _CLAIM_PARTS)
_FIGURE_DECIMALS: Final = Decimal("1e-9")
_LARGEST_FIGURE: Final = Decimal("1e29")


@dataclass(frozen=True)
class Ingested:
    """What came out of one document; ``source`` is ``None`` where the file was refused.

    ``claims`` are the curated ones; those of the reader are in ``reading``.
    """

    document: str
    source: Document | None
    articles: tuple[Article, ...] = ()
    segments: tuple[Segment, ...] = ()
    claims: tuple[Claim, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    reading: DocumentReading = _NOTHING_READ


@dataclass(frozen=True)
class _Read:
    """The articles, segments and figures of a text; ``stumble`` is the error that kept the reader from reading it."""

    articles: tuple[Article, ...]
    segments: tuple[Segment, ...]
    reading: DocumentReading
    stumble: str = ""


def ingest(
    entry: Entry, data: bytes, extracts: bytes | None, vocabulary: Vocabulary, bounded: Bounded | None = None
) -> Ingested:
    """Decode, segment and read one document, and anchor its curated extracts.

    ``data`` are the bytes of its file, ``extracts`` those of its curated extracts, if it has any. ``bounded`` does what may
    take too long, for one document after the other; by default it is one for this document. A file that cannot be read,
    or not within the budget, is refused, and its extracts with it; a bad row takes no other row with it.
    """
    if bounded is None:
        with Bounded() as own:
            return ingest(entry, data, extracts, vocabulary, own)
    file, extracts_file = f"{ARTICLES}/{entry.file}", f"{EXTRACTS}/{entry.document}.csv"
    if sha256(data) != entry.sha256:
        return _refused(entry, Refusal(file, None, "", "sha256", "bytes that changed while they were read",
                                       "the bytes of the manifest", "run refresh again when the file is at rest"))  # fmt: skip
    if wrong := check_words(entry, vocabulary):
        return _refused(entry, *wrong)
    try:
        decoded = bounded.read_text(data, suffix=Path(entry.file).suffix, charset=entry.charset)
        read = bounded.read(_read, decoded.text, vocabulary, (entry,), _Read)
    except UndecodableError as error:
        return _refused(entry, Refusal(file, None, "", error.kind, error.found, error.expected, error.mend))
    source = Document(
        entry.document, entry.file, entry.title, entry.outlet, entry.published, entry.published_on, entry.published_basis,
        entry.url, entry.licence, entry.sha256, entry.note, decoded, entry.source_kind or "other",
        region_id_of(entry, vocabulary) or None,
    )  # fmt: skip
    judged = Extracts()
    if extracts is not None:
        try:
            table = decode_file(extracts, extracts_file, is_it=quotes_stand_in(decoded.text)).text
        except RefusedError as error:
            judged = Extracts(refusals=error.refusals)
        else:
            judged = read_extracts(
                table, file=extracts_file, document_text=decoded.text, articles=read.articles, vocabulary=vocabulary
            )
    refusals = list(judged.refusals)
    if read.stumble:
        refusals.append(Refusal(file, None, "", "reader", f"an error of the reader ({read.stumble})", "a text that it can read",
                                "report it; the document is kept, its figures unread"))  # fmt: skip
    return Ingested(
        entry.document,
        source,
        read.articles,
        read.segments,
        judged.claims,
        judged.rejections,
        tuple(refusals),
        read.reading,
    )


def _read(vocabulary: Vocabulary, text: str, entry: Entry) -> _Read:
    """Cut ``text`` into articles and read them; a text that the reader stumbles over keeps its articles."""
    found = segment(
        text,
        document=entry.document,
        published=entry.published,
        published_on=entry.published_on,
        published_basis=entry.published_basis,
    )
    articles = _titled(found.articles, entry.title)
    try:
        origin = Origin(entry.outlet, entry.url, entry.title, region_id_of(entry, vocabulary))
        read = read_document(text, articles, found.segments, vocabulary, origin)
        return _Read(articles, found.segments, _held(read, vocabulary))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a text that the reader stumbles over takes no other document with it
        reading = unread_document(text, articles, reason=READER_ERROR)
        return _Read(articles, found.segments, reading, f"{type(error).__name__}: {error}")


def _titled(articles: tuple[Article, ...], title: str) -> tuple[Article, ...]:
    """``articles``, of which an only one has the ``title`` that its document was given, if it was; several keep their own."""
    return (replace(articles[0], title=title),) if title and len(articles) == 1 else articles


def _refused(entry: Entry, *refusals: Refusal) -> Ingested:
    return Ingested(entry.document, None, refusals=refusals)


def as_rows(results: Iterable[Ingested]) -> Rows:
    """The rows that ``results`` are in the schema ``raw``, ready for JSON."""
    rows: Rows = {
        table: []
        for table in ("documents", "articles", "segments", "figures", "periods", "claims", "rejections", "refusals")
    }
    for result in results:
        rows["refusals"] += refusal_rows(result.refusals, result.document)
        if result.source is None:
            continue
        rows["documents"].append(_document_row(result.source))
        text = result.source.decoded.text
        rows["articles"] += [_article_row(article, text, result.document) for article in result.articles]
        rows["segments"] += [
            _segment_row(segment, ordinal, result.document) for ordinal, segment in enumerate(result.segments, 1)
        ]
        rows["claims"] += [_claim_row(claim, result.document) for claim in (*result.claims, *result.reading.claims)]
        rows["rejections"] += [_rejection_row(rejection, result.document) for rejection in result.rejections]
        for article_id, reading in result.reading.articles:
            rows["figures"] += [_figure_row(figure, text, result.document, article_id) for figure in reading.figures]
            rows["periods"] += [_period_row(mention, text, result.document, article_id) for mention in reading.periods]
        rows["figures"] += [_figure_row(figure, text, result.document, None) for figure in result.reading.furniture]
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


def _article_row(article: Article, text: str, document: str) -> dict[str, Any]:
    row = asdict(article)
    span = row.pop("span")
    ends = sentence_ends(fold(article.span.of(text)))
    return row | {
        "document": document,
        "published_on": article.published_on.isoformat() if article.published_on else None,
        "span_start": span["start"],
        "span_end": span["end"],
        "sentence_ends": [article.span.start + end for end in ends],
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
    start, end = claim.period.start, claim.period.end
    row = {column: getattr(claim, column) for column in _CLAIM_COLUMNS}
    return row | {
        "claim_id": claim.claim_id,
        "document": document,
        "span_start": claim.span.start,
        "span_end": claim.span.end,
        "quote_start": claim.quote_span.start,
        "quote_end": claim.quote_span.end,
        "value": f"{claim.value:f}",
        "period": claim.period.text,
        "period_kind": claim.period.kind,
        "period_start": start and start.isoformat(),
        "period_end": end and end.isoformat(),
        "curated_on": claim.curated_on and claim.curated_on.isoformat(),
        "rules": " ".join(claim.rules),
        "confidence": f"{claim.confidence:.3f}",
        "weakest_field": claim.weakest,
    }


def _rejection_row(rejection: Rejection, document: str) -> dict[str, Any]:
    row = asdict(rejection)
    span, quote_span = row.pop("span"), row.pop("quote_span")
    return row | {
        "document": document,
        "span_start": span["start"],
        "span_end": span["end"],
        "quote_start": quote_span["start"],
        "quote_end": quote_span["end"],
        "curated_on": rejection.curated_on.isoformat(),
    }


def _figure_row(figure: Figure, text: str, document: str, article_id: str | None) -> dict[str, Any]:
    return {
        "document": document,
        "article_id": article_id,
        "span_start": figure.start,
        "span_end": figure.end,
        "figure_text": text[figure.start : figure.end],
        "kind": figure.kind,
        "value_low": _figure_value(figure.low),
        "value_high": _figure_value(figure.high),
        "unit_text": figure.unit,
        "bound": figure.bound,
        "reading": figure.reading,
        "reason": figure.reason,
    }


def _figure_value(value: Decimal | None) -> str | None:
    """``value`` rounded to the nine decimals that its column has; ``None`` where it is too large for the column."""
    if value is None or abs(value) >= _LARGEST_FIGURE:
        return None
    with localcontext(prec=DIGITS):
        return f"{value.quantize(_FIGURE_DECIMALS):f}"


def _period_row(mention: PeriodMention, text: str, document: str, article_id: str) -> dict[str, Any]:
    start, end = mention.period.start, mention.period.end
    return {
        "document": document,
        "article_id": article_id,
        "span_start": mention.start,
        "span_end": mention.end,
        "text": text[mention.start : mention.end],
        "period": mention.period.text,
        "period_start": start and start.isoformat(),
        "period_end": end and end.isoformat(),
        "role": mention.role,
        "basis": mention.basis,
    }


def _held(reading: DocumentReading, vocabulary: Vocabulary) -> DocumentReading:
    """``reading`` without the claims that the warehouse cannot hold: one absurd number must not stop a refresh.

    Of claims that share a key the first stays, as it does for curated rows that a person has put in order.
    """
    return replace(
        reading,
        articles=tuple((article_id, _held_in_article(found, vocabulary)) for article_id, found in reading.articles),
    )


def _held_in_article(reading: Reading, vocabulary: Vocabulary) -> Reading:
    held = {claim.claim_id: claim for claim in reversed(reading.claims) if _fits(claim, vocabulary)}
    claims = tuple(claim for claim in reading.claims if held.get(claim.claim_id) is claim)
    if len(claims) == len(reading.claims):
        return reading
    lost = [claim.span for claim in reading.claims if claim.claim_id not in held]
    kept = [claim.span for claim in claims]
    figures = tuple(
        figure._replace(reading="unread", reason=OUT_OF_RANGE)
        if figure.reading == "claim" and _meets(figure, lost) and not _meets(figure, kept) else figure
        for figure in reading.figures
    )  # fmt: skip
    return replace(reading, figures=figures, claims=claims)


def _meets(figure: Figure, spans: Iterable[Span]) -> bool:
    return any(span.start < figure.end and figure.start < span.end for span in spans)


def _fits(claim: Claim, vocabulary: Vocabulary) -> bool:
    """Whether the columns of value and base value hold those of the claim exactly, its unit known to the seeds."""
    based = in_base_units(
        claim.value,
        unit_text=claim.unit_text,
        measure=claim.measure,
        indicator_id=claim.indicator_id,
        vocabulary=vocabulary,
    )
    return based is not None and columns.hold(claim.value, based[0])
