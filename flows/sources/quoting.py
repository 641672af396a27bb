"""The shortest quote of a figure: what a curated row anchors it with."""

import re
from itertools import chain
from typing import Final

from flows.domain.span import Span
from flows.sources.tables import FORMULA

EXAMPLES: Final = [
    ("甲市增长7.3%，乙市增长8%。", "7.3%", "甲市增长7.3%"),
    ("兰州新区400亿元、兰州高新区366亿元。", "366亿元", "兰州高新区366亿元"),
    ("一季度：增长5%，投资增长7%；二季度：增长5%，投资增长8%。", "5%", "一季度：增长5%"),
    ("新增13,926户，增长2%。", "13,926户", "新增13,926户"),
    ("增长5%，投资增长7%。增长5%，投资增长8%。", "5%", "增长5%，投资增长7%"),
    ("全市生产总值\n1184亿元", "1184亿元", "1184亿元"),
    ("=生产总值1184亿元，税收12亿元", "1184亿元", "生产总值1184亿元"),
]
"""Text, the first figure of that print in it, and its quote."""

_SIGN: Final = re.compile(r"[，,。．；;！!？?：:、\r\n](?!(?<=[\d０-９][,，:：．])[\d０-９])")
"""What parts clauses; not the signs inside a number."""
_EDGE: Final = " \t\r\n\xa0\u3000，,。；;！!？?：:、=@"
_REACH: Final = 4000
"""How far from the figure its quote may begin or end, in characters; a text that repeats more than that says nothing new."""


def shortest_quote(text: str, article: Span, figure: Span) -> Span | None:
    """The shortest run of whole clauses that holds ``figure`` and stands in ``article`` once; ``None`` where none does.

    All spans are of ``text``. A quote does not begin as a formula of a spreadsheet does.
    """
    low, high = max(article.start, figure.start - _REACH), min(article.end, figure.end + _REACH)
    before = [match.end() for match in _SIGN.finditer(text, low, figure.start)]
    starts = [_skip(text, start, figure.start) for start in chain(reversed(before), (low,))]
    starts = [start for start in dict.fromkeys(starts) if not FORMULA.match(text, start)]
    after = [match.start() for match in _SIGN.finditer(text, figure.end, high)]
    ends = list(dict.fromkeys(_trim(text, end, figure.end) for end in chain(after, (high,))))
    found: list[Span] = []
    reach = len(ends) - 1
    for start in starts:  # the further it begins to the left, the less it needs on the right
        if not _stands_once(text[start : ends[reach]], text, article):
            continue
        while reach and _stands_once(text[start : ends[reach - 1]], text, article):
            reach -= 1
        found.append(Span(start, ends[reach]))
        if not reach:
            break
    return min(found, key=lambda span: (span.end - span.start, -span.start), default=None)


def occurrence(text: str, quote: Span, figure: Span) -> int:
    """Which occurrence of its print in the quote the figure is, from 1; occurrences may overlap."""
    printed, count, at = figure.of(text), 0, quote.start - 1
    while (at := text.find(printed, at + 1, figure.end)) >= 0:
        count += 1
    return count


def _skip(text: str, at: int, stop: int) -> int:
    while at < stop and text[at] in _EDGE:
        at += 1
    return at


def _trim(text: str, at: int, stop: int) -> int:
    while at > stop and text[at - 1] in _EDGE:
        at -= 1
    return at


def _stands_once(quote: str, text: str, article: Span) -> bool:
    first = text.find(quote, article.start, article.end)
    return first >= 0 and text.find(quote, first + 1, article.end) < 0
