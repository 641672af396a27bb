"""Which claims of the reader a build would publish: those that are sure enough and say of where and when."""

import math
import re
from pathlib import Path
from typing import Final

from flows.domain.claim import Claim
from flows.domain.errors import FangzhiError

FILE: Final = "dbt/dbt_project.yml"
_VARIABLE: Final = re.compile(r"^ +reader_publish_confidence: *([^#\n]*)", re.MULTILINE)
_OF_A_PERIOD: Final = frozenset({"level", "growth_yoy", "growth_avg", "share"})


def publish_confidence(root: Path) -> float:
    """The confidence from which on claims are published: the variable of dbt's project.

    Infinite in a project that has none: it publishes nothing of the reader. Raises ``FangzhiError`` for what is no number.
    """
    try:
        text = (root / FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FangzhiError(f"{FILE}: found {error}, expected dbt's project. Mend: restore it") from error
    found = _VARIABLE.search(text)
    if found is None:
        return math.inf
    try:
        return float(found[1])
    except ValueError:
        raise FangzhiError(
            f"{FILE}: found reader_publish_confidence {found[1].strip()!r}, expected a number from 0 to 1. Mend: write 0.75"
        ) from None


def is_published(claim: Claim, publish_from: float) -> bool:
    """As the macro ``is_published`` of dbt decides; ``publish_from`` is ``publish_confidence``."""
    if claim.origin == "curated":
        return True
    is_placed = claim.region_id is not None and (bool(claim.period.text) or claim.measure not in _OF_A_PERIOD)
    return is_placed and claim.confidence >= publish_from
