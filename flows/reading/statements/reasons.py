"""Why a figure was read as it was: the points of its evidence, and the regions that it could have been of.

Nothing of it is kept with a claim: the article is read again where somebody asks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.domain.claim import Claim
from flows.domain.document import Article, Segment
from flows.domain.reading import ArticleText, Origin
from flows.reading.context.scene import Scene, tools_of
from flows.reading.places.found import Place
from flows.reading.statements.article import read_scene
from flows.reading.statements.confidence import BASE, confidences_of
from flows.reading.text.choice import Choice
from flows.vocabulary import Region, Vocabulary


@dataclass(frozen=True, slots=True)
class Possible:
    """A region that could have been meant: its name, the words that print it (empty: none do), and what speaks for it."""

    region: str
    words: str
    evidence: tuple[str, ...]
    points: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Reasons:
    """``points`` are pairs of evidence (``period.where=clause``) and what it adds; their sum gives the confidence.

    ``regions`` are those that the sentence offers for the figure, ``homes`` those that the article can be about.
    """

    claim: Claim
    points: tuple[tuple[str, int], ...]
    regions: tuple[Possible, ...]
    homes: tuple[Possible, ...]

    @property
    def total(self) -> int:
        """The sum of the points."""
        return sum(points for _, points in self.points)


def reasons_at(
    text: str, articles: Sequence[Article], segments: Sequence[Segment], vocabulary: Vocabulary, origin: Origin, start: int
) -> list[Reasons]:  # fmt: skip
    """The reasons of every claim on the figure of ``text`` that covers the offset ``start``; none where none stands there.

    ``articles``, ``segments`` and ``origin`` are those that the text was read with.
    """
    found = [article for article in articles if article.span.start <= start < article.span.end]
    if not found:
        return []
    article = found[0]
    parts = tuple(segment for segment in segments if segment.article == article.ordinal)
    if not parts:
        return []
    choices: list[tuple[int, Choice[Place | None]]] = []
    scene = Scene(
        ArticleText(article.article_id, text, parts, article.published_on, origin), tools_of(vocabulary), choices
    )
    claims = [claim for claim in read_scene(scene).claims if claim.span.start <= start < claim.span.end]
    table = confidences_of(vocabulary).points
    homes = _homes(scene)
    return [
        Reasons(
            claim,
            tuple((one, table.get(one, 0)) for one in (BASE, *claim.evidence)),
            _regions(scene, choices, claim),
            homes,
        )
        for claim in claims
    ]


def _regions(scene: Scene, choices: Sequence[tuple[int, Choice[Place | None]]], claim: Claim) -> tuple[Possible, ...]:
    """What the sentence offered for the figure of ``claim``; its own span may begin later, in a range."""
    by = scene.base
    made = [choice for at, choice in choices if claim.span.start - by <= at < claim.span.end - by]
    if not made:
        return ()
    choice = made[0]
    possible = []
    for candidate, points in choice.points:
        place = candidate.value
        region = place.region if place else None
        words = scene.text[candidate.start : candidate.end] if place else ""
        name = region.name if region else "" if place else _topic_name(scene, claim, choice)
        possible.append(Possible(name, words, candidate.evidence, points, candidate is choice.chosen))
    return tuple(possible)


def _topic_name(scene: Scene, claim: Claim, choice: Choice[Place | None]) -> str:
    """The region spoken of before, where it is known: that of the claim if it was chosen."""
    is_topic = choice.chosen is not None and choice.chosen.value is None
    region_id = claim.region_id if is_topic else None
    return scene.vocabulary.regions[region_id].name if region_id else ""


def _homes(scene: Scene) -> tuple[Possible, ...]:
    choice: Choice[Region] = scene.home_choice
    return tuple(
        Possible(
            candidate.value.name,
            scene.text[candidate.start : candidate.end] if candidate.start >= 0 else "",
            candidate.evidence,
            points,
            candidate is choice.chosen,
        )
        for candidate, points in choice.points
    )
