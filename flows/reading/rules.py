"""What each rule of the reader says, by its name."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its examples: what it reads, and what it must never read."""

    name: str
    says: str
    reads: tuple[str, ...]
    never: tuple[str, ...]


RULES: Final[Mapping[str, Rule]] = MappingProxyType({})
