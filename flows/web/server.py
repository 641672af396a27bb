"""The explorer's server: address, secret, and the loop that serves."""

import socket
from collections.abc import Callable
from typing import Final

import uvicorn

from flows.domain.errors import FangzhiError
from flows.settings import Settings
from flows.store.queries import run_each_query_on_one_thread
from flows.web.app import LOCAL_HOSTS, create_app

_LOCAL: Final = frozenset({"127.0.0.1", "::1", "localhost"})


def serve(
    settings: Settings,
    *,
    host: str,
    port: int,
    names: tuple[str, ...],
    token: str,
    read_only: bool,
    on_ready: Callable[[str], None],
) -> None:
    """Serve until interrupted; ``on_ready`` is told the address as soon as it can be asked.

    Raises ``FangzhiError`` if the address is taken, or is reachable from other machines and there is no token.
    """
    if host not in _LOCAL and not token:
        raise FangzhiError(
            f"--host {host}: found an address that other machines reach, expected a token with it. "
            "Mend: add --token SECRET (or FANGZHI_TOKEN), or leave --host out"
        )
    hosts = {*LOCAL_HOSTS, host.lower() if ":" not in host else f"[{host.lower()}]", *(name.lower() for name in names)}
    run_each_query_on_one_thread()
    app = create_app(settings, hosts=hosts, token=token, read_only=read_only)
    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", access_log=False, server_header=False, date_header=True,
        timeout_keep_alive=30, h11_max_incomplete_event_size=32_768,
    )  # fmt: skip
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as error:
            raise FangzhiError(
                f"{host}:{port}: found {error.strerror or error}, expected a free address. Mend: choose another with --port"
            ) from error
        listening.listen(1024)
        shown = f"[{host}]" if ":" in host else host
        on_ready(f"http://{shown}:{listening.getsockname()[1]}/")
        uvicorn.Server(config).run(sockets=[listening])
