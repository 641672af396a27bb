"""dbt's seeds read into the vocabulary, every row checked."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from flows.domain.errors import Refusal, RefusedError
from flows.vocabulary.folding import fold
from flows.vocabulary.model import (
    Code,
    Indicator,
    IndicatorAlias,
    Region,
    RegionAlias,
    RegionMember,
    Scale,
    Seed,
    UnitWord,
    Vocabulary,
)
from flows.vocabulary.rows import read_table

SEEDS: Final[dict[str, type[Seed]]] = {
    "regions": Region,
    "region_aliases": RegionAlias,
    "region_members": RegionMember,
    "indicators": Indicator,
    "indicator_aliases": IndicatorAlias,
    "units": UnitWord,
    "scales": Scale,
    "codelists": Code,
}
_KEYS: Final = (
    ("regions", ("region_id",)),
    ("region_aliases", ("alias",)),
    ("region_members", ("region_id", "member_id")),
    ("indicators", ("indicator_id",)),
    ("indicators", ("name_zh",)),
    ("indicator_aliases", ("alias",)),
    ("units", ("unit",)),
    ("scales", ("scale",)),
    ("codelists", ("codelist", "code")),
)
"""Columns that together name a row; names are compared folded."""
_REFERENCES: Final = (
    ("regions", "parent_id", "regions", "region_id"),
    ("region_aliases", "region_id", "regions", "region_id"),
    ("region_members", "region_id", "regions", "region_id"),
    ("region_members", "member_id", "regions", "region_id"),
    ("indicator_aliases", "indicator_id", "indicators", "indicator_id"),
    ("regions", "level", "codelists", "region_level"),
    ("indicators", "base_unit", "codelists", "base_unit"),
    ("indicators", "direction", "codelists", "direction"),
    ("units", "base_unit", "codelists", "base_unit"),
)
"""Seed and column, and what the column must be found in: another seed's column, or a codelist."""
_LISTS: Final = frozenset(
    [
        "measure",
        "bound",
        "status",
        "period_basis",
        "region_basis",
        "region_level",
        "base_unit",
        "direction",
        "conflict_cause",
    ]
)
"""Codelists that rows are checked against."""
_NAMES: Final = (("region_aliases", "regions", "name"), ("indicator_aliases", "indicators", "name_zh"))
"""Aliases, and the names that none of them may equal."""

_Tables = dict[str, list[tuple[int, Any]]]
"""By seed: the rows of its class in ``SEEDS``, each with its line."""


def load_vocabulary(folder: Path) -> Vocabulary:
    """Read and check all seeds in ``folder``.

    Raises ``RefusedError`` with every row that is malformed, an orphan, a duplicate or a clash; a vocabulary with a
    hole in it would misread every article, so nothing of it is used.
    """
    refusals: list[Refusal] = []
    tables: _Tables = {name: list(_read(folder / f"{name}.csv", name, seed, refusals)) for name, seed in SEEDS.items()}
    refusals += [*_duplicates(tables), *_orphans(tables), *_clashes(tables), *_cycles(tables), *_lacking(tables)]
    if refusals:
        raise RefusedError(*sorted(refusals, key=lambda refusal: (refusal.file, refusal.line or 0, refusal.column)))
    rows: dict[str, list[Any]] = {name: [row for _, row in table] for name, table in tables.items()}
    return Vocabulary(
        regions={region.region_id: region for region in rows["regions"]},
        region_aliases=tuple(rows["region_aliases"]),
        region_members=tuple(rows["region_members"]),
        indicators={indicator.indicator_id: indicator for indicator in rows["indicators"]},
        indicator_aliases=tuple(rows["indicator_aliases"]),
        unit_words={fold(unit.unit): unit for unit in rows["units"]},
        scales={scale.scale: scale for scale in rows["scales"]},
        codelists={name: frozenset(codes) for name, codes in _codelists(tables).items()},
    )


def _file(name: str) -> str:
    return f"dbt/seeds/{name}.csv"


def _read(path: Path, name: str, seed: type[Seed], refusals: list[Refusal]) -> Iterator[tuple[int, Seed]]:
    """The rows of one seed with their lines; what is malformed goes to ``refusals``."""
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
                refusals.append(Refusal(file, row.line, column, "type", found, detail["msg"], "correct the cell"))


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


def _orphans(tables: _Tables) -> Iterator[Refusal]:
    codelists = _codelists(tables)
    for name, column, target, key in _REFERENCES:
        known = codelists.get(key, set()) if target == "codelists" else {getattr(row, key) for _, row in tables[target]}
        for line, row in tables[name]:
            value = getattr(row, column)
            if value is not None and value not in known:
                expected = f"a {key} of {target}.csv"
                yield Refusal(_file(name), line, column, "orphan", repr(value), expected, "correct it, or add its row")


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


def _lacking(tables: _Tables) -> Iterator[Refusal]:
    for name in sorted(_LISTS - _codelists(tables).keys()):
        yield Refusal(_file("codelists"), None, "codelist", "missing", "no rows", f"the codelist {name}", "restore it")


def _codelists(tables: _Tables) -> dict[str, set[str]]:
    codelists: dict[str, set[str]] = {}
    for _, code in tables["codelists"]:
        codelists.setdefault(code.codelist, set()).add(code.code)
    return codelists
