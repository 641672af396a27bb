"""The receipt of one number: an observation with all claims that state it, or a single claim."""

from flows.store.lookups import observations
from flows.store.opened import OpenedBuild
from flows.web.evidence import evidence_of
from flows.web.views import CurrentBuild, NotFoundError, Pages, SeedsFolder, View

pages = Pages("observations")


@pages.page("/observations/{observation_id}", "observation.html")
def observation(build: CurrentBuild, observation_id: str) -> View:
    """One observation: the chosen claim and all others that state it, vintages, and the checks it takes part in."""
    found = observations.observation(build, observation_id)
    if found is None:
        raise NotFoundError(f"observation {observation_id}")
    claims = observations.claims_of(build, found)
    return {
        "observation": found,
        "claims": claims,
        "vintages": observations.vintages_of(build, found),
        "findings": observations.findings_of(build, [row["claim_id"] for row in claims]),
        "build_id": build.build.build_id,
    }


@pages.page("/claims/{claim_id}", "claim.html")
def claim(build: CurrentBuild, seeds: SeedsFolder, claim_id: str, why: bool = False) -> View:
    """One claim: its reading, its sentence, its article, and the observation that it states, if it is of a year.

    With ``why`` the article is read again, and tells why the reader is so sure of the claim.
    """
    found = observations.claim(build, claim_id)
    if found is None:
        raise NotFoundError(f"claim {claim_id}")
    return {
        "claim": found,
        "observation_id": found["observation_id"],
        "findings": _findings(build, claim_id),
        "asked_why": why,
        "why": evidence_of(build, seeds, found) if why and found["origin"] == "reader" else None,
        "build_id": build.build.build_id,
    }


def _findings(build: OpenedBuild, claim_id: str) -> list[View]:
    return observations.findings_of(build, [claim_id])
