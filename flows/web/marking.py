"""An article's text cut where marks begin and end: what is marked is cut first and escaped afterwards, piece by piece."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

PART_CHARACTERS = 30_000
PART_FIGURES = 1_500
"""A page shows at most so many characters, or about so many figures, of an article."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the document (code points, half-open) and what is known of it.

    ``kind`` is ``curated`` or ``reader`` for a claim, else ``not_a_claim`` or ``unread``; ``note`` says why.
    """

    start: int
    end: int
    kind: str
    claim_id: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters under the same marks; ``begins`` are the claims whose span begins here."""

    text: str
    segment: str
    kind: str = ""
    note: str = ""
    claim_ids: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()


def marks_of(claims: Iterable[dict[str, Any]], figures: Iterable[dict[str, Any]]) -> list[Mark]:
    """One mark a claim, and one a figure on which no claim stands."""
    marks = [Mark(row["span_start"], row["span_end"], row["origin"], row["claim_id"]) for row in claims]
    marks += [
        Mark(row["span_start"], row["span_end"], row["reading"], note=row["reason"] or "")
        for row in figures
        if row["reading"] != "claim"
    ]
    return marks


def cut(text: str, offset: int, marks: Iterable[Mark], segments: Iterable[tuple[int, int, str]]) -> Iterator[Piece]:
    """``text``, which begins at ``offset`` of the document, in pieces that tile it.

    Marks may overlap or be nested; a piece under several claims carries all of them. Of several kinds a claim wins, and
    of claims a curated one. ``segments`` are (start, end, kind) and do not overlap. What reaches over an end of the text
    is cut there.
    """
    end = offset + len(text)
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    kinds: dict[int, str] = {}
    for mark in marks:
        if mark.start < end and mark.end > offset:
            opening.setdefault(max(mark.start, offset), []).append(mark)
            closing.setdefault(min(mark.end, end), []).append(mark)
    for start, stop, kind in segments:
        kinds[max(start, offset)] = kind
        kinds.setdefault(min(stop, end), "")
    edges = sorted({offset, end, *opening, *closing, *(edge for edge in kinds if offset <= edge <= end)})
    active: list[Mark] = []
    segment = ""
    for start, stop in pairwise(edges):
        for mark in closing.get(start, ()):
            active.remove(mark)
        begun = opening.get(start, [])
        active.extend(begun)
        segment = kinds.get(start, segment)
        yield _piece(text[start - offset : stop - offset], segment, active, begun)


_RANK = {"curated": 0, "reader": 1, "unread": 2, "not_a_claim": 3}


def _piece(text: str, segment: str, active: list[Mark], begun: list[Mark]) -> Piece:
    if not active:
        return Piece(text, segment)
    best = min(active, key=lambda mark: _RANK.get(mark.kind, 9))
    return Piece(
        text,
        segment,
        best.kind,
        best.note,
        tuple(mark.claim_id for mark in active if mark.claim_id),
        tuple(mark.claim_id for mark in begun if mark.claim_id),
    )


def part_starts(text: str, offset: int, figure_starts: Iterable[int]) -> list[int]:
    """Where the parts of a long text begin: at line ends, as near as they come to the bounds of a page."""
    starts, figures = [offset], 0
    places = iter(sorted(figure_starts))
    place = next(places, None)
    at = 0
    while (at := text.find("\n", at) + 1) > 0:
        here = offset + at
        while place is not None and place < here:
            figures += 1
            place = next(places, None)
        if here - starts[-1] >= PART_CHARACTERS or figures >= PART_FIGURES:
            starts.append(here)
            figures = 0
    return starts if starts[-1] < offset + len(text) else starts[:-1] or [offset]
