"""The main text of web pages and PDF files."""

import io
import logging
import re
from importlib.metadata import version
from typing import Final

from flows.domain.document import Decoded
from flows.domain.media_types import ENDINGS, TAKEN
from flows.sources.decoding import UndecodableError, binary_kind, decode
from flows.sources.files import MAX_BYTES

MAX_DEPTH: Final = 200
"""lxml drops what stands deeper than about 254 elements without a word; deeper pages are refused."""
MAX_PAGES: Final = 500

_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^<>]*?(/?)>)?")
_META_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)
_VOID: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_CELL: Final = frozenset(["td", "th"])
_ENDED_BY: Final = {
    "p": frozenset(["p"]), "li": frozenset(["li"]), "option": frozenset(["option"]), "td": _CELL, "th": _CELL,
    "tr": _CELL | {"tr"}, "dt": frozenset(["dt", "dd"]), "dd": frozenset(["dt", "dd"]),
} | dict.fromkeys(("thead", "tbody", "tfoot"), _CELL | {"tr", "thead", "tbody", "tfoot"})  # fmt: skip
"""Elements whose start ends others that were left open, as in the HTML standard's optional end tags."""
_RAW: Final = frozenset(["script", "style", "title", "textarea"])
"""Elements in which nothing is a tag but their own end."""


def read_text(data: bytes, *, suffix: str, charset: str = "") -> Decoded:
    """The text of a file with an ending of ``TAKEN``; raises ``UndecodableError``."""
    match TAKEN.get(suffix.lower()):
        case "text/plain":
            return decode(data, charset=charset)
        case "text/html":
            return _html(data, charset)
        case "application/pdf":
            return _pdf(data)
        case _:
            raise UndecodableError("format", f"a file ending in {suffix!r}", ENDINGS, "save it as one of these")


def _html(data: bytes, charset: str) -> Decoded:
    import trafilatura

    declared = _META_CHARSET.search(data[:4096])
    page = decode(data, charset=charset or (declared[1].decode("ascii") if declared else ""), media_type="text/html")
    if "<!ENTITY" in page.text:
        raise UndecodableError("hostile", "an entity declaration", "HTML", "delete the DOCTYPE with its entities")
    if _depth(page.text) > MAX_DEPTH:
        raise UndecodableError("hostile", f"elements nested deeper than {MAX_DEPTH}", "a page that can be read whole",
                               "save the article's text as .txt")  # fmt: skip
    text = trafilatura.extract(
        page.text, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
    )
    if not text:
        raise UndecodableError("no_text", "a page without a main text", "an article", "save the article's text as .txt")
    # Only the title is taken; an extensive search for dates costs more than all the rest.
    meta = trafilatura.extract_metadata(page.text, extensive=False)
    if meta and meta.title and meta.title not in text[:500]:
        text = f"{meta.title}\n\n{text}"
    extractor = f"trafilatura {version('trafilatura')}"
    return Decoded(text, "text/html", page.charset, page.charset_basis, page.replacements, extractor, page.note)


def _depth(html: str) -> int:
    """The deepest nesting of elements, as a parser sees it; counts no further than past ``MAX_DEPTH``, so it is linear.

    An end tag closes the element of its name that was opened last, and what stands open in it; one that closes nothing
    is left out, so that stray end tags hide no depth.
    """
    nested: list[str] = []
    deepest, raw = 0, ""
    for match in _TAG.finditer(html):
        name = match[2].lower()
        if raw:
            raw = "" if match[1] and name == raw else raw
        elif match[1]:
            if name in nested:
                while nested.pop() != name:
                    pass
        elif name in _RAW:
            raw = name
        elif name not in _VOID and not match[3]:
            while nested and nested[-1] in _ENDED_BY.get(name, ()):
                nested.pop()
            nested.append(name)
            deepest = max(deepest, len(nested))
            if deepest > MAX_DEPTH:
                break
    return deepest


def _pdf(data: bytes) -> Decoded:
    if binary_kind(data) != "a PDF":
        raise UndecodableError("format", "a file that does not begin with %PDF", "a PDF", "correct the file's ending")
    if len(data) > MAX_BYTES:
        raise UndecodableError("too_large", f"{len(data):,} bytes", f"at most {MAX_BYTES:,}", "split the document")
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        text = _pdf_text(data)
    except (UndecodableError, MemoryError):
        raise
    except Exception as error:  # a foreign parser on foreign bytes: whatever it stumbles over is the file's fault
        raise UndecodableError("format", f"a PDF that cannot be read ({error})", "a PDF with a text layer",
                               "save it again, or save its text as .txt") from error  # fmt: skip
    if not text.strip():
        raise UndecodableError(
            "no_text", "a PDF without a text layer", "text", "run OCR on it, or save its text as .txt"
        )
    text = decode(text.encode("utf-8", errors="surrogatepass"), charset="utf-8").text
    return Decoded(text, "application/pdf", "utf-8", "strict", text.count("\ufffd"), f"pypdf {version('pypdf')}")


def _pdf_text(data: bytes) -> str:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise UndecodableError("encrypted", "an encrypted PDF", "a PDF without a password", "save it without one")
    if len(reader.pages) > MAX_PAGES:
        raise UndecodableError("too_large", f"{len(reader.pages)} pages", f"at most {MAX_PAGES}", "split the document")
    return "\n\n".join(page.extract_text() for page in reader.pages)
