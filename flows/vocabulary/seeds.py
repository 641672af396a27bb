"""dbt's seeds read into the vocabulary, every row checked."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from flows.domain.errors import Refusal, RefusedError
from flows.vocabulary.folding import fold
from flows.vocabulary.lists import WordList
from flows.vocabulary.model import (
    Anaphor,
    BaseUnit,
    Code,
    ConfidencePoints,
    EvidencePoints,
    Hedge,
    Indicator,
    IndicatorAlias,
    IndicatorRoleRow,
    ListedWord,
    MeasureCue,
    PeriodWord,
    PlaceLookalike,
    Plan,
    Region,
    RegionAlias,
    RegionMember,
    RegionRoleRow,
    Scale,
    Seed,
    StatusCue,
    UnitLookalike,
    UnitRoleRow,
    UnitWord,
    Vocabulary,
)
from flows.vocabulary.roles import Dimension, Group, RegionRole, Role, UnitRole
from flows.vocabulary.rows import read_table

SEEDS: Final[dict[str, type[Seed]]] = {
    "regions": Region,
    "region_aliases": RegionAlias,
    "region_members": RegionMember,
    "indicators": Indicator,
    "indicator_aliases": IndicatorAlias,
    "base_units": BaseUnit,
    "units": UnitWord,
    "unit_lookalikes": UnitLookalike,
    "scales": Scale,
    "anaphors": Anaphor,
    "place_lookalikes": PlaceLookalike,
    "period_words": PeriodWord,
    "plans": Plan,
    "hedges": Hedge,
    "measure_cues": MeasureCue,
    "status_cues": StatusCue,
    "word_lists": ListedWord,
    "evidence_points": EvidencePoints,
    "confidence_points": ConfidencePoints,
    "codelists": Code,
    "indicator_roles": IndicatorRoleRow,
    "unit_roles": UnitRoleRow,
    "region_roles": RegionRoleRow,
}
_KEYS: Final = (
    ("regions", ("region_id",)),
    ("region_aliases", ("alias",)),
    ("region_members", ("region_id", "member_id")),
    ("indicators", ("indicator_id",)),
    ("indicators", ("name_zh",)),
    ("indicator_aliases", ("alias",)),
    ("base_units", ("base_unit",)),
    ("units", ("unit",)),
    ("unit_lookalikes", ("unit",)),
    ("scales", ("scale",)),
    ("anaphors", ("anaphor",)),
    ("place_lookalikes", ("name", "side", "other")),
    ("period_words", ("word",)),
    ("plans", ("plan",)),
    ("hedges", ("hedge", "side")),
    ("measure_cues", ("cue",)),
    ("status_cues", ("cue",)),
    ("word_lists", ("word_list", "word")),
    ("evidence_points", ("seam", "evidence")),
    ("confidence_points", ("feature", "bin")),
    ("codelists", ("codelist", "code")),
    ("indicator_roles", ("role", "indicator_id")),
    ("unit_roles", ("role", "unit")),
    ("region_roles", ("role", "region_id")),
)
"""Columns that together name a row; names are compared folded."""
_REFERENCES: Final = (
    ("regions", "parent_id", "regions", "region_id"),
    ("region_aliases", "region_id", "regions", "region_id"),
    ("region_members", "region_id", "regions", "region_id"),
    ("region_members", "member_id", "regions", "region_id"),
    ("indicator_aliases", "indicator_id", "indicators", "indicator_id"),
    ("indicator_aliases", "sense", "codelists", "alias_sense"),
    ("regions", "level", "codelists", "region_level"),
    ("base_units", "base_unit", "codelists", "base_unit"),
    ("base_units", "dimension", "codelists", "dimension"),
    ("indicators", "theme", "codelists", "theme"),
    ("indicators", "base_unit", "base_units", "base_unit"),
    ("indicators", "direction", "codelists", "direction"),
    ("units", "base_unit", "base_units", "base_unit"),
    ("anaphors", "level", "codelists", "anaphor_level"),
    ("period_words", "kind", "codelists", "period_word_kind"),
    ("place_lookalikes", "side", "codelists", "side"),
    ("hedges", "side", "codelists", "side"),
    ("measure_cues", "kind", "codelists", "cue_kind"),
    ("status_cues", "status", "codelists", "status"),
    ("status_cues", "effect", "codelists", "cue_effect"),
    ("word_lists", "word_list", "codelists", "word_list"),
    ("evidence_points", "seam", "codelists", "seam"),
    ("confidence_points", "basis", "codelists", "points_basis"),
    ("hedges", "bound", "codelists", "bound"),
    ("indicator_roles", "indicator_id", "indicators", "indicator_id"),
    ("unit_roles", "unit", "units", "unit"),
    ("unit_lookalikes", "unit", "units", "unit"),
    ("region_roles", "region_id", "regions", "region_id"),
)
"""Seed and column, and where each value of the column must stand: in a column of another seed, or in a codelist."""
_LISTS: Final = frozenset(
    [
        "measure",
        "bound",
        "status",
        "period_basis",
        "region_basis",
        "region_level",
        "base_unit",
        "dimension",
        "direction",
        "theme",
        "alias_sense",
        "anaphor_level",
        "period_word_kind",
        "side",
        "cue_kind",
        "cue_effect",
        "word_list",
        "seam",
        "points_basis",
        "conflict_cause",
        "source_kind",
        "claim_field",
    ]
)
"""Codelists that rows are checked against."""
_NAMES: Final = (("region_aliases", "regions", "name"), ("indicator_aliases", "indicators", "name_zh"))
"""Aliases, and the names that none of them may equal."""

_ROLES: Final[dict[str, tuple[frozenset[str], frozenset[str]]]] = {
    "indicator_roles": (frozenset(Role), frozenset(Group)),
    "unit_roles": (frozenset(), frozenset(UnitRole)),
    "region_roles": (frozenset(RegionRole), frozenset()),
}
"""By seed of roles: those that one row has, and those that rows share; code asks for each of them."""

_DISTANCES: Final = {"since": (1000, 2200, "the year of the event"), "half_month": (0, 1, "the half")}
"""By kind of a period word, where its distance is none: its least and its largest value, and what it is."""
_FARTHEST: Final = 100
"""No word counts more years, quarters, months or days than this; a year would be read as a distance."""

_T = TypeVar("_T")
_Tables = dict[str, list[tuple[int, Any]]]
"""By seed: the rows of its class in ``SEEDS``, each with its line."""


def load_vocabulary(folder: Path) -> Vocabulary:
    """Read and check all seeds in ``folder``.

    Raises ``RefusedError`` with every row that is malformed, an orphan, a duplicate or a clash; a vocabulary with a
    hole in it would misread every article, so nothing of it is used.
    """
    refusals: list[Refusal] = []
    tables: _Tables = {name: list(_read(folder / f"{name}.csv", name, seed, refusals)) for name, seed in SEEDS.items()}
    unread = {name for name in SEEDS if not tables[name] and any(refusal.file == _file(name) for refusal in refusals)}
    refusals += [*_duplicates(tables), *_orphans(tables, unread), *_clashes(tables), *_cycles(tables)]
    refusals += [*_lacking(tables), *_miscast(tables, unread), *_crossed(tables), *_too_far(tables)]
    if refusals:
        raise RefusedError(*sorted(refusals, key=_cause_first))
    rows: dict[str, list[Any]] = {name: [row for _, row in table] for name, table in tables.items()}
    regions: dict[str, Region] = {region.region_id: region for region in rows["regions"]}
    indicators: dict[str, Indicator] = {indicator.indicator_id: indicator for indicator in rows["indicators"]}
    return Vocabulary(
        regions=regions,
        region_aliases=tuple(rows["region_aliases"]),
        region_members=tuple(rows["region_members"]),
        indicators=indicators,
        indicator_aliases=tuple(rows["indicator_aliases"]),
        unit_words={fold(unit.unit): unit for unit in rows["units"]},
        scales={scale.scale: scale for scale in rows["scales"]},
        base_units={unit.base_unit: unit for unit in rows["base_units"]},
        unit_lookalikes=tuple(rows["unit_lookalikes"]),
        period_words=tuple(rows["period_words"]),
        plans=tuple(rows["plans"]),
        anaphors=tuple(rows["anaphors"]),
        place_lookalikes=tuple(rows["place_lookalikes"]),
        hedges=tuple(rows["hedges"]),
        measure_cues=tuple(rows["measure_cues"]),
        status_cues=tuple(rows["status_cues"]),
        word_lists=_by_role((row.word_list, fold(row.word)) for row in rows["word_lists"]),
        evidence_points=tuple(rows["evidence_points"]),
        confidence_points=tuple(rows["confidence_points"]),
        codelists={name: frozenset(codes) for name, codes in _codelists(tables).items()},
        indicator_roles=_by_role((row.role, indicators[row.indicator_id]) for row in rows["indicator_roles"]),
        unit_roles=_by_role((row.role, fold(row.unit)) for row in rows["unit_roles"]),
        region_roles={row.role: regions[row.region_id] for row in rows["region_roles"]},
    )


def _cause_first(refusal: Refusal) -> tuple[bool, str, int, str]:
    """The order of files and lines, but what names a row that is not there behind all else: that may be why it is not."""
    return refusal.kind == "orphan", refusal.file, refusal.line or 0, refusal.column


def _file(name: str) -> str:
    return f"dbt/seeds/{name}.csv"


def _read(path: Path, name: str, seed: type[Seed], refusals: list[Refusal]) -> Iterator[tuple[int, Seed]]:
    """The rows of one seed with their lines; malformed rows are added to ``refusals``."""
    file = _file(name)
    try:
        table = read_table(path.read_bytes().decode("utf-8"), file=file, required=list(seed.model_fields))
    except FileNotFoundError:
        refusals.append(Refusal(file, None, "", "missing", "no such file", "a seed of the vocabulary", "restore it"))
        return
    except UnicodeDecodeError as error:
        found = f"a byte that is not UTF-8 at {error.start}"
        refusals.append(Refusal(file, None, "", "charset", found, "UTF-8", "save as UTF-8"))
        return
    except RefusedError as error:
        refusals.extend(error.refusals)
        return
    refusals.extend(table.refusals)
    for row in table.rows:
        try:
            yield row.line, seed.model_validate(row.cells)
        except ValidationError as error:
            for detail in error.errors():
                column, found = str(detail["loc"][0]), repr(detail["input"])
                expected = seed.expected_in(column)
                refusals.append(Refusal(file, row.line, column, "type", found, expected, "correct the cell"))


def _duplicates(tables: _Tables) -> Iterator[Refusal]:
    for name, columns in _KEYS:
        first: dict[tuple[str, ...], int] = {}
        for line, row in tables[name]:
            key = tuple(fold(getattr(row, column)) for column in columns)
            before = first.setdefault(key, line)
            if before != line:
                found, expected = f"{' '.join(key)!r}, also in line {before}", f"{' and '.join(columns)} once"
                yield Refusal(
                    _file(name), line, columns[-1], "duplicate", found, expected, "delete one of the two rows"
                )


def _orphans(tables: _Tables, unread: Collection[str]) -> Iterator[Refusal]:
    """References to nothing, one for all rows of a seed that name the same thing.

    A seed that could not be read at all, or a codelist without rows, is refused once, and not for each row that needs it.
    """
    codelists = _codelists(tables)
    for name, column, target, key in _REFERENCES:
        if target in unread or (target == "codelists" and key not in codelists):
            continue
        known = codelists[key] if target == "codelists" else {getattr(row, key) for _, row in tables[target]}
        lines: dict[str, list[int]] = {}
        for line, row in tables[name]:
            value = getattr(row, column)
            if value is not None and value not in known:
                lines.setdefault(value, []).append(line)
        for value, (first, *others) in lines.items():
            found = f"{value!r}{f', also in {len(others)} more rows' if others else ''}"
            expected = f"a {key} of {target}.csv"
            yield Refusal(_file(name), first, column, "orphan", found, expected, "correct it, or add its row")


def _clashes(tables: _Tables) -> Iterator[Refusal]:
    for name, target, column in _NAMES:
        names = {fold(getattr(row, column)) for _, row in tables[target]}
        for line, row in tables[name]:
            if fold(row.alias) in names:
                found = f"{row.alias!r}, which is a {column} of {target}.csv"
                yield Refusal(_file(name), line, "alias", "clash", found, "a word with one meaning", "delete the alias")


def _cycles(tables: _Tables) -> Iterator[Refusal]:
    parents = {region.region_id: region.parent_id for _, region in tables["regions"]}
    for line, region in tables["regions"]:
        seen, at = {region.region_id}, region.parent_id
        while at is not None and at not in seen:
            seen.add(at)
            at = parents.get(at)
        if at == region.region_id:
            found = f"{region.region_id} above itself"
            yield Refusal(_file("regions"), line, "parent_id", "cycle", found, "a tree", "correct the parent")


def _crossed(tables: _Tables) -> Iterator[Refusal]:
    """Indicators whose plausible bounds no value lies between."""
    for line, row in tables["indicators"]:
        low, high = row.plausible_min, row.plausible_max
        if low is not None and high is not None and low > high:
            found, expected = f"{high}, which is below plausible_min {low}", f"{low} or more, or nothing"
            yield Refusal(_file("indicators"), line, "plausible_max", "range", found, expected, "exchange the two")


def _too_far(tables: _Tables) -> Iterator[Refusal]:
    """Period words whose distance cannot be what their kind takes it for: 1978 of kind since is a year, 5 is none."""
    for line, row in tables["period_words"]:
        low, high, what = _DISTANCES.get(row.kind, (-_FARTHEST, _FARTHEST, "the distance"))
        if not low <= row.distance <= high:
            expected = f"{what} of kind {row.kind}, from {low} to {high}"
            mend = "correct it, or the kind"
            yield Refusal(_file("period_words"), line, "distance", "range", str(row.distance), expected, mend)


def _lacking(tables: _Tables) -> Iterator[Refusal]:
    for name in sorted(_LISTS - _codelists(tables).keys()):
        yield Refusal(_file("codelists"), None, "codelist", "missing", "no rows", f"the codelist {name}", "restore it")


def _miscast(tables: _Tables, unread: Collection[str]) -> Iterator[Refusal]:
    """Roles that code does not know, roles that too many rows have, and roles that none has."""
    for name, (alone, shared) in _ROLES.items():
        lines: dict[str, int] = {}
        for line, row in tables[name]:
            first = lines.setdefault(row.role, line)
            if row.role not in alone | shared:
                expected = f"one of {', '.join(sorted(alone | shared))}"
                yield Refusal(
                    _file(name), line, "role", "role", repr(row.role), expected, "correct it, or delete the row"
                )
            elif row.role in alone and first != line:
                found = f"{row.role!r}, also in line {first}"
                yield Refusal(
                    _file(name), line, "role", "role", found, "a role that one row has", "delete one of the two"
                )
        for role in sorted((alone | shared) - lines.keys()) if name not in unread else ():
            expected = f"a row with the role {role}, which the reader asks for"
            yield Refusal(_file(name), None, "role", "missing", "no row", expected, "restore it")
    listed = {row.word_list for _, row in tables["word_lists"]}
    for word_list in sorted(set(WordList) - listed) if "word_lists" not in unread else ():
        expected = f"a word of the list {word_list}, which the reader asks for"
        yield Refusal(_file("word_lists"), None, "word_list", "missing", "no row", expected, "restore it")
    measured = {row.dimension for _, row in tables["base_units"]}
    for dimension in sorted(Dimension) if "base_units" not in unread else ():
        if dimension not in measured:
            expected = f"a base unit of the dimension {dimension}, which the reader asks for"
            yield Refusal(_file("base_units"), None, "dimension", "missing", "no row", expected, "restore it")


def _by_role(pairs: Iterable[tuple[str, _T]]) -> dict[str, tuple[_T, ...]]:
    found: dict[str, list[_T]] = {}
    for role, value in pairs:
        found.setdefault(role, []).append(value)
    return {role: tuple(values) for role, values in found.items()}


def _codelists(tables: _Tables) -> dict[str, set[str]]:
    codelists: dict[str, set[str]] = {}
    for _, code in tables["codelists"]:
        codelists.setdefault(code.codelist, set()).add(code.code)
    return codelists
