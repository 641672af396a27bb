"""Reasons for which a figure of a sentence makes no claim."""

import pytest

from flows.reading.statements.no_claims import BY_PLACE, is_broken_off, is_threshold, refusal
from flows.reading.text.sentences import Sentence
from flows.vocabulary.folding import fold


def reason_of(text, scanner, at=0):
    folded = fold(text)
    figure = scanner.scan(folded)[at]
    found = refusal(figure, Sentence(0, len(folded), "body", 0, is_first=True, follows=False), folded)
    return found.name if found else None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("抓住三种机遇。", "idiom"),
        ("抓住两大重点。", "idiom"),
        ("连续三天增长。", None),
        ("新建企业31家。", None),
        ("用时一个小时。", None),
        ("每45秒下线一台。", "denominator"),
        ("每10人有三辆车。", "denominator"),
        ("全市45秒下线一台。", None),
        ("以亿元计。", "unit"),
        ("超过亿元。", None),
        ("建成第一个项目。", "enumerator"),
        ("千亿级产业集群。", "size_class"),
        ("打造百亿级。", None),
        ("5亿元以上的项目31个。", "size_class"),
        ("打造“公园20个”工程。", "name"),
        ("打造公园20个。", None),
        ("完成投资31亿元。", None),
    ],
)
def test_the_words_of_the_sentence_give_the_reason(text, reason, scanner):
    assert reason_of(text, scanner) == reason


@pytest.mark.parametrize(("text", "answer"), [("1.2.3亿元", True), ("12亿元", False), ("亿元", False)])
def test_scale_words_behind_a_broken_number_are_broken_off(text, answer, scanner):
    assert any(is_broken_off(figure, f"\n{text}") for figure in scanner.scan(f"\n{text}")) is answer


@pytest.mark.parametrize(("text", "answer"), [("跨上千亿元台阶", True), ("千亿元以上企业", False)])
def test_a_threshold_that_was_reached_is_no_class_of_things(text, answer, scanner):
    figure = scanner.scan(text)[0]
    assert is_threshold(figure._replace(reason="size_class"), text) is answer


def test_a_threshold_is_asked_only_of_a_class(scanner):
    figure = scanner.scan("跨上千亿元台阶")[0]
    assert not is_threshold(figure._replace(reason="date"), "跨上千亿元台阶")


def test_bylines_and_pull_quotes_make_no_claims():
    assert {kind: reason.name for kind, reason in BY_PLACE.items()} == {"byline": "byline", "pull_quote": "pull_quote"}
