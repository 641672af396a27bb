"""The secret of the explorer, read from a file: on the command line everybody on the machine can read it."""

import stat
from pathlib import Path
from typing import Final

from flows.domain.errors import FangzhiError
from flows.sources.files import read_whole

_LONGEST: Final = 1_000
"""Bytes of the file."""


def token_in(path: Path) -> str:
    """The one line of a file; raises ``FangzhiError`` where it is none, or others than owner and group may read it."""
    try:
        data = read_whole(path, limit=_LONGEST)
        mode = path.stat().st_mode
    except OSError as error:
        raise FangzhiError(
            f"{path}: found {error.strerror or error}, expected a file with the token. Mend: correct --token-file"
        ) from error
    if mode & stat.S_IROTH:
        raise FangzhiError(
            f"{path}: found a token that everybody on the machine may read (mode {stat.S_IMODE(mode):o}), expected only you. "
            f"Mend: chmod 600 {path}, and take another token if it was read"
        )
    token = data.decode("utf-8", "replace").strip()
    if not token.isascii() or not token.isprintable() or not token:
        found = "nothing" if not token else "more than a line of letters, digits and signs of ASCII"
        raise FangzhiError(
            f"{path}: found {found}, expected a token. Mend: write one line, such as: openssl rand -hex 32"
        )
    return token
