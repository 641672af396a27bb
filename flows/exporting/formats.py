"""A build written in a format of the registry, into a folder or a file."""

from pathlib import Path
from pkgutil import resolve_name
from typing import Protocol, cast

from flows.domain.errors import FangzhiError
from flows.exporting.jsonld import export_jsonld
from flows.exporting.output import Output, writing, writing_file
from flows.exporting.registry import FORMATS
from flows.store.snapshot import Snapshot


class _IntoFolder(Protocol):
    def __call__(self, snapshot: Snapshot, output: Output, *, base_url: str) -> None: ...


class _IntoFile(Protocol):
    def __call__(self, snapshot: Snapshot, path: Path, *, base_url: str) -> None: ...


def export(snapshot: Snapshot, place: Path, *, name: str, base_url: str) -> list[Path]:
    """Write the format ``name`` to ``place``; returns the files. Raises ``FangzhiError`` if it is none for the format."""
    chosen = FORMATS[name]
    is_file = place.suffix.lower() in chosen.endings and not place.is_dir()
    if chosen.file and is_file:
        into_file = cast("_IntoFile", _named(chosen.file))
        with writing_file(place) as path:
            into_file(snapshot, path, base_url=base_url)
        return [place]
    if not chosen.folder:
        raise FangzhiError(f"{place}: found another ending, expected {' or '.join(chosen.endings)}. Mend: name it so")
    return _export_into(snapshot, name, place, cast("_IntoFolder", _named(chosen.folder)), base_url=base_url)


def export_all(snapshot: Snapshot, folder: Path, *, base_url: str) -> list[Path]:
    """Write every format to a folder of its own in ``folder``, and beside them the dataset, which names them."""
    written: list[Path] = []
    for name, chosen in FORMATS.items():
        if name != "jsonld":
            place = folder / name
            if not chosen.folder:
                place.mkdir(parents=True, exist_ok=True)
                place /= f"fangzhi{chosen.endings[0]}"
            written += export(snapshot, place, name=name, base_url=base_url)
    others = [path.relative_to(folder).as_posix() for path in written]

    def into_folder(snapshot: Snapshot, output: Output, *, base_url: str) -> None:
        export_jsonld(snapshot, output, base_url=base_url, files=others)

    return written + _export_into(snapshot, "jsonld", folder, into_folder, base_url=base_url)


def _export_into(snapshot: Snapshot, name: str, folder: Path, into_folder: _IntoFolder, *, base_url: str) -> list[Path]:
    with writing(folder, export=name) as output:
        into_folder(snapshot, output, base_url=base_url)
    return [folder / name for name in output.names]


def _named(function: str) -> object:
    """The function that the registry names ``module:function``."""
    return resolve_name(f"flows.exporting.{function}")
