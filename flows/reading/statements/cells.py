"""The figures of tables pasted into an article, made into claims."""

from collections.abc import Iterator, Sequence
from typing import Final

from flows.domain.period import parse_period
from flows.domain.reading import Figure, PeriodMention
from flows.reading.context.keys import Key, KeyRule
from flows.reading.context.scene import Scene
from flows.reading.context.spots import MeasureRule, Spot
from flows.reading.context.statuses import ACTUAL
from flows.reading.context.topics import OF_TOPIC
from flows.reading.periods.dating import INHERITED, NO_PERIOD
from flows.reading.places.found import Place
from flows.reading.statements.claims import Made, Stated, claims_of, is_too_large
from flows.reading.text.sentences import Sentence
from flows.reading.text.tables import Cell, find_tables
from flows.vocabulary import Indicator

MEASURED_BY_TABLE: Final = MeasureRule(
    "measure.table",
    "The head of a column says whether its figures are levels or growth.",
    ("2023年黄冈市主要指标\n指标\t单位\t总量\t增长(%)\n粮食产量\t万吨\t283.0\t【0.6】\n",),
    ("2023年，黄冈市粮食产量283.0万吨，增长【0.6%】。",),
    does="",
)
NAMED_BY_TABLE: Final = KeyRule(
    "indicator.table",
    "In a table the name of the row says what its figures are of.",
    (
        "2023年黄冈市主要指标\n指标\t单位\t总量\n地区生产总值\t亿元\t【2884.7】\n粮食产量\t万吨\t283.0\n",
        "2023年平凉市主要指标\n指标名称\t总量(亿元)\t增长(%)\n固定资产投资\t310.2\t【8.1】\n",
    ),
    ("2023年，黄冈市粮食产量【283.0万吨】。",),
)

RULES: Final = (MEASURED_BY_TABLE, NAMED_BY_TABLE)
"""The rules that stand here."""


def table_claims(scene: Scene) -> Iterator[tuple[int, list[Made]]]:
    """Index and claims of each figure in a table; no claims where neither header nor row prints a unit.

    A table is of the region and the period named last before it, a column of the period in its own head.
    """
    if "\n" not in scene.folded:
        return
    for cells in find_tables(scene.folded, 0, len(scene.folded)):
        first = cells[0].head_start
        place = next(
            (place for place in reversed(scene.places_in(0, first)) if not place.is_scope and place.region), None
        )
        caption = _last_date(scene.mentions_in(0, first))
        for cell in cells:
            inside = scene.figures_in(cell.start, cell.end)
            if len(inside) == 1:
                yield inside[0], _claims(scene, cell, scene.figures[inside[0]], place, caption)


def _last_date(mentions: Sequence[PeriodMention]) -> PeriodMention | None:
    return next(
        (mention for mention in reversed(mentions) if mention.role == "date" and mention.period.kind != "day"), None
    )


def _claims(scene: Scene, cell: Cell, figure: Figure, place: Place | None, caption: PeriodMention | None) -> list[Made]:
    unit = scene.unit(cell.unit)
    if unit is None:
        return []
    figure = figure._replace(unit=cell.unit, kind="number", end=cell.end, tail=cell.end)
    if is_too_large(scene, figure):
        return []
    region = place.region if place else scene.home
    measure = "level" if cell.role == "level" else "growth_yoy"
    indicator = _named(scene, cell.name, scene.dimension(unit.base_unit) if measure == "level" else "")
    key = Key(indicator, cell.name, region, "", unit.base_unit, NAMED_BY_TABLE)
    mention = _last_date(scene.mentions_in(cell.head_start, cell.head_end)) or caption
    line = Sentence(cell.row_start, cell.row_end, "body", 0, is_first=True, follows=False)
    spot = Spot(
        scene.folded, figure, line, cell.row_start, cell.row_start, cell.start, cell.end, cell.row_end, unit.base_unit
    )
    stated = Stated(
        MEASURED_BY_TABLE.at(cell.start, measure=measure),
        mention.period if mention else parse_period(""),
        "inherited" if mention else "none",
        "inherited",
        "actual",
        (INHERITED if mention else NO_PERIOD, ACTUAL, OF_TOPIC),
    )
    return claims_of(scene, spot, [key], stated)


def _named(scene: Scene, name: str, kind: str) -> Indicator | None:
    """The indicator of a row; of a level it must be of the unit's ``kind``."""
    found = scene.names.exactly(name)
    return found if found is not None and kind in ("", scene.dimension(found.base_unit)) else None
