"""The charts of the explorer, from rows to ``Chart``.

What tells marks apart is never their colour alone: a status has a shape and a dash of its own, a hedged value the sign
of its bound beside it, a value on which documents disagree the range that they state.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from flows.web.amounts import PERCENT, Unit, hedge
from flows.web.charts.axes import Axis, axis_of, years_axis
from flows.web.charts.drawing import FONT_SIZE, Chart, Mark, colour, key
from flows.web.charts.layers import (
    DASHES,
    SHAPES,
    Layer,
    Legend,
    Look,
    at_pixel,
    beside,
    notes,
    points,
    position,
    rules,
    scaled,
    texts,
)
from flows.web.charts.scales import Scale, scale_for
from flows.web.charts.text import clean, cut, width
from flows.web.languages import Language, word

MOST_POINTS: Final = 600
MOST_BARS: Final = 40
MOST_SERIES: Final = 6

_WIDTH: Final = 480
_HEIGHT: Final = 210
_RIGHT: Final = 22
_HEADING: Final = 32
_ROW: Final = 22
_NAME_EMS: Final = 11.0
_STATUSES: Final = tuple(DASHES)


@dataclass(frozen=True)
class Point:
    """One value of one year in base units: what its series is called, where its page is.

    ``lowest`` and ``highest`` are what documents state where they disagree.
    """

    series: str
    year: int
    value: Decimal
    status: str = "actual"
    bound: str = "exact"
    href: str | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None


@dataclass(frozen=True)
class Pair:
    """Level and growth, or target and outcome, of one thing; the outcome may be missing."""

    name: str
    first: Decimal
    second: Decimal | None
    first_bound: str = "exact"
    second_bound: str = "exact"
    first_href: str | None = None
    second_href: str | None = None


def over_years(series: Sequence[Point], *, title: str, unit: Unit, language: Language, is_rank: bool = False) -> Chart:
    """One thing over the years; its statuses are told apart by shape, dash and colour."""
    statuses = [*_STATUSES, *sorted({point.status for point in series} - set(_STATUSES))]
    looks = {
        status: Look(f"series-{number % 6}", SHAPES[number % 6], is_hollow=status != "actual", status=status)
        for number, status in enumerate(statuses)
    }
    present = [status for status in statuses if any(point.status == status for point in series)]
    return _over_years(
        [(point, looks[point.status]) for point in series[:MOST_POINTS]],
        legend=[] if present == ["actual"] else [(_status(status, language), looks[status]) for status in present],
        title=title,
        unit=unit,
        language=language,
        is_rank=is_rank,
    )


def comparison(series: Sequence[Point], *, title: str, unit: Unit, language: Language, is_rank: bool = False) -> Chart:
    """Up to six things over the years by colour and shape; what is not actual is hollow, with the dash of its status.

    Raises ``ValueError`` for a seventh: more cannot be told apart.
    """
    names = list(dict.fromkeys(point.series for point in series))
    if len(names) > MOST_SERIES:
        raise ValueError(f"series: found {len(names)}, expected at most {MOST_SERIES}. Mend: leave some out")
    stated = {point.status for point in series}
    statuses = [*(status for status in _STATUSES if status in stated), *sorted(stated - set(_STATUSES))]

    def look(name: str, status: str) -> Look:
        number = names.index(name)
        return Look(f"series-{number}", SHAPES[number], is_hollow=status != "actual", status=status)

    legend = [(name, look(name, "actual")) for name in names]
    if statuses != ["actual"]:
        legend += [
            (_status(status, language), Look("muted", "circle", is_hollow=status != "actual", status=status))
            for status in statuses
        ]
    return _over_years(
        [(point, look(point.series, point.status)) for point in series[:MOST_POINTS]],
        legend=legend,
        title=title,
        unit=unit,
        language=language,
        is_rank=is_rank,
    )


def ranking(bars: Sequence[Point], *, title: str, unit: Unit, language: Language, ascending: bool = False) -> Chart:
    """One bar a series, the largest value first (or the smallest, for ranks); what is not actual is hollow.

    Draws the first 40 and says how many are left out.
    """
    ordered = sorted(bars, key=lambda bar: (bar.value if ascending else -bar.value, bar.series))
    drawn, left_out = ordered[:MOST_BARS], len(ordered) - MOST_BARS
    scale = scale_for([bar.value for bar in drawn], unit, language)
    axis = axis_of([scale.shown(bar.value) for bar in drawn], count=4)
    names = [cut(bar.series, _NAME_EMS) for bar in drawn]
    values = [scale.digits(bar.value, bar.bound) for bar in drawn]
    left = _names_width(names)
    right = _RIGHT + round(max((width(text) for text in values), default=0) * FONT_SIZE)
    rows: list[Layer] = [
        {
            "key": key(number),
            "value": float(scale.shown(bar.value)),
            "zero": 0,
            "top": number * _ROW + 3,
            "middle": number * _ROW + _ROW / 2,
            "bottom": number * _ROW + _ROW - 4,
            "text": text,
            "stroke": colour("series-0"),
            "fill": colour("series-0" if bar.status == "actual" else "surface"),
        }
        for number, (bar, text) in enumerate(zip(drawn, values, strict=True))
    ]
    x = scaled("value", axis, title=None)
    layers: list[Layer] = [
        {
            "data": {"values": rows},
            "mark": {"type": "bar", "strokeWidth": 1.5},
            "encoding": {
                "x": x,
                "x2": {"field": "zero"},
                "y": at_pixel("top"),
                "y2": {"field": "bottom"},
                "stroke": {"field": "stroke", "type": "nominal", "scale": None},
                "fill": {"field": "fill", "type": "nominal", "scale": None},
                "description": {"field": "key", "type": "nominal"},
            },
        },
        *texts([row for row in rows if row["value"] >= 0], position("value"), at_pixel("middle"), dx=6),
        *texts([row | {"value": 0} for row in rows if row["value"] < 0], position("value"), at_pixel("middle"), dx=6),
        *_row_names(names),
        *_heading(title, scale, language, left),
    ]
    height = max(len(drawn), 1) * _ROW
    if left_out > 0:
        layers += notes([(-left + 4, height + 34, word(language, "charts.more", count=left_out))], fill=colour("muted"))
    return Chart(
        title=_with_unit(title, scale, language),
        layers=layers,
        marks=[Mark(_label(bar, scale, language), bar.href) for bar in drawn],
        width=_WIDTH - left - right,
        height=height,
        left=left,
        right=right,
        top=_HEADING,
        bottom=26 if left_out <= 0 else 48,
    )


def growth_against_level(
    pairs: Sequence[Pair], *, title: str, growth_title: str, unit: Unit, language: Language
) -> Chart:
    """One point a region: its level across, its growth in percent up. Names stand where they hide nothing."""
    drawn = [pair for pair in pairs if pair.second is not None][:MOST_POINTS]
    scale = scale_for([pair.first for pair in drawn], unit, language)
    percent = scale_for([], PERCENT, language)
    x_axis = axis_of((scale.shown(pair.first) for pair in drawn), count=5)
    y_axis = axis_of((pair.second for pair in drawn if pair.second is not None), count=5)
    left = _ticks_width(y_axis)
    look = Look("series-0")
    rows: list[Layer] = [
        {"key": key(number), "level": float(scale.shown(pair.first)), "growth": float(pair.second or 0)} | look.drawn()
        for number, pair in enumerate(drawn)
    ]
    places = [
        (
            (row["level"] - x_axis.domain[0]) / (x_axis.domain[1] - x_axis.domain[0]) * (_WIDTH - left - _RIGHT),
            (y_axis.domain[1] - row["growth"]) / (y_axis.domain[1] - y_axis.domain[0]) * _HEIGHT,
            cut(pair.name, 6),
        )
        for row, pair in zip(rows, drawn, strict=True)
    ]
    largest_first = sorted(range(len(drawn)), key=lambda number: -drawn[number].first)
    x, y = scaled("level", x_axis, grid=True), scaled("growth", y_axis, labelPadding=8)
    layers = [
        points(rows, x, y),
        *notes(beside(places, order=largest_first, right=_WIDTH - left)),
        *notes([(-left + 4, -_HEADING + 12, cut(f"{growth_title} (%)", _WIDTH / FONT_SIZE))]),
        *notes(
            [(_WIDTH - left - _RIGHT, _HEIGHT + 36, cut(_with_unit(title, scale, language), _WIDTH / FONT_SIZE))],
            align="right",
        ),
    ]
    return Chart(
        title=f"{title} / {growth_title}",
        layers=layers,
        marks=[
            Mark(
                f"{pair.name}: {scale.text(pair.first, pair.first_bound)}, "
                f"{growth_title} {percent.text(pair.second or Decimal(0), pair.second_bound)}",
                pair.first_href,
            )
            for pair in drawn
        ],
        width=_WIDTH - left - _RIGHT,
        height=_HEIGHT,
        left=left,
        right=_RIGHT,
        top=_HEADING,
        bottom=50,
    )


def target_against_outcome(pairs: Sequence[Pair], *, title: str, unit: Unit, language: Language) -> Chart:
    """One line a pair, of one indicator: a hollow triangle for the target, a dot for what came of it."""
    drawn = list(pairs[:MOST_BARS])
    values = [value for pair in drawn for value in (pair.first, pair.second) if value is not None]
    scale = scale_for(values, unit, language)
    shown = [scale.shown(value) for value in values]
    axis = axis_of(shown, zero=not _is_narrow(shown), count=4)
    names = [cut(pair.name, _NAME_EMS) for pair in drawn]
    left = _names_width(names)
    target, outcome = Look("series-2", "triangle-up", is_hollow=True), Look("series-0")
    targets = [
        {
            "key": key(2 * number),
            "value": float(scale.shown(pair.first)),
            "middle": number * _ROW + _ROW / 2,
            "text": hedge(pair.first_bound),
        }
        | target.drawn()
        for number, pair in enumerate(drawn)
    ]
    outcomes = [
        {
            "key": key(2 * number + 1),
            "value": float(scale.shown(pair.second)),
            "target": float(scale.shown(pair.first)),
            "middle": number * _ROW + _ROW / 2,
            "text": hedge(pair.second_bound),
        }
        | outcome.drawn()
        for number, pair in enumerate(drawn)
        if pair.second is not None
    ]
    marks = []
    for pair in drawn:
        first = f"{pair.name}: {word(language, 'charts.target')} {scale.text(pair.first, pair.first_bound)}"
        second = (
            f"{pair.name}: {word(language, 'charts.outcome')} {scale.text(pair.second, pair.second_bound)}"
            if pair.second is not None
            else ""
        )
        marks += [Mark(first, pair.first_href), Mark(second, pair.second_href)]
    legend = Legend([(word(language, "charts.target"), target), (word(language, "charts.outcome"), outcome)], _WIDTH)
    top = _HEADING + legend.height
    x = scaled("value", axis)
    return Chart(
        title=_with_unit(title, scale, language),
        layers=[
            points(targets, x, at_pixel("middle")),
            *rules(outcomes, x=position("value"), x2={"field": "target"}, y=at_pixel("middle")),
            points(targets, position("value"), at_pixel("middle")),
            *([points(outcomes, position("value"), at_pixel("middle"))] if outcomes else []),
            *_signs(targets, position("value"), at_pixel("middle")),
            *_signs(outcomes, position("value"), at_pixel("middle"), dx=-7, align="right"),
            *_row_names(names),
            *legend.layers(-left + 4, -legend.height),
            *_heading(title, scale, language, left, top=top),
        ],
        marks=marks,
        width=_WIDTH - left - _RIGHT,
        height=max(len(drawn), 1) * _ROW,
        left=left,
        right=_RIGHT,
        top=top,
        bottom=26,
    )


def _over_years(
    drawn: Sequence[tuple[Point, Look]],
    *,
    legend: Sequence[tuple[str, Look]],
    title: str,
    unit: Unit,
    language: Language,
    is_rank: bool,
) -> Chart:
    stated = [value for point, _ in drawn for value in (point.value, point.lowest, point.highest) if value is not None]
    scale = scale_for(stated, unit, language)
    shown = [scale.shown(value) for value in stated]
    axis = axis_of(shown, zero=not is_rank and not _is_narrow(shown), whole=is_rank)
    if is_rank:
        axis = Axis(tuple(dict.fromkeys(max(1.0, tick) for tick in axis.ticks)))
    domain, years = years_axis(point.year for point, _ in drawn)
    left = _ticks_width(axis)
    rows: list[Layer] = [
        {
            "key": key(number),
            "year": point.year,
            "value": float(scale.shown(point.value)),
            "low": float(scale.shown(point.value if point.lowest is None else point.lowest)),
            "high": float(scale.shown(point.value if point.highest is None else point.highest)),
            "text": hedge(point.bound),
        }
        | look.drawn()
        for number, (point, look) in enumerate(drawn)
    ]
    block = Legend(legend, _WIDTH)
    top = _HEADING + block.height
    x = {
        "field": "year",
        "type": "quantitative",
        "scale": {"domain": domain, "nice": False, "zero": False},
        "axis": {"values": years, "format": "d", "grid": False, "title": None, "labelOverlap": False},
    }
    y = scaled("value", axis, labelPadding=8, scale={"reverse": is_rank})
    at, up = position("year"), position("value")
    lines: list[Layer] = [
        {
            "data": {"values": [row for row, (_, other) in zip(rows, drawn, strict=True) if other == look]},
            "mark": {
                "type": "line",
                "aria": False,
                "stroke": colour(look.role),
                "strokeDash": DASHES.get(look.status, [1, 0]),
                "strokeWidth": 2,
            },
            "encoding": {"x": at, "y": up},
        }
        for look in dict.fromkeys(look for _, look in drawn)
        if sum(other == look for _, other in drawn) > 1
    ]
    return Chart(
        title=_with_unit(title, scale, language),
        layers=[
            {"data": {"values": []}, "mark": "point", "encoding": {"x": x, "y": y}},
            *lines,
            *rules([row for row in rows if row["low"] != row["high"]], x=at, y=position("low"), y2={"field": "high"}),
            points(rows, at, up),
            *_signs(rows, at, up),
            *([] if rows else notes([(12, _HEIGHT / 2, word(language, "charts.empty"))])),
            *block.layers(-left + 4, -block.height - 4),
            *_heading(title, scale, language, left, top=top),
        ],
        marks=[Mark(_label(point, scale, language), point.href) for point, _ in drawn],
        width=_WIDTH - left - _RIGHT,
        height=_HEIGHT,
        left=left,
        right=_RIGHT,
        top=top,
        bottom=28,
    )


def _heading(title: str, scale: Scale, language: Language, left: int, *, top: int = _HEADING) -> list[Layer]:
    room = (_WIDTH - 8) / FONT_SIZE
    unit = width(_with_unit("", scale, language))
    return notes([(-left + 4, -top + 12, _with_unit(cut(title, room - unit), scale, language))])


def _with_unit(title: str, scale: Scale, language: Language) -> str:
    return word(language, "charts.with_unit", title=title, unit=scale.name) if scale.name else title


def _row_names(names: Sequence[str]) -> list[Layer]:
    return notes([(-8, number * _ROW + _ROW / 2, name) for number, name in enumerate(names)], align="right")


def _signs(rows: Sequence[Layer], x: Layer, y: Layer, **mark: Any) -> list[Layer]:
    """The signs of bounds, to the upper right of their points."""
    return texts([row for row in rows if row["text"]], x, y, **{"dx": 7, "dy": -9, "fontWeight": "bold"} | mark)


def _names_width(names: Sequence[str]) -> int:
    return round(max((width(name) for name in names), default=0) * FONT_SIZE) + 14


def _ticks_width(axis: Axis) -> int:
    return round(axis.labels_width * FONT_SIZE) + 14


def _is_narrow(values: Sequence[Decimal]) -> bool:
    """Whether an axis from zero would hide how the values differ: an axis of lines need not start there."""
    return len(set(values)) > 1 and (min(values) > Decimal("0.85") * max(values) > 0)


def _status(status: str, language: Language) -> str:
    return word(language, f"charts.{status}") if status in DASHES else status


def _label(point: Point, scale: Scale, language: Language) -> str:
    label = f"{clean(point.series)} {point.year}: {scale.text(point.value, point.bound)}"
    if point.status != "actual":
        label = word(language, "charts.with_status", text=label, status=_status(point.status, language))
    if point.lowest is not None and point.highest is not None and point.lowest != point.highest:
        low, high = scale.text(point.lowest), scale.text(point.highest)
        label += "; " + word(language, "charts.range", low=low, high=high)
    return label
