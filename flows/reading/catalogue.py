"""All rules of the reader by name, for explanations, documentation and tests; nothing in the rooms imports this."""

from collections.abc import Iterable, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Final, TypeVar

from flows.reading.context import keys, measures, statuses, topics
from flows.reading.indicators import amounts, counts, families, lists, naming, terms
from flows.reading.numbers import reasons, with_units
from flows.reading.periods import calendar, dating, expressions, series
from flows.reading.places import found as places
from flows.reading.statements import cells, headlines, no_claims, structures
from flows.reading.text.rule import Reason, Rule

_AnyRule = TypeVar("_AnyRule", bound=Rule)


def _by_name(rules: Iterable[_AnyRule]) -> Mapping[str, _AnyRule]:
    """The rules by their names; raises ``ValueError`` where two have the same."""
    found: dict[str, _AnyRule] = {}
    for rule in rules:
        if found.setdefault(rule.name, rule) is not rule:
            raise ValueError(f"rule {rule.name}: found two of the name, expected one. Mend: give one another name")
    return MappingProxyType(found)


RULES: Final[Mapping[str, Rule]] = _by_name(
    chain(
        measures.RULES, cells.RULES, keys.RULES, terms.RULES, families.RULES, counts.RULES, amounts.RULES, naming.RULES,
        lists.RULES, structures.RULES, headlines.RULES, dating.RULES, series.RULES, statuses.RULES, places.RULES, topics.RULES,
    )
)  # fmt: skip
"""The rules whose names stand in the ``rules`` of claims."""
REASONS: Final[Mapping[str, Reason]] = _by_name((*reasons.REASONS, with_units.UNCLEAR_RANGE, *no_claims.REASONS))
"""The reasons for which a figure makes no claim, or is left unread."""
EXPRESSIONS: Final[Mapping[str, Rule]] = _by_name((*calendar.RULES, *expressions.RULES))
"""The rules whose names stand in the ``rule`` of period mentions."""
GUARDS: Final[Mapping[str, Reason]] = _by_name((no_claims.UNSEEN,))
"""Reasons that only a fault of the reader itself can give; nothing that can be written is an example of them."""
ALL: Final[Mapping[str, Rule]] = _by_name(
    chain(RULES.values(), REASONS.values(), EXPRESSIONS.values(), GUARDS.values())
)
"""Every rule; no two of any kind have the same name."""
