"""The lists of words that code asks for, by the name that they have in ``word_lists.csv``."""

from enum import StrEnum


class WordList(StrEnum):
    """A list of words without attributes of their own; what each is for stands in the codelist ``word_list``."""

    CUE_FILLERS = "cue_fillers"
    PHRASE_FILLERS = "phrase_fillers"
