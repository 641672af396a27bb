"""The command ``fangzhi``; what a command does not need it does not import."""

import datetime as dt
import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import click

from flows.commands.exporting import export
from flows.commands.inputs import SHOWN_CHANGES, input_in_words
from flows.commands.reader import explain, read, vocabulary
from flows.commands.removing import remove
from flows.commands.shared import OK, as_day, give, print_table, report_refusals, say, settings_of, told
from flows.domain.errors import FangzhiError, Refusal, RefusedError
from flows.settings import Settings, configure_prefect


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(package_name="fangzhi")
@click.option(
    "--project", type=click.Path(path_type=Path, file_okay=False), help="The checkout; default: the one around here."
)
@click.pass_context
def main(context: click.Context, project: Path | None) -> None:
    """fangzhi: indicators by region and year from the Chinese regional press, each traced to its characters."""
    context.obj = project


for command in (read, explain, vocabulary, export, remove):
    main.add_command(command)


@main.command()
@click.option("--full", is_flag=True, help="Rebuild everything from raw/, whatever is published.")
@click.option("--strict", is_flag=True, help="Publish nothing if any file or row is refused.")
@click.option("--wait", type=click.FloatRange(min=0), help="Seconds to wait for another refresh; default 600.")
@click.option("--accept-removal", is_flag=True, help="Publish although signed work of the last build is gone; list it.")
@click.pass_context
@told
def refresh(context: click.Context, full: bool, strict: bool, wait: float | None, accept_removal: bool) -> int:
    r"""Bring the warehouse up to date with raw/ and dbt/.

    \b
    Exit codes: 0 published, or nothing changed; 1 failed, the published warehouse is as it was;
    2 published without the files and rows listed (with --strict: not published);
    130 ended by Ctrl-C, 143 by SIGTERM: the published warehouse is as it was.
    """
    from flows.interrupts import ended_by_signals

    settings = settings_of(context)
    settings = settings if wait is None else replace(settings, lock_wait=wait)
    with ended_by_signals(_interrupted(settings)):
        return _refresh(settings, full=full, strict=strict, accept_removal=accept_removal)


def _refresh(settings: Settings, *, full: bool, strict: bool, accept_removal: bool) -> int:
    from flows.planning import make_plan

    began = time.monotonic()
    plan = make_plan(settings, full=full, deep=True)
    if plan.nothing_changed and plan.published:
        say(f"nothing changed since build {plan.published.sequence} ({plan.published.finished_at})")
        return report_refusals([_refusal(row) for row in plan.published.refusals])
    say(f"{plan.mode} refresh: {len(plan.read)} documents to read", err=True)
    configure_prefect(settings)
    from flows.prefect_server import prefect_server

    with prefect_server(with_services=False) as ready:
        outcome = _run(settings, ready, full=full, strict=strict, accept_removal=accept_removal)
    if isinstance(outcome, RefusedError):
        return report_refusals(list(outcome.refusals))
    from flows.store.builds import BuildStore

    build = BuildStore(settings.warehouse).published()
    if build is None:
        raise FangzhiError(f"{settings.warehouse}: found nothing published, expected a build. Mend: fangzhi status")
    if isinstance(outcome, dict) and not outcome["new"]:
        say(f"nothing changed since build {build.sequence} ({build.finished_at})")
        return report_refusals([_refusal(row) for row in build.refusals])
    took = time.monotonic() - began
    say(f"published build {build.sequence} in {took:.0f} s: {settings.warehouse / 'fangzhi.duckdb'}")
    print_table(("what", "rows"), [(what, count) for what, count in build.counts.items()])
    return report_refusals([_refusal(row) for row in build.refusals])


def _run(settings: Settings, ready: Callable[[], str], *, full: bool, strict: bool, accept_removal: bool) -> Any:
    """Run the flow on the server that is asked for when it is ``ready``; what it returns, or what ``strict`` refused.

    In a thread: in the main one Prefect would put its own handler of SIGTERM in the place of ours.
    """
    from concurrent.futures import ThreadPoolExecutor
    from contextvars import copy_context

    import httpx

    from flows.refresh import refresh as run

    ready()
    try:
        with ThreadPoolExecutor(1) as thread:
            asked = partial(
                run,
                root=str(settings.root),
                full=full,
                strict=strict,
                lock_wait=settings.lock_wait,
                accept_removal=accept_removal,
            )
            return thread.submit(copy_context().run, asked).result()
    except RefusedError as error:
        if not strict:
            raise
        return error
    except (httpx.TransportError, RuntimeError) as error:
        if isinstance(error, RuntimeError) and "Failed to reach API" not in str(error):
            raise
        raise FangzhiError(
            f"Prefect server: found no answer ({error}), expected one at PREFECT_API_URL. "
            "Mend: start it, or unset PREFECT_API_URL to have one for the run"
        ) from error


def _interrupted(settings: Settings) -> Callable[[], str]:
    """What a refresh that is ended by a signal leaves: to be asked then."""
    from flows.store.builds import BuildStore

    store = BuildStore(settings.warehouse)
    before = store.published()

    def message() -> str:
        now = store.published()
        if now == before or now is None:
            return "interrupted; the published warehouse is as it was"
        return f"interrupted; build {now.sequence} has been published"

    return message


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--published", required=True, help="When it was published: 2024-04-10, 2024-04 or 2024.")
@click.option("--published-basis", default="given when added", show_default=True, help="How the date is known.")
@click.option("--outlet", default="", help="The newspaper or site.")
@click.option("--region", default="", help="The region that it is about: its id or its full name.")
@click.option("--source-kind", default="", help="What published it: statistical_bulletin, newspaper …")
@click.option("--title", default="", help="Its title; default: the one that the page prints.")
@click.option("--document", default="", help="Its id; default: made of the file's name.")
@click.option("--url", default="", help="Where it was published.")
@click.option(
    "--licence", default="all rights reserved by the outlet; kept as the user's input data", show_default=True
)
@click.option("--charset", default="", help="The charset, where it cannot be detected.")
@click.option("--note", default="")
@click.option("--replace", "replacing", is_flag=True, help="Take FILE as the new version of a document that is there.")
@click.pass_context
@told
def add(context: click.Context, /, file: Path, replacing: bool, **facts: str) -> None:
    """Copy FILE ({endings}) into raw/articles and write its row of the manifest."""
    from flows.sources.adding import add_document
    from flows.vocabulary import load_vocabulary

    settings = settings_of(context)
    words = load_vocabulary(settings.seeds) if facts["region"] or facts["source_kind"] else None
    entry = add_document(settings.root, file, replacing=replacing, vocabulary=words, bounded=None, **facts)
    say(f"added {entry.document} as raw/articles/{entry.file}; next: fangzhi refresh")


@main.command()
@click.argument("query")
@click.option(
    "--format",
    "style",
    type=click.Choice(["table", "csv", "json", "parquet", "xlsx"]),
    default="table",
    show_default=True,
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to a file; needed for parquet and xlsx.",
)
@click.option("--limit", type=click.IntRange(min=1), help="Print at most so many rows.")
@click.option(
    "--as-of", callback=as_day, metavar="YYYY-MM-DD", help="See the warehouse as it would have been on this day."
)
@click.pass_context
@told
def sql(
    context: click.Context, query: str, style: str, output: Path | None, limit: int | None, as_of: dt.date | None
) -> None:
    r"""Run one QUERY on the published warehouse, read-only.

    \b
    fangzhi sql "select region_name, year, value_base from marts.fct_indicators_by_region_year limit 5"
    fangzhi sql --as-of 2025-01-31 "from marts.fct_indicators_by_region_year"

    With --as-of the query sees only what had been published by the end of that day: the claims, articles and vintages
    until then, and the values by year chosen among them. A publication date that is known to the month counts as the
    last day of it. Tables that cannot be given as of a day are refused; the words and claims are those of today's
    reader and curators.
    """
    from flows.interrupts import ended_by_signals
    from flows.store import exports
    from flows.store.queries import run_sql

    with ended_by_signals(lambda: "interrupted"):  # DuckDB does not listen while it works
        result = run_sql(settings_of(context).warehouse / "fangzhi.duckdb", query, limit=limit, as_of=as_of)
    if style in ("parquet", "xlsx") and output is None:
        raise FangzhiError(f"--format {style}: found no --output, expected a file. Mend: add -o FILE")
    if style == "table" and output is None:
        print_table(result.columns, _shown(result.columns, result.rows))
        say(f"{len(result.rows)} rows" + (", and there are more" if result.truncated else ""), err=True)
    elif output is None:
        give(exports.as_text(result, style))
    else:
        from flows.exporting.output import replacing

        with replacing(output) as path:
            exports.write(result, style, path)
        say(f"wrote {len(result.rows)} rows to {output}", err=True)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
@told
def status(context: click.Context, as_json: bool) -> int:
    """Say what is published, and what has changed in raw/ and dbt/ since."""
    from flows.planning import make_plan

    plan = make_plan(settings_of(context), deep=True)
    build = plan.published
    facts: dict[str, Any] = {
        "published": build and {
            "build": build.sequence, "mode": build.mode, "started_at": build.started_at, "finished_at": build.finished_at,
            "code": build.code_revision or build.package_version, "refusals": len(build.refusals),
        } | {name: count for name, count in build.counts.items() if name != "refusals"},
        "changes": [{"input": key, "is": how} for key, how in plan.changes],
    }  # fmt: skip
    if as_json:
        give(json.dumps(facts, ensure_ascii=False, indent=2) + "\n")
        return OK
    if build is None:
        say("nothing is published yet; fangzhi refresh")
    else:
        print_table(("published", ""), list(facts["published"].items()))
    say(
        "nothing has changed since" if not plan.changes else f"{len(plan.changes)} inputs have changed; fangzhi refresh"
    )
    if build and plan.changes:
        shown = plan.changes[:SHOWN_CHANGES]
        print_table(("input", "is"), [(input_in_words(key), how) for key, how in shown])
        if more := len(plan.changes) - len(shown):
            say(f"and {more} more; all of them: fangzhi status --json")
    return OK


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8577, show_default=True)
@click.option("--name", "names", multiple=True, metavar="HOST", help="A further name under which it is reached.")
@click.option("--token", envvar="FANGZHI_TOKEN", default="", help="Secret that every request must carry; needed beyond "
              "localhost. Given so, others on this machine can see it in the list of processes: better --token-file, or the "
              "variable FANGZHI_TOKEN.")  # fmt: skip
@click.option("--token-file", type=click.Path(path_type=Path), help="File that holds the secret, one line; goes before "
              "FANGZHI_TOKEN.")  # fmt: skip
@click.option("--read-only", is_flag=True, help="Leave the review away.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True,
              help="Processes that answer; as many as cores, where many people look.")  # fmt: skip
@click.option("--open", "opening", is_flag=True, help="Open it in the browser.")
@click.pass_context
@told
def explore(
    context: click.Context, host: str, port: int, names: tuple[str, ...], token: str, token_file: Path | None,
    read_only: bool, workers: int, opening: bool,
) -> None:  # fmt: skip
    """Look at the published warehouse in a browser: each number opens its sentence; review and sign claims."""
    from flows.web.secret import token_in
    from flows.web.server import serve

    if token_file is not None:
        if context.get_parameter_source("token") is click.core.ParameterSource.COMMANDLINE:
            raise FangzhiError("found --token and --token-file, expected one of them. Mend: leave --token out")
        token = token_in(token_file)
    elif not token and context.get_parameter_source("token") is click.core.ParameterSource.COMMANDLINE:
        raise FangzhiError("--token: found nothing, expected a secret. Mend: write one, or leave --token out")

    def ready(address: str) -> None:
        say(f"{address} (Ctrl-C ends it)")
        if opening:
            click.launch(address)

    serve(
        settings_of(context), host=host, port=port, names=names, token=token, read_only=read_only, workers=workers,
        on_ready=ready,
    )  # fmt: skip


@main.command()
@click.option("--serve", "serving", is_flag=True, help="Serve the page on localhost instead of opening the file.")
@click.option("--port", type=click.IntRange(1, 65535), default=8580, show_default=True)
@click.option("--path", "only_path", is_flag=True, help="Print where the page is.")
@click.pass_context
@told
def docs(context: click.Context, serving: bool, port: int, only_path: bool) -> None:
    """Open the documentation of the published warehouse: every table and column, and how they depend on each other."""
    from flows.store.builds import BuildStore

    store = BuildStore(settings_of(context).warehouse)
    build = store.published()
    if build is None:
        raise FangzhiError(f"{store.pointer}: found nothing published, expected a build. Mend: fangzhi refresh")
    page = store.folder(build.sequence) / "docs.html"
    if only_path:
        give(f"{page}\n")
    elif serving:
        _serve_page(page, port)
    else:
        say(str(page))
        click.launch(str(page))


@main.command()
@click.option("--cron", default="0 6 * * *", show_default=True, help="When to refresh.")
@click.option("--timezone", default="Asia/Shanghai", show_default=True)
@click.option("--watch", type=click.FloatRange(min=0), default=10.0, show_default=True,
              help="Seconds between looks at raw/ for new files; 0: do not look.")  # fmt: skip
@click.pass_context
@told
def serve(context: click.Context, cron: str, timezone: str, watch: float) -> None:
    """Keep a schedule alive: refresh on CRON and when files in raw/ change, until interrupted."""
    settings = settings_of(context)
    configure_prefect(settings)
    from flows.serving import serve as run

    run(settings, cron=cron, timezone=timezone, watch=watch)


def _serve_page(page: Path, port: int) -> None:
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = page.read_bytes()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with ThreadingHTTPServer(("127.0.0.1", port), Page) as server:
        say(f"http://127.0.0.1:{port}/ (Ctrl-C ends it)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo()


def _shown(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Rows as people read them; a query plan, a drawing of lines, has a row for each of them."""
    from flows.store.exports import plain

    if tuple(columns) == ("explain_key", "explain_value"):
        return [[key, line] for key, plan in rows for line in str(plan).split("\n")]
    return [[plain(cell) for cell in row] for row in rows]


def _refusal(row: dict[str, Any]) -> Refusal:
    return Refusal(
        row["file"], row["line"], row["column_name"], row["kind"], row["found"], row["expected"], row["mend"]
    )
