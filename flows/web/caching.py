"""Answers of one build, kept: the same address asked of the same build has the same answer."""

import gzip
import zlib
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final

from flows.store.opened import PublishedBuilds
from flows.web.guards import App, Message, Receive, Scope, Send

_LARGEST_ANSWER: Final = 4_000_000
_LARGEST_CACHE: Final = 128_000_000
_WORTH_COMPRESSING: Final = 1_400
_COMPRESSIBLE: Final = (
    b"text/",
    b"application/json",
    b"application/ld+json",
    b"image/svg+xml",
    b"application/javascript",
)


@dataclass(slots=True)
class _Answer:
    """A whole answer; ``etag`` names build and content, ``zipped`` is made when it is first asked for."""

    headers: list[tuple[bytes, bytes]]
    body: bytes
    etag: bytes
    is_compressible: bool
    zipped: bytes | None = field(default=None)


class BuildCache:
    """Gives every request the build that is published when it arrives, and keeps successful GET answers by build.

    The build is in the scope's state (``build``), and stays open until the answer is sent. What a page calls private
    (``cache-control: no-store``) is not kept. Kept answers are let go oldest first, beyond 128 MB.
    """

    def __init__(self, app: App, builds: PublishedBuilds) -> None:
        self._app = app
        self._builds = builds
        self._answers: OrderedDict[tuple[str, bytes, bytes], _Answer] = OrderedDict()
        self._size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with self._builds.read() as build:
            scope["state"]["build"] = build
            if scope["method"] not in ("GET", "HEAD"):
                await self._app(scope, receive, send)
                return
            key = (build.build.build_id, scope["raw_path"], scope["query_string"])
            answer = self._answers.get(key)
            if answer is None:
                answer = await self._ask(scope, receive, send, key)
                if answer is None:
                    return
            else:
                self._answers.move_to_end(key)
            await _give(answer, scope, send)

    async def _ask(self, scope: Scope, receive: Receive, send: Send, key: tuple[str, bytes, bytes]) -> _Answer | None:
        """Collect the page's answer; one that is not to be kept is passed on as it comes, and ``None`` is returned."""
        start: Message | None = None
        pieces: list[bytes] = []
        size, is_kept = 0, False

        async def collecting(message: Message) -> None:
            nonlocal start, size, is_kept
            if message["type"] == "http.response.start":
                start = message
                headers = dict(message["headers"])
                length = int(headers.get(b"content-length", b"0"))
                is_private = b"no-store" in headers.get(b"cache-control", b"")
                is_kept = (
                    message["status"] == 200
                    and scope["method"] == "GET"
                    and not is_private
                    and 0 < length <= _LARGEST_ANSWER
                )
                if not is_kept:
                    await send(message)
            elif is_kept:
                pieces.append(message.get("body", b""))
            else:
                await send(message)

        await self._app(scope, receive, collecting)
        if not is_kept or start is None:
            return None
        body = b"".join(pieces)
        headers = [pair for pair in start["headers"] if pair[0] != b"content-length"]
        kind = dict(headers).get(b"content-type", b"")
        etag = f'"{key[0][:12]}-{zlib.crc32(body):08x}"'.encode()
        answer = _Answer(
            [*headers, (b"etag", etag), (b"cache-control", b"no-cache"), (b"vary", b"accept-encoding")],
            body,
            etag,
            kind.startswith(_COMPRESSIBLE) and len(body) >= _WORTH_COMPRESSING,
        )
        size = len(body)
        self._answers[key] = answer
        self._size += size
        while self._size > _LARGEST_CACHE:
            _, oldest = self._answers.popitem(last=False)
            self._size -= len(oldest.body) + len(oldest.zipped or b"")
        return answer


async def _give(answer: _Answer, scope: Scope, send: Send) -> None:
    accepts = known = b""
    for name, value in scope["headers"]:
        if name == b"accept-encoding":
            accepts = value
        elif name == b"if-none-match":
            known = value
    if known == answer.etag:
        await send({"type": "http.response.start", "status": 304, "headers": list(answer.headers)})
        await send({"type": "http.response.body", "body": b""})
        return
    body, headers = answer.body, list(answer.headers)
    if answer.is_compressible and b"gzip" in accepts:
        if answer.zipped is None:
            answer.zipped = gzip.compress(answer.body, compresslevel=2, mtime=0)
        body = answer.zipped
        headers.append((b"content-encoding", b"gzip"))
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body if scope["method"] == "GET" else b""})
