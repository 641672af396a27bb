"""Words around numerals by which a number is no claim, from the lists of a vocabulary."""

import re
from typing import Final

from flows.reading.text.words import longest_first
from flows.vocabulary import Vocabulary
from flows.vocabulary.lists import WordList
from flows.vocabulary.roles import UnitRole

INSIDE: Final = {"余": "more_than", "多": "more_than", "几": "more_than", "来": "approx"}
"""Hedges inside a number, or between number and unit."""

AFTER_ONE: Final = frozenset("统单唯惟同逐专划归之这那每某任另又哪头各如合为首初进下新不万第其十百千")
"""Characters before a lone 一 that take it into their word."""


class NumberWords:
    """The lists of a vocabulary that the scan of figures asks, made into patterns.

    ``yuan`` is the unit word of a sum in the currency of the country, 元. ``unit_not`` are the characters behind a unit
    word of one character that make another word of the two: 三成员, 8部门.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        adjectives = rf"(?:{longest_first(vocabulary.words(WordList.SIZE_ADJECTIVES))}){{0,4}}"
        nouns = f"(?:{longest_first(vocabulary.words(WordList.SIZE_NOUNS))})"
        enumerated = longest_first(vocabulary.words(WordList.ENUMERATED))
        self.yuan = vocabulary.unit_of(UnitRole.YUAN)
        self.ordinary = vocabulary.words(WordList.ORDINARY_WORDS)
        self.rank_verbs = vocabulary.words(WordList.RANK_VERBS)
        self.rank_words = re.compile(longest_first(vocabulary.words(WordList.RANK_WORDS)))
        self.numbered = re.compile(longest_first(vocabulary.words(WordList.NUMBERED_THINGS)))
        self.named = re.compile(longest_first(vocabulary.words(WordList.NAMED_BY_NUMBER)))
        self.size = re.compile(rf"(?:及?以[上下]|级){adjectives}{nouns}")
        self.over = re.compile(adjectives + nouns)
        self.enumerated = re.compile(rf"(?:个|大|项|种|类|条)?(?:[一-龥]{{0,2}})(?:{enumerated})")
        self.unit_not = {one.unit: frozenset(one.not_before.split()) for one in vocabulary.unit_lookalikes}
