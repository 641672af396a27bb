"""Builds on disk: one folder each, a pointer to the published one.

    warehouse/fangzhi.duckdb            -> builds/000003/fangzhi.duckdb, a relative symlink: the pointer
    warehouse/builds/000003/            the published build: fangzhi.duckdb, docs.html and records; read-only
    warehouse/builds/.work-77-1f0c/     the build of a run in progress: its own for as long as it locks it

DuckDB puts a write-ahead log beside the file that a link resolves to, so the log of somebody who opened the published
file for writing stays in that build's folder and is never replayed into another build.
"""

import contextlib
import errno
import hashlib
import json
import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from flows.domain.errors import FangzhiError
from flows.domain.strict_json import parse_json
from flows.store.locks import PathLock

DATABASE: Final = "fangzhi.duckdb"
RECORD: Final = "build.json"
KEPT: Final = 3
"""How many published builds stay on disk."""
_SWAP_WAIT: Final = 60
"""Seconds that a run waits for another one's swap of the pointer."""


@dataclass(frozen=True)
class Build:
    """What is known of a published build without opening it; ``build.json`` in its folder.

    ``inputs`` are the content hashes it was made from; ``counts`` are its rows by kind, ``marts`` its rows by table of
    the schema ``marts``, ``signed`` what people had signed, by kind as in ``raw/removals.csv``;
    ``size`` (bytes), ``mtime_ns`` and ``sha256`` are of its database as it was sealed.
    """

    build_id: str
    sequence: int
    mode: str
    started_at: str
    finished_at: str
    package_version: str
    code_revision: str
    inputs_sha256: str
    dbt_invocation_id: str
    counts: dict[str, int]
    inputs: dict[str, str]
    refusals: list[dict[str, Any]] = field(default_factory=list)
    marts: dict[str, int] = field(default_factory=dict)
    signed: dict[str, int] = field(default_factory=dict)
    size: int = 0
    mtime_ns: int = 0
    sha256: str = ""


class LockHeldError(FangzhiError):
    """Another refresh holds the lock."""


class DamagedBuildError(FangzhiError):
    """A published build is not as it was sealed."""


class BuildStore:
    """The folder ``warehouse``: finds, guards, publishes and clears away builds.

    An object serves one run: it knows the lock that the run holds and the folder that it builds in.
    """

    def __init__(self, warehouse: Path) -> None:
        self.warehouse = warehouse
        self.pointer = warehouse / DATABASE
        self.builds = warehouse / "builds"
        self._lock: PathLock | None = None
        self._work: PathLock | None = None

    # -- finding ----------------------------------------------------------------------------------------------

    def folder(self, sequence: int) -> Path:
        return self.builds / f"{sequence:06d}"

    def published(self) -> Build | None:
        """The build that the pointer leads to; ``None`` where nothing (or nothing of ours) is published."""
        if not self.pointer.is_symlink():
            return None
        folder = Path(os.path.realpath(self.pointer)).parent  # unlike resolve() it stands a link to itself
        return _read_build(folder) if folder.parent == Path(os.path.realpath(self.builds)) else None

    def database(self, build: Build) -> Path:
        return self.folder(build.sequence) / DATABASE

    def is_intact(self, build: Build, *, deep: bool = False) -> bool:
        """Whether the build's database is as it was sealed, with no write-ahead log beside it.

        Size and time of the last change tell; with ``deep``, or where the time differs, the content does.
        """
        path = self.database(build)
        try:
            status = path.stat()
        except OSError:
            return False
        if status.st_size != build.size or path.with_name(f"{DATABASE}.wal").exists():
            return False
        return (not deep and status.st_mtime_ns == build.mtime_ns) or file_sha256(path) == build.sha256

    def last_sequence(self) -> int:
        """The highest number that any build on disk has; numbers, not clocks, order builds."""
        return max((int(path.name) for path in self.builds.glob("[0-9]*") if path.name.isdigit()), default=0)

    # -- guarding ---------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def locked(self, *, wait: float, on_wait: Callable[[str], None] | None = None) -> Iterator[None]:
        """Hold the refresh lock; the system frees it when the process ends, however it ends.

        Waits up to ``wait`` seconds, after telling ``on_wait`` who holds it; raises ``LockHeldError`` then. At the end
        nothing is left of a build that was begun and not published.
        """
        self._make(self.builds)
        lock = PathLock(self.builds / ".lock")
        holder = self.builds / ".lock.holder"
        if not lock.acquire():
            who = _read_or_empty(holder) or "another process"
            if wait and on_wait:
                on_wait(f"another refresh is running ({who}); waiting up to {wait:.0f} s")
            if not lock.acquire(wait=wait):
                raise LockHeldError(
                    f"{self.warehouse}: found another refresh running ({who}), expected the lock within {wait:.0f} s. "
                    "Mend: wait for it to end, or stop that process"
                )
        self._lock = lock
        try:
            with _writing(holder):
                holder.write_text(f"pid {os.getpid()}", encoding="utf-8")
            yield
        finally:
            self._give_up_work()
            self._lock = None
            lock.release()

    def _require_lock(self) -> None:
        """Raise ``FangzhiError`` where the lock that was taken is lost: another run may be at work."""
        if self._lock and not self._lock.is_held():
            raise FangzhiError(
                f"{self._lock.path}: found it deleted or replaced while this run held it, expected it to stay; this run "
                "publishes nothing. Mend: run fangzhi refresh again"
            )

    @contextlib.contextmanager
    def _swapping(self) -> Iterator[None]:
        """Be the only one to swing the pointer, also among runs that each took a lock file of that name.

        What is locked is the folder that the pointer is in: it cannot be deleted as a file can.
        """
        folder = PathLock(self.warehouse, is_folder=True)
        if not folder.acquire(wait=_SWAP_WAIT):
            raise LockHeldError(
                f"{self.warehouse}: found another run publishing for {_SWAP_WAIT} s, expected it to take a moment. "
                "Mend: stop that process, then run fangzhi refresh again"
            )
        try:
            self._require_lock()
            yield
        finally:
            folder.release()

    # -- building ---------------------------------------------------------------------------------------------

    def work_folders(self) -> list[Path]:
        """The folders of builds in progress, and what killed runs have left of theirs."""
        return sorted(path for path in self.builds.glob(".work*") if path.is_dir() and not path.is_symlink())

    def begin(self, base: Build | None) -> Path:
        """A private folder with an empty place, or a copy of ``base``'s database; returns the database's path.

        What dead runs have left is deleted. Raises ``DamagedBuildError`` where ``base`` is not as it was sealed.
        """
        self._give_up_work()
        self._make(self.builds)
        for left in self.work_folders():
            _delete_if_dead(left)
        folder = self.builds / f".work-{os.getpid()}-{secrets.token_hex(4)}"
        work = PathLock(folder, is_folder=True)
        with _writing(folder):
            folder.mkdir()
            if not work.acquire():
                raise LockHeldError(
                    f"{folder}: found another run clearing it away, expected it to stay. Mend: run fangzhi refresh again"
                )
        self._work = work
        path = folder / DATABASE
        if base is not None:
            _copy(self.database(base), path, base.sha256)
        return path

    def _give_up_work(self) -> None:
        """Delete the folder that this run builds in, if any, and let go of it."""
        if self._work:
            if self._work.is_held():
                shutil.rmtree(self._work.path, ignore_errors=True)
            self._work.release()
            self._work = None

    def publish(
        self, build: Build, *, expected: int | None, verify: Callable[[Path, Build], None] | None = None
    ) -> Build:
        """Seal the work folder as ``build`` and swing the pointer to it; one rename makes it public.

        ``verify`` gets the sealed database and its record, and raises what is wrong with it. ``expected`` is the
        sequence that was published when the work began (``None``: nothing was). If another one is now, this build is out
        of date and ``FangzhiError`` is raised, and so it is where the lock is lost: who lost it must not publish.
        """
        self._require_lock()
        if self._work is None or not self._work.is_held():
            raise FangzhiError(
                f"{self.builds}: found no build that this run has begun. Mend: run fangzhi refresh again"
            )
        database, folder = self._work.path / DATABASE, self.folder(build.sequence)
        build = _seal(database, build)
        if verify:
            verify(database, build)
        with self._swapping():
            current = self.published()
            if (current.sequence if current else None) != expected:
                raise FangzhiError(
                    f"{self.pointer}: found build {current.sequence if current else 'none'} published, expected "
                    f"{expected}. Mend: run fangzhi refresh again"
                )
            self._point_to(folder, made_of=self._work.path)
        self._give_up_work()
        return build

    def set_aside_stray_files(self) -> list[str]:
        """Move what somebody left in the pointer's place out of its way; says what was moved where.

        A file instead of the link would be lost under it, and a write-ahead log beside it could be replayed into the
        next build by a DuckDB that does not resolve links.
        """
        moved = []
        for stray in (self.pointer, self.pointer.with_name(f"{DATABASE}.wal")):
            if stray.exists() and not stray.is_symlink():
                aside = next(
                    p for n in range(1, 10_000) if not (p := stray.with_name(f"{stray.name}.stray-{n}")).exists()
                )
                stray.rename(aside)
                moved.append(f"{stray} is not part of a build; moved to {aside.name}")
        return moved

    def newest_record(self) -> Build | None:
        """The record of the newest build that has one, whatever its database is like."""
        folders = sorted(self.builds.glob("[0-9]*"), reverse=True)
        return next((build for folder in folders if (build := _read_build(folder))), None)

    def restore_previous(self, broken: Build | None) -> Build | None:
        """Point to the newest intact build older than ``broken`` (``None``: of all); ``None`` if there is none."""
        previous = self.newest_intact(broken.sequence - 1 if broken else self.last_sequence())
        if previous:
            with self._swapping():
                self._point_to(self.folder(previous.sequence))
        return previous

    def newest_intact(self, last: int) -> Build | None:
        """The newest build up to number ``last`` whose content is as it was sealed; ``None`` if there is none."""
        for sequence in range(last, 0, -1):
            build = _read_build(self.folder(sequence))
            if build and self.is_intact(build, deep=True):
                return build
        return None

    def collect_garbage(self) -> None:
        """Delete builds older than the last ``KEPT`` ones; the published one always stays."""
        current = self.published()
        numbers = sorted(int(path.name) for path in self.builds.glob("[0-9]*") if path.name.isdigit())
        for number in numbers[:-KEPT]:
            if current is None or number != current.sequence:
                shutil.rmtree(self.folder(number), ignore_errors=True)

    def _point_to(self, folder: Path, *, made_of: Path | None = None) -> None:
        """Swing the pointer to a build, after giving the folder ``made_of`` the build's name.

        All that the pointer leads to is on the disk before it is swung, and the pointer when this returns.
        """
        fresh = self.warehouse / f".{DATABASE}.next"
        with _writing(fresh):
            fresh.unlink(missing_ok=True)
            fresh.symlink_to(Path(self.builds.name) / folder.name / DATABASE)
        _sync(self.warehouse)
        if made_of:
            with _writing(folder):
                made_of.rename(folder)
        _sync(self.builds)
        with _writing(self.pointer):
            fresh.replace(self.pointer)
        _sync(self.warehouse)

    @staticmethod
    def _make(folder: Path) -> None:
        """Make a folder where it is missing, with those above it, so that no loss of power takes it away."""
        missing = [path for path in (folder, *folder.parents) if not path.exists()]
        with _writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
        for made in reversed(missing):
            _sync(made.parent)


def _seal(database: Path, build: Build) -> Build:
    """The record of a closed database, written beside it; all files are read-only then, and on the disk."""
    if database.with_name(f"{DATABASE}.wal").exists():
        raise FangzhiError(f"{database}: found a write-ahead log, expected a closed database")
    status = database.stat()
    build = replace(build, size=status.st_size, mtime_ns=status.st_mtime_ns, sha256=file_sha256(database))
    record = database.with_name(RECORD)
    with _writing(record):
        record.write_text(json.dumps(asdict(build), ensure_ascii=False, indent=1), encoding="utf-8")
    for file in sorted(database.parent.iterdir()):
        file.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
        _sync(file)
    _sync(database.parent)
    return build


def _copy(source: Path, path: Path, sha256: str) -> None:
    """Copy a sealed database; raises ``DamagedBuildError`` where it cannot be read or is not what ``sha256`` is of."""
    try:
        shutil.copyfile(source, path)
        is_sound = file_sha256(path) == sha256
    except OSError as error:
        if error.errno not in (errno.EIO, errno.ENOENT):
            raise _as_message(error, path) from error
        is_sound = False
    if not is_sound:
        path.unlink(missing_ok=True)
        raise DamagedBuildError(
            f"{source}: found a changed file while copying it, expected it as it was sealed. Mend: fangzhi refresh --full"
        )


def _delete_if_dead(folder: Path) -> None:
    """Delete a work folder that no run holds: its owner has ended."""
    lock = PathLock(folder, is_folder=True)
    with (
        _writing(folder),
        contextlib.suppress(FileNotFoundError),
    ):  # it has just become a build, or another run was quicker
        if lock.acquire():
            try:
                shutil.rmtree(folder)
            finally:
                lock.release()


def file_sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_cut_short(database: Path) -> bool:
    """Whether a build's database is shorter than it was sealed: DuckDB opens such a file, and answers as far as it goes."""
    build = _read_build(database.parent)
    return build is not None and database.exists() and database.stat().st_size < build.size


def _read_build(folder: Path) -> Build | None:
    """The record of a build's folder; ``None`` where it is missing, cannot be read, or is that of another folder."""
    try:
        build = Build(**parse_json((folder / RECORD).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return build if folder.name == f"{build.sequence:06d}" else None


def _read_or_empty(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def _sync(path: Path) -> None:
    """Ask the system to put a file or a folder's entries on the disk."""
    with _writing(path):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Turn what the system says against writing ``path`` into a message that names it."""
    try:
        yield
    except OSError as error:
        raise _as_message(error, path) from error


def _as_message(error: OSError, path: Path) -> FangzhiError:
    return FangzhiError(
        f"{path}: found {error.strerror or error}, expected to write there. "
        "Mend: free some space, or check the disk and its permissions"
    )
