"""The words the project knows: regions, indicators, units and the controlled lists, from dbt's seeds."""

from flows.vocabulary.model import Indicator, Region, Unit, Vocabulary
from flows.vocabulary.seeds import load_vocabulary

__all__ = ["Indicator", "Region", "Unit", "Vocabulary", "load_vocabulary"]
