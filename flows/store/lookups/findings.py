"""What the press says against itself: conflicts, checks and targets, with the sentences that they rest on."""

from typing import Any, Final

from flows.store.lookups import conditions, marks
from flows.store.lookups.observations import statements, with_place
from flows.store.opened import OpenedBuild

PAGE: Final = 15


def checks(
    build: OpenedBuild, *, verdict: str = "", kind: str = "", region: str = "", indicator: str = "", page: int = 1
) -> dict[str, Any]:
    """A page of arithmetic checks, conflicts first, each with its claims (``claims``) in the order of their roles."""
    where, wanted = conditions({"verdict": verdict, "kind": kind, "region_id": region, "indicator_id": indicator})
    total = build.row(f"select count(*) as total from marts.fct_arithmetic_checks {where}", wanted)  # noqa: S608 - columns of ours
    keys = build.rows(
        f"""
        select check_id from marts.fct_arithmetic_checks {where}
        order by case verdict when 'conflict' then 1 when 'suspect' then 2 when 'holds' then 3 else 4 end,
            published_on desc, check_id
        limit ? offset ?
        """,  # noqa: S608 - columns of ours
        [*wanted, PAGE, (page - 1) * PAGE],
    )
    found = _checks(build, [row["check_id"] for row in keys])
    _add_claims(build, found)
    count = total["total"] if total else 0
    return {"checks": found, "total": count, "page": page, "pages": -(-count // PAGE)}


def check(build: OpenedBuild, check_id: str) -> dict[str, Any] | None:
    row = build.row("select * from marts.fct_arithmetic_checks where check_id = ?", [check_id])
    if row:
        _add_claims(build, [row])
    return row


def conflicts(build: OpenedBuild, *, cause: str = "", region: str = "", page: int = 1) -> dict[str, Any]:
    """A page of the things that are stated with different values, each with the claims that state them."""
    where, wanted = conditions({"cause": cause, "region_id": region})
    found = build.rows(
        f"""
        select conflict_id, region_id, region_name, indicator_id, indicator_zh, subject, measure, period, base_unit, cause,
            cause_basis, ruling_reason, ruled_by, ruled_on, statement_zh, statement_en, lowest_value_base,
            highest_value_base, claim_count, source_count, claim_ids, last_published_on, count(*) over () as total
        from marts.fct_conflicts {where}
        order by last_published_on desc, conflict_id
        limit ? offset ?
        """,  # noqa: S608 - columns of ours
        [*wanted, PAGE, (page - 1) * PAGE],
    )
    claims = _claims(build, [claim_id for row in found for claim_id in row["claim_ids"]])
    for row in found:
        row["claims"] = [claims[claim_id] for claim_id in row.pop("claim_ids")]
    return _page(found, "conflicts", page)


def targets(build: OpenedBuild, *, outcome: str = "", region: str = "", page: int = 1) -> dict[str, Any]:
    """A page of aims and plans, and what became of each."""
    where, wanted = conditions({"outcome": outcome, "region_id": region})
    found = build.rows(
        f"""
        select target_id, article_id, region_id, region_name, indicator_id, indicator_zh, subject, measure, status, period,
            base_unit, bound, outcome, outcome_status, figure_text, sentence, value_base, outcome_claim_id,
            outcome_figure_text, outcome_sentence, outcome_value_base, difference_base, difference_percent, published_on,
            outcome_published_on, count(*) over () as total
        from marts.fct_targets {where}
        order by case outcome when 'missed' then 1 when 'met' then 2 else 3 end, period, region_id, target_id
        limit ? offset ?
        """,  # noqa: S608 - columns of ours
        [*wanted, PAGE, (page - 1) * PAGE],
    )
    return _page(found, "targets", page)


def outcomes(build: OpenedBuild) -> list[str]:
    """The outcomes that targets of this build have."""
    rows = build.rows("select distinct outcome from marts.fct_targets order by outcome")
    return [row["outcome"] for row in rows]


def of_region(build: OpenedBuild, region_id: str, *, limit: int = 20) -> list[dict[str, Any]]:
    """The contradictions that concern a region."""
    keys = build.rows(
        """
        select check_id, verdict, published_on from marts.fct_arithmetic_checks
        where region_id = ? and verdict in ('conflict', 'suspect')
        """,
        [region_id],
    )
    keys.sort(key=lambda row: (row["verdict"], -row["published_on"].toordinal(), row["check_id"]))
    check_ids = [row["check_id"] for row in keys[:limit]]
    by_id = {row["check_id"]: row for row in statements(build, check_ids)}
    return [by_id[check_id] for check_id in check_ids]


def _checks(build: OpenedBuild, check_ids: list[str]) -> list[dict[str, Any]]:
    """Those checks, in the order given."""
    if not check_ids:
        return []
    rows = build.rows(
        f"""
        select check_id, region_id, region_name, indicator_id, indicator_zh, kind, rule, verdict, period, base_unit,
            statement_zh, statement_en, expected_low, expected_high, found_low, found_high, gap, is_reviewed, published_on,
            claim_ids, roles
        from marts.fct_arithmetic_checks where check_id in ({marks(check_ids)})
        """,  # noqa: S608 - question marks
        check_ids,
    )
    by_id = {row["check_id"]: row for row in rows}
    return [by_id[check_id] for check_id in check_ids]


def _add_claims(build: OpenedBuild, found: list[dict[str, Any]]) -> None:
    claims = _claims(build, [claim_id for row in found for claim_id in row["claim_ids"]])
    for row in found:
        members = zip(row.pop("claim_ids"), row.pop("roles"), strict=True)
        row["claims"] = [claims[claim_id] | {"role": role} for claim_id, role in members]


def _claims(build: OpenedBuild, claim_ids: list[str]) -> dict[str, dict[str, Any]]:
    wanted = sorted(set(claim_ids))
    if not wanted:
        return {}
    rows = build.rows(
        f"""
        select claim_id, article_id, document, outlet, published_on, figure_text, sentence, quote, span_start, span_end,
            sentence_start, quote_start, period, status, origin
        from marts.fct_claims where claim_id in ({marks(wanted)})
        """,  # noqa: S608 - question marks
        wanted,
    )
    return {row["claim_id"]: with_place(row) for row in rows}


def _page(found: list[dict[str, Any]], name: str, page: int) -> dict[str, Any]:
    total = found[0]["total"] if found else 0
    for row in found:
        row.pop("total", None)
    return {name: found, "total": total, "page": page, "pages": -(-total // PAGE)}
