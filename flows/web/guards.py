"""What every request passes before a page sees it: host, secret, origin, size; and the headers of every answer.

ASGI middleware without a framework, so that a refusal costs nothing and no page can be reached around it.
"""

import base64
import binascii
import hmac
import re
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any, Final
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOCAL_HOSTS: Final = ("localhost", "127.0.0.1", "[::1]")

LARGEST_BODY: Final = 1_000_000
LONGEST_TARGET: Final = 8_000
"""Bytes of a request's body and of its path with query."""

CONTENT_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; object-src 'self'; frame-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'self'; base-uri 'none'"
)
"""Nothing inline and nothing from elsewhere; charts are objects of our own, which may stand in our pages."""

_HEADERS: Final = (
    (b"content-security-policy", CONTENT_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_LENGTH: Final = re.compile("[0-9]{1,15}").fullmatch
_ONCE: Final = ("host", "content-length", "content-type", "authorization", "origin", "sec-fetch-site")
"""Headers that may stand there once: of two, another program could believe the other one."""


class Guards:
    """Answers 400 to a foreign or repeated Host, 401 without the secret, 403 to a cross-site write, 413 and 414 to what is too large.

    ``hosts`` are the names without port under which the application may be addressed: a page elsewhere whose name was
    pointed at this machine (DNS rebinding) sends another one. ``token`` is given as password of basic authentication or
    as bearer.
    """

    def __init__(self, app: App, *, hosts: Collection[str], token: str = "") -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)
        self._token = token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        refusal = _repetition(scope, headers) or self._refusal(scope, headers)
        if refusal:
            await _refuse(send, *refusal)
            return
        await self._app(scope, _bounded(receive), _with_headers(send))

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        host = headers.get("host", "")
        if _host_name(host) not in self._hosts:
            return 400, "found a Host that this server does not go by"
        if len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST_TARGET:
            return 414, f"found an address of more than {LONGEST_TARGET} bytes"
        if self._token and not self._is_known(headers):
            return 401, "found no valid token, expected the one that fangzhi explore was given"
        if scope["method"] not in _SAFE and not _is_same_site(headers, host):
            return 403, "found a request from another site, expected one from a page of this server"
        length = headers.get("content-length", "0")
        if not _LENGTH(length) or int(length) > LARGEST_BODY:
            return 413, f"found a body of more than {LARGEST_BODY} bytes"
        return None

    def _is_known(self, headers: dict[str, str]) -> bool:
        kind, _, secret = headers.get("authorization", "").partition(" ")
        given = secret.encode()
        if kind.lower() == "basic":
            try:
                given = base64.b64decode(secret, validate=True).partition(b":")[2]
            except (binascii.Error, ValueError):
                return False
        elif kind.lower() != "bearer":
            return False
        return hmac.compare_digest(given, self._token)


class BodyTooLargeError(Exception):
    """A body went on after its largest size."""


def cookie(scope: Scope, name: str) -> str:
    """The value of a cookie, empty where there is none or the header is malformed."""
    for header, value in scope["headers"]:
        if header == b"cookie":
            try:
                morsel = SimpleCookie(value.decode("latin-1")).get(name)
            except CookieError:
                return ""
            return morsel.value if morsel else ""
    return ""


def _repetition(scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
    if len(headers) == len(scope["headers"]):
        return None
    names = [name.decode("latin-1").lower() for name, _ in scope["headers"]]
    repeated = next((name for name in _ONCE if names.count(name) > 1), "")
    return (400, f"found the header {repeated} more than once") if repeated else None


def _host_name(host: str) -> str:
    """``host`` without its port, lower case; an IPv6 address keeps its brackets."""
    name, separator, port = host.lower().rpartition(":")
    return name if separator and (port.isdigit() or not port) and not host.endswith("]") else host.lower()


def _is_same_site(headers: dict[str, str], host: str) -> bool:
    """Whether a browser vouches that the request comes from our own page; one that says nothing is not believed."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site not in ("same-origin", "none"):
        return False
    if origin is not None:
        return urlsplit(origin).netloc.lower() == host.lower()
    return site is not None


def _bounded(receive: Receive) -> Receive:
    total = 0

    async def bounded() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > LARGEST_BODY:
            raise BodyTooLargeError
        return message

    return bounded


def _with_headers(send: Send) -> Send:
    """Add the headers of every answer; a page may set a policy of its own."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            present = {name for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *(pair for pair in _HEADERS if pair[0] not in present)]
        await send(message)

    return sending


async def _refuse(send: Send, status: int, why: str) -> None:
    body = f"{status}: {why}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode()), *_HEADERS]
    if status == 401:
        headers.append((b"www-authenticate", b'Basic realm="fangzhi", charset="UTF-8"'))
    if status == 413:
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
