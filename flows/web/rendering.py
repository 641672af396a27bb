"""Templates, always escaped, and what they may call."""

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

import jinja2
from markupsafe import Markup, escape

from flows.store.lookups.codelists import code_names, currencies
from flows.store.lookups.dimensions import count_words
from flows.store.opened import OpenedBuild
from flows.vocabulary.folding import fold
from flows.web.amounts import Units, hedge, number
from flows.web.languages import Language, word
from flows.web.sparklines import has_trend, sparkline

_FOLDER: Final = Path(__file__).parent
_PLAIN: Final = re.compile(r"[0-9A-Za-z_.~-]*").fullmatch
"""Matches what ``quote`` leaves as it is; to ask takes a tenth of quoting."""


class Page:
    """What a template calls: words, links and names in the language of the request."""

    def __init__(
        self,
        build: OpenedBuild,
        *,
        language: Language,
        prefix: str,
        path: str,
        query: str,
        is_read_only: bool,
        is_frozen: bool,
    ) -> None:
        self.build = build.build
        self.is_read_only = is_read_only
        self.is_frozen = is_frozen
        self.language = language
        self.path = path
        self.query = query
        self._prefix = prefix
        self._names = code_names(build)
        self._count_words = count_words(build)
        self.units = build.memo("units", _units)
        self._statuses: dict[str, tuple[str, str]] = {}

    def word(self, key: str, **values: object) -> str:
        """A word of the interface."""
        return word(self.language, key, **values)

    def link(self, *segments: object, **query: object) -> str:
        """The address of a page in this language; segments and values are quoted, empty values left out."""
        path = f"{self._prefix}/{'/'.join(map(_quoted, segments))}"
        given = query_string(query) if query else ""
        return f"{path}?{given}" if given else path

    def here(self, language: Language) -> str:
        """The same page in ``language``."""
        prefix = "/en" if language == "en" else ""
        return f"{prefix}{quote(self.path)}" + (f"?{self.query}" if self.query else "")

    def again(self, query: dict[str, Any]) -> str:
        """The same page asked with other parameters."""
        return f"{self._prefix}{quote(self.path)}?{query_string(query)}"

    def name(self, codelist: str, code: str | None) -> str:
        """The name of a code of a controlled list; the code itself where it has none."""
        zh, en = self._names.get((codelist, code or ""), ("", ""))
        return (zh if self.language == "zh" else en) or en or zh or (code or "")

    def own(self, row: dict[str, Any], key: str) -> str:
        """``key_zh`` or ``key_en`` of a row, in this language where there is one, else in the other."""
        first, second = (f"{key}_zh", f"{key}_en") if self.language == "zh" else (f"{key}_en", f"{key}_zh")
        return row.get(first) or row.get(second) or ""

    def region(self, row: dict[str, Any], key: str = "name") -> str:
        """A region's name; beside the English one the Chinese one stands, for it is what is printed."""
        name, english = row.get(key) or "", row.get(f"{key}_en") or ""
        return name if self.language == "zh" or not english or english == name else f"{english} {name}"

    def cells(self, series: dict[str, Any], years: Sequence[int], indicator_id: str) -> Markup:
        """A series in a table: a cell a year with its observations, each a link to its receipt.

        Not a macro: a table has hundreds of cells, and a macro takes ten times as long.
        """
        values, base_unit = series["values"], series["base_unit"]
        word = str(escape(self.count_word(base_unit, indicator_id)))
        made = [f'<td class="number">{self._cell(values.get(str(year), ()), base_unit, word)}</td>' for year in years]
        return Markup("".join(made))  # noqa: S704 - escaped piece by piece

    def _cell(self, found: Sequence[dict[str, Any]], base_unit: str, word: str) -> str:
        made = []
        for row in found:
            status, name = self._status(row["status"])
            conflict, remarks = "", "" if status == "actual" else f"<small> {name}</small>"
            if row["has_conflict"]:
                conflict, warning = " conflict", escape(self.word("common.has_conflict"))
                remarks += f'<small> ⚠<span class="unseen">{warning}</span></small>'
            # A link of quoted segments has nothing left that could be escaped.
            made.append(
                f'<a class="value status-{status}{conflict}" href="{self.link("observations", row["observation_id"])}"'
                f' title="{name} · {escape(row["period"])}">'
                f"{escape(self.amount(row['value_base'], base_unit, row['bound']))}{word}{remarks}</a>"
            )
        return "\n".join(made)

    def _status(self, code: str) -> tuple[str, str]:
        """The code and its name, escaped; a table asks for the same few hundreds of times."""
        if code not in self._statuses:
            self._statuses[code] = str(escape(code)), str(escape(self.name("status", code)))
        return self._statuses[code]

    def count_word(self, base_unit: str, indicator_id: str) -> str:
        """The Chinese word for what a count of the indicator counts; empty in English, and for what is no count."""
        return self._count_words.get(indicator_id, "") if base_unit == "1" and self.language == "zh" else ""

    def amount(self, value: Decimal | None, base_unit: str, bound: str = "exact") -> str:
        """A value as people read it, with the sign of its bound."""
        return "" if value is None else hedge(bound) + self.units[base_unit].amount(value, self.language)


def _units(build: OpenedBuild) -> Units:
    return Units(currencies(build))


def _quoted(segment: object) -> str:
    text = str(segment)
    return text if _PLAIN(text) else quote(text, safe="")


def query_string(values: dict[str, Any]) -> str:
    """The values that are not empty, as in an address behind the question mark."""
    return urlencode({name: value for name, value in values.items() if value not in (None, "", False)}, doseq=True)


def safe_url(url: str | None) -> str:
    """``url`` if it leads to a web page, else empty: what stands in a manifest may be ``javascript:``."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return url or "" if parts.scheme in ("http", "https") and parts.netloc else ""


def pieces(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """``text`` cut at ``spans`` (half-open, ascending, apart): each piece, and whether it is inside a span."""
    cut, at = [], 0
    for start, end in spans:
        if at < start:
            cut.append((text[at:start], False))
        cut.append((text[start:end], True))
        at = end
    if at < len(text):
        cut.append((text[at:], False))
    return cut


def places(text: str, needle: str) -> list[tuple[int, int]]:
    """Where ``needle`` stands in ``text``, whatever its case, width or script; half-open spans that do not overlap."""
    folded, sought = fold(text).lower(), fold(needle).lower()
    found, at = [], 0
    # A few letters grow when lower-cased (İ): then no place in the folded text is one in the text.
    while sought and len(folded) == len(text) and (at := folded.find(sought, at)) >= 0:
        found.append((at, at + len(sought)))
        at += len(sought)
    return found


def day(value: dt.date | None) -> str:
    return value.isoformat() if value else ""


@cache
def environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "day": day,
        "has_trend": has_trend,
        "number": number,
        "pieces": pieces,
        "places": places,
        "query": query_string,
        "safe_url": safe_url,
        "sparkline": sparkline,
    }
    return made


def render(template: str, page: Page, values: dict[str, Any]) -> str:
    """The HTML of ``template`` with ``page`` and the values; the number of a page of a list is ``page_number``."""
    named = {"page_number" if name == "page" else name: value for name, value in values.items()}
    return environment().get_template(template).render(page=page, **named)
