"""What a disk may hold after the power went out, of the effects that a writer had by then.

What was put on the disk (``Synced``) is there. Of all else anything may be there or not, as file systems do it:

- entries of folders: all up to some moment (a journal), up to some moment for each folder, or any of them;
- the content of a file: as it was, new, empty, of the right length but zeros, cut at a sector or a page, or sectors and
  pages of each kind mixed. A rename can be there before the content of what was renamed.

A rename is one step, and is on the disk when the folder it leads to is.
"""

import functools
import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from recording import ROOT, Acknowledged, Effect, Entered, Left, Moved, Swapped, Synced, Trace, Written

SECTOR, PAGE = 512, 4096
EXHAUSTED = 400
"""So many images in a row that are known already: there is nothing more at that moment."""


@dataclass(frozen=True)
class Image:
    """A state of the disk: folders with their entries, what files hold; ``about`` says how it came about."""

    about: str
    is_acknowledged: bool
    trace: Trace
    folders: dict[int, dict[str, int]]
    data: dict[int, bytes]

    def make(self, place: Path) -> None:
        """Write it to ``place``, which is made."""
        self._make(ROOT, place, {})

    def _make(self, node: int, place: Path, made: dict[int, Path]) -> None:
        known = self.trace.nodes[node]
        if known.kind == "folder":
            place.mkdir()
            for name, inner in self.folders.get(node, {}).items():
                self._make(inner, place / name, made)
        elif known.kind == "link":
            place.symlink_to(known.target)
            return
        elif node in made:  # one file of two names
            place.hardlink_to(made[node])
        else:
            place.write_bytes(self.data.get(node, b""))
            made[node] = place
        place.chmod(known.mode | (0o700 if known.kind == "folder" else 0))

    @property
    def fingerprint(self) -> str:
        """The same for images that look the same."""
        digest = hashlib.sha256(str(self.is_acknowledged).encode())
        todo = [(ROOT, "")]
        while todo:
            node, path = todo.pop()
            known = self.trace.nodes[node]
            digest.update(f"\0{path}\0{known.kind}\0{known.target}\0".encode())
            digest.update(_digest(self.data.get(node, b"")))
            todo += [(inner, f"{path}/{name}") for name, inner in sorted(self.folders.get(node, {}).items())]
        return digest.hexdigest()


@functools.lru_cache(maxsize=64)
def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def images(trace: Trace, count: int, seed: int) -> Iterator[Image]:
    """Up to ``count`` images that all differ, spread over all moments; the same for the same trace and ``seed``.

    First, for each moment, what a process that is killed leaves; then what is left by chance.
    """
    moments, seen = range(len(trace.effects) + 1), set()
    alike = dict.fromkeys(moments, 0)  # how often the last images of a moment were none that is new
    number = 0
    while alike and len(seen) < count:
        for moment in list(alike):
            image = _image(trace, moment, random.Random(seed * 1_000_003 + number) if number >= len(moments) else None)
            number += 1
            fingerprint = image.fingerprint
            if fingerprint not in seen:
                seen.add(fingerprint)
                alike[moment] = 0
                yield image
                if len(seen) == count:
                    return
            else:
                alike[moment] += 1
                if alike[moment] == EXHAUSTED:
                    del alike[moment]


def _image(trace: Trace, moment: int, rng: random.Random | None) -> Image:
    """The image of the first ``moment`` effects; without ``rng`` all of them are there."""
    effects = trace.effects[:moment]
    synced: dict[int, int] = {}
    for at, effect in enumerate(effects):
        if isinstance(effect, Synced):
            synced[effect.node] = at
    way = "all" if rng is None else rng.choice(["journal", "by folder", "any"])
    entries = [
        (at, effect) for at, effect in enumerate(effects) if isinstance(effect, Entered | Left | Moved | Swapped)
    ]  # fmt: skip
    is_safe = {at: synced.get(effect.folder, -1) > at for at, effect in entries}
    if rng is None:
        chosen = [effect for _, effect in entries]
    elif way == "any":
        chosen = [effect for at, effect in entries if is_safe[at] or rng.random() < 0.5]
    else:
        folders = sorted({effect.folder for _, effect in entries})
        until = {folder: rng.randint(0, moment) for folder in folders}
        if way == "journal":
            least = max((at for at in is_safe if is_safe[at]), default=-1) + 1
            until = dict.fromkeys(folders, rng.randint(least, moment))
        chosen = [effect for at, effect in entries if is_safe[at] or at < until[effect.folder]]
    return Image(
        about=f"{way} after {moment} of {len(trace.effects)} effects"
        + (f" (the last: {_named(effects[-1])})" if effects else ""),
        is_acknowledged=any(isinstance(effect, Acknowledged) for effect in effects),
        trace=trace,
        folders=_applied(trace, chosen),
        data=_contents(trace, effects, synced, rng),
    )


def _named(effect: object) -> str:
    return f"{effect}"[:120]


def _applied(trace: Trace, chosen: Sequence[Effect]) -> dict[int, dict[str, int]]:
    folders = {folder: dict(entries) for folder, entries in trace.entries.items()}
    for effect in chosen:
        assert isinstance(effect, Entered | Left | Moved | Swapped)
        entries = folders.setdefault(effect.folder, {})
        if isinstance(effect, Left):
            entries.pop(effect.name, None)
            continue
        if isinstance(effect, Swapped):
            folders.setdefault(effect.other_folder, {})[effect.other_name] = effect.other
        if isinstance(effect, Moved):
            source = folders.setdefault(effect.source_folder, {})
            if source.get(effect.source) == effect.node:
                del source[effect.source]
        entries[effect.name] = effect.node
    return folders


def _contents(
    trace: Trace, effects: Sequence[Effect], synced: dict[int, int], rng: random.Random | None
) -> dict[int, bytes]:
    versions = {node: [data] for node, data in trace.data.items()}
    for at, effect in enumerate(effects):
        if isinstance(effect, Written):
            before = versions.setdefault(effect.node, [b""])
            if synced.get(effect.node, -1) > at:
                before.clear()
            before.append(effect.data)
    if rng is None:
        return {node: states[-1] for node, states in versions.items()}
    return {node: _one_of(states, rng) for node, states in sorted(versions.items())}


def _one_of(states: list[bytes], rng: random.Random) -> bytes:
    """What a file may hold whose content on the disk was ``states[0]`` and was then changed to the others."""
    if len(states) == 1:
        return states[0]
    old, new = states[rng.randrange(len(states) - 1)], states[-1]
    match rng.choice(["old", "new", "zeros", "cut", "mixed"]):
        case "old":
            return old
        case "new":
            return new
        case "zeros":
            return bytes(len(new))
        case "cut":
            unit = rng.choice([SECTOR, PAGE])
            return new[: unit * rng.randint(0, len(new) // unit)]
        case _:
            unit = rng.choice([SECTOR, PAGE])
            size = rng.choice([len(old), len(new)])
            blocks = []
            for start in range(0, size, unit):
                piece = rng.choice([old, new, b""])[start : start + unit]
                blocks.append(piece.ljust(min(unit, size - start), b"\0"))
            return b"".join(blocks)
