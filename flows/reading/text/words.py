"""Words as data, made into patterns that a scan runs over quickly."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

_REACH: Final = 32
"""Code points at the end of a text in which a run of ending words is looked for."""


def words(*lines: str) -> tuple[str, ...]:
    """The words of ``lines``, parted by spaces; the lines are only for the eye."""
    return tuple(word for line in lines for word in line.split())


def one_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """Any of ``patterns``, the first that fits.

    A pattern that begins with a plain character is found fastest: the scan then skips whatever begins no word. What must
    not stand before a word is therefore written behind its first character: ``目(?<!比目)标``.
    """
    return re.compile("|".join(patterns))


def longest_first(words: Iterable[str]) -> str:
    """A pattern of ``words``, longest first, so that none hides a longer one; one that fits nothing where there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


def cue_pattern(word: str, not_after: Sequence[str] = (), not_before: Sequence[str] = ()) -> str:
    """A pattern of ``word`` that does not fit directly after or before certain words, which make another word of it.

    >>> cue_pattern("目标", ["比"], ["的"])
    '目标(?<!(?:比)目标)(?!的)'
    """
    plain = re.escape(word)
    by_length: dict[int, list[str]] = {}
    for other in not_after:
        by_length.setdefault(len(other), []).append(re.escape(other))
    behind = "".join(f"(?<!(?:{'|'.join(others)}){plain})" for others in by_length.values())
    return plain + behind + (f"(?!{longest_first(not_before)})" if not_before else "")


class Endings:
    """Words of which any number may end a text; each is a pattern that ends in a plain character or in one of ``last``.

    >>> Endings(["约", "达到"]).stripped("产量达到约")
    '产量'
    """

    def __init__(self, patterns: Sequence[str], last: str = "") -> None:
        self._run = re.compile(f"(?:{'|'.join(patterns)})+$")
        self._last = frozenset(pattern[-1] for pattern in patterns) | frozenset(last)

    def stripped(self, text: str) -> str:
        """``text`` without the longest run of the words at its end."""
        if text and text[-1] in self._last and (run := self._run.search(text, max(0, len(text) - _REACH))):
            return text[: run.start()]
        return text
