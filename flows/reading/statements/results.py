"""The reading of an article with its offsets moved to those of the document's text."""

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Final

from flows.domain.claim import Claim
from flows.domain.reading import Figure, FigureReading, PeriodMention, Reading
from flows.domain.span import Span
from flows.reading.context.scene import Scene
from flows.reading.statements.claims import Made
from flows.reading.statements.confidence import confidences_of
from flows.reading.statements.evidence import evidence_in_article
from flows.reading.statements.no_claims import UNSEEN

Outcome = tuple[FigureReading, str]
"""The outcome of a figure, and the name of the reason for which it is no claim; empty for claims."""

_name_of: Final = attrgetter("name")
CLAIM: Final[Outcome] = ("claim", "")


def placed(figure: Figure, by: int, reading: FigureReading, reason: str) -> Figure:
    """``figure`` with its outcome, moved ``by`` code points further in the text."""
    start, end, kind, low, high, low_end, high_start, unit_start, unit, bound, head, tail, _, _ = figure
    return Figure(
        start + by, end + by, kind, low, high, low_end + by, high_start + by, unit_start + by, unit, bound, head + by,
        tail + by, reading, reason,
    )  # fmt: skip


def result_of(scene: Scene, outcomes: Mapping[int, Outcome], made: Sequence[Made]) -> Reading:
    """All figures of the article with their outcomes, its periods, and its claims in order of place.

    ``outcomes`` are by index of the scene's figures; one that has none was seen by no rule.
    """
    by = scene.base
    figures = tuple(
        placed(figure, by, *outcomes.get(index, UNSEEN.outcome)) for index, figure in enumerate(scene.figures)
    )
    mentions = tuple(
        PeriodMention(start + by, end + by, period, role, basis, rule)
        for start, end, period, role, basis, rule in scene.mentions
    )
    return Reading(figures, mentions, tuple(_claims(scene, made)))


def _where(judged: tuple[Made, tuple[str, ...]]) -> tuple[int, int]:
    return judged[0].start, judged[0].end


def _claims(scene: Scene, made: Sequence[Made]) -> list[Claim]:
    """One claim for each that is made of a place, an indicator and a measure; of equal ones the first."""
    article_id, text, by = scene.article.article_id, scene.article.text, scene.base
    claims: list[Claim] = []
    seen = set()
    sentence, quote_span = None, Span(0, 1)
    table = confidences_of(scene.vocabulary)
    published_on = scene.article.published_on
    judged = zip(made, evidence_in_article(made, published_on), strict=True)
    for one, evidence in sorted(judged, key=_where):
        key = one.key
        region_id = key.region.region_id if key.region else None
        indicator_id = key.indicator.indicator_id if key.indicator else None
        same = (one.start, one.end, region_id, key.subject, indicator_id or key.text, one.measure, one.bound)
        if same in seen:
            continue
        seen.add(same)
        span = Span(one.start + by, one.end + by)
        if one.sentence is not sentence:
            sentence = one.sentence
            quote_span = Span(sentence.start + by, sentence.end + by).trimmed(text)
        if span.end > quote_span.end:  # a number that a line break parts goes on behind its sentence
            quote_span = Span(quote_span.start, span.end)
        found = table.judged(evidence)
        claims.append(
            Claim(
                article_id=article_id,
                span=span,
                figure_text=span.of(text),
                quote=quote_span.of(text),
                quote_span=quote_span,
                region_id=region_id,
                subject=key.subject,
                indicator_id=indicator_id,
                indicator_text=key.text,
                measure=one.measure,
                value=one.value,
                unit_text=one.unit,
                bound=one.bound,
                period=one.period,
                status=one.status,
                compared_with=one.compared_with,
                period_basis=one.period_basis,
                region_basis=one.region_basis,
                is_optional=False,
                is_restatement=False,
                origin="reader",
                curator="",
                curated_on=None,
                source_file="",
                source_line=0,
                note="",
                rules=tuple(map(_name_of, one.rules)),
                confidence=found.confidence,
                weakest=found.weakest,
                evidence=evidence,
            )
        )
    return claims
