"""Traditional or Simplified characters."""

import re
from functools import lru_cache
from typing import Final

from flows.vocabulary.folding import fold

_SAMPLE: Final = 2000
_TRADITIONAL: Final = 20
"""More characters of a sample than these fold to others where the text is printed in Traditional characters."""


def is_traditional(text: str) -> bool:
    """``True`` where the text is printed in Traditional characters."""
    return len(_traditional().findall(text, 0, _SAMPLE)) > _TRADITIONAL


@lru_cache(maxsize=1)
def _traditional() -> re.Pattern[str]:
    """Any Chinese character that folds to another."""
    characters = "".join(map(chr, range(ord("一"), ord("鿿") + 1)))
    return re.compile(f"[{''.join(a for a, b in zip(characters, fold(characters), strict=True) if a != b)}]")
