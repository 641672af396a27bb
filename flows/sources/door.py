"""The one door for all who write into ``raw/``: one at a time, several files at once, all of them or none.

raw/.door/lock      held by whoever writes
raw/.door/journal   which files a transaction replaces, makes or deletes; while it stands, the transaction is not through
raw/.door/<hex>/i   slot i: the new content of file i, and once that is in its place, what stood there before
raw/.door/kept-*    what somebody else had written meanwhile and could not be put back; nothing deletes it

The new contents are on the disk before the journal is, and the journal before the first file changes. A file and its slot
then change places in one step, so that nothing is ever overwritten: what comes out is looked at, and put back where
it is not what the transaction had read. The transaction is through when the journal gets another name. Where it is
killed before, whoever opens the door next puts everything back. So a file says what it said, or all files say what they
shall, at whatever step a process, the power or the disk fails.

What somebody else does to a file at any step before the last look is seen, and stays. Two things no program can see: an
editor that saves over the new content what it had read before, and one that had the old file open before it was taken
out and writes into it, without emptying it first, after the last look.
"""

import contextlib
import ctypes
import errno
import fcntl
import hashlib
import json
import os
import secrets
import shutil
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from flows.domain.errors import FangzhiError
from flows.sources.files import read_whole

FOLDER: Final = "raw/.door"
WAIT: Final = 10.0
"""Seconds that a writer waits for another one."""
_LOCK: Final = "lock"
_JOURNAL: Final = "journal"
_DONE: Final = "done"
_KEPT: Final = "kept-"
_PAUSE: Final = 0.02
_NO_FILE: Final = "no regular file"
_AT_WORKING_FOLDER: Final = -100  # AT_FDCWD of Linux
_RENAME_EXCHANGE: Final = 2


class ChangedMeanwhileError(FangzhiError):
    """A file was changed by somebody else while a transaction was under way; everything is as they left it."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One file of a transaction with the SHA-256 of its content ``before`` and ``after`` (``None``: no file)."""

    file: str
    before: str | None
    after: str | None


@contextlib.contextmanager
def opened(root: Path, *, wait: float = WAIT) -> Iterator["Door"]:
    """The door of the project in ``root``, held until the block ends; what a killed writer left behind is put back first.

    Raises ``FangzhiError`` where somebody else holds it for ``wait`` seconds, and where ``raw/`` cannot be written.
    """
    folder = root / FOLDER
    with _told(FOLDER):
        _require_no_link(root, f"{FOLDER}/{_LOCK}")
        folder.mkdir(parents=True, exist_ok=True)
        lock = _locked(folder / _LOCK, wait)
    try:
        with _told(FOLDER):
            _take_back(root)
            _sweep(folder)
        yield Door(root, lock)
    finally:
        fcntl.flock(lock, fcntl.LOCK_UN)  # closing alone would leave it with children that were forked meanwhile
        os.close(lock)


def recover(root: Path) -> None:
    """Put back what a writer that was killed had begun to change. Where there is nothing of the kind this is one stat.

    To be called before ``raw/`` is read. A writer that is at work is waited for. Raises ``FangzhiError`` as ``opened`` does.
    """
    if os.path.lexists(root / FOLDER / _JOURNAL):
        with opened(root):
            pass


def read_raw(root: Path, file: str) -> bytes | None:
    """The bytes of ``file``, a path in the project below ``raw/``; ``None`` where there is none.

    Raises ``FangzhiError`` for a link, for what is no file, for one that is too large or cannot be read.
    """
    with _told(file, "a file that can be read", "check its rights"):
        try:
            return read_whole(_require_no_link(root, file), name=file)
        except FileNotFoundError:
            return None


class Door:
    """What a writer does while it holds the door; see ``opened``."""

    def __init__(self, root: Path, lock: int) -> None:
        self._root, self._lock = root, lock
        self._seen: dict[str, str | None] = {}

    def read(self, file: str) -> bytes | None:
        """As ``read_raw``; a change holds only if ``file`` still says this when it is made."""
        data = read_raw(self._root, file)
        self._seen[file] = None if data is None else hashlib.sha256(data).hexdigest()
        return data

    def change(self, contents: Mapping[str, bytes | None]) -> None:
        """Let each file have its content (``None``: no file), in this order: all of them, or none.

        A file must have been read through this door before. Raises ``ChangedMeanwhileError`` where one was changed
        since, and ``FangzhiError`` where it cannot be written or is a link.
        """
        digests = {file: None if data is None else hashlib.sha256(data).hexdigest() for file, data in contents.items()}
        steps = [
            _Step(file, self._seen[file], digest) for file, digest in digests.items() if digest != self._seen[file]
        ]
        if not steps:
            return
        for step in steps:
            _require_no_link(self._root, step.file)
        folder = self._root / FOLDER
        work = folder / secrets.token_hex(8)
        try:
            self._stage(work, steps, contents)
            self._put_in_place(work, steps)
            self._finish(folder)
        except BaseException as error:
            kept = self._give_up(error, steps)
            if isinstance(error, OSError):
                raise _trouble(error, _shown_of(error, self._root, steps)) from error
            if isinstance(error, ChangedMeanwhileError) and kept:
                raise ChangedMeanwhileError(
                    f"{error}; what stood there meanwhile is kept: {', '.join(kept)}"
                ) from error
            raise
        self._seen.update(digests)
        with contextlib.suppress(OSError):  # the transaction is through; the next writer sweeps
            _sweep(folder)

    def _stage(self, work: Path, steps: list[_Step], contents: Mapping[str, bytes | None]) -> None:
        """Put the new contents and the journal on the disk."""
        self._require_lock()
        work.mkdir()
        for slot, step in enumerate(steps):
            data = contents[step.file]
            if data is not None:
                _write(work / str(slot), data)
        for parent in {(self._root / step.file).parent for step in steps if step.after is not None}:
            if not parent.is_dir():
                parent.mkdir()
                _fsync_folder(parent.parent)
        _fsync_folder(work)
        journal = {"work": work.name, "steps": [asdict(step) for step in steps]}
        _write(work / _JOURNAL, json.dumps(journal, ensure_ascii=True).encode())
        (work / _JOURNAL).rename(work.parent / _JOURNAL)
        _fsync_folder(work.parent)

    def _put_in_place(self, work: Path, steps: list[_Step]) -> None:
        """Let files and slots change places, and look at what came out."""
        for step in steps:
            if _digest(_require_no_link(self._root, step.file)) != step.before:
                raise _changed(step.file)
        for number, step in enumerate(steps):
            self._require_lock()
            slot, target = work / str(number), self._root / step.file
            swapped = _swap(slot, target, has_slot=step.after is not None, has_target=step.before is not None)
            if not swapped or _digest(slot) != step.before:
                raise _changed(step.file)
        _fsync_folders([work, *((self._root / step.file).parent for step in steps)])
        for number, step in enumerate(steps):
            if (_digest(work / str(number)), _digest(self._root / step.file)) != (step.before, step.after):
                raise _changed(step.file)
        self._require_lock()

    def _finish(self, folder: Path) -> None:
        """The one moment from which on all files hold what they shall."""
        (folder / _JOURNAL).rename(folder / _DONE)
        try:
            _fsync_folder(folder)
        except BaseException:
            (folder / _DONE).rename(folder / _JOURNAL)
            raise

    def _give_up(self, error: BaseException, steps: list[_Step]) -> list[str]:
        """Put everything back; returns the names of what could not be put back and is kept."""
        try:
            kept = _take_back(self._root)
            _sweep(self._root / FOLDER)
        except OSError as second:
            raise FangzhiError(
                f"{_shown_of(second, self._root, steps)}: found {_why(second)} while a change that failed ({error}) was being "
                "taken back, expected files that can be renamed. Mend: see to the disk; the next fangzhi command then puts "
                "everything back as it was"
            ) from error
        return kept

    def _require_lock(self) -> None:
        if not _leads_to(self._root / FOLDER / _LOCK, self._lock):
            raise FangzhiError(
                f"{FOLDER}/{_LOCK}: found it deleted or replaced while somebody was writing, expected it untouched. "
                "Mend: do it again"
            )


def _take_back(root: Path) -> list[str]:
    """Undo the transaction of the journal, if there is one; what was changed by somebody else since is left.

    Returns the names of what could neither stay nor be put back. Doing it twice is doing it once.
    """
    folder = root / FOLDER
    try:
        journal = json.loads((folder / _JOURNAL).read_bytes())
        work = folder / PurePosixPath(journal["work"]).name
        steps = [_Step(**step) for step in journal["steps"]]
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError) as error:
        raise FangzhiError(
            f"{FOLDER}/{_JOURNAL}: found no list of files ({error}), expected what a writer that was killed had begun. "
            "Mend: compare raw/ with its last state in git, then delete this file"
        ) from error
    kept = []
    for number, step in reversed(list(enumerate(steps))):
        slot = work / str(number)
        try:
            target = _require_no_link(root, step.file)
        except FangzhiError:  # a link by now: that is somebody else's
            continue
        _settle(slot, target)
        if _is_in_place(slot, target, step) and _digest(target) == step.after:
            has_slot, has_target = step.before is not None, step.after is not None
            swapped = _swap(slot, target, has_slot=has_slot, has_target=has_target)
            if swapped and _digest(slot) != step.after:  # somebody was faster: what they wrote goes back
                _swap(slot, target, has_slot=has_target, has_target=has_slot)
        if _digest(slot) not in (None, step.before, step.after):
            kept.append(f"{FOLDER}/{_KEPT}{secrets.token_hex(4)}-{target.name}")
            slot.rename(root / kept[-1])
    _fsync_folders([work, folder, *((root / step.file).parent for step in steps)])
    (folder / _JOURNAL).unlink()
    _fsync_folder(folder)
    return kept


def _is_in_place(slot: Path, target: Path, step: _Step) -> bool:
    """Whether the slot says that the step was made; the same bytes in the target can be somebody else's."""
    if step.after is None:
        return _digest(slot) is not None
    if step.before is None:
        return not slot.exists() or (target.exists() and slot.samefile(target))
    return _digest(slot) not in (None, step.after)


def _swap(slot: Path, target: Path, *, has_slot: bool, has_target: bool) -> bool:
    """Let two names change what they stand for; at most one of them may stand for nothing, as ``has_…`` says.

    ``False``: something else was found than they say, and nothing is overwritten.
    """
    try:
        if has_slot and has_target:
            _exchange(slot, target)
        elif has_slot:
            target.hardlink_to(slot)  # unlike a rename it fails where there is a file by now
            slot.unlink()
        else:
            slot.unlink(missing_ok=True)  # a rename to another name of the same file does nothing
            target.rename(slot)
    except (FileNotFoundError, FileExistsError):
        return False
    return True


def _exchange(slot: Path, target: Path) -> None:
    """Let two files change places: in one step where the system can, else with a moment in which there is no target."""
    if _exchange_at_once(slot, target):
        return
    spare = _spare(slot)
    target.rename(spare)
    target.hardlink_to(slot)
    spare.rename(slot)


def _exchange_at_once(slot: Path, target: Path) -> bool:
    """``False`` where system or file system know no such step."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    paths = (_AT_WORKING_FOLDER, os.fsencode(slot), _AT_WORKING_FOLDER, os.fsencode(target))
    if rename(*paths, _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(target))


def _settle(slot: Path, target: Path) -> None:
    """Finish an exchange in several steps that was cut off."""
    spare = _spare(slot)
    if not os.path.lexists(spare):
        return
    try:
        target.hardlink_to(spare)
        spare.unlink()
    except FileExistsError:
        spare.rename(slot)


def _spare(slot: Path) -> Path:
    return slot.with_name(f"{slot.name}.out")


def _sweep(folder: Path) -> None:
    """Delete what transactions have left that are over."""
    for entry in list(folder.iterdir()):
        if entry.name in (_LOCK, _JOURNAL) or entry.name.startswith(_KEPT):
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def _locked(path: Path, wait: float) -> int:
    """An open file that has the lock and to which ``path`` leads; raises ``FangzhiError`` after ``wait`` seconds."""
    until = time.monotonic() + wait
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
        # Where the name leads elsewhere it was deleted while we waited, and others may hold its successor.
        if _try_lock(handle) and _leads_to(path, handle):
            return handle
        os.close(handle)
        if time.monotonic() >= until:
            raise FangzhiError(
                f"raw/: found another process writing, expected the lock within {wait:g} s. Mend: do it again"
            )
        time.sleep(_PAUSE)


def _try_lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _leads_to(path: Path, handle: int) -> bool:
    """Whether ``path`` is a name of the open file."""
    try:
        return os.path.samestat(path.lstat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _require_no_link(root: Path, file: str) -> Path:
    """The path of ``file``; raises ``FangzhiError`` where it, or a folder on the way from ``raw/`` to it, is a link."""
    parts = PurePosixPath(file).parts
    if parts[0] != "raw" or ".." in parts or len(parts) < 2:
        raise FangzhiError(f"{file}: found a path that leaves raw/, expected one in it. Mend: correct the path")
    path = root / parts[0]  # raw/ itself may be a link, to a larger disk for example
    for part in parts[1:]:
        path /= part
        if path.is_symlink():
            shown = path.relative_to(root).as_posix()
            raise FangzhiError(f"{shown}: found a link, expected a file or a folder. Mend: put what it leads to there")
    return path


def _write(path: Path, data: bytes) -> None:
    """A new file, on the disk when this returns."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
    try:
        os.fchmod(handle, 0o644)
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _fsync_folders(folders: Iterable[Path]) -> None:
    for folder in dict.fromkeys(folders):
        if folder.is_dir():
            _fsync_folder(folder)


def _fsync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _digest(path: Path) -> str | None:
    """The SHA-256 of a file's content; ``None`` where there is none. What is no regular file is like no content."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENXIO):  # a link, a socket
            return _NO_FILE
        raise
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return _NO_FILE
        with os.fdopen(handle, "rb", closefd=False) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    finally:
        os.close(handle)


def _changed(file: str) -> ChangedMeanwhileError:
    return ChangedMeanwhileError(
        f"{file}: found it changed by somebody else meanwhile, expected it as it was read. "
        "Mend: look at what it says now, and do it again"
    )


@contextlib.contextmanager
def _told(file: str, expected: str = "a folder that can be written", mend: str = "check its rights") -> Iterator[None]:
    """Errors of the system as messages."""
    try:
        yield
    except OSError as error:
        raise FangzhiError(f"{file}: found {_why(error)}, expected {expected}. Mend: {mend}") from error


def _trouble(error: OSError, file: str) -> FangzhiError:
    return FangzhiError(
        f"{file}: found {_why(error)}, expected a file that can be written. "
        "Mend: free some space, or check the rights of the folder; raw/ is as it was"
    )


def _shown_of(error: OSError, root: Path, steps: list[_Step]) -> str:
    """The file that an error is about, as far as it says so; else the first of the transaction."""
    for name in (error.filename2, error.filename):
        if isinstance(name, str | os.PathLike) and Path(name).is_relative_to(root):
            shown = Path(name).relative_to(root).as_posix()
            if not shown.startswith(FOLDER):
                return shown
    return steps[0].file


def _why(error: OSError) -> str:
    return error.strerror or str(error)
