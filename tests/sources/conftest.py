"""Rows that curate the figures of an article."""

import datetime as dt
from decimal import Decimal

import pytest
from industry import SIGNED, TEXT, at

from flows.domain.span import Span
from flows.sources.editing import Ground, reading_as_row
from flows.sources.segmentation import segment


@pytest.fixture(scope="session")
def ground(vocabulary) -> Ground:
    found = segment(TEXT, document="d", published="2024", published_on=dt.date(2024, 12, 31), published_basis="given")
    return Ground("d", TEXT, tuple(found.articles), vocabulary)


def row_maker(ground):
    def make(span: Span, indicator: str, value: str, unit: str, measure: str = "level", **other) -> dict[str, str]:
        claim = {
            "article_id": "d-1", "span_start": span.start, "span_end": span.end, "region_name": "嘉峪关市", "region_id": "620200",
            "subject": "", "indicator_zh": indicator, "indicator_text": indicator, "indicator_en": None, "measure": measure,
            "value": Decimal(value), "unit_text": unit, "bound": "exact", "period": "2023", "status": "actual",
            "compared_with": "", "period_basis": "explicit", "region_basis": "explicit", "is_optional": False,
            "is_restatement": False, "note": "",
        }  # fmt: skip
        return reading_as_row(claim | other, ground) | SIGNED

    return make


def make_rows(ground):
    row = row_maker(ground)
    return [
        row(at("1184亿元"), "工业总产值", "1184", "亿元"),
        row(at("35家"), "新增企业数", "35", "家"),
        row(at("12亿元"), "进出口总额", "12.000000", "亿元"),
        row(at("7.3%", 2), "税收", "7.3", "%", "growth_yoy"),
    ]


@pytest.fixture(scope="session")
def row(ground):
    """The row of a reading of 嘉峪关市's, signed."""
    return row_maker(ground)


@pytest.fixture(scope="session")
def rows(ground):
    """Rows of the four figures, in the order of the text."""
    return make_rows(ground)
