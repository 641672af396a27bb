"""What lies in the project's folders now, by content: the first thing every refresh asks."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flows.domain.errors import Refusal, RefusedError
from flows.sources.door import recover
from flows.sources.manifest import FILE as MANIFEST
from flows.sources.manifest import Entry, read_manifest

ARTICLES: Final = "raw/articles"
EXTRACTS: Final = "raw/extracts"
RULINGS: Final = "raw/rulings.csv"
CORRECTIONS: Final = "raw/corrections.csv"
_CODE: Final = ("flows/domain", "flows/vocabulary", "flows/reading", "flows/sources", "flows/store/schema.sql")
_DBT: Final = ("dbt/models", "dbt/tests", "dbt/macros", "dbt/dbt_project.yml", "dbt/profiles.yml")


@dataclass(frozen=True)
class Inventory:
    """The inputs of a build.

    ``inputs`` maps ``kind:path`` to the SHA-256 of the content; kinds are ``document``, ``extracts``, ``manifest``
    (one entry a row), ``judgements``, ``vocabulary``, ``dbt``, ``code`` and ``refused``. ``refusals`` are of files as a whole and of
    rows of the manifest: not in the manifest, not matching it, missing.
    """

    entries: Mapping[str, Entry]
    inputs: Mapping[str, str]
    refusals: tuple[Refusal, ...]

    @property
    def fingerprint(self) -> str:
        """One hash of all inputs."""
        return sha256("\n".join(f"{key} {value}" for key, value in sorted(self.inputs.items())).encode())

    def changed_documents(self, before: Mapping[str, str]) -> tuple[set[str], set[str]]:
        """Documents to read again, and documents to drop, against the inputs of an earlier build.

        When the vocabulary or the code that reads has changed, every document is read again.
        """
        known = {key.removeprefix("manifest:") for key in before if key.startswith("manifest:")}
        gone = known - set(self.entries)
        if self._of("vocabulary", "code") != _select(before, ("vocabulary", "code")):
            return set(self.entries), gone
        changed = {
            document
            for document in self.entries
            if any(self.inputs.get(key) != before.get(key) for key in self.keys_of(document))
        }
        return changed, gone

    def keys_of(self, document: str) -> tuple[str, str, str]:
        """The inputs that one document depends on besides vocabulary and code."""
        entry = self.entries[document]
        return (
            f"manifest:{document}",
            f"document:{ARTICLES}/{entry.file}",
            f"extracts:{EXTRACTS}/{document}.csv",
        )

    def _of(self, *kinds: str) -> dict[str, str]:
        return _select(self.inputs, kinds)


def take_inventory(root: Path) -> Inventory:
    """Hash everything a build of the project in ``root`` depends on; raises ``RefusedError`` for a bad manifest.

    What a writer that was killed had begun in ``raw/`` is put back first.
    """
    recover(root)
    inputs: dict[str, str] = {}
    try:
        manifest = (root / MANIFEST).read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise RefusedError(Refusal(MANIFEST, None, "", "missing", "no such file", "the list of documents",
                                   "restore it, or begin with: fangzhi add FILE --published DATE")) from None  # fmt: skip
    except UnicodeDecodeError as error:
        raise RefusedError(Refusal(MANIFEST, None, "", "charset", f"a byte that is not UTF-8 at {error.start}", "UTF-8",
                                   "save it as UTF-8")) from error  # fmt: skip
    entries, refusals = read_manifest(manifest)
    good: dict[str, Entry] = {}
    files = {path.name: path for path in _files(root / ARTICLES)}
    for document, entry in sorted(entries.items()):
        path = files.pop(entry.file, None)
        if path is None:
            refusals.append(_refuse(f"{ARTICLES}/{entry.file}", "missing", "no such file",
                                    f"the file of document {document}", "put it back, or delete its row"))  # fmt: skip
            continue
        digest = sha256(path.read_bytes())
        if digest != entry.sha256:
            refusals.append(
                _refuse(f"{ARTICLES}/{entry.file}", "sha256", f"SHA-256 {digest[:12]}…", f"{entry.sha256[:12]}… of the manifest",
                        f"restore the file, or take the new version: fangzhi add FILE --document {document} --replace")
            )  # fmt: skip
            continue
        good[document] = entry
        inputs[f"manifest:{document}"] = entry.fingerprint
        inputs[f"document:{ARTICLES}/{entry.file}"] = digest
    for name in sorted(files):
        if name not in {entry.file for entry in entries.values()}:
            refusals.append(_refuse(f"{ARTICLES}/{_shown(name)}", "not_in_manifest", "a file that is not in the manifest",
                                    "a row for it", "fangzhi add FILE --published DATE, or move it away"))  # fmt: skip
    for path in _files(root / EXTRACTS):
        if path.stem in good and path.suffix == ".csv":
            inputs[f"extracts:{EXTRACTS}/{path.name}"] = sha256(path.read_bytes())
        else:
            refusals.append(_refuse(f"{EXTRACTS}/{_shown(path.name)}", "no_document", "extracts without a document",
                                    "the name of a good document of the manifest, and .csv",
                                    "rename the file, or mend its document"))  # fmt: skip
    for file in (RULINGS, CORRECTIONS):
        if (root / file).is_file():
            inputs[f"judgements:{file}"] = sha256((root / file).read_bytes())
    for path in sorted((root / "dbt/seeds").glob("*.csv")):
        inputs[f"vocabulary:dbt/seeds/{path.name}"] = sha256(path.read_bytes())
    inputs["dbt:dbt"] = _tree(root, (*_DBT, "dbt/seeds/*.yml"))
    inputs["code:flows"] = _tree(Path(__file__).parents[2], _CODE)
    refusals.sort(key=str)
    inputs["refused:raw"] = sha256("\n".join(map(str, refusals)).encode())
    return Inventory(good, inputs, tuple(refusals))


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _files(folder: Path) -> list[Path]:
    """Regular files right in ``folder``, hidden ones and links left out, in the order of their names."""
    if not folder.is_dir():
        return []
    return sorted(p for p in folder.iterdir() if p.is_file() and not p.is_symlink() and not p.name.startswith("."))


def _shown(name: str) -> str:
    """A file name that can be stored; bytes in it that are no UTF-8 become U+FFFD."""
    return name.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")


def _refuse(file: str, kind: str, found: str, expected: str, mend: str) -> Refusal:
    return Refusal(file, None, "", kind, found, expected, mend)


def _select(inputs: Mapping[str, str], kinds: Iterable[str]) -> dict[str, str]:
    return {key: value for key, value in inputs.items() if key.partition(":")[0] in kinds}


def _tree(root: Path, parts: Iterable[str]) -> str:
    """One hash over the text files under ``parts``, names included."""
    digest = hashlib.sha256()
    paths = {
        path
        for part in parts
        for place in root.glob(part)
        for path in ([place] if place.is_file() else place.rglob("*"))
    }
    for path in sorted(paths):
        if path.is_file() and path.suffix in (".py", ".sql", ".yml", ".md"):
            digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
