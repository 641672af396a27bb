"""Spans mark characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.domain.span import Span


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 0), (3, 3), (4, 3), (-2, -1)])
def test_an_empty_or_negative_span_is_refused(start, end):
    with pytest.raises(ValueError, match="start < end"):
        Span(start, end)


def test_offsets_count_code_points_and_not_utf16_units():
    assert Span(1, 3).of("𠮷嘉峪关") == "嘉峪"


@given(st.text(min_size=1), st.data())
def test_a_span_gives_back_what_was_planted(text, data):
    prefix = data.draw(st.text())
    assert Span(len(prefix), len(prefix) + len(text)).of(prefix + text + "尾") == text


@given(st.integers(0, 99), st.integers(1, 99), st.integers(0, 99))
def test_shifting_keeps_the_characters(start, length, by):
    text = "".join(chr(0x4E00 + at) for at in range(200))
    span = Span(start, start + length)
    assert span.shifted(by).of("空" * by + text) == span.of(text)


_SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 9), st.integers(1, 9))


@given(_SPANS, _SPANS)
def test_a_span_covers_another_iff_all_its_characters_are_its_own(one, other):
    assert one.covers(other) == (set(range(other.start, other.end)) <= set(range(one.start, one.end)))


@given(
    st.text(alphabet=" \n\t\u3000", max_size=5),
    st.text(alphabet="亿 元", min_size=1).filter(str.strip),
    st.text(alphabet=" \u3000"),
)
def test_a_trimmed_span_is_the_text_without_the_blanks_around_it(before, text, after):
    whole = before + text + after
    assert Span(0, len(whole)).trimmed(whole).of(whole) == whole.strip()
