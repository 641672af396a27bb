"""Lists: one indicator for each figure, one figure for several indicators, regions in turn."""

import pytest
from passages import cases, printed_claims

PASSAGES = {
    "bounds-8": ("2023年，榆林市一、二、三产业增加值分别为410亿元、5070亿元、1611亿元。", [
        "410亿元 榆林市 第一产业增加值 level 410 亿元 exact 2023 actual",
        "5070亿元 榆林市 第二产业增加值 level 5070 亿元 exact 2023 actual",
        "1611亿元 榆林市 第三产业增加值 level 1611 亿元 exact 2023 actual",
    ]),
    "bounds-9": ("2023年，苏州市、无锡市、常州市地区生产总值分别为24653、15456和10116亿元。", [
        "24653 苏州市 地区生产总值 level 2465300000000 元 exact 2023 actual",
        "15456 无锡市 地区生产总值 level 1545600000000 元 exact 2023 actual",
        "10116亿元 常州市 地区生产总值 level 10116 亿元 exact 2023 actual",
    ]),
    "lists-0": ("2023年，菏泽市城镇、农村居民人均可支配收入分别增长4.6%和7.1%。", [
        "4.6% 菏泽市 城镇居民人均可支配收入 growth_yoy 4.6 % exact 2023 actual",
        "7.1% 菏泽市 农村居民人均可支配收入 growth_yoy 7.1 % exact 2023 actual",
    ]),
    "lists-1": ("2023年，铜陵市出口额、进口额分别为96亿元、520亿元。", [
        "96亿元 铜陵市 出口额 level 96 亿元 exact 2023 actual",
        "520亿元 铜陵市 进口额 level 520 亿元 exact 2023 actual",
    ]),
    "lists-2": ("2023年，泰州市、扬州市粮食产量依次为60亿斤、61.5亿斤。", [
        "60亿斤 泰州市 粮食产量 level 60 亿斤 exact 2023 actual",
        "61.5亿斤 扬州市 粮食产量 level 61.5 亿斤 exact 2023 actual",
    ]),
    "lists-4": ("2023年，自贡市签约项目120个、总投资300亿元，其中贡井区80个、总投资210亿元，项目数、投资额均超过65%。", [
        "120个 自贡市 签约项目数 level 120 个 exact 2023 actual",
        "300亿元 自贡市 签约项目总投资 level 300 亿元 exact 2023 plan",
        "80个 贡井区 签约项目数 level 80 个 exact 2023 actual",
        "210亿元 贡井区 签约项目总投资 level 210 亿元 exact 2023 plan",
        "65% 贡井区 签约项目数 share 65 % more_than 2023 actual",
        "65% 贡井区 签约项目总投资 share 65 % more_than 2023 actual",
    ]),
    "lists-9": ("2023年，海西州发电量、用电量均超过300亿千瓦时。", [
        "300亿千瓦时 海西蒙古族藏族自治州 发电量 level 300 亿千瓦时 more_than 2023 actual",
        "300亿千瓦时 海西蒙古族藏族自治州 全社会用电量 level 300 亿千瓦时 more_than 2023 actual",
    ]),
    "lists-10": ("2023年，开封市地区生产总值和一般公共预算收入增速均居全省第一。", [
        "第一 开封市 地区生产总值 rank 1 位 exact 2023 actual",
        "第一 开封市 一般公共预算收入 rank 1 位 exact 2023 actual",
    ]),
    "lists-12": ("2023年，株洲市轨道交通、硬质合金、航空动力产值分别增长9.1%、6.2%、12%。", [
        "9.1% 株洲市 工业总产值 growth_yoy 9.1 % exact 2023 actual",
        "6.2% 株洲市 工业总产值 growth_yoy 6.2 % exact 2023 actual",
        "12% 株洲市 工业总产值 growth_yoy 12 % exact 2023 actual",
    ]),
    "lists-14": ("2023年，三亚市接待游客2571万人次、旅游收入893亿元，分别增长95.6%和111.5%。", [
        "2571万人次 三亚市 接待游客人次 level 2571 万人次 exact 2023 actual",
        "893亿元 三亚市 旅游收入 level 893 亿元 exact 2023 actual",
        "95.6% 三亚市 接待游客人次 growth_yoy 95.6 % exact 2023 actual",
        "111.5% 三亚市 旅游收入 growth_yoy 111.5 % exact 2023 actual",
    ]),
    "lists-16": ("2023年，孝感市社会消费品零售总额1450亿元，按经营地分，城镇980亿元，乡村470亿元。", [
        "1450亿元 孝感市 社会消费品零售总额 level 1450 亿元 exact 2023 actual",
        "980亿元 孝感市 社会消费品零售总额 level 980 亿元 exact 2023 actual",
        "470亿元 孝感市 社会消费品零售总额 level 470 亿元 exact 2023 actual",
    ]),
    "lists-19": ("2023年，玉门市风电、光伏、光热装机分别达到240万、130万、21万千瓦。", [
        "240万 玉门市 风电装机容量 level 240 万千瓦 exact 2023 actual",
        "130万 玉门市 光伏发电装机容量 level 130 万千瓦 exact 2023 actual",
        "21万千瓦 玉门市 光热发电装机容量 level 21 万千瓦 exact 2023 actual",
    ]),
    "lists-20": ("2023年，绍兴市越城区黄酒产量12万千升，销售收入38亿元，分别增长5%和9%。", [
        "12万千升 越城区 黄酒产量 level 12 万千升 exact 2023 actual",
        "38亿元 越城区 营业收入 level 38 亿元 exact 2023 actual",
        "5% 越城区 黄酒产量 growth_yoy 5 % exact 2023 actual",
        "9% 越城区 营业收入 growth_yoy 9 % exact 2023 actual",
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "claims"), cases(PASSAGES))
def test_a_passage_makes_its_claims(passage, claims, vocabulary):
    assert printed_claims(passage, vocabulary) == claims
