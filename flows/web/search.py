"""Names found by what people type: Chinese, Traditional or full width, pinyin or its initials, English.

All names of one script are one long string with line ends between them, so that a search is a handful of scans in C.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any, Final

from flows.store.lookups import search
from flows.store.opened import OpenedBuild
from flows.vocabulary.folding import fold

_MOST_HITS: Final = 3_000
_LONGEST: Final = 100


@dataclass(frozen=True, slots=True)
class Hit:
    """A region or an indicator that was found; ``matched`` is the name that the query stands in."""

    kind: str
    id: str
    name_zh: str
    name_en: str
    context: str
    observations: int
    matched: str


class _Lines:
    """Many short texts as one, with the thing each belongs to."""

    def __init__(self, lines: Iterable[tuple[str, int, str]]) -> None:
        kept = [(line, thing, name) for line, thing, name in lines if line]
        self._text = "\n" + "\n".join(line for line, _, _ in kept) + "\n"
        self._starts = [1, *accumulate((len(line) + 1 for line, _, _ in kept), initial=1)][1:]
        self._things = [(thing, name) for _, thing, name in kept]
        self._lengths = [len(line) for line, _, _ in kept]

    def find(self, needle: str, *, at_word: bool) -> Iterator[tuple[int, str, int]]:
        """(thing, name, rank) of each line that holds ``needle``; rank 0: is it, 1: begins with it, 2: holds it."""
        at = self._text.find(needle)
        hits = 0
        while at >= 0 and hits < _MOST_HITS:
            line = bisect_right(self._starts, at) - 1
            start = self._starts[line]
            is_start = at == start
            if is_start or not at_word or self._text[at - 1] in " -'(":
                hits += 1
                thing, name = self._things[line]
                yield thing, name, (0 if self._lengths[line] == len(needle) else 1) if is_start else 2
                at = self._text.find(needle, start + self._lengths[line])
            else:
                at = self._text.find(needle, at + 1)


class NameIndex:
    """The names of a build's regions and indicators."""

    def __init__(self, things: list[dict[str, Any]]) -> None:
        self._things = things
        chinese, english, sounds, initials = [], [], [], []
        for number, thing in enumerate(things):
            if thing["name_en"]:
                english.append((thing["name_en"].casefold(), number, thing["name_en"]))
            for name in thing["names"]:
                folded = fold(name).casefold()
                chinese.append((folded, number, name))
                if not name.isascii():
                    syllables = _syllables(folded)
                    sounds.append(("".join(syllables), number, name))
                    initials.append(("".join(syllable[:1] for syllable in syllables), number, name))
        self._chinese, self._english = _Lines(chinese), _Lines(english)
        self._sounds, self._initials = _Lines(sounds), _Lines(initials)

    def find(self, query: str, *, limit: int = 20) -> dict[str, list[Hit]]:
        """The best regions and the best indicators for ``query``: nearest match first, then those with most values."""
        folded = " ".join(fold(query[:_LONGEST]).casefold().split())
        if not folded:
            return {"regions": [], "indicators": []}
        best: dict[int, tuple[int, str]] = {}
        for thing, name, rank in self._matches(folded):
            if thing not in best or rank < best[thing][0]:
                best[thing] = (rank, name)
        ranked = sorted(
            best, key=lambda at: (best[at][0], -self._things[at]["observations"], len(self._things[at]["name_zh"]), at)
        )
        hits = [self._hit(at, best[at][1]) for at in ranked]
        return {f"{kind}s": [hit for hit in hits if hit.kind == kind][:limit] for kind in ("region", "indicator")}

    def _matches(self, query: str) -> Iterator[tuple[int, str, int]]:
        """Ranks by script: Chinese 0 to 2, English 3 to 5, pinyin 6 to 8, initials 9 and 10."""
        yield from self._chinese.find(query, at_word=False)
        if query.isascii():
            yield from ((thing, name, rank + 3) for thing, name, rank in self._english.find(query, at_word=True))
            sound = "".join(sign for sign in query if sign.isalnum())
            if sound:
                yield from ((thing, name, rank + 6) for thing, name, rank in self._sounds.find(sound, at_word=False))
                yield from (
                    (thing, name, rank + 9)
                    for thing, name, rank in self._initials.find(sound, at_word=False)
                    if rank < 2
                )

    def _hit(self, at: int, matched: str) -> Hit:
        thing = self._things[at]
        return Hit(
            thing["kind"], thing["id"], thing["name_zh"], thing["name_en"] or "", thing["context"] or "",
            thing["observations"], matched,
        )  # fmt: skip


@lru_cache(maxsize=1 << 16)
def _syllables(name: str) -> tuple[str, ...]:
    """The sounds of a name; kept, since they take a second for all names and the next build has the same."""
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(name))


def name_index(build: OpenedBuild) -> NameIndex:
    """The index of a build, made once."""
    return build.memo("name_index", lambda opened: NameIndex(search.names(opened)))
