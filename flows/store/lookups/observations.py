"""One number: the claims that state it, where each is printed, its vintages and the checks it takes part in."""

from typing import Any, Final

from flows.store.lookups import marks
from flows.store.lookups.dimensions import articles, indicators, regions, unit_words
from flows.store.opened import OpenedBuild

MOST_FINDINGS: Final = 100
_KEY: Final = (
    "observation_id",
    "region_id",
    "region_name",
    "subject",
    "indicator_id",
    "indicator_zh",
    "indicator_en",
    "measure",
    "status",
    "year",
)
"""What all claims of an observation share."""
_STATED: Final = """
    claim_id, article_id, document, figure_text, unit_text, value_base, base_unit, bound, period, compared_with, origin, curator, rules,
    quote, sentence, span_start, span_end, sentence_start, quote_start, outlet, published_on
"""
"""What each of them states by itself, and where."""
_READ: Final = """
    indicator_text, value, printed_value_base, period_kind, period_basis, region_basis, curated_on, source_file,
    source_line, note, is_corrected, is_restatement, document_sha256, confidence, weakest_field, is_published
"""
"""How it was read: for the page of the claim."""


def observation(build: OpenedBuild, observation_id: str) -> dict[str, Any] | None:
    row = build.row(
        """
        select * exclude (region_name, indicator_zh) from marts.fct_indicators_by_region_year where observation_id = ?
        """,
        [observation_id],
    )
    if row is None:
        return None
    indicator, region = indicators(build)[row["indicator_id"]], regions(build)[row["region_id"]]
    return row | {
        "indicator_zh": indicator["name_zh"],
        "indicator_en": indicator["name_en"],
        "definition": indicator["definition"],
        "region_name": region["name"],
        "region_name_en": region["name_en"],
        "region_path": region["path"],
    }


def claim(build: OpenedBuild, claim_id: str) -> dict[str, Any] | None:
    """One claim with its article; ``figure_at`` is where the figure stands in ``sentence``, half-open."""
    columns = f"{', '.join(_KEY)}, {_STATED}, {_READ}"
    rows = build.rows(f"select {columns} from marts.fct_claims where claim_id = ?", [claim_id])  # noqa: S608 - columns of ours
    return _in_their_articles(build, rows)[0] if rows else None


def claims_of(build: OpenedBuild, observed: dict[str, Any]) -> list[dict[str, Any]]:
    """All claims of the observation's key, the chosen one first; ``unit_word`` is what a count counts: 家, 项."""
    rows = build.rows(
        f"select {_STATED} from marts.fct_claims where observation_id = ?",  # noqa: S608 - columns of ours
        [observed["observation_id"]],
    )
    shared = {name: observed[name] for name in _KEY}
    claims = [shared | row | {"is_chosen": row["claim_id"] == observed["claim_id"]} for row in rows]
    for row in claims:
        row["unit_word"] = unit_words(build).get(row["unit_text"], "")
    claims.sort(key=lambda row: (not row["is_chosen"], -row["published_on"].toordinal(), row["claim_id"]))
    return _in_their_articles(build, claims)


def vintages_of(build: OpenedBuild, observed: dict[str, Any]) -> list[dict[str, Any]]:
    """The values that were published for the observation's series, in the order of publication."""
    series = build.row("select series_id from marts.fct_vintages where claim_id = ?", [observed["claim_id"]])
    if series is None:
        return []
    found = build.rows(
        """
        select claim_id, period, status, bound, base_unit, value_base, change_base, vintage_number, is_revision, published_on
        from marts.fct_vintages where series_id = ?
        """,
        [series["series_id"]],
    )
    return sorted(found, key=lambda row: row["vintage_number"])


def findings_of(build: OpenedBuild, claim_ids: list[str]) -> list[dict[str, Any]]:
    """The checks that some of the claims take part in."""
    bridge = build.rows(
        f"select check_id from marts.bridge_check_claims where claim_id in ({marks(claim_ids)})",  # noqa: S608 - question marks
        claim_ids,
    )
    check_ids = sorted({row["check_id"] for row in bridge})
    found = statements(build, check_ids)
    return sorted(found, key=lambda row: (row["verdict"], row["check_id"]))[:MOST_FINDINGS]


def statements(build: OpenedBuild, check_ids: list[str]) -> list[dict[str, Any]]:
    """What those checks say, in no order: with one, or a limit, DuckDB would read the order of all checks first."""
    if not check_ids:
        return []
    return build.rows(
        f"""
        select check_id, kind, rule, verdict, statement_zh, statement_en
        from marts.fct_arithmetic_checks
        where check_id in ({marks(check_ids)})
        """,  # noqa: S608 - question marks
        check_ids,
    )


def with_place(row: dict[str, Any]) -> dict[str, Any]:
    """``row`` with ``figure_at``: where its figure stands in its sentence, or in the quote that stands in for it."""
    begin = row["quote_start"] if row["sentence"] == row["quote"] else row["sentence_start"]
    return row | {"figure_at": (row["span_start"] - begin, row["span_end"] - begin)}


def _in_their_articles(build: OpenedBuild, claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The claims with their places, and what is known of the articles they stand in."""
    heads = articles(build)
    return [
        with_place(
            row | {name: heads[row["article_id"]][name] for name in ("title", "published", "published_basis", "url")}
        )
        for row in claims
    ]
