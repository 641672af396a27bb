"""The inputs of a build in words that say where to look."""

from typing import Final

SHOWN_CHANGES: Final = 20
_WORDS: Final = {
    "manifest": "raw/manifest.csv, row of {}",
    "code": "the code that reads, in {}",
    "dbt": "models, tests and settings in {}",
    "docs": "texts and pictures of the docs site, in {}",
    "refused": "files and rows in {} that are refused",
    "warehouse": "warehouse/{}",
}
"""By kind of an input, see ``Inventory.inputs``; of all other kinds the path says it."""


def input_in_words(key: str) -> str:
    """What ``kind:path`` is: ``code:flows`` is ``the code that reads, in flows``; anything else stays as it is."""
    kind, colon, path = key.partition(":")
    return _WORDS.get(kind, "{}").format(path) if colon else key
