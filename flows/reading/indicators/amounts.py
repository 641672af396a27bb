"""The indicator of an amount of money or of a quantity: a term, a capacity, the printed phrase, or that of before."""

import re
from typing import Final

from flows.reading.context.keys import Key, KeyRule
from flows.reading.context.scene import Scene
from flows.reading.context.spots import Spot
from flows.reading.indicators.counts import CAN_MAKE, carried, counted_key
from flows.reading.indicators.families import (
    GENERIC,
    PHRASE,
    QUANTITIES,
    composed,
    of_the_counted,
    owned,
    product,
    variant,
)
from flows.reading.indicators.subjects import as_subject
from flows.reading.indicators.terms import CAPACITY, fuller, of_term, term_behind
from flows.reading.text.lexicon import Term
from flows.reading.text.words import words
from flows.vocabulary.lists import WordList
from flows.vocabulary.roles import Dimension

_RISEN_FROM: Final = re.compile(r"[由从](?=[^,。;由从]{0,10}$)")
_PRODUCT_END: Final = re.compile(r"(?:项目|工程|装置|生产线|产线|基地|一期|二期|产能|产品)$")
_BUILT: Final = frozenset({Dimension.MASS, Dimension.POWER, Dimension.ENERGY, Dimension.VOLUME})
_CROPS: Final = frozenset({"t", "mu"})
MEASURED: Final = words(
    "额 量 值 款 资金 收入 支出 利润 税 税收 投资 成本 面积 里程 价格 指数 规模 效益 贡献 费 经费 金 薪酬 工资 消费 产能 装机 ",
    "长度 高度 厚度 直径 距离 房价 单价 均价 库存 能力 投入 损失 债务 顺差 逆差 票房 单产 亩产 水平 数 率 比 比重 比例 面 度",
)
"""Endings of what has an amount: a phrase that ends otherwise names a thing."""
_A_DAY: Final = re.compile(r"(?:日均|平均每[天日]|平均一天)[约近超逾达为有\s]*$")
_MOVES: Final = words("进口 出口 接卸 装卸 运输 销售 消费 使用 加工 处理 储备 回收 发送 外送 外运 投放 采购 收购")


DAILY: Final = KeyRule(
    "indicator.daily",
    "平均每天 after a yearly output states the daily one.",
    ("2023年8月，内蒙古原煤产量9454.5万吨。日均【305万吨】。",),
    ("2023年8月，内蒙古原煤产量【9454.5万吨】。",),
)

RULES: Final = (DAILY,)
"""The rules that stand here."""


def level_key(scene: Scene, spot: Spot, term: Term | None) -> Key | None:
    """The key of a level, ``None`` if nothing names it; ``term`` is the last one before it that fits."""
    memory, folded, base_unit, region = scene.memory, scene.folded, spot.base_unit, spot.region
    kind = scene.dimension(base_unit)
    if risen := _RISEN_FROM.search(folded, max(spot.clause, spot.head - 11), spot.head):
        spot = spot.until(risen.start())
    start = scene.words_begin(spot.clause, spot.head)
    if memory.is_unbuilt and kind != Dimension.MONEY and (key := _capacity(scene, spot)):
        return key
    if term is not None and term.start >= spot.clause - 1:
        key = (kind == Dimension.COUNT and fuller(scene, term, start, spot)) or of_term(scene, term, spot)
        return carried(scene, key, term.text, spot) if kind == Dimension.COUNT else key
    if kind != Dimension.MONEY and (key := _daily(scene, spot, kind)):
        return key
    if kind in (Dimension.COUNT, Dimension.TIME):
        return counted_key(scene, spot, term, start)
    if key := _capacity(scene, spot):
        return key
    behind = scene.phrases.behind(folded, spot.tail, spot.end)
    if memory.is_unbuilt and kind in _BUILT and behind:
        return _capacity_of(scene, behind, spot)
    if found := term_behind(scene, spot):
        return of_term(scene, found, spot)
    phrase = scene.phrases.before(folded, start, spot.head)
    if (
        base_unit == "t"
        and "亩产" in folded[spot.clause : spot.head]
        and (key := owned(scene, "亩产", region, base_unit))
    ):
        return key
    if phrase in GENERIC and (key := owned(scene, phrase, region, base_unit)):
        return key
    last = memory.last
    if last is not None and last.rule is CAPACITY and scene.dimension(last.base_unit) == kind and (behind or phrase):
        return _capacity_of(scene, behind or phrase, spot)
    if kind == Dimension.MONEY and phrase in scene.vocabulary.words(WordList.GENERIC_SUMS):
        return of_the_counted(scene, phrase, base_unit, region)
    if (
        phrase in scene.vocabulary.words(WordList.PRO_NAMES)
        and last is not None
        and scene.dimension(last.base_unit) == kind
    ):
        return last.again(region)
    if phrase.endswith(MEASURED):
        return composed(scene, phrase, "", base_unit, region, PHRASE)
    return _spoken_of(scene, spot, term, phrase, behind)


def _spoken_of(scene: Scene, spot: Spot, term: Term | None, phrase: str, behind: str) -> Key | None:
    """The key of an amount whose own words name no quantity: the quantity of before, now of the thing that is named."""
    memory, base_unit, region = scene.memory, spot.base_unit, spot.region
    kind, last = scene.dimension(base_unit), memory.last
    if not phrase and base_unit in _CROPS:
        if key := product(scene, spot, region):
            return key
        quantity = "产量" if base_unit == "t" else "播种面积"
        if (
            last is not None
            and scene.dimension(last.base_unit) != kind
            and (key := owned(scene, quantity, region, base_unit))
        ):
            return key
    if (whole := memory.breakdown.get(kind)) is not None:
        return (phrase and variant(scene, whole, phrase, region)) or whole.again(region, as_subject(scene, phrase))
    known = last if last is not None and scene.dimension(last.base_unit) == kind else memory.by_kind.get(kind)
    if known is not None and memory.last_sentence != memory.sentence and not phrase:
        known = memory.first_by_kind.get(kind, known)
    if known is not None and phrase and (key := variant(scene, known, phrase, region)):
        return key
    if known is not None and (kind != Dimension.MONEY or known is last):
        return known.again(region, as_subject(scene, phrase))
    if term is not None:
        return of_term(scene, term, spot)
    if known is not None and not phrase:
        return known.again(region)
    if behind and (not phrase or behind.endswith(MEASURED)):
        return composed(scene, behind, "", base_unit, region, PHRASE)
    if not phrase:
        return None
    quantity = "量" if phrase.endswith(_MOVES) else QUANTITIES.get(base_unit, "")
    return composed(scene, phrase + quantity, "", base_unit, region, PHRASE)


def _capacity(scene: Scene, spot: Spot) -> Key | None:
    """年产30万吨乙烯项目 is a capacity of 乙烯."""
    match = CAN_MAKE.search(scene.folded, max(spot.gap, spot.clause - 1), spot.head)
    if match is None:
        return None
    made = scene.phrases.before(scene.folded, match.end(), spot.head) or scene.phrases.behind(
        scene.folded, spot.tail, spot.end
    )
    return _capacity_of(scene, made, spot) if made else None


def _capacity_of(scene: Scene, made: str, spot: Spot) -> Key:
    name = _PRODUCT_END.sub("", made) + "产能"
    return composed(scene, name, "", spot.base_unit, spot.region, CAPACITY)


def _daily(scene: Scene, spot: Spot, kind: str) -> Key | None:
    """日均5万吨 after 原油产量: the daily output of the product of before."""
    if not _A_DAY.search(scene.folded, max(spot.gap, spot.clause - 1), spot.head):
        return None
    last = scene.memory.last
    known = last if last is not None and scene.dimension(last.base_unit) == kind else scene.memory.by_kind.get(kind)
    if known is None or scene.phrases.behind(scene.folded, spot.tail, spot.end):
        return None
    name = known.name
    inside = name.replace("产量", "日均产量").replace("开行", "日均开行")
    daily = scene.names.exactly(inside) or scene.names.exactly("日均" + name)
    text = inside if inside != name else "日均" + name
    return Key(daily, text, spot.region or known.region, known.subject, spot.base_unit, DAILY)
