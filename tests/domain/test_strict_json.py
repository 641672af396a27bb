"""JSON that comes in."""

import pytest

from flows.domain.strict_json import parse_json


@pytest.mark.parametrize(
    "text", ["NaN", "Infinity", "-Infinity", "[1, NaN]", '{"a": {"b": -Infinity}}', "1e999", "-1e400", '{"id": 1e999}']
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match=r"no number|too large"):
        parse_json(text)
    with pytest.raises(ValueError, match=r"no number|too large"):
        parse_json(text.encode())


def test_numbers_texts_and_their_names_are_taken():
    found = parse_json('{"a": 1.5, "b": [-2, 1e-400, 1e300], "c": "NaN", "Infinity": null}')
    assert found == {"a": 1.5, "b": [-2, 0.0, 1e300], "c": "NaN", "Infinity": None}
