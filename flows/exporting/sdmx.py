"""SDMX: the observations as SDMX-CSV 2.0, their structure as SDMX-JSON 2.0.

The key is that of an observation: region, indicator, subject, measure, status and year; a test of every build holds it
to be unique. Codes of subjects, which are free text, are made of their hash; their names are in the codelist.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from flows.domain.errors import FangzhiError
from flows.exporting.output import Output
from flows.store.exports import write_csv
from flows.store.snapshot import Snapshot, Table

if TYPE_CHECKING:
    from pysdmx.model import Codelist, Components, Concept
    from pysdmx.model.__base import MaintainableArtefact

AGENCY: Final = "FANGZHI"
FLOW: Final = "INDICATORS"
STRUCTURE: Final = "DSD_INDICATORS"
VERSION: Final = "1.0"
WHOLE_REGION: Final = "_T"
"""The subject of an observation that speaks of the whole region: SDMX's code for a total."""

_NO_CODE: Final = re.compile(r"[^A-Za-z0-9_@$-]")
"""What SDMX 3.0 has no place for in a code (IDType)."""


@dataclass(frozen=True, slots=True)
class _Component:
    """A column of the data: its concept, the column of ``observations`` that it comes from, its list or its type."""

    id: str
    column: str
    role: str
    name: str
    codelist: str = ""
    type: str = "STRING"
    required: bool = True


_COMPONENTS: Final = (
    _Component("REGION", "region_id", "DIMENSION", "Region", "CL_REGION"),
    _Component("INDICATOR", "indicator_id", "DIMENSION", "Indicator", "CL_INDICATOR"),
    _Component("SUBJECT", "subject", "DIMENSION", "Subject", "CL_SUBJECT"),
    _Component("MEASURE", "measure", "DIMENSION", "Measure", "CL_MEASURE"),
    _Component("STATUS", "status", "DIMENSION", "Status", "CL_STATUS"),
    _Component("TIME_PERIOD", "year", "DIMENSION", "Year", type="YEAR"),
    _Component("OBS_VALUE", "value_base", "MEASURE", "Value in the base unit", type="DECIMAL"),
    _Component("UNIT_MEASURE", "base_unit", "ATTRIBUTE", "Base unit", "CL_BASE_UNIT"),
    _Component("BOUND", "bound", "ATTRIBUTE", "Bound", "CL_BOUND"),
    _Component("PERIOD", "period", "ATTRIBUTE", "Period"),
    _Component("COMPARED_WITH", "compared_with", "ATTRIBUTE", "Compared with", required=False),
    _Component("HAS_CONFLICT", "has_conflict", "ATTRIBUTE", "Claims disagree", type="BOOLEAN"),
    _Component("LOWEST_VALUE", "lowest_value_base", "ATTRIBUTE", "Lowest stated value", type="DECIMAL"),
    _Component("HIGHEST_VALUE", "highest_value_base", "ATTRIBUTE", "Highest stated value", type="DECIMAL"),
    _Component("CLAIM_COUNT", "claim_count", "ATTRIBUTE", "Number of claims", type="INTEGER"),
    _Component("SOURCE_COUNT", "document_count", "ATTRIBUTE", "Number of sources", type="INTEGER"),
    _Component("ORIGIN", "origin", "ATTRIBUTE", "Origin", "CL_ORIGIN"),
    _Component("FIGURE_TEXT", "figure_text", "ATTRIBUTE", "Figure as printed"),
    _Component("SENTENCE", "sentence", "ATTRIBUTE", "Sentence", required=False),
    _Component("DOCUMENT", "document", "ATTRIBUTE", "Document"),
    _Component("ARTICLE", "article_id", "ATTRIBUTE", "Article"),
    _Component("OUTLET", "outlet", "ATTRIBUTE", "Outlet", required=False),
    _Component("PUBLISHED_ON", "published_on", "ATTRIBUTE", "Published on", type="DATE"),
    _Component("CLAIM_ID", "claim_id", "ATTRIBUTE", "Chosen claim"),
    _Component("OBSERVATION_ID", "observation_id", "ATTRIBUTE", "Observation"),
    _Component("OBSERVATION_LINK", "observation_url", "ATTRIBUTE", "Link to the observation", type="URI"),
    _Component("SENTENCE_LINK", "sentence_url", "ATTRIBUTE", "Link to the sentence", type="URI"),
)
_CONTROLLED: Final = {
    "CL_MEASURE": ("measure", "Measures"),
    "CL_STATUS": ("status", "Statuses"),
    "CL_BASE_UNIT": ("base_unit", "Base units"),
    "CL_BOUND": ("bound", "Bounds"),
    "CL_ORIGIN": ("origin", "Origins of claims"),
}
"""SDMX's codelist → the controlled list of the vocabulary."""


def export_sdmx(snapshot: Snapshot, output: Output, *, base_url: str) -> None:
    """Write ``indicators.csv`` (SDMX-CSV 2.0) and ``structure.json`` (SDMX-JSON 2.0: codelists, concepts, DSD, dataflow)."""
    from pysdmx.io import write_sdmx
    from pysdmx.io.format import Format
    from pysdmx.model import Organisation
    from pysdmx.model.message import Header

    header = Header(
        id=f"fangzhi-{snapshot.build.build_id}",
        prepared=dt.datetime.fromisoformat(snapshot.build.finished_at),
        sender=Organisation(id=AGENCY, name="fangzhi"),
    )
    table = snapshot.joined("observations")
    subjects = subject_codes(snapshot.subjects())
    write_sdmx(
        _structures(snapshot, table, subjects),
        Format.STRUCTURE_SDMX_JSON_2_0_0,
        str(output.new("structure.json")),
        header=header,
    )
    with output.new("indicators.csv").open("w", encoding="utf-8", newline="") as file:
        columns = ("STRUCTURE", "STRUCTURE_ID", "ACTION", *(component.id for component in _COMPONENTS))
        write_csv(file, columns, _rows(snapshot, table, subjects, base_url=base_url), for_spreadsheets=False)


def subject_codes(subjects: Iterable[str]) -> dict[str, str]:
    """Subject → code; the same subject has the same code in every build. Raises ``FangzhiError`` if two share one."""
    codes = {"": WHOLE_REGION}
    codes |= {subject: f"S_{hashlib.sha256(subject.encode()).hexdigest()[:12]}" for subject in subjects}
    if len(set(codes.values())) < len(codes):
        raise FangzhiError("found two subjects with one SDMX code, expected others. Mend: more digits in subject_codes")
    return codes


@lru_cache(maxsize=100_000)
def code_of(text: str) -> str:
    """The code of a word of the vocabulary: itself where SDMX lets it be, with ``_`` for other signs: ``km_h``."""
    return _NO_CODE.sub("_", text)


def _rows(
    snapshot: Snapshot, table: Table, subjects: Mapping[str, str], *, base_url: str
) -> Iterator[list[tuple[Any, ...]]]:
    fixed = ("dataflow", f"{AGENCY}:{FLOW}({VERSION})", "I")
    written = [(table.column_names.index(one.column), _writer(one, subjects)) for one in _COMPONENTS]
    for rows in snapshot.cells(table, base_url=base_url):
        yield [fixed + tuple(write(row[at]) for at, write in written) for row in rows]


def _writer(component: _Component, subjects: Mapping[str, str]) -> Callable[[Any], Any]:
    """How a cell of the component is written."""
    if component.column == "subject":
        return subjects.__getitem__
    if component.codelist:
        return code_of
    if component.type == "BOOLEAN":
        return {True: "true", False: "false"}.__getitem__  # as XML Schema writes them
    return lambda cell: cell


def _structures(snapshot: Snapshot, table: Table, subjects: Mapping[str, str]) -> "Sequence[MaintainableArtefact]":
    """What a message of the structure holds, what is used before what uses it."""
    from pysdmx.model import Agency, Concept, ConceptScheme, DataType
    from pysdmx.model.dataflow import Dataflow, DataStructureDefinition, Group

    agency = Agency(id=AGENCY, name="fangzhi")
    codelists = _codelists(snapshot, subjects)
    described = {column.name: column.description for column in table.columns}
    concepts = {
        component.id: Concept(
            id=component.id,
            name=component.name,
            description=described[component.column],
            dtype=DataType[component.type],
            urn=f"urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept={AGENCY}:CS_INDICATORS({VERSION}).{component.id}",
        )
        for component in _COMPONENTS
    }
    scheme = ConceptScheme(
        id="CS_INDICATORS", name="Concepts of fangzhi", agency=agency, version=VERSION, items=list(concepts.values())
    )
    structure = DataStructureDefinition(
        id=STRUCTURE,
        name="Indicators by region and year",
        description=table.description,
        agency=agency,
        version=VERSION,
        components=_components(concepts, codelists),
        # What was aimed at, expected and reached, side by side. (pysdmx writes no structure without a group validly.)
        groups=[Group(id="ALL_STATUSES", dimensions=["REGION", "INDICATOR", "SUBJECT", "MEASURE"])],
    )
    flow = Dataflow(
        id=FLOW,
        name="Indicators by region and year from the Chinese regional press",
        description=f"Build {snapshot.build.build_id}.",
        agency=agency,
        version=VERSION,
        structure=f"urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure={AGENCY}:{STRUCTURE}({VERSION})",
    )
    return [*codelists.values(), scheme, structure, flow]


def _components(concepts: "Mapping[str, Concept]", codelists: "Mapping[str, Codelist]") -> "Components":
    from pysdmx.model import Component, Components, DataType, Role

    return Components([
        Component(
            id=component.id,
            required=component.required,
            role=Role[component.role],
            concept=concepts[component.id],
            local_dtype=DataType[component.type],
            local_enum_ref=codelists[component.codelist].urn if component.codelist else None,
            attachment_level="O" if component.role == "ATTRIBUTE" else None,
        )
        for component in _COMPONENTS
    ])  # fmt: skip


def _codelists(snapshot: Snapshot, subjects: Mapping[str, str]) -> "dict[str, Codelist]":
    """All regions, indicators and controlled lists, and the subjects of this build; codes of others are their ids."""
    from pysdmx.model import Agency, Code, Codelist

    def codelist(name: str, title: str, codes: Iterable[tuple[str, str, str]]) -> Codelist:
        items = [Code(id=code_of(code), name=text or code, description=more or None) for code, text, more in codes]
        if len({item.id for item in items}) < len(items):
            raise FangzhiError(
                f"{name}: found two words with one SDMX code, expected others. Mend: rename one in dbt/seeds"
            )
        return Codelist(
            id=name, name=title, agency=Agency(id=AGENCY, name="fangzhi"), version=VERSION, items=items,
            urn=f"urn:sdmx:org.sdmx.infomodel.codelist.Codelist={AGENCY}:{name}({VERSION})",
        )  # fmt: skip

    lists = [
        codelist(
            "CL_REGION", "Regions", ((row["region_id"], row["name"], row["name_en"]) for row in snapshot.regions())
        ),
        codelist(
            "CL_INDICATOR",
            "Indicators",
            ((row["indicator_id"], row["name_zh"], row["name_en"]) for row in snapshot.indicators()),
        ),
        codelist(
            "CL_SUBJECT",
            "Subjects",
            ((code, subject or "(the whole region)", "") for subject, code in subjects.items()),
        ),
    ]
    codes = snapshot.codes()
    for name, (controlled, title) in _CONTROLLED.items():
        rows = ((row["code"], row["name_zh"], row["description"]) for row in codes if row["codelist"] == controlled)
        lists.append(codelist(name, title, rows))
    return {one.id: one for one in lists}
