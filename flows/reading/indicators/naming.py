"""Which indicator a figure is of: a term beside it, the indicator spoken of, or its printed phrase."""

import re
from typing import Final

from flows.reading.context.keys import Key
from flows.reading.context.measures import OF_TARGET, RATES
from flows.reading.context.scene import Scene
from flows.reading.context.spots import Measured, Spot
from flows.reading.indicators.amounts import MEASURED, level_key
from flows.reading.indicators.families import composed, industry, variant
from flows.reading.indicators.phrases import phrase_before
from flows.reading.indicators.terms import CONTRIBUTIONS, of_term, term_before
from flows.reading.text.words import words
from flows.vocabulary.dimensions import RELATIVE, kin

_THIS: Final = re.compile(r"这一|该|其|此|上述")
_ECONOMY: Final = re.compile(r"经济|GDP")
_PULLED: Final = re.compile(
    r"拉[动升高抬](?:了|着)?(?:全[国省市区县州])?(?:(?P<industry>规模以上工业|规上工业|工业)(?:增加值)?|经济|GDP|地区生产总值)"
)
"""What is pulled up is the growth of the whole: 拉动经济增长2.4个百分点."""
_RANKING: Final = re.compile(r"[^,。;:、\d\s“”\"]{2,16}(?:榜单|榜|排名|百强|考核|评价|评比|测评)")
_OWN_RANK: Final = re.compile(r"[^,]{0,6}(?:增速|增幅|成长率|增长率|总量|规模|总额|全国|全省|全球)")
_AGES: Final = ("岁及以上", "岁以上")
_PRICES: Final = "居民消费价格指数"
_BRANCHES: Final = words(
    "业 行业 产业 制造 加工 化工 冶金 有色 电子 机械 装备 医药 食品 建材 电力 汽车 纺织 钢铁 烟草 石化 光伏 电池"
)
_AMOUNTS: Final = ("增加值", "产值", "额", "入", "润", "投资")


def key_of(scene: Scene, spot: Spot, measured: Measured) -> Key | None:
    """The indicator of a figure, ``None`` where nothing tells it."""
    measure, last = measured.measure, scene.memory.last
    if (
        measure == "change"
        and last is not None
        and (kin(last.base_unit) == kin(spot.base_unit) or spot.base_unit == "rank")
    ):
        return last.again(spot.region)
    if measure == "change_pp" and (pulled := _PULLED.search(scene.folded, spot.clause, spot.head)):
        name = "规模以上工业增加值" if pulled["industry"] else "地区生产总值"
        return Key(scene.names.exactly(name), name, spot.region, "", "CNY", "indicator.pulled")
    if measured.rule == "measure.relative" and last is not None:
        name = "年度投资计划完成率" if "投资" in last.name else "年度目标任务完成率"
        if OF_TARGET.search(scene.folded, spot.clause, spot.head):
            return Key(
                scene.names.exactly(name), name, spot.region or last.region, last.name, "percent", "indicator.target"
            )
    term = term_before(scene, spot, spot.base_unit, measure, measured.cue)
    if measure == "level" or (measure == "change" and spot.base_unit not in RELATIVE):
        return level_key(scene, spot, term)
    if term is not None:
        if (
            term.note.startswith("bare")
            and last is not None
            and last.indicator is not None
            and "价格" in last.indicator.name_zh
        ):
            return scene.memory.named.get(_PRICES, last).again(spot.region, term.text)
        return of_term(scene, term, spot)
    return _relative_key(scene, spot, measured)


def _relative_key(scene: Scene, spot: Spot, measured: Measured) -> Key | None:
    """What a rate, a growth, a share or a rank is of that no term before it names."""
    folded, measure, region, last = scene.folded, measured.measure, spot.region, scene.memory.last
    start = scene.words_begin(spot.clause, spot.head)
    if measure == "ratio" and (phrase := phrase_before(folded, start, spot.head)) and phrase.endswith(RATES):
        return _rate_key(scene, spot, phrase)
    if (
        measure == "rank"
        and (ranking := _RANKING.search(folded, spot.gap, spot.head))
        and not _OWN_RANK.match(ranking[0])
    ):
        return composed(scene, ranking[0], "", "1", region, "indicator.ranking")
    phrase = phrase_before(folded, start, min(spot.head, max(measured.cue, start)))
    if phrase.endswith(_AGES):
        return composed(scene, phrase + "人口", "", "1", region, "indicator.phrase")
    if phrase.endswith("增加值") and scene.names.exactly(phrase) is None:
        return industry(scene, phrase, region)
    if phrase.endswith(MEASURED):
        return composed(scene, phrase, "", spot.base_unit, region, "indicator.phrase")
    if measure.startswith("growth") and phrase.endswith(_BRANCHES) and not (
        last is not None and last.indicator and last.indicator.name_zh.endswith(_AMOUNTS)
    ):  # fmt: skip
        return industry(scene, phrase, region)
    if last is not None:
        return (phrase and variant(scene, last, phrase, region)) or last.again(region, phrase)
    earlier = scene.terms_within(spot.sentence, spot.head)
    if earlier:
        return of_term(scene, earlier[-1], spot)
    phrase = phrase or phrase_before(folded, spot.sentence, measured.cue)
    known = scene.memory.by_kind.get("growth")
    if known is not None and not phrase.endswith(MEASURED):
        return known.again(region, phrase)
    return composed(scene, phrase, "", "percent", region, "indicator.phrase") if phrase else None


def _rate_key(scene: Scene, spot: Spot, phrase: str) -> Key:
    """覆盖率 by its own name; 该比例 is of what was spoken of, and so is a 贡献率."""
    last = scene.memory.last
    if last is not None and _THIS.match(phrase):
        return last.again(spot.region)
    if phrase == "贡献率":
        if _ECONOMY.search(scene.folded, max(spot.sentence, spot.head - 30), spot.head):
            phrase = "对经济增长贡献率"
        elif last is not None and last.indicator is not None:
            phrase = CONTRIBUTIONS.get(last.indicator.name_zh, phrase)
    return composed(scene, phrase, "", "percent", spot.region, "indicator.rate")
