"""Round values to stand at an axis, and the domain that they span."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from flows.web.charts.text import width


@dataclass(frozen=True)
class Axis:
    """Tick values in the unit shown, ascending; the first and the last are the domain."""

    ticks: tuple[float, ...]

    @property
    def domain(self) -> list[float]:
        return [self.ticks[0], self.ticks[-1]]

    @property
    def labels_width(self) -> float:
        """Of the widest label, in ems."""
        return max(width(tick_text(tick)) for tick in self.ticks)

    @property
    def starts_at_zero(self) -> bool:
        return self.ticks[0] <= 0 <= self.ticks[-1]


TICK_FORMAT = ",.6~f"


def tick_text(tick: float) -> str:
    """As ``TICK_FORMAT`` writes it."""
    text = f"{tick:,.6f}"
    return text.rstrip("0").rstrip(".")


def axis_of(values: Iterable[Decimal], *, zero: bool = True, count: int = 5, whole: bool = False) -> Axis:
    """Ticks that hold all the values, at steps of 1, 2 or 5 times a power of ten; with ``zero`` among them if asked.

    ``whole`` numbers only for ranks and years. No values are as the value 0.
    """
    numbers = [float(value) for value in values] or [0.0]
    low, high = min(numbers), max(numbers)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = (low - 1, high + 1) if not zero else (0.0, 1.0)
    raw = (high - low) / count
    magnitude = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * magnitude for factor in (1, 2, 5, 10) if factor * magnitude >= raw * (1 - 1e-9))
    if whole:
        step = max(1.0, round(step))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return Axis(tuple(round(number * step, 9) for number in range(first, last + 1)))


def years_axis(years: Iterable[int], *, most: int = 9) -> tuple[list[float], list[int]]:
    """The domain with half a year of room on either side, and at most ``most`` whole years to be written at it."""
    stated = set(years)
    if not stated:
        return [0.0, 1.0], []
    first, last = min(stated), max(stated)
    step = max(1, math.ceil((last - first + 1) / most))
    return [first - 0.5, last + 0.5], list(range(first, last + 1, step))
