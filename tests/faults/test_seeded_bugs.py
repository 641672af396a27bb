"""The faults' own test: each kind of bug, put in on purpose, is found."""

import pytest
from injecting import Fault, possible
from laboratory import Bug, syncs
from operations import OPERATIONS
from sampling import sampled

RAW = [name for name in OPERATIONS if OPERATIONS[name].area == "raw"]


@pytest.mark.parametrize("name", ["publish", "publish by DuckDB"])
def test_a_file_or_folder_that_publish_does_not_put_on_the_disk_is_found(laboratory, name):
    files = syncs(laboratory.trace(name))
    assert len(files) >= 5  # database, record, the folder of both, the folder of builds, that of the pointer
    assert [numbers for numbers in files if not laboratory.cut(name, 400, Bug(without_fsync=numbers))[1]] == []


# Each image of a page is read in a process of its own: its writer takes as long as all the others.
@pytest.mark.parametrize("name", sampled(RAW, [name for name in RAW if name != "replace format"]))
def test_a_writer_of_raw_that_puts_nothing_on_the_disk_is_found(laboratory, name):
    assert laboratory.cut(name, 400, Bug(without_fsync=()))[1]


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
