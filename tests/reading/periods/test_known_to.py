"""A date of publication of which only the year or the month is known dates nothing more finely."""

import datetime as dt

import pytest

from flows.reading.periods.mentions import find_periods
from flows.sources.documents import read_loose_text
from flows.vocabulary.folding import fold


@pytest.mark.parametrize(
    ("text", "of_year", "of_month", "of_day"),
    [
        ("目前", "2024", "2024-04", "2024-04"),
        ("今年", "2024", "2024", "2024"),
        ("去年上半年", "2023-S1", "2023-S1", "2023-S1"),
        ("今年以来", "2024", "2024-01/2024-04", "2024-01/2024-04"),
        ("2023年9月以来", "2023-09/2024", "2023-09/2024-04", "2023-09/2024-04"),
        ("上月", "", "2024-03", "2024-03"),
        ("本季度", "", "2024-Q2", "2024-Q2"),
        ("昨日", "", "2024-04", "2024-04-09"),
        ("本周", "", "", "2024-04-08/2024-04-14"),
        ("2023年9月", "2023-09", "2023-09", "2023-09"),
    ],
)
def test_a_period_is_no_finer_than_the_publication_is_known(text, of_year, of_month, of_day, vocabulary):
    found = [
        find_periods(fold(text), day, vocabulary, known_to)[0].period.text
        for day, known_to in (
            (dt.date(2024, 12, 31), "year"), (dt.date(2024, 4, 30), "month"), (dt.date(2024, 4, 10), "day"),
        )
    ]  # fmt: skip
    assert found == [of_year, of_month, of_day]


@pytest.mark.parametrize(("published", "period"), [("2024", "2024"), ("2024-04", "2024-04"), ("2024-04-10", "2024-04")])
def test_a_stock_without_a_period_is_of_what_is_known_of_the_publication(published, period, vocabulary):
    found = read_loose_text("义乌市现有电商企业61家。", vocabulary, published=published)
    assert [claim.period.text for claim in found.reading.claims] == [period]
