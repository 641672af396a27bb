"""What the reader takes from the seeds: columns that say what they steer, and names that may change."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from measuring import CHECKOUT
from passages import read_passage

from flows.domain.claim import Claim
from flows.domain.errors import RefusedError
from flows.vocabulary import Vocabulary, load_vocabulary
from flows.vocabulary.roles import Group, RegionRole, Role, UnitRole

SEEDS = CHECKOUT / "dbt/seeds"
Cells = dict[str, str]


def claims(sentence: str, vocabulary: Vocabulary) -> list[Claim]:
    return read_passage(sentence, vocabulary).reading.claims


def changed(
    folder: Path,
    change: Callable[[str, Cells], Cells],
    more: Callable[[str, list[Cells]], list[Cells]] = lambda _, rows: rows,
) -> Vocabulary:
    """The project's vocabulary with every row as ``change`` makes it, and each seed's rows as ``more`` makes them."""
    for path in SEEDS.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        with (folder / path.name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(more(path.stem, [change(path.stem, row) for row in rows]))
    return load_vocabulary(folder)


@pytest.mark.parametrize("note", ["", "common word", "needs context: once", "bare product word"])
def test_a_note_steers_no_reading(vocabulary, tmp_path, note):
    sentences = (
        "2023年，兰州实现地区生产总值3487亿元，制造业增长5%，煤炭产量10万吨。",
        "2023年，第八师棉花产量30万吨，武山增长3%，教育支出10亿元，临港增长7%。",
    )
    with_note = changed(tmp_path, lambda _, row: row | {"note": note} if "note" in row else row)
    for sentence in sentences:
        assert claims(sentence, with_note) == claims(sentence, vocabulary)


def test_a_sum_that_a_project_is_going_to_cost_is_a_plan_in_every_currency(vocabulary):
    money = {
        unit.base_unit: unit.unit for unit in vocabulary.unit_words.values() if len(unit.unit) > 1 and unit.is_scalable
    }
    currencies = {base_unit: word for base_unit, word in money.items() if vocabulary.dimension(base_unit) == "money"}
    assert {"USD", "EUR", "JPY", "GBP", "HKD", "MOP", "TWD"} < currencies.keys()
    for word in currencies.values():
        (claim,) = claims(f"该项目落户兰州市，总投资812.6亿{word}。", vocabulary)
        assert (claim.status, claim.indicator_id) == ("plan", "project_total_investment"), word


USES = {
    Role.ECONOMY: "2023年，兰州市服务业拉动经济增长【2.4个百分点】。",
    Role.INDUSTRY: "2023年，兰州市石化行业增长【3%】。",
    Role.ECONOMIC_CONTRIBUTION: "2023年，消费对兰州市经济的贡献率为【60%】。",
    Role.INDUSTRIAL_CONTRIBUTION: "2023年，兰州市规模以上工业增加值增长5%，贡献率为【60%】。",
    Role.TARGET_COMPLETION: "2023年，兰州市新增就业5万人，完成年度目标任务的【110%】。",
    Role.PLAN_COMPLETION: "2023年，兰州市完成投资50亿元，完成年度计划的【90%】。",
    Role.CONSUMER_PRICES: "2023年，兰州市居民消费价格指数上涨0.5%，其中食品价格指数上涨【1.2%】。",
    Role.INDUSTRIAL_OUTPUT_VALUE: "2023年，兰州市实现产值【1200亿元】。",
    Role.TECHNOLOGY_CONTRACTS: "2023年，兰州市登记技术合同500项，成交额达【80亿元】。",
    Role.PROJECT_INVESTMENT: "2023年，兰州市计划投资【80亿元】。",
    Role.CONTAINERS: "2023年，宁波市完成【350万标箱】。",
    Role.PROJECTS_BEGUN_TOGETHER: "2023年，兰州市【41个】重点项目集中开工。",
    Role.PRIMARY_INDUSTRY: "2023年，兰州市三次产业结构为【12.2】:33.9:53.9。",
    Role.SECONDARY_INDUSTRY: "2023年，兰州市三次产业结构为12.2:【33.9】:53.9。",
    Role.TERTIARY_INDUSTRY: "2023年，兰州市三次产业结构为12.2:33.9:【53.9】。",
}
"""By role: a sentence whose marked figure is of the indicator that has it."""
NEEDS = {
    Role.OUTPUT_VALUE: "2023年，兰州市实现产值【1200亿元】。",
    Role.GOODS_TRADE: "2023年，兰州市私营企业进出口【50亿元】。",
    Group.TRADE: "2023年，兰州市锂电池组件出口【5万吨】。",
    Group.INVESTMENTS: "2023年，兰州市签约项目20个，总投资【30亿元】。",
    Group.OWN_VALUE_ADDED: "2023年，兰州市规模以上工业增加值增长5%，装备制造业增加值增长【3%】。",
    Group.INDUSTRIAL_VALUE_ADDED: "2023年，兰州市工业增加值增长5%，石化工业增加值增长【2%】。",
    Group.PARTS_OF_CONSUMER_PRICES: "2023年，兰州市居民消费价格指数上涨0.5%，食品价格指数上涨【1.2%】。",
    Group.PRICES: "2023年，兰州市居民消费价格指数上涨0.5%，猪肉上涨【4%】。",
}
"""The same for the roles that make a figure one of another indicator."""


def marked(sentence: str, vocabulary: Vocabulary) -> tuple[object, ...]:
    """All of the claim of the marked figure but its printed indicator, which may be the new name."""
    before, figure, _ = re.split("[【】]", sentence)
    found = claims(re.sub("[【】]", "", sentence), vocabulary)
    (claim,) = (one for one in found if one.figure_text == figure and one.quote.find(figure) >= 0)
    assert before
    return (
        claim.indicator_id,
        claim.measure,
        claim.value,
        claim.status,
        claim.subject.removeprefix("新编"),
        claim.region_id,
        claim.rules,
    )


@pytest.fixture(scope="module")
def renamed(vocabulary, tmp_path_factory) -> Vocabulary:
    """The vocabulary with new names and ids of all indicators that have a role; what the sentences print is an alias."""
    ids = {one.indicator_id for indicators in vocabulary.indicator_roles.values() for one in indicators}
    names = {vocabulary.indicators[one].name_zh for one in ids}

    def rename(_: str, row: Cells) -> Cells:
        row = {
            column: f"new_{cell}" if cell in ids and column.endswith("_id") else cell for column, cell in row.items()
        }
        return row | {"name_zh": f"新编{row['name_zh']}"} if row.get("name_zh") in names else row

    def with_old_names(seed: str, rows: list[Cells]) -> list[Cells]:
        if seed != "indicator_aliases":
            return rows
        printed = "".join((USES | NEEDS).values())
        old = (one for one in map(vocabulary.indicators.get, sorted(ids)) if one and one.name_zh in printed)
        return rows + [
            {"alias": one.name_zh, "indicator_id": f"new_{one.indicator_id}", "sense": "", "note": ""} for one in old
        ]

    return changed(tmp_path_factory.mktemp("seeds"), rename, with_old_names)


@pytest.mark.parametrize("role", [*Role, *Group])
def test_an_indicator_that_code_asks_for_may_be_renamed(vocabulary, renamed, role):
    before, after = (marked((USES | NEEDS)[role], words) for words in (vocabulary, renamed))
    ids = {indicator.indicator_id for indicator in vocabulary.indicator_roles[role]}
    assert role not in USES or before[0] in ids
    new = {indicator.indicator_id for indicators in renamed.indicator_roles.values() for indicator in indicators}
    assert after == (f"new_{before[0]}" if f"new_{before[0]}" in new else before[0], *before[1:])


@pytest.mark.parametrize("seed", ["indicators", "units", "regions"])
def test_a_thing_that_code_asks_for_and_that_is_renamed_in_its_seed_alone_is_told_with_place_and_mend(tmp_path, seed):
    roles, key = {
        "indicators": ("indicator_roles", "indicator_id"),
        "units": ("unit_roles", "unit"),
        "regions": ("region_roles", "region_id"),
    }[seed]
    with (SEEDS / f"{roles}.csv").open(encoding="utf-8", newline="") as file:
        asked_for = [row[key] for row in csv.DictReader(file)]

    def rename(name: str, row: Cells) -> Cells:
        return row | {key: f"x{row[key]}"} if name == seed and row[key] in asked_for else row

    with pytest.raises(RefusedError) as caught:
        changed(tmp_path, rename)
    told = {(refusal.file, refusal.line) for refusal in caught.value.refusals if refusal.column == key and refusal.mend}
    first_lines = {asked_for.index(one) + 2 for one in asked_for}  # one that several rows ask for is told once
    assert {(f"dbt/seeds/{roles}.csv", line) for line in first_lines} <= told


@pytest.mark.parametrize("role", RegionRole)
def test_a_region_that_code_asks_for_may_be_renamed(vocabulary, tmp_path, role):
    region = vocabulary.region_of(role)
    sentence = {
        RegionRole.COUNTRY: "2023年，全国进出口总额【41万亿元】。",
        RegionRole.HONG_KONG: "2023年，香港进出口总额【8万亿元】。",
        RegionRole.MACAO: "2023年，澳门进出口总额【2000亿元】。",
        RegionRole.TAIWAN: "2023年，園區營業額達新臺幣【41億元】。",
    }[role]

    def rename(seed: str, row: Cells) -> Cells:
        row = {
            column: f"new-{cell}" if cell == region.region_id and column.endswith("_id") else cell
            for column, cell in row.items()
        }
        return row | {"name": f"新编{region.name}"} if seed == "regions" and row["name"] == region.name else row

    before, after = marked(sentence, vocabulary), marked(sentence, changed(tmp_path, rename))
    assert before[5] == region.region_id
    assert (after[5], after[:5]) == (f"new-{region.region_id}", before[:5])


@pytest.mark.parametrize("role", UnitRole)
def test_every_role_of_unit_words_is_of_words_that_are_known(vocabulary, role):
    assert all(vocabulary.unit(word) for word in vocabulary.units_of(role))


def test_the_unit_word_of_a_sum_may_be_renamed(vocabulary, tmp_path):
    def rename(_: str, row: Cells) -> Cells:
        return row | {"unit": "圆"} if row.get("unit") == "元" else row

    renamed = changed(tmp_path, rename)
    sentence = "2023年，兰州市旅游收入五块七，旅游收入320亿元，“亿元”楼宇12座。"
    before, after = claims(sentence, vocabulary), claims(sentence.replace("元", "圆"), renamed)
    assert {claim.unit_text for claim in before} >= {"元", "亿元"}
    assert [claim.unit_text.replace("圆", "元") for claim in after] == [claim.unit_text for claim in before]
    assert [claim.indicator_id for claim in after] == [claim.indicator_id for claim in before]


MORE = {
    "hedges": {"hedge": "直追", "side": "before", "bound": "less_than", "not_after": "", "note": ""},
    "measure_cues": {"cue": "狂掉", "kind": "growth", "sign": "-1", "note": ""},
    "status_cues": {"cue": "憧憬", "status": "target", "effect": "", "not_after": "", "not_before": "", "note": ""},
    "anaphors": {"anaphor": "吾市", "level": "city", "note": ""},
    "period_words": {"word": "旧岁", "kind": "year_from_now", "distance": "-1", "note": ""},
    "plans": {"plan": "十七五", "first_year": "2036", "note": ""},
    "place_lookalikes": {"name": "兰州", "side": "behind", "other": "拉面", "note": ""},
    "unit_lookalikes": {"unit": "册", "not_before": "封", "note": ""},
    "word_lists": {"word_list": "ordinary_words", "word": "三生三世", "note": ""},
}
"""By seed: a row that a user may add."""


def test_a_row_that_a_user_adds_to_a_list_of_words_is_read(vocabulary, tmp_path):
    more = changed(tmp_path, lambda _, row: row, lambda seed, rows: [*rows, MORE[seed]] if seed in MORE else rows)
    for seed, sentence, before, after in (
        ("hedges", "2023年，兰州市地区生产总值直追3487亿元。", "exact", "less_than"),
        ("measure_cues", "2023年，兰州市地区生产总值增长4%，西固区狂掉3%。", "3", "-3"),
        ("status_cues", "2023年，兰州市憧憬地区生产总值3487亿元。", "actual", "target"),
        ("anaphors", "2023年，兰州市城关区实现税收5亿元，吾市地区生产总值3487亿元。", "620102", "620100"),
        ("period_words", "旧岁，兰州市地区生产总值3487亿元。", "", "2023"),
        ("plans", "“十七五”期间，兰州市完成固定资产投资5487亿元。", "", "2036/2040"),
        ("place_lookalikes", "2023年，兰州拉面门店营业收入50亿元。", "620100", None),
    ):
        claim, again = claims(sentence, vocabulary)[-1], claims(sentence, more)[-1]
        field = {
            "hedges": "bound", "measure_cues": "value", "status_cues": "status", "anaphors": "region_id",
            "period_words": "period", "plans": "period", "place_lookalikes": "region_id",
        }[seed]  # fmt: skip
        said = [getattr(one, field) for one in (claim, again)]
        assert [one.text if field == "period" else one if one is None else str(one) for one in said] == [
            before,
            after,
        ], seed
    for seed, sentence in (("unit_lookalikes", "三册封面"), ("word_lists", "演了三生三世")):
        assert all(
            figure.reading == "not_a_claim" for figure in read_passage(f"他{sentence}。", more).reading.figures
        ), seed


@pytest.mark.parametrize("role", RegionRole)
def test_no_code_names_a_region_that_it_can_ask_for_by_its_role(vocabulary, role):
    code = vocabulary.region_of(role).region_id
    naming = [
        str(path.relative_to(CHECKOUT))
        for folder in ("flows", "dbt/models", "dbt/macros", "dbt/tests")
        for path in (CHECKOUT / folder).rglob("*.*")
        if path.suffix in (".py", ".sql", ".html") and re.search(rf"[\"']{code}[\"']", path.read_text(encoding="utf-8"))
    ]
    assert naming == []
