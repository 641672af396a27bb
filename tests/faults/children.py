"""A process that has imported what the writers need, and forks a child for every call.

    with Children(inputs) as children:
        ended = children.run(function, *arguments)

The function runs in a child of its own, which begins in milliseconds and may be killed. As a script: the server.
"""

import contextlib
import os
import pickle
import socket
import socketserver
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

SOURCES = Path(__file__).parents[1] / "sources"


@dataclass(frozen=True)
class Child:
    """How a child ended: its exit code (negative: the signal that killed it), what it printed, what was returned."""

    code: int
    output: str
    value: Any


class Children:
    """The server, and calls to it from any thread; ``inputs`` is the folder of ``operations.INPUTS``."""

    def __init__(self, inputs: Path) -> None:
        self._inputs = inputs

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory()
        self._address = f"{self._folder.name}/socket"
        command = [sys.executable, __file__, self._address, str(self._inputs)]
        self._server = subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True)
        assert self._server.stdout is not None
        assert self._server.stdout.readline() == b"ready\n", "the server does not start"
        return self

    def __exit__(self, *_: object) -> None:
        self._server.kill()  # it holds nothing
        self._server.communicate()
        self._folder.cleanup()

    def run(self, function: Callable[..., Any], *arguments: Any, timeout: float = 120) -> Child:
        """Call a function of a module in a child."""
        with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(timeout)
            connection.connect(self._address)
            connection.sendall(pickle.dumps((function, arguments, folder)))
            connection.shutdown(socket.SHUT_WR)
            code = int(b"".join(iter(lambda: connection.recv(100), b"")))
            value = Path(folder, "value")
            output = Path(folder, "output").read_text(encoding="utf-8", errors="replace")
            return Child(code, output, pickle.loads(value.read_bytes()) if value.exists() else None)  # noqa: S301

    def value(self, function: Callable[..., Any], *arguments: Any, timeout: float = 120) -> Any:
        """What the function returns; it must not fail."""
        child = self.run(function, *arguments, timeout=timeout)
        assert child.code == 0, child.output
        return child.value


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        function, arguments, folder = pickle.loads(self.rfile.read())  # noqa: S301 - from our own parent
        child = os.fork()
        if child == 0:
            _run(function, arguments, folder)
        _, status = os.waitpid(child, 0)
        self.wfile.write(str(os.waitstatus_to_exitcode(status)).encode())


def _run(function: Callable[..., Any], arguments: tuple[Any, ...], folder: str) -> None:
    output = os.open(f"{folder}/output", os.O_WRONLY | os.O_CREAT, 0o644)
    os.dup2(output, 1)
    os.dup2(output, 2)
    code = 0
    try:
        value = pickle.dumps(function(*arguments))
        Path(folder, "value").write_bytes(value)
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
    except BaseException:  # noqa: BLE001 - a child ends here, whatever happened
        traceback.print_exc()
        code = 70
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)


class _Server(socketserver.ForkingMixIn, socketserver.UnixStreamServer):
    max_children = 20
    parent = os.getppid()

    def service_actions(self) -> None:  # every half a second
        super().service_actions()
        if os.getppid() != self.parent:  # whoever asked is dead
            sys.exit(1)


def _serve(address: str, inputs: str) -> None:
    sys.path.insert(0, str(SOURCES))
    import operations

    # Whether a disk has it is a question of power alone, which stays on; waiting for disks would take most of the time.
    os.fsync = os.fstat  # type: ignore[assignment] # fails likewise for what is no open file
    operations.INPUTS = Path(inputs)
    with tempfile.TemporaryDirectory() as folder:
        operations.warm_up(Path(folder))
    with _Server(address, _Handler) as server, contextlib.suppress(KeyboardInterrupt):
        print("ready", flush=True)  # noqa: T201 - the parent waits for it
        server.serve_forever()


if __name__ == "__main__":
    _serve(*sys.argv[1:])
