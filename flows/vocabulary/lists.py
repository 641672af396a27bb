"""The lists of words that code asks for, by the name that they have in ``word_lists.csv``."""

from enum import StrEnum


class WordList(StrEnum):
    """A list of words without attributes of their own; the codelist ``word_list`` says the use of each."""

    CUE_FILLERS = "cue_fillers"
    PHRASE_FILLERS = "phrase_fillers"
    ORGANISATION_ENDS = "organisation_ends"
    ORGANISATIONS_AT_ONCE = "organisations_at_once"
    OFFICES = "offices"
    ORGANISATION_ENDS_OF_FULL_NAMES = "organisation_ends_of_full_names"
    COMPANY_FORMS = "company_forms"
    COMPANY_KINDS = "company_kinds"
    SCOPE_BEFORE = "scope_before"
    LOCATED_AT = "located_at"
    CONTEXT_NAMES = "context_names"
    ORDINARY_WORDS = "ordinary_words"
    RANK_WORDS = "rank_words"
    RANK_VERBS = "rank_verbs"
    NUMBERED_THINGS = "numbered_things"
    SIZE_NOUNS = "size_nouns"
    SIZE_ADJECTIVES = "size_adjectives"
    ENUMERATED = "enumerated"
    NAMED_BY_NUMBER = "named_by_number"
    NAME_FAMILIES = "name_families"
    GENERIC_SUMS = "generic_sums"
    YEARLY_SUMS = "yearly_sums"
    PHRASE_STOPS = "phrase_stops"
    NO_NOUNS = "no_nouns"
    PHRASE_ENDS = "phrase_ends"
    COUNT_VERBS = "count_verbs"
