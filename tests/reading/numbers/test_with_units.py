"""Numbers with their units, and ranges, as claims of an article."""

import pytest
from passages import cases, printed_claims

PASSAGES = {
    "figures-3": ("2023年，宜昌市磷矿石产量4200余万吨。", [
        "4200余万吨 宜昌市 磷矿石产量 level 4200 万吨 more_than 2023 actual",
    ]),
    "figures-4": ("2023年，儋州市财政收入增长百分之八。", [
        "百分之八 儋州市 一般公共预算收入 growth_yoy 8 % exact 2023 actual",
    ]),
    "figures-5": ("2023年，西双版纳州人口自然增长率为千分之四。", [
        "千分之四 西双版纳傣族自治州 人口自然增长率 ratio 4 ‰ exact 2023 actual",
    ]),
    "figures-6": ("2023年，乐山市晶硅产量翻了一番。", [
        "翻了一番 乐山市 晶硅产量 growth_yoy 1 倍 exact 2023 actual",
    ]),
    "figures-8": ("2023年，六盘水市农村公路通车里程1.6万\n公里。", [
        "1.6万\n　　公里 六盘水市 农村公路里程 level 16000 公里 exact 2023 actual",
    ]),
    "figures-9": ("到2025年，金昌市工业总产值力争翻两番。", [
        "翻两番 金昌市 工业总产值 growth_yoy 3 倍 exact 2025 target",
    ]),
    "figures-10": ("2023年，玉林市城镇新增就业3—5万人。", [
        "3 玉林市 城镇新增就业人数 level 30000 人 at_least 2023 actual",
        "5万人 玉林市 城镇新增就业人数 level 50000 人 at_most 2023 actual",
    ]),
    "figures-11": ("2023年，佳木斯市水稻产量120余万吨，绣花总针数100多万针。", [
        "120余万吨 佳木斯市 稻谷产量 level 120 万吨 more_than 2023 actual",
        "100多万针 佳木斯市 绣花总针数 level 100 万针 more_than 2023 actual",
    ]),
    "figures-18": ("2023年，东莞市实际利用外资9亿港元。", [
        "9亿港元 东莞市 实际利用外资 level 9 亿港元 exact 2023 actual",
    ]),
    "figures-19": ("2023年，甘孜州发电量620亿度。", [
        "620亿度 甘孜藏族自治州 发电量 level 620 亿度 exact 2023 actual",
    ]),
    "figures-22": ("2023年，阿克苏地区棉花产量占全疆三分之一。", [
        "三分之一 阿克苏地区 棉花产量 share 33.33333333333333333333333333 % exact 2023 actual",
    ]),
    "figures-24": ("2023年，温州市地区生产总值增速为-0.3%。", [
        "-0.3% 温州市 地区生产总值 growth_yoy -0.3 % exact 2023 actual",
    ]),
    "figures-25": ("2023年，玉林市甘蔗产量900万 吨。", [
        "900万 吨 玉林市 甘蔗产量 level 9000000 吨 exact 2023 actual",
    ]),
    "bounds-0": ("2024年，抚顺市地区生产总值预期增长5%到6%。", [
        "5% 抚顺市 地区生产总值 growth_yoy 5 % at_least 2024 target",
        "6% 抚顺市 地区生产总值 growth_yoy 6 % at_most 2024 target",
    ]),
    "bounds-1": ("2023年，本溪市对科技型企业每户给予研发补助50万至100万元。", [
        "50万 本溪市 研发补助 level 500000 元 at_least 2023 actual",
        "100万元 本溪市 研发补助 level 1000000 元 at_most 2023 actual",
    ]),
    "units-0": ("2023年，舟山港完成集装箱吞吐量320万标箱。", [
        "320万标箱 舟山市 集装箱吞吐量 level 320 万标箱 exact 2023 actual",
    ]),
    "units-1": ("2023年末，酒泉市新能源装机容量3300万千瓦。", [
        "3300万千瓦 酒泉市 新能源装机容量 level 3300 万千瓦 exact 2023 actual",
    ]),
    "units-2": ("2023年末，汕头市高速公路通车里程312公里。", [
        "312公里 汕头市 高速公路里程 level 312 公里 exact 2023 actual",
    ]),
    "units-3": ("2023年，新竹縣出口額120億美元。", [
        "120億美元 新竹县 出口额 level 120 亿美元 exact 2023 actual",
    ]),
    "units-4": ("2023年，喀什地区机场旅客吞吐量350万人次。", [
        "350万人次 喀什地区 机场旅客吞吐量 level 350 万人次 exact 2023 actual",
    ]),
    "units-5": ("2023年末，烟台市建成5G基站1.9万个。", [
        "1.9万个 烟台市 5G基站数 level 1.9 万个 exact 2023 actual",
    ]),
    "units-9": ("2023年，江门市R&D人员达3.1万人年。", [
        "3.1万人年 江门市 研究与试验发展人员 level 3.1 万人年 exact 2023 actual",
    ]),
    "units-10": ("2023年，平顶山市粮食单产每亩410公斤。", [
        "410公斤 平顶山市 粮食单位面积产量 level 410 公斤 exact 2023 actual",
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "claims"), cases(PASSAGES))
def test_a_passage_makes_its_claims(passage, claims, vocabulary):
    assert printed_claims(passage, vocabulary) == claims
