"""Review: the queue, one claim with its form, and the decisions about it.

What is answered here depends on the files in ``raw/``, so no answer is kept.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Final
from urllib.parse import quote, unquote

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from flows.domain.errors import FangzhiError, RefusedError
from flows.domain.span import Span
from flows.domain.strict_json import parse_json
from flows.sources.editing import (
    HEADER,
    ConflictError,
    ExtractsFile,
    Ground,
    is_alike,
    mended,
    reading_as_row,
    rejecting,
)
from flows.sources.extracts import NOT_A_CLAIM
from flows.sources.signing import Action, Decision
from flows.store.lookups import review
from flows.store.lookups.codelists import codes
from flows.store.opened import OpenedBuild
from flows.web.guards import cookie
from flows.web.rendering import render
from flows.web.reviewing import Reviewing, context, today
from flows.web.views import PROBLEMS, CurrentBuild, NotFoundError, PageNumber, View, json_response, page_of

CODED: Final = ("measure", "bound", "status", "period_basis", "region_basis")
FLAGS: Final = ("is_optional", "is_restatement")
_COOKIE: Final = "fangzhi-curator"
_YEAR: Final = 365 * 24 * 3600
_LONGEST_NAME: Final = 100
_SHOWN_WAITING: Final = 50
_NO_STORE: Final = {"cache-control": "no-store"}

router = APIRouter()
_Filter = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A claim, the text under it, its file as it is now, and the narrowing of the queue that the curator goes through."""

    build: OpenedBuild
    reviewing: Reviewing
    claim: dict[str, Any]
    ground: Ground
    file: ExtractsFile
    document: str
    region: str

    @property
    def span(self) -> Span:
        return Span(self.claim["span_start"], self.claim["span_end"])

    @property
    def is_curated(self) -> bool:
        return bool(self.claim["origin"] == "curated")

    def row(self) -> dict[str, str]:
        """What the form begins with: the row that is there, else the reading as a row."""
        return dict.fromkeys(HEADER, "") | (self.own_row() or reading_as_row(self.claim, self.ground))

    def own_row(self) -> dict[str, str] | None:
        """The row of a curated claim, and the one that somebody has written for the reading since the build."""
        if self.is_curated:
            return self.file.row_of(self.claim["claim_id"])
        rows = [row for row in self.file.rows_on(self.span) if row["measure"] != NOT_A_CLAIM]
        alike = [row for row in rows if row["indicator_zh"] == reading_as_row(self.claim, self.ground)["indicator_zh"]]
        return alike[0] if alike else rows[0] if rows and not _others(self) else None


@dataclass(slots=True)
class _Entry:
    """What stands in the form, and what is to be said about it.

    ``shown`` are the rows on the figure as they are shown, ``old`` the place in them of the one that is to be replaced.
    """

    cells: Mapping[str, str]
    shown: Sequence[Mapping[str, str]]
    old: int | None
    curator: str
    reason: str = ""
    problems: dict[str, list[str]] = field(default_factory=dict)
    differences: Sequence[tuple[str, str, str]] = ()
    message: str = ""
    is_stale: bool = False


def _reviewing(request: Request) -> Reviewing:
    found: Reviewing = request.app.state.reviewing
    return found


async def _form(request: Request) -> dict[str, str]:
    """The text fields of a form, line ends as in texts."""
    async with request.form(max_files=0, max_fields=100) as form:
        return {name: text.replace("\r\n", "\n") for name, text in form.items() if isinstance(text, str)}


_Desk = Annotated[Reviewing, Depends(_reviewing)]
_Form = Annotated[dict[str, str], Depends(_form)]


@router.get("/review", include_in_schema=False)
def queue(
    request: Request, build: CurrentBuild, reviewing: _Desk, document: _Filter = "", region: _Filter = "",
    page: PageNumber = 1, undone: _Filter = "",
) -> Response:  # fmt: skip
    """The queue as a page."""
    view = _queue(build, reviewing, document, region, page)
    values = view | {
        "_filters": review.filters(build),
        "_last": reviewing.desk.last(),
        "_undone": _decision(reviewing, undone),
    }
    return HTMLResponse(render("review.html", page_of(request), values), headers=_NO_STORE)


@router.get(
    "/api/review",
    tags=["review"],
    operation_id="review",
    response_model=None,
    responses={200: {"content": {"application/json": {"schema": {"type": "object"}}}}, **PROBLEMS},
)
def queue_as_json(
    build: CurrentBuild, reviewing: _Desk, document: _Filter = "", region: _Filter = "", page: PageNumber = 1
) -> Response:
    """The reader's claims by what hangs on them, and what people have judged since the build; 50 a page."""
    response = json_response(_queue(build, reviewing, document, region, page))
    response.headers.update(_NO_STORE)
    return response


@router.post("/review/undo", include_in_schema=False)
def undo(request: Request, build: CurrentBuild, reviewing: _Desk, form: _Form) -> Response:
    """Take a decision back, and go to its claim."""
    page = page_of(request)
    by = unquote(cookie(request.scope, _COOKIE))
    try:
        decision = reviewing.desk.undo(form.get("decision_id", ""), lambda name: reviewing.ground(build, name), by=by)
    except ConflictError as error:
        values = {"status": 409, "message": str(error)}
        return HTMLResponse(render("error.html", page, values), 409, headers=_NO_STORE)
    narrowing = {"document": form.get("document", ""), "region": form.get("region", "")}
    if review.claim(build, decision.claim_id) is None:
        return _see(page.link("review", undone=decision.decision_id, **narrowing))
    return _see(page.link("review", decision.claim_id, undone=decision.decision_id, **narrowing))


@router.get("/review/{claim_id}", include_in_schema=False)
def claim(
    request: Request, build: CurrentBuild, reviewing: _Desk, claim_id: str, document: _Filter = "", region: _Filter = "",
    done: _Filter = "", undone: _Filter = "",
) -> Response:  # fmt: skip
    """One claim with its form."""
    asked = _asked(build, reviewing, claim_id, document, region)
    if not asked.claim["is_counted"] and (curated := review.successor(build, claim_id)):
        return _see(page_of(request).link("review", curated, document=document, region=region))
    values = _form_values(asked, _fresh(asked, request)) | {
        "_done": _decision(reviewing, done),
        "_undone": _decision(reviewing, undone),
    }
    return HTMLResponse(render("review_claim.html", page_of(request), values), headers=_NO_STORE)


@router.post("/review/{claim_id}", include_in_schema=False)
def decide(request: Request, build: CurrentBuild, reviewing: _Desk, claim_id: str, form: _Form) -> Response:
    """Take a decision and go on to the next claim; or show the form again with what is wrong with it."""
    asked = _asked(build, reviewing, claim_id, form.get("for_document", ""), form.get("for_region", ""))
    page = page_of(request)
    if form.get("decision") == "skip":
        return _see(_next(asked, page.link))
    entry = _entered(asked, form)
    status = 422
    try:
        decision = _decide(asked, entry, form.get("decision", ""))
    except ConflictError as error:
        status, entry.message = 409, str(error)
        entry.differences = [
            (column, was, now) for column, was, now in error.differences if was or now != entry.cells[column]
        ]
        entry.is_stale, entry.shown = True, asked.file.rows_on(asked.span)
        entry.old = 0 if entry.shown else None
    except RefusedError as error:
        for refusal in error.refusals:
            problem = f"found {refusal.found}, expected {refusal.expected}. Mend: {refusal.mend}"
            entry.problems.setdefault(refusal.column, []).append(problem)
    except FangzhiError as error:
        entry.message = str(error)
    else:
        response = _see(_next(asked, page.link, done=decision.decision_id))
        response.set_cookie(
            _COOKIE, quote(entry.curator, safe=""), max_age=_YEAR, httponly=True, samesite="strict", path="/"
        )
        return response
    values = _form_values(asked, entry) | {"_done": None, "_undone": None}
    return HTMLResponse(render("review_claim.html", page, values), status, headers=_NO_STORE)


def _queue(build: OpenedBuild, reviewing: Reviewing, document: str, region: str, page: int) -> View:
    waiting, problems = reviewing.waiting(build)
    decided = reviewing.decided(build, waiting)
    named = reviewing.vocabulary.indicators if waiting else {}
    return review.queue(build, document=document, region=region, decided=decided, page=page) | {
        "filters": {"document": document, "region": region},
        "waiting_count": len(waiting),
        "waiting": [
            {
                "change": item.change, "document": item.document, "figure_text": item.figure_text,
                "span_start": item.span.start, "span_end": item.span.end, "is_rejection": item.is_rejection,
                "indicator_zh": named[item.indicator].name_zh if item.indicator in named else item.indicator, "measure": item.measure, "curator": item.curator,
                "curated_on": item.curated_on,
            }
            for item in waiting[:_SHOWN_WAITING]
        ],
        "problems": problems,
    }  # fmt: skip


def _asked(build: OpenedBuild, reviewing: Reviewing, claim_id: str, document: str, region: str) -> _Asked:
    found = review.claim(build, claim_id)
    if found is None:
        raise NotFoundError(f"claim {claim_id}")
    ground = reviewing.ground(build, found["document"])
    return _Asked(build, reviewing, found, ground, reviewing.desk.file(ground), document, region)


def _fresh(asked: _Asked, request: Request) -> _Entry:
    shown = asked.file.rows_on(asked.span)
    own = {column: cell for column, cell in (asked.own_row() or {}).items() if cell}
    old = shown.index(own) if own in shown else None
    entry = _Entry(asked.row(), shown, old, unquote(cookie(request.scope, _COOKIE)))
    if asked.is_curated and old is None:
        entry.message = (
            f"{asked.ground.file}: found no row of this claim any more, expected the one that build "
            f"{asked.build.build.sequence} has. Mend: fangzhi refresh"
        )
    return entry


def _entered(asked: _Asked, form: dict[str, str]) -> _Entry:
    """What came with the form; what it lacks is as in the row that it began with."""
    before = asked.row()
    cells = {column: form.get(column, before[column]) for column in HEADER}
    cells |= {column: "true" if form.get(column) else "false" for column in FLAGS}
    cells = {column: cell if column in ("quote", "figure") else cell.strip() for column, cell in cells.items()}
    if cells["figure"] == before["figure"].replace("\n", "").replace("\r", ""):
        cells["figure"] = before["figure"]  # a field of one line loses the line break in a figure
    shown = _rows(form.get("shown", "[]"))
    places = {str(place): place for place in range(len(shown))}
    return _Entry(
        mended(cells, before, asked.ground.vocabulary),
        shown,
        places.get(form.get("old", "")),
        form.get("curator", "").strip(),
        form.get("reason", "").strip(),
    )


def _rows(text: str) -> list[dict[str, str]]:
    try:
        rows = parse_json(text)
    except (ValueError, RecursionError):  # the latter of a thousand brackets
        return []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return []
    return [{str(column): str(cell) for column, cell in row.items()} for row in rows]


def _decide(asked: _Asked, entry: _Entry, decision: str) -> Decision:
    if not entry.curator or len(entry.curator) > _LONGEST_NAME:
        entry.problems["curator"] = [f"found {entry.curator[:20] or 'nothing'}, expected your name. Mend: write it"]
        raise RefusedError
    signature = {"curator": entry.curator, "curated_on": today()}
    old = None if entry.old is None else entry.shown[entry.old]
    new: dict[str, str] | None
    action: Action
    match decision:
        case "accept" | "correct":
            new = dict(entry.cells) | signature
            action = "accept" if is_alike(new, asked.row()) else "correct"
        case "reject":
            row = rejecting(asked.ground, asked.claim["article_id"], asked.span, reason=entry.reason)
            action, new = "reject", row | signature
            if not entry.reason:
                entry.problems["reason"] = ["found nothing, expected why the figure states nothing. Mend: write why"]
                raise RefusedError
        case "withdraw" if old is not None:
            action, new = "withdraw", None
        case _:
            raise FangzhiError(
                f"found decision {decision[:20]!r}, expected accept, correct, reject, withdraw (a curated row) or skip. "
                "Mend: use a button of the form"
            )
    return asked.reviewing.desk.decide(
        asked.ground, action, claim_id=asked.claim["claim_id"], span=asked.span, shown=entry.shown, old=old, new=new,
        curator=entry.curator,
    )  # fmt: skip


def _next(asked: _Asked, link: Any, *, done: str = "") -> str:
    """Where to go on: to what else the reader reads in the same figure, then down the queue, at its end to its list."""
    narrowing = {"document": asked.document, "region": asked.region}
    waiting, _ = asked.reviewing.waiting(asked.build)
    decided = asked.reviewing.decided(asked.build, waiting)
    claim_id = asked.claim["claim_id"]
    here = _others(asked) if done else []
    others = [row["claim_id"] for row in here if row["claim_id"] not in decided]
    following = others[0] if others else review.following(asked.build, claim_id, decided=decided, **narrowing)
    address: str = link("review", *([following] if following else []), done=done, **narrowing)
    return address


def _others(asked: _Asked) -> list[dict[str, Any]]:
    """What else the reader reads in the figure."""
    place = (asked.claim["document"], asked.span.start, asked.span.end)
    return [row for row in review.readings_on(asked.build, [place]) if row["claim_id"] != asked.claim["claim_id"]]


def _form_values(asked: _Asked, entry: _Entry) -> View:
    """What the template of the form is given."""
    return {
        "claim": asked.claim,
        "context": context(asked.ground, asked.claim),
        "weight": review.weight(asked.build, asked.claim["claim_id"]),
        "others": _others(asked),
        "filters": {"document": asked.document, "region": asked.region},
        "entry": entry,
        "shown": json.dumps(entry.shown, ensure_ascii=False),
        "rejected": next((row for row in entry.shown if row.get("measure") == NOT_A_CLAIM), None),
        "own": None if entry.old is None else entry.shown[entry.old],
        "today": today(),
        "file": asked.ground.file,
        "codes": {column: codes(asked.build, column) for column in CODED},
        "regions": review.places_named(asked.build),
        "indicators": [one.name_zh for one in asked.ground.vocabulary.indicators.values()],
        "flags": FLAGS,
    }


def _decision(reviewing: Reviewing, decision_id: str) -> Decision | None:
    history = reviewing.desk.history() if decision_id else []
    return next((decision for decision in history if decision.decision_id == decision_id), None)


def _see(address: str) -> RedirectResponse:
    return RedirectResponse(address, 303, headers=_NO_STORE)
