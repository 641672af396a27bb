"""A document's text into articles and furniture.

Newspaper pages and reposts come as lines, and ``lines.py`` says what each looks like. Anchors among them (bylines,
datelines, subtitles, lines with a date) say where articles begin, the lines above an anchor are its title, and what no
article holds is furniture.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from flows.domain.document import Article, Segment, SegmentKind
from flows.domain.span import Span
from flows.sources.lines import WIDE_GAP, Line, split_lines

_MAX_INTERRUPTIONS: Final = 64
"""Broken sentences an article is searched for pull quotes in; keeps the search linear on broken text."""
_PROSE: Final = 30
"""A longer line that ends like a sentence is prose."""


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The articles of a document in reading order, and the segments that tile its text."""

    articles: tuple[Article, ...]
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """One article as indices of lines: its first and last, those of its title and of its byline; the rest is body."""

    first: int
    title: tuple[int, ...]
    byline: tuple[int, ...]
    last: int


def segment(
    text: str, *, document: str, published: str, published_on: dt.date | None, published_basis: str
) -> Segmentation:
    """Find the articles in ``text``.

    The publication date is the document's, for articles that print none. Every character belongs to exactly one
    segment; a document of prose without any sign of a title is one article, its ``title`` empty.
    """
    lines = list(split_lines(text))
    end = _teasers_begin(lines)
    outside = _outside(lines, end)
    drafts = _drafts(lines, outside, end)
    page_date = _printed_date(line for line in lines[: drafts[0].first if drafts else 0] if line.is_date_line)
    if page_date is None and len(drafts) > 1:  # a page that is dated under its first headline
        page_date = _printed_date(lines[at] for at in drafts[0].byline)
    articles: list[Article] = []
    kinds: list[tuple[SegmentKind, int | None]] = [("furniture", None)] * len(lines)
    for ordinal, draft in enumerate(drafts, 1):
        for at, kind in _article_kinds(lines, outside, draft):
            kinds[at] = (kind, None if kind == "furniture" else ordinal)
        own = [at for at in range(draft.first, draft.last + 1) if kinds[at][1] == ordinal]
        printed = _printed_date(lines[at] for at in draft.byline)
        basis = "printed with the article" if printed else "printed on the page" if page_date else published_basis
        printed = printed or page_date
        articles.append(
            Article(
                article_id=f"{document}-{ordinal}",
                ordinal=ordinal,
                title=" ".join(lines[at].text for at in draft.title),
                byline=_byline(lines, draft),
                published=printed.isoformat() if printed else published,
                published_on=printed or published_on,
                published_basis=basis,
                span=Span(lines[own[0]].start, lines[own[-1]].end),
            )
        )
    return Segmentation(tuple(articles), tuple(_tiles(text, lines, kinds)))


def _outside(lines: Sequence[Line], end: int) -> list[bool]:
    """Which lines belong to no article: menus, column heads, links under their heading, and all from ``end`` on."""
    outside = [at >= end or line.is_menu or line.is_column_head for at, line in enumerate(lines)]
    in_links = False
    for at, line in enumerate(lines[:end]):
        in_links = line.is_links_head or (in_links and line.is_heading_like)
        outside[at] = outside[at] or in_links
    return outside


def _drafts(lines: Sequence[Line], outside: Sequence[bool], end: int) -> list[_Draft]:
    inside = [at for at in range(end) if not outside[at]]
    heads = _heads(lines, outside, end)
    if not heads:
        return [_Draft(inside[0], _leading_title(lines, inside), (), inside[-1])] if inside else []
    stops = [first for first, _, _ in heads[1:]] + [end]
    return [
        _Draft(first, title, byline, max((at for at in range(first, stop) if not outside[at]), default=first))
        for (first, title, byline), stop in zip(heads, stops, strict=True)
    ]


def _heads(
    lines: Sequence[Line], outside: Sequence[bool], end: int
) -> list[tuple[int, tuple[int, ...], tuple[int, ...]]]:
    """(first line, title lines, byline lines) of each article that shows where it begins."""
    heads = []
    floor = passed = 0  # where the last head, and the last run of head lines, end: no run is walked twice
    for at in range(end):
        line = lines[at]
        if at < floor or not (line.is_byline or line.is_dateline or line.is_subtitle or line.is_date_line):
            continue
        title, issuers, top = _title_above(lines, outside, at, floor)
        start = at
        if line.is_subtitle:
            title, start = [*title, at], at + 1
        below = max(start, passed)
        while below < end and _is_head_line(lines, outside, below, after_byline=below > start):
            below += 1
        passed = below
        if title and _has_body(lines, below, end):
            heads.append((top, tuple(title), (*issuers, *(i for i in range(start, below) if not outside[i]))))
            floor = below + (1 if below < end and lines[below].is_dateline else 0)
    return heads


def _is_head_line(lines: Sequence[Line], outside: Sequence[bool], at: int, *, after_byline: bool) -> bool:
    line = lines[at]
    if line.is_dateline:
        return False
    return line.is_byline or line.is_date_line or outside[at] or line.is_issuer or (not after_byline and line.is_names)


def _has_body(lines: Sequence[Line], at: int, end: int) -> bool:
    """Whether prose follows soon: a byline at the end of a page begins no article."""
    return any(lines[i].ends_sentence and len(lines[i].text) > _PROSE for i in range(at, min(end, at + 16)))


def _title_above(
    lines: Sequence[Line], outside: Sequence[bool], at: int, floor: int
) -> tuple[list[int], list[int], int]:
    """The heading lines right above line ``at``, the offices that sign between them and it, and the first's index."""
    title: list[int] = []
    issuers: list[int] = []
    top = at
    while top > floor and len(title) < 4:
        line = lines[top - 1]
        if not line.is_heading_like or outside[top - 1] or line.is_byline or line.is_date_line:
            break
        if line.is_caption and title and line.before >= WIDE_GAP:
            break
        (issuers if line.is_issuer and not title else title).insert(0, top - 1)
        top -= 1
    return title, issuers, top


def _leading_title(lines: Sequence[Line], inside: Sequence[int]) -> tuple[int, ...]:
    """Title lines at the top of a document without any byline: one or two headings, then something longer."""
    title = []
    for at in inside[:3]:
        if not lines[at].is_heading_like or lines[at].is_caption:
            break
        title.append(at)
    return tuple(title) if len(title) < min(3, len(inside)) else ()


def _byline(lines: Sequence[Line], draft: _Draft) -> str:
    """The lines under the title, and what the first line of the body begins with: 科技日报讯（记者江耘）."""
    parts = [lines[at].text for at in draft.byline]
    head = {*draft.title, *draft.byline}
    body = next((at for at in range(draft.first, draft.last + 1) if at not in head), None)
    if body is not None and lines[body].dateline:
        parts.append(lines[body].dateline)
    return " ".join(parts)


def _teasers_begin(lines: Sequence[Line]) -> int:
    """Where links to other articles begin at the foot of a page; ``len(lines)`` if none do.

    Menu lines at the foot are furniture. Above them, a run of teasers (a headline without a full stop, with at most
    two sentences of summary under it) is furniture too if it speaks of other things than the article does.
    """
    end = len(lines)
    while end and (lines[end - 1].is_menu or lines[end - 1].text.startswith("#")):
        end -= 1
    if not any(line.is_link for line in lines[end:]):
        return end
    top = end
    at, summaries = end - 1, 0
    while at >= 0:
        line = lines[at]
        if line.is_teaser:
            top, summaries = at, 0
        else:
            summaries += 1
            if summaries > 2 or len(line.text) > 400:
                break
        at -= 1
    teasers = sum(line.is_teaser for line in lines[top:end])
    return top if teasers >= 3 and _speaks_of_other_things(lines[:top], lines[top:end]) else end


def _speaks_of_other_things(above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether few of the pairs of characters that recur in the text above are met again below."""
    counts = Counter(pair for line in above for pair in _pairs(line.text))
    common = {pair for pair, count in counts.items() if count >= 4}
    heads = [line for line in below if line.is_teaser]
    met = sum(not common.isdisjoint(_pairs(line.text)) for line in heads)
    return met * 2 <= len(heads)


def _pairs(text: str) -> Iterator[str]:
    return (text[i : i + 2] for i in range(len(text) - 1) if "一" <= text[i] <= "鿿" and "一" <= text[i + 1] <= "鿿")


def _article_kinds(lines: Sequence[Line], outside: Sequence[bool], draft: _Draft) -> Iterator[tuple[int, SegmentKind]]:
    """What each line of an article is; text that interrupts a sentence is a caption, a heading or a pull quote."""
    title, byline = set(draft.title), set(draft.byline)
    body = [at for at in range(draft.first, draft.last + 1) if at not in title and at not in byline]
    first_prose = next((at for at in body if lines[at].ends_sentence and not lines[at].is_caption), draft.last)
    kinds: dict[int, SegmentKind] = {}
    interruptions: list[int] = []
    for at in range(draft.first, draft.last + 1):
        line = lines[at]
        kinds[at] = "body"
        if at in title:
            kinds[at] = "title"
        elif at in byline:
            kinds[at] = "byline"
        elif outside[at]:
            kinds[at] = "furniture"
        elif line.is_byline:
            kinds[at] = "byline"
        elif at < first_prose and _follows_caption(lines, at, draft):
            kinds[at] = "caption"
        elif line.is_section_heading:
            kinds[at] = "heading"
        elif line.is_caption and _stands_alone(lines, at, draft):
            kinds[at] = "caption"
        elif len(interruptions) < _MAX_INTERRUPTIONS and at > first_prose and _interrupts(lines, at, draft):
            interruptions.append(at)
    repeated = _repeated([lines[at].text for at in interruptions], (lines[at].text for at in body))
    for at in interruptions:
        if lines[at].text in repeated:
            kinds[at] = "pull_quote"
    yield from kinds.items()


def _follows_caption(lines: Sequence[Line], at: int, draft: _Draft) -> bool:
    """Whether the line stands in a row of pictures above the text."""
    return at > draft.first and lines[at - 1].is_caption and lines[at].is_heading_like


def _stands_alone(lines: Sequence[Line], at: int, draft: _Draft) -> bool:
    """A caption is not the rest of a sentence that the line before broke off, unless that goes on after it."""
    line = lines[at]
    if at == draft.first or lines[at - 1].ends_sentence or line.has_credit:
        return True
    return line.before >= WIDE_GAP or (line.after >= WIDE_GAP and not line.text.startswith(tuple("至的了和与、，")))


def _interrupts(lines: Sequence[Line], at: int, draft: _Draft) -> bool:
    """Whether the line before breaks off and the sentence goes on after this one."""
    return draft.first < at < draft.last and not lines[at - 1].ends_sentence and lines[at].ends_sentence


def _repeated(quotes: Sequence[str], prose: Iterable[str], length: int = 20) -> set[str]:
    """Those of ``quotes`` of which a stretch of ``length`` characters stands in ``prose`` twice; prose is read once."""
    counts = {
        quote[i : i + length]: 0
        for quote in quotes
        if length <= len(quote) <= 400
        for i in range(0, min(len(quote) - length + 1, 200), 5)
    }
    if not counts:
        return set()
    for text in prose:
        for i in range(len(text) - length + 1):
            if (stretch := text[i : i + length]) in counts:
                counts[stretch] += 1
    return {
        quote
        for quote in quotes
        if any(counts.get(quote[i : i + length], 0) > 1 for i in range(0, min(len(quote), 200), 5))
    }


def _printed_date(lines: Iterable[Line]) -> dt.date | None:
    """The first full date in ``lines`` that the calendar has."""
    for line in lines:
        if date := line.date():
            try:
                return dt.date(*date)
            except ValueError:
                continue
    return None


def _tiles(text: str, lines: Sequence[Line], kinds: Sequence[tuple[SegmentKind, int | None]]) -> Iterator[Segment]:
    """Segments from 0 to the end: runs of lines of one kind, each with the white space that follows it."""
    if not lines:
        if text:
            yield Segment("furniture", Span(0, len(text)), None)
        return
    start = 0
    for at, kind in enumerate(kinds):
        if at + 1 == len(kinds) or kinds[at + 1] != kind:
            end = lines[at + 1].start if at + 1 < len(lines) else len(text)
            yield Segment(kind[0], Span(start, end), kind[1])
            start = end
