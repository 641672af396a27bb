"""A figure where it stands: all that a rule about one figure looks at."""

from dataclasses import dataclass
from typing import NamedTuple

from flows.domain.reading import Figure
from flows.reading.text.sentences import Sentence
from flows.vocabulary import Region


class Measured(NamedTuple):
    """A measure, the sign the words give the value, where its cue begins, and the rule that found it."""

    measure: str
    sign: int
    cue: int
    rule: str


@dataclass(slots=True)
class Spot:
    """A figure with the words around it; offsets are those of ``folded``, the text of its article.

    ``[gap, head)`` are the words since the figure before or the beginning of the sentence, ``[clause, head)`` those since
    the last comma in them, ``[tail, end)`` those up to the next figure or the end of the sentence. ``base_unit`` and
    ``region`` are found on the way.
    """

    folded: str
    figure: Figure
    statement: Sentence
    gap: int
    clause: int
    head: int
    tail: int
    end: int
    base_unit: str = "1"
    region: Region | None = None

    @property
    def sentence(self) -> int:
        """Where the sentence begins."""
        return self.statement.start

    def until(self, head: int) -> "Spot":
        """The same figure with no more words before it than those that end at ``head``."""
        return Spot(
            self.folded,
            self.figure,
            self.statement,
            self.gap,
            self.clause,
            head,
            self.tail,
            self.end,
            self.base_unit,
            self.region,
        )


@dataclass(frozen=True, slots=True)
class Group:
    """A list of figures with nothing but list signs between them, and which of them is meant, counted from 0."""

    size: int
    nth: int
