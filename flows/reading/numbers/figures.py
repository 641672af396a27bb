"""The quantities that a printed figure states, found by the same scan that reads articles.

``PrintedFigures(text, vocabulary).said_at(start, end)`` for a figure in its article;
``read_figure(text, vocabulary)`` for one that stands for itself.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal, localcontext
from functools import cached_property
from operator import itemgetter
from typing import Final, NamedTuple

from flows.domain.reading import Figure
from flows.reading.numbers.lists import printed_scale
from flows.reading.numbers.numerals import DIGITS, LONGEST
from flows.reading.numbers.reasons import CODE
from flows.reading.numbers.scanner import scanner_of
from flows.reading.numbers.with_units import UNCLEAR_RANGE
from flows.reading.text.tables import find_tables
from flows.vocabulary import Vocabulary
from flows.vocabulary.folding import fold

EXAMPLES: Final = {
    "1184亿元": [("118400000000", "元")], "120余万吨": [("1200000", "吨")], "1100 亿元": [("110000000000", "元")],
    "900兆瓦": [("900", "兆瓦")], "百万千瓦": [("1000000", "千瓦")], "50万": [("500000", "")],
    "第八十二名": [("82", "名")], "第一": [("1", "位")], "3—5家": [("3", "家"), ("5", "家")], "四获": [("4", "获")],
    "千亿级": [("100000000000", "")], "3%到4%": [("3", "%"), ("4", "%")], "50万至100万元": [("500000", "元"), ("1000000", "元")],
    "三成": [("30", "%")], "三成五": [("35", "%")], "四成半": [("45", "%")], "百分之八": [("8", "%")], "千分之三": [("3", "‰")],
    "四分之一": [("25", "%")], "三分之二": [("66.666667", "%")], "一半": [("50", "%")], "九折": [("90", "%")],
    "1.59个百分点": [("1.59", "个百分点")], "一个小时": [("1", "个小时")], "8个季度": [("8", "个季度")], "-3.2%": [("-3.2", "%")],
    "3.5万吨/年": [("35000", "吨/年")], "3至5": [("3", ""), ("5", "")], "3至5万元": [("30000", "元"), ("50000", "元")],
    "翻了一番": [("1", "倍")], "翻两番": [("3", "倍")], "头名": [("1", "位")], "头把交椅": [("1", "位")], "新台币743亿元": [],
    "5—3亿元": [("5", "元"), ("500000000", "元"), ("300000000", "元")], "百家": [("100", "家")], "千米": [("1", "千米")], "元": [], "12珠子": [], "年": [],
}  # fmt: skip
"""Figure → (number in full, unit word without scale) of each quantity it can state; empty: not a figure."""

_DECIMALS: Final = 6
"""As many as a curated value can have: two thirds are 66.666667%."""
_DOUBLED: Final = "番"
_PLACE: Final = "位"


class Quantity(NamedTuple):
    """A number in full and the unit word behind it: 1.8万名 is 18000 and 名.

    ``unit`` is empty where none is printed. Where ``is_place``, it is a place in a ranking: the unit is the classifier as
    printed (第二名: 名), and 位 where none is (第一, 头名).
    """

    number: Decimal
    unit: str
    is_place: bool = False


class PrintedFigures:
    """The figures of a text in their places; it is scanned at the first question. Offsets are those of the text."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.text, self.folded = text, fold(text)
        self._vocabulary, self._scanner = vocabulary, scanner_of(vocabulary)

    def said_at(self, start: int, end: int) -> tuple[Quantity, ...]:
        """The quantities that the figure printed at ``[start, end)`` can state; empty where it is none.

        First those in its place: with a unit that its list or its column prints once, the scale of the other end of its
        range, the classifier that the text gives a number of the headline. Then those it has by itself: a person may
        mean a reading that the scan does not see. A unit printed behind it is not left out.
        """
        alone = read_figure(self.folded[start:end], self._vocabulary)
        if self._has_own_unit(start, end):
            alone = tuple(quantity for quantity in alone if quantity.unit)
        return tuple(dict.fromkeys((*self._in_place(start, end), *alone)))

    @cached_property
    def _figures(self) -> list[Figure]:
        return self._scanner.scan(self.folded)

    @cached_property
    def _column_units(self) -> dict[int, str]:
        """The unit of each cell of a table, by its last offset."""
        tables = find_tables(self.folded, 0, len(self.folded)) if "\n" in self.folded else ()
        return {cell.end: cell.unit for cells in tables for cell in cells}

    def _at(self, start: int, end: int) -> Figure | None:
        """The figure of the scan that covers ``[start, end)``."""
        index = bisect_right(self._figures, start, key=itemgetter(0)) - 1
        if index >= 0 and self._figures[index].end >= end:
            return self._figures[index]
        return None

    def _in_place(self, start: int, end: int) -> Iterator[Quantity]:
        figure = self._at(start, end)
        if figure is None or figure.low is None or not _is_number(figure):
            return
        for first, last, quantities in _parts(figure, self.folded):
            if (first, last) == (start, end):
                yield from quantities
        if figure.kind == "count" and (figure.start, figure.end) == (start, end):
            yield from self._in_words_of_the_text(figure)
        if (unit := self._vocabulary.unit(self._column_units.get(end, ""))) and figure.end == end:
            yield Quantity(figure.low * unit.scale, unit.word)

    def _has_own_unit(self, start: int, end: int) -> bool:
        """``True`` where the number at ``[start, end)`` has its unit printed behind it."""
        number = self._scanner.number_at(self.folded, start)
        return number is not None and number.unit != "" and not self.folded[end : number.unit_start].strip()

    def _in_words_of_the_text(self, figure: Figure) -> Iterator[Quantity]:
        """A number of the headline with the classifiers that the text below has for it: 三十六单 above 项目36个."""
        headline = self.folded.find("\n")
        if figure.end <= headline:
            for other in self._figures:
                if other.kind == "count" and other.start > headline and (other.low, other.high) == (figure.low, None):
                    yield Quantity(figure.low or Decimal(0), other.unit)


def read_figure(text: str, vocabulary: Vocabulary) -> tuple[Quantity, ...]:
    """The quantities that all of ``text`` can state: one, or the two ends of a range; empty if it is not a figure."""
    printed = re.sub(r"\s", "", fold(text)).removeprefix("+")
    if len(printed) > 2 * LONGEST or any(char.isdecimal() and not char.isascii() for char in printed):
        return ()
    scanner = scanner_of(vocabulary)
    found = scanner.scan(printed)
    figure = found[0] if len(found) == 1 and _is_number(found[0]) else scanner.number_at(printed, 0)
    whole = figure is not None and (figure.start, figure.end) == (0, len(printed))
    return tuple(_stated(figure, printed)) if figure and whole else ()


def in_full(figure: Figure, folded: str) -> tuple[Decimal, Decimal | None, str]:
    """The number, or both ends of the range, and the unit that a figure states.

    A part is per cent (四分之一: 25 %), and 翻一番 is what is added (1 倍). Only for figures that have a number.
    """
    low, high, unit = figure.low or Decimal(0), figure.high, figure.unit
    if figure.kind == "fraction":
        low, high, unit = low * 100, None if high is None else high * 100, "%"
    if figure.kind == "multiple" and folded[figure.end - 1] == _DOUBLED:
        low -= 1
    return low, high, unit


def _is_number(figure: Figure) -> bool:
    """``True`` where the scan found a number, of a claim or not; ``False`` for days and powers (10^-3)."""
    return figure.low is not None and figure.kind != "date" and figure.reason != CODE.name


def _stated(figure: Figure, folded: str) -> list[Quantity]:
    """The quantities of a figure; of a range whose ends are unclear all that can be meant."""
    if figure.low is None:
        return []
    with localcontext(prec=DIGITS):
        low, high, unit = in_full(figure, folded)
        numbers = [low] if high is None else [low, high]
        if figure.reason == UNCLEAR_RANGE.name:
            first = folded[figure.start : figure.low_end]
            if not first.endswith(unit) and not first[-1].isdecimal():
                return []
            numbers.insert(1, low * printed_scale(folded, figure))
        is_place = figure.kind == "ordinal"
        if is_place:
            unit = folded[figure.unit_start : figure.end].strip() or _PLACE
        if figure.kind == "fraction":
            numbers = [round(number, _DECIMALS) for number in numbers]
        return [Quantity(number, unit, is_place) for number in dict.fromkeys(numbers)]


def _parts(figure: Figure, folded: str) -> Iterator[tuple[int, int, list[Quantity]]]:
    """Spans that a person may mark of a figure, with what they say: all of it, an end of a range, either without its unit."""
    stated = _stated(figure, folded)
    yield figure.start, figure.end, stated
    low, high = stated[:-1] or stated, stated[-1:]
    if figure.high is not None:
        yield figure.start, figure.low_end, low
        yield figure.high_start, figure.end, high
    if figure.unit_start > figure.high_start:
        yield figure.high_start, figure.high_start + len(folded[figure.high_start : figure.unit_start].rstrip()), high
