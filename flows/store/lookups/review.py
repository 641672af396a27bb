"""What is to be reviewed: the reader's claims by what hangs on them, and what people have judged already."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from flows.store.opened import OpenedBuild

# One narrow row a claim of the reader. What hangs on it: published numbers that were chosen from it, checks and conflicts
# that it takes part in, and targets that it sets or decides. Confidence is how many of the reader's judged claims of that
# measure were right in every field, with one right and one wrong added, so that a measure nobody has judged is at a half.
_QUEUE: Final = """
    with hanging as (
        select claim_id, count(*) as number_count, 0 as finding_count
        from marts.fct_indicators_by_region_year group by claim_id
        union all
        select claim_id, 0, count(*) from marts.bridge_check_claims group by claim_id
        union all
        select unnest(claim_ids), 0, 1 from marts.fct_conflicts
        union all
        select target_id, 0, 1 from marts.fct_targets
        union all
        select outcome_claim_id, 0, 1 from marts.fct_targets where outcome_claim_id is not null
    ),
    consequences as (
        select claim_id, sum(number_count) as number_count, sum(finding_count) as finding_count
        from hanging group by claim_id
    ),
    confidences as (
        select measure, (right_count + 1) / (reader_count + 2) as confidence
        from marts.rpt_reader_scores
        where document = '(all)' and field = 'full'
    ),
    queue as (
        select
            claims.claim_id,
            coalesce(consequences.number_count, 0)::int as number_count,
            coalesce(consequences.finding_count, 0)::int as finding_count,
            round(coalesce(confidences.confidence, 0.5), 3) as confidence,
            row_number() over (
                order by coalesce(consequences.number_count + consequences.finding_count, 0) desc,
                    coalesce(confidences.confidence, 0.5), claims.document, claims.span_start, claims.claim_id
            ) as position
        from marts.fct_claims as claims
        left join consequences on claims.claim_id = consequences.claim_id
        left join confidences on claims.measure = confidences.measure
        where claims.origin = 'reader'
            and ($document = '' or claims.document = $document)
            and ($region = '' or claims.region_id = $region)
    )
"""
_SIZE: Final = 50


def queue(
    build: OpenedBuild, *, document: str = "", region: str = "", decided: Collection[str] = (), page: int = 1
) -> dict[str, Any]:
    """A page of the reader's claims, those that most hangs on first, the least certain first among equals.

    ``document`` and ``region`` (an id) narrow it; ``decided`` are claims that wait for the next build.
    """
    rows = build.rows(
        f"""
        {_QUEUE},
        page as (
            select queue.*, count(*) over () as total
            from queue
            where not list_contains($decided::varchar[], claim_id)
            order by position limit $size offset $before
        )
        select
            page.*, claims.article_id, claims.document, claims.region_id, claims.region_name, claims.subject,
            claims.indicator_id, claims.indicator_zh, claims.indicator_en, claims.indicator_text, claims.measure,
            claims.figure_text, claims.period, claims.status, claims.bound, claims.value_base, claims.base_unit,
            claims.quote
        from page
        inner join marts.fct_claims as claims using (claim_id)
        order by page.position
        """,  # noqa: S608 - a text of ours
        {
            "document": document, "region": region, "decided": sorted(decided), "size": _SIZE, "before": (page - 1) * _SIZE,
        },
    )  # fmt: skip
    total = rows[0]["total"] if rows else 0
    claims = [{key: value for key, value in row.items() if key != "total"} for row in rows]
    return {"claims": claims, "total": total, "page": page, "pages": -(-total // _SIZE)}


def following(
    build: OpenedBuild, claim_id: str, *, document: str = "", region: str = "", decided: Collection[str] = ()
) -> str | None:
    """The claim that comes after ``claim_id`` in the queue; its first one where that has no place in it.

    ``None`` at its end.
    """
    row = build.row(
        f"""
        {_QUEUE}
        select claim_id from queue
        where position > coalesce((select position from queue where claim_id = $claim_id), 0)
            and not list_contains($decided::varchar[], claim_id) and claim_id != $claim_id
        order by position limit 1
        """,  # noqa: S608 - a text of ours
        {"document": document, "region": region, "decided": sorted(decided), "claim_id": claim_id},
    )
    return row["claim_id"] if row else None


def weight(build: OpenedBuild, claim_id: str) -> dict[str, Any] | None:
    """How many numbers and findings hang on a claim of the reader, and its confidence; ``None`` where it is not queued."""
    return build.row(
        f"{_QUEUE} select number_count, finding_count, confidence from queue where claim_id = $claim_id",  # noqa: S608 - a text of ours
        {"document": "", "region": "", "claim_id": claim_id},
    )


def claim(build: OpenedBuild, claim_id: str) -> dict[str, Any] | None:
    """A claim with the columns of ``fct_claims``; ``None`` where it does not count, or is none."""
    return build.row("select * from marts.fct_claims where claim_id = ?", [claim_id])


def successor(build: OpenedBuild, claim_id: str) -> str | None:
    """A curated claim on the figure of a claim of the reader that counts no more; ``None`` where there is none."""
    row = build.row(
        """
        select curated.claim_id
        from raw.claims as readings
        inner join raw.claims as curated on readings.article_id = curated.article_id
            and readings.span_start < curated.span_end and readings.span_end > curated.span_start
        where readings.claim_id = ? and readings.origin = 'reader' and curated.origin = 'curated'
        order by curated.claim_id limit 1
        """,
        [claim_id],
    )
    return row["claim_id"] if row else None


def readings_on(build: OpenedBuild, places: Sequence[tuple[str, int, int]]) -> list[dict[str, Any]]:
    """The reader's claims that count on figures: (document, start, end), half-open; in order of place."""
    return build.rows(
        """
        with places as (
            select unnest($documents::varchar[]) as document, unnest($starts::int[]) as span_start,
                unnest($ends::int[]) as span_end
        )
        select distinct claims.claim_id, claims.document, claims.region_id, claims.region_name, claims.subject,
            claims.indicator_id, claims.indicator_zh, claims.indicator_en, claims.indicator_text, claims.measure,
            claims.bound, claims.figure_text, claims.period, claims.status, claims.value_base, claims.base_unit,
            claims.span_start, claims.span_end
        from marts.fct_claims as claims
        inner join places on claims.document = places.document
            and claims.span_start < places.span_end and claims.span_end > places.span_start
        where claims.origin = 'reader'
        order by claims.document, claims.span_start, claims.claim_id
        """,
        {
            "documents": [place[0] for place in places],
            "starts": [place[1] for place in places],
            "ends": [place[2] for place in places],
        },
    )


def document(build: OpenedBuild, name: str) -> dict[str, Any] | None:
    """A document's text, its file, the SHA-256 of its bytes, and its articles."""
    found = build.row("select document, file, sha256, text from raw.documents where document = ?", [name])
    if found is None:
        return None
    articles = build.rows("select * from raw.articles where document = ? order by ordinal", [name])
    return found | {"articles": articles}


def judged(build: OpenedBuild, name: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The curated claims and the rejections of a document that this build has, as they stand in ``raw``."""
    claims = build.rows("select * from raw.claims where document = ? and origin = 'curated'", [name])
    return claims, build.rows("select * from raw.rejections where document = ?", [name])


def places_named(build: OpenedBuild) -> list[dict[str, Any]]:
    """The regions that claims are of, the most frequent first, at most a thousand: what a form offers."""
    return build.memo("places_named", _places_named)


def filters(build: OpenedBuild) -> dict[str, list[dict[str, Any]]]:
    """The documents and regions with claims to review, those with most first, at most 500 of each."""
    return build.memo("review_filters", _filters)


def _places_named(build: OpenedBuild) -> list[dict[str, Any]]:
    return build.rows(
        """
        select region_id, region_name, count(*) as claim_count from marts.fct_claims
        where region_id is not null group by all order by claim_count desc, region_id limit 1000
        """
    )


def _filters(build: OpenedBuild) -> dict[str, list[dict[str, Any]]]:
    return {
        "documents": build.rows(
            """
            select document, count(*) as claim_count from marts.fct_claims
            where origin = 'reader' group by document order by claim_count desc, document limit 500
            """
        ),
        "regions": build.rows(
            """
            select region_id, region_name, count(*) as claim_count from marts.fct_claims
            where origin = 'reader' and region_id is not null
            group by region_id, region_name order by claim_count desc, region_id limit 500
            """
        ),
    }
