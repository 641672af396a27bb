"""What a writer does to the files below a folder, effect by effect, as a disk would have to take it.

The recorder looks at the folder after every call of ``calls.py`` and notes what has become different, whoever did it: what
DuckDB has written meanwhile is noted at the next call. Only what Python code itself puts on the disk counts as put there.
"""

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from calls import intercepted

ROOT = 0
"""The number of the folder that is looked at; other files, folders and links are numbered as they appear."""


@dataclass(frozen=True)
class Entered:
    """``folder`` got the entry ``name`` for ``node``, which is new or has another name already."""

    folder: int
    name: str
    node: int


@dataclass(frozen=True)
class Left:
    """``folder`` lost the entry ``name``."""

    folder: int
    name: str


@dataclass(frozen=True)
class Moved:
    """``node`` went from one entry to another in one step; what was there before is gone."""

    source_folder: int
    source: str
    folder: int
    name: str
    node: int


@dataclass(frozen=True)
class Swapped:
    """Two entries changed places in one step; ``node`` and ``other`` are what they are now."""

    folder: int
    name: str
    node: int
    other_folder: int
    other_name: str
    other: int


@dataclass(frozen=True)
class Written:
    """All that the file ``node`` holds now."""

    node: int
    data: bytes


@dataclass(frozen=True)
class Synced:
    """The content of the file, or the entries of the folder, were put on the disk."""

    node: int


@dataclass(frozen=True)
class Acknowledged:
    """The writer said that it is done."""


Effect = Entered | Left | Moved | Swapped | Written | Synced | Acknowledged


@dataclass
class Node:
    """A file, a folder, or a link to ``target``; ``mode`` is the last one it had."""

    kind: str
    target: str = ""
    mode: int = 0o644


@dataclass
class Trace:
    """What was there before, all of it on the disk, and the effects in their order."""

    nodes: dict[int, Node] = field(default_factory=dict)
    entries: dict[int, dict[str, int]] = field(default_factory=dict)
    data: dict[int, bytes] = field(default_factory=dict)
    effects: list[Effect] = field(default_factory=list)


class Recorder:
    """The handler of calls that makes a ``Trace``."""

    def __init__(self, root: Path) -> None:
        self._root = os.path.realpath(root)
        self._nodes: dict[tuple[int, int], int] = {}
        self._folders: dict[int, dict[str, int]] = {}
        self._data: dict[int, bytes] = {}
        self.trace = Trace()
        self.look()
        self.trace.entries = {folder: dict(entries) for folder, entries in self._folders.items()}
        self.trace.data = dict(self._data)
        self.trace.effects.clear()

    def __call__(self, kind: str, path: str, go: Callable[[], Any], _half: object) -> Any:
        self.look()
        result = go()
        if kind == "fsync":
            self.trace.effects.append(Synced(self._known(os.stat(path))))
        else:
            self.look()
        return result

    def acknowledge(self) -> None:
        self.look()
        self.trace.effects.append(Acknowledged())

    def look(self) -> None:
        """Note what has become different."""
        folders: dict[int, dict[str, int]] = {}
        data: dict[int, bytes] = {}
        seen = set()
        for node, inode, path in self._walk(self._root, folders):
            seen.add(inode)
            if self.trace.nodes[node].kind == "file":
                data[node] = Path(path).read_bytes()
        before = {(folder, name): node for folder, names in self._folders.items() for name, node in names.items()}
        after = {(folder, name): node for folder, names in folders.items() for name, node in names.items()}
        left = {place: node for place, node in before.items() if after.get(place) != node}
        for place, node in after.items():
            if before.get(place) == node:
                continue
            other = next(
                (other for other in left if left[other] == node and after.get(other) == before.get(place)), None
            )
            if other and place in left:
                self.trace.effects.append(Swapped(*place, node, *other, before[place]))
                del left[place], left[other]
                before |= {place: node, other: before[place]}
                continue
            source = next((place for place, other in left.items() if other == node and place not in after), None)
            if source:
                self.trace.effects.append(Moved(*source, *place, node))
                del left[source]
            else:
                self.trace.effects.append(Entered(*place, node))
            left.pop(place, None)
        self.trace.effects += [Left(*place) for place in left]
        self.trace.effects += [
            Written(node, content) for node, content in data.items() if self._data.get(node, b"") != content
        ]
        self._folders, self._data = folders, data
        # A number of a file that is gone can be given to another one.
        self._nodes = {inode: node for inode, node in self._nodes.items() if inode in seen}

    def _walk(self, path: str, folders: dict[int, dict[str, int]]) -> Iterator[tuple[int, tuple[int, int], str]]:
        status = os.lstat(path)
        inode, node = (status.st_dev, status.st_ino), self._known(status)
        kind = self.trace.nodes[node]
        kind.mode = stat.S_IMODE(status.st_mode)
        yield node, inode, path
        if kind.kind == "link":
            kind.target = os.readlink(path)
        if kind.kind == "folder":
            folders[node] = {}
            for name in sorted(os.listdir(path)):
                folders[node][name] = self._known(os.lstat(f"{path}/{name}"))
                yield from self._walk(f"{path}/{name}", folders)

    def _known(self, status: os.stat_result) -> int:
        inode = status.st_dev, status.st_ino
        if inode not in self._nodes:
            kind = {stat.S_IFDIR: "folder", stat.S_IFLNK: "link"}.get(stat.S_IFMT(status.st_mode), "file")
            self._nodes[inode] = len(self.trace.nodes)
            self.trace.nodes[self._nodes[inode]] = Node(kind)
        return self._nodes[inode]


def recorded(root: Path, write: Callable[[], object]) -> Trace:
    """The effects of ``write`` below ``root``, with an acknowledgement at its end."""
    recorder = Recorder(root)
    with intercepted(root, recorder):
        write()
    recorder.acknowledge()
    return recorder.trace
