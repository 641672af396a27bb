"""Text of strangers in charts: made harmless for XML, measured without fonts, cut to a width."""

import re
import unicodedata
from typing import Final

_NOT_IN_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TURNS_TEXT: Final = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """One line of characters that XML 1.0 allows; signs that would turn the text around them are left out."""
    return " ".join(_TURNS_TEXT.sub("", _NOT_IN_XML.sub("\ufffd", text)).split())


def width(text: str) -> float:
    """Upper estimate of the text's width in ems: 1 for an East Asian wide character, 0.62 for any other.

    The fonts that a server has say nothing of those of a reader, and one that has no Chinese font measures Chinese
    text as nothing.
    """
    return sum(_character_width(character) for character in text)


def cut(text: str, ems: float) -> str:
    """The text cleaned, and shortened with an ellipsis where it is wider than ``ems``."""
    text = clean(text)
    if width(text) <= ems:
        return text
    kept, used = [], 1.0
    for character in text:
        used += _character_width(character)
        if used > ems:
            break
        kept.append(character)
    return "".join(kept) + "…"


def _character_width(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.62
