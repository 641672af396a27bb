"""How a figure came to its claim, step by step."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import Console
from rich.text import Text

from flows.commands.answers import Answer, claim_answer, document_answer
from flows.commands.files import FileReader
from flows.commands.publishing import is_published
from flows.commands.showing import marked_sentence, sentence_bounds
from flows.domain.claim import Claim
from flows.domain.errors import FangzhiError
from flows.domain.reading import Origin, PeriodMention
from flows.domain.visible import visible
from flows.reading.catalogue import ALL
from flows.reading.statements.reasons import Possible, Reasons, reasons_at
from flows.sources.documents import TextReading
from flows.vocabulary import Vocabulary

_SHOWN: Final = 2
"""Examples of a rule that are printed, of what it reads and of what it must never read."""


def place_of(text: str, place: str) -> int:
    """The offset that ``place`` means: a number of code points, or words that stand in ``text``, the first time."""
    if place.isascii() and place.isdigit():
        if (offset := int(place)) < len(text):
            return offset
        raise FangzhiError(f"found offset {place}, expected less than {len(text)}. Mend: count code points from 0")
    offset = text.find(place) if place else -1
    if offset < 0:
        raise FangzhiError(f"found no {place!r} in the text, expected an offset or its words. Mend: copy them from it")
    return offset


def explain_place(out: Console, found: TextReading, offset: int, reader: FileReader, origin: Origin) -> None:
    """Print what ``reader`` made of the figure at ``offset``; raises ``FangzhiError`` where there is none.

    ``origin`` is what the text was read with.
    """
    vocabulary = reader.vocabulary
    answer = document_answer(found, vocabulary, reader.publish_from)
    figure = _figure_at(answer["figures"], offset)
    start, end = figure["start"], figure["end"]
    claims = [claim for claim in found.reading.claims if claim.span.start < end and start < claim.span.end]
    out.print(marked_sentence(found.text, sentence_bounds(found.text, start), answer["figures"]))
    out.print()
    _print(out, "figure", _figure_steps(figure, _hedges(found, start)))
    if not claims:
        reason = figure["reason"] or "no rule reads it"
        _print(
            out,
            "no claim",
            [("why", f"{figure['reading'].replace('_', ' ')}: {reason}"), *_rule_steps([figure["reason"]])],
        )
    reasons = {one.claim.claim_id: one for one in _reasons(found, vocabulary, origin, claims)}
    for claim in claims:
        mention = _mention(claim, found)
        dated = (mention.rule,) if mention else ()
        steps = [*_claim_steps(claim, found, mention, reader), *_rule_steps((*dated, *claim.rules))]
        _print(out, "claim", steps)
        if why := reasons.get(claim.claim_id):
            _print(out, "confidence", _confidence_steps(why, reader.publish_from))
            _print(out, "regions", [*_region_steps("figure", why.regions), *_region_steps("article", why.homes)])


def _reasons(found: TextReading, vocabulary: Vocabulary, origin: Origin, claims: Sequence[Claim]) -> list[Reasons]:
    starts = sorted({claim.span.start for claim in claims})
    return [
        one
        for start in starts
        for one in reasons_at(found.text, found.articles, found.segments, vocabulary, origin, start)
    ]


def _confidence_steps(why: Reasons, publish_from: float) -> Iterator[tuple[str, str]]:
    """The sum of the points, those that add most to either side first."""
    claim = why.claim
    verdict = "published" if is_published(claim, publish_from) else "not published"
    yield "sure", f"{claim.confidence:.2f}, {verdict} (from {publish_from:g} on)"
    if claim.weakest:
        yield "weakest", claim.weakest
    for evidence, points in sorted(why.points, key=lambda pair: -abs(pair[1])):
        yield "", f"{points:+5d}  {evidence}"
    yield "sum", f"{why.total:+5d}  hundredths of log odds"


def _region_steps(of: str, regions: Sequence[Possible]) -> Iterator[tuple[str, str]]:
    """The candidates, the chosen one first, each with its points and what speaks for and against it."""
    for at, one in enumerate(sorted(regions, key=lambda one: (not one.is_chosen, -one.points))):
        name = visible(one.region or "none that is known") + (f" ({visible(one.words)})" if one.words else "")
        how = "chosen" if one.is_chosen else "lost"
        yield of if at == 0 else "", f"{how}  {one.points:+4d}  {name}: {', '.join(one.evidence)}"


def _figure_at(figures: Sequence[Answer], offset: int) -> Answer:
    for figure in figures:
        if figure["start"] <= offset < figure["end"]:
            return figure
    nearest = min(figures, key=lambda figure: abs(figure["start"] - offset), default=None)
    hint = f"the nearest is {visible(nearest['text'])!r} at {nearest['start']}" if nearest else "the text has none"
    raise FangzhiError(f"found no figure at {offset}, expected one; {hint}. Mend: give an offset inside a figure")


def _hedges(found: TextReading, start: int) -> list[str]:
    """The hedges around the figure that starts there, with the words between them and it: 超过了, 以上."""
    figure = next(figure for figure in found.reading.figures if figure.start == start)
    words = (found.text[figure.head : figure.start], found.text[figure.end : figure.tail])
    return [word.strip() for word in words if word.strip()]


def _figure_steps(figure: Answer, hedges: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield "text", f"{visible(figure['text'])}  [{figure['start']}, {figure['end']})"
    yield "kind", figure["kind"]
    if figure.get("value") is not None:
        yield "number", f"{figure['value']} {figure['unit']}".strip()
    elif figure.get("low") is not None:
        yield "range", f"{figure['low']} to {figure['high']} {figure['unit']}".strip()
    if figure.get("value_base") is not None:
        yield "base", f"{figure['value_base']} {figure['base_unit']}"
    hedged = ", ".join(hedges) or ("" if figure["bound"] == "exact" else "a word within the figure")
    yield "bound", figure["bound"] + (f": {visible(hedged)}" if hedged else "")


def _claim_steps(
    claim: Claim, found: TextReading, mention: PeriodMention | None, reader: FileReader
) -> Iterator[tuple[str, str]]:
    answer = claim_answer(claim, reader.vocabulary, reader.publish_from)
    yield "figure", f"{visible(claim.figure_text)}  [{claim.span.start}, {claim.span.end})"
    said = f": {visible(found.text[mention.start : mention.end])}  [{mention.start}, {mention.end})" if mention else ""
    yield "period", f"{claim.period.text or 'not stated'}, {claim.period_basis}{said}"
    region = f"{answer['region']} ({claim.region_id}), {claim.region_basis}" if claim.region_id else "none is named"
    yield "region", region
    if claim.subject:
        yield "subject", visible(claim.subject)
    known = f"{answer['indicator_zh']} ({claim.indicator_id})" if claim.indicator_id else "not in the vocabulary"
    yield "indicator", f"{visible(claim.indicator_text)} → {known}"
    yield "measure", claim.measure + (f", against {visible(claim.compared_with)}" if claim.compared_with else "")
    yield "value", f"{answer['value']} {answer['unit']} = {answer['value_base']} {answer['unit_base']}, {claim.bound}"
    yield "status", claim.status


def _mention(claim: Claim, found: TextReading) -> PeriodMention | None:
    """The nearest words before the figure, or else after it, that name the claim's period; ``None`` if none do."""
    named = [mention for mention in found.reading.periods if mention.period == claim.period and mention.role == "date"]
    if not named or not claim.period.text:
        return None

    def distance(mention: PeriodMention) -> tuple[bool, int]:
        return mention.start > claim.span.start, abs(mention.start - claim.span.start)

    return min(named, key=distance)


def _rule_steps(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        rule = ALL.get(name)
        if rule is None:
            if name:
                yield "rule", name
            continue
        yield "rule", f"{name}: {rule.says}"
        for example in rule.reads[:_SHOWN]:
            yield "", f"reads {visible(str(example))}"
        for example in rule.never[:_SHOWN]:
            yield "", f"never {visible(str(example))}"


def _print(out: Console, head: str, steps: Iterator[tuple[str, str]] | Sequence[tuple[str, str]]) -> None:
    out.print(Text(head, style="bold"))
    for name, text in steps:
        line = Text(f"  {name:<10}", style="dim")
        line.append(visible(text), style="default")
        out.print(line)
