"""Read one number and the unit behind it, or a range of two."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from flows.domain.reading import Figure, FigureKind
from flows.reading import idioms
from flows.reading.numerals import read_numeral
from flows.vocabulary import Vocabulary

HAN: Final = "一二两三四五六七八九十百千万亿兆壹贰叁肆伍陆柒捌玖拾佰仟〇零"
SCALE: Final = "十百千万亿兆拾佰仟"
ASCII: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")
DIGIT: Final = frozenset("0123456789")
_COUNTED: Final = "[个名家人户岁年天斤亩吨米里元项种次台辆件万亿]"
RANGE: Final = re.compile(r"\s?(?:——|--|[—–~至到-]|&mdash;)\s?(?=[0-9一二两三四五六七八九十百千万负])")
_AND: Final = re.compile(r"[和与]\s?(?=[0-9一二两三四五六七八九十百千万])")
_SPACE: Final = re.compile(r"[ \t]{1,3}\n?[ \t]{0,3}|\n[ \t]{0,3}")
_ARABIC: Final = re.compile(
    r"(?:\d{1,3}(?:,\s?\d{3})+(?![\d])|\d{1,3}(?:[ ]\d{3})+(?=[.]\d|\s?[万亿])(?!\d)|\d+)(?:\.\s?\d+)?"
)
ONE: Final = Decimal(1)
SCALES: Final = {
    "十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12, "k": 1000, "K": 1000,
}  # fmt: skip
_KINDS: Final[dict[str, FigureKind]] = {
    "percent": "percent", "pp": "percentage_point", "times": "multiple", "1": "count", "rank": "count", "year": "duration",
    "quarter": "duration", "month": "duration", "hour": "duration", "day": "duration",
}  # fmt: skip
_INSIDE: Final = re.compile("[余多几来]")
_TRAILING: Final = re.compile(rf"[{SCALE}]+\Z")
_TRAILING_LARGE: Final = re.compile(r"[万亿兆]+\Z|[百千佰仟]\Z")
_SPACED: Final = re.compile(rf" (?:[{HAN}]|[余多几点] ?[{HAN}])")
_PARTS: Final = re.compile(r"\s*分\s*之\s*|(?<=[二三四五十])分(?=[一二三](?:[^一-龥]|[的升]|\Z))")
_JOINTS: Final = frozenset("又分 \t\n")
_PLUS: Final = re.compile(r"\s?又\s?(?=[0-9一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟])")
_DOZEN: Final = re.compile(r"打(?![一-龥])|打(?=鸡蛋|鲜蛋|啤酒|红酒|苹果|铅笔|毛巾|袜|玫瑰|生蚝|纸)")
_SPACED_PP: Final = re.compile(r"个\s{0,4}百\s?分\s?点|个百\s?分\s?点")
HALF_NOT: Final = re.compile("[年月天日小夜数径导壁载价岛程途决个]")
_HAN_NEVER: Final = frozenset({"方", "度", "角", "强"})
_COLLOQUIAL: Final = re.compile(
    r"零?([一二三四五六七八九]|\d(?=[毛角,。;、)的]|\Z))[毛角]?(?![一二三四五六七八九十百千万亿个点]|以[上下]|[到至])|([一二三四五六七八九])(?=到)"
)
_TO_CENTS: Final = re.compile("([一二三四五六七八九])[毛角]([一二三四五六七八九])(?![十百千万亿个])分?")
_CHANGE: Final = (
    (re.compile(r"又?([一二两三四五六七八九\d])[角毛](?!度|色)"), Decimal("0.1")),
    (re.compile(r"又?([一二两三四五六七八九\d])美?分(?![之钟析别布为])"), Decimal("0.01")),
)
LONG_HAN: Final = re.compile(rf"[{HAN}廿卅卌]+")


class Value(NamedTuple):
    """A numeral's value, and the part of it before the last scale words: 50万 is 50 and 10,000."""

    value: Decimal
    mantissa: Decimal
    scale: Decimal
    bound: str


class Number(NamedTuple):
    """A number with its unit at ``[start, end)``; the unit word starts at ``unit_start``."""

    start: int
    end: int
    unit_start: int
    value: Decimal | None
    mantissa: Decimal | None
    scale: Decimal
    unit: str
    kind: FigureKind
    bound: str
    number_end: int
    han: bool


class NumberReader:
    """Numbers with the units of a vocabulary; the patterns are compiled once and nothing is kept between calls."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._units: dict[str, tuple[tuple[int, ...], dict[str, tuple[str, FigureKind, str, Decimal]]]] = {}
        words: dict[str, tuple[str, FigureKind, str, Decimal]] = {}
        for word, unit in vocabulary.unit_words.items():
            kind = _KINDS.get(unit.base_unit)
            if kind is None:
                kind = "currency" if len(unit.base_unit) == 3 and unit.base_unit.isupper() else "dimension"
            words[word] = (word, kind, "", Decimal(0))
        for word in list(words):
            if word.startswith("个") and len(word) > 1:
                rest = words[word]
                words.setdefault("个多" + word[1:], (*rest[:2], "more_than", Decimal(0)))
                words.setdefault("个半" + word[1:], (*rest[:2], "", Decimal("0.5")))
        words["折"] = ("%", "percent", "", Decimal(0))
        for first in {word[0] for word in words}:
            of_first = {word: meaning for word, meaning in words.items() if word[0] == first}
            self._units[first] = tuple(sorted({len(word) for word in of_first}, reverse=True)), of_first
        scaled = sorted((word for word in words if word[0] in SCALE and len(word) > 1), key=len, reverse=True)
        guard = f"(?!{'|'.join(map(re.escape, scaled)) or '(?!)'})"
        scale = rf"{guard}[{SCALE}]"
        digits = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
        lower = rf"零?{digits}(?![年月日%:,])|零?[一二三四五六七八九](?=[十百千万])|零?\d{{1,4}}(?=[十百千万亿])|[ ]\d(?={scale})"
        chain = rf"(?:\s{{0,2}}[余多几来]?\s{{0,2}}(?:个(?=[亿兆]))?(?:{scale})(?:\s?{scale}){{0,5}}(?:{lower})?)"
        self.arabic = re.compile(rf"{_ARABIC.pattern}{chain}{{0,5}}(?:[余多几]|来(?={_COUNTED}))?")
        self._arabic_plain = re.compile(rf"{digits}(?:[余多几]?{scale}(?:{scale}){{0,5}})?[余多几]?")
        han = rf"(?:[一二三四五六七八九壹贰叁肆伍陆柒捌玖〇零廿卅卌]|两(?=\s?[{SCALE}])|参(?=[拾佰仟])|(?<=[拾零佰])参|{scale})"
        self.han = re.compile(
            rf"(?:{han}|[两参])(?:{han}|[余多几来](?={han})|点(?=[零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖])"
            rf"|(?<=零点)\d{{1,9}}|(?<=零)点(?=\d)|个(?=[亿兆])){{0,63}}(?:[余多几]|来(?={_COUNTED}))?"
        )
        self._han_spaced = re.compile(
            rf"{han}(?:\s?{han}|\s?[余多几](?=\s?{han})|\s?点\s?(?=[零〇一二三四五六七八九])){{0,15}}"
        )
        currencies = [
            word for word, entry in words.items() if entry[1] == "currency" and word[0].isalpha() and len(word) > 1
        ]
        currencies = [word for word in currencies if vocabulary.unit_words[word].base_unit != "CNY"]
        self.currency = re.compile(rf"({idioms.alternatives(currencies) or '(?!)'})\s?\Z")

    def number(self, text: str, s: int) -> Number | None:
        """The number at ``s`` and its unit, however it is written."""
        han = text[s] not in DIGIT
        match = (self.han if han else self.arabic).match(text, s)
        if not match:
            return None
        printed, end = match[0], match.end()
        if han and text[end : end + 1] == " " and _SPACED.match(text, end):
            wider = self._han_spaced.match(text, s)
            if wider and wider.end() > end and (value := value_of(wider[0])) is not None:
                printed, end = wider[0], wider.end()
        value = value_of(printed)
        if value is None and not han:
            match = self._arabic_plain.match(text, s)
            if match is None:
                return None
            printed, end = match[0], match.end()
            value = value_of(printed)
            if value is None and match[0].isdigit():
                return Number(s, end, end, None, None, ONE, "", "number", "exact", end, han=False)
        if value is None:
            return None
        low, bound = value.value, value.bound
        if text[end : end + 1] in _JOINTS:
            if part := self._fraction(text, s, end, value):
                return part
            if (plus := _PLUS.match(text, end)) and (part := self._proper(text, plus.end())) and part.value is not None:
                low += part.value
                return Number(s, part.end, part.end, low, low, ONE, "", "fraction", bound, part.end, han)
        k = 1
        if not han and end < len(text) and text[end] in "kK" and text[end + 1 : end + 2] not in ASCII:
            k, end = 1000, end + 1
        unit = self.unit(text, end, printed, han=han)
        if unit is None:
            if low >= 100 and printed[-1] in SCALE and text.startswith("级", end) and not text.startswith("级别", end):
                return Number(
                    s, end + 1, end + 1, low * k, value.mantissa, value.scale, "", "currency", bound, end, han
                )
            kind: FigureKind = "number"
            if text.startswith("打", end) and _DOZEN.match(text, end):
                return Number(s, end + 1, end, low * 12, low * 12, ONE, "", kind, bound, end, han)
            return Number(s, end, end, low * k, value.mantissa * k, value.scale, "", kind, bound, end, han)
        unit_start, unit_end, word, kind, hedge, half = unit
        bound = hedge or bound
        mantissa = value.mantissa * k + half
        low = low * k + half * value.scale
        if word == "成":
            low, mantissa, word, unit_end = self._tenths(text, unit_end, low, mantissa)
        elif unit_start != unit_end and text[unit_start:unit_end] == "折":
            low = _ten(low)
        elif (
            text.startswith("半", unit_end)
            and not HALF_NOT.match(text, unit_end + 1)
            and value.scale == 1
            and (kind in ("dimension", "duration") or word == "倍")
        ):
            low, mantissa, unit_end = low + Decimal("0.5"), mantissa + Decimal("0.5"), unit_end + 1
        elif text.startswith("块", unit_start) and (match := _TO_CENTS.match(text, unit_end)):
            low += (read_numeral(match[1]) or 0) * Decimal("0.1") + (read_numeral(match[2]) or 0) * Decimal("0.01")
            word, kind, unit_end = "元", "currency", match.end()
        elif (
            value.scale == 1
            and text[unit_start:unit_end] in ("块", "米")
            and (match := _COLLOQUIAL.match(text, unit_end))
        ):
            low += Decimal(int(read_numeral(match[1] or match[2]) or 0)).scaleb(-1 if "零" not in match[0] else -2)
            unit_end = match.end()
            if text[unit_start] == "块":
                word, kind = "元", "currency"
                low, unit_end = self._change(text, low, unit_end)
        elif kind == "currency":
            low, unit_end = self._change(text, low, unit_end)
        if text.startswith("级", unit_end) and kind != "count" and low >= 100 and not text.startswith("级别", unit_end):
            unit_end += 1
        return Number(s, unit_end, unit_start, low, mantissa, value.scale, word, kind, bound, end, han)

    def unit(
        self, text: str, end: int, printed: str, *, han: bool
    ) -> tuple[int, int, str, FigureKind, str, Decimal] | None:
        at = end
        if at >= len(text):
            return None
        if text[at] in " \t\n" and (gap := _SPACE.match(text, at)):
            at = gap.end()
            if at >= len(text):
                return None
        entries = self._units.get(text[at])
        if not entries:
            return None
        lengths, meanings = entries
        for length in lengths:
            word = text[at : at + length]
            meaning = meanings.get(word)
            if meaning is None:
                continue
            unit, kind, hedge, half = meaning
            stop = at + len(word)
            following = text[stop : stop + 1]
            if word[-1].isascii() and word[-1].isalpha() and following and (following in ASCII or following in DIGIT):
                continue
            if word == "个" and (match := _SPACED_PP.match(text, at)):
                return at, match.end(), "个百分点", "percentage_point", "", Decimal(0)
            if following and len(word) == 1 and following in idioms.UNIT_NOT.get(word, ""):
                continue
            if at > end and "\n" in text[end:at] and len(word) == 1 and kind == "count":
                continue
            if han and len(printed) == 1 and word in _HAN_NEVER and printed not in "万亿千百":
                continue
            return at, stop, unit, kind, hedge, half
        return None

    def _tenths(self, text: str, end: int, low: Decimal, mantissa: Decimal) -> tuple[Decimal, Decimal, str, int]:
        """三成 is 30%; 三成六 36%, 一成半 15%."""
        low, mantissa = low * 10, mantissa * 10
        at = end + 1 if text[end : end + 1] == " " else end
        following = text[at : at + 1]
        if following == "半":
            return low + 5, mantissa + 5, "%", at + 1
        if (
            following
            and following in "一二三四五六七八九"
            and not (text[at + 1 : at + 2] and text[at + 1 : at + 2] in HAN + "成")
        ):
            unit = read_numeral(following) or Decimal(0)
            return low + unit, mantissa + unit, "%", at + 1
        return low, mantissa, "%", end

    def _change(self, text: str, low: Decimal, end: int) -> tuple[Decimal, int]:
        """Jiao and fen behind the yuan: 50元6角三分."""
        for pattern, part in _CHANGE:
            if match := pattern.match(text, end):
                low, end = low + (read_numeral(match[1]) or 0) * part, match.end()
        return low, end

    def _proper(self, text: str, s: int) -> Number | None:
        """The fraction below one at ``s``: 三分之一 of 二又三分之一."""
        match = (self.han if text[s] not in DIGIT else self.arabic).match(text, s)
        value = value_of(match[0]) if match else None
        part = self._fraction(text, s, match.end(), value) if match and value else None
        return part if part and part.kind == "fraction" and part.value is not None and part.value < 1 else None

    def _fraction(self, text: str, s: int, end: int, whole: Value) -> Number | None:
        parts = _PARTS.match(text, end)
        if not parts:
            return None
        at = parts.end()
        sign = 1
        if text.startswith("负", at):
            at, sign = at + 1, -1
        match = (self.han if text[at : at + 1] not in DIGIT else self.arabic).match(text, at)
        if not match:
            return None
        value = value_of(match[0])
        if value is None or whole.value <= 0:
            return None
        end = match.end()
        printed = re.sub(r"\s", "", text[s : parts.start()])
        number = value.value * sign
        if text[end : end + 1] in ("k", "K"):
            number, end = number * 1000, end + 1
        if printed in ("百", "佰"):
            return Number(s, end, s, number, number, ONE, "%", "percent", value.bound, end, han=True)
        if printed in ("千", "仟"):
            return Number(s, end, s, number, number, ONE, "‰", "percent", value.bound, end, han=True)
        if printed in ("万", "百万", "亿", "十万", "千万", "百万万"):
            low = number * 100 / whole.value
            return Number(s, end, s, low, low, ONE, "%", "percent", value.bound, end, han=True)
        low = number / whole.value
        return Number(s, end, end, low, low, ONE, "", "fraction", value.bound, end, han=True)

    def range(self, text: str, number: Number) -> Figure | None:
        """The range that starts with ``number``, if a second number follows a range sign."""
        sign = RANGE.match(text, number.end)
        between = None
        if not sign and text[number.end : number.end + 1] in ("和", "与"):
            sign = between = _AND.match(text, number.end)
        if not sign or number.value is None or (number.kind == "fraction" and number.unit == ""):
            return None
        at = sign.end()
        negative = text[at] == "负"
        at += negative
        if at >= len(text) or (text[at] not in DIGIT and text[at] not in HAN):
            return None
        if text[at] in HAN and (run := LONG_HAN.match(text, at)) and run.end() - at > 64:
            return None
        second = self.number(text, at)
        if second is None or second.value is None:
            return None
        bare = sign[0].strip() == "-" and not second.unit and not number.unit
        if bare and (text.startswith("-", second.end) or text[number.start] == "0"):
            return None
        if between and not text.startswith("之间", second.end):
            if text[second.unit_start : second.end] != "间" or text[second.end : second.end + 1].isalpha():
                return None
            second = second._replace(end=second.number_end, unit_start=second.number_end, unit="", kind="number")
        if number.unit and number.unit != second.unit:
            return None
        low, high = number.value, second.value.copy_negate() if negative else second.value
        if number.mantissa is not None and second.mantissa is not None and not number.unit:
            if number.scale == 1 and second.scale > 1 and number.mantissa < second.mantissa:
                low = low * second.scale
                if number.mantissa < 10 and second.han and second.mantissa % 100 == 0:
                    low = low * 10 ** second.mantissa.adjusted()
            if second.unit == "%" and second.kind == "percent" and second.value != second.mantissa * second.scale:
                low = low * 10
            if second.unit == "%" and text[second.unit_start : second.unit_start + 1] == "成":
                low = number.value * 10
        if low >= high and second.kind != "duration":
            return None
        bound = second.bound if second.bound != "exact" else number.bound
        return Figure(
            number.start, second.end, second.kind, low, high, number.end, second.start, second.unit_start, second.unit, bound,
            number.start, second.end, "unread", "",
        )  # fmt: skip


@lru_cache(maxsize=4096)
def value_of(printed: str) -> Value | None:
    """What a numeral says, hedges inside apart."""
    text = re.sub(r"\s", "", printed)
    hedge = _INSIDE.search(text)
    bound = idioms.INSIDE[hedge[0]] if hedge else "exact"
    bare = (text.replace(hedge[0], "") if hedge else text).replace("个", "")
    value = read_numeral(bare)
    if value is None:
        return None
    tail = (_TRAILING if bare[0] in DIGIT else _TRAILING_LARGE).search(bare)
    scale = ONE
    if tail and tail.start():
        for char in tail[0]:
            scale *= SCALES[char]
        head = read_numeral(bare[: tail.start()])
        if head is not None and head * scale == value:
            return Value(value, head, scale, bound)
    return Value(value, value, ONE, bound)


def _ten(low: Decimal) -> Decimal:
    """九折 is 90%, 五五折 and 75折 are 55% and 75%."""
    return low * 10 if low <= 10 else low
