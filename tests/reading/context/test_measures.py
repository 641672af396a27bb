"""What a figure measures: level, growth, share, rank, difference, rate, streak; and the sign."""

import pytest
from passages import cases, printed_claims

PASSAGES = {
    "a-minus-and-a-fall-are-one-fall": ("2023年，衢州市固定资产投资比上年下降（-3.2%），出口额降幅为-1.1%。", [
        "-3.2% 衢州市 固定资产投资 growth_yoy -3.2 % exact 2023 actual",
        "-1.1% 衢州市 出口额 growth_yoy -1.1 % exact 2023 actual",
    ]),
    "a-sign-or-the-year-before-make-growth": ("2023年，衢州市出口额23.4亿元（+5.6%），进口额12.3亿元（-3.2%），财政收入同比4.1%。", [
        "23.4亿元 衢州市 出口额 level 23.4 亿元 exact 2023 actual",
        "5.6% 衢州市 出口额 growth_yoy 5.6 % exact 2023 actual",
        "12.3亿元 衢州市 进口额 level 12.3 亿元 exact 2023 actual",
        "-3.2% 衢州市 进口额 growth_yoy -3.2 % exact 2023 actual",
        "4.1% 衢州市 一般公共预算收入 growth_yoy 4.1 % exact 2023 actual",
    ]),
    "an-arrow-is-a-sign": ("2023年，衢州市固定资产投资500亿元，同比↓3.2%，出口额20亿元，▲4.5%。", [
        "500亿元 衢州市 固定资产投资 level 500 亿元 exact 2023 actual",
        "3.2% 衢州市 固定资产投资 growth_yoy -3.2 % exact 2023 actual",
        "20亿元 衢州市 出口额 level 20 亿元 exact 2023 actual",
        "4.5% 衢州市 出口额 growth_yoy 4.5 % exact 2023 actual",
    ]),
    "a-percentage-in-brackets-without-a-sign-is-no-growth": ("2023年，衢州市新能源汽车占新车的三成（30.2%）。", [
        "三成 衢州市 新能源汽车产量 share 30 % exact 2023 actual",
        "30.2% 衢州市 新能源汽车产量 share 30.2 % exact 2023 actual",
    ]),
    "measures-0": ("2023年，黄冈市粮食总产56.2亿斤，同比增长1.2%。", [
        "56.2亿斤 黄冈市 粮食产量 level 56.2 亿斤 exact 2023 actual",
        "1.2% 黄冈市 粮食产量 growth_yoy 1.2 % exact 2023 actual",
    ]),
    "measures-1": ("2023年，台州市实现地区生产总值6240.7亿元，按可比价格计算，比上年增长4.5%。", [
        "6240.7亿元 台州市 地区生产总值 level 6240.7 亿元 exact 2023 actual",
        "4.5% 台州市 地区生产总值 growth_yoy 4.5 % exact 2023 actual",
    ]),
    "measures-2": ("2023年，大庆市原油产量3003万吨，同比下降0.8%。", [
        "3003万吨 大庆市 原油产量 level 3003 万吨 exact 2023 actual",
        "0.8% 大庆市 原油产量 growth_yoy -0.8 % exact 2023 actual",
    ]),
    "measures-3": ("2023年，第三产业增加值占池州市地区生产总值的比重为48.2%。", [
        "48.2% 池州市 第三产业增加值 share 48.2 % exact 2023 actual",
    ]),
    "measures-4": ("2023年，大连市进出口总额4596亿元，占全省的六成。", [
        "4596亿元 大连市 进出口总额 level 4596 亿元 exact 2023 actual",
        "六成 大连市 进出口总额 share 60 % exact 2023 actual",
    ]),
    "measures-5": ("2023年，晋城市城镇登记失业率为3.8%，比上年下降0.2个百分点。", [
        "3.8% 晋城市 城镇登记失业率 ratio 3.8 % exact 2023 actual",
        "0.2个百分点 晋城市 城镇登记失业率 change_pp -0.2 个百分点 exact 2023 actual",
    ]),
    "measures-6": ("2023年，吕梁市规模以上工业增加值增长5.1%，快于全省0.9个百分点。", [
        "5.1% 吕梁市 规模以上工业增加值 growth_yoy 5.1 % exact 2023 actual",
        "0.9个百分点 吕梁市 规模以上工业增加值 change_pp 0.9 个百分点 exact 2023 actual",
    ]),
    "measures-7": ("2023年，周口市地区生产总值3578亿元，总量居全省第六位。", [
        "3578亿元 周口市 地区生产总值 level 3578 亿元 exact 2023 actual",
        "第六位 周口市 地区生产总值 rank 6 位 exact 2023 actual",
    ]),
    "measures-8": ("2023年，常德市常住人口城镇化率由上年的57.2%提高到58.1%。", [
        "57.2% 常德市 城镇化率 ratio 57.2 % exact 2022 actual",
        "58.1% 常德市 城镇化率 ratio 58.1 % exact 2023 actual",
    ]),
    "measures-9": ("2019年至2023年，遂宁市地区生产总值年均增长6.3%。", [
        "6.3% 遂宁市 地区生产总值 growth_avg 6.3 % exact 2019/2023 actual",
    ]),
    "measures-10": ("2023年，朔州市发电量780亿千瓦时，是2015年的2.4倍。", [
        "780亿千瓦时 朔州市 发电量 level 780 亿千瓦时 exact 2023 actual",
        "2.4倍 朔州市 发电量 ratio 2.4 倍 exact 2023 actual",
    ]),
    "measures-11": ("2023年，常州市新能源汽车产量67.8万辆，增长1.1倍。", [
        "67.8万辆 常州市 新能源汽车产量 level 67.8 万辆 exact 2023 actual",
        "1.1倍 常州市 新能源汽车产量 growth_yoy 1.1 倍 exact 2023 actual",
    ]),
    "measures-12": ("2023年，邵阳市进出口总额增长12%，已连续3年保持两位数增长。", [
        "12% 邵阳市 进出口总额 growth_yoy 12 % exact 2023 actual",
        "3年 邵阳市 进出口总额 streak 3 年 exact 2023 actual",
    ]),
    "measures-13": ("2023年末，盐城市常住人口668.97万人，比上年末减少0.4万人。", [
        "668.97万人 盐城市 常住人口 level 668.97 万人 exact 2023 actual",
        "0.4万人 盐城市 常住人口 change -0.4 万人 exact 2023 actual",
    ]),
    "measures-14": ("2023年，衡水市一般公共预算收入138亿元，比上年增加9.6亿元，增长7.5%。", [
        "138亿元 衡水市 一般公共预算收入 level 138 亿元 exact 2023 actual",
        "9.6亿元 衡水市 一般公共预算收入 change 9.6 亿元 exact 2023 actual",
        "7.5% 衡水市 一般公共预算收入 growth_yoy 7.5 % exact 2023 actual",
    ]),
    "measures-15": ("2023年，长治市接待游客6800万人次，较2019年增长21.4%。", [
        "6800万人次 长治市 接待游客人次 level 6800 万人次 exact 2023 actual",
        "21.4% 长治市 接待游客人次 change 21.4 % exact 2023 actual",
    ]),
    "measures-17": ("2023年，焦作市粮食单产452公斤，比上年提高6公斤。", [
        "452公斤 焦作市 粮食单位面积产量 level 452 公斤 exact 2023 actual",
        "6公斤 焦作市 粮食单位面积产量 change 6 公斤 exact 2023 actual",
    ]),
    "measures-19": ("2023年，全省居民消费价格比上年上涨0.2%。河北省工业生产者出厂价格下降2.8%。", [
        "0.2% 河北省 居民消费价格指数 growth_yoy 0.2 % exact 2023 actual",
        "2.8% 河北省 工业生产者出厂价格指数 growth_yoy -2.8 % exact 2023 actual",
    ]),
    "measures-20": ("2023年末，廊坊市金融机构本外币存款余额9600亿元，贷款余额7400亿元，存贷比77.1%。", [
        "9600亿元 廊坊市 本外币各项存款余额 level 9600 亿元 exact 2023 actual",
        "7400亿元 廊坊市 本外币各项贷款余额 level 7400 亿元 exact 2023 actual",
        "77.1% 廊坊市 存贷比 ratio 77.1 % exact 2023 actual",
    ]),
    "measures-21": ("2023年，玉溪市全体居民人均可支配收入34500元，名义增长6%，扣除价格因素实际增长5.7%。", [
        "34500元 玉溪市 居民人均可支配收入 level 34500 元 exact 2023 actual",
        "6% 玉溪市 居民人均可支配收入 growth_yoy 6 % exact 2023 actual",
        "5.7% 玉溪市 居民人均可支配收入 growth_yoy 5.7 % exact 2023 actual",
    ]),
    "measures-23": ("2023年一季度，内江市GDP同比增长5.2%，比全国高0.7个百分点，居全省第8位。", [
        "5.2% 内江市 地区生产总值 growth_yoy 5.2 % exact 2023-Q1 actual",
        "0.7个百分点 内江市 地区生产总值 change_pp 0.7 个百分点 exact 2023-Q1 actual",
        "第8位 内江市 地区生产总值 rank 8 位 exact 2023-Q1 actual",
    ]),
    "measures-24": ("2023年，鞍山市钢铁产量居全国第四，比上年前移1位。", [
        "第四 鞍山市 粗钢产量 rank 4 位 exact 2023 actual",
        "1位 鞍山市 粗钢产量 change 1 位 exact 2023 actual",
    ]),
    "measures-25": ("2023年，阜阳市完成工业技改投资210亿元，占工业投资的45%，较上年提高3.2个百分点。", [
        "210亿元 阜阳市 技术改造投资 level 210 亿元 exact 2023 actual",
        "45% 阜阳市 技术改造投资 share 45 % exact 2023 actual",
        "3.2个百分点 阜阳市 技术改造投资 change_pp 3.2 个百分点 exact 2023 actual",
    ]),
    "measures-26": ("安康市2023年实现生产总值1300亿元，近两年平均增长5.1%。", [
        "1300亿元 安康市 地区生产总值 level 1300 亿元 exact 2023 actual",
        "5.1% 安康市 地区生产总值 growth_avg 5.1 % exact 2022/2023 actual",
    ]),
    "measures-27": ("2023年，广州市完成货运量9.29亿吨，同比增长2.5%；客运量3.1亿人次，增长1.1倍，恢复至2019年的六成六。", [
        "9.29亿吨 广州市 货运量 level 9.29 亿吨 exact 2023 actual",
        "2.5% 广州市 货运量 growth_yoy 2.5 % exact 2023 actual",
        "3.1亿人次 广州市 客运量 level 3.1 亿人次 exact 2023 actual",
        "1.1倍 广州市 客运量 growth_yoy 1.1 倍 exact 2023 actual",
        "六成六 广州市 客运量 ratio 66 % exact 2023 actual",
    ]),
    "measures-28": ("2023年，鸡西市煤炭产量较2022年减少210万吨，降幅6.4%。", [
        "210万吨 鸡西市 原煤产量 change -210 万吨 exact 2023 actual",
        "6.4% 鸡西市 原煤产量 growth_yoy -6.4 % exact 2023 actual",
    ]),
    "measures-29": ("2023年，嘉兴市R&D经费占GDP比重3.65%，比上年提高0.08个百分点，连续11年居全省前三。", [
        "3.65% 嘉兴市 研究与试验发展经费投入强度 share 3.65 % exact 2023 actual",
        "0.08个百分点 嘉兴市 研究与试验发展经费投入强度 change_pp 0.08 个百分点 exact 2023 actual",
        "11年 嘉兴市 研究与试验发展经费投入强度 streak 11 年 exact 2023 actual",
        "三 嘉兴市 研究与试验发展经费投入强度 rank 3 位 at_most 2023 actual",
    ]),
    "measures-30": ("2023年，西藏自治区地区生产总值2393亿元，增速9.5%，位居全国第一。", [
        "2393亿元 西藏自治区 地区生产总值 level 2393 亿元 exact 2023 actual",
        "9.5% 西藏自治区 地区生产总值 growth_yoy 9.5 % exact 2023 actual",
        "第一 西藏自治区 地区生产总值 rank 1 位 exact 2023 actual",
    ]),
    "measures-31": ("2023年，咸阳市税收占一般公共预算收入的比重达到78%。", [
        "78% 咸阳市 税收收入 share 78 % exact 2023 actual",
    ]),
    "figures-13": ("2023年，武威市建成新能源装机容量1200万千瓦，居全省第二。", [
        "1200万千瓦 武威市 新能源装机容量 level 1200 万千瓦 exact 2023 actual",
        "第二 武威市 新能源装机容量 rank 2 位 exact 2023 actual",
    ]),
    "figures-14": ("截至2023年12月，邯郸市用电量已连续22个月增长。", [
        "22个月 邯郸市 全社会用电量 streak 22 个月 exact 2023-12 actual",
    ]),
    "figures-15": ("2023年，吉林市工业投资增速连续5年居全省第一。", [
        "5年 吉林市 工业投资 streak 5 年 exact 2023 actual",
        "第一 吉林市 工业投资 rank 1 位 exact 2023 actual",
    ]),
    "figures-16": ("2023年，娄底市进出口总额下降6.1%，降幅比上年扩大2个百分点。", [
        "6.1% 娄底市 进出口总额 growth_yoy -6.1 % exact 2023 actual",
        "2个百分点 娄底市 进出口总额 change_pp -2 个百分点 exact 2023 actual",
    ]),
    "figures-17": ("2023年，娄底市出口额减少一成半，降幅比上年收窄3个百分点。", [
        "一成半 娄底市 出口额 growth_yoy -15 % exact 2023 actual",
        "3个百分点 娄底市 出口额 change_pp 3 个百分点 exact 2023 actual",
    ]),
    "lists-3": ("2023年，襄阳市工业投资占固定资产投资比重持续提升，由2022年的44.1%升至47.2%。", [
        "44.1% 襄阳市 工业投资 share 44.1 % exact 2022 actual",
        "47.2% 襄阳市 工业投资 share 47.2 % exact 2023 actual",
    ]),
    "features-0": ("2023年，松原市农民把粮食产量推上了200亿斤的新台阶。", [
        "200亿斤 松原市 粮食产量 level 200 亿斤 exact 2023 actual",
    ]),
    "features-1": ("翻开账本，2023年宿迁市工业投资同比多了9.3%。", [
        "9.3% 宿迁市 工业投资 growth_yoy 9.3 % exact 2023 actual",
    ]),
    "features-3": ("2023年，遵义市白酒产量坐上全国头把交椅。", [
        "头把交椅 遵义市 白酒产量 rank 1 位 exact 2023 actual",
    ]),
    "features-4": ("2023年，珠海市每万人拥有高新技术企业9.2家，居全省前三。", [
        "9.2家 珠海市 高新技术企业数 level 9.2 家 exact 2023 actual",
        "三 珠海市 高新技术企业数 rank 3 位 at_most 2023 actual",
    ]),
    "features-5": ("2023年，淄博市烧烤带火旅游，外地游客同比激增3倍多。", [
        "3倍 淄博市 接待游客人次 growth_yoy 3 倍 more_than 2023 actual",
    ]),
    "features-7": ("2023年，鄂州机场货邮吞吐量24.5万吨，排名由全国第38位升至第18位。", [
        "24.5万吨 鄂州市 机场货邮吞吐量 level 24.5 万吨 exact 2023 actual",
        "第38位 鄂州市 机场货邮吞吐量 rank 38 位 exact 2022 actual",
        "第18位 鄂州市 机场货邮吞吐量 rank 18 位 exact 2023 actual",
    ]),
    "features-8": ("2023年12月，济源市工业用电量5.2亿千瓦时，环比增长3.1%。", [
        "5.2亿千瓦时 济源市 工业用电量 level 5.2 亿千瓦时 exact 2023-12 actual",
        "3.1% 济源市 工业用电量 change 3.1 % exact 2023-12 actual",
    ]),
    "features-9": ("2023年末，东营市技术经纪人320人，比年初增加两成。", [
        "320人 东营市 技术经纪人数 level 320 人 exact 2023 actual",
        "两成 东营市 技术经纪人数 change 20 % exact 2023 actual",
    ]),
    "features-14": ("2023年，景洪市橡胶产量掉了一成。", [
        "一成 景洪市 橡胶产量 growth_yoy -10 % exact 2023 actual",
    ]),
    "features-19": ("2023年，齐齐哈尔市粮食总产连续三年稳定在250亿斤以上。", [
        "三年 齐齐哈尔市 粮食产量 streak 3 年 exact 2023 actual",
        "250亿斤 齐齐哈尔市 粮食产量 level 250 亿斤 at_least 2023 actual",
    ]),
    "features-21": ("2023年，泸州市规上工业增加值增速由上年的9.1%回落至7.2%。", [
        "9.1% 泸州市 规模以上工业增加值 growth_yoy 9.1 % exact 2022 actual",
        "7.2% 泸州市 规模以上工业增加值 growth_yoy 7.2 % exact 2023 actual",
    ]),
    "traditional-2": ("2023年，澳門旅客量2,821萬人次，恢復至2019年的七成。", [
        "2,821萬人次 澳门特别行政区 旅客量 level 2821 万人次 exact 2023 actual",
        "七成 澳门特别行政区 旅客量 ratio 70 % exact 2023 actual",
    ]),
    "measures-years": ("2023年，成都市旅游收入近五年翻了一番。", [
        "翻了一番 成都市 旅游收入 change 1 倍 exact 2019/2023 actual",
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "claims"), cases(PASSAGES))
def test_a_passage_makes_its_claims(passage, claims, vocabulary):
    assert printed_claims(passage, vocabulary) == claims
