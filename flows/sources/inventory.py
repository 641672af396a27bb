"""What lies in the project's folders now, by content: the first thing every refresh asks."""

import hashlib
import os
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from flows.domain.errors import Refusal, RefusedError
from flows.sources.door import recover
from flows.sources.files import UnfitFileError, read_whole
from flows.sources.ground import hash_ground
from flows.sources.manifest import FILE as MANIFEST
from flows.sources.manifest import Entry, read_manifest
from flows.sources.removals import FILE as REMOVALS

RAW: Final = "raw"
ARTICLES: Final = "raw/articles"
EXTRACTS: Final = "raw/extracts"
RULINGS: Final = "raw/rulings.csv"
CORRECTIONS: Final = "raw/corrections.csv"
SIGNED: Final = (RULINGS, CORRECTIONS, REMOVALS)
"""Files of signed rows that belong to no document."""


@dataclass(frozen=True)
class Inventory:
    """The inputs of a build.

    ``inputs`` maps ``kind:path`` to the SHA-256 of the content; kinds are ``document``, ``extracts``, ``manifest``
    (one entry a row), ``judgements``, ``vocabulary``, ``dbt``, ``docs``, ``code`` and ``refused``. ``refusals`` are of files as a whole and of
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
    """Hash everything a build of the project in ``root`` depends on, each file read once.

    What a writer that was killed had begun in ``raw/`` is put back first. Raises ``RefusedError`` where the manifest or
    another file that people sign cannot be trusted as a whole.
    """
    recover(root)
    inputs: dict[str, str] = {}
    entries, refusals = read_manifest(manifest_text(root))
    good: dict[str, Entry] = {}
    files, twins = _files(root / ARTICLES)
    twin_files = {refusal.file for refusal in twins}
    if files and not entries and not refusals:
        raise RefusedError(
            Refusal(MANIFEST, None, "", "empty", "no rows", f"a row for each of the {len(files)} files in {ARTICLES}",
                    "restore it; what shall go is taken out with: fangzhi remove DOCUMENT")
        )  # fmt: skip
    refusals += twins
    listed = {_folded(entry.file) for entry in entries.values()}
    for document, entry in sorted(entries.items()):
        path = files.get(_folded(entry.file))
        name = f"{ARTICLES}/{entry.file}"
        if path is None:
            refusals.append(_refuse(name, "missing", "no such file",
                                    f"the file of document {document}", "put it back, or delete its row"))  # fmt: skip
            continue
        if f"{ARTICLES}/{_shown(path.name)}" in twin_files:
            continue
        data = _read(path, name, root, refusals)
        if data is None:
            continue
        digest = sha256(data)
        if digest != entry.sha256:
            refusals.append(
                _refuse(name, "sha256", f"SHA-256 {digest[:12]}…", f"{entry.sha256[:12]}… of the manifest",
                        f"restore the file, or take the new version: fangzhi add FILE --document {document} --replace")
            )  # fmt: skip
            continue
        good[document] = entry
        inputs[f"manifest:{document}"] = entry.fingerprint
        inputs[f"document:{name}"] = digest
    for name, path in sorted(files.items()):
        if name not in listed and f"{ARTICLES}/{_shown(path.name)}" not in twin_files:
            refusals.append(_refuse(f"{ARTICLES}/{_shown(path.name)}", "not_in_manifest", "a file that is not in the manifest",
                                    "a row for it", "fangzhi add FILE --published DATE, or move it away"))  # fmt: skip
    extracts, twins = _files(root / EXTRACTS)
    refusals += twins
    for path in sorted(extracts.values()):
        name = f"{EXTRACTS}/{_shown(path.name)}"
        if path.stem not in good or path.suffix != ".csv":
            refusals.append(_refuse(name, "no_document", "extracts without a document",
                                    "the name of a good document of the manifest, and .csv",
                                    "rename the file, or mend its document"))  # fmt: skip
        elif (
            name not in {refusal.file for refusal in twins} and (data := _read(path, name, root, refusals)) is not None
        ):
            inputs[f"extracts:{name}"] = sha256(data)
    for file in SIGNED:
        if (content := read_signed(root, file)) is not None:
            inputs[f"judgements:{file}"] = sha256(content)
    inputs |= hash_ground(root)
    refusals.sort(key=str)
    inputs["refused:raw"] = sha256("\n".join(map(str, refusals)).encode())
    return Inventory(good, inputs, tuple(refusals))


def read_signed(root: Path, file: str) -> bytes | None:
    """The bytes of one of the ``SIGNED`` files, ``None`` where there is none; raises ``RefusedError`` if it is unfit."""
    refusals: list[Refusal] = []
    if not (root / file).exists() and not (root / file).is_symlink():
        return None
    data = _read(root / file, file, root, refusals)
    if data is None:
        raise RefusedError(*refusals)
    return data


def read_article(root: Path, entry: Entry) -> bytes:
    """The bytes of a document's file; raises ``UnfitFileError`` or ``OSError``, also where it is gone."""
    return read_whole(article_path(root, entry.file), name=f"{ARTICLES}/{entry.file}", inside=root / RAW)


def article_path(root: Path, name: str) -> Path:
    """Where the file lies that the manifest calls ``name``; its name on the disk may be composed otherwise (NFC, NFD)."""
    path = root / ARTICLES / name
    if path.exists():
        return path
    files, _ = _files(root / ARTICLES)
    return files.get(_folded(name), path)


def read_extracts_file(root: Path, document: str) -> bytes | None:
    """The bytes of a document's extracts, ``None`` where there are none; raises ``UnfitFileError`` or ``OSError``."""
    name = f"{EXTRACTS}/{document}.csv"
    try:
        return read_whole(root / name, name=name, inside=root / RAW)
    except FileNotFoundError:
        return None


def manifest_text(root: Path) -> str:
    """The text of the manifest; raises ``RefusedError`` where there is none that can be read."""
    refusals: list[Refusal] = []
    data = _read(root / MANIFEST, MANIFEST, root, refusals)
    if data is None:
        ((refusal),) = refusals
        if refusal.kind == "missing":
            refusal = replace(refusal, expected="the list of documents",
                              mend="restore it, or begin with: fangzhi add FILE --published DATE")  # fmt: skip
        raise RefusedError(refusal)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError(Refusal(MANIFEST, None, "", "charset", f"a byte that is not UTF-8 at {error.start}", "UTF-8",
                                   "save it as UTF-8")) from error  # fmt: skip


def _read(path: Path, name: str, root: Path, refusals: list[Refusal]) -> bytes | None:
    """The bytes of a file in ``raw/``; ``None``, and why in ``refusals``, where it cannot be read."""
    try:
        return read_whole(path, name=name, inside=root / RAW)
    except UnfitFileError as error:
        refusals.append(error.refusal)
    except FileNotFoundError:
        found = "a link that leads nowhere" if path.is_symlink() else "no such file"
        refusals.append(_refuse(name, "missing", found, "a file", "put it back"))
    except OSError as error:
        refusals.append(_refuse(name, "unreadable", error.strerror or str(error), "a file that can be read",
                                "check its rights and the disk"))  # fmt: skip
    return None


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _files(folder: Path) -> tuple[dict[str, Path], list[Refusal]]:
    """What lies right in ``folder`` by name (NFC), folders and hidden files left out, and refusals of names that are one.

    Links, pipes and devices are among them: reading tells what they are. Names are one that differ only in how their
    characters are composed, or in upper and lower case: on other systems one such file takes the place of the other.
    """
    try:
        with os.scandir(folder) as entries:
            names = sorted(
                entry.name
                for entry in entries
                if not entry.name.startswith(".") and not entry.is_dir(follow_symlinks=False)
            )
    except FileNotFoundError:
        return {}, []
    except OSError as error:
        where = f"{RAW}/{folder.name}"
        found = "a link that leads nowhere" if folder.is_symlink() else error.strerror or str(error)
        raise RefusedError(
            _refuse(where, "unreadable", found, "a folder that can be read", "check its rights and the disk")
        ) from error
    alike: dict[str, list[str]] = {}
    for name in names:
        alike.setdefault(_folded(name).casefold(), []).append(name)
    refusals = [
        _refuse(f"{RAW}/{folder.name}/{_shown(name)}", "same_name", f"also {', '.join(_escaped(n) for n in same if n != name)}",
                "names that differ on every system", "rename one of them, or move it away")
        for same in alike.values() if len(same) > 1
        for name in same
    ]  # fmt: skip
    return {_folded(name): folder / name for name in names}, refusals


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _escaped(name: str) -> str:
    """A file name in which its twin can be told apart: what is not ASCII as code points, where NFC and NFD look alike."""
    return _shown(name) if _folded(name) == name else f"{_shown(name)} ({ascii(_shown(name))[1:-1]})"


def _shown(name: str) -> str:
    """A file name that can be stored; bytes in it that are no UTF-8 become U+FFFD."""
    return name.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")


def _refuse(file: str, kind: str, found: str, expected: str, mend: str) -> Refusal:
    return Refusal(file, None, "", kind, found, expected, mend)


def _select(inputs: Mapping[str, str], kinds: Iterable[str]) -> dict[str, str]:
    return {key: value for key, value in inputs.items() if key.partition(":")[0] in kinds}
