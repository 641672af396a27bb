"""A rule of the reader as a value: it stands beside the code that fires it, and what it fires on carries it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from flows.domain.reading import FigureKind, FigureReading


class Read(NamedTuple):
    """A text alone with what is found in it; ``published_on`` is an ISO date.

    ``gives`` holds one line for each thing found: its text, ``=`` and what it means.
    """

    text: str
    published_on: str
    gives: tuple[str, ...]

    def __str__(self) -> str:
        """The text and, behind an arrow, the things found in it, if any."""
        return f"{self.text} → {', '.join(self.gives)}" if self.gives else self.text


Example = str | Read
"""A passage, or a text alone with what comes out of it.

A passage is a paragraph with one figure marked 【】; where the headline matters, it stands above in a line of its own
behind ``# ``; what begins with ``## `` is a whole page. Passages are read as published on 5 February 2024; what begins with
``#- `` is a page of which nobody knows when it was published.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A rule; ``says`` is its sentence, ``reads`` are examples on which it fires, ``never`` those on which it does not.

    Kinds of rules add what the rule does. Two rules are never equal, so that a rule is compared by ``is``.
    """

    name: str
    says: str
    reads: tuple[Example, ...]
    never: tuple[Example, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Reason(Rule):
    """A rule that says why a figure makes no claim: ``does`` is the reading it gives, ``not_a_claim`` or ``unread``.

    ``kind`` is the kind of figure that it makes of the number, ``None`` where the number keeps its own. ``outcome`` is what becomes of
    the figure: its reading and the name of the reason.
    """

    does: FigureReading = "not_a_claim"
    kind: FigureKind | None = None
    outcome: tuple[FigureReading, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "outcome", (self.does, self.name))
