"""The subcommands around the reader: read, explain, vocabulary gaps."""

import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import click

from flows.commands.shared import FAILED, OK, REFUSED, Progress, give, print_table, say, settings_of, told
from flows.domain.errors import FangzhiError

if TYPE_CHECKING:
    from flows.commands.answers import Answer
    from flows.commands.files import FileReader
    from flows.settings import Settings
    from flows.vocabulary import Vocabulary

_STDIN: Final = "-"
_Read = tuple[str, str, "Answer | None", str]
"""A file's name, its text, the answer, and what was wrong with it if there is no answer."""


@click.command()
@click.argument("files", nargs=-1, type=str, metavar="FILE...")
@click.option("--published", default="", help="When they were published: 2024-04-10, 2024-04 or 2024.")
@click.option("--outlet", default="", help="The newspaper or site; it can say which city 我市 is.")
@click.option("--region", default="", help="The region that they are about: its id or its full name.")
@click.option(
    "--format", "style", type=click.Choice(["table", "csv", "jsonl"]), default="table", show_default=True,
    help="For people, one row a claim, or one JSON object a file.",
)  # fmt: skip
@click.option(
    "--figures", is_flag=True, help="In the table, also figures that are no claims or unread, with the reason."
)
@click.option("--jsonl", is_flag=True, help="Read JSON lines (from FILE or standard input) and write one for each.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes to read with.")
@click.pass_context
@told
def read(
    context: click.Context, files: tuple[str, ...], published: str, outlet: str, region: str, style: str, figures: bool,
    jsonl: bool, jobs: int,
) -> int:  # fmt: skip
    r"""Read the figures in FILE ({endings}; - for a text on standard input) with their meaning.

    \b
    When a text was published is what the manifest says of a file in raw/articles, what is printed with
    the text, or --published, which stands before the manifest. Without any of them 去年 and 今年 have no
    period, and a warning says so.

    \b
    With --jsonl each line is an object with the keys id, text and published (may be missing: then --published,
    the date printed with the text, or none); it may have outlet, url, title and region. Each gives a line with
    id, figures, periods and claims, and a warning where the text has no date, published is none, or region is
    not known; a line that is wrong gives one with id and error.
    Offsets count code points of text. With one job an answer is written before the next line is read; with
    more, lines are answered in chunks.

    \b
    Exit codes: 0 all was read; 1 nothing was; 2 some files or lines could not be read.
    """
    settings = settings_of(context)
    if jsonl:
        return _read_lines(settings, files or (_STDIN,), published=published, outlet=outlet, region=region, jobs=jobs)
    if not files:
        raise click.UsageError("name a FILE, - for standard input, or --jsonl", context)
    from flows.commands.files import FileReader
    from flows.commands.publishing import publish_confidence
    from flows.sources.bounded import Bounded
    from flows.vocabulary import load_vocabulary

    if published:
        _checked(published)
    refused = 0
    write = _WRITERS[style](figures)
    with Progress("files read") as progress, Bounded() as bounded:
        words = load_vocabulary(settings.seeds)
        known = published, outlet, _region_id(region, words), publish_confidence(settings.root)
        reader = FileReader(settings.root, words, bounded, *known)
        for name, text, answer, wrong in _read_files(reader, files, jobs):
            if answer is None:
                refused += 1
                say(f"error: {wrong}", err=True)
            else:
                if warning := answer.get("warning"):
                    say(f"warning: {name}: {warning}", err=True)
                write(name, text, answer)
            progress.advance()
    return OK if not refused else FAILED if refused == len(files) else REFUSED


@click.command()
@click.argument("place", metavar="FILE:OFFSET")
@click.option("--published", default="", help="When it was published: 2024-04-10, 2024-04 or 2024.")
@click.option("--outlet", default="", help="The newspaper or site.")
@click.option("--region", default="", help="The region that it is about: its id or its full name.")
@click.pass_context
@told
def explain(context: click.Context, place: str, published: str, outlet: str, region: str) -> None:
    r"""Say step by step how the figure at OFFSET of FILE came to its claim, or why it is none.

    \b
    OFFSET counts code points from 0; FILE:WORDS means the first place of these words.
    fangzhi explain raw/articles/article.txt:267
    fangzhi explain article.txt:3200吨 --published 2025-02-22
    """
    from flows.commands.explaining import explain_place, place_of
    from flows.commands.files import FileReader
    from flows.commands.publishing import publish_confidence
    from flows.commands.showing import console
    from flows.sources.bounded import Bounded
    from flows.vocabulary import load_vocabulary

    file, colon, where = place.rpartition(":")
    if not colon or not file:
        raise FangzhiError(f"{place}: found no offset, expected FILE:OFFSET. Mend: add a colon and an offset")
    settings = settings_of(context)
    words = load_vocabulary(settings.seeds)
    with Bounded() as bounded:
        known = published, outlet, _region_id(region, words), publish_confidence(settings.root)
        reader = FileReader(settings.root, words, bounded, *known)
        found = reader(file)
    if found.warning:
        say(f"warning: {file}: {found.warning}", err=True)
    try:
        explain_place(console(), found, place_of(found.text, where), reader, reader.origin_of(reader.entry_of(file)))
    except FangzhiError as error:
        raise FangzhiError(f"{file}: {error}") from error


@click.group()
def vocabulary() -> None:
    """What the vocabulary in dbt/seeds has, and what it lacks."""


@vocabulary.command()
@click.option("--top", type=click.IntRange(min=1), default=50, show_default=True, help="So many phrases.")
@click.option("--format", "style", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.pass_context
@told
def gaps(context: click.Context, top: int, style: str) -> None:
    """List phrases of claims for which the vocabulary has no indicator, the most frequent first."""
    from flows.store import exports
    from flows.store.queries import run_sql

    result = run_sql(
        settings_of(context).warehouse / "fangzhi.duckdb",
        "select indicator_text, base_unit, claim_count, document_count, figure_text, sentence "
        "from marts.rpt_vocabulary_gaps order by claim_count desc, indicator_text, base_unit",
        limit=top,
    )
    if style != "table":
        give(exports.as_text(result, style))
    elif result.rows:
        print_table(result.columns, [[exports.plain(cell) for cell in row] for row in result.rows])
    else:
        say("every claim has an indicator of the vocabulary")


def _checked(published: str) -> None:
    from flows.sources.documents import last_day

    try:
        last_day(published)
    except FangzhiError as error:
        raise FangzhiError(f"--{error}") from error


def _region_id(region: str, words: "Vocabulary") -> str:
    from flows.sources.manifest import region_id_named

    try:
        return region_id_named(region, words)
    except FangzhiError as error:
        raise FangzhiError(f"--{error}") from error


def _read_files(reader: "FileReader", files: Iterable[str], jobs: int) -> Iterator[_Read]:
    from flows.commands.pool import in_order

    return in_order(partial(_FileWork, reader), files, jobs=jobs)


class _FileWork:
    """Reads one file a call; what is wrong with it is a part of what comes back."""

    def __init__(self, reader: "FileReader") -> None:
        self._reader = reader

    def __call__(self, file: str, /) -> _Read:
        from flows.commands.answers import document_answer

        try:
            found = self._reader(file)
        except FangzhiError as error:
            return file, "", None, str(error)
        return file, found.text, document_answer(found, self._reader.vocabulary, self._reader.publish_from), ""


def _read_lines(
    settings: "Settings", files: Iterable[str], *, published: str, outlet: str, region: str, jobs: int
) -> int:
    from flows.commands.batch import answer_lines
    from flows.commands.publishing import publish_confidence
    from flows.vocabulary import load_vocabulary

    if published:
        _checked(published)
    words: Vocabulary = load_vocabulary(settings.seeds)
    region_id, publish_from = _region_id(region, words), publish_confidence(settings.root)
    good = wrong = 0
    with Progress("texts read") as progress:
        for file in files:
            with _opened(file) as source:
                for lines in answer_lines(
                    source, words, published=published, outlet=outlet, region_id=region_id, publish_from=publish_from,
                    jobs=jobs,
                ):  # fmt: skip
                    for line, is_answer in lines:
                        give(line.decode())
                        good, wrong = good + is_answer, wrong + (not is_answer)
                        progress.advance()
    return REFUSED if wrong else OK


def _opened(file: str) -> BinaryIO:
    return sys.stdin.buffer if file == _STDIN else Path(file).open("rb")


def _table_writer(figures: bool) -> Any:
    from flows.commands.showing import console, show_document

    out = console()

    def write(name: str, text: str, answer: "Answer") -> None:
        show_document(out, name, text, answer, with_figures=figures)

    return write


def _csv_writer(_: bool) -> Any:
    from flows.commands.answers import CLAIM_FIELDS
    from flows.commands.showing import csv_rows
    from flows.store.exports import csv_text

    give(csv_text([["file", *CLAIM_FIELDS]]))

    def write(name: str, _: str, answer: "Answer") -> None:
        give(csv_text(list(csv_rows(name, answer))))

    return write


def _jsonl_writer(_: bool) -> Any:
    import json

    def write(name: str, _: str, answer: "Answer") -> None:
        give(json.dumps({"id": name} | answer, ensure_ascii=False, separators=(",", ":")) + "\n")

    return write


_WRITERS: Final = {"table": _table_writer, "csv": _csv_writer, "jsonl": _jsonl_writer}
