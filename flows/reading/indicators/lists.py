"""The indicators of a figure in a list: 分别 pairs names with figures in order, 均 states one figure of every name."""

import re
from collections.abc import Sequence
from typing import Final, TypeVar

from flows.reading.context.keys import SPOKEN_OF, Key, KeyRule
from flows.reading.context.scene import Scene
from flows.reading.context.spots import Group, Measured, Spot
from flows.reading.indicators.families import SECTORS, variant
from flows.reading.indicators.naming import key_of
from flows.reading.indicators.subjects import as_subject, carried_on, with_subject
from flows.reading.indicators.terms import term_before
from flows.reading.places.found import Place
from flows.reading.text.lexicon import Term
from flows.vocabulary.roles import Dimension

_RESPECTIVELY: Final = re.compile(r"分别|依次|各(?!类|项|界|地|级|种|市|县|区|省|族|方)")
_RESPECTIVELY_REACH: Final = 40
_ALL: Final = re.compile(r"均|都|双双|齐")
_ALL_REACH: Final = 8
_NOUN_OF_COUNT: Final = r"[^,、。;\d]{0,4}(?:数量|个数|家数|数)"
_NOUN_OF_SUM: Final = r"[^,、。;\d]{0,4}(?:金额|总额|资金额|资金|额度|额)"
_COUNT_AND_SUM: Final = re.compile(
    rf"(?P<count>{_NOUN_OF_COUNT})[、和与及]{_NOUN_OF_SUM}(?=均|都|双双|齐)|{_NOUN_OF_SUM}[、和与及]{_NOUN_OF_COUNT}(?=均|都|双双|齐)"
)
"""A count and a sum in one list; in the other order where ``count`` does not match."""
_FORMER: Final = re.compile(r"[前后]者")
_JOINED: Final = re.compile(r"[港市]?[\s、,和与及以\"“”]*")
_SECTORS: Final = re.compile(r"第?一[、,]第?二(?:[、,]|和)第?三次?产业")
_BOTH: Final = "城乡"
_TOWN_AND_COUNTRY: Final = ("城镇", "农村")
_LONGEST_LIST: Final = 60
_CLAUSE_SIGN: Final = re.compile(r"[,。;:()]")
_LIST_SIGN: Final = re.compile(r"[、和与及]")
_LIST_TAIL: Final = re.compile(
    r"(?:[两二三四五六七八九十\d]+[个大家类项]?(?:行业|产业|领域|企业|市|县|方面)?|等)?(?:的?(?:增加值|产值|同比|增速|增幅|产量))?$"
)

_Named = TypeVar("_Named", Place, Term)


LISTED_REGIONS: Final = KeyRule(
    "list.regions",
    "分别 pairs as many regions as there are figures, in order.",
    (
        "2023年，南京港、南通港所在的南京市、南通市货物吞吐量分别为2.7亿吨和【3.1亿吨】。",
        "2023年，济南、青岛、烟台技术合同成交额依次为612亿元、【429亿元】、283亿元。",
    ),
    ("2023年，济南市技术合同成交额【612亿元】。",),
)
LISTED_INDICATORS: Final = KeyRule(
    "list.indicators",
    "分别 pairs as many indicators as there are figures, in order.",
    (
        "2023年，铜陵市出口额、进口额分别为96亿元、【520亿元】。",
        "2023年，承德市地区生产总值、一般公共预算收入分别增长【5.9%】和7.3%。",
    ),
    ("2023年，铜陵市出口额【96亿元】。",),
)
LISTED_INDUSTRIES: Final = KeyRule(
    "list.industries",
    "一、二、三产业 before three figures are the three industries in order.",
    ("2023年，芜湖市一、二、三产业增加值分别为198亿元、【2220亿元】、2323亿元。",),
    ("2023年，芜湖市第二产业增加值【2220亿元】。",),
)
LISTED_SUBJECTS: Final = KeyRule(
    "list.subjects",
    "分别 pairs other members of a list with the figures as their subjects.",
    (
        "2023年，昆明市电气机械、有色、烟草三个行业增加值分别增长21.4%、【13.8%】和7.2%。",
        "2023年，大连市对东盟、欧盟出口分别增长【9.0%】、12.3%。",
    ),
    ("2023年，昆明市烟草制品业增加值增长【7.2%】。",),
)
ALL_OF_LIST: Final = KeyRule(
    "list.all",
    "均 and 都 give one figure to every indicator of the list before it.",
    (
        "2023年，兰州新区产业投资、工业增加值均增长【50%】以上。",
        "2023年，海西州发电量、用电量均超过【300亿千瓦时】。",
    ),
    ("2023年，海西州发电量超过【300亿千瓦时】。",),
)

RULES: Final = (LISTED_REGIONS, LISTED_INDICATORS, LISTED_INDUSTRIES, LISTED_SUBJECTS, ALL_OF_LIST)
"""The rules that stand here."""


def keys_of(scene: Scene, spot: Spot, measured: Measured, group: Group) -> list[Key]:
    """The keys of a figure: mostly one, several where indicators share the figure, none where no words name any."""
    memory, folded, size = scene.memory, scene.folded, group.size
    if size > 1:
        if group.nth == 0 and _RESPECTIVELY.search(folded, max(spot.gap, spot.clause - _RESPECTIVELY_REACH), spot.head):
            memory.listed = _paired(scene, spot, measured, size)
        if len(memory.listed) == size:
            return [memory.listed[group.nth]]
        if measured.measure not in ("level", "change") and (keys := _recent(scene, spot, measured, size)):
            memory.listed = keys
            return [keys[group.nth]]
        if size == len(_TOWN_AND_COUNTRY) and (keys := _town_and_country(scene, spot, measured)):
            memory.listed = keys
            return [keys[group.nth]]
    listed = memory.listed
    if listed and (former := _FORMER.search(folded, max(spot.gap, spot.clause - 1), spot.head)):
        return [listed[0 if former[0] == "前者" else -1].again(None)]
    key = key_of(scene, spot, measured)
    if key is None:
        return []
    if _ALL.search(folded, max(spot.gap, spot.head - _ALL_REACH), spot.head):
        if keys := _joined(scene, spot, measured) or _kinds_spoken_of(scene, spot):
            return keys
        if len(listed) > 1 and key.rule is SPOKEN_OF and spot.clause - 2 <= spot.gap:
            return [item.again(None) for item in listed]
    return [carried_on(scene, spot, with_subject(scene, spot, key))]


def _town_and_country(scene: Scene, spot: Spot, measured: Measured) -> list[Key]:
    """城乡居民人均可支配收入8元和6元: that of towns, then that of the country; nothing without 城乡."""
    if _BOTH not in scene.folded[spot.gap : spot.head]:
        return []
    key = key_of(scene, spot, measured)
    if key is None or not (family := next((end for end in scene.names.families if key.name.endswith(end)), "")):
        return []
    keys = [variant(scene, key, word, spot.region) for word in _TOWN_AND_COUNTRY]
    return [one._replace(rule=LISTED_INDICATORS) for one in keys if one is not None] if family else []


def _recent(scene: Scene, spot: Spot, measured: Measured, size: int) -> list[Key]:
    """A、B分别为5亿元、6亿元,增长3%、4%: the growths are of the levels before them, in order."""
    recent = scene.memory.recent[-size:]
    if len({(key.text, key.region.region_id if key.region else "") for key in recent}) != size:
        return []
    if term_before(scene, spot, spot.base_unit, measured.measure, measured.cue) is not None:
        return []
    return [key.again(spot.region, _owner(scene, spot)) for key in recent]


def _owner(scene: Scene, spot: Spot) -> str:
    """某景区 of 某景区分别增长3%、4%: whose figures are stated in the order of the names before; may be empty."""
    begin = scene.words_begin(max(spot.gap, spot.clause - 1), spot.head)
    stop = _RESPECTIVELY.search(scene.folded, begin, spot.head)
    return as_subject(scene, scene.phrases.before(scene.folded, begin, stop.start())) if stop else ""


def _units_from(scene: Scene, spot: Spot, size: int) -> list[str]:
    """The base units of the figures of a list that begins with that of ``spot``; a list can print the unit once."""
    first = scene.figures_in(spot.figure.start, spot.figure.end)[0]
    words = [figure.unit for figure in scene.figures[first : first + size]]
    units = [unit.base_unit if word and (unit := scene.unit(word)) else "" for word in words]
    return [unit or spot.base_unit for unit in units] if all(units) else [spot.base_unit] * size


def _paired(scene: Scene, spot: Spot, measured: Measured, size: int) -> list[Key]:
    """分别: as many regions or indicators as there are figures, in order; else the list before, else nothing."""
    folded, region, sentence = scene.folded, spot.region, spot.sentence
    key = key_of(scene, spot, measured)
    places = [
        place for place in scene.places_in(sentence, spot.head) if not place.is_scope and place.region is not None
    ]
    run = _last_run(places, folded)
    if len(run) == size and key is not None:
        return [key._replace(region=place.region, rule=LISTED_REGIONS) for place in run]
    if size == 3 and _SECTORS.search(folded, spot.gap, spot.head):
        found = [scene.vocabulary.role(role) for role in SECTORS.values()]
        return [Key(one, one.name_zh, region, "", one.base_unit, LISTED_INDUSTRIES) for one in found]
    terms = _last_run(scene.terms_in(sentence, spot.head), folded)
    units = _units_from(scene, spot, size)
    if len(terms) == size and all(
        _suits(scene, term, unit, measured.measure) for term, unit in zip(terms, units, strict=True)
    ):
        return [
            Key(term.indicator, term.text, region, "", unit, LISTED_INDICATORS)
            for term, unit in zip(terms, units, strict=True)
        ]
    if len(scene.memory.listed) == size and len(set(units)) == 1:
        owner = _owner(scene, spot)
        begin = scene.words_begin(spot.gap, spot.head)
        if scene.tools.known_words.left_of(folded[begin : spot.head]) <= len(owner):
            return [listed.again(region, owner) for listed in scene.memory.listed]
    items = _items(folded, scene.words_begin(max(sentence, spot.head - _LONGEST_LIST), spot.head), spot.head)
    if key is not None and len(items) == size:
        return [variant(scene, key, item, region) or key._replace(subject=item, rule=LISTED_SUBJECTS) for item in items]
    return []


def _joined(scene: Scene, spot: Spot, measured: Measured) -> list[Key]:
    """A、B均…: every indicator of the list before 均 is stated."""
    terms = [
        term
        for term in scene.terms_in(spot.sentence, spot.head)
        if _suits(scene, term, spot.base_unit, measured.measure)
    ]
    run = _last_run(terms, scene.folded)
    if len(run) > 1 and run[-1].end >= spot.clause - 1:
        return [Key(term.indicator, term.text, spot.region, "", spot.base_unit, ALL_OF_LIST) for term in run]
    return []


def _kinds_spoken_of(scene: Scene, spot: Spot) -> list[Key]:
    """项目数、资金额均…: the last count and the last sum of money that the sentence states."""
    if not (listed := _COUNT_AND_SUM.search(scene.folded, max(spot.gap, spot.clause - 1), spot.head)):
        return []
    found = [
        next((key for key in reversed(scene.memory.recent) if scene.dimension(key.base_unit) == kind), None)
        for kind in (Dimension.COUNT, Dimension.MONEY)
    ]
    keys = [key.again(None) for key in found if key is not None]
    if len(keys) < len(found):
        return []
    return keys if listed["count"] else keys[::-1]


def _suits(scene: Scene, term: Term, base_unit: str, measure: str) -> bool:
    return term.indicator is not None and scene.names.fits(term.indicator, term.sense, base_unit, measure)


def _last_run(found: Sequence[_Named], folded: str) -> list[_Named]:
    """The last of ``found`` that have only list signs between them; a single one where no two have."""
    run: list[_Named] = []
    for item in reversed(found):
        if run and not _JOINED.fullmatch(folded, item.end, run[-1].start):
            if len(run) > 1:
                break
            run = []
        run.append(item)
    return run[::-1]


def _items(folded: str, start: int, end: int) -> list[str]:
    """The members of a list before 分别: 城镇 and 农村常住居民 of 城镇、农村常住居民分别为."""
    found = [match.start() for match in _RESPECTIVELY.finditer(folded, start, end)]
    if not found:
        return []
    text = _CLAUSE_SIGN.split(folded[start : found[-1]])[-1]
    items = [item for item in _LIST_SIGN.split(text) if item]
    if items:
        items[-1] = _LIST_TAIL.sub("", items[-1]) or items[-1]
    return items
