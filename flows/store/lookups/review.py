"""What is to be reviewed: the reader's claims by what hangs on them, and what people have judged already."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from flows.store.opened import OpenedBuild

_SIZE: Final = 50


def queue(
    build: OpenedBuild, *, document: str = "", region: str = "", decided: Collection[str] = (), page: int = 1
) -> dict[str, Any]:
    """A page of the reader's claims, those that most hangs on first, the least certain first among equals.

    ``document`` and ``region`` (an id) narrow it; ``decided`` are claims that wait for the next build.
    """
    rows = build.rows(
        """
        with queue as (
            select * from marts.rpt_review_queue
            where ($document = '' or document = $document) and ($region = '' or region_id = $region)
                and not list_contains($decided::varchar[], claim_id)
        ),
        page as (select * from queue order by queue_position limit $size offset $before)
        select
            page.claim_id, page.number_count, page.finding_count, page.confidence, page.weakest_field, page.is_published,
            (select count(*) from queue) as total,
            claims.article_id, claims.document, claims.region_id, claims.region_name, claims.subject, claims.indicator_id,
            claims.indicator_zh, claims.indicator_en, claims.indicator_text, claims.measure, claims.figure_text,
            claims.period, claims.status, claims.bound, claims.value_base, claims.base_unit, claims.quote
        from page
        inner join marts.fct_claims as claims using (claim_id)
        order by page.queue_position
        """,
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
        """
        select claim_id from marts.rpt_review_queue
        where ($document = '' or document = $document) and ($region = '' or region_id = $region)
            and not list_contains($decided::varchar[], claim_id)
            and queue_position > coalesce(
                (select max(queue_position) from marts.rpt_review_queue where claim_id = $claim_id), 0
            )
        order by queue_position limit 1
        """,
        {"document": document, "region": region, "decided": sorted(decided), "claim_id": claim_id},
    )
    return row["claim_id"] if row else None


def weight(build: OpenedBuild, claim_id: str) -> dict[str, Any] | None:
    """What hangs on a claim of the reader, how sure it is, and whether it is published; ``None`` where it is not queued."""
    return build.row(
        """
        select number_count, finding_count, confidence, weakest_field, is_published
        from marts.rpt_review_queue where claim_id = ?
        """,
        [claim_id],
    )


def claim(build: OpenedBuild, claim_id: str) -> dict[str, Any] | None:
    """A claim with the columns of ``fct_claims``, those of them that a form needs; ``None`` where there is none.

    ``is_counted``: it counts; a claim of the reader on a figure that people have judged does not.
    """
    return build.row(
        """
        select claims.*, regions.name as region_name, indicators.name_zh as indicator_zh, indicators.name_en as indicator_en,
            exists (select 1 from marts.fct_claims as counted where counted.claim_id = claims.claim_id) as is_counted
        from raw.claims as claims
        left join vocabulary.regions as regions using (region_id)
        left join vocabulary.indicators as indicators using (indicator_id)
        where claims.claim_id = ?
        """,
        [claim_id],
    )


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
