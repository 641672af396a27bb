"""The explorer's server: address, secret, and the loop that serves."""

import contextlib
import socket
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from flows.domain.errors import FangzhiError
from flows.settings import Settings
from flows.web.guards import LOCAL_HOSTS, App
from flows.web.workers import run_workers

if TYPE_CHECKING:
    import uvicorn

    from flows.web.connections import ConnectionLimits

_LOCAL: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_WAITING: Final = 128
"""Connections that may wait to be accepted; all that wait are accepted at once, before any can be refused."""


def serve(
    settings: Settings,
    *,
    host: str,
    port: int,
    names: tuple[str, ...],
    token: str,
    read_only: bool,
    workers: int,
    on_ready: Callable[[str], None],
) -> None:
    """Serve until interrupted; ``on_ready`` is told the address as soon as it can be asked.

    More than one of ``workers`` are processes of their own that share the address. Raises ``FangzhiError`` if the address
    is taken, or is reachable from other machines and there is no token, or nothing is published.
    """
    if host not in _LOCAL and not token:
        raise FangzhiError(
            f"--host {host}: found an address that other machines reach, expected a token with it. "
            "Mend: add --token-file FILE (or FANGZHI_TOKEN), or leave --host out"
        )
    shown = f"[{host}]" if ":" in host else host
    hosts = frozenset({*LOCAL_HOSTS, shown.lower(), *(name.lower() for name in names)})
    serve_one = partial(_serve_one, settings, hosts=hosts, token=token, read_only=read_only)
    with contextlib.ExitStack() as sockets:
        bound = sockets.enter_context(_bound(host, port))
        port = bound.getsockname()[1]
        address = f"http://{shown}:{port}/"
        if workers == 1:
            bound.listen(_WAITING)
            serve_one(bound, on_ready=partial(on_ready, address))
        else:
            bound.close()  # it has shown that nobody else is there, which sockets that share do not notice
            shared = [sockets.enter_context(_bound(host, port, is_shared=True)) for _ in range(workers)]
            for listening in shared:
                listening.listen(_WAITING)
            on_ready(address)
            run_workers(serve_one, shared)


def _serve_one(
    settings: Settings,
    listening: socket.socket,
    *,
    hosts: frozenset[str],
    token: str,
    read_only: bool,
    on_ready: Callable[[], None] = lambda: None,
) -> None:
    # Here, in the process that serves: what it imports starts threads, which a fork would lose.
    from flows.store.queries import run_each_query_on_one_thread
    from flows.web.app import create_app

    run_each_query_on_one_thread()
    server = server_of(create_app(settings, hosts=hosts, token=token, read_only=read_only))
    on_ready()
    server.run(sockets=[listening])


def server_of(app: App, limits: "ConnectionLimits | None" = None) -> "uvicorn.Server":
    """A server of ``app`` whose connections have ``limits``; to be run with sockets that listen."""
    import uvicorn

    from flows.web.connections import ConnectionLimits, protocol

    limits = limits or ConnectionLimits()
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, date_header=True,
        http=protocol(limits),
        ws="none",  # such a connection would leave the protocol above, and its limits
        timeout_keep_alive=int(limits.idle_seconds) + 1,  # the protocol above is sooner
    )  # fmt: skip
    return uvicorn.Server(config)


def _bound(host: str, port: int, *, is_shared: bool = False) -> socket.socket:
    """A socket at the address; the system spreads connections over those that share it, so that none gets them all."""
    bound = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if is_shared:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise FangzhiError(
            f"{host}:{port}: found {error.strerror or error}, expected a free address. Mend: choose another with --port"
        ) from error
    return bound
