"""The quote of a figure: verbatim, once in the article, no longer than it must be."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.domain.span import Span
from flows.sources.quoting import EXAMPLES, occurrence, shortest_quote


@pytest.mark.parametrize(("text", "figure", "quote"), EXAMPLES)
def test_examples(text, figure, quote):
    span = Span(text.index(figure), text.index(figure) + len(figure))
    found = shortest_quote(text, Span(0, len(text)), span)
    assert found.of(text) == quote
    assert found.covers(span)


@given(
    st.lists(st.sampled_from(["增长5%", "乙5%5%", "15%", "，", "。", "\n", "、", "=", "- "]), min_size=1, max_size=30),
    st.data(),
)
def test_a_quote_stands_once_and_leads_back_to_its_figure(parts, data):
    text = "前文5%。" + "".join(parts) + "5%，后文5%"
    article = Span(4, len(text) - 5)
    places = [at for at in range(article.start, article.end - 1) if text.startswith("5%", at)]
    figure = Span(at := data.draw(st.sampled_from(places)), at + 2)
    quote = shortest_quote(text, article, figure)
    if quote is None:  # nothing that stands once is longer than the whole article
        whole = article.of(text)
        assert whole.lstrip("，。\n、= -") != whole
        return
    assert article.covers(quote)
    assert quote.covers(figure)
    assert article.of(text).count(quote.of(text)) == 1
    places = [at for at in range(quote.start, quote.end) if text.startswith("5%", at)]
    assert places[occurrence(text, quote, figure) - 1] == figure.start


def test_outside_its_article_a_quote_may_stand_again():
    text = "增长5%。\n增长5%。"
    assert shortest_quote(text, Span(6, 11), Span(8, 10)) == Span(6, 10)


def test_a_text_that_only_repeats_itself_takes_no_time():
    text = "增长5%，" * 100_000
    began = time.perf_counter()
    quote = shortest_quote(text, Span(0, len(text)), Span(300_002, 300_004))
    assert time.perf_counter() - began < 5
    assert quote is None
