"""The period that a figure is of: the mention that governs it, what it inherits, or what its status implies.

A mention governs the figures after it in its sentence. One that opens a sentence governs the rest of the paragraph; the
first period of the article, or of a section, governs paragraphs that name none. Where no period is named, an aim is
dated by the year of publication, a stock by its month.
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import ClassVar, Final, NamedTuple

from flows.domain.period import Period, parse_period
from flows.domain.reading import Figure, KnownTo, PeriodMention
from flows.reading.periods.said import assumed_day
from flows.reading.text.rule import Rule
from flows.reading.text.sentences import Sentence
from flows.reading.text.words import words

Dated = tuple[Period, str, Rule]
"""A period, its basis (codelist ``period_basis``), and the rule that gave it."""

_REPORTED: Final = words(
    "获悉 了解到 消息 告诉 表示 介绍 发布会 会上 透露 召开 举行 印发 公布 发布 出台 指出 来到 走进 通报 传来 披露 亮出 晒出 交出",
    r"电\s 讯",
)
_NARRATION: Final = re.compile(
    r"[,，]?\s*(?:上午|下午|[晚起])?[,，]?\s*"
    rf"(?:记者|笔者|[^,。;]{{0,12}}(?:{'|'.join(_REPORTED)})|\d{{1,2}}[时点:])"
)
_PLAN_OF: Final = re.compile(r"(?:的)?(?:年度)?(?:计划|目标任务|任务|预算)(?:的|总)")
_COMPARED: Final = re.compile(r"(?:恢复到?至?|相当于|回到|达到?|超过|赶上)$")
_CUMULATIVE: Final = re.compile(r"累计|以来|总计已")
_ONLY_THIS: Final = re.compile(r"累计(?:突破|达到?|超过?|已达|为|有|近|约)?$")
_HAPPENED: Final = re.compile(r"签约|开工|奠基|动工|投产|举行|启动|揭牌|开幕|召开")
_MOMENT: Final = re.compile(r"截至|截止|[底末初]$|目前|眼下|当前|如今")
_AVERAGE: Final = re.compile(r"(?:间|来|里)?(?:年均|平均|年平均)")
_NEWS: Final = 500
"""An event that an article reports stands among its first characters."""
_RECENT: Final = 2
"""Years back that an article is still about; what lies before is told as history."""
_SINCE: Final = re.compile(r"以来|已累计|目前")
_FROM: Final = re.compile(r"[由从](?:全国|全省|全市|全球|世界)?$")
_RISEN_TO: Final = re.compile(
    r"(?:(?:[增升涨降减扩缩提跃迈攀压挪移拓展]|增加|提高|提升|跃升|攀升|上升|增长|扩大|下降|减少|回落|缩小|壮大|发展|前移|后移|迈|跨)[到至上]了?"
    r"|跃居|升居|跨上)(?:约|近|超|逾|全国|全省|全市)?$"
)
_UNTIL: Final = re.compile(r"(?:截[至止]|截止[到至])$")
_ONE_DAY: Final = re.compile(r"[当单]?[一1]?[天日](?!前)")
_REACHES: Final = re.compile(r"(?:达到?|突破|超过?|跨越|迈[上过]|站上|超越|逾|近)(?:到了?|了)?(?:约|近|逾)?$")
_SUMMED: Final = re.compile(
    "累计|共|合计|总计|新增|新建|投资|投入|引进|完成|建成|培训|发放|争取|落实|实施|减少|转移|签约|建设|改造|减免|支出|开工|招"
)
_ONCE_BUILT: Final = re.compile("达产|达效|(?:建成|投产|投用|投运|完工|竣工)[之以]?后")
_KEPT: Final = re.compile(r"(?:控制|保持|稳定|维持)在[^,。;\d]{0,4}$")
_STATES: Final = frozenset({"ratio", "share", "rank"})
_OF_THE_YEAR: Final = re.compile(r"年度(?:计划|投资|目标|任务)|全年(?:计划|目标|任务)")
_HARVEST: Final = re.compile("夏粮|早稻|小春|大春|秋粮|春粮|夏收|秋收|晚稻|冬小麦|夏油")
_LONG_AGO: Final = 5
"""Years back that no article as a whole is about."""
_LOOKS_BACK: Final = re.compile("(?:早在|而在?|回想)$")
_ONLY_THEN: Final = re.compile("(?:时|末|底)?(?:只有|仅有|还只|还不|才有|尚)")
_SHORT: Final = 24
"""A sentence of fewer characters is a heading in all but name."""
_LONGEST_LIST: Final = 12
_AND: Final = re.compile("[、和与及]")
_BY_THEN: Final = re.compile("(?:截[至止]到?|[到至])$")
_OF_THE_SAME: Final = re.compile(
    "(?:同比|[比较](?:上年|去年))?(?:增长|下降|增加|减少|增产|减产|增|减|降|单产|亩产|总产量?)?(?:了|达到?|为)?"
)
_PARTS: Final = frozenset({"half", "quarter", "to_date"})
_LONGEST_WINDOW: Final = 6
"""Years of a window beyond which it dates no sentence but its own."""
_SPEECH: Final = re.compile(r"在[^,。;\n]{2,40}(?:会议|大会|论坛|[会坛])上")
_LIST_SIGNS: Final = frozenset("、和与及")
_SEVERAL_YEARS: Final = len("2011/2015")
_AT: Final = re.compile(r"[于在]$")
_HELD: Final = re.compile(r"保持|稳定|运行|守|站|维持")
_SEASONS: Final = ("今春", "今夏", "今秋")
_FEAST: Final = re.compile(r"假期|小?长假|黄金周|春运|春节|国庆|五一|端午|清明|中秋|元旦|双节")
_WITH_A_START: Final = frozenset({"year", "month", "half", "quarter", "to_date", "day"})
_THE_DAY: Final = frozenset({"当天", "当日", "单日", "当晚"})
_NONE: Final = parse_period("")
_period = lru_cache(maxsize=4096)(parse_period)


OF_SENTENCE: Final = Rule(
    "period.sentence",
    "The last period named before the figure in its sentence dates it.",
    ("2023年，潍坊市外贸进出口【3400亿元】。", "去年上半年，延安市原油产量【850万吨】。"),
    ("2023年，潍坊市经济回升向好。外贸进出口【3400亿元】。",),
)
INHERITED: Final = Rule(
    "period.inherited",
    "Where the sentence names none, the period that its paragraph spoke of before goes on.",
    ("2023年，潍坊市经济回升向好。外贸进出口【3400亿元】。",),
    (
        "2023年，潍坊市外贸进出口【3400亿元】。",
        "2023年，海东市农业稳中有进。\n工业方面，全市规上工业增加值增长【9.1%】。",
    ),
)
FRAMED: Final = Rule(
    "period.frame",
    "Where the paragraph names none, the period that opened the article or its section goes on.",
    (
        "2023年，海东市农业稳中有进。\n工业方面，全市规上工业增加值增长【9.1%】。",
        "“十三五”时期，海东市全面发展。\n工业方面，全市累计完成工业投资【91亿元】。",
    ),
    ("2023年，海东市农业稳中有进。工业方面，全市规上工业增加值增长【9.1%】。",),
)
CAME_FROM: Final = Rule(
    "period.from",
    "由 and 从 before a figure tell where it came from: the same period a year before, unless another is named.",
    (
        "2023年，宿迁市规上工业企业由【2030家】增加到2760家。",
        "2023年，株洲市高新技术企业从【1100家】增至1380家。",
    ),
    ("2023年，宿迁市规上工业企业增加到【2760家】。",),
)
OF_ARTICLE: Final = Rule(
    "period.article",
    "A figure before any period is of the first one that the article names.",
    ("# 抚州开局\n抚州市企业都在赶订单。重点监测的【62家】商贸企业销售额8.7亿元。\n2024年1月，消费回暖。",),
    ("2024年1月，抚州市重点监测商贸企业【62家】。",),
)
REACHED: Final = Rule(
    "period.reached",
    "What rose to a level over several years reached it in the last of them.",
    (
        "2018年至2023年，黔西市规上工业企业由203家增加到【276家】。",
        "“十三五”期间，文山州社会消费品零售总额由210亿元提高到【415亿元】，年均增长14.6%。",
        "2018年至2023年，黔西市人均地区生产总值达【5.8万元】。",
        "2018年至2023年，黔西市森林覆盖率为【62%】。",
    ),
    (
        "2018年至2023年，黔西市累计投资【276亿元】。",
        "2018年至2023年，黔西市新增就业超过【2.6万人】。",
        "“十三五”期间，文山州社会消费品零售总额年均增长【14.6%】。",
        "2023年，黔西市规上工业企业由203家增加到【276家】。",
    ),
)
CUMULATIVE: Final = Rule(
    "period.cumulative",
    "累计 counts from the beginning, so that the period is open at its start.",
    ("截至2023年底，金华市中欧班列累计开行【6800列】。", "截至目前，衢州市累计建成充电桩【1.2万个】。"),
    ("2023年，金华市中欧班列开行【680列】。",),
)
STREAK: Final = Rule(
    "period.streak",
    "A rate at which something has been held for some time holds for all of it.",
    ("2023年，湖南省规上工业增速连续5个月保持在【8%】以上。",),
    ("2023年，湖南省规上工业增速达到【8%】。",),
)
PUBLICATION_MONTH: Final = Rule(
    "period.publication_month",
    "A stock without a period is of the month of publication.",
    ("义乌市拥有电商经营主体【61万户】。", "诸暨市现有珍珠生产厂家【2100余家】。"),
    ("2023年末，义乌市拥有电商经营主体【61万户】。",),
)
PUBLICATION_YEAR: Final = Rule(
    "period.publication_year",
    "An aim without a period is for the year of publication.",
    ("日照市力争完成货物吞吐量【6.3亿吨】。", "铜仁市确保城镇新增就业【5.3万人】。"),
    ("到2025年，日照市货物吞吐量力争达到【7亿吨】。",),
)
OF_EVENT: Final = Rule(
    "period.event",
    "Figures of an article about one day's event are of its month, and plans begun or signed that day of its year.",
    (
        "2月1日，滁州市举行签约仪式，【63个】项目落地。",
        "2月3日，通辽市三个风电项目开工。项目总投资【11亿元】。",
    ),
    ("2月3日，通辽市三个风电项目开工。全部建成后，年发电量可达【11亿千瓦时】。", "2023年，滁州市签约项目【630个】。"),
)
NO_PERIOD: Final = Rule(
    "period.none",
    "A capacity, a plan or a size that no date is given to has no period.",
    ("定西市这条生产线设计年产马铃薯全粉【2万吨】。", "舟山市的这座大桥全长【26.5公里】。"),
    ("2023年，定西市马铃薯产量【520万吨】。",),
)
STALE: Final = Rule(
    "period.stale",
    "Many years (二十年来) that a sentence before spoke of date nothing behind it.",
    ("二十年来，金华市坚持绿色发展。园区税收【12亿元】。",),
    ("近三年，金华市坚持绿色发展。园区累计投资【12亿元】。", "二十年来，金华市累计投资【120亿元】。"),
)
TOGETHER: Final = Rule(
    "period.together",
    "Years in a list before 累计 are counted together.",
    ("2022年和2023年，武平县累计投资【12亿元】。",),
    ("2022年和2023年，武平县投资分别为【12亿元】和13亿元。", "截至2023年，武平县累计投资【12亿元】。"),
)
TO_DATE: Final = Rule(
    "period.to_date",
    "What adds up over time is counted from January where it is told until the end of a month.",
    ("截至2023年8月底，武平县茶叶产量【1.5万吨】。",),
    ("截至2023年8月底，武平县有高新技术企业【15家】。", "2023年8月，武平县茶叶产量【1.5万吨】。"),
)
OF_THE_YEAR: Final = Rule(
    "period.of_the_year",
    "年度计划 and 全年目标 are of the whole year, and so is a harvest (夏粮), whatever part of it was spoken of.",
    (
        "2023年前10个月，资溪县推进重点项目35个，年度计划投资【44亿元】。",
        "2023年前三季度，资溪县农业平稳。夏粮产量【2.4万吨】。",
    ),
    ("2023年前10个月，资溪县重点项目完成投资【44亿元】。", "2023年前三季度，资溪县蔬菜产量【2.4万吨】。"),
)
NO_NOW: Final = Rule(
    "period.no_now",
    "In a text without a day of publication 今年, 目前 and 上半年 name no period, and nothing is of the day of publication.",
    ("#- 今年，武威市完成工业投资【120亿元】。", "#- 目前，武威市有高新技术企业【86家】。"),
    ("#- 2023年，武威市完成工业投资【120亿元】。", "今年，武威市完成工业投资【120亿元】。"),
)

RULES: Final = (
    OF_SENTENCE,
    INHERITED,
    FRAMED,
    CAME_FROM,
    REACHED,
    OF_ARTICLE,
    CUMULATIVE,
    STREAK,
    PUBLICATION_MONTH,
    PUBLICATION_YEAR,
    OF_EVENT,
    NO_PERIOD,
    NO_NOW,
    STALE,
    TOGETHER,
    TO_DATE,
    OF_THE_YEAR,
)
"""The rules that stand here."""


_NO_DAY: Final[Dated] = (_NONE, "none", NO_NOW)


class _Case(NamedTuple):
    """A figure with the mention ``chosen`` for it, and the period, basis and rule that follow if nothing else does.

    ``is_own``: the mention dates this figure alone; ``is_explicit``: it stands in the sentence of the figure.
    """

    figure: Figure
    clause: int
    status: str
    measure: str
    sentence: Sentence
    chosen: PeriodMention
    period: Period
    basis: str
    rule: Rule
    is_own: bool
    is_explicit: bool
    is_size: bool


class _Left(NamedTuple):
    """What a figure passes on to the next of its list: the mention that dates it alone, and that it is a level left."""

    own: PeriodMention | None = None
    is_from: bool = False


_LEFT: Final = _Left()


class Dating:
    """The periods of one article in order of place; ``enter`` each sentence, then ask for its figures in order.

    ``chosen`` is the mention that the figure asked for last was dated by, ``None`` if none was.
    """

    def __init__(
        self, folded: str, mentions: Sequence[PeriodMention], published_on: dt.date | None, known_to: KnownTo = "day"
    ) -> None:
        self._folded = folded
        self._is_dated = published_on is not None
        published_on = published_on or assumed_day(folded)
        dates = [
            mention
            for mention in mentions
            if mention.role == "date"
            and (folded[mention.end - 1] not in "春夏秋冬" or folded[mention.start : mention.end] in _SEASONS)
            and folded[mention.end : mention.end + 1] not in ("春", "夏", "秋", "冬")
        ]
        self._dates = [_year_of(folded, mention) for mention in dates if not _is_aside(folded, mention)]
        events = [
            mention
            for mention in dates
            if mention.period.kind == "day"
            and mention.start < _NEWS
            and _HAPPENED.search(folded, mention.end, mention.end + 60)
            and not _SPEECH.match(folded, mention.end)
        ]
        self._event = _period(events[0].period.text[:7]) if events else _NONE
        self._event_at = events[0].start if events else len(folded)
        self._year = _period(f"{published_on:%Y}")
        self._month = self._year if known_to == "year" else _period(f"{published_on:%Y-%m}")
        self._published_on = published_on
        self._first = next(
            (
                mention
                for mention in self._dates
                if mention.period.text
                and _is_long(folded, mention)
                and not self._is_from(mention)
                and (mention.period.year or 0) >= published_on.year - _LONG_AGO
            ),
            None,
        )
        self._at = 0
        self._paragraph, self._paragraph_start = -1, 0
        self._home: PeriodMention | None = None
        self._first_home: PeriodMention | None = None
        self._topic: PeriodMention | None = None
        self._current: PeriodMention | None = None
        self._sentence: Sentence | None = None
        self._fallback: Dated | None = None
        self._group: PeriodMention | None = None
        self._open = self._streak = self._weak = False
        self._left = _LEFT
        self._tail = -1
        self._side: tuple[int, PeriodMention | None] | None = None
        self.chosen: PeriodMention | None = None

    def enter(self, sentence: Sentence, first_figure: int, *, continues: bool) -> None:
        """Go on to the next sentence; one that ``continues`` another keeps its period."""
        self._sentence = sentence
        self._streak, self._side = False, None
        if not continues:
            self._open, self._fallback = False, None
        if sentence.paragraph != self._paragraph:
            self._paragraph, self._paragraph_start = sentence.paragraph, sentence.start
            if not continues:
                self._topic = self._home
        if not continues:
            self._current = self._topic
        dates = self._dates
        if sentence.kind == "title":  # a headline is read after the text that it sums up
            self._at, self._current = 0, self._first_home
        while self._at < len(dates) and dates[self._at].start < sentence.start:
            self._at += 1
        governing: PeriodMention | None = None
        opens = False
        limit = min(first_figure, sentence.end)
        for index in range(self._at, len(dates)):
            mention = dates[index]
            if mention.start >= limit:
                break
            if not self._is_from(mention) and not _AVERAGE.match(self._folded, mention.end):
                opens = governing is None and mention.start - sentence.start <= 6
                governing = mention
        if sentence.follows:
            self._current = self._group
        else:
            self._group = governing or self._topic
        if governing is not None and (
            first_figure < sentence.end or sentence.kind in ("heading", "title") or sentence.is_first
        ):
            self._note(governing, sentence, opens=opens and sentence.is_first)

    def _is_from(self, mention: PeriodMention) -> bool:
        """从2020年的…, 这是2024年…: the year that a change starts from, or that something is."""
        return mention.start > 0 and self._folded[mention.start - 1] in "由从是为"

    def _note(self, mention: PeriodMention, sentence: Sentence, *, opens: bool) -> None:
        """A mention that opens a sentence is what the paragraph is about; the article's is the first, or a section's."""
        ahead = mention.period.start is not None and mention.period.start > self._published_on
        moment = _MOMENT.search(self._folded, max(0, mention.start - 2), mention.end) is not None
        is_within = not opens and self._topic is not None and _is_within(mention.period, self._topic.period)
        if (
            not _is_day(self._folded, mention)
            and not sentence.follows
            and (opens or not ahead)
            and not (moment or is_within)
        ):
            self._topic = mention
        heads = sentence.kind in ("heading", "title") or sentence.end - sentence.start < _SHORT
        if 1 < _years_of(mention.period) <= _LONGEST_WINDOW and not ahead and (opens or heads):
            if self._home is None or self._weak or heads:
                self._home, self._weak = mention, True
                self._first_home = self._first_home or mention
            return
        if not _is_long(self._folded, mention) or (moment and self._home is not None):
            return
        if ahead or (mention.period.text and (mention.period.year or 0) < self._published_on.year - _RECENT):
            return  # what is to come, or history
        if self._home is None or (self._weak and not moment):
            self._home, self._first_home, self._weak = mention, mention, moment
            if self._topic is None:
                self._topic = mention
            return
        year, home = mention.period.year or 0, self._home.period.year or 0
        if ((opens and mention.start - sentence.start <= 6) or heads) and (
            home <= year <= self._published_on.year and mention.period.kind == "year"
        ):
            self._home = mention

    def period_of(
        self,
        figure: Figure,
        clause: int,
        status: str,
        measure: str,
        *,
        is_stock: bool,
        is_size: bool,
        is_flow: bool = False,
    ) -> Dated:
        """The period of a figure of the sentence entered last; ``clause`` is where its clause begins.

        ``is_flow``: the indicator is known to add up over time, so that 截至8月底 counts it from January.
        """
        self.chosen = None
        sentence = self._sentence
        if sentence is None:
            return _NONE, "none", NO_PERIOD
        own = self._go_on_to(figure, sentence)
        left, self._left = self._left if self._joins(figure) else _LEFT, _LEFT
        self._tail = figure.tail
        own = own or left.own
        self.chosen = chosen = own or self._current
        if chosen is None:
            return self._default(figure, clause, status, measure, is_stock=is_stock, is_size=is_size)
        if not chosen.period.text:
            return _NONE, "none", NO_NOW
        is_explicit = chosen.start >= sentence.start
        period = chosen.period
        basis, rule = ("explicit", OF_SENTENCE) if is_explicit else ("inherited", INHERITED)
        if chosen.start < self._paragraph_start:
            rule = FRAMED
        if chosen.basis == "relative":
            basis = "publication" if is_explicit else basis
            if self._folded[chosen.start : chosen.end] in _SEASONS:
                basis = "inferred"
        if period.kind == "day" and chosen.basis != "explicit" and not self._is_of_a_day(chosen):
            period = _period(period.text[:7])
        self._left = _Left(own if own is chosen else None, left.is_from)
        case = tuple.__new__(
            _Case,
            (
                figure,
                clause,
                status,
                measure,
                sentence,
                chosen,
                period,
                basis,
                rule,
                own is chosen,
                is_explicit,
                is_size,
            ),
        )
        if is_flow and measure != "share" and (dated := self._to_date(case)):
            return dated
        for exception in self._EXCEPTIONS:
            if dated := exception(self, case):
                return dated
        return period, basis, rule

    def _go_on_to(self, figure: Figure, sentence: Sentence) -> PeriodMention | None:
        """Take the mentions before ``figure`` into account; return one that dates this figure alone, if any."""
        folded, dates = self._folded, self._dates
        own: PeriodMention | None = None
        if self._side is not None and figure.start > self._side[0]:
            self._current, self._side = self._side[1], None
        while self._at < len(dates) and dates[self._at].start < figure.start:
            mention = dates[self._at]
            self._at += 1
            if mention.start < sentence.start:
                continue
            if (
                self._is_from(mention)
                or _AVERAGE.match(folded, mention.end)
                or (folded[mention.end : mention.end + 1] == "的" and mention.end + 1 >= figure.head)
            ):
                if figure.head - mention.end <= 8:
                    own = mention
                continue
            if self._current is not None and self._is_aside_clause(mention):
                before = self._side[1] if self._side is not None else self._current
                self._side = (self._clause_end(mention, sentence), before)
                if figure.start > self._side[0]:
                    continue
            else:
                self._side = None
            self._current = mention
            self._open, self._fallback = False, None
        if own is None and self._at < len(dates):
            after = dates[self._at]
            if (
                0 <= after.start - figure.tail <= 8 and after.end <= sentence.end
                and _AT.search(folded, figure.tail, after.start) and "," not in folded[figure.tail : after.start]
            ):  # fmt: skip
                own = after
        return own

    def _is_of_a_day(self, mention: PeriodMention) -> bool:
        """截至6月17日, 4月30日一天: the day counts, and not only its month."""
        return (
            _UNTIL.search(self._folded, max(0, mention.start - 3), mention.start) is not None
            or self._folded[mention.start : mention.end] in _THE_DAY
            or _ONE_DAY.match(self._folded, mention.end) is not None
        )

    def _joins(self, figure: Figure) -> bool:
        """Only a sign of a list stands between the figure before and this one."""
        return 0 < figure.head - self._tail <= 2 and self._folded[self._tail : figure.head].strip() in _LIST_SIGNS

    def _inherited(self, case: _Case) -> Dated | None:
        """A period named before the sentence dates no average if it is a single year, and no aim if it is over."""
        if case.is_explicit:
            return None
        if case.measure == "growth_avg" and case.period.kind != "span":
            return _NONE, "none", NO_PERIOD
        if _years_of(case.period) > _LONGEST_WINDOW:
            return _NONE, "none", STALE
        return self.of_an_aim() if case.status == "target" and self._is_over(case.period) else None

    def _to_date(self, case: _Case) -> Dated | None:
        """截至8月底 of what adds up: since January."""
        mention = case.chosen
        if case.period.kind != "month" or self._folded[mention.end - 1] not in "底末":
            return None
        if not _BY_THEN.search(self._folded, max(0, mention.start - 3), mention.start):
            return None
        if _CUMULATIVE.search(self._folded, case.sentence.start, case.figure.head):
            return None
        return _to_date(case.period), case.basis, TO_DATE

    def _is_aside_clause(self, mention: PeriodMention) -> bool:
        """早在2018年, 而2020年只有: a look back, behind which the sentence goes on with its own period."""
        return (
            _LOOKS_BACK.search(self._folded, max(0, mention.start - 3), mention.start) is not None
            or _ONLY_THEN.match(self._folded, mention.end) is not None
        )

    def _clause_end(self, mention: PeriodMention, sentence: Sentence) -> int:
        """Where the clause of ``mention`` ends; a comma right behind it does not end it."""
        end = self._folded.find(",", mention.end + 1, sentence.end)
        return end if end >= 0 else sentence.end

    def _of_the_year(self, case: _Case) -> Dated | None:
        """年度计划 and 夏粮 behind a part of a year: all of the year."""
        if case.period.kind not in _PARTS or case.is_own:
            return None
        figure = case.figure
        if (
            case.measure == "level" and _OF_THE_YEAR.search(self._folded, case.clause, figure.head)
        ) or self._is_of_a_harvest(figure, case.sentence, case.clause):
            return _period(case.period.text[:4]), case.basis, OF_THE_YEAR
        return None

    def _is_of_a_harvest(self, figure: Figure, sentence: Sentence, clause: int) -> bool:
        """夏粮产量5万吨, 增长3%: a clause without a noun of its own goes on with what was harvested."""
        start = sentence.start if _OF_THE_SAME.fullmatch(self._folded, clause, figure.head) else clause
        return _HARVEST.search(self._folded, start, figure.head) is not None

    def _of_a_plan(self, case: _Case) -> Dated | None:
        """A plan or a size has the period of its own paragraph, or one that is to come."""
        is_planned = case.status in ("plan", "capacity") or case.is_size
        if is_planned and case.chosen.start < self._paragraph_start and (
            case.period.end is None or self._is_over(case.period) or case.status == "capacity" or case.is_size
        ):  # fmt: skip
            return self._planned(case.status, is_size=case.is_size)
        return None

    def _came_from(self, case: _Case) -> Dated | None:
        """由 and 从 before the figure, or the first of its list: the same period a year before."""
        head = case.figure.head
        if case.is_own or not (self._left.is_from or _FROM.search(self._folded, max(0, head - 3), head)):
            return None
        self._left = _Left(None, is_from=True)
        if not case.is_explicit and case.chosen.start < self._paragraph_start and case.chosen.period.kind != "span":
            return _NONE, "none", STALE
        earlier = year_before(case.period)
        return (earlier, "inferred", CAME_FROM) if earlier else None

    def _reached(self, case: _Case) -> Dated | None:
        """增加到 behind several years: the last of them."""
        period = case.period
        if case.is_own or len(period.text) != _SEVERAL_YEARS or period.end is None:
            return None
        figure = case.figure
        is_held = _KEPT.search(self._folded, case.clause, figure.head) is not None
        is_state = case.measure in _STATES and (figure.unit != "倍" or self._folded[figure.head - 2] == "末")
        is_reached = (
            (is_state and not is_held)
            or _RISEN_TO.search(self._folded, max(case.clause, figure.head - 10), figure.head)
            or (
                case.measure == "level"
                and _REACHES.search(self._folded, max(case.clause, figure.start - 6), figure.start)
                and not _SUMMED.search(self._folded, case.clause, figure.start)
            )
        )
        return (_period(period.text[5:]), case.basis, REACHED) if is_reached else None

    def _of_a_streak(self, case: _Case) -> Dated | None:
        """连续5个月: the streak keeps its period; a rate that stands behind it was held for the whole streak."""
        if case.measure != "streak":
            return None
        self._streak = True
        return case.period, case.basis, case.rule

    def _cumulative(self, case: _Case) -> Dated | None:
        """累计: open at its start."""
        figure, sentence, period = case.figure, case.sentence, case.period
        if not self._cumulates(figure, sentence, case.clause) or case.is_size or period.kind not in _WITH_A_START:
            return None
        if case.measure.startswith("growth"):
            if period.kind != "month":
                return None
            return _to_date(period), case.basis, case.rule  # 11月份累计同比增长: since the year began
        is_of_home = not case.is_explicit and case.chosen is self._home
        if case.is_explicit and (together := self._together(case)):
            return together, case.basis, TOGETHER
        if is_of_home or _SINCE.search(self._folded, sentence.start, figure.start):
            return self._until_now()
        return _open(period), case.basis, CUMULATIVE

    def _together(self, case: _Case) -> Period | None:
        """2022年和2023年 before 累计: both years."""
        at = self._at - 1  # the mention taken last
        if at < 0 or self._dates[at] is not case.chosen:
            return None
        first = case.chosen
        while at > max(0, self._at - _LONGEST_LIST) and _AND.fullmatch(
            self._folded, self._dates[at - 1].end, first.start
        ):
            at -= 1
            first = self._dates[at]
        years = (first.period, case.period)
        if first is case.chosen or any(period.kind != "year" for period in years):
            return None
        return _period("/".join(period.text for period in years)) if years[0].text < years[1].text else None

    def _held(self, case: _Case) -> Dated | None:
        """连续5个月保持在8%以上: a rate that has been held."""
        if not self._streak or case.measure not in ("growth_yoy", "ratio"):
            return None
        self._streak = False
        is_held = _HELD.search(self._folded, case.clause, case.figure.head) is not None
        return (_open(case.period), case.basis, STREAK) if is_held else None

    _EXCEPTIONS: ClassVar[tuple[Callable[["Dating", _Case], Dated | None], ...]] = (
        _of_the_year, _inherited, _of_a_plan, _came_from, _reached, _of_a_streak, _cumulative, _held,
    )  # fmt: skip
    """Methods that can give a figure another period than the mention chosen for it; the first that gives one counts."""

    def _is_over(self, period: Period) -> bool:
        return period.end is not None and period.end < self._published_on

    def _cumulates(self, figure: Figure, sentence: Sentence, clause: int) -> bool:
        """累计 holds for the rest of its sentence, but 1—9月累计 is a period to date."""
        if not self._open and _CUMULATIVE.search(self._folded, max(sentence.start, clause), figure.start):
            current = self._current
            if current is not None and current.start >= sentence.start and current.period.kind == "to_date":
                return False
            if _ONLY_THIS.search(self._folded, clause, figure.head):
                return True
            self._open = True
        return self._open

    def _until_now(self) -> Dated:
        """All up to the month of publication."""
        return (_open(self._month), "publication", CUMULATIVE) if self._is_dated else _NO_DAY

    def of_an_aim(self) -> Dated:
        """An aim that names no period is for the year of publication."""
        if not self._is_dated:
            return _NO_DAY
        return self._year, "publication", PUBLICATION_YEAR

    def _planned(self, status: str, *, is_size: bool) -> Dated:
        """A plan is of no period, unless the article reports the day on which it was begun or signed."""
        sentence = self._sentence
        if sentence is not None and _OF_THE_YEAR.search(self._folded, max(sentence.start, self._tail - 30), self._tail):
            return self._year, "publication", PUBLICATION_YEAR
        is_yield = sentence is not None and _ONCE_BUILT.search(self._folded, sentence.start, self._tail) is not None
        if self._event.text and not is_size and not is_yield and status in ("plan", "capacity"):
            return _period(self._event.text[:4]), "inferred", OF_EVENT
        return _NONE, "none", NO_PERIOD

    def _default(
        self, figure: Figure, clause: int, status: str, measure: str, *, is_stock: bool, is_size: bool
    ) -> Dated:
        if _FROM.search(self._folded, max(0, figure.head - 3), figure.head):
            return _NONE, "none", NO_PERIOD
        if is_size or status in ("capacity", "plan"):
            return self._planned(status, is_size=is_size)
        if status == "target":
            return self.of_an_aim()
        sentence = self._sentence
        if sentence is not None and _CUMULATIVE.search(self._folded, sentence.start, sentence.end):
            return self._until_now()
        if self._fallback is not None:
            return self._fallback
        if is_stock:
            self._fallback = (self._month, "publication", PUBLICATION_MONTH) if self._is_dated else _NO_DAY
            return self._fallback
        first = self._first
        if self._event.text and (first is None or self._event_at < first.start) and not measure.startswith("growth"):
            return self._event, "inferred", OF_EVENT
        if first is not None:
            if sentence and first.period.kind in _PARTS and self._is_of_a_harvest(figure, sentence, clause):
                return _period(first.period.text[:4]), "inferred", OF_THE_YEAR
            return first.period, "inferred", OF_ARTICLE
        return _NONE, "none", NO_PERIOD


def _is_day(folded: str, mention: PeriodMention) -> bool:
    """A day of the calendar; of one that nobody can tell its word says so: 昨日."""
    if mention.period.text:
        return mention.period.kind == "day"
    return folded[mention.end - 1] in "日号天晚夜晨早"


def _is_aside(folded: str, mention: PeriodMention) -> bool:
    """A day on which something was said or held, a year whose plan is measured against, a time that was come back to."""
    if _is_day(folded, mention) and _NARRATION.match(folded, mention.end, mention.end + 24):
        return True
    if folded[max(0, mention.start - 1) : mention.start] == "讯":
        return True
    if _COMPARED.search(folded, max(0, mention.start - 4), mention.start):
        return True
    return _PLAN_OF.match(folded, mention.end, mention.end + 10) is not None


def _year_of(folded: str, mention: PeriodMention) -> PeriodMention:
    """The mention with the whole year as its period where it is 12月底 or 12月末, or a season: 今夏 is the year's harvest."""
    is_end = (
        mention.period.text.endswith("-12") and mention.period.kind == "month" and folded[mention.end - 1] in "底末"
    )
    if is_end or folded[mention.start : mention.end] in _SEASONS:
        return mention._replace(period=_period(mention.period.text[:4]))
    return mention


def _is_long(folded: str, mention: PeriodMention) -> bool:
    """``True`` where an article can be about that time: a month or more, or the days of a feast."""
    if mention.period.kind == "span":
        return (
            _FEAST.search(folded, max(0, mention.start - 8), mention.end) is not None and len(mention.period.text) > 20
        )
    if not mention.period.text:
        return not _is_day(folded, mention)
    return mention.period.kind in ("year", "half", "quarter", "to_date", "month")


def _open(period: Period) -> Period:
    """The period with an open start: all up to its end."""
    return period if period.text.startswith("../") else _period("../" + period.text.rpartition("/")[2])


def _to_date(month: Period) -> Period:
    """From January to the month."""
    return _period(month.text if month.text.endswith("-01") else f"{month.text[:4]}-01/{month.text}")


def _is_within(period: Period, frame: Period) -> bool:
    """A month or quarter of the half year or of the months so far that are spoken of."""
    if period.kind not in ("month", "quarter") or frame.kind not in ("half", "to_date"):
        return False
    if period.start is None or period.end is None or frame.start is None or frame.end is None:
        return False
    return frame.start <= period.start and period.end <= frame.end


def _years_of(period: Period) -> int:
    """How many years a stretch of whole years has; 0 for any other period."""
    if len(period.text) != _SEVERAL_YEARS or period.start is None or period.end is None:
        return 0
    return period.end.year - period.start.year + 1


def year_before(period: Period) -> Period | None:
    """The same period one year earlier; of several years, the year before the first."""
    text = period.text
    if period.kind == "year":
        return _period(str(int(text) - 1))
    if period.kind == "span" and period.start is not None and len(text) == 9:
        return _period(str(period.start.year - 1))
    if period.kind in ("half", "quarter", "month"):
        return _period(f"{int(text[:4]) - 1}{text[4:]}")
    if period.kind == "to_date":
        return _period("/".join(f"{int(part[:4]) - 1}{part[4:]}" for part in text.split("/")))
    return None
