"""What an earlier build had of signed work and the present inputs no longer have."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from flows.domain.errors import FangzhiError, Refusal

_SHOWN: Final = 3
"""Rows and refusals that a message names of each file."""
_KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "claim": ("curated claim", "curated claims"), "rejection": ("rejection", "rejections"), "ruling": ("ruling", "rulings"),
    "correction": ("correction", "corrections"), "word": ("word of the vocabulary", "words of the vocabulary"),
}  # fmt: skip
"""In words, one and many."""


@dataclass(frozen=True, slots=True, order=True)
class Loss:
    """One thing that is gone; ``kind`` and ``key`` are those of ``raw/removals.csv``, or ``word`` and a key of a seed.

    ``file`` and ``line`` (0: not known) are where it stood, ``document`` is the one it belongs to (empty: not known),
    and ``what`` says it in words.
    """

    file: str
    line: int
    kind: str
    key: str
    document: str
    what: str


class LostError(FangzhiError):
    """Signed work is gone and nothing says that it shall be."""

    def __init__(self, losses: Sequence[Loss], refusals: Sequence[Refusal], sequence: int) -> None:
        lines = "\n".join(f"  {line}" for line in told(losses, refusals))
        super().__init__(
            f"raw/: found signed work of build {sequence} gone without a trace of intent, expected all of it kept; "
            f"nothing was published\n{lines}\n"
            "Mend: put it back as it was (git diff raw dbt/seeds); what shall go is taken out with fangzhi remove DOCUMENT "
            "or in the review, or is let go once with fangzhi refresh --accept-removal"
        )


class FewerError(FangzhiError):
    """Less is signed than in a build that can no longer be read, so that nobody can say what is gone."""

    def __init__(self, fewer: Sequence[str], refusals: Sequence[Refusal], sequence: int) -> None:
        lines = "\n".join([f"  {line}" for line in fewer] + [f"  refused {refusal}" for refusal in refusals[:_SHOWN]])
        super().__init__(
            f"raw/: found less signed work than in build {sequence}, which cannot be read any more, expected all of it kept; "
            f"nothing was published\n{lines}\n"
            "Mend: put it back as it was (git diff raw dbt/seeds), or let it go once with fangzhi refresh --accept-removal"
        )


def fewer_than(before: Mapping[str, int], now: Mapping[str, int]) -> list[str]:
    """In words, the kinds of signed work of which there is less ``now``."""
    names = {"document": "documents"} | {kind: many for kind, (_, many) in _KINDS.items()}
    return [
        f"{count} {names[kind]} before, {now[kind]} now"
        for kind, count in before.items()
        if kind in names and now.get(kind, 0) < count
    ]


def unexplained(losses: Iterable[Loss], removals: Iterable[tuple[str, str]]) -> list[Loss]:
    """The losses that no removal (kind and key) explains, in the order of files and lines.

    A removed document takes all that is signed of it along, a removed claim its ruling and its correction.
    """
    meant = set(removals)
    return sorted(
        loss
        for loss in losses
        if (loss.kind, loss.key) not in meant
        and ("document", loss.document) not in meant
        and not (loss.kind in ("ruling", "correction") and ("claim", loss.key) in meant)
    )


def told(losses: Sequence[Loss], refusals: Sequence[Refusal]) -> list[str]:
    """The losses by file, a line each, with the first of them and of what was refused there; a lost document in one."""
    signed: dict[str, list[Loss]] = {loss.key: [] for loss in losses if loss.kind == "document"}
    for loss in losses:
        if loss.kind != "document" and loss.document in signed:
            signed[loss.document].append(loss)
    lines = []
    for loss in losses:
        if loss.kind == "document":
            with_it = f", with {_counted(signed[loss.key])}" if signed[loss.key] else ""
            lines += [f"{loss.file}: document {loss.key} is gone{with_it}", *_refused(refusals, loss.file)]
    rest = [loss for loss in losses if loss.kind != "document" and loss.document not in signed]
    for file, group in groupby(rest, key=lambda loss: loss.file):
        rows = list(group)
        first = "; ".join((f"line {row.line}, " if row.line else "") + row.what for row in rows[:_SHOWN])
        more = f"; and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
        lines.append(f"{file}: {_counted(rows)} gone: {first}{more}")
        lines += _refused(refusals, file)
    return lines


def _counted(losses: Sequence[Loss]) -> str:
    counts = Counter(loss.kind for loss in losses)
    return ", ".join(
        f"{counts[kind]} {one if counts[kind] == 1 else many}" for kind, (one, many) in _KINDS.items() if counts[kind]
    )


def _refused(refusals: Sequence[Refusal], file: str) -> list[str]:
    return [f"  refused {refusal}" for refusal in [one for one in refusals if one.file == file][:_SHOWN]]
