"""Terms of the vocabulary beside a figure, and the indicator each stands for there."""

import re
from collections.abc import Sequence
from typing import Final

from flows.reading.context.keys import Key, KeyRule
from flows.reading.context.scene import Scene
from flows.reading.context.spots import Spot
from flows.reading.indicators.families import GENERIC, composed, industry, narrowed, of_the_counted, owned
from flows.reading.text.lexicon import Term
from flows.reading.text.names import BARE
from flows.reading.text.words import words
from flows.vocabulary import Indicator
from flows.vocabulary.lists import WordList
from flows.vocabulary.roles import RELATIVE, Dimension, Group, Role

_WITH_A_WHOLE: Final = frozenset({"share", "change_pp", "rank", "ratio"})
_ABSOLUTE: Final = frozenset({"level", "ratio", "change"})
_COMPARED: Final = re.compile(
    r"占|在(?=[^,。;]{1,8}[里中内])|比(?!重|例|率)|较|高于|低于|快于|慢于|高出|跑赢|领先|落后|超过(?=全)|拉动|对(?=全|GDP|经济|规)"
)
"""Words behind which stands what the figure is compared with, not its indicator."""
_SHARED: Final = re.compile(r"占(?=[^,。;]{1,16}(?:比重|比例|份额)[^,。;]{0,8},)")
_BETWEEN: Final = re.compile(
    r"(?:同比|环比|分别|均|也|则|却|又|再|还|只|仅|都|依然|仍|继续|产量|总量|量|今年|的|实现|预计|可|达|增速|增幅|[^一-鿿])*$"
)
"""Words that may stand between a bare product and its growth: 玉米产量同比增长2%."""
_FARTHEST_BEHIND: Final = 12
_BEHIND_ENDS: Final = re.compile(r"[,;:。、(]")

_AND_SO_ON: Final = "等"
_CAPACITY: Final = re.compile(r"(?:的)?(?:设计)?年?产能")
_OWNS: Final = re.compile(r"(?:拥有|现有|保有|共有|配备|购置|购进)[^,。;、]{0,4}$")
_QUANTITY: Final = {
    "销售": "销售量", "售出": "销售量", "卖出": "销售量", "库存": "库存量", "储备": "储备量", "加工": "加工量", "入榨": "加工量", "处理": "处理量",
    "收购": "收购量", "消费": "消费量", "消耗": "消费量", "运输": "运输量", "发运": "运输量", "调入": "调入量", "调出": "调出量",
}  # fmt: skip
"""What is done with a product → the end of the name of its quantity."""
_DONE_WITH: Final = re.compile(f"({'|'.join(_QUANTITY)})了?$")
_WHOLE_SUMS: Final = ("增加值", "产值", "零售总额", "零售额")
_ENTERPRISES: Final = re.compile(r"(?:民营|国有|私营|外商投资|外资|集体)企业(?=[^,。;企]{0,4},?$)")
_CLUSTERS: Final = ("集群", "园区", "产业", "产业链", "综合", "园")
_BUILDS: Final = frozenset(("建成", "实施", "举办"))
_IDLE: Final = frozenset(words("有效 各类 全部 国家 共 累计 登记 现有 优质 本地 规上 常住 户籍 年末"))
_KINDS: Final = ("级", "型", "类", "性", "业", "以上")


TERM_BEFORE: Final = KeyRule(
    "indicator.before",
    "The last fitting word of the vocabulary between the figure before and this one names what is measured.",
    ("2023年，嘉兴市地区生产总值【7062.5亿元】。", "2023年，阿坝州一般公共预算收入增长【11.3%】。"),
    ("2023年，嘉兴市雨伞骨架成交额【3.2亿元】。",),
)
COUNTED_BEFORE: Final = KeyRule(
    "indicator.counted_before",
    "What is counted stands before the count: 签约项目87个.",
    ("2023年，肇庆市签约内资项目【87个】。", "2023年末，桂林市拥有省级农业龙头企业【61家】。"),
    ("2023年，肇庆市有【87个】内资项目签约。",),
)
FLOW: Final = KeyRule(
    "indicator.flow",
    "新增, 新签约 and 新开工 before a known stock make it what was added to the stock.",
    ("2023年，绵阳市新签约亿元以上项目【46个】。", "2024年，滁州市确保新开工亿元以上项目【60个】。"),
    ("2023年末，绵阳市高新技术企业【870家】。",),
)
NARROWED: Final = KeyRule(
    "indicator.narrowed",
    "A general word after an owner is the owner's: 利润总额 of 规模以上工业企业.",
    (
        "2023年，规模以上工业企业实现营业收入2.1万亿元，利润总额【1160亿元】。",
        "2023年，湖南省规模以上工业企业利润总额2300亿元，工业用电量【1120亿千瓦时】。",
    ),
    ("2023年，湖南省税收收入【2300亿元】。",),
)
CAPACITY: Final = KeyRule(
    "indicator.capacity",
    "年产, 日处理 and 产能 state what a plant can make, named by its product.",
    (
        "2023年，荆门市开工建设年产【20万吨】磷酸铁锂项目。",
        "去年投产的中卫数字化车间，设计年产精密轴承【120万套】。",
    ),
    ("2023年，荆门市磷矿石产量【20万吨】。",),
)
YEARLY: Final = KeyRule(
    "indicator.yearly",
    "What a plant that is not yet built will turn over in a year is named so.",
    ("2023年，乌海市二期项目开工。待两期全部达产，一年可做到营业收入约【164亿元】。",),
    ("2023年，乌海市规上工业企业营业收入【1640亿元】。",),
)
OUTPUT: Final = KeyRule(
    "indicator.output",
    "An industry's 产值 is industrial output, the industry its subject.",
    ("2023年，晋江市制鞋业产值【782.5亿元】。", "2023年，泸州市优质白酒产值增长【15.9%】。"),
    ("2023年，晋江市制鞋业利润【78.5亿元】。",),
)
MOVED: Final = KeyRule(
    "indicator.moved",
    "What is sold, kept, processed or bought of a product is no output of it.",
    ("2023年，榆林市销售原煤【62万吨】。", "2023年，榆林市库存原煤【20万吨】。"),
    ("2023年，榆林市生产原煤【97万吨】。",),
)
TRADE: Final = KeyRule(
    "indicator.trade",
    "Exports and imports of a product or by a kind of enterprise are named by both.",
    (
        "2023年，泉州市进出口总额2600亿元。民营企业挑起大头，进出口【1900亿元】。",
        "2023年，台州市出口缝纫机【510万台】。",
    ),
    ("2023年，泉州市进出口总额【2600亿元】。",),
)
PART_OF_WHOLE: Final = KeyRule(
    "indicator.part",
    "A name of the form part-占-whole is the part, and the whole is what it is compared with.",
    ("2023年，深圳市技术合同成交额占GDP比重为【3.8%】。",),
    ("2023年，深圳市技术合同成交额【1880亿元】。",),
)

RULES: Final = (TERM_BEFORE, COUNTED_BEFORE, FLOW, NARROWED, CAPACITY, YEARLY, OUTPUT, MOVED, TRADE, PART_OF_WHOLE)
"""The rules that stand here."""


def term_before(scene: Scene, spot: Spot, base_unit: str, measure: str, cue: int) -> Term | None:
    """The last fitting term between the figure before and this one, without those it is only compared with.

    ``cue`` is the offset of the word that gives the ``measure``.
    """
    folded, start = scene.folded, spot.gap
    end = spot.head if measure in _ABSOLUTE else min(spot.head, max(cue, start))
    found = scene.terms_within(start, end)
    if not found:
        return None
    if measure in _WITH_A_WHOLE and (
        compared := _COMPARED.search(folded, spot.clause, end) or _part(spot, measure, found)
    ):
        begin = compared.start()
        if not any(term.start <= begin < term.end for term in found):
            end = begin
    for term in reversed(found):
        if term.end > end:
            continue
        indicator, sense = term.indicator, term.sense
        if indicator is None or not scene.names.fits(indicator, sense, base_unit, measure):
            continue
        if sense in BARE and folded.startswith(_AND_SO_ON, term.end):
            continue  # 粮食 of 能源、粮食等大宗商品 is an example of what is counted
        if measure != "level" and sense in BARE and not _BETWEEN.match(folded, term.end, end):
            continue
        if measure == "level" and sense == "product" and _goes_on(scene, term.end, end):
            continue
        return term
    return None


def _goes_on(scene: Scene, start: int, end: int) -> bool:
    """``True`` where one more character, and nothing else, makes another word of a product: 甘蔗糖 of 甘蔗."""
    left_of, text = scene.tools.known_words.left_of, scene.folded[start:end]
    return left_of(text[:1]) == 1 and left_of(text) == 1


def _part(spot: Spot, measure: str, found: Sequence[Term]) -> re.Match[str] | None:
    """占 behind a term, of a share that a comma separates from its figure: 工业投资占固定资产投资比重提升,由44%升至67%."""
    shared = _SHARED.search(spot.folded, spot.gap, spot.clause) if measure == "share" else None
    return shared if shared and any(term.end <= shared.start() for term in found) else None


def term_behind(scene: Scene, spot: Spot) -> Term | None:
    """The first term right behind a level that fits it: 12家高新技术企业."""
    for term in scene.terms_within(spot.tail, min(spot.end, spot.tail + _FARTHEST_BEHIND + 40)):
        if term.start - spot.tail > _FARTHEST_BEHIND or _BEHIND_ENDS.search(scene.folded, spot.tail, term.start):
            return None
        if term.indicator is not None and scene.names.fits(term.indicator, term.sense, spot.base_unit, "level"):
            return term
    return None


def of_term(scene: Scene, term: Term, spot: Spot) -> Key:
    """The indicator of a term, narrowed by what was spoken of: 利润总额 after 规上工业企业营业收入 is that of these enterprises."""
    indicator, region, base_unit = term.indicator, spot.region, spot.base_unit
    if indicator is not None:
        if key := _other_than_printed(scene, term, indicator, spot):
            return key
        words = scene.folded[spot.gap : term.start]
        if found := narrowed(scene, indicator, words):
            return Key(found, term.text, region, "", base_unit, NARROWED)
        if scene.dimension(base_unit) in RELATIVE:
            base_unit = indicator.base_unit
    return Key(indicator, term.text, region, "", base_unit, TERM_BEFORE)


def _other_than_printed(scene: Scene, term: Term, indicator: Indicator, spot: Spot) -> Key | None:
    """The key of a term that stands for another indicator than its own; ``None`` if it stands for its own."""
    memory, folded, names = scene.memory, scene.folded, scene.names
    region, base_unit, kind = spot.region, spot.base_unit, scene.dimension(spot.base_unit)
    last, name, text = memory.last, indicator.name_zh, term.text
    vocabulary, indicator_id = scene.vocabulary, indicator.indicator_id
    if name_of := _stock_or_capacity(scene, term, spot):
        return name_of
    if memory.is_unbuilt and text in scene.vocabulary.words(WordList.YEARLY_SUMS) and kind == Dimension.MONEY:
        return composed(scene, "年" + text, "", base_unit, region, YEARLY)
    if (
        memory.value_added is not None
        and name.endswith("增加值")
        and indicator_id not in vocabulary.group(Group.OWN_VALUE_ADDED)
    ):
        return industry(scene, text, region)
    if last is not None and term.sense == "growth" and scene.dimension(last.base_unit) == Dimension.MONEY and not (
        last.indicator and last.indicator.name_zh.endswith(_WHOLE_SUMS)
    ):  # fmt: skip
        return last.again(region, text)
    if (
        last is not None
        and term.sense == "product"
        and kind in RELATIVE
        and scene.dimension(last.base_unit) == Dimension.MONEY
        and memory.last_sentence == memory.sentence
    ):
        return last.again(region, text)
    if indicator_id in vocabulary.group(Group.PARTS_OF_CONSUMER_PRICES) and (
        prices := memory.by_id.get(vocabulary.role(Role.CONSUMER_PRICES).indicator_id)
    ):
        return prices.again(region, text)
    if "占" in name and (part := names.exactly(name.partition("占")[0])):
        return Key(part, text, region, "", base_unit, PART_OF_WHOLE)
    if text in GENERIC and (key := owned(scene, text, region, base_unit)):
        return key
    if indicator_id in vocabulary.group(Group.TRADE) and (key := _of_trade(scene, term, indicator, spot)):
        return key
    if indicator_id in vocabulary.group(Group.INVESTMENTS) and memory.stem and kind == Dimension.MONEY:
        head = "总投资" if "总投资" in text or text == "投资" else "完成投资"
        return of_the_counted(scene, head, base_unit, region)
    if indicator is vocabulary.role(Role.OUTPUT_VALUE):
        begin = scene.words_begin(max(spot.gap, spot.clause - 1, term.start - 16), term.start)
        owner = scene.phrases.before(folded, begin, term.start)
        if not owner.endswith(_CLUSTERS):
            return Key(vocabulary.role(Role.INDUSTRIAL_OUTPUT_VALUE), text, region, owner, base_unit, OUTPUT)
    if base_unit in ("1", "W"):
        verb = scene.phrases.verb_before(folded, spot.clause, term.start)
        if verb and verb not in _BUILDS and not name.startswith(verb):
            text = scene.phrases.counted(verb + text.removesuffix("数"), "")
            return composed(scene, text, "", base_unit, region, FLOW)
    return None


def _stock_or_capacity(scene: Scene, term: Term, spot: Spot) -> Key | None:
    """拥有拖拉机5台 is what is owned of a product, 乙烯产能30万吨 what can be made of it; ``None`` if neither."""
    folded, text, base_unit = scene.folded, term.text, spot.base_unit
    is_count = scene.dimension(base_unit) == Dimension.COUNT
    if term.sense == "product" and is_count and _OWNS.search(folded, spot.gap, term.start):
        return composed(scene, text + "拥有量", "", base_unit, spot.region, COUNTED_BEFORE)
    if _CAPACITY.match(folded, term.end, spot.head):
        return composed(scene, text + "产能", "", base_unit, spot.region, CAPACITY)
    if term.sense == "product" and (done := _DONE_WITH.search(folded, max(spot.gap, term.start - 4), term.start)):
        return composed(scene, text + _QUANTITY[done[1]], "", base_unit, spot.region, MOVED)
    return None


def _of_trade(scene: Scene, term: Term, indicator: Indicator, spot: Spot) -> Key | None:
    """民营企业进出口, 汽车出口 5万辆: the trade of a kind of enterprise, or in a product by its quantity."""
    folded, base_unit, kind = scene.folded, spot.base_unit, scene.dimension(spot.base_unit)
    if indicator is scene.vocabulary.role(Role.GOODS_TRADE) and (
        who := _ENTERPRISES.search(folded, max(spot.sentence, term.start - 14), term.start)
    ):
        return composed(scene, f"{who[0]}进出口额", "", base_unit, spot.region, TRADE)
    if kind == Dimension.MONEY or kind in RELATIVE:
        return None
    begin = scene.words_begin(max(spot.gap, spot.clause - 1), term.start)
    if owner := scene.phrases.before(folded, begin, term.start):
        flow = term.text.removesuffix("总额").removesuffix("额")
        return composed(scene, f"{owner}{flow}量", "", base_unit, spot.region, TRADE)
    return None


def fuller(scene: Scene, term: Term, start: int, spot: Spot) -> Key | None:
    """重点工业项目 where the vocabulary has 工业项目: the key of the whole phrase, ``None`` if its first words name no kind."""
    phrase = scene.phrases.before(scene.folded, start, spot.head)
    if not phrase.endswith(term.text) or phrase == term.text:
        return None
    before = phrase[: -len(term.text)]
    if (
        (len(before) > 2 and not before.endswith(_KINDS))
        or before in _IDLE
        or scene.phrases.verb_before(scene.folded, term.start - len(before), term.start)
    ):
        return None
    name = scene.phrases.counted(phrase, spot.figure.unit)
    return composed(scene, name, "", spot.base_unit, spot.region, COUNTED_BEFORE)
