"""The indicator of a count: the phrase before or behind the figure, a term, or what was counted before."""

import re
from typing import Final

from flows.reading.context.keys import Key, KeyRule
from flows.reading.context.scene import Scene
from flows.reading.context.spots import Spot
from flows.reading.indicators.families import composed, variant
from flows.reading.indicators.terms import CAPACITY, COUNTED_BEFORE, TRADE, of_term, term_behind
from flows.reading.text.lexicon import Term
from flows.vocabulary.roles import Dimension, Role, UnitRole

CAN_MAKE: Final = re.compile(
    r"年(?<![全去今当每\d]年)产(?![量值能])|日产(?![量值])|年处理|日处理|年加工|日加工|平均每天|日均"
)
"""Words before an amount that can be made in a year or a day."""
_MEANS: Final = frozenset(("日均", "平均每天"))
_SHIPPED: Final = re.compile(r"(出口|进口)([一-鿿]{2,8})$")
_HAPPENS: Final = re.compile(r"[^,。;]{0,8}?(签约|落笔|破土|开工|动工|投产|竣工|复工|入库)")
_HAPPENED: Final = re.compile(r"(签约|签下|开工|投产|竣工|复工)[了的]?$")
_PLAINLY: Final = {"签下": "签约", "落笔": "签约", "破土": "开工", "动工": "开工"}
_TOGETHER: Final = re.compile(r"[^,。;]{0,8}?(?:集中|一并|同日|同时|一齐|齐)[^,。;]{0,3}(?:开工|破土|动工|奠基)")
_LAST_WORDS: Final = re.compile(r"([一-鿿]{2,6})[\s了约近超逾的]*$")
_LIST_VERBS: Final = ("新增", "新认定", "新引进", "引进", "新培育", "新获批", "获批", "累计引进", "新建", "净增")
_PROJECTS: Final = "项目"
_LIST_SIGNS: Final = frozenset("、和及")


TERM_BEHIND: Final = KeyRule(
    "indicator.behind",
    "Where none stands before it, a word of the vocabulary right behind a count names what is counted.",
    (
        "2023年末，襄阳市已有【2100家】高新技术企业。",
        "2023年，在全国【178家】国家高新区的评价中，洛阳高新区列第29位。",
    ),
    ("2023年末，襄阳市高新技术企业达到【2100家】。",),
)
LAST_WORDS: Final = KeyRule(
    "indicator.words",
    "A count with no noun of its own keeps the last words before it as its name.",
    ("2023年，呼伦贝尔市草原雪道单日最多【2.1万单】。",),
    ("2023年，呼伦贝尔市新建旅游项目【21个】。",),
    is_total="none",
)
COUNTED_BEHIND: Final = KeyRule(
    "indicator.counted_behind",
    "What is counted stands behind the count: 28家企业.",
    ("2023年，天水市组织【28家】企业参加进口博览会。", "2023年，景德镇市举办【56场】展览。"),
    ("2023年，天水市参展企业【28家】。",),
)
LIST_VERB: Final = KeyRule(
    "indicator.list_verb",
    "The verb at the head of a list holds for its members: 新增规上企业31家、高新技术企业22家.",
    ("2023年，兰州新区新增省级科技型企业25家、科技创新主体【110家】。",),
    ("2023年，兰州新区新增省级科技型企业【25家】。",),
)
HAPPENED: Final = KeyRule(
    "indicator.happened",
    "Projects that were signed, begun or finished are counted by what happened to them.",
    ("2月1日，滁州市【63个】项目集中签约。", "2月2日，黔东南州【41个】重点项目一并开工。"),
    ("2023年，滁州市储备项目【630个】。",),
)
OF_THE_WHOLE: Final = KeyRule(
    "indicator.of_the_whole",
    "A count behind 按产业分 or 其中 is a part of the count before, its own words the subject.",
    ("2023年，滁州市签约项目63个。按产业分，光伏新能源【19个】，智能家电16个。",),
    ("2023年，滁州市签约项目【63个】。",),
)
OF_UNIT: Final = KeyRule(
    "indicator.of_unit",
    "标箱 and TEU measure container traffic, whatever word stands before.",
    ("2023年，青岛港海铁联运【212万标箱】。", "2023年，北部湾港完成集装箱【802万标箱】。"),
    ("2023年，北部湾港货物吞吐量【4.4亿吨】。",),
)

RULES: Final = (TERM_BEHIND, LAST_WORDS, COUNTED_BEHIND, LIST_VERB, HAPPENED, OF_THE_WHOLE, OF_UNIT)
"""The rules that stand here."""


def counted_key(scene: Scene, spot: Spot, term: Term | None, start: int) -> Key | None:
    """The key of a count or a length of time, ``None`` if nothing names it.

    ``term`` is the last one before it; its own words begin at offset ``start``.
    """
    memory, folded, unit = scene.memory, scene.folded, spot.figure.unit
    base_unit, region, last = spot.base_unit, spot.region, memory.last
    before = scene.phrases.before(folded, start, spot.head)
    if unit in scene.vocabulary.units_of(UnitRole.CONTAINER):
        return _of_unit(scene, spot, before)
    behind = scene.phrases.behind(folded, spot.tail, _counted_until(scene, spot))
    if (match := CAN_MAKE.search(folded, max(spot.gap, spot.clause - 1), spot.head)) and match[0] not in _MEANS:
        product = scene.phrases.before(folded, match.end(), spot.head) or behind
        if product:
            return composed(scene, product + "产能", "", base_unit, region, CAPACITY)
    whole = memory.breakdown.get(Dimension.COUNT)
    if (
        not whole
        and last
        and folded.startswith("其中", spot.clause)
        and scene.dimension(last.base_unit) == Dimension.COUNT
    ):
        whole = last
    if (
        whole is not None
        and before
        and term is None
        and not behind
        and not scene.names.exactly(scene.phrases.counted(before, unit))
    ):
        return whole._replace(subject=before, region=region or whole.region, rule=OF_THE_WHOLE)
    if unit in scene.vocabulary.units_of(UnitRole.VEHICLE) and (shipped := _SHIPPED.match(before)):
        return composed(scene, f"{shipped[2]}{shipped[1]}量", "", base_unit, region, TRADE)
    if "项目" in behind and (key := _of_projects(scene, spot, behind)):
        return key
    if before:
        if (
            last is not None
            and scene.dimension(last.base_unit) == Dimension.COUNT
            and (key := variant(scene, last, before, region))
        ):
            return key
        name = scene.phrases.counted(before, unit)
        is_firm = unit in scene.vocabulary.units_of(UnitRole.FIRM)
        if is_firm and not scene.names.exactly(name) and scene.names.exactly(f"{before}企业数"):
            name = f"{before}企业数"
        key = composed(scene, name, before, base_unit, region, COUNTED_BEFORE)
        return carried(scene, key, before, spot)
    if behind:
        found = term_behind(scene, spot)
        verb = scene.phrases.verb_before(folded, spot.gap, spot.head)
        if found is not None and not verb:
            return Key(found.indicator, found.text, region, "", base_unit, TERM_BEHIND)
        return composed(scene, scene.phrases.counted(verb + behind, unit), behind, base_unit, region, COUNTED_BEHIND)
    if term is not None:
        return of_term(scene, term, spot)
    return _spoken_of(scene, spot, start)


def _counted_until(scene: Scene, spot: Spot) -> int:
    """The offset at which what is counted ends: before the name of the next figure, as in 9个重点项目总投资5亿元."""
    for term in scene.terms_within(spot.tail, spot.end):
        is_next = spot.end < spot.statement.end and not scene.tools.known_words.left_of(
            scene.folded[term.end : spot.end]
        )
        if is_next and term.start > spot.tail + 1 and term.sense != "product":
            return term.start + (len(_PROJECTS) if scene.folded.startswith(_PROJECTS, term.start) else 0)
    return spot.end


def _spoken_of(scene: Scene, spot: Spot, start: int) -> Key | None:
    """A count without words of its own is of what was counted before."""
    memory, folded, last = scene.memory, scene.folded, scene.memory.last
    unit, base_unit, region = spot.figure.unit, spot.base_unit, spot.region
    known = memory.first_by_kind.get(Dimension.COUNT) if memory.last_sentence != memory.sentence else last
    people = scene.vocabulary.units_of(UnitRole.PERSONS_OR_VISITS)
    if known is not None and unit in people and scene.dimension(known.base_unit) == Dimension.COUNT:
        return known.again(region)
    if (
        last is not None
        and scene.dimension(last.base_unit) == scene.dimension(base_unit)
        and last.rule is not LAST_WORDS
    ):
        return last.again(region)
    if (known := memory.counted_by_kind.get(Dimension.COUNT)) is not None and not folded[start : spot.head].strip(
        " ,、"
    ):
        return known.again(region)
    if match := _LAST_WORDS.search(folded, max(start, spot.head - 16), spot.head):
        return composed(scene, scene.phrases.counted(match[1], unit), "", base_unit, region, LAST_WORDS)
    return None


def _of_unit(scene: Scene, spot: Spot, before: str) -> Key:
    """吞吐量 of 120万标箱: the unit says what is counted."""
    found = scene.vocabulary.role(Role.CONTAINERS)
    if not before or before in found.name_zh or "箱" in before:
        return Key(found, found.name_zh, spot.region, "", spot.base_unit, OF_UNIT)
    name = before.removesuffix("量") + "量"
    return composed(scene, name, "", spot.base_unit, spot.region, OF_UNIT)


def _of_projects(scene: Scene, spot: Spot, behind: str) -> Key | None:
    """41个重点项目一并开工, 签约20个项目: the verb becomes part of the name of the count (签约项目数)."""
    folded, tail = scene.folded, spot.tail
    is_together = _TOGETHER.match(folded, tail, tail + 20)
    together = scene.vocabulary.role(Role.PROJECTS_BEGUN_TOGETHER).name_zh
    if behind.endswith("项目") and is_together:
        name = together
    elif behind.startswith("项目") and (
        happens := _HAPPENS.match(folded, tail, tail + 14)
        or _HAPPENED.search(folded, max(spot.gap, spot.head - 3), spot.head)
    ):
        name = together if is_together else f"{_PLAINLY.get(happens[1], happens[1])}项目数"
    else:
        return None
    return composed(scene, name, "", spot.base_unit, spot.region, HAPPENED)


def carried(scene: Scene, key: Key, phrase: str, spot: Spot) -> Key:
    """新增规上企业31家、高新技术企业22家: the verb at the head of the list holds for its members."""
    last = scene.memory.last
    if last is None or scene.folded[spot.gap] not in _LIST_SIGNS:
        return key
    for verb in _LIST_VERBS:
        if last.text.startswith(verb) and not phrase.startswith(verb):
            return composed(scene, verb + key.name, verb + phrase, key.base_unit, key.region, LIST_VERB)
    return key
