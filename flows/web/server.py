"""The explorer's server: address, secret, and the loop that serves."""

import contextlib
import socket
from collections.abc import Callable
from functools import partial
from typing import Final

from flows.domain.errors import FangzhiError
from flows.settings import Settings
from flows.web.guards import LOCAL_HOSTS
from flows.web.workers import run_workers

_LOCAL: Final = frozenset({"127.0.0.1", "::1", "localhost"})


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
            "Mend: add --token SECRET (or FANGZHI_TOKEN), or leave --host out"
        )
    shown = f"[{host}]" if ":" in host else host
    hosts = frozenset({*LOCAL_HOSTS, shown.lower(), *(name.lower() for name in names)})
    serve_one = partial(_serve_one, settings, hosts=hosts, token=token, read_only=read_only)
    with contextlib.ExitStack() as sockets:
        first = sockets.enter_context(_listening(host, port))
        address = f"http://{shown}:{first.getsockname()[1]}/"
        if workers == 1:
            serve_one(first, on_ready=partial(on_ready, address))
        else:
            on_ready(address)
            run_workers(serve_one, [first] * workers)


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
    import uvicorn

    from flows.store.queries import run_each_query_on_one_thread
    from flows.web.app import create_app

    run_each_query_on_one_thread()
    app = create_app(settings, hosts=hosts, token=token, read_only=read_only)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, date_header=True,
        timeout_keep_alive=30, h11_max_incomplete_event_size=32_768,
    )  # fmt: skip
    on_ready()
    uvicorn.Server(config).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise FangzhiError(
            f"{host}:{port}: found {error.strerror or error}, expected a free address. Mend: choose another with --port"
        ) from error
    listening.listen(1024)
    return listening
