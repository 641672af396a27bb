"""The power goes out at any moment of a writer: what is there then is old or new, and the next run makes good."""

import pytest
from operations import OPERATIONS
from power_loss import images
from recording import ROOT, Acknowledged, Entered, Moved, Node, Synced, Trace, Written

IMAGES = {"store": 30, "raw": 15, "export": 20}
ALL_IMAGES = {"store": 1300, "raw": 100, "export": 600}


@pytest.mark.parametrize("name", OPERATIONS)
def test_fault_44_after_a_power_loss_all_is_old_or_new_and_the_next_run_makes_good(laboratory, name):
    count, found = laboratory.cut(name, IMAGES[OPERATIONS[name].area])
    assert count >= 10
    assert not found, f"{len(found)} of {count} images: {found[:3]}"


@pytest.mark.long
def test_after_five_thousand_power_losses_all_is_old_or_new(laboratory):
    counts, wrong = {}, {}
    for name, operation in OPERATIONS.items():
        counts[name], found = laboratory.cut(name, ALL_IMAGES[operation.area], seed=2)
        wrong |= {name: found[:3]} if found else {}
    assert not wrong
    assert sum(counts.values()) >= 5000, counts


def trace_of(*effects):
    """A folder with a file ``a`` of two pages, and what is done to it."""
    old = b"old " * 2048
    return Trace({0: Node("folder"), 1: Node("file"), 2: Node("file")}, {0: {"a": 1}}, {1: old}, list(effects)), old


NEW = b"new " * 3000


def contents(*effects):
    """All that the name ``a`` can lead to (``None``: nothing) once all ``effects`` are over."""
    trace, old = trace_of(*effects, Acknowledged())
    found = set()
    for image in images(trace, 400, 1):
        if image.is_acknowledged:
            node = image.folders[ROOT].get("a")
            found.add(None if node is None else image.data.get(node))
    return found, old


def test_what_is_synced_before_it_is_renamed_is_old_or_new():
    found, old = contents(Entered(0, "b", 2), Written(2, NEW), Synced(2), Moved(0, "b", 0, "a", 2))
    assert found == {old, NEW}


def test_what_is_synced_after_it_is_renamed_too_is_new():
    found, _ = contents(Entered(0, "b", 2), Written(2, NEW), Synced(2), Moved(0, "b", 0, "a", 2), Synced(0))
    assert found == {NEW}


def test_what_is_renamed_and_not_synced_can_be_empty_torn_or_zeros():
    found, old = contents(Entered(0, "b", 2), Written(2, NEW), Moved(0, "b", 0, "a", 2), Synced(0))
    assert {b"", NEW, bytes(len(NEW))} < found
    assert old not in found
    assert any(data and data != NEW and NEW.startswith(data) and len(data) % 512 == 0 for data in found)


def test_what_is_written_in_place_can_be_a_mixture():
    found, old = contents(Written(1, b""), Written(1, NEW))
    assert {old, b"", NEW} < found
    assert any(b"old " in data and b"new " in data for data in found)


def test_images_of_the_same_seed_are_the_same_and_all_differ():
    trace, _ = trace_of(Entered(0, "b", 2), Written(2, NEW), Moved(0, "b", 0, "a", 2))
    one, two = ([image.fingerprint for image in images(trace, 50, 7)] for _ in range(2))
    assert one == two
    assert len(set(one)) == len(one) > 10
