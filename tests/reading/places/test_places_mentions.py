"""Mentions of regions: full and short names, ordinary words that look like names, anaphors."""

import pytest
from passages import cases, printed_claims

PASSAGES = {
    "regions-1": ("2023年，兰州进出口总额120亿元。全市出口额51亿元。", [
        "120亿元 兰州市 进出口总额 level 120 亿元 exact 2023 actual",
        "51亿元 兰州市 出口额 level 51 亿元 exact 2023 actual",
    ]),
    "regions-4": ("2023年，格尔木市生产白银150吨。", [
        "150吨 格尔木市 白银产量 level 150 吨 exact 2023 actual",
    ]),
    "regions-6": ("2023年，苏州工业园区实际使用外资19.5亿美元。", [
        "19.5亿美元 苏州工业园区 实际利用外资 level 19.5 亿美元 exact 2023 actual",
    ]),
    "regions-7": ("# 龙岩去年怎么样\n2023年，全市地区生产总值3318亿元。", [
        "3318亿元 龙岩市 地区生产总值 level 3318 亿元 exact 2023 actual",
    ]),
    "regions-8": ("# 甘肃钢城算账\n2023年，嘉峪关高新区工业总产值620亿元。", [
        "620亿元 嘉峪关高新区 工业总产值 level 620 亿元 exact 2023 actual",
    ]),
    "regions-9": ("# 江苏晒出成绩单\n2023年，全省地区生产总值128222亿元，我省粮食产量759.5亿斤。", [
        "128222亿元 江苏省 地区生产总值 level 128222 亿元 exact 2023 actual",
        "759.5亿斤 江苏省 粮食产量 level 759.5 亿斤 exact 2023 actual",
    ]),
    "regions-10": ("2023年，宁夏回族自治区煤炭产量1亿吨，全区外送电量900亿千瓦时。", [
        "1亿吨 宁夏回族自治区 原煤产量 level 1 亿吨 exact 2023 actual",
        "900亿千瓦时 宁夏回族自治区 外送电量 level 900 亿千瓦时 exact 2023 actual",
    ]),
    "regions-13": ("2023年，我市实现进出口总额320亿元，同比增长6.1%。湖州市商务局介绍了情况。", [
        "320亿元 湖州市 进出口总额 level 320 亿元 exact 2023 actual",
        "6.1% 湖州市 进出口总额 growth_yoy 6.1 % exact 2023 actual",
    ]),
    "regions-14": ("截至2023年底，成渝地区双城经济圈共建重大项目248个，完成投资4138亿元。", [
        "248个 成渝地区双城经济圈 重大项目数 level 248 个 exact 2023 actual",
        "4138亿元 成渝地区双城经济圈 重大项目完成投资 level 4138 亿元 exact 2023 actual",
    ]),
    "regions-15": ("2023年，唐山港吞吐量8.4亿吨，稳居全国沿海港口第二位，集装箱吞吐量210万标箱。", [
        "8.4亿吨 唐山市 港口货物吞吐量 level 8.4 亿吨 exact 2023 actual",
        "第二位 唐山市 港口货物吞吐量 rank 2 位 exact 2023 actual",
        "210万标箱 唐山市 集装箱吞吐量 level 210 万标箱 exact 2023 actual",
    ]),
    "regions-17": ("2023年，东莞市松山湖高新区实现地区生产总值823亿元，同比增长2.8%。", [
        "823亿元 松山湖高新区 地区生产总值 level 823 亿元 exact 2023 actual",
        "2.8% 松山湖高新区 地区生产总值 growth_yoy 2.8 % exact 2023 actual",
    ]),
    "regions-18": ("2023年，本溪满族自治县接待游客460万人次。", [
        "460万人次 本溪满族自治县 接待游客人次 level 460 万人次 exact 2023 actual",
    ]),
    "lists-8": ("2023年，大榭开发区完成工业总产值1023亿元。", [
        "1023亿元 大榭经开区 工业总产值 level 1023 亿元 exact 2023 actual",
    ]),
    "features-12": ("2023年，枝江市地区生产总值880亿元。", [
        "880亿元 枝江市 地区生产总值 level 880 亿元 exact 2023 actual",
    ]),
    "features-17": ("2023年，来宾市甘蔗产量900万吨。", [
        "900万吨 来宾市 甘蔗产量 level 900 万吨 exact 2023 actual",
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "claims"), cases(PASSAGES))
def test_a_passage_makes_its_claims(passage, claims, vocabulary):
    assert printed_claims(passage, vocabulary) == claims
