"""What a figure states."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from decimal import Decimal

from flows.domain.period import Period
from flows.domain.span import Span


@dataclass(frozen=True, slots=True)
class Claim:
    """(region, subject, indicator, measure, value, unit, bound, period, status) at a span of a document.

    ``value`` is in ``unit_text`` as printed (1.8 with 万名); conversion to base units is the warehouse's work.
    ``indicator_id`` is ``None`` where the vocabulary does not have the indicator that ``indicator_text`` prints.
    ``region_id`` is ``None`` where the article names no region. ``origin`` is ``curated`` or ``reader``; ``rules`` names the
    rules that made a reader's claim, and ``source_file`` with ``source_line`` (else 0) the row of a curated one. Offsets
    count code points of the document's text. ``confidence`` is the chance in [0, 1] that all fields of a reader's claim
    are right, ``weakest`` the field that is least sure, ``evidence`` what both were told by; a curated claim is sure.
    """

    article_id: str
    span: Span
    figure_text: str
    quote: str
    quote_span: Span
    region_id: str | None
    subject: str
    indicator_id: str | None
    indicator_text: str
    measure: str
    value: Decimal
    unit_text: str
    bound: str
    period: Period
    status: str
    compared_with: str
    period_basis: str
    region_basis: str
    is_optional: bool
    is_restatement: bool
    origin: str
    curator: str
    curated_on: dt.date | None
    source_file: str
    source_line: int
    note: str
    rules: tuple[str, ...] = ()
    confidence: float = 1.0
    weakest: str = ""
    evidence: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """What makes the claim itself and no other: where it stands, what it is about, and who made it.

        One figure can state two indicators, and one printed range an upper and a lower bound. The reader's claim stands
        beside the curated one that it is scored against.
        """
        indicator = self.indicator_id or self.indicator_text
        return (
            self.article_id, str(self.span.start), str(self.span.end),
            self.region_id or "", self.subject, indicator, self.measure, self.bound,
            *(() if self.origin == "curated" else (self.origin,)),
        )  # fmt: skip

    @property
    def claim_id(self) -> str:
        """The first 16 hex digits of the SHA-256 of the key, its parts joined by U+001F."""
        return hashlib.sha256("\x1f".join(self.key).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Rejection:
    """A person's judgement that a figure states nothing: the reader's claims on it do not count. ``note`` says why."""

    article_id: str
    span: Span
    figure_text: str
    quote: str
    quote_span: Span
    curator: str
    curated_on: dt.date
    source_file: str
    source_line: int
    note: str
