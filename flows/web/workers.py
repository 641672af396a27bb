"""Several processes that serve one address; each opens the build, keeps answers, draws and asks SQL by itself."""

import contextlib
import multiprocessing
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from types import FrameType
from typing import NoReturn

from flows.domain.errors import FangzhiError
from flows.lifeline import end_with_parent_process


def run_workers(serve: Callable[[socket.socket], None], sockets: Sequence[socket.socket]) -> NoReturn:
    """Run ``serve`` on each of ``sockets`` in a process of its own, until this process is ended by Ctrl-C or SIGTERM.

    However this ends, no process is left. Raises the ``FangzhiError`` that ended a process, or one that says that it died:
    fewer processes than were asked for would be slow without anybody's knowing why.
    """
    # Forked, which is quick, because nothing is imported yet that has threads or a build open.
    fork = multiprocessing.get_context("fork")
    workers, troubles = [], []
    with _ended_by(signal.SIGTERM):
        try:
            for listening in sockets:
                trouble, telling = fork.Pipe(duplex=False)
                worker = fork.Process(target=_work, args=(serve, listening, telling))
                worker.start()
                telling.close()
                workers.append(worker)
                troubles.append(trouble)
            ended = wait(troubles)[0]
            raise FangzhiError(_told(ended) if isinstance(ended, Connection) else "")
        finally:
            for worker in workers:
                worker.terminate()
            for worker in workers:
                worker.join()


def _told(trouble: Connection) -> str:
    try:
        told: str = trouble.recv()
    except EOFError:
        told = "found one of the explorer's processes dead, expected all of them to serve. Mend: start it again"
    return told


def _work(serve: Callable[[socket.socket], None], listening: socket.socket, telling: Connection) -> None:
    # Until the server has a handler of its own: one that raises would do so in the middle of an import.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with_parent_process()
    with contextlib.suppress(KeyboardInterrupt):
        try:
            serve(listening)
        except FangzhiError as error:
            telling.send(str(error))


@contextlib.contextmanager
def _ended_by(number: signal.Signals) -> Iterator[None]:
    """Let the signal end this process as its own decision, after what is to be done at its end."""

    def end(_number: int, _frame: FrameType | None) -> None:
        sys.exit()

    before = signal.signal(number, end)
    try:
        yield
    finally:
        signal.signal(number, before)
