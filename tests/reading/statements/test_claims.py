"""Claims: value in the printed unit, span, and what a share is taken of."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from passages import read_passage


@pytest.mark.parametrize(
    ("passage", "wholes"),
    [
        ("2023年，莆田市鞋业产值1250亿元，占全市规上工业的36.2%。", ["", "全市规上工业"]),
        ("2023年，襄阳市工业投资占固定资产投资比重提升，由2022年的44.1%升至47.2%。", ["固定资产投资", "固定资产投资"]),
        ("2023年，自贡市签约项目120个，其中贡井区80个，占比超过65%。", ["", "", "自贡市"]),
        ("2023年，自贡市签约项目120个，贡井区80个，占比超过65%。", ["", "", ""]),
    ],
)
def test_a_share_is_of_what_its_sentence_names(passage, wholes, vocabulary):
    assert [claim.compared_with for claim in read_passage(passage, vocabulary).reading.claims] == wholes


@pytest.fixture(scope="module")
def vocabulary_units(vocabulary):
    return lambda unit: vocabulary.unit(unit).factor


_DIGITS = "零一二三四五六七八九"


def _in_chinese(number: int) -> str:
    """A number below 10 000 as it is written out: 203 is 二百零三."""
    text, units = "", ("", "十", "百", "千")
    for place, digit in enumerate(reversed(str(number))):
        text = (_DIGITS[int(digit)] + units[place] if digit != "0" else "零") + text
    return re.sub("零+", "零", text).rstrip("零")


_NUMBERS = st.one_of(
    st.integers(11, 999_999).map(lambda n: (str(n), Decimal(n))),
    st.integers(1000, 9_999_999).map(lambda n: (f"{n:,}", Decimal(n))),
    st.integers(11, 999_999).map(lambda n: (str(n).translate({48 + d: 0xFF10 + d for d in range(10)}), Decimal(n))),
    st.decimals("1.1", "9999", places=1).map(lambda n: (str(n), n)),
    st.decimals("1.01", "9999", places=2).map(lambda n: (f"{n}万", n * 10**4)),
    st.integers(2, 9999).map(lambda n: (f"{n}亿", Decimal(n) * 10**8)),
    st.integers(2, 9999).map(lambda n: (f"{n}余万", Decimal(n) * 10**4)),
    st.integers(21, 9999).map(lambda n: (_in_chinese(n), Decimal(n))),
    st.integers(21, 9999).map(lambda n: (f"{_in_chinese(n)}万", Decimal(n) * 10**4)),
    st.tuples(st.integers(2, 999), st.integers(1000, 9999)).map(lambda n: (f"{n[0]}亿{n[1]}万", Decimal(n[0]) * 10**8 + n[1] * 10**4)),
)  # fmt: skip
_CARRIERS = (
    ("2023年，洛阳市发电量{}千瓦时，同比增长。", "千瓦时"),
    ("去年，安徽省粮食产量{}吨。", "吨"),
    ("截至2023年末，全市常住人口{}人，其中城镇人口过半。", "人"),
    ("2023年，一般公共预算收入{}元，居全省前列。", "元"),
    ("2023年，苏州市进出口总额{}美元；出口增长。", "美元"),
)


@given(number=_NUMBERS, carrier=st.sampled_from(_CARRIERS))
@settings(max_examples=300)
def test_a_planted_number_comes_back_with_value_and_span(number, carrier, reader, vocabulary_units):
    printed, value = number
    sentence, unit = carrier
    passage = reader(sentence.format(printed))
    start = passage.start + sentence.index("{")
    found = [claim for claim in passage.reading.claims if claim.span.start == start]
    assert [claim.figure_text for claim in found] == [printed + unit]
    assert found[0].value * vocabulary_units(found[0].unit_text) == value * vocabulary_units(unit)


_PERCENTAGES = st.one_of(
    st.decimals("0.1", "99.9", places=1).map(lambda n: (f"{n}%", n)),
    st.integers(1, 9).map(lambda n: (f"{_DIGITS[n]}成", Decimal(10 * n))),
    st.tuples(st.integers(1, 9), st.integers(1, 9)).map(lambda n: (f"{_DIGITS[n[0]]}成{_DIGITS[n[1]]}", Decimal(10 * n[0] + n[1]))),
    st.integers(2, 99).map(lambda n: (f"百分之{_in_chinese(n).removeprefix('一') if n < 20 else _in_chinese(n)}", Decimal(n))),
    st.sampled_from([("四分之一", Decimal(25)), ("五分之二", Decimal(40)), ("四分之三", Decimal(75)), ("一半", Decimal(50))]),
)  # fmt: skip


@given(number=_PERCENTAGES, hedge=st.sampled_from(["", "约", "超", "近"]), is_share=st.booleans())
@settings(max_examples=200)
def test_a_planted_percentage_comes_back_with_value_and_span(number, hedge, is_share, reader):
    printed, value = number
    sentence = f"2023年，洛阳市发电量{'占全省的' if is_share else '同比增长'}{hedge}{printed}。"
    passage = reader(sentence)
    start = passage.start + sentence.index(printed, 14)
    (claim,) = passage.reading.claims
    assert (claim.span.start, claim.figure_text, claim.value, claim.unit_text) == (start, printed, value, "%")
    assert (claim.measure, claim.bound) == (
        "share" if is_share else "growth_yoy", {"": "exact", "约": "approx", "超": "more_than", "近": "less_than"}[hedge],
    )  # fmt: skip
