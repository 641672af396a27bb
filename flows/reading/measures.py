"""How a figure relates to its indicator: level, growth, share, rank, difference, ratio or streak, and with which sign.

A measure is read from the words between the figure before and the figure itself (the gap), nearest first; where the gap
says nothing, the figure continues the list it stands in.
"""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

_UP: Final = (
    "增长 增加 增幅 增速 增产 增收 增势 上涨 上升 提高 提升 攀升 猛增 激增 剧增 大增 微增 稳增 快增 净增 涨幅 同比涨 跃升 扩大 多增 多了 多出 年增率 "
    "年增 长 成长率 成长 月增 季增 增 涨 升 增多 看涨 长了 净长 多卖 多发 多打 多收 多产 多挣 多赚 贵了 贵 高了 添 反弹 冒 蹿升 跳升 增值额 上扬 走高 飙升 扩容 拉长 抬升 加快 提速 回升 添了 上浮 拔高"
).split()
_DOWN: Final = (
    "下降 减少 下滑 降低 回落 降幅 跌幅 下跌 缩减 萎缩 负增长 减产 减收 少了 年减 月减 年减率 衰退 收窄 缩水 滑落 走低 降 减 跌 回调 下挫 下探 少 落后 放缓 便宜 少卖 少发 少打 少收 少产 低了 轻了 少了 缩短 压缩 衰减 缩"
).split()
_SHARE: Final = (
    "占比 占到 占去 占据 占了 占有 占 比重 份额 市占率 市场占有率 占有率 来自 产自 撑起 包揽 出自 囊括 贡献了 分量 之中 里头 覆盖 只剩 流向 吃走 拿走 独占 相当于".split()
)
_RATIO: Final = "率 指数 水平 程度 覆盖面 强度 比例 比率 系数 恢复到 恢复至 完成了 完成 达成 回到".split()
_AVERAGE: Final = "年均增长 年均增速 年均增 年均 年平均增长 年平均 平均增长 平均增速 平均每年增长 复合增长率 年均下降 年均降".split()

CUES: Final[Mapping[str, tuple[str, int]]] = (
    {word: ("growth", 1) for word in _UP}
    | {word: ("growth", -1) for word in _DOWN}
    | {word: ("share", 1) for word in _SHARE}
    | {word: ("ratio", 1) for word in _RATIO}
    | {word: ("average", -1 if "降" in word else 1) for word in _AVERAGE}
)
"""Word → what it makes of a percentage, and the sign."""


def _alternation(words: Mapping[str, object]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_NOT_CUES: Final = (
    "增量|市长|县长|区长|省长|局长|院长|校长|部长|行长|厂长|会长|队长|处长|长沙|长春|长治|长安|长城|长度|长途|长大|长兴|长乐|长寿|擅长|特长|家长|增加值|增值税|增值|提质增效|降水|降雨|升级|晋升|减排|减税|减免|加减|升学|升船|高增速|涨价|增材|减速|占地|百分之|效率达|频率"
    "|水平方|水平米|增资|少数|多少|少年|减碳|降碳|增绿|升学|减振|增程|增至|升至|增到|升到|涨到|涨至|增加到|增加至|提高到|提高至|提升到|提升至|跃升至|跃升到"
    "|攀升至|攀升到|上升到|上升至|增长到|增长至|扩大到|扩大至|下降到|下降至|减少到|减少至|降到|降至|回落到|回落至|回升至|回升到|缩小到|压减到"
    "|增长点|增长极|增长面|起降|升降|降雪|降温|高升|升级|占比较|长三角|长江|成长性|长期|增强|增效|增色|便利|少儿|贵州|贵阳|贵港|多元|缩影|添彩|贵金属|贵重|减持|增持|减半|降本|区位优势|领先水平|先进水平|率先|率领|利率|汇率|税率|效率"
)
_CUE: Final = re.compile(
    f"(?P<not>{_NOT_CUES})|(?P<cue>{_alternation(CUES)})|(?<![至不减最许诸众差很更缺较不])(?P<more>[多少])[一-鿿](?!数|数)"
)
_TO: Final = re.compile(
    r"(?:增|升|涨|降|减少|减|增加|提高|提升|跃升|攀升|上升|增长|扩大|下降|回落|回升|缩小|压减|拓展|发展|壮大|扩|由|从|为|稳定|保持|维持|攀高)(?:到|至|在|了)?(?:了)?$"
)
_FROM: Final = re.compile(r"[由从](?:(?:上年|去年)?(?:同期)?|\d{4}年?|[^,。;\d]{0,6})的?$")
_RISE_TO: Final = re.compile(
    r"(?:增|升|涨|降|减|增加|提高|提升|跃升|攀升|上升|增长|扩大|下降|减少|回落|回升|缩小|压减|拓展|发展|壮大|扩|翻番|扩容|收窄|恢复)(?:到|至)(?:了)?$"
)
_HEDGES_BEFORE: Final = re.compile(r"(?:约|近|超过|超|逾|突破|达到|达|高达|仅|只有|只|仅有|为|是|了|共|已|有|至少|接近|不足|不到|不低于|均|都|分别|各|:|大约|将近|整整|又|再|也|还|就|将|累计|合计|总计|以上|,|\s|上了?)+$")
_LIST: Final = re.compile(r"[\s、,和与及以到至—~-]*(?:以及|又)?$")
_AFTER: Final = re.compile(
    r"(?:的|左右的|以上的)?(?:速度|年均|同比|高速|两位数)?(?P<growth>增长|增速|增幅|涨幅|升幅)|(?:的|左右的)?(?P<fall>降幅|跌幅|下降|降速|负增长)"
    r"|(?:的|左右的|以上的|强的|多的)?(?P<share>份额|比重|占比|来自|产自|出自|由|集中在|落在|都是|是|为)"
)
_CHANGE: Final = re.compile(
    r"(?:净增加?|净添|增加|增长|增产|减产|减少|增|添|多增|少增|(?<![至不减最许诸众差很更缺较])[多少][一-鿿]|进|快|慢|多|少|提高|提升|上升|下降|上涨|下跌|下调|上调|前移|后移|前进|跃升|上移|下滑|回落|降低|跌|涨|升|降|减|压减|缩短|延长|新增|扩大|净减少?|多出|高出|压缩|缩减|晋升|进位|跃进|往前挪|往前走|挺进|提前|攀升)(?:了|出)?$"
)
_AGAINST: Final = re.compile(r"(?<!不)(?:高出|高于|低于|多于|少于|超出)[^,。;\d的有]{2,12}$")
_CHANGE_BACK: Final = frozenset("减少 减 少 下降 下跌 下调 后移 下滑 回落 降低 跌 降 压减 缩短 净减 净减少 压缩 缩减 减产 慢 少打 少卖 少发 少收 少产 少开 少来 快".split())
_NEGATIVE_PP: Final = re.compile(
    r"下降|减少|回落|低于|低|慢于|慢|落后|少|下滑|降低|缩小|跌|降(?!幅收窄|幅缩小)|减缓|放缓|收窄(?<!降幅收窄)(?<!跌幅收窄)|滑落"
)
_BETTER_PP: Final = re.compile(r"降幅[^,。;]{0,6}(?:收窄|缩小)|跌幅[^,。;]{0,6}(?:收窄|缩小)")
_STREAK: Final = re.compile(r"连续(?:第|近|超|逾)?$|已?连(?:着)?$|连续[守稳保霸蝉]?[了住持]?(?:近|超|逾)?$|连[跌涨降增升坐获夺拿超破]$|蝉联[^,。]{0,8}$|接连$|已?连续[^,。;、\d]{1,3}$|守了$|保持了$")
_STREAK_AFTER: Final = re.compile(r"的?连[降跌涨升增]|的?连续")
_MULTIPLE_OF: Final = re.compile(r"(?:是|为|相当于|达|的)[^,。;]{0,24}的$|是[^,。;]{0,20}$|相当于[^,。;]{0,20}$")


class Measured(NamedTuple):
    """A measure, the sign the words give the value, where its cue begins, and the rule that found it."""

    measure: str
    sign: int
    cue: int
    rule: str


class Context(NamedTuple):
    """What stands around a figure: ``[gap, head)`` since the figure before, ``[clause, head)`` since the last comma."""

    folded: str
    sentence: int
    gap: int
    clause: int
    head: int
    tail: int
    end: int


def last_cue(folded: str, start: int, end: int) -> tuple[str, int, int] | None:
    """The last word in ``[start, end)`` that says what a percentage is: (kind, sign, where)."""
    found = None
    for match in _CUE.finditer(folded, start, end):
        if word := match["cue"]:
            kind, sign = CUES[word]
            found = (kind, sign, match.start())
        elif more := match["more"]:
            found = ("growth", 1 if more == "多" else -1, match.start())
    return found


def is_list_gap(folded: str, start: int, end: int) -> bool:
    """Whether nothing but list signs stands between two figures."""
    return end - start <= 8 and _LIST.match(folded, start, end) is not None


def percent_measure(context: Context, before: Measured | None) -> Measured:
    """What a percentage or a fraction measures; ``before`` is the measure of the percentage right before it."""
    folded, gap, clause, head = context.folded, context.gap, context.clause, context.head
    if before is not None and is_list_gap(folded, gap, head):
        return before._replace(rule="measure.list")
    if _RISE_TO.search(folded, max(gap, head - 10), head) or _FROM.search(folded, max(gap, head - 12), head):
        found = _rate_before(context)
        if found is not None:
            return found
        return before._replace(rule="measure.to") if before is not None else Measured("ratio", 1, head, "measure.to")
    start = max(gap, clause)
    if _OF_TARGET.search(folded, start, head):
        return Measured("ratio", 1, start, "measure.relative")
    if _RATE_NOUN.search(folded, start, head):
        return Measured("ratio", 1, head, "measure.rate")
    cue = last_cue(folded, start, head)
    if cue is None or (cue[0] == "ratio" and _HEDGES_BEFORE.sub("", folded[start:head])[-1:] not in "率数平度例"):
        after = _AFTER.match(folded, context.tail, context.end)
        if after and after["growth"]:
            return Measured("growth_yoy", 1, head, "measure.growth_after")
        if after and after["fall"]:
            return Measured("growth_yoy", -1, head, "measure.growth_after")
        if after and after["share"] and before is None and cue is None:
            return Measured("share", 1, head, "measure.share_after")
        if cue is None and start > gap:
            cue = last_cue(folded, gap, start)
    if cue is None:
        if before is not None:
            return before._replace(rule="measure.continued")
        cue = last_cue(folded, context.sentence, gap)
    if cue is None:
        return Measured("ratio", 1, head, "measure.rate")
    kind, sign, where = cue
    if kind == "growth":
        return Measured(_growth_kind(folded, context, where), sign, where, "measure.growth")
    if kind == "average":
        return Measured("growth_avg", sign, where, "measure.growth_average")
    if kind == "share":
        return Measured("share", 1, where, "measure.share")
    relative = folded[where : where + 2] in ("恢复", "完成", "达成", "回到")
    return Measured("ratio", 1, where, "measure.relative" if relative else "measure.rate")


def _rate_before(context: Context) -> Measured | None:
    """由44.15%提升至67.1%: the words before 由 say what the percentage is of."""
    for match in reversed(list(_CUE.finditer(context.folded, context.sentence, context.head))):
        if (word := match["cue"]) and CUES[word][0] in ("share", "ratio"):
            return Measured("share" if CUES[word][0] == "share" else "ratio", 1, match.start(), "measure.to")
    return None


_RATE_NOUN: Final = re.compile(r"(?<!增长)(?<!增)(?<!减)(?:率|存贷比|收入比|性别比|面)(?:平均|约|近|超过?|达到?|为|是|高达|突破|越过|保持在|稳定在|控制在|压在|仅|已|头一回|首次|逼近|接近|[^,。;一-鿿])*$")
_OF_TARGET: Final = re.compile(r"(?:目标|任务|计划|预算)(?:任务|数)?的(?:约|近|超|逾)?$")
_CYCLE: Final = re.compile(r"环比|较上月|比上月|较上季|比上季|较年初|比年初|较上一?季度|较节前|月增|季增")
_TWO_YEARS: Final = re.compile(r"[两二三四五六七八九十\d]年平均|年均|平均每年")


def _growth_kind(folded: str, context: Context, cue: int) -> str:
    start = max(context.gap, context.clause - 1)
    if _TWO_YEARS.search(folded, start, context.head):
        return "growth_avg"
    if _CYCLE.search(folded, start, min(len(folded), cue + 4)):
        return "change"
    return "growth_yoy"


def difference_measure(context: Context) -> Measured:
    """A difference in percentage points, negative where the words say lower, slower or less."""
    folded = context.folded
    start = max(context.gap, context.clause)
    text_start = start
    if _BETTER_PP.search(folded, text_start, context.head):
        return Measured("change_pp", 1, context.head, "measure.points")
    down = _NEGATIVE_PP.search(folded, text_start, context.head)
    return Measured("change_pp", -1 if down else 1, down.start() if down else context.head, "measure.points")


def change_measure(context: Context) -> Measured | None:
    """A level that is itself a change: 比上年末增加3.2万人, 提升3位; ``None`` where it is a plain level."""
    folded, head = context.folded, context.head
    start = max(context.gap, context.clause)
    text = _HEDGES_BEFORE.sub("", folded[start:head])
    if _RISE_TO.search(folded, max(start, head - 8), head):
        return None
    if match := _AGAINST.search(folded, start, head):
        return Measured("change", -1 if match[0][0] in "低少" else 1, match.start(), "measure.change")
    if match := _CHANGE.search(text):
        word = match[0].rstrip("了出")
        if word == "新增" or text.endswith("起降"):
            return None
        back = word in _CHANGE_BACK or (word[0] == "少" and len(word) > 1)
        return Measured("change", -1 if back else 1, start + match.start(), "measure.change")
    return None


def is_streak(context: Context) -> bool:
    """连续22个月, 连续3年."""
    folded = context.folded
    return (
        _STREAK.search(folded, max(context.sentence, context.head - 12), context.head) is not None
        or _STREAK_AFTER.match(folded, context.tail) is not None
    )


def multiple_measure(context: Context, kind: str) -> Measured:
    """X倍: growth by a multiple, or the multiple of a comparator."""
    folded, head = context.folded, context.head
    start = max(context.gap, context.clause)
    cue = last_cue(folded, start, head)
    if kind == "multiple" and cue and cue[0] == "growth" and not _RISE_TO.search(folded, start, head):
        based = _BASE.search(folded, start, cue[2])
        return Measured("change" if based else "growth_yoy", cue[1], cue[2], "measure.growth_times")
    return Measured("ratio", 1, head, "measure.times")


_BASE: Final = re.compile(r"(?:较|比)(?!上年|去年|上一年|同期)[^,。;]{1,12}年")
