"""Hedges beside a figure and the bounds that they make."""

import pytest
from passages import cases, printed_claims

from flows.vocabulary.folding import fold

PASSAGES = {
    "figures-2": ("2023年，伊犁州接待游客突破1.1亿人次。", [
        "1.1亿人次 伊犁哈萨克自治州 接待游客人次 level 1.1 亿人次 more_than 2023 actual",
    ]),
    "figures-7": ("2023年，巴中市旅游收入增长近一半。", [
        "一半 巴中市 旅游收入 growth_yoy 50 % less_than 2023 actual",
    ]),
    "figures-20": ("2023年，三沙市组织志愿者上百人。", [
        "百人 三沙市 志愿者人数 level 100 人 at_least 2023 actual",
    ]),
    "bounds-2": ("2023年，绵阳市研发经费支出约240亿元。", [
        "240亿元 绵阳市 研究与试验发展经费支出 level 240 亿元 approx 2023 actual",
    ]),
    "bounds-3": ("2023年，衢州市专利授权量逾1.2万件。", [
        "1.2万件 衢州市 专利授权量 level 1.2 万件 more_than 2023 actual",
    ]),
    "bounds-4": ("2023年，漳州市水产品产量200万吨以上。", [
        "200万吨 漳州市 水产品产量 level 200 万吨 at_least 2023 actual",
    ]),
    "bounds-5": ("2023年，汉中市茶叶产量不足7万吨。", [
        "7万吨 汉中市 茶叶产量 level 7 万吨 less_than 2023 actual",
    ]),
    "bounds-6": ("2023年，荆州市实际使用外资至少3亿美元。", [
        "3亿美元 荆州市 实际利用外资 level 3 亿美元 at_least 2023 actual",
    ]),
    "bounds-7": ("2023年，湘潭市居民人均可支配收入4.1万元左右。", [
        "4.1万元 湘潭市 居民人均可支配收入 level 4.1 万元 approx 2023 actual",
    ]),
    "bounds-11": ("2023年，松原市粮食总产量突破200亿斤大关。", [
        "200亿斤 松原市 粮食产量 level 200 亿斤 more_than 2023 actual",
    ]),
    "features-6": ("2023年，大理州全年GDP总量迈上1700亿元台阶。", [
        "1700亿元 大理白族自治州 地区生产总值 level 1700 亿元 at_least 2023 actual",
    ]),
    "features-20": ("2023年，运城市苹果产量稳定在400万吨左右。", [
        "400万吨 运城市 苹果产量 level 400 万吨 approx 2023 actual",
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "claims"), cases(PASSAGES))
def test_a_passage_makes_its_claims(passage, claims, vocabulary):
    assert printed_claims(passage, vocabulary) == claims


def test_every_hedge_of_the_seed_makes_its_bound(vocabulary, scanner):
    for hedge in vocabulary.hedges:
        text = f"总产值{hedge.hedge}千亿元。" if hedge.side == "before" else f"总产值的95%{hedge.hedge}。"
        bounds = {figure.bound for figure in scanner.scan(fold(text))}
        assert hedge.bound in bounds or hedge.hedge in ("起", "上"), hedge  # 起 and 上 are hedges with more around them


@pytest.mark.parametrize(
    "hedge", ["超过", "突破", "逾", "约", "不足", "近", "至少", "不低于", "不超过", "达到", "高达"]
)
def test_a_hedge_stays_outside_the_figure_and_inside_its_head(vocabulary, scanner, hedge):
    bounds = {one.hedge: one.bound for one in vocabulary.hedges if one.side == "before"}
    text = f"总产值{hedge}95亿元。"
    (figure,) = scanner.scan(fold(text))
    assert text[figure.start : figure.end] == "95亿元"
    assert figure.bound == bounds.get(hedge, "exact")
    if hedge in bounds:
        assert text[figure.head : figure.tail] == f"{hedge}95亿元"
