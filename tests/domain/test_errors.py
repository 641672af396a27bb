"""Errors say what, where, expected, mend."""

from flows.domain.errors import Refusal, RefusedError


def test_a_refusal_names_file_line_and_column():
    refusal = Refusal("raw/extracts/a.csv", 17, "value", "value", "'1I11'", "1111, which the figure says", "write 1111")
    assert str(refusal) == (
        "raw/extracts/a.csv:17 value: found '1I11', expected 1111, which the figure says. Mend: write 1111"
    )


def test_a_refusal_of_a_whole_file_has_no_line():
    refusal = Refusal("raw/articles/a.txt", None, "", "empty", "an empty file", "text", "delete it")
    assert str(refusal) == "raw/articles/a.txt: found an empty file, expected text. Mend: delete it"


def test_an_error_carries_all_refusals_and_prints_one_a_line():
    refusals = [Refusal("a", line, "", "k", "f", "e", "m") for line in (1, 2)]
    error = RefusedError(*refusals)
    assert error.refusals == tuple(refusals)
    assert str(error).splitlines() == [str(refusal) for refusal in refusals]


def test_in_a_log_line_an_error_is_as_long_as_its_first_refusal():
    error = RefusedError(*(Refusal("a", line, "", "k", "f", "e", "m") for line in range(1, 500)))
    assert repr(error) == "RefusedError(499 refused, first: a:1: found f, expected e. Mend: m)"
    assert repr(RefusedError()) == "RefusedError(0 refused)"
