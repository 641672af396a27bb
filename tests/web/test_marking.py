from hypothesis import given
from hypothesis import strategies as st

from flows.web.marking import PART_CHARACTERS, PART_FIGURES, Mark, cut, part_starts

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


@given(st.integers(0, 40), st.integers(1, 4_000), st.integers(0, 400))
def test_parts_begin_at_line_ends_and_are_bounded(offset: int, lines: int, per_line: int):
    line = "7" * per_line + "\n"
    text = line * min(lines, 200_000 // len(line) + 1)
    figures = [offset + at for at, sign in enumerate(text) if sign == "7"]
    starts = part_starts(text, offset, figures)
    assert starts[0] == offset
    assert all(text[start - offset - 1] == "\n" for start in starts[1:])
    for start, end in zip(starts, [*starts[1:], offset + len(text)], strict=True):
        assert start < end
        assert end - start < PART_CHARACTERS + len(line)
        assert sum(start <= figure < end for figure in figures) < PART_FIGURES + len(line)


def test_a_text_without_line_ends_is_one_part():
    assert part_starts("7" * 100_000, 5, range(5, 100_005)) == [5]
