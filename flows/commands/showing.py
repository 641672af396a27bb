"""What the reader found, for people: each sentence with its figures in colour, and under it what they state."""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, Final

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from flows.commands.answers import Answer
from flows.domain.visible import visible

_STYLES: Final[Mapping[str, str]] = {
    "claim": "bold green",
    "unsure": "dim green",
    "not_a_claim": "dim cyan",
    "unread": "bold red",
}
_ENDS: Final = re.compile(r"[。！？!?；;\n][”’」』》）)\"]*")
_BREAKS: Final = re.compile("[\n\r\t\u2028\u2029]")
_LONGEST: Final = 400
"""Characters of a sentence that are shown before and after a figure."""
_COLUMNS: Final = (
    "figure", "region", "subject", "indicator_zh", "measure", "bound", "period", "status", "compared_with",
)  # fmt: skip
_WIDEST: Final = 28


def console() -> Console:
    """Standard output; without colour, and wide, where it is no terminal."""
    return Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else 200)


def _flowing(text: str) -> str:
    """A stretch of an article in one line: its own line breaks are spaces."""
    return visible(_BREAKS.sub(" ", text))


def show_document(out: Console, name: str, text: str, answer: Answer, *, with_figures: bool) -> None:
    """Print the claims of one document; with ``with_figures`` also figures that are none, with the reason."""
    figures, claims = answer["figures"], answer["claims"]
    counts = Counter(figure["reading"] for figure in figures)
    out.print(Text(visible(name), style="bold underline"))
    published = sum(claim["is_published"] for claim in claims)
    summary = (
        f"{len(figures)} figures: {counts['claim']} read as {len(claims)} claims ({published} sure enough to publish)"
    )
    summary += f", {counts['unread']} unread"
    out.print(Text(f"{summary}, {counts['not_a_claim']} no claims", style="dim"))
    rows = [(claim["start"], "claim" if claim["is_published"] else "unsure", _cells(claim)) for claim in claims]
    widths = [min(_WIDEST, max(map(cell_len, column))) for column in zip(*(cells for *_, cells in rows), strict=True)]
    if with_figures:
        rows += [
            (figure["start"], figure["reading"], (visible(figure["text"]), _why(figure)))
            for figure in figures
            if figure["reading"] != "claim"
        ]
    shown = (0, 0)
    for start, reading, cells in sorted(rows, key=itemgetter(0)):
        if not shown[0] <= start < shown[1]:
            shown = sentence_bounds(text, start)
            out.print()
            out.print(marked_sentence(text, shown, figures, with_figures=with_figures))
        out.print(_line(start, reading, cells, widths if reading in ("claim", "unsure") else widths[:1]))
    out.print()


def _line(start: int, reading: str, cells: Sequence[str], widths: Sequence[int]) -> Text:
    """One row: where, what in the colour of its reading, and the rest in columns; a column without content is left out."""
    line = Text(f"{start:>8}  ", style="dim")
    for at, cell in enumerate(cells):
        width = widths[at] if at < len(widths) else 0
        if cell or width:
            padding = " " * max(0, width - cell_len(cell))
            line.append(
                f"{cell}{padding}  ", style=_STYLES[reading] if at == 0 else "dim" if reading == "unsure" else "default"
            )
    line.rstrip()
    return line


def _why(figure: Answer) -> str:
    return ": ".join(filter(None, (figure["reading"].replace("_", " "), figure["reason"])))


def sentence_bounds(text: str, start: int) -> tuple[int, int]:
    """Where the sentence that holds ``start`` begins and ends; of a very long one the part around it."""
    low = max(0, start - _LONGEST)
    begin = max((match.end() for match in _ENDS.finditer(text, low, start)), default=low)
    match = _ENDS.search(text, start, start + _LONGEST)
    return begin, match.end() if match else min(len(text), start + _LONGEST)


def marked_sentence(
    text: str, bounds: tuple[int, int], figures: Sequence[Answer], *, with_figures: bool = True
) -> Text:
    """The characters of ``bounds``, with the figures in them in the colour of their reading."""
    line = Text()
    at = bounds[0]
    for figure in figures:
        if bounds[0] <= figure["start"] and figure["start"] < bounds[1] and figure["start"] >= at:
            line.append(_flowing(text[at : figure["start"]]))
            at = figure["end"]
            is_marked = with_figures or figure["reading"] == "claim"
            line.append(_flowing(text[figure["start"] : at]), style=_STYLES[figure["reading"]] if is_marked else "")
    line.append(_flowing(text[at : bounds[1]]))
    line.rstrip()
    return line


def _cells(claim: Mapping[str, Any]) -> tuple[str, ...]:
    """What a row shows of a claim; a value below zero that is printed without a sign (下降3%) gets one."""
    printed = claim["figure"]
    is_lower = claim["value"].startswith("-") and not printed.startswith(("-", "−", "－"))
    cells = {
        **claim,
        "figure": f"−{printed}" if is_lower else printed,
        "region": claim["region"] or "–",
        "indicator_zh": claim["indicator_zh"] if claim["indicator_id"] else f"({claim['indicator_zh']})",
    }
    sure = f"{claim['confidence']:.2f}" + (f" {claim['weakest_field']}?" if claim["weakest_field"] else "")
    mark = sure if claim["is_published"] else f"{sure} unpublished"
    return (*(visible(cells[column]) for column in _COLUMNS), mark)


def csv_rows(name: str, answer: Answer) -> Iterator[list[Any]]:
    """A row a claim: the file, then the fields of the claim in their order, rules joined by a space."""
    for claim in answer["claims"]:
        yield [name, *(" ".join(cell) if isinstance(cell, list) else cell for cell in claim.values())]
