"""What a build can be exported as: one row a format, with what writes it. Importing this costs nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is in a sentence, and what writes it.

    ``folder`` and ``file`` name functions as ``module:function`` within ``flows.exporting``; they are imported when they
    are called. A place with one of ``endings`` is a file, any other a folder, where the format can be both.
    """

    summary: str
    folder: str = ""
    file: str = ""
    endings: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where it can be written to: ``DIR``, ``FILE.xlsx`` or ``DIR|FILE.jsonl``."""
        return "|".join(filter(None, ("DIR" if self.folder else "", f"FILE{self.endings[0]}" if self.file else "")))


FORMATS: Final[Mapping[str, Format]] = {
    "sdmx": Format("SDMX-CSV 2.0, and its structure as SDMX-JSON 2.0.", "sdmx:export_sdmx"),
    "frictionless": Format(
        "A Frictionless data package: the marts as CSV, with schemas, keys and sources.", "frictionless:export_frictionless"
    ),
    "parquet": Format("The marts as Parquet, decimals exact, columns described.", "parquet:export_parquet"),
    "annotations": Format(
        "W3C Web Annotations, one a claim: a collection of pages, or lines.",
        "annotations:export_annotations", "annotations:export_annotation_lines", (".jsonl",),
    ),
    "xlsx": Format(
        "A workbook: observations, the sentences they rest on, what the columns mean.",
        file="workbook:export_workbook", endings=(".xlsx",),
    ),
    "jsonld": Format(
        "The dataset in schema.org's words; in DIR with the observations as well.",
        "jsonld:export_jsonld", "jsonld:export_dataset", (".jsonld", ".json"),
    ),
}  # fmt: skip
