"""Sentences of an article: where one statement ends and the next begins."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from flows.domain.document import Segment, SegmentKind

_CLOSERS: Final = '"”’』」》)'
"""Signs that close what a full stop has ended: they belong to the sentence before."""
_END: Final = rf"[。!?;][{_CLOSERS}]*"
_BREAK: Final = re.compile(rf"{_END}|\n\s*")
_SENTENCE: Final = re.compile(rf"[^。!?;\n]*(?:{_END}|\n)?[ \t\r\n]*")
_ENDERS: Final = frozenset('。!?;:…”」』)—-"')
_LONGEST: Final = 800
"""A statement of more characters is cut at its next comma or, where there is none for as many more, anywhere."""
_CUT: Final = re.compile(r"[,、:)\s](?!\d)")
_SHORT: Final = 20
"""A line without a full stop that is no longer than this stands by itself; a longer one was broken by the page."""


class Sentence(NamedTuple):
    """A statement; ``paragraph`` counts up, ``is_first`` opens one, ``follows`` says that it continues another.

    It does so after ``;``, and where an endless statement was cut.
    """

    start: int
    end: int
    kind: SegmentKind
    paragraph: int
    is_first: bool
    follows: bool


def sentence_ends(folded: str) -> list[int]:
    """The offset of the end of each sentence, as shown to people: with its closing signs and the blanks behind it.

    Sentences tile the text. Each line ends one, whereas ``split_sentences`` goes on over a line that the page broke.
    """
    return [match.end() for match in _SENTENCE.finditer(folded) if match.end() > match.start()]


def split_sentences(folded: str, segments: Sequence[Segment], base: int) -> Iterator[Sentence]:
    """Sentences of ``segments`` in order; ``folded`` begins at ``base`` of the document, and so do the offsets."""
    for sentence in _statements(folded, segments, base):
        if sentence.end - sentence.start <= _LONGEST:
            yield sentence
        else:
            yield from _cut(folded, sentence)


def _cut(folded: str, sentence: Sentence) -> Iterator[Sentence]:
    """An endless sentence in pieces, so that looking back in a sentence takes no longer in a longer text."""
    start = sentence.start
    while sentence.end - start > _LONGEST:
        limit = min(sentence.end, start + 2 * _LONGEST)
        sign = _CUT.search(folded, start + _LONGEST, limit)
        end = sign.end() if sign else limit
        yield sentence._replace(start=start, end=end)
        start, sentence = end, sentence._replace(is_first=False, follows=True)
    if start < sentence.end:
        yield sentence._replace(start=start)


def _statements(folded: str, segments: Sequence[Segment], base: int) -> Iterator[Sentence]:
    paragraph = 0
    for segment in segments:
        start, end, kind = segment.span.start - base, segment.span.end - base, segment.kind
        if kind == "furniture":
            continue
        paragraph += 1
        begin, first, follows = start, True, False
        line = start
        for match in _BREAK.finditer(folded, start, end):
            sign = folded[match.start()]
            stop = match.start() if sign == "\n" else match.end()
            if sign == "\n":
                if kind == "body" and _is_broken(folded, line, match.start(), match.end()):
                    line = match.end()
                    continue
                line = match.end()
            if stop > begin:
                yield Sentence(begin, stop, kind, paragraph, first, follows)
                first, follows = False, sign == ";"
            if sign == "\n":
                paragraph += 1
                first, follows = True, False
            begin = match.end()
        if end > begin:
            yield Sentence(begin, end, kind, paragraph, first, follows)


def _is_broken(folded: str, line: int, end: int, after: int) -> bool:
    """``True`` where the line ``[line, end)`` was broken by the page, so that its sentence goes on at ``after``."""
    while end > line and folded[end - 1].isspace():
        end -= 1
    if end == line or folded[end - 1] in _ENDERS or folded[end:after].find("  ") >= 0:
        return False
    return end - line > _SHORT and ("," in folded[line:end] or "。" in folded[line:end])
