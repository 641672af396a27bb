"""Numerals as Chinese prose prints them: digits, Chinese numerals, and both mixed.

What it reads stands in ``EXAMPLES`` below; a new wording starts there.
"""

import re
from decimal import Decimal, localcontext
from functools import lru_cache
from typing import Final

from flows.vocabulary.folding import fold

EXAMPLES: Final = {
    "1184": "1184", "167.9": "167.9", "13,926": "13926", "１３９２６": "13926", "6 000": "6000", "0.03": "0.03",
    "1.8万": "18000", "120余万": "1200000", "100多万": "1000000", "2兆2125亿": "2212500000000", "3千": "3000",
    "两": "2", "十": "10", "十多": "10", "二十余": "20", "八十二": "82", "一百零五": "105", "一百二": "120",
    "三千二百亿": "320000000000", "七亿七千三百万": "773000000", "两万五": "25000", "二〇二四": "2024", "百": "100",
    "千亿": "100000000000", "三万亿": "3000000000000", "二点五": "2.5", "一百二十点五万": "1205000", "贰佰": "200",
    "2万3456": "23456", "1万5": None, "數十": None, "1.2.3": None, "1,2": None, "": None, "万": "10000", "1千零20": "1020",
    "5万4千6百": "54600", "200亿零四千230": "20000004230", "五百卅四": "534", "一千五万": "10050000", "零点77": "0.77",
    "1百01": "101", "参拾参": "33", "余": None, "一十百": None,
}  # fmt: skip
"""Numeral → its value in plain digits (``None``: not a numeral of one value)."""

_DIGITS: Final = {char: value for value, chars in enumerate(
    ("零〇○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
) for char in chars}  # fmt: skip
_SMALL: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE: Final = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_HEDGES: Final = re.compile("[余多几来]")
_ARABIC: Final = re.compile(r"(\d{1,3}(?:,\d{3}){1,6}|\d{1,18})(\.\d{1,12})?", re.ASCII)
_SPACE: Final = re.compile(r"\s")
_TENS: Final = {ord(char): tens for char, tens in {"廿": "二十", "卅": "三十", "卌": "四十", "参": "叁"}.items()}
_ZERO_PLACE: Final = re.compile(r"零|[十百千万亿]0[1-9]")
_IN_PLACES: Final = re.compile(r"\d{1,4}(?:[十百千万亿](?:零?\d{1,4}|零?[一二三四五六七八九])?)+")
_AS_HAN: Final = re.compile(r"\d{1,4}", re.ASCII)
LONGEST: Final = 64
"""No numeral is longer; a longer run of digits is something else."""
_LARGEST: Final = Decimal(10) ** 24
"""Values from here on are no economic figures but piled-up scale words; below it every value has at most 64 digits."""
DIGITS: Final = 64
"""Precision to reckon with, so that nothing is rounded; the default context keeps 28 digits."""


def read_numeral(text: str) -> Decimal | None:
    """The value of ``text`` if all of it is one numeral, else ``None``; exact, hedges inside (余, 多) left out.

    Linear in the length of ``text``.
    """
    if len(text) > LONGEST:
        return None
    plain = _SPACE.sub("", fold(text))
    bare = _HEDGES.sub("", plain)
    if not bare or len(plain) - len(bare) > 1 or (plain != bare and _HEDGES.match(plain)):
        return None
    bare = bare.translate(_TENS)
    with localcontext(prec=DIGITS):
        if bare[0].isascii():
            value = _mixed(bare)
            if value is None and _ZERO_PLACE.search(bare) and _IN_PLACES.fullmatch(bare):  # 1万5: 15000 or 10005
                value = _chinese(_AS_HAN.sub(lambda match: _han(match[0]), bare))
        else:
            value = _chinese(bare)
    return value if value is not None and value < _LARGEST else None


def _han(digits: str) -> str:
    """Up to four digits as Chinese numerals: 20 is 二十, 01 is 零一."""
    number, text = int(digits), ""
    for place, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        text += f"{'零一二三四五六七八九'[digit]}{word if digit else ''}"
    return "零" * (digits[0] == "0") + text.strip("零").replace("零零", "零")


def _mixed(text: str) -> Decimal | None:
    """Digits with scale words behind them, in descending order: 1.8万, 2兆2125亿."""
    total, at, ceiling = Decimal(0), 0, None
    while at < len(text):
        match = _ARABIC.match(text, at)
        if not match:
            return None
        value = Decimal(match[1].replace(",", "") + (match[2] or ""))
        at, scale = match.end(), 1
        while at < len(text) and (factor := _SMALL.get(text[at]) or _LARGE.get(text[at])):
            scale *= factor
            at += 1
        if ceiling is not None and (scale >= ceiling or (scale == 1 and value * 10 < ceiling)):
            return None  # 1万5 may be 15000 as in 两万五, or 10005
        if scale == 1 and at < len(text):
            return None
        total, ceiling = total + value * scale, scale
    return total


def _chinese(text: str) -> Decimal | None:
    """Chinese numerals, digit by digit (二〇二四) or in places (三千二百亿), with 点 for the decimal point."""
    whole, point, fraction = text.partition("点")
    tail = fraction.lstrip("".join(_DIGITS) + "0123456789")
    decimals = "".join(str(_DIGITS.get(char, char)) for char in fraction[: len(fraction) - len(tail)])
    if point and not decimals:
        return None
    if len(whole) > 1 and all(char in _DIGITS for char in whole):
        value: Decimal | None = Decimal("".join(str(_DIGITS[char]) for char in whole))
    else:
        value = _places(whole)
    if value is None or not point:
        return value
    scale = 1
    for char in tail:
        if not (factor := _SMALL.get(char) or _LARGE.get(char)):
            return None
        scale *= factor
    return (value + Decimal(f"0.{decimals}")) * scale


def _places(text: str) -> Decimal | None:
    total = section = digit = 0
    pending = False
    smallest, last_place, after_zero = 10**5, 0, False
    largest = 10**16
    for char in text:
        if char in _DIGITS:
            if pending:
                return None
            digit, pending = _DIGITS[char], _DIGITS[char] > 0
            after_zero = after_zero or digit == 0
        elif factor := _SMALL.get(char):
            if factor >= smallest:
                return None
            section += (digit if pending else 1) * factor
            smallest, last_place, digit, pending, after_zero = factor, factor, 0, False, False
        elif factor := _LARGE.get(char):
            section += digit if pending else 0
            if factor < largest:
                total += (section or (0 if total else 1)) * factor
                if not section and total != factor:
                    return None
            else:
                total = (total + section) * factor
            largest, smallest, last_place = factor, 10**5, factor
            section = digit = 0
            pending, after_zero = False, False
        else:
            return None
    if pending and last_place >= 100 and not after_zero:
        digit = digit * last_place // 10
    return Decimal(total + section + (digit if pending else 0))


@lru_cache(1024)
def read_count(text: str) -> int:
    """The value of a count as matched above: digits, digit by digit (二〇二四) or in places (二十一, 一百一十三)."""
    if text.isascii():
        return int(text)
    digits = {
        char: value
        for value, chars in enumerate(("〇○零", "一首元", "二两兩", "三", "四", "五", "六", "七", "八", "九"))
        for char in chars
    }
    if not set(text) & set("十百"):
        return int("".join(str(digits[char]) for char in text))
    hundreds, hundred, rest = text.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    return (
        (100 * digits.get(hundreds[-1:], 1) if hundred else 0)
        + (10 * digits.get(tens[-1:], 1) if ten else 0)
        + (digits[ones[-1]] if ones else 0)
    )
