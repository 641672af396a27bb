"""How a figure relates to its indicator: level, growth, share, rank, difference, ratio or streak, and with which sign.

A measure is read from the words between the figure before and the figure itself (the gap), nearest first; where the gap
says nothing, the figure continues the list it stands in.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from flows.domain.period import Period
from flows.domain.reading import PeriodMention
from flows.reading.context.keys import Key
from flows.reading.context.memory import Memory
from flows.reading.context.spots import Measured, Spot
from flows.reading.text.words import Endings, one_of, words
from flows.vocabulary.dimensions import kin

_UP: Final = words(
    "增长 增加 增幅 增速 增产 增收 增势 上涨 上升 提高 提升 攀升 猛增 激增 剧增 大增 微增 稳增 快增",
    "净增 涨幅 同比涨 跃升 扩大 多增 多了 多出 年增率 年增 长 成长率 成长 月增 季增 增 涨 升 增多 看涨",
    "长了 净长 多卖 多发 多打 多收 多产 多挣 多赚 贵了 贵 高了 添 反弹 冒 蹿升 跳升 增值额 上扬 走高",
    "飙升 扩容 拉长 抬升 加快 提速 回升 添了 上浮 拔高",
)
_DOWN: Final = words(
    "下降 减少 下滑 降低 回落 降幅 跌幅 下跌 缩减 萎缩 负增长 减产 减收 少了 年减 月减 年减率 衰退 收窄",
    "缩水 滑落 掉了 走低 降 减 跌 回调 下挫 下探 少 落后 放缓 便宜 少卖 少发 少打 少收 少产 低了 轻了 缩短",
    "压缩 衰减 缩",
)
_SHARE: Final = words(
    "占比 占到 占去 占据 占了 占有 占 比重 份额 市占率 市场占有率 占有率 来自 产自 撑起 包揽 出自 囊括",
    "贡献了 分量 之中 里头 覆盖 只剩 流向 吃走 拿走 独占 相当于",
)
_RATIO: Final = words("率 指数 水平 程度 覆盖面 强度 比例 比率 系数 恢复到 恢复至 完成了 完成 达成 回到")
_AVERAGE: Final = words(
    "年均增长 年均增速 年均增 年均 年平均增长 年平均 平均增长 平均增速 平均每年增长 复合增长率 年均下降 年均降"
)

CUES: Final[Mapping[str, tuple[str, int]]] = (
    dict.fromkeys(_UP, ("growth", 1))
    | dict.fromkeys(_DOWN, ("growth", -1))
    | dict.fromkeys(_SHARE, ("share", 1))
    | dict.fromkeys(_RATIO, ("ratio", 1))
    | {word: ("average", -1 if "降" in word else 1) for word in _AVERAGE}
)
"""Word → what it makes of a percentage, and the sign."""

_NOT_CUES: Final = words(
    "增量 市长 县长 区长 省长 局长 院长 校长 部长 行长 厂长 会长 队长 处长 长沙 长春 长治 长安 长城",
    "长度 长途 长大 长兴 长乐 长寿 擅长 特长 家长 增加值 增值税 增值 提质增效 降水 降雨 升级 晋升 减排",
    "减税 减免 加减 升学 升船 高增速 涨价 增材 减速 占地 百分之 效率达 频率 水平方 水平米 增资 少数 多少",
    "少年 减碳 降碳 增绿 减振 增程 增至 升至 增到 升到 涨到 涨至 增加到 增加至 提高到 提高至 提升到",
    "提升至 跃升至 跃升到 攀升至 攀升到 上升到 上升至 增长到 增长至 扩大到 扩大至 下降到 下降至 减少到",
    "减少至 降到 降至 回落到 回落至 回升至 回升到 缩小到 压减到 增长点 增长极 增长面 起降 升降 降雪 降温",
    "高升 占比较 长三角 长江 成长性 长期 增强 增效 增色 便利 少儿 贵州 贵阳 贵港 多斯 多元 缩影 添彩 贵金属",
    "贵重 减持 增持 减半 降本 区位优势 领先水平 先进水平 率先 率领 利率 汇率 税率 效率",
)
"""Words that only look like one: 市长 is no growth."""
_MORE: Final = ("growth", 1)
_LOOKALIKES: Final = frozenset(_NOT_CUES)
_CUE: Final = one_of(
    (*_NOT_CUES, *sorted(CUES, key=len, reverse=True), r"多(?<![至不减最许诸众差很更缺较]多)[一-鿿](?!数)")
)
"""A word of either kind, the longest cue first; or 多 with what there is more of: 多开50列."""

_RISES: Final = words(
    "增 升 涨 降 减 增加 提高 提升 跃升 攀升 上升 增长 扩大 下降 减少 回落 回升 缩小 压减 拓展 发展 壮大 扩 翻番",
    "扩容 收窄 恢复",
)
_RISE_TO: Final = re.compile(f"(?:{'|'.join(_RISES)})[到至]了?$")
_RISE_TO_LAST: Final = frozenset("到至了\n")
_FROM: Final = re.compile(r"[由从](?:(?:上年|去年)?(?:同期)?|\d{4}年?|[^,。;\d]{0,6})的?$")
_HEDGES: Final = Endings(
    (
        *words(
            "约 近 超过 超 逾 突破 达到 达 高达 仅 只有 只 仅有 为 是 了 共 已 有 至少 接近 不足 不到 不低于 均 都 分别",
            "各 : 大约 将近 整整 又 再 也 还 就 将 累计 合计 总计 以上 , 上 上了",
        ),
        r"\s",
    ),
    last=" \t\n\r\f\v\u3000\xa0",
)
_LIST: Final = re.compile(r"[\s、,和与及以到至—~-]*(?:以及|又)?$")
_LONGEST_LIST_GAP: Final = 8
_AFTER: Final = re.compile(
    r"(?:的|左右的|以上的)?(?:速度|年均|同比|高速|两位数)?(?P<growth>增长|增速|增幅|涨幅|升幅)"
    r"|(?:的|左右的)?(?P<fall>降幅|跌幅|下降|降速|负增长)"
    r"|(?:的|左右的|以上的|强的|多的)?(?P<share>份额|比重|占比|来自|产自|出自|由|集中在|落在|都是|是|为)"
)
_CHANGES: Final = words(
    "净增加? 净添 增加 增长 增产 减产 减少 增 添 多增 少增 (?<![至不减最许诸众差很更缺较])[多少][一-鿿] 进 快 慢 多 少",
    "提高 提升 上升 下降 上涨 下跌 下调 上调 前移 后移 前进 跃升 上移 下滑 回落 降低 跌 涨 升 降 减 压减 缩短 延长",
    "新增 扩大 净减少? 多出 高出 压缩 缩减 晋升 进位 跃进 往前挪 往前走 挺进 提前 攀升",
)
_CHANGE: Final = re.compile(f"(?:{'|'.join(_CHANGES)})[了出]?$")
_LONGEST_CHANGE: Final = 4
_CHANGES_BACK: Final = frozenset(
    words(
        "减少 减 少 下降 下跌 下调 后移 下滑 回落 降低 跌 降 压减 缩短 净减 净减少 压缩 缩减 减产 慢 少打",
        "少卖 少发 少收 少产 少开 少来 快",
    )
)
_AGAINST: Final = one_of(
    rf"{word}[^,。;\d的有]{{2,12}}$"
    for word in ("高(?<!不高)[出于]", "低(?<!不低)于", "多(?<!不多)于", "少(?<!不少)于", "超(?<!不超)出")
)
_LONGEST_AGAINST: Final = 14
_LOWER: Final = one_of(
    (
        *words(
            "下降 减少 回落 低于 低 慢于 慢 落后 少 下滑 降低 缩小 跌 降(?!幅收窄|幅缩小) 减缓 放缓 收窄(?<!降幅收窄)(?<!跌幅收窄)"
        ),
        "滑落",
    )
)
_FALLS_LESS: Final = re.compile(r"[降跌]幅[^,。;]{0,6}(?:收窄|缩小)")
_STREAK: Final = one_of(
    (
        "连续(?:第|近|超|逾)?$", "已?连(?:着)?$", "连续[守稳保霸蝉]?[了住持]?(?:近|超|逾)?$", "连[跌涨降增升坐获夺拿超破]$",
        "蝉联[^,。]{0,8}$", "接连$", r"已?连续[^,。;、\d]{1,3}$", "守了$", "保持了$",
    )
)  # fmt: skip
_STREAK_REACH: Final = 12
_STREAK_AFTER: Final = re.compile(r"的?连[降跌涨升增]|的?连续")
_STREAK_UNITS: Final = frozenset({"次", "届", "年", "个月", "个季度", "季度"})
_RATE_NOUN: Final = re.compile(
    r"(?:率(?<!增长率)(?<!增率)(?<!减率)|存贷比|收入比|性别比|面(?<!增长面)(?<!增面)(?<!减面))"
    r"(?:平均|约|近|超过?|达到?|为|是|高达|突破|越过|保持在|稳定在|控制在|压在|仅|已|头一回|首次|逼近|接近|[^,。;一-鿿])*$"
)
OF_TARGET: Final = re.compile(r"(?:目标|任务|计划|预算)(?:任务|数)?的[约近超逾]?$")
_GROWTH_RATES: Final = frozenset(words("增速 增幅 涨幅 降幅 跌幅 年增率 年减率"))
_CYCLE: Final = re.compile(r"环比|较上月|比上月|较上季|比上季|较年初|比年初|较上一?季度|较节前|月增(?!长)|季增(?!长)")
_YEARS: Final = re.compile(r"[两二三四五六七八九十\d]年平均|年均|平均每年")
_BASE: Final = re.compile(r"[较比](?!上年|去年|上一年|同期)[^,。;]{1,12}年")
_DURATION_CUE: Final = re.compile(
    r"(?:工期|建设期|历时|历经|用时|耗时|压缩[到至为]?|缩短[到至为了]?|仅需|只需|平均"
    r"|(?:时间|时长|寿命|期限|周期|工期|天数|日数)[^,。;\d]{0,5}),?[约近仅的]?$"
)
_DURATION_REACH: Final = 10
_DURATION_AFTER: Final = re.compile(r"的?(?:历史|发展历程|积累|建设发展|在[^,。]{2,12}积累|光景|工期)")
_OTHER_BASE: Final = re.compile(
    r"[较比][^,。;\d]{0,8}(?:时|前|之初|平日|周边|节前|年初|上?月|季度?)(?=[^,。;期]{0,6}$)"
    r"|[两二三四五六七八九十]年[间来]?[涨增升翻]"
)
RATES: Final = words("率 面 比 比例 比重 度 水平 指数 占有率 系数")
"""Endings of what is a rate in itself."""
_RELATIVE: Final = frozenset({"恢复", "完成", "达成", "回到"})


def _plain(spot: Spot) -> Measured:
    return Measured("level", 1, spot.head, "measure.level")


def measure_of(spot: Spot, memory: Memory, before: Measured | None) -> Measured | None:
    """What a figure measures, ``None`` if nothing; ``before`` is the measure of the percentage before it."""
    figure, kind = spot.figure, spot.figure.kind
    if kind in ("percent", "fraction"):
        return percent_measure(spot, before)
    if kind == "percentage_point":
        return difference_measure(spot)
    if kind == "ordinal":
        return Measured("rank", 1, spot.head, "measure.rank")
    previous = memory.before
    if kind == "multiple" or spot.base_unit == "times":
        if spot.folded[figure.end - 1] == "番":
            return Measured("growth_yoy", 1, spot.head, "measure.doubled")
        if previous is not None and spot.base_unit == "times" and is_list_gap(spot.folded, spot.gap, spot.head):
            return previous
        return multiple_measure(spot)
    if figure.unit == "连冠" or ((kind == "duration" or figure.unit in _STREAK_UNITS) and is_streak(spot)):
        return Measured("streak", 1, spot.head, "measure.streak")
    if kind == "duration":
        return _duration_measure(spot, memory)
    if previous is not None and previous.measure == "change" and is_list_gap(spot.folded, spot.gap, spot.head):
        return previous
    return change_measure(spot) or _plain(spot)


def _duration_measure(spot: Spot, memory: Memory) -> Measured | None:
    """建设工期缩短到9个月 is how long something takes; most lengths of time measure nothing."""
    if (
        _DURATION_CUE.search(spot.folded, max(spot.sentence, spot.head - _DURATION_REACH), spot.head)
        or _DURATION_AFTER.match(spot.folded, spot.tail, spot.tail + 16)
        or (memory.last is not None and kin(memory.last.base_unit) == "time")
    ):
        return change_measure(spot) or _plain(spot)
    return None


def last_cue(folded: str, start: int, end: int) -> tuple[str, int, int] | None:
    """The last word in ``[start, end)`` that says what a percentage is: (kind, sign, where)."""
    found = None
    for match in _CUE.finditer(folded, start, end):
        word = match[0]
        if word not in _LOOKALIKES:
            kind, sign = CUES.get(word, _MORE)
            found = (kind, sign, match.start())
    return found


def is_list_gap(folded: str, start: int, end: int) -> bool:
    """Whether nothing but list signs stands between two figures."""
    return end - start <= _LONGEST_LIST_GAP and _LIST.match(folded, start, end) is not None


def _is_risen_to(spot: Spot, reach: int) -> bool:
    """提高到: what follows is the new level and no difference."""
    folded, head = spot.folded, spot.head
    return folded[head - 1] in _RISE_TO_LAST and bool(_RISE_TO.search(folded, max(spot.clause, head - reach), head))


def percent_measure(spot: Spot, before: Measured | None) -> Measured:
    """What a percentage or a fraction measures; ``before`` is the measure of the percentage right before it."""
    folded, gap, clause, head = spot.folded, spot.gap, spot.clause, spot.head
    if before is not None and is_list_gap(folded, gap, head):
        return before._replace(rule="measure.list")
    if _is_risen_to(spot, 10) or _FROM.search(folded, max(gap, head - 12), head):
        found = _rate_before(spot)
        if found is not None:
            return found
        return before._replace(rule="measure.to") if before is not None else Measured("ratio", 1, head, "measure.to")
    if OF_TARGET.search(folded, clause, head):
        return Measured("ratio", 1, clause, "measure.relative")
    if _RATE_NOUN.search(folded, clause, head):
        return Measured("ratio", 1, head, "measure.rate")
    cue = last_cue(folded, clause, head)
    if cue is None or (cue[0] == "ratio" and _HEDGES.stripped(folded[clause:head])[-1:] not in "率数平度例"):
        if (after := _AFTER.match(folded, spot.tail, spot.end)) and (
            measured := _measured_after(after, spot, before, cue)
        ):
            return measured
        if cue is None and clause > gap:
            cue = last_cue(folded, gap, clause)
    if cue is None:
        if before is not None:
            return before._replace(rule="measure.continued")
        cue = last_cue(folded, spot.sentence, gap)
    if cue is None:
        return Measured("ratio", 1, head, "measure.rate")
    kind, sign, where = cue
    if kind == "growth":
        return Measured(_growth_kind(spot, where), sign, where, "measure.growth")
    if kind == "average":
        return Measured("growth_avg", sign, where, "measure.growth_average")
    if kind == "share":
        return Measured("share", 1, where, "measure.share")
    return Measured("ratio", 1, where, "measure.relative" if folded[where : where + 2] in _RELATIVE else "measure.rate")


def _measured_after(
    after: re.Match[str], spot: Spot, before: Measured | None, cue: tuple[str, int, int] | None
) -> Measured | None:
    """12%的增长, 六成来自…: the words right behind a percentage."""
    if after["growth"]:
        return Measured("growth_yoy", 1, spot.head, "measure.growth_after")
    if after["fall"]:
        return Measured("growth_yoy", -1, spot.head, "measure.growth_after")
    if before is None and cue is None:
        return Measured("share", 1, spot.head, "measure.share_after")
    return None


def _rate_before(spot: Spot) -> Measured | None:
    """由44.15%提升至67.1%: the words before 由 say what the percentage is of."""
    found = None
    for match in _CUE.finditer(spot.folded, spot.sentence, spot.head):
        word = match[0]
        kind = CUES.get(word, _MORE)[0] if word not in _LOOKALIKES else ""
        if kind in ("share", "ratio"):
            found = Measured(kind, 1, match.start(), "measure.to")
        elif word in _GROWTH_RATES:
            found = Measured("growth_yoy", CUES[word][1], match.start(), "measure.to")
    return found


def _growth_kind(spot: Spot, cue: int) -> str:
    start = max(spot.gap, spot.clause - 1)
    if _YEARS.search(spot.folded, start, spot.head):
        return "growth_avg"
    if _CYCLE.search(spot.folded, start, min(len(spot.folded), cue + 4)):
        return "change"
    return "growth_yoy"


def difference_measure(spot: Spot) -> Measured:
    """A difference in percentage points, negative where the words say lower, slower or less."""
    if _FALLS_LESS.search(spot.folded, spot.clause, spot.head):
        return Measured("change_pp", 1, spot.head, "measure.points")
    lower = _LOWER.search(spot.folded, spot.clause, spot.head)
    if lower is None:
        return Measured("change_pp", 1, spot.head, "measure.points")
    return Measured("change_pp", -1, lower.start(), "measure.points")


def change_measure(spot: Spot) -> Measured | None:
    """A level that is itself a change: 比上年末增加3.2万人, 提升3位; ``None`` where it is a plain level."""
    folded, start, head = spot.folded, spot.clause, spot.head
    if _is_risen_to(spot, 8):
        return None
    if match := _AGAINST.search(folded, max(start, head - _LONGEST_AGAINST), head):
        return Measured("change", -1 if match[0][0] in "低少" else 1, match.start(), "measure.change")
    text = _HEDGES.stripped(folded[start:head])
    if match := _CHANGE.search(text, max(0, len(text) - _LONGEST_CHANGE)):
        word = match[0].rstrip("了出")
        if word == "新增" or text.endswith("起降"):
            return None
        is_back = word in _CHANGES_BACK or (word[0] == "少" and len(word) > 1)
        return Measured("change", -1 if is_back else 1, start + match.start(), "measure.change")
    return None


def is_streak(spot: Spot) -> bool:
    """连续22个月, 连续3年."""
    return (
        _STREAK.search(spot.folded, max(spot.sentence, spot.head - _STREAK_REACH), spot.head) is not None
        or _STREAK_AFTER.match(spot.folded, spot.tail) is not None
    )


def multiple_measure(spot: Spot) -> Measured:
    """X倍: growth by a multiple, or the multiple of a comparator."""
    cue = last_cue(spot.folded, spot.clause, spot.head)
    if (
        spot.figure.kind == "multiple" and cue and cue[0] == "growth"
        and not _RISE_TO.search(spot.folded, spot.clause, spot.head)
    ):  # fmt: skip
        is_based = _BASE.search(spot.folded, spot.clause, cue[2])
        return Measured("change" if is_based else "growth_yoy", cue[1], cue[2], "measure.growth_times")
    return Measured("ratio", 1, spot.head, "measure.times")


def remeasured(measured: Measured, spot: Spot, key: Key, period: Period, mentions: Sequence[PeriodMention]) -> Measured:
    """What only the indicator or the base of comparison tells: an index is a level, growth on 2020 a change.

    ``mentions`` are the periods named in the clause of the figure.
    """
    measure, kind = measured.measure, spot.figure.kind
    if (
        measure == "ratio"
        and kind in ("percent", "fraction")
        and measured.rule in ("measure.rate", "measure.continued")
    ):
        if key.name.endswith("指数"):
            return measured._replace(measure="level")
        if not (key.indicator and key.indicator.base_unit == "percent") and not key.name.endswith(RATES):
            return measured._replace(measure="share", rule="measure.share_of")
    if measure == "growth_yoy":
        years = (None, period.year, (period.year or 0) - 1)
        is_other = period.year and any(
            mention.role == "base" and mention.period.year not in years for mention in mentions
        )
        if is_other or _OTHER_BASE.search(spot.folded, max(spot.gap, spot.clause - 1), spot.head):
            return measured._replace(measure="change", rule="measure.other_base")
    return measured
