"""An article's text cut where marks begin and end: what is marked is cut first and escaped afterwards, piece by piece."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

PART_CHARACTERS = 30_000
PART_FIGURES = 1_500
"""A page shows at most so many characters, and so many figures, of an article."""
_ENDS = ("\n", "。！？；!?;")
"""Where a text may be cut: rather behind a line than behind a sentence."""


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


def part_starts(text: str, offset: int, figures: Sequence[tuple[int, int]]) -> list[int]:
    """Where the parts of a long text, which begins at ``offset``, begin; none is larger than a page may be.

    A part ends with a line if one ends in its second half, else with a sentence, else before the figure that would be
    cut. ``figures`` are spans in order of their places.
    """
    starts, end = [offset], offset + len(text)
    begins = [start for start, _ in figures]
    while True:
        start = starts[-1]
        after = bisect_left(begins, start) + PART_FIGURES
        last = min(start + PART_CHARACTERS, begins[after] if after < len(begins) else end)
        if last >= end:
            return starts
        starts.append(_cut(text, offset, start, last, figures, begins))


def _cut(
    text: str, offset: int, start: int, last: int, figures: Sequence[tuple[int, int]], begins: Sequence[int]
) -> int:
    for signs in _ENDS:
        found = max(text.rfind(sign, (start + last) // 2 - offset, last - offset) for sign in signs)
        if found >= 0:
            return offset + found + 1
    at = bisect_right(begins, last) - 1
    is_inside = at >= 0 and figures[at][0] < last < figures[at][1]
    return figures[at][0] if is_inside and figures[at][0] > start else last
