"""Articles: the list, and one article as received with every figure marked."""

from bisect import bisect_right
from typing import Annotated, Any

from fastapi import Query

from flows.store.lookups import articles
from flows.store.opened import OpenedBuild
from flows.web.marking import PART_CHARACTERS, cut, marks_of, part_starts
from flows.web.views import CurrentBuild, NotFoundError, PageNumber, Pages, View

pages = Pages("articles")


@pages.page("/articles", "articles.html")
def article_list(build: CurrentBuild, page: PageNumber = 1) -> View:
    """All articles, the latest first, 50 a page."""
    return articles.articles(build, page=page)


@pages.page("/articles/{article_id}", "article.html")
def article(
    build: CurrentBuild, article_id: str, part: PageNumber = 1, claim: Annotated[str, Query(max_length=64)] = ""
) -> View:
    """One article: its text as received with the furniture around it, its figures, and the claims made of them.

    Offsets count code points of the document. A long article comes in parts; ``claim`` asks for the part that holds it.
    """
    found = articles.article(build, article_id)
    if found is None:
        raise NotFoundError(f"article {article_id}")
    segments = articles.segments(build, found)
    start = segments[0]["span_start"] if segments else found["span_start"]
    end = segments[-1]["span_end"] if segments else found["span_end"]
    starts = _part_starts(build, found, start, end)
    place = articles.claim_place(build, article_id, claim) if claim else None
    if place is not None:
        part = bisect_right(starts, place)
    part = min(part, len(starts))
    bounds = (*starts, end)[part - 1 : part + 1]
    figures = articles.figures(build, found["document"], start=bounds[0], end=bounds[1])
    claims = articles.claims(build, article_id, start=bounds[0], end=bounds[1])
    text = _with_printed(build, found["document"], bounds, [*figures, *claims])
    spans = [(row["span_start"], row["span_end"], row["kind"]) for row in segments]
    return {
        "article": found,
        "part": part,
        "parts": len(starts),
        "text_start": bounds[0],
        "text": text,
        "segments": segments,
        "figures": figures,
        "claims": claims,
        "claim": claim if place is not None else "",
        "_pieces": cut(text, bounds[0], marks_of(claims, figures), spans),
    }


def _with_printed(build: OpenedBuild, document: str, bounds: tuple[int, ...], rows: list[dict[str, Any]]) -> str:
    """The text between the bounds; each row gets its ``figure_text``, which may reach over them."""
    start = min([bounds[0], *(row["span_start"] for row in rows)])
    end = max([bounds[1], *(row["span_end"] for row in rows)])
    text = articles.text(build, document, start=start, end=end)
    for row in rows:
        row["figure_text"] = text[row["span_start"] - start : row["span_end"] - start]
    return text[bounds[0] - start : bounds[1] - start]


def _part_starts(build: OpenedBuild, found: dict[str, Any], start: int, end: int) -> list[int]:
    if end - start <= PART_CHARACTERS:
        return [start]

    def starts(opened: OpenedBuild) -> list[int]:
        text = articles.text(opened, found["document"], start=start, end=end)
        return part_starts(text, start, articles.figure_spans(opened, found["document"], start=start, end=end))

    return build.memo(f"parts of {found['article_id']}", starts)
