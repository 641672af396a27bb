"""The measure of a figure (level, growth, share, rank, difference, ratio, streak) and the sign of its value.

A measure is read from the words between the figure before and the figure itself (the gap), nearest first; where the gap
says nothing, the figure continues the list it stands in.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from flows.domain.period import Period
from flows.domain.reading import PeriodMention
from flows.reading.context.keys import Key
from flows.reading.context.memory import Memory
from flows.reading.context.spots import Measured, MeasureRule, Spot
from flows.reading.text.phrases import BLANKS, between
from flows.reading.text.words import Endings, one_of, words
from flows.vocabulary import Vocabulary
from flows.vocabulary.lists import WordList
from flows.vocabulary.roles import Dimension, UnitRole

LEVEL: Final = MeasureRule(
    "measure.level",
    "A figure with a unit and no word of change before it states how much there was.",
    ("2023年，黄冈市粮食总产【56.2亿斤】，同比增长1.2%。", "截至2023年末，绍兴市常住人口为【539.4万人】。"),
    ("2023年，黄冈市粮食总产56.2亿斤，同比增长【1.2%】。", "2023年末，赣州市常住人口比上年末减少【1.2万人】。"),
    does="level",
)
CHANGE: Final = MeasureRule(
    "measure.change",
    "A verb of change right before an amount makes the amount the change itself, negative where the verb says less.",
    (
        "2023年末，赣州市常住人口898.8万人，比上年末减少【1.2万人】。",
        "2023年，遵义市旅游收入1290亿元，较上年增加【163亿元】。",
        "2023年，枣庄市地区生产总值居全省第11位，前移【2位】。",
    ),
    ("2023年，遵义市旅游收入增加到【1290亿元】。", "2023年，绵阳市新增规模以上工业企业【170家】。"),
    does="change",
)
GROWTH: Final = MeasureRule(
    "measure.growth",
    "A percentage behind a word of growth or decline is growth on the same period a year before, and on the period "
    "before where 环比 says so.",
    (
        "2023年，宜春市规模以上工业增加值增长【7.4%】。",
        "2023年12月，云南省原煤产量同比下降【3.1%】。",
        "去年，青岛港货物吞吐量涨了【一成】。",
    ),
    ("2023年，岳阳市第二产业占地区生产总值的比重为【41.2%】。", "2023年，长春市城镇登记失业率为【4.1%】。"),
    does="growth_yoy",
)
GROWTH_AFTER: Final = MeasureRule(
    "measure.growth_after",
    "Where no word before a percentage says what it is, 增长, 增速 or 降幅 right behind it does.",
    ("2023年，曲靖市工业投资保持【两成】以上的增速。", "2023年，盐城市工业投资实现了【8%】的增长。"),
    ("2023年，曲靖市工业投资的增速超过【20%】。",),
    does="growth_yoy",
)
GROWTH_BY_SIGN: Final = MeasureRule(
    "measure.growth_by_sign",
    "A percentage right behind 同比 or 比上年, or printed with a sign or an arrow, is growth where no word says what it is.",
    (
        "2023年，衢州市出口额23.4亿元，同比【5.6%】。",
        "2023年，衢州市出口额23.4亿元（【-3.2%】）。",
        "2023年，衢州市出口额23.4亿元，↓【3.2%】。",
    ),
    ("2023年，衢州市出口额23.4亿元，占全省的【5.6%】。", "2023年，衢州市城镇登记失业率（【3.2%】）稳定。"),
    does="growth_yoy",
)
GROWTH_AVERAGE: Final = MeasureRule(
    "measure.growth_average",
    "年均, 年平均 and 复合增长率 make a percentage the average growth of the years spoken of.",
    ("2019年至2023年，合肥市地区生产总值年均增长【6.8%】。", "五年来，保山市财政收入年均增速达【5.2%】。"),
    ("2023年，合肥市地区生产总值增长【5.8%】。",),
    does="growth_avg",
)
GROWTH_TIMES: Final = MeasureRule(
    "measure.growth_times",
    "Behind a word of growth a multiple is growth: 增长1.6倍 is 160 percent more.",
    ("2023年，常州市新能源汽车产量增长【1.6倍】。", "2023年，三亚市免税品销售额猛增【两倍】。"),
    ("2023年，常州市新能源汽车产量是上年的【2.6倍】。",),
    does="growth_yoy",
)
DOUBLED: Final = MeasureRule(
    "measure.doubled",
    "翻一番 is growth of 100 percent, 翻两番 of 300 percent.",
    ("2023年，柳州市新能源汽车出口量【翻了一番】。",),
    ("2023年，柳州市新能源汽车出口量增长【一倍】。",),
    does="growth_yoy",
)
SHARE: Final = MeasureRule(
    "measure.share",
    "占, 占比, 比重 and 份额 make a percentage the share of the indicator in a whole.",
    (
        "2023年，莆田市鞋业产值1250亿元，占全市规上工业的【36.2%】。",
        "2023年，黑龙江省大豆产量占全国的【四成】以上。",
    ),
    ("2023年，莆田市鞋业产值占规上工业的比重提高【1.2个百分点】。", "2023年，莆田市鞋业产值增长【6.2%】。"),
    does="share",
)
SHARE_AFTER: Final = MeasureRule(
    "measure.share_after",
    "Where no word before a percentage says what it is, 来自, 产自 or 份额 right behind it makes it a share.",
    ("兵团：全国棉花【三成六】产自这里。", "2023年，全国鲜切花【七成】来自云南。"),
    ("2023年，新疆棉花产量占全国的【九成】。",),
    does="share",
)
SHARE_OF: Final = MeasureRule(
    "measure.share_of",
    "A percentage of something that is no rate itself (一半的企业, 八成的钱) is a share of it.",
    (
        "2023年，宜宾市签约项目总投资812亿元，【八成】的钱投向动力电池。",
        "2023年，珲春市进口帝王蟹1.9万吨，【六成】多转手去了南方。",
    ),
    ("2023年，宜宾市城镇化率为【54.3%】。",),
    does="share",
)
RATE: Final = MeasureRule(
    "measure.rate",
    "A percentage behind a rate (率, 指数, 系数, 水平) is the rate itself.",
    ("2023年，吉林省常住人口城镇化率为【64.7%】。", "2023年，重庆市城镇调查失业率平均为【5.4%】。"),
    ("2023年，吉林省粮食产量增长【2.5%】。",),
    does="ratio",
)
RELATIVE_RATE: Final = MeasureRule(
    "measure.relative",
    "完成…的 and 恢复到…的 set an amount against a plan or an earlier one: a ratio, not a share.",
    (
        "2023年上半年，肇庆市实际到位资金213亿元，完成年度任务的【54.8%】。",
        "2023年，白云机场旅客吞吐量恢复到2019年同期的【九成】。",
    ),
    ("2023年，白云机场旅客吞吐量占全省的【六成】。",),
    does="ratio",
)
RISEN_TO: Final = MeasureRule(
    "measure.to",
    "Behind 提高到, 降至 or 由 a percentage is the rate or share reached or left, not the size of the move.",
    (
        "2023年，毕节市常住人口城镇化率由2020年的42.1%提高到【45.6%】。",
        "2023年，香港对内地出口占总出口的比重由57.9%降至【55.4%】。",
    ),
    ("2023年，毕节市常住人口城镇化率提高【1.1个百分点】。", "2023年，毕节市工业用电量增长【4.5%】。"),
    does="",
)
LISTED: Final = MeasureRule(
    "measure.list",
    "A percentage joined to the one before by nothing but list signs measures what that one does.",
    (
        "2023年，南阳市城镇、农村居民人均可支配收入分别增长4.5%和【7.2%】。",
        "2023年，三明市一、二、三产业分别增长4.1%、2.6%、【5.4%】。",
    ),
    ("2023年，南阳市城镇居民人均可支配收入增长【4.5%】。",),
    does="",
)
CONTINUED: Final = MeasureRule(
    "measure.continued",
    "A percentage with no words of its own measures what the percentage before it in the sentence did.",
    (
        "2023年，龙岗区进出口额占全市的71.4%、全省的【26.9%】。",
        "2023年，周口市丰收一半靠地，【一半】靠单产。",
    ),
    ("2023年，龙岗区进出口额占全市的【71.4%】。",),
    does="",
)
POINTS: Final = MeasureRule(
    "measure.points",
    "百分点 is a difference between percentages, negative where the words say lower, slower or less.",
    (
        "2023年，湖州市规模以上工业增加值增速高于全省【1.3个百分点】。",
        "2023年，天津市服务业占比比上年提高【0.6个百分点】。",
        "2023年，大庆市规上工业增速低于全国【2.1个百分点】。",
    ),
    ("2023年，湖州市规模以上工业增加值增长【7.3%】。",),
    does="change_pp",
)
RANK: Final = MeasureRule(
    "measure.rank",
    "第N, 首位, 头把交椅 and 前N state a place in a ranking.",
    (
        "2023年，榆林市地区生产总值7091亿元，居全省【第二】。",
        "2023年，宁波舟山港货物吞吐量坐稳全球【头把交椅】。",
    ),
    ("2023年，榆林市有【2家】企业进入全省百强。", "2023年，【第三产业】增加值增长5.8%。"),
    does="rank",
)
STREAK: Final = MeasureRule(
    "measure.streak",
    "连续N个月, N年 or N次 says how long something has held, not when.",
    ("截至2023年12月，河北省用电量已连续【22个月】增长。", "2023年，寿光市蔬菜产量连续【5年】居全省第一。"),
    ("2023年，寿光市实施三年行动，投入资金【5亿元】。",),
    does="streak",
)
TIMES: Final = MeasureRule(
    "measure.times",
    "A multiple of something else (是…的N倍) is a ratio to it.",
    (
        "2023年，哈尔滨市技术合同成交额是2019年的【3.5倍】。",
        "2023年，陕西省输出技术成交额相当于吸纳技术的【1.7倍】。",
    ),
    ("2023年，哈尔滨市技术合同成交额增长【1.5倍】。",),
    does="ratio",
)
OTHER_BASE: Final = MeasureRule(
    "measure.other_base",
    "Growth on anything but the year before (较2019年, 比年初, 五年间) is a change, since it is no yearly rate.",
    (
        "2023年，大理州接待游客9530万人次，较2019年增长【79.3%】。",
        "2023年，东营市游客接待量320万人次，较2019年增加【两成】。",
        "与2019年相比，2023年东营市游客接待量增长【两成】。",
        "2023年11月，东营市游客接待量比10月增长【3%】。",
        "“十三五”期间，东营市单位生产总值能耗累计下降【17%】。",
    ),
    (
        "2023年，大理州接待游客9530万人次，比上年增长【79.3%】。",
        "2023年11月，大理州接待游客比上年同月增长【9.3%】。",
        "与上年相比，2023年大理州接待游客增长【9.3%】。",
        "2023年11月大理州产值8亿元，与2022年同期比较，2023年前11个月产值增长【9.3%】。",
    ),
    does="change",
)
RULES: Final = (
    LEVEL,
    CHANGE,
    GROWTH,
    GROWTH_AFTER,
    GROWTH_BY_SIGN,
    GROWTH_AVERAGE,
    GROWTH_TIMES,
    DOUBLED,
    OTHER_BASE,
    SHARE,
    SHARE_AFTER,
    SHARE_OF,
    RATE,
    RELATIVE_RATE,
    RISEN_TO,
    LISTED,
    CONTINUED,
    POINTS,
    RANK,
    STREAK,
    TIMES,
)
"""The rules that stand here."""

_KINDS: Final = {
    "growth": GROWTH,
    "average": GROWTH_AVERAGE,
    "share": SHARE,
    "rate": RATE,
    "completion": RELATIVE_RATE,
}
"""Kind of a cue (codelist ``cue_kind``) → the rule that it fires on a percentage; lookalikes of cues fire none."""
_MORE: Final = (GROWTH, 1)
_MORE_OF: Final = r"多(?<![至不减最许诸众差很更缺较]多)[一-鿿](?!数)"
"""多 with what there is more of: 多开50列."""
_RISES: Final = words(
    "增 升 涨 降 减 增加 提高 提升 跃升 攀升 上升 增长 扩大 下降 减少 回落 回升 缩小 压减 拓展 发展 壮大 扩 翻番",
    "扩容 收窄 恢复",
)
_RISE_TO: Final = re.compile(f"(?:{'|'.join(_RISES)})[到至]了?$")
_RISE_TO_LAST: Final = frozenset("到至了\n")
_FROM: Final = re.compile(r"[由从](?:(?:上年|去年)?(?:同期)?|\d{4}年?|[^,。;\d]{0,6})的?$")
_LIST: Final = re.compile(r"[\s、,和与及以到至—~-]*(?:以及|又)?$")
_LONGEST_LIST_GAP: Final = 8
_AFTER: Final = re.compile(
    r"(?:的|左右的|以上的)?(?:速度|年均|同比|高速|两位数|按年|按季|按月)?(?P<growth>增长|增速|增幅|涨幅|升幅)"
    r"|(?:的|左右的)?(?P<fall>降幅|跌幅|下降|降速|负增长)"
    r"|(?:的|左右的|以上的|强的|多的)?(?P<share>份额|比重|占比|来自|产自|出自|由|集中在|落在|都是|是|为)"
)
_AFTER_LIST: Final = re.compile(
    r"(?:[、和与及以]{1,2}[\d.]+%)+的?(?:按年|按季|按月|同比)?"
    r"(?:(?P<growth>增长|增速|增幅|涨幅|升幅)|(?P<fall>降幅|跌幅|减幅|下降|降速))"
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
_ARROWS: Final = {"↓": -1, "▼": -1, "↘": -1, "↑": 1, "▲": 1, "↗": 1}
"""Arrows before a percentage → the sign that they give it."""
_ON_THE_YEAR_BEFORE: Final = re.compile(r"(?:同比|(?:比|较)(?:上年|去年|上一年)(?:同期)?)[约为是:]?[↑↓▲▼+]?$")
_RISEN_THEN: Final = re.compile(
    r"(?:比重|占比|份额|(?P<rate>率(?<!增长率)))[^,。;\d]{0,8}(?:提升|提高|上升|扩大|下降|回落|降低),?(?:达到?|至|为|到)[约近超]?$"
)
"""占比持续提升,达到90%: what is reached is a share or a rate."""
_NO_YEAR: Final = r"(?<![去上今前本当每全同近一二三四五六七八九十〇零\d]年)"
_STREAK_REACH: Final = 12
_STREAK_AFTER: Final = re.compile(r"的?连[降跌涨升增]|的?连续")
_RATE_NOUN: Final = re.compile(
    r"(?:率(?<!增长率)(?<!增率)(?<!减率)|存贷比|收入比|性别比|面(?<!增长面)(?<!增面)(?<!减面))"
    r"(?:平均|约|近|超过?|达到?|为|是|高达|突破|越过|保持在|稳定在|控制在|压在|仅|已|头一回|首次|逼近|接近|[^,。;一-鿿])*$"
)
OF_TARGET: Final = re.compile(
    r"(?:目标|任务|计划|预算)(?:任务|数)?的[约近超逾]?$"
    r"|(?:完成|实现|达成|达到|占)[^,。;增]{0,10}(?:目标|任务|计划|预算)(?:任务|数|值|量)?[约近超逾]?$"
)
_GROWTH_RATES: Final = frozenset(words("增速 增幅 涨幅 降幅 跌幅 年增率 年减率"))
_CYCLE: Final = re.compile(
    r"环比|[较比](?:上个?月|上个?季|年初|上一?季度|节前)|(?<!单)[月季]增(?![长幅速加])"
    r"|[较比与和同與](?:先前|之前|此前|前[一二三两]?个?[月季])[^,。;\d]{0,8}"
)
_CYCLE_FRAME: Final = re.compile(r"[与和同與](?:先前|之前|此前|前)[^,。;]{0,6}(?:比较|比較|相比|对比),")
_YEARS: Final = re.compile(r"[两二三四五六七八九十\d]年平均|年均|平均每年")
_BASE: Final = re.compile(r"[较比](?!上年|去年|上一年|同期)[^,。;]{1,12}年")
_DURATION_CUE: Final = re.compile(
    r"(?:工期|建设期|历时|历经|用时|耗时|压缩[到至为]?|缩短[到至为了]?|仅需|只需|平均"
    r"|(?:时间|时长|寿命|期限|周期|工期|天数|日数)[^,。;\d]{0,5}),?[约近仅的]?$"
)
_DURATION_REACH: Final = 10
_DURATION_AFTER: Final = re.compile(r"的?(?:历史|发展历程|积累|建设发展|在[^,。]{2,12}积累|光景|工期)")
_OTHER_BASE: Final = re.compile(
    r"[较比][^,。;\d]{0,8}(?:时|前|之初|平日|周边|节前|年初|(?<!同)上?月|(?<!同)季度?)(?=[^,。;期]{0,6}$)"
    r"|[两二三四五六七八九十]年[间来]?[涨增升翻]"
)
_FRAME: Final = re.compile(r"[^,。;:]{0,6}(?:相比|比较|比較|相较|对比),")
_PARTS: Final = frozenset({"half", "quarter", "month", "to_date"})
_SEVERAL_YEARS: Final = len("2011/2015")
RATES: Final = words("率 面 比 比例 比重 度 水平 指数 占有率 系数")
"""Endings of what is a rate in itself."""


def _plain(spot: Spot) -> Measured:
    return LEVEL.at(spot.head)


def _cue_of(word: str) -> str:
    """The pattern of a cue; 年增 of 比去年增长 is none, and 增长 begins behind it."""
    return word[0] + _NO_YEAR + re.escape(word[1:]) if word[0] == "年" else re.escape(word)


class Cue(NamedTuple):
    """A word that says what a percentage is: the rule it fires, the sign it gives the value, and where it begins."""

    rule: MeasureRule
    sign: int
    where: int


class Measures:
    """Finds the measure of a figure by the cues of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._cues = {cue.cue: (_KINDS[cue.kind], cue.sign) for cue in vocabulary.measure_cues if cue.kind in _KINDS}
        cues = sorted((cue.cue for cue in vocabulary.measure_cues), key=len, reverse=True)
        self._lookalikes = frozenset(cues) - self._cues.keys()
        self._cue = one_of((*map(_cue_of, cues), _MORE_OF))
        self._between = Endings((*between(vocabulary, WordList.CUE_FILLERS), r"\s"), last=BLANKS)
        self._streak_units = frozenset(vocabulary.units_of(UnitRole.STREAK))

    def of(self, spot: Spot, memory: Memory, before: Measured | None) -> Measured | None:
        """The measure of a figure, ``None`` if it has none; ``before`` is that of the percentage before it."""
        figure, kind = spot.figure, spot.figure.kind
        if kind in ("percent", "fraction"):
            return self.percent_measure(spot, before)
        if kind == "percentage_point":
            return difference_measure(spot)
        if kind == "ordinal":
            return RANK.at(spot.head)
        previous = memory.before
        if kind == "multiple" or spot.base_unit == "times":
            if spot.folded[figure.end - 1] == "番":
                return DOUBLED.at(spot.head)
            if previous is not None and spot.base_unit == "times" and is_list_gap(spot.folded, spot.gap, spot.head):
                return previous
            return self.multiple_measure(spot)
        if figure.unit == "连冠" or ((kind == "duration" or figure.unit in self._streak_units) and is_streak(spot)):
            return STREAK.at(spot.head)
        if kind == "duration":
            return self._duration_measure(spot, memory)
        if previous is not None and previous.measure == "change" and is_list_gap(spot.folded, spot.gap, spot.head):
            return previous
        return self.change_measure(spot) or _plain(spot)

    def _duration_measure(self, spot: Spot, memory: Memory) -> Measured | None:
        """建设工期缩短到9个月 is how long something takes; most lengths of time measure nothing."""
        if (
            _DURATION_CUE.search(spot.folded, max(spot.sentence, spot.head - _DURATION_REACH), spot.head)
            or _DURATION_AFTER.match(spot.folded, spot.tail, spot.tail + 16)
            or (memory.last is not None and memory.vocabulary.dimension(memory.last.base_unit) == Dimension.TIME)
        ):
            return self.change_measure(spot) or _plain(spot)
        return None

    def last_cue(self, folded: str, start: int, end: int) -> Cue | None:
        """The last word in ``[start, end)`` that says what a percentage is."""
        last = None
        for match in self._cue.finditer(folded, start, end):
            if match[0] not in self._lookalikes:
                last = match
        return Cue(*self._cues.get(last[0], _MORE), last.start()) if last else None

    def percent_measure(self, spot: Spot, before: Measured | None) -> Measured:
        """The measure of a percentage or a fraction; ``before`` is that of the percentage right before it."""
        folded, gap, clause, head = spot.folded, spot.gap, spot.clause, spot.head
        if before is not None and is_list_gap(folded, gap, head):
            return before._replace(rule=LISTED)
        if _is_risen_to(spot, 10) or _FROM.search(folded, max(gap, head - 12), head):
            found = self._rate_before(spot)
            if found is not None:
                return found
            return before._replace(rule=RISEN_TO) if before is not None else RISEN_TO.at(head, measure=RATE.does)
        if OF_TARGET.search(folded, clause, head):
            return RELATIVE_RATE.at(clause)
        if _RATE_NOUN.search(folded, clause, head):
            return RATE.at(head)
        if (risen := _RISEN_THEN.search(folded, gap, head)) is not None:
            return RISEN_TO.at(risen.start(), measure=RATE.does if risen["rate"] else SHARE.does)
        if (signed := self._by_sign(spot)) is not None:
            return signed
        cue = self.last_cue(folded, clause, head)
        if cue is None or (
            cue.rule.does == RATE.does and self._between.stripped(folded[clause:head])[-1:] not in "率数平度例"
        ):
            after = _AFTER.match(folded, spot.tail, spot.end) or _AFTER_LIST.match(folded, spot.tail)
            if after and (measured := _measured_after(after, spot, before, cue)):
                return measured
            if cue is None and clause > gap:
                cue = self.last_cue(folded, gap, clause)
        if cue is None:
            if before is not None:
                return before._replace(rule=CONTINUED)
            cue = self.last_cue(folded, spot.sentence, gap)
        if cue is None:
            return RATE.at(head)
        measure = _growth_kind(spot, cue.where) if cue.rule is GROWTH else ""
        return cue.rule.at(cue.where, sign=cue.sign, measure=measure)

    def _by_sign(self, spot: Spot) -> Measured | None:
        """同比5.6%, (-3.2%), ↓3.2%: growth by its sign or base alone; ``None`` where a word says what it is, or nothing does."""
        folded, head, figure = spot.folded, spot.head, spot.figure
        arrow = _ARROWS.get(folded[head - 1 : head], 0)
        is_signed = arrow != 0 or (figure.low is not None and figure.low < 0) or folded[head - 1 : head] == "+"
        if not is_signed and not _ON_THE_YEAR_BEFORE.search(folded, spot.gap, head):
            return None
        cue = self.last_cue(folded, spot.gap, head)
        if cue is not None and cue.rule.does != SHARE.does:
            return None
        return GROWTH_BY_SIGN.at(head, sign=arrow or 1)

    def _rate_before(self, spot: Spot) -> Measured | None:
        """由44.15%提升至67.1%: the words before 由 say what the percentage is of."""
        found = None
        for match in self._cue.finditer(spot.folded, spot.sentence, spot.head):
            word = match[0]
            if word in self._lookalikes:
                continue
            rule, sign = self._cues.get(word, _MORE)
            if rule.does in (SHARE.does, RATE.does) or word in _GROWTH_RATES:
                found = RISEN_TO.at(match.start(), sign=sign, measure=rule.does)
        return found

    def change_measure(self, spot: Spot) -> Measured | None:
        """A level that is itself a change: 比上年末增加3.2万人, 提升3位; ``None`` where it is a plain level."""
        folded, start, head = spot.folded, spot.clause, spot.head
        if _is_risen_to(spot, 8):
            return None
        if match := _AGAINST.search(folded, max(start, head - _LONGEST_AGAINST), head):
            return CHANGE.at(match.start(), sign=-1 if match[0][0] in "低少" else 1)
        text = self._between.stripped(folded[start:head])
        if match := _CHANGE.search(text, max(0, len(text) - _LONGEST_CHANGE)):
            word = match[0].rstrip("了出")
            if word == "新增" or text.endswith("起降"):
                return None
            is_back = word in _CHANGES_BACK or (word[0] == "少" and len(word) > 1)
            return CHANGE.at(start + match.start(), sign=-1 if is_back else 1)
        return None

    def multiple_measure(self, spot: Spot) -> Measured:
        """X倍: growth by a multiple, or the multiple of a comparator."""
        cue = self.last_cue(spot.folded, spot.clause, spot.head)
        if (
            spot.figure.kind == "multiple" and cue and cue.rule is GROWTH
            and not _RISE_TO.search(spot.folded, spot.clause, spot.head)
        ):  # fmt: skip
            is_based = _BASE.search(spot.folded, spot.clause, cue.where)
            return GROWTH_TIMES.at(cue.where, sign=cue.sign, measure="change" if is_based else "")
        return TIMES.at(spot.head)


def is_list_gap(folded: str, start: int, end: int) -> bool:
    """``True`` where nothing but list signs stands between two figures."""
    return end - start <= _LONGEST_LIST_GAP and _LIST.match(folded, start, end) is not None


def _is_risen_to(spot: Spot, reach: int) -> bool:
    """``True`` behind words such as 提高到: the figure is the new level, not the difference."""
    folded, head = spot.folded, spot.head
    return folded[head - 1] in _RISE_TO_LAST and bool(_RISE_TO.search(folded, max(spot.clause, head - reach), head))


def _measured_after(after: re.Match[str], spot: Spot, before: Measured | None, cue: Cue | None) -> Measured | None:
    """12%的增长, 六成来自…: the words right behind a percentage."""
    if after["growth"]:
        return GROWTH_AFTER.at(spot.head)
    if after["fall"]:
        return GROWTH_AFTER.at(spot.head, sign=-1)
    if before is None and cue is None:
        return SHARE_AFTER.at(spot.head)
    return None


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
        return POINTS.at(spot.head)
    lower = _LOWER.search(spot.folded, spot.clause, spot.head)
    if lower is None:
        return POINTS.at(spot.head)
    return POINTS.at(lower.start(), sign=-1)


def is_streak(spot: Spot) -> bool:
    """连续22个月, 连续3年."""
    return (
        _STREAK.search(spot.folded, max(spot.sentence, spot.head - _STREAK_REACH), spot.head) is not None
        or _STREAK_AFTER.match(spot.folded, spot.tail) is not None
    )


def bases_of(spot: Spot, mentions: Sequence[PeriodMention]) -> list[PeriodMention]:
    """Of the ``mentions`` of a sentence those that growth is on: in the clause of the figure, and 与2020年相比, before it."""
    start = max(spot.gap, spot.clause - 1)
    return [
        mention
        for mention in mentions
        if mention.role == "base" and (mention.start >= start or _FRAME.match(spot.folded, mention.end))
    ]


def _is_other_base(mention: PeriodMention, folded: str, period: Period) -> bool:
    """``True`` where growth of ``period`` on ``mention`` is no yearly growth: another year, or another part of its year."""
    base = mention.period
    if base.end is None or period.end is None:
        return False
    if base.end.year not in (period.end.year, period.end.year - 1):
        return True
    if folded[mention.end - 2 : mention.end].startswith("同"):
        return False
    return base.kind in _PARTS and period.kind in _PARTS and base.end.month != period.end.month


def remeasured(measured: Measured, spot: Spot, key: Key, period: Period, bases: Sequence[PeriodMention]) -> Measured:
    """``measured``, corrected by the indicator or the base of comparison: an index is a level, growth on 2020 a change.

    ``bases`` are the periods that the figure is compared with; they are looked at only for growth.
    """
    measure, kind = measured.measure, spot.figure.kind
    if measure == "ratio" and kind in ("percent", "fraction") and measured.rule in (RATE, CONTINUED):
        if key.name.endswith("指数"):
            return measured._replace(measure="level")
        if not (key.indicator and key.indicator.base_unit == "percent") and not key.name.endswith(RATES):
            return measured._replace(measure=SHARE_OF.does, rule=SHARE_OF)
    if measure == "growth_yoy":
        is_other = any(_is_other_base(base, spot.folded, period) for base in bases) or (
            _CYCLE_FRAME.search(spot.folded, spot.sentence, spot.head) is not None
        )
        if (
            is_other
            or len(period.text) == _SEVERAL_YEARS
            or _OTHER_BASE.search(spot.folded, max(spot.gap, spot.clause - 1), spot.head)
        ):
            return measured._replace(measure=OTHER_BASE.does, rule=OTHER_BASE)
    return measured
