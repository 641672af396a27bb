"""A figure where it stands: all that a rule about one figure looks at."""

from dataclasses import dataclass
from typing import NamedTuple

from flows.domain.reading import Figure
from flows.reading.text.rule import Rule
from flows.reading.text.sentences import Sentence
from flows.vocabulary import Region


@dataclass(frozen=True, slots=True, eq=False)
class MeasureRule(Rule):
    """A rule that says what a figure measures: ``does`` is the measure, empty where it is that of another figure."""

    does: str

    def at(self, cue: int, *, sign: int = 1, measure: str = "") -> "Measured":
        """The measure that the words at offset ``cue`` give: that of the rule, or ``measure`` if it is not empty."""
        return Measured(measure or self.does, sign, cue, self)


class Measured(NamedTuple):
    """A measure, the sign the words give the value, where its cue begins, and the rule that found it."""

    measure: str
    sign: int
    cue: int
    rule: MeasureRule


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
        """The offset at which the sentence begins."""
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


class Group(NamedTuple):
    """A list of figures with nothing but list signs between them, and which of them is meant, counted from 0.

    ``head`` is the offset at which the first of them begins.
    """

    size: int
    nth: int
    head: int
