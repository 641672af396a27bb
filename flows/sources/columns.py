"""What the warehouse's columns of values hold exactly."""

from decimal import Decimal, localcontext
from typing import Final

from flows.reading.numbers.numerals import DIGITS

_LARGEST: Final = Decimal("1e20")
"""Beyond it, in base units, intermediate results of the warehouse overflow; a world's output of yuan is a millionth."""
_VALUE_DECIMALS: Final = 6
_BASE_DECIMALS: Final = 12


def hold(value: Decimal, value_base: Decimal) -> bool:
    """Whether the columns of a value, as printed and in base units, hold both of these without rounding."""
    with localcontext(prec=DIGITS):
        return all(
            abs(number) < _LARGEST and number == round(number, decimals)
            for number, decimals in ((value, _VALUE_DECIMALS), (value_base, _BASE_DECIMALS))
        )
