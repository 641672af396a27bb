"""The table of points by which the reader says how sure it is, fitted on labelled pages.

``python tests/reading/fitting.py collect NAME DIR`` reads the pages of DIR (``pages/*.txt``, ``meta.csv`` with page, published,
outlet, title and url, ``gold.csv`` with labels) and keeps in ``tests/corpus/evidence.csv`` the evidence of every claim and
whether it is acceptable: no text, no name, no value. ``tests/corpus/rounds.csv`` gets the page's address and counts the first
time, when no rule has been made with the page: later counts say nothing of pages that nobody has seen.

``python tests/reading/fitting.py fit`` writes ``dbt/seeds/confidence_points.csv`` and ``confidence_bins.csv``. It needs
scikit-learn (the dependency group ``fitting``). Pages of one round are judged by tables fitted without that round.
"""

import argparse
import csv
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))


from judging import Verdict, verdicts
from measuring import CHECKOUT, CORPUS

from flows.domain.reading import Origin
from flows.reading.statements.confidence import BASE, SCALE
from flows.sources.documents import read_loose_text
from flows.vocabulary import Vocabulary, load_vocabulary

EVIDENCE: Final = CORPUS / "evidence.csv"
ROUNDS: Final = CORPUS / "rounds.csv"
POINTS: Final = CHECKOUT / "dbt/seeds/confidence_points.csv"
BINS: Final = CHECKOUT / "dbt/seeds/confidence_bins.csv"
WRITTEN: Final = frozenset({"corpus", "documents", "written"})
"""Sets of articles that rules were made with: no calibration is measured on them."""
_STRENGTH: Final = 0.3
"""The inverse strength of the penalty on large points."""
_FEWEST: Final = 5
"""A bin that fewer claims have gets no points."""
_EDGES: Final = tuple(nth / 10 for nth in range(11))


def collect(name: str, folder: Path, vocabulary: Vocabulary) -> None:
    """Put the claims of a round's pages into ``evidence.csv`` and its counts into ``rounds.csv``, in place of earlier ones."""
    labels: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in _rows(folder / "gold.csv"):
        labels[row["page"]].append(row)
    evidence, counts = [], []
    for number, page in enumerate(_rows(folder / "meta.csv"), 1):
        text = (folder / "pages" / page["page"]).read_text(encoding="utf-8")
        origin = Origin(page["outlet"] or "", page["url"] or "", page["title"] or "")
        read = read_loose_text(text, vocabulary, published=page["published"], origin=origin).reading.claims
        judged = list(verdicts(labels[page["page"]], read, vocabulary))
        evidence += [
            {"round": name, "page": number, "is_acceptable": int(one.is_acceptable), "is_harmful": int(one.is_harmful),
             "label_count": len(labels[page["page"]]), **dict(found.split("=", 1) for found in one.claim.evidence)}
            for one in judged
        ]  # fmt: skip
        counts.append(_counts(name, page, len(labels[page["page"]]), judged))
    _replace(EVIDENCE, name, evidence)
    if name not in WRITTEN and not any(row["round"] == name for row in _rows(ROUNDS)):
        _replace(ROUNDS, name, counts)


def _counts(name: str, page: Mapping[str, str], label_count: int, judged: Sequence[Verdict]) -> dict[str, Any]:
    return {
        "round": name, "url": page["url"], "published": page["published"], "genre": page.get("genre", ""),
        "province": page.get("province", ""), "label_count": label_count, "claim_count": len(judged),
        "acceptable_count": sum(one.is_acceptable for one in judged), "harmful_count": sum(one.is_harmful for one in judged),
    }  # fmt: skip


def fit() -> None:
    """Fit the table on all of ``evidence.csv`` and write it, with bins of the confidence that each round has without itself."""
    rows = _rows(EVIDENCE)
    rounds = sorted({row["round"] for row in rows} - WRITTEN)
    told: list[tuple[float, bool, bool]] = []
    for left_out in rounds:
        table = _fitted([row for row in rows if row["round"] != left_out])
        for row in rows:
            if row["round"] == left_out:
                told.append((_chance(row, table), row["is_acceptable"] == "1", row["is_harmful"] == "1"))
    kept = [row for row in _rows(POINTS) if row["basis"] == "set"]
    table = _fitted(rows)
    counts = Counter(one for row in rows for one in _features(row))
    fitted = [
        {
            "feature": feature,
            "bin": bin_,
            "points": table[name],
            "basis": "fitted",
            "claim_count": counts[name],
            "note": "",
        }
        for name in sorted(table)
        for feature, _, bin_ in (name.partition("="),)
        if name == BASE or table[name]
    ]
    _write(POINTS, [*fitted, *kept])
    _write(BINS, list(_bins(told)))
    labels = sum(
        {(row["round"], row["page"]): int(row["label_count"]) for row in rows if row["round"] in rounds}.values()
    )
    for line in curve(told, labels):
        print(line)  # noqa: T201 - a command


def _fitted(rows: Sequence[Mapping[str, str]]) -> dict[str, int]:
    """Points by evidence, of a logistic regression with a penalty on large points, rounded to whole points."""
    try:
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.linear_model import LogisticRegression
    except ImportError as error:
        raise SystemExit("found no scikit-learn, expected it. Mend: pip install --group fitting") from error
    counts = Counter(one for row in rows for one in _features(row))
    fixed = {f"{row['feature']}={row['bin']}" for row in _rows(POINTS) if row["basis"] == "set"}
    known = {one for one, count in counts.items() if count >= _FEWEST} - fixed
    vectors = DictVectorizer()
    chosen = [row for row in rows if not fixed & set(_features(row))]
    matrix = vectors.fit_transform([dict.fromkeys(sorted(known.intersection(_features(row))), 1) for row in chosen])
    model = LogisticRegression(C=_STRENGTH, max_iter=5000)
    model.fit(matrix, [int(row["is_acceptable"]) for row in chosen])
    points = {name: round(SCALE * weight) for name, weight in zip(vectors.feature_names_, model.coef_[0], strict=True)}
    return {BASE: round(SCALE * float(model.intercept_[0]))} | points


def _features(row: Mapping[str, str]) -> list[str]:
    """The evidence of a claim: the columns that have a field in their name."""
    return [f"{column}={bin_}" for column, bin_ in row.items() if "." in column and bin_]


def _chance(row: Mapping[str, str], table: Mapping[str, int]) -> float:
    fixed = {f"{one['feature']}={one['bin']}": int(one["points"]) for one in _rows(POINTS) if one["basis"] == "set"}
    total = table[BASE] + sum(table.get(one, 0) + fixed.get(one, 0) for one in _features(row))
    return 1 / (1 + math.exp(-max(total, -20 * SCALE) / SCALE))


def _bins(told: Iterable[tuple[float, bool, bool]]) -> Iterable[dict[str, Any]]:
    found = list(told)
    for low, high in pairwise(_EDGES):
        inside = [is_right for chance, is_right, _ in found if low <= chance < high or (high == 1 and chance == 1)]
        yield {"lower": low, "upper": high, "claim_count": len(inside), "right_count": sum(inside)}


def curve(told: Sequence[tuple[float, bool, bool]], label_count: int) -> Iterable[str]:
    """For each threshold: how many claims it publishes, the share acceptable and harmful, and that of all labels right and published."""
    yield "published at  claims  acceptable  harmful  right of all labels"
    for threshold in (0.0, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9):
        kept = [one for one in told if one[0] >= threshold]
        right = sum(is_right for _, is_right, _ in kept)
        harmful = sum(is_harmful for _, _, is_harmful in kept)
        if kept:
            yield (
                f"{threshold:12.2f}{len(kept):8}{right / len(kept):12.3f}{harmful / len(kept):9.3f}{right / label_count:21.3f}"
            )


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _replace(path: Path, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    others = [row for row in _rows(path) if row["round"] != name]
    columns = dict.fromkeys(column for row in (*rows, *others) for column in row)
    every = sorted([*others, *rows], key=lambda row: row["round"])
    _write(path, [{column: row.get(column, "") for column in columns} for row in every])


def _write(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    collecting = commands.add_parser("collect", help="keep the evidence of labelled pages")
    collecting.add_argument("name", help="the round, such as 2026-12a")
    collecting.add_argument("folder", type=Path)
    commands.add_parser("fit", help="write the table of points and its bins")
    options = parser.parse_args()
    if options.command == "fit":
        fit()
    else:
        collect(options.name, options.folder, load_vocabulary(CHECKOUT / "dbt/seeds"))


if __name__ == "__main__":
    main()
