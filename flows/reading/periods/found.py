"""Expressions of time as rules, and the stretches of time they mean before their role in the sentence is known."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from flows.reading.periods.moments import Stretch
from flows.reading.periods.said import Said
from flows.reading.periods.words import PeriodWords
from flows.reading.text.rule import Rule

Role = Literal["date", "base", "window", "name"]
Basis = Literal["explicit", "relative", "context"]


class Found(NamedTuple):
    """The stretch of time that an expression means; ``end`` is the offset of its end in the text.

    ``says``: later words (同年, 8月) may refer to it. ``side``: ``from`` has no end, ``until`` has no beginning, and of
    ``untold`` (最近) no day is said: its period is empty. One without end has the role ``window``, as no figure is
    measured over it. ``is_loose``: its year is only a guess from the day of publication. ``rule`` is set where another
    rule than that of the expression gives the stretch: a range, or the time from it to the publication.
    """

    end: int
    stretch: Stretch
    basis: Basis
    role: Role = "date"
    says: bool = True
    side: Literal["", "from", "until", "untold"] = ""
    is_loose: bool = False
    rule: Rule | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Expression(Rule):
    """A rule for one kind of expression: its pattern, and the function that gives the stretch of time it means.

    ``pattern``, made of the words of a vocabulary, is matched against folded text. ``does`` gets the periods said
    before and the match; it gives ``None`` where the match means no time.
    """

    pattern: Callable[[PeriodWords], re.Pattern[str]]
    does: Callable[[Said, re.Match[str]], Found | None]

    def of(self, _match: re.Match[str], _words: PeriodWords) -> "Expression":
        """The rule that a match of the pattern is for: this one."""
        return self


class Words:
    """Expressions of one pattern, told apart by the kind of the word that it matches (codelist ``period_word_kind``)."""

    def __init__(
        self, pattern: Callable[[PeriodWords], re.Pattern[str]], rules: dict[Expression, tuple[str, ...]]
    ) -> None:
        self.pattern = pattern
        self.rules = tuple(rules)
        self._by_kind = {kind: rule for rule, kinds in rules.items() for kind in kinds}

    def of(self, match: re.Match[str], words: PeriodWords) -> Expression:
        """The rule of the word that was matched."""
        return self._by_kind[words.kinds[match[0]]]
