"""Indicators of the vocabulary that are named beside their figure."""

import pytest
from passages import cases, printed_claims

PASSAGES = {
    "bounds-12": ("2023年，宝鸡市全年对外贸易总值102亿元，其中对“一带一路”国家进出口38亿元，占37.3%。", [
        "102亿元 宝鸡市 进出口总额 level 102 亿元 exact 2023 actual",
        "38亿元 宝鸡市 对共建“一带一路”国家进出口额 level 38 亿元 exact 2023 actual",
        "37.3% 宝鸡市 对共建“一带一路”国家进出口额 share 37.3 % exact 2023 actual",
    ]),
    "units-6": ("2023年末，西宁市有效发明专利5200件，每万人口高价值发明专利拥有量4.6件。", [
        "5200件 西宁市 有效发明专利数 level 5200 件 exact 2023 actual",
        "4.6件 西宁市 每万人口高价值发明专利拥有量 level 4.6 件 exact 2023 actual",
    ]),
    "units-7": ("2023年，濮阳市房地产开发投资下降12.4%，商品房销售面积310万平方米，下降8%。", [
        "12.4% 濮阳市 房地产开发投资 growth_yoy -12.4 % exact 2023 actual",
        "310万平方米 濮阳市 商品房销售面积 level 310 万平方米 exact 2023 actual",
        "8% 濮阳市 商品房销售面积 growth_yoy -8 % exact 2023 actual",
    ]),
    "units-8": ("2023年末，安顺市公路通车里程1.7万公里，其中高速公路510公里。", [
        "1.7万公里 安顺市 公路通车里程 level 1.7 万公里 exact 2023 actual",
        "510公里 安顺市 高速公路里程 level 510 公里 exact 2023 actual",
    ]),
    "lists-18": ("2023年，开工项目数同比增长12.5%，南充市投产项目增长两成。", [
        "12.5% 南充市 新开工项目数 growth_yoy 12.5 % exact 2023 actual",
        "两成 南充市 竣工投产项目数 growth_yoy 20 % exact 2023 actual",
    ]),
    "lists-21": ("2023年，上海市货物进出口总额4.21万亿元，其中出口1.74万亿元，进口2.47万亿元，逆差0.73万亿元。", [
        "4.21万亿元 上海市 进出口总额 level 4.21 万亿元 exact 2023 actual",
        "1.74万亿元 上海市 出口额 level 1.74 万亿元 exact 2023 actual",
        "2.47万亿元 上海市 进口额 level 2.47 万亿元 exact 2023 actual",
        "0.73万亿元 上海市 贸易逆差 level 0.73 万亿元 exact 2023 actual",
    ]),
    "counts-0": ("2023年，六安市新增高新技术企业96家。", [
        "96家 六安市 新增高新技术企业数 level 96 家 exact 2023 actual",
    ]),
    "counts-2": ("2023年，黑河市引进亿元以上项目23个。", [
        "23个 黑河市 新引进亿元以上项目数 level 23 个 exact 2023 actual",
    ]),
    "counts-3": ("2023年末，湘西州有A级旅游景区52家。", [
        "52家 湘西土家族苗族自治州 A级旅游景区数 level 52 家 exact 2023 actual",
    ]),
    "counts-5": ("2023年，辽阳市规上工业企业378家，实现利润26亿元，亏损面28%。", [
        "378家 辽阳市 规模以上工业企业数 level 378 家 exact 2023 actual",
        "26亿元 辽阳市 规模以上工业企业利润总额 level 26 亿元 exact 2023 actual",
        "28% 辽阳市 企业亏损面 ratio 28 % exact 2023 actual",
    ]),
    "features-2": ("2023年，盐城市旅游业收入增长8%。", [
        "8% 盐城市 旅游收入 growth_yoy 8 % exact 2023 actual",
    ]),
    "features-22": ("2023年，保山市空气质量优良天数358天。", [
        "358天 保山市 空气质量优良天数 level 358 天 exact 2023 actual",
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "claims"), cases(PASSAGES))
def test_a_passage_makes_its_claims(passage, claims, vocabulary):
    assert printed_claims(passage, vocabulary) == claims
