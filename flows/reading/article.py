"""One article read: every figure becomes claims, no claim with its reason, or unread."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from flows.domain.claim import Claim
from flows.domain.period import Period
from flows.domain.reading import ArticleText, Figure, PeriodMention, Reading
from flows.domain.span import Span
from flows.reading import measures
from flows.reading.dating import Dating
from flows.reading.indicators import Names, counted, fits, kin, phrase_before, phrase_behind, verb_before
from flows.reading.lexicon import Lexicon, Term, lexicon_of
from flows.reading.measures import Context, Measured, is_list_gap
from flows.reading.periods import find_periods
from flows.reading.regions import Place, Places
from flows.reading.scanning import FigureScanner
from flows.reading.sentences import Sentence, split_sentences
from flows.reading.statuses import Cue, status_cues
from flows.vocabulary import Indicator, Region, Vocabulary
from flows.vocabulary.folding import fold

_COMMAS: Final = ",;:。"
_APART: Final = re.compile(r"分别|依次|各(?!类|项|界|地|级|种|市|县|区|省|族|方)")
_ALL: Final = re.compile(r"(?:均|都|双双|齐)")
_JOINED: Final = re.compile(r"[港市]?[\s、,和与及以\"“”]*")
_RHETORIC: Final = re.compile(r"[一两二三四五六七八九十]{1,2}$")
_PLAIN_CLASSIFIERS: Final = frozenset(
    "个 种 大 方面 项 次 步 条 类 层 道 面 片 块 段 份 件 名 位 张 把 级 轮 批 本 场 头 只 座 站 期 部 处 间 套 所 户 人 天 年 日 度 分 点 手 口 心 家 遍 度 回 趟 支 辈子 番 种类 些 重 力 辆 台 架 艘 列 节".split()
)
_DURATION_CUE: Final = re.compile(r"(?:工期|建设期|历时|历经|用时|耗时|压缩[到至为]?|缩短[到至为了]?|仅需|只需|平均|(?:时间|时长|寿命|期限|周期|工期)[^,。;\d]{0,5}),?(?:约|近|仅|的)?$")
_DURATION_AFTER: Final = re.compile(r"(?:的)?(?:历史|发展历程|积累|建设发展|在[^,。]{2,12}积累|光景|工期)")
_ELLIPSIS: Final = re.compile(r"[\s\"“]*其中")
_COMPARED: Final = re.compile(r"占|在(?=[^,。;]{1,8}[里中内])|比(?!重|例|率)|较|高于|低于|快于|慢于|高出|跑赢|领先|落后|超过(?=全)|拉动|对(?=全|GDP|经济|规)")
_WHOLE_PHRASE: Final = re.compile(
    r"(?:占(?![比去到了据有])|占[去到了据有]|比(?![重例率分])|较|高于|低于|快于|慢于|高出|跑赢|领先|居|列|排在?)"
    r"(?P<whole>[^,。;:\d]{1,14}?)(?:的|比重|总量|第|高|低|快|慢|多|少|增|减|提|上升|下降|扩|缩|平均|$)"
)
_ORGANISATION: Final = re.compile(
    r"[^\s,。;:、“”\"《》的在由与和向对从为是(]{2,22}?(?:有限责任公司|股份有限公司|有限公司|股份公司|公司|集团(?!公司)|研究院|研究所)"
)
_ORGANISED: Final = ("公司", "集团", "研究院", "研究所")
_SCALED: Final = re.compile(r"([\d.,\s]+)[余多几来]?([十百千万亿兆]+)$", re.ASCII)
_NOT_DIGITS: Final = re.compile(r"[,\s]")


_OTHER_BASE: Final = re.compile(r"(?:较|比)[^,。;\d]{0,8}(?:时|前|之初|平日|周边|节前|年初|上?月|季度?)(?=[^,。;期]{0,6}$)|[两二三四五六七八九十]年(?:间|来)?(?:涨|增|升|翻)")
_LAST_WORDS: Final = re.compile(r"([一-鿿]{2,6})[\s了约近超逾的]*$")
_PROJECT_SUM: Final = re.compile(r"(?:总投资|计划投资|项目投资|投资总额|概算|协议(?:总)?投资额?)[^,。;\d]{0,6}$")
_PUSHED: Final = re.compile(r"推动|推进|摸排|加快|谋划|争取|储备")
_NOUN: Final = re.compile(r"[一-鿿]")
_SIGNING: Final = re.compile(r"签约|签下|落笔|开工|动工|奠基|恳谈|洽谈")
_BROUGHT: Final = re.compile(r"引进|招引|累计")
_UP_TO: Final = re.compile(r"推到|提高到|提升到|达到|突破|增加到|扩大到|以上")
_PROJECT: Final = re.compile(r"项目|电站|电厂|光伏发电|储能|风电场")
_UNBUILT: Final = re.compile(r"推动|推进|摸排|推荐|申报|签约|动工|具备入库|续建|拟建|招引|引进“|等项目")
_FAMILIES: Final = (
    "装机容量", "发电量", "居民人均可支配收入", "居民人均消费支出", "人均可支配收入", "产量", "播种面积", "种植面积", "增加值", "人口", "出口额",
    "进口额", "进出口总额", "进出口额", "营业收入", "零售额", "投资", "贷款余额", "存款余额", "客运量", "货运量", "吞吐量", "用电量", "产值", "人次", "企业数", "项目数", "营业额",
)  # fmt: skip
"""Ends of names that a narrower thing shares with a wider one: 风电装机容量 and 发电装机容量."""
_RESIDENTS: Final = re.compile(r"(城镇|农村|城市|乡村|连队|牧区|城里|村里|乡下)(?:常住)?(?:居民|人|人家)?$")
_SUFFIXES: Final = {"t": "产量", "m3": "产量", "W": "装机容量", "Wh": "发电量", "mu": "面积", "m2": "面积"}
_INDUSTRY: Final = re.compile(r"(?:业|行业|产业|制造|加工|化工|冶金|有色|电子|机械|装备|医药|食品|建材|电力|汽车|纺织|钢铁|烟草|石化|光伏|电池)(?:增加值|产值)?$")
_VALUE_ADDED: Final = "规模以上工业增加值"
_CONTRIBUTION: Final = {"规模以上工业增加值": "对规模以上工业增长贡献率", "地区生产总值": "对经济增长贡献率"}
_GENERIC: Final = {
    "产量": "产量", "总产量": "产量", "总产": "产量", "单产": "单位面积产量", "亩产": "单位面积产量", "平均亩产": "单位面积产量", "成交额": "成交额", "成交总额": "成交额", "成交": "成交额",
    "成交金额": "成交额", "交易额": "成交额", "合同金额": "成交额", "合同额": "成交额", "销量": "销量", "销售额": "销售额", "面积": "面积", "播种面积": "播种面积",
    "种植面积": "种植面积",
}  # fmt: skip
_OWNER_END: Final = re.compile(r"(?:登记数|总产值|产值|成交额|种植面积|播种面积|单位面积产量|产量|面积|数|额|量)$")
_IDLE: Final = frozenset("有效 各类 全部 国家 共 累计 登记 现有 优质 本地 规上 常住 户籍 年末".split())
_THIS: Final = re.compile(r"这一|该|其|此|上述")
_BREAKDOWN: Final = re.compile(r"[\s“]*(?:按|分|论|从|看)[^,。;:]{1,8}[,:]|拆开(?:来)?看|细分来看")
_HAPPENS: Final = re.compile(r"[^,。;]{0,8}?(签约|落笔|破土|开工|动工|投产|竣工|复工|入库)")
_TOGETHER: Final = re.compile(r"[^,。;]{0,8}?(?:集中|一并|同日|同时|一齐|齐)[^,。;]{0,3}(?:开工|破土|动工|奠基)")
_SIGNED: Final = re.compile(r"(签约|签下|开工|投产|竣工|复工)[了的]?$")
_UNIT_OF: Final = {"标箱": "集装箱吞吐量", "TEU": "集装箱吞吐量"}
_YEARLY: Final = frozenset(("营业收入", "销售收入", "产值", "税收", "利税", "销售额", "纳税"))
_OWN_RANK: Final = re.compile(r"[^,]{0,6}(?:增速|增幅|成长率|增长率|总量|规模|总额|全国|全省|全球)")
_PEOPLE: Final = re.compile(r"(?:余|多)?(?:名)?[一-鿿]{0,4}(?:人口|群众|农户|居民|职工|学生|游客|旅客|企业|农民)")
_ENTERPRISES: Final = re.compile(r"(?:民营|国有|私营|外商投资|外资|集体)企业(?=[^,。;企]{0,4},?$)")
_CLASSES: Final = frozenset(
    "工业 规模以上工业 制造业 采矿业 高技术制造业 高技术产业 装备制造业 战略性新兴产业 数字经济核心产业 数字经济 第一产业 第二产业 第三产业 建筑业 农林牧渔业 农业 批发和零售业 "
    "金融业 房地产业 交通运输、仓储和邮政业 住宿和餐饮业 信息传输、软件和信息技术服务业 服务业 现代服务业 文化产业 旅游业 海洋经济 民营经济 非公有制经济 规模以上服务业 工业战略性新兴产业 "
    "电力、热力、燃气及水生产和供应业 高新技术产业 先进制造业 生产性服务业 租赁和商务服务业 非公经济 县域经济 规模以上高技术制造业 规模以上民营工业 消费品制造业 原材料制造业".split()
)
"""Whose value added is an indicator of its own; that of any other industry is a part of the industrial value added."""
_BETWEEN: Final = re.compile(r"(?:同比|环比|分别|均|也|则|却|又|再|还|只|仅|都|依然|仍|继续|产量|总量|量|今年|的|实现|预计|可|达|增速|增幅|[^一-鿿])*$")
_PRODUCER: Final = re.compile(r"工业|出厂|购进|住宅|房|生产者|集市|农产品")
_KINDS: Final = re.compile(r"(?:国有|私营|外商|股份制|集体|民营|港澳台)[^,。;]*企业")
_TECHNOLOGY: Final = re.compile(r"输出|吸纳")
_MOVED: Final = re.compile(r"(?:进口|出口|接卸|装卸|运输|销售|消费|使用|加工|处理|储备|回收|发送|外送|外运|投放|采购|收购)$")
_SHIPPED: Final = re.compile(r"(出口|进口)([一-鿿]{2,8})$")
_RISEN_FROM: Final = re.compile(r"[由从](?=[^,。;由从]{0,10}$)")
_STRUCTURE: Final = re.compile(r"三次产业(?:增加值)?(?:结构|比例|比重|占比|比)[^\d,。;]{0,14}(\d+(?:\.\d+)?):(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)", re.ASCII)
_FORMER: Final = re.compile(r"前者|后者")
_PURE: Final = re.compile(r"(?:收入比|之比|比值|比例系数|指数|系数)[^,。;\d]{0,6}$")
_CLASS_OF: Final = re.compile(r"以上的?[^,。;、\d]{0,8}?(?:\d+|[一二两三四五六七八九十]+)(?:多|余)?(?:到\d+)?(?:个|家|项|户|单)")
_AIM_AT: Final = re.compile(r"(?:打造|形成|建设|建成|绘制|迈向|崛起|冲刺|跻身|培育|壮大)(?:了|成|出|为)?$")
_SIZED: Final = re.compile(r"[百千万]+亿级|[十百千万]+级")
_TAIWAN: Final = "71"
_FUTURE: Final = frozenset({"level", "growth_yoy", "ratio", "share", "rank", "growth_avg"})
_MEASURE_HEAD: Final = re.compile(
    r"(?:额|量|值|款|资金|收入|支出|利润|税|税收|产值|投资|成本|面积|里程|价格|指数|余额|规模|效益|贡献|费|经费|金|薪酬|工资|消费|产能|容量|装机|长度|重量|高度|厚度|直径|距离|房价|单价|均价|库存|储量|能力|投入|损失|债务|顺差|逆差|市值|票房|单产|亩产|水平|数|率|比|比重|比例|面|度)$"
)
_RATE: Final = re.compile(r"(?:率|面|比|比例|比重|度|水平|指数|占有率|系数)$")
_RANKING: Final = re.compile(r"[^,。;:、\d\s“”\"]{2,16}(?:榜单|榜|排名|百强|考核|评价|评比|测评)")
_CAPACITY: Final = re.compile(r"(?<![全去今当每\d])年产(?![量值能])|日产(?![量值])|年处理|日处理|年加工|日加工|平均每天|日均")
_PRODUCT_END: Final = re.compile(r"(?:项目|工程|装置|生产线|产线|基地|一期|二期|产能|产品)$")
_GENERIC_MONEY: Final = frozenset(
    "金额 资金 总投资 计划投资 投资 完成投资 投资额 投资总额 计划总投资 总金额 总投资额 合同金额 成交金额 签约金额 经费 补助资金 协议投资".split()
)
_TRADE: Final = frozenset("进出口总额 出口额 进口额 出口量 进口量".split())
_OWNERS: Final = {
    "规模以上工业企业": re.compile(r"(?:规模以上|规上)工业(?:企业)?"), "规模以上工业": re.compile(r"(?:规模以上|规上)工业"),
    "规模以上服务业企业": re.compile(r"(?:规模以上|规上)服务业"), "限额以上单位": re.compile(r"限额以上|限上"), "规模以上": re.compile(r"规模以上|规上"),
}  # fmt: skip
_OTHER_OWNER: Final = re.compile(r"产业|公司|集团|园区|行业|企业|部门")
_LIST_VERBS: Final = ("新增", "新认定", "新引进", "引进", "新培育", "新获批", "获批", "累计引进", "新建", "净增")


def _is_traditional(text: str, folded: str) -> bool:
    """Whether the text is printed in Traditional characters: some of its Chinese characters fold to others."""
    if text == folded:
        return False
    return sum(a != b and "一" <= a <= "鿿" for a, b in zip(text[:2000], folded[:2000], strict=True)) > 20


def _is_of(region: Region | None, code: str) -> bool:
    return region is not None and region.region_id.startswith(code)


def _start(mention: Place | PeriodMention) -> int:
    return mention.start


class _Key(NamedTuple):
    """What the figures of a statement share: indicator, its printed words, region, subject."""

    indicator: Indicator | None
    text: str
    region: Region | None
    subject: str
    base_unit: str
    rule: str


class _Made(NamedTuple):
    """A claim in the making, offsets in the folded text of the article."""

    start: int
    end: int
    value: Decimal
    key: _Key
    measured: Measured
    period: Period
    period_basis: str
    region_basis: str
    status: str
    bound: str
    unit: str
    base_unit: str
    compared_with: str
    sentence: Sentence
    rules: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class _Tools:
    """What is made once of a vocabulary."""

    vocabulary: Vocabulary
    lexicon: Lexicon
    scanner: FigureScanner
    names: Names


@lru_cache(maxsize=2)
def _tools(vocabulary: Vocabulary) -> _Tools:
    return _Tools(vocabulary, lexicon_of(vocabulary), FigureScanner(vocabulary), Names(vocabulary))


def read_article(article: ArticleText, vocabulary: Vocabulary) -> Reading:
    """Every figure of the article with what became of it, its period mentions, and its claims.

    Offsets are code points of ``article.text``. The same text gives the same reading, whatever stands around the article.
    """
    if not article.segments:
        return Reading((), (), ())
    return _Walk(article, _tools(vocabulary)).read()


class _Walk:
    """One pass over an article, from sentence to sentence, with what earlier ones leave to later ones."""

    def __init__(self, article: ArticleText, tools: _Tools) -> None:
        self.article, self.tools = article, tools
        segments = article.segments
        self.base = base = segments[0].span.start
        text = article.text[base : segments[-1].span.end]
        at = 0
        for segment in segments:  # what stands between the segments is furniture
            if segment.span.start - base > at:
                text = text[:at] + "\n" * (segment.span.start - base - at) + text[segment.span.start - base :]
            at = segment.span.end - base
        self.text = text
        self.folded = folded = fold(text)
        self.terms = tools.lexicon.find(folded)
        self.mentions = find_periods(folded, article.published_on)
        self.figures = tools.scanner.scan(folded)
        heads = [
            (segment.span.start - base, segment.span.end - base) for segment in segments if segment.kind == "title"
        ]
        self.places = Places(folded, self.terms, heads, tools.vocabulary, is_traditional=_is_traditional(text, folded))
        self.indicators = [term for term in self.terms if term.indicator is not None]
        self.dating = Dating(folded, self.mentions, article.published_on)
        self.home = self.topic = self.places.home
        self.paragraph = -1
        self.last: _Key | None = None
        self.by_kin: dict[str, _Key] = {}
        self.main: dict[str, _Key] = {}
        self.value_added: _Key | None = None
        self.recent: list[_Key] = []
        self.last_sentence = -1
        self.stem = ""
        self.last_unit = ""
        self.sentence_start = -1
        self.unbuilt = False
        self.owner = ""
        self.organised_at = -1
        self.organisations: list[tuple[int, int]] = []
        self.main_named: dict[str, _Key] = {}
        self.kin_last: dict[str, _Key] = {}
        self.main_unit: dict[str, _Key] = {}
        self.breakdown: dict[str, _Key] = {}
        self.is_taiwan = "新台币" in folded or _is_of(
            self.places.ancestor(self.home, "province"), _TAIWAN
        )
        self.early: dict[tuple[str, str, str], str] = {}
        self.status = "actual"
        self.listed: list[_Key] = []
        self.made: list[_Made] = []
        self.before: Measured | None = None
        self.outcome: dict[int, tuple[str, str]] = {}

    def read(self) -> Reading:
        sentences = list(split_sentences(self.folded, self.article.segments, self.base))
        self._mark_dates()
        later: list[tuple[Sentence, list[int]]] = []
        places, at = self.places.mentions, 0
        place_at = 0
        for sentence in sentences:
            inside = []
            while at < len(self.figures) and self.figures[at].start < sentence.end:
                if self.figures[at].start >= sentence.start:
                    inside.append(at)
                at += 1
            own = []
            while place_at < len(places) and places[place_at].start < sentence.end:
                if places[place_at].start >= sentence.start:
                    own.append(places[place_at])
                place_at += 1
            if sentence.kind in ("byline", "pull_quote"):
                for index in inside:
                    self._refuse(index, sentence.kind)
                continue
            if sentence.kind == "title":
                later.append((sentence, inside))
                continue
            self._sentence(sentence, inside, own)
        for sentence, inside in later:
            self._headline(sentence, inside)
        return self._result()

    # what is no claim ------------------------------------------------------------------------------------------------

    def _refuse(self, index: int, reason: str) -> None:
        self.outcome.setdefault(index, ("not_a_claim", reason))

    def _mark_dates(self) -> None:
        """Figures inside a mention of a period are dates."""
        at = 0
        mentions = self.mentions
        for index, figure in enumerate(self.figures):
            if figure.reading == "not_a_claim" and not (
                figure.reason == "size_class" and self.folded.startswith(("大关", "台阶", "关口", "门槛"), figure.tail)
            ):
                self.outcome[index] = ("not_a_claim", figure.reason)
            while at < len(mentions) and mentions[at].end <= figure.start:
                at += 1
            if at < len(mentions) and mentions[at].start < figure.end and figure.start < mentions[at].end:
                self.outcome[index] = ("not_a_claim", "date")

    def _no_claim(self, figure: Figure, sentence: Sentence) -> str:
        """Why the words around a figure make it no claim; empty if they do not."""
        folded = self.folded
        if self._is_rhetoric(figure):
            return "idiom"
        if folded[figure.head - 1 : figure.head] == "每" and figure.head > sentence.start:
            return "denominator"
        if figure.kind == "ordinal" and figure.unit == "个" or folded[figure.start : figure.end] in ("首个", "第一个"):
            if not folded.startswith("成为", max(0, figure.head - 4)):
                return "enumerator"
        last = folded[figure.end - 1]
        if last == "级" or folded[figure.end : figure.end + 1] == "级" and figure.unit:
            if figure.unit or not _AIM_AT.search(folded, max(sentence.start, figure.head - 6), figure.head):
                return "size_class"
        elif _SIZED.match(folded, figure.tail, figure.tail + 8):
            return "enumerator"
        if figure.kind == "currency" and _CLASS_OF.match(folded, figure.end, figure.end + 16):
            return "size_class"
        if figure.kind == "count":
            opened = folded.rfind("“", max(0, figure.head - 14), figure.head)
            if opened >= 0 and folded.find("”", opened, figure.end + 1) == figure.end:
                return "name"
        return ""

    def _is_rhetoric(self, figure: Figure) -> bool:
        """一个, 两大, 三种: small numerals written out before a classifier count nothing that is reported."""
        if figure.kind not in ("count", "number", "duration"):
            return False
        number = self.folded[figure.start : figure.unit_start]
        if figure.kind == "duration" and "连" in self.folded[max(0, figure.head - 4) : figure.head]:
            return False
        if not _RHETORIC.fullmatch(number):
            return False
        if number == "一":
            return not (figure.unit in ("个小时", "小时") and figure.end - figure.start > 2)
        return len(number) == 1 and (figure.unit in _PLAIN_CLASSIFIERS or not figure.unit)

    # one sentence ----------------------------------------------------------------------------------------------------

    def _sentence(self, sentence: Sentence, inside: Sequence[int], places: Sequence[Place]) -> None:
        continues = sentence.follows or bool(_ELLIPSIS.match(self.folded, sentence.start, sentence.end))
        if sentence.paragraph != self.paragraph:
            self.paragraph = sentence.paragraph
            self.topic = self.home
            self.listed = []
            self.stem = ""
            if not continues:
                self.last = None
        if not continues:
            self.status = "actual"
        spoken = [place for place in places if not place.is_scope and place.region.level != "country"]
        first = next((index for index in inside if index not in self.outcome), None)
        self.dating.enter(
            sentence, self.figures[first].start if first is not None else sentence.end, continues=continues
        )
        if spoken and not sentence.follows:
            limit = self.figures[first].start if first is not None else sentence.end
            head = next((place for place in spoken if place.start < limit), None)
            if head is not None and not self._in_brackets(head, sentence):
                self.topic = head.region
        if sentence.kind in ("heading", "title") and spoken:
            self.home = self.topic = spoken[0].region
        if first is None:
            return
        self._structure(sentence, inside)
        cues = status_cues(self.folded, sentence.start, sentence.end)
        if not sentence.follows:
            self.breakdown = self.main_unit if _BREAKDOWN.match(self.folded, sentence.start, sentence.end) else {}
        self.before = None
        if not sentence.follows:
            self.sentence_start = sentence.start
            self.recent = []
        previous: int | None = None
        before: Measured | None = None
        group: list[int] = []
        for position, index in enumerate(inside):
            if index in self.outcome:
                continue
            figure = self.figures[index]
            if reason := self._no_claim(figure, sentence):
                self._refuse(index, reason)
                continue
            gap = self.figures[previous].tail if previous is not None else sentence.start
            clause = 1 + max(self.folded.rfind(sign, gap, figure.head) for sign in _COMMAS)
            following = inside[position + 1] if position + 1 < len(inside) else None
            end = self.figures[following].head if following is not None else sentence.end
            context = Context(
                self.folded, sentence.start, gap, max(clause, gap), figure.head, figure.tail, end
            )
            if not (group and index in group):
                group = self._group(inside, position)
            made = self._figure(index, figure, context, sentence, places, cues, before, group)
            if made is not None:
                before = made.measured if figure.kind in ("percent", "fraction") else before
                self.before = made.measured
            previous = index

    def _structure(self, sentence: Sentence, inside: Sequence[int]) -> None:
        """三次产业结构为12.2:33.9:53.9 is three shares."""
        for match in _STRUCTURE.finditer(self.folded, sentence.start, sentence.end):
            spans = [match.span(group) for group in (1, 2, 3)]
            found = [
                next((index for index in inside if self.figures[index].start <= start < self.figures[index].end), None)
                for start, _ in spans
            ]
            if len({index for index in found if index is not None}) < 3:
                continue
            for nth, index in zip("一二三", found, strict=True):
                if index is None:
                    continue
                figure = self.figures[index]._replace(unit="%", kind="percent", high=None)
                indicator = self.tools.vocabulary.indicator_named(f"第{nth}产业增加值")
                key = _Key(indicator, f"第{nth}产业增加值", self.topic, "", "CNY", "indicator.structure")
                measured = Measured("share", 1, figure.head, "measure.share")
                period, basis, rule = self.dating.period_of(
                    figure, sentence.start, "actual", "share", is_stock=False, is_size=False
                )
                context = Context(self.folded, sentence.start, match.start(), match.start(), figure.head, figure.tail, sentence.end)
                self.made += self._claims(figure, key, measured, period, basis, "inherited", "actual", "percent", context, sentence,
                                          (measured.rule, key.rule, rule, "status.actual", "region.topic"))  # fmt: skip
                self.outcome[index] = ("claim", "")

    def _in_brackets(self, place: Place, sentence: Sentence) -> bool:
        opened = self.folded.rfind("(", sentence.start, place.start)
        return opened >= 0 and self.folded.find(")", opened, place.start) < 0

    def _group(self, inside: Sequence[int], position: int) -> list[int]:
        """The figures of the list that begins at ``position``: nothing but list signs between them."""
        group = [inside[position]]
        for index in inside[position + 1 :]:
            last = self.figures[group[-1]]
            if not is_list_gap(self.folded, last.tail, self.figures[index].head):
                break
            if self.figures[index].kind != last.kind and last.unit:
                break
            group.append(index)
        return group

    # one figure ------------------------------------------------------------------------------------------------------

    def _figure(
        self, index: int, figure: Figure, context: Context, sentence: Sentence, places: Sequence[Place],
        cues: Sequence[Cue], before: Measured | None, group: Sequence[int],
    ) -> _Made | None:  # fmt: skip
        unit = self.tools.vocabulary.unit(figure.unit) if figure.unit else None
        base_unit = unit.base_unit if unit else ("1" if not figure.unit else figure.unit)
        measured = self._measure(figure, context, before, base_unit)
        if measured is None:
            self._refuse(index, "duration" if figure.kind == "duration" else "ordinal")
            return None
        if figure.unit == "元" and self.is_taiwan:
            figure, base_unit = figure._replace(unit="新台币"), "TWD"
        if measured.measure == "rank":
            base_unit = "rank"
        if figure.kind == "fraction":
            base_unit = "percent"
        if not figure.unit and figure.kind in ("number", "currency"):
            scaled = figure.low is not None and self.folded[figure.end - 1] in "万亿兆级"
            if scaled and not _PEOPLE.match(self.folded, figure.tail) and self.last is not None and kin(self.last.base_unit) not in ("percent", "pp", "times", "rank"):
                base_unit = self.last.base_unit
                figure = figure._replace(unit=self.last_unit)
            elif scaled and _PEOPLE.match(self.folded, figure.tail):
                base_unit = "1"
            elif scaled and figure.low is not None and figure.low >= 10**7:
                base_unit = "CNY"
            elif scaled and self._term_before(context, measured, "1") is not None:
                base_unit = "1"
            elif measured.measure == "ratio" or _PURE.search(self.folded, max(context.gap, context.clause), context.head):
                base_unit = "1"
            elif self.last is None or not is_list_gap(self.folded, context.gap, context.head):
                self.outcome[index] = ("unread", "no unit")
                return None
        place = self._place(figure, context, sentence, places, measured)
        region, region_basis = (place.region, "explicit") if place else (self.topic, "inherited")
        status, status_rule = self._status(figure, context, cues, measured, base_unit)
        self.unbuilt = status in ("capacity", "plan")
        keys = self._keys(index, figure, context, sentence, measured, base_unit, region, group)
        if not keys:
            self.outcome[index] = ("unread", "no indicator")
            return None
        period, basis, period_rule = self.dating.period_of(
            figure, context.clause, status, measured.measure,
            is_stock=self._is_stock(figure, context, keys[0]), is_size=base_unit in ("m", "m2") and measured.measure == "level",
        )  # fmt: skip
        status, status_rule = self._settled(status, status_rule, period, basis, measured, keys[0], figure)
        measured = self._remeasured(figure.kind, measured, keys[0], context, period)
        subject = self._organisation(sentence, figure, place)
        made = None
        for key in keys:
            if subject:
                key = key._replace(subject=subject)  # noqa: PLW2901 - the same key, of its owner
            elif measured.measure in ("rank", "streak", "change_pp"):
                key = key._replace(subject="")  # noqa: PLW2901
            for made in self._claims(figure, key, measured, period, basis, region_basis, status, base_unit, context, sentence,
                                     (measured.rule, key.rule, period_rule, status_rule,
                                      place.rule if place else "region.topic")):  # fmt: skip
                self.made.append(made)
        self.outcome[index] = ("claim", "")
        self._remember(keys[-1], measured.measure, base_unit)
        if measured.measure in ("level", "change"):
            self.last_unit = figure.unit
        return made

    def _remember(self, key: _Key, measure: str, base_unit: str) -> None:
        """What later figures may refer back to."""
        if measure not in ("rank", "streak", "change_pp", "change") or self.last is None:
            self.last = key
        self.last_sentence = self.sentence_start
        if key.indicator is not None and key.indicator.name_zh.startswith("规模以上工业企业"):
            self.owner = "规模以上工业企业"
        if key.indicator is not None:
            self.main_named.setdefault(key.indicator.name_zh, key)
            if key.indicator.name_zh.endswith("工业增加值"):
                self.value_added = key
        if measure == "level":
            self.recent.append(key)
            self.kin_last[kin(base_unit)] = key
            if key.indicator is not None:
                self.by_kin[kin(base_unit)] = key
                self.main.setdefault(kin(base_unit), key)
            if not self.breakdown and key.rule != "indicator.words":
                self.main_unit[kin(base_unit)] = key
            counted_name = key.text if key.text.endswith("数") else f"{key.text}数"
            if kin(base_unit) == "1" and counted_name.endswith(("项目数", "合同数", "登记数", "专项数", "工程数", "课题数", "协议数", "订单数")):
                self.stem = counted_name.removesuffix("数").removesuffix("登记")
        if key.indicator is not None and measure in ("level", "growth_yoy"):
            self.by_kin["growth"] = key

    def _organisation(self, sentence: Sentence, figure: Figure, place: Place | None) -> str:
        """The company or institute whose figure it is: the last one named before it, unless a region is named after that."""
        if sentence.start != self.organised_at:
            self.organised_at = sentence.start
            text = self.folded[sentence.start : sentence.end]
            self.organisations = (
                [(match.start(), match.end()) for match in _ORGANISATION.finditer(self.folded, sentence.start, sentence.end)]
                if any(word in text for word in _ORGANISED)
                else []
            )
        for start, end in reversed(self.organisations):
            if end <= figure.head and (place is None or place.start <= start or place.end <= start):
                return self.text[start:end]
        return ""

    def _settled(self, status: str, rule: str, period: Period, basis: str, measured: Measured, key: _Key, figure: Figure) -> tuple[str, str]:
        """A fact cannot lie in the future, and what is said of a first estimate is one too."""
        if key.indicator is not None:
            name = (key.indicator.indicator_id, key.region.region_id if key.region else "", period.text)
            if status == "preliminary":
                self.early[name] = status
            elif status == "actual" and self.early.get(name) and measured.measure.startswith("growth"):
                return "preliminary", "status.of_level"
        if status == "plan" and measured.measure in ("growth_yoy", "ratio", "share", "growth_avg"):
            return "target", "status.target"
        if status == "plan" and measured.measure == "level" and key.indicator is not None and "项目" not in key.text and "投资" not in key.text and (
            _UP_TO.search(self.folded, figure.head - 8, figure.tail + 2) and key.base_unit not in ("t", "W", "Wh")
        ):  # fmt: skip
            return "target", "status.target"
        if status == "actual" and basis != "inherited" and period.end is not None and measured.measure in _FUTURE:
            published = self.article.published_on
            is_year = period.kind in ("year", "half") and period.end > published and (
                period.start is None or (period.start - published).days > -300
            )
            if is_year or (period.kind == "span" and period.end.year > published.year):
                return "target", "status.future"
        return status, rule

    def _remeasured(self, kind: str, measured: Measured, key: _Key, context: Context, period: Period) -> Measured:
        """What only the indicator or the base of comparison tells: an index is a level, growth on 2020 a change."""
        measure = measured.measure
        if measured.rule in ("measure.rate", "measure.continued") and measure == "ratio" and kind in ("percent", "fraction"):
            name = key.indicator.name_zh if key.indicator else key.text
            if name.endswith("指数"):
                return measured._replace(measure="level")
            if not (key.indicator and key.indicator.base_unit == "percent") and not _RATE.search(name):
                return measured._replace(measure="share", rule="measure.share_of")
        if measure == "growth_yoy":
            for mention in self.mentions[self._mentions_from(max(context.gap, context.clause - 1)) :]:
                if mention.start >= context.head:
                    break
                if mention.role == "base" and mention.period.year and period.year and mention.period.year not in (
                    period.year - 1, period.year
                ):  # fmt: skip
                    return measured._replace(measure="change", rule="measure.other_base")
            if _OTHER_BASE.search(self.folded, max(context.gap, context.clause - 1), context.head):
                return measured._replace(measure="change", rule="measure.other_base")
        return measured

    def _measure(self, figure: Figure, context: Context, before: Measured | None, base_unit: str) -> Measured | None:
        kind = figure.kind
        if kind in ("percent", "fraction"):
            return measures.percent_measure(context, before)
        if kind == "percentage_point":
            return measures.difference_measure(context)
        if kind == "ordinal":
            return Measured("rank", 1, context.head, "measure.rank")
        if kind == "multiple" or base_unit == "times":
            if self.folded[figure.end - 1] == "番":
                return Measured("growth_yoy", 1, context.head, "measure.doubled")
            if self.before is not None and base_unit == "times" and is_list_gap(self.folded, context.gap, context.head):
                return self.before
            return measures.multiple_measure(context, kind)
        if figure.unit == "连冠" or (
            (kind == "duration" or figure.unit in ("次", "届", "年", "个月", "个季度", "季度")) and measures.is_streak(context)
        ):
            return Measured("streak", 1, context.head, "measure.streak")
        if kind == "duration":
            if _DURATION_CUE.search(self.folded, max(context.sentence, context.head - 10), context.head) or (
                _DURATION_AFTER.match(self.folded, context.tail, context.tail + 16)
            ):
                return measures.change_measure(context) or Measured("level", 1, context.head, "measure.level")
            if self.last is not None and kin(self.last.base_unit) == "time":
                return measures.change_measure(context) or Measured("level", 1, context.head, "measure.level")
            return None
        if self.before is not None and self.before.measure == "change" and is_list_gap(self.folded, context.gap, context.head):
            return self.before
        return measures.change_measure(context) or Measured("level", 1, context.head, "measure.level")

    def _place(
        self, figure: Figure, context: Context, sentence: Sentence, places: Sequence[Place], measured: Measured
    ) -> Place | None:
        """The region that the sentence names for the figure: the last one spoken of before it."""
        for place in reversed(places):
            if place.start >= figure.start or place.is_scope:
                continue
            if measured.measure == "rank" and place.rule == "region.anaphor" and self._is_above(place.region):
                continue
            if measured.measure in ("share", "change_pp", "rank") and self._is_above(place.region) and (
                place.start >= context.gap and place.start > context.sentence + 6
            ):  # fmt: skip
                continue
            if place.region.level == "country":
                if measured.measure in ("share", "rank", "change_pp", "ratio", "change") or place.start < context.clause:
                    continue
            if self._in_brackets(place, sentence) and self.folded.find(")", place.end, figure.start) >= 0:
                continue
            return place
        return None

    def _is_above(self, region: Region) -> bool:
        """Whether ``region`` lies above the topic."""
        at = self.topic
        while at is not None and at.parent_id:
            if at.parent_id == region.region_id:
                return True
            at = self.tools.vocabulary.regions.get(at.parent_id)
        return False

    # indicators ------------------------------------------------------------------------------------------------------

    def _keys(
        self, index: int, figure: Figure, context: Context, sentence: Sentence, measured: Measured, base_unit: str,
        region: Region | None, group: Sequence[int],
    ) -> list[_Key]:  # fmt: skip
        if len(group) > 1:
            if index == group[0] and _APART.search(self.folded, max(context.gap, context.clause - 40), context.head):
                self.listed = self._list(group, context, sentence, measured, base_unit, region)
            if len(self.listed) == len(group):
                return [self.listed[group.index(index)]]
            if measured.measure not in ("level", "change") and len(self.recent) >= len(group):
                recent = self.recent[-len(group) :]
                names = {(key.text, key.region.region_id if key.region else "") for key in recent}
                if len(names) == len(group) and self._term_before(context, measured, base_unit) is None:
                    self.listed = [self._again(key, None) for key in recent]
                    return [self.listed[group.index(index)]]
        if self.listed and (former := _FORMER.search(self.folded, max(context.gap, context.clause - 1), context.head)):
            return [self._again(self.listed[0 if former[0] == "前者" else -1], None)]
        key = self._key(figure, context, sentence, measured, base_unit, region)
        if key is not None and _ALL.search(self.folded, max(context.gap, context.head - 8), context.head):
            if more := self._joined(context, measured, base_unit, region):
                return more
            if len(self.listed) > 1 and key.rule == "indicator.spoken_of" and context.gap == max(context.gap, context.clause - 2):
                return [self._again(item, None) for item in self.listed]
        return [key] if key is not None else []

    def _list(
        self, group: Sequence[int], context: Context, sentence: Sentence, measured: Measured, base_unit: str,
        region: Region | None,
    ) -> list[_Key]:  # fmt: skip
        """分别: as many regions or indicators as there are figures, in order; else the list before, else nothing."""
        count = len(group)
        places = [
            place for place in self.places.mentions if sentence.start <= place.start < context.head and not place.is_scope
        ]
        key = self._key(self.figures[group[0]], context, sentence, measured, base_unit, region)
        run = _run([(place.start, place.end) for place in places], self.folded)
        if len(run) == count:
            chosen = [places[at].region for at in run]
            if key is not None:
                return [key._replace(region=place, rule="list.regions") for place in chosen]
        if count == 3 and _INDUSTRIES.search(self.folded, context.gap, context.head):
            return [
                _Key(self.tools.vocabulary.indicator_named(f"第{nth}产业增加值"), f"第{nth}产业增加值", region, "", "CNY", "list.industries")
                for nth in "一二三"
            ]
        terms = [term for term in self.indicators if sentence.start <= term.start < context.head]
        run = _run([(term.start, term.end) for term in terms], self.folded)
        if len(run) == count:
            return [_Key(terms[at].indicator, terms[at].text, region, "", base_unit, "list.indicators") for at in run]
        if len(self.listed) == count:
            return self.listed
        items = _items(self.folded, self._words_begin(max(context.sentence, context.head - 60), context.head), context.head)
        if key is not None and len(items) == count:
            return [self._variant(key, item, region) or key._replace(subject=item, rule="list.subjects") for item in items]
        return []

    def _joined(self, context: Context, measured: Measured, base_unit: str, region: Region | None) -> list[_Key]:
        """A、B均…: every indicator of the list before 均 is stated."""
        terms = [
            term for term in self.indicators
            if context.sentence <= term.start < context.head and term.indicator is not None
            and fits(term.indicator, term.note, base_unit, measured.measure)
        ]  # fmt: skip
        run = _run([(term.start, term.end) for term in terms], self.folded)
        if len(run) > 1 and terms[run[-1]].end >= context.clause - 1:
            return [_Key(terms[at].indicator, terms[at].text, region, "", base_unit, "list.all") for at in run]
        return []

    def _key(
        self, figure: Figure, context: Context, sentence: Sentence, measured: Measured, base_unit: str,
        region: Region | None,
    ) -> _Key | None:  # fmt: skip
        """The indicator of a figure: a term before it, a term right behind it, the one spoken of, or the printed phrase."""
        measure, last = measured.measure, self.last
        if measure == "change" and last is not None and kin(last.base_unit) == kin(base_unit) or (
            measure == "change" and base_unit == "rank" and last is not None
        ):
            return self._again(last, region)
        term = self._term_before(context, measured, base_unit)
        if measure in ("level", "change"):
            return self._level_key(figure, context, base_unit, region, term)
        if term is not None and term.note.startswith("bare") and last is not None and last.indicator is not None and "价格" in last.indicator.name_zh:
            return self._again(self.main_named.get("居民消费价格指数", last), region, term.text)
        if term is not None:
            return self._of_term(term, region, base_unit, context)
        start = self._words_begin(max(context.gap, context.clause), context.head)
        if measure == "ratio" and (phrase := phrase_before(self.folded, start, context.head)) and _RATE.search(phrase):
            if last is not None and _THIS.match(phrase):
                return self._again(last, region)
            if phrase == "贡献率" and last is not None:
                spoken = last.indicator.name_zh if last.indicator else ""
                economy = re.search("经济|GDP", self.folded[max(context.sentence, context.head - 30) : context.head])
                phrase = "对经济增长贡献率" if economy else _CONTRIBUTION.get(spoken, phrase)
            return self._composed(phrase, "", "percent", region, "indicator.rate")
        if measure == "rank" and (
            match := _RANKING.search(self.folded, context.gap, context.head)
        ) and not _OWN_RANK.match(match[0]):
            return self._composed(match[0], "", "1", region, "indicator.ranking")
        phrase = phrase_before(self.folded, start, min(context.head, max(measured.cue, start)))
        if phrase.endswith(("岁及以上", "岁以上")):
            return self._composed(phrase + "人口", "", "1", region, "indicator.phrase")
        if phrase and phrase.endswith("增加值") and self.tools.vocabulary.indicator_named(phrase) is None:
            return self._industry(phrase, region)
        if phrase and _MEASURE_HEAD.search(phrase):
            return self._composed(phrase, "", base_unit, region, "indicator.phrase")
        if phrase and _INDUSTRY.search(phrase) and measure.startswith("growth") and (
            phrase.endswith("增加值") or last is None or not (last.indicator and last.indicator.name_zh.endswith(("增加值", "产值", "额", "入", "润", "投资")))
        ):  # fmt: skip
            return self._industry(phrase, region)
        if last is not None:
            return (phrase and self._variant(last, phrase, region)) or self._again(last, region, phrase)
        earlier = self._term_in(sentence.start, context.head)
        if earlier is not None:
            return self._of_term(earlier, region, base_unit, context)
        if not phrase:
            phrase = phrase_before(self.folded, context.sentence, measured.cue)
        known = self.by_kin.get("growth")
        if known is not None and not _MEASURE_HEAD.search(phrase):
            return self._again(known, region, phrase)
        return self._composed(phrase, "", "percent", region, "indicator.phrase") if phrase else None

    def _industry(self, phrase: str, region: Region | None) -> _Key:
        """An industry's growth is that of its value added, its name the subject."""
        indicator = self.tools.vocabulary.indicator_named(_VALUE_ADDED)
        if self.value_added is not None and self.value_added.indicator is not None and "工业" in self.value_added.indicator.name_zh:
            indicator = self.value_added.indicator
        return _Key(indicator, phrase, region, phrase.removesuffix("增加值"), "CNY", "indicator.industry")

    def _again(self, key: _Key, region: Region | None, subject: str = "") -> _Key:
        """The indicator spoken of, now of ``region``."""
        return key._replace(region=region or key.region, subject=subject or key.subject, rule="indicator.spoken_of")

    def _owned(self, head: str, region: Region | None, base_unit: str) -> _Key | None:
        """产量 after 咖啡种植面积, 成交额 after 技术合同: the head word with the owner spoken of before it."""
        if _GENERIC[head] == "成交额" and "技术合同" in self.folded:
            found = self.tools.vocabulary.indicator_named("技术合同成交额")
            if found is not None and not _TECHNOLOGY.search(self.last.text if self.last else ""):
                return _Key(found, head, region, "", base_unit, "indicator.owned")
        names = [self.stem, *(key.indicator.name_zh if key.indicator else key.text for key in (self.last, *self.recent[::-1]) if key)]
        for name in names:
            owner = _OWNER_END.sub("", name)
            if len(owner) < 2:
                continue
            for text in (owner + head, owner + _GENERIC[head]):
                found = self.tools.vocabulary.indicator_named(text)
                if found is not None and kin(found.base_unit) == kin(base_unit):
                    return _Key(found, text, region, "", base_unit, "indicator.owned")
        if self.last is not None and base_unit in _SUFFIXES and (owner := _OWNER_END.sub("", names[1])) and len(owner) > 1:
            return _Key(None, owner + _GENERIC[head], region, "", base_unit, "indicator.owned")
        return None

    def _variant(self, key: _Key, phrase: str, region: Region | None) -> _Key | None:
        """The narrower indicator that ``phrase`` makes of the one spoken of: 风电 after 装机容量, 农村居民 after 人均可支配收入."""
        name = key.indicator.name_zh if key.indicator else key.text
        phrase = phrase.strip("的其中,")
        kind = kin(key.indicator.base_unit if key.indicator else key.base_unit)
        for family in _FAMILIES:
            if not name.endswith(family):
                continue
            if "居民" in family:
                match = _RESIDENTS.search(phrase)
                if not match:
                    return None
                tries = [{"城里": "城镇", "村里": "农村", "乡下": "农村", "城市": "城镇"}.get(match[1], match[1]) + family]
            elif family == "增加值" and (match := _ORDINALS.search(phrase)):
                tries = [f"第{match[1].removeprefix('第')}产业增加值"]
            else:
                tries = [phrase + family, f"{phrase}发电{family}", f"{phrase.removesuffix('发电')}{family}", f"{phrase}装机" if family == "装机容量" else ""]
            for text in tries:
                found = self.tools.vocabulary.indicator_named(text)
                if found is not None and kin(found.base_unit) == kind:
                    return _Key(found, text, region or key.region, "", key.base_unit, "indicator.variant")
            if "进出口" in family and phrase.endswith("企业"):
                return _Key(None, f"{phrase}进出口额", region or key.region, "", key.base_unit, "indicator.variant")
            if "居民" in family:
                return _Key(None, tries[0], region or key.region, "", key.base_unit, "indicator.variant")
            return None
        return None

    def _words_begin(self, start: int, end: int) -> int:
        """Where the words between ``start`` and ``end`` begin that name no region and no period."""
        for place in self.places.mentions[self._places_from(start) :]:
            if place.start >= end:
                break
            if place.end <= end:
                start = max(start, place.end)
        for mention in self.mentions[self._mentions_from(start) :]:
            if mention.start >= end:
                break
            if mention.end <= end:
                start = max(start, mention.end)
        return start

    def _places_from(self, start: int) -> int:
        return bisect_left(self.places.mentions, start, key=_start)

    def _mentions_from(self, start: int) -> int:
        return bisect_left(self.mentions, start, key=_start)

    def _level_key(
        self, figure: Figure, context: Context, base_unit: str, region: Region | None, term: Term | None
    ) -> _Key | None:
        folded, last, kind = self.folded, self.last, kin(base_unit)
        start = max(context.gap, context.clause)
        if risen := _RISEN_FROM.search(folded, start, context.head):
            context = context._replace(head=risen.start())
        start = self._words_begin(start, context.head)
        if self.unbuilt and kind != "money" and (match := _CAPACITY.search(folded, max(context.gap, context.clause - 1), context.head)):
            product = phrase_before(folded, match.end(), context.head) or phrase_behind(folded, figure.tail, context.end)
            if product:
                return self._composed(_PRODUCT_END.sub("", product) + "产能", "", base_unit, region, "indicator.capacity")
        if term is not None and term.start >= context.clause - 1:
            if kind == "1" and (fuller := self._fuller(term, start, context, figure, base_unit, region)):
                return fuller
            return self._of_term(term, region, base_unit, context)
        if kind == "1" or kind == "time":
            return self._counted(figure, context, base_unit, region, term, start)
        if match := _CAPACITY.search(folded, max(context.gap, context.clause - 1), context.head):
            product = phrase_before(folded, match.end(), context.head) or phrase_behind(folded, figure.tail, context.end)
            if kin_key := self.by_kin.get(kind):
                if match[0][0] == "日" and kin_key.indicator is not None and not product:
                    daily = self.tools.names.named(kin_key.indicator.name_zh.replace("产量", "日均产量"), kind)
                    if daily is not None:
                        return _Key(daily, daily.name_zh, region, "", base_unit, "indicator.daily")
            if product:
                return self._composed(_PRODUCT_END.sub("", product) + "产能", "", base_unit, region, "indicator.capacity")
        if self.unbuilt and kind in ("t", "W", "Wh", "m3") and (product := phrase_behind(folded, figure.tail, context.end)):
            return self._composed(_PRODUCT_END.sub("", product) + "产能", "", base_unit, region, "indicator.capacity")
        behind = self._term_behind(figure, context, base_unit, "level")
        if behind is not None:
            return self._of_term(behind, region, base_unit, context)
        phrase = phrase_before(folded, start, context.head)
        if base_unit == "t" and "亩产" in folded[max(context.gap, context.clause) : context.head] and (
            owned := self._owned("亩产", region, base_unit)
        ):
            return owned
        if phrase in _GENERIC and (owned := self._owned(phrase, region, base_unit)):
            return owned
        if last is not None and last.rule == "indicator.capacity" and kin(last.base_unit) == kind and (
            product := phrase_behind(folded, figure.tail, context.end) or phrase
        ):
            return self._composed(_PRODUCT_END.sub("", product) + "产能", "", base_unit, region, "indicator.capacity")
        if phrase in _GENERIC_MONEY and kind == "money":
            return self._of_counted(phrase, base_unit, region)
        if phrase and _MEASURE_HEAD.search(phrase):
            return self._composed(phrase, "", base_unit, region, "indicator.phrase")
        known = last if last is not None and kin(last.base_unit) == kind else self.by_kin.get(kind)
        if not phrase and base_unit in ("t", "mu") and (crop := self._crop(context, base_unit, region)):
            return crop
        if not phrase and last is not None and kin(last.base_unit) != kind and base_unit in ("t", "mu") and (
            owned := self._owned("产量" if base_unit == "t" else "播种面积", region, base_unit)
        ):
            return owned
        if self.breakdown.get(kind) is not None and not _MEASURE_HEAD.search(phrase):
            if phrase and (variant := self._variant(self.breakdown[kind], phrase, region)):
                return variant
            return self._again(self.breakdown[kind], region, phrase)
        if known is not None and self.last_sentence != self.sentence_start and not phrase:
            known = self.main.get(kind, known)
        if known is not None and phrase and (variant := self._variant(known, phrase, region)):
            return variant
        if known is not None and (kind != "money" or known is last):
            return self._again(known, region, phrase)
        if term is not None:
            return self._of_term(term, region, base_unit, context)
        if known is not None and not phrase:
            return self._again(known, region)
        behind_phrase = phrase_behind(folded, figure.tail, context.end)
        if behind_phrase and (not phrase or _MEASURE_HEAD.search(behind_phrase)):
            return self._composed(behind_phrase, "", base_unit, region, "indicator.phrase")
        suffix = "量" if _MOVED.search(phrase) else _SUFFIXES.get(base_unit, "")
        return self._composed(phrase + suffix, "", base_unit, region, "indicator.phrase") if phrase else None

    def _crop(self, context: Context, base_unit: str, region: Region | None) -> _Key | None:
        """玉米依旧是当家作物,种了…亩,打下…斤: the product that the sentence is about."""
        family = "产量" if base_unit == "t" else "播种面积"
        for term in self._terms(context.sentence, context.head):
            if term.note.startswith("bare product") and term.indicator is not None:
                owner = _OWNER_END.sub("", term.indicator.name_zh)
                found = self.tools.vocabulary.indicator_named(owner + family)
                if found is not None and kin(found.base_unit) == kin(base_unit):
                    return _Key(found, owner + family, region, "", base_unit, "indicator.sentence")
        return None

    def _of_term(self, term: Term, region: Region | None, base_unit: str, context: Context) -> _Key:
        """The indicator of a term, narrowed by what was spoken of: 利润总额 after 规上工业企业营业收入 is that of those."""
        indicator = term.indicator
        folded = self.folded
        if indicator is not None:
            name = indicator.name_zh
            if folded.startswith("产能", term.end) and term.end < context.head:
                return self._composed(term.text + "产能", "", base_unit, region, "indicator.capacity")
            if self.unbuilt and term.text in _YEARLY and kin(base_unit) == "money":
                return self._composed("年" + term.text, "", base_unit, region, "indicator.yearly")
            if name.endswith("增加值") and name.removesuffix("增加值") not in _CLASSES and self.value_added is not None:
                return self._industry(term.text, region)
            if term.note.startswith("bare scope") and self.last is not None and kin(self.last.base_unit) == "money" and (
                not (self.last.indicator and self.last.indicator.name_zh.endswith(("增加值", "产值", "零售总额", "零售额")))
            ):  # fmt: skip
                return self._again(self.last, region, term.text)
            if name.endswith("价格指数") and (prices := self.main_named.get("居民消费价格指数")) and not _PRODUCER.search(name) and name != "居民消费价格指数":
                return self._again(prices, region, term.text)
            if "占" in name and (part := self.tools.vocabulary.indicator_named(name.partition("占")[0])):
                return _Key(part, term.text, region, "", base_unit, "indicator.part")
            if term.text in _GENERIC and (owned := self._owned(term.text, region, base_unit)):
                return owned
            if name == "进出口总额" and (match := _ENTERPRISES.search(folded, max(context.sentence, term.start - 14), term.start)):
                return self._composed(f"{match[0]}进出口额", "", base_unit, region, "indicator.trade")
            if name in _TRADE and kin(base_unit) not in ("money", "percent", "pp", "times", "rank") and (
                owner := phrase_before(folded, self._words_begin(max(context.gap, context.clause - 1), term.start), term.start)
            ):
                suffix = {"money": "额"}.get(kin(base_unit), "量")
                return self._composed(owner + term.text.removesuffix("总额").removesuffix("额") + suffix, "", base_unit, region,
                                      "indicator.trade")  # fmt: skip
            if name in ("总投资", "项目总投资", "完成投资", "投资完成额") and self.stem and kin(base_unit) == "money":
                return self._of_counted("总投资" if "总投资" in term.text or term.text == "投资" else "完成投资", base_unit, region)
            if name == "产值":
                owner = phrase_before(folded, self._words_begin(max(context.gap, context.clause - 1, term.start - 16), term.start), term.start)
                if not owner.endswith(("集群", "园区", "产业", "产业链", "综合", "园")):
                    output = self.tools.vocabulary.indicator_named("工业总产值")
                    return _Key(output, term.text, region, owner, base_unit, "indicator.output")
            if "贡献率" in term.text and self.last is not None and self.last.indicator is not None and name == "贡献率":
                contribution = self.tools.vocabulary.indicator_named(_CONTRIBUTION.get(self.last.indicator.name_zh, name))
                return _Key(contribution or indicator, term.text, region, "", base_unit, "indicator.contribution")
            if base_unit in ("1", "W") and (
                verb := verb_before(folded, max(context.gap, context.clause), term.start)
            ) and verb not in ("建成", "实施", "举办") and not name.startswith(verb):
                return self._composed(counted(verb + term.text.removesuffix("数"), ""), "", base_unit, region, "indicator.flow")
            narrowed = self._narrowed(indicator, term, context)
            if narrowed is not None:
                return _Key(narrowed, term.text, region, "", base_unit, "indicator.narrowed")
        base = indicator.base_unit if indicator is not None and base_unit in ("percent", "pp", "times", "rank") else base_unit
        return _Key(indicator, term.text, region, "", base, "indicator.before")

    def _fuller(
        self, term: Term, start: int, context: Context, figure: Figure, base_unit: str, region: Region | None
    ) -> _Key | None:
        """重点工业项目 where the vocabulary has 工业项目: what is counted is the whole phrase."""
        phrase = phrase_before(self.folded, start, context.head)
        if not phrase.endswith(term.text) or phrase == term.text:
            return None
        before = phrase[: -len(term.text)]
        if (len(before) > 2 and not before.endswith(("级", "型", "类", "性", "业"))) or before in _IDLE or verb_before(self.folded, term.start - len(before), term.start):
            return None
        return self._composed(counted(phrase, figure.unit), "", base_unit, region, "indicator.counted_before")

    def _of_counted(self, head: str, base_unit: str, region: Region | None) -> _Key:
        """金额, 总投资 of what was counted right before: 青年基金项目金额, 签约项目总投资."""
        if not self.stem or self.stem.startswith(("集中开工", "开工")):
            return self._composed("项目总投资" if "总投资" in head or head in ("投资", "投资额", "计划投资") else head, "", base_unit, region, "indicator.phrase")
        for name in (self.stem + head, self.stem.removesuffix("项目") + head, self.stem.removesuffix("项目")):
            found = self.tools.vocabulary.indicator_named(name)
            if found is not None and kin(found.base_unit) == kin(base_unit):
                return _Key(found, name, region, "", base_unit, "indicator.of_the_counted")
        return self._composed(self.stem + head, "", base_unit, region, "indicator.of_the_counted")

    def _narrowed(self, indicator: Indicator, term: Term, context: Context) -> Indicator | None:
        """The indicator of the owner spoken of: 规模以上工业企业 before 利润总额, 规上工业 before 总产值."""
        name, last = indicator.name_zh, self.last
        if len(name) > 6 or name.startswith("规模以上"):
            return None
        words = self.folded[max(context.gap, context.clause - 1) : term.start]
        owners = [owner for owner, spoken in _OWNERS.items() if spoken.search(words)]
        if not owners and last is not None and last.indicator is not None and not _OTHER_OWNER.search(words):
            owners = [owner for owner in _OWNERS if last.indicator.name_zh.startswith(owner)]
        if not owners and self.owner and (not _OTHER_OWNER.search(words) or _KINDS.search(words)):
            owners = [self.owner]
        for owner in owners:
            for text in (owner + name, owner + name.removeprefix("工业")):
                found = self.tools.vocabulary.indicator_named(text)
                if found is not None and kin(found.base_unit) == kin(indicator.base_unit):
                    return found
        return None

    def _counted(
        self, figure: Figure, context: Context, base_unit: str, region: Region | None, term: Term | None, start: int
    ) -> _Key | None:
        folded = self.folded
        if (name := _UNIT_OF.get(figure.unit)) and (found := self.tools.vocabulary.indicator_named(name)):
            before = phrase_before(folded, start, context.head)
            if not before or before in name or "箱" in before:
                return _Key(found, name, region, "", base_unit, "indicator.of_unit")
            return self._composed(before.removesuffix("量") + "量", "", base_unit, region, "indicator.of_unit")
        if match := _CAPACITY.search(folded, max(context.gap, context.clause - 1), context.head):
            product = phrase_before(folded, match.end(), context.head) or phrase_behind(folded, figure.tail, context.end)
            if product:
                return self._composed(product + "产能", "", base_unit, region, "indicator.capacity")
        before = phrase_before(folded, start, context.head)
        behind = phrase_behind(folded, figure.tail, context.end)
        known = self.breakdown.get("1") or (
            self.last if folded.startswith("其中", max(context.clause, context.sentence)) and self.last and kin(self.last.base_unit) == "1" else None
        )
        if known is not None and before and term is None and not behind:
            name = counted(before, figure.unit)
            if self.tools.vocabulary.indicator_named(name) is None:
                return known._replace(subject=before, region=region or known.region, rule="indicator.of_the_whole")
        if figure.unit in ("辆", "台", "套", "部", "艘") and (shipped := _SHIPPED.match(before)):
            return self._composed(f"{shipped[2]}{shipped[1]}量", "", base_unit, region, "indicator.trade")
        if behind.endswith("项目") and _TOGETHER.match(folded, figure.tail, figure.tail + 20):
            return self._composed("集中开工项目数", "", base_unit, region, "indicator.happened")
        if behind.startswith("项目") and (happens := _HAPPENS.match(folded, figure.tail, figure.tail + 14)) or (
            behind.startswith("项目") and (happens := _SIGNED.search(folded, context.gap, context.head))
        ):
            verb = {"签下": "签约", "落笔": "签约", "破土": "开工", "动工": "开工"}.get(happens[1], happens[1])
            if _TOGETHER.match(folded, figure.tail, figure.tail + 20):
                verb = "集中开工"
            return self._composed(f"{verb}项目数", "", base_unit, region, "indicator.happened")
        if before and self.last is not None and kin(self.last.base_unit) == "1" and (variant := self._variant(self.last, before, region)):
            return variant
        if before:
            key = self._composed(counted(before, figure.unit), before, base_unit, region, "indicator.counted_before")
            return self._carried(key, before, context)
        if behind:
            found = self._term_behind(figure, context, base_unit, "level")
            verb = verb_before(folded, context.gap, context.head)
            if found is not None and not verb:
                return _Key(found.indicator, found.text, region, "", base_unit, "indicator.behind")
            return self._composed(counted(verb + behind, figure.unit), behind, base_unit, region, "indicator.counted_behind")
        if term is not None:
            return self._of_term(term, region, base_unit, context)
        known = self.main.get("1") if self.last_sentence != self.sentence_start else self.last
        if known is not None and figure.unit in ("人", "万人", "人次") and kin(known.base_unit) == "1":
            return self._again(known, region)
        if self.last is not None and kin(self.last.base_unit) == kin(base_unit) and self.last.rule != "indicator.words":
            return self._again(self.last, region)
        if (counted_last := self.kin_last.get("1")) is not None and not folded[start : context.head].strip(" ,、"):
            return self._again(counted_last, region)
        if match := _LAST_WORDS.search(folded, start, context.head):
            return self._composed(counted(match[1], figure.unit), "", base_unit, region, "indicator.words")
        return None

    def _carried(self, key: _Key, phrase: str, context: Context) -> _Key:
        """新增规上企业31家、高新技术企业22家: the verb at the head of the list holds for its members."""
        last = self.last
        if last is None or self.folded[context.gap : context.gap + 1] not in ("、", "和", "及"):
            return key
        for verb in _LIST_VERBS:
            if last.text.startswith(verb) and not phrase.startswith(verb):
                return self._composed(verb + key.text, verb + phrase, key.base_unit, key.region, "indicator.list_verb")
        return key

    def _composed(self, name: str, phrase: str, base_unit: str, region: Region | None, rule: str) -> _Key:
        indicator = self.tools.names.named(name, kin(base_unit))
        if indicator is None and phrase:
            indicator = self.tools.names.named(phrase, kin(base_unit))
        return _Key(indicator, name, region, "", base_unit, rule)

    def _term_before(self, context: Context, measured: Measured, base_unit: str) -> Term | None:
        """The last fitting term between the figure before and this one, not inside what is only compared with."""
        folded, start = self.folded, context.gap
        end = context.head if measured.measure in ("level", "ratio", "change") else min(context.head, max(measured.cue, start))
        if measured.measure in ("share", "change_pp", "rank", "ratio") and (
            compared := _COMPARED.search(folded, max(start, context.clause), end)
        ):
            end = compared.start()
        found = None
        for term in self._terms(start, end):
            indicator = term.indicator
            if indicator is not None and fits(indicator, term.note, base_unit, measured.measure):
                if term.note.startswith("bare") and measured.measure != "level" and not _BETWEEN.match(folded, term.end, end):
                    continue
                found = term
        return found

    def _term_behind(self, figure: Figure, context: Context, base_unit: str, measure: str) -> Term | None:
        for term in self._terms(figure.tail, context.end):
            if term.start - figure.tail > 12 or any(sign in self.folded[figure.tail : term.start] for sign in ",;:。、("):
                return None
            if term.indicator is not None and fits(term.indicator, term.note, base_unit, measure):
                return term
        return None

    def _term_in(self, start: int, end: int) -> Term | None:
        found = self._terms(start, end)
        return found[-1] if found else None

    def _terms(self, start: int, end: int) -> list[Term]:
        terms = self.indicators
        low, high = 0, len(terms)
        while low < high:
            middle = (low + high) // 2
            if terms[middle].start < start:
                low = middle + 1
            else:
                high = middle
        found = []
        while low < len(terms) and terms[low].end <= end:
            found.append(terms[low])
            low += 1
        return found

    # status, stock ---------------------------------------------------------------------------------------------------

    def _status(
        self, figure: Figure, context: Context, cues: Sequence[Cue], measured: Measured, base_unit: str
    ) -> tuple[str, str]:
        status = self.status
        rule = "status.inherited" if status != "actual" else "status.actual"
        local = None
        for cue in cues:
            if cue.start >= figure.start:
                if (
                    cue.status == "capacity" and measured.measure == "level" and cue.start - figure.tail < 24
                    and base_unit not in ("1", "CNY") and "," not in self.folded[figure.tail : cue.start]
                ):  # fmt: skip
                    local = "capacity"
                break
            if cue.status == "actual":
                if cue.text in ("眼下", "截至", "截止", "目前", "已", "实际", "到位", "今年以来", "累计", "兑现"):
                    status, rule = "actual", "status.actual"
            elif cue.status == "capacity":
                if cue.start >= context.clause - 1 or cue.start >= context.gap:
                    local = "capacity"
            elif (cue.text != "谋划储备" or base_unit != "1") and not (cue.status == "plan" and status == "target"):
                status, rule = cue.status, f"status.{cue.status}"
        self.status = status
        if status == "actual" and base_unit in ("CNY", "USD", "HKD") and measured.measure == "level" and (
            _PROJECT_SUM.search(self.folded, max(context.gap, context.clause), context.head)
        ) and (
            not self.stem or self.folded.startswith("的", figure.tail)
            or (_SIGNING.search(self.folded, context.sentence, figure.head) and not _BROUGHT.search(self.folded, context.sentence, figure.head))
        ):  # fmt: skip
            return "plan", "status.project"
        if (
            self.made and self.made[-1].status == "capacity" and self.folded[context.gap : context.gap + 1] in ("、", "和", "及", "/")
        ) or "/年" in figure.unit or "/日" in figure.unit:  # fmt: skip
            local = local or "capacity"
        if base_unit in ("W", "Wh") and measured.measure == "level" and _PROJECT.search(self.folded, context.clause, context.end):
            local = local or "capacity"
        if (
            status == "actual" and local is None and base_unit in ("t", "W", "Wh") and measured.measure == "level"
            and _PUSHED.search(self.folded, context.sentence, figure.start) and _NOUN.match(self.folded, figure.tail)
        ):  # fmt: skip
            return "plan", "status.project"
        if local == "capacity" and status == "actual" and _UNBUILT.search(self.folded, context.sentence, context.end) and (
            "设计" not in self.folded[context.gap : figure.start]
        ):  # fmt: skip
            status = "plan"
        if local and base_unit not in ("1", "CNY", "percent", "pp", "rank", "times"):
            return (("plan", "status.plan") if status == "plan" and "设计" not in self.folded[context.gap:figure.start] else ("capacity", "status.capacity"))
        return status, rule

    def _is_stock(self, figure: Figure, context: Context, key: _Key) -> bool:
        if key.indicator is not None and key.indicator.is_stock:
            return True
        return bool(_STOCK.search(self.folded, context.clause, figure.head))

    # claims ----------------------------------------------------------------------------------------------------------

    def _claims(
        self, figure: Figure, key: _Key, measured: Measured, period: Period, basis: str, region_basis: str, status: str,
        base_unit: str, context: Context, sentence: Sentence, rules: tuple[str, ...],
    ) -> list[_Made]:  # fmt: skip
        low = figure.low if figure.low is not None else Decimal(0)
        unit = figure.unit
        if figure.kind == "fraction":
            unit, low = "%", low * 100
        elif measured.measure == "rank":
            unit = "位"
        elif not unit and base_unit == "CNY":
            unit = "元"
        if figure.kind == "multiple" and self.folded[figure.end - 1] == "番":
            low -= 1
        if figure.high is None and unit and (scaled := _SCALED.match(self.folded, figure.start, figure.unit_start)):
            scale = self.tools.vocabulary.scales.get(scaled[2])
            printed = Decimal(_NOT_DIGITS.sub("", scaled[1]))
            if scale is not None and printed * scale.factor == low and self.tools.vocabulary.unit(scaled[2] + unit) is not None:
                low, unit = printed, scaled[2] + unit
        sign = measured.sign
        whole = ""
        if measured.measure in ("share", "rank", "change_pp", "change", "ratio") and (
            match := _WHOLE_PHRASE.search(self.folded, context.gap, figure.head)
        ):
            whole = match["whole"]
        made = _Made(
            figure.start, figure.end, low * sign, key, measured, period, basis, region_basis, status, figure.bound, unit,
            base_unit, whole, sentence, rules,
        )  # fmt: skip
        if figure.high is None:
            return [made]
        high = figure.high * (100 if figure.kind == "fraction" else 1) * sign
        return [
            made._replace(end=figure.low_end, bound="at_least"),
            made._replace(start=figure.high_start, value=high, bound="at_most"),
        ]

    def _headline(self, sentence: Sentence, inside: Sequence[int]) -> None:
        """A headline repeats what the text says: a figure of equal value there gives it its meaning."""
        left = []
        for index in inside:
            if index in self.outcome:
                continue
            figure = self.figures[index]
            unit = self.tools.vocabulary.unit(figure.unit) if figure.unit else None
            base = unit.base_unit if unit else None
            value = figure.low * unit.factor * 1 if unit and figure.low is not None else figure.low
            same = next(
                (
                    made for made in self.made
                    if made.sentence.kind != "title" and self._in_base(made) == value
                    and (base is None or made.base_unit == base)
                ),
                None,
            )  # fmt: skip
            if same is None or figure.high is not None:
                left.append(index)
                continue
            self.made.append(
                same._replace(start=figure.start, end=figure.end, sentence=sentence, bound=figure.bound, rules=(*same.rules, "headline"))
            )
            self.outcome[index] = ("claim", "")
        if left:
            self.topic = self.home
            places = [place for place in self.places.mentions if sentence.start <= place.start < sentence.end]
            self._sentence(sentence, left, places)

    def _in_base(self, made: _Made) -> Decimal:
        unit = self.tools.vocabulary.unit(made.unit) if made.unit else None
        return made.value * unit.factor if unit else made.value

    # the result ------------------------------------------------------------------------------------------------------

    def _result(self) -> Reading:
        by = self.base
        figures = []
        for index, figure in enumerate(self.figures):
            reading, reason = self.outcome.get(index, ("unread", "outside sentences"))
            figures.append(
                figure._replace(
                    start=figure.start + by, end=figure.end + by, low_end=figure.low_end + by, high_start=figure.high_start + by,
                    unit_start=figure.unit_start + by, head=figure.head + by, tail=figure.tail + by,
                    reading=reading, reason=reason,
                )  # type: ignore[arg-type]
            )  # fmt: skip
        mentions = tuple(
            mention._replace(start=mention.start + by, end=mention.end + by) for mention in self.mentions
        )
        claims = {}
        for made in sorted(self.made, key=lambda made: (made.start, made.end)):
            claim = self._claim(made)
            claims.setdefault(claim.key, claim)
        return Reading(tuple(figures), mentions, tuple(claims.values()))

    def _claim(self, made: _Made) -> Claim:
        by, key, sentence = self.base, made.key, made.sentence
        text = self.article.text
        return Claim(
            article_id=self.article.article_id,
            span=Span(made.start + by, made.end + by),
            figure_text=text[made.start + by : made.end + by],
            quote=text[sentence.start + by : sentence.end + by].strip(),
            quote_span=Span(sentence.start + by, sentence.end + by),
            region_id=key.region.region_id if key.region else None,
            subject=key.subject,
            indicator_id=key.indicator.indicator_id if key.indicator else None,
            indicator_text=key.text,
            measure=made.measured.measure,
            value=made.value,
            unit_text=made.unit,
            bound=made.bound,
            period=made.period,
            status=made.status,
            compared_with=made.compared_with,
            period_basis=made.period_basis,
            region_basis=made.region_basis,
            is_optional=False,
            is_restatement=False,
            origin="reader",
            curator="",
            curated_on=None,
            source_file="",
            source_line=0,
            note="",
            rules=made.rules,
        )


_STOCK: Final = re.compile(r"有|达|入驻|聚集|集聚|存量|保有|总数|总量|在册|余额|年末|仅|累计|现存|就业|建成")


_LIST_TAIL: Final = re.compile(r"(?:[两二三四五六七八九十\d]+(?:个|大|家|类|项)?(?:行业|产业|领域|企业|市|县|方面)?|等)?(?:的?(?:增加值|产值|同比|增速|增幅|产量))?$")
_ORDINALS: Final = re.compile(r"(一|二|三|第一|第二|第三)$")
_INDUSTRIES: Final = re.compile(r"第?一[、,]第?二(?:[、,]|和)第?三次?产业")


def _items(folded: str, start: int, end: int) -> list[str]:
    """The members of a list before 分别: 城镇 and 农村常住居民 of 城镇、农村常住居民分别为."""
    apart = None
    for apart in _APART.finditer(folded, start, end):  # noqa: B007 - the last one
        pass
    if apart is None:
        return []
    text = re.split(r"[,。;:()]", folded[start : apart.start()])[-1]
    items = [item for item in re.split(r"[、和与及]", text) if item]
    if items:
        items[-1] = _LIST_TAIL.sub("", items[-1]) or items[-1]
    return items


def _run(spans: Sequence[tuple[int, int]], folded: str) -> list[int]:
    """The last run of neighbours with only list signs between them, as indices of ``spans``."""
    run: list[int] = []
    for at in range(len(spans) - 1, -1, -1):
        if run and not _JOINED.fullmatch(folded, spans[at][1], spans[run[0]][0]):
            if len(run) > 1:
                break
            run = []
        run.insert(0, at)
    return run
