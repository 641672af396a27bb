"""Builds on disk: one folder each, a pointer to the published one.

    warehouse/fangzhi.duckdb            -> builds/000003/fangzhi.duckdb, a relative symlink: the pointer
    warehouse/builds/000003/            the published build: fangzhi.duckdb, docs.html and records; read-only
    warehouse/builds/.work/             the build in progress; whatever is left there is nobody's

DuckDB puts a write-ahead log beside the file that a link resolves to, so the log of somebody who opened the published
file for writing stays in that build's folder and is never replayed into another build.
"""

import contextlib
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout

from flows.domain.errors import FangzhiError
from flows.domain.strict_json import parse_json

DATABASE: Final = "fangzhi.duckdb"
KEPT: Final = 3
"""How many published builds stay on disk."""


@dataclass(frozen=True)
class Build:
    """What is known of a published build without opening it; ``build.json`` in its folder.

    ``inputs`` are the content hashes it was made from; ``size`` (bytes), ``mtime_ns`` and ``sha256`` are of its
    database as it was sealed.
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
    size: int = 0
    mtime_ns: int = 0
    sha256: str = ""


class LockHeldError(FangzhiError):
    """Another refresh holds the lock."""


class BuildStore:
    """The folder ``warehouse``: finds, guards, publishes and clears away builds."""

    def __init__(self, warehouse: Path) -> None:
        self.warehouse = warehouse
        self.pointer = warehouse / DATABASE
        self.builds = warehouse / "builds"
        self.work = self.builds / ".work"

    # -- finding ----------------------------------------------------------------------------------------------

    def folder(self, sequence: int) -> Path:
        return self.builds / f"{sequence:06d}"

    def published(self) -> Build | None:
        """The build that the pointer leads to; ``None`` where nothing (or nothing of ours) is published."""
        if not self.pointer.is_symlink():
            return None
        return _read_build(self.pointer.resolve().parent)

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
    def locked(self, *, wait: float, on_wait: Any = None) -> Iterator[None]:
        """Hold the refresh lock; the system frees it when the process ends, however it ends.

        Waits up to ``wait`` seconds, after telling ``on_wait`` who holds it; raises ``LockHeldError`` then.
        """
        self._make(self.builds)
        lock = FileLock(self.builds / ".lock")
        holder = self.builds / ".lock.holder"
        try:
            lock.acquire(timeout=0)
        except Timeout:
            who = _read_or_empty(holder) or "another process"
            if wait and on_wait:
                on_wait(f"another refresh is running ({who}); waiting up to {wait:.0f} s")
            try:
                lock.acquire(timeout=wait, poll_interval=0.2)
            except Timeout:
                raise LockHeldError(
                    f"{self.warehouse}: found another refresh running ({who}), expected the lock within {wait:.0f} s. "
                    "Mend: wait for it to end, or stop that process"
                ) from None
        try:
            holder.write_text(f"pid {os.getpid()}", encoding="utf-8")
            yield
        finally:
            lock.release()

    # -- building ---------------------------------------------------------------------------------------------

    def begin(self, base: Build | None) -> Path:
        """A private folder with an empty place, or a copy of ``base``'s database; returns the database's path."""
        if self.work.exists():
            shutil.rmtree(self.work)
        self._make(self.work)
        path = self.work / DATABASE
        if base is not None:
            shutil.copyfile(self.database(base), path)
            if file_sha256(path) != base.sha256:
                path.unlink()
                raise FangzhiError(f"{self.database(base)}: found a changed file while copying it, expected it sealed")
        return path

    def publish(self, build: Build, *, expected: int | None) -> Build:
        """Seal the work folder as ``build`` and swing the pointer to it; one rename makes it public.

        ``expected`` is the sequence that was published when the work began (``None``: nothing was). If another one is
        now, this build is out of date and ``FangzhiError`` is raised: who lost the lock must not publish.
        """
        path = self.work / DATABASE
        if path.with_name(f"{DATABASE}.wal").exists():
            raise FangzhiError(f"{path}: found a write-ahead log, expected a closed database")
        _sync(path)
        status = path.stat()
        build = Build(
            **asdict(build) | {"size": status.st_size, "mtime_ns": status.st_mtime_ns, "sha256": file_sha256(path)}
        )
        (self.work / "build.json").write_text(json.dumps(asdict(build), ensure_ascii=False, indent=1), encoding="utf-8")
        _sync(self.work / "build.json")
        _sync(self.work)
        current = self.published()
        if (current.sequence if current else None) != expected:
            raise FangzhiError(
                f"{self.pointer}: found build {current.sequence if current else 'none'} published, expected {expected}. "
                "Mend: run fangzhi refresh again"
            )
        for file in self.work.iterdir():
            file.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
        folder = self.folder(build.sequence)
        self.work.rename(folder)
        _sync(self.builds)
        self._point_to(folder)
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

    def restore_previous(self, broken: Build) -> Build | None:
        """Point to the newest intact build older than ``broken``; ``None`` if there is none."""
        previous = self.newest_intact(broken.sequence - 1)
        if previous:
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

    def _point_to(self, folder: Path) -> None:
        fresh = self.warehouse / f".{DATABASE}.next"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(Path(self.builds.name) / folder.name / DATABASE)
        fresh.replace(self.pointer)
        _sync(self.warehouse)

    @staticmethod
    def _make(folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FangzhiError(
                f"{folder}: found {error.strerror}, expected a folder that can be written. Mend: check its permissions"
            ) from error


def file_sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_cut_short(database: Path) -> bool:
    """Whether a build's database is shorter than it was sealed: DuckDB opens such a file, and answers as far as it goes."""
    build = _read_build(database.parent)
    return build is not None and database.exists() and database.stat().st_size < build.size


def _read_build(folder: Path) -> Build | None:
    try:
        return Build(**parse_json((folder / "build.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _read_or_empty(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def _sync(path: Path) -> None:
    """Ask the system to put a file or a folder's entries on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
