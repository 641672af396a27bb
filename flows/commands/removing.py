"""The subcommand ``remove``."""

import getpass
import subprocess
import sys
from pathlib import Path
from typing import Final

import click

from flows.commands.shared import FAILED, OK, settings_of, told
from flows.domain.errors import FangzhiError

_NAMES: Final = {
    "claim": "signed claims", "rejection": "figures signed to be no claim", "ruling": "rulings on its claims",
    "correction": "corrections of its claims",
}  # fmt: skip


@click.command()
@click.argument("document")
@click.option("--by", default="", metavar="NAME", help="Who removes it; default: git's user.name, else the login name.")
@click.option("--note", default="", metavar="TEXT", help="Why.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
@told
def remove(context: click.Context, document: str, by: str, note: str, yes: bool) -> int:
    r"""Take DOCUMENT out of raw/: its file, its row of the manifest, and all that is signed of it.

    What has gone, who removed it and when is recorded in raw/removals.csv, so that the next refresh knows that it is
    meant. It asks first, and without a terminal it needs --yes.
    """
    settings = settings_of(context)
    from flows.sources.door import recover
    from flows.sources.removing import look, remove_document
    from flows.vocabulary import load_vocabulary

    recover(settings.root)
    leaving = look(settings.root, document, load_vocabulary(settings.seeds))
    name = " ".join((by or _whoever(settings.root)).split())
    if not name:
        raise FangzhiError("--by: found no name, neither git's nor of a login, expected yours. Mend: add --by NAME")
    click.echo(f"{document} goes, with its row of raw/manifest.csv, removed by {name}:")
    for file in leaving.files:
        click.echo(f"  {file}")
    for kind, count in leaving.counts.items():
        click.echo(f"  {count} {_NAMES[kind]}")
    if leaving.unread:
        click.echo(
            f"  its signed rows and their judgements are not told one by one, as it cannot be read: {leaving.unread}"
        )
    if leaving.conflict_rulings:
        click.echo(
            f"{leaving.conflict_rulings} rulings on conflicts stay in raw/rulings.csv; where one is about this document, the "
            "next refresh fails and names its line"
        )
    if not yes:
        if not sys.stdin.isatty():
            raise FangzhiError(f"{document}: found no terminal to ask on, expected a yes. Mend: add --yes")
        if not click.confirm("Remove it?"):
            click.echo("nothing is removed")
            return FAILED
    remove_document(settings.root, leaving, by=name, note=note)
    click.echo(f"removed {document}, recorded in raw/removals.csv; next: fangzhi refresh")
    return OK


def _whoever(root: Path) -> str:
    """Who sits here, as git knows them, else as the system does; empty where neither does."""
    command = ["git", "-C", str(root), "config", "user.name"]
    try:
        name = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True).stdout.strip()  # noqa: S603 - git, with no word of a stranger
    except (OSError, subprocess.SubprocessError):
        name = ""
    try:
        return name or getpass.getuser()
    except (OSError, KeyError):
        return ""
