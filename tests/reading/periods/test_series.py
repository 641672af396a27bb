"""Lists of periods that pair with lists of figures, in order."""

import pytest
from passages import read_passage

PASSAGES = {
    "years": ("2007年和2012年，酒泉市产值分别为100亿元和200亿元。", ["2007", "2012"]),
    "years that share a word": ("2021、2022、2023年，酒泉市产值分别为31亿元、32亿元、33亿元。", ["2021", "2022", "2023"]),
    "three quarters that share a word": ("2023年一、二、三季度，酒泉市产值分别增长4%、5%、6%。", ["2023-Q1", "2023-Q2", "2023-Q3"]),
    "years behind the region": ("酒泉市2021年、2022年、2023年产值依次为31亿元、32亿元、33亿元。", ["2021", "2022", "2023"]),
    "their growth": ("2022年和2023年，酒泉市产值分别为100亿元和110亿元，增长5%和10%。", ["2022", "2023", "2022", "2023"]),
    "years by words": ("去年和前年，酒泉市产值分别为110亿元和100亿元。", ["2023", "2022"]),
    "parts of a year": ("2023年一季度、上半年、前三季度，酒泉市产值分别增长4%、5%、6%。", ["2023-Q1", "2023-S1", "2023-Q1/2023-Q3"]),
    "a part and the year": ("2023年前三季度和全年，酒泉市产值分别为31亿元和42亿元。", ["2023-Q1/2023-Q3", "2023"]),
    "a span of years": ("2021年至2023年，酒泉市产值分别为31、32、33亿元。", ["2021", "2022", "2023"]),
    "the last years": ("酒泉市近三年产值分别为31亿元、32亿元、33亿元。", ["2021", "2022", "2023"]),
    "quarters that share a word": ("2023年一、二季度，酒泉市产值分别增长4%、5%。", ["2023-Q1", "2023-Q2"]),
    "a list left and a list reached": (
        "2023年，酒泉市产值和财政收入分别由2020年的350亿元和33亿元增加到370亿元和35亿元。", ["2020", "2020", "2023", "2023"],
    ),
    "a list left a year before": (
        "2023年，酒泉市产值和财政收入分别由350亿元和33亿元增加到370亿元和35亿元。", ["2022", "2022", "2023", "2023"],
    ),
    "no more years than figures": ("2021年至2023年，酒泉市产值、财政收入分别增长5%、6%。", ["2021/2023", "2021/2023"]),
    "indicators of one year": ("2023年，酒泉市产值、财政收入分别增长5%、6%。", ["2023", "2023"]),
    "years that are compared with": ("2023年，酒泉市产值分别比2021年和2022年增长5%和6%。", ["2023", "2023"]),
    "industries of a span": ("2021年至2023年，酒泉市一、二、三产业增加值分别增长4%、5%、6%。", ["2021/2023"] * 3),
    "the next sentence": ("2022年和2023年，酒泉市产值分别为100亿元和110亿元。2020年，财政收入30亿元。", ["2022", "2023", "2020"]),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "periods"), PASSAGES.values(), ids=PASSAGES)
def test_each_figure_has_the_period_that_pairs_with_it(passage, periods, vocabulary):
    claims = read_passage(passage, vocabulary).reading.claims
    assert [claim.period.text for claim in claims] == periods
