"""The key of a figure: its indicator with the words it was printed in, the region and the subject."""

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from flows.reading.text.rule import Rule
from flows.vocabulary import Indicator, Region


@dataclass(frozen=True, slots=True, eq=False)
class KeyRule(Rule):
    """A rule that finds the indicator of a figure.

    ``names_new``: later figures without an indicator of their own are of this one. ``is_total``: the keys whose levels
    can be totals that later figures are parts of: any, only those with an indicator of the vocabulary, or none.
    """

    names_new: bool = True
    is_total: Literal["any", "known", "none"] = "any"


SPOKEN_OF: Final = KeyRule(
    "indicator.spoken_of",
    "A figure without an indicator of its own is of the one spoken of last.",
    ("2023年，嘉兴市地区生产总值7062.5亿元，同比增长【6.3%】。", "2023年，十堰市税收收入121亿元，居全省【第九】。"),
    ("2023年，嘉兴市地区生产总值7062.5亿元，进出口总额【4400亿元】。",),
    names_new=False,
)

PART: Final = KeyRule(
    "indicator.part_of",
    "A noun before a figure without an indicator of its own is the part of the indicator spoken of that it is about.",
    (
        "2023年，昆明市规模以上工业增加值增长5.1%，其中烟草制品业增长【7.2%】。",
        "2023年，大连市社会消费品零售总额增长8.8%，其中专卖店零售额略降，农贸市场增长【12.3%】。",
    ),
    ("2023年，嘉兴市地区生产总值7062.5亿元，同比增长【6.3%】。",),
    names_new=False,
)
RULES: Final = (SPOKEN_OF, PART)
"""The rules that stand here."""


class Key(NamedTuple):
    """The indicator, region and subject that the figures of a statement share.

    ``text`` is the indicator as printed, ``base_unit`` the unit of its levels, ``rule`` the rule that found the key.
    """

    indicator: Indicator | None
    text: str
    region: Region | None
    subject: str
    base_unit: str
    rule: KeyRule

    @property
    def name(self) -> str:
        """The vocabulary's name of the indicator, else the printed one."""
        return self.indicator.name_zh if self.indicator is not None else self.text

    @property
    def indicator_id(self) -> str:
        """The id of the indicator; empty where the vocabulary has none."""
        return self.indicator.indicator_id if self.indicator is not None else ""

    def again(self, region: Region | None, subject: str = "") -> "Key":
        """The same indicator, now of ``region``; the subject goes on where the region is the same."""
        is_same = region is None or region == self.region
        return Key(
            self.indicator,
            self.text,
            region or self.region,
            subject or (self.subject if is_same else ""),
            self.base_unit,
            PART if subject else SPOKEN_OF,
        )
