"""A command that a signal ends at once, whatever it is doing."""

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Final, NoReturn

_ENDING: Final = (signal.SIGINT, signal.SIGTERM)


@contextlib.contextmanager
def ended_by_signals(message: Callable[[], str]) -> Iterator[None]:
    """While the block runs, Ctrl-C and SIGTERM end this process with exit code 130 or 143, after one line on standard error.

    For work that stands ``kill -9`` at any moment. Nothing is cleaned up, so that nothing can hold up the end: an
    exception would wait for foreign code to return (a query, a model that dbt builds in a thread), could be taken for a
    failure and tried again, or swallowed. ``message`` is called when it comes to that, in another thread. A signal that
    the process was started to ignore, as ``nohup`` and scripts do, stays ignored. To be used in the main thread.
    """
    numbers = [number for number in _ENDING if signal.getsignal(number) is not signal.SIG_IGN]
    ending = threading.Lock()

    def end(number: int) -> NoReturn:
        with ending:  # for good: who comes second waits here until the process is gone
            text = "interrupted"
            with contextlib.suppress(OSError):
                errors, nothing = os.dup(2), os.open(os.devnull, os.O_WRONLY)
                os.dup2(nothing, 1)
                os.dup2(
                    nothing, 2
                )  # handlers of libraries raise in the main thread meanwhile, and tell of it at length
                with contextlib.suppress(Exception):  # whatever is wrong with the message, the process ends
                    text = message()
                os.write(errors, f"{text}\n".encode())
            os._exit(128 + number)

    def on_signal(number: int, _frame: FrameType | None) -> None:
        # The thread below does it as a rule. It is asked here as well for whoever has taken its pipe away.
        threading.Thread(target=end, args=(number,), daemon=True).start()

    # Python runs a handler only when its main thread comes back from foreign code; to this pipe it writes at once.
    hearing, told = os.pipe()
    os.set_blocking(told, False)

    def hear() -> None:
        while heard := os.read(hearing, 1):
            if heard[0] in numbers:
                end(heard[0])

    before = [(number, signal.signal(number, on_signal)) for number in numbers]
    pipe_before = signal.set_wakeup_fd(told, warn_on_full_buffer=False)
    thread = threading.Thread(target=hear, daemon=True, name="signals")
    thread.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(pipe_before)
        for number, handler in before:
            signal.signal(number, handler)
        os.close(told)
        thread.join()
        os.close(hearing)
