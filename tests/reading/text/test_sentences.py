"""Where sentences end: those that are shown, which tile an article, and the statements that the reader reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.domain.document import Segment
from flows.domain.span import Span
from flows.reading.text.sentences import sentence_ends, split_sentences
from flows.vocabulary.folding import fold

TEXTS = st.text('甲1%，,。！？!?；;“”’」』》）)" \t\r\n\u00a0\u3000🏭…', max_size=60)


def pieces(text: str) -> list[str]:
    ends = sentence_ends(fold(text))
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("“🏭增7%。”　占比5%；末", ["“🏭增7%。”　", "占比5%；", "末"]),
        ("（见《年报》。）》下！’句？\n\n", ["（见《年报》。）》", "下！’", "句？\n\n"]),
        ("第一行\r\n  第二行", ["第一行\r\n  ", "第二行"]),
        ("", []),
    ],
)
def test_closing_signs_and_the_blanks_behind_stay_with_the_sentence_before(text, sentences):
    assert pieces(text) == sentences


@given(text=TEXTS)
def test_sentences_tile_the_text_and_none_is_empty(text):
    assert "".join(pieces(text)) == text
    assert all(pieces(text))


@given(text=TEXTS)
def test_a_statement_never_ends_within_a_sentence(text):
    """The reader may go on over the end of a line that the page broke; where it stops, a sentence stops too."""
    statements = split_sentences(fold(text), [Segment("body", Span(0, len(text)), 1)] if text else [], 0)
    ends = set(sentence_ends(fold(text)))
    for statement in statements:
        end = statement.end
        while end < len(text) and end not in ends and fold(text)[end] in " \t\r\n":
            end += 1
        assert end in ends | {len(text)}, text[: statement.end]
