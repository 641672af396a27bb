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
from flows.reading.periods.dating import CAME_FROM, Dating, year_before
from flows.reading.statements.claims import Made, Stated, claims_of
from flows.reading.text.sentences import Sentence

_NUMBER: Final = r"(\d+(?:\.\d+)?)"
_TRIPLE: Final = r"[:∶/]".join((_NUMBER,) * 3)
_STRUCTURE: Final = re.compile(
    r"(?:三次产业|三产|一二三(?:次)?产业|第?一、第?二、第?三(?:次)?产业)(?:增加值|生产总值)?"
    r"(?:结构比|结构|比例关系|比例|比重|占比|之比|比)"
    rf"[^\d。;]{{0,14}}?(?P<from>[由从](?:[^\d。;]{{0,6}}|\d{{4}}年?的?)?)?{_TRIPLE}(?:[^\d。;]{{1,12}}?{_TRIPLE})?",
    re.ASCII,
)
_FIRST: Final = (2, 3, 4)
_SECOND: Final = (5, 6, 7)
"""Groups of the pattern: the shares of the first triple, and those of the second if there is one."""


STRUCTURE: Final = KeyRule(
    "indicator.structure",
    "三次产业结构为a:b:c is three shares in gross domestic product.",
    (
        "2023年，吉林省三次产业结构为【12.2】：33.9：53.9。",
        "2023年，安康市三次产业结构调整为13.1:【37.5】:49.4。",
        "2023年，安康市三次产业结构由13.3∶38.0∶48.7调整为13.1∶37.5∶【49.4】。",
    ),
    ("2023年，吉林省第三产业占比【53.9%】。",),
)

RULES: Final = (STRUCTURE,)
"""The rules that stand here."""


def structure_claims(
    scene: Scene, sentence: Sentence, inside: Sequence[int], dating: Dating
) -> list[tuple[int, list[Made]]]:
    """Index and claims of each figure of a sentence that is a share in the structure of the economy."""
    found: list[tuple[int, list[Made]]] = []
    for match in _STRUCTURE.finditer(scene.folded, sentence.start, sentence.end):
        triples = [parts for groups in (_FIRST, _SECOND) if (parts := _parts(scene, match, groups, inside))]
        for parts in triples:
            is_left = match["from"] is not None and len(triples) > 1 and parts is triples[0]
            for sector, index in zip(SECTORS.values(), parts, strict=True):
                figure = scene.figures[index]._replace(unit="%", kind="percent", high=None)
                indicator = scene.vocabulary.role(sector)
                key = Key(indicator, indicator.name_zh, scene.memory.topic, "", indicator.base_unit, STRUCTURE)
                spot = Spot(
                    scene.folded, figure, sentence, match.start(), match.start(), figure.head, figure.tail, sentence.end,
                    "percent",
                )  # fmt: skip
                period, basis, rule = dating.period_of(
                    figure, sentence.start, "actual", "share", is_stock=False, is_size=False
                )
                if (
                    is_left
                    and rule is not CAME_FROM
                    and not scene.mentions_in(match.start("from"), match.start(_FIRST[0]))
                ):
                    period, basis, rule = year_before(period) or period, "inferred", CAME_FROM
                stated = Stated(
                    SHARE.at(figure.head), period, basis, "inherited", "actual", (rule, ACTUAL, OF_TOPIC),
                    (f"region.where={'none' if key.region is None else 'structure'}", f"article.in={sentence.kind}"),
                )  # fmt: skip
                found.append((index, claims_of(scene, spot, [key], stated)))
    return found


def _parts(scene: Scene, match: re.Match[str], groups: Sequence[int], inside: Sequence[int]) -> list[int]:
    """The figures at the three groups of ``match``, as indices; none where they are not three figures."""
    if match[groups[0]] is None:
        return []
    found = [
        next(
            (at for at in inside if scene.figures[at].start <= match.start(group) < scene.figures[at].end),
            -1,
        )
        for group in groups
    ]
    return found if -1 not in found and len(set(found)) == len(groups) else []
