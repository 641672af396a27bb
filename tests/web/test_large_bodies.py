"""A body that is too large is refused by a real server, whatever it says of its length, and is not kept in memory."""

import os
import socket
from pathlib import Path

import psutil
import pytest

MEGABYTE = 1 << 20
SIZE = 50 * MEGABYTE
HEAD = "POST /review HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
GOOD = "GET /regions HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


def answer_to(address: str, head: str, pieces) -> bytes:
    """The first bytes of the answer; the server may hang up while it is still being told."""
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(head.encode())
        try:
            for piece in pieces:
                connection.sendall(piece)
        except OSError:
            pass
        try:
            return connection.recv(4096)
        except OSError:
            return b""


@pytest.mark.parametrize("is_chunked", [False, True], ids=["its length said", "in chunks"])
def test_fault_75_a_body_of_fifty_megabytes_is_refused(serve, template: Path, is_chunked: bool):
    piece = b"x" * MEGABYTE
    with serve(template) as address:
        assert b" 200 " in answer_to(address, GOOD, ())  # it has opened the build
        head = HEAD.format(host=address.removeprefix("http://"))
        before = psutil.Process(os.getpid()).memory_info().rss
        if is_chunked:
            head += "Transfer-Encoding: chunked\r\n\r\n"
            pieces = (b"%x\r\n%s\r\n" % (len(piece), piece) for _ in range(SIZE // MEGABYTE))
        else:
            head += f"Content-Length: {SIZE}\r\n\r\n"
            pieces = (piece for _ in range(SIZE // MEGABYTE))
        found = answer_to(address, head, pieces)
        assert found == b"" or (b" 411 " if is_chunked else b" 413 ") in found.split(b"\r\n")[0], found
        assert psutil.Process(os.getpid()).memory_info().rss - before < SIZE // 2
        assert b" 200 " in answer_to(address, GOOD, ())
