"""A rule as a value."""

import pytest

from flows.reading.text.rule import Read, Reason, Rule


def test_two_rules_are_never_equal():
    assert Rule("a", "says", (), ()) != Rule("a", "says", (), ())


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (Read("去年", "2024-02-05", ("去年=2023",)), "去年 → 去年=2023"),
        (Read("去年今年", "2024-02-05", ("去年=2023", "今年=2024")), "去年今年 → 去年=2023, 今年=2024"),
        (Read("去", "2024-02-05", ()), "去"),
    ],
)
def test_an_example_is_printed_with_what_comes_out_of_it(read, text):
    assert str(read) == text


def test_what_becomes_of_a_figure_is_its_reading_and_the_name_of_the_reason():
    assert Reason("name", "says", (), ()).outcome == ("not_a_claim", "name")
    assert Reason("no unit", "says", (), (), does="unread").outcome == ("unread", "no unit")
