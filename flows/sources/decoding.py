"""Bytes into text, once: what offsets refer to from then on."""

import codecs
import re
from collections.abc import Sequence
from typing import Final

import chardet

from flows.domain.document import Decoded
from flows.sources.files import MAX_BYTES

MAX_REPLACED: Final = 0.001
"""The share of characters that may be lost to bad bytes before the file is refused."""

_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DETECTABLE: Final = {"gb18030": "gb18030", "gbk": "gb18030", "gb2312": "gb18030", "big5": "big5hkscs",
                      "big5-hkscs": "big5hkscs", "big5hkscs": "big5hkscs", "cp950": "cp950"}  # fmt: skip
_PAIRS: Final = re.compile(rb"(?:[\x81-\xfe][\x30-\x7e\x80-\xfe])+")
"""Double-byte characters; between them, a CSV has so much ASCII that the guess loses its confidence."""
_NO_CHARSETS: Final = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7"})
"""Codecs of Python that are escapes or domain names, and no charset a page is written in."""
_MIN_CONFIDENCE: Final = 0.3
_SHORTEST: Final = 64
"""Fewer bytes than this tell GB18030 from Big5 no better than a coin."""

_MAGIC: Final = (
    (b"%PDF", "a PDF"), (b"\xff\xd8\xff", "a JPEG picture"), (b"\x89PNG", "a PNG picture"), (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive or Office file"), (b"\x1f\x8b", "a gzip archive"), (b"\xd0\xcf\x11\xe0", "an Office file"),
    (b"7z\xbc\xaf", "a 7z archive"), (b"Rar!", "a RAR archive"), (b"\x7fELF", "a program"),
)  # fmt: skip
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_UTF8_SURROGATE: Final = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
"""A surrogate written as if it were a character: one sign lost, and not three bytes that are."""


class UndecodableError(ValueError):
    """The bytes are not a text that can be trusted: ``found``, ``expected``, ``mend`` say why."""

    def __init__(self, kind: str, found: str, expected: str, mend: str) -> None:
        super().__init__(f"found {found}, expected {expected}. Mend: {mend}")
        self.kind, self.found, self.expected, self.mend = kind, found, expected, mend


def decode(data: bytes, *, charset: str = "", media_type: str = "text/plain") -> Decoded:
    """Decode ``data``: a BOM decides, else the declared ``charset``, else UTF-8 if it is, else what chardet finds.

    Bytes that stand for no character, NULs and lone surrogates become U+FFFD and are counted. Raises
    ``UndecodableError`` for empty files, pictures, archives, unknown or undetectable charsets, and where more than
    one character in a thousand would be lost.
    """
    _require_text(data)
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _decoded(data[len(bom) :], name, "bom", media_type)
    if charset:
        return _decoded(data, _known(charset), "declared", media_type)
    if data.count(0) > len(data) // 50:
        raise UndecodableError("charset", "many NUL bytes, as in UTF-16 without a byte order mark", "a known charset",
                               "write utf-16-le or utf-16-be into the charset column of raw/manifest.csv")  # fmt: skip
    try:
        data.decode("utf-8")
        return _decoded(data, "utf-8", "strict", media_type)
    except UnicodeDecodeError:
        as_utf8 = _UTF8_SURROGATE.sub("\ufffd".encode(), data).decode("utf-8", errors="replace")
        if as_utf8.count("\ufffd") <= max(1, MAX_REPLACED * len(as_utf8)) and _is_mostly_utf8(data):
            return _decoded(data, "utf-8", "detected", media_type)
    return _decoded(data, _detected(data), "detected", media_type)


def decode_strictly(data: bytes, charsets: Sequence[str], *, media_type: str) -> list[Decoded]:
    """Every text that ``data`` can be without the loss of a sign: that of its byte order mark, else of the ``charsets``.

    Of those at least one fits, and they keep their order. Raises ``UndecodableError`` where none does, and for empty
    files, pictures, archives and those that are too large.
    """
    _require_text(data)
    mark, named = next(((bom, (name,)) for bom, name in _BOMS if data.startswith(bom)), (b"", charsets))
    basis = "bom" if mark else "strict"
    texts, error = [], None
    for charset in named:
        try:
            text = data[len(mark) :].decode(charset)
            texts.append(Decoded(text.replace("\0", "\ufffd"), media_type, charset, basis, text.count("\0"), ""))
        except UnicodeDecodeError as trouble:
            error = error or trouble
    if not texts:
        at = f" at {error.start + len(mark):,}" if error else ""
        raise UndecodableError(
            "charset",
            f"a byte that is not {named[0].upper()}{at}",
            " or ".join(name.upper() for name in named),
            "save it as UTF-8",
        )
    if all(text.replacements > len(text.text) // 50 for text in texts):
        raise UndecodableError("charset", "many NUL bytes, as in UTF-16 without a byte order mark", "UTF-8 or GB18030",
                               "save it as UTF-8")  # fmt: skip
    return texts


def binary_kind(data: bytes) -> str:
    """What the first bytes say the file is, if it is no text: ``a PDF``; empty for text."""
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), "")


def _require_text(data: bytes) -> None:
    if not data.strip():
        raise UndecodableError("empty", "an empty file", "text", "put its text in, or delete the file")
    if len(data) > MAX_BYTES:
        raise UndecodableError("too_large", f"{len(data):,} bytes", f"at most {MAX_BYTES:,}", "split the file")
    if kind := binary_kind(data):
        raise UndecodableError("binary", f"{kind}", "text", "give it the right file ending, or extract its text")


def _known(charset: str) -> str:
    """The codec of a declared charset. Pages that say gb2312 or big5 mean their supersets, as in the WHATWG standard."""
    try:
        name = codecs.lookup(_DETECTABLE.get(charset.strip().lower(), charset)).name
        if name not in _NO_CHARSETS:
            " ".encode(name)  # which hex, rot13 and other codecs between bytes and bytes refuse
            return name
    except (LookupError, ValueError):
        pass
    raise UndecodableError("charset", f"charset {charset!r}", "a charset Python knows, e.g. gb18030",
                           "correct it in raw/manifest.csv")  # fmt: skip


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether dropping the bad bytes leaves multi-byte UTF-8: by chance no other charset does."""
    return any(ord(char) > 0x7FF for char in data[:4096].decode("utf-8", errors="ignore"))


def _detected(data: bytes) -> str:
    if len(data) < _SHORTEST:
        raise UndecodableError("charset", f"{len(data)} bytes that are not UTF-8", f"at least {_SHORTEST} to detect a charset",
                               "save as UTF-8, or write the charset into raw/manifest.csv")  # fmt: skip
    guess = chardet.detect(data[: 1 << 20])
    name = _DETECTABLE.get((guess["encoding"] or "").lower())
    if name is not None and guess["confidence"] < _MIN_CONFIDENCE:
        pairs = chardet.detect(b"".join(_PAIRS.findall(data[: 1 << 20])))
        if _DETECTABLE.get((pairs["encoding"] or "").lower()) == name:
            guess = pairs
    if name is None or guess["confidence"] < _MIN_CONFIDENCE:
        raise UndecodableError(
            "charset", f"bytes like {guess['encoding'] or 'no charset'} ({guess['confidence']:.0%} sure)",
            "UTF-8, UTF-16 with a byte order mark, GB18030 or Big5",
            "save as UTF-8, or write the charset into raw/manifest.csv",
        )  # fmt: skip
    return name


def _decoded(data: bytes, charset: str, basis: str, media_type: str) -> Decoded:
    if charset == "utf-8":
        data = _UTF8_SURROGATE.sub("\ufffd".encode(), data)
    text = data.decode(charset, errors="replace")
    text = _SURROGATE.sub("\ufffd", text.replace("\0", "\ufffd"))
    replaced = text.count("\ufffd")
    if replaced > max(1, MAX_REPLACED * len(text)):
        raise UndecodableError("charset", f"{replaced} of {len(text)} characters that are no {charset}",
                               f"at most {MAX_REPLACED:.1%}", "save the file again, or correct its charset in raw/manifest.csv")  # fmt: skip
    if not text.strip():
        raise UndecodableError("empty", "a file without text", "text", "put the article's text in, or delete the file")
    note = "cut inside a character at its end" if text.endswith("\ufffd") else ""
    return Decoded(text, media_type, charset, basis, replaced, "", note)
