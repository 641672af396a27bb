import asyncio
import base64
from typing import Any

import pytest

from flows.web.guards import BodyTooLargeError, Guards

HOSTS = ("localhost", "127.0.0.1", "[::1]")


async def page(_scope, receive, send) -> None:
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": b"seen"})


def ask(
    headers: dict[str, str], *, method: str = "GET", path: str = "/", body: tuple[bytes, ...] = (b"",), **options: Any
) -> tuple[int, dict[bytes, bytes]]:
    """Status and headers of the answer to one request."""
    scope = {
        "type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": b"",
        "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()],
    }  # fmt: skip
    sent: list[Any] = []
    pieces = iter(
        [{"type": "http.request", "body": piece, "more_body": at + 1 < len(body)} for at, piece in enumerate(body)]
    )

    async def receive():
        return next(pieces)

    async def send(message):
        sent.append(message)

    asyncio.run(Guards(page, hosts=HOSTS, **options)(scope, receive, send))
    return sent[0]["status"], dict(sent[0]["headers"])


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200), ("LOCALHOST:8577", 200), ("127.0.0.1:80", 200), ("[::1]", 200), ("[::1]:8577", 200),
        ("localhost:", 200),
        ("evil.example", 400), ("evil.example:8577", 400), ("localhost.evil.example", 400), ("127.0.0.1.nip.io", 400),
        ("", 400), ("localhost:80@evil.example", 400), ("[::1", 400), ("10.0.0.7", 400),
    ],
)  # fmt: skip
def test_only_its_own_names_are_answered(host: str, status: int):
    assert ask({"host": host})[0] == status


def test_a_request_without_a_host_is_refused():
    assert ask({})[0] == 400


OWN = {"host": "localhost:8577"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://localhost:8577"}, 200),
        ({"origin": "http://localhost:8577", "sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://localhost:9999"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "http://localhost:8577", "sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
def test_only_pages_of_its_own_may_write(headers: dict[str, str], status: int):
    assert ask(OWN | headers, method="POST")[0] == status
    assert ask(OWN | headers)[0] == 200, "reading is open to every page, which cannot see the answer"


def test_a_body_that_says_it_is_too_large_is_not_read():
    status, _ = ask(OWN | {"origin": "http://localhost:8577", "content-length": "1000001"}, method="POST")
    assert status == 413


@pytest.mark.parametrize("length", ["-1", "many", "1e3", "²", "9" * 5000])
def test_a_length_that_is_no_number_is_refused(length: str):
    assert ask(OWN | {"content-length": length})[0] == 413


@pytest.mark.parametrize(
    "name", ["host", "content-length", "content-type", "authorization", "origin", "sec-fetch-site"]
)
def test_a_header_that_says_who_and_what_may_stand_there_once(name: str):
    given = OWN | {"origin": "http://localhost:8577", "content-length": "0", "sec-fetch-site": "same-origin"}
    assert ask(given, method="POST")[0] == 200
    assert ask(given | {name.title(): given.get(name, "")} | {name: given.get(name, "")}, method="POST")[0] == 400
    assert ask(given | {"accept": "a", "Accept": "b"}, method="POST")[0] == 200


def test_a_body_that_does_not_say_so_is_cut_off():
    with pytest.raises(BodyTooLargeError):
        ask(OWN | {"origin": "http://localhost:8577"}, method="POST", body=(b"x" * 1_000_000, b"x"))


def test_an_address_that_is_too_long_is_refused():
    assert ask(OWN, path="/" + "a" * 8_000)[0] == 414


def test_every_answer_carries_a_policy_that_lets_nothing_inline_run():
    for headers in (OWN, {"host": "evil.example"}):
        _, answered = ask(headers)
        policy = answered[b"content-security-policy"].decode()
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answered[b"x-content-type-options"] == b"nosniff"


def basic(user: str, secret: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{secret}".encode()).decode()


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (basic("", "s3cret"), 200), (basic("anybody", "s3cret"), 200), ("Bearer s3cret", 200), ("bearer s3cret", 200),
        (basic("s3cret", ""), 401), (basic("", "s3cret "), 401), ("Bearer ", 401), ("Bearer s3cre", 401), ("s3cret", 401),
        ("Basic !!!", 401), ("Digest s3cret", 401), ("", 401),
    ],
)  # fmt: skip
def test_with_a_token_every_request_must_carry_it(given: str, status: int):
    answered, headers = ask(OWN | {"authorization": given}, token="s3cret")  # noqa: S106 - none of ours
    assert answered == status
    assert (b"www-authenticate" in headers) == (status == 401)
