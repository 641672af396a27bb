"""A laboratory in which writers meet faults."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "sources"))  # the article that its tests curate

import operations
from children import Children
from laboratory import Laboratory

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made there
"""Thousands of small projects are written and thrown away: in memory where the machine has such a place."""


@pytest.fixture(scope="session")
def laboratory() -> Iterator[Laboratory]:
    home = MEMORY if os.access(MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=home, prefix="fangzhi-faults-") as folder:
        place = Path(folder)
        (place / "inputs").mkdir()
        with Children(place / "inputs") as children:
            children.value(operations.make_inputs)
            yield Laboratory(place, children)
