"""Reasons why a number makes no claim, found in the characters right around it.

The signs stand in tables, one for each way a number can be printed; the first sign that holds gives the reason.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final, NamedTuple

from flows.domain.reading import Figure
from flows.reading.numbers.with_units import DIGIT
from flows.reading.numbers.words import NumberWords
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
_COUNTING: Final = frozenset({"count", "currency", "dimension", "number"})
_ENUMERATING: Final = frozenset({"个", "项", "种", "类", "条", "大", "方面"})
_MEASURED: Final = frozenset({"count", "currency", "dimension"})
_WATCHED: Final = PLACES | {"", "位", "强", "期", "届", "岁", "类", "种"}
_SIZE_FIRST: Final = frozenset(")及以")
_OVERS: Final = frozenset({"more_than", "at_least"})
_NEVER_NAMES: Final = frozenset({"percent", "percentage_point", "multiple", "fraction"})


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


class _Seen(NamedTuple):
    """A figure that may be no claim, with what stands around it; ``before`` and ``after`` are the bounds of its hedges."""

    text: str
    figure: Figure
    low: Decimal
    before: str
    after: str
    previous: str
    following: str
    words: NumberWords

    @property
    def printed(self) -> str:
        """The figure with its unit."""
        return self.text[self.figure.start : self.figure.end]

    def is_quoted(self) -> bool:
        """``True`` where the figure stands in a short pair of quotation marks."""
        return _quoted(self.text, self.figure.start, self.figure.end)


def reason_of(text: str, figure: Figure, before: str, after: str, words: NumberWords) -> Reason | None:
    """The reason for which a figure makes no claim; ``None`` if it may make one.

    ``before`` and ``after`` are the bounds of the hedges beside it, empty where there are none.
    """
    s, end, low, unit, kind = figure.start, figure.end, figure.low, figure.unit, figure.kind
    previous, following = text[s - 1 : s], text[end : end + 1]
    if low is None:
        return CODE
    if previous == "每" and kind in _COUNTING:
        return IDIOM
    if previous == ":" and s >= 2 and text[s - 2] in DIGIT and not unit:
        return RATIO
    arabic = text[s] in DIGIT
    if arabic and kind in _MEASURED and unit not in _WATCHED:
        return _size_class(text, figure, before, words) if following in _SIZE_FIRST or before in _OVERS else None
    if kind in _NEVER_NAMES:
        return None
    seen = tuple.__new__(_Seen, (text, figure, low, before, after, previous, following, words))
    if kind == "duration":
        return DATE if _is_date(seen) else None
    if unit:
        signs = _SIGNS_WITH_UNIT if arabic else _SIGNS_WITH_UNIT_IN_NUMERALS
    elif kind == "number":
        signs = _SIGNS_IN_DIGITS if arabic else _SIGNS_IN_NUMERALS
    else:
        signs = _SIGNS_OF_ORDINALS if kind == "ordinal" else ()
    for reason, holds in signs:
        if holds(seen):
            return reason
    return _size_class(text, figure, before, words)


def _is_date(seen: _Seen) -> bool:
    """2024年, 3月, 20日, 二季度, 90年代 are in time, and no lengths of time."""
    figure, low, printed = seen.figure, seen.low, seen.printed
    word = seen.text[figure.unit_start : figure.end]
    if word == "季度":
        return low <= 4
    if word not in ("年", "年度", "月", "月份", "日"):
        return False
    if seen.following == "代" or word[0] == "月":
        return True
    if word == "日":
        return low <= 31 and figure.bound == "exact" and not seen.before and not seen.after
    is_in_digits = printed[0] in DIGIT or "〇" in printed or "零" in printed
    return low >= 1000 and (is_in_digits or low < 3000) and low == int(low)


def _is_labelled(seen: _Seen) -> bool:
    """图3, 表 2, 版次:4: the number of a picture, a table or a page."""
    s = seen.figure.start
    return (
        seen.previous in _LABEL_LAST
        and _FIGURE_LABEL.search(seen.text[max(0, s - 3) : s]) is not None
        and not seen.following.isalpha()
    )


def _is_page_labelled(seen: _Seen) -> bool:
    return seen.previous == ":" and _is_labelled(seen)


def _is_named(seen: _Seen) -> bool:
    """500强, 863计划; but not 前100强."""
    if not seen.following or (match := seen.words.named.match(seen.text, seen.figure.end)) is None:
        return False
    return match[0] != "强" or seen.previous != "前"


def _is_year(seen: _Seen) -> bool:
    """2024 in “2024…, 〔2024〕, 2024-2025, and before a noun."""
    printed, following, low = seen.printed, seen.following, seen.low
    if seen.figure.high is not None or len(printed) != 4 or not printed.isdigit() or not 1900 <= low < 2100:
        return False
    opened = seen.previous in ("“", "《", "(", "〔", "[", "")
    if (opened and not (following and following in "、,和")) or following in ("-", "—"):
        return True
    return 2001 <= low <= 2035 and following.isalpha() and following not in "和与及至到余多"


def _is_time(seen: _Seen) -> bool:
    """上午9时, 9时30分, 30秒 behind 分."""
    text, figure = seen.text, seen.figure
    s, end = figure.start, figure.end
    is_hour = seen.following in ("时", "点") and seen.low <= 24
    if is_hour and (clock := CLOCK.match(text, end)) and (
        clock.end() > end + 1 or CLOCK_BEFORE.search(text[max(0, s - 3) : s])
    ):  # fmt: skip
        return True
    return (seen.following == "分" and seen.previous in ("时", "点")) or (
        seen.following == "秒" and seen.previous == "分"
    )


def _is_list_number(seen: _Seen) -> bool:
    """1. and 2、 at the beginning of a line."""
    s = seen.figure.start
    return (
        seen.low <= 99
        and "." not in seen.printed
        and _LIST.match(seen.text, s) is not None
        and LINE_START.search(seen.text[max(0, s - 4) : s]) is not None
    )


def _is_doubled_or_quoted(seen: _Seen) -> bool:
    """双11, “985”."""
    return seen.previous == "双" or (seen.previous in ("“", "‘", '"') and seen.following in ("”", "’", '"'))


def _is_in_brackets(seen: _Seen) -> bool:
    """(3)."""
    return seen.previous == "(" and seen.following == ")" and seen.low < 100


def _is_code(seen: _Seen) -> bool:
    """A long run of digits, or one that begins with nought; before 版 it is the number of a page."""
    printed = seen.printed
    is_written_so = (len(printed) > 11 or (len(printed) > 1 and printed[0] == "0")) and printed.isdigit()
    return is_written_so and seen.following != "版"


def _is_page(seen: _Seen) -> bool:
    """12版, but not 3版本; 012版本 all the same."""
    if seen.following != "版":
        return False
    printed = seen.printed
    is_padded = (len(printed) > 11 or (len(printed) > 1 and printed[0] == "0")) and printed.isdigit()
    return is_padded or seen.text[seen.figure.end + 1 : seen.figure.end + 2] != "本"


def _is_version(seen: _Seen) -> bool:
    """2.0期."""
    return seen.following == "期" and "." in seen.printed


def _is_issue(seen: _Seen) -> bool:
    """12期, 3大."""
    return seen.following == "期" or (seen.following == "大" and seen.low < 100)


def _is_great(seen: _Seen) -> bool:
    """三大."""
    return seen.following == "大" and seen.low < 1000


def _is_of_the_strong(seen: _Seen) -> bool:
    """五百强."""
    return seen.following == "强"


def _is_vague(seen: _Seen) -> bool:
    """两位数, 三连板."""
    text, end = seen.text, seen.figure.end
    return text.startswith("位数", end) or (text.startswith("连", end) and text[end + 1 : end + 2] == "板")


def _is_quoted_ordinal(seen: _Seen) -> bool:
    """“第一书记”."""
    return seen.is_quoted() and seen.following.isalpha()


def _is_of_digits(seen: _Seen) -> bool:
    """两位 of 两位数."""
    return seen.figure.unit == "位" and seen.text.startswith("数", seen.figure.end)


def _is_first_of_the_strong(seen: _Seen) -> bool:
    """前100强: a place among them, and no name."""
    return seen.figure.unit == "强" and seen.previous == "前"


def _is_strong(seen: _Seen) -> bool:
    """世界500强."""
    return seen.figure.unit == "强"


def _is_numbered(seen: _Seen) -> bool:
    """三期, 12届, and 60岁以上 and 三类, which tell a group."""
    unit = seen.figure.unit
    return unit == "期" or (unit == "届" and not seen.after) or (unit == "岁" and bool(seen.after)) or (
        unit == "类" and seen.low <= 10
    )  # fmt: skip


def _is_kind(seen: _Seen) -> bool:
    """三种."""
    return seen.figure.unit == "种" and seen.low <= 10


def _is_enumeration(seen: _Seen) -> bool:
    """三个方面, 两项重点."""
    figure = seen.figure
    if figure.kind != "count" or seen.low > 10:
        return False
    if figure.unit == "个方面":
        return True
    return figure.unit in _ENUMERATING and seen.words.enumerated.match(seen.text, figure.end) is not None


def _is_catchphrase(seen: _Seen) -> bool:
    """“两条”腿, quoted: up to ten of a count but 十连冠, sums in yuan, and what is measured."""
    figure = seen.figure
    if figure.kind == "count":
        return seen.low <= 10 and figure.unit != "连冠" and seen.is_quoted()
    return (figure.unit == seen.words.yuan or figure.kind == "dimension") and seen.is_quoted()


def _is_of_places(seen: _Seen) -> bool:
    """三省, 两国."""
    return seen.figure.kind == "count" and seen.figure.unit in PLACES and seen.low <= 10


def _is_three_in_one(seen: _Seen) -> bool:
    """三位一体."""
    figure = seen.figure
    return figure.kind == "count" and figure.unit == "位" and seen.low <= 3 and seen.text.startswith("一体", figure.end)


_Signs = tuple[tuple[Reason | None, Callable[[_Seen], bool]], ...]
"""Signs of why a figure makes no claim, the first that holds; with ``None`` it may make one."""
_SIGNS_IN_DIGITS: Final[_Signs] = (
    (PAGE_NUMBER, _is_page_labelled),
    (ENUMERATOR, _is_labelled),
    (NAME, _is_named),
    (DATE, _is_year),
    (TIME_OF_DAY, _is_time),
    (ENUMERATOR, _is_list_number),
    (NAME, _is_doubled_or_quoted),
    (ENUMERATOR, _is_in_brackets),
    (CODE, _is_code),
    (PAGE_NUMBER, _is_page),
    (NAME, _is_version),
    (ENUMERATOR, _is_issue),
    (VAGUE, _is_vague),
)
_SIGNS_IN_NUMERALS: Final[_Signs] = (
    (ENUMERATOR, _is_great),
    (NAME, _is_of_the_strong),
    (VAGUE, _is_vague),
    (SLOGAN, _Seen.is_quoted),
)
_SIGNS_OF_ORDINALS: Final[_Signs] = ((SLOGAN, _is_quoted_ordinal),)
_SIGNS_WITH_UNIT: Final[_Signs] = (
    (VAGUE, _is_of_digits),
    (None, _is_first_of_the_strong),
    (NAME, _is_strong),
    (ENUMERATOR, _is_numbered),
)
_SIGNS_WITH_UNIT_IN_NUMERALS: Final[_Signs] = (
    *_SIGNS_WITH_UNIT,
    (ENUMERATOR, _is_kind),
    (ENUMERATOR, _is_enumeration),
    (SLOGAN, _is_catchphrase),
    (ENUMERATOR, _is_of_places),
    (IDIOM, _is_three_in_one),
)


def _size_class(text: str, figure: Figure, before: str, words: NumberWords) -> Reason | None:
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
    if following and following in "及以" and words.size.match(text, at):
        return None if _INVESTED.search(text[max(0, s - 6) : s]) else SIZE_CLASS
    if before in ("more_than", "at_least") and figure.unit and figure.kind == "currency" and words.over.match(text, at):
        return None if _INVESTED.search(text[max(0, s - 6) : s]) else SIZE_CLASS
    return None


def _quoted(text: str, s: int, end: int) -> bool:
    """``True`` where ``[s, end)`` stands in a short pair of quotation marks."""
    for opening, closing in _QUOTES:
        left = text.rfind(opening, max(0, s - 10), s)
        if left < 0 or closing in text[left:s]:
            continue
        right = text.find(closing, end, end + 10)
        if right >= 0 and not any(char in ",。;" for char in text[left:right]):
            return True
    return False
