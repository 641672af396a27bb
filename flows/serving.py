"""A schedule kept alive on one machine: a Prefect server, a deployment, and a look at ``raw/`` now and then."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Final

import httpx

from flows.commands.shared import say
from flows.domain.errors import FangzhiError
from flows.planning import make_plan
from flows.settings import Settings

DEPLOYMENT: Final = "daily"
_SERVER_START: Final = 120.0


def serve(settings: Settings, *, cron: str, timezone: str, watch: float) -> None:
    """Refresh on ``cron`` and when ``raw/`` changes, until a signal ends it.

    Uses the Prefect server of ``PREFECT_API_URL``, else starts one on a free port of localhost for as long as this
    runs. Of overlapping runs one goes on and the others are cancelled.
    """
    with _server():
        from prefect.schedules import Cron

        from flows.refresh import refresh

        stop = threading.Event()
        if watch:
            threading.Thread(target=_watch, args=(settings, watch, stop), daemon=True, name="watch").start()
        say(f"refresh runs at {cron!r} ({timezone})" + (f" and when raw/ changes (every {watch:g} s)" if watch else ""))
        try:
            refresh.serve(
                name=DEPLOYMENT,
                schedule=Cron(cron, timezone=timezone),
                parameters={"root": str(settings.root)},
                print_starting_message=False,
            )
        finally:
            stop.set()


def _watch(settings: Settings, every: float, stop: threading.Event) -> None:
    """Ask for a run when the inputs have changed and come to rest between two looks."""
    from prefect.deployments import run_deployment

    seen, asked = "", ""
    while not stop.wait(every):
        try:
            plan = make_plan(settings)
            now = plan.inventory.fingerprint
            if not plan.nothing_changed and now == seen and now != asked:
                say(f"changed inputs: {len(plan.changes)}; refresh")
                run_deployment(f"refresh/{DEPLOYMENT}", timeout=0)
                asked = now
            seen = now
        except (FangzhiError, OSError) as error:
            say(f"watch: {error}", err=True)
        except Exception as error:  # noqa: BLE001 - whatever Prefect's client raises, the next look tries again
            say(f"watch: could not ask for a run: {error}", err=True)


@contextlib.contextmanager
def _server() -> Iterator[None]:
    """A Prefect server for this process, unless one is named; put into the environment before Prefect is imported."""
    if os.environ.get("PREFECT_API_URL"):
        yield
        return
    port = _free_port()
    url = f"http://127.0.0.1:{port}/api"
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    environment = os.environ | {"PREFECT_API_URL": url, "PREFECT_UI_URL": f"http://127.0.0.1:{port}"}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)  # noqa: S603
    try:
        _wait_for(url, server)
        os.environ["PREFECT_API_URL"] = url
        say(f"Prefect server on http://127.0.0.1:{port}")
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        yield
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _SERVER_START
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise FangzhiError(f"Prefect server: found it ended with code {server.returncode}, expected it to run")
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{url}/health", timeout=2).status_code == httpx.codes.OK:
                return
        time.sleep(0.3)
    raise FangzhiError(f"Prefect server: found no answer from {url} in {_SERVER_START:.0f} s. Mend: try again")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
