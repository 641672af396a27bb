"""A printed figure as quantities: its number or numbers, and its unit."""

import re
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Final

from flows.reading.numbers.numerals import DIGITS, LONGEST, read_numeral
from flows.vocabulary import Vocabulary
from flows.vocabulary.folding import fold

EXAMPLES: Final = {
    "1184亿元": [("118400000000", "元")], "120余万吨": [("1200000", "吨")], "1100 亿元": [("110000000000", "元")],
    "900兆瓦": [("900", "兆瓦")], "百万千瓦": [("1000000", "千瓦")], "千米": [("1000", "米")], "50万": [("500000", "")],
    "第八十二名": [("82", "名")], "第一": [("1", "")], "3—5家": [("3", "家"), ("5", "家")], "四获": [("4", "获")],
    "千亿级": [("100000000000", "")], "3%到4%": [("3", "%"), ("4", "%")], "50万至100万元": [("500000", "元"), ("1000000", "元")],
    "三成": [("3", "成")], "百分之八": [("8", "%")], "千分之三": [("3", "‰")], "四分之一": [("25", "%")], "三分之二": [("66.666667", "%")],
    "一半": [("50", "%")],    "1.59个百分点": [("1.59", "个百分点")], "一个小时": [("1", "个小时")], "8个季度": [("8", "个季度")], "-3.2%": [("-3.2", "%")],
    "3.5万吨/年": [("35000", "吨/年")], "3至5": [("3", ""), ("5", "")], "元": [], "12珠子": [], "年": [],
}  # fmt: skip
"""Figure → (number in full, unit word without scale) of each quantity it states; empty: not a figure."""

_RANGE: Final = re.compile(r"[—–~～至到]|-(?=\S)")
_FRACTION: Final = re.compile(r"(.{1,8})分之(.{1,12})")
_IN_HUNDRED: Final = {"百": "%", "千": "‰"}
_HALVES: Final = frozenset({"一半", "半数"})
_LONGEST_UNIT: Final = 8
_DECIMALS: Final = 6
"""As many as a curated value can have: two thirds are 66.666667%."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in full and the unit word behind it: 1.8万名 is 18000 and 名. ``unit`` is empty where none is printed."""

    number: Decimal
    unit: str


def read_figure(text: str, vocabulary: Vocabulary) -> tuple[Quantity, ...]:
    """The quantities that all of ``text`` states: one, or the two ends of a range; empty if it is not a figure."""
    figure = re.sub(r"\s", "", fold(text))
    if len(figure) > 2 * LONGEST:
        return ()
    if figure in _HALVES:
        return (Quantity(Decimal(50), "%"),)
    if match := _FRACTION.fullmatch(figure):
        return _fraction(match[1], match[2])
    figure = figure.removeprefix("第")
    negative = figure[:1] in ("-", "−")
    figure = figure[1:] if negative else figure.removeprefix("+")
    for at in range(max(1, len(figure) - _LONGEST_UNIT), len(figure) + 1):
        unit = figure[at:].removesuffix("级")
        if unit and unit not in vocabulary.unit_words:
            continue
        numbers = _numbers(figure[:at], unit)
        if numbers:
            return tuple(Quantity(number.copy_negate() if negative else number, unit) for number in numbers)
    return ()


def _fraction(whole: str, part: str) -> tuple[Quantity, ...]:
    number = read_numeral(part)
    if number is None:
        return ()
    if unit := _IN_HUNDRED.get(whole):
        return (Quantity(number, unit),)
    parts = read_numeral(whole)
    if not parts:
        return ()
    with localcontext(prec=DIGITS):
        return (Quantity(round(100 * number / parts, _DECIMALS), "%"),)


def _numbers(text: str, unit: str) -> tuple[Decimal, ...]:
    """One number, or two with a range sign between them, the first with or without the unit of the second."""
    number = read_numeral(text)
    if number is not None:
        return (number,)
    if not (sign := _RANGE.search(text, 1)):
        return ()
    low = read_numeral(text[: sign.start()].removesuffix(unit))
    high = read_numeral(text[sign.end() :])
    return (low, high) if low is not None and high is not None else ()
