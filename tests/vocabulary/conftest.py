"""The vocabulary of the checkout; properties are searched without a clock, and leave no folder behind."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from flows.vocabulary import Vocabulary, load_vocabulary

settings.register_profile("rooms", deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("rooms")


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary(Path(__file__).parents[2] / "dbt/seeds")
