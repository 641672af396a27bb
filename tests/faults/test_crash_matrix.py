"""Every writer × every fault × every call: nothing is lost or half there, no lock stays, and the next run makes good."""

import random

import pytest
from injecting import KINDS, possible
from operations import OPERATIONS

FAULTS = 6
"""So many of an operation in the ordinary run."""


def chosen(calls, name):
    """Faults of all kinds at calls all over the operation, the same ones every time."""
    faults, first = possible(calls), list(OPERATIONS).index(name)
    random.Random(name).shuffle(faults)
    picked = []
    for number in range(FAULTS):
        kind = KINDS[(first + number) % len(KINDS)]
        picked.append(next(fault for fault in faults if fault.kind == kind and fault not in picked))
    return picked


def complaints(laboratory, name, faults):
    calls = laboratory.prepared(name).calls
    found = [(f"{fault} ({calls[fault.nth - 1]})", laboratory.fault(name, fault)) for fault in faults]
    return [(what, wrong) for what, wrong in found if wrong]


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_fault_loses_nothing_and_the_next_run_makes_good(laboratory, name):
    faults = chosen(laboratory.prepared(name).calls, name)
    found = complaints(laboratory, name, faults)
    assert not found, f"{len(found)} of {len(faults)} faults: {found}"


def test_the_ordinary_run_has_sixty_faults_of_all_kinds(laboratory):
    faults = [fault for name in OPERATIONS for fault in chosen(laboratory.prepared(name).calls, name)]
    assert len(faults) >= 60
    assert {fault.kind for fault in faults} == set(KINDS)


@pytest.mark.long
@pytest.mark.parametrize("name", OPERATIONS)
def test_every_fault_at_every_call_loses_nothing(laboratory, name):
    faults = possible(laboratory.prepared(name).calls)
    found = complaints(laboratory, name, faults)
    assert not found, f"{len(found)} of {len(faults)} faults: {found[:5]}"


@pytest.mark.long
def test_the_long_run_has_three_hundred_faults(laboratory):
    assert sum(len(possible(laboratory.prepared(name).calls)) for name in OPERATIONS) >= 300


@pytest.mark.parametrize("name", ["publish", "add", "replace", "accept", "remove"])
def test_another_command_at_any_moment_costs_neither_its_work(laboratory, is_long, name):
    calls = len(laboratory.prepared(name).calls)
    moments = range(1, calls + 1) if is_long else sorted({2, calls // 3, calls // 2, calls - 2})
    found = [(nth, wrong) for nth in moments if (wrong := laboratory.race(name, nth))]
    assert not found


@pytest.mark.parametrize("name", ["accept", "withdraw"])
def test_what_somebody_saves_while_a_decision_is_written_stays(laboratory, name):
    assert laboratory.edit(name, "raw/extracts/d.csv") == []
