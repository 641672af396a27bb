"""A figure made into claims: value in the printed unit, sign, and the words that it is compared with."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from flows.domain.period import Period
from flows.domain.reading import Figure
from flows.reading.context.keys import SPOKEN_OF, Key
from flows.reading.context.scene import Scene
from flows.reading.context.spots import Group, Measured, Spot
from flows.reading.numbers.figures import in_full
from flows.reading.text.rule import Rule
from flows.reading.text.sentences import Sentence
from flows.vocabulary.roles import UnitRole

LARGEST: Final = Decimal(10**23)
"""A value in base units that is as large as this or larger is in no warehouse."""
_ALWAYS_HELD: Final = Decimal(10**7)
"""No unit makes 10^16 of a number, so that a smaller one need not be looked at."""
_SCALED: Final = re.compile(r"([\d.,\s]+)[余多几来]?([十百千万亿兆]+)$", re.ASCII)
_NOT_DIGITS: Final = re.compile(r"[,\s]")
_LIST_SIGNS: Final = re.compile("[、和与及]")
_AMONG: Final = "其中"
_WITH_A_WHOLE: Final = frozenset({"share", "rank", "change_pp", "change", "ratio"})
_WHOLE: Final = re.compile(
    r"(?:占(?![比去到了据有])|占[去到了据有]|比(?![重例率分])|较|高于|低于|快于|慢于|高出|跑赢|领先|居|列|排在?)"
    r"(?P<whole>(?![由从自])[^,。;:\d]{1,14}?)"
    r"(?:的|比重|总量|第|高|低|快|慢|多|少|增|减|提|上升|下降|扩|缩|平均|$)"
)


class Made(NamedTuple):
    """A claim in the making, offsets in the folded text of the article."""

    start: int
    end: int
    value: Decimal
    key: Key
    measure: str
    period: Period
    period_basis: str
    region_basis: str
    status: str
    bound: str
    unit: str
    base_unit: str
    compared_with: str
    sentence: Sentence
    rules: tuple[Rule, ...]
    evidence: tuple[str, ...]


class Stated(NamedTuple):
    """The properties of a figure apart from its indicator; ``rules`` are those for period, status and region."""

    measured: Measured
    period: Period
    period_basis: str
    region_basis: str
    status: str
    rules: tuple[Rule, Rule, Rule]
    evidence: tuple[str, ...] = ()
    group: Group = Group(1, 0, 0)


def is_too_large(scene: Scene, figure: Figure) -> bool:
    """``True`` where a value is larger than the warehouse's decimals, or is a run of digits too long to be one."""
    if figure.low is None:
        return True
    highest = max(abs(figure.low), abs(figure.high or figure.low))
    if highest < _ALWAYS_HELD:
        return False
    unit = scene.unit(figure.unit) if figure.unit else None
    return (highest * unit.factor if unit else highest) >= LARGEST


def claims_of(scene: Scene, spot: Spot, keys: Sequence[Key], stated: Stated) -> list[Made]:
    """The claims of a figure: one for each key, and of a range one for each end."""
    figure, measured = spot.figure, stated.measured
    low, high, unit = in_full(figure, spot.folded)
    if measured.measure == "rank" and figure.kind != "fraction":
        unit = scene.vocabulary.unit_of(UnitRole.PLACE)
    elif not unit and spot.base_unit == "CNY":
        unit = scene.vocabulary.unit_of(UnitRole.YUAN)
    if high is None and unit:
        low, unit = _as_printed(scene, spot, low, unit)
    whole = ""
    if measured.measure in _WITH_A_WHOLE and (match := _WHOLE.search(spot.folded, spot.gap, figure.head)):
        whole = match["whole"]
    if stated.group.size > 1 and measured.measure in _WITH_A_WHOLE:
        whole = _whole_in_list(scene, stated.group, whole)
    if measured.measure == "share":
        whole = scene.memory.share_of = whole or (scene.memory.share_of if keys[0].rule is SPOKEN_OF else "")
    made = []
    for key in keys:
        rules = (measured.rule, key.rule, *stated.rules)
        one = Made(
            figure.start, figure.end, _signed(low, measured.sign), key, measured.measure, stated.period, stated.period_basis,
            stated.region_basis, stated.status, figure.bound, unit, spot.base_unit,
            whole or _wider_region(scene, spot, key, measured), spot.statement, rules, stated.evidence,
        )  # fmt: skip
        if high is None:
            made.append(one)
        else:
            made.append(one._replace(end=figure.low_end, bound="at_least"))
            made.append(one._replace(start=figure.high_start, value=_signed(high, measured.sign), bound="at_most"))
    return made


def _whole_in_list(scene: Scene, group: Group, whole: str) -> str:
    """比全国、全省高0.5个、0.3个百分点: the wholes pair with the figures of the list in order."""
    if group.nth == 0:
        parts = _LIST_SIGNS.split(whole) if whole else []
        scene.memory.wholes = parts if len(parts) == group.size else []
    if len(scene.memory.wholes) == group.size:
        return scene.memory.wholes[group.nth]
    return whole


def _signed(value: Decimal, sign: int) -> Decimal:
    """``value`` with the sign that the words give it; a number that is printed with a minus has it already: 降幅为-1.1%."""
    return value if value < 0 else value * sign


def _wider_region(scene: Scene, spot: Spot, key: Key, measured: Measured) -> str:
    """全市66项,其中甲区43项,占比超过65%: the name of the region before 其中, whose share it is; else empty."""
    if measured.measure != "share" or scene.folded.find(_AMONG, spot.sentence, spot.head) < 0:
        return ""
    for earlier in scene.memory.recent:
        if earlier.region and key.region and earlier.indicator == key.indicator and earlier.region != key.region:
            return earlier.region.name
    return ""


def _as_printed(scene: Scene, spot: Spot, value: Decimal, unit: str) -> tuple[Decimal, str]:
    """1.8 and 万名 of 1.8万名: the scale word belongs to the unit where the vocabulary can read them together."""
    figure = spot.figure
    if scaled := _SCALED.match(spot.folded, figure.start, figure.unit_start):
        scale = scene.vocabulary.scales.get(scaled[2])
        printed = Decimal(_NOT_DIGITS.sub("", scaled[1]))
        if scale is not None and printed * scale.factor == value and scene.unit(scaled[2] + unit) is not None:
            return printed, scaled[2] + unit
    return value, unit
