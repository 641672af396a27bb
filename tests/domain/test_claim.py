"""What makes a claim itself and no other."""

import datetime as dt
from dataclasses import fields, replace
from decimal import Decimal

import pytest

from flows.domain.claim import Claim
from flows.domain.period import parse_period
from flows.domain.span import Span

CLAIM = Claim(
    article_id="d-1", span=Span(10, 16), figure_text="1184亿元", quote="完成工业总产值1184亿元", quote_span=Span(3, 16),
    region_id="620200", subject="", indicator_id="x", indicator_text="工业总产值", measure="level", value=Decimal(1184),
    unit_text="亿元", bound="exact", period=parse_period("2024"), status="actual", compared_with="", period_basis="explicit",
    region_basis="explicit", is_optional=False, is_restatement=False, origin="curated", curator="x",
    curated_on=dt.date(2026, 11, 22), source_file="raw/extracts/d.csv", source_line=2, note="",
)  # fmt: skip

IN_THE_KEY = {
    "article_id": "d-2", "span": Span(10, 17), "region_id": "620100", "subject": "酒钢", "indicator_id": "y", "measure": "change",
    "bound": "at_least", "origin": "reader",
}  # fmt: skip
BESIDE_THE_KEY = {
    "value": Decimal(1), "unit_text": "元", "period": parse_period("2023"), "status": "target", "note": "n", "source_line": 3,
    "curator": "y", "quote": "1184亿元", "is_optional": True, "rules": ("level",),
}  # fmt: skip


@pytest.mark.parametrize("column", IN_THE_KEY)
def test_two_claims_that_differ_in_the_key_have_ids_of_their_own(column):
    assert replace(CLAIM, **{column: IN_THE_KEY[column]}).claim_id != CLAIM.claim_id


@pytest.mark.parametrize("column", BESIDE_THE_KEY)
def test_correcting_a_claim_keeps_its_id(column):
    assert replace(CLAIM, **{column: BESIDE_THE_KEY[column]}).claim_id == CLAIM.claim_id


def test_a_claim_without_a_region_has_an_id_of_its_own():
    assert replace(CLAIM, region_id=None).claim_id != CLAIM.claim_id


def test_the_printed_name_stands_in_the_key_where_the_vocabulary_has_no_indicator():
    unknown = replace(CLAIM, indicator_id=None)
    assert unknown.key[5] == "工业总产值"
    assert replace(unknown, indicator_text="工业产值").claim_id != unknown.claim_id


def test_the_id_is_what_it_has_always_been():
    assert CLAIM.claim_id == "aa9625db3009d5c5"  # ids stand in published warehouses


def test_a_claim_cannot_be_changed():
    with pytest.raises(AttributeError):
        CLAIM.value = Decimal(2)
    assert {field.name for field in fields(CLAIM)} >= IN_THE_KEY.keys() | BESIDE_THE_KEY.keys()
