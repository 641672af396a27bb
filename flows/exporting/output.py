"""Files that are there whole or not at all, and that overwrite nothing but what an export wrote before.

An export writes all its files to a hidden folder beside their places and renames them at its end. What it wrote is
kept with its hash in ``.fangzhi-export.json``: a file that is not in there, or was changed since, is somebody's work.
The hidden folder of an export that was killed is deleted by the next one: its lock went with its process.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from flows.domain.errors import FangzhiError
from flows.domain.strict_json import parse_json
from flows.store.builds import file_sha256

RECORD: Final = ".fangzhi-export.json"
_HIDDEN: Final = ".fangzhi-export-"
_LOCK: Final = ".lock"
_SAFE: Final = re.compile(r"[a-z0-9](?:[._-]?[a-z0-9])*")
_LONGEST: Final = 100
_Record = dict[str, dict[str, list[str]]]
"""Export → file → hashes that it may have: its own, and while files are renamed also that of the one before."""
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
"""Names that Windows keeps for itself, with whatever ending."""


class Output:
    """A folder that an export writes to; to be had from ``writing``."""

    def __init__(self, folder: Path, hidden: Path, earlier: dict[str, list[str]]) -> None:
        self._folder, self._hidden, self._earlier = folder, hidden, earlier
        self.names: dict[str, None] = {}
        """The files so far, in the order in which they were begun."""

    def new(self, name: str) -> Path:
        """Where to write the file ``name`` (with ``/`` for folders) for now; raises ``FangzhiError`` if its place is taken."""
        if any(part in ("", ".", "..", RECORD, _LOCK) or "\\" in part or "\0" in part for part in name.split("/")):
            raise FangzhiError(f"found the file name {name!r}, expected one inside of {self._folder}. Mend: rename it")
        self._require_ours(name)
        self.names[name] = None
        path = self._hidden / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def _require_ours(self, name: str) -> None:
        place = self._folder / name
        for above in reversed(place.relative_to(self._folder).parents[:-1]):
            if (folder := self._folder / above).is_symlink() or (folder.exists() and not folder.is_dir()):
                raise FangzhiError(f"{folder}: found something else, expected a folder or nothing. Mend: move it away")
        is_taken = place.is_symlink() or place.exists()
        if is_taken and not _is_as_written(place, self._earlier.get(name, [])):
            raise FangzhiError(
                f"{place}: found a file that no export wrote, or that was changed since, expected nothing to lose. "
                "Mend: move it away, or export to another place"
            )


@contextlib.contextmanager
def writing(folder: Path, *, export: str) -> Iterator[Output]:
    """Let ``export`` write files into ``folder``, which is made; they appear at the end of the block, if nothing failed.

    Files that the same export wrote there before and does not write again are removed.
    """
    with _told(folder), _writing(folder, export) as output:
        yield output


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Say where a disk failed: errors of a write or a sync do not."""
    try:
        yield
    except OSError as error:
        if error.filename:
            raise
        raise FangzhiError(
            f"{folder}: found {error.strerror or error}, expected a place that can be written. "
            "Mend: free some space, or export to another place"
        ) from error


@contextlib.contextmanager
def _writing(folder: Path, export: str) -> Iterator[Output]:
    made = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for place in made:
        _sync(place.parent)
    record = _read_record(folder)
    earlier = {name: hashes for files in record.values() for name, hashes in files.items()}
    with _hidden_in(folder) as hidden:
        output = Output(folder, hidden, earlier)
        yield output
        written = {name: [_sealed(hidden / name)] for name in output.names}
        gone = [
            name
            for name, hashes in record.get(export, {}).items()
            if name not in written and _is_as_written(folder / name, hashes)
        ]
        # The record knows the new files before they are there: an export that is cut off here can be repeated.
        before = record.get(export, {})
        either = {name: earlier.get(name, []) + written.get(name, []) for name in before | written}
        _write_record(folder, hidden, record | {export: either})
        for name in output.names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (hidden / name).replace(folder / name)
        for name in gone:
            (folder / name).unlink(missing_ok=True)
        _sync_folders(folder, (*output.names, *gone))
        _write_record(folder, hidden, record | {export: written})


@contextlib.contextmanager
def writing_file(path: Path) -> Iterator[Path]:
    """The same for one file; its folder has to be there."""
    if not path.parent.is_dir():
        raise FangzhiError(f"{path}: found no folder {path.parent}, expected one. Mend: make it")
    with writing(path.parent, export=f"file {path.name}") as output:
        yield output.new(path.name)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Where to write a file that takes the place of ``path`` at the end of the block, whoever wrote that.

    What is no file (a terminal, a pipe) is written to as it is, and a link keeps leading to its file.
    """
    place = path.resolve()
    if not place.parent.is_dir():
        raise FangzhiError(f"{path}: found no folder {place.parent}, expected one. Mend: make it")
    if place.exists() and not place.is_file():
        yield path
        return
    with _hidden_in(place.parent) as hidden:
        fresh = hidden / place.name
        yield fresh
        if place.exists():
            fresh.chmod(stat.S_IMODE(place.stat().st_mode))
        _sealed(fresh)
        fresh.replace(place)
        _sync(place.parent)


@contextlib.contextmanager
def _hidden_in(folder: Path) -> Iterator[Path]:
    """A folder of one's own in ``folder`` for the block, after those of the dead are deleted."""
    for left in folder.glob(f"{_HIDDEN}*"):
        _delete_if_dead(left)
    while True:
        hidden = Path(tempfile.mkdtemp(prefix=_HIDDEN, dir=folder))
        lock = FileLock(hidden / _LOCK)
        try:
            lock.acquire(timeout=0)
        except (Timeout, FileNotFoundError):  # another export that begins now took it for that of a dead one
            continue
        if (hidden / _LOCK).exists():
            break
        lock.release()
    try:
        yield hidden
    finally:
        shutil.rmtree(hidden, ignore_errors=True)
        lock.release()


def _delete_if_dead(hidden: Path) -> None:
    """Delete the hidden folder of an export that has ended; one that nobody may delete stays."""
    lock = FileLock(hidden / _LOCK)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):
        return
    try:
        dead = hidden.rename(hidden.with_name(f"{hidden.name}.dead"))  # whoever makes it anew has a folder of their own
        shutil.rmtree(dead, ignore_errors=True)
    except OSError:
        return
    finally:
        lock.release()


def safe_name(name: str) -> str:
    """A file name for an id, the same in every export; other ids have other names.

    An id of lower-case letters, digits and single ``.``, ``_``, ``-`` is its own; any other is a hash.
    """
    if len(name) <= _LONGEST and _SAFE.fullmatch(name) and not _DEVICES.fullmatch(name):
        return name
    return f"id-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"


def _sealed(path: Path) -> str:
    """Put a file on the disk; returns its hash."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
    return file_sha256(path)


def _sync_folders(folder: Path, names: Iterable[str]) -> None:
    """Put on the disk which files are in ``folder`` and in those below it that hold ``names``."""
    for place in {above for name in names for above in (folder / name).parents if above.is_relative_to(folder)}:
        _sync(place)


def _sync(folder: Path) -> None:
    """Ask the system to put a folder's entries on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_as_written(path: Path, hashes: list[str]) -> bool:
    return bool(hashes) and path.is_file() and not path.is_symlink() and file_sha256(path) in hashes


def _read_record(folder: Path) -> _Record:
    path = folder / RECORD
    try:
        record = parse_json(path.read_text(encoding="utf-8"))
        return {
            str(key): {str(name): [str(one) for one in hashes] for name, hashes in files.items()}
            for key, files in record.items()
        }
    except FileNotFoundError:
        return {}
    except (ValueError, AttributeError, TypeError) as error:
        raise FangzhiError(
            f"{path}: found no record of exports ({error}), expected JSON. Mend: delete it, and move the files away"
        ) from error


def _write_record(folder: Path, hidden: Path, record: _Record) -> None:
    path = hidden / RECORD
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")
    _sealed(path)
    path.replace(folder / RECORD)
    _sync(folder)
