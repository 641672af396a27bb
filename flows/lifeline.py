"""Processes that end when the one that started them has ended, however that ended."""

import multiprocessing
import os
import signal
import threading
import time
from typing import Final

_LOOK: Final = 0.3
"""Seconds between two looks: so long a process may outlive its parent."""


def end_with_parent(parent: int) -> None:
    """From now on end this process at once when the process ``parent``, which started it, is gone.

    A killed process tells nobody, but its children get another parent: a thread looks for that, on every system alike.
    Call it first, before imports that take seconds; a parent that is gone already is found as well. The end is that of
    ``kill -9``: what this process does has to stand that.
    """
    threading.Thread(target=_watch, args=(parent,), daemon=True, name="end with parent").start()


def end_with_parent_process() -> None:
    """The same in a process that ``multiprocessing`` started, which knows its parent."""
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        end_with_parent(parent.pid)


def work_for_parent() -> None:
    """What a process of a pool begins with: it ends with the one that has the pool, which alone hears Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent_process()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)
