"""Taking a new document into ``raw/``."""

import re
from dataclasses import replace
from pathlib import Path

from flows.domain.errors import FangzhiError, LongError, RefusedError
from flows.sources.decoding import UndecodableError
from flows.sources.inventory import ARTICLES, sha256
from flows.sources.manifest import COLUMNS, FILE, Entry, check_entry, read_manifest, written
from flows.sources.pages import read_text
from flows.sources.writing import write_whole


def add_document(
    root: Path, file: Path, *, replacing: bool, document: str, published: str, published_basis: str, outlet: str,
    title: str, url: str, licence: str, charset: str, note: str,
) -> Entry:  # fmt: skip
    """Copy ``file`` to ``raw/articles`` byte for byte and write its row of the manifest; returns the row.

    ``replacing`` takes new bytes for a document that is there; the hash of the old ones stays in its note. Raises
    ``FangzhiError`` where the file cannot be read, the row is wrong, or the document or its bytes are there already.
    The manifest is replaced in one rename.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise FangzhiError(
            f"{file}: found {error.strerror or error}, expected a file that can be read. Mend: check its path and rights"
        ) from error
    try:
        read_text(data, suffix=file.suffix, charset=charset)
    except UndecodableError as error:
        raise FangzhiError(f"{file}: {error}") from error
    manifest = root / FILE
    try:
        text = manifest.read_bytes().decode("utf-8-sig") if manifest.exists() else ",".join(COLUMNS) + "\n"
    except UnicodeDecodeError as error:
        raise FangzhiError(
            f"{FILE}: found a byte that is not UTF-8 at {error.start}, expected UTF-8. Mend: save it as UTF-8"
        ) from error
    entries, refusals = read_manifest(text)
    if refusals:
        raise RefusedError(*refusals)
    name = document or re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-")
    entry = Entry(
        document=name, file=f"{name}{file.suffix.lower()}", title=title, outlet=outlet, published=published,
        published_basis=published_basis, url=url, licence=licence, sha256=sha256(data), charset=charset, note=note,
    )  # fmt: skip
    if wrong := check_entry(1, entry):
        raise LongError(
            "\n".join(f"{r.column}: found {r.found}, expected {r.expected}. Mend: {r.mend}" for r in wrong)
            + ("" if name else f"\n{file.name!r} gives no id: name it with --document")
        )
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
        entry = replace(
            entry, note="; ".join(filter(None, (note or old.note, f"replaces the bytes with SHA-256 {old.sha256}")))
        )
        entry = replace(entry, **{
            field: getattr(entry, field) or getattr(old, field) for field in ("title", "outlet", "url")
        })  # fmt: skip
    target = root / ARTICLES / entry.file
    if target.exists() and not (old and old.file == entry.file):
        raise FangzhiError(f"{target}: found a file of this name, expected none. Mend: --document ID")
    listed = written([*(e for e in entries.values() if e.document != name), entry]).encode()
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, data)
    if old and old.file != entry.file:
        (root / ARTICLES / old.file).unlink(missing_ok=True)
    write_whole(manifest, listed)
    return entry
