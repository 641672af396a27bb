"""Foreign files taken in within a budget of time and memory."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self, TypeVar

from flows.confined.parent import Confined, EndedError, StumbledError
from flows.domain.document import Decoded
from flows.domain.media_types import TAKEN
from flows.sources.decoding import UndecodableError
from flows.sources.pages import read_text
from flows.vocabulary import Vocabulary

_Result = TypeVar("_Result")

_ATTEMPTS: Final = 2
"""A process that breaks may have been ended from outside; one that breaks again was broken by the file."""
_KEPT: Final = 0.25
"""The share of its memory up to which a process is kept for another file."""
_PLAIN: Final = frozenset(["text/plain", None])
"""Kinds of files that are decoded here: plain text takes time in proportion to its size, and what is unknown is refused."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What one file may take: ``seconds`` of processor time and ``seconds_per_mb`` for each MB of it, and MB of ``memory``.

    Processor time, as a busy machine makes no file slower by it. A process that waits and does not work is ended by the
    clock, after ``patience`` times as long.
    """

    seconds: float = 20.0
    seconds_per_mb: float = 2.0
    memory: int = 1024
    patience: float = 15.0

    def of(self, size: int) -> float:
        """Seconds of processor time for ``size`` bytes."""
        return self.seconds + self.seconds_per_mb * size / 1e6


EXTRACTION: Final = Budget()
READING: Final = Budget(seconds_per_mb=6.0, memory=2048)
"""The reader takes 1 to 2 s for a MB of press, 4 s where every third word is a figure, and up to 16 s on what is no text."""
LONG: Final = 100_000
"""Characters of a text that is read in a process of its own; a shorter one takes the reader 4 s at most, whatever it is."""
_PAGE: Final = b"<html><head><title>1184</title></head><body><article><p>2024-04-10</p></article></body></html>"


@dataclass(frozen=True, slots=True)
class _Extracted:
    """A text, or why there is none: the fields of an ``UndecodableError``."""

    decoded: Decoded | None
    refused: tuple[str, str, str, str] | None = None


class Bounded:
    """Processes in which files are extracted and long texts are read; to be closed, as a context or with ``close``.

    A process is started when there is work for one, kept for the next file, and replaced when it was ended. Text is taken
    out of files in other processes than those it is read in: what took over one of the first can lie about files, and
    about nothing else. Safe to be called by many threads. A pickle of it is a new one.
    """

    def __init__(self, *, extraction: Budget = EXTRACTION, reading: Budget = READING, long: int = LONG) -> None:
        self._extraction, self._reading, self._long = extraction, reading, long
        self._idle: list[tuple[object, Confined]] = []
        self._lock = threading.Lock()

    def __reduce__(self) -> tuple[Callable[..., "Bounded"], tuple[Budget, Budget, int]]:
        return _bounded, (self._extraction, self._reading, self._long)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End all processes that wait for work."""
        with self._lock:
            idle, self._idle = self._idle, []
        for _, process in idle:
            process.end()

    def read_text(self, data: bytes, *, suffix: str, charset: str = "") -> Decoded:
        """``flows.sources.pages.read_text`` within the budget; raises ``UndecodableError``.

        Its kind is ``too_slow`` or ``too_much_memory`` for a file that was over, and ``broken_process`` for one that broke two
        processes.
        """
        if TAKEN.get(suffix.lower()) in _PLAIN:
            return read_text(data, suffix=suffix, charset=charset)
        try:
            found = self._within(self._extraction, len(data), None, _extract, (data, suffix, charset), _Extracted)
        except StumbledError as error:
            raise UndecodableError("format", f"a file that its extractor stumbles over ({error})", "one that can be read",
                                   "save the article's text as .txt") from error  # fmt: skip
        if found.decoded is None:
            raise UndecodableError(*(found.refused or ("format", "nothing", "a text", "save its text as .txt")))
        return found.decoded

    def read(
        self,
        function: Callable[..., _Result],
        text: str,
        vocabulary: Vocabulary,
        arguments: tuple[object, ...],
        returns: type[_Result],
    ) -> _Result:
        """``function(vocabulary, text, *arguments)``, of a long text in a process within the budget.

        ``returns`` is what it returns: a dataclass. Raises ``UndecodableError`` as ``read_text`` does, and what ``function``
        raises on a short text; on a long one an exception of it is a ``StumbledError``.
        """
        if len(text) <= self._long:
            return function(vocabulary, text, *arguments)
        size = len(text.encode("utf-8", "surrogatepass"))
        return self._within(self._reading, size, vocabulary, function, (text, *arguments), returns)

    def _within(
        self,
        budget: Budget,
        size: int,
        shared: object,
        function: Callable[..., _Result],
        arguments: tuple[object, ...],
        returns: type[_Result],
    ) -> _Result:
        seconds = budget.of(size)
        for attempt in range(1, _ATTEMPTS + 1):
            process = self._taken(shared, budget)
            try:
                result = process.call(
                    function, returns, seconds=seconds, wall=seconds * budget.patience, arguments=arguments
                )
            except EndedError as error:
                if error.limit == "broken" and attempt < _ATTEMPTS:
                    continue
                raise _refused(error, seconds, budget) from error
            except StumbledError:
                self._given_back(shared, process, budget)
                raise
            except BaseException:  # an interrupted call leaves half an answer
                process.end()
                raise
            self._given_back(shared, process, budget)
            return result
        raise AssertionError("the last attempt returns or raises")

    def _taken(self, shared: object, budget: Budget) -> Confined:
        with self._lock:
            for at, (its, process) in enumerate(self._idle):
                if its is shared:
                    del self._idle[at]
                    if process.is_alive():
                        return process
                    process.end()
                    break
        return Confined(shared, memory=budget.memory, prepare=_prepare if shared is None else None)

    def _given_back(self, shared: object, process: Confined, budget: Budget) -> None:
        """Keep ``process`` for the next file, unless the last one has left it so large that the next had less than its due."""
        if process.resident() > (budget.memory << 20) * _KEPT:
            process.end()
            return
        with self._lock:
            self._idle.append((shared, process))


def _bounded(extraction: Budget, reading: Budget, long: int) -> Bounded:
    return Bounded(extraction=extraction, reading=reading, long=long)


def _prepare(_: None) -> None:
    """Have the extractors imported, and made what they make on their first page, which takes longer than most pages."""
    import pypdf  # noqa: F401

    read_text(_PAGE, suffix=".html")


def _extract(_: None, data: bytes, suffix: str, charset: str) -> _Extracted:
    """What ``read_text`` returns or raises, as a value."""
    try:
        return _Extracted(read_text(data, suffix=suffix, charset=charset))
    except UndecodableError as error:
        return _Extracted(None, (error.kind, error.found, error.expected, error.mend))


def _refused(error: EndedError, seconds: float, budget: Budget) -> UndecodableError:
    match error.limit:
        case "time":
            return UndecodableError("too_slow", f"a file that takes longer ({error.how})", f"one that takes at most {seconds:.3g} s",
                                    "save the article's text as .txt, or split it")  # fmt: skip
        case "memory":
            return UndecodableError("too_much_memory", f"a file that takes more ({error.how})",
                                    f"one that takes at most {budget.memory:,} MB of memory",
                                    "save the article's text as .txt, or split it")  # fmt: skip
        case _:
            return UndecodableError("broken_process", f"a file that breaks what reads it ({error.how})", "one that can be read",
                                    "save the article's text as .txt; run again with --full if the process was ended by hand")  # fmt: skip
