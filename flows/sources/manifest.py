"""The manifest: which documents there are, and what is known of each."""

import csv
import datetime as dt
import hashlib
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import PurePath
from typing import Final

from flows.domain.errors import FangzhiError, Refusal, RefusedError
from flows.domain.media_types import ENDINGS, TAKEN
from flows.domain.period import parse_period
from flows.sources.tables import is_error
from flows.vocabulary import Region, Vocabulary
from flows.vocabulary.rows import read_table

FILE: Final = "raw/manifest.csv"
_NAME: Final = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_FILE_NAME: Final = re.compile(r"[^./\\\0-\x1f][^/\\\0-\x1f]{0,203}")
_URL: Final = re.compile(r"https?://\S+")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")  # bytes of a command line that are not UTF-8 arrive so
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the manifest; the fields are its columns. ``charset`` is empty where it shall be detected.

    ``region`` is the region that the document is about (its id or its full name), ``source_kind`` a code of that codelist;
    both may be empty, and their columns missing.
    """

    document: str
    file: str
    title: str
    outlet: str
    published: str
    published_basis: str
    url: str
    licence: str
    sha256: str
    charset: str
    note: str
    region: str = ""
    source_kind: str = ""

    @property
    def published_on(self) -> dt.date:
        """The last day it can have been published on, as far as that is known; raises ``ValueError``."""
        period = parse_period(self.published)
        if period.end is None or period.kind not in ("year", "month", "day"):
            raise ValueError(f"not a day, month or year: {self.published!r}")
        return period.end

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the row."""
        return hashlib.sha256("\x1f".join(astuple(self)).encode()).hexdigest()


COLUMNS: Final = tuple(field.name for field in fields(Entry))
OPTIONAL: Final = ("region", "source_kind")
REQUIRED: Final = tuple(column for column in COLUMNS if column not in OPTIONAL)


def read_manifest(text: str) -> tuple[dict[str, Entry], list[Refusal]]:
    """The good rows by document, and what was refused of the others; raises ``RefusedError`` for the whole file.

    Two rows for one document or one file are both refused: which of them is meant only a person can say.
    """
    table = read_table(text, file=FILE, required=REQUIRED, optional=OPTIONAL)
    refusals = list(table.refusals)
    entries: list[tuple[int, Entry]] = []
    for row in table.rows:
        entry = Entry(**{column: cell.strip() for column, cell in row.cells.items()})
        wrong = check_entry(row.line, entry)
        refusals += wrong
        if not wrong:
            entries.append((row.line, entry))
    for column in ("document", "file", "sha256"):
        cells = [unicodedata.normalize("NFC", getattr(entry, column)) for _, entry in entries]
        counts = Counter(cells)
        for (line, _), cell in zip(entries, cells, strict=True):
            if counts[cell] > 1:
                refusals.append(
                    Refusal(FILE, line, column, "duplicate", f"{cell!r} in {counts[cell]} rows", "one row a document",
                            "keep one of the rows; the note can name another source")
                )  # fmt: skip
        entries = [row for row, cell in zip(entries, cells, strict=True) if counts[cell] == 1]
    return {entry.document: entry for _, entry in entries}, refusals


def trusted_entries(data: bytes | None) -> dict[str, Entry]:
    """All rows of the manifest by document, for those who write it: a wrong row is not passed over.

    ``None`` is no manifest. Raises ``FangzhiError`` for a file that is not UTF-8, ``RefusedError`` for one with wrong rows.
    """
    if data is None:
        return {}
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FangzhiError(
            f"{FILE}: found a byte that is not UTF-8 at {error.start}, expected UTF-8. Mend: save it as UTF-8"
        ) from error
    entries, refusals = read_manifest(text)
    if refusals:
        raise RefusedError(*refusals)
    return entries


def check_entry(line: int, entry: Entry) -> list[Refusal]:
    """What is wrong with one row."""

    def refuse(column: str, expected: str, mend: str) -> Refusal:
        return Refusal(FILE, line, column, "value", repr(getattr(entry, column)), expected, mend)

    wrong = [
        refuse(column, "characters that can be written as UTF-8", "type the text again")
        for column in COLUMNS
        if _SURROGATE.search(getattr(entry, column))
    ]
    wrong += [
        refuse(column, "what stood there", "write it again") for column in COLUMNS if is_error(getattr(entry, column))
    ]
    if not _NAME.fullmatch(entry.document) or len(entry.document) > 100:
        wrong.append(refuse("document", "lower-case letters, digits, - _ .", "rename the document"))
    if not _FILE_NAME.fullmatch(entry.file):
        wrong.append(refuse("file", "the name of a file in raw/articles", "write the file name without folders"))
    elif PurePath(entry.file).suffix.lower() not in TAKEN:
        wrong.append(refuse("file", f"a name that ends with one of {ENDINGS}", "save the article as one of these"))
    try:
        _ = entry.published_on
    except ValueError:
        wrong.append(refuse("published", "2024, 2024-04 or 2024-04-10", "write when it was published"))
    if not entry.published_basis:
        wrong.append(refuse("published_basis", "how the date is known", "write e.g. printed on the page"))
    if entry.url and not _URL.fullmatch(entry.url):
        wrong.append(refuse("url", "an http or https address, or nothing", "correct it or leave it empty"))
    if not _SHA256.fullmatch(entry.sha256):
        wrong.append(refuse("sha256", "64 lower-case hex digits", "write the SHA-256 of the file's bytes"))
    return wrong


def region_id_of(entry: Entry, vocabulary: Vocabulary) -> str:
    """The id of the region that the row names; empty where it names none, or none that is one of the vocabulary."""
    meant = _regions_meant(entry.region, vocabulary)
    return meant[0].region_id if len(meant) == 1 else ""


def region_id_named(text: str, vocabulary: Vocabulary) -> str:
    """The id of the region that ``text`` is the id or the name of; empty for nothing; raises ``FangzhiError``."""
    meant = _regions_meant(text, vocabulary)
    if text and len(meant) != 1:
        raise FangzhiError(f"region: found {text!r}, expected {_expected(meant)}. Mend: write its id, or leave it out")
    return meant[0].region_id if meant else ""


def check_words(entry: Entry, vocabulary: Vocabulary) -> list[Refusal]:
    """What of one row is not in the vocabulary; the row is told by its document."""

    def refuse(column: str, expected: str) -> Refusal:
        found = f"{getattr(entry, column)!r} of {entry.document}"
        return Refusal(FILE, None, column, "value", found, expected, "write what is expected, or leave it empty")

    wrong = []
    meant = _regions_meant(entry.region, vocabulary)
    if entry.region and len(meant) != 1:
        wrong.append(refuse("region", _expected(meant)))
    if entry.source_kind and entry.source_kind not in vocabulary.codelists["source_kind"]:
        wrong.append(refuse("source_kind", ", ".join(sorted(vocabulary.codelists["source_kind"]))))
    return wrong


def _regions_meant(text: str, vocabulary: Vocabulary) -> tuple[Region, ...]:
    region = vocabulary.regions.get(text)
    return (region,) if region else vocabulary.regions_named(text) if text else ()


def _expected(meant: Sequence[Region]) -> str:
    if not meant:
        return "the id or the full name of a region of dbt/seeds/regions.csv"
    return "one of the ids " + ", ".join(f"{region.region_id} ({region.name})" for region in meant)


def written(entries: list[Entry]) -> str:
    """The manifest as CSV text; columns that may be missing are written where a row needs them."""
    buffer = io.StringIO()
    columns = [name for name in COLUMNS if name not in OPTIONAL or any(getattr(entry, name) for entry in entries)]
    rows = [[getattr(entry, column) for column in columns] for entry in entries]
    lone = any("\r" in cell for row in rows for cell in row)  # csv would write it without quotes
    writer = csv.writer(buffer, lineterminator="\n", quoting=csv.QUOTE_ALL if lone else csv.QUOTE_MINIMAL)
    writer.writerow(columns)
    writer.writerows(rows)
    return buffer.getvalue()
