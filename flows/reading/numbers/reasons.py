"""Why a number cannot be a claim, judged by the words right around it."""

import re
from decimal import Decimal
from typing import Final

from flows.domain.reading import Figure
from flows.reading.numbers import words as idioms
from flows.reading.numbers.with_units import DIGIT
from flows.reading.text.rule import Reason

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
_OF_EACH: Final = frozenset({*_MEASURED, "number"})
_CALENDAR_WORDS: Final = frozenset({"年", "年度", "月", "月份", "日"})
_HOUR_SIGNS: Final = frozenset({"时", "点"})
_OPENING: Final = frozenset({"“", "《", "(", "〔", "[", ""})
_LISTED: Final = frozenset({"个", "项", "种", "类", "条", "大", "方面"})
_WATCHED: Final = PLACES | {"", "位", "强", "期", "届", "岁", "类", "种"}
_SIZE_FIRST: Final = frozenset(")及以")
_OVERS: Final = frozenset({"more_than", "at_least"})
_NEVER_NAMES: Final = frozenset({"percent", "percentage_point", "multiple", "fraction"})
NAMED: Final = re.compile(idioms.alternatives(idioms.NAMED))


DATE: Final = Reason(
    "date",
    "A number in the name of a day, month, year or other period dates claims and is none.",
    ("【2023年】，沧州市地区生产总值增长6.1%。", "【2月5日】，沧州市召开大会。"),
    ("2023年，沧州市平均每户年收入【2023元】。",),
    kind="date",
)

TIME_OF_DAY: Final = Reason(
    "time_of_day",
    "A time by the clock measures nothing.",
    ("2月5日上午【9时30分】，黄山市统计局发布公报。", "班车每天【07:20】从阜阳发出。"),
    ("2023年，黄山市高铁通车里程【30公里】。",),
    kind="date",
)

NAME: Final = Reason(
    "name",
    "A number in a name (世界500强, “2+6+N”, 863计划) is part of the name.",
    ("2023年，世界【500强】企业落户苏州市。", "黔南州构建“【2+6+N】”产业体系。", "鞍山市【2号】机组并网。"),
    ("2023年，苏州市引进世界500强企业【8家】。",),
)

SLOGAN: Final = Reason(
    "slogan",
    "A number inside a short quoted catchphrase is rhetoric.",
    ("淮安市打通服务群众“最后【一公里】”。", "周口市坚持‘【两条】腿’走路。"),
    ("2023年，淮安市改造农村公路【180公里】。",),
)

IDIOM: Final = Reason(
    "idiom",
    "A small numeral written out before a classifier (一个, 两大) counts nothing that is reported.",
    ("优势产业是【一个】城市的脊梁。", "2023年，每【三台】电饭煲就有一台产自湛江市。"),
    ("2023年，湛江市新建【13个】家电产业园。",),
)

ENUMERATOR: Final = Reason(
    "enumerator",
    "A number that orders or groups the text (第一, 三个方面, 第十二届) is no measurement.",
    ("【第三届】消博会在海口市举行。", "会议从【三个方面】部署工作。", "【1.】推动工业提质。"),
    ("2023年，海口市地区生产总值居全省【第一】。",),
)

SIZE_CLASS: Final = Reason(
    "size_class",
    "A threshold that names a class of things (亿元以上项目) is not how much there was.",
    ("2023年，铜川市开工【亿元】以上项目60个。", "广安市有【千万吨级】炼化基地。"),
    ("2023年，铜川市开工亿元以上项目【60个】。",),
)

CODE: Final = Reason(
    "code",
    "Model numbers, standards, telephone numbers and addresses are codes.",
    (
        "太原市生产的【09CrCuSb】钢带出口海外。",
        "该产品执行【GB 17691-2018】标准。",
        "详见【www.example.com/2024】。",
    ),
    ("2023年，太原市钢带出口【17691吨】。",),
    kind="code",
)

PAGE_NUMBER: Final = Reason(
    "page_number",
    "A page is where something stands.",
    ("详见【第12版】。", "请看报告的【第8页】。"),
    ("2023年，株洲市出版图书【12种】。",),
)

VAGUE: Final = Reason(
    "vague",
    "几十, 数百 and 两位数 give no number that could be stored.",
    ("2023年，汕尾市投资保持【两位】数增长。", "经过【几十年】发展，汕尾市变了样。"),
    ("2023年，汕尾市投资增长【12%】。",),
)

RATIO: Final = Reason(
    "ratio",
    "The second number of a:b belongs to the first.",
    ("2023年，汕头市男女性别比为1:【1.2】。",),
    ("2023年，汕头市中签企业【12家】。",),
)

REASONS: Final = (DATE, TIME_OF_DAY, NAME, SLOGAN, IDIOM, ENUMERATOR, SIZE_CLASS, CODE, PAGE_NUMBER, VAGUE, RATIO)
"""The reasons that stand here."""


def reason_of(text: str, figure: Figure, before: str, after: str) -> Reason | None:
    """Why the words around a figure show that it makes no claim; ``None`` where they do not.

    ``before`` and ``after`` are the bounds that hedges around it give it, empty where there are none.
    """
    s, unit, kind = figure.start, figure.unit, figure.kind
    if figure.low is None:
        return CODE
    previous = text[s - 1 : s]
    if previous == "每" and kind in _OF_EACH:
        return IDIOM
    if previous == ":" and s >= 2 and text[s - 2] in DIGIT and not unit:
        return RATIO
    if kind in _MEASURED and unit not in _WATCHED and text[s] in DIGIT:
        if text[figure.end : figure.end + 1] in _SIZE_FIRST or before in _OVERS:
            return _size_class(text, figure, before)
        return None
    if kind in _NEVER_NAMES:
        return None
    if kind == "duration":
        return DATE if _is_date(text, figure, is_hedged=bool(before or after)) else None
    if unit == "强":
        return None if previous == "前" else NAME
    of_words = _of_unit(text, figure, after) if unit else _of_bare(text, figure)
    return of_words or _size_class(text, figure, before)


def _is_date(text: str, figure: Figure, *, is_hedged: bool) -> bool:
    """Whether a number of 年, 月, 日 or 季度 is a year, a month, a day or a quarter: 2024年, 3月, 5日, 三季度."""
    s, end, low = figure.start, figure.end, figure.low or Decimal(0)
    word = text[figure.unit_start : end]
    if word == "季度":
        return low <= 4
    if word not in _CALENDAR_WORDS:
        return False
    if text[end : end + 1] == "代" or word[0] == "月":
        return True
    if word == "日":
        return low <= 31 and figure.bound == "exact" and not is_hedged
    printed = text[s:end]
    of_four = text[s] in DIGIT or "〇" in printed or "零" in printed or low < 3000
    return low >= 1000 and of_four and low == int(low)


def _of_bare(text: str, figure: Figure) -> Reason | None:
    """Why a number without a unit, or a place in an order, is none that is stated."""
    s, end, low = figure.start, figure.end, figure.low or Decimal(0)
    following, arabic = text[end : end + 1], text[s] in DIGIT
    if figure.kind == "ordinal":
        return SLOGAN if _quoted(text, s, end) and following.isalpha() else None
    if figure.kind != "number":
        return None
    if arabic:
        for rule in (_of_label, _of_time, _of_signs, _of_pages):
            if reason := rule(text, figure, text[s - 1 : s], following):
                return reason
    elif following == "强":
        return NAME
    if following == "大" and low < (100 if arabic else 1000):
        return ENUMERATOR
    if text.startswith(("位数", "连板"), end):
        return VAGUE
    return SLOGAN if not arabic and _quoted(text, s, end) else None


def _of_label(text: str, figure: Figure, previous: str, following: str) -> Reason | None:
    """表3, 图 5, 版次:03; 500强, 95后."""
    s = figure.start
    if previous in _LABEL_LAST and _FIGURE_LABEL.search(text[max(0, s - 3) : s]) and not following.isalpha():
        return PAGE_NUMBER if previous in ":版" else ENUMERATOR
    if following and (match := NAMED.match(text, figure.end)) and (match[0] != "强" or previous != "前"):
        return NAME
    return None


def _of_time(text: str, figure: Figure, previous: str, following: str) -> Reason | None:
    """A year without its 年 (“2024, 2023-), and hours, minutes and seconds (9时30分)."""
    s, end, low = figure.start, figure.end, figure.low or Decimal(0)
    printed = text[s:end]
    if figure.high is None and len(printed) == 4 and printed.isdigit() and 1900 <= low < 2100:
        opened = previous in _OPENING and not (following and following in "、,和")
        named = 2001 <= low <= 2035 and following.isalpha() and following not in "和与及至到余多"
        if opened or named or following in ("-", "—"):
            return DATE
    clock = CLOCK.match(text, end) if following in _HOUR_SIGNS and low <= 24 else None
    if clock and (clock.end() > end + 1 or CLOCK_BEFORE.search(text[max(0, s - 3) : s])):
        return TIME_OF_DAY
    if (following == "分" and previous in _HOUR_SIGNS) or (following == "秒" and previous == "分"):
        return TIME_OF_DAY
    return None


def _of_signs(text: str, figure: Figure, previous: str, following: str) -> Reason | None:
    """1. at the start of a line, (3), “12”, 双11."""
    s, low = figure.start, figure.low or Decimal(0)
    if (
        low <= 99
        and "." not in text[s : figure.end]
        and _LIST.match(text, s)
        and LINE_START.search(text[max(0, s - 4) : s])
    ):
        return ENUMERATOR
    if previous == "双" or (previous in ("“", "‘", '"') and following in ("”", "’", '"')):
        return NAME
    return ENUMERATOR if previous == "(" and following == ")" and low < 100 else None


def _of_pages(text: str, figure: Figure, previous: str, following: str) -> Reason | None:  # noqa: ARG001 - as the others
    """03版, 2024.5期, and digits that are no amount: 00123."""
    s, end = figure.start, figure.end
    printed = text[s:end]
    if printed.isdigit() and (len(printed) > 11 or (len(printed) > 1 and printed[0] == "0")):
        return PAGE_NUMBER if following == "版" else CODE
    if following == "版" and text[end + 1 : end + 2] != "本":
        return PAGE_NUMBER
    if following == "期":
        return NAME if "." in printed else ENUMERATOR
    return None


def _of_unit(text: str, figure: Figure, after: str) -> Reason | None:
    """Why a number with its unit counts nothing: 第三期, 两位数, 三类, 五个方面, “三个代表”."""
    s, end, unit, low = figure.start, figure.end, figure.unit, figure.low or Decimal(0)
    arabic = text[s] in DIGIT
    if unit == "位" and text.startswith("数", end):
        return VAGUE
    if unit == "期" or (unit == "届" and not after) or (unit == "岁" and after):
        return ENUMERATOR
    if low <= 10 and (unit == "类" or (unit == "种" and not arabic)):
        return ENUMERATOR
    if arabic:
        return None
    if figure.kind == "count":
        return _of_count(text, figure)
    return SLOGAN if (unit == "元" or figure.kind == "dimension") and _quoted(text, s, end) else None


def _of_count(text: str, figure: Figure) -> Reason | None:
    """Why a count in Chinese numerals counts nothing."""
    s, end, unit, low = figure.start, figure.end, figure.unit, figure.low or Decimal(0)
    if low > 10:
        return None
    if unit == "个方面" or (unit in _LISTED and _ENUMERATED.match(text, end)):
        return ENUMERATOR
    if unit != "连冠" and _quoted(text, s, end):
        return SLOGAN
    if unit in PLACES:
        return ENUMERATOR
    return IDIOM if unit == "位" and low <= 3 and text.startswith("一体", end) else None


def _size_class(text: str, figure: Figure, before: str) -> Reason | None:
    """A threshold that names a class of things: 亿元以上项目, 超亿元项目, 规模(2000万元)以上企业."""
    s, end = figure.start, figure.end
    if figure.kind in ("percent", "percentage_point", "fraction", "duration", "ordinal", "multiple"):
        return None
    following = text[end : end + 1]
    at = end
    if following == ")" and text[s - 1 : s] == "(" and text.startswith("以上", end + 1):
        return SIZE_CLASS
    if text[end - 1] == "级":
        return None
    if following and following in "及以" and _SIZE.match(text, at):
        return None if _INVESTED.search(text[max(0, s - 6) : s]) else SIZE_CLASS
    if before in ("more_than", "at_least") and figure.unit and figure.kind == "currency" and _OVER.match(text, at):
        return None if _INVESTED.search(text[max(0, s - 6) : s]) else SIZE_CLASS
    return None


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
