"""Curated extracts anchored to the text: rows a person wrote into claims at spans.

A row is taken as it stands or refused with every reason; nothing is repaired silently. A row whose measure is
``not_a_claim`` says of its figure that it states nothing, whatever the reader made of it.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Final

from flows.domain.claim import Claim, Rejection
from flows.domain.document import Article
from flows.domain.errors import Refusal, RefusedError
from flows.domain.period import Period, parse_period
from flows.domain.span import Span
from flows.reading.context.currencies import currencies_of_yuan
from flows.reading.numbers.figures import PrintedFigures, Quantity, read_figure
from flows.reading.numbers.numerals import DIGITS
from flows.sources.inventory import EXTRACTS
from flows.sources.tables import NUMBER, RowCheck, is_common, without_repeats
from flows.vocabulary import Region, Unit, Vocabulary
from flows.vocabulary.roles import UnitRole
from flows.vocabulary.rows import Row, read_table

COLUMNS: Final = (
    "article", "quote", "figure", "nth", "region", "region_code", "subject", "indicator_zh", "indicator_en", "measure",
    "value", "unit", "bound", "period", "status", "compared_with", "note",
)  # fmt: skip
OPTIONAL_COLUMNS: Final = (
    "period_basis", "region_basis", "is_optional", "is_restatement", "curator", "curated_on",
)  # fmt: skip
NOT_A_CLAIM: Final = "not_a_claim"
"""In the place of a measure: the figure states nothing."""
_BROKEN: Final = frozenset({"header", "merge_conflict", "csv"})
"""Refusals of a whole file that name the line where it is broken."""
_DEFAULTS: Final = {"period_basis": "explicit", "region_basis": "explicit"}
_NUMERIC: Final = ("article", "nth", "region_code", "value", "curated_on")
_PRINTED: Final = ("quote", "figure")
"""Columns that hold what is printed, whatever it looks like."""
_CODED: Final = ("measure", "bound", "status", "period_basis", "region_basis")
_OF_CLAIMS: Final = (
    "region", "region_code", "subject", "indicator_zh", "indicator_en", "value", "unit", "bound", "period", "status",
    "compared_with", "is_optional", "is_restatement",
)  # fmt: skip
"""What is empty in a row that says of a figure that it states nothing."""
_SIGNED: Final = frozenset({"growth_yoy", "growth_avg", "change", "change_pp", "level", "ratio"})
_ORDINAL: Final = re.compile(r"[1-9]\d{0,5}", re.ASCII)
_UNPRINTED: Final = Unit("", "", Decimal(1), "", Decimal(1))
_PLACE: Final = "rank"
_COUNT: Final = "1"
_HAN_NUMERALS: Final = frozenset("〇零一二两三四五六七八九十百千万亿")


@dataclass(frozen=True, slots=True)
class Extracts:
    """What people have written of one document, in the order of the rows, and what was refused of it."""

    claims: tuple[Claim, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    refusals: tuple[Refusal, ...] = ()


def read_extracts(
    text: str, *, file: str, document_text: str, articles: Sequence[Article], vocabulary: Vocabulary
) -> Extracts:
    """The rows of one extracts file.

    ``text`` is the CSV, ``document_text`` what its quotes are looked for in. Two rows with one key are both refused, and
    so are two that contradict each other: which of them is meant only a person can say.
    """
    try:
        table = read_table(text, file=file, required=COLUMNS, optional=OPTIONAL_COLUMNS)
    except RefusedError as error:
        return Extracts(refusals=error.refusals)
    refusals = list(table.refusals)
    by_ordinal = {article.ordinal: article for article in articles}
    printed = {article.ordinal: PrintedFigures(article.span.of(document_text), vocabulary) for article in articles}
    claims: list[Claim] = []
    rejections: list[Rejection] = []
    with localcontext(prec=DIGITS):  # exact, however long the printed number
        for row in table.rows:
            reader = _RowReader(row, file, document_text, by_ordinal, printed, vocabulary)
            item = reader.rejection() if reader.cells["measure"] == NOT_A_CLAIM else reader.claim()
            refusals += reader.refusals
            if isinstance(item, Claim) and not reader.refusals:
                claims.append(item)
            elif isinstance(item, Rejection) and not reader.refusals:
                rejections.append(item)
    claims, repeated = without_repeats(
        claims,
        file=file,
        key=lambda claim: claim.key,
        expected="one row for a figure, region, subject, indicator, measure and bound",
    )
    rejections, rejected_twice = without_repeats(
        rejections,
        file=file,
        key=lambda rejection: (rejection.article_id, rejection.span),
        expected="one row that says of a figure that it states nothing",
    )
    contradictions = list(_contradictions(claims, rejections))
    lines = {refusal.line for refusal in contradictions}
    return Extracts(
        tuple(claim for claim in claims if claim.source_line not in lines),
        tuple(rejection for rejection in rejections if rejection.source_line not in lines),
        (*refusals, *repeated, *rejected_twice, *contradictions),
    )


def breaks_run(refusal: Refusal) -> bool:
    """Whether a whole file of signed rows was refused, and not one row of it: to publish without it would lose them all.

    Extracts without a document are none: with a document its extracts are refused, which is told by itself.
    """
    of_file = refusal.line is None or refusal.kind in _BROKEN
    return of_file and refusal.file.startswith(f"{EXTRACTS}/") and refusal.kind != "no_document"


def quotes_stand_in(document_text: str) -> Callable[[str], bool]:
    """What tells whether a text is that of a document's extracts: not most of its quotes are missing there.

    Where no quote can tell, it is whether the text is common Chinese.
    """
    stands = _in_one_line_end(document_text)

    def tell(text: str) -> bool:
        try:
            rows = read_table(text, file="", required=COLUMNS, optional=OPTIONAL_COLUMNS).rows
        except RefusedError:
            return False
        quotes = [quote for row in rows if not (quote := _in_one_line_end(row.cells["quote"])).isascii()]
        return sum(quote in stands for quote in quotes) * 2 >= len(quotes) if quotes else is_common(text)

    return tell


def _in_one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _contradictions(claims: Sequence[Claim], rejections: Sequence[Rejection]) -> Iterator[Refusal]:
    """Refusals of the rows that say of a figure that it states nothing, and of those that have it state something."""
    in_order = sorted(claims, key=_start)
    longest = max((claim.span.end - claim.span.start for claim in claims), default=0)
    contradicted: dict[tuple[str, int], int] = {}
    for rejection in rejections:
        first = bisect_right(in_order, rejection.span.start - longest, key=_start)
        for claim in in_order[first : bisect_left(in_order, rejection.span.end, key=_start)]:
            if claim.span.meets(rejection.span):
                contradicted[claim.source_file, claim.source_line] = rejection.source_line
                contradicted[rejection.source_file, rejection.source_line] = claim.source_line
    for (file, line), other in sorted(contradicted.items()):
        yield Refusal(file, line, "measure", "contradiction", f"another judgement of this figure in line {other}",
                      "either claims of a figure, or that it states nothing", "delete one of the rows")  # fmt: skip


def _start(claim: Claim) -> int:
    return claim.span.start


@dataclass(frozen=True, slots=True)
class _Anchor:
    article: Article
    quote: Span
    figure: Span


class _RowReader(RowCheck):
    """Reads one row."""

    def __init__(
        self, row: Row, file: str, text: str, articles: Mapping[int, Article], printed: Mapping[int, PrintedFigures],
        vocabulary: Vocabulary,
    ) -> None:  # fmt: skip
        self._text, self._articles, self._printed, self._vocabulary = text, articles, printed, vocabulary
        cells = dict.fromkeys(OPTIONAL_COLUMNS, "") | row.cells
        for column, default in _DEFAULTS.items():
            cells[column] = cells[column] or default
        super().__init__(file, row.line, {
            column: cell if column in ("quote", "figure") else
            unicodedata.normalize("NFKC", cell).strip() if column in _NUMERIC else cell.strip()
            for column, cell in cells.items()
        })  # fmt: skip

    def claim(self) -> Claim | None:
        """The claim, or ``None`` with the reasons in ``refusals``."""
        cell = self.cells
        self.check_formulas(but=("value", "figure"))
        self.check_errors(but=_PRINTED)
        for column in _CODED:
            codes = self._vocabulary.codelists[column]  # called as the columns are
            self.check_code(column, codes | {NOT_A_CLAIM} if column == "measure" else codes)
        anchor = self._anchor()
        region = self._region()
        stated = self._stated(anchor, region)
        unit = self._unit(stated)
        value = self._value(unit, stated)
        period = self._period()
        curated_on = self.day("curated_on")
        flags = {column: self._flag(column) for column in ("is_optional", "is_restatement")}
        if not cell["indicator_zh"]:
            self.refuse("indicator_zh", "empty", "nothing", "what is counted or measured", "name the indicator")
        if not (anchor and region and unit and value is not None and period and not self.refusals):
            return None
        indicator = self._vocabulary.indicator_named(cell["indicator_zh"])
        return Claim(
            article_id=anchor.article.article_id,
            span=anchor.figure,
            figure_text=anchor.figure.of(self._text),
            quote=anchor.quote.of(self._text),
            quote_span=anchor.quote,
            region_id=region.region_id,
            subject=cell["subject"],
            indicator_id=indicator.indicator_id if indicator else None,
            indicator_text=cell["indicator_zh"],
            measure=cell["measure"],
            value=value,
            unit_text=unit.text,
            bound=cell["bound"],
            period=period,
            status=cell["status"],
            compared_with=cell["compared_with"],
            period_basis=cell["period_basis"],
            region_basis=cell["region_basis"],
            is_optional=flags["is_optional"],
            is_restatement=flags["is_restatement"],
            origin="curated",
            curator=cell["curator"],
            curated_on=curated_on,
            source_file=self.file,
            source_line=self.line,
            note=cell["note"],
        )

    def rejection(self) -> Rejection | None:
        """That the figure states nothing, or ``None`` with the reasons in ``refusals``."""
        cell = self.cells
        self.check_formulas(but=("figure",))
        self.check_errors(but=_PRINTED)
        self.check_filled(note="why the figure states nothing", curator="who says so", curated_on="the day")
        for column in _OF_CLAIMS:
            if cell[column] not in ("", "false"):
                self.refuse(column, "not_a_claim", repr(cell[column][:40]), f"nothing where the measure is {NOT_A_CLAIM}",
                             "empty the cell, or write the measure")  # fmt: skip
        anchor = self._anchor()
        curated_on = self.day("curated_on")
        if not (anchor and curated_on) or self.refusals:
            return None
        return Rejection(
            article_id=anchor.article.article_id,
            span=anchor.figure,
            figure_text=anchor.figure.of(self._text),
            quote=anchor.quote.of(self._text),
            quote_span=anchor.quote,
            curator=cell["curator"],
            curated_on=curated_on,
            source_file=self.file,
            source_line=self.line,
            note=cell["note"],
        )

    def _anchor(self) -> _Anchor | None:
        cell = self.cells
        number = cell["article"]
        if not _ORDINAL.fullmatch(number) or int(number) not in self._articles:
            last = max(self._articles, default=0)
            self.refuse("article", "article", repr(number), f"an article of the document, 1 to {last}",
                         "count the articles from the top")  # fmt: skip
            return None
        article = self._articles[int(number)]
        quote = self._quote(article)
        figure = self._figure(quote) if quote else None
        return _Anchor(article, quote, figure) if quote and figure else None

    def _quote(self, article: Article) -> Span | None:
        """Where the quote stands in its article: exactly once. Line ends in a cell may be a spreadsheet's."""
        quote = self.cells["quote"]
        if not quote:
            self.refuse("quote", "empty", "nothing", "a clause of the article", "copy the clause")
            return None
        lines = _in_one_line_end(quote)
        for form in dict.fromkeys((quote, lines, lines.replace("\n", "\r\n"))):
            places = list(_places(form, self._text, article.span.start, article.span.end, most=2))
            if len(places) == 1:
                return Span(places[0], places[0] + len(form))
            if places:
                self.refuse("quote", "quote_ambiguous", f"{quote[:40]!r} more than once in article {article.ordinal}",
                             "a quote that stands there once", "lengthen the quote")  # fmt: skip
                return None
        self.refuse("quote", "quote_not_found", repr(quote[:60]), f"a verbatim clause of article {article.ordinal}",
                     "copy the clause from the article, line breaks included")  # fmt: skip
        return None

    def _figure(self, quote: Span) -> Span | None:
        figure, nth = self.cells["figure"], self.cells["nth"] or "1"
        if not _ORDINAL.fullmatch(nth):
            self.refuse("nth", "value", repr(nth), "1, 2, 3 …", "say which occurrence of the figure is meant")
            return None
        places = list(_places(figure, self._text, quote.start, quote.end, most=int(nth))) if figure else []
        if len(places) < int(nth):
            which = "" if nth == "1" else f" for the {nth}th time"
            self.refuse("figure", "figure_not_in_quote", repr(figure), f"a figure that stands in the quote{which}",
                         "copy the figure from the quote, or correct nth")  # fmt: skip
            return None
        span = Span(places[-1], places[-1] + len(figure))
        if self._inside_a_number(span):
            self.refuse("figure", "figure_cut", f"{figure!r} inside a longer number", "the whole number",
                         "correct nth or the figure")  # fmt: skip
            return None
        return span

    def _inside_a_number(self, span: Span) -> bool:
        before, after = self._text[max(0, span.start - 2) : span.start], self._text[span.end : span.end + 2]
        first, last = self._text[span.start], self._text[span.end - 1]
        if first.isdecimal() and re.search(r"\d$|\d[.,．，]$", before):
            return True
        if first in _HAN_NUMERALS and before and before[-1] in _HAN_NUMERALS and before[-1] != "一":  # 统一十个标准
            return True
        if last.isdecimal() and re.match(r"\d|[.．]\d", after):
            return True
        return (last.isdecimal() or last in _HAN_NUMERALS) and after[:1] in tuple("万亿萬億")

    def _region(self) -> Region | None:
        name, code = self.cells["region"], self.cells["region_code"]
        named = self._vocabulary.regions_named(name)
        if code:
            region = self._vocabulary.regions.get(code)
            if region is None:
                self.refuse("region_code", "region", repr(code), "a code of GB/T 2260 or an id of dbt/seeds/regions.csv",
                             "correct the code or add the region")  # fmt: skip
            elif region not in named:
                self.refuse("region", "region", f"{name!r} with {code}", f"{region.name}, the name of {code}",
                             "correct the name or the code")  # fmt: skip
                return None
            return region
        if not named:
            self.refuse("region", "region", repr(name), "a name of dbt/seeds/regions.csv or region_aliases.csv",
                         "correct the name or add the region")  # fmt: skip
            return None
        if len(named) > 1:
            ids = ", ".join(f"{region.region_id} {region.name}" for region in named[:4])
            self.refuse("region", "region_ambiguous", repr(name), f"one region; it can be {ids}", "write region_code")
            return None
        return named[0]

    def _stated(self, anchor: _Anchor | None, region: Region | None) -> tuple[Quantity, ...]:
        """What the figure can state: in its article, where its row says where it stands, else by itself."""
        if anchor is None:
            return read_figure(self.cells["figure"], self._vocabulary)
        article, figure = anchor.article, anchor.figure
        printed, start = self._printed[article.ordinal], article.span.start
        stated = printed.said_at(figure.start - start, figure.end - start)
        meant, yuan = self._vocabulary.unit(self.cells["unit"]), self._vocabulary.units_of(UnitRole.YUAN)
        if (
            any(quantity.unit in yuan for quantity in stated)
            and meant
            and meant.base_unit in currencies_of_yuan(printed.text, region, self._vocabulary)
        ):
            return tuple(
                quantity._replace(unit=meant.word) if quantity.unit in yuan else quantity for quantity in stated
            )
        return stated

    def _unit(self, stated: Sequence[Quantity]) -> Unit | None:
        """The unit of the row; none where the figure prints none (城乡收入比1.70, 8.2万人口)."""
        if not self.cells["unit"] and any(not quantity.unit for quantity in stated):
            return _UNPRINTED
        unit = self._vocabulary.unit(self.cells["unit"])
        if unit is None:
            self.refuse("unit", "unit", repr(self.cells["unit"]), "a unit of dbt/seeds/units.csv, scale word in front",
                         "write the unit as printed, or add it to the units")  # fmt: skip
        return unit

    def _value(self, unit: Unit | None, stated: Sequence[Quantity]) -> Decimal | None:
        """The row's value, if it is what the figure says."""
        text, figure, measure = self.cells["value"], self.cells["figure"], self.cells["measure"]
        said = (_said(quantity, unit, measure, self._vocabulary) for quantity in stated) if unit else ()
        says = " or ".join(dict.fromkeys(said))
        if not NUMBER.fullmatch(text):
            self.refuse("value", "value", repr(text), f"{says}, which the figure says" if says else "a plain decimal",
                         f"write {says}" if says else "write the number out, in the row's unit")  # fmt: skip
            return None
        value = Decimal(text)
        if unit is None or not figure or any(refusal.column == "figure" for refusal in self.refusals):
            return value
        if not stated:
            self.refuse("figure", "figure_unreadable", repr(figure), "a number and its unit",
                         "copy the whole figure, without hedges around it")  # fmt: skip
            return None
        if value < 0 and measure not in _SIGNED:
            self.refuse("value", "value", text, f"no negative {measure}", "write it without the sign")
            return None
        if not any(_same(quantity, value, unit, measure, self._vocabulary) for quantity in stated):
            self.refuse("value", "value_mismatch", f"{text} {unit.text}", f"{says}, which the figure says",
                         f"write {says}")  # fmt: skip
            return None
        return value

    def _period(self) -> Period | None:
        try:
            return parse_period(self.cells["period"])
        except ValueError as error:
            self.refuse("period", "period", repr(self.cells["period"]), "a period such as 2024, 2024-Q1 or ../2024-03",
                         str(error))  # fmt: skip
            return None

    def _flag(self, column: str) -> bool:
        text = self.cells[column].lower()
        if text not in ("", "true", "false"):
            self.refuse(column, "value", repr(self.cells[column]), "true or false", "write one of these")
        return text == "true"


def _places(part: str, text: str, start: int, end: int, *, most: int) -> Iterator[int]:
    """Where ``part`` begins in ``text[start:end]``, overlapping occurrences too; at most ``most`` of them."""
    at = text.find(part, start, end)
    while at >= 0 and most:
        yield at
        most -= 1
        at = text.find(part, at + 1, end)


def _same(quantity: Quantity, value: Decimal, unit: Unit, measure: str, vocabulary: Vocabulary) -> bool:
    """Whether a printed quantity is ``value`` in ``unit``.

    A unit that is not printed may be supplied, and so may a sign (下降3.2% is -3.2); a printed minus stays.
    """
    if quantity.number < 0 < value:
        return False
    if not quantity.unit:
        return abs(quantity.number) == abs(value) * unit.scale
    word = vocabulary.unit_words[quantity.unit]
    return (
        _is_of(quantity, unit, measure, vocabulary) and abs(quantity.number) * word.factor == abs(value) * unit.factor
    )


def _is_of(quantity: Quantity, unit: Unit, measure: str, vocabulary: Vocabulary) -> bool:
    """Whether a quantity with a printed unit can be stated in ``unit``: the same classifier of counts, and any unit of a mass.

    A place in a ranking is 位 whatever its classifier (第二名, 第四个); where it prints none (第一), any may be supplied.
    """
    word = vocabulary.unit_words[quantity.unit]
    is_same = word.unit == unit.word
    if quantity.is_place or measure == "rank":
        is_same = is_same or unit.base_unit == _PLACE or (quantity.is_place and word.base_unit == _PLACE)
        return is_same and {word.base_unit, unit.base_unit} <= {_PLACE, _COUNT}
    return word.base_unit == unit.base_unit and (is_same or word.base_unit != _COUNT)


def _said(quantity: Quantity, unit: Unit, measure: str, vocabulary: Vocabulary) -> str:
    """What the row should say: in its own unit where that fits, else in the printed one."""
    if not quantity.unit or _is_of(quantity, unit, measure, vocabulary):
        word = vocabulary.unit_words.get(quantity.unit)
        number = quantity.number * (word.factor / unit.factor if word else 1 / unit.scale)
        return f"{number.normalize():f} {unit.text}".strip()
    return f"{quantity.number.normalize():f} {quantity.unit}"
