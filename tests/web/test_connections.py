"""Whoever keeps the server waiting is let go, and others are served meanwhile: over real sockets, with short limits."""

import contextlib
import socket
import threading
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Self
from urllib.parse import quote, urlsplit

import pytest

from flows.store.sandbox import Limits

LIMITS = {
    "total": 40, "per_client": 20, "head_seconds": 1.0, "body_seconds": 1.0, "idle_seconds": 1.5, "read_seconds": 2.0,
    "head_bytes": 20_000, "target_bytes": 9_000, "headers": 60, "pipelined": 5,
}  # fmt: skip
SLOW_QUERY = quote("select count(*) from range(1000000) a, range(1000000) b where a.range * b.range % 7 = 3")
CHART = "/indicators/gross_regional_product/charts/ranking.svg?year=2024"
FORM = ("Origin: http://localhost", "Content-Type: application/x-www-form-urlencoded")
END = b"\r\n\r\n"


class Client:
    """A connection on which a test says what it wants."""

    def __init__(self, port: int, *, address: str = "127.0.0.1", window: int = 0) -> None:
        self.socket = socket.socket()
        if window:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
        self.socket.settimeout(20)
        self.socket.bind((address, 0))
        self.socket.connect(("127.0.0.1", port))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def say(self, data: bytes) -> None:
        self.socket.sendall(data)

    def rest(self) -> bytes:
        """All that comes until the server closes."""
        pieces = []
        with contextlib.suppress(ConnectionResetError):
            while piece := self.socket.recv(1 << 16):
                pieces.append(piece)
        return b"".join(pieces)

    def seconds_until_closed(self) -> float:
        began = time.monotonic()
        self.rest()
        return time.monotonic() - began


def request(target: str = "/sql", *headers: str, method: str = "GET") -> bytes:
    lines = [f"{method} {target} HTTP/1.1", "Host: localhost", *headers]
    return "\r\n".join(lines).encode() + END


def ask(port: int, data: bytes) -> int:
    """The status of the answer to what is said on a connection of its own; 0 without one."""
    with Client(port) as client, contextlib.suppress(ConnectionResetError, BrokenPipeError):
        client.say(data)
        return int(client.socket.recv(12)[9:12] or b"0")
    return 0


def is_served(port: int) -> bool:
    """Whether somebody else is answered now."""
    began = time.monotonic()
    return ask(port, request("/static/icon.svg")) == 200 and time.monotonic() - began < 5


@pytest.fixture(scope="module")
def port(serve, template: Path) -> Iterator[int]:
    with serve(template, limits=LIMITS, queries=Limits(seconds=3)) as address:
        for path in ("/regions", "/sql", "/api/sql?q=select+1", CHART):  # what is made once is made
            with urllib.request.urlopen(address + path, timeout=120) as answer:  # noqa: S310 - our own
                answer.read()
        yield urlsplit(address).port


def test_silent_connections_lock_nobody_out(port: int):
    with ExitStack() as silent:
        for _ in range(300):
            silent.enter_context(Client(port))
        assert is_served(port)


def test_silent_connections_from_many_addresses_lock_nobody_out(port: int):
    with ExitStack() as silent:
        for number in range(300):
            silent.enter_context(Client(port, address=f"127.0.0.{2 + number % 100}"))
        assert is_served(port)


def test_more_connections_than_files_lock_nobody_out(explored, template: Path):
    with explored(template, files=200) as process, ExitStack() as silent:
        number = urlsplit(process.stdout.readline().split()[0]).port
        for one in range(300):
            silent.enter_context(Client(number, address=f"127.0.0.{2 + one % 100}"))
        assert is_served(number)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"", b""),
        (b"\r\n", b"408"),
        (b"GET /sql HT", b"408"),
        (request()[:-2] + b"X-A: ", b"408"),
        (request("/review/undo", *FORM, "Content-Length: 10", method="POST") + b"a=123", b"408"),
    ],
)
def test_what_does_not_come_to_its_end_is_let_go(port: int, said: bytes, status: bytes):
    with Client(port) as client:
        client.say(said)
        began = time.monotonic()
        assert client.rest()[9:12] == status
        assert 0.7 < time.monotonic() - began < 4


@pytest.mark.parametrize(
    "begun",
    [
        b"GET /sql HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
        request("/review/undo", *FORM, "Content-Length: 1000", method="POST"),
    ],
    ids=["header", "body"],
)
def test_a_byte_now_and_then_does_not_hold_a_connection(port: int, begun: bytes):
    with Client(port) as client:
        client.say(begun)
        began = time.monotonic()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            while time.monotonic() < began + 6:
                client.say(b"a")
                assert is_served(port)
                time.sleep(0.2)
        assert time.monotonic() - began < 5


def test_a_connection_without_a_next_request_is_closed(port: int):
    with Client(port) as client:
        client.say(request("/static/icon.svg"))
        assert 1 < client.seconds_until_closed() < 5


def test_requests_that_follow_each_other_keep_their_connection(port: int):
    with Client(port) as client:
        for _ in range(6):
            client.say(request("/static/icon.svg"))
            assert client.socket.recv(1 << 16).startswith(b"HTTP/1.1 200")
            time.sleep(0.5)


def test_who_does_not_read_an_answer_is_let_go_and_others_are_served(port: int):
    with ExitStack() as opened:
        readers = [opened.enter_context(Client(port, window=4096)) for _ in range(12)]
        for reader in readers:
            reader.say(request("/tables/fct_figures.json"))
        for reader in readers:
            assert reader.socket.recv(4) == b"HTTP"
        assert is_served(port)
        began = time.monotonic()
        while time.monotonic() < began + 5:
            assert is_served(port)
            time.sleep(0.5)
        whole = len(_whole(port, "/tables/fct_figures.json"))
        assert all(len(reader.rest()) < whole for reader in readers)


def test_who_reads_on_gets_all_of_an_answer(port: int):
    target = "/tables/fct_figures.json"
    whole = _whole(port, target)
    with Client(port, window=4096) as client:
        client.say(request(target, "Connection: close"))
        got = b""
        while piece := client.socket.recv(60_000):
            got += piece
            time.sleep(0.01)
        assert len(got) == len(whole)


def _whole(port: int, target: str) -> bytes:
    with Client(port) as client:
        client.say(request(target, "Connection: close"))
        return client.rest()


def test_a_header_without_end_is_cut_off_and_others_are_served(port: int):
    stopped = threading.Event()

    def attack() -> int:
        sent = 0
        with Client(port) as client, contextlib.suppress(OSError):
            client.say(b"GET /sql HTTP/1.1\r\nHost: localhost\r\nX-Long: ")
            while sent < 60_000_000:
                sent += client.socket.send(b"a" * 65_536)
        stopped.set()
        return sent

    with ThreadPoolExecutor(1) as pool:
        attacker = pool.submit(attack)
        while not stopped.wait(0.05):
            assert is_served(port)
        assert attacker.result() < 20_000_000  # what fits into the buffers of both sides


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (request("/sql", f"X-Long: {'a' * 30_000}"), 431),
        (request("/sql", *(f"X-{number}: a" for number in range(61))), 431),
        (request("/sql", *(f"X-{number}: a" for number in range(50))), 200),
        (request("/sql", f"X-Long: {'a' * 15_000}"), 200),
        (request(f"/sql?q={'a' * 8_100}"), 414),
        (request(f"/sql?q={'a' * 12_000}"), 414),
        (b"GET /" + b"a" * 15_000, 414),
        (b"G" * 30_000, 400),
        (request("/sql", "Host: localhost"), 400),
        (request("/sql", "host: evil.example"), 400),
        (b"GET /sql HTTP/1.1" + END, 400),
        (b"GET /sql HTTP/1.1\r\nHost: evil.example" + END, 400),
        (b"GET /sql HTTP/1.1\r\nHost: localhost@evil.example" + END, 400),
        (b"GET /sql HTTP/1.1\r\nHost: user@localhost" + END, 400),
        (b"GET /sql HTTP/1.1\r\nHost: user:secret@localhost:80" + END, 400),
        (b"GET /sql HTTP/1.1\r\nHost: localhost, evil.example" + END, 400),
        (request("http://localhost/sql"), 200),
        (request("http://evil.example/sql"), 400),
        (request("http://user@localhost/sql"), 400),
        (request("http://localhost:80/sql"), 400),
        (request("http://localhost"), 400),
        (request("//localhost/sql"), 404),
        (request("localhost:80", method="CONNECT"), 400),
        (request("*", method="OPTIONS"), 400),
        (request("/review/undo", "Origin: http://localhost", "Content-Length: 1", "Content-Length: 2", method="POST") + b"aa", 400),
        (request("/review/undo", "Origin: http://localhost", "Content-Length: 1", "Content-Length: 1", method="POST") + b"a", 400),
        (request("/review/undo", "Content-Length: 1", "Transfer-Encoding: chunked", method="POST") + b"1\r\na\r\n0" + END, 400),
        (request("/review/undo", "Transfer-Encoding: chunked", "Content-Length: 1", method="POST") + b"1\r\na\r\n0" + END, 400),
        (request("/review/undo", "Origin: http://localhost", "Transfer-Encoding: chunked", method="POST") + b"1\r\na\r\n0" + END, 411),
        (request("/review/undo", "Transfer-Encoding: gzip, chunked", method="POST") + b"1\r\na\r\n0" + END, 411),
        (request("/sql", "Transfer-Encoding: chunked") + b"0\r\nX-Trailer: a\r\nHost: evil.example" + END, 411),
        (request("/review/undo", "Origin: http://localhost", "Content-Length: 99999999", method="POST") + b"a" * 1000, 413),
        (request("/review/undo", "Content-Length: -1", method="POST"), 400),
        (request("/sql", "Sec-Fetch-Site: none", "Sec-Fetch-Site: cross-site"), 400),
        (request("/sql", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="), 200),
    ],
)  # fmt: skip
def test_what_is_no_request_of_ours_is_refused(port: int, said: bytes, status: int):
    assert ask(port, said) == status
    assert is_served(port)


def test_requests_without_end_on_one_connection_are_cut_off(port: int):
    with Client(port) as client:
        client.say(request("/regions") * 400)
        assert client.rest().count(b"HTTP/1.1 200") < 50
    with Client(port) as client:
        client.say(request("/static/icon.svg") * 3)
        assert client.rest().count(b"HTTP/1.1 200") == 3


def test_a_request_that_comes_byte_by_byte_is_answered(port: int):
    with Client(port) as client:
        client.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in request("/static/icon.svg"):
            client.say(bytes([byte]))
        assert client.socket.recv(12).endswith(b"200")


def test_slow_queries_do_not_hold_pages_up_and_are_told_that_others_run(port: int):
    with ThreadPoolExecutor(24) as pool:
        asked = [pool.submit(ask, port, request(f"/api/sql?q={SLOW_QUERY}")) for _ in range(24)]
        time.sleep(0.3)
        took = []
        for number in range(8):
            began = time.monotonic()
            assert ask(port, request(f"/regions?asked={number}")) == 200
            took.append(time.monotonic() - began)
            time.sleep(0.1)
        began = time.monotonic()
        with Client(port) as client:
            client.say(request(f"/api/sql?q={SLOW_QUERY}", "Connection: close"))
            refusal = client.rest()
        assert time.monotonic() - began < 5
        assert refusal.startswith(b"HTTP/1.1 503")
        assert b"retry-after: " in refusal
        statuses = [one.result() for one in asked]
    assert sorted(took)[len(took) // 2] < 0.3, took
    assert set(statuses) == {400, 503}
    assert statuses.count(503) >= 16


def test_files_and_charts_that_take_long_do_not_hold_pages_up(port: int):
    targets = [f"/tables/fct_figures.xlsx?span_start__gte={number}" for number in range(12)]
    targets += [f"{CHART}&measure={measure}" for measure in ("growth_yoy", "share", "rank", "change", "ratio")]
    with ThreadPoolExecutor(len(targets)) as pool:
        asked = [pool.submit(ask, port, request(target)) for target in targets]
        time.sleep(0.3)
        took = []
        while not all(one.done() for one in asked):
            began = time.monotonic()
            assert ask(port, request(f"/regions?during={began}")) == 200
            took.append(time.monotonic() - began)
        statuses = {one.result() for one in asked}
    assert statuses <= {200, 503}
    assert sorted(took)[len(took) // 2] < 0.3, took
