"""The vocabulary as typed rows, one class a seed."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from flows.vocabulary.folding import fold
from flows.vocabulary.lists import WordList
from flows.vocabulary.roles import Dimension, Group, RegionRole, Role, UnitRole

# The description of a type is what a refusal says was expected in its cell.
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), Field(description="a text")]
Slug = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$"), Field(description="lower-case letters, digits, _ and -")
]
Id = Annotated[
    str,
    StringConstraints(pattern=r"^([0-9]{6}|[0-9]{9}|[a-z][a-z0-9-]*)$"),
    Field(description="a code of 6 or 9 digits, or a letter and lower-case letters, digits and -"),
]
PartialDate = Annotated[
    str,
    StringConstraints(pattern=r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"),
    Field(description="2012, 2012-08, 2012-08-20 or nothing"),
]
Flag = Annotated[bool, Field(description="true or false")]
Whole = Annotated[int, Field(description="a whole number")]
Year = Annotated[int, Field(ge=1900, le=2200, description="a year from 1900 to 2200")]


def _empty_is_none(value: Any) -> Any:
    return None if value == "" else value


def _as_sign(value: Any) -> Any:
    return {"1": 1, "-1": -1}.get(value, value)


Sign = Annotated[Literal[-1, 1], BeforeValidator(_as_sign), Field(description="1 or -1")]
Factor = Annotated[Decimal, Field(gt=0, description="a decimal number above 0")]
OptionalDecimal = Annotated[
    Decimal | None, BeforeValidator(_empty_is_none), Field(description="a decimal number or nothing")
]
OptionalSlug = Annotated[
    Slug | None, BeforeValidator(_empty_is_none), Field(description="lower-case letters, digits, _ and -, or nothing")
]
OptionalId = Annotated[Id | None, BeforeValidator(_empty_is_none), Field(description="a code of a region or nothing")]


class Seed(BaseModel):
    """A row of a seed; columns are the fields, in their order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def expected_in(cls, column: str) -> str:
        """What a cell of ``column`` may hold, in words."""
        return cls.model_fields[column].description or "a text"


class Region(Seed):
    """An administrative division of GB/T 2260, or an area of our own.

    ``is_common_word``: the short name is an ordinary word too, or reads across two words (其中山东, 评定结果).
    """

    region_id: Id
    name: Text
    short_name: Text
    name_en: Text
    level: Text
    kind: Slug
    parent_id: OptionalId
    valid_from: PartialDate
    valid_to: PartialDate
    is_common_word: Flag
    note: str


class RegionAlias(Seed):
    """Another printed name of exactly one region; one that ``needs_context`` means other things too."""

    alias: Text
    region_id: Id
    needs_context: Flag
    note: str


class RegionMember(Seed):
    """An area that another area is made of."""

    region_id: Id
    member_id: Id
    note: str


class Indicator(Seed):
    """A thing that is counted or measured; ``base_unit`` is that of its level."""

    indicator_id: Slug
    name_zh: Text
    name_en: Text
    theme: Slug
    definition: Text
    base_unit: Text
    is_additive: Flag
    is_stock: Flag
    direction: Text
    plausible_min: OptionalDecimal
    plausible_max: OptionalDecimal
    plausible_source: str


class IndicatorAlias(Seed):
    """Another printed name of exactly one indicator; ``sense`` (codelist ``alias_sense``) says when it means it."""

    alias: Text
    indicator_id: Slug
    sense: OptionalSlug
    note: str


class IndicatorRoleRow(Seed):
    """An indicator that code asks for by what it is used for."""

    role: Slug
    indicator_id: Slug
    note: str


class UnitRoleRow(Seed):
    """A unit word that code asks for by what it is used for."""

    role: Slug
    unit: Text
    note: str


class RegionRoleRow(Seed):
    """A region that code asks for by what it is used for."""

    role: Slug
    region_id: Id
    note: str


class BaseUnit(Seed):
    """A unit in which values are compared: its name is in the codelist ``base_unit``, here stands what it measures.

    ``plural_en`` is what stands behind a number in English; empty where nothing does (814, no 814 counts).
    """

    base_unit: Text
    dimension: Slug
    plural_en: str


class UnitWord(Seed):
    """A unit as printed, without a scale word."""

    unit: Text
    base_unit: Text
    factor: Factor
    is_scalable: Flag
    name_en: Text


class UnitLookalike(Seed):
    """A unit word, and the characters behind it, parted by spaces, with which it is another word: 8部门 are no 8部."""

    unit: Text
    not_before: Text
    note: str


class Scale(Seed):
    """A scale word that may stand between number and unit."""

    scale: Text
    factor: Factor


class Anaphor(Seed):
    """A word that names a region by its place in the hierarchy around the topic (codelist ``anaphor_level``)."""

    anaphor: Text
    level: Slug
    note: str


class PlaceLookalike(Seed):
    """A name that is no region where the ``other`` word stands on that ``side`` of it (codelist ``side``)."""

    name: Text
    side: Slug
    other: Text
    note: str


class PeriodWord(Seed):
    """A word that names a period; its ``kind`` (codelist ``period_word_kind``) says what ``distance`` counts."""

    word: Text
    kind: Slug
    distance: Whole
    note: str


class Plan(Seed):
    """A five-year plan and its first year."""

    plan: Text
    first_year: Year
    note: str


class Hedge(Seed):
    """A word before a number or behind a figure that makes it a bound (codelist ``bound``).

    It is no hedge directly after one of ``not_after``, words parted by spaces: 节约50万元 saves.
    """

    hedge: Text
    side: Slug
    bound: Slug
    not_after: str
    note: str


class MeasureCue(Seed):
    """A word before a percentage that says what it measures (codelist ``cue_kind``), and the sign it gives the value."""

    cue: Text
    kind: Slug
    sign: Sign
    note: str


class StatusCue(Seed):
    """A word that gives the figures behind it a status (codelist ``status``), and its effect on the one of before.

    It gives none directly after one of ``not_after`` or directly before one of ``not_before``, words parted by spaces.
    """

    cue: Text
    status: Slug
    effect: OptionalSlug
    not_after: str
    not_before: str
    note: str


class ListedWord(Seed):
    """A word of a list that code asks for; which lists there are says the codelist ``word_list``."""

    word_list: Slug
    word: Text
    note: str


class EvidencePoints(Seed):
    """What a kind of evidence counts for where one meaning is chosen among several (codelist ``seam``)."""

    seam: Slug
    evidence: Slug
    points: Whole
    note: str


class ConfidencePoints(Seed):
    """What a bin of a feature of the evidence adds to the confidence of a claim, in hundredths of log odds.

    ``basis`` (codelist ``points_basis``) says whether it was fitted or set, ``claim_count`` on how many claims it was fitted.
    """

    feature: Text
    bin: Text
    points: Whole
    basis: Slug
    claim_count: Whole
    note: str


class Code(Seed):
    """A value of a controlled list."""

    codelist: Slug
    code: Text
    name_zh: str
    name_en: Text
    description: Text


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed but folded, scale word included: 万名 is 10,000 of 名 in the base unit 1."""

    text: str
    word: str
    scale: Decimal
    base_unit: str
    factor: Decimal


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Everything the project knows words for; look-ups fold width and script.

    ``regions_named`` answers with every region a name can mean: 城关区 is a district of Lhasa and of Lanzhou, and only
    the context tells which.
    """

    regions: dict[str, Region]
    region_aliases: tuple[RegionAlias, ...]
    region_members: tuple[RegionMember, ...]
    indicators: dict[str, Indicator]
    indicator_aliases: tuple[IndicatorAlias, ...]
    unit_words: dict[str, UnitWord]
    scales: dict[str, Scale]
    base_units: dict[str, BaseUnit]
    unit_lookalikes: tuple[UnitLookalike, ...]
    period_words: tuple[PeriodWord, ...]
    plans: tuple[Plan, ...]
    anaphors: tuple[Anaphor, ...]
    place_lookalikes: tuple[PlaceLookalike, ...]
    hedges: tuple[Hedge, ...]
    measure_cues: tuple[MeasureCue, ...]
    status_cues: tuple[StatusCue, ...]
    word_lists: dict[str, tuple[str, ...]]
    evidence_points: tuple[EvidencePoints, ...]
    confidence_points: tuple[ConfidencePoints, ...]
    codelists: dict[str, frozenset[str]]
    indicator_roles: dict[str, tuple[Indicator, ...]]
    unit_roles: dict[str, tuple[str, ...]]
    region_roles: dict[str, Region]

    def regions_named(self, name: str) -> tuple[Region, ...]:
        """The regions that ``name`` can mean: those of that full name or alias, else those of that short name."""
        key = fold(name)
        return self._regions_by_name.get(key) or self._regions_by_short_name.get(key, ())

    def indicator_named(self, name: str) -> Indicator | None:
        """The indicator that is called ``name`` or has it as an alias."""
        return self._indicators_by_name.get(fold(name))

    def dimension(self, base_unit: str) -> str:
        """The dimension of a base unit (codelist ``dimension``); any other unit is a dimension of its own."""
        known = self.base_units.get(base_unit)
        return known.dimension if known else base_unit

    def base_units_of(self, dimension: Dimension) -> frozenset[str]:
        """The base units of a dimension: all currencies are of the dimension money."""
        return frozenset(unit.base_unit for unit in self.base_units.values() if unit.dimension == dimension)

    def words(self, word_list: WordList) -> tuple[str, ...]:
        """The words of a list, folded, in the order of the seed."""
        return self.word_lists[word_list]

    def points_of(self, seam: str) -> dict[str, int]:
        """What each kind of evidence counts for at a ``seam``, by its code."""
        return self._points[seam]

    def role(self, role: Role) -> Indicator:
        """The indicator that has the role; loading has made sure that there is one."""
        return self.indicator_roles[role][0]

    def group(self, group: Group) -> frozenset[str]:
        """The ids of the indicators that share the role."""
        return self._groups[group]

    def unit_of(self, role: UnitRole) -> str:
        """The unit word, folded, that has the role; of several the first."""
        return self.unit_roles[role][0]

    def units_of(self, role: UnitRole) -> tuple[str, ...]:
        """The unit words, folded, that share the role."""
        return self.unit_roles[role]

    def region_of(self, role: RegionRole) -> Region:
        """The region that has the role."""
        return self.region_roles[role]

    def unit(self, text: str) -> Unit | None:
        """The unit printed as ``text``; a unit of the seeds wins over a scale word before one (兆瓦 is 10^6 W)."""
        key = fold(text)
        if word := self.unit_words.get(key):
            return Unit(key, word.unit, Decimal(1), word.base_unit, word.factor)
        for length in range(min(len(key) - 1, self._longest_scale), 0, -1):
            scale = self.scales.get(key[:length])
            word = self.unit_words.get(key[length:])
            if scale and word and word.is_scalable:
                return Unit(key, word.unit, scale.factor, word.base_unit, scale.factor * word.factor)
        return None

    @cached_property
    def _groups(self) -> dict[str, frozenset[str]]:
        return {
            role: frozenset(indicator.indicator_id for indicator in indicators)
            for role, indicators in self.indicator_roles.items()
        }

    @cached_property
    def _points(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for row in self.evidence_points:
            found.setdefault(row.seam, {})[row.evidence] = row.points
        return found

    @cached_property
    def _longest_scale(self) -> int:
        return max(map(len, self.scales), default=0)

    @cached_property
    def _regions_by_name(self) -> dict[str, tuple[Region, ...]]:
        pairs = [(region.name, region) for region in self.regions.values()]
        pairs += [(alias.alias, self.regions[alias.region_id]) for alias in self.region_aliases]
        return _grouped(pairs)

    @cached_property
    def _regions_by_short_name(self) -> dict[str, tuple[Region, ...]]:
        return _grouped((region.short_name, region) for region in self.regions.values())

    @cached_property
    def _indicators_by_name(self) -> dict[str, Indicator]:
        names = {fold(alias.alias): self.indicators[alias.indicator_id] for alias in self.indicator_aliases}
        return names | {fold(indicator.name_zh): indicator for indicator in self.indicators.values()}


def _grouped(pairs: Any) -> dict[str, tuple[Region, ...]]:
    groups: dict[str, tuple[Region, ...]] = {}
    for name, region in pairs:
        key = fold(name)
        if region not in groups.get(key, ()):
            groups[key] = (*groups.get(key, ()), region)
    return groups
