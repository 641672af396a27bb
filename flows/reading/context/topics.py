"""The region that a figure belongs to: the one that its sentence names for it, else the one that is spoken of."""

from collections.abc import Sequence
from typing import Final

from flows.reading.context.scene import Scene
from flows.reading.context.spots import Measured, Spot
from flows.reading.places.found import ANAPHOR, Place
from flows.reading.text.choice import Candidate, choose
from flows.reading.text.rule import Rule
from flows.reading.text.sentences import Sentence

SEAM: Final = "region"
_OPENS: Final = 12
_COMPARING: Final = frozenset({"share", "change_pp", "rank"})
_WITH_A_COUNTRY: Final = frozenset({"share", "rank", "change_pp", "ratio", "change"})


OF_TOPIC: Final = Rule(
    "region.topic",
    "A sentence that names no region is of the one its paragraph or the article is about.",
    ("2023年，宿州市农业丰收。粮食产量【89.2亿斤】。", "# 六安交出答卷\n2023年，地区生产总值【2110亿元】。"),
    ("2023年，宿州市粮食产量【89.2亿斤】。",),
)

RULES: Final = (OF_TOPIC,)
"""The rules that stand here."""


class Topics:
    """The region that the walk over an article speaks of; it is kept in the memory of ``scene`` as ``topic``."""

    def __init__(self, scene: Scene) -> None:
        self._scene, self._memory = scene, scene.memory
        self._home = scene.home
        self._points = scene.vocabulary.points_of(SEAM)

    def begin_paragraph(self) -> None:
        """Go back to the region of the article, or of the last heading."""
        self._memory.topic = self._home

    def turn(self, sentence: Sentence, places: Sequence[Place], first: int) -> None:
        """Make a region named before offset ``first`` (a figure) the topic; one in a heading, of all that follows.

        A name or anaphor that means no region that is known leaves the sentences behind it without one.
        """
        spoken = [
            place
            for place in places
            if not place.is_scope and (place.region is None or place.region.level != "country")
        ]
        if not spoken:
            return
        head = spoken[0]
        if not sentence.follows and head.start < first and not self._scene.in_brackets(head, sentence):
            self._memory.topic = head.region
        if sentence.kind in ("heading", "title") and head.region is not None:
            self._home = self._memory.topic = head.region

    def place_of(self, spot: Spot, places: Sequence[Place], measured: Measured) -> Place | None:
        """The region that the sentence names for the figure; ``None`` where it is the topic's.

        A chosen place without a region (全省 where no province is named) says that the region cannot be told.
        """
        candidates: list[Candidate[Place | None]] = [
            Candidate(place, place.start, place.end, self._evidence(place, spot, measured))
            for place in places
            if place.start < spot.figure.start
        ]
        if not candidates and self._scene.choices is None:
            return None
        topic: Candidate[Place | None] = Candidate(None, -1, -1, ("topic",))
        choice = choose(SEAM, (topic, *candidates), self._points)
        if self._scene.choices is not None:
            self._scene.choices.append((spot.figure.start, choice))
        return choice.chosen.value if choice.chosen is not None else None

    def _evidence(self, place: Place, spot: Spot, measured: Measured) -> tuple[str, ...]:
        measure, scene = measured.measure, self._scene
        where = "in_gap" if place.start >= spot.gap else "in_clause" if place.start >= spot.clause else "in_sentence"
        if place.is_scope:
            return where, "scope"
        region = place.region
        if region is None:
            return (where,)
        if measure in _COMPARING and scene.is_above_topic(region) and (
            (measure == "rank" and place.rule is ANAPHOR)
            or (place.start >= spot.gap and place.start > spot.sentence + 6)
        ):  # fmt: skip
            return where, "above"
        if region.level == "country" and (measure in _WITH_A_COUNTRY or place.start < spot.clause):
            return where, "whole_country"
        if scene.folded.find(")", place.end, spot.figure.start) >= 0 and scene.in_brackets(place, spot.statement):
            return where, "in_brackets"
        return (where,)
