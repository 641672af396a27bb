"""Periods in reviews of several years, in reports to date, and around days."""

import pytest
from passages import read_passage

PASSAGES = {
    "left and reached": ("“十三五”期间，文山州财政收入由59亿元增加到95亿元，年均增长10%。", ["2015", "2020", "2016/2020"]),
    "a place reached": ("五年来，文山州经济总量排名由第87位前移至第71位。", ["2018", "2023"]),
    "a sum of the years": ("“十三五”期间，文山州累计完成投资590亿元。", ["2016/2020"]),
    "a rate reached": ("“十三五”期间，文山州森林覆盖率达62%。", ["2020"]),
    "a rate that was kept": ("“十三五”期间，文山州城镇登记失业率控制在4%以内。", ["2016/2020"]),
    "what was added": ("“十三五”期间，文山州新增就业超过9万人。", ["2016/2020"]),
    "what is compared with the years before": ("“十三五”期间，文山州累计投资590亿元，是“十二五”的2.5倍。", ["2016/2020"] * 2),
    "many years": ("二十年来，文山州坚持绿色发展。园区税收12亿元。", [""]),
    "a few years": ("近三年，文山州坚持绿色发展。园区累计投资12亿元。", ["2021/2023"]),
    "left long after the year was named": ("2023年，文山州稳中有进。\n规上工业企业由115家增加到173家。", ["", "2023"]),
    "left in the paragraph of the year": ("2023年，文山州规上工业企业由115家增加到173家。", ["2022", "2023"]),
    "a day that counts": ("截至1月17日，文山州共有停产企业15家。", ["2024-01-17"]),
    "one day": ("1月1日一天，文山州接待游客3万人次。", ["2024-01-01"]),
    "a day of news": ("1月17日，15个项目在文山州集中开工。", ["2024-01"]),
    "all up to a day": ("截至2023年7月15日，文山州累计收购小麦1452万吨。", ["../2023-07-15"]),
    "until a month": ("截至2023年8月底，文山州茶叶产量1.5万吨。", ["2023-01/2023-08"]),
    "a stock at a month": ("截至2023年8月底，文山州有高新技术企业15家。", ["2023-08"]),
    "months until": ("截至2023年11月底的三个月，与先前三个月相比，文山州产值上升2%。", ["2023-09/2023-11"]),
    "a plan of the year": ("2023年前10个月，文山州35个项目顺利推进，年度计划投资44亿元，完成投资40亿元。",
                           ["2023-01/2023-10", "2023", "2023-01/2023-10"]),
    "a harvest": ("2023年前三季度，文山州夏粮产量2.4万吨，增长1.6%，蔬菜产量9万吨。", ["2023", "2023", "2023-Q1/2023-Q3"]),
    "a yield once built": ("2月3日，文山州一个项目开工，总投资8亿元。建成后，年产值可达9亿元。", ["2024-02", ""]),
    "a speech is no event": ("# 政府工作报告\n——2024年1月16日在文山州第十五届人民代表大会第三次会议上\n城镇居民人均可支配收入增长6%。", [""]),
    "history dates nothing": ("# 茶乡\n1995年，文山州建起茶厂。\n茶园面积扩大。全州茶叶产值40亿元。", [""]),
    "a look back": ("2023年，文山州产值120亿元，早在2018年就突破100亿元，税收12亿元。", ["2023", "2018", "2023"]),
    "what there was only": ("2023年底，文山州企业达到120家，而2020年只有80家，税收12亿元。", ["2023", "2020", "2023"]),
    "a year that the sentence goes on with": ("2022年，文山州产值120亿元，2023年达到130亿元，税收12亿元。", ["2022", "2023", "2023"]),
    "what it is compared with": ("2023年，文山州产值120亿元，与2021年持平，税收12亿元。", ["2023", "2023"]),
    "a month of the half year": ("2023年上半年，文山州产值增长5%。6月份，产值增长6%。化工业增长8%。", ["2023-S1", "2023-06", "2023-S1"]),
    "a month that opens a paragraph": ("2023年上半年，文山州产值增长5%。\n6月份，产值增长6%。化工业增长8%。", ["2023-S1", "2023-06", "2023-06"]),
    "a plan over paragraphs": (
        "“十四五”时期，文山州全面发展。\n脱贫攻坚方面，累计投入资金24亿元。\n工业方面，规上企业由20家增加到36家。",
        ["2021/2025", "2020", "2025"],
    ),
    "a year behind the plan": ("过去五年，文山州迈上新台阶。\n2023年，产值120亿元。\n税收12亿元。", ["2023", "2023"]),
    "left at no time": ("文山州规上企业由20家增加到36家。", ["", "2024-02"]),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "periods"), PASSAGES.values(), ids=PASSAGES)
def test_each_figure_has_its_period(passage, periods, vocabulary):
    assert [claim.period.text for claim in read_passage(passage, vocabulary).reading.claims] == periods


BASES = {
    "last year": ("2023年，文山州产值比上年增长5%。", "growth_yoy"),
    "the same month": ("2023年11月，文山州产值比上年同月增长5%。", "growth_yoy"),
    "another year": ("2023年，文山州产值较2019年增长5%。", "change"),
    "another year before the clause": ("与2019年相比，2023年文山州产值增长5%。", "change"),
    "the year before, before the clause": ("与2022年相比，2023年文山州产值增长5%。", "growth_yoy"),
    "the month before": ("2023年11月，文山州产值比10月增长5%。", "change"),
    "since January": ("2023年6月末，文山州存款余额比年初增长5%。", "change"),
    "the end of a plan": ("2023年，文山州产值比“十三五”末增长5%。", "change"),
    "the months before": ("截至2023年11月底的三个月，与先前三个月相比，文山州产值上升5%。", "change"),
    "over years": ("“十三五”期间，文山州单位能耗累计下降5%。", "change"),
    "by the year": ("“十三五”期间，文山州产值年均增长5%。", "growth_avg"),
    "year after year": ("2023年，文山州产值递增5%。", "growth_avg"),
    "a single month": ("2023年11月，文山州产值单月增幅5%。", "growth_yoy"),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "measure"), BASES.values(), ids=BASES)
def test_only_growth_on_the_year_before_is_yearly(passage, measure, vocabulary):
    assert [claim.measure for claim in read_passage(passage, vocabulary).reading.claims] == [measure]
