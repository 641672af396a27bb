"""The project's own vocabulary knows the words of the press."""

import pytest


@pytest.mark.parametrize(
    ("words", "base_unit"),
    [
        ("家 个 项 件 户 人 名 条 台 套 辆 艘 架 所 座 处 只 头 羽 株 棵 场 届 批 期 种 类", "1"),
        ("篇 部 本 册 张 幅 枚 颗 粒 根 块 片 层 栋 幢 间 室 床 支 队 组 对 双 盏 眼 口 孔 门 尾 瓶 箱 标箱 TEU 例 宗 起 笔 单 票 站", "1"),
        ("人次 人天 车次 班次 亿人公里 吨公里 学时 课时 万像素 台(套) 件/万人 张/千人 册/人 人/平方公里 案", "1"),
        ("亿元 元/平方米 元/千瓦时 元/吨 块钱 毛钱", "CNY"), ("万美元 美元/桶", "USD"), ("兆元新台币 亿新台币", "TWD"), ("亿港元 港币", "HKD"),
        ("日元", "JPY"), ("亿欧元", "EUR"), ("英镑", "GBP"), ("韩元", "KRW"), ("卢布", "RUB"), ("加元", "CAD"), ("澳元", "AUD"), ("澳门元", "MOP"),
        ("% ‰ 成 折 ppm", "percent"), ("百分点 个百分点 个基点 BP 个点", "pp"), ("倍 番", "times"),
        ("万吨 公斤 斤 两 克 盎司 万吨/年 吨/日 公斤/亩 吨标准煤", "t"), ("公里 海里 英寸 尺 寸 里", "m"), ("平方米 公顷 坪 ㎡ m² 平方公里", "m2"),
        ("亩 万亩 顷", "mu"), ("亿方 立方米 升 公升 加仑", "m3"), ("万千瓦 兆瓦 吉瓦 MW GW kW GWp", "W"), ("千瓦时 亿度 MWh GWh kWh TWh", "Wh"),
        ("千伏", "V"), ("万千伏安", "VA"), ("太焦 大卡", "J"), ("℃ 摄氏度", "degC"), ("分贝", "dB"), ("公里/小时 米/秒", "km/h"),
        ("微克/立方米 μg/m³ µg/m³ 毫克/立方米", "ug/m3"), ("毫克/升", "mg/L"), ("PB TB 字节 EB", "GB"), ("EFLOPS P PFlops", "PFLOPS"), ("光年 亿光年", "ly"),
        ("年 周年", "year"), ("个季度", "quarter"), ("个月", "month"), ("周 天 小时 分钟 秒", "hour"), ("位", "rank"),
    ],
)  # fmt: skip
def test_units_of_the_press_are_known(vocabulary, words, base_unit):
    assert {
        word: unit.base_unit if (unit := vocabulary.unit(word)) else None for word in words.split()
    } == dict.fromkeys(words.split(), base_unit)


def test_a_unit_fits_the_decimals_of_the_warehouse(vocabulary):
    """``units.factor`` is decimal(28, 9), and a factor with its scale word decimal(38, 9)."""
    for unit in vocabulary.unit_words.values():
        exponent = unit.factor.normalize().as_tuple().exponent
        assert isinstance(exponent, int), unit
        assert exponent >= -9, unit
        assert unit.factor < 10**19, unit


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("原煤产量", "原煤 煤炭产量 产煤 出煤 煤"), ("发电量", "发电 累计发电量 规上工业发电量"), ("火力发电量", "火电 煤电 火电发电量"),
        ("太阳能发电量", "光伏 光伏发电量"), ("全社会用电量", "用电 用电量"), ("进出口总额", "外贸 外贸进出口總額 货物进出口"),
        ("固定资产投资", "固投 全社会固定资产投资"), ("社会消费品零售总额", "社零 社消零 社零总额"), ("规模以上工业增加值", "规上工业 规模工业增加值"),
        ("一般公共预算收入", "财政收入 地方一般公共预算收入"), ("本外币各项存款余额", "存款余额 各项存款"), ("本外币各项贷款余额", "各项贷款 贷款余额"),
        ("居民人均可支配收入", "人均可支配收入 全体居民人均可支配收入"), ("住户存款余额", "住户存款 储蓄存款"), ("城镇新增就业人数", "新增就业 城镇新增就业"),
        ("规模以上服务业企业营业收入", "规上服务业营收 规模以上服务业营业收入"), ("网上零售额", "网络零售额 网上零售"),
        ("新增市场主体", "新登记经营主体 新增经营主体"),
        ("接待游客人次", "接待游客 旅游人次"), ("旅游收入", "旅游总收入 旅游综合收入 游客总花费"), ("城镇化率", "常住人口城镇化率"),
        ("空气质量优良天数比例", "优良天数比例 空气优良率"), ("PM2.5平均浓度", "PM2.5浓度 细颗粒物(PM2.5)平均浓度"), ("营业额", "營業額 總營業額 營收"),
        ("产值", "產值 总产值"), ("出口额", "出口額 出口總額"), ("从业人员数", "從業員工數 从业人员"), ("企业数", "廠商家數 企业总数"),
        ("入园企业数", "進駐廠商數 入驻企业"), ("核准引进厂商数", "核准廠商數 核准進駐廠商數"), ("园区面积", "園區面積"),
        ("省外到位资金", "省外资金 利用省外资金"),
        ("实际利用外资", "实际使用外资 外资"), ("高新技术企业数", "国家高企 国家级高新技术企业"), ("国家级专精特新企业数", "专精特新“小巨人”企业 小巨人企业"),
        ("研究与试验发展经费投入强度", "研发投入强度 R&D经费支出占GDP比重"), ("机场旅客吞吐量", "旅客吞吐量"), ("微型计算机设备产量", "计算机产量 电脑产量"),
    ],
)  # fmt: skip
def test_indicators_are_known_by_the_words_of_the_press(vocabulary, name, words):
    found = {
        word: indicator.name_zh if (indicator := vocabulary.indicator_named(word)) else None for word in words.split()
    }
    assert found == dict.fromkeys(words.split(), name)


@pytest.mark.parametrize("word", ["占地", "用地", "收入比", "高企", "自然增长", "布"])
def test_a_word_that_reads_across_others_is_no_name(vocabulary, word):
    """支出占地区生产总值, 营业收入比上年, 提高企业, 公布: the longest word from the left would swallow what follows."""
    assert vocabulary.indicator_named(word) is None


def test_a_bare_product_word_is_measured_and_not_a_sum_of_money(vocabulary):
    for alias in vocabulary.indicator_aliases:
        if alias.sense == "product":
            assert vocabulary.indicators[alias.indicator_id].base_unit not in ("CNY", "percent"), alias


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("竹科", "新竹科学园区"), ("南科", "南部科学园区"), ("大湾区", "粤港澳大湾区"), ("光谷", "武汉东湖新技术开发区"), ("锡盟", "锡林郭勒盟"),
        ("恩施州", "恩施土家族苗族自治州"), ("大连开发区", "大连经开区"), ("第八师石河子市", "石河子市"), ("苏南自创区", "苏南国家自主创新示范区"),
    ],
)  # fmt: skip
def test_regions_are_known_by_their_short_names(vocabulary, name, region):
    assert [found.name for found in vocabulary.regions_named(name)] == [region]


@pytest.mark.parametrize("short_name", ["中山", "来宾", "日照", "全州", "和政", "定结", "江达", "城区", "友谊", "建始"])
def test_a_short_name_that_is_an_ordinary_word_is_marked(vocabulary, short_name):
    named = [region for region in vocabulary.regions.values() if region.short_name == short_name]
    assert named
    assert all(region.is_common_word for region in named if region.level != "province")


@pytest.mark.parametrize("short_name", ["嘉峪关", "兰州", "昆山", "义乌", "江阴", "石河子"])
def test_a_short_name_that_is_no_word_is_not_marked(vocabulary, short_name):
    assert not any(region.is_common_word for region in vocabulary.regions_named(short_name))
