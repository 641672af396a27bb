"""The periods that a text has named so far, to which 同年, 8月 and 年底 refer."""

import datetime as dt
import re
from typing import Final

from flows.domain.reading import KnownTo
from flows.reading.numbers.numerals import read_count
from flows.reading.periods.moments import DAY, Moment, Stretch
from flows.reading.periods.words import MARKS, PeriodWords

_PRINTED_YEAR: Final = re.compile(
    "(?<![到—–~-])(?<![^截]至)((?:19|20)[0-9]{2}|[一二][〇○零一二三四五六七八九]{3})(?=年(?!前(?![0-9一二三四五六七八九十两]{1,2}[个月季])|之前|以前))"
)
_NO_YEAR: Final = dt.date(2030, 12, 31)


def assumed_day(folded: str) -> dt.date:
    """The day by which a text without a date of publication tells what is long ago: the end of the last year it prints.

    Years that it looks ahead to (到2030年) are not meant. No period is counted from that day.
    """
    years = [read_count(year) for year in _PRINTED_YEAR.findall(folded)]
    return dt.date(max(years), 12, 31) if years else _NO_YEAR


class Said:
    """The periods said last in the sentence, the paragraph and the article, while a text is read from its beginning.

    ``today`` is the day of publication, ``words`` are the words that name periods. Where no day of publication is known
    (``is_dated`` is false), ``today`` only tells what is long ago. ``known_to`` says how precisely
    it is known. ``uses_now`` is set by an expression whose stretch
    ends with the publication.
    """

    def __init__(self, text: str, today: dt.date | None, words: PeriodWords, known_to: KnownTo = "day") -> None:
        self.text = text
        self.words = words
        self.is_dated = today is not None
        self.today = today or assumed_day(text)
        self.known_to = known_to
        self.uses_now = False
        self._checked = 0
        self.in_title = False
        self.sentence: Stretch | None = None
        self.paragraph: Stretch | None = None
        self.article: Stretch | None = None
        self.last: Stretch | None = None
        self.reported: Stretch | None = None
        self.loose: Stretch | None = None  # said without a year, which the publication gave it
        self.day: Moment | None = None
        self.is_roc = False

    def advance(self, start: int) -> None:
        """Forget the periods of sentences and paragraphs that ended before offset ``start``."""
        for mark in MARKS.findall(self.text, self._checked, start):
            if mark == "《":
                self.in_title = True
            elif mark == "》":
                self.in_title = False
            else:
                self.sentence = None
                if mark == "\n":
                    self.paragraph = None
                    self.in_title = False
        self._checked = max(self._checked, start)

    def say(self, stretch: Stretch, *, opens: bool) -> None:
        """Remember a period; only one that ``opens`` a clause becomes the frame of the sentences behind it."""
        self.last = self.sentence = stretch
        if stretch.last.unit == DAY:
            self.day = stretch.last
            return
        year, this_year = stretch.last.year, self.today.year
        if year > this_year:
            return  # a plan for later years is no frame for what the next sentence reports
        is_recent = year >= this_year - 1
        framed = self.paragraph and self.paragraph.last.year >= this_year - 1
        if not framed or (is_recent and opens):
            self.paragraph = stretch
        if is_recent and self.reported is None and (opens or self.article is None):
            held = self.article
            inside = held and held.first.order < stretch.first.order and stretch.last.end_order <= held.last.end_order
            if not inside:
                self.article = stretch

    @property
    def context(self) -> Stretch | None:
        """The period said last in the sentence, else the frame of its paragraph or of the article."""
        return self.sentence or self.paragraph or self.article

    def short_year(self, text: str) -> int:
        """The year that two digits mean: 23 is 2023, and 95 is 1995."""
        year = 2000 + read_count(text)
        return year if year <= self.today.year + 10 else year - 100
