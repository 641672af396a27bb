"""The region that an article as a whole is about: told by its title, its text, or what is known of where it appeared."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final
from urllib.parse import urlsplit

from flows.domain.reading import Origin
from flows.reading.places.found import Place
from flows.reading.places.organisations import is_quoted
from flows.reading.text.choice import Candidate, Choice, choose
from flows.reading.text.lexicon import lexicon_of
from flows.vocabulary import Region, Vocabulary
from flows.vocabulary.folding import fold
from flows.vocabulary.roles import RegionRole, UnitRole

DATELINE: Final = re.compile(r"(?:\d{1,2}月)?\d{1,2}日(?:电|讯)|(?:特约)?(?:专电|报道|报导)")
_SHARED: Final = "占"
_OPENING: Final = 200
"""Code points at the beginning of an article in which a dateline stands."""
_OFFICE: Final = re.compile(
    r"[^,。;:、的【】()]{0,8}?(?:人民政府|政府|[局厅委办]|海关|调查队|法院|检察院|日报|晚报|电视台|人社|财政|统计)"
)
"""Offices and newspapers of a place, which speak of it."""
_PUBLIC: Final = frozenset({"gov", "edu", "com", "net", "org", "cn", "hk", "tw", "mo", "www", "news", "epaper", "tjj"})
_RANK: Final = {"province": 0, "prefecture": 1, "county": 2}
SEAM: Final = "home"


def known_regions(folded: str, origin: Origin, vocabulary: Vocabulary) -> list[tuple[Region, str]]:
    """The regions that an article can be about by more than their names in its text, each with its evidence."""
    found = []
    if any(word in folded for word in vocabulary.units_of(UnitRole.TAIWAN_DOLLAR)):
        found.append((vocabulary.region_of(RegionRole.TAIWAN), "currency"))
    if origin.region_id:
        found.append((vocabulary.regions[origin.region_id], "manifest"))
    for region, code in (
        (_in_name(origin.title, vocabulary), "title"),
        (_in_name(origin.outlet, vocabulary), "outlet"),
        (_of_host(origin.url, vocabulary), "host"),
    ):
        if region is not None:
            found.append((region, code))
    return found


def home_of(
    folded: str, named: Sequence[Place], owners: Sequence[Place], heads: Sequence[tuple[int, int]],
    known: Sequence[tuple[Region, str]], vocabulary: Vocabulary, *, is_city_spoken_of: bool,
) -> Choice[Region]:  # fmt: skip
    """The choice among the regions that the article can be about.

    ``heads`` are the spans of its titles in ``folded``, ``named`` the regions that it names in order of place, ``owners``
    those in names of organisations, ``known`` those that stand outside the text; ``is_city_spoken_of`` where it says 全市.
    """
    found: dict[str, tuple[Region, int, int, set[str]]] = {}
    told = chain(
        ((region, code, -1, -1) for region, code in known),
        (
            (place.region, code, place.start, place.end)
            for code, place in _told_by_places(folded, named, owners, heads)
            if place is not None
        ),
        _told_by_parts(named, vocabulary, is_city_spoken_of=is_city_spoken_of),
    )
    for region, code, start, end in told:
        if region is not None:
            found.setdefault(region.region_id, (region, start, end, set()))[3].add(code)
    candidates = [
        Candidate(region, start, end, tuple(sorted(evidence))) for region, start, end, evidence in found.values()
    ]
    return choose(SEAM, candidates, vocabulary.points_of(SEAM))


def _told_by_places(
    folded: str, named: Sequence[Place], owners: Sequence[Place], heads: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, Place | None]]:
    """Each kind of evidence that names in the text give, with the first name that gives it, if one does."""
    yield "title", _in_title(named, heads)
    opening = (place for place in named if place.start <= _OPENING)
    yield "dateline", next((place for place in opening if DATELINE.match(folded, place.end, place.end + 12)), None)
    yield from (("office", place) for place in owners if _OFFICE.match(folded, place.end, place.end + 16))
    parts = [place for place in named if place.is_scope and not _is_country(place)]
    yield "shared", next((place for place in parts if folded.startswith(_SHARED, place.start - 1)), None)
    yield "quoted", next((place for place in parts if is_quoted(folded, place.start, place.end)), None)
    spoken = _spoken_of(named)
    yield ("country" if spoken is not None and _is_country(spoken) else "text"), spoken


def _told_by_parts(
    named: Sequence[Place], vocabulary: Vocabulary, *, is_city_spoken_of: bool
) -> Iterator[tuple[Region | None, str, int, int]]:
    above = _parent_of_several(named, vocabulary)
    yield above, "members", -1, -1
    if is_city_spoken_of:
        yield above, "anaphor", -1, -1


def _parent_of_several(named: Sequence[Place], vocabulary: Vocabulary) -> Region | None:
    """The only prefecture or municipality in which two or more of the counties and areas that are named lie."""
    members: dict[str, set[str]] = {}
    for place in named:
        region = place.region
        if region is not None and region.parent_id and region.level in ("county", "area"):
            members.setdefault(region.parent_id, set()).add(region.region_id)
    found = [
        vocabulary.regions[region_id]
        for region_id, inside in members.items()
        if len(inside) > 1 and vocabulary.regions[region_id].level in ("prefecture", "province")
    ]
    return found[0] if len(found) == 1 else None


def _is_country(place: Place) -> bool:
    return place.region is not None and place.region.level == "country"


def _in_title(named: Sequence[Place], heads: Sequence[tuple[int, int]]) -> Place | None:
    """The first region that a title names, one that is spoken of before one that is only compared with."""
    inside = [
        place
        for start, end in heads
        for place in named
        if start <= place.start < end and place.region is not None and place.region.level != "country"
    ]
    return next((place for place in inside if not place.is_scope), inside[0] if inside else None)


def _spoken_of(named: Sequence[Place]) -> Place | None:
    """The first place that is spoken of, unless another is spoken of more than three times as often."""
    every = [(place, place.region) for place in named if not place.is_scope and place.region is not None]
    spoken = [(place, region.region_id) for place, region in every if region.level != "country"]
    if not spoken:
        return every[0][0] if every else None
    counts = Counter(region_id for _, region_id in spoken)
    most = max(counts.values())
    if counts[spoken[0][1]] * 3 >= most:
        return spoken[0][0]
    return next(place for place, region_id in spoken if counts[region_id] == most)


def _in_name(text: str, vocabulary: Vocabulary) -> Region | None:
    """The first region in the name of an outlet or in a title; ``None`` where a name means several."""
    if not text:
        return None
    for term in lexicon_of(vocabulary).find(fold(text)):
        if term.regions and not term.is_common_word and not term.needs_context:
            standing = [region for region in term.regions if region.level in ("province", "prefecture")]
            if len(term.regions) == 1 or len(standing) == 1:
                region = term.regions[0] if len(term.regions) == 1 else standing[0]
                return region if region.level != "country" else None
    return None


def _of_host(url: str, vocabulary: Vocabulary) -> Region | None:
    """The region whose name is a label of the host: 兰州市 of www.lanzhou.gov.cn."""
    if not url:
        return None
    try:
        labels = (urlsplit(url).hostname or "").split(".")
    except ValueError:
        return None
    names = _by_latin_name(vocabulary)
    return next((names[label] for label in reversed(labels) if label not in _PUBLIC and label in names), None)


@lru_cache(maxsize=2)
def _by_latin_name(vocabulary: Vocabulary) -> Mapping[str, Region]:
    """Regions by their name in Latin letters, without those whose name a province, prefecture or county shares."""
    found: dict[str, list[Region]] = {}
    for name, region in _latin_names(vocabulary):
        found.setdefault(name, []).append(region)
    highest = {name: [one for one in regions if _RANK[one.level] == min(_RANK[each.level] for each in regions)]
               for name, regions in found.items()}  # fmt: skip
    return {name: regions[0] for name, regions in highest.items() if len(regions) == 1}


def _latin_names(vocabulary: Vocabulary) -> Iterator[tuple[str, Region]]:
    for region in vocabulary.regions.values():
        if region.level in _RANK and not region.valid_to:
            name = region.name_en.lower().replace(" ", "").replace("'", "")
            if name.isascii() and len(name) > 3:
                yield name, region
