"""What several rooms' tests read with; hypothesis prints arguments, and a vocabulary is long to print."""

import pytest
from passages import read_passage

from flows.reading.numbers.scanner import FigureScanner


@pytest.fixture(scope="session")
def reader(vocabulary):
    return lambda passage: read_passage(passage, vocabulary)


@pytest.fixture(scope="session")
def scanner(vocabulary):
    return FigureScanner(vocabulary)
