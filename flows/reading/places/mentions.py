"""Mentions of regions in an article: names, short names and anaphors (全市, 该省, 园区) against the topic of the article.

A name is not always the region spoken of. It may be part of an organisation's name (兰州石化), what is compared with or
what a share is taken of (占全国的36.1%), or the field of a ranking (居全省第二); such mentions never become the topic.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from flows.reading.places.organisations import is_quoted, names_an_organisation
from flows.reading.places.scopes import is_scope
from flows.reading.text.lexicon import Term
from flows.reading.text.rule import Rule
from flows.vocabulary import Region, Vocabulary

_DATELINE: Final = re.compile(r"(?:\d{1,2}月)?\d{1,2}日(?:电|讯)")
_JOINING: Final = frozenset("、和及与的")
_FULL: Final = re.compile(r"[省市县区州盟旗]$|自治区$|新区$")
_LEVELS: Final[Mapping[str, frozenset[str]]] = {
    "province": frozenset({"province"}),
    "prefecture": frozenset({"prefecture"}),
    "county": frozenset({"county"}),
    "township": frozenset({"township"}),
}


NAMED: Final = Rule(
    "region.named",
    "The last region named before the figure in its sentence is the one spoken of.",
    ("2023年，宿州市粮食产量【89.2亿斤】。", "2023年，阳江海上风电装机【600万千瓦】，韶关光伏装机300万千瓦。"),
    ("2023年，全国粮食丰收，产量占【四成】。",),
)
ANAPHOR: Final = Rule(
    "region.anaphor",
    "全市, 该省, 园区 and 我市 mean the region of that level that is spoken of.",
    ("2023年，宿州市农业丰收，全市粮食产量【89.2亿斤】。", "2023年，甘孜州旅游火热，全州接待游客【4200万人次】。"),
    ("2023年，宿州市粮食产量【89.2亿斤】。",),
)

RULES: Final = (NAMED, ANAPHOR)
"""The rules that stand here."""


class Place(NamedTuple):
    """A mention of a region that is spoken of; ``is_scope`` marks what is only compared with, ranked in or shared of."""

    start: int
    end: int
    region: Region
    is_scope: bool
    rule: Rule


class Places:
    """The region mentions of one article, and its home region; made once an article."""

    def __init__(
        self, folded: str, terms: Sequence[Term], heads: Sequence[tuple[int, int]], vocabulary: Vocabulary,
        *, is_traditional: bool = False,
    ) -> None:  # fmt: skip
        self._regions = vocabulary.regions
        self._folded = folded
        named = _named(folded, terms, vocabulary, is_traditional=is_traditional)
        self.home = _home(named, heads)
        in_title = any(start <= place.start < end for start, end in heads for place in named)
        if (
            is_traditional
            and not in_title
            and (
                self.home is None
                or self.home.level == "country"
                or _is_within(self.home, vocabulary.regions["710000"], vocabulary)
            )
        ):
            self.home = vocabulary.regions["710000"]
        self.mentions = self._resolve(named, terms)

    def ancestor(self, region: Region | None, level: str) -> Region | None:
        """The region of ``level`` at or above ``region``; for ``city`` the prefecture or municipality."""
        at = region
        while at is not None:
            if _is_at(at, level):
                return at
            at = self._regions.get(at.parent_id) if at.parent_id else None
        return None

    def _resolve(self, named: Sequence[Place], terms: Sequence[Term]) -> list[Place]:
        """Named mentions and anaphors together, anaphors resolved against the last topic before them, then the home."""
        anaphors = [term for term in terms if term.level]
        if not anaphors:
            return list(named)
        mentions: list[Place] = []
        at, count = 0, len(named)
        topic = self.home
        folded = self._folded
        for term in anaphors:
            while at < count and named[at].start < term.start:
                mentions.append(named[at])
                if not named[at].is_scope:
                    topic = named[at].region
                at += 1
            previous = folded[term.start - 1] if term.start else ""
            if term.level == "park" and (
                "一" <= previous <= "鿿" and previous not in "的在为是该全本各,和与及、从到由入对"
            ):
                continue
            region = self._meant(term, topic)
            if region is not None:
                scope = is_scope(folded, term.start, term.end, term.text)
                mentions.append(Place(term.start, term.end, region, scope, ANAPHOR))
        mentions.extend(named[at:])
        return mentions

    def _meant(self, term: Term, topic: Region | None) -> Region | None:
        level, home = term.level, self.home
        if level == "country":
            return self._regions.get("100000")
        if level == "home":
            return home
        if level == "park":
            for region in (topic, home):
                if region is not None and region.level == "area":
                    return region
            return None
        for region in (home, topic):
            if found := self.ancestor(region, level):
                return found
        return None


def _is_at(region: Region, level: str) -> bool:
    if level == "city":
        return region.level == "prefecture" or region.kind in ("municipality", "county_level_city")
    if level == "autonomous":
        return region.level == "province"
    if level == "district":
        if region.level == "province":
            return "自治区" in region.name
        return region.level in ("county", "area") and region.name.endswith("区")
    return region.level in _LEVELS.get(level, ()) or (level == "province" and region.level == "province")


@lru_cache(maxsize=4096)
def _is_plain(text: str) -> bool:
    return bool(_FULL.search(text))


def _named(folded: str, terms: Sequence[Term], vocabulary: Vocabulary, *, is_traditional: bool) -> list[Place]:
    """Mentions of regions by name, those inside names of organisations left out."""
    found: list[Place] = []
    last: Place | None = None
    candidates = [term for term in terms if term.regions]
    written = {term.text for term in candidates}
    if is_traditional:
        written.add("台湾")
    chosen: Counter[str] = Counter()
    for term in candidates:
        is_short = term.note.startswith("short")
        if (is_short or term.note) and not _is_accepted(term, written, chosen, is_short=is_short):
            continue
        if _is_inside_a_word(folded, term, is_short=is_short):
            continue
        adjacent = last is not None and last.end == term.start
        if names_an_organisation(folded, term.end, full=not is_short and _is_plain(term.text)):
            last = last if adjacent else None
            continue
        region = _choose(term.regions, last.region if last is not None and adjacent else None, chosen, vocabulary)
        if adjacent and last is not None and found and _is_within(region, last.region, vocabulary):
            start = last.start
            found.pop()
        else:
            start = term.start
        scope = (
            (last is not None and last.is_scope and folded[last.end : start] in _JOINING)
            or is_scope(folded, start, term.end, term.text)
            or is_quoted(folded, start, term.end)
            or _DATELINE.match(folded, term.end, term.end + 12) is not None
        )
        last = Place(start, term.end, _parent_of_park(region, vocabulary), scope, NAMED)
        chosen[region.region_id] += 1
        found.append(last)
    return found


def _is_accepted(term: Term, written: set[str], chosen: Counter[str], *, is_short: bool) -> bool:
    """``True`` where a short name stands for its region: always for provinces and prefectures, else with evidence."""
    if term.note.startswith("needs context"):
        return any(chosen[region.parent_id or ""] or chosen[region.region_id] for region in term.regions) or any(
            word in written for word in _SIBLINGS
        )
    if not is_short:
        is_word = (
            "common word" in term.note and len(term.text) == _SHORTEST_NAME
        )  # 城区, 矿区; the note is on short names
        return not is_word or any(chosen[region.parent_id or ""] for region in term.regions)
    if "common word" in term.note:
        return any(region.name in written for region in term.regions)
    if any(region.level in ("country", "province", "prefecture", "area") for region in term.regions):
        return True
    return len(term.regions) == 1 and (len(term.text) > 2 or any(region.name in written for region in term.regions))


_SHORTEST_NAME: Final = 2
_PRODUCTS: Final = {"哈密": "瓜", "库尔勒": "香", "烟台": "苹", "赣南": "脐", "五常": "大米", "阳澄": "湖"}
"""A short name with what makes a product of it: 哈密瓜 grows in many places."""
_SIBLINGS: Final = ("竹科", "新竹科学园区", "南部科学园区", "中部科学园区", "三园区", "三大科学园区", "台湾", "台湾省")
"""Names whose presence shows that 中科 and 南科 are the science parks."""


def _is_inside_a_word(folded: str, term: Term, *, is_short: bool) -> bool:
    """白银150吨 is silver; 北海道 is not 北海; 中国移动 is a company; 新增城区 is no 增城区, 新建水库 no 建水."""
    after = folded[term.end : term.end + 2]
    if term.text[0] in "增建开" and folded[term.start - 1 : term.start] == "新":
        return True
    if is_short:
        if folded[term.start - 1 : term.start] == "金" and term.text == "白银":
            return True
        if term.text == "白银" and (after[:1].isdigit() or after[:1] in "、等价"):
            return True
        if after and after[0] in "路街道":
            return True
        if after.startswith(_PRODUCTS.get(term.text, "-")):
            return True
    if term.text == "中国":
        return folded[term.start - 1 : term.start] == "其" or after in ("移动", "电信", "联通", "气象", "人民")
    return False


def _choose(regions: tuple[Region, ...], before: Region | None, chosen: Counter[str], vocabulary: Vocabulary) -> Region:
    """Of several regions of one name: the one within the region named right before, else one met already, else within one."""
    if len(regions) == 1:
        return regions[0]
    if before is not None:
        for region in regions:
            if _is_within(region, before, vocabulary):
                return region
    for region in regions:
        if chosen[region.region_id]:
            return region
    for region in regions:
        if region.parent_id and any(
            chosen[above.region_id] for above in _above(region, vocabulary) if above.region_id != "100000"
        ):
            return region
    current = [region for region in regions if not region.valid_to]
    rank = {"country": 0, "province": 1, "prefecture": 2, "area": 3, "county": 4}
    return min(current or regions, key=lambda region: rank.get(region.level, 5))


def _above(region: Region, vocabulary: Vocabulary) -> list[Region]:
    found = []
    at = region
    while at.parent_id and (above := vocabulary.regions.get(at.parent_id)):
        found.append(above)
        at = above
    return found


def _is_within(region: Region, outer: Region, vocabulary: Vocabulary) -> bool:
    return any(above.region_id == outer.region_id for above in _above(region, vocabulary))


def _parent_of_park(region: Region, vocabulary: Vocabulary) -> Region:
    """An industrial park inside an area is a subject of that area, and no region of its own."""
    if region.kind == "industrial_park" and region.parent_id:
        above = vocabulary.regions.get(region.parent_id)
        if above is not None and above.level == "area":
            return above
    return region


def _home(named: Sequence[Place], heads: Sequence[tuple[int, int]]) -> Region | None:
    """The region the article is about: the first in its title, else the first spoken of, the most frequent winning ties."""
    for start, end in heads:
        for place in named:
            if start <= place.start < end and place.region.level != "country":
                return place.region
    spoken = [place for place in named if not place.is_scope and place.region.level != "country"]
    if not spoken:
        return named[0].region if named else None
    counts = Counter(place.region.region_id for place in spoken)
    most = max(counts.values())
    first = spoken[0].region
    if counts[first.region_id] * 3 >= most:
        return first
    return next(place.region for place in spoken if counts[place.region.region_id] == most)
