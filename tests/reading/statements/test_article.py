"""Whatever an article is made of, it is read, and each of its digits is accounted for."""

from hypothesis import example, given, settings
from pieces import TEXTS


@given(text=TEXTS)
@example(text="2" * 400)
@example(text="九" * 300 + "亿元")
@example(text="第" * 50 + "（" * 50)
@example(text="2024年甲市地区生产总值1亿元; 工业增加值2亿元。")
@settings(max_examples=250)
def test_any_text_is_read_and_every_digit_accounted_for(text, reader):
    passage = reader(text)
    printed, reading = passage.text, passage.reading
    figures = reading.figures
    spans = {(figure.start, figure.end) for figure in figures}
    assert len(spans) == len(figures)
    assert all(0 <= start < end <= len(printed) for start, end in spans)
    covered = {at for start, end in spans for at in range(start, end)}
    covered |= {at for mention in reading.periods for at in range(mention.start, mention.end)}
    assert not [at for at, char in enumerate(printed) if char.isdecimal() and at not in covered]
    for claim in reading.claims:
        assert claim.figure_text == printed[claim.span.start : claim.span.end]
        assert claim.quote_span.start <= claim.span.start < claim.span.end <= claim.quote_span.end
        assert claim.quote == claim.quote_span.of(printed) == claim.quote.strip()
        assert any(start <= claim.span.start and claim.span.end <= end for start, end in spans)
        assert claim.rules
    keys = [claim.key for claim in reading.claims]
    assert len(keys) == len(set(keys))
    assert reader(text).reading == reading
