"""Foreign text as a person can safely see it: nothing that a terminal obeys, or hides, is left in it."""

import unicodedata
from typing import Final

_OBEYED: Final = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
"""Unicode categories: control codes, format signs (bidi, zero-width), lone surrogates, private use, line separators."""


def visible(text: str, *, lines: bool = False) -> str:
    """``text`` with each sign that a terminal would obey or hide written out, as ``<U+001B>``.

    Line breaks too, so that a name or a cell cannot begin a line of its own; with ``lines`` they stay, for text of
    several lines.
    """
    if text.isprintable():
        return text
    return "".join(
        f"<U+{ord(sign):04X}>" if unicodedata.category(sign) in _OBEYED and not (lines and sign == "\n") else sign
        for sign in text
    )
