"""Figures and mentions of periods as plain data."""

import datetime as dt

import pytest

from flows.reading.periods.mentions import find_periods
from flows.reading.statements.answers import figure_answer, period_answer
from flows.vocabulary.folding import fold


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("大于50", {"value": "50", "low": "50"}), ("不到40万元", {"value": "400000", "high": "400000"}),
        ("3—5家", {"low": "3", "high": "5"}), ("千分之三", {"value": "0.3", "unit": "%"}), ("7.3%", {"value": "7.3"}),
    ],
)  # fmt: skip
def test_answers(scanner, text, answer):
    (figure,) = scanner.scan(fold(text))
    given_ = figure_answer(figure, text)
    assert {key: given_[key] for key in answer} == answer
    assert {"value", "low", "high"} & given_.keys() == {"value", "low", "high"} & answer.keys()


def test_an_answer_gives_the_first_and_the_last_day(vocabulary):
    text = "今年前三季度"
    (mention,) = find_periods(text, dt.date(2024, 6, 15), vocabulary)
    assert period_answer(mention, text) == {
        "start": 0, "end": 6, "text": text, "period": "2024-Q1/2024-Q3", "period_start": "2024-01-01",
        "period_end": "2024-09-30", "role": "date", "basis": "relative",
    }  # fmt: skip
