"""One article read: every figure becomes claims, no claim with its reason, or unread.

The walk goes from sentence to sentence and in each from figure to figure. For each figure it finds in turn the measure
(``measures``), the unit (``units``), the region (``topics``), the status (``statuses``), the indicator (``lists``,
``naming``) and the period (``dating``), and makes claims of them (``claims``). Headlines come last: they repeat figures
of the text.
"""

import re
from collections.abc import Sequence
from typing import Final

from flows.domain.reading import ArticleText, Reading
from flows.reading.context.keys import Key
from flows.reading.context.measures import bases_of, is_list_gap, remeasured
from flows.reading.context.organisations import Organisations
from flows.reading.context.scene import Scene, tools_of
from flows.reading.context.spots import Group, Measured, Spot
from flows.reading.context.statuses import Statuses
from flows.reading.context.topics import OF_TOPIC, Topics
from flows.reading.indicators.lists import keys_of
from flows.reading.numbers.reasons import DATE
from flows.reading.periods.dating import Dated, Dating
from flows.reading.periods.series import SERIES, Series
from flows.reading.places.found import ANAPHOR, Place
from flows.reading.statements.cells import table_claims
from flows.reading.statements.claims import Made, Stated, claims_of, is_too_large
from flows.reading.statements.evidence import evidence_of
from flows.reading.statements.headlines import HEADLINE, Known
from flows.reading.statements.no_claims import (
    BY_PLACE,
    DURATION,
    NO_INDICATOR,
    NO_NUMBER,
    NO_UNIT,
    NO_UNIT_IN_TABLE,
    TOO_LARGE,
    is_broken_off,
    is_threshold,
    refusal,
)
from flows.reading.statements.results import CLAIM, Outcome, result_of
from flows.reading.statements.structures import structure_claims
from flows.reading.statements.units import elided_unit
from flows.reading.text.sentences import Sentence, split_sentences
from flows.vocabulary import Vocabulary
from flows.vocabulary.roles import Dimension, UnitRole

_CONTINUES: Final = re.compile(r"[\s\"“]*其中")
_BREAKDOWN: Final = re.compile(r"[\s“]*(?:[按分论从看][^,。;:]{1,8}[,:])|拆开(?:来)?看|细分来看")
_STOCK: Final = re.compile(r"有|达|入驻|聚集|集聚|存量|保有|总数|总量|在册|余额|年末|仅|累计|现存|就业|建成")
_ADDED: Final = re.compile("新增|净增|增加(?!值)")
_OF_THE_REGION: Final = frozenset({"rank", "streak", "change_pp"})
_SIZES: Final = frozenset({"m", "m2"})
_LONGEST_GROUP: Final = 100


def read_article(article: ArticleText, vocabulary: Vocabulary) -> Reading:
    """Every figure of the article with what became of it, its period mentions, and its claims.

    Offsets are code points of ``article.text``. The same text gives the same reading, whatever stands around the article.
    """
    if not article.segments:
        return Reading((), (), ())
    return read_scene(Scene(article, tools_of(vocabulary)))


def read_scene(scene: Scene) -> Reading:
    """The reading of the article of a ``scene`` that was made for it, and that is used up."""
    return _Walk(scene).read()


class _Walk:
    """One pass over an article."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.memory = scene, scene.memory
        article = scene.article
        self.dating = Dating(scene.folded, scene.mentions, article.published_on, article.known_to)
        self.series = Series(scene.folded, scene.mentions)
        self.statuses = Statuses(scene.folded, scene.article.published_on, scene.tools.status_cues, scene.dimension)
        self.organisations = Organisations(scene.folded, scene.text, scene.tools.organisations)
        self.topics = Topics(scene)
        self.paragraph = -1
        self.made: list[Made] = []
        self.outcomes: dict[int, Outcome] = {}

    def read(self) -> Reading:
        """All sentences, headlines last."""
        scene = self.scene
        self._mark_dates()
        for index, made in table_claims(scene):
            self.made += made
            self.outcomes[index] = CLAIM if made else NO_UNIT_IN_TABLE.outcome
        headlines = []
        for sentence in split_sentences(scene.folded, scene.article.segments, scene.base):
            if sentence.kind == "title":
                headlines.append(sentence)
            elif reason := BY_PLACE.get(sentence.kind):
                for index in scene.figures_in(sentence.start, sentence.end):
                    self.outcomes.setdefault(index, reason.outcome)
            else:
                self._sentence(sentence, scene.figures_in(sentence.start, sentence.end))
        if headlines:
            known = Known(scene, self.made)
            for sentence in headlines:
                self._headline(sentence, known)
        return result_of(scene, self.outcomes, self.made)

    def _mark_dates(self) -> None:
        """Set the outcome of figures that the scan refused, and of those inside a mention of a period: dates."""
        mentions, folded, outcomes = self.scene.mentions, self.scene.folded, self.outcomes
        at, count = 0, len(mentions)
        for index, figure in enumerate(self.scene.figures):
            start = figure.start
            while at < count and mentions[at].end <= start:
                at += 1
            if at < count and mentions[at].start < figure.end:
                outcomes[index] = DATE.outcome
            elif figure.reading == "not_a_claim" and not is_threshold(figure, folded):
                outcomes[index] = figure.reading, figure.reason

    # sentences -------------------------------------------------------------------------------------------------------

    def _headline(self, sentence: Sentence, known: Known) -> None:
        """A headline repeats what the text says: a figure of equal value there gives it its meaning."""
        left = []
        for index in self.scene.figures_in(sentence.start, sentence.end):
            if index in self.outcomes:
                continue
            figure = self.scene.figures[index]
            same = known.equal_to(figure)
            if same is None:
                left.append(index)
                continue
            self.made.append(
                same._replace(
                    start=figure.start,
                    end=figure.end,
                    sentence=sentence,
                    bound=figure.bound,
                    rules=(*same.rules, HEADLINE),
                )
            )
            self.outcomes[index] = CLAIM
            self.memory.last_status = same.status
        if left:
            self.topics.begin_paragraph()
            self._sentence(sentence, left)

    def _sentence(self, sentence: Sentence, inside: Sequence[int]) -> None:
        scene, memory, outcomes = self.scene, self.memory, self.outcomes
        folded = scene.folded
        continues = sentence.follows or _CONTINUES.match(folded, sentence.start, sentence.end) is not None
        if sentence.paragraph != self.paragraph:
            self.paragraph = sentence.paragraph
            self.topics.begin_paragraph()
            memory.begin_paragraph(continues=continues)
        self.statuses.enter(sentence, continues=continues)
        pending = [index for index in inside if index not in outcomes]
        first = scene.figures[pending[0]].start if pending else sentence.end
        self.dating.enter(sentence, first, continues=continues)
        places = scene.places_in(sentence.start, sentence.end)
        if places:
            self.topics.turn(sentence, places, first)
        if not pending:
            return
        for index, made in structure_claims(scene, sentence, inside, self.dating):
            self.made += made
            outcomes[index] = CLAIM
            memory.last_status = "actual"
        breaks_down = not sentence.follows and _BREAKDOWN.match(folded, sentence.start, sentence.end) is not None
        memory.begin_sentence(sentence, breaks_down=breaks_down)
        self._figures(sentence, inside, places)

    def _figures(self, sentence: Sentence, inside: Sequence[int], places: Sequence[Place]) -> None:
        """The figures of a sentence one after another."""
        folded, figures = self.scene.folded, self.scene.figures
        gap = sentence.start
        before: Measured | None = None
        group_from = group_to = -1
        for position, index in enumerate(inside):
            if index in self.outcomes:
                continue
            figure = figures[index]
            if reason := refusal(figure, sentence, folded):
                self.outcomes[index] = reason.outcome
                continue
            head = figure.head
            clause = 1 + max(
                folded.rfind(",", gap, head),
                folded.rfind(";", gap, head),
                folded.rfind(":", gap, head),
                folded.rfind("。", gap, head),
            )
            end = figures[inside[position + 1]].head if position + 1 < len(inside) else sentence.end
            if position >= group_to:
                group_from, group_to = position, self._group_end(inside, position)
            spot = Spot(folded, figure, sentence, gap, max(clause, gap), head, figure.tail, end)
            group = Group(group_to - group_from, position - group_from, figures[inside[group_from]].head)
            outcome = self._figure(spot, places, before, group)
            if isinstance(outcome, Measured):
                self.outcomes[index] = CLAIM
                self.memory.before = outcome
                if figure.kind in ("percent", "fraction"):
                    before = outcome
            else:
                self.outcomes[index] = outcome
            gap = figure.tail

    def _group_end(self, inside: Sequence[int], position: int) -> int:
        """The position behind the last figure of the list that begins at ``position``: list signs alone part them."""
        figures = self.scene.figures
        last = figures[inside[position]]
        for at in range(position + 1, min(len(inside), position + _LONGEST_GROUP)):
            figure = figures[inside[at]]
            if not is_list_gap(self.scene.folded, last.tail, figure.head) or (figure.kind != last.kind and last.unit):
                return at
            last = figure
        return min(len(inside), position + _LONGEST_GROUP)

    # figures ---------------------------------------------------------------------------------------------------------

    def _figure(self, spot: Spot, places: Sequence[Place], before: Measured | None, group: Group) -> Measured | Outcome:
        """The measure of a figure that became claims; of any other figure the outcome."""
        scene, memory, figure = self.scene, self.memory, spot.figure
        if is_broken_off(figure, spot.folded):
            return NO_NUMBER.outcome
        if figure.reason:
            return figure.reading, figure.reason
        unit = scene.unit(figure.unit) if figure.unit else None
        spot.base_unit = unit.base_unit if unit else figure.unit or "1"
        measured = scene.tools.measures.of(spot, memory, before)
        if measured is None:
            return DURATION.outcome
        if scene.yuan is not None and figure.unit == scene.vocabulary.unit_of(UnitRole.YUAN):
            figure = spot.figure = figure._replace(unit=scene.vocabulary.unit_of(scene.yuan))
            spot.base_unit = scene.vocabulary.unit_words[figure.unit].base_unit
        if measured.measure == "rank":
            spot.base_unit = "rank"
        if figure.kind == "fraction":
            spot.base_unit = "percent"
        if not figure.unit and figure.kind in ("number", "currency"):
            meant = elided_unit(scene, spot, measured)
            if meant is None:
                return NO_UNIT.outcome
            word, spot.base_unit = meant
            figure = spot.figure = figure._replace(unit=word)
        if is_too_large(scene, figure):
            return TOO_LARGE.outcome
        place = self.topics.place_of(spot, places, measured)
        spot.region = place.region if place else memory.topic
        region_basis = "explicit" if place and place.region and place.rule is not ANAPHOR else "inherited"
        found = self.statuses.status_of(spot, measured, stem=memory.stem, before=memory.last_status)
        memory.is_unbuilt = found[0] in ("capacity", "plan")
        keys = keys_of(scene, spot, measured, group)
        if not keys:
            return NO_INDICATOR.outcome
        first = keys[0]
        period, basis, period_rule = self.dating.period_of(
            figure, spot.clause, found[0], measured.measure,
            is_stock=(first.indicator is not None and first.indicator.is_stock)
            or (
                _STOCK.search(spot.folded, spot.clause, figure.head) is not None
                and _ADDED.search(spot.folded, spot.clause, figure.head) is None
            ),
            is_size=spot.base_unit in _SIZES and measured.measure == "level",
            is_flow=first.indicator is not None
            and first.indicator.is_additive
            and not first.indicator.is_stock
            and scene.dimension(first.base_unit) != Dimension.COUNT,
        )  # fmt: skip
        if group.size > 1:
            period, basis, period_rule = self._of_series(spot, group, first, (period, basis, period_rule))
        status, status_rule = self.statuses.settled(found, spot, measured, first, period, basis)
        if status == "target" and not period.text:
            period, basis, period_rule = self.dating.of_an_aim()
        is_growth = measured.measure == "growth_yoy"
        mentions = bases_of(spot, scene.mentions_in(spot.sentence, spot.head)) if is_growth else ()
        measured = remeasured(measured, spot, first, period, mentions)
        region_rule = place.rule if place else OF_TOPIC
        keys = self._of_subject(keys, spot, place, measured)
        evidence = evidence_of(scene, spot, keys[0], place, self.dating.chosen, places)
        stated = Stated(
            measured, period, basis, region_basis, status, (period_rule, status_rule, region_rule), evidence, group
        )
        self.made += claims_of(scene, spot, keys, stated)
        memory.last_status = status
        memory.remember(keys[-1], measured.measure, spot.base_unit, figure.unit)
        return measured

    def _of_series(self, spot: Spot, group: Group, key: Key, dated: Dated) -> Dated:
        """The period that pairs with a figure of a list, if its sentence lists periods; else that of ``dated``."""
        is_listed = key.rule.name.startswith("list.")
        found = self.series.paired(spot.sentence, group.head, group.size, group.nth, is_listed=is_listed)
        if found is None:
            return dated
        period, self.dating.chosen = found
        return period, "publication" if found[1].basis == "relative" else "explicit", SERIES

    def _of_subject(self, keys: list[Key], spot: Spot, place: Place | None, measured: Measured) -> list[Key]:
        """The keys with the organisation that the sentence names; a rank without one is the region's."""
        if subject := self.organisations.subject_of(spot, place):
            return [key._replace(subject=subject) for key in keys]
        if measured.measure in _OF_THE_REGION:
            return [key._replace(subject="") if key.subject else key for key in keys]
        return keys
