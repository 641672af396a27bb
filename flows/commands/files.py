"""Files as the sources keep them, read by themselves."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from flows.domain.document import Decoded
from flows.domain.errors import FangzhiError, RefusedError
from flows.domain.reading import Origin
from flows.sources.bounded import Bounded
from flows.sources.decoding import UndecodableError
from flows.sources.documents import TextReading, read_loose_within
from flows.sources.files import MAX_BYTES
from flows.sources.inventory import ARTICLES, manifest_text
from flows.sources.manifest import Entry, read_manifest, region_id_of
from flows.vocabulary import Vocabulary

STDIN = "-"


@dataclass(frozen=True, slots=True)
class FileReader:
    """Reads files; ``published``, ``outlet`` and ``region_id`` are what the user says of them, and stand before the manifest.

    ``bounded`` is not closed by it; ``publish_from`` is the confidence from which on claims are published.
    """

    root: Path
    vocabulary: Vocabulary
    bounded: Bounded
    published: str = ""
    outlet: str = ""
    region_id: str = ""
    publish_from: float = 1.0

    def __call__(self, file: str) -> TextReading:
        """The text of ``file`` (``-``: standard input) and what it says; raises ``FangzhiError`` naming the file."""
        entry = self.entry_of(file)
        try:
            decoded = self._decoded(file, entry.charset if entry else "")
            return read_loose_within(
                self.bounded,
                decoded.text,
                self.vocabulary,
                published=self.published or (entry.published if entry else ""),
                origin=self.origin_of(entry),
            )
        except UndecodableError as error:
            raise FangzhiError(f"{file}: found {error.found}, expected {error.expected}. Mend: {error.mend}") from error
        except OSError as error:
            raise FangzhiError(f"{file}: found {error.strerror}, expected a file. Mend: correct its name") from error
        except FangzhiError as error:
            raise FangzhiError(f"{file}: {error}") from error

    def origin_of(self, entry: Entry | None) -> Origin:
        """What is known of a file beside its text."""
        if entry is None:
            return Origin(outlet=self.outlet, region_id=self.region_id)
        region_id = self.region_id or region_id_of(entry, self.vocabulary)
        return Origin(self.outlet or entry.outlet, entry.url, entry.title, region_id)

    def _decoded(self, file: str, charset: str) -> Decoded:
        if file == STDIN:
            return self.bounded.read_text(_bounded(sys.stdin.buffer), suffix=".txt", charset=charset)
        path = Path(file)
        with path.open("rb") as opened:
            return self.bounded.read_text(_bounded(opened), suffix=path.suffix, charset=charset)

    def entry_of(self, file: str) -> Entry | None:
        """What the manifest says of ``file``, if it lies in ``raw/articles``."""
        path = Path(file)
        if file == STDIN or path.resolve().parent != (self.root / ARTICLES).resolve():
            return None
        try:
            entries, _ = read_manifest(manifest_text(self.root))
        except RefusedError:
            return None
        return next((entry for entry in entries.values() if entry.file == path.name), None)


def _bounded(file: BinaryIO) -> bytes:
    """All of ``file``, and of what has no end (a device, a pipe) one byte more than is let in."""
    return file.read(MAX_BYTES + 1)
