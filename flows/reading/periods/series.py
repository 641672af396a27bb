"""Lists of periods that pair with lists of figures: 2022年和2023年…分别为A和B, 近三年…分别为A、B、C."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from flows.domain.period import Period, parse_period
from flows.domain.reading import PeriodMention
from flows.reading.text.rule import Rule

SERIES: Final = Rule(
    "period.series",
    "分别 and 依次 pair as many periods, or as many years of one span, as there are figures, in order.",
    (
        "2021年和2023年，庆阳市原油产量分别为【1035万吨】和1100万吨。",
        "2023年一季度、上半年、前三季度，汉中市工业投资分别增长4.1%、【5.2%】、6.3%。",
        "2020年至2022年，陇南市粮食产量分别为【92万吨】、95万吨、97万吨。",
        "近三年，安康市财政收入依次为28亿元、【30亿元】、33亿元。",
    ),
    (
        "2023年，庆阳市原油产量、天然气产量分别为【1100万吨】和12万吨。",
        "2021年至2023年，汉中市第一、二、三产业投资分别增长【4.1%】、5.2%、6.3%。",
        "2023年汉中市工业投资分别比2021年和2022年增长【4.1%】和5.2%。",
    ),
)
RULES: Final = (SERIES,)
"""The rules that stand here."""

_RESPECTIVELY: Final = re.compile("分别|分別|依次|各为|各达")
_JOINED: Final = re.compile(r"[\s、,和与與及]*(?:以及|[和与與及])?[\s,]*")
_LIST_SIGN: Final = re.compile("[、和与及]")
_YEARS: Final = re.compile(r"(\d{4})/(\d{4})", re.ASCII)
_PARTS: Final = re.compile(r"(\d{4})-([SQ]?)(\d+)/(\d{4})-\2(\d+)", re.ASCII)
_IN_A_YEAR: Final = {"S": 2, "Q": 4, "": 12}


class Series:
    """The lists of periods of one article; asked for the figures that stand in a list of figures."""

    def __init__(self, folded: str, mentions: Sequence[PeriodMention]) -> None:
        self._folded = folded
        self._dates = [mention for mention in mentions if mention.role == "date" and mention.period.text]
        self._starts = [mention.start for mention in self._dates]

    def paired(
        self, start: int, head: int, size: int, nth: int, *, is_listed: bool
    ) -> tuple[Period, PeriodMention] | None:
        """The period of the ``nth`` of ``size`` figures (from 0), with its mention; ``None`` where none pairs with it.

        Only periods named in ``[start, head)`` count, where ``head`` is the offset of the first figure of the list.
        ``is_listed``: the figures pair with indicators or regions already, so that a span of years is not taken apart.
        """
        found: list[PeriodMention] = []
        for at in range(bisect_left(self._starts, start), len(self._dates)):
            mention = self._dates[at]
            if mention.end > head:
                break
            if found and not _JOINED.fullmatch(self._folded, found[-1].end, mention.start):
                found = []
            found.append(mention)
        if not found or not _RESPECTIVELY.search(self._folded, found[-1].end, head):
            return None
        if len(found) == size:
            return found[nth].period, found[nth]
        if len(found) > 1 or is_listed:
            return None
        parts = self._parts_of(found[0], head)
        return (parts[nth], found[0]) if len(parts) == size else None

    def _parts_of(self, mention: PeriodMention, head: int) -> list[Period]:
        """The years, quarters or months of a span; none where a list before ``head`` may be what pairs with the figures."""
        folded, text = self._folded, mention.period.text
        if _LIST_SIGN.search(folded, mention.end, head):
            return []
        if match := _YEARS.fullmatch(text):
            return [parse_period(f"{year}") for year in range(int(match[1]), int(match[2]) + 1)]
        match = _PARTS.fullmatch(text)
        if match is None:
            return []
        unit, count, width = match[2], _IN_A_YEAR[match[2]], len(match[3])
        first, last = (int(match[at]) * count + int(match[nth]) - 1 for at, nth in ((1, 3), (4, 5)))
        return [
            parse_period(f"{at // count}-{unit}{at % count + 1:0{width}}")
            for at in range(first, min(last, first + 99) + 1)
        ]
