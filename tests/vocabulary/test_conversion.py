"""Values in base units: Python and the models of dbt say the same of every unit, measure and indicator."""

import random
from decimal import Decimal
from itertools import product

import dbt_sql
import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.sources import columns
from flows.vocabulary.conversion import factor_of, in_base_units
from flows.vocabulary.folding import fold
from flows.vocabulary.model import Vocabulary


@pytest.fixture(scope="module")
def warehouse():
    """The seeds, ``int_units`` as a table, and no corrections."""
    with duckdb.connect() as connection:
        for seed in ("units", "scales", "indicators"):
            dbt_sql.load_seed(connection, seed)
        connection.execute(f"create table int_units as {dbt_sql.model('int_units')}")
        connection.execute("create table stg_corrections (claim_id integer, corrected_value decimal(28, 6))")
        yield connection


@pytest.fixture(scope="module")
def in_models(warehouse) -> dict[str, tuple[Decimal, str | None]]:
    """Factor and base unit by unit, as ``int_units`` has them."""
    rows = warehouse.execute("select unit, factor, base_unit from int_units").fetchall()
    return {unit: (factor, base_unit) for unit, factor, base_unit in rows}


@pytest.fixture(scope="module")
def units(vocabulary: Vocabulary) -> list[str]:
    """All units as they stand in ``raw.claims.unit_text``: words, words with a scale, scales alone, none."""
    words = list(vocabulary.unit_words.values())
    composed = [f"{scale}{word.unit}" for scale in vocabulary.scales for word in words if word.is_scalable]
    printed = [unit.text for word in (*(word.unit for word in words), *composed) if (unit := vocabulary.unit(word))]
    return sorted({*printed, "", *vocabulary.scales, *(f"{scale}级" for scale in vocabulary.scales)})


def test_every_unit_has_one_factor_and_base_unit_in_both(vocabulary, units, in_models):
    assert len(units) > 5_000
    assert {unit: in_models.get(unit) for unit in units} == {unit: factor_of(unit, vocabulary) for unit in units}
    assert in_models.keys() - set(units) == set()


@given(text=st.text("万亿十兆级元个名吨%级米x ", max_size=5))
def test_what_is_no_unit_is_none_in_both(vocabulary, in_models, text):
    assert in_models.get(fold(text)) == factor_of(text, vocabulary)


def test_every_kind_of_claim_has_the_same_value_and_base_unit_in_both(warehouse, vocabulary, units):
    """A unit of each base unit, with every measure, and an indicator of each base unit or none."""
    chance = random.Random(1184)
    kinds = {(factor_of(unit, vocabulary) or ("", ""))[1]: unit for unit in units}
    indicators = {indicator.base_unit: indicator.indicator_id for indicator in vocabulary.indicators.values()}
    claims = pd.DataFrame(
        [
            (unit, measure, indicator_id, Decimal(chance.randint(-(10**9), 10**9)).scaleb(-chance.randint(0, 6)))
            for unit, measure, indicator_id in product(
                [*kinds.values(), "不是单位"], sorted(vocabulary.codelists["measure"]), [*indicators.values(), None]
            )
        ],
        columns=["unit_text", "measure", "indicator_id", "value"],
    )
    assert len(claims) > 5_000
    warehouse.register("claims", claims)
    warehouse.execute(
        "create table stg_claims as select row_number() over () as claim_id, unit_text, measure, indicator_id, "
        "cast(value as decimal(28, 6)) as value from claims"
    )
    found = warehouse.execute(
        f"select value, unit_text, measure, indicator_id, value_base, base_unit from stg_claims "
        f"inner join ({dbt_sql.model('int_claims_in_base_units')}) using (claim_id)"
    ).fetchall()
    assert len(found) == len(claims)
    for value, unit, measure, indicator_id, *said in found:
        expected = in_base_units(
            value, unit_text=unit, measure=measure, indicator_id=indicator_id, vocabulary=vocabulary
        )
        if expected and not columns.hold(value, expected[0]):
            continue  # such a claim is unread, or refused
        assert tuple(said) == (expected or (None, None)), (unit, measure, indicator_id)
