"""The explorer's pages as files that any web host serves, with links from file to file."""

import asyncio
import hashlib
import html
import re
from collections import deque
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from posixpath import relpath
from typing import Any, Final
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import httpx

from flows.domain.errors import FangzhiError
from flows.web.guards import App

_ADDRESSES: Final = re.compile(r'\b(href|src|data)="(/[^"]*)"')
_STARTS: Final = ("/", "/en/", "/static/explorer.css", "/static/explorer.js", "/static/icon.svg")
_WITH_LINKS: Final = ("text/html", "image/svg+xml")
_SUFFIXES: Final = (".css", ".js", ".svg", ".json")
_LONGEST_NAME: Final = 100
_TOGETHER: Final = 4


def freeze(app: App, place: Callable[[str], Path], *, on_page: Callable[[], None] = lambda: None) -> None:
    """Write every page that can be reached by links from home, in both languages.

    ``app`` is the explorer made with ``is_frozen``: without forms. ``place`` tells where to write a file, ``on_page`` is
    called after each. Raises ``FangzhiError`` if a page cannot be given.
    """
    asyncio.run(_freeze(app, place, on_page))


async def _freeze(app: App, place: Callable[[str], Path], on_page: Callable[[], None]) -> None:
    waiting, seen = deque(_STARTS), set(_STARTS)
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        parts = _Parts(client)
        while waiting:
            batch = [waiting.popleft() for _ in range(min(_TOGETHER, len(waiting)))]
            for address, answer in zip(batch, await asyncio.gather(*map(client.get, batch)), strict=True):
                if answer.status_code != 200:
                    raise FangzhiError(f"{address}: found {answer.status_code}, expected a page. Mend: report this")
                content = answer.content
                if answer.headers["content-type"].startswith(_WITH_LINKS) and not address.startswith("/docs/"):
                    content, links = await _rewritten(address, answer.text, parts)
                    waiting.extend(sorted(links - seen))
                    seen |= links
                place(file_of(address)).write_bytes(content)
                on_page()


class _Parts:
    """In which part of a long article a claim stands; asked once a claim."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._counts: dict[str, int] = {}
        self._places: dict[str, int] = {}

    async def address(self, link: str) -> str:
        """``link`` with the number of the part in place of the claim that it asks for."""
        parts = urlsplit(link)
        asked = dict(parse_qsl(parts.query))
        if "claim" not in asked:
            return link
        if parts.path not in self._counts:
            self._counts[parts.path] = (await self._ask(parts.path))["parts"]
        if self._counts[parts.path] == 1:
            return parts.path
        if link not in self._places:
            self._places[link] = (await self._ask(f"{parts.path}?{parts.query}"))["part"]
        return f"{parts.path}?part={self._places[link]}"

    async def _ask(self, address: str) -> dict[str, Any]:
        answer = await self._client.get("/api" + address.removeprefix("/en"))
        found: dict[str, Any] = answer.json()
        return found


async def _rewritten(address: str, page: str, parts: _Parts) -> tuple[bytes, set[str]]:
    """The page with links relative to its own file, and the addresses that they lead to."""
    here = str(PurePosixPath(file_of(address)).parent)
    targets = {
        written: await parts.address(html.unescape(written).partition("#")[0])
        for _, written in set(_ADDRESSES.findall(page))
    }

    def relative(match: re.Match[str]) -> str:
        fragment = html.unescape(match[2]).partition("#")[2]
        file = quote(relpath(file_of(targets[match[2]]), here))
        return f'{match[1]}="{html.escape(file + (f"#{fragment}" if fragment else ""))}"'

    return _ADDRESSES.sub(relative, page).encode(), set(targets.values())


def file_of(address: str) -> str:
    """The file, relative to the site's folder, that an address of the explorer is written to.

    Names are those of the address, decoded; what could lead out of the folder, or is too long for a file's name, is
    replaced by its hash.
    """
    parts = urlsplit(address)
    names = [_name(unquote(segment)) for segment in parts.path.split("/") if segment]
    asked = [_name(f"{key}-{value}") for key, value in sorted(parse_qsl(parts.query))]
    if names and names[0] == "api":
        return "/".join([*names, *asked]) + ".json"
    if names and names[-1].endswith(_SUFFIXES):
        return "/".join([*names[:-1], *asked, names[-1]])
    return "/".join([*names, *asked, "index.html"])


def _name(text: str) -> str:
    is_safe = text not in (".", "..") and not re.search(r'[\x00-\x1f<>:"/\\|?*]', text) and text == text.strip(" .")
    if is_safe and len(text.encode()) <= _LONGEST_NAME:
        return text
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
