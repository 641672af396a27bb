"""JSON lines in, JSON lines out: one text a line."""

import json
import math
import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, BinaryIO, Final

from flows.commands.answers import document_answer
from flows.commands.pool import in_order
from flows.domain.errors import FangzhiError
from flows.domain.reading import Origin
from flows.domain.strict_json import parse_json
from flows.sources.bounded import Bounded
from flows.sources.documents import last_day, read_loose_text, read_loose_within
from flows.sources.files import MAX_BYTES
from flows.sources.manifest import region_id_named
from flows.vocabulary import Vocabulary

_CHUNK_BYTES: Final = 256 * 1024
_CHUNK_LINES: Final = 64
_SURROGATE: Final = re.compile("[\ud800-\udfff]")

Line = tuple[bytes, bool]
"""A line of output with its end, and whether it is an answer to what was asked: no error, no part of it refused."""


def answer_lines(
    source: BinaryIO,
    vocabulary: Vocabulary,
    *,
    published: str,
    outlet: str,
    jobs: int,
    region_id: str = "",
    publish_from: float = math.inf,
) -> Iterator[list[Line]]:
    """Answer the lines of ``source`` in order; with more than one job they come in chunks.

    ``published``, ``outlet`` and ``region_id`` are those of lines that say nothing of their own.
    """
    with Bounded() as bounded:
        make = partial(
            _LineReader, bounded, vocabulary, published, Origin(outlet=outlet, region_id=region_id), publish_from
        )
        if jobs > 1:
            read_loose_text("", vocabulary)  # what is made once of the vocabulary forked processes share
            yield from in_order(make, _chunks(source), jobs=jobs)
        else:
            yield from in_order(make, ([line] for line in source if line.strip()), jobs=1)


class _LineReader:
    """Answers chunks of lines."""

    def __init__(
        self, bounded: Bounded, vocabulary: Vocabulary, published: str, otherwise: Origin, publish_from: float
    ) -> None:
        self._bounded = bounded
        self._vocabulary, self._published = vocabulary, published
        self._otherwise, self._publish_from = otherwise, publish_from

    def __call__(self, lines: list[bytes], /) -> list[Line]:
        return [self._line(line) for line in lines]

    def _line(self, line: bytes) -> Line:
        name: Any = None
        try:
            asked = _parsed(line)
            name = asked.get("id")
            answer, is_whole = self._answer(asked)
            return _written({"id": name} | answer), is_whole
        except FangzhiError as error:
            return _written({"id": name, "error": str(error)}), False
        except Exception as error:  # noqa: BLE001 - a text that the reader stumbles over takes no other with it
            return _written({"id": name, "error": f"{type(error).__name__}: {error}"}), False

    def _answer(self, asked: dict[str, Any]) -> tuple[dict[str, Any], bool]:
        """The answer, and whether all that was asked is in it."""
        text, published = asked.get("text"), asked.get("published")
        if not isinstance(text, str):
            raise FangzhiError(f"text: found {_kind(text)}, expected a string. Mend: put the text under the key text")
        if isinstance(published, int) and not isinstance(published, bool):
            published = str(published)
        if not isinstance(published, str | None):
            raise FangzhiError(
                f"published: found {_kind(published)}, expected 2024, 2024-04 or 2024-04-10. Mend: write one"
            )
        if len(text) > MAX_BYTES:
            raise FangzhiError(f"text: found {len(text):,} characters, expected at most {MAX_BYTES:,}. Mend: split it")
        published, undated = _checked(published or self._published)
        region_id, unplaced = self._region(asked)
        found = read_loose_within(
            self._bounded,
            _SURROGATE.sub("\ufffd", text),
            self._vocabulary,
            published=published,
            origin=Origin(
                outlet=_text(asked, "outlet") or self._otherwise.outlet,
                url=_text(asked, "url"),
                title=_text(asked, "title"),
                region_id=region_id or self._otherwise.region_id,
            ),
        )
        answer = document_answer(found, self._vocabulary, self._publish_from)
        if undated or unplaced:
            answer["warning"] = "; ".join(filter(None, (undated, unplaced, found.warning)))
        return answer, not (undated or unplaced)

    def _region(self, asked: dict[str, Any]) -> tuple[str, str]:
        """The id of the region that is asked for, else what is wrong with it: the text can be read all the same."""
        try:
            return region_id_named(_text(asked, "region"), self._vocabulary), ""
        except FangzhiError as error:
            return "", str(error)


def _text(asked: dict[str, Any], key: str) -> str:
    value = asked.get(key)
    return value if isinstance(value, str) else ""


def _checked(published: str) -> tuple[str, str]:
    """``published`` if it is a date, else nothing and what is wrong with it: the text can be read all the same."""
    try:
        if published:
            last_day(published)
    except FangzhiError as error:
        return "", f"{error}; the date printed with the text was taken, if any"
    return published, ""


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        asked = parse_json(line)
    except (ValueError, RecursionError) as error:
        what = "bytes that are not UTF-8" if isinstance(error, UnicodeDecodeError) else "what is not JSON"
        raise FangzhiError(f"line: found {what} ({error}), expected a JSON object. Mend: write one a line") from error
    if not isinstance(asked, dict):
        raise FangzhiError(f"line: found {_kind(asked)}, expected a JSON object. Mend: write one a line")
    return asked


def _written(answer: dict[str, Any]) -> bytes:
    line = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    try:
        return line.encode() + b"\n"
    except UnicodeEncodeError:  # half a character in an id
        return json.dumps(answer, separators=(",", ":")).encode() + b"\n"


def _kind(value: Any) -> str:
    kinds = {str: "a string", bool: "a boolean", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return kinds.get(type(value), "nothing")


def _chunks(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    chunk: list[bytes] = []
    size = 0
    for line in lines:
        if not line.strip():
            continue
        chunk.append(line)
        size += len(line)
        if size >= _CHUNK_BYTES or len(chunk) == _CHUNK_LINES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
