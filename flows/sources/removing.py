"""Taking a document out of ``raw/``, with all that people have signed of it."""

import datetime as dt
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flows.domain.errors import FangzhiError
from flows.sources import corrections, rulings
from flows.sources.door import ChangedMeanwhileError, Door, opened, read_raw
from flows.sources.extracts import Extracts
from flows.sources.ingest import ingest
from flows.sources.inventory import ARTICLES, CORRECTIONS, EXTRACTS, RULINGS
from flows.sources.manifest import FILE, OPTIONAL, REQUIRED, Entry, trusted_entries
from flows.sources.recording import keys_of, recorded
from flows.sources.removals import Key, Removal
from flows.sources.sheets import Sheet
from flows.vocabulary import Vocabulary

_OF_JUDGEMENTS = {
    "correction": (CORRECTIONS, corrections.COLUMNS),
    "ruling": (RULINGS, rulings.COLUMNS),
}


@dataclass(frozen=True, slots=True)
class Leaving:
    """What goes when a document goes.

    ``signed`` are the keys of its claims and rejections, ``judged`` those of the rulings and corrections of its claims.
    ``unread`` says why its signed rows cannot be told one by one (empty: they can). ``conflict_rulings`` is the number of
    rulings on conflicts: whether a conflict is one of its claims only a build knows.
    """

    entry: Entry
    article: bytes | None = field(repr=False)
    extracts: bytes | None = field(repr=False)
    claim_ids: frozenset[str] = field(repr=False)
    signed: tuple[Key, ...]
    judged: tuple[Key, ...]
    unread: str
    conflict_rulings: int

    @property
    def files(self) -> list[str]:
        there = {_article(self.entry): self.article, _extracts(self.entry): self.extracts}
        return [file for file, data in there.items() if data is not None]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each kind go."""
        return dict(Counter(kind for kind, _ in (*self.signed, *self.judged)))


def look(root: Path, document: str, vocabulary: Vocabulary) -> Leaving:
    """What would go with ``document``; nothing is changed.

    Raises ``FangzhiError`` where there is no such document, or a file that would have to be changed cannot be trusted.
    """
    entry = _entry(read_raw(root, FILE), document)
    article, extracts = (read_raw(root, file) for file in (_article(entry), _extracts(entry)))
    signed: tuple[Key, ...] = ()
    claim_ids: frozenset[str] = frozenset()
    unread = "" if article is not None else f"{_article(entry)}: found no such file"
    if article is not None:
        found = ingest(entry, article, extracts, vocabulary)
        if found.source is None:
            unread = "; ".join(map(str, found.refusals))
        signed = tuple(keys_of(Extracts(found.claims, found.rejections)))
        claim_ids = frozenset(claim.claim_id for claim in (*found.claims, *found.reading.claims))
    judged = [
        (kind, claim_id)
        for kind in _OF_JUDGEMENTS
        for claim_id in _without(read_raw(root, _OF_JUDGEMENTS[kind][0]), kind, claim_ids)[1]
    ]
    return Leaving(entry, article, extracts, claim_ids, signed, tuple(judged), unread,
                   _conflict_rulings(read_raw(root, RULINGS)))  # fmt: skip


def remove_document(root: Path, leaving: Leaving, *, by: str, note: str) -> None:
    """Take it out, and record in ``raw/removals.csv`` what has gone: all of it, or nothing.

    Raises ``FangzhiError`` where the document is another than was looked at.
    """
    entry = leaving.entry
    with opened(root, wait=60) as door:
        manifest = door.read(FILE)
        now = (_entry(manifest, entry.document), door.read(_article(entry)), door.read(_extracts(entry)))
        if now != (entry, leaving.article, leaving.extracts):
            raise ChangedMeanwhileError(
                f"{entry.document}: found it changed since it was looked at, expected it at rest. Mend: do it again"
            )
        judged, contents = _judged(door, leaving.claim_ids)
        contents |= {_extracts(entry): None, _article(entry): None, FILE: _without_entry(manifest, entry.document)}
        moment = dt.datetime.now().astimezone().isoformat(timespec="seconds")
        removed = [
            Removal(kind, key, entry.document, by, moment, note)
            for kind, key in (("document", entry.document), *leaving.signed, *judged)
        ]
        door.change(contents | recorded(door, removed=removed))


def _judged(door: Door, claim_ids: Collection[str]) -> tuple[list[Key], dict[str, bytes | None]]:
    """The rulings and corrections of claims that go, and the files without them."""
    keys: list[Key] = []
    contents: dict[str, bytes | None] = {}
    for kind, (file, _) in _OF_JUDGEMENTS.items():
        contents[file], gone = _without(door.read(file), kind, claim_ids)
        keys += [(kind, claim_id) for claim_id in gone]
    return keys, contents


def _without(data: bytes | None, kind: str, claim_ids: Collection[str]) -> tuple[bytes | None, list[str]]:
    """A file of judgements without the rows of claims that go, and the ids of these; all others stay, to the byte."""
    if data is None:
        return None, []
    file, columns = _OF_JUDGEMENTS[kind]
    sheet = _sheet(data, file, columns)
    gone = []
    for index in range(len(sheet.records) - 1, 0, -1):
        claim_id = _id(sheet, index, "claim_id")
        if claim_id in claim_ids:
            gone.append(claim_id)
            sheet = sheet.without_row(index)
    return sheet.encoded() if gone else data, gone[::-1]


def _conflict_rulings(data: bytes | None) -> int:
    if data is None:
        return 0
    sheet = _sheet(data, RULINGS, rulings.COLUMNS)
    return sum(bool(_id(sheet, index, "conflict_id")) for index in range(1, len(sheet.records)))


def _without_entry(manifest: bytes | None, document: str) -> bytes:
    """The manifest without one row; all others stay, to the byte."""
    sheet = _sheet(manifest or b"", FILE, REQUIRED, OPTIONAL)
    rows = (index for index in range(1, len(sheet.records)) if _id(sheet, index, "document") == document)
    return sheet.without_row(next(rows)).encoded()


def _sheet(data: bytes, file: str, columns: Sequence[str], optional: Sequence[str] = ()) -> Sheet:
    return Sheet.parse(data, file, required=columns, optional=optional)


def _id(sheet: Sheet, index: int, column: str) -> str:
    """The cell as the intake reads it; empty for a blank row."""
    cells = sheet.cells(sheet.records[index]) or {}
    return unicodedata.normalize("NFKC", cells.get(column, "")).strip()


def _entry(manifest: bytes | None, document: str) -> Entry:
    entries = trusted_entries(manifest)
    if document not in entries:
        raise FangzhiError(
            f"{document}: found no such document in {FILE}, expected the id of one of its {len(entries)}. "
            "Mend: look the id up in its first column; a document that is removed already needs nothing more"
        )
    return entries[document]


def _article(entry: Entry) -> str:
    return f"{ARTICLES}/{entry.file}"


def _extracts(entry: Entry) -> str:
    return f"{EXTRACTS}/{entry.document}.csv"
