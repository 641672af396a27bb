"""Files of others read whole: regular ones, of bounded size, links followed only inside the project."""

import os
import stat
from pathlib import Path
from typing import Final

from flows.domain.errors import FangzhiError, Refusal

MAX_BYTES: Final = 64 * 1024 * 1024
"""The largest file that is read, in bytes."""
_KINDS: Final = {
    stat.S_IFDIR: "a folder", stat.S_IFIFO: "a named pipe", stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device", stat.S_IFBLK: "a device",
}  # fmt: skip


class UnfitFileError(FangzhiError):
    """A file that is not read; ``kind`` is a slug, ``found``, ``expected`` and ``mend`` say why."""

    def __init__(self, file: str, kind: str, found: str, expected: str, mend: str) -> None:
        super().__init__(str(Refusal(file, None, "", kind, found, expected, mend)))
        self.refusal = Refusal(file, None, "", kind, found, expected, mend)


def read_whole(path: Path, *, name: str = "", inside: Path | None = None, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a regular file of at most ``limit`` bytes; ``name`` is what errors call it (default: the path).

    A pipe, a device or a file that is too large is refused before anything is read of it. A link is followed where it
    leads to a file in the folder ``inside``, or anywhere if that is ``None``. Raises ``UnfitFileError``; a file that is
    not there raises ``FileNotFoundError``, any other trouble ``OSError``.
    """
    shown = name or str(path)
    real = Path(os.path.realpath(path))
    if inside is not None and not real.is_relative_to(os.path.realpath(inside)):
        raise UnfitFileError(shown, "link", "a link to a place outside", f"a file in {inside.name}/",
                             "put the file itself there")  # fmt: skip
    # Without O_NONBLOCK the opening of a pipe that nobody writes to never returns.
    handle = os.open(real, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_NOCTTY | os.O_CLOEXEC)
    try:
        _require_fit(os.fstat(handle), shown, limit)
    except BaseException:
        os.close(handle)
        raise
    with os.fdopen(handle, "rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:  # it grew meanwhile
        raise UnfitFileError(shown, "too_large", f"more than {limit:,} bytes", f"at most {limit:,}", "split the file")
    return data


def _require_fit(status: os.stat_result, shown: str, limit: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        found = _KINDS.get(stat.S_IFMT(status.st_mode), "no regular file")
        raise UnfitFileError(
            shown, "not_a_file", found, "a regular file", "move it away, or save its content as a file"
        )
    if status.st_size > limit:
        raise UnfitFileError(shown, "too_large", f"{status.st_size:,} bytes", f"at most {limit:,}", "split the file")
