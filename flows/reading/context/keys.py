"""What a figure is of: its indicator with the words it was printed in, the region and the subject."""

from typing import NamedTuple

from flows.vocabulary import Indicator, Region


class Key(NamedTuple):
    """What the figures of a statement share; ``rule`` says how it was found, ``text`` is the indicator as printed.

    ``base_unit`` is that of the levels that the key stands for.
    """

    indicator: Indicator | None
    text: str
    region: Region | None
    subject: str
    base_unit: str
    rule: str

    @property
    def name(self) -> str:
        """The vocabulary's name of the indicator, else the printed one."""
        return self.indicator.name_zh if self.indicator is not None else self.text

    def again(self, region: Region | None, subject: str = "") -> "Key":
        """The same indicator, now of ``region``."""
        return Key(
            self.indicator,
            self.text,
            region or self.region,
            subject or self.subject,
            self.base_unit,
            "indicator.spoken_of",
        )
