"""The subcommands of ``fangzhi export``: one for each format, and all of them."""

from functools import partial
from pathlib import Path

import click

from flows.commands.shared import Progress, say, settings_of, told
from flows.exporting.links import EXPLORER, checked_base
from flows.exporting.registry import FORMATS


@click.group()
def export() -> None:
    """Write the published warehouse for other tools: each row with its observation id and a link to its sentence.

    Files appear whole or not at all. What an earlier export wrote is replaced, any other file is left alone.
    """


def _command(name: str, place: str, summary: str) -> click.Command:
    @click.argument("place", metavar=place, type=click.Path(path_type=Path))
    @click.option(
        "--base-url",
        default=EXPLORER,
        show_default=True,
        metavar="URL",
        help="Where the explorer is that links lead to.",
    )
    @click.pass_context
    @told
    def run(context: click.Context, place: Path, base_url: str) -> None:
        from flows.exporting.formats import export, export_all
        from flows.store.builds import BuildStore
        from flows.store.snapshot import opened

        base = checked_base(base_url)
        with opened(BuildStore(settings_of(context).warehouse)) as snapshot:
            write = export_all if name == "all" else partial(export, name=name)
            written = write(snapshot, place, base_url=base)
            say(f"wrote {len(written)} files of build {snapshot.build.sequence} to {place}", err=True)

    return click.command(name, help=summary)(run)


@export.command()
@click.argument("place", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.pass_context
@told
def site(context: click.Context, place: Path) -> None:
    """The explorer's pages as files that any web host serves, in both languages, without search and review."""
    from flows.exporting.output import writing
    from flows.web.app import create_app
    from flows.web.freezing import freeze

    with writing(place, export="site") as output, Progress("pages") as progress:
        freeze(create_app(settings_of(context), is_frozen=True), output.new, on_page=progress.advance)
    say(f"wrote {len(output.names)} files to {place}; open index.html, or serve the folder", err=True)


for _name, _format in FORMATS.items():
    export.add_command(_command(_name, _format.place, _format.summary))
export.add_command(_command("all", "DIR", "Each of these, in a folder of its own."))
