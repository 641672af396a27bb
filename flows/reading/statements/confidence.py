"""How sure a claim is: the points of its evidence added up, and turned into the chance that all its fields are right."""

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from flows.vocabulary import Vocabulary

SCALE: Final = 100
"""So many points are one unit of log odds."""
BASE: Final = "base=all"
"""The evidence that every claim has; its points are those of a claim about which nothing else is known."""


class Judged(NamedTuple):
    """The chance in [0, 1] that all fields of a claim are right, and the field that its evidence supports least."""

    confidence: float
    weakest: str


class Confidences:
    """Adds up the points of evidence (seed ``confidence_points``); evidence without points counts nothing."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.points = {f"{row.feature}={row.bin}": row.points for row in vocabulary.confidence_points}
        best: dict[str, int] = {}
        for row in vocabulary.confidence_points:
            best[row.feature] = max(best.get(row.feature, 0), row.points)
        self._best = best
        self._base = self.points.get(BASE, 0)
        self._weighed: dict[str, tuple[int, str, int]] = {}

    def judged(self, evidence: Iterable[str]) -> Judged:
        """The confidence that ``evidence`` gives; of fields equally weak the first in the alphabet."""
        total, lost = self._base, dict[str, int]()
        for one in evidence:
            points, field, less = self._weighed.get(one) or self._weigh(one)
            total += points
            lost[field] = lost.get(field, 0) + less
        weakest = min(lost, key=lambda field: (-lost[field], field), default="")
        return Judged(round(1 / (1 + math.exp(-max(total, -20 * SCALE) / SCALE)), 2), weakest)

    def _weigh(self, evidence: str) -> tuple[int, str, int]:
        """The points of a piece of evidence, the field that it is of, and how many points the best bin would give more."""
        feature = evidence.partition("=")[0]
        points = self.points.get(evidence, 0)
        found = points, feature.partition(".")[0], self._best.get(feature, 0) - points
        self._weighed[evidence] = found
        return found


@lru_cache(maxsize=2)
def confidences_of(vocabulary: Vocabulary) -> Confidences:
    """The score table of ``vocabulary``, made once."""
    return Confidences(vocabulary)
