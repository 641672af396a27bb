"""Which of the reader's claims a careful analyst accepts, told by labels.

A claim is acceptable where all its fields are right, its subject included; a first estimate and a fact count alike, and so do
answers that the label allows in its note (``or: field=value;``). It is harmful where no label stands, or where region,
indicator, subject, period or value is wrong. 化工行业 with 工业增加值 and 化工行业增加值 say the same.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from measuring import Row, claim_row, label_row, pair_up

from flows.domain.claim import Claim
from flows.vocabulary import Vocabulary
from flows.vocabulary.folding import fold

_OTHERWISE: Final = re.compile(r"or: (\w+)=([^;]*)")
_FIELD: Final = {"indicator_zh": "indicator", "value_base": "value", "unit_base": "value", "region_code": "region"}
_WITHIN: Final = ("region", "indicator", "period", "value")
_SAYS_NOTHING: Final = re.compile("规模以上工业|规模以上|国家|行业|产业|地区|总|对|与|额|的")
_ALIKE: Final = {"preliminary": "actual"}


class Verdict(NamedTuple):
    """The judgement of one claim: ``wrong`` are the fields that are not as labelled, all of them where no label stands."""

    claim: Claim
    is_acceptable: bool
    is_harmful: bool
    wrong: tuple[str, ...]


Label = Mapping[str, str]
"""A row of labels as it stands in the file; its columns are described in tests/corpus/README.md."""


def verdicts(labels: Sequence[Label], claims: Sequence[Claim], vocabulary: Vocabulary) -> Iterator[Verdict]:
    """The verdict on each claim of one page."""
    rows = [label_row(label, vocabulary) for label in labels]
    read = [claim_row(claim, vocabulary) for claim in claims]
    by_row = {id(row): label for row, label in zip(rows, labels, strict=True)}
    found = {id(row): label for label, row, _ in pair_up(rows, read).pairs}
    for claim, row in zip(claims, read, strict=True):
        labelled = found.get(id(row))
        if labelled is None:
            yield Verdict(claim, is_acceptable=False, is_harmful=True, wrong=("claim",))
        else:
            yield _verdict(claim, row, by_row[id(labelled)], vocabulary)


def _verdict(claim: Claim, row: Row, label: Label, vocabulary: Vocabulary) -> Verdict:
    answers = [label, *_others(label)]
    rows = [label_row(answer, vocabulary) for answer in answers]
    right = {field for answer in rows for field in answer.agrees(row)}
    if any(_ALIKE.get(answer.status, answer.status) == _ALIKE.get(row.status, row.status) for answer in rows):
        right.add("status")
    if any(_same_subject(answer, claim, row) for answer in answers):
        right.add("subject")
    if {"indicator", "subject"} - right and any(
        _composed(answer["subject"], answer["indicator_zh"]) == _composed(claim.subject, _name(claim, vocabulary))
        for answer in answers
    ):
        right |= {"indicator", "subject"}
    every = ("value", "measure", "period", "region", "indicator", "status", "subject")
    wrong = tuple(field for field in every if field not in right)
    return Verdict(claim, not wrong, bool({*_WITHIN, "subject"} & set(wrong)), wrong)


def _others(label: Label) -> Iterator[Label]:
    """The label with each other answer that its note allows, one at a time."""
    for field, value in _OTHERWISE.findall(label.get("note") or ""):
        if field in label:
            other = dict(label, **{field: value.strip()})
            yield other | ({"region_code": ""} if field == "region" else {})


def _same_subject(label: Label, claim: Claim, row: Row) -> bool:
    wanted, said = _plain(label["subject"]), _plain(claim.subject)
    if not wanted:
        return not said or _share(said, _plain(label["indicator_zh"] + label["region"]))
    name = _plain(claim.indicator_text)
    return wanted in name or _share(wanted, said + name)


def _share(one: str, other: str) -> bool:
    """``True`` where two characters in a row of one stand in the other."""
    return any(one[at : at + 2] in other for at in range(len(one) - 1))


def _composed(subject: str, indicator: str) -> str:
    return "".join(sorted(_SAYS_NOTHING.sub("", _plain(subject + indicator))))


def _name(claim: Claim, vocabulary: Vocabulary) -> str:
    return vocabulary.indicators[claim.indicator_id].name_zh if claim.indicator_id else claim.indicator_text


def _plain(text: str) -> str:
    return re.sub(r"[\s“”\"]", "", fold(text))
