"""What every document depends on besides itself, by content: code that reads, vocabulary, models, documentation."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from flows.vocabulary.seeds import SEEDS

_PACKAGE: Final = Path(__file__).parents[1]
_ENTRIES: Final = ("flows.sources.ingest", "flows.sources.judgements", "flows.vocabulary.usage")
"""The modules whose functions make the rows of the schema ``raw``; what they import is found by following them."""
_LOADING: Final = ("store/loading.py", "store/schema.sql")
"""How those rows come to lie in tables."""
_IMPORT: Final = re.compile(
    rb"^[ \t]*(?:from[ \t]+(flows(?:\.\w+)*)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)|import[ \t]+(flows(?:\.\w+)*))",
    re.MULTILINE,
)
"""A line that imports a module of ours; the linter forbids relative imports. Parsing these files takes half a second."""
_BY_PRODUCTS: Final = ("target", "logs")
"""Folders in ``dbt/`` that dbt writes."""
_MODELS: Final = (".sql", ".py", ".yml", ".yaml", ".csv")
"""The suffixes by which dbt itself tells what it reads."""


def hash_ground(root: Path) -> dict[str, str]:
    """The inputs that do not belong to one document, ``kind:path`` → SHA-256.

    ``vocabulary``: one entry for each seed that the reader reads. ``dbt``: what decides models and tests, other seeds
    among it. ``docs``: blocks of the documentation site and its pictures. ``code``: the code that reads, see ``code_files``.
    """
    files = list(_walk(root / "dbt"))
    words = {root / f"dbt/seeds/{name}.csv" for name in SEEDS}
    inputs = {
        f"vocabulary:dbt/seeds/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(words.intersection(files))
    }
    inputs["dbt:dbt"] = _hash(root, (path for path in files if path.suffix in _MODELS and path not in words))
    pictures = root / "dbt/assets"
    inputs["docs:dbt/models"] = _hash(
        root, (path for path in files if path.suffix == ".md" or pictures in path.parents)
    )
    inputs["code:flows"] = _hash(_PACKAGE, code_files())
    return inputs


def code_files() -> list[Path]:
    """The files of this package whose content decides what is read and how it is loaded.

    They are the modules that reading imports, directly or not, also inside of functions, and what lies beside them in
    their packages and is no Python: tables that they load.
    """
    modules = _followed(_ENTRIES)
    folders = {path.parent for path in modules if path.name == "__init__.py"}
    tables = {
        path
        for folder in folders
        for path in folder.iterdir()
        if path.is_file() and path.suffix not in (".py", ".pyc") and not path.name.startswith(".")
    }
    return sorted(modules | tables | {_PACKAGE / name for name in _LOADING})


def _followed(entries: Iterable[str]) -> set[Path]:
    """The files of the modules ``entries``, of all modules of ours that they import, and of the packages around these."""
    found: set[Path] = set()
    seen: set[str] = set()
    waiting = list(entries)
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        path = _file_of(name)
        if path is None:  # a function or a class of a module that was found
            continue
        found.add(path)
        if "." in name:
            waiting.append(name.rpartition(".")[0])
        for package, names, module in _IMPORT.findall(path.read_bytes()):
            waiting.append((package or module).decode())
            waiting += [f"{package.decode()}.{word.decode()}" for word in re.findall(rb"\w+", names)]
    return found


def _file_of(module: str) -> Path | None:
    """The file of the module or package ``module``; ``None`` where there is none of that name."""
    path = _PACKAGE.parent.joinpath(*module.split("."))
    candidates = (path.with_name(f"{path.name}.py"), path / "__init__.py")
    return next((file for file in candidates if file.is_file()), None)


def _walk(folder: Path) -> Iterator[Path]:
    """All files in ``folder`` but hidden ones and by-products of dbt; links to folders are followed, as dbt does."""
    for place, folders, names in os.walk(folder, followlinks=True):
        here = Path(place)
        folders[:] = [name for name in folders if not name.startswith(".")]
        if here == folder:
            folders[:] = [name for name in folders if name not in _BY_PRODUCTS]
        yield from (here / name for name in names if not name.startswith("."))


def _hash(root: Path, files: Iterable[Path]) -> str:
    """One hash over ``files``, with their names in ``root``."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
