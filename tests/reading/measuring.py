"""How much of the labelled corpus the reader gets right, field by field.

``python tests/reading/measuring.py [PART…] [--errors FIELD]`` prints a table for each part (``a`` … ``d``) and for all of
them, or the labelled rows whose FIELD was read differently. The corpus and its conventions: ``tests/corpus/README.md``.
"""

import argparse
import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final, NamedTuple

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

import datetime as dt

from flows.domain.claim import Claim
from flows.domain.period import parse_period
from flows.reading.statements.documents import DocumentReading, read_document
from flows.sources.segmentation import segment
from flows.vocabulary import Vocabulary, load_vocabulary
from flows.vocabulary.conversion import in_base_units
from flows.vocabulary.folding import fold

CHECKOUT: Final = Path(__file__).parents[2]
CORPUS: Final = CHECKOUT / "tests/corpus"
FIELDS: Final = ("span", "value", "measure", "period", "region", "indicator", "status", "full")
"""Columns of the table: found at all; found with this field right; found with all fields right."""
_MEANT: Final = FIELDS[1:-1]
_BYLINE: Final = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


@dataclass(frozen=True, slots=True)
class Row:
    """What a label or a claim says, made comparable; ``[start, end)`` are code points of its document."""

    start: int
    end: int
    text: str
    value: tuple[Decimal, str] | None
    measure: str
    period: tuple[dt.date | None, dt.date | None] | str
    regions: frozenset[str]
    indicator: str
    status: str
    said: str

    def agrees(self, other: "Row") -> frozenset[str]:
        """The fields in which both say the same."""
        return frozenset(
            field
            for field in _MEANT
            if (self.regions & other.regions if field == "region" else getattr(self, field) == getattr(other, field))
        )


class Pairing(NamedTuple):
    """The rows of one document side by side: pairs with the fields that agree, labels missed, claims too many."""

    page: str
    pairs: list[tuple[Row, Row, frozenset[str]]]
    missed: list[Row]
    extra: list[Row]


class Score(NamedTuple):
    """Counts from which precision, recall and F1 follow."""

    labels: int
    claims: int
    hits: Counter[str]

    def f1(self, field: str) -> float:
        """Twice the hits over labels and claims together; in [0, 1]."""
        return 2 * self.hits[field] / (self.labels + self.claims)

    def __add__(self, other: "Score") -> "Score":  # type: ignore[override]
        return Score(self.labels + other.labels, self.claims + other.claims, self.hits + other.hits)


def pair_up(labels: Sequence[Row], claims: Sequence[Row], page: str = "") -> Pairing:
    """Each label with at most one claim whose span overlaps: the largest overlap first, then the most fields alike."""
    candidates = []
    for nth, label in enumerate(labels):
        for mth, claim in enumerate(claims):
            common = min(label.end, claim.end) - max(label.start, claim.start)
            if common > 0:
                together = max(label.end, claim.end) - min(label.start, claim.start)
                candidates.append((common / together, label.agrees(claim), nth, mth))
    candidates.sort(key=lambda found: (-found[0], -len(found[1]), found[2], found[3]))
    left, right, pairs = set(range(len(labels))), set(range(len(claims))), []
    for _, alike, nth, mth in candidates:
        if nth in left and mth in right:
            left.remove(nth)
            right.remove(mth)
            pairs.append((labels[nth], claims[mth], alike))
    return Pairing(page, pairs, [labels[at] for at in sorted(left)], [claims[at] for at in sorted(right)])


def score_of(pairing: Pairing) -> Score:
    hits = Counter(field for _, _, alike in pairing.pairs for field in alike)
    hits["span"] = len(pairing.pairs)
    hits["full"] = sum(len(alike) == len(_MEANT) for _, _, alike in pairing.pairs)
    return Score(len(pairing.pairs) + len(pairing.missed), len(pairing.pairs) + len(pairing.extra), hits)


def measure_part(part: str, vocabulary: Vocabulary) -> list[Pairing]:
    """The documents ``part-*.txt`` of the corpus against ``part-labels.csv``."""
    labels: dict[str, list[Row]] = {}
    with (CORPUS / f"{part}-labels.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            labels.setdefault(row["page"], []).append(label_row(row, vocabulary))
    return [
        pair_up(labels.get(path.name, []), [claim_row(claim, vocabulary) for claim in read_page(path, vocabulary).claims], path.name)
        for path in sorted(CORPUS.glob(f"{part}-*.txt"))
    ]  # fmt: skip


def parts() -> list[str]:
    return sorted(path.name.removesuffix("-labels.csv") for path in CORPUS.glob("*-labels.csv"))


def read_page(path: Path, vocabulary: Vocabulary) -> DocumentReading:
    """A document of the corpus, published on the day that its second line prints."""
    text = path.read_text(encoding="utf-8")
    byline = _BYLINE.search(text.splitlines()[1])
    assert byline, f"{path.name}: no date in the second line"
    published_on = dt.date(int(byline[1]), int(byline[2]), int(byline[3]))
    found = segment(
        text, document=path.stem, published=published_on.isoformat(), published_on=published_on, published_basis=""
    )
    return read_document(text, found.articles, found.segments, vocabulary)


def label_row(row: Mapping[str, str], vocabulary: Vocabulary) -> Row:
    """A row of labels, made comparable."""
    value = (Decimal(row["value_base"]), row["unit_base"]) if row["value_base"] else None
    indicator = vocabulary.indicator_named(row["indicator_zh"])
    region = row["region"]
    regions = {region} | {found.region_id for found in vocabulary.regions_named(region)} if region else {""}
    if row["region_code"]:
        regions = {row["region_code"]}
    return Row(
        int(row["start"]), int(row["end"]), row["number_text"], value, row["measure"], _days(row["period"]),
        frozenset(regions), indicator.indicator_id if indicator else _plain(row["indicator_zh"]), row["status"] or "actual",
        " ".join((region, row["indicator_zh"], row["measure"], row["value_base"], row["unit_base"], row["period"], row["status"])),
    )  # fmt: skip


def claim_row(claim: Claim, vocabulary: Vocabulary) -> Row:
    """A claim, made comparable."""
    value = in_base_units(
        claim.value, unit_text=claim.unit_text, measure=claim.measure, indicator_id=claim.indicator_id, vocabulary=vocabulary
    )  # fmt: skip
    region = vocabulary.regions[claim.region_id] if claim.region_id else None
    regions = {region.region_id, region.name} if region else {""}
    # a printed phrase may be the vocabulary's name for something of another unit: then it is that name and no more
    indicator = claim.indicator_id or _known(claim.indicator_text, vocabulary)
    said = " ".join((
        region.name if region else "", claim.indicator_text, claim.measure, *(map(str, value) if value else ()),
        claim.period.text, claim.status, "by", *claim.rules,
    ))  # fmt: skip
    return Row(
        claim.span.start, claim.span.end, claim.figure_text, value, claim.measure,
        (claim.period.start, claim.period.end), frozenset(regions), indicator, claim.status, said,
    )  # fmt: skip


def _known(name: str, vocabulary: Vocabulary) -> str:
    found = vocabulary.indicator_named(name)
    return found.indicator_id if found else _plain(name)


def _plain(name: str) -> str:
    return re.sub(r"[\s“”\"]", "", fold(name))


def _days(text: str) -> tuple[dt.date | None, dt.date | None] | str:
    """The first and last day of a period: 2023-01/2023-09 and 2023-Q1/2023-Q3 are one period."""
    try:
        period = parse_period(text)
    except ValueError:
        return text
    return period.start, period.end


def table(scores: Iterable[tuple[str, Score]]) -> Iterator[str]:
    """Lines of a table of F1 with a row for each score."""
    yield "F1 by field: twice what is read as labelled, over labels and claims together; 1 is all"
    yield f"{'part':6}{'labels':>8}{'claims':>8}" + "".join(f"{field:>11}" for field in FIELDS)
    for name, score in scores:
        yield f"{name:6}{score.labels:8}{score.claims:8}" + "".join(f"{score.f1(field):11.3f}" for field in FIELDS)


def _errors(pairing: Pairing, field: str) -> Iterator[str]:
    if field == "span":
        yield from (f"{pairing.page}:{row.start} missed {row.text}: {row.said}" for row in pairing.missed)
        yield from (f"{pairing.page}:{row.start} too many {row.text}: {row.said}" for row in pairing.extra)
    for label, claim, alike in pairing.pairs:
        if (field in _MEANT and field not in alike) or (field == "full" and len(alike) < len(_MEANT)):
            yield f"{pairing.page}:{label.start} {label.text}\n    label {label.said}\n    read  {claim.said}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="*", default=parts())
    parser.add_argument("--errors", choices=FIELDS, metavar="FIELD", help=f"one of {', '.join(FIELDS)}")
    options = parser.parse_args()
    if unknown := [part for part in options.part if part not in parts()]:
        parser.error(
            f"found no part {' '.join(unknown)} in tests/corpus, expected {' '.join(parts())}. Mend: name one of these"
        )
    vocabulary = load_vocabulary(CHECKOUT / "dbt/seeds")
    scores = []
    total = Score(0, 0, Counter())
    for part in options.part:
        pairings = measure_part(part, vocabulary)
        for pairing in pairings if options.errors else ():
            for line in _errors(pairing, options.errors):
                print(line)  # noqa: T201 - a command
        scored = sum(map(score_of, pairings), Score(0, 0, Counter()))
        scores.append((part, scored))
        total += scored
    for line in table([*scores, ("all", total)]):
        print(line)  # noqa: T201 - a command


if __name__ == "__main__":
    main()
