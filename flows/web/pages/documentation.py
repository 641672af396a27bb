"""The documentation of the build's tables and columns, a page that dbt makes with everything in it."""

import gzip
from collections.abc import Iterator
from typing import Final

from fastapi import Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from flows.store.opened import OpenedBuild
from flows.web.views import CurrentBuild, NotFoundError, Pages

pages = Pages("docs")

_POLICY: Final = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "connect-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox allow-scripts"
)
"""dbt's page has its scripts in itself; in a sandbox it is of no origin, and can ask this server for nothing."""


@pages.router.get("/docs", include_in_schema=False)
def without_slash() -> Response:
    return RedirectResponse("/docs/", 308)


@pages.router.get("/docs/", include_in_schema=False)
def documentation(request: Request, build: CurrentBuild) -> Response:
    """Sent piece by piece, for it is not kept a second time among the answers."""
    path = build.database.with_name("docs.html")
    if not path.exists():
        raise NotFoundError("documentation")
    etag = f'"docs-{build.build.build_id}"'
    headers = {"content-security-policy": _POLICY, "etag": etag, "cache-control": "no-cache", "vary": "accept-encoding"}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        body = build.memo("docs.html", _zipped)
        headers["content-encoding"] = "gzip"
    else:
        body = path.read_bytes()
    return StreamingResponse(_pieces(body), media_type="text/html; charset=utf-8", headers=headers)


def _zipped(build: OpenedBuild) -> bytes:
    return gzip.compress(build.database.with_name("docs.html").read_bytes(), compresslevel=6, mtime=0)


def _pieces(body: bytes) -> Iterator[bytes]:
    for start in range(0, len(body), 1 << 18):
        yield body[start : start + (1 << 18)]
