"""The Prefect server that a command has for as long as it runs; also the script that is this server.

    python -m flows.prefect_server PARENT SOCKET

PARENT is the id of the process that it ends with, SOCKET the inherited file descriptor of the address that it serves.
"""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Final

from filelock import FileLock, Timeout

from flows.domain.errors import FangzhiError
from flows.lifeline import end_with_parent
from flows.settings import prefect_home

_START: Final = 120.0
"""Seconds that it may take to be ready: on a busy machine, with a database to make, it needs more than one minute."""
_STOP: Final = 10.0


@contextlib.contextmanager
def prefect_server(*, with_services: bool) -> Iterator[Callable[[], str]]:
    """Have a Prefect server for the block: the one that ``PREFECT_API_URL`` names, else one of our own.

    Enter it before Prefect is imported, which reads that variable then. The own server starts meanwhile, in a process that
    ends with this one however that ends; the function that comes back waits until it can be asked, returns the address of
    its pages, empty for a server that was named, and raises ``FangzhiError`` if it does not start. With services it
    schedules runs and has pages; without, it keeps the records of the runs of this process.
    """
    if os.environ.get("PREFECT_API_URL"):
        yield lambda: ""
        return
    with _starting_alone() as lock, socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{bound.getsockname()[1]}"
        os.environ["PREFECT_API_URL"] = f"{address}/api"
        server = _started(bound, address, with_services=with_services)
        bound.close()  # or else whoever asks would wait for an answer when the server is gone

        def wait_until_ready() -> str:
            _wait_for(f"{address}/api", server)
            lock.release()
            return address

        try:
            yield wait_until_ready
        finally:
            if not lock.is_locked:  # it was ready
                _send_logs()
            del os.environ["PREFECT_API_URL"]
            _end(server)


@contextlib.contextmanager
def _starting_alone() -> Iterator[FileLock]:
    """Hold a lock, at most for the block: of two servers that start at once both would make the database."""
    home = prefect_home()
    home.mkdir(parents=True, exist_ok=True)
    lock = FileLock(home / ".starting")
    try:
        lock.acquire(timeout=_START)
    except Timeout as error:
        raise FangzhiError(
            f"{home}: found another Prefect server starting for {_START:.0f} s, expected it to be ready. Mend: try again"
        ) from error
    try:
        yield lock
    finally:
        lock.release()


def _started(bound: socket.socket, address: str, *, with_services: bool) -> subprocess.Popen[bytes]:
    own = (
        {"PREFECT_UI_URL": address} if with_services else {"PREFECT_UI_ENABLED": "0", "PREFECT__SERVER_EPHEMERAL": "1"}
    )
    return subprocess.Popen(  # noqa: S603 - this Python, this module
        [sys.executable, "-m", __name__, str(os.getpid()), str(bound.fileno())],
        env=os.environ | own,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=(bound.fileno(),),
        start_new_session=True,  # Ctrl-C is for this process, which ends it when it has done its own
    )


def _send_logs() -> None:
    """Let Prefect send what it has logged while there is a server to take it: by itself it does at the end of the process."""
    from prefect.logging.handlers import APILogHandler

    APILogHandler().flush()


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(_STOP)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    import httpx

    deadline = time.monotonic() + _START
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise FangzhiError(f"Prefect server: found it ended with code {server.returncode}, expected it to run")
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{url}/health", timeout=2).status_code == httpx.codes.OK:
                return
        time.sleep(0.1)
    raise FangzhiError(f"Prefect server: found no answer from {url} in {_START:.0f} s. Mend: try again")


def main(parent: int, handle: int) -> None:
    """Serve until SIGTERM, or until ``parent`` is gone."""
    end_with_parent(parent)
    import uvicorn
    from prefect.server.api.server import create_app

    config = uvicorn.Config(create_app(final=True), log_level="error", lifespan="on")
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=handle)])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
