"""Read one number and the unit behind it, or a range of two."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from flows.domain.reading import Figure, FigureKind
from flows.reading.numbers.numerals import read_numeral
from flows.reading.numbers.words import INSIDE, NumberWords
from flows.reading.text.rule import Reason
from flows.reading.text.words import longest_first
from flows.vocabulary import Vocabulary
from flows.vocabulary.roles import Dimension

HAN: Final = "一二两三四五六七八九十百千万亿兆壹贰叁肆伍陆柒捌玖拾佰仟〇零"
SCALE: Final = "十百千万亿兆拾佰仟"
ASCII: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")
DIGIT: Final = frozenset("0123456789")
_COUNTED: Final = "[个名家人户岁年天斤亩吨米里元项种次台辆件万亿]"
UNCLEAR_RANGE: Final = Reason(
    "unclear range",
    "Two ends that are not in order, far apart for want of a scale word, or in two units, say no range.",
    (
        "2024年，金昌市投资完成【5—3亿元】。",
        "2024年，金昌市投资完成【2000-1亿元】。",
        "2024年，金昌市投资增长【6%—5%】。",
        "2024年，金昌市投资增长【3%—5亿元】。",
    ),
    (
        "2024年，金昌市投资完成【3—5亿元】。",
        "2024年，金昌市粮食产量【300至5万吨】。",
        "2024年，金昌市投资增长【5%】—6%。",
        "2024年，金昌市投资完成【3.2亿元】——5年来最高。",
    ),
    does="unread",
)
"""The reason for ranges left unread: 5—3亿元 can mean 5亿元 to 3亿元 or 5元 to 3亿元, 3%—5亿元 means nothing."""
_DASHES: Final = frozenset("—–~-")
_TOO_FAR: Final = 10_000
"""Ratio of the ends of a range, from which on a scale word must be missing at the lower end or a digit be wrong."""
_FIRST_OF_LIST: Final = re.compile(r"\d{1,3}(?:\.\d+)?(?=,)")
_RESPECTIVELY: Final = re.compile(r"(?:分别|依次)[^\d]{0,8}$")
_NEAR: Final = 12
_DIGITS_BEFORE: Final = re.compile(r"[\d.]+$")
_ANOTHER: Final = re.compile(r"[\d,.]++[^\d,.、;。]{0,6}[、,和及与]\s?\d")
_MYRIAD: Final = Decimal(10000)
RANGE: Final = re.compile(
    r"(?:\(含\)|以上)?\s?(?P<sign>——|--|[—–~至到-]|&mdash;)\s?(?=[0-9一二两三四五六七八九十百千万负])"
)
_AND: Final = re.compile(r"[和与]\s?(?=[0-9一二两三四五六七八九十百千万])")
_SPACE: Final = re.compile(r"[ \t]{1,3}\n?[ \t]{0,3}|\n[ \t]{0,3}")
_ARABIC: Final = re.compile(
    r"(?:\d{1,3}(?:,\s?\d{3})+(?![\d])|\d{1,3}(?:[ ]\d{3})+(?=[.]\d|\s?[万亿])(?!\d)|\d+)(?:\.\s?\d+)?"
)
ONE: Final = Decimal(1)
SCALES: Final = {
    "十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12, "k": 1000, "K": 1000,
}  # fmt: skip
_POWERS: Final = {None: ONE, "万": Decimal(10**4), "亿": Decimal(10**8), "万亿": Decimal(10**12)}
_THOUSAND: Final = frozenset("kK")
_LENGTH_ONE: Final = (1,)
_HALF: Final = Decimal("0.5")
_TENTH: Final = Decimal("0.1")
_BLANKS: Final = frozenset(" \t\n")
_GOES_ON: Final = frozenset("—-–~至到&和与 (以")
_KINDS: Final[dict[str, FigureKind]] = {
    Dimension.SHARE: "percent", Dimension.POINTS: "percentage_point", Dimension.MULTIPLE: "multiple", Dimension.COUNT: "count",
    Dimension.RANK: "count", Dimension.TIME: "duration", Dimension.MONEY: "currency",
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
_CHANGE_FIRST: Final = DIGIT | frozenset("又一二两三四五六七八九")
LONG_HAN: Final = re.compile(rf"[{HAN}廿卅卌]+")


Meaning = tuple[str, FigureKind, str, Decimal | None]
"""A unit word's unit, kind, hedge (个多月) and half (个半月)."""


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

    def __init__(self, vocabulary: Vocabulary, number_words: NumberWords) -> None:
        self._words = number_words
        self._units: dict[str, tuple[tuple[int, ...], frozenset[str], dict[str, Meaning]]] = {}
        words: dict[str, Meaning] = {}
        for word, unit in vocabulary.unit_words.items():
            kind = _KINDS.get(vocabulary.dimension(unit.base_unit), "dimension")
            words[word] = (word, kind, "", None)
        for word in list(words):
            if word.startswith("个") and len(word) > 1:
                rest = words[word]
                words.setdefault("个多" + word[1:], (*rest[:2], "more_than", None))
                words.setdefault("个半" + word[1:], (*rest[:2], "", Decimal("0.5")))
        words["折"] = ("%", "percent", "", None)
        for first in {word[0] for word in words}:
            of_first = {word: meaning for word, meaning in words.items() if word[0] == first}
            seconds = frozenset(word[1] for word in of_first if len(word) > 1)
            self._units[first] = tuple(sorted({len(word) for word in of_first}, reverse=True)), seconds, of_first
        self._latin = frozenset(word for word in words if word[-1].isascii() and word[-1].isalpha())
        self.unit_firsts = frozenset(self._units)
        scaled = sorted((word for word in words if word[0] in SCALE and len(word) > 1), key=len, reverse=True)
        guard = f"(?!{'|'.join(map(re.escape, scaled))})"
        scale = rf"{guard}[{SCALE}]"
        self._simple = re.compile(
            rf"(\d{{1,15}}(?:\.\d{{1,9}})?)({guard}(?:万亿|[万亿]))?(?![\d.,\s余多几来零〇一二三四五六七八九{SCALE}]|个\s?[亿兆])"
        )
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
        self.currency_lasts = frozenset(word[-1] for word in currencies) | {" ", "\n"}
        self.currency = re.compile(rf"({longest_first(currencies)})\s?\Z")

    def others(self, word: str) -> set[str]:
        """The characters behind ``word`` that make it another word than the unit."""
        return {*self._units[word][1], *self._words.unit_not.get(word, "")} if word in self._units else set()

    def number(self, text: str, s: int) -> Number | None:
        """The number at ``s`` and its unit, however it is written."""
        han = text[s] not in DIGIT
        if not han and (simple := self._simple.match(text, s)):
            mantissa, scale = Decimal(simple[1]), _POWERS[simple[2]]
            value = tuple.__new__(Value, (mantissa if scale is ONE else mantissa * scale, mantissa, scale, "exact"))
            return self._measured(text, s, simple.end(), simple[0], value, han=False)
        match = (self.han if han else self.arabic).match(text, s)
        if not match:
            return None
        if not han and "," in match[0] and _is_in_list(text, s):
            match = _FIRST_OF_LIST.match(text, s) or match
        printed, end = match[0], match.end()
        if han and text[end : end + 1] == " " and _SPACED.match(text, end):
            wider = self._han_spaced.match(text, s)
            if wider and wider.end() > end and (spaced := value_of(wider[0])) is not None:
                return self._measured(text, s, wider.end(), wider[0], spaced, han=True)
        read = value_of(printed)
        if read is None and not han:
            match = self._arabic_plain.match(text, s)
            if match is None:
                return None
            printed, end = match[0], match.end()
            read = value_of(printed)
            if read is None and printed.isdigit():
                return Number(s, end, end, None, None, ONE, "", "number", "exact", end, han=False)
        return None if read is None else self._measured(text, s, end, printed, read, han=han)

    def _measured(self, text: str, s: int, end: int, printed: str, value: Value, *, han: bool) -> Number:
        """The number ``printed`` at ``[s, end)`` with what is behind it: the rest of a fraction, a unit, a half."""
        low, mantissa, scale, bound = value
        following = text[end : end + 1]
        if following in _JOINTS:
            if part := self._fraction(text, s, end, value):
                return part
            if (plus := _PLUS.match(text, end)) and (part := self._proper(text, plus.end())) and part.value is not None:
                low += part.value
                return Number(s, part.end, part.end, low, low, ONE, "", "fraction", bound, part.end, han)
        elif following in _THOUSAND and not han and text[end + 1 : end + 2] not in ASCII:
            low, mantissa, end = low * 1000, mantissa * 1000, end + 1
        unit = self.unit(text, end, printed, han=han)
        if unit is None:
            return _bare(text, s, end, printed, following, Value(low, mantissa, scale, bound), han=han)
        unit_start, unit_end, (word, kind, hedge, half) = unit
        bound = hedge or bound
        if half is not None:
            low, mantissa = low + half * scale, mantissa + half
        following = text[unit_end : unit_end + 1]
        if kind == "currency":
            if following in _CHANGE_FIRST:
                low, unit_end = self._change(text, low, unit_end)
        elif kind == "percent" and word == "成":
            low, mantissa, word, unit_end = self._tenths(text, unit_end, low, mantissa)
        elif kind == "percent" and text[unit_start] == "折":
            low = _ten(low)
        elif scale == 1 and (kind in ("dimension", "duration") or word in ("倍", "块")):
            low, mantissa, word, kind, unit_end = self._rest(text, low, mantissa, word, kind, unit_end)
        if low >= 100 and kind != "count" and text.startswith("级", unit_end) and not text.startswith("级别", unit_end):
            unit_end += 1
        return tuple.__new__(
            Number, (s, unit_end, unit_start, low, mantissa, scale, word, kind, bound, end, han)
        )  # fmt: skip

    def _rest(
        self, text: str, low: Decimal, mantissa: Decimal, word: str, kind: FigureKind, end: int
    ) -> tuple[Decimal, Decimal, str, FigureKind, int]:
        """The values, unit, kind and end of a number with what is printed behind its unit: 三年半, 五块七毛八, 一米九."""
        if text[end : end + 1] == "半" and word != "块" and not HALF_NOT.match(text, end + 1):
            return low + _HALF, mantissa + _HALF, word, kind, end + 1
        if word == "块" and (match := _TO_CENTS.match(text, end)):
            low += (read_numeral(match[1]) or 0) * _TENTH + (read_numeral(match[2]) or 0) * _TENTH * _TENTH
            return low, mantissa, self._words.yuan, "currency", match.end()
        if word in ("块", "米") and (match := _COLLOQUIAL.match(text, end)):
            low += Decimal(int(read_numeral(match[1] or match[2]) or 0)).scaleb(-1 if "零" not in match[0] else -2)
            end = match.end()
            if word == "块":
                low, end = self._change(text, low, end)
                return low, mantissa, self._words.yuan, "currency", end
        return low, mantissa, word, kind, end

    def scaled_unit(self, text: str, s: int) -> Number | None:
        """A unit at ``s`` that begins with a scale word, as one of it: 超千米 is more than a thousand metres."""
        unit = self.unit(text, s, "", han=True) if text[s] in SCALE else None
        if unit is None:
            return None
        _, end, (word, kind, _, _) = unit
        return Number(s, end, s, ONE, ONE, ONE, word, kind, "exact", s, han=True)

    def unit(self, text: str, end: int, printed: str, *, han: bool) -> tuple[int, int, Meaning] | None:
        """The unit behind a number that ends at ``end``: its span and meaning; ``None`` if there is none."""
        at = end
        first = text[at : at + 1]
        if first in _BLANKS and (gap := _SPACE.match(text, at)):
            at = gap.end()
            first = text[at : at + 1]
        entries = self._units.get(first)
        if entries is None:
            return None
        lengths, seconds, meanings = entries
        for length in lengths if text[at + 1 : at + 2] in seconds else _LENGTH_ONE:
            word = text[at : at + length]
            meaning = meanings.get(word)
            if meaning is None:
                continue
            stop = at + len(word)
            following = text[stop : stop + 1]
            if len(word) > 1:
                if word not in self._latin or not (following and (following in ASCII or following in DIGIT)):
                    return at, stop, meaning
                continue
            if word in self._latin and following and (following in ASCII or following in DIGIT):
                continue
            if word == "个" and (match := _SPACED_PP.match(text, at)):
                return at, match.end(), ("个百分点", "percentage_point", "", None)
            if following and following in self._words.unit_not.get(word, ""):
                continue
            if at > end and meaning[1] == "count" and "\n" in text[end:at]:
                continue
            if han and len(printed) == 1 and word in _HAN_NEVER and printed not in "万亿千百":
                continue
            return at, stop, meaning
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
        following = text[number.end : number.end + 1]
        if following not in _GOES_ON and not following.isspace():
            return None
        sign = RANGE.match(text, number.end)
        is_between = not sign and following in ("和", "与")
        if is_between:
            sign = _AND.match(text, number.end)
        if not sign or number.value is None or (number.kind == "fraction" and number.unit == ""):
            return None
        is_negative = text[sign.end()] == "负"
        second = self._second(text, sign.end() + is_negative)
        if second is None or second.value is None:
            return None
        printed = sign[0].strip() if is_between else sign["sign"]
        is_dash = printed in _DASHES
        if printed == "-" and not second.unit and not number.unit and (
            text.startswith("-", second.end) or text[number.start] == "0"
        ):  # fmt: skip
            return None
        if is_between and not text.startswith("之间", second.end):
            if text[second.unit_start : second.end] != "间" or text[second.end : second.end + 1].isalpha():
                return None
            second = second._replace(end=second.number_end, unit_start=second.number_end, unit="", kind="number")
        if number.unit and number.unit != second.unit:
            return _unclear(number, second) if second.unit and is_dash else None
        return _joined(text, number, second, is_negative=is_negative, is_dash=is_dash)

    def _second(self, text: str, at: int) -> Number | None:
        """The number at ``at`` behind a range sign."""
        if at >= len(text) or (text[at] not in DIGIT and text[at] not in HAN):
            return None
        if text[at] in HAN and (run := LONG_HAN.match(text, at)) and run.end() - at > 64:
            return None
        return self.number(text, at)


def _is_in_list(text: str, s: int) -> bool:
    """``True`` where commas part the members of a list: 分别为120,300,450家; else they part thousands.

    分别 wants several figures: where no other follows, those between the commas are they.
    """
    begin = s
    while begin > 1 and text[begin - 1] == "," and text[begin - 2].isdigit():
        begin = _DIGITS_BEFORE.search(text, max(0, begin - _NEAR), begin - 1).start()  # type: ignore[union-attr]
    if _RESPECTIVELY.search(text, max(0, begin - _NEAR), begin) is None:
        return False
    return _ANOTHER.match(text, s) is None


def _bare(text: str, s: int, end: int, printed: str, following: str, value: Value, *, han: bool) -> Number:
    """The number ``printed`` at ``[s, end)`` with no unit behind it: 千亿级, 五十打, or plain.

    ``following`` is the character right behind the numeral.
    """
    low, mantissa, scale, bound = value
    if following == "级" and low >= 100 and printed[-1] in SCALE and not text.startswith("级别", end):
        return Number(s, end + 1, end + 1, low, mantissa, scale, "", "currency", bound, end, han)
    if following == "打" and _DOZEN.match(text, end):
        return Number(s, end + 1, end, low * 12, low * 12, ONE, "", "number", bound, end, han)
    return Number(s, end, end, low, mantissa, scale, "", "number", bound, end, han)


def _joined(text: str, first: Number, second: Number, *, is_negative: bool, is_dash: bool) -> Figure | None:
    """The range from ``first`` to ``second``; unclear where it is in no order or too wide, ``None`` where it is none."""
    upper = second.value or Decimal(0)
    high = upper.copy_negate() if is_negative else upper
    low = _scaled(text, first, second)
    if low >= high and second.kind != "duration":
        return _unclear(first, second) if first.unit and is_dash else None
    if second.unit and not first.unit and low == first.value and high >= low * _TOO_FAR and second.scale > 1:
        return _unclear(first, second)
    bound = second.bound if second.bound != "exact" else first.bound
    return Figure(
        first.start, second.end, second.kind, low, high, first.end, second.start, second.unit_start, second.unit, bound,
        first.start, second.end, "unread", "",
    )  # fmt: skip


def _scaled(text: str, first: Number, second: Number) -> Decimal:
    """The value of ``first`` with the scale word or the unit that is printed only behind ``second``: 2~3万, 三到四成."""
    low = first.value or Decimal(0)
    if first.mantissa is None or second.mantissa is None or first.unit:
        return low
    if second.unit == "%" and text[second.unit_start : second.unit_start + 1] == "成":
        return low * 10
    large = SCALES.get(text[second.number_end - 1], ONE)
    if first.han and second.han and low < _MYRIAD <= large and low * large < (second.value or low):
        return low * large  # 七千到九千亿: both are of 亿, as 7000到9000亿 are
    if first.scale == 1 and second.scale > 1 and first.mantissa < second.mantissa:
        low = low * second.scale
        if first.mantissa < 10 and second.han and second.mantissa % 100 == 0:
            low = low * 10 ** second.mantissa.adjusted()
    if second.unit == "%" and second.kind == "percent" and second.value != second.mantissa * second.scale:
        low = low * 10
    return low


def _unclear(first: Number, second: Number) -> Figure:
    """A range of which nobody can say from where to where it goes; it has its place and the reason, and is no claim."""
    return Figure(
        first.start, second.end, second.kind, first.value, second.value, first.end, second.start, second.unit_start, second.unit, "exact",
        first.start, second.end, *UNCLEAR_RANGE.outcome,
    )  # fmt: skip


@lru_cache(maxsize=4096)
def value_of(printed: str) -> Value | None:
    """The value of a numeral, with the bound of a hedge inside it; ``None`` if it is no numeral."""
    text = re.sub(r"\s", "", printed)
    hedge = _INSIDE.search(text)
    bound = INSIDE[hedge[0]] if hedge else "exact"
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
