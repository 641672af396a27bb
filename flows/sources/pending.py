"""What people have judged since a build was made: extracts as they are now beside those that the build has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from flows.domain.claim import Claim, Rejection
from flows.domain.span import Span
from flows.sources.extracts import Extracts

Row = Mapping[str, Any]

_OF_CLAIM: Final = (
    "quote", "figure_text", "value", "unit_text", "status", "compared_with", "period_basis", "region_basis", "is_optional",
    "is_restatement", "curator", "curated_on", "note",
)  # fmt: skip
_OF_REJECTION: Final = ("quote", "figure_text", "curator", "curated_on", "note")


@dataclass(frozen=True, slots=True)
class Pending:
    """One judgement that a build does not have (``new``), has otherwise (``changed``), or still has (``gone``).

    ``indicator`` and ``measure`` are empty where a figure was judged to state nothing.
    """

    change: Literal["new", "changed", "gone"]
    document: str
    article_id: str
    span: Span
    figure_text: str
    region_id: str
    indicator: str
    measure: str
    subject: str
    bound: str
    curator: str
    curated_on: str
    claim_id: str = ""

    @property
    def is_rejection(self) -> bool:
        return not self.measure


def pending(
    document: str, extracts: Extracts, *, claims: Iterable[Row], rejections: Iterable[Row]
) -> tuple[Pending, ...]:
    """The differences, in order of place; ``claims`` and ``rejections`` are a build's rows of the document in ``raw``."""
    before = {row["claim_id"]: row for row in claims}
    found = [
        _of_claim("changed" if claim.claim_id in before else "new", document, claim)
        for claim in extracts.claims
        if claim.claim_id not in before or not _is_same(claim, before[claim.claim_id], _OF_CLAIM)
        or claim.period.text != before[claim.claim_id]["period"]
    ]  # fmt: skip
    now = {claim.claim_id for claim in extracts.claims}
    found += [_of_row(document, row) for claim_id, row in before.items() if claim_id not in now]
    rejected = {Span(row["span_start"], row["span_end"]): row for row in rejections}
    found += [
        _of_rejection("changed" if rejection.span in rejected else "new", document, rejection)
        for rejection in extracts.rejections
        if rejection.span not in rejected or not _is_same(rejection, rejected[rejection.span], _OF_REJECTION)
    ]
    spans = {rejection.span for rejection in extracts.rejections}
    found += [_of_row(document, row) for span, row in rejected.items() if span not in spans]
    return tuple(sorted(found, key=lambda item: (item.span, item.change, item.claim_id)))


def decided(waiting: Iterable[Pending], readings: Iterable[Row]) -> set[str]:
    """Those of ``readings``, a build's claims of the reader, that people have judged meanwhile.

    A figure with more readings than new claims may be half decided: then only those that are told apart by what they say
    are taken for decided.
    """
    judged = [item for item in waiting if item.change != "gone"]
    by_figure: dict[tuple[str, Span], list[Row]] = {}
    for row in readings:
        by_figure.setdefault((row["document"], Span(row["span_start"], row["span_end"])), []).append(row)
    found: set[str] = set()
    for (document, span), rows in by_figure.items():
        here = [item for item in judged if item.document == document and item.span.meets(span)]
        said = {(item.region_id, item.indicator, item.measure, item.subject, item.bound) for item in here}
        is_whole = any(item.is_rejection for item in here) or len(here) >= len(rows)
        found |= {row["claim_id"] for row in rows if is_whole or _key(row) in said}
    return found


def _key(row: Row) -> tuple[str, ...]:
    indicator = row["indicator_id"] or row["indicator_text"]
    return (row["region_id"] or "", indicator, row["measure"], row["subject"], row["bound"])


def _is_same(item: Claim | Rejection, row: Row, fields: Iterable[str]) -> bool:
    return all(getattr(item, field) == row[field] for field in fields)


def _of_claim(change: Literal["new", "changed"], document: str, claim: Claim) -> Pending:
    return Pending(
        change, document, claim.article_id, claim.span, claim.figure_text, claim.region_id or "",
        claim.indicator_id or claim.indicator_text, claim.measure, claim.subject, claim.bound, claim.curator,
        claim.curated_on.isoformat() if claim.curated_on else "", claim.claim_id,
    )  # fmt: skip


def _of_rejection(change: Literal["new", "changed"], document: str, rejection: Rejection) -> Pending:
    return Pending(
        change, document, rejection.article_id, rejection.span, rejection.figure_text, "", "", "", "", "",
        rejection.curator, rejection.curated_on.isoformat(),
    )  # fmt: skip


def _of_row(document: str, row: Row) -> Pending:
    return Pending(
        "gone", document, row["article_id"], Span(row["span_start"], row["span_end"]), row["figure_text"],
        row.get("region_id") or "", row.get("indicator_id") or row.get("indicator_text", ""), row.get("measure", ""),
        row.get("subject", ""), row.get("bound", ""), row["curator"], str(row["curated_on"] or ""), row.get("claim_id", ""),
    )  # fmt: skip
