"""Which period a figure is of: the mention that governs it, what it inherits, or what its status implies."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from flows.domain.period import Period, parse_period
from flows.domain.reading import Figure, PeriodMention
from flows.reading.sentences import Sentence

_NARRATION: Final = re.compile(
    r"[,，]?\s*(?:记者|笔者|[^,。;]{0,10}(?:获悉|了解到|消息|告诉|表示|介绍|发布会|会上|透露|召开|举行|印发|公布|发布|出台|指出|印发|来到|走进|通报|传来|披露|电\s|讯))"
)
_PLAN_OF: Final = re.compile(r"(?:的)?(?:年度)?(?:计划|目标任务|任务|预算)(?:的|总)")
_CUMULATIVE: Final = re.compile(r"累计|以来|总计已|先后")
_FROM: Final = re.compile(r"[由从]$")
_AT: Final = re.compile(r"[于在]$")
_NONE: Final = parse_period("")


class Dating:
    """The periods of one article in order of place; ``enter`` each sentence, then ask for its figures in order."""

    def __init__(self, folded: str, mentions: Sequence[PeriodMention], published_on: dt.date) -> None:
        self._folded = folded
        self._dates = [mention for mention in mentions if mention.role == "date" and not _is_aside(folded, mention)]
        self._published_on = published_on
        self._at = 0
        self._paragraph = -1
        self._home: PeriodMention | None = None
        self._carried: PeriodMention | None = None
        self._sentence: Sentence | None = None
        self._streak = False

    def enter(self, sentence: Sentence, *, continues: bool) -> None:
        """Go on to the next sentence; one that ``continues`` another keeps its period."""
        self._sentence = sentence
        self._streak = False
        if sentence.paragraph != self._paragraph:
            self._paragraph = sentence.paragraph
            if not continues:
                self._carried = self._home
        dates = self._dates
        while self._at < len(dates) and dates[self._at].start < sentence.start:
            self._note(dates[self._at], sentence, opens=False)
            self._at += 1
        index, first = self._at, True
        while index < len(dates) and dates[index].start < sentence.end:
            self._note(dates[index], sentence, opens=first and sentence.is_first)
            first = False
            index += 1

    def _note(self, mention: PeriodMention, sentence: Sentence, *, opens: bool) -> None:
        """Remember the first period of some length as the article's, and a later paragraph's opening one after it."""
        if not _is_long(mention) or _FROM.search(self._folded, mention.start - 1, mention.start):
            return
        if self._home is None:
            self._home = mention
            if self._carried is None:
                self._carried = mention
            return
        year, home = mention.period.year or 0, self._home.period.year or 0
        heading = sentence.kind in ("heading", "title") or sentence.end - sentence.start < 24
        if (opens and mention.start - sentence.start <= 6 or heading) and year >= home and mention.period.kind == "year":
            self._home = mention

    def period_of(
        self, figure: Figure, clause: int, status: str, measure: str, is_stock: bool
    ) -> tuple[Period, str, str]:
        """The period of a figure of the sentence entered last, its basis, and the rule."""
        sentence = self._sentence
        if sentence is None:
            return _NONE, "none", "period.none"
        folded, dates = self._folded, self._dates
        chosen: PeriodMention | None = None
        while self._at < len(dates) and dates[self._at].start < figure.start:
            mention = dates[self._at]
            self._at += 1
            if mention.start < sentence.start:
                continue
            local = _FROM.search(folded, max(0, mention.start - 1), mention.start) or folded[mention.end : mention.end + 1] == "的" and (
                mention.end + 1 >= figure.head
            )
            if local:
                if figure.head - mention.end <= 4:
                    chosen = mention
                continue
            self._carried = mention
        rule, basis = "period.sentence", "explicit"
        if chosen is None and self._at < len(dates):
            after = dates[self._at]
            if (
                after.start - figure.tail <= 8 and after.end <= sentence.end and _AT.search(folded, figure.tail, after.start)
                and "," not in folded[figure.tail : after.start]
            ):  # fmt: skip
                chosen = after
        if chosen is None:
            chosen = self._carried
            if chosen is not None and chosen.start < sentence.start:
                rule, basis = "period.inherited", "inherited"
        period = chosen.period if chosen is not None else _NONE
        if chosen is not None and period.kind == "day" and chosen.basis != "explicit" and period.text:
            period = parse_period(period.text[:7])
        if not period.text:
            return self._default(status, is_stock)
        if measure == "streak":
            self._streak = True
            return period, basis, rule
        if _CUMULATIVE.search(folded, max(sentence.start, clause), figure.start) and period.kind in ("year", "month"):
            if basis == "inherited":
                month = parse_period(f"../{self._published_on:%Y-%m}")
                return month, "publication", "period.cumulative"
            return _open(period), basis, "period.cumulative"
        if self._streak and measure.startswith("growth"):
            self._streak = False
            return _open(period), basis, "period.streak"
        return period, basis, rule

    def _default(self, status: str, is_stock: bool) -> tuple[Period, str, str]:
        if status in ("plan", "target"):
            return parse_period(f"{self._published_on:%Y}"), "publication", "period.publication_year"
        if is_stock:
            return parse_period(f"{self._published_on:%Y-%m}"), "publication", "period.publication_month"
        return _NONE, "none", "period.none"


def _is_aside(folded: str, mention: PeriodMention) -> bool:
    """A day on which something was said or held, and a year whose plan is only what is measured against."""
    if mention.period.kind == "day" and _NARRATION.match(folded, mention.end, mention.end + 24):
        return True
    if folded[max(0, mention.start - 1) : mention.start] == "讯":
        return True
    return _PLAN_OF.match(folded, mention.end, mention.end + 10) is not None


def _is_long(mention: PeriodMention) -> bool:
    return mention.period.kind in ("year", "half", "quarter", "to_date", "month") and bool(mention.period.text)


def _open(period: Period) -> Period:
    text = period.text
    if text.startswith("../"):
        return period
    return parse_period("../" + text.rpartition("/")[2])
