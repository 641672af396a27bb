"""A consistent world in exact numbers: divisions that add up, indicators that add up, quarters that add up."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

SEEDS = Path(__file__).parents[1] / "dbt/seeds"
FIRST_YEAR, LAST_YEAR = 2014, 2024
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
# The quarters of each part of a year; its index is the kind of a period: year, halves, quarters.
PARTS_OF_YEAR = ((0, 4), (0, 2), (2, 4), (0, 1), (1, 2), (2, 3), (3, 4))

# Per family: unit in which it is printed (10,000 of the unit that is counted in), the unit itself, whether it is a stock;
# components with their size in a county and quarter; sums; shares of another indicator.
FAMILIES = {
    "output": ("亿元", "万元", False, {
        "primary_industry_value_added": 90_000, "industrial_value_added": 220_000, "construction_value_added": 60_000,
        "finance_value_added": 50_000, "real_estate_value_added": 45_000, "wholesale_retail_value_added": 65_000,
        "transport_storage_post_value_added": 35_000, "hotel_catering_value_added": 15_000, "": 120_000,
    }, {
        "secondary_industry_value_added": ("industrial_value_added", "construction_value_added"),
        "tertiary_industry_value_added": (
            "finance_value_added", "real_estate_value_added", "wholesale_retail_value_added",
            "transport_storage_post_value_added", "hotel_catering_value_added", "",
        ),
        "gross_regional_product": (
            "primary_industry_value_added", "secondary_industry_value_added", "tertiary_industry_value_added",
        ),
    }, {
        "private_economy_value_added": ("gross_regional_product", 0.52),
        "digital_economy_core_value_added": ("gross_regional_product", 0.08),
        "industrial_value_added_above_designated_size": ("industrial_value_added", 0.8),
    }),
    "population": ("万人", "人", True, {"urban_population": 240_000, "rural_population": 160_000},
                   {"resident_population": ("urban_population", "rural_population")},
                   {"male_population": ("resident_population", 0.51)}),
    "trade": ("亿元", "万元", False, {"export_value": 60_000, "import_value": 40_000},
              {"goods_trade_value": ("export_value", "import_value")},
              {"private_enterprise_trade_value": ("goods_trade_value", 0.5), "general_trade_value": ("goods_trade_value", 0.62)}),
    "budget": ("亿元", "万元", False, {"tax_revenue": 40_000, "non_tax_revenue": 20_000}, {
        "general_public_budget_revenue": ("tax_revenue", "non_tax_revenue"),
    }, {"value_added_tax_revenue": ("tax_revenue", 0.4)}),
    "spending": ("亿元", "万元", False, {"general_public_budget_expenditure": 120_000}, {}, {
        "education_expenditure": ("general_public_budget_expenditure", 0.17),
        "livelihood_expenditure": ("general_public_budget_expenditure", 0.78),
    }),
    "retail": ("亿元", "万元", False, {"goods_retail_sales": 180_000, "catering_revenue": 20_000},
               {"retail_sales_of_consumer_goods": ("goods_retail_sales", "catering_revenue")},
               {"urban_retail_sales": ("retail_sales_of_consumer_goods", 0.85)}),
    "banking": ("亿元", "万元", True, {
        "household_deposit_balance": 1_100_000, "enterprise_deposit_balance": 600_000, "loan_balance": 1_300_000, "": 200_000,
    }, {"deposit_balance": ("household_deposit_balance", "enterprise_deposit_balance", "")},
        {"green_loan_balance": ("loan_balance", 0.14)}),
    "electricity": ("亿千瓦时", "万千瓦时", False, {
        "primary_industry_electricity": 1_500, "secondary_industry_electricity": 30_000,
        "tertiary_industry_electricity": 9_000, "residential_electricity_consumption": 9_000,
    }, {"electricity_consumption": (
        "primary_industry_electricity", "secondary_industry_electricity", "tertiary_industry_electricity",
        "residential_electricity_consumption",
    )}, {}),
    "grain": ("万吨", "吨", False, {
        "early_rice_output": 9_000, "summer_grain_output": 40_000, "autumn_grain_output": 90_000,
    }, {"grain_output": ("early_rice_output", "summer_grain_output", "autumn_grain_output")},
        {"maize_output": ("grain_output", 0.4)}),
    "patents": ("万件", "件", False, {
        "invention_patents_granted": 900, "design_patents_granted": 1_500, "utility_model_patents_granted": 4_000,
    }, {"patents_granted": ("invention_patents_granted", "design_patents_granted", "utility_model_patents_granted")}, {}),
    "express": ("万件", "件", False, {
        "express_city_volume": 900_000, "express_intercity_volume": 4_000_000, "express_international_volume": 90_000,
    }, {"express_delivery_volume": ("express_city_volume", "express_intercity_volume", "express_international_volume")}, {}),
    "contracts": ("万项", "项", False, {"technology_contracts": 300}, {}, {}),
    "technology": ("亿元", "万元", False, {"technology_contract_value": 12_000}, {}, {}),
    "research": ("亿元", "万元", False, {"rd_expenditure": 20_000}, {}, {
        "basic_research_expenditure": ("rd_expenditure", 0.06), "enterprise_rd_expenditure": ("rd_expenditure", 0.76),
    }),
    "entities": ("万户", "户", True, {"business_entities": 60_000}, {}, {
        "enterprises_registered": ("business_entities", 0.33), "self_employed_businesses": ("business_entities", 0.6),
    }),
}  # fmt: skip
# What is left of a whole when a share of it is taken away is the other part of the partition.
COMPLEMENTS = {
    "female_population": ("resident_population", "male_population"),
    "rural_retail_sales": ("retail_sales_of_consumer_goods", "urban_retail_sales"),
}
# Rates of indicator_ratios.csv in percent: numerator and denominator of one family.
RATES = {
    "output": {
        "primary_industry_share": ("primary_industry_value_added", "gross_regional_product"),
        "industry_share": ("industrial_value_added", "gross_regional_product"),
        "private_economy_share": ("private_economy_value_added", "gross_regional_product"),
    },
    "population": {"urbanization_rate": ("urban_population", "resident_population")},
    "budget": {"tax_share": ("tax_revenue", "general_public_budget_revenue")},
    "spending": {"livelihood_share": ("livelihood_expenditure", "general_public_budget_expenditure")},
    "banking": {"loan_deposit_ratio": ("loan_balance", "deposit_balance")},
    "research": {"basic_research_share": ("basic_research_expenditure", "rd_expenditure")},
}


@dataclass(frozen=True)
class Region:
    """A place of the vocabulary; ``children`` are its divisions, ``members`` what a composite area is made of.

    Places of a province have the number of the province, others -1. The children of a ``tiled`` region were the same in
    all years, so that they add up to it.
    """

    region_id: str
    name: str
    level: str
    parent: int
    province: int
    children: tuple[int, ...]
    members: tuple[int, ...]
    is_tiled: bool


class World:
    """Regions, and the level of each indicator at each of them in each period, as whole numbers that add up."""

    def __init__(self, seed: int) -> None:
        self.regions = _regions()
        self.names = {row["indicator_id"]: row["name_zh"] for row in _rows("indicators")}
        self.additive = {row["indicator_id"] for row in _rows("indicators") if row["is_additive"] == "true"}
        # Points by which the growth that is printed is not that of the printed levels.
        self.soft = {row["indicator_id"] for row in _rows("indicator_growth_bases")}
        self.relations = [
            (row["whole_id"], row["indicator_id"], row["relation"], row["partition"])
            for row in _rows("indicator_relations")
        ]
        self.family = {}
        self._levels = {}
        random = np.random.default_rng(seed)
        sizes = np.exp(random.normal(0, 0.7, len(self.regions)))
        for name, (_, _, is_stock, components, sums, shares) in FAMILIES.items():
            quarters = self._quarters(random, sizes, components, sums, shares, is_stock)
            for indicator, values in quarters.items():
                if indicator:
                    self.family[indicator] = name
                    self._levels[indicator] = _periods(values, is_stock)

    def level(self, region: int, indicator: str, year: int, kind: int) -> int:
        return int(self._levels[indicator][region, year - FIRST_YEAR, kind])

    def ranks(self, indicator: str, year: int, kind: int, regions: tuple[int, ...]) -> dict[int, int]:
        """The place of each of ``regions``, the largest first."""
        values = self._levels[indicator][:, year - FIRST_YEAR, kind]
        return {region: place for place, region in enumerate(sorted(regions, key=lambda r: (-values[r], r)), start=1)}

    def _quarters(self, random, sizes, components, sums, shares, is_stock):
        leaves = np.array([not r.children and r.level != "area" for r in self.regions])
        count = (len(self.regions), len(YEARS) * 4)
        quarters = {}
        for indicator, size in components.items():
            growth = random.normal(0.013, 0.005, (count[0], 1)) * np.arange(count[1]) + random.normal(0, 0.03, count)
            season = 0 if is_stock else np.tile([-0.1, 0.0, 0.02, 0.08], len(YEARS))
            values = (size * sizes[:, None] * np.exp(growth + season)).astype(np.int64) + 50
            values[~leaves] = 0
            quarters[indicator] = self._filled(values)
        for indicator, parts in sums.items():
            quarters[indicator] = sum(quarters[part] for part in parts)
        for indicator, (whole, share) in shares.items():
            wobble = share * (1 + random.normal(0, 0.04, (count[0], 1)) + 0.002 * np.arange(count[1]) / 4)
            own = (quarters[whole] * np.minimum(wobble, 0.97)).astype(np.int64)
            quarters[indicator] = self._filled(own, areas=own)
        for indicator, (whole, part) in COMPLEMENTS.items():
            if whole in quarters:
                quarters[indicator] = quarters[whole] - quarters[part]
        return quarters

    def _filled(self, values, areas=None):
        """Divisions are the sum of theirs; an area is a fiftieth of where it lies, or as given, or the sum of its members."""
        values = values.copy()
        for level in ("county", "prefecture", "province"):
            for index, region in enumerate(self.regions):
                if region.level == level and region.children:
                    values[index] = values[list(region.children)].sum(axis=0)
        country = next(index for index, region in enumerate(self.regions) if region.level == "country")
        values[country] = values[list(self.regions[country].children)].sum(axis=0)
        for index, region in enumerate(self.regions):
            if region.level == "area" and not region.members:
                values[index] = values[region.parent] // 50 if areas is None else areas[index]
        for index, region in enumerate(self.regions):
            if region.members:
                values[index] = values[list(region.members)].sum(axis=0)
        return values


def _periods(quarters, is_stock):
    by_year = quarters.reshape(len(quarters), len(YEARS), 4)
    return np.stack(
        [by_year[:, :, end - 1] if is_stock else by_year[:, :, start:end].sum(axis=2) for start, end in PARTS_OF_YEAR],
        axis=2,
    )


@cache
def _rows(seed: str) -> list[dict[str, str]]:
    with (SEEDS / f"{seed}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _regions() -> list[Region]:
    """Divisions that existed in all years, zones in them, and composites of those."""
    rows = _rows("regions")
    lasting = {
        row["region_id"]: row
        for row in rows
        if row["level"] != "township" and not row["valid_to"] and int(row["valid_from"] or 0) <= FIRST_YEAR
    }
    changed = {
        row["parent_id"]
        for row in rows
        if row["level"] not in ("area", "township")
        and row["region_id"] not in lasting
        and int(row["valid_to"] or 9999) > FIRST_YEAR
    }
    members = {}
    for row in _rows("region_members"):
        members.setdefault(row["region_id"], []).append(row["member_id"])

    def is_known(row):
        parent = lasting.get(row["parent_id"])
        if row["kind"] == "composite" or row["region_id"] in members:
            return row["region_id"] in members and all(member in lasting for member in members[row["region_id"]])
        return row["level"] == "country" or (parent is not None and parent["level"] != "area")

    known = [row for row in lasting.values() if is_known(row)]
    place = {row["region_id"]: index for index, row in enumerate(known)}
    known = [row for row in known if all(member in place for member in members.get(row["region_id"], ()))]
    place = {row["region_id"]: index for index, row in enumerate(known)}
    children = {}
    for row in known:
        if row["level"] not in ("area", "country"):
            children.setdefault(row["parent_id"], []).append(place[row["region_id"]])

    def province(row):
        while row is not None and row["level"] != "province":
            row = lasting.get(row["parent_id"])
        return place[row["region_id"]] if row else -1

    return [
        Region(
            row["region_id"], row["name"], row["level"], place.get(row["parent_id"], -1), province(row),
            tuple(children.get(row["region_id"], ())),
            tuple(place[member] for member in members.get(row["region_id"], ())),
            row["region_id"] not in changed,
        )
        for row in known
    ]  # fmt: skip
