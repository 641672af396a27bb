"""Why a number cannot be a claim, judged by the words right around it."""

import re
from typing import Final

from flows.domain.reading import Figure
from flows.reading.numbers import words as idioms
from flows.reading.numbers.with_units import DIGIT

CLOCK: Final = re.compile(
    r"(?:时|点)(?:[0-5]?\d分|[一二三四五]?十?[一二三四五六七八九]?分|半|整|许|钟|左右|前|后|起|至|到|-|—|,|。|;|、|$)?(?:\d\d?秒)?"
)
CLOCK_BEFORE: Final = re.compile(
    r"(?:上午|下午|晚上|晚|早上|早|凌晨|清晨|中午|傍晚|夜间|日|时间|至|到|从|当天|次日|深夜)\s?\Z"
)
_LIST: Final = re.compile(r"\d{1,2}(?:[.、)](?![\d])|\s*[、,](?=[一-龥]{4})(?!.{0,8}[、和]\d))")
LINE_START: Final = re.compile(r"(?:\A|[\n。;:!?”])[ \t(]*\Z")
_QUOTES: Final = (("“", "”"), ("‘", "’"), ("「", "」"))
PLACES: Final = frozenset("市县区国镇乡村省州门方")
_INVESTED: Final = re.compile(r"投资(?:额|额度|总额|规模)?(?:为|达|达到|在|超|超过|过|逾|突破)?\Z")
_FIGURE_LABEL: Final = re.compile(r"(?:(?<![代发图])[表图]|版次:)\s?\Z")
_LABEL_LAST: Final = frozenset("表图: ")
_SIZE: Final = re.compile(
    rf"(?:及?以[上下]|级)(?:{'|'.join(idioms.SIZE_ADJECTIVES)}){{0,4}}(?:{'|'.join(idioms.SIZE_NOUNS)})"
)
_OVER: Final = re.compile(rf"(?:{'|'.join(idioms.SIZE_ADJECTIVES)}){{0,4}}(?:{'|'.join(idioms.SIZE_NOUNS)})")
_ENUMERATED: Final = re.compile(
    rf"(?:个|大|项|种|类|条)?(?:[一-龥]{{0,2}})(?:{idioms.alternatives(idioms.ENUMERATED)})"
)
_MEASURED: Final = frozenset({"count", "currency", "dimension"})
_WATCHED: Final = PLACES | {"", "位", "强", "期", "届", "岁", "类", "种"}
_SIZE_FIRST: Final = frozenset(")及以")
_OVERS: Final = frozenset({"more_than", "at_least"})
_NEVER_NAMES: Final = frozenset({"percent", "percentage_point", "multiple", "fraction"})
NAMED: Final = re.compile(idioms.alternatives(idioms.NAMED))


def reason_of(text: str, figure: Figure, before: str, after: str) -> str:
    s, end = figure.start, figure.end
    low, unit, kind = figure.low, figure.unit, figure.kind
    following = text[end : end + 1]
    first = text[s]
    previous = text[s - 1 : s]
    arabic = first in DIGIT
    if low is None:
        return "code"
    if previous == "每" and kind in ("count", "currency", "dimension", "number"):
        return "idiom"
    if previous == ":" and s >= 2 and text[s - 2] in DIGIT and not unit:
        return "ratio"
    if arabic and kind in _MEASURED and unit not in _WATCHED:
        if following in _SIZE_FIRST or before in _OVERS:
            return _size_class(text, figure, before)
        return ""
    printed = text[s:end]
    if kind in _NEVER_NAMES:
        return ""
    if kind == "duration":
        word = text[figure.unit_start : end]
        if word in ("年", "年度", "月", "月份", "日"):
            if following == "代":
                return "date"
            if word[0] == "月" or (
                word == "日" and (low <= 31 and figure.bound == "exact" and not before and not after)
            ):
                return "date"
            if (
                word != "日"
                and low >= 1000
                and (arabic or "〇" in printed or "零" in printed or low < 3000)
                and low == int(low)
            ):
                return "date"
        if word == "季度" and low <= 4:
            return "date"
        return ""
    if not unit:
        if kind == "number":
            if arabic:
                if (
                    text[s - 1 : s] in _LABEL_LAST
                    and _FIGURE_LABEL.search(text[max(0, s - 3) : s])
                    and not following.isalpha()
                ):
                    return "page_number" if text[s - 1] in ":版" else "enumerator"
                if following and (match := NAMED.match(text, end)) and (match[0] != "强" or text[s - 1 : s] != "前"):
                    return "name"
                if figure.high is None and len(printed) == 4 and printed.isdigit() and 1900 <= low < 2100:
                    opened = text[s - 1 : s] in ("“", "《", "(", "〔", "[", "")
                    if (opened and not (following and following in "、,和")) or following in ("-", "—"):
                        return "date"
                    if 2001 <= low <= 2035 and following.isalpha() and following not in "和与及至到余多":
                        return "date"
                if (
                    following in {"时", "点"} and low <= 24 and (clock := CLOCK.match(text, end))
                    and (clock.end() > end + 1 or CLOCK_BEFORE.search(text[max(0, s - 3) : s]))
                ):  # fmt: skip
                    return "time_of_day"
                if following == "分" and text[s - 1 : s] in ("时", "点"):
                    return "time_of_day"
                if following == "秒" and text[s - 1 : s] == "分":
                    return "time_of_day"
                if (
                    low <= 99
                    and "." not in printed
                    and _LIST.match(text, s)
                    and LINE_START.search(text[max(0, s - 4) : s])
                ):
                    return "enumerator"
                if text[s - 1 : s] == "双":
                    return "name"
                if text[s - 1 : s] in ("“", "‘", '"') and following in ("”", "’", '"'):
                    return "name"
                if text[s - 1 : s] == "(" and following == ")" and low < 100:
                    return "enumerator"
                if (len(printed) > 11 and printed.isdigit()) or (
                    len(printed) > 1 and first == "0" and printed.isdigit()
                ):
                    return "page_number" if following == "版" else "code"
                if following == "版" and text[end + 1 : end + 2] != "本":
                    return "page_number"
                if following == "期":
                    return "name" if "." in printed else "enumerator"
            elif following == "大" and low < 1000:
                return "enumerator"
            elif following == "强":
                return "name"
            if following == "大" and low < 100:
                return "enumerator"
            if text.startswith("位数", end) or (text.startswith("连", end) and text[end + 1 : end + 2] == "板"):
                return "vague"
            if not arabic and _quoted(text, s, end):
                return "slogan"
        if kind == "ordinal" and _quoted(text, s, end) and following.isalpha():
            return "slogan"
        return _size_class(text, figure, before)
    if unit == "位" and text.startswith("数", end):
        return "vague"
    if unit == "强":
        return "" if text[s - 1 : s] == "前" else "name"
    if unit == "期" or (unit == "届" and not after):
        return "enumerator"
    if unit == "岁" and after:
        return "enumerator"
    if (unit == "类" and low <= 10) or (unit == "种" and low <= 10 and not arabic):
        return "enumerator"
    if kind == "count":
        if not arabic and low <= 10:
            if unit in ("个", "项", "种", "类", "条", "大", "个方面", "方面") and (
                unit == "个方面" or _ENUMERATED.match(text, end)
            ):
                return "enumerator"
            if unit != "连冠" and _quoted(text, s, end):
                return "slogan"
        if unit in PLACES and not arabic and low <= 10:
            return "enumerator"
        if not arabic and unit == "位" and following.isalpha() and low <= 3 and text.startswith("一体", end):
            return "idiom"
    if not arabic and unit == "元" and _quoted(text, s, end):
        return "slogan"
    if not arabic and _quoted(text, s, end) and kind == "dimension":
        return "slogan"
    return _size_class(text, figure, before)


def _size_class(text: str, figure: Figure, before: str) -> str:
    """A threshold that names a class of things: 亿元以上项目, 超亿元项目, 规模(2000万元)以上企业."""
    s, end = figure.start, figure.end
    if figure.kind in ("percent", "percentage_point", "fraction", "duration", "ordinal", "multiple"):
        return ""
    following = text[end : end + 1]
    at = end
    if following == ")" and text[s - 1 : s] == "(" and text.startswith("以上", end + 1):
        return "size_class"
    if text[end - 1] == "级":
        return ""
    if following and following in "及以" and _SIZE.match(text, at):
        return "" if _INVESTED.search(text[max(0, s - 6) : s]) else "size_class"
    if before in ("more_than", "at_least") and figure.unit and figure.kind == "currency" and _OVER.match(text, at):
        return "" if _INVESTED.search(text[max(0, s - 6) : s]) else "size_class"
    return ""


def _quoted(text: str, s: int, end: int) -> bool:
    """Whether ``[s, end)`` stands in a short pair of quotation marks."""
    for opening, closing in _QUOTES:
        left = text.rfind(opening, max(0, s - 10), s)
        if left < 0 or closing in text[left:s]:
            continue
        right = text.find(closing, end, end + 10)
        if right >= 0 and not any(char in ",。;" for char in text[left:right]):
            return True
    return False
