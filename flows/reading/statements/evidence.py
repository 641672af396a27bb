"""The evidence for a claim, as features with bins: how each of its fields was found, and which words nobody used.

A feature is written ``field.name=bin`` (``period.where=clause``); the field is the one that it makes more or less sure.
The score of each bin stands in the seed ``confidence_points``; ``confidence`` adds them up.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from flows.domain.reading import PeriodMention
from flows.reading.context.keys import SPOKEN_OF, Key
from flows.reading.context.scene import Scene
from flows.reading.context.spots import Spot
from flows.reading.places.found import ANAPHOR, Place
from flows.reading.statements.claims import Made
from flows.reading.text.rule import Rule

_STOPS: Final = frozenset(",。;:、()")
_CLAUSE_ENDS: Final = re.compile(r"[,。;:、()]")
_LEFT: Final = ((0, "0"), (2, "1-2"), (4, "3-4"), (8, "5-8"))
_NAME: Final = ((2, "1-2"), (4, "3-4"), (6, "5-6"), (9, "7-9"))
_MOST: Final = "more"
_FROM: Final = re.compile(r"[由从][^,。;]{0,12}$")


def evidence_of(
    scene: Scene, spot: Spot, key: Key, place: Place | None, dated: PeriodMention | None, places: Sequence[Place]
) -> tuple[str, ...]:
    """The evidence that the words around a figure give for its claim.

    ``place`` is the region that its sentence names for it, ``dated`` the mention that gave it its period, ``places`` are
    all places of the sentence.
    """
    sentence = spot.statement
    mentions = scene.mentions_in(sentence.start, spot.end)
    spans = sorted([*((one.start, one.end) for one in places), *((one.start, one.end) for one in mentions)])
    left = _left_before(scene, spot, key, spans)
    return (
        f"region.where={_region_where(scene, spot, place)}",
        f"region.between={_is_between(scene, spot, place, places)}",
        f"period.where={_period_where(spot, dated)}",
        f"period.basis={dated.basis if dated else 'none'}",
        f"period.rivals={_rivals(spot, dated, mentions)}",
        f"indicator.name={_name(scene, key, left)}",
        f"indicator.left={_binned(left, _LEFT)}",
        f"indicator.behind={_binned(_left_behind(scene, spot, key, spans), _LEFT)}",
        f"indicator.again={_again(scene, spot, key)}",
        f"subject.is={_subject(scene, key)}",
        f"measure.from={'yes' if _FROM.search(spot.folded, spot.gap, spot.head) else 'no'}",
        f"value.kind={spot.figure.kind}",
        f"value.bound={spot.figure.bound}",
        f"article.in={sentence.kind}",
    )


def _region_where(scene: Scene, spot: Spot, place: Place | None) -> str:
    if place is None:
        topic = scene.memory.topic
        if topic is None:
            return "none"
        if topic != scene.home:
            return "paragraph"
        return "home_" + _strongest(scene)
    if place.region is None:
        return "untold"
    where = "gap" if place.start >= spot.gap else "clause" if place.start >= spot.clause else "sentence"
    return f"{'anaphor' if place.rule is ANAPHOR else 'name'}_{where}"


def _strongest(scene: Scene) -> str:
    """The code of the strongest evidence for the region of the article."""
    chosen, points = scene.home_choice.chosen, scene.vocabulary.points_of("home")
    return max(chosen.evidence, key=lambda code: points[code]) if chosen is not None else "heading"


def _is_between(scene: Scene, spot: Spot, place: Place | None, places: Sequence[Place]) -> str:
    """Another region between the one chosen and the figure, or in the sentence where it names none for the figure."""
    region = place.region if place is not None else scene.memory.topic
    if not places or region is None:
        return "none"
    start = place.end if place is not None else spot.sentence
    others = [
        other
        for other in places
        if start <= other.start < spot.head and other.region is not None and other.region != region
    ]
    if not others:
        return "none"
    return "scope" if all(other.is_scope for other in others) else "place"


def _period_where(spot: Spot, dated: PeriodMention | None) -> str:
    if dated is None:
        return "none"
    if dated.start >= spot.gap:
        return "gap" if dated.start >= spot.clause else "gap_before"
    if dated.start >= spot.clause:
        return "clause"
    if dated.start >= spot.sentence:
        return "sentence"
    return "near" if spot.head - dated.end < 120 else "far"


def _rivals(spot: Spot, dated: PeriodMention | None, mentions: Sequence[PeriodMention]) -> str:
    """Other periods that the sentence names before the figure; ``mentions`` are those of the sentence."""
    if not mentions:
        return "none"
    others = [
        mention
        for mention in mentions
        if mention.start < spot.head and mention.role in ("date", "base") and mention != dated and mention.period.text
    ]
    after = [mention for mention in others if dated is not None and mention.start > dated.start]
    if after:
        return "after_" + after[-1].role
    return "before" if others else "none"


def _name(scene: Scene, key: Key, left: int) -> str:
    """How the indicator is named; one called by a bare head (企业数) with words left over before it is likely another."""
    if key.text in scene.tools.bare_heads and left > 1:
        return "bare"
    if key.indicator is not None:
        return "known" if key.text == key.indicator.name_zh or key.rule is SPOKEN_OF else "alias"
    return "new_" + _binned(len(key.text), _NAME)


def _left_before(scene: Scene, spot: Spot, key: Key, spans: Sequence[tuple[int, int]]) -> int:
    return scene.tools.known_words.left_of(_without(scene.folded, spot.gap, spot.head, key, spans))


def _left_behind(scene: Scene, spot: Spot, key: Key, spans: Sequence[tuple[int, int]]) -> int:
    if spot.tail >= spot.end or scene.folded[spot.tail] in _STOPS:
        return 0
    stop = _CLAUSE_ENDS.search(scene.folded, spot.tail, spot.end)
    end = stop.start() if stop else spot.end
    return scene.tools.known_words.left_of(_without(scene.folded, spot.tail, end, key, spans))


def _without(folded: str, start: int, end: int, key: Key, spans: Sequence[tuple[int, int]]) -> str:
    """The text of ``[start, end)`` without ``spans`` (regions and periods, in order) and without the name of ``key``."""
    parts, at = [], start
    for begin, stop in spans:
        if start <= begin < end:
            if begin >= at:
                parts.append(folded[at:begin])
            at = max(at, stop)
    parts.append(folded[at:end])
    text = " ".join(parts)
    for words in (key.text, key.name, key.subject):
        if len(words) > 1:
            text = text.replace(words, " ")
    return text


def _subject(scene: Scene, key: Key) -> str:
    """A subject, none, or none in an article whose beginning is about a part: a project, a park, a company."""
    if key.subject:
        return "given"
    return "none_of_part" if scene.is_of_part else "none"


def _again(scene: Scene, spot: Spot, key: Key) -> str:
    """How far back the indicator was named that a figure without a name of its own takes over."""
    if key.rule is not SPOKEN_OF:
        return "named"
    if scene.memory.last_sentence != spot.sentence:
        return "other_sentence"
    return "joined" if spot.clause - spot.gap <= 1 else "sentence"


def _binned(count: int, bins: Sequence[tuple[int, str]]) -> str:
    return next((name for most, name in bins if count <= most), _MOST)


def evidence_in_article(made: Sequence[Made], published_on: dt.date | None) -> Iterator[tuple[str, ...]]:
    """The evidence for each claim by the rules that made it, and by the other claims of its article."""
    keys = [_key(one) for one in made]
    values: dict[tuple[object, ...], set[Decimal]] = {}
    spans: dict[tuple[int, int], set[tuple[object, ...]]] = {}
    for one, key in zip(made, keys, strict=True):
        values.setdefault(key, set()).add(one.value)
        spans.setdefault((one.start, one.end), set()).add(key)
    counts = Counter(keys)
    for one, key in zip(made, keys, strict=True):
        siblings = "alone" if counts[key] == 1 else "agree" if len(values[key]) == 1 else "differ"
        end = one.period.end
        is_ahead = one.status in ("actual", "preliminary") and end and published_on and end > published_on
        yield (
            *one.evidence,
            *map(_by_rule, _RULED, one.rules),
            f"value.siblings={siblings}",
            "value.readings=one" if len(spans[one.start, one.end]) == 1 else "value.readings=several",
            "period.ahead=yes" if is_ahead else "period.ahead=no",
            f"period.kind={one.period.kind}",
        )


_RULED: Final = ("measure", "indicator", "period", "status", "region")
"""The fields in the order in which the rules that gave them stand in a claim."""


@lru_cache(maxsize=1024)
def _by_rule(field: str, rule: Rule) -> str:
    return f"{field}.rule={rule.name}"


def _key(one: Made) -> tuple[object, ...]:
    key = one.key
    region = key.region.region_id if key.region else ""
    return region, key.subject, key.indicator_id or key.text, one.measure, one.period.text, one.status, one.bound
