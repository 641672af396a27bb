"""Whose figure it is where it is not the region's: a company or an institute named in the sentence."""

import re
from typing import Final

from flows.reading.context.spots import Spot
from flows.reading.places.mentions import Place
from flows.reading.text.sentences import Sentence

_ENDS: Final = ("公司", "集团", "研究院", "研究所")
_KINDS: Final = ("上市公司", "子公司", "分公司", "母公司")
"""Kinds of companies, and none by its name."""
_ORGANISATION: Final = re.compile(
    r"[^\s,。;:、“”\"《》的在由与和向对从为是(]{2,22}?"
    r"(?:有限责任公司|股份有限公司|有限公司|股份公司|公司|集团(?!公司)|研究院|研究所)"
)


class Organisations:
    """The organisations of one article's sentences, looked for when a sentence is asked for the first time."""

    def __init__(self, folded: str, text: str) -> None:
        self._folded, self._text = folded, text
        self._sentence = -1
        self._found: list[tuple[int, int]] = []

    def subject_of(self, spot: Spot, place: Place | None) -> str:
        """The last organisation named before a figure, unless its region, ``place``, is named after that."""
        if spot.sentence != self._sentence:
            self._sentence = spot.sentence
            self._found = self._in(spot.statement)
        for start, end in reversed(self._found):
            if end <= spot.figure.head and (place is None or place.start <= start or place.end <= start):
                return self._text[start:end]
        return ""

    def _in(self, sentence: Sentence) -> list[tuple[int, int]]:
        folded, start, end = self._folded, sentence.start, sentence.end
        if all(folded.find(word, start, end) < 0 for word in _ENDS):
            return []
        return [match.span() for match in _ORGANISATION.finditer(folded, start, end) if not match[0].endswith(_KINDS)]
