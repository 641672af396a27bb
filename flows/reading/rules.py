"""What each rule of the reader says, by its name, with examples of what it reads and of what it must never read.

An example is a paragraph with one figure marked 【】; where the headline matters, it stands above in a line of its own
behind ``# ``; what begins with ``## `` is a whole page. Examples are read as published on 5 February 2024.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its examples: what it reads, and what it must never read."""

    name: str
    says: str
    reads: tuple[str, ...]
    never: tuple[str, ...]


def _by_name(rules: Iterable[Rule]) -> Mapping[str, Rule]:
    return MappingProxyType({rule.name: rule for rule in rules})


_MEASURES: Final = (
    Rule(
        "measure.table",
        "The head of a column says whether its figures are levels or growth.",
        ("2023年黄冈市主要指标\n指标\t单位\t总量\t增长(%)\n粮食产量\t万吨\t283.0\t【0.6】\n",),
        ("2023年，黄冈市粮食产量283.0万吨，增长【0.6%】。",),
    ),
    Rule(
        "measure.level",
        "A figure with a unit and no word of change before it states how much there was.",
        ("2023年，黄冈市粮食总产【56.2亿斤】，同比增长1.2%。", "截至2023年末，绍兴市常住人口为【539.4万人】。"),
        ("2023年，黄冈市粮食总产56.2亿斤，同比增长【1.2%】。", "2023年末，赣州市常住人口比上年末减少【1.2万人】。"),
    ),
    Rule(
        "measure.change",
        "A verb of change right before an amount makes the amount the change itself, negative where the verb says less.",
        (
            "2023年末，赣州市常住人口898.8万人，比上年末减少【1.2万人】。",
            "2023年，遵义市旅游收入1290亿元，较上年增加【163亿元】。",
            "2023年，枣庄市地区生产总值居全省第11位，前移【2位】。",
        ),
        ("2023年，遵义市旅游收入增加到【1290亿元】。", "2023年，绵阳市新增规模以上工业企业【170家】。"),
    ),
    Rule(
        "measure.growth",
        "A percentage behind a word of growth or decline is growth on the same period a year before, and on the period "
        "before where 环比 says so.",
        (
            "2023年，宜春市规模以上工业增加值增长【7.4%】。",
            "2023年12月，云南省原煤产量同比下降【3.1%】。",
            "去年，青岛港货物吞吐量涨了【一成】。",
        ),
        ("2023年，岳阳市第二产业占地区生产总值的比重为【41.2%】。", "2023年，长春市城镇登记失业率为【4.1%】。"),
    ),
    Rule(
        "measure.growth_after",
        "Where no word before a percentage says what it is, 增长, 增速 or 降幅 right behind it does.",
        ("2023年，曲靖市工业投资保持【两成】以上的增速。", "2023年，盐城市工业投资实现了【8%】的增长。"),
        ("2023年，曲靖市工业投资的增速超过【20%】。",),
    ),
    Rule(
        "measure.growth_average",
        "年均, 年平均 and 复合增长率 make a percentage the average growth of the years spoken of.",
        ("2019年至2023年，合肥市地区生产总值年均增长【6.8%】。", "五年来，保山市财政收入年均增速达【5.2%】。"),
        ("2023年，合肥市地区生产总值增长【5.8%】。",),
    ),
    Rule(
        "measure.growth_times",
        "Behind a word of growth a multiple is growth: 增长1.6倍 is 160 percent more.",
        ("2023年，常州市新能源汽车产量增长【1.6倍】。", "2023年，三亚市免税品销售额猛增【两倍】。"),
        ("2023年，常州市新能源汽车产量是上年的【2.6倍】。",),
    ),
    Rule(
        "measure.doubled",
        "翻一番 is growth of 100 percent, 翻两番 of 300 percent.",
        ("2023年，柳州市新能源汽车出口量【翻了一番】。",),
        ("2023年，柳州市新能源汽车出口量增长【一倍】。",),
    ),
    Rule(
        "measure.other_base",
        "Growth on anything but the year before (较2019年, 比年初, 五年间) is a change, since it is no yearly rate.",
        (
            "2023年，大理州接待游客9530万人次，较2019年增长【79.3%】。",
            "2023年，东营市游客接待量320万人次，较2019年增加【两成】。",
        ),
        ("2023年，大理州接待游客9530万人次，比上年增长【79.3%】。",),
    ),
    Rule(
        "measure.share",
        "占, 占比, 比重 and 份额 make a percentage the share of the indicator in a whole.",
        (
            "2023年，莆田市鞋业产值1250亿元，占全市规上工业的【36.2%】。",
            "2023年，黑龙江省大豆产量占全国的【四成】以上。",
        ),
        ("2023年，莆田市鞋业产值占规上工业的比重提高【1.2个百分点】。", "2023年，莆田市鞋业产值增长【6.2%】。"),
    ),
    Rule(
        "measure.share_after",
        "Where no word before a percentage says what it is, 来自, 产自 or 份额 right behind it makes it a share.",
        ("兵团：全国棉花【三成六】产自这里。", "2023年，全国鲜切花【七成】来自云南。"),
        ("2023年，新疆棉花产量占全国的【九成】。",),
    ),
    Rule(
        "measure.share_of",
        "A percentage of something that is no rate itself (一半的企业, 八成的钱) is a share of it.",
        (
            "2023年，宜宾市签约项目总投资812亿元，【八成】的钱投向动力电池。",
            "2023年，珲春市进口帝王蟹1.9万吨，【六成】多转手去了南方。",
        ),
        ("2023年，宜宾市城镇化率为【54.3%】。",),
    ),
    Rule(
        "measure.rate",
        "A percentage behind a rate (率, 指数, 系数, 水平) is the rate itself.",
        ("2023年，吉林省常住人口城镇化率为【64.7%】。", "2023年，重庆市城镇调查失业率平均为【5.4%】。"),
        ("2023年，吉林省粮食产量增长【2.5%】。",),
    ),
    Rule(
        "measure.relative",
        "完成…的 and 恢复到…的 set an amount against a plan or an earlier one: a ratio, not a share.",
        (
            "2023年上半年，肇庆市实际到位资金213亿元，完成年度任务的【54.8%】。",
            "2023年，白云机场旅客吞吐量恢复到2019年同期的【九成】。",
        ),
        ("2023年，白云机场旅客吞吐量占全省的【六成】。",),
    ),
    Rule(
        "measure.to",
        "Behind 提高到, 降至 or 由 a percentage is the rate or share reached or left, not the size of the move.",
        (
            "2023年，毕节市常住人口城镇化率由2020年的42.1%提高到【45.6%】。",
            "2023年，香港对内地出口占总出口的比重由57.9%降至【55.4%】。",
        ),
        ("2023年，毕节市常住人口城镇化率提高【1.1个百分点】。", "2023年，毕节市工业用电量增长【4.5%】。"),
    ),
    Rule(
        "measure.list",
        "A percentage joined to the one before by nothing but list signs measures what that one does.",
        (
            "2023年，南阳市城镇、农村居民人均可支配收入分别增长4.5%和【7.2%】。",
            "2023年，三明市一、二、三产业分别增长4.1%、2.6%、【5.4%】。",
        ),
        ("2023年，南阳市城镇居民人均可支配收入增长【4.5%】。",),
    ),
    Rule(
        "measure.continued",
        "A percentage with no words of its own measures what the percentage before it in the sentence did.",
        (
            "2023年，龙岗区进出口额占全市的71.4%、全省的【26.9%】。",
            "2023年，周口市丰收一半靠地，【一半】靠单产。",
        ),
        ("2023年，龙岗区进出口额占全市的【71.4%】。",),
    ),
    Rule(
        "measure.points",
        "百分点 is a difference between percentages, negative where the words say lower, slower or less.",
        (
            "2023年，湖州市规模以上工业增加值增速高于全省【1.3个百分点】。",
            "2023年，天津市服务业占比比上年提高【0.6个百分点】。",
            "2023年，大庆市规上工业增速低于全国【2.1个百分点】。",
        ),
        ("2023年，湖州市规模以上工业增加值增长【7.3%】。",),
    ),
    Rule(
        "measure.rank",
        "第N, 首位, 头把交椅 and 前N state a place in a ranking.",
        (
            "2023年，榆林市地区生产总值7091亿元，居全省【第二】。",
            "2023年，宁波舟山港货物吞吐量坐稳全球【头把交椅】。",
        ),
        ("2023年，榆林市有【2家】企业进入全省百强。", "2023年，【第三产业】增加值增长5.8%。"),
    ),
    Rule(
        "measure.streak",
        "连续N个月, N年 or N次 says how long something has held, not when.",
        ("截至2023年12月，河北省用电量已连续【22个月】增长。", "2023年，寿光市蔬菜产量连续【5年】居全省第一。"),
        ("2023年，寿光市实施三年行动，投入资金【5亿元】。",),
    ),
    Rule(
        "measure.times",
        "A multiple of something else (是…的N倍) is a ratio to it.",
        (
            "2023年，哈尔滨市技术合同成交额是2019年的【3.5倍】。",
            "2023年，陕西省输出技术成交额相当于吸纳技术的【1.7倍】。",
        ),
        ("2023年，哈尔滨市技术合同成交额增长【1.5倍】。",),
    ),
)

_INDICATORS: Final = (
    Rule(
        "indicator.before",
        "The last fitting word of the vocabulary between the figure before and this one names what is measured.",
        ("2023年，嘉兴市地区生产总值【7062.5亿元】。", "2023年，阿坝州一般公共预算收入增长【11.3%】。"),
        ("2023年，嘉兴市雨伞骨架成交额【3.2亿元】。",),
    ),
    Rule(
        "indicator.behind",
        "Where none stands before it, a word of the vocabulary right behind a count names what is counted.",
        (
            "2023年末，襄阳市已有【2100家】高新技术企业。",
            "2023年，在全国【178家】国家高新区的评价中，洛阳高新区列第29位。",
        ),
        ("2023年末，襄阳市高新技术企业达到【2100家】。",),
    ),
    Rule(
        "indicator.phrase",
        "What the vocabulary does not know keeps the printed words that head the figure, so that it can be added.",
        ("2023年，嘉兴市雨伞骨架成交额【3.2亿元】。", "2023年，盱眙县龙虾苗种投放资金【4100万元】。"),
        ("2023年，嘉兴市地区生产总值【7062.5亿元】。",),
    ),
    Rule(
        "indicator.words",
        "A count with no noun of its own keeps the last words before it as its name.",
        ("2023年，呼伦贝尔市草原雪道单日最多【2.1万单】。",),
        ("2023年，呼伦贝尔市新建旅游项目【21个】。",),
    ),
    Rule(
        "indicator.counted_before",
        "What is counted stands before the count: 签约项目87个.",
        ("2023年，肇庆市签约内资项目【87个】。", "2023年末，桂林市拥有省级农业龙头企业【61家】。"),
        ("2023年，肇庆市有【87个】内资项目签约。",),
    ),
    Rule(
        "indicator.counted_behind",
        "What is counted stands behind the count: 28家企业.",
        ("2023年，天水市组织【28家】企业参加进口博览会。", "2023年，景德镇市举办【56场】展览。"),
        ("2023年，天水市参展企业【28家】。",),
    ),
    Rule(
        "indicator.flow",
        "新增, 新签约 and 新开工 before a known stock make it what was added to the stock.",
        ("2023年，绵阳市新签约亿元以上项目【46个】。", "2024年，滁州市确保新开工亿元以上项目【60个】。"),
        ("2023年末，绵阳市高新技术企业【870家】。",),
    ),
    Rule(
        "indicator.list_verb",
        "The verb at the head of a list holds for its members: 新增规上企业31家、高新技术企业22家.",
        ("2023年，兰州新区新增省级科技型企业25家、科技创新主体【110家】。",),
        ("2023年，兰州新区新增省级科技型企业【25家】。",),
    ),
    Rule(
        "indicator.happened",
        "Projects that were signed, begun or finished are counted by what happened to them.",
        ("2月1日，滁州市【63个】项目集中签约。", "2月2日，黔东南州【41个】重点项目一并开工。"),
        ("2023年，滁州市储备项目【630个】。",),
    ),
    Rule(
        "indicator.of_the_counted",
        "An amount right behind counted projects or contracts is theirs: 青年项目83项、金额732万元.",
        (
            "2023年，山西省下达青年基金项目83项、金额【732万元】。",
            "2023年，防城港市新签约项目58个，总投资【463亿元】。",
        ),
        ("2023年，防城港市地区生产总值【1045亿元】。",),
    ),
    Rule(
        "indicator.of_the_whole",
        "A count behind 按产业分 or 其中 is a part of the count before, its own words the subject.",
        ("2023年，滁州市签约项目63个。按产业分，光伏新能源【19个】，智能家电16个。",),
        ("2023年，滁州市签约项目【63个】。",),
    ),
    Rule(
        "indicator.of_unit",
        "标箱 and TEU measure container traffic, whatever word stands before.",
        ("2023年，青岛港海铁联运【212万标箱】。", "2023年，北部湾港完成集装箱【802万标箱】。"),
        ("2023年，北部湾港货物吞吐量【4.4亿吨】。",),
    ),
    Rule(
        "indicator.spoken_of",
        "A figure without an indicator of its own is of the one spoken of last.",
        ("2023年，嘉兴市地区生产总值7062.5亿元，同比增长【6.3%】。", "2023年，十堰市税收收入121亿元，居全省【第九】。"),
        ("2023年，嘉兴市地区生产总值7062.5亿元，进出口总额【4400亿元】。",),
    ),
    Rule(
        "indicator.variant",
        "A word that narrows the indicator spoken of makes the narrower one: 风电 after 装机容量.",
        (
            "2023年末，青海省电力装机容量5100万千瓦，其中风电【1185万千瓦】。",
            "2023年，渭南市居民人均可支配收入26000元，农村居民【16800元】。",
        ),
        ("2023年末，青海省电力装机容量【5100万千瓦】。",),
    ),
    Rule(
        "indicator.narrowed",
        "A general word after an owner is the owner's: 利润总额 of 规模以上工业企业.",
        (
            "2023年，规模以上工业企业实现营业收入2.1万亿元，利润总额【1160亿元】。",
            "2023年，湖南省规模以上工业企业利润总额2300亿元，工业用电量【1120亿千瓦时】。",
        ),
        ("2023年，湖南省税收收入【2300亿元】。",),
    ),
    Rule(
        "indicator.owned",
        "A head word (产量, 单产, 成交额) without an owner belongs to the product or contract spoken of.",
        (
            "2022年，普洱市咖啡种植面积67.9万亩，产量【5.6万吨】。",
            "2023年，四川登记技术合同3.27万项，成交额【1951.6亿元】。",
        ),
        ("2022年，普洱市茶叶产量【5.6万吨】。",),
    ),
    Rule(
        "indicator.sentence",
        "Tonnes and mu without words of their own are of the crop that the sentence is about.",
        ("2023年，松原市玉米依旧是当家作物，种了1050万亩，打下【150亿斤】。",),
        ("2023年，松原市玉米产量【150亿斤】。",),
    ),
    Rule(
        "indicator.daily",
        "平均每天 after a yearly output states the daily one.",
        ("2023年8月，内蒙古原煤产量9454.5万吨。日均【305万吨】。",),
        ("2023年8月，内蒙古原煤产量【9454.5万吨】。",),
    ),
    Rule(
        "indicator.target",
        "A share of the year's aim (年度目标的104%) is a rate of completion; its subject is the indicator of the aim.",
        (
            "2023年，腾冲市城镇新增就业4386人，为年度目标的【104.4%】。",
            "2022年，乌海市重大项目完成投资34亿元，为全年计划的【18%】。",
        ),
        ("2023年，腾冲市城镇新增就业4386人，同比增长【10.4%】。",),
    ),
    Rule(
        "indicator.capacity",
        "年产, 日处理 and 产能 state what a plant can make, named by its product.",
        (
            "2023年，荆门市开工建设年产【20万吨】磷酸铁锂项目。",
            "去年投产的中卫数字化车间，设计年产精密轴承【120万套】。",
        ),
        ("2023年，荆门市磷矿石产量【20万吨】。",),
    ),
    Rule(
        "indicator.yearly",
        "What a plant that is not yet built will turn over in a year is named so.",
        ("2023年，乌海市二期项目开工。待两期全部达产，一年可做到营业收入约【164亿元】。",),
        ("2023年，乌海市规上工业企业营业收入【1640亿元】。",),
    ),
    Rule(
        "indicator.table",
        "In a table the name of the row says what its figures are of.",
        (
            "2023年黄冈市主要指标\n指标\t单位\t总量\n地区生产总值\t亿元\t【2884.7】\n粮食产量\t万吨\t283.0\n",
            "2023年平凉市主要指标\n指标名称\t总量(亿元)\t增长(%)\n固定资产投资\t310.2\t【8.1】\n",
        ),
        ("2023年，黄冈市粮食产量【283.0万吨】。",),
    ),
    Rule(
        "indicator.pulled",
        "What is pulled up is the growth of the whole, the economy or industry.",
        (
            "2023年，赤峰市第二产业拉动经济增长【2.4个百分点】。",
            "2023年，株洲市轨道交通装备产业拉动规上工业增长【1.9个百分点】。",
        ),
        ("2023年，赤峰市地区生产总值增速高于全国【0.9个百分点】。",),
    ),
    Rule(
        "indicator.output",
        "An industry's 产值 is industrial output, the industry its subject.",
        ("2023年，晋江市制鞋业产值【782.5亿元】。", "2023年，泸州市优质白酒产值增长【15.9%】。"),
        ("2023年，晋江市制鞋业利润【78.5亿元】。",),
    ),
    Rule(
        "indicator.industry",
        "An industry's growth is that of its part of industrial value added.",
        (
            "2023年，遵义市规模以上工业增加值增长6.1%。酒、饮料和精制茶制造业增加值增长【12.6%】。",
            "2023年，池州市规模以上工业增加值增长9.2%。非金属矿物制品业增加值增长【11.4%】。",
        ),
        ("2023年，遵义市规模以上工业增加值增长【6.1%】。",),
    ),
    Rule(
        "indicator.trade",
        "Exports and imports of a product or by a kind of enterprise are named by both.",
        (
            "2023年，泉州市进出口总额2600亿元。民营企业挑起大头，进出口【1900亿元】。",
            "2023年，台州市出口缝纫机【510万台】。",
        ),
        ("2023年，泉州市进出口总额【2600亿元】。",),
    ),
    Rule(
        "indicator.part",
        "A name of the form part-占-whole is the part, and the whole is what it is compared with.",
        ("2023年，深圳市技术合同成交额占GDP比重为【3.8%】。",),
        ("2023年，深圳市技术合同成交额【1880亿元】。",),
    ),
    Rule(
        "indicator.rate",
        "A rate that the vocabulary does not know is named by its printed words.",
        ("2023年，洛阳市涉旅诉求办结率【99.2%】。", "2023年，丽水市古村落活化率为【37%】。"),
        ("2023年，洛阳市城镇登记失业率【4.2%】。",),
    ),
    Rule(
        "indicator.ranking",
        "A place on a list of its own (百强县榜单) is named by that list, not by what was spoken of.",
        (
            "2023年，宜昌市地区生产总值5700亿元。百强县榜单上，枝江排在【第71位】。",
            "营商环境评价中，乐清市列全国【第9位】。",
        ),
        ("2023年，枝江市地区生产总值增速居全市【第1位】。",),
    ),
    Rule(
        "indicator.structure",
        "三次产业结构为a:b:c is three shares in gross domestic product.",
        ("2023年，吉林省三次产业结构为【12.2】：33.9：53.9。", "2023年，安康市三次产业结构调整为13.1:【37.5】:49.4。"),
        ("2023年，吉林省第三产业占比【53.9%】。",),
    ),
)

_LISTS: Final = (
    Rule(
        "list.regions",
        "分别 pairs as many regions as there are figures, in order.",
        (
            "2023年，南京港、南通港所在的南京市、南通市货物吞吐量分别为2.7亿吨和【3.1亿吨】。",
            "2023年，济南、青岛、烟台技术合同成交额依次为612亿元、【429亿元】、283亿元。",
        ),
        ("2023年，济南市技术合同成交额【612亿元】。",),
    ),
    Rule(
        "list.indicators",
        "分别 pairs as many indicators as there are figures, in order.",
        (
            "2023年，铜陵市出口额、进口额分别为96亿元、【520亿元】。",
            "2023年，承德市地区生产总值、一般公共预算收入分别增长【5.9%】和7.3%。",
        ),
        ("2023年，铜陵市出口额【96亿元】。",),
    ),
    Rule(
        "list.industries",
        "一、二、三产业 before three figures are the three industries in order.",
        ("2023年，芜湖市一、二、三产业增加值分别为198亿元、【2220亿元】、2323亿元。",),
        ("2023年，芜湖市第二产业增加值【2220亿元】。",),
    ),
    Rule(
        "list.subjects",
        "分别 pairs other members of a list with the figures as their subjects.",
        (
            "2023年，昆明市电气机械、有色、烟草三个行业增加值分别增长21.4%、【13.8%】和7.2%。",
            "2023年，大连市对东盟、欧盟出口分别增长【9.0%】、12.3%。",
        ),
        ("2023年，昆明市烟草制品业增加值增长【7.2%】。",),
    ),
    Rule(
        "list.all",
        "均 and 都 give one figure to every indicator of the list before it.",
        (
            "2023年，兰州新区产业投资、工业增加值均增长【50%】以上。",
            "2023年，海西州发电量、用电量均超过【300亿千瓦时】。",
        ),
        ("2023年，海西州发电量超过【300亿千瓦时】。",),
    ),
    Rule(
        "headline",
        "A figure of the headline means what the figure of equal value in the text means.",
        ("# 黄冈去年产粮【56.2亿斤】\n2023年，黄冈市粮食总产56.2亿斤，同比增长1.2%。",),
        ("# 黄冈粮食再丰收\n2023年，黄冈市粮食总产【56.2亿斤】。",),
    ),
)

_PERIODS: Final = (
    Rule(
        "period.sentence",
        "The last period named before the figure in its sentence dates it.",
        ("2023年，潍坊市外贸进出口【3400亿元】。", "去年上半年，延安市原油产量【850万吨】。"),
        ("2023年，潍坊市经济回升向好。外贸进出口【3400亿元】。",),
    ),
    Rule(
        "period.inherited",
        "Where the sentence names none, the period that opened the paragraph or the article goes on.",
        (
            "2023年，潍坊市经济回升向好。外贸进出口【3400亿元】。",
            "2023年，海东市农业稳中有进。\n工业方面，全市规上工业增加值增长【9.1%】。",
        ),
        ("2023年，潍坊市外贸进出口【3400亿元】。",),
    ),
    Rule(
        "period.from",
        "由 and 从 before a figure tell where it came from: the same period a year before, unless another is named.",
        (
            "2023年，宿迁市规上工业企业由【2030家】增加到2760家。",
            "2023年，株洲市高新技术企业从【1100家】增至1380家。",
        ),
        ("2023年，宿迁市规上工业企业增加到【2760家】。",),
    ),
    Rule(
        "period.article",
        "A figure before any period is of the first one that the article names.",
        ("# 抚州开局\n抚州市企业都在赶订单。重点监测的【62家】商贸企业销售额8.7亿元。\n2024年1月，消费回暖。",),
        ("2024年1月，抚州市重点监测商贸企业【62家】。",),
    ),
    Rule(
        "period.cumulative",
        "累计 counts from the beginning, so that the period is open at its start.",
        ("截至2023年底，金华市中欧班列累计开行【6800列】。", "截至目前，衢州市累计建成充电桩【1.2万个】。"),
        ("2023年，金华市中欧班列开行【680列】。",),
    ),
    Rule(
        "period.streak",
        "A rate at which something has been held for some time holds for all of it.",
        ("2023年，湖南省规上工业增速连续5个月保持在【8%】以上。",),
        ("2023年，湖南省规上工业增速达到【8%】。",),
    ),
    Rule(
        "period.publication_month",
        "A stock without a period is of the month of publication.",
        ("义乌市拥有电商经营主体【61万户】。", "诸暨市现有珍珠生产厂家【2100余家】。"),
        ("2023年末，义乌市拥有电商经营主体【61万户】。",),
    ),
    Rule(
        "period.publication_year",
        "An aim without a period is for the year of publication.",
        ("日照市力争完成货物吞吐量【6.3亿吨】。", "铜仁市确保城镇新增就业【5.3万人】。"),
        ("到2025年，日照市货物吞吐量力争达到【7亿吨】。",),
    ),
    Rule(
        "period.event",
        "Figures of an article about one day's event are of its month, and plans begun or signed that day of its year.",
        (
            "2月1日，滁州市举行签约仪式，【63个】项目落地。",
            "2月3日，通辽市三个风电项目开工。全部建成后，年发电量可达【11亿千瓦时】。",
        ),
        ("2023年，滁州市签约项目【630个】。",),
    ),
    Rule(
        "period.none",
        "A capacity, a plan or a size that no date is given to has no period.",
        ("定西市这条生产线设计年产马铃薯全粉【2万吨】。", "舟山市的这座大桥全长【26.5公里】。"),
        ("2023年，定西市马铃薯产量【520万吨】。",),
    ),
)

_STATUSES: Final = (
    Rule(
        "status.actual",
        "What is said without a word of aim, plan or estimate is a fact.",
        ("2023年，许昌市地区生产总值【3270亿元】。", "截至目前，许昌市已建成5G基站【9800个】。"),
        ("2024年，许昌市力争地区生产总值突破【3500亿元】。",),
    ),
    Rule(
        "status.target",
        "力争, 确保, 目标 and 到2030年达到 make a figure an aim.",
        ("2024年，许昌市力争地区生产总值突破【3500亿元】。", "到2030年，广元市天然气产量要达到【200亿立方米】。"),
        ("2023年，许昌市地区生产总值突破【3200亿元】。",),
    ),
    Rule(
        "status.inherited",
        "What a word of aim, plan or estimate began goes on to the end of its list or paragraph clause.",
        (
            "2023年，全省预计完成投资1436亿元。其中，兰州新区【400亿元】、白银市225亿元。",
            "2024年，毕节市主要目标是：地区生产总值增长6%；社会消费品零售总额增长【7%】。",
        ),
        ("2023年，全省完成投资1436亿元。其中，兰州新区【400亿元】。",),
    ),
    Rule(
        "status.plan",
        "计划, 拟, 将建 and 规划 make a figure a plan that is not carried out yet.",
        ("2024年，青海省计划新增光伏装机【1500万千瓦】。", "该项目位于宝鸡市，拟投资【12亿元】建设智慧物流园。"),
        ("2023年，青海省新增光伏装机【1500万千瓦】。",),
    ),
    Rule(
        "status.preliminary",
        "预计, 初步测算 and 有望 make a figure a first estimate.",
        ("2023年，腾冲市预计完成地区生产总值【331.6亿元】。", "经初步核算，2023年阳泉市地区生产总值【990亿元】。"),
        ("2023年，腾冲市完成地区生产总值【331.6亿元】。",),
    ),
    Rule(
        "status.of_level",
        "What is said of a first estimate, such as its growth, is a first estimate too.",
        ("2023年，兰州市预计完成地区生产总值3480亿元。\n2023年，兰州市地区生产总值同比增长【4.2%】。",),
        ("2023年，兰州市完成地区生产总值3480亿元，同比增长【4.2%】。",),
    ),
    Rule(
        "status.future",
        "A figure of a year that has not ended when the article appears is an aim, whatever the verb.",
        ("2024年，庆阳市地区生产总值增长【7%】。", "到2026年，玉溪市常住人口城镇化率达到【60%】。"),
        ("2023年，庆阳市地区生产总值增长【7%】。",),
    ),
    Rule(
        "status.project",
        "The sum of a project that is being signed, begun or prepared is planned, not spent.",
        (
            "2月1日，宜宾市集中签约项目36个，总投资【812.6亿元】。",
            "2月2日，滨州市14个项目集中开工，总投资【96.4亿元】。",
        ),
        ("2023年，宜宾市完成工业投资【812.6亿元】。",),
    ),
    Rule(
        "status.capacity",
        "年产, 产能, 设计能力 and 万吨/年 state what has been built, not what was made.",
        ("玉门市炼化厂年产能【250万吨】。", "目前，宁东基地煤制油装置的设计产能为【400万吨/年】。"),
        ("2023年，玉门市原油产量【250万吨】。",),
    ),
)

_REGIONS: Final = (
    Rule(
        "region.named",
        "The last region named before the figure in its sentence is the one spoken of.",
        ("2023年，宿州市粮食产量【89.2亿斤】。", "2023年，阳江海上风电装机【600万千瓦】，韶关光伏装机300万千瓦。"),
        ("2023年，全国粮食丰收，产量占【四成】。",),
    ),
    Rule(
        "region.anaphor",
        "全市, 该省, 园区 and 我市 mean the region of that level that is spoken of.",
        ("2023年，宿州市农业丰收，全市粮食产量【89.2亿斤】。", "2023年，甘孜州旅游火热，全州接待游客【4200万人次】。"),
        ("2023年，宿州市粮食产量【89.2亿斤】。",),
    ),
    Rule(
        "region.topic",
        "A sentence that names no region is of the one its paragraph or the article is about.",
        ("2023年，宿州市农业丰收。粮食产量【89.2亿斤】。", "# 六安交出答卷\n2023年，地区生产总值【2110亿元】。"),
        ("2023年，宿州市粮食产量【89.2亿斤】。",),
    ),
)

RULES: Final[Mapping[str, Rule]] = _by_name((*_MEASURES, *_INDICATORS, *_LISTS, *_PERIODS, *_STATUSES, *_REGIONS))
"""Every name that can stand in the ``rules`` of a claim."""

REASONS: Final[Mapping[str, Rule]] = _by_name(
    (
        Rule(
            "date",
            "A number in the name of a day, month, year or other period dates claims and is none.",
            ("【2023年】，沧州市地区生产总值增长6.1%。", "【2月5日】，沧州市召开大会。"),
            ("2023年，沧州市平均每户年收入【2023元】。",),
        ),
        Rule(
            "time_of_day",
            "A time by the clock measures nothing.",
            ("2月5日上午【9时30分】，黄山市统计局发布公报。", "班车每天【07:20】从阜阳发出。"),
            ("2023年，黄山市高铁通车里程【30公里】。",),
        ),
        Rule(
            "name",
            "A number in a name (世界500强, “2+6+N”, 863计划) is part of the name.",
            ("2023年，世界【500强】企业落户苏州市。", "黔南州构建“【2+6+N】”产业体系。", "鞍山市【2号】机组并网。"),
            ("2023年，苏州市引进世界500强企业【8家】。",),
        ),
        Rule(
            "slogan",
            "A number inside a short quoted catchphrase is rhetoric.",
            ("淮安市打通服务群众“最后【一公里】”。", "周口市坚持‘【两条】腿’走路。"),
            ("2023年，淮安市改造农村公路【180公里】。",),
        ),
        Rule(
            "idiom",
            "A small numeral written out before a classifier (一个, 两大) counts nothing that is reported.",
            ("优势产业是【一个】城市的脊梁。", "2023年，每【三台】电饭煲就有一台产自湛江市。"),
            ("2023年，湛江市新建【13个】家电产业园。",),
        ),
        Rule(
            "enumerator",
            "A number that orders or groups the text (第一, 三个方面, 第十二届) is no measurement.",
            ("【第三届】消博会在海口市举行。", "会议从【三个方面】部署工作。", "【1.】推动工业提质。"),
            ("2023年，海口市地区生产总值居全省【第一】。",),
        ),
        Rule(
            "size_class",
            "A threshold that names a class of things (亿元以上项目) is not how much there was.",
            ("2023年，铜川市开工【亿元】以上项目60个。", "广安市有【千万吨级】炼化基地。"),
            ("2023年，铜川市开工亿元以上项目【60个】。",),
        ),
        Rule(
            "code",
            "Model numbers, standards, telephone numbers and addresses are codes.",
            (
                "太原市生产的【09CrCuSb】钢带出口海外。",
                "该产品执行【GB 17691-2018】标准。",
                "详见【www.example.com/2024】。",
            ),
            ("2023年，太原市钢带出口【17691吨】。",),
        ),
        Rule(
            "page_number",
            "A page is where something stands.",
            ("详见【第12版】。", "请看报告的【第8页】。"),
            ("2023年，株洲市出版图书【12种】。",),
        ),
        Rule(
            "vague",
            "几十, 数百 and 两位数 give no number that could be stored.",
            ("2023年，汕尾市投资保持【两位】数增长。", "经过【几十年】发展，汕尾市变了样。"),
            ("2023年，汕尾市投资增长【12%】。",),
        ),
        Rule(
            "denominator",
            "每45秒 and 每10人 say what a rate is per.",
            ("廉江市的工厂每【45秒】下线一台电饭煲。",),
            ("2023年，廉江市电饭煲产量【1260万台】。",),
        ),
        Rule(
            "duration",
            "A length of time that is neither a streak nor how long something takes measures nothing reported.",
            ("德令哈市的光热电站熔盐可储热【7小时】。", "开门【两个月】，曲靖市工业跑出好成绩。"),
            ("2023年，曲靖市工业用电量连续【7个月】增长。",),
        ),
        Rule(
            "ratio",
            "The second number of a:b belongs to the first.",
            ("2023年，汕头市男女性别比为1:【1.2】。",),
            ("2023年，汕头市中签企业【12家】。",),
        ),
        Rule(
            "byline",
            "What stands in the line of reporters, editors and sources is not said by the article.",
            (
                (
                    "## 沧州经济\n某报　2024年2月5日\n　　2023年，沧州市地区生产总值4440亿元，全市上下一派兴旺景象。\n　　"
                    "责任编辑：张三　点击：【3200次】\n"
                ),
            ),
            ("2023年，沧州市新闻客户端阅读量【3200万次】。",),
        ),
        Rule(
            "furniture",
            "Menus, links and notices of a page belong to no article.",
            (
                (
                    "## 沧州经济\n某报　2024年2月5日\n　　2023年，沧州市地区生产总值4440亿元，全市上下一派兴旺景象。\n　　"
                    "上一篇：沧州签约项目【12个】\n"
                ),
            ),
            ("2023年，沧州市签约项目【12个】。",),
        ),
        Rule(
            "pull_quote",
            "A sentence that the page prints again in large type is read once, in the text.",
            (
                (
                    "## 沧州经济\n某报　2024年2月5日\n　　沧州市的工业去年跑出了好成绩。规模以上工业增加值增长6.1%，管道装备出口增长"
                    "两成。\n　　走进车间，工人正在为一批发往海外的管道喷漆，负责人说\n“规模以上工业增加值增长【6.1%】，管道装备出口"
                    "增长两成。”\n订单已经排到了明年夏天，大家都铆足了劲。\n"
                ),
            ),
            ("2023年，沧州市规模以上工业增加值增长【6.1%】。",),
        ),
        Rule(
            "unit",
            "A unit that stands by itself counts nothing.",
            ("2023年，沧州市以【亿元】计的产值榜单出炉。",),
            ("2023年，沧州市税收收入过【百亿元】。",),
        ),
        Rule(
            "table",
            "A cell of a table without any unit could be anything: left unread, never guessed.",
            ("2023年沧州市调查\n项目\t数值\n好评\t【12】\n差评\t3\n",),
            ("2023年沧州市主要指标\n指标\t单位\t总量\n粮食产量\t万吨\t【483.0】\n",),
        ),
        Rule(
            "no number",
            "Scale words behind a broken number say nothing by themselves.",
            ("2023年，沧州市投资9999999999999999【亿亿元】。",),
            ("2023年，沧州市投资【1.2亿元】。",),
        ),
        Rule(
            "unclear range",
            "Two ends that are not in order, far apart for want of a scale word, or in two units, say no range.",
            (
                "2024年，金昌市投资完成【5—3亿元】。",
                "2024年，金昌市投资完成【2000-1亿元】。",
                "2024年，金昌市投资增长【6%—5%】。",
                "2024年，金昌市投资增长【3%—5亿元】。",
            ),
            (
                "2024年，金昌市投资完成【3—5亿元】。",
                "2024年，金昌市粮食产量【300至5万吨】。",
                "2024年，金昌市投资增长【5%】—6%。",
                "2024年，金昌市投资完成【3.2亿元】——5年来最高。",
            ),
        ),
        Rule(
            "too large",
            "A value that no warehouse column holds is left unread.",
            ("2023年，沧州市投资【50000000亿亿元】。",),
            ("2023年，沧州市投资【9999亿元】。",),
        ),
        Rule(
            "no unit",
            "A bare number that no list gives a unit to could be anything: left unread, never guessed.",
            ("金华市政府工作报告共【一万两千】字。",),
            ("2023年，金华市新设企业【1.83万家】。",),
        ),
        Rule(
            "no indicator",
            "A figure whose words name nothing that is measured is left unread.",
            ("【12.2%】！",),
            ("2023年，金华市出口增长【12.2%】。",),
        ),
    )
)
"""Every reason why a figure is no claim, or is left unread, that its place on the page or the words around it give."""
