"""What is no claim, by the words around a figure: 一个, 每45秒, 首个, 万亿级.

The scan refuses what its own shape gives away (flows.reading.numbers.reasons); here the sentence is looked at.
"""

import re
from typing import Final

from flows.domain.reading import Figure
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
"""What 万元 is the measure of: 万元GDP能耗."""
_LARGE: Final = frozenset("万亿兆")
_HEDGING: Final = frozenset("上近超过逾破数达")
_SCALES: Final = frozenset("十百千万亿兆")
_THRESHOLDS: Final = ("大关", "台阶", "关口", "门槛")


def is_threshold(figure: Figure, folded: str) -> bool:
    """跨上千亿元台阶 is what was reached, and no class of things."""
    return figure.reason == "size_class" and folded.startswith(_THRESHOLDS, figure.tail)


def refusal(figure: Figure, sentence: Sentence, folded: str) -> str:
    """Why a figure of ``sentence`` is no claim; empty if it may be one."""
    if _is_rhetoric(figure, folded):
        return "idiom"
    head = figure.head
    if figure.unit and figure.unit_start == figure.start + 1 and folded[figure.start] in _LARGE and (
        figure.head == figure.start and folded[head - 1] not in _HEDGING
    ):  # fmt: skip
        return "unit"
    if (folded[head - 1] == "每" and head > sentence.start) or (
        figure.kind == "currency" and figure.unit_start == figure.start + 1 and _PER.match(folded, figure.end)
    ):
        return "denominator"
    is_first = figure.kind == "ordinal" and figure.unit == "个"
    if (is_first or folded[figure.start : figure.end] in _FIRSTS) and not folded.startswith("成为", max(0, head - 4)):
        return "enumerator"
    is_class = folded[figure.end - 1] == "级"
    if is_class or (figure.unit and folded.startswith("级", figure.end)):
        if figure.unit or not _AIM_AT.search(folded, max(sentence.start, head - 6), head):
            return "size_class"
    elif _SIZED.match(folded, figure.tail, figure.tail + 8):
        return "enumerator"
    if figure.kind == "currency" and _CLASS_OF.match(folded, figure.end, figure.end + 16):
        return "size_class"
    if figure.kind == "count" and folded.startswith("”", figure.end):
        opened = folded.rfind("“", max(0, head - 14), head)
        if opened >= 0 and folded.find("”", opened, figure.end) < 0:
            return "name"
    return ""


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
