"""Which claims of the reader a build would publish: those that are sure enough and say of where and when."""

import re
from pathlib import Path
from typing import Final

from flows.domain.claim import Claim
from flows.domain.errors import FangzhiError

FILE: Final = "dbt/dbt_project.yml"
_VARIABLE: Final = re.compile(r"^ +reader_publish_confidence: *(\d+(?:\.\d+)?) *(?:#.*)?$", re.MULTILINE)
_OF_A_PERIOD: Final = frozenset({"level", "growth_yoy", "growth_avg", "share"})


def publish_confidence(root: Path) -> float:
    """The confidence from which on claims are published: the variable of dbt's project; raises ``FangzhiError``."""
    try:
        text = (root / FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FangzhiError(f"{FILE}: found {error}, expected dbt's project. Mend: restore it") from error
    found = _VARIABLE.search(text)
    if found is None:
        raise FangzhiError(
            f"{FILE}: found no variable reader_publish_confidence, expected a number from 0 to 1 under vars. "
            "Mend: write reader_publish_confidence: 0.75"
        )
    return float(found[1])


def is_published(claim: Claim, publish_from: float) -> bool:
    """As the macro ``is_published`` of dbt decides; ``publish_from`` is ``publish_confidence``."""
    if claim.origin == "curated":
        return True
    is_placed = claim.region_id is not None and (bool(claim.period.text) or claim.measure not in _OF_A_PERIOD)
    return is_placed and claim.confidence >= publish_from
