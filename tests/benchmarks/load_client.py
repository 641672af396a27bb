"""HTTP clients that keep their connections and ask again as soon as they are answered; run in a process of their own.

Reads one JSON object from standard input (``port``, ``clients``, ``seconds``, ``targets``) and writes one: latencies in
milliseconds, statuses by number, and the client's own CPU seconds. With ``once`` no target is asked for twice, and it
ends when they are used up. Only as much of HTTP as uvicorn speaks: answers with a content-length, over connections that
stay open.
"""

import asyncio
import json
import sys
import time
from collections import Counter
from itertools import cycle

import uvloop

HEAD_END = b"\r\n\r\n"
LENGTH = b"content-length:"


class Client(asyncio.Protocol):
    """One connection; ``requests`` is shared by all of them."""

    def __init__(self, requests, until, latencies, statuses, done):
        self.requests, self.until, self.latencies, self.statuses, self.done = requests, until, latencies, statuses, done
        self.received = bytearray()
        self.expected = 0

    def connection_made(self, transport):
        self.transport = transport
        self.ask()

    def ask(self):
        request = next(self.requests, None) if time.perf_counter() < self.until else None
        if request is None:
            self.finish()
            return
        self.target, data = request
        self.received.clear()
        self.expected = 0
        self.began = time.perf_counter()
        self.transport.write(data)

    def data_received(self, data):
        received = self.received
        received += data
        if not self.expected:
            at = received.find(HEAD_END)
            if at < 0:
                return
            head = bytes(received[:at]).lower()
            found = head.find(LENGTH)
            if found < 0:
                self.count(f"no content-length: {self.target}")
                self.finish()
                return
            self.expected = at + 4 + int(head[found + len(LENGTH) :].split(b"\r\n", 1)[0])
        if len(received) >= self.expected:
            self.latencies.append(1000 * (time.perf_counter() - self.began))
            status = bytes(received[9:12]).decode()
            self.count(status if status == "200" else f"{status} {self.target}")
            self.ask()

    def count(self, status):
        self.statuses[status] += 1

    def connection_lost(self, exc):
        if not self.done.done():
            self.count(f"connection lost: {exc} {self.target}")
            self.finish()

    def finish(self):
        if not self.done.done():
            self.done.set_result(None)
        self.transport.close()


async def run(order):
    encoded = [
        (target, f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{order['port']}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        for target in order["targets"]
    ]
    requests = iter(encoded) if order["once"] else cycle(encoded)
    latencies, statuses = [], Counter()
    loop = asyncio.get_running_loop()
    began, cpu = time.perf_counter(), time.process_time()
    dones, until = [], began + order["seconds"]
    for _ in range(order["clients"]):
        done = loop.create_future()
        dones.append(done)
        await loop.create_connection(
            lambda done=done: Client(requests, until, latencies, statuses, done), "127.0.0.1", order["port"]
        )
    await asyncio.gather(*dones)
    return {
        "seconds": time.perf_counter() - began,
        "cpu": time.process_time() - cpu,
        "latencies": latencies,
        "statuses": statuses,
    }


if __name__ == "__main__":
    json.dump(uvloop.run(run(json.load(sys.stdin))), sys.stdout)
