"""Forms of the review: whatever comes is answered with what is wrong with it; nothing is written, nothing breaks."""

from urllib.parse import quote_from_bytes

import pytest
from starlette.testclient import TestClient

OURS = {"origin": "http://127.0.0.1"}
FORM = "application/x-www-form-urlencoded"
WRONG = {
    "empty": b"", "nul": b"a\0b", "surrogate": b"\xed\xa0\x80", "no UTF-8": b"\xff\xfe\x80", "long": b"x" * 50_000, "digits": b"9" * 5_000,
    "other digits": "١²".encode(), "negative": b"-1", "brackets": b"[" * 10_000, "braces": b'{"a":' * 2_000, "list": b"[1, null]",
    "rows": b'[{"quote": null}]', "number": b"1e400", "line ends": b"\r\n\r", "separators": "\u2028\x85\ufeff".encode(),
}  # fmt: skip
FIELDS = (
    "shown", "old", "decision", "reason", "quote", "figure", "article", "nth", "region", "region_code", "value", "period", "measure",
    "is_optional", "for_document", "for_region", "no_such_field",
)  # fmt: skip
BODIES = {
    "nothing": b"", "boundary only": b"--x\r\n", "no name": b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--\r\n",
    "no UTF-8": b'--x\r\nContent-Disposition: form-data; name="decision"\r\n\r\n\xff\xfe\r\n--x--\r\n',
    "file": b'--x\r\nContent-Disposition: form-data; name="decision"; filename="b"\r\n\r\na\r\n--x--\r\n',
    "no end": b'--x\r\nContent-Disposition: form-data; name="decision"\r\n\r\na', "headers": b"--x\r\n" + b"A: b\r\n" * 5_000,
    "charset": b'--x\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: text/plain; charset=nonsense\r\n\r\n\xff\r\n--x--\r\n',
    "percent": b"%zz=%", "separators": b"&" * 5_000, "many": b"a=1&" * 500, "json": b'{"decision": "accept"}', "nul": b"\0",
}  # fmt: skip
KINDS = (
    "", "text/plain", "application/json", FORM, f"{FORM}; charset=utf-16", f"{FORM}; charset=nonsense", "multipart/form-data",
    "multipart/form-data; boundary=", "multipart/form-data; boundary=x", "multipart/form-data; boundary=\xff",
    "multipart/form-data; boundary=x; charset=nonsense", "multipart/form-data; boundary=x; charset=utf-16", "multipart/mixed; boundary=x", "a/b/c;;;=",
)  # fmt: skip


@pytest.fixture(scope="module")
def address(explorer: TestClient) -> str:
    (found,) = explorer.get("/api/tables/fct_claims?origin=curated&_size=1&_col=claim_id").json()["rows"]
    claim_id = found["claim_id"] if isinstance(found, dict) else found[0]
    assert explorer.get(f"/review/{claim_id}").status_code == 200
    return f"/review/{claim_id}"


def send(client: TestClient, address: str, fields: dict[str, bytes] | list[tuple[str, bytes]]) -> int:
    pairs = fields.items() if isinstance(fields, dict) else fields
    body = "&".join(f"{name}={quote_from_bytes(value)}" for name, value in pairs)
    return client.post(address, content=body, headers=OURS | {"content-type": FORM}).status_code


@pytest.mark.parametrize("wrong", WRONG)
def test_a_field_that_no_form_of_ours_sends_is_told_or_ignored(explorer, address, wrong):
    begun = {"decision": b"correct", "shown": b'[{"quote": "a"}]', "curator": b""}
    assert send(explorer, address, begun | {"shown": WRONG[wrong], "old": b"0"}) == 422
    assert send(explorer, address, begun | {"old": WRONG[wrong]}) == 422
    assert send(explorer, address, begun | dict.fromkeys(FIELDS, WRONG[wrong])) == 422
    assert send(explorer, "/review/undo", {"decision_id": WRONG[wrong], "document": WRONG[wrong]}) in (400, 409)


@pytest.mark.parametrize("kind", KINDS)
def test_a_body_that_is_no_form_is_told(explorer, address, kind):
    headers = [(b"origin", OURS["origin"].encode())] + ([(b"content-type", kind.encode("latin-1"))] if kind else [])
    for body in BODIES.values():
        assert 400 <= explorer.post("/review/undo", content=body, headers=headers).status_code < 500
    assert 400 <= explorer.post(address, content=BODIES["no UTF-8"], headers=headers).status_code < 500


def test_fields_that_are_missing_or_repeated_are_told(explorer, address):
    assert send(explorer, address, {}) == 422
    assert (
        send(explorer, address, [("decision", b"correct"), ("decision", b"reject"), ("shown", b"[]"), ("shown", b"{}")])
        == 422
    )


@pytest.mark.parametrize("claim", ["none", "%00", "%FF", "%F0%9F%90%89", "a" * 3000, "..%2f..%2fx"])
def test_a_claim_that_is_none_is_not_found(explorer, claim):
    assert explorer.get(f"/review/{claim}").status_code == 404
    assert send(explorer, f"/review/{claim}", {"decision": b"accept", "curator": "王五".encode()}) == 404
