"""Find every figure of a text: numbers with their units, hedges and ranges, and the numbers that cannot be claims.

``FigureScanner(vocabulary).scan(fold(text))``; offsets are those of the text. What it reads stands in ``examples.py``.
"""

import itertools
import re
from decimal import Decimal, localcontext
from functools import lru_cache
from typing import ClassVar, Final, NamedTuple

from flows.domain.reading import Figure, FigureKind
from flows.reading.numbers.codes import links
from flows.reading.numbers.hedges import Hedges
from flows.reading.numbers.lists import joined_bounds, share_units
from flows.reading.numbers.numerals import DIGITS, LONGEST, read_numeral
from flows.reading.numbers.reasons import (
    CLOCK,
    CLOCK_BEFORE,
    CODE,
    DATE,
    ENUMERATOR,
    IDIOM,
    LINE_START,
    NAME,
    PAGE_NUMBER,
    PLACES,
    SLOGAN,
    TIME_OF_DAY,
    VAGUE,
    reason_of,
)
from flows.reading.numbers.with_units import (
    ASCII,
    DIGIT,
    HALF_NOT,
    HAN,
    LONG_HAN,
    ONE,
    RANGE,
    SCALE,
    SCALES,
    Number,
    NumberReader,
    value_of,
)
from flows.reading.numbers.words import AFTER_ONE, NumberWords
from flows.reading.text.rule import Reason
from flows.vocabulary import Vocabulary

_NUMERALS: Final = frozenset(HAN + "廿卅卌")
_SEED: Final = re.compile(rf"[0-9]+|[{HAN}廿卅卌第首榜头居翻半魁状冠鳌折.]")
_IDENT: Final = re.compile(r"[A-Za-z0-9_\-/:.#+@&=?%~]*[A-Za-z0-9#]")
_CODE_CHARS: Final = ASCII | DIGIT | frozenset("-/:.#+@&=?%~")
_TIME: Final = re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])")
_DATE: Final = re.compile(
    r"(?:19|20)\d\d(?P<mark>[-/.])(?:0?[1-9]|1[0-2])(?P=mark)(?:0?[1-9]|[12]\d|3[01])(?!\d)(?:[T ]\d\d?:\d\d(?::\d\d)?)?"
)
_VERSION: Final = re.compile(r"\d+(?:\.\d+){2,}")
_PHONE: Final = re.compile(
    r"(?:(?:\+?86-?)?1[3-9]\d(?:[- ]?\d{4}){2}|0\d{2,3}-\d{7,8}|(?:400|800)-\d{3,4}-\d{3,4})(?![\d.%万亿])"
)
_FORMULA: Final = re.compile(r"\d+(?:\s?\+\s?(?:\d+|[A-Z])){1,8}(?:\s?[>=]\s?\d+)?")
_DOT: Final = re.compile(r"\d{1,2}[·•・]\d{1,2}(?!\d)")
_FRACTION: Final = re.compile(r"(?:(\d{1,3}) )?(\d{1,4})\s?/\s?(\d{1,4})(?![\d/])")
_POWER: Final = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)\^(-?\d{1,2})(?![\d.^十百千万亿])")
_SCIENTIFIC: Final = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)[eE]([+-]?\d{1,2})(?![\w.-])")
_THAN: Final = re.compile(r"\s?(?:(?P<more_than>[大高])|(?P<less_than>[小低]))(?=\s?[,。;、)]|\s{0,3}\Z|一?些|一点|的)")
_HALF_OF: Final = re.compile(
    r"半(?:(?P<month>个月)|(?P<hour>个?小时)|(?P<day>天)|(?P<year>年))(?![度报刊多])(?P<lasts>的?时间|左右|以上|之?内)?"
)
_SERIES: Final = re.compile(r"(?:\d+-){2,}\d+")
_CODE_NEXT: Final = ASCII | frozenset("#-_^")
_AFTER_LETTERS: Final = frozenset("-/_.#+ ")
_STANDARD: Final = re.compile(r"\d{2,6}(?:\.\d+)?[-—:]\d{2,4}(?!\d)")
_HOURS: Final = re.compile(r"(?:[01]?\d|2[0-4])[时点](?:[0-5]\d(?!\d)分?|\d分|半(?!径)|整|许|钟)(?:\d\d?秒)?")
_SHAPE: Final = (
    (DATE, _DATE),
    (CODE, _PHONE),
    (CODE, _VERSION),
    (TIME_OF_DAY, _TIME),
    (NAME, _FORMULA),
    (NAME, _DOT),
    (CODE, _SERIES),
    (TIME_OF_DAY, _HOURS),
    (NAME, re.compile(r"\d+号(?!召)")),
)
"""Reasons that the shape of a run of digits and signs gives; the first shape that fits counts."""
_SHAPES: Final = re.compile("|".join(f"(?P<shape_{nth}>{shape.pattern})" for nth, (_, shape) in enumerate(_SHAPE)))
_SHAPE_REASONS: Final = {f"shape_{nth}": reason for nth, (reason, _) in enumerate(_SHAPE)}
_SHAPED: Final = frozenset("-/.:+·•・号时点 ")
_DIGITS_RUN: Final = re.compile(r"[0-9]\d*")
_DOUBLED: Final = re.compile(r"翻(?:了)?(近|将近|约|超|逾|不止)?(?:([一二两三四五六七八九十]|\d{1,2})番|番|(?=一倍)倍)")
_HALF: Final = re.compile(r"半数")
_HALF_DONE: Final = re.compile(r"(?:时间|任务)过\Z")
_HALF_WORDS: Final = re.compile(r"半(?:[年月天日小个径导壁夜决途截岛边旬成球晌载辈生])")
_ONES: Final = frozenset("一二两三四五六七八九")
_RANKED: Final = re.compile(
    r"(?:排名?|位居|跻身|进入|进|名列|位列|居|列|迈入|挺进|冲进|稳居|全国|全省|世界|全球)(?:全国|全省|全区|全市|世界|全球|同类[一-龥]{0,3})?\Z"
)
_ZEROES: Final = frozenset("〇零一二三四五六七八九")
_DATES: Final = frozenset({"月", "月份", "日", "季度"})
_MEASURED: Final = frozenset({"个小时", "小时", "个月", "个季度", "个工作日", "连冠"})
_UPS_AND_DOWNS: Final = re.compile(
    r"[一二两三四五六七八九](?=[升增涨降减跌平][一二两三四五六七八九][升增涨降减跌平])"
    r"|(?<=[一二两三四五六七八九][升增涨降减跌平])[一二两三四五六七八九](?=[升增涨降减跌平])"
)
_VAGUE_RUN: Final = re.compile(r"[一二两三四五六七八九十百千万]*[一二两三四五六七八九]{2,3}[十百千万亿]*")
_TITLE: Final = re.compile(r"(?:夺|获|得|居|摘|是|蝉联|荣膺|斩获|捧|连续)[一-龥]{0,6}\Z")
_PRIORITY: Final = re.compile(r"(?:放|摆|置|列|作)(?:在|于|到|为)[一-龥]{0,6}\Z")
_LARGEST: Final = Decimal(10) ** 24
_MOST_DOUBLINGS: Final = 20
_LASTING: Final = re.compile(
    "(?:历时|为期|[用耗费]时|长达|需要?|[用花耗]了?|约|满|足足|不到|不足|超过|仅|短短|缩短了?|延长了?)\\s?\\Z"
)
_HALVES: Final = {"month": "个月", "hour": "小时", "day": "天", "year": "年"}
_PICKED: Final = frozenset("起到得级遗金音")
_FORMAL: Final = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
_THAN_LAST: Final = frozenset("比 ")
_HYPHENS: Final = "-−–‑‐﹣"
"""Signs that make a number negative; between two numbers they make a range."""
_LONG_DASH: Final = "—"
_TAKES_A_DASH: Final = frozenset("为是(:比幅速长达")
"""Characters behind which a long dash is a minus sign too."""
_SIGNS: Final = frozenset(_HYPHENS + _LONG_DASH + "负 ")
_NEGATIVE: Final = frozenset(_HYPHENS + "负")
_BEFORE_NUMERAL: Final = frozenset("前是负米参数几好")
"""Characters before a lone Chinese numeral that may make a figure of it, whatever follows."""
_AFTER_NUMERAL: Final = "点余多几来分又成半打期大级强至到时升增涨降减跌平年月日连位参廿卅卌kK"
"""Characters behind a lone Chinese numeral, other than units, that may make a figure of it."""
_CALENDAR: Final = frozenset("年月日")
_TOUCHES_DATES: Final = ASCII | DIGIT | frozenset("-−负每前/_.#+: ")
_LINKS_DATES: Final = frozenset("在于到至")
_AFTER_DATES: Final = frozenset("半份代—-–~至到&和与 \n\t")


Read = tuple[Figure | None, int]
"""The figure that was read, ``None`` if there is none, and the offset at which the scan goes on."""


class _Han(NamedTuple):
    """A number in Chinese numerals that begins at ``s``: ``printed`` without its unit, between two characters."""

    text: str
    s: int
    floor: int
    number: Number
    printed: str
    before: str
    following: str


class FigureScanner:
    """The figures of a text, read with the words of a vocabulary; ``scan`` keeps nothing between calls."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._words = number_words = NumberWords(vocabulary)
        self._numbers = NumberReader(vocabulary, number_words)
        names = {region.name for region in vocabulary.regions.values()}
        names |= {alias.alias for alias in vocabulary.region_aliases}
        self._goes_on = self._numbers.unit_firsts | frozenset(f"{HAN}{_AFTER_NUMERAL}")
        others = {*self._numbers.others("年"), *self._numbers.others("月"), *self._numbers.others("日")}
        self._hedges = hedges = Hedges(vocabulary)
        self._hedge_lasts = hedges.before_lasts | {" ", "\n"}
        self._touches_dates = (hedges.before_lasts | _TOUCHES_DATES) - _LINKS_DATES
        self._after_dates = (hedges.behind_firsts - {"起"}) | _AFTER_DATES | others
        self._ordinary: dict[str, list[tuple[str, int]]] = {}
        for word in sorted(
            {*number_words.ordinary, *(name for name in names if len(name) > 2)}, key=lambda word: (-len(word), word)
        ):
            for at in (at for at, char in enumerate(word) if char in HAN):
                key = word[at : at + 2] if at + 1 < len(word) else word[at - 1] + word[at]
                entry = self._ordinary.setdefault(key, [])
                entry.append((word, at))

    def scan(self, folded: str) -> list[Figure]:
        """The figures of ``folded`` in order of place, not overlapping; linear in its length."""
        figures: list[Figure] = []
        urls = links(folded)
        at, url, hedged = 0, 0, False
        search = _SEED.search
        with localcontext(prec=DIGITS):
            while match := search(folded, at):
                s = match.start()
                if urls:
                    while url < len(urls) and urls[url][1] <= s:
                        url += 1
                    if url < len(urls) and urls[url][0] <= s:
                        figures.append(_code(max(urls[url][0], at), urls[url][1]))
                        at = urls[url][1]
                        continue
                char = folded[s]
                if char in DIGIT:
                    figure, at = self._digits(folded, s, match.end(), at)
                elif char in _NUMERALS:
                    if self._stands_in_a_word(folded, s, at):
                        at = s + 1
                        continue
                    figure, at = self._chinese(folded, s, at)
                elif char == "第":
                    figure, at = self._ordinal(folded, s)
                else:
                    figure, at = self._word(folded, s, at)
                if figure is not None:
                    figures.append(figure)
                    hedged = hedged or figure.bound != "exact"
            if hedged:
                figures = joined_bounds(folded, figures)
            share_units(folded, figures)
        return figures

    def number_at(self, folded: str, start: int) -> Figure | None:
        """The number printed at ``start`` with its sign and its unit, whatever stands around it; ``None`` if there is none."""
        at = start + (folded[start : start + 1] in _NEGATIVE)
        if folded[at : at + 1] not in DIGIT and folded[at : at + 1] not in _NUMERALS:
            return None
        with localcontext(prec=DIGITS):
            number = self._numbers.number(folded, at) or self._numbers.scaled_unit(folded, at)
        if number is None:
            return None
        low = number.value.copy_negate() if number.value is not None and at > start else number.value
        return Figure(
            start, number.end, number.kind, low, None, number.end, start, number.unit_start, number.unit, number.bound,
            start, number.end, "unread", "",
        )  # fmt: skip

    def _stands_in_a_word(self, text: str, s: int, floor: int) -> bool:
        """``True`` where the numeral ``text[s]`` is alone between characters that cannot make it a figure: 统一思想."""
        following = text[s + 1 : s + 2]
        return (
            s > floor
            and following not in self._goes_on
            and following.isalpha()
            and (before := text[s - 1]) not in _BEFORE_NUMERAL
            and before.isalpha()
        )

    def _digits(self, text: str, s: int, run_end: int, floor: int) -> Read:
        """The figure at the digits ``[s, run_end)``; nothing before ``floor`` is to be touched."""
        before = text[s - 1] if s > floor else ""
        next_char = text[run_end : run_end + 1]
        if (
            next_char in _CALENDAR
            and before not in self._touches_dates
            and text[run_end + 1 : run_end + 2] not in self._after_dates
            and _calendar(text, s, run_end)
        ):
            end, low = run_end + 1, Decimal(text[s:run_end])
            return tuple.__new__(
                Figure,
                (s, end, "date", low, None, end, s, run_end, next_char, "exact", s, end, *DATE.outcome),
            ), end  # fmt: skip
        if before in ASCII:
            if not self._glued(text, s):
                return self._identifier(text, s, floor)
        elif before in _AFTER_LETTERS and s - 2 >= floor and text[s - 2] in ASCII:
            if before != " ":
                return self._identifier(text, s, floor)
            if standard := _STANDARD.match(text, s):
                start = s - 1
                while start > floor and text[start - 1] in _CODE_CHARS:
                    start -= 1
                return _code(start, standard.end()), standard.end()
        if (next_char in _SHAPED or run_end - s == 11) and (shape := _SHAPES.match(text, s)):
            reason = _SHAPE_REASONS[str(shape.lastgroup)]
            return _marked(s, shape.end(), reason.kind or "code", reason), shape.end()
        number = self._numbers.number(text, s)
        if number is None:
            return self._identifier(text, s, floor)
        if text[number.end : number.end + 1] in _CODE_NEXT and number.end == number.number_end and (
            read := self._notation(text, s, number, floor)
        ):  # fmt: skip
            return read
        if next_char in "/ " and before != "/" and (read := self._slashed(text, s, number, floor)):
            return read
        if before in _SIGNS:
            number = self._signed(text, number, floor)
        return self._finish(text, number, floor)

    def _notation(self, text: str, s: int, number: Number, floor: int) -> Read | None:
        """10^-3 and 2e5 are values in a notation, 09CrCuSb and 5# codes."""
        sign = text[number.end]
        if sign == "^" and (power := _POWER.match(text, s)):
            return self._power(text, power, None, floor)
        if sign in "eE" and (scientific := _SCIENTIFIC.match(text, s)):
            return self._power(text, scientific, Decimal(10), floor)
        if sign in ASCII or sign == "#" or (sign in "-_" and text[number.end + 1 : number.end + 2] in ASCII):
            return self._identifier(text, s, floor)
        return None

    def _slashed(self, text: str, s: int, number: Number, floor: int) -> Read | None:
        """3/4 and 1 1/4 are fractions, 12/2023 a month."""
        fraction = _FRACTION.match(text, s)
        if not fraction or number.end > fraction.end():
            return None
        whole, top, bottom = (int(part or 0) for part in fraction.groups())
        if not bottom:
            return None
        if len(fraction[3]) == 4 and fraction[3][:2] in ("19", "20"):
            return _marked(s, fraction.end(), "date", DATE), fraction.end()
        start, sign = _sign(text, s, floor)
        low = sign * (whole + Decimal(top) / Decimal(bottom))
        return self._judged(text, _plain(start, fraction.end(), "fraction", low, ""), floor), fraction.end()

    def _power(self, text: str, match: re.Match[str], base: Decimal | None, floor: int) -> tuple[Figure, int]:
        """2e5 and 10^-3: a value, but notation rather than a statement."""
        start, sign = _sign(text, match.start(), floor)
        mantissa, exponent = Decimal(match[1]), int(match[2])
        low = (mantissa if base is None else base) ** exponent if mantissa else Decimal(0)
        low = sign * (low if base is None else low * mantissa)
        if abs(low) >= _LARGEST or abs(low.as_tuple().exponent) > DIGITS:  # type: ignore[arg-type]  # it is finite
            return _code(start, match.end()), match.end()
        return _marked(start, match.end(), "number", CODE, low), match.end()

    def _glued(self, text: str, s: int) -> bool:
        """``True`` where letters stand before a number by chance: GDP5000亿元, LED300万只, CPI2.1%."""
        match = self._numbers.arabic.match(text, s)
        if not match or not (s >= 2 and text[s - 2] in ASCII):
            return False
        return match[0][-1] in SCALES or text[match.end() : match.end() + 1] == "%"

    def _identifier(self, text: str, s: int, floor: int) -> tuple[Figure, int]:
        start = s
        while start > floor and text[start - 1] in _CODE_CHARS:
            start -= 1
        while start < s and text[start] not in ASCII and text[start] not in DIGIT:
            start += 1
        match = _IDENT.match(text, start)
        end = max(match.end() if match else s + 1, s + 1)
        return _code(start, end), end

    def _signed(self, text: str, number: Number, floor: int) -> Number:
        s = number.start
        at = s - 1
        if at >= floor and text[at] == " " and at - 1 >= floor and text[at - 1] == "负":
            at -= 1
        if at < floor or number.value is None:
            return number
        sign = text[at]
        if (
            sign == "负"
            or (sign in _HYPHENS and s - at == 1 and self._minus(text, number, at, floor))
            or (sign == _LONG_DASH and s - at == 1 and at > floor and text[at - 1] in _TAKES_A_DASH)
        ):
            return number._replace(
                start=at, value=number.value.copy_negate(), mantissa=number.mantissa and number.mantissa.copy_negate()
            )
        return number

    def _minus(self, text: str, number: Number, at: int, floor: int) -> bool:
        if at == 0 or (at == floor and text[at - 1] in "、,("):
            return True
        before = text[at - 1]
        if before in " \t\n(,:;。、":
            return True
        if before in _CODE_CHARS or before in _HYPHENS + _LONG_DASH + "%":
            return False
        return (
            number.kind in ("percent", "percentage_point", "currency")
            or number.unit in ("℃", "度", "摄氏度")
            or number.scale > 1
            or "." in text[number.start : number.number_end]
        )

    def _chinese(self, text: str, s: int, floor: int) -> Read:
        """Reads what begins at the Chinese numeral ``text[s]``."""
        run = LONG_HAN.match(text, s)
        if run is None:
            return None, s + 1
        if run.end() - s > LONGEST:
            return None, run.end()
        if (stop := self._ordinary_word(text, s, run.end())) is not None:
            is_name = any(char in DIGIT for char in text[s:stop])
            return (_marked(s, stop, "code", NAME) if is_name else None), stop
        if s > floor and text[s - 1] == "参" and (text[s] in "拾佰仟" or text[s + 1 : s + 2] in _FORMAL):
            s -= 1
        if read := self._by_look(text, s, floor):
            return read
        number = self._numbers.number(text, s)
        if number is None:
            at = run.end()
            if _VAGUE_RUN.fullmatch(run[0]) and (unit := self._numbers.unit(text, at, run[0], han=True)):
                return _marked(s, unit[1], "number", VAGUE), unit[1]
            return None, at
        printed = text[s : number.number_end]
        before = text[s - 1] if s else ""
        following = text[number.end] if number.end < len(text) else ""
        han = tuple.__new__(_Han, (text, s, floor, number, printed, before, following))
        for rule in self._OF_HAN:
            if read := rule(self, han):
                return read
        return self._finish(text, self._signed(text, number, floor), floor)

    def _by_look(self, text: str, s: int, floor: int) -> Read | None:
        """Reads words that need no search for a number: 五升六降, 一半, 百分百; ``None`` if none stands at ``s``."""
        if _UPS_AND_DOWNS.match(text, s):
            return _plain(s, s + 1, "number", read_numeral(text[s]) or Decimal(0), ""), s + 1
        if text.startswith("一半", s) and not HALF_NOT.match(text, s + 2):
            figure = self._judged(text, _plain(s, s + 2, "fraction", Decimal("0.5"), ""), floor)
            return figure, figure.end
        if text[s] in "百佰" and text.startswith("分百", s + 1):
            return _plain(s, s + 3, "percent", Decimal(100), "%"), s + 3
        return None

    # rules for numerals, in the order in which they are tried; each gives what it reads, or None where it does not apply

    def _neighbouring(self, han: _Han) -> Read | None:
        """两三年 and 三五家 are vague, 七五折 is not; 三三制 is a word."""
        text, s, number, printed = han.text, han.s, han.number, han.printed
        if number.kind == "fraction" or not printed.isalnum() or len(printed) not in (2, 3):
            return None
        if not all(char in _ONES for char in printed):
            return None
        if text[number.unit_start : number.end] == "折":
            return self._finish(text, number, han.floor)
        if text.startswith("年", number.number_end) and not _neighbours(printed):
            return _marked(s, number.number_end + 1, "date", DATE), number.number_end + 1
        if number.unit and _neighbours(printed):
            return _marked(s, number.end, number.kind, VAGUE), number.end
        if han.before.isalpha() or han.following.isalpha():
            return None, number.end if number.unit else number.number_end
        return None

    def _some(self, han: _Han) -> Read | None:
        """数十亿元, 好几家."""
        s, number = han.s, han.number
        if s > han.floor and han.before in "数几" and han.printed[0] in SCALE:
            return _marked(s - 1, number.end, number.kind, VAGUE, tail=number.end), number.end
        if han.before == "好" and han.text[s] == "几":
            return _marked(s, number.end, number.kind, VAGUE), number.end
        return None

    def _noughts(self, han: _Han) -> Read | None:
        """零三: no number."""
        printed = han.printed
        if printed[0] in "零〇" and "点" not in printed and len(printed) > 1 and not (set(printed) <= _ZEROES):
            return None, han.number.number_end
        return None

    def _one_alone(self, han: _Han) -> Read | None:
        """One numeral by itself has rules of its own."""
        if len(han.printed) != 1:
            return None
        for rules in (self._OF_ONE, self._OF_ONE_WITH_UNIT if han.number.unit else self._OF_ONE_BARE):
            for rule in rules:
                if read := rule(self, han):
                    return read
        if not han.number.unit:
            return None, han.s + 1
        return self._finish(han.text, self._signed(han.text, han.number, han.floor), han.floor)

    def _scales(self, han: _Han) -> Read | None:
        """百家, 千万家, 百万: an amount only where something says so."""
        text, number, printed = han.text, han.number, han.printed
        if printed[0] not in "百千万亿" or number.kind not in ("count", "duration", "number"):
            return None
        if self._hedged(text, han.s, han.floor)[0] or number.bound != "exact":
            return None
        if (len(printed) > 1 and number.unit) or text.startswith("级", number.number_end):
            return None
        return self._scale_words(text, number, han.floor)

    def _tens_of_a_name(self, han: _Han) -> Read | None:
        """十大, 十强, 十月."""
        number, printed = han.number, han.printed
        if (
            not number.unit
            and number.kind == "number"
            and han.following.isalpha()
            and number.scale == 1
            and printed[0] == "十"
            and len(printed) < 3
            and (self._words.named.match(han.text, number.end) or han.following in "大月")
        ):
            return None, number.end
        return None

    _OF_HAN: ClassVar = (_neighbouring, _some, _noughts, _one_alone, _scales, _tens_of_a_name)

    def _scale_words(self, text: str, number: Number, floor: int) -> Read:
        around = text[number.start - 1 : number.start] + text[number.end : number.end + 1]
        if not number.unit and number.end - number.start > 1 and not any(char.isalpha() for char in around):
            return self._finish(text, number, floor)
        if number.unit:
            return _marked(number.start, number.end, number.kind, IDIOM), number.end
        if (
            number.number_end - number.start > 1
            and (number.value or 0) >= 10**5
            and number.end < len(text)
            and text[number.end] in "、,。;)级"
        ):
            return self._finish(text, number, floor)
        return None, number.end

    def _one_in_hundred(self, han: _Han) -> Read | None:
        """三成; but 一成不变 is no figure."""
        number = han.number
        if number.kind not in ("percent", "fraction"):
            return None
        if han.printed == "一" and han.text.startswith("不变", number.end):
            return None, number.end
        return self._finish(han.text, number, han.floor)

    def _one_in_a_word(self, han: _Han) -> Read | None:
        """零 beside letters, 拾起."""
        is_nought = han.printed in "零〇" and (han.before.isalnum() or han.following.isalnum())
        if is_nought or (han.printed == "拾" and han.text[han.s + 1 : han.s + 2] in _PICKED):
            return None, han.s + 1
        return None

    def _one_and_more(self, han: _Han) -> Read | None:
        """The numeral with what belongs to it and is no unit."""
        number = han.number
        return self._finish(han.text, number, han.floor) if number.end > number.number_end and not number.unit else None

    def _height(self, han: _Han) -> Read | None:
        """米九 of 身高米九 is 1.9 metres."""
        text, s, char = han.text, han.s, han.printed
        if han.before != "米" or char not in _ONES or s <= han.floor:
            return None
        if text[s - 2 : s - 1].isalpha() or han.following.isalpha():
            return None
        low = 1 + (read_numeral(char) or ONE) / 10
        height = Number(s - 1, s + 1, s - 1, low, low, ONE, "米", "dimension", "exact", s, han=True)
        return self._finish(text, height, han.floor)

    def _one_behind_its_word(self, han: _Han) -> Read | None:
        """统一, 之一."""
        if han.printed == "一" and han.before and han.before in AFTER_ONE:
            return None, han.s + 1
        return None

    _OF_ONE: ClassVar = (_one_in_hundred, _one_in_a_word, _one_and_more, _height, _one_behind_its_word)

    def _of_a_class(self, han: _Han) -> Read | None:
        """亿级."""
        if han.printed == "亿" and han.text.startswith("级", han.number.number_end):
            return self._finish(han.text, han.number, han.floor)
        return None

    def _great(self, han: _Han) -> Read | None:
        """三大; 一大 is not counted."""
        if han.following != "大" or han.printed not in "一二两三四五六七八九十百千":
            return None
        return (None if han.printed == "一" else _marked(han.s, han.s + 1, "count", ENUMERATOR)), han.s + 1

    def _list_number(self, han: _Han) -> Read | None:
        """一、 at the beginning of a line, (三)."""
        s, following = han.s, han.following
        is_first = following and following in "、.)是,:" and LINE_START.search(han.text[max(0, s - 4) : s])
        if is_first or (han.before == "(" and following == ")"):
            return _marked(s, s + 1, "number", ENUMERATOR), s + 1
        return None

    def _issue(self, han: _Han) -> Read | None:
        """三期."""
        return (_marked(han.s, han.s + 2, "count", ENUMERATOR), han.s + 2) if han.following == "期" else None

    def _class_name(self, han: _Han) -> Read | None:
        """千级, 百强."""
        if han.following in {"级", "强"} and han.printed in "百千万亿":
            return _marked(han.s, han.s + 2, "number", NAME), han.s + 2
        return None

    def _first_few(self, han: _Han) -> Read | None:
        """全国前三."""
        if han.before == "前" and han.following != "月" and _RANKED.search(han.text[max(0, han.s - 8) : han.s - 1]):
            return self._finish(han.text, han.number, han.floor)
        return None

    def _standing_alone(self, han: _Han) -> Read | None:
        """三, between signs."""
        before, following = han.before, han.following
        if before.isalpha() and before not in "负是":
            return None
        if following.isalpha() and not (before == "是" and following in "这那却"):
            return None
        if han.printed in "万千百亿兆":
            return None
        return self._finish(han.text, self._signed(han.text, han.number, han.floor), han.floor)

    def _begins_a_range(self, han: _Han) -> Read | None:
        """三至五家."""
        text, s = han.text, han.s
        if not (sign := RANGE.match(text, s + 1)) or text[sign.end()] == "的":
            return None
        figure = self._numbers.range(text, han.number)
        if figure is None or not (figure.unit or (figure.high or 0) >= 100):
            return None
        return self._judged(text, figure, han.floor), figure.end

    def _hour(self, han: _Han) -> Read | None:
        """上午九时许."""
        text, s = han.text, han.s
        time = CLOCK.match(text, s + 1)
        if not time or time.end() <= s + 2 or not CLOCK_BEFORE.search(text[max(0, s - 3) : s]):
            return None
        stop = time.end() - (text[time.end() - 1] in ",。;、")
        return _marked(s, stop, "date", TIME_OF_DAY), stop

    _OF_ONE_BARE: ClassVar = (
        _of_a_class, _great, _list_number, _issue, _class_name, _first_few, _standing_alone, _begins_a_range, _hour,
    )  # fmt: skip

    def _month_or_day(self, han: _Han) -> Read | None:
        """八月, 五日, 二季度."""
        number = han.number
        if number.kind == "duration" and han.text[number.unit_start : number.end] in _DATES:
            return _marked(han.s, number.end, "date", DATE), number.end
        return None

    def _strong(self, han: _Han) -> Read | None:
        """百强."""
        return self._finish(han.text, han.number, han.floor) if han.number.unit == "强" else None

    def _scale_alone(self, han: _Han) -> Read | None:
        """亿元 and 万吨 are amounts, and so is what is hedged or reached; 千家万户 is an idiom."""
        number = han.number
        if han.printed not in "百千万亿兆":
            return None
        is_amount = number.kind in ("currency", "dimension") and (
            han.printed != "千" or number.unit not in ("米", "克", "里", "方", "升")
        )
        is_reached = bool(han.before) and han.before in "达到破满足"
        if is_reached or is_amount or self._hedged(han.text, han.s, han.floor)[0]:
            return self._finish(han.text, number, han.floor)
        return _marked(han.s, number.end, number.kind, IDIOM), number.end

    def _one_of_something(self, han: _Han) -> Read | None:
        """一个 and 一批 count nothing that is reported; 一个小时 does."""
        text, number = han.text, han.number
        if han.printed != "一" or number.kind not in ("count", "duration") or number.unit in _MEASURED:
            return None
        if self._hedged(text, han.s, han.floor)[0]:
            return None
        if number.unit == "期":
            return _marked(han.s, number.end, number.kind, ENUMERATOR), number.end
        is_said_so = (
            (number.kind == "duration" and text[number.end - 1] != "半")
            or han.following.isalpha()
            or text[number.unit_start] in "批次度片"
        )
        if number.bound != "exact" or not is_said_so:
            return None
        figure = self._numbers.range(text, number)
        if figure is not None and figure.high is not None:
            return self._judged(text, figure, han.floor), figure.end
        return _marked(han.s, number.end, number.kind, IDIOM), number.end

    def _group(self, han: _Han) -> Read | None:
        """三省, 二期."""
        number = han.number
        is_of_places = number.unit in PLACES and not self._hedged(han.text, han.s, han.floor)[0]
        if is_of_places or number.unit == "期":
            return _marked(han.s, number.end, number.kind, ENUMERATOR), number.end
        return None

    _OF_ONE_WITH_UNIT: ClassVar = (_month_or_day, _strong, _scale_alone, _one_of_something, _group)

    def _ordinary_word(self, text: str, s: int, end: int) -> int | None:
        """The end of the ordinary word around the run ``[s, end)``, if there is one."""
        for key in (text[s : s + 2], text[s - 1 : s + 1] if s else ""):
            for word, at in self._ordinary.get(key, ()):
                stop = s - at + len(word)
                if at <= s and stop >= end and text.startswith(word, s - at) and not text.startswith("米", end):
                    return stop
        return None

    def _ordinal(self, text: str, s: int) -> Read:
        at = s + 1
        if text[at : at + 1] == " ":
            at += 1
        first = text[at : at + 1]
        if not first or not (first in DIGIT or first in HAN):
            return None, s + 1
        if first in HAN and (run := LONG_HAN.match(text, at)) and run.end() - at > 64:
            return None, run.end()
        match = (self._numbers.arabic if first in DIGIT else self._numbers.han).match(text, at)
        value = value_of(match[0]) if match else None
        if match is None or value is None:
            return (None, at) if first in DIGIT else (None, at + 1)
        end = match.end()
        if first in DIGIT and end < len(text) and text[end] in ASCII:
            return self._identifier(text, at, at)
        unit_start = end
        following = text[end : end + 1]
        if following == " " and text[end + 1 : end + 2] in ("名", "位", "届", "版"):
            end, following = end + 1, text[end + 1]
        if following in ("版", "页") or text.startswith("版面", end):
            return _marked(s, end + 1, "ordinal", PAGE_NUMBER), end + 1
        if following in ("名", "位", "个"):
            if following == "个" and (unit := self._numbers.unit(text, end, "1", han=False)) and unit[2][0] != "个":
                return _marked(s, unit[1], "ordinal", ENUMERATOR), unit[1]
            end += 1
        elif range_ := RANGE.match(text, end):
            second_at = range_.end() + (1 if text.startswith("第", range_.end()) else 0)
            second = (self._numbers.arabic if text[second_at] in DIGIT else self._numbers.han).match(text, second_at)
            high = value_of(second[0]) if second else None
            if second and high and high.value > value.value:
                stop = second.end() + (text[second.end() : second.end() + 1] in ("名", "位", "章", "条", "届"))
                return Figure(
                    s,
                    stop,
                    "ordinal",
                    value.value,
                    high.value,
                    match.end(),
                    range_.end(),
                    stop,
                    "位",
                    "exact",
                    s,
                    stop,
                    "unread",
                    "",
                ), stop
        elif following == "大":
            pass
        elif numbered := self._words.numbered.match(text, end):
            stop = numbered.end()
            reason = DATE if numbered[0] in ("季度", "季") else ENUMERATOR
            return _marked(s, stop, "ordinal", reason, value.value), stop
        elif (following and following in ",、:是;" and (s == 0 or text[s - 1] in "\n。;:,!?”“ ")) or (
            following
            and following.isalpha()
            and following not in "的,和与并且为及在、较比同"
            and not any(verb in text[max(0, s - 12) : s] for verb in self._words.rank_verbs)
        ):
            return _marked(s, end, "ordinal", ENUMERATOR, value.value), end
        return Figure(
            s, end, "ordinal", value.value, None, end, s, unit_start, "位", "exact", s, end, "unread", ""
        ), end

    def _word(self, text: str, s: int, floor: int) -> Read:
        """Reads what begins at a sign or a word that can state a number: .5, 翻番, 半, 对折, 榜首."""
        read = self._BY_WORD.get(text[s], FigureScanner._first)(self, text, s, floor)
        return read or (None, s + 1)

    def _point(self, text: str, s: int, _floor: int) -> Read | None:
        """.5."""
        digits = _DIGITS_RUN.match(text, s + 1)
        if digits is None or (s and (text[s - 1] in _CODE_CHARS or text[s - 1].isalnum())):
            return None
        end = digits.end()
        return _plain(s, end, "number", Decimal("0" + text[s : min(end, s + 40)]), ""), end

    def _doubled(self, text: str, s: int, _floor: int) -> Read | None:
        """翻两番 is four times."""
        match = _DOUBLED.match(text, s)
        times = (read_numeral(match[2]) if match[2] else ONE) if match else None
        if match is None or times is None or times > _MOST_DOUBLINGS:
            return None
        figure = _plain(s, match.end(), "multiple", Decimal(2) ** int(times), "倍")
        return self._judged(text, figure._replace(bound=self._hedges.before.get(match[1], "exact"))), match.end()

    def _half(self, text: str, s: int, floor: int) -> Read | None:
        """半数, 历时半年, 过半, 半百, 半折."""
        before = text[s - 1 : s]
        if match := _HALF.match(text, s):
            return self._judged(text, _plain(s, match.end(), "fraction", Decimal("0.5"), "")), match.end()
        if (part := _HALF_OF.match(text, s)) and (part["lasts"] or _LASTING.search(text[max(0, s - 5) : s])):
            end = part.end() if part["lasts"] is None else part.start("lasts")
            unit = next(unit for name, unit in _HALVES.items() if part[name])
            figure = _plain(s, end, "duration", Decimal("0.5"), unit)
            return self._judged(text, figure, floor), end
        if before and before in "过近超逾约" and before in self._hedges.before and not _HALF_WORDS.match(text, s):
            figure = _plain(s, s + 1, "fraction", Decimal("0.5"), "")
            figure = figure._replace(bound=self._hedges.before[before], head=s - 1)
            return (_refused(figure, SLOGAN) if _HALF_DONE.search(text[max(0, s - 3) : s]) else figure), s + 1
        if text.startswith("半百", s) and not before.isalpha():
            return _plain(s, s + 2, "number", Decimal(50), ""), s + 2
        return (_plain(s, s + 2, "percent", Decimal(50), "%"), s + 2) if text.startswith("半折", s) else None

    def _halved(self, text: str, s: int, floor: int) -> Read | None:
        """打对折."""
        if s - 2 >= floor and text[s - 1] == "对" and text[s - 2] in "打按以":
            return _plain(s - 1, s + 1, "percent", Decimal(50), "%"), s + 1
        return None

    def _first(self, text: str, s: int, _floor: int) -> Read | None:
        """首位, 榜首, 头把交椅; 冠军 where it is won, and 放在首位 as an idiom."""
        if not (match := self._words.rank_words.match(text, s)):
            return None
        end, left = match.end(), text[max(0, s - 8) : s]
        if text[end : end + 1] in ("度", "赛", "病", "论") or (text[s] == "冠" and not _TITLE.search(left)):
            return None, end
        figure = _plain(s, end, "ordinal", ONE, "位")
        return (_refused(figure, IDIOM) if _PRIORITY.search(left) else figure), end

    _BY_WORD: ClassVar = {".": _point, "翻": _doubled, "半": _half, "折": _halved}

    def _hedged(self, text: str, s: int, floor: int) -> tuple[str, int]:
        """The bound of the hedge directly before ``s`` and where it starts; none: empty and ``s``."""
        return self._hedges.found_before(text, s, floor, SCALE)

    def _finish(self, text: str, number: Number, floor: int) -> tuple[Figure, int]:
        figure = self._numbers.range(text, number)
        s, end, unit = number.start, number.end, number.unit
        if (
            unit == self._words.yuan
            and s > floor
            and text[s - 1] in self._numbers.currency_lasts
            and (match := self._numbers.currency.search(text[max(floor, s - 5) : s]))
        ):
            unit = match[1]
            figure = figure and figure._replace(unit=unit)
        if figure is None:
            figure = tuple.__new__(
                Figure,
                (s, end, number.kind, number.value, None, end, s, number.unit_start, unit, number.bound, s, end, "unread", ""),
            )  # fmt: skip
        figure = self._judged(text, figure, floor)
        return figure, figure.end

    def _judged(self, text: str, figure: Figure, floor: int = 0) -> Figure:
        """``figure`` with the hedges around it, and the reason why it cannot be a claim, if the words show one."""
        s, end = figure.start, figure.end
        before, head, previous = "", s, text[s - 1 : s]
        if previous in self._hedge_lasts:
            before, head = self._hedged(text, s, floor)
        bound, tail = figure.bound, end
        if before == "less_than" and figure.kind == "duration" and text[head:s].strip() == "近":
            before, head = "", s
        if previous in _THAN_LAST and not before and s > floor and (than := _THAN.match(text, end)):
            at = s - 1 - (previous == " ")
            if at >= floor and text[at] == "比":
                return figure._replace(bound=str(than.lastgroup), head=at, tail=than.end())
        if before:
            bound = before if bound == "exact" or before in ("at_least", "at_most") else bound
        after = ""
        if (
            end < len(text)
            and text[end] in self._hedges.behind_firsts
            and (match := self._hedges.behind_pattern.match(text, end))
        ):
            word = match[0].strip()
            if self._hedge_follows(text, figure, word, match.end()):
                after, tail = self._hedges.behind[word], match.end()
                bound = after if bound in ("exact", "approx") else bound
        reason = reason_of(text, figure, before, after, self._words)
        if (
            previous == "前" and before == "" and figure.high is None and not reason
            and figure.unit in ("", "名", "位", "强") and (s < 2 or text[s - 2] not in "以之日目年月当此提")
        ):  # fmt: skip
            end = end if figure.unit else figure.end
            return figure._replace(kind="ordinal", unit="位", bound="at_most", head=s - 1, tail=max(tail, end))
        if reason:
            kind = reason.kind or figure.kind
            return tuple.__new__(Figure, (s, end, kind, *figure[3:9], bound, head, tail, *reason.outcome))
        if bound == figure.bound and head == s and tail == end:
            return figure
        return tuple.__new__(Figure, (*figure[:9], bound, head, tail, figure.reading, figure.reason))

    def _hedge_follows(self, text: str, figure: Figure, word: str, end: int) -> bool:
        following = text[end : end + 1]
        if word in ("多", "余", "来", "许", "强", "弱", "起", "上", "+"):
            if word in ("强", "弱"):
                return figure.kind in ("percent", "fraction") and not following.isalpha()
            if word == "起":
                return False
            if word == "上":
                return text[end : end + 1] == "下"
            if word == "+":
                return not (following and (following in DIGIT or following in ASCII))
            if figure.kind in ("count", "number") and figure.unit != "岁":
                return False
            return not (following and following in "样元种方少数年地临次") or (following == "年" and word == "余")
        return True


@lru_cache(maxsize=2)
def scanner_of(vocabulary: Vocabulary) -> FigureScanner:
    """The scanner of ``vocabulary``, made once."""
    return FigureScanner(vocabulary)


def _calendar(text: str, s: int, end: int) -> bool:
    """``True`` where the digits ``[s, end)`` before 年, 月 or 日 are plainly a year, a month or a day."""
    if text[end] == "年":
        return end - s == 4 and text[s] != "0"
    return end - s < 3 and (text[end] == "月" or int(text[s:end]) <= 31)


def _sign(text: str, s: int, floor: int) -> tuple[int, int]:
    """The offset of a number at ``s`` with its minus sign, if it has one, and the sign as a factor: 1 or -1."""
    if s > floor and text[s - 1] in _HYPHENS + "负" and (s == 1 or text[s - 2] in " \t\n(,:;。、=为"):
        return s - 1, -1
    return s, 1


def _neighbours(printed: str) -> bool:
    values = [int(read_numeral(char) or 0) for char in printed]
    return all(b - a == 1 for a, b in itertools.pairwise(values)) or printed in ("三五", "两三")


def _plain(s: int, end: int, kind: FigureKind, low: Decimal, unit: str) -> Figure:
    return Figure(s, end, kind, low, None, end, s, end, unit, "exact", s, end, "unread", "")


def _marked(
    s: int, end: int, kind: FigureKind, reason: Reason, low: Decimal | None = None, tail: int | None = None
) -> Figure:
    return Figure(s, end, kind, low, None, end, s, end, "", "exact", s, tail or end, *reason.outcome)


def _refused(figure: Figure, reason: Reason) -> Figure:
    return figure._replace(reading=reason.does, reason=reason.name)


def _code(s: int, end: int) -> Figure:
    return _marked(s, end, "code", CODE)
