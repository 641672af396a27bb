"""Every rule of the reader stands in the catalogue, fires on its examples, and on none that it must never read."""

import datetime as dt
import gc
import importlib
import pkgutil
import re

import pytest
from measuring import CORPUS, read_page
from passages import read_marked

import flows.reading
from flows.reading.catalogue import ALL, EXPRESSIONS, REASONS, RULES
from flows.reading.periods.mentions import find_periods
from flows.reading.text.rule import Rule
from flows.vocabulary.folding import fold


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


def _expressions(example, vocabulary):
    published_on = dt.date.fromisoformat(example.published_on)
    return {mention.rule for mention in find_periods(fold(example.text), published_on, vocabulary)}


@pytest.mark.parametrize(("name", "example"), _examples(EXPRESSIONS, "reads"))
def test_an_expression_of_time_is_read_in_its_examples(name, example, vocabulary):
    assert name in _expressions(example, vocabulary)


@pytest.mark.parametrize(("name", "example"), _examples(EXPRESSIONS, "never"))
def test_an_expression_of_time_is_not_read_in_its_counterexamples(name, example, vocabulary):
    assert name not in _expressions(example, vocabulary)


@pytest.mark.parametrize(
    "rule", [*RULES.values(), *REASONS.values(), *EXPRESSIONS.values()], ids=lambda rule: rule.name
)
def test_a_rule_says_one_sentence_with_examples_for_and_against(rule):
    assert re.fullmatch(r"[^\n]+\.", rule.says)
    assert rule.reads
    assert rule.never
    assert not set(rule.reads) & set(rule.never)


def test_every_rule_that_is_made_stands_in_the_catalogue_and_no_other():
    for module in pkgutil.walk_packages(flows.reading.__path__, "flows.reading."):
        importlib.import_module(module.name)
    gc.unfreeze()  # what a test of the explorer has frozen is listed again
    made = {rule for rule in gc.get_objects() if isinstance(rule, Rule)}
    assert made == set(ALL.values())


def test_what_is_read_in_the_corpus_names_only_rules_of_the_catalogue(vocabulary):
    readings = [read_page(path, vocabulary) for path in CORPUS.glob("*-*.txt")]
    assert {rule for reading in readings for claim in reading.claims for rule in claim.rules} <= set(RULES)
    assert {mention.rule for reading in readings for mention in reading.periods} <= set(EXPRESSIONS)
    reasons = {figure.reason for reading in readings for figure in reading.figures}
    assert reasons - {""} <= set(REASONS)
