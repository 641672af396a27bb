"""Claims as W3C Web Annotations, as the export writes them; addresses in them are relative to this explorer."""

from typing import Any, Final

from fastapi import Response

from flows.exporting.annotations import AROUND, annotation
from flows.store.lookups import articles, observations
from flows.store.opened import OpenedBuild
from flows.web.views import PROBLEMS, CurrentBuild, NotFoundError, Pages, json_response

pages = Pages("annotations")
_MEDIA_TYPE: Final = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
_RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {"application/ld+json": {"schema": {"type": "object"}}}},
    **PROBLEMS,
}


@pages.router.get("/observations/{observation_id}/annotation.json", response_model=None, responses=_RESPONSES)
def observation_annotation(build: CurrentBuild, observation_id: str) -> Response:
    """The annotation of the claim that was chosen for an observation."""
    found = observations.observation(build, observation_id)
    if found is None:
        raise NotFoundError(f"observation {observation_id}")
    return _answer(build, found["claim_id"])


@pages.router.get("/claims/{claim_id}/annotation.json", response_model=None, responses=_RESPONSES)
def claim_annotation(build: CurrentBuild, claim_id: str) -> Response:
    """The annotation of a claim."""
    return _answer(build, claim_id)


def _answer(build: OpenedBuild, claim_id: str) -> Response:
    claim = observations.claim(build, claim_id)
    if claim is None:
        raise NotFoundError(f"claim {claim_id}")
    start = max(0, claim["span_start"] - AROUND)
    text = articles.text(build, claim["document"], start=start, end=claim["span_end"] + AROUND)
    made = annotation(claim, text=text, text_start=start, base_url="", generated=build.build.finished_at)
    return json_response(made, _MEDIA_TYPE)
