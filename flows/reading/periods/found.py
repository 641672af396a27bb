"""Expressions of time as rules, and what one resolves to before its role in the sentence is known."""

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
    """What an expression resolves to; ``end`` is where it ends in the text.

    ``says``: later words (同年, 8月) may refer to it. ``side``: ``from`` and ``until`` go on without end, or have no
    beginning; what has no end is a ``window``, as nothing measured has it. ``untold``: its days are not said (最近), and
    its period is empty. ``is_loose``: its year is only a guess from the day of publication. ``rule`` is set where it is
    not the expression that found it, but what was made of that: a range, or what lies between it and the publication.
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
    """A rule for one kind of expression: how it is written, and what it resolves to, ``None`` where it is none.

    ``pattern``, made of the words of a vocabulary, is matched against folded text; ``does`` gets what was said before and the match.
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
