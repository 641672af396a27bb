"""Cells of tables as pages show them: text, where it leads, and how much of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from flows.store.exports import plain

_WIDE: Final = 28
_SHORT: Final = 60
_SHORT_HASH: Final = 12
_LONGEST: Final = 4000
"""Characters that stand on one line, that a cell shows (of a hash), and that it holds folded; the row's own page has all."""

_CHINESE: Final = re.compile(r"[\u3400-\u9fff]")
_HASH: Final = re.compile(r"[0-9a-f]{40,}")
_ID: Final = re.compile(r"[\w.-]{1,200}")
_PAGES: Final[dict[str, tuple[str, ...]]] = {
    "article_id": ("articles",),
    "story_id": ("articles",),
    "repost_of": ("articles",),
    "check_id": ("findings", "checks"),
    "claim_id": ("claims",),
    "claim_ids": ("claims",),
    "outcome_claim_id": ("claims",),
    "target_id": ("claims",),
    "previous_target_id": ("claims",),
    "next_target_id": ("claims",),
    "indicator_id": ("indicators",),
    "observation_id": ("observations",),
    "region_id": ("regions",),
    "parent_id": ("regions",),
    "province_id": ("regions",),
    "member_id": ("regions",),
}
"""Columns whose values are ids of things that have pages."""


@dataclass(frozen=True, slots=True)
class Item:
    """A text, and the segments of the page it leads to (none: it leads nowhere)."""

    text: str
    target: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: ``items`` (several in a list), and where the text is long, its folded rest and its length in characters.

    ``language`` is that of the text if it has Chinese in it, ``is_cut`` says that ``rest`` is not all of it.
    """

    items: tuple[Item, ...] = ()
    rest: str = ""
    length: int = 0
    is_cut: bool = False
    is_number: bool = False
    language: str = ""

    @property
    def style(self) -> str:
        """``number``, ``wide`` (text of several lines), or empty."""
        if self.is_number:
            return "number"
        is_wide = self.rest or (sum(len(item.text) for item in self.items) > _WIDE and not self.items[0].target)
        return "wide" if is_wide else ""

    @property
    def is_plain(self) -> bool:
        """Whether it is one short text that leads nowhere."""
        return len(self.items) == 1 and not self.rest and not self.items[0].target


def cells(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, is_whole: bool = False) -> list[list[Cell]]:
    """``rows`` as cells; with ``is_whole`` long texts are not folded."""
    return [[_cell(column, value, is_whole) for column, value in zip(columns, row, strict=True)] for row in rows]


def _cell(column: str, value: Any, is_whole: bool) -> Cell:
    if value is None or value == "":
        return Cell()
    if isinstance(value, list):
        return Cell(tuple(Item(str(plain(item)), _target(column, item)) for item in value[:200]))
    text = str(plain(value))
    language = "zh" if isinstance(value, str) and _CHINESE.search(text[:_LONGEST]) else ""
    short = _SHORT_HASH if _HASH.fullmatch(text) else _SHORT
    if isinstance(value, str) and len(text) > short and not is_whole:
        return Cell((Item(text[:short]),), text[short:_LONGEST], len(text), len(text) > _LONGEST, language=language)
    is_number = not isinstance(value, str | bool) and not hasattr(value, "year")
    return Cell((Item(text, _target(column, value)),), is_number=is_number, language=language)


def _target(column: str, value: Any) -> tuple[str, ...]:
    if column in _PAGES and isinstance(value, str) and _ID.fullmatch(value):
        return (*_PAGES[column], value)
    return ()
