"""Addresses of pages, images and mail in a text: their digits are no figures."""

import re
from typing import Final

from flows.reading.numbers.with_units import ASCII, DIGIT
from flows.reading.text.words import longest_first

_LINK_MARKS: Final = ("://", "www.", "@", "data:")
_LINK: Final = re.compile(longest_first(_LINK_MARKS))
_PRINTED: Final = re.compile(r"[!-~]*")
_ADDRESS: Final = ASCII | DIGIT | frozenset("._+-")


def links(text: str) -> list[tuple[int, int]]:
    """The spans (code points, half-open) of addresses of pages, images and mail, in order."""
    links: list[tuple[int, int]] = []
    if not any(mark in text for mark in _LINK_MARKS):
        return links
    floor = 0
    for match in _LINK.finditer(text):
        at, end = match.span()
        if at < floor:
            continue
        start = at
        while start > floor and text[start - 1] in _ADDRESS:
            start -= 1
        if start < at or match[0] in ("www.", "data:"):
            printed = _PRINTED.match(text, end)
            floor = printed.end() if printed else end
            links.append((start, floor))
    return links
