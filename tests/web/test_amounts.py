import random
from decimal import Decimal

import dbt_sql
import duckdb
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


def said_by_dbt(values: list[Decimal], macro: str) -> list[str]:
    """What the macro ``number_zh`` or ``number_en`` makes of ``values``."""
    query = dbt_sql.compiled("select {{ %s('value') }} from (select unnest($values::double[]) as value)" % macro)  # noqa: UP031 - braces of Jinja
    return [text for (text,) in duckdb.execute(query, {"values": [float(value) for value in values]}).fetchall()]


def test_findings_and_pages_write_a_number_alike():
    """Findings (macros of dbt) keep five digits; of a number that has no more, both say the same."""
    chance = random.Random(1184)
    values = [Decimal(chance.randint(-99_999, 99_999)).scaleb(chance.randint(-2, 10)) for _ in range(20_000)]
    values += [Decimal(text).scaleb(by) for text in ("0", "1", "-1", "99999", "10000", "9999") for by in range(12)]
    assert said_by_dbt(values, "number_zh") == [UNITS["CNY"].amount(value, "zh").removesuffix("元") for value in values]
    for value, finding in zip(values, said_by_dbt(values, "number_en"), strict=True):
        page = UNITS["CNY"].amount(value, "en").removeprefix("CNY ")
        if not 10**4 <= abs(value) < 10**6:
            assert finding == page
        else:  # pages print 350,000, findings 350 thousand
            short = finding.removesuffix(" thousand")
            assert Decimal(short) * (1000 if short != finding else 1) == value == Decimal(page.replace(",", ""))
