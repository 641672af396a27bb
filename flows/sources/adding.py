"""Taking a new document into ``raw/``."""

import contextlib
import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Final

from flows.domain.errors import FangzhiError, LongError
from flows.sources.bounded import Bounded
from flows.sources.decoding import UndecodableError
from flows.sources.door import opened
from flows.sources.files import read_whole
from flows.sources.inventory import ARTICLES, sha256
from flows.sources.manifest import FILE, Entry, check_entry, check_words, trusted_entries, written
from flows.sources.recording import recorded
from flows.vocabulary import Vocabulary

_WAIT: Final = 60.0
"""Seconds to wait for other writers: as many adds may stand in line."""


def _id_of(stem: str) -> str:
    """An id made of a file's name: the same whether its accents are signs of their own (NFD, as macOS writes) or not."""
    letters = "".join(char for char in unicodedata.normalize("NFKD", stem.lower()) if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def add_document(
    root: Path, file: Path, *, replacing: bool, document: str, published: str, published_basis: str, outlet: str,
    title: str, url: str, licence: str, charset: str, note: str, region: str = "", source_kind: str = "",
    vocabulary: Vocabulary | None = None, bounded: Bounded | None = None,
) -> Entry:  # fmt: skip
    """Copy ``file`` to ``raw/articles`` byte for byte and write its row of the manifest; returns the row.

    ``replacing`` takes new bytes for a document that is there; the hash of the old ones stays in its note. ``bounded`` takes
    the text out of the file, of one file after the other; by default it is one for this file. ``vocabulary`` is needed
    for a ``region`` and a ``source_kind``. Raises
    ``FangzhiError`` where the file cannot be read, the row is wrong, or the document or its bytes are there already.
    The file and its row come in together, or neither does.
    """
    try:
        data = read_whole(file)
    except OSError as error:
        raise FangzhiError(
            f"{file}: found {error.strerror or error}, expected a file that can be read. Mend: check its path and rights"
        ) from error
    try:
        with contextlib.ExitStack() as own:
            bounded = bounded or own.enter_context(Bounded())
            bounded.read_text(data, suffix=file.suffix, charset=charset)
    except UndecodableError as error:
        raise FangzhiError(f"{file}: {error}") from error
    name = document or _id_of(file.stem)
    entry = Entry(
        document=name, file=f"{name}{file.suffix.lower()}", title=title, outlet=outlet, published=published,
        published_basis=published_basis, url=url, licence=licence, sha256=sha256(data), charset=charset, note=note,
        region=region, source_kind=source_kind,
    )  # fmt: skip
    wrong = check_entry(1, entry) + (check_words(entry, vocabulary) if vocabulary else [])
    if wrong:
        raise LongError(
            "\n".join(f"{r.column}: found {r.found}, expected {r.expected}. Mend: {r.mend}" for r in wrong)
            + ("" if name else f"\n{file.name!r} gives no id: name it with --document")
        )
    with opened(root, wait=_WAIT) as door:
        entries = trusted_entries(door.read(FILE))
        twin = next((other for other in entries.values() if other.sha256 == entry.sha256), None)
        if twin:
            raise FangzhiError(
                f"{file}: found the bytes of document {twin.document}, expected a new document. Mend: nothing to do"
            )
        old = entries.get(name)
        if old and not replacing:
            raise FangzhiError(
                f"{name}: found a document of this id, expected a new one. Mend: --document ID, or --replace"
            )
        if old:
            entry = _succeeding(entry, old)
        target = f"{ARTICLES}/{entry.file}"
        if door.read(target) is not None and not (old and old.file == entry.file):
            raise FangzhiError(f"{root / target}: found a file of this name, expected none. Mend: --document ID")
        contents: dict[str, bytes | None] = {target: data}
        if old and old.file != entry.file:
            former = f"{ARTICLES}/{old.file}"
            door.read(former)
            contents[former] = None
        contents[FILE] = written([*(e for e in entries.values() if e.document != name), entry]).encode()
        contents |= recorded(door, returned=[("document", name)])
        door.change(contents)
    return entry


def _succeeding(entry: Entry, old: Entry) -> Entry:
    """The row of new bytes for the document ``old``: what is not said anew is as it was."""
    return replace(
        entry,
        note="; ".join(filter(None, (entry.note or old.note, f"replaces the bytes with SHA-256 {old.sha256}"))),
        title=entry.title or old.title,
        outlet=entry.outlet or old.outlet,
        url=entry.url or old.url,
        region=entry.region or old.region,
        source_kind=entry.source_kind or old.source_kind,
    )
