"""Names of regions that are part of another name: of an organisation (兰州石化) or of something quoted (《重庆市…意见》)."""

import re
from typing import Final

from flows.reading.text.words import longest_first
from flows.vocabulary import Vocabulary
from flows.vocabulary.lists import WordList

_NAME: Final = r"[^\s,。;:!?、“”\"《》【】()的在与和及了将把对向从为是有已由被等中内共各并以于其到]"
_FACTORY: Final = r"[^\s,。;]厂(?![区房家长商])"


class OrganisationNames:
    """Tells names of regions that begin an organisation's name, by the words of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        at_once = longest_first(vocabulary.words(WordList.ORGANISATIONS_AT_ONCE))
        ends = longest_first(vocabulary.words(WordList.ORGANISATION_ENDS))
        self._behind_short = re.compile(rf"{at_once}|(?!市[委政])(?!\d){_NAME}{_NAME}{{0,13}}?(?:{ends}|{_FACTORY})")
        offices = longest_first(vocabulary.words(WordList.OFFICES))
        ends = longest_first(vocabulary.words(WordList.ORGANISATION_ENDS_OF_FULL_NAMES))
        self._behind_full = re.compile(rf"{offices}|[^\s,。;:、的]{{0,6}}(?:{ends})")

    def begin_before(self, folded: str, end: int, *, full: bool) -> bool:
        """``True`` where the name that ends at ``end``, ``full`` or short, begins an organisation's: 兰州|石化, 兰州市|人民政府."""
        pattern = self._behind_full if full else self._behind_short
        return pattern.match(folded, end) is not None


def is_quoted(folded: str, start: int, end: int) -> bool:
    """``True`` where the mention is inside a short quoted name: “甘肃省乳产业创新联合体”, 《重庆市…意见》."""
    for opening, closing in (("《", "》"), ("“", "”")):
        opened = folded.rfind(opening, max(0, start - 24), start)
        if opened >= 0 and folded.find(closing, opened, start) < 0:
            closed = folded.find(closing, end, end + 32)
            if closed >= 0 and not any(sign in folded[opened:closed] for sign in ",。;"):
                return True
    return False
