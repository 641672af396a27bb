"""Figures beside each other: two bounds that make one range, and a unit printed once for a whole list.

Both take all figures of a text in order of place.
"""

import re
from decimal import Decimal
from typing import Final

from flows.domain.reading import Figure
from flows.reading.numbers.with_units import ONE, value_of

_SEPARATORS: Final = re.compile(r"\s*(?:、|,|和|与|及|以及|或|或者|、?以及)\s*")
_LARGER: Final = frozenset({"大于", "大于等于", "大于或等于", "大于或者等于", "不小于", "≥", ">", "比"})
_SMALLER: Final = frozenset({"小于", "小于等于", "小于或等于", "不大于", "≤", "<", "比"})
_BOTH: Final = re.compile(r"\s{0,3}(?:的同时)?[,、]?\s{0,3}(?:并且?|且|而|同时)?\s?")


def joined_bounds(text: str, figures: list[Figure]) -> list[Figure]:
    """The figures with a lower bound and the upper one right behind it as one range: 大于10小于20, 300元以上、500元以下."""
    kept: list[Figure] = []
    for figure in figures:
        if figure.bound in ("at_most", "less_than") and kept and _lower(text, kept[-1], figure):
            first = kept.pop()
            figure = Figure(  # noqa: PLW2901 - the two become one
                first.start, figure.end, figure.kind, first.low, figure.low, first.end, figure.start, figure.unit_start,
                figure.unit, "exact", first.head, figure.tail, figure.reading, figure.reason,
            )  # fmt: skip
        kept.append(figure)
    return kept


def _lower(text: str, first: Figure, second: Figure) -> bool:
    """``True`` where ``first`` is the lower bound of the range whose upper bound is ``second``."""
    if first.bound not in ("at_least", "more_than") or first.high is not None or second.high is not None:
        return False
    if first.reading != second.reading or not _BOTH.fullmatch(text, first.tail, second.head):
        return False
    if first.low is None or second.low is None or first.low >= second.low or first.unit not in ("", second.unit):
        return False
    if text[first.head : first.start].strip() in _LARGER and text[second.head : second.start].strip() in _SMALLER:
        return True
    return text[first.end : first.tail].strip() in ("以上", "及以上") and text[second.end : second.tail].strip() in (
        "以下",
        "及以下",
    )


def share_units(text: str, figures: list[Figure]) -> None:
    """Give earlier members of a list the unit, and the scale, that is printed once behind the last."""
    carried = ONE
    for at in range(len(figures) - 2, -1, -1):
        figure, shared, carried = figures[at], carried, ONE
        if figure.unit and figure.unit != "个":
            continue
        following = figures[at + 1]
        if figure.reading != "unread" or figure.low is None or following.low is None or not following.unit:
            continue
        gap = text[figure.end : following.start]
        if len(gap) > 10:
            continue
        if figure.unit == "个" and following.kind == "percentage_point" and text[figure.end - 1] == "个":
            if gap[:1] in "、,和与及;" and not any(char.isdigit() for char in gap):
                figures[at] = figure._replace(unit=following.unit, kind=following.kind)
            continue
        if figure.unit or figure.kind != "number" or not _SEPARATORS.fullmatch(gap):
            continue
        if following.kind in ("date", "code", "ordinal", "fraction") or following.reading != "unread":
            continue
        low = figure.low
        scale = shared if shared > 1 else printed_scale(text, following)
        carried = scale
        if scale > 1 and printed_scale(text, figure) == 1:
            low = low * scale
        if following.unit == "%" and text[following.unit_start : following.unit_start + 1] == "成":
            low = low * 10
        figures[at] = figure._replace(low=low, unit=following.unit, kind=following.kind)


def printed_scale(text: str, figure: Figure) -> Decimal:
    """The scale word printed with the last number of a figure: 10,000 of 3万元, 1 of 3元."""
    value = (
        value_of(text[figure.high_start : figure.unit_start].strip()) if figure.unit_start > figure.high_start else None
    )
    return value.scale if value else ONE
