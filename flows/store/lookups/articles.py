"""One article: its text with every figure in it, and what became of each."""

from operator import itemgetter
from typing import Any

from flows.store.lookups import dimensions
from flows.store.opened import OpenedBuild


def articles(build: OpenedBuild, *, page: int = 1, size: int = 50) -> dict[str, Any]:
    """A page of all articles, the latest first."""
    found = build.rows(
        """
        select article_id, document, title, byline, outlet, published, published_on, char_count, claim_count, repost_of,
            count(*) over () as total
        from marts.dim_articles
        order by published_on desc nulls last, document, ordinal
        limit ? offset ?
        """,
        [size, (page - 1) * size],
    )
    total = found[0]["total"] if found else 0
    rows = [{key: value for key, value in row.items() if key != "total"} for row in found]
    return {"articles": rows, "total": total, "page": page, "pages": -(-total // size)}


def article(build: OpenedBuild, article_id: str) -> dict[str, Any] | None:
    """What is known of an article, without its text."""
    return build.row("select * exclude (text) from marts.dim_articles where article_id = ?", [article_id])


def segments(build: OpenedBuild, article: dict[str, Any]) -> list[dict[str, Any]]:
    """The segments of the article, and the furniture of its document that touches it, by place."""
    first, last = build.memo("segment_places", _segment_places).get(article["document"], (0, -1))
    found = build.rows(
        """
        select kind, article_id, span_start, span_end from raw.segments
        where rowid between ? and ? and document = ?
        """,
        [first, last, article["document"]],
    )
    found.sort(key=itemgetter("span_start"))
    own = [at for at, row in enumerate(found) if row["article_id"] == article["article_id"]]
    if not own:
        return []
    first, last = own[0], own[-1]
    while first > 0 and not found[first - 1]["article_id"]:
        first -= 1
    while last + 1 < len(found) and not found[last + 1]["article_id"]:
        last += 1
    return found[first : last + 1]


def text(build: OpenedBuild, document: str, *, start: int, end: int) -> str:
    """Characters of a document as received, from ``start`` to before ``end`` (code points)."""
    row = build.row(
        "select substring(text, ? + 1, ?) as text from raw.documents where document = ?", [start, end - start, document]
    )
    found: str = row["text"] if row else ""
    return found


def figures(build: OpenedBuild, document: str, *, start: int, end: int) -> list[dict[str, Any]]:
    """All figures between two offsets of the document, by place; ``text`` has what they are printed as."""
    found = build.rows(
        "select span_start, span_end, reading, reason, claim_count from marts.fct_figures where document = ?",
        [document],
    )
    return _between(found, start, end)


def figure_spans(build: OpenedBuild, document: str, *, start: int, end: int) -> list[tuple[int, int]]:
    """The figures between two offsets, by place."""
    rows = build.rows(
        """
        select list((span_start, span_end) order by span_start, span_end) as spans from marts.fct_figures
        where document = ? and span_end > ? and span_start < ?
        """,
        [document, start, end],
    )
    return rows[0]["spans"] or []


def claims(build: OpenedBuild, article_id: str, *, start: int, end: int) -> list[dict[str, Any]]:
    """The claims of the article between two offsets, by place; ``text`` has what their figures are printed as."""
    found = build.rows(
        """
        select claim_id, region_id, subject, indicator_id, indicator_text, measure, value_base, base_unit, bound, period,
            status, compared_with, origin, curator, year, span_start, span_end
        from marts.fct_claims where article_id = ?
        """,
        [article_id],
    )
    shown = _between(found, start, end)
    regions, indicators = dimensions.regions(build), dimensions.indicators(build)
    for row in shown:
        region, indicator = regions.get(row["region_id"], {}), indicators.get(row["indicator_id"], {})
        row["region_name"] = region.get("name")
        row["indicator_zh"], row["indicator_en"] = indicator.get("name_zh"), indicator.get("name_en")
    return shown


def claim_place(build: OpenedBuild, article_id: str, claim_id: str) -> int | None:
    """Where a claim of the article begins; ``None`` if it has no such claim."""
    row = build.row("select article_id, span_start from marts.fct_claims where claim_id = ?", [claim_id])
    return row["span_start"] if row and row["article_id"] == article_id else None


def as_read(build: OpenedBuild, article_id: str) -> dict[str, Any] | None:
    """What the reader is given of an article: its row, its segments, and the text, outlet, url, title and region of its document.

    ``None`` where there is no such article.
    """
    row = build.row(
        """
        select articles.*, documents.text, documents.outlet, documents.url, documents.title as document_title,
            documents.region_id
        from raw.articles as articles
        inner join raw.documents as documents using (document)
        where articles.article_id = ?
        """,
        [article_id],
    )
    if row is None:
        return None
    first, last = build.memo("segment_places", _segment_places).get(row["document"], (0, -1))
    parts = build.rows(
        "select kind, span_start, span_end from raw.segments where rowid between ? and ? and article_id = ?",
        [first, last, article_id],
    )
    return row | {"segments": sorted(parts, key=itemgetter("span_start"))}


def _segment_places(build: OpenedBuild) -> dict[str, tuple[int, int]]:
    """Of each document its first and last row among the segments: they have no index, and stand document by document."""
    rows = build.rows("select document, min(rowid) as first, max(rowid) as last from raw.segments group by document")
    return {row["document"]: (row["first"], row["last"]) for row in rows}


def _between(rows: list[dict[str, Any]], start: int, end: int) -> list[dict[str, Any]]:
    """Those that touch the characters between two offsets, by place."""
    touching = [row for row in rows if row["span_end"] > start and row["span_start"] < end]
    return sorted(touching, key=lambda row: (row["span_start"], row["span_end"], row.get("claim_id", "")))
