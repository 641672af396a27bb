"""Why the reader is so sure of a claim, found by reading its article again."""

from pathlib import Path
from typing import Any, Final

from flows.domain.document import Article, Segment
from flows.domain.reading import Origin
from flows.domain.span import Span
from flows.reading.statements.reasons import Possible, Reasons, reasons_at
from flows.store.lookups import articles
from flows.store.opened import OpenedBuild
from flows.vocabulary import load_vocabulary

LONGEST: Final = 100_000
"""Code points of an article that is read again for a page; of a longer one `fangzhi explain` tells."""


def evidence_of(build: OpenedBuild, seeds: Path, claim: dict[str, Any]) -> dict[str, Any] | None:
    """The points of a claim of the reader and the regions that it could have been of; the most that speaks stands first.

    ``None`` where the article is too long, or words that have changed since the build make another claim of the figure.
    """
    row = articles.as_read(build, claim["article_id"])
    if row is None or row["span_end"] - row["span_start"] > LONGEST:
        return None
    article = Article(
        row["article_id"], row["ordinal"], row["title"], row["byline"], row["published"], row["published_on"],
        row["published_basis"], Span(row["span_start"], row["span_end"]),
    )  # fmt: skip
    segments = [
        Segment(part["kind"], Span(part["span_start"], part["span_end"]), row["ordinal"]) for part in row["segments"]
    ]
    vocabulary = build.memo("vocabulary", lambda _: load_vocabulary(seeds))
    origin = Origin(row["outlet"], row["url"], row["document_title"], row["region_id"] or "")
    found = reasons_at(row["text"], [article], segments, vocabulary, origin, claim["span_start"])
    return next((_shown(one) for one in found if one.claim.claim_id == claim["claim_id"]), None)


def _shown(why: Reasons) -> dict[str, Any]:
    points = sorted(why.points, key=lambda pair: -abs(pair[1]))
    return {
        "total": why.total,
        "points": [{"evidence": evidence, "points": count} for evidence, count in points],
        "regions": _candidates(why.regions),
        "article_regions": _candidates(why.homes),
    }


def _candidates(found: tuple[Possible, ...]) -> list[dict[str, Any]]:
    ranked = sorted(found, key=lambda one: (not one.is_chosen, -one.points))
    return [
        {
            "region_name": one.region,
            "words": one.words,
            "points": one.points,
            "evidence": list(one.evidence),
            "is_chosen": one.is_chosen,
        }
        for one in ranked
    ]
