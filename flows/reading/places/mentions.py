"""Mentions of regions in an article: names, short names and anaphors (全市, 该省, 园区) against the topic of the article.

A name is not always the region spoken of. It may be part of an organisation's name (兰州石化), what is compared with or
what a share is taken of (占全国的36.1%), or the field of a ranking (居全省第二); such mentions never become the topic.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Final

from flows.domain.reading import Origin
from flows.reading.places.found import AMBIGUOUS, ANAPHOR, NAMED, NO_REFERENT, Place
from flows.reading.places.home import DATELINE, home_of, known_regions
from flows.reading.places.organisations import OrganisationNames, is_quoted
from flows.reading.places.scopes import Scopes
from flows.reading.text.lexicon import Term
from flows.vocabulary import Region, Vocabulary
from flows.vocabulary.lists import WordList
from flows.vocabulary.roles import RegionRole

_JOINING: Final = frozenset("、和及与的")
_LISTED: Final = re.compile(r"(?:\([^()]{1,20}\))?[、及]")
_FULL: Final = re.compile(r"[省市县区州盟旗]$|自治区$|新区$")
_HAN: Final = re.compile("[一-鿿]")
_OPENS: Final = frozenset("中在于和与及对从到向赴为是由自将把的年月日省市州县区盟旗")
"""Characters right behind which a name of two characters can begin."""
_SUFFIXES: Final = frozenset("省市州县区盟旗")
_SURE: Final = frozenset({"manifest", "title", "outlet", "host"})
_OF_A_LIST: Final = ("两市", "三市", "四市", "五市", "等市", "等地", "等县")
_SENTENCE_END: Final = re.compile("[。;!?\n]")
_UNKNOWN: Final = Origin()
_LEVELS: Final[Mapping[str, frozenset[str]]] = {
    "province": frozenset({"province"}),
    "prefecture": frozenset({"prefecture"}),
    "county": frozenset({"county"}),
    "township": frozenset({"township"}),
}


class PlaceWords:
    """The words of a vocabulary that tell what a name of a region stands for where it is printed."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.organisations = OrganisationNames(vocabulary)
        self.scopes = Scopes(vocabulary)
        self.context = vocabulary.words(WordList.CONTEXT_NAMES)
        self._suffix_words = vocabulary.words(WordList.SUFFIX_WORDS)
        self._lookalikes: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        for one in vocabulary.place_lookalikes:
            before, behind = self._lookalikes.get(one.name, ((), ()))
            self._lookalikes[one.name] = (
                (*before, one.other) if one.side == "before" else before,
                (*behind, one.other) if one.side == "behind" else behind,
            )

    def is_inside_a_word(self, folded: str, term: Term) -> bool:
        """白银150吨 is silver; 北海道 is not 北海; 示范县 has no 范县, 上海市场 no 上海市; 新增城区 is no 增城区."""
        if term.text[0] in "增建开" and folded[term.start - 1 : term.start] == "新":
            return True
        before_it, after = folded[term.start - 1 : term.start], folded[term.end : term.end + 1]
        is_full = term.text[-1] in _SUFFIXES
        if is_full and len(term.text) == _SHORTEST_NAME and _HAN.match(before_it) and before_it not in _OPENS:
            return True
        if is_full and folded.startswith(self._suffix_words, term.end - 1):
            return True
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
        origin: Origin = _UNKNOWN,
    ) -> None:  # fmt: skip
        self._regions = vocabulary.regions
        self._country = vocabulary.region_of(RegionRole.COUNTRY)
        self._folded = folded
        self._words = place_words_of(vocabulary)
        known = known_regions(folded, origin, vocabulary)
        named, owners = _named(folded, terms, [region for region, _ in known], vocabulary)
        self.choice = home_of(
            folded,
            named,
            owners,
            heads,
            known,
            vocabulary,
            is_city_spoken_of=any(term.level == "city" for term in terms),
        )
        self.home = self.choice.chosen.value if self.choice.chosen else None
        by_points = sorted(self.choice.points, key=lambda judged: -judged[1])
        self._about = [candidate.value for candidate, points in by_points if points >= 0]
        self.mentions = self._resolve(named, terms)
        if self.home is not None and self._is_doubtful() and any(map(_has_no_referent, self.mentions)):
            self.home = None  # 全市 of a city that is never named: what names no region is of that city too

    def _is_doubtful(self) -> bool:
        """``True`` where the region of the article is known by nothing but being named in its text."""
        chosen = self.choice.chosen
        return chosen is not None and not _SURE.intersection(chosen.evidence)

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
            return _listed_scopes(named, self._folded)
        mentions: list[Place] = []
        at, count = 0, len(named)
        topic = self.home
        folded = self._folded
        for term in anaphors:
            while at < count and named[at].start < term.start:
                mentions.append(named[at])
                if not named[at].is_scope and named[at].region is not None:
                    topic = named[at].region
                at += 1
            previous = folded[term.start - 1] if term.start else ""
            if term.level == "park" and (
                "一" <= previous <= "鿿" and previous not in "的在为是该全本各,和与及、从到由入对"
            ):
                continue
            meant = self._named_with(term, mentions) or self._meant(term, topic)
            if meant is None and term.level == "park":
                continue  # a park that is not named is a part of what is spoken of
            scope = self._words.scopes.has(folded, term.start, term.end, term.text)
            rule = ANAPHOR if meant is not None else NO_REFERENT
            mentions.append(Place(term.start, term.end, meant, scope, rule))
        mentions.extend(named[at:])
        return _listed_scopes(mentions, folded)

    def _named_with(self, term: Term, mentions: Sequence[Place]) -> Region | None:
        """江西省:全省…: the region of the level that the same sentence names before the anaphor, if it names one last."""
        if not mentions or mentions[-1].is_scope or _SENTENCE_END.search(self._folded, mentions[-1].end, term.start):
            return None
        return self.ancestor(mentions[-1].region, term.level)

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
        for region in (home, topic, *self._about):
            if found := self.ancestor(region, level):
                return found
        return None


def _has_no_referent(place: Place) -> bool:
    return place.rule is NO_REFERENT and not place.is_scope


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


def _named(
    folded: str, terms: Sequence[Term], known: Sequence[Region], vocabulary: Vocabulary
) -> tuple[list[Place], list[Place]]:
    """Mentions of regions by name, and apart from them those in names of organisations.

    ``known`` are regions that the article is about by what is known of it; they tell which of several regions of one name
    is meant, as do regions that the article names.
    """
    place_words = place_words_of(vocabulary)
    found: list[Place] = []
    owners: list[Place] = []
    last: Place | None = None
    candidates = [term for term in terms if term.regions]
    written = {term.text for term in candidates}
    met = {region.region_id for region in known}
    met.update(
        term.regions[0].region_id
        for term in candidates
        if len(term.regions) == 1 and not (term.is_short or term.is_common_word or term.needs_context)
    )
    chosen: Counter[str] = Counter()
    for nth, term in enumerate(candidates):
        is_sure = not (term.is_short or term.is_common_word or term.needs_context)
        is_listed = _is_listed(folded, candidates, nth)
        if not (is_sure or is_listed or _is_accepted(term, written, chosen, met, place_words.context)):
            continue
        if not is_listed and place_words.is_inside_a_word(folded, term):
            continue
        adjacent = last is not None and last.end == term.start
        outer = last.region if last is not None and adjacent else None
        region = _choose(term.regions, outer, chosen, met, vocabulary)
        if place_words.organisations.begin_before(folded, term.end, full=not term.is_short and _is_plain(term.text)):
            last = last if adjacent else None
            owners.append(Place(term.start, term.end, region, is_scope=True, rule=NAMED))
            continue
        goes_on = region is not None and outer is not None and found and _is_within(region, outer, vocabulary)
        start = found.pop().start if goes_on else term.start
        scope = (
            (last is not None and last.is_scope and folded[last.end : start] in _JOINING)
            or place_words.scopes.has(folded, start, term.end, term.text)
            or is_quoted(folded, start, term.end)
            or DATELINE.match(folded, term.end, term.end + 12) is not None
        )
        if region is None:
            last = Place(start, term.end, None, scope, AMBIGUOUS)
        else:
            last = Place(start, term.end, _parent_of_park(region, vocabulary), scope, NAMED)
            chosen[region.region_id] += 1
        found.append(last)
    return found, owners


def _listed_scopes(found: Sequence[Place], folded: str) -> list[Place]:
    """``found`` with those as scopes that a list joins to a scope: 香港及台湾游客, 比全国、全省高."""
    places = list(found)
    for order, forward in ((range(len(places) - 1, 0, -1), False), (range(1, len(places)), True)):
        for at in order:
            one, other = places[at - 1], places[at]
            scope, joined = (at - 1, at) if forward else (at, at - 1)
            if places[scope].is_scope and _LISTED.fullmatch(folded, one.end, other.start):
                places[joined] = places[joined]._replace(is_scope=True)
    return places


def _is_listed(folded: str, terms: Sequence[Term], nth: int) -> bool:
    """``True`` for a short name between others of a list of regions: 白银 of 兰州、白银、天水三市."""
    term = terms[nth]
    before = nth > 0 and terms[nth - 1].end == term.start - 1 and folded[term.start - 1] == "、"
    behind = nth + 1 < len(terms) and terms[nth + 1].start == term.end + 1 and folded[term.end] in "、和"
    return term.is_short and before and (behind or folded.startswith(_OF_A_LIST, term.end))


def _is_accepted(
    term: Term, written: set[str], chosen: Counter[str], met: AbstractSet[str], context: Sequence[str]
) -> bool:
    """``True`` where a short name stands for its region: always for provinces and prefectures, else with evidence."""
    if term.needs_context:
        return any(
            chosen[region.parent_id or ""] or chosen[region.region_id] or region.parent_id in met
            for region in term.regions
        ) or any(word in written for word in context)
    if not term.is_short:
        is_word = term.is_common_word and len(term.text) == _SHORTEST_NAME  # 城区, 矿区; the mark is on short names
        return not is_word or any(chosen[region.parent_id or ""] for region in term.regions)
    if term.is_common_word:
        return any(region.name in written for region in term.regions)
    if all(region.valid_to for region in term.regions):
        return False  # 鼓浪屿 is an island since its district is no more
    if any(region.level in ("country", "province", "prefecture", "area") for region in term.regions):
        return True
    return len(term.regions) == 1 and (len(term.text) > 2 or any(region.name in written for region in term.regions))


_SHORTEST_NAME: Final = 2
_SILVER: Final = "白银"


def _choose(
    regions: tuple[Region, ...],
    before: Region | None,
    chosen: Counter[str],
    met: AbstractSet[str],
    vocabulary: Vocabulary,
) -> Region | None:
    """Which of several regions of one name is meant; ``None`` where nothing tells.

    In turn: the one within the region named right before, the one met already, the only one within or above a region
    that the article names, the only one of the highest level.
    """
    if len(regions) == 1:
        return regions[0]
    if before is not None:
        for region in regions:
            if _is_within(region, before, vocabulary):
                return region
    for region in regions:
        if chosen[region.region_id]:
            return region
    if inside := _only(region for region in regions if _is_told(region, met, vocabulary)):
        return inside
    current = [region for region in regions if not region.valid_to] or list(regions)
    highest = min(_RANK.get(region.level, _LOWEST) for region in current)
    return _only(region for region in current if _RANK.get(region.level, _LOWEST) == highest)


def _is_told(region: Region, met: AbstractSet[str], vocabulary: Vocabulary) -> bool:
    return region.region_id in met or any(
        above.region_id in met for above in _above(region, vocabulary) if above.level != "country"
    )


def _only(regions: Iterable[Region]) -> Region | None:
    """The single one of ``regions``, ``None`` if there are none or several."""
    found = list(regions)
    return found[0] if len(found) == 1 else None


_RANK: Final = {"country": 0, "province": 1, "prefecture": 2, "area": 3, "county": 4}
_LOWEST: Final = 5


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
