"""Mentions of regions in an article: names, short names and anaphors (全市, 该省, 园区) against the topic of the article.

A name is not always the region spoken of. It may be part of an organisation's name (兰州石化), what is compared with or
what a share is taken of (占全国的36.1%), or the field of a ranking (居全省第二); such mentions never become the topic.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from flows.reading.places.organisations import OrganisationNames, is_quoted
from flows.reading.places.scopes import Scopes
from flows.reading.text.lexicon import Term
from flows.reading.text.rule import Rule
from flows.vocabulary import Region, Vocabulary
from flows.vocabulary.lists import WordList
from flows.vocabulary.roles import RegionRole

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
    """A mention of a region; ``is_scope`` marks one that is only compared with, ranked in, or the whole of a share."""

    start: int
    end: int
    region: Region
    is_scope: bool
    rule: Rule


class PlaceWords:
    """The words of a vocabulary that tell what a name of a region stands for where it is printed."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.organisations = OrganisationNames(vocabulary)
        self.scopes = Scopes(vocabulary)
        self.context = vocabulary.words(WordList.CONTEXT_NAMES)
        self._lookalikes: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        for one in vocabulary.place_lookalikes:
            before, behind = self._lookalikes.get(one.name, ((), ()))
            self._lookalikes[one.name] = (
                (*before, one.other) if one.side == "before" else before,
                (*behind, one.other) if one.side == "behind" else behind,
            )

    def is_inside_a_word(self, folded: str, term: Term) -> bool:
        """白银150吨 is silver; 北海道 is not 北海; 中国移动 is a company; 新增城区 is no 增城区, 新建水库 no 建水."""
        if term.text[0] in "增建开" and folded[term.start - 1 : term.start] == "新":
            return True
        after = folded[term.end : term.end + 1]
        if term.is_short and ((after and after in "路街道") or (term.text == _SILVER and after.isdigit())):
            return True
        before, behind = self._lookalikes.get(term.text, ((), ()))
        return folded.endswith(before, 0, term.start) or folded.startswith(behind, term.end)


@lru_cache(maxsize=2)
def place_words_of(vocabulary: Vocabulary) -> PlaceWords:
    """The words of ``vocabulary``, made once."""
    return PlaceWords(vocabulary)


class Places:
    """The region mentions of one article, and its home region; made once an article."""

    def __init__(
        self, folded: str, terms: Sequence[Term], heads: Sequence[tuple[int, int]], vocabulary: Vocabulary,
        *, is_traditional: bool = False,
    ) -> None:  # fmt: skip
        self._regions = vocabulary.regions
        self._country = vocabulary.region_of(RegionRole.COUNTRY)
        self._folded = folded
        self._words = place_words_of(vocabulary)
        named = _named(folded, terms, vocabulary, is_traditional=is_traditional)
        self.home = _home(named, heads)
        in_title = any(start <= place.start < end for start, end in heads for place in named)
        if (
            is_traditional
            and not in_title
            and (
                self.home is None
                or self.home.level == "country"
                or _is_within(self.home, vocabulary.region_of(RegionRole.TAIWAN), vocabulary)
            )
        ):
            self.home = vocabulary.region_of(RegionRole.TAIWAN)
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
                scope = self._words.scopes.has(folded, term.start, term.end, term.text)
                mentions.append(Place(term.start, term.end, region, scope, ANAPHOR))
        mentions.extend(named[at:])
        return mentions

    def _meant(self, term: Term, topic: Region | None) -> Region | None:
        level, home = term.level, self.home
        if level == "country":
            return self._country
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
    place_words = place_words_of(vocabulary)
    found: list[Place] = []
    last: Place | None = None
    candidates = [term for term in terms if term.regions]
    written = {term.text for term in candidates}
    if is_traditional:
        written.add("台湾")
    chosen: Counter[str] = Counter()
    for term in candidates:
        is_sure = not (term.is_short or term.is_common_word or term.needs_context)
        if not is_sure and not _is_accepted(term, written, chosen, place_words.context):
            continue
        if place_words.is_inside_a_word(folded, term):
            continue
        adjacent = last is not None and last.end == term.start
        if place_words.organisations.begin_before(folded, term.end, full=not term.is_short and _is_plain(term.text)):
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
            or place_words.scopes.has(folded, start, term.end, term.text)
            or is_quoted(folded, start, term.end)
            or _DATELINE.match(folded, term.end, term.end + 12) is not None
        )
        last = Place(start, term.end, _parent_of_park(region, vocabulary), scope, NAMED)
        chosen[region.region_id] += 1
        found.append(last)
    return found


def _is_accepted(term: Term, written: set[str], chosen: Counter[str], context: Sequence[str]) -> bool:
    """``True`` where a short name stands for its region: always for provinces and prefectures, else with evidence."""
    if term.needs_context:
        return any(chosen[region.parent_id or ""] or chosen[region.region_id] for region in term.regions) or any(
            word in written for word in context
        )
    if not term.is_short:
        is_word = term.is_common_word and len(term.text) == _SHORTEST_NAME  # 城区, 矿区; the mark is on short names
        return not is_word or any(chosen[region.parent_id or ""] for region in term.regions)
    if term.is_common_word:
        return any(region.name in written for region in term.regions)
    if any(region.level in ("country", "province", "prefecture", "area") for region in term.regions):
        return True
    return len(term.regions) == 1 and (len(term.text) > 2 or any(region.name in written for region in term.regions))


_SHORTEST_NAME: Final = 2
_SILVER: Final = "白银"


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
            chosen[above.region_id] for above in _above(region, vocabulary) if above.level != "country"
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
