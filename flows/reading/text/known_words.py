"""Words that a clause may hold without saying what is measured: cues, hedges, verbs and function words."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import Final

from flows.reading.text.words import longest_first
from flows.vocabulary import Vocabulary
from flows.vocabulary.lists import WordList

_NOT_HAN: Final = re.compile("[^一-鿿]+")


class KnownWords:
    """The words that a clause may hold beside the name of its indicator: cues, hedges, verbs and function words.

    ``left_of(text)`` says how many Chinese characters of a text are none of them; it remembers texts.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        words: Iterable[str] = chain(
            (cue.cue for cue in vocabulary.measure_cues),
            (cue.cue for cue in vocabulary.status_cues),
            (hedge.hedge for hedge in vocabulary.hedges),
            vocabulary.words(WordList.PHRASE_FILLERS),
            vocabulary.words(WordList.CUE_FILLERS),
            vocabulary.words(WordList.FUNCTION_WORDS),
        )
        self._pattern = re.compile(longest_first(set(words)))
        self.left_of = lru_cache(maxsize=1 << 14)(self._left_of)

    def _left_of(self, text: str) -> int:
        """How many Chinese characters of ``text`` are none of these words."""
        return len(_NOT_HAN.sub("", self._pattern.sub(" ", text)))


def no_subject_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A pattern that fits what no subject can be: a word of the list anywhere, a single character of it at the end."""
    words = vocabulary.words(WordList.NO_SUBJECTS)
    ends = "".join(word for word in words if len(word) == 1)
    return re.compile(f"{longest_first(word for word in words if len(word) > 1)}|[{ends}]$")
