"""Names of codes."""

from flows.store.opened import OpenedBuild


def code_names(build: OpenedBuild) -> dict[tuple[str, str], tuple[str, str]]:
    """(codelist, code) → Chinese and English name, of all controlled lists."""
    return build.memo("code_names", _code_names)


def codes(build: OpenedBuild, codelist: str) -> list[str]:
    """The codes of a controlled list, in the order of the list."""
    return [code for listed, code in code_names(build) if listed == codelist]


def currencies(build: OpenedBuild) -> dict[str, str]:
    """The base units of money, each with its Chinese name."""
    return build.memo("currencies", _currencies)


def _currencies(build: OpenedBuild) -> dict[str, str]:
    rows = build.rows("select base_unit from vocabulary.base_units where dimension = 'money'")
    return {row["base_unit"]: code_names(build)["base_unit", row["base_unit"]][0] for row in rows}


def _code_names(build: OpenedBuild) -> dict[tuple[str, str], tuple[str, str]]:
    rows = build.rows("select codelist, code, name_zh, name_en from vocabulary.codelists order by rowid")
    return {(row["codelist"], row["code"]): (row["name_zh"] or "", row["name_en"] or "") for row in rows}
