"""The faults' own test: each kind of bug, put in on purpose, is found."""

import pytest
from injecting import Fault, possible
from laboratory import Bug, syncs
from operations import OPERATIONS


@pytest.mark.parametrize("name", ["publish first", "publish", "publish by DuckDB"])
def test_each_fsync_of_publish_that_is_left_out_is_found(laboratory, name):
    count = syncs(laboratory.trace(name))
    assert count >= 4
    missed = [nth for nth in range(1, count + 1) if not laboratory.cut(name, 400, Bug(without_fsync=nth))[1]]
    assert missed == []


@pytest.mark.parametrize("name", [name for name in OPERATIONS if OPERATIONS[name].area == "raw"])
def test_a_writer_of_raw_without_fsync_is_found(laboratory, name):
    assert laboratory.cut(name, 400, Bug(without_fsync=0))[1]


def test_a_pointer_that_is_made_anew_instead_of_renamed_is_found(laboratory):
    bug = Bug(renames_copy=True)
    assert laboratory.cut("publish", 400, bug)[1]
    kills = [fault for fault in possible(laboratory.prepared("publish").calls) if fault.kind == "kill"]
    assert any(laboratory.fault("publish", Fault("kill", nth), bug) for nth in range(len(kills), len(kills) + 3))


@pytest.mark.parametrize("name", ["add", "accept", "export"])
def test_a_file_that_is_copied_in_place_instead_of_renamed_is_found(laboratory, name):
    assert laboratory.cut(name, 400, Bug(renames_copy=True))[1]


@pytest.mark.parametrize("name", ["publish", "add", "accept"])
def test_a_lock_that_does_not_lock_is_found(laboratory, name):
    calls = len(laboratory.prepared(name).calls)
    assert any(laboratory.race(name, nth, Bug(lockless=True)) for nth in range(2, calls + 1))
