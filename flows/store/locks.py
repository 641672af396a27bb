"""Locks on files and folders that the system frees when a process ends, however it ends."""

import fcntl
import os
import time
from pathlib import Path
from typing import Final

_POLL: Final = 0.1
"""Seconds between two tries."""


class PathLock:
    """An exclusive lock on a file, which is made if it is missing, or on a folder, which has to be there.

    It is the file that is locked and not its name: once somebody deletes, replaces or moves it, another process can
    lock a new one of that name. This lock is lost then, and ``is_held`` says so.
    """

    def __init__(self, path: Path, *, is_folder: bool = False) -> None:
        self.path = path
        # A network disk locks a file only for who may write to it; a folder cannot be opened for writing.
        self._how = os.O_RDONLY | os.O_DIRECTORY if is_folder else os.O_RDWR | os.O_CREAT
        self._handle: int | None = None

    def acquire(self, *, wait: float = 0) -> bool:
        """Take it within ``wait`` seconds; ``False`` if it was held by somebody else all that time."""
        deadline = time.monotonic() + wait
        while not self._try():
            if time.monotonic() >= deadline:
                return False
            time.sleep(_POLL)
        return True

    def is_held(self) -> bool:
        """Whether it was taken, and the path still leads to what was locked."""
        if self._handle is None:
            return False
        try:
            return os.path.samestat(os.fstat(self._handle), self.path.lstat())
        except OSError:
            return False

    def release(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _try(self) -> bool:
        self._handle = os.open(self.path, self._how | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_locked = self.is_held()  # it may have been replaced between its opening and its locking
        except BlockingIOError:
            is_locked = False
        except BaseException:
            self.release()
            raise
        if not is_locked:
            self.release()
        return is_locked
