"""A decision about one figure, as an edit of its document's curated extracts.

Nothing is read or written here: bytes go in, bytes come out, and a row that the intake would refuse does not pass.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any, Final

from flows.domain.claim import Claim, Rejection
from flows.domain.document import Article
from flows.domain.errors import FangzhiError, Refusal, RefusedError
from flows.domain.span import Span
from flows.sources.extracts import COLUMNS, NOT_A_CLAIM, OPTIONAL_COLUMNS, Extracts, quotes_stand_in, read_extracts
from flows.sources.inventory import EXTRACTS
from flows.sources.quoting import occurrence, shortest_quote
from flows.sources.sheets import Cells, Sheet
from flows.vocabulary import Vocabulary

HEADER: Final = (*COLUMNS[:-1], *OPTIONAL_COLUMNS, COLUMNS[-1])
"""The columns of a new file."""
SIGNATURE: Final = ("curator", "curated_on")
ANCHOR: Final = ("article", "quote", "figure", "nth")
_UNWRITABLE: Final = re.compile("[\0\ud800-\udfff]")
_ALIKE: Final = frozenset({*SIGNATURE, "note"})
"""Columns that say nothing of the claim itself."""


@dataclass(frozen=True)
class Ground:
    """What the rows of a document are checked against: its text, the articles in it, the words."""

    document: str
    text: str = field(repr=False)
    articles: tuple[Article, ...] = field(repr=False)
    vocabulary: Vocabulary = field(repr=False)

    @property
    def file(self) -> str:
        return f"{EXTRACTS}/{self.document}.csv"

    def article(self, article_id: str) -> Article:
        return next(article for article in self.articles if article.article_id == article_id)


@dataclass(frozen=True, slots=True)
class Change:
    """One row in the place of another; ``None``: no row."""

    old: dict[str, str] | None
    new: dict[str, str] | None


class ConflictError(FangzhiError):
    """The file says something else of the figure than it did when the decision was begun.

    ``differences`` name what: (column, what it said, what it says now).
    """

    def __init__(self, message: str, differences: Sequence[tuple[str, str, str]] = ()) -> None:
        super().__init__(message)
        self.differences = tuple(differences)


@dataclass(frozen=True)
class ExtractsFile:
    """The curated extracts of a document as they are now; ``data`` is ``None`` where there is no file yet."""

    ground: Ground
    data: bytes | None = field(repr=False)

    @cached_property
    def sheet(self) -> Sheet:
        """Raises ``RefusedError`` where the file cannot be trusted."""
        if self.data is None:
            return Sheet.new(self.ground.file, HEADER)
        return Sheet.parse(
            self.data,
            self.ground.file,
            required=COLUMNS,
            optional=OPTIONAL_COLUMNS,
            is_it=quotes_stand_in(self.ground.text),
        )

    @cached_property
    def extracts(self) -> Extracts:
        """What the intake makes of it."""
        ground = self.ground
        return read_extracts(
            self.sheet.text, file=ground.file, document_text=ground.text, articles=ground.articles,
            vocabulary=ground.vocabulary,
        )  # fmt: skip

    @cached_property
    def places(self) -> dict[int, Claim | Rejection]:
        """What the good rows say, by line."""
        items: tuple[Claim | Rejection, ...] = (*self.extracts.claims, *self.extracts.rejections)
        return {item.source_line: item for item in items}

    def rows_on(self, span: Span) -> list[dict[str, str]]:
        """The good rows on a figure, in the order of the file; empty cells are left out."""
        return [
            {column: cell for column, cell in cells.items() if cell}
            for record in self.sheet.records
            if (place := self.places.get(record.line)) and place.span.meets(span) and (cells := self.sheet.cells(record))
        ]  # fmt: skip

    def row_of(self, claim_id: str) -> dict[str, str] | None:
        """The row of a curated claim; ``None`` where the file has none."""
        lines = {claim.source_line for claim in self.extracts.claims if claim.claim_id == claim_id}
        found = (self.sheet.cells(record) for record in self.sheet.records if record.line in lines)
        return next(found, None)

    def with_change(self, change: Change) -> bytes | None:
        """The file after a change of one row; all other rows stay as they are, to the byte. ``None``: no file is left.

        The new row stands in the place of the old one, else where the document has its figure if the rows are in that
        order, else at the end. Raises ``ConflictError`` where the old row is not there, and ``RefusedError`` with what
        the intake would refuse of the new one.
        """
        sheet = self.sheet.with_columns([column for column in SIGNATURE if change.new and change.new.get(column)])
        index = None if change.old is None else sheet.index_of(change.old)
        if change.old is not None and index is None:
            raise ConflictError(
                f"{self.ground.file}: found no row {_shown(change.old)}, expected it as it was. "
                "Mend: look at what the file says now, and decide again"
            )
        if change.new is None:
            return self._without(sheet, index)
        if index is not None:
            after = sheet.with_row(change.new, index, in_place=True)
        else:
            index = len(sheet.records)
            probe = ExtractsFile(self.ground, sheet.with_row(change.new, index).encoded())
            index = self._index_for(probe.places.get(probe.sheet.records[-1].line), sheet)
            after = sheet.with_row(change.new, index)
        data = after.encoded()
        self._require_good(data, after.records[index].line)
        return data

    def _without(self, sheet: Sheet, index: int | None) -> bytes | None:
        if index is None:
            return self.data
        rest = sheet.without_row(index)
        data = rest.encoded()
        return None if data == Sheet.new(rest.file, HEADER).encoded() else data

    def _index_for(self, item: Claim | Rejection | None, sheet: Sheet) -> int:
        """The record before which a new row goes."""
        last = len(sheet.records)
        while last > 1 and not any(cell.strip() for cell in sheet.records[last - 1].cells):
            last -= 1
        starts = [(i, self.places[r.line].span) for i, r in enumerate(sheet.records) if r.line in self.places]
        in_order = all(one[1] <= two[1] for one, two in pairwise(starts))
        if item is None or not in_order:
            return last
        return next((i for i, span in starts if span > item.span), last)

    def _require_good(self, data: bytes, line: int) -> None:
        after = ExtractsFile(self.ground, data)
        refusals = [refusal for refusal in after.extracts.refusals if refusal.line in (line, None)]
        if refusals or line not in after.places:
            raise RefusedError(*refusals or after.extracts.refusals)


def decide(
    before: ExtractsFile, *, span: Span, shown: Sequence[Cells], old: Cells | None, new: Cells | None
) -> tuple[Change, bytes | None]:
    """What a decision about the figure at ``span`` changes, and the file after it.

    ``shown`` are the rows on the figure that the person was shown, ``old`` is the one of them that is replaced or
    withdrawn, ``new`` what is written; where a figure was rejected, a claim on it takes the place of that row, and a
    rejection needs no row where claims of people stand on the figure. Raises ``ConflictError`` where the rows are others
    by now, and ``RefusedError`` as ``with_change`` does.
    """
    now = before.rows_on(span)
    if now != [_filled(row) for row in shown]:
        raise ConflictError(*_what_changed(before.ground.file, shown, now))
    unwritable = [column for column, cell in (new or {}).items() if _UNWRITABLE.search(cell)]
    if unwritable:
        raise RefusedError(*(
            Refusal(before.ground.file, None, column, "character", "a character that no text has", "text", "type it again")
            for column in unwritable
        ))  # fmt: skip
    is_rejection = new is not None and new["measure"] == NOT_A_CLAIM
    rejected = next((row for row in now if row["measure"] == NOT_A_CLAIM), None)
    if is_rejection and now and old is None:
        raise RefusedError(
            Refusal(before.ground.file, None, "measure", "judged", f"{_shown(now[0])} on the same figure", "a figure without a row",
                    "nothing is to be done: what the reader read here is left out; or withdraw that row first")
        )  # fmt: skip
    change = Change(dict(old or rejected or {}) or None, None if new is None else dict(new))
    return change, before.with_change(change)


def reading_as_row(claim: Mapping[str, Any], ground: Ground) -> dict[str, str]:
    """The row that would make the reader's claim a curated one, but for its signature.

    ``claim`` has the columns of ``fct_claims``. The quote is empty where no clause of the article stands there once.
    """
    article = ground.article(claim["article_id"])
    span = Span(claim["span_start"], claim["span_end"])
    name, region_id = claim["region_name"] or "", claim["region_id"] or ""
    is_plain = not region_id or (not region_id.isdecimal() and len(ground.vocabulary.regions_named(name)) == 1)
    return anchored(ground, article, span) | {
        "region": name,
        "region_code": "" if is_plain else region_id,
        "subject": claim["subject"],
        "indicator_zh": claim["indicator_zh"] or claim["indicator_text"],
        "indicator_en": claim["indicator_en"] or "",
        "measure": claim["measure"],
        "value": f"{claim['value'].normalize():f}",
        "unit": claim["unit_text"],
        "bound": claim["bound"],
        "period": claim["period"],
        "status": claim["status"],
        "compared_with": claim["compared_with"],
        "period_basis": claim["period_basis"],
        "region_basis": claim["region_basis"],
        "is_optional": str(claim["is_optional"]).lower(),
        "is_restatement": str(claim["is_restatement"]).lower(),
        "note": claim["note"],
    }


def rejecting(ground: Ground, article_id: str, span: Span, *, reason: str) -> dict[str, str]:
    """The row that says of the figure at ``span`` that it states nothing, but for its signature."""
    return anchored(ground, ground.article(article_id), span) | {"measure": NOT_A_CLAIM, "note": reason}


def anchored(ground: Ground, article: Article, figure: Span) -> dict[str, str]:
    """The cells that say where a figure stands."""
    quote = shortest_quote(ground.text, article.span, figure)
    return {
        "article": str(article.ordinal),
        "quote": quote.of(ground.text) if quote else "",
        "figure": figure.of(ground.text),
        "nth": str(occurrence(ground.text, quote, figure)) if quote else "1",
    }


def mended(cells: Cells, shown: Cells, vocabulary: Vocabulary) -> dict[str, str]:
    """``cells`` of a form, with what follows from the changed ones: a region's code and an indicator's English name."""
    row = dict(cells)
    if row["region"] != shown.get("region", "") and row["region_code"] == shown.get("region_code", ""):
        row["region_code"] = ""
    named = vocabulary.regions_named(row["region"])
    if not row["region_code"] and len(named) == 1 and named[0].region_id.isdecimal():
        row["region_code"] = named[0].region_id
    indicator = vocabulary.indicator_named(row["indicator_zh"])
    if indicator:
        row["indicator_en"] = indicator.name_en
    elif row["indicator_zh"] != shown.get("indicator_zh", ""):
        row["indicator_en"] = ""
    return row


def is_alike(one: Cells, other: Cells) -> bool:
    """Whether two rows say the same of their figure, whoever signed them."""
    return all(one.get(column, "") == other.get(column, "") for column in HEADER if column not in _ALIKE)


def _what_changed(file: str, shown: Sequence[Cells], now: Sequence[Cells]) -> tuple[str, list[tuple[str, str, str]]]:
    """What to say where the rows on a figure are no longer those that were shown."""
    before = [_filled(row) for row in shown]
    was, fresh = [row for row in before if row not in now], [row for row in now if row not in before]
    differences: list[tuple[str, str, str]] = []
    for position in range(max(len(was), len(fresh))):
        one, two = (rows[position] if position < len(rows) else {} for rows in (was, fresh))
        differences += [
            (column, one.get(column, ""), two.get(column, "")) for column in HEADER if one.get(column, "") != two.get(column, "")
        ]  # fmt: skip
    if fresh:
        found = "; ".join(
            f"{_shown(row)}, signed {row.get('curator', 'by nobody')} {row.get('curated_on', '')}".strip()
            for row in fresh
        )
    else:
        found = f"no longer {'; '.join(map(_shown, was))}"
    message = (
        f"{file}: found {found}, expected the rows on this figure as they were shown. "
        "Mend: look at what has changed; your entries are kept, and are written when you decide again"
    )
    return message, differences


def _shown(row: Cells) -> str:
    """A row in few words."""
    if row.get("measure") == NOT_A_CLAIM:
        return f"{row.get('figure', '')} is no claim ({row.get('note', '')})"
    parts = ("region", "subject", "indicator_zh", "measure", "period", "value", "unit")
    return " ".join(filter(None, (row.get(part, "") for part in parts)))


def _filled(row: Cells) -> dict[str, str]:
    return {column: cell for column, cell in row.items() if cell}
