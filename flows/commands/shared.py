"""What all subcommands share: exit codes, errors as messages, tables, progress."""

import contextlib
import datetime as dt
import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Final, ParamSpec, Self

import click

from flows.domain.errors import FangzhiError, LongError, Refusal, RefusedError
from flows.domain.media_types import ENDINGS
from flows.domain.visible import visible
from flows.settings import Settings, load_settings

OK: Final = 0
FAILED: Final = 1
REFUSED: Final = 2
INTERRUPTED: Final = 130
"""Exit codes: all well; nothing done by this run; done, but something was refused (strict: not published); Ctrl-C."""

SHOWN_REFUSALS: Final = 20
_NARROWEST_COLUMN: Final = 12
_P = ParamSpec("_P")


def told(command: Callable[_P, int | None]) -> Callable[_P, None]:
    """Turn an error that a user can act on into its message and an exit code.

    ``{endings}`` in its docstring, which is its help text, becomes the endings of files that are taken.
    """

    @wraps(command)
    def run(*args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            code = command(*args, **kwargs)
        except RefusedError as error:
            list_refusals(error.refusals, rest="which may have the same cause")
            sys.exit(FAILED)
        except FangzhiError as error:
            say(f"error: {error}", err=True, lines=isinstance(error, LongError))
            sys.exit(FAILED)
        except KeyboardInterrupt:
            say("interrupted", err=True)
            sys.exit(INTERRUPTED)
        except BrokenPipeError:  # whoever reads the output has had enough, as head does
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(FAILED)
        except OSError as error:
            where = error.filename2 or error.filename or "input or output"
            say(f"error: {where}: {error.strerror or error}", err=True)
            sys.exit(FAILED)
        sys.exit(code or OK)

    # \b is click's mark of a paragraph that is not to be filled.
    run.__doc__ = (command.__doc__ or "").replace(r"\b", "\b").replace("{endings}", ENDINGS)
    return run


def say(text: str, *, err: bool = False, lines: bool = False) -> None:
    """Print a message for people; what a terminal would obey in it is written out, line breaks too unless ``lines``."""
    click.echo(visible(text, lines=lines), err=err)


def give(data: str) -> None:
    """Print data for programs: exactly, except on a terminal, which would obey what stands in it."""
    if sys.stdout.isatty():
        sys.stdout.write(visible(data, lines=True))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data.encode(errors="backslashreplace"))  # half a character, as JSON writes it
    sys.stdout.flush()


def settings_of(context: click.Context) -> Settings:
    return load_settings(context.obj)


def report_refusals(refusals: Sequence[Refusal]) -> int:
    """List what was refused, if anything; returns the exit code."""
    if not refusals:
        return OK
    list_refusals(refusals)
    return REFUSED


def list_refusals(refusals: Sequence[Refusal], *, rest: str = "in raw.refusals") -> None:
    """The first refusals on standard error, and the number of the others; ``rest`` says what is to be known of them."""
    say(f"{len(refusals)} refused:", err=True)
    for refusal in refusals[:SHOWN_REFUSALS]:
        say(f"  {refusal}", err=True)
    if len(refusals) > SHOWN_REFUSALS:
        say(f"  and {len(refusals) - SHOWN_REFUSALS} more, {rest}", err=True)


def print_table(columns: Any, rows: Any) -> None:
    """A table for people, numbers to the right; more columns than fit side by side are listed row by row."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, width=None if sys.stdout.isatty() else 200)
    if len(columns) > max(2, console.width // _NARROWEST_COLUMN):
        for number, row in enumerate(rows, 1):
            say(f"row {number}")
            print_table(("column", "value"), [pair for pair in zip(columns, row, strict=True) if pair[1] is not None])
        return
    table = Table(box=box.SIMPLE_HEAD, header_style="bold")
    for at, column in enumerate(columns):
        numeric = bool(rows) and all(_is_number(row[at]) for row in rows if row[at] is not None)
        table.add_column(Text(visible(str(column))), justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*("" if cell is None else Text(visible(str(cell))) for cell in row))
    console.print(table)


def _is_number(cell: Any) -> bool:
    try:
        float(cell)
    except (TypeError, ValueError):
        return False
    return not isinstance(cell, bool)


def as_day(_context: click.Context, _parameter: click.Parameter, text: str | None) -> dt.date | None:
    """An option's value written YYYY-MM-DD as a day; anything else is a usage error."""
    if text is None:
        return None
    with contextlib.suppress(ValueError):
        day = dt.date.fromisoformat(text)
        if day.isoformat() == text:  # Python reads 20250131 and 2025-W05-5 as well
            return day
    raise click.BadParameter(f"found {text!r}, expected a day of the calendar, as 2025-01-31.")


class Progress:
    """Counts what is done on standard error, twice a second, where that is a terminal; else it is silent."""

    def __init__(self, what: str) -> None:
        self._what, self._done = what, 0
        self._began = self._shown = time.monotonic()
        self._shows = sys.stderr.isatty()
        self._is_shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_shown:
            click.echo("\r\033[K", err=True, nl=False)

    def advance(self, by: int = 1) -> None:
        self._done += by
        now = time.monotonic()
        if self._shows and now - self._shown > 0.5:
            self._shown, self._is_shown = now, True
            click.echo(f"\r{self._done} {self._what} in {now - self._began:.0f} s", err=True, nl=False)
