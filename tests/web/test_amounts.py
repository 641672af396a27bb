from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.web.amounts import EXAMPLES, Units, number

UNITS = Units({"CNY": "元"})


@pytest.mark.parametrize(("value", "base_unit", "chinese", "english"), EXAMPLES)
def test_examples(value: str, base_unit: str, chinese: str, english: str):
    unit = UNITS[base_unit]
    assert unit.amount(Decimal(value), "zh") == chinese
    assert unit.amount(Decimal(value), "en") == english


SCALES = {"万亿": 12, "亿": 8, "万": 4, " trillion": 12, " billion": 9, " million": 6}


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**17), max_value=10**17))
def test_no_digit_is_lost(value: Decimal):
    for language in ("zh", "en"):
        text = UNITS["CNY"].amount(value, language).removeprefix("CNY ").removesuffix("元")
        scale = next((word for word in SCALES if text.endswith(word)), "")
        assert Decimal(text.removesuffix(scale).replace(",", "")).scaleb(SCALES.get(scale, 0)) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("-0.50", "-0.5"),
        ("9999", "9999"),
        ("10000", "10,000"),
        ("-1234567.8900", "-1,234,567.89"),
        ("1E+5", "100,000"),
    ],
)
def test_digits_are_grouped(value: str, text: str):
    assert number(Decimal(value)) == text
