"""A text of which nobody knows when it was published: what is counted from the publication has no period."""

import pytest
from passages import read_text

from flows.reading.periods.mentions import find_periods
from flows.vocabulary.folding import fold

PASSAGES = {
    "this year": ("今年，天水市完成工业投资120亿元，同比增长5%。", ["", ""]),
    "last year": ("去年，天水市粮食产量130万吨。", [""]),
    "a month without a year": ("9月，天水市发电量3亿千瓦时。", [""]),
    "a half without a year": ("上半年，天水市接待游客2100万人次。\n旅游收入120亿元。", ["", ""]),
    "now": ("目前，天水市有高新技术企业86家。", [""]),
    "so far": ("截至目前，天水市累计建成充电桩1200个。", [""]),
    "so far this year": ("今年以来，天水市新增就业2.1万人。全市发放贷款3亿元。", ["", ""]),
    "years back": ("近三年，天水市累计投资30亿元。", [""]),
    "since a year": ("2018年以来，天水市累计投资30亿元。", [""]),
    "a stock without a period": ("天水市现有苹果企业120家。", [""]),
    "an aim without a period": ("天水市力争完成工业投资120亿元。", [""]),
    "a printed year": ("2023年，天水市完成工业投资120亿元，同比增长5%。", ["2023", "2023"]),
    "a month beside its year": ("2023年，天水市产销两旺。其中9月份，发电量3亿千瓦时。", ["2023-09"]),
    "a year of context": ("2023年，天水市粮食产量130万吨，上年同期为120万吨。", ["2023", "2022"]),
    "the paragraph of a printed year": ("2023年，天水市农业丰收。粮食产量130万吨。", ["2023"]),
    "an aim of a printed year": ("2024年，天水市力争完成工业投资120亿元。", ["2024"]),
    "a printed plan": ("“十三五”期间，天水市累计投资900亿元。", ["2016/2020"]),
    "this year does not inherit": ("2018年，天水市粮食产量120万吨。\n今年，全市粮食产量130万吨。", ["2018", ""]),
    "nor a paragraph behind it": ("今年以来，天水市经济向好。2018年建成的园区投产。\n全市新增就业2万人。", [""]),
}


@pytest.mark.parametrize(("text", "periods"), PASSAGES.values(), ids=PASSAGES)
def test_only_what_is_printed_is_dated(text, periods, vocabulary):
    claims = read_text(text, vocabulary, published_on=None).claims
    assert [claim.period.text for claim in claims] == periods
    assert all(claim.period_basis == "none" for claim in claims if not claim.period.text)


@pytest.mark.parametrize("text", [text for text, _ in PASSAGES.values()], ids=list(PASSAGES))
def test_no_fact_is_made_an_aim_for_want_of_a_date(text, vocabulary):
    claims = read_text(text, vocabulary, published_on=None).claims
    assert {claim.status for claim in claims} == ({"target"} if "力争" in text else {"actual"})


def test_mentions_keep_their_place(vocabulary):
    found = find_periods(fold("去年10月到今年5月，2023年底，2020年至今，同年"), None, vocabulary)
    assert [mention.period.text for mention in found] == ["", "2023", "", "2023"]
