"""The interface's words in Chinese and English, from ``words/*.toml``, and the language that an address asks for.

An address under ``/en/`` is English, all others are Chinese.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, Literal

from flows.web.guards import App, Receive, Scope, Send

Language = Literal["zh", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")
_FOLDER: Final = Path(__file__).with_name("words")


@cache
def words(language: Language) -> Mapping[str, str]:
    """``file.key`` → word, of all files; each key has both languages: ``key = ["中文", "English"]``."""
    at = LANGUAGES.index(language)
    return {
        f"{path.stem}.{key}": pair[at]
        for path in sorted(_FOLDER.glob("*.toml"))
        for key, pair in tomllib.loads(path.read_text(encoding="utf-8")).items()
    }


def word(language: Language, key: str, **values: object) -> str:
    """The word ``file.key`` with ``{names}`` filled in; raises ``KeyError`` for a key that is in no file."""
    text = words(language)[key]
    return text.format(**values) if values else text


class Languages:
    """Takes ``/en`` off the address, and puts the language (``language``) and the prefix (``prefix``) in the state."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            path = scope["path"]
            is_english = path == "/en" or path.startswith("/en/")
            if is_english:
                scope["path"] = path[3:] or "/"
            scope.setdefault("state", {}).update(
                language="en" if is_english else "zh", prefix="/en" if is_english else ""
            )
        await self._app(scope, receive, send)
