import re

from hypothesis import given
from hypothesis import strategies as st

from flows.web.marking import Mark, cut, part_starts

TEXT = "２０２４年,GDP达1436亿元🏭,增长7.2%。\n𠮷林"


@st.composite
def marked_texts(draw):
    text = draw(st.text(alphabet="年亿元,12🏭𠮷\n", max_size=60))
    offset = draw(st.integers(0, 50))
    places = st.integers(max(offset - 5, 0), offset + len(text) + 5)
    spans = draw(st.lists(st.tuples(places, places).map(sorted).filter(lambda pair: pair[0] < pair[1]), max_size=12))
    kinds = st.sampled_from(["curated", "reader", "not_a_claim", "unread"])
    marks = [
        Mark(start, end, kind, f"c{number}" if kind in ("curated", "reader") else "")
        for number, (start, end) in enumerate(spans)
        for kind in [draw(kinds)]
    ]
    return text, offset, marks


@given(marked_texts())
def test_pieces_tile_the_text_and_those_of_a_claim_are_its_span(case):
    text, offset, marks = case
    pieces = list(cut(text, offset, marks, []))
    assert "".join(piece.text for piece in pieces) == text
    for mark in marks:
        seen = "".join(piece.text for piece in pieces if mark.claim_id and mark.claim_id in piece.claim_ids)
        begins = sum(mark.claim_id in piece.begins for piece in pieces if mark.claim_id)
        inside = text[max(mark.start - offset, 0) : max(mark.end - offset, 0)]
        if mark.claim_id:
            assert seen == inside
            assert begins == bool(inside)


def test_of_nested_claims_both_are_kept_and_a_curated_one_gives_the_colour():
    pieces = list(cut("3—5家", 10, [Mark(10, 14, "reader", "range"), Mark(12, 14, "curated", "upper")], []))
    assert [(piece.text, piece.kind, piece.claim_ids, piece.begins) for piece in pieces] == [
        ("3—", "reader", ("range",), ("range",)),
        ("5家", "curated", ("range", "upper"), ("upper",)),
    ]


def test_segments_colour_what_no_mark_does():
    pieces = list(cut("网站首页 标题正文", 0, [Mark(5, 7, "unread")], [(0, 5, "furniture"), (5, 7, "title")]))
    assert [(piece.text, piece.segment, piece.kind) for piece in pieces] == [
        ("网站首页 ", "furniture", ""),
        ("标题", "title", "unread"),
        ("正文", "", ""),
    ]


@given(st.integers(0, 40), st.text(alphabet="7年亿\n。；甲", min_size=1, max_size=40), st.integers(1, 4_000))
def test_parts_tile_the_text_are_bounded_and_cut_no_figure(offset: int, piece: str, times: int):
    text = piece * times
    figures = [(offset + found.start(), offset + found.end()) for found in re.finditer("7+", text)]
    starts = part_starts(text, offset, figures)
    ends = [*starts[1:], offset + len(text)]
    assert starts[0] == offset
    for start, end in zip(starts, ends, strict=True):
        assert start < end <= start + 30_000
        assert sum(start <= at < end for at, _ in figures) <= 1_500
    long_figures = [stop - start for start, stop in figures if stop - start > 30_000]
    assert long_figures or not [span for span in figures for start in starts if span[0] < start < span[1]]


def test_a_part_ends_with_a_line_rather_than_with_a_sentence():
    line = "甲" * 99 + "。" + "乙" * 99 + "\n"
    starts = part_starts(line * 1000, 0, [])
    assert len(starts) > 5
    assert all(start % len(line) == 0 for start in starts)


def test_of_a_text_of_one_line_a_part_ends_with_a_sentence():
    text = ("甲" * 99 + "。") * 1000
    assert {text[start - 1] for start in part_starts(text, 0, [])[1:]} == {"。"}


def test_a_text_without_any_end_is_cut_before_a_figure():
    text = "甲乙777" * 10_000
    figures = [(at + 2, at + 5) for at in range(0, len(text), 5)]
    starts = part_starts(text, 0, figures)
    assert len(starts) > 5
    assert {text[start] + text[start - 1] for start in starts[1:]} <= {"7乙", "甲7", "乙甲"}
