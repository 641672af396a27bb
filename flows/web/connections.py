"""What a connection may take before it is a request: a place, time, bytes.

A server that waits for whoever says nothing has no place left for others. So whoever lets it wait is let go after a while,
and at once where there is no room: the one that has let it wait longest, first of the same client.
"""

import asyncio
import enum
import http
import ipaddress
import resource
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_PIECE: Final = 16_384
"""Bytes given to the parser at a time; it keeps what it is given of a head, so it is stopped in between."""
_KEPT_FILES: Final = 100
"""Files that the process needs for other things than connections."""


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """Connections in all and of one client, seconds, bytes.

    ``head_seconds`` from the first byte of a request (or from the connection) to the end of its headers, ``body_seconds``
    from there to its last byte, ``idle_seconds`` between requests. An answer that is not read on by ``read_bytes`` in
    ``read_seconds`` is broken off. ``head_bytes`` of request line and headers together, ``target_bytes`` of the address
    alone, ``headers`` in number; ``pipelined`` requests sent before the first is answered.
    """

    total: int = 500
    per_client: int = 128
    head_seconds: float = 10.0
    body_seconds: float = 30.0
    idle_seconds: float = 30.0
    read_seconds: float = 30.0
    read_bytes: int = 32_768
    head_bytes: int = 32_768
    target_bytes: int = 16_384
    headers: int = 100
    pipelined: int = 16


def most_connections(files: int) -> int:
    """How many connections a process that may open ``files`` can have: as many again may come in before it can refuse."""
    return max(8, (files - _KEPT_FILES) // 2)


def protocol(limits: ConnectionLimits) -> type[asyncio.Protocol]:
    """The protocol for a server, with connections counted for this server alone."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    room = _Room(limits, min(limits.total, most_connections(files)))
    return type("BoundedProtocol", (_BoundedProtocol,), {"room": room})


class _Reading(enum.Enum):
    """What of a request is being read; ``NOTHING``: its first byte has not come yet."""

    NOTHING = enum.auto()
    HEAD = enum.auto()
    BODY = enum.auto()


_NOTHING, _HEAD, _BODY = _Reading  # every request asks for them, and a member of an enumeration takes long to find


class _Room:
    """The open connections."""

    def __init__(self, limits: ConnectionLimits, total: int) -> None:
        self.limits = limits
        self._total = total
        self._all: set[_BoundedProtocol] = set()
        self._of_client: defaultdict[str, set[_BoundedProtocol]] = defaultdict(set)
        self._look_every = min(1.0, limits.head_seconds / 4, limits.idle_seconds / 4, limits.read_seconds / 4)
        self._is_looking = False

    def takes(self, connection: "_BoundedProtocol") -> bool:
        """Take a connection in, for which another one may have to go; false where all are being answered."""
        own = self._of_client[connection.address]
        crowd = own if len(own) >= self.limits.per_client else self._all if len(self._all) >= self._total else None
        if crowd is not None:
            longest = _longest_waited_for(crowd)
            if longest is None:
                return False
            self.leaves(longest)
            longest.transport.abort()
        self._all.add(connection)
        self._of_client[connection.address].add(connection)
        if not self._is_looking:
            self._is_looking = True
            connection.loop.call_later(self._look_every, self._look, connection.loop)
        return True

    def leaves(self, connection: "_BoundedProtocol") -> None:
        self._all.discard(connection)
        own = self._of_client[connection.address]
        own.discard(connection)
        if not own:
            del self._of_client[connection.address]

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        """Let go who takes too long; again and again while there are connections."""
        self._is_looking = bool(self._all)
        if self._is_looking:
            loop.call_later(self._look_every, self._look, loop)
        for connection in list(self._all):
            connection.end_if_overdue()


def _longest_waited_for(connections: Iterable["_BoundedProtocol"]) -> "_BoundedProtocol | None":
    waited_for = [(since, id(one), one) for one in connections if (since := one.waited_for_since()) is not None]
    return min(waited_for)[2] if waited_for else None


class _BoundedProtocol(HttpToolsProtocol):
    """uvicorn's protocol, with what it leaves unbounded bounded."""

    room: _Room
    address = ""
    url = b""
    _reading = _HEAD
    _since = 0.0
    """Since when the client has been waited for, where it is its turn."""
    _head = 0
    """Bytes of the request's head so far."""
    _running = 0
    """Requests that are not answered yet."""
    _unread, _unread_since = 0, 0.0
    """Bytes of answers that the client has not taken at the last look that found it going on, and when that was."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn's own
        super().connection_made(transport)
        self.address = _network(self.client[0] if self.client else "")
        self._since = self.loop.time()
        if not self.room.takes(self):
            self._refuse(503, "found as many connections as are served at a time. Mend: try again in a few seconds")

    def connection_lost(self, exc: Exception | None) -> None:
        self.room.leaves(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        for start in range(0, len(data), _PIECE):
            if self.transport.is_closing():
                return
            piece = data[start : start + _PIECE] if len(data) > _PIECE else data
            self._head += len(piece)
            super().data_received(piece)
            if self._reading is not _HEAD:
                self._head = 0
            elif not self.transport.is_closing():
                limits = self.room.limits
                if len(self.url) > limits.target_bytes:
                    self._refuse(414, f"found an address of more than {limits.target_bytes} bytes")
                elif self._head > limits.head_bytes:
                    self._refuse(431, f"found headers of more than {limits.head_bytes} bytes")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if self._reading is not _HEAD:
            self._reading, self._since = _HEAD, self.loop.time()

    def on_headers_complete(self) -> None:
        self._reading, self._since = _BODY, self.loop.time()
        refusal = self._refusal()
        if refusal:
            self._refuse(*refusal)
            return
        self._running += 1
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        if not self.transport.is_closing():
            super().on_body(body)

    def on_message_complete(self) -> None:
        self._reading, self._since = _NOTHING, self.loop.time()
        if not self.transport.is_closing():
            super().on_message_complete()

    def on_response_complete(self) -> None:
        self._running -= 1
        self._since = self.loop.time()
        super().on_response_complete()

    def waited_for_since(self) -> float | None:
        """Since when it is the client that keeps the server waiting; ``None`` while the server keeps the client waiting."""
        if self.transport.get_write_buffer_size():
            # Whoever reads on is not let go for others, however slowly: what it has taken is seen at the next look.
            is_reading = self.loop.time() - self._unread_since < 2
            return None if is_reading or not self._unread else self._unread_since
        return self._since if self._is_waited_for() else None

    def end_if_overdue(self) -> None:
        """End the connection where the client takes too long; to be called now and then."""
        now, limits = self.loop.time(), self.room.limits
        unread = self.transport.get_write_buffer_size()
        if not self._unread or not unread or not self._unread - limits.read_bytes < unread <= self._unread:
            self._unread, self._unread_since = unread, now  # it reads on, or is given more because it did
        if unread:
            if now - self._unread_since > limits.read_seconds:
                self.transport.abort()
        elif self._is_waited_for() and now - self._since > self._patience():
            if self._reading is _NOTHING or self.transport.is_closing() or not (self._head or self._running):
                self.transport.abort()
            else:
                self._refuse(408, "found a request that did not come to its end in time", running=1)

    def _is_waited_for(self) -> bool:
        return not self._running or self._reading is _BODY

    def _patience(self) -> float:
        limits = self.room.limits
        match self._reading:
            case _Reading.NOTHING:
                return limits.idle_seconds
            case _Reading.HEAD:
                return limits.head_seconds
            case _:
                return limits.body_seconds

    def _refusal(self) -> tuple[int, str] | None:
        """What keeps a head from being a request here."""
        limits = self.room.limits
        if len(self.headers) > limits.headers:
            return 431, f"found {len(self.headers)} headers, expected at most {limits.headers}"
        if self._head > limits.head_bytes and self._size() > limits.head_bytes:  # what came may be more than the head
            return 431, f"found headers of more than {limits.head_bytes} bytes"
        if self._running > limits.pipelined:
            return 429, f"found more than {limits.pipelined} requests at once on one connection"
        if not self.url.startswith(b"/"):
            hosts = [value for name, value in self.headers if name == b"host"]
            if len(hosts) != 1 or not self.url.lower().startswith(b"http://" + hosts[0].lower() + b"/"):
                return 400, "found an address that is none of the Host that is asked"
        for name, _ in self.headers:
            if name == b"transfer-encoding":
                return 411, "found a body without Content-Length, expected its length"
        return None

    def _size(self) -> int:
        return len(self.url) + sum(len(name) + len(value) for name, value in self.headers)

    def _refuse(self, status: int, why: str, *, running: int = 0) -> None:
        """Answer with a refusal and close; without an answer where it would stand before or in that of another request.

        ``running``: 1 where the request itself is already among those that are being answered.
        """
        if self._running > running or (self._running and self.cycle.response_started):
            self.transport.abort()
            return
        body = f"{status}: {why}\n".encode()
        retry = "retry-after: 3\r\n" if status == 503 else ""
        head = (
            f"HTTP/1.1 {status} {http.HTTPStatus(status).phrase}\r\ncontent-type: text/plain; charset=utf-8\r\n"
            f"x-content-type-options: nosniff\r\ncontent-length: {len(body)}\r\n{retry}connection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()


def _network(address: str) -> str:
    """The client that an address stands for: itself, of IPv6 its first 64 bits, which one household has for itself."""
    try:
        parsed: Any = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, 64), strict=False))
