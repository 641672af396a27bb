"""三次产业结构为12.2:33.9:53.9 is three shares."""

import re
from collections.abc import Sequence
from typing import Final

from flows.reading.context.keys import Key, KeyRule
from flows.reading.context.measures import SHARE
from flows.reading.context.scene import Scene
from flows.reading.context.spots import Spot
from flows.reading.context.statuses import ACTUAL
from flows.reading.context.topics import OF_TOPIC
from flows.reading.indicators.families import SECTORS
from flows.reading.periods.dating import Dating
from flows.reading.statements.claims import Made, Stated, claims_of
from flows.reading.text.sentences import Sentence

_NUMBER: Final = r"(\d+(?:\.\d+)?)"
_STRUCTURE: Final = re.compile(
    rf"三次产业(?:增加值)?(?:结构|比例|比重|占比|比)[^\d,。;]{{0,14}}{_NUMBER}:{_NUMBER}:{_NUMBER}", re.ASCII
)


STRUCTURE: Final = KeyRule(
    "indicator.structure",
    "三次产业结构为a:b:c is three shares in gross domestic product.",
    ("2023年，吉林省三次产业结构为【12.2】：33.9：53.9。", "2023年，安康市三次产业结构调整为13.1:【37.5】:49.4。"),
    ("2023年，吉林省第三产业占比【53.9%】。",),
)

RULES: Final = (STRUCTURE,)
"""The rules that stand here."""


def structure_claims(
    scene: Scene, sentence: Sentence, inside: Sequence[int], dating: Dating
) -> list[tuple[int, list[Made]]]:
    """Index and claims of each figure of a sentence that is a share in the structure of the economy."""
    found: list[tuple[int, list[Made]]] = []
    sectors = tuple(SECTORS.values())
    for match in _STRUCTURE.finditer(scene.folded, sentence.start, sentence.end):
        parts = {
            nth: index
            for nth in (1, 2, 3)
            for index in inside
            if scene.figures[index].start <= match.start(nth) < scene.figures[index].end
        }
        if len(set(parts.values())) < 3:
            continue
        for nth, index in parts.items():
            figure = scene.figures[index]._replace(unit="%", kind="percent", high=None)
            sector = scene.vocabulary.role(sectors[nth - 1])
            key = Key(sector, sector.name_zh, scene.memory.topic, "", sector.base_unit, STRUCTURE)
            measured = SHARE.at(figure.head)
            spot = Spot(
                scene.folded,
                figure,
                sentence,
                match.start(),
                match.start(),
                figure.head,
                figure.tail,
                sentence.end,
                "percent",
            )
            period, basis, rule = dating.period_of(
                figure, sentence.start, "actual", "share", is_stock=False, is_size=False
            )
            stated = Stated(measured, period, basis, "inherited", "actual", (rule, ACTUAL, OF_TOPIC))
            found.append((index, claims_of(scene, spot, [key], stated)))
    return found
