"""Reasons why a figure makes no claim, found in the words of its sentence: 一个, 每45秒, 首个, 万亿级.

The scan refuses what its own shape gives away (flows.reading.numbers.reasons); here the sentence is looked at.
"""

import re
from typing import Final

from flows.domain.reading import Figure
from flows.reading.numbers.reasons import ENUMERATOR, IDIOM, NAME, SIZE_CLASS
from flows.reading.text.rule import Reason
from flows.reading.text.sentences import Sentence
from flows.reading.text.words import words

_SMALL: Final = frozenset("一两二三四五六七八九十")
_PLAIN_CLASSIFIERS: Final = frozenset(
    (
        "",
        *words(
            "个 种 大 方面 项 次 步 条 类 层 道 面 片 块 段 份 件 名 位 张 把 级 轮 批 本 场 头 只 座 站 期 部 处 间 套 所 户",
            "人 天 年 日 度 分 点 手 口 心 家 遍 回 趟 支 辈子 番 种类 些 重 力 辆 台 架 艘 列 节 组",
        ),
    )
)
_COUNTED: Final = frozenset({"count", "number", "duration"})
_FIRSTS: Final = frozenset({"首个", "第一个"})
_AIM_AT: Final = re.compile(r"(?:打造|形成|建设|建成|绘制|迈向|崛起|冲刺|跻身|培育|壮大)[了成出为]?$")
_SIZED: Final = re.compile(r"[百千万]+亿级|[十百千万]+级")
_CLASS_OF: Final = re.compile(r"以上的?[^,。;、\d]{0,8}?(?:\d+|[一二两三四五六七八九十]+)[多余]?(?:到\d+)?[个家项户单]")
_PER: Final = re.compile(r"GDP|地区生产总值|生产总值|工业增加值|产值|增加值|投资|营业收入")
"""Words behind 万元 where it is what a rate is per: 万元GDP能耗."""
_OF_SECTORS: Final = re.compile(r"[、,和及与]第?[二三](?:[、,和及与]第?三)?次?产业")
"""第一、二、三产业: the sectors of the economy, counted through."""
_LARGE: Final = frozenset("万亿兆")
_HEDGING: Final = frozenset("上近超过逾破数达")
_SCALES: Final = frozenset("十百千万亿兆")
_THRESHOLDS: Final = ("大关", "台阶", "关口", "门槛")


DURATION: Final = Reason(
    "duration",
    "A length of time that is neither a streak nor how long something takes measures nothing reported.",
    ("德令哈市的光热电站熔盐可储热【7小时】。", "开门【两个月】，曲靖市工业跑出好成绩。"),
    ("2023年，曲靖市工业用电量连续【7个月】增长。",),
)

DENOMINATOR: Final = Reason(
    "denominator",
    "每45秒 and 每10人 say what a rate is per.",
    ("廉江市的工厂每【45秒】下线一台电饭煲。",),
    ("2023年，廉江市电饭煲产量【1260万台】。",),
)

BARE_UNIT: Final = Reason(
    "unit",
    "A unit that stands by itself counts nothing.",
    ("2023年，沧州市以【亿元】计的产值榜单出炉。",),
    ("2023年，沧州市税收收入过【百亿元】。",),
)

BYLINE: Final = Reason(
    "byline",
    "What stands in the line of reporters, editors and sources is not said by the article.",
    (
        (
            "## 沧州经济\n某报　2024年2月5日\n　　2023年，沧州市地区生产总值4440亿元，全市上下一派兴旺景象。\n　　"
            "责任编辑：张三　点击：【3200次】\n"
        ),
    ),
    ("2023年，沧州市新闻客户端阅读量【3200万次】。",),
)

PULL_QUOTE: Final = Reason(
    "pull_quote",
    "A sentence that the page prints again in large type is read once, in the text.",
    (
        (
            "## 沧州经济\n某报　2024年2月5日\n　　沧州市的工业去年跑出了好成绩。规模以上工业增加值增长6.1%，管道装备出口增长"
            "两成。\n　　走进车间，工人正在为一批发往海外的管道喷漆，负责人说\n“规模以上工业增加值增长【6.1%】，管道装备出口"
            "增长两成。”\n订单已经排到了明年夏天，大家都铆足了劲。\n"
        ),
    ),
    ("2023年，沧州市规模以上工业增加值增长【6.1%】。",),
)

FURNITURE: Final = Reason(
    "furniture",
    "Menus, links and notices of a page belong to no article.",
    (
        (
            "## 沧州经济\n某报　2024年2月5日\n　　2023年，沧州市地区生产总值4440亿元，全市上下一派兴旺景象。\n　　"
            "上一篇：沧州签约项目【12个】\n"
        ),
    ),
    ("2023年，沧州市签约项目【12个】。",),
)

NO_UNIT_IN_TABLE: Final = Reason(
    "table",
    "A cell of a table without any unit could be anything: left unread, never guessed.",
    ("2023年沧州市调查\n项目\t数值\n好评\t【12】\n差评\t3\n",),
    ("2023年沧州市主要指标\n指标\t单位\t总量\n粮食产量\t万吨\t【483.0】\n",),
    does="unread",
)

NO_NUMBER: Final = Reason(
    "no number",
    "Scale words behind a broken number say nothing by themselves.",
    ("2023年，沧州市投资9999999999999999【亿亿元】。",),
    ("2023年，沧州市投资【1.2亿元】。",),
    does="unread",
)

TOO_LARGE: Final = Reason(
    "too large",
    "A value that no warehouse column holds is left unread.",
    ("2023年，沧州市投资【50000000亿亿元】。",),
    ("2023年，沧州市投资【9999亿元】。",),
    does="unread",
)

NO_UNIT: Final = Reason(
    "no unit",
    "A bare number that no list gives a unit to could be anything: left unread, never guessed.",
    ("金华市政府工作报告共【一万两千】字。",),
    ("2023年，金华市新设企业【1.83万家】。",),
    does="unread",
)

NO_INDICATOR: Final = Reason(
    "no indicator",
    "A figure whose words name nothing that is measured is left unread.",
    ("【12.2%】！",),
    ("2023年，金华市出口增长【12.2%】。",),
    does="unread",
)

REASONS: Final = (
    DURATION,
    DENOMINATOR,
    BARE_UNIT,
    BYLINE,
    PULL_QUOTE,
    FURNITURE,
    NO_UNIT_IN_TABLE,
    NO_NUMBER,
    TOO_LARGE,
    NO_UNIT,
    NO_INDICATOR,
)
"""The reasons that stand here."""

UNSEEN: Final = Reason(
    "unseen",
    "Digits that no rule of the reader saw are left unread: the ledger of figures has no hole, whatever a fault hides.",
    (),
    (),
    does="unread",
)
"""A guard: nothing that can be written makes it fire."""

BY_PLACE: Final = {"byline": BYLINE, "pull_quote": PULL_QUOTE}
"""Kind of sentence → why its figures make no claims."""


def is_threshold(figure: Figure, folded: str) -> bool:
    """跨上千亿元台阶 is what was reached, and no class of things."""
    return figure.reason == SIZE_CLASS.name and folded.startswith(_THRESHOLDS, figure.tail)


def refusal(figure: Figure, sentence: Sentence, folded: str) -> Reason | None:
    """The reason for which a figure of ``sentence`` is no claim; ``None`` if it may be one."""
    if _is_rhetoric(figure, folded):
        return IDIOM
    head = figure.head
    if figure.unit and figure.unit_start == figure.start + 1 and folded[figure.start] in _LARGE and (
        figure.head == figure.start and folded[head - 1] not in _HEDGING
    ):  # fmt: skip
        return BARE_UNIT
    if (folded[head - 1] == "每" and head > sentence.start) or (
        figure.kind == "currency" and figure.unit_start == figure.start + 1 and _PER.match(folded, figure.end)
    ):
        return DENOMINATOR
    if figure.kind == "ordinal" and _OF_SECTORS.match(folded, figure.end):
        return ENUMERATOR
    is_first = figure.kind == "ordinal" and figure.unit == "个"
    if (is_first or folded[figure.start : figure.end] in _FIRSTS) and not folded.startswith("成为", max(0, head - 4)):
        return ENUMERATOR
    is_class = folded[figure.end - 1] == "级"
    if is_class or (figure.unit and folded.startswith("级", figure.end)):
        if figure.unit or not _AIM_AT.search(folded, max(sentence.start, head - 6), head):
            return SIZE_CLASS
    elif _SIZED.match(folded, figure.tail, figure.tail + 8):
        return ENUMERATOR
    if figure.kind == "currency" and _CLASS_OF.match(folded, figure.end, figure.end + 16):
        return SIZE_CLASS
    if figure.kind == "count" and folded.startswith("”", figure.end):
        opened = folded.rfind("“", max(0, head - 14), head)
        if opened >= 0 and folded.find("”", opened, figure.end) < 0:
            return NAME
    return None


def _is_rhetoric(figure: Figure, folded: str) -> bool:
    """一个, 两大, 三种: small numerals written out before a classifier count nothing that is reported."""
    if folded[figure.start] not in _SMALL or figure.kind not in _COUNTED:
        return False
    if figure.unit_start != figure.start + 1:
        return False
    if figure.kind == "duration" and "连" in folded[max(0, figure.head - 4) : figure.head]:
        return False
    if folded[figure.start] == "一":
        return not (figure.unit in ("个小时", "小时") and figure.end - figure.start > 2)
    return figure.unit in _PLAIN_CLASSIFIERS


def is_broken_off(figure: Figure, folded: str) -> bool:
    """Scale words right behind digits that are no number say nothing by themselves: 亿元 of 1.2.3亿元."""
    return folded[figure.start] in _SCALES and folded[figure.start - 1 : figure.start].isdigit()
