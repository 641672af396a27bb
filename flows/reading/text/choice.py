"""One meaning chosen among several by the evidence for each, or none where the evidence does not tell.

Evidence is a set of codes (``in_clause``, ``compared``); what each counts for stands in the seed ``evidence_points``.
"""

from collections.abc import Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

_T = TypeVar("_T")


class Candidate(NamedTuple, Generic[_T]):
    """A possible meaning: ``value`` printed at ``[start, end)`` (``-1`` where no words print it), and its evidence."""

    value: _T
    start: int
    end: int
    evidence: tuple[str, ...]


class Choice(NamedTuple, Generic[_T]):
    """What was chosen for one ``seam`` (region, period, …), and the points of every candidate, in the order of the text.

    ``chosen`` is ``None`` where no candidate has more than no points.
    """

    seam: str
    chosen: Candidate[_T] | None
    points: tuple[tuple[Candidate[_T], int], ...]


def choose(seam: str, candidates: Sequence[Candidate[_T]], points: Mapping[str, int]) -> Choice[_T]:
    """The candidate with the most points above 0; of equal ones the last in the text.

    ``points`` are those of the seam by code of evidence. Raises ``KeyError`` for evidence without points.
    """
    judged = tuple((candidate, sum(points[code] for code in candidate.evidence)) for candidate in candidates)
    best: Candidate[_T] | None = None
    most = 0
    for candidate, count in judged:
        if count > 0 and count >= most:
            best, most = candidate, count
    return Choice(seam, best, judged)
