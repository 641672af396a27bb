"""Narrower and wider indicators: a word and the indicator spoken of before it name a third one.

风电 after 发电装机容量, 农村居民 after 居民人均可支配收入, 产量 after 咖啡种植面积, 总投资 after 签约项目20个.
"""

import re
from typing import Final

from flows.reading.context.keys import Key, KeyRule
from flows.reading.context.scene import Scene
from flows.reading.context.spots import Spot
from flows.vocabulary import Indicator, Region
from flows.vocabulary.roles import Role

_RESIDENTS: Final = re.compile(r"(城镇|农村|城市|乡村|连队|牧区|城里|村里|乡下)(?:常住)?(?:居民|人|人家)?$")
_PLAINLY: Final = {"城里": "城镇", "村里": "农村", "乡下": "农村", "城市": "城镇"}
SECTORS: Final = {
    "一": Role.PRIMARY_INDUSTRY,
    "二": Role.SECONDARY_INDUSTRY,
    "三": Role.TERTIARY_INDUSTRY,
}
"""The three sectors of the economy by their number, each as its value added."""
_SECTOR: Final = re.compile(r"(一|二|三|第一|第二|第三)$")

GENERIC: Final = (
    dict.fromkeys(("产量", "总产量", "总产"), "产量")
    | dict.fromkeys(("单产", "亩产", "平均亩产"), "单位面积产量")
    | dict.fromkeys(("成交额", "成交总额", "成交", "成交金额", "交易额", "合同金额", "合同额"), "成交额")
    | {name: name for name in ("增加值", "销量", "销售额", "面积", "播种面积", "种植面积")}
)
"""Names of quantities that say nothing without their owner → the end of the vocabulary's name."""
_OWNER_END: Final = re.compile(r"(?:登记数|总产值|产值|成交额|种植面积|播种面积|单位面积产量|产量|面积|数|额|量)$")
_TECHNOLOGY: Final = ("输出", "吸纳")
QUANTITIES: Final = {"t": "产量", "m3": "产量", "W": "装机容量", "Wh": "发电量", "mu": "面积", "m2": "面积"}
"""Base unit → the quantity of a product that is measured in it."""

_OWNERS: Final = {
    "规模以上工业企业": re.compile(r"规(?:模以)?上工业(?:企业)?"),
    "规模以上工业": re.compile(r"规(?:模以)?上工业"),
    "规模以上服务业企业": re.compile(r"规(?:模以)?上服务业"),
    "限额以上单位": re.compile(r"限额以上|限上"),
    "规模以上": re.compile(r"规(?:模以)?上"),
}
"""Owners whose quantities are indicators of their own → how they are spoken of."""
_OTHER_OWNER: Final = re.compile(r"产业|公司|集团|园区|行业|企业|部门")
_KIND_OF_ENTERPRISE: Final = re.compile(r"(?:国有|私营|外商|股份制|集体|民营|港澳台)[^,。;]*企业")

PHRASE: Final = KeyRule(
    "indicator.phrase",
    "What the vocabulary does not know keeps the printed words that head the figure, so that it can be added.",
    ("2023年，嘉兴市雨伞骨架成交额【3.2亿元】。", "2023年，盱眙县龙虾苗种投放资金【4100万元】。"),
    ("2023年，嘉兴市地区生产总值【7062.5亿元】。",),
    is_total="known",
)
OF_THE_COUNTED: Final = KeyRule(
    "indicator.of_the_counted",
    "An amount right behind counted projects or contracts is theirs: 青年项目83项、金额732万元.",
    (
        "2023年，山西省下达青年基金项目83项、金额【732万元】。",
        "2023年，防城港市新签约项目58个，总投资【463亿元】。",
    ),
    ("2023年，防城港市地区生产总值【1045亿元】。",),
)
VARIANT: Final = KeyRule(
    "indicator.variant",
    "A word that narrows the indicator spoken of makes the narrower one: 风电 after 装机容量.",
    (
        "2023年末，青海省电力装机容量5100万千瓦，其中风电【1185万千瓦】。",
        "2023年，渭南市居民人均可支配收入26000元，农村居民【16800元】。",
    ),
    ("2023年末，青海省电力装机容量【5100万千瓦】。",),
)
OWNED: Final = KeyRule(
    "indicator.owned",
    "A head word (产量, 单产, 成交额) without an owner belongs to the product or contract spoken of.",
    (
        "2022年，普洱市咖啡种植面积67.9万亩，产量【5.6万吨】。",
        "2023年，四川登记技术合同3.27万项，成交额【1951.6亿元】。",
    ),
    ("2022年，普洱市茶叶产量【5.6万吨】。",),
)
OF_SENTENCE: Final = KeyRule(
    "indicator.sentence",
    "Tonnes and mu without words of their own are of the crop that the sentence is about.",
    ("2023年，松原市玉米依旧是当家作物，种了1050万亩，打下【150亿斤】。",),
    ("2023年，松原市玉米产量【150亿斤】。",),
)
INDUSTRY: Final = KeyRule(
    "indicator.industry",
    "An industry's growth is that of its part of industrial value added.",
    (
        "2023年，遵义市规模以上工业增加值增长6.1%。酒、饮料和精制茶制造业增加值增长【12.6%】。",
        "2023年，池州市规模以上工业增加值增长9.2%。非金属矿物制品业增加值增长【11.4%】。",
    ),
    ("2023年，遵义市规模以上工业增加值增长【6.1%】。",),
)

RULES: Final = (PHRASE, OF_THE_COUNTED, VARIANT, OWNED, OF_SENTENCE, INDUSTRY)
"""The rules that stand here."""


def industry(scene: Scene, phrase: str, region: Region | None) -> Key:
    """An industry's growth is that of its value added, its name the subject."""
    known = scene.memory.value_added
    indicator = (known.indicator if known is not None else None) or scene.vocabulary.role(Role.INDUSTRY)
    return Key(indicator, phrase, region, phrase.removesuffix("增加值"), indicator.base_unit, INDUSTRY)


def composed(scene: Scene, name: str, phrase: str, base_unit: str, region: Region | None, rule: KeyRule) -> Key:
    """The indicator called ``name``, or like the ``phrase`` in it; else the name stands by itself."""
    kind = scene.dimension(base_unit)
    indicator = scene.names.nearly(name, kind)
    if indicator is None and phrase:
        indicator = scene.names.nearly(phrase, kind)
    return Key(indicator, name, region, "", base_unit, rule)


def owned(scene: Scene, head: str, region: Region | None, base_unit: str) -> Key | None:
    """产量 after 咖啡种植面积, 成交额 after 技术合同: the head word with the owner spoken of before it."""
    memory, kind, generic = scene.memory, scene.dimension(base_unit), GENERIC[head]
    last = memory.last
    is_technology = generic == "成交额" and "技术合同" in scene.folded
    contracts = scene.vocabulary.role(Role.TECHNOLOGY_CONTRACTS) if is_technology else None
    continues = last is not None and memory.last_sentence == memory.sentence
    if contracts is not None and not (last and continues and any(word in last.text for word in _TECHNOLOGY)):
        return Key(contracts, head, region, "", base_unit, OWNED)
    names = [memory.stem, *(key.name for key in (last, *memory.recent[::-1]) if key)]
    for name in names:
        owner = _OWNER_END.sub("", name)
        if len(owner) < 2:
            continue
        for text in (owner + head, owner + generic):
            if found := scene.names.of_kind(text, kind):
                return Key(found, text, region, "", base_unit, OWNED)
    if contracts is not None:
        return Key(contracts, head, region, "", base_unit, OWNED)
    if last is not None and base_unit in QUANTITIES and len(owner := _OWNER_END.sub("", last.name)) > 1:
        return Key(None, owner + generic, region, "", base_unit, OWNED)
    return None


def owned_name(scene: Scene, head: str) -> Indicator | None:
    """棉花产量 of 产量较上年增长5% after 棉花播种面积: the head word's indicator of the owner spoken of last, if there is one."""
    last = scene.memory.last
    if last is None or len(owner := _OWNER_END.sub("", last.name)) < 2:
        return None
    return scene.names.exactly(owner + GENERIC[head])


def variant(scene: Scene, key: Key, phrase: str, region: Region | None) -> Key | None:
    """The narrower indicator that ``phrase`` makes of ``key``: 风电 of 装机容量, 农村居民 of 人均可支配收入."""
    name = key.name
    if not name.endswith(scene.names.families):
        return None
    family = next(family for family in scene.names.families if name.endswith(family))
    phrase = phrase.strip("的其中,")
    region = region or key.region
    if "居民" in family:
        residents = _RESIDENTS.search(phrase)
        if not residents:
            return None
        tries = [_PLAINLY.get(residents[1], residents[1]) + family]
    elif family == "增加值" and (sector := _SECTOR.search(phrase)):
        tries = [scene.vocabulary.role(SECTORS[sector[1].removeprefix("第")]).name_zh]
    else:
        tries = [phrase + family, f"{phrase}发电{family}", f"{phrase.removesuffix('发电')}{family}"]
        if family == "装机容量":
            tries.append(f"{phrase}装机")
    kind = scene.dimension(key.indicator.base_unit if key.indicator else key.base_unit)
    for text in tries:
        if found := scene.names.of_kind(text, kind):
            return Key(found, text, region, "", key.base_unit, VARIANT)
    if "居民" in family:
        return Key(None, tries[0], region, "", key.base_unit, VARIANT)
    if "进出口" in family and phrase.endswith("企业"):
        return Key(None, f"{phrase}进出口额", region, "", key.base_unit, VARIANT)
    return None


def of_the_counted(scene: Scene, head: str, base_unit: str, region: Region | None) -> Key:
    """金额, 总投资 of what was counted right before: 青年基金项目金额, 签约项目总投资."""
    stem = scene.memory.stem
    if not stem or stem.startswith(("集中开工", "开工")):
        is_total = "总投资" in head or head in ("投资", "投资额", "计划投资")
        name = scene.vocabulary.role(Role.PROJECT_INVESTMENT).name_zh if is_total else head
        return composed(scene, name, "", base_unit, region, PHRASE)
    for name in (stem + head, stem.removesuffix("项目") + head, stem.removesuffix("项目")):
        found = scene.names.of_kind(name, scene.dimension(base_unit))
        if found is not None and (name.endswith(head) or found.name_zh == name):
            return Key(found, name, region, "", base_unit, OF_THE_COUNTED)
    key = composed(scene, stem + head, "", base_unit, region, OF_THE_COUNTED)
    return key if key.name.endswith(head) else key._replace(indicator=None)  # 工业项目完成投资 is no 工业投资


def product(scene: Scene, spot: Spot, region: Region | None) -> Key | None:
    """玉米依旧是当家作物,种了…亩,打下…斤: the product that the sentence is about."""
    base_unit = spot.base_unit
    family = "产量" if base_unit == "t" else "播种面积"
    for term in scene.terms_within(spot.sentence, spot.head):
        if term.sense == "product" and term.indicator is not None:
            name = _OWNER_END.sub("", term.indicator.name_zh) + family
            if found := scene.names.of_kind(name, scene.dimension(base_unit)):
                return Key(found, name, region, "", base_unit, OF_SENTENCE)
    return None


def narrowed(scene: Scene, indicator: Indicator, words: str) -> Indicator | None:
    """The indicator of the owner spoken of: 规模以上工业企业 before 利润总额, 规上工业 before 总产值.

    ``words`` are those of the clause before the indicator.
    """
    name, last, memory = indicator.name_zh, scene.memory.last, scene.memory
    if len(name) > 6 or name.startswith("规模以上"):
        return None
    owners = [owner for owner, spoken in _OWNERS.items() if spoken.search(words)] if "上" in words else []
    if not owners and (memory.owner or (last is not None and last.indicator is not None)):
        other = _OTHER_OWNER.search(words)
        if last is not None and last.indicator is not None and not other:
            owners = [owner for owner in _OWNERS if last.indicator.name_zh.startswith(owner)]
        if not owners and memory.owner and (not other or _KIND_OF_ENTERPRISE.search(words)):
            owners = [memory.owner]
    kind = scene.dimension(indicator.base_unit)
    for owner in owners:
        for text in (owner + name, owner + name.removeprefix("工业")):
            if found := scene.names.of_kind(text, kind):
                return found
    return None
