"""What is read wrongly or not at all today; a case that is read rightly at last moves up to the tests of its module."""

import pytest
from passages import GAP, cases, printed_claims

PASSAGES = {
    # 产值 loses the industry whose output it is where that ends in 产业
    "gaps-0": ("2023年，牡丹江市绿色食品产业产值增长两成三。", [
        "两成三 牡丹江市 绿色食品产业产值 growth_yoy 23 % exact 2023 actual",
    ]),
    # 出口量 loses the product that is exported before a share
    "gaps-2": ("2023年，攀枝花市钒制品出口量占全省半数以上。", [
        "半数 攀枝花市 钒制品出口量 share 50 % at_least 2023 actual",
    ]),
    # 每平方米 between indicator and figure becomes the indicator
    "gaps-3": ("2023年，南通市住宅均价每平方米1.9万元。", [
        "1.9万元 南通市 住宅均价 level 1.9 万元 exact 2023 actual",
    ]),
    # the same with a level
    "gaps-4": ("到2030年，鸡西市石墨产业产值达到500亿元。", [
        "500亿元 鸡西市 石墨产业产值 level 500 亿元 exact 2030 target",
    ]),
    # the same: 安吉县; and the output of a crop is no industrial output
    "gaps-5": ("2023年，安吉县白茶产值33亿元。该县竹产业产值180亿元。", [
        "33亿元 安吉县 白茶产值 level 33 亿元 exact 2023 actual",
        "180亿元 安吉县 竹产业产值 level 180 亿元 exact 2023 actual",
    ]),
    # 计划 in 科技计划项目 makes a plan of what was done; 省级 is lost
    "gaps-6": ("2023年，张掖市实施省级科技计划项目43项。", [
        "43项 张掖市 省级科技计划项目数 level 43 项 exact 2023 actual",
    ]),
    # a verb phrase before the count becomes the thing counted, though its noun stands behind
    "gaps-7": ("2023年，果洛州为牧民修建了320座暖棚。", [
        "320座 果洛藏族自治州 暖棚数 level 320 座 exact 2023 actual",
    ]),
    # 多斯 in 鄂尔多斯 is taken for 多 before a verb: growth
    "gaps-8": ("2023年，鄂尔多斯市八成的煤炭外运。", [
        "八成 鄂尔多斯市 煤炭 share 80 % exact 2023 actual",
    ]),
    # 中列 stays at the end of the name of a ranking
    "gaps-9": ("2023年，昌吉州在全国营商环境评价中列第八十二名。", [
        "第八十二名 昌吉回族自治州 营商环境评价 rank 82 位 exact 2023 actual",
    ]),
    # 签订 becomes the indicator, and only the second of a pair of capacities is seen as one
    "gaps-10": ("2023年，固原市签订500MW/1000MWh储能项目协议。", [
        "500MW 固原市 储能产能 level 500 MW exact 2023 plan",
        "1000MWh 固原市 储能产能 level 1000 MWh exact 2023 plan",
    ]),
    # a base of comparison before the period takes the period away
    "gaps-11": ("相较2022年，2023年宁德市动力电池产量增长三成。", [
        "三成 宁德市 动力电池产量 growth_yoy 30 % exact 2023 actual",
    ]),
    # 全省 is not the province of the city that the article is about
    "gaps-12": ("2023年末，全省常住人口4720万人。\n其中，南昌市670万人。", [
        "4720万人 江西省 常住人口 level 4720 万人 exact 2023 actual",
    ]),
    # 园区 becomes a part of the indicator's name
    "gaps-13": ("2023年，福州新区地区生产总值2600亿元，园区进出口总额900亿元。", [
        "2600亿元 福州新区 地区生产总值 level 2600 亿元 exact 2023 actual",
        "900亿元 福州新区 进出口总额 level 900 亿元 exact 2023 actual",
    ]),
    # what is being built is a plan, no capacity yet
    "gaps-14": ("淮南市开工建设年产30万吨新材料项目。", [
        "30万吨 淮南市 新材料产能 level 30 万吨 exact - plan",
    ]),
    # a hedge before the multiple (近两倍) makes the base the period
    "gaps-15": ("2023年，南阳市专利授权量达8900件，是2020年的近两倍。", [
        "8900件 南阳市 专利授权量 level 8900 件 exact 2023 actual",
        "两倍 南阳市 专利授权量 ratio 2 倍 less_than 2023 actual",
    ]),
    # the money in 万元GDP能耗 is part of the name
    "gaps-16": ("2023年，萍乡市万元GDP能耗下降3.2%。", [
        "3.2% 萍乡市 万元GDP能耗 growth_yoy -3.2 % exact 2023 actual",
    ]),
    # 日均 before a count is no capacity
    "gaps-17": ("2023年，遂宁市新登记经营主体4.1万户，日均新增112户。", [
        "4.1万户 遂宁市 新增市场主体 level 4.1 万户 exact 2023 actual",
        "112户 遂宁市 日均新增市场主体 level 112 户 exact 2023 actual",
    ]),
    # a region right before a share becomes the indicator
    "gaps-18": ("2023年，桂林市六成以上的游客来自广东。", [
        "六成 桂林市 游客 share 60 % at_least 2023 actual",
    ]),
    # a Traditional number of two scales with a separator (4萬1,774億) is torn apart
    "gaps-19": ("香港2023年整體出口貨值4萬1,774億港元，按年下跌7.8%。", [
        "4萬1,774億港元 香港特别行政区 出口额 level 41774 亿港元 exact 2023 actual",
        "7.8% 香港特别行政区 出口额 growth_yoy -7.8 % exact 2023 actual",
    ]),
    # 哈密 in 哈密瓜 is taken for the city, and other fruits keep the first one's indicator
    "gaps-20": ("2023年，吐鲁番市葡萄产量160万吨，哈密瓜21万吨。", [
        "160万吨 吐鲁番市 葡萄产量 level 160 万吨 exact 2023 actual",
        "21万吨 吐鲁番市 哈密瓜产量 level 21 万吨 exact 2023 actual",
    ]),
    # the field of a ranking (15个副省级城市之首) is taken for a count, and 之首 for nothing
    "gaps-21": ("2023年，大连市GDP同比增6%，增速居15个副省级城市之首。", [
        "6% 大连市 地区生产总值 growth_yoy 6 % exact 2023 actual",
        "首 大连市 地区生产总值 rank 1 位 exact 2023 actual",
    ]),
    # 在 of 在建 is lost
    "gaps-22": ("2023年，新乡市在建5000万元以上项目620个。", [
        "620个 新乡市 在建5000万元以上项目数 level 620 个 exact 2023 actual",
    ]),
    # 累计 after 新增 is the stock, no longer what is new
    "gaps-23": ("2023年，长沙市新增上市公司5家，累计达90家。", [
        "5家 长沙市 新增上市公司数 level 5 家 exact 2023 actual",
        "90家 长沙市 上市公司数 level 90 家 exact ../2023 actual",
    ]),
    # a city before a company's name is not read, and the company becomes the indicator
    "gaps-25": ("2023年，金昌市金川集团生产镍17万吨。", [
        "17万吨 金昌市 镍产量 level 17 万吨 exact 2023 actual",
    ]),
    # a brand in quotes is cut in the middle where it begins with the region
    "gaps-26": ("2023年，丽水市“丽水山耕”品牌产品销售额103亿元。", [
        "103亿元 丽水市 “丽水山耕”品牌产品销售额 level 103 亿元 exact 2023 actual",
    ]),
    # what a share is taken of becomes the indicator where the part stands before 占 without 比重
    "gaps-27": ("2023年，滨州市民营经济增加值占地区生产总值的六成五。", [
        "六成五 滨州市 民营经济增加值 share 65 % exact 2023 actual",
    ]),
    # 日均 is a mean, no capacity
    "gaps-28": ("2023年，洛阳市高铁站日均客流量达到11万人次。", [
        "11万人次 洛阳市 日均客流量 level 11 万人次 exact 2023 actual",
    ]),
    # 之首 is a rank
    "gaps-29": ("2023年，张家口市可再生能源装机容量居全国城市之首。", [
        "首 张家口市 可再生能源装机容量 rank 1 位 exact 2023 actual",
    ]),
    # 年产值 of what has long been there is not 达产后年产值
    "gaps-30": ("2023年，随州市香菇产业年产值超过百亿元。", [
        "百亿元 随州市 香菇产业产值 level 10000000000 元 more_than 2023 actual",
    ]),
    # 产值 after the area of a crop is the crop's, not industry's
    "gaps-31": ("2023年，文山州三七种植面积达到32.8万亩，产值突破200亿元。", [
        "32.8万亩 文山壮族苗族自治州 三七种植面积 level 32.8 万亩 exact 2023 actual",
        "200亿元 文山壮族苗族自治州 三七产值 level 200 亿元 more_than 2023 actual",
    ]),
    # 总数 after what is new is the stock
    "gaps-32": ("过去一年，石家庄市新增上市企业4家，总数达到65家。", [
        "4家 石家庄市 新增上市公司数 level 4 家 exact 2023 actual",
        "65家 石家庄市 上市公司数 level 65 家 exact 2023 actual",
    ]),
    # 成交面积 loses the flats that were sold
    "gaps-33": ("2023年，郑州市二手房成交9.8万套，成交面积1020万平方米。", [
        "9.8万套 郑州市 二手房成交套数 level 9.8 万套 exact 2023 actual",
        "1020万平方米 郑州市 二手房成交面积 level 1020 万平方米 exact 2023 actual",
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "claims"), cases(PASSAGES))
@GAP
def test_a_known_gap_is_still_one(passage, claims, vocabulary):
    assert printed_claims(passage, vocabulary) == claims
