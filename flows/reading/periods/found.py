"""What an expression of time resolves to, before its role in the sentence is known."""

from typing import Literal, NamedTuple

from flows.reading.periods.moments import Stretch

Role = Literal["date", "base", "window", "name"]
Basis = Literal["explicit", "relative", "context"]


class Found(NamedTuple):
    """What an expression resolves to; ``end`` is where it ends in the text."""

    end: int
    stretch: Stretch
    basis: Basis
    role: Role = "date"
    says: bool = True
    """Whether later words (同年, 8月) may refer to it."""
    side: Literal["", "from", "until", "untold"] = ""
    """``from`` and ``until``: it goes on without end, or has no beginning. What has no end is a ``window``: nothing measured has it.
    ``untold``: its days are not said (最近), and its period is empty."""
    is_loose: bool = False
    """Whether its year is only a guess from the day of publication."""
