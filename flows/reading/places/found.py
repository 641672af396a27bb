"""Regions as they are mentioned in a text, and the rules that read a mention."""

from typing import Final, NamedTuple

from flows.reading.text.rule import Rule
from flows.vocabulary import Region

NAMED: Final = Rule(
    "region.named",
    "The last region named before the figure in its sentence is the one spoken of.",
    ("2023年，宿州市粮食产量【89.2亿斤】。", "2023年，阳江海上风电装机【600万千瓦】，韶关光伏装机300万千瓦。"),
    ("2023年，全国粮食丰收，产量占【四成】。",),
)
ANAPHOR: Final = Rule(
    "region.anaphor",
    "全市, 该省, 园区 and 我市 mean the region of that level that is spoken of.",
    ("2023年，宿州市农业丰收，全市粮食产量【89.2亿斤】。", "2023年，甘孜州旅游火热，全州接待游客【4200万人次】。"),
    ("2023年，宿州市粮食产量【89.2亿斤】。",),
)
NO_REFERENT: Final = Rule(
    "region.no_referent",
    "全省, 我市 or 全县 where no province, city or county is named gives no region: it is not guessed.",
    ("2023年，全省粮食产量【89.2亿斤】。", "2023年，兰州市发展县域经济，全县粮食产量【9.2亿斤】。"),
    ("2023年，安徽省粮食丰收，全省粮食产量【89.2亿斤】。",),
)
AMBIGUOUS: Final = Rule(
    "region.ambiguous",
    "A name that several regions bear, with nothing in the text that tells which is meant, gives no region.",
    ("2024年，鼓楼区地区生产总值【2100亿元】。", "2024年，新华区地区生产总值【150亿元】。"),
    ("2024年，南京市鼓楼区地区生产总值【2100亿元】。",),
)
RULES: Final = (NAMED, ANAPHOR, NO_REFERENT, AMBIGUOUS)
"""The rules that stand here."""


class Place(NamedTuple):
    """A mention of a region at ``[start, end)``.

    ``region`` is ``None`` where the words do not tell which is meant; ``rule`` says why. ``is_scope`` marks one that is
    only compared with, ranked in, dealt with, or the whole of a share.
    """

    start: int
    end: int
    region: Region | None
    is_scope: bool
    rule: Rule
