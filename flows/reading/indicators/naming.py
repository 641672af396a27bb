"""The indicator of a figure: a term beside it, the indicator spoken of, or its printed phrase."""

import re
from typing import Final

from flows.reading.context.keys import Key, KeyRule
from flows.reading.context.measures import OF_TARGET, RATES, RELATIVE_RATE
from flows.reading.context.scene import Scene
from flows.reading.context.spots import Measured, Spot
from flows.reading.indicators.amounts import MEASURED, level_key
from flows.reading.indicators.families import GENERIC, OWNED, PHRASE, composed, industry, owned_name, variant
from flows.reading.indicators.subjects import as_subject
from flows.reading.indicators.terms import TERM_BEFORE, of_term, term_before
from flows.reading.text.names import BARE
from flows.reading.text.words import words
from flows.vocabulary.lists import WordList
from flows.vocabulary.roles import RELATIVE, Group, Role

_THIS: Final = re.compile(r"这一|该|其|此|上述")
_ECONOMY: Final = re.compile(r"经济|GDP")
_PULLED: Final = re.compile(
    r"拉[动升高抬](?:了|着)?(?:全[国省市区县州])?(?:(?P<industry>规模以上工业|规上工业|工业)(?:增加值)?|经济|GDP|地区生产总值)"
)
"""拉动 with its object: the figure is of the growth of that whole: 拉动经济增长2.4个百分点."""
_RANKING: Final = re.compile(r"[^,。;:、\d\s“”\"]{2,16}(?:榜单|榜|排名|百强|考核|评价|评比|测评)")
_OWN_RANK: Final = re.compile(r"[^,]{0,6}(?:增速|增幅|成长率|增长率|总量|规模|总额|全国|全省|全球)")
_AGES: Final = ("岁及以上", "岁以上")
_CONTRIBUTIONS: Final = {
    Role.INDUSTRY: Role.INDUSTRIAL_CONTRIBUTION,
    Role.ECONOMY: Role.ECONOMIC_CONTRIBUTION,
}
_BRANCHES: Final = words(
    "业 行业 产业 制造 加工 化工 冶金 有色 电子 机械 装备 医药 食品 建材 电力 汽车 纺织 钢铁 烟草 石化 光伏 电池"
)
_AGAINST_A_BASE: Final = re.compile(
    r"[较比同与](?:上年|去年|上一年|前年|上月|上季度|年初|\d{4}年)(?:末|底|同期|同月)?(?:相比)?$"
)
_RATE_END: Final = "率"
_AMOUNTS: Final = ("增加值", "产值", "额", "入", "润", "投资")


TARGET: Final = KeyRule(
    "indicator.target",
    "A share of the year's aim (年度目标的104%) is a rate of completion; its subject is the indicator of the aim.",
    (
        "2023年，腾冲市城镇新增就业4386人，为年度目标的【104.4%】。",
        "2022年，乌海市重大项目完成投资34亿元，为全年计划的【18%】。",
    ),
    ("2023年，腾冲市城镇新增就业4386人，同比增长【10.4%】。",),
)
PULLED: Final = KeyRule(
    "indicator.pulled",
    "What is pulled up is the growth of the whole, the economy or industry.",
    (
        "2023年，赤峰市第二产业拉动经济增长【2.4个百分点】。",
        "2023年，株洲市轨道交通装备产业拉动规上工业增长【1.9个百分点】。",
    ),
    ("2023年，赤峰市地区生产总值增速高于全国【0.9个百分点】。",),
    names_new=False,
)
RATE: Final = KeyRule(
    "indicator.rate",
    "A rate that the vocabulary does not know is named by its printed words.",
    ("2023年，洛阳市涉旅诉求办结率【99.2%】。", "2023年，丽水市古村落活化率为【37%】。"),
    ("2023年，洛阳市城镇登记失业率【4.2%】。",),
)
RANKING: Final = KeyRule(
    "indicator.ranking",
    "A place on a list of its own (百强县榜单) is named by that list, not by what was spoken of.",
    (
        "2023年，宜昌市地区生产总值5700亿元。百强县榜单上，枝江排在【第71位】。",
        "营商环境评价中，乐清市列全国【第9位】。",
    ),
    ("2023年，枝江市地区生产总值增速居全市【第1位】。",),
)

RULES: Final = (TARGET, PULLED, RATE, RANKING)
"""The rules that stand here."""


def key_of(scene: Scene, spot: Spot, measured: Measured) -> Key | None:
    """The indicator of a figure, ``None`` where nothing tells it."""
    measure, last = measured.measure, scene.memory.last
    if (
        measure == "change"
        and last is not None
        and (scene.dimension(last.base_unit) == scene.dimension(spot.base_unit) or spot.base_unit == "rank")
    ):
        return last.again(spot.region)
    if measure == "change_pp" and (pulled := _PULLED.search(scene.folded, spot.clause, spot.head)):
        whole = scene.vocabulary.role(Role.INDUSTRY if pulled["industry"] else Role.ECONOMY)
        return Key(whole, whole.name_zh, spot.region, "", whole.base_unit, PULLED)
    if measured.rule is RELATIVE_RATE and last is not None:
        rate = scene.vocabulary.role(Role.PLAN_COMPLETION if "投资" in last.name else Role.TARGET_COMPLETION)
        if OF_TARGET.search(scene.folded, spot.clause, spot.head):
            return Key(rate, rate.name_zh, spot.region or last.region, last.name, rate.base_unit, TARGET)
    term = term_before(scene, spot, spot.base_unit, measure, measured.cue)
    if measure == "level" or (measure == "change" and scene.dimension(spot.base_unit) not in RELATIVE):
        return level_key(scene, spot, term)
    if term is not None:
        if term.sense in BARE and last is not None and last.indicator_id in scene.vocabulary.group(Group.PRICES):
            prices = scene.vocabulary.role(Role.CONSUMER_PRICES)
            return scene.memory.by_id.get(prices.indicator_id, last).again(spot.region, term.text)
        return of_term(scene, term, spot)
    return _relative_key(scene, spot, measured)


def _relative_key(scene: Scene, spot: Spot, measured: Measured) -> Key | None:
    """The key of a rate, a growth, a share or a rank that no term before it names; ``None`` if nothing else does."""
    folded, measure, region, last = scene.folded, measured.measure, spot.region, scene.memory.last
    start = scene.words_begin(spot.clause, spot.head)
    if measure == "ratio" and (phrase := scene.phrases.before(folded, start, spot.head)) and phrase.endswith(RATES):
        return _rate_key(scene, spot, phrase)
    if (
        measure == "rank"
        and (ranking := _RANKING.search(folded, spot.gap, spot.head))
        and not _OWN_RANK.match(ranking[0])
    ):
        return composed(scene, ranking[0], "", "1", region, RANKING)
    end = min(spot.head, max(measured.cue, spot.clause))
    if against := _AGAINST_A_BASE.search(folded, spot.clause, end):
        end = against.start()  # 产量 of 产量较去年增长5%
    start = scene.words_begin(spot.clause, end)
    phrase = scene.phrases.before(folded, start, end - 1 if folded[end - 1] == "(" else end)
    if phrase.endswith(_AGES):
        return composed(scene, phrase + "人口", "", "1", region, PHRASE)
    if phrase.endswith("增加值") and scene.names.exactly(phrase) is None:
        return industry(scene, phrase, region)
    if (own := scene.names.exactly(phrase)) is not None:
        return Key(own, phrase, region, "", own.base_unit, TERM_BEFORE)
    if phrase and folded[end] == _RATE_END and measure in ("ratio", "share"):
        return _rate_key(scene, spot, phrase + _RATE_END)
    if phrase in GENERIC and (found := owned_name(scene, phrase)):
        return Key(
            found, found.name_zh, region or (last.region if last is not None else None), "", found.base_unit, OWNED
        )
    if last is not None and phrase in scene.vocabulary.words(WordList.PRO_NAMES):
        return last.again(region)
    if phrase.endswith(MEASURED):
        return composed(scene, phrase, "", spot.base_unit, region, PHRASE)
    if measure.startswith("growth") and phrase.endswith(_BRANCHES) and not (
        last is not None and last.indicator and last.indicator.name_zh.endswith(_AMOUNTS)
    ):  # fmt: skip
        return industry(scene, phrase, region)
    if last is not None:
        return (phrase and variant(scene, last, phrase, region)) or last.again(region, as_subject(scene, phrase))
    earlier = scene.terms_within(spot.sentence, spot.head)
    if earlier:
        return of_term(scene, earlier[-1], spot)
    phrase = phrase or scene.phrases.before(folded, spot.sentence, measured.cue)
    known = scene.memory.by_kind.get("growth")
    if known is not None and not phrase.endswith(MEASURED):
        return known.again(region, as_subject(scene, phrase))
    return composed(scene, phrase, "", "percent", region, PHRASE) if phrase else None


def _rate_key(scene: Scene, spot: Spot, phrase: str) -> Key:
    """覆盖率 has its own name; 该比例 and 贡献率 are of the indicator of before."""
    last = scene.memory.last
    if last is not None and _THIS.match(phrase):
        return last.again(spot.region)
    if phrase == "贡献率":
        if _ECONOMY.search(scene.folded, max(spot.sentence, spot.head - 30), spot.head):
            phrase = scene.vocabulary.role(Role.ECONOMIC_CONTRIBUTION).name_zh
        elif last is not None and last.indicator is not None:
            for whole, contribution in _CONTRIBUTIONS.items():
                if last.indicator is scene.vocabulary.role(whole):
                    phrase = scene.vocabulary.role(contribution).name_zh
    return composed(scene, phrase, "", "percent", spot.region, RATE)
