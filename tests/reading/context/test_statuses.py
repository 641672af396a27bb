"""Whether a figure is a fact, a first estimate, a plan, an aim or a capacity."""

import pytest
from passages import cases, printed_claims, read_passage

PASSAGES = {
    "statuses-0": ("2024年，信阳市确保粮食产量稳定在115亿斤以上。", [
        "115亿斤 信阳市 粮食产量 level 115 亿斤 at_least 2024 target",
    ]),
    "statuses-1": ("今年，延边州计划完成固定资产投资300亿元。", [
        "300亿元 延边朝鲜族自治州 固定资产投资 level 300 亿元 exact 2024 plan",
    ]),
    "statuses-2": ("经初步核算，2023年日喀则市地区生产总值420亿元。", [
        "420亿元 日喀则市 地区生产总值 level 420 亿元 exact 2023 preliminary",
    ]),
    "statuses-3": ("2024年，黔东南州经济发展的主要目标是：地区生产总值增长5.5%左右，固定资产投资增长6%。", [
        "5.5% 黔东南苗族侗族自治州 地区生产总值 growth_yoy 5.5 % approx 2024 target",
        "6% 黔东南苗族侗族自治州 固定资产投资 growth_yoy 6 % exact 2024 target",
    ]),
    "statuses-5": ("到2025年，淄博市规模以上工业增加值年均增长6%以上。", [
        "6% 淄博市 规模以上工业增加值 growth_avg 6 % at_least 2025 target",
    ]),
    "statuses-6": ("广元市污水处理厂日处理污水8万吨。", [
        "8万吨 广元市 污水产能 level 8 万吨 exact - capacity",
    ]),
    "statuses-7": ("2024年，汉中市计划引进省外资金480亿元。", [
        "480亿元 汉中市 省外到位资金 level 480 亿元 exact 2024 plan",
    ]),
    "statuses-8": ("2023年全年，延安市原油产量有望达到1500万吨。", [
        "1500万吨 延安市 原油产量 level 1500 万吨 exact 2023 preliminary",
    ]),
    "statuses-9": ("力争2024年全年常德市接待游客6000万人次，旅游收入600亿元。", [
        "6000万人次 常德市 接待游客人次 level 6000 万人次 exact 2024 target",
        "600亿元 常德市 旅游收入 level 600 亿元 exact 2024 target",
    ]),
    "features-13": ("预计2023年白山市地区生产总值增长5%。", [
        "5% 白山市 地区生产总值 growth_yoy 5 % exact 2023 preliminary",
    ]),
    "features-18": ("2023年，铜仁市实施科技计划项目43项。", [
        "43项 铜仁市 科技计划项目数 level 43 项 exact 2023 actual",
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "claims"), cases(PASSAGES))
def test_a_passage_makes_its_claims(passage, claims, vocabulary):
    assert printed_claims(passage, vocabulary) == claims


STATUSES = {
    "a share of the goal": ("2023年，资阳市新增就业1.9万人，完成全年目标的65.3%。", ["actual", "actual"]),
    "a share without 的": ("2023年，资阳市新增就业1.9万人，完成全年目标数65.3%；再就业9500人。", ["actual"] * 3),
    "more than the goal": ("2023年，资阳市单位能耗下降10%，超额完成省定目标2.7个百分点。", ["actual", "actual"]),
    "above what was expected": ("2023年，资阳市地区生产总值增长6%，高于预期目标0.5个百分点。", ["actual", "actual"]),
    "the task that was set": ("2023年，资阳市扩种大豆5365亩，完成省上下达的5000亩任务。", ["actual", "target"]),
    "a goal that was passed": ("2023年，资阳市新增就业2.1万人，超过2万人的预期目标。", ["actual", "actual"]),
    "an aim governs its clause": ("2024年，资阳市力争新增就业2万人。全市现有企业1.9万家。", ["target", "actual"]),
    "a goal to be met": ("2024年，资阳市确保完成全年新增就业2万人的目标。", ["target"]),
    "goals in a list": ("2024年，资阳市主要目标是：新增就业2万人；粮食产量200万吨。", ["target", "target"]),
    "accounts and the rest": ("经初步核算，2023年，资阳市地区生产总值990亿元，增长5%，固定资产投资增长6%。",
                              ["preliminary", "preliminary", "actual"]),
    "all statistics": ("经初步统计，2023年，资阳市地区生产总值990亿元，固定资产投资增长6%。", ["preliminary", "preliminary"]),
    "projects in reserve": ("目前，资阳市储备项目47项，总投资212亿元；谋划项目12个，计划投资30亿元。",
                            ["actual", "plan", "actual", "plan"]),
    "projects that are presented": ("2月1日，资阳市推介项目47个，总投资212亿元。", ["actual", "plan"]),
    "projects that were brought": ("2023年，资阳市引进项目177个，总投资256亿元，到位资金20亿元。", ["actual", "plan", "actual"]),
    "projects that stand": ("2023年，资阳市建成项目17个，总投资25亿元。", ["actual", "actual"]),
    "money that was spent": ("2023年，资阳市重点项目47项，完成投资212亿元。", ["actual", "actual"]),
    "intents that were agreed": ("2月1日，资阳市达成合作意向3项，计划投资32.3亿元。", ["actual", "plan"]),
    "really more is no fact more": ("据初步统计，2023年，资阳市居民收入实际增长8%，物价上涨1%。", ["preliminary", "preliminary"]),
    "what was really done": ("2023年，资阳市计划投资20亿元，实际投资18亿元。", ["plan", "actual"]),
    "provisional figures": ("2023年11月，资阳市销售额的临时估计为65亿元，上升9%。2023年11月，手表销售额上升12%。2023年10月，资阳市销售额上升8%。",
                            ["preliminary", "preliminary", "preliminary", "actual"]),
    "a project that has been built": ("2023年，资阳市建成项目12个，完成投资20亿元。", ["actual", "actual"]),
    "what a plan expects": ("2月3日，资阳市一家企业签约。建成后，预计年产值9亿元。", ["plan"]),
    "a plan of the year": ("2023年前10个月，资阳市年度计划投资44亿元，累计完成投资40亿元。", ["plan", "actual"]),
    "most of the plan of the year": ("2023年前10个月，资阳市完成投资40亿元，完成年度计划投资的91%。", ["actual", "actual"]),
    "growth of what is planned": ("2023年，资阳市签约项目18个，计划总投资97亿元，同比增长31%。", ["actual", "plan", "actual"]),
    "ground of a project": ("2月3日，资阳市一个项目签约，总投资9亿元，占地260亩。", ["plan", "plan"]),
    "a year that has just begun": ("# 工作安排\n2024年，资阳市抓发展。新建高标准农田12万亩。", ["target"]),
    "so far, told before": ("2024年，资阳市完成工业投资12亿元，同比增长7%。全市产值9亿元。", ["actual", "actual", "target"]),
    "held in": ("2023年，资阳市城镇登记失业率控制在3.93%。", ["actual"]),
    "to be held in": ("2024年，资阳市城镇登记失业率要控制在4%以内。", ["target"]),
    "so far this year": ("2024年，资阳市完成工业投资12亿元，同比增长7%。", ["actual", "actual"]),
    "not yet this year": ("2024年，资阳市完成工业投资12亿元，增长7%。", ["target", "target"]),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "statuses"), STATUSES.values(), ids=STATUSES)
def test_a_word_of_aim_or_plan_governs_what_it_speaks_of(passage, statuses, vocabulary):
    assert [claim.status for claim in read_passage(passage, vocabulary).reading.claims] == statuses
