"""What base units measure: dollars and yuan are money, mu and square metres an area."""

from typing import Final

_MONEY: Final = ("CNY", "USD", "TWD", "HKD", "JPY", "EUR", "GBP", "KRW", "RUB", "AUD", "CAD", "MOP", "SGD", "CHF")
_KIN: Final = (
    dict.fromkeys(_MONEY, "money")
    | dict.fromkeys(("year", "quarter", "month", "hour"), "time")
    | dict.fromkeys(("m2", "mu"), "area")
)
RELATIVE: Final = frozenset({"percent", "pp", "times", "rank"})
"""Base units that say how something relates to something else; they fit an indicator of any unit."""


def kin(unit: str) -> str:
    """The kind of a base unit, so that dollars fit an indicator in yuan and mu one in square metres."""
    return _KIN.get(unit, unit)
