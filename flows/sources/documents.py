"""A text by itself, without a row of the manifest, read as the sources are."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from flows.domain.document import Article, Segment
from flows.domain.errors import FangzhiError
from flows.domain.period import parse_period
from flows.domain.reading import Origin
from flows.domain.span import Span
from flows.reading.statements.documents import DocumentReading, read_document
from flows.sources.bounded import Bounded
from flows.sources.lines import split_lines
from flows.sources.segmentation import Segmentation, segment
from flows.vocabulary import Vocabulary
from flows.vocabulary.folding import fold

_UNKNOWN: Final = Origin()
_GIVEN: Final = "given"
_PRINTED: Final = "printed in the text"
_UNDATED: Final = "unknown"
NO_DATE: Final = (
    "found no publication date, neither given nor printed with the text, expected one to resolve 去年 and 今年 against: "
    "such periods stay empty. Mend: give it as 2024-04-10 (or 2024-04, or 2024)"
)
"""What is said of a text without a date of publication."""
_DATE_LINE: Final = re.compile(
    r"[^\d。,;]{0,20}(\d{4})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?[^\d。,;]{0,30}",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class TextReading:
    """A text with its articles and segments and what the reader made of it."""

    text: str
    articles: tuple[Article, ...]
    segments: tuple[Segment, ...]
    reading: DocumentReading

    @property
    def warning(self) -> str:
        """What is lacking in a text that could be read all the same; empty where nothing is."""
        return NO_DATE if any(article.published_on is None for article in self.articles) else ""


def read_loose_text(
    text: str,
    vocabulary: Vocabulary,
    *,
    published: str = "",
    origin: Origin = _UNKNOWN,
) -> TextReading:
    """Cut ``text`` into articles and read them.

    An article's date is the one printed with it, else ``published`` (2024, 2024-04 or 2024-04-10), else one that is
    printed by itself in a line of the text. Where there is none, it has no date: what its text counts from the
    publication (今年) has no period, and the ``warning`` of the reading says so. Raises ``FangzhiError`` for a
    ``published`` that is no date. A text in which segmentation sees no article is taken for one.
    """
    day = last_day(published) if published else None
    found = _cut(text, published, day, _GIVEN if day else _UNDATED)
    if day is None and any(article.published_on is None for article in found.articles) and (day := _date_line(text)):
        found = _cut(text, day.isoformat(), day, _PRINTED)
    return TextReading(
        text,
        found.articles,
        found.segments,
        read_document(text, found.articles, found.segments, vocabulary, origin),
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    """A reading, or what a user can mend."""

    found: TextReading | None
    wrong: str = ""


def read_loose_within(
    bounded: Bounded, text: str, vocabulary: Vocabulary, *, published: str = "", origin: Origin = _UNKNOWN
) -> TextReading:
    """``read_loose_text`` within the budget of ``bounded``; raises also ``UndecodableError``, for a text that is over it."""
    answer = bounded.read(_loose, text, vocabulary, (published, origin), _Answer)
    if answer.found is None:
        raise FangzhiError(answer.wrong)
    return answer.found


def _loose(vocabulary: Vocabulary, text: str, published: str, origin: Origin) -> _Answer:
    try:
        return _Answer(read_loose_text(text, vocabulary, published=published, origin=origin))
    except FangzhiError as error:
        return _Answer(None, str(error))


def last_day(published: str) -> dt.date:
    """The last day that ``published`` can mean; raises ``FangzhiError`` unless it is a day, a month or a year."""
    try:
        period = parse_period(published)
    except ValueError:
        period = parse_period("")
    if period.end is None or period.kind not in ("year", "month", "day"):
        raise FangzhiError(f"published: found {published!r}, expected 2024, 2024-04 or 2024-04-10. Mend: write one")
    return period.end


def _cut(text: str, published: str, day: dt.date | None, basis: str) -> Segmentation:
    found = segment(text, document="text", published=published, published_on=day, published_basis=basis)
    if found.articles or not text.strip():
        return found
    whole = Span(0, len(text))
    return Segmentation((Article("text-1", 1, "", "", published, day, basis, whole),), (Segment("body", whole, 1),))


def _date_line(text: str) -> dt.date | None:
    """The first date of the calendar that stands in a line by itself, with a few words at most: who signs, since when."""
    for line in split_lines(text):
        if match := _DATE_LINE.fullmatch(fold(line.text)):
            try:
                return dt.date(*map(int, match.groups()))
            except ValueError:
                continue
    return None
