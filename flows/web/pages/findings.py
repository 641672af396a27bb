"""What the press says against itself: conflicts, arithmetic checks, targets."""

from typing import Annotated

from fastapi import Query

from flows.store.lookups import findings
from flows.store.lookups.codelists import codes
from flows.web.views import CurrentBuild, NotFoundError, PageNumber, Pages, View

pages = Pages("findings")
_Code = Annotated[str, Query(max_length=200)]


@pages.page("/findings", "checks.html")
def checks(
    build: CurrentBuild,
    verdict: _Code = "",
    kind: _Code = "",
    region: _Code = "",
    indicator: _Code = "",
    page: PageNumber = 1,
) -> View:
    """Arithmetic checks by verdict, kind, region and indicator, contradictions first, each with its claims; 15 a page."""
    return {
        **findings.checks(build, verdict=verdict, kind=kind, region=region, indicator=indicator, page=page),
        "filters": {"verdict": verdict, "kind": kind, "region": region, "indicator": indicator},
        "_verdicts": codes(build, "verdict"),
        "_kinds": codes(build, "check_kind"),
    }


@pages.page("/findings/checks/{check_id}", "check.html")
def check(build: CurrentBuild, check_id: str) -> View:
    """One arithmetic check with its claims."""
    found = findings.check(build, check_id)
    if found is None:
        raise NotFoundError(f"check {check_id}")
    return {"check": found}


@pages.page("/findings/conflicts", "conflicts.html")
def conflicts(build: CurrentBuild, cause: _Code = "", region: _Code = "", page: PageNumber = 1) -> View:
    """What is stated with different values, by cause and region, each with the claims that state it; 15 a page."""
    return {
        **findings.conflicts(build, cause=cause, region=region, page=page),
        "filters": {"cause": cause, "region": region},
        "_causes": codes(build, "conflict_cause"),
    }


@pages.page("/findings/targets", "targets.html")
def targets(build: CurrentBuild, outcome: _Code = "", region: _Code = "", page: PageNumber = 1) -> View:
    """Aims and plans, by outcome and region, and what became of each; 15 a page."""
    return {
        **findings.targets(build, outcome=outcome, region=region, page=page),
        "filters": {"outcome": outcome, "region": region},
        "_outcomes": findings.outcomes(build),
    }
