"""Roles by which code asks for indicators, unit words and regions; the seeds say which one has each role."""

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """A role that exactly one indicator has (``indicator_roles.csv``)."""

    ECONOMY = "economy"
    INDUSTRY = "industry"
    ECONOMIC_CONTRIBUTION = "economic_contribution"
    INDUSTRIAL_CONTRIBUTION = "industrial_contribution"
    TARGET_COMPLETION = "target_completion"
    PLAN_COMPLETION = "plan_completion"
    CONSUMER_PRICES = "consumer_prices"
    OUTPUT_VALUE = "output_value"
    INDUSTRIAL_OUTPUT_VALUE = "industrial_output_value"
    GOODS_TRADE = "goods_trade"
    TECHNOLOGY_CONTRACTS = "technology_contracts"
    PROJECT_INVESTMENT = "project_investment"
    CONTAINERS = "containers"
    PROJECTS_BEGUN_TOGETHER = "projects_begun_together"
    PRIMARY_INDUSTRY = "primary_industry"
    SECONDARY_INDUSTRY = "secondary_industry"
    TERTIARY_INDUSTRY = "tertiary_industry"


class Group(StrEnum):
    """A role that one or more indicators share (``indicator_roles.csv``)."""

    TRADE = "trade"
    INVESTMENTS = "investments"
    OWN_VALUE_ADDED = "own_value_added"
    INDUSTRIAL_VALUE_ADDED = "industrial_value_added"
    PARTS_OF_CONSUMER_PRICES = "parts_of_consumer_prices"
    PRICES = "prices"


class Dimension(StrEnum):
    """A dimension that base units are asked for by (codelist ``dimension``)."""

    MONEY = "money"
    COUNT = "count"
    TIME = "time"
    SHARE = "share"
    POINTS = "points"
    MULTIPLE = "multiple"
    RANK = "rank"
    MASS = "mass"
    LENGTH = "length"
    AREA = "area"
    VOLUME = "volume"
    POWER = "power"
    ENERGY = "energy"


RELATIVE: Final = frozenset({Dimension.SHARE, Dimension.POINTS, Dimension.MULTIPLE, Dimension.RANK})
"""Dimensions that say how something relates to something else; they fit an indicator of any unit."""


class UnitRole(StrEnum):
    """A role that one or more unit words share (``unit_roles.csv``)."""

    YUAN = "yuan"
    TAIWAN_DOLLAR = "taiwan_dollar"
    HONG_KONG_DOLLAR = "hong_kong_dollar"
    PATACA = "pataca"
    PERCENT = "percent"
    PLACE = "place"
    CONTAINER = "container"
    VEHICLE = "vehicle"
    FIRM = "firm"
    PERSON = "person"
    PERSONS_OR_VISITS = "persons_or_visits"
    STREAK = "streak"
    RECIPIENT = "recipient"


class RegionRole(StrEnum):
    """A role that exactly one region has (``region_roles.csv``)."""

    COUNTRY = "country"
    TAIWAN = "taiwan"
    HONG_KONG = "hong_kong"
    MACAO = "macao"
