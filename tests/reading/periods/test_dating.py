"""The period of a figure: from its sentence, from the paragraph or article before, or from the day of publication."""

import datetime as dt

import pytest
from passages import PUBLISHED, cases, printed_claims, read_passage

PASSAGES = {
    "bounds-10": ("2023年，雄安新区完成投资超2000亿元，累计投资6700亿元。", [
        "2000亿元 雄安新区 完成投资 level 2000 亿元 more_than 2023 actual",
        "6700亿元 雄安新区 累计投资额 level 6700 亿元 exact ../2023 actual",
    ]),
    "periods-7": ("截至2023年底，阜新市高新技术企业达到310家。", [
        "310家 阜新市 高新技术企业数 level 310 家 exact 2023 actual",
    ]),
    "periods-8": ("2023年，抚州市经济稳中向好。工业方面，规模以上工业增加值增长6.2%。农业方面，粮食产量56亿斤。", [
        "6.2% 抚州市 规模以上工业增加值 growth_yoy 6.2 % exact 2023 actual",
        "56亿斤 抚州市 粮食产量 level 56 亿斤 exact 2023 actual",
    ]),
    "periods-9": ("2023年，通化市交出答卷。\n全市地区生产总值620亿元。\n社会消费品零售总额增长8.8%。", [
        "620亿元 通化市 地区生产总值 level 620 亿元 exact 2023 actual",
        "8.8% 通化市 社会消费品零售总额 growth_yoy 8.8 % exact 2023 actual",
    ]),
    "periods-10": ("2022年，丽江市接待游客5200万人次。2023年达到6900万人次。", [
        "5200万人次 丽江市 接待游客人次 level 5200 万人次 exact 2022 actual",
        "6900万人次 丽江市 接待游客人次 level 6900 万人次 exact 2023 actual",
    ]),
    "periods-14": ("2023年，营口市港口货物吞吐量2.1亿吨，同年集装箱吞吐量520万标箱。", [
        "2.1亿吨 营口市 港口货物吞吐量 level 2.1 亿吨 exact 2023 actual",
        "520万标箱 营口市 集装箱吞吐量 level 520 万标箱 exact 2023 actual",
    ]),
    "periods-20": ("2023年12月末，克拉玛依市发电装机240万千瓦，可再生能源装机占四成以上。", [
        "240万千瓦 克拉玛依市 发电装机容量 level 240 万千瓦 exact 2023 actual",
        "四成 克拉玛依市 可再生能源装机容量 share 40 % at_least 2023 actual",
    ]),
    "features-15": ("去年全年，曲靖市规模以上工业增加值增长6.6%；12月当月增长8.1%。", [
        "6.6% 曲靖市 规模以上工业增加值 growth_yoy 6.6 % exact 2023 actual",
        "8.1% 曲靖市 规模以上工业增加值 growth_yoy 8.1 % exact 2023-12 actual",
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "claims"), cases(PASSAGES))
def test_a_passage_makes_its_claims(passage, claims, vocabulary):
    assert printed_claims(passage, vocabulary) == claims


@pytest.mark.parametrize(("published_on", "period"), [(PUBLISHED, "2023"), (dt.date(2020, 7, 1), "2019")])
def test_the_day_of_publication_tells_what_is_relative(published_on, period, vocabulary):
    passage = read_passage("去年，洛阳市发电量420亿千瓦时。", vocabulary, published_on=published_on)
    assert [claim.period.text for claim in passage.reading.claims] == [period]
