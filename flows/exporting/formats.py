"""What a build can be exported as: the name of each format, and how it comes into a folder or a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from flows.domain.errors import FangzhiError
from flows.exporting.annotations import export_annotation_lines, export_annotations
from flows.exporting.frictionless import export_frictionless
from flows.exporting.jsonld import export_dataset, export_jsonld
from flows.exporting.output import Output, writing, writing_file
from flows.exporting.parquet import export_parquet
from flows.exporting.sdmx import export_sdmx
from flows.exporting.workbook import export_workbook
from flows.store.snapshot import Snapshot


class _IntoFolder(Protocol):
    def __call__(self, snapshot: Snapshot, output: Output, *, base_url: str) -> None: ...


class _IntoFile(Protocol):
    def __call__(self, snapshot: Snapshot, path: Path, *, base_url: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Format:
    """A format; a place with one of ``endings`` is a file, any other a folder, where the format can be both."""

    into_folder: _IntoFolder | None = None
    into_file: _IntoFile | None = None
    endings: tuple[str, ...] = ()


FORMATS: Final[Mapping[str, Format]] = {
    "sdmx": Format(export_sdmx),
    "frictionless": Format(export_frictionless),
    "parquet": Format(export_parquet),
    "annotations": Format(export_annotations, export_annotation_lines, (".jsonl",)),
    "xlsx": Format(None, export_workbook, (".xlsx",)),
    "jsonld": Format(export_jsonld, export_dataset, (".jsonld", ".json")),
}


def export(snapshot: Snapshot, place: Path, *, name: str, base_url: str) -> list[Path]:
    """Write the format ``name`` to ``place``; returns the files. Raises ``FangzhiError`` if it is none for the format."""
    chosen = FORMATS[name]
    is_file = place.suffix.lower() in chosen.endings and not place.is_dir()
    if chosen.into_file and is_file:
        with writing_file(place) as path:
            chosen.into_file(snapshot, path, base_url=base_url)
        return [place]
    if not chosen.into_folder:
        raise FangzhiError(f"{place}: found another ending, expected {' or '.join(chosen.endings)}. Mend: name it so")
    return _export_into(snapshot, name, place, chosen.into_folder, base_url=base_url)


def export_all(snapshot: Snapshot, folder: Path, *, base_url: str) -> list[Path]:
    """Write every format to a folder of its own in ``folder``, and beside them the dataset, which names them."""
    written: list[Path] = []
    for name, chosen in FORMATS.items():
        if name != "jsonld":
            place = folder / name
            if not chosen.into_folder:
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
