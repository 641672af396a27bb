"""A schedule kept alive on one machine: a Prefect server, a deployment, and a look at ``raw/`` now and then."""

import signal
import sys
import threading

import click

from flows.domain.errors import FangzhiError
from flows.planning import make_plan
from flows.prefect_server import prefect_server
from flows.settings import Settings, mark_as_server


def deployment_name(settings: Settings) -> str:
    """What the project's deployment is called: on a server that serves several, each takes its own runs only."""
    return f"daily-{settings.identity}"


def serve(settings: Settings, *, cron: str, timezone: str, watch: float) -> None:
    """Refresh on ``cron`` and when ``raw/`` changes, until a signal ends it.

    Uses the Prefect server of ``PREFECT_API_URL``, else starts one on a free port of localhost for as long as this
    runs. Of overlapping runs one goes on and the others are cancelled. Runs and server end with this process.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    mark_as_server()
    with prefect_server(with_services=True) as ready:
        from prefect.schedules import Cron

        from flows.refresh import refresh

        if pages := ready():
            click.echo(f"Prefect server on {pages}")
        stop = threading.Event()
        if watch:
            threading.Thread(target=_watch, args=(settings, watch, stop), daemon=True, name="watch").start()
        click.echo(
            f"refresh runs at {cron!r} ({timezone})" + (f" and when raw/ changes (every {watch:g} s)" if watch else "")
        )
        try:
            refresh.serve(
                name=deployment_name(settings),
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
                click.echo(f"changed inputs: {len(plan.changes)}; refresh")
                run_deployment(f"refresh/{deployment_name(settings)}", timeout=0)
                asked = now
            seen = now
        except (FangzhiError, OSError) as error:
            click.echo(f"watch: {error}", err=True)
        except Exception as error:  # noqa: BLE001 - whatever Prefect's client raises, the next look tries again
            click.echo(f"watch: could not ask for a run: {error}", err=True)
