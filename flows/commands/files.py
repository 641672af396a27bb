"""Files as the sources keep them, read by themselves."""

import sys
from dataclasses import dataclass
from pathlib import Path

from flows.domain.document import Decoded
from flows.domain.errors import FangzhiError, RefusedError
from flows.sources.decoding import UndecodableError
from flows.sources.documents import TextReading, read_loose_text
from flows.sources.inventory import ARTICLES, manifest_text
from flows.sources.manifest import Entry, read_manifest
from flows.sources.pages import read_text
from flows.vocabulary import Vocabulary

STDIN = "-"


@dataclass(frozen=True, slots=True)
class FileReader:
    """Reads files; ``published`` and ``outlet`` are what the user says of them, and stand before the manifest."""

    root: Path
    vocabulary: Vocabulary
    published: str = ""
    outlet: str = ""

    def __call__(self, file: str) -> TextReading:
        """The text of ``file`` (``-``: standard input) and what it says; raises ``FangzhiError`` naming the file."""
        entry = self._entry(file)
        try:
            decoded = _decoded(file, entry.charset if entry else "")
            return read_loose_text(
                decoded.text,
                self.vocabulary,
                published=self.published or (entry.published if entry else ""),
                outlet=self.outlet or (entry.outlet if entry else ""),
            )
        except UndecodableError as error:
            raise FangzhiError(f"{file}: found {error.found}, expected {error.expected}. Mend: {error.mend}") from error
        except OSError as error:
            raise FangzhiError(f"{file}: found {error.strerror}, expected a file. Mend: correct its name") from error
        except FangzhiError as error:
            raise FangzhiError(f"{file}: {error}") from error

    def _entry(self, file: str) -> Entry | None:
        """What the manifest says of ``file``, if it lies in ``raw/articles``."""
        path = Path(file)
        if file == STDIN or path.resolve().parent != (self.root / ARTICLES).resolve():
            return None
        try:
            entries, _ = read_manifest(manifest_text(self.root))
        except RefusedError:
            return None
        return next((entry for entry in entries.values() if entry.file == path.name), None)


def _decoded(file: str, charset: str) -> Decoded:
    if file == STDIN:
        return read_text(sys.stdin.buffer.read(), suffix=".txt", charset=charset)
    path = Path(file)
    return read_text(path.read_bytes(), suffix=path.suffix, charset=charset)
