"""Values in base units as people read them: 143600000000 CNY is 1436亿元, or CNY 143.6 billion.

All digits stay: a value is scaled, never rounded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from flows.web.languages import Language

EXAMPLES: Final[tuple[tuple[str, str, str, str], ...]] = (
    ("143600000000", "CNY", "1436亿元", "CNY 143.6 billion"),
    ("1.2345E+12", "CNY", "1.2345万亿元", "CNY 1.2345 trillion"),
    ("35000", "CNY", "3.5万元", "CNY 35,000"),
    ("-120", "CNY", "-120元", "CNY -120"),
    ("8.2", "percent", "8.2%", "8.2%"),
    ("22.95", "pp", "22.95个百分点", "22.95 pp"),
    ("13926", "1", "13,926", "13,926"),
    ("2", "rank", "第2位", "no. 2"),
    ("1.28", "times", "1.28倍", "1.28 times"),
    ("1500000", "t", "150万吨", "1.5 million t"),
    ("8000000000", "Wh", "800万千瓦时", "8 GWh"),
    ("14.2", "ug/m3", "14.2微克/立方米", "14.2 ug/m3"),
)
"""Value, base unit, Chinese, English."""


@dataclass(frozen=True, slots=True)
class Unit:
    """How a base unit is written: steps of scale from the largest, each the factor from which on it is used, before, after."""

    base_unit: str
    zh: tuple[tuple[Decimal, str, str], ...]
    en: tuple[tuple[Decimal, str, str], ...]

    def scale(self, largest: Decimal, language: Language) -> tuple[Decimal, str, str]:
        """The factor in which values up to ``largest`` are best written, with what stands before and after the number."""
        steps = self.zh if language == "zh" else self.en
        size = abs(largest)
        threshold, before, after = next(step for step in steps if size >= step[0])
        return _FACTORS.get(after, threshold or Decimal(1)), before, after

    def amount(self, value: Decimal, language: Language) -> str:
        """``value`` in its unit, with all its digits."""
        factor, before, after = self.scale(value, language)
        return f"{before}{number(value / factor)}{after}"


class Units:
    """How all base units are written; ``currencies`` are the base units of money, each with its Chinese name."""

    def __init__(self, currencies: Mapping[str, str]) -> None:
        self._units = _UNITS | {
            code: Unit(code, _chinese(word), _english(f"{code} ")) for code, word in currencies.items()
        }

    def __getitem__(self, base_unit: str) -> Unit:
        """A unit that is written in no way of its own stands behind its number as it is."""
        known = self._units.get(base_unit)
        return known or Unit(base_unit, _steps(("0", f" {base_unit}")), _steps(("0", f" {base_unit}")))


def _steps(*steps: tuple[str, str] | tuple[str, str, str]) -> tuple[tuple[Decimal, str, str], ...]:
    return tuple(
        (Decimal(step[0]), step[1], step[2]) if len(step) == 3 else (Decimal(step[0]), "", step[1]) for step in steps
    )


def _chinese(word: str) -> tuple[tuple[Decimal, str, str], ...]:
    return _steps(("1e12", f"万亿{word}"), ("1e8", f"亿{word}"), ("1e4", f"万{word}"), ("0", word))


def _english(before: str = "", after: str = "") -> tuple[tuple[Decimal, str, str], ...]:
    return _steps(
        ("1e12", before, f" trillion{after}"),
        ("1e9", before, f" billion{after}"),
        ("1e6", before, f" million{after}"),
        ("0", before, after),
    )


_METRIC: Final = {"t": "吨", "m": "米", "m2": "平方米", "m3": "立方米", "mu": "亩"}
_UNITS: Final[dict[str, Unit]] = {
    **{code: Unit(code, _chinese(word), _english("", f" {code}")) for code, word in _METRIC.items()},
    "1": Unit("1", _steps(("1e8", "亿"), ("1e6", "万"), ("0", "")), _english()),
    "percent": Unit("percent", _steps(("0", "%")), _steps(("0", "%"))),
    "pp": Unit("pp", _steps(("0", "个百分点")), _steps(("0", " pp"))),
    "rank": Unit("rank", _steps(("0", "第", "位")), _steps(("0", "no. ", ""))),
    "times": Unit("times", _steps(("0", "倍")), _steps(("0", " times"))),
    "year": Unit("year", _steps(("0", "年")), _steps(("0", " years"))),
    "quarter": Unit("quarter", _steps(("0", "个季度")), _steps(("0", " quarters"))),
    "month": Unit("month", _steps(("0", "个月")), _steps(("0", " months"))),
    "hour": Unit("hour", _steps(("0", "小时")), _steps(("0", " hours"))),
    "N": Unit("N", _steps(("0", "牛")), _steps(("0", " N"))),
    "degC": Unit("degC", _steps(("0", "摄氏度")), _steps(("0", " °C"))),
    "ug/m3": Unit("ug/m3", _steps(("0", "微克/立方米")), _steps(("0", " ug/m3"))),
    "mg/L": Unit("mg/L", _steps(("0", "毫克/升")), _steps(("0", " mg/L"))),
    "W": Unit(
        "W",
        _steps(("1e11", "亿千瓦"), ("1e7", "万千瓦"), ("1e3", "千瓦"), ("0", "瓦")),
        _steps(("1e9", " GW"), ("1e6", " MW"), ("1e3", " kW"), ("0", " W")),
    ),
    "Wh": Unit(
        "Wh",
        _steps(("1e11", "亿千瓦时"), ("1e7", "万千瓦时"), ("1e3", "千瓦时"), ("0", "瓦时")),
        _steps(("1e12", " TWh"), ("1e9", " GWh"), ("1e6", " MWh"), ("1e3", " kWh"), ("0", " Wh")),
    ),
}
PERCENT: Final = _UNITS["percent"]
_FACTORS: Final = {"万": Decimal(10_000)}
"""Where a scale is used from another value on than its own: 13,926 is not 1.3926万."""
_BOUNDS: Final = {"exact": "", "approx": "≈", "at_least": "≥", "at_most": "≤", "more_than": ">", "less_than": "<"}


def number(value: Decimal) -> str:
    """Digits in groups of three from 10,000 on, without trailing zeros."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    whole, _, places = text.partition(".")
    grouped = f"{int(whole):,}" if len(whole.lstrip("-")) > 4 else whole
    return f"{grouped}.{places}" if places else grouped


def hedge(bound: str) -> str:
    """The sign of a bound, empty for an exact value."""
    return _BOUNDS[bound]
