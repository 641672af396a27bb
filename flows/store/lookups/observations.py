"""One number: the claims that state it, where each is printed, its vintages and the checks it takes part in."""

from typing import Any, Final

from flows.store.opened import OpenedBuild

_CLAIM: Final = """
    claims.claim_id, claims.article_id, claims.document, claims.region_id, claims.region_name, claims.subject,
    claims.indicator_id, claims.indicator_zh, claims.indicator_en, claims.indicator_text, claims.measure,
    claims.figure_text, claims.unit_text, claims.value, claims.value_base, claims.printed_value_base, claims.base_unit,
    claims.bound, claims.period, claims.period_kind, claims.period_basis, claims.region_basis, claims.status,
    claims.compared_with, claims.year, claims.origin, claims.curator, claims.curated_on, claims.rules,
    claims.source_file, claims.source_line, claims.note, claims.is_corrected, claims.is_restatement, claims.quote,
    claims.sentence, claims.span_start, claims.span_end, claims.sentence_start, claims.quote_start, claims.outlet,
    claims.published_on, claims.document_sha256, articles.title, articles.published, articles.published_basis, articles.url
"""


def observation(build: OpenedBuild, observation_id: str) -> dict[str, Any] | None:
    return build.row(
        """
        select observations.*, indicators.name_en as indicator_en, indicators.definition,
            regions.name_en as region_name_en, regions.path as region_path
        from marts.fct_indicators_by_region_year as observations
        left join marts.dim_indicators as indicators using (indicator_id)
        left join marts.dim_regions as regions using (region_id)
        where observation_id = ?
        """,
        [observation_id],
    )


def claim(build: OpenedBuild, claim_id: str) -> dict[str, Any] | None:
    """One claim with its article; ``figure_at`` is where the figure stands in ``sentence``, half-open."""
    row = build.row(
        f"""
        select {_CLAIM}
        from marts.fct_claims as claims
        left join marts.dim_articles as articles using (article_id)
        where claims.claim_id = ?
        """,  # noqa: S608 - columns of ours
        [claim_id],
    )
    return with_place(row) if row else None


def observation_of(build: OpenedBuild, claim: dict[str, Any]) -> str | None:
    """The id of the observation whose key the claim states; ``None`` where the claim is of no year or no region."""
    row = build.row(
        """
        select observation_id from marts.fct_indicators_by_region_year
        where region_id = ? and year = ? and indicator_id = ? and subject = ? and measure = ? and status = ?
        """,
        [claim[key] for key in ("region_id", "year", "indicator_id", "subject", "measure", "status")],
    )
    return row["observation_id"] if row else None


def claims_of(build: OpenedBuild, observed: dict[str, Any]) -> list[dict[str, Any]]:
    """All claims of the observation's key, the chosen one first."""
    rows = build.rows(
        f"""
        select {_CLAIM}, claims.claim_id = $claim_id as is_chosen
        from marts.fct_claims as claims
        left join marts.dim_articles as articles using (article_id)
        where claims.region_id = $region_id and claims.year = $year and claims.indicator_id = $indicator_id
            and claims.subject = $subject and claims.measure = $measure and claims.status = $status
        order by claims.claim_id != $claim_id, claims.published_on desc, claims.claim_id
        """,  # noqa: S608 - columns of ours
        {
            key: observed[key]
            for key in ("claim_id", "region_id", "year", "indicator_id", "subject", "measure", "status")
        },
    )
    return [with_place(row) for row in rows]


def vintages_of(build: OpenedBuild, observed: dict[str, Any]) -> list[dict[str, Any]]:
    """The values that were published for the observation's series, in the order of publication."""
    return build.rows(
        """
        select vintage_id, claim_id, article_id, period, status, bound, base_unit, value_base, previous_value_base,
            change_base, vintage_number, is_revision, published_on
        from marts.fct_vintages
        where region_id = $region_id and indicator_id = $indicator_id and subject = $subject and measure = $measure
            and period = $period
        order by published_on, vintage_number
        """,
        {key: observed[key] for key in ("region_id", "indicator_id", "subject", "measure", "period")},
    )


def findings_of(build: OpenedBuild, claim_ids: list[str]) -> list[dict[str, Any]]:
    """The checks that some of the claims take part in."""
    return build.rows(
        """
        select checks.check_id, checks.kind, checks.rule, checks.verdict, checks.statement_zh, checks.statement_en
        from marts.fct_arithmetic_checks as checks
        where checks.check_id in (
            select bridge.check_id from marts.bridge_check_claims as bridge where bridge.claim_id in (select unnest($claim_ids))
        )
        order by checks.verdict, checks.check_id
        limit 100
        """,
        {"claim_ids": claim_ids},
    )


def with_place(row: dict[str, Any]) -> dict[str, Any]:
    """``row`` with ``figure_at``: where its figure stands in its sentence, or in the quote that stands in for it."""
    begin = row["quote_start"] if row["sentence"] == row["quote"] else row["sentence_start"]
    return row | {"figure_at": (row["span_start"] - begin, row["span_end"] - begin)}
