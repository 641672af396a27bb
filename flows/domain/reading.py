"""What the reader makes of an article: its figures, its periods, its claims."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from flows.domain.claim import Claim
from flows.domain.document import Segment
from flows.domain.period import Period

FigureKind = Literal[
    "number", "percent", "percentage_point", "currency", "count", "dimension", "duration", "ordinal", "multiple",
    "fraction", "date", "code",
]  # fmt: skip
KnownTo = Literal["day", "month", "year"]
"""How precisely the date of publication is known."""
FigureReading = Literal["claim", "not_a_claim", "unread"]


class Figure(NamedTuple):
    """A number as printed, with its unit; offsets are code points of the document's text.

    ``[start, end)`` covers number and unit; hedges inside the number (120余万) are in it, those around it (约, 以上) are
    not. ``low`` is ``None`` only for a run of digits too long to be a number. A range is one figure: ``low`` and ``high``,
    the first number ending at ``low_end``, the second beginning at ``high_start``; a single number has ``high`` ``None``,
    ``low_end == end`` and ``high_start == start``. Magnitudes are in the printed ``unit`` with its scale words applied
    (1.8万名: 18000 名; 三成 and 百分之八: 30 and 8 of ``%``; 四分之一: 0.25, unit empty, kind ``fraction``). ``unit`` is folded
    and without scale word, empty where none is printed or implied. ``bound`` is a code of the codelist ``bound``, from
    hedges in and around the number; ``[head, tail)`` covers those around it too. ``reason`` says why a figure is
    ``not_a_claim`` (date, name, code, …) or ``unread``; empty for claims.
    """

    start: int
    end: int
    kind: FigureKind
    low: Decimal | None
    high: Decimal | None
    low_end: int
    high_start: int
    unit_start: int
    unit: str
    bound: str
    head: int
    tail: int
    reading: FigureReading
    reason: str


class PeriodMention(NamedTuple):
    """A stretch of text that names a period: 2024年, 去年上半年, 前三季度, 截至目前, "十四五"期间.

    ``role``: ``date`` dates what is said; ``base`` is only what is compared with (较2020年, 比上年, 上年同期); ``window`` is how
    far a record reaches back (近6年来最高); ``name`` is part of a name (2023年度“甘肃省科学技术奖”, 《…（2022—2025年）》).
    ``basis``: ``explicit`` prints its year, ``relative`` is resolved against the publication date, ``context`` against a
    period mentioned before (同年, 当月, 8月 after 2024年). ``rule`` is the name of the rule that read it.
    """

    start: int
    end: int
    period: Period
    role: Literal["date", "base", "window", "name"]
    basis: Literal["explicit", "relative", "context"]
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of a document beside its text: where it appeared, its title, and the region that it is about.

    Every field may be empty; ``region_id`` is of the vocabulary.
    """

    outlet: str = ""
    url: str = ""
    title: str = ""
    region_id: str = ""


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One article to read: the whole document's ``text``, and the segments of it that are the article's.

    ``published_on`` is the last day it can have been published; ``None`` where nobody knows it, so that 去年 is no year.
    ``known_to`` is how precisely it is known: of 2024 alone, 目前 is that year and 昨日 no day.
    """

    article_id: str
    text: str
    segments: tuple[Segment, ...]
    published_on: dt.date | None
    origin: Origin = Origin()
    known_to: KnownTo = "day"


@dataclass(frozen=True, slots=True)
class Reading:
    """Every figure of an article in order of place, its period mentions, and the claims; spans refer to the document."""

    figures: tuple[Figure, ...]
    periods: tuple[PeriodMention, ...]
    claims: tuple[Claim, ...]
