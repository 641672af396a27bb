"""The rules of the reader hold for their examples, and every rule has some."""

import re
from pathlib import Path

import pytest
from measuring import CORPUS, read_page
from passages import read_marked

import flows.reading
from flows.reading.rules import REASONS, RULES

ENGINE = [path for path in Path(flows.reading.__file__).parent.rglob("*.py") if path.name != "rules.py"]
_NAME = re.compile(r'"((?:measure|indicator|list|period|status|region)\.[a-z_]+|headline)"')
_STATUS = re.compile(r'f"status\.\{')
_STATUSES = ("actual", "preliminary", "target", "plan", "capacity")


def _examples(rules, kind):
    return [
        pytest.param(rule.name, example, id=f"{rule.name}-{nth}")
        for rule in rules.values()
        for nth, example in enumerate(getattr(rule, kind))
    ]


@pytest.mark.parametrize(("name", "example"), _examples(RULES, "reads"))
def test_a_rule_reads_its_examples(name, example, vocabulary):
    assert name in read_marked(example, vocabulary).rules


@pytest.mark.parametrize(("name", "example"), _examples(RULES, "never"))
def test_a_rule_never_reads_its_counterexamples(name, example, vocabulary):
    assert name not in read_marked(example, vocabulary).rules


@pytest.mark.parametrize(("name", "example"), _examples(REASONS, "reads"))
def test_a_reason_is_given_for_its_examples(name, example, vocabulary):
    marked = read_marked(example, vocabulary)
    assert (marked.reasons, marked.claims) == ({name}, ())


@pytest.mark.parametrize(("name", "example"), _examples(REASONS, "never"))
def test_a_reason_is_not_given_for_its_counterexamples(name, example, vocabulary):
    assert name not in read_marked(example, vocabulary).reasons


@pytest.mark.parametrize("rule", [*RULES.values(), *REASONS.values()], ids=lambda rule: rule.name)
def test_a_rule_says_one_sentence_with_examples_for_and_against(rule):
    assert re.fullmatch(r"[^\n]+\.", rule.says)
    assert rule.reads
    assert rule.never
    assert not set(rule.reads) & set(rule.never)


def test_every_rule_of_the_engine_is_explained_and_no_other():
    source = "\n".join(path.read_text(encoding="utf-8") for path in ENGINE)
    found = set(_NAME.findall(source))
    if _STATUS.search(source):
        found |= {f"status.{status}" for status in _STATUSES}
    assert found == set(RULES)


def test_the_rules_met_in_the_corpus_are_explained(vocabulary):
    met = {rule for path in CORPUS.glob("*-*.txt") for claim in read_page(path, vocabulary) for rule in claim.rules}
    assert met <= set(RULES)
