"""Rows that curate the figures of an article."""

import datetime as dt

import pytest
from industry import TEXT, make_rows, row_maker

from flows.sources.editing import Ground
from flows.sources.segmentation import segment


@pytest.fixture(scope="session")
def ground(vocabulary) -> Ground:
    found = segment(TEXT, document="d", published="2024", published_on=dt.date(2024, 12, 31), published_basis="given")
    return Ground("d", TEXT, tuple(found.articles), vocabulary)


@pytest.fixture(scope="session")
def row(ground):
    """The row of a reading of 嘉峪关市's, signed."""
    return row_maker(ground)


@pytest.fixture(scope="session")
def rows(ground):
    """Rows of the four figures, in the order of the text."""
    return make_rows(ground)
