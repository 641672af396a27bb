"""Numerals come back with their value."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from passages import cases, printed_claims

from flows.reading.numbers.numerals import EXAMPLES, read_numeral

WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
SCALES = {
    "": 0,
    "十": 1,
    "百": 2,
    "千": 3,
    "万": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "百亿": 10,
    "千亿": 11,
    "万亿": 12,
    "兆": 12,
}
PASSAGES = {
    "figures-0": ("２０２３年，淮北市地区生产总值１，３６５．５亿元。", [
        "１，３６５．５亿元 淮北市 地区生产总值 level 1365.5 亿元 exact 2023 actual",
    ]),
    "figures-1": ("2023年，商丘市粮食产量一百四十五亿斤。", [
        "一百四十五亿斤 商丘市 粮食产量 level 14500000000 斤 exact 2023 actual",
    ]),
    "figures-12": ("2023年，新竹科學園區營業額1兆4,137億元。", [
        "1兆4,137億元 新竹科学园区 营业额 level 1413700000000 新台币 exact 2023 actual",
    ]),
    "figures-21": ("2023年，乌兰察布市数据中心投资三百二十亿五千万元。", [
        "三百二十亿五千万元 乌兰察布市 数据中心投资 level 32050000000 元 exact 2023 actual",
    ]),
    "figures-23": ("2023年，广安市居民人均可支配收入34,100元。", [
        "34,100元 广安市 居民人均可支配收入 level 34100 元 exact 2023 actual",
    ]),
    "figures-26": ("2023年，上饶市电力装机突破千万千瓦，达1020万千瓦。", [
        "千万千瓦 上饶市 发电装机容量 level 10000000 千瓦 more_than 2023 actual",
        "1020万千瓦 上饶市 发电装机容量 level 1020 万千瓦 exact 2023 actual",
    ]),
    "figures-27": ("2023年，白银高新区营业收入突破千亿元，达到1020亿元。", [
        "千亿元 白银高新区 营业收入 level 100000000000 元 more_than 2023 actual",
        "1020亿元 白银高新区 营业收入 level 1020 亿元 exact 2023 actual",
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), EXAMPLES.items())
def test_examples(text, value):
    assert read_numeral(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    "text",
    ["1e400", "nan", "inf", "Infinity", "1_000", "٣", "५", "²", "½", "Ⅻ", "0x10", "1,00", "1,0000", ",100", "1.", ".5", "1..2", "--1",
     "+-1", "5" * 19, "5" * 5000, "1,000" * 13, "一二百", "百千万十", "余", "多多", "1余余万", "点", "一点", "1万5", "1万2亿", "兆" * 40,
     "1" + "亿" * 40, "\0", "\ud800", "元"],
)  # fmt: skip
def test_fault_22_our_own_grammar_decides_what_a_number_is(text):
    assert read_numeral(text) is None


_ARABIC = st.builds(
    lambda whole, fraction: (f"{whole}", f".{fraction}" if fraction else ""),
    st.integers(0, 10**18 - 1), st.text("0123456789", max_size=12),
)  # fmt: skip


@given(_ARABIC, st.booleans(), st.booleans(), st.sampled_from(list(SCALES)))
def test_planted_digits_come_back_exactly(parts, grouped, wide, scale):
    whole, fraction = parts
    printed = (f"{int(whole):,}" if grouped else whole) + fraction
    expected = Decimal(f"{whole}{fraction}E{SCALES[scale]}")
    if expected < 10**24:
        assert read_numeral((printed.translate(WIDE) if wide else printed) + scale) == expected


@given(st.integers(1, 9999), st.integers(0, 9999), st.integers(1, 9999))
def test_descending_scale_words_add_up(high, middle, low):
    assert read_numeral(f"{high}兆{middle}亿{low}万") == high * 10**12 + middle * 10**8 + low * 10**4


def han(number: int) -> str:
    """A whole number below 10^16 as Chinese prose writes it."""
    for place, word in ((10**8, "亿"), (10**4, "万")):
        if number >= place:
            high, low = divmod(number, place)
            gap = "零" if 0 < low < place // 10 else ""
            return han(high) + word + gap + (han(low) if low else "")
    text, pending = "", False
    for place, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += ("零" if pending and text else "") + "零一二三四五六七八九"[digit] + word
        pending = digit == 0
    return text or "零"


@given(st.integers(0, 10**16 - 1) | st.integers(0, 10**5))
def test_planted_chinese_numerals_come_back(number):
    assert read_numeral(han(number)) == number


@given(st.integers(10, 10**12))
def test_numerals_written_digit_by_digit_come_back(number):
    assert read_numeral("".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))) == number


@given(st.integers(0, 10**8 - 1), st.text("0123456789", min_size=1, max_size=6), st.sampled_from(["", "万", "亿"]))
def test_chinese_decimals_come_back(whole, decimals, scale):
    printed = han(whole) + "点" + "".join("零一二三四五六七八九"[int(digit)] for digit in decimals) + scale
    assert read_numeral(printed) == Decimal(f"{whole}.{decimals}E{SCALES[scale]}")


@given(st.integers(1, 999), st.sampled_from("余多几来"), st.sampled_from(["万", "亿", ""]))
def test_a_hedge_inside_leaves_the_value(number, hedge, scale):
    assert read_numeral(f"{number}{hedge}{scale}") == number * 10 ** SCALES[scale]


@given(st.text(alphabet="0123456789,.一二两十百千万亿兆零〇点余多 ，．０９-", max_size=68) | st.text(max_size=80))
def test_any_text_is_a_number_from_zero_on_or_none(text):
    value = read_numeral(text)
    assert value is None or (value.is_finite() and 0 <= value < 10**24)


@pytest.mark.parametrize(("passage", "claims"), cases(PASSAGES))
def test_a_passage_makes_its_claims(passage, claims, vocabulary):
    assert printed_claims(passage, vocabulary) == claims
