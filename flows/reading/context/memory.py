"""The memory of the walk over an article: the regions, indicators and units of the figures before."""

import re
from dataclasses import dataclass, field
from typing import Final

from flows.reading.context.keys import Key
from flows.reading.context.spots import Measured
from flows.reading.text.sentences import Sentence
from flows.vocabulary import Region, Vocabulary
from flows.vocabulary.roles import Dimension, Group

_ASIDES: Final = frozenset({"rank", "streak", "change_pp", "change"})
"""Measures of figures that describe the indicator of before and introduce no new one."""
_AGREED: Final = ("项目数", "合同数", "登记数", "专项数", "工程数", "课题数", "协议数", "订单数")
"""Counts of things that sums of money belong to: 签约项目20个,总投资30亿元."""
_CLASS: Final = re.compile(r"[亿万]元(?:及)?以上")
_OWNER: Final = "规模以上工业企业"


def _is_aside(key: Key) -> bool:
    """``True`` where a level is no total that can be broken down: 亿元以上项目, 平均每个项目, or what only words tell."""
    if key.rule.is_total == "none" or _CLASS.search(key.text):
        return True
    return key.indicator is None and key.rule.is_total == "known"


@dataclass(slots=True)
class Memory:
    """State of one walk over one article; ``topic`` is the region that the text is about at this point.

    ``last`` is the key of the figure before, ``recent`` are those of the levels of the sentence, ``listed`` those of the
    last list in order; ``by_kind`` has the last indicator of each kind of unit, ``first_by_kind`` the first one of the
    article, ``by_id`` the first key of each indicator, ``whole`` the last one that is no part of a breakdown,
    ``breakdown`` the wholes that are being broken down; ``share_of`` is what the last share of the sentence is a share of,
    as printed, ``wholes`` those of a list of figures in order, ``subject`` the last subject of the sentence, in ``subject_region``.
    """

    vocabulary: Vocabulary
    topic: Region | None = None
    last: Key | None = None
    last_unit: str = ""
    last_sentence: int = -1
    last_status: str = ""
    sentence: int = -1
    before: Measured | None = None
    is_unbuilt: bool = False
    stem: str = ""
    owner: str = ""
    share_of: str = ""
    wholes: list[str] = field(default_factory=list)
    subject: str = ""
    subject_region: Region | None = None
    value_added: Key | None = None
    recent: list[Key] = field(default_factory=list)
    listed: list[Key] = field(default_factory=list)
    by_id: dict[str, Key] = field(default_factory=dict)
    by_kind: dict[str, Key] = field(default_factory=dict)
    first_by_kind: dict[str, Key] = field(default_factory=dict)
    counted_by_kind: dict[str, Key] = field(default_factory=dict)
    whole: dict[str, Key] = field(default_factory=dict)
    breakdown: dict[str, Key] = field(default_factory=dict)

    def begin_paragraph(self, *, continues: bool) -> None:
        """Forget the state of the paragraph before; a paragraph that ``continues`` it keeps the last key."""
        self.listed = []
        self.stem = ""
        if not continues:
            self.last = None

    def begin_sentence(self, sentence: Sentence, *, breaks_down: bool) -> None:
        """Go on to a sentence with figures; one that ``breaks_down`` gives the parts of the wholes of before."""
        self.before = None
        self.subject = ""
        if not sentence.follows:
            self.breakdown = self.whole if breaks_down else {}
            self.sentence = sentence.start
            self.recent = []
            if self.last is not None and self.last.subject:
                self.last = self.last._replace(subject="")
            self.share_of = ""

    def remember(self, key: Key, measure: str, base_unit: str, unit: str) -> None:
        """Keep a key for later figures that refer back to it."""
        if measure not in _ASIDES or self.last is None or key.rule.names_new:
            self.last = key
        self.last_sentence = self.sentence
        if key.subject:
            self.subject, self.subject_region = key.subject, key.region
        indicator, kind = key.indicator, self.vocabulary.dimension(base_unit)
        if indicator is not None:
            if indicator.name_zh.startswith(_OWNER):
                self.owner = _OWNER
            self.by_id.setdefault(indicator.indicator_id, key)
            if indicator.indicator_id in self.vocabulary.group(Group.INDUSTRIAL_VALUE_ADDED):
                self.value_added = key
        if measure == "level":
            self.recent.append(key)
        key = key._replace(subject="") if key.subject else key
        if measure == "level":
            self.counted_by_kind[kind] = key
            if indicator is not None:
                self.by_kind[kind] = key
                self.first_by_kind.setdefault(kind, key)
            if not self.breakdown and not (kind in self.whole and _is_aside(key)):
                self.whole[kind] = key
            if kind == Dimension.COUNT and (name := key.text.removesuffix("数") + "数").endswith(_AGREED):
                self.stem = name.removesuffix("数").removesuffix("登记")
        if indicator is not None and measure in ("level", "growth_yoy"):
            self.by_kind["growth"] = key
        if measure in ("level", "change"):
            self.last_unit = unit
