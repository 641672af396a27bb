"""The organisation that a figure belongs to if not to the region: a company or institute named in the sentence."""

import re
from typing import Final

from flows.reading.context.spots import Spot
from flows.reading.places.found import Place
from flows.reading.text.sentences import Sentence
from flows.reading.text.words import longest_first
from flows.vocabulary import Vocabulary
from flows.vocabulary.lists import WordList

_NAME: Final = r"[^\s,。;:、“”\"《》的在由与和向对从为是(]{2,22}?"


_LEADING: Final = re.compile(
    "^(?:其中|目前|截至目前|另外|此外|同时|今年|去年|当年|当天|当日|开工|建成|投产|位于|落户|引进|签约|依托|组织|推动|支持|由|该|这家|一家)+"
)


class OrganisationWords:
    """The pattern of organisations' names that the words of a vocabulary make."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        forms = vocabulary.words(WordList.COMPANY_FORMS)
        self.ends = tuple(form for form in forms if not any(form != one and form.endswith(one) for one in forms))
        self.pattern = re.compile(f"{_NAME}(?:{longest_first(forms)})(?!(?<=集团)公司)")
        self.kinds = vocabulary.words(WordList.COMPANY_KINDS)


class Organisations:
    """The organisations of one article's sentences, looked for when a sentence is asked for the first time."""

    def __init__(self, folded: str, text: str, words: OrganisationWords) -> None:
        self._folded, self._text, self._words = folded, text, words
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
        if all(folded.find(word, start, end) < 0 for word in self._words.ends):
            return []
        return [
            (match.start() + len(match[0]) - len(_LEADING.sub("", match[0])), match.end())
            for match in self._words.pattern.finditer(folded, start, end)
            if not match[0].endswith(self._words.kinds)
        ]
