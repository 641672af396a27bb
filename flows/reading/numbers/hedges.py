"""Hedges beside a figure (约, 超过, 以上) and the bounds that they make of it, from the words of a vocabulary."""

import re
from typing import Final

from flows.reading.text.words import longest_first
from flows.vocabulary import Vocabulary

_LINKS: Final = frozenset("了到达至为有在")
"""Characters that may stand between a hedge and its number: 超过了5亿元."""
_VERB_ENDS: Final = _LINKS | frozenset("行以要")
_SCALE_HEDGE: Final = "上"
"""A hedge only before a scale word: 上千家, and no hedge in 网上3家."""
_FAR: Final = re.compile(r"(最多|至多|至少|最少)(?:可以?|能够?|会|需要?|要|有|达到?|为|进行){1,3}\s?\Z")
_FAR_REACH: Final = 8


class Hedges:
    """The hedges of a vocabulary: ``before`` a number and ``behind`` a figure, each with its bound.

    ``before_lasts`` are the characters that a hedge before a number, or what links it to the number, ends with;
    ``behind_firsts`` those that a hedge behind a figure begins with.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.before = {hedge.hedge: hedge.bound for hedge in vocabulary.hedges if hedge.side == "before"}
        self.behind = {hedge.hedge: hedge.bound for hedge in vocabulary.hedges if hedge.side == "behind"}
        self._not_after = {
            hedge.hedge: tuple(hedge.not_after.split())
            for hedge in vocabulary.hedges
            if hedge.side == "before" and hedge.not_after
        }
        self._lengths = {
            last: sorted({len(word) for word in self.before if word[-1] == last}, reverse=True)
            for last in {word[-1] for word in self.before}
        }
        self.before_lasts = frozenset(self._lengths) | _VERB_ENDS
        self.behind_firsts = frozenset(word[0] for word in self.behind) | {" "}
        self.behind_pattern = re.compile(rf"\s?(?:{longest_first(self.behind)})")

    def found_before(self, text: str, s: int, floor: int, scales: str) -> tuple[str, int]:
        """The bound of the hedge directly before ``s`` and where it starts; none: empty and ``s``.

        Nothing before ``floor`` is looked at; ``scales`` are the scale words of one character.
        """
        at = s
        if at > floor and text[at - 1] in " \n":
            at -= 1
        if at <= floor or text[at - 1] not in self.before_lasts:
            return "", s
        for start in (at, at - 1) if text[at - 1] in _LINKS else (at,):
            for length in self._lengths.get(text[start - 1], ()):
                if start - length < floor:
                    continue
                word = text[start - length : start]
                bound = self.before.get(word)
                if bound is None:
                    continue
                if (others := self._not_after.get(word)) and text.endswith(others, 0, start - length):
                    return "", s
                if word == _SCALE_HEDGE and text[s] not in scales:
                    return "", s
                return bound, start - length
        window = text[max(floor, s - _FAR_REACH) : s]
        if ("最" in window or "至" in window) and (match := _FAR.search(window)) and match[1] in self.before:
            return self.before[match[1]], s - len(match[0])
        return "", s
