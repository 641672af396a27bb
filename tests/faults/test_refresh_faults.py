"""Whole refreshes under faults in the folder of builds: the published build stays, and the next refresh publishes."""

import json
import shutil
from pathlib import Path

import pytest
from injecting import Fault, possible

pytestmark = pytest.mark.flow

FAULTY = """
import sys
sys.path.insert(0, {here!r})
import atexit, json
from calls import intercepted
from injecting import Fault, Injector
injector = Injector({fault!r})
faulty = intercepted({folder!r}, injector)
faulty.__enter__()
atexit.register(lambda: open({calls!r}, "w").write(json.dumps(injector.calls)))
"""


@pytest.fixture(scope="module")
def refreshed(small_template, tmp_path_factory, project_class, forker):
    """A refresh under a fault, on a project of its own; with the calls that it made and all that is published."""

    def run(fault):
        root = tmp_path_factory.mktemp("refresh") / "project"
        project = project_class(Path(shutil.copytree(small_template, root, symlinks=True)), forker)
        project.add_a_claim()
        calls = root.with_name("calls.json")
        first = FAULTY.format(
            here=str(Path(__file__).parent), fault=fault, folder=str(root / "warehouse/builds"), calls=str(calls)
        )
        done = project.run("refresh", first=first)
        return project, done, json.loads(calls.read_text()) if calls.exists() else []

    return run


@pytest.fixture(scope="module")
def unharmed(refreshed, small_template, project_class, forker):
    """What is published before and after a refresh without a fault, and the calls that it makes."""
    project, done, calls = refreshed(None)
    assert done.code == 0, done.output
    return project_class(small_template, forker).tables(), project.tables(), calls


def last(kind, call):
    """The fault at the last call of a kind."""
    return lambda calls: Fault(kind, max(nth for nth, made in enumerate(calls, 1) if made == call))


def check(refreshed, unharmed, fault):
    old, new, _ = unharmed
    project, done, _ = refreshed(fault)
    if fault.kills:
        assert done.code == -9, done.output
    elif done.code:
        assert done.code == 1, done.output
        assert str(project.root) in done.output[done.output.rindex("error: ") :]
    assert project.tables() == (new if done.code == 0 else old) or (fault.kills and project.tables() == new)
    assert not project.is_locked()
    again = project.run("refresh")
    assert again.code == 0, again.output
    assert project.tables() == new
    assert [path.name for path in project.store.builds.glob(".work*")] == []


@pytest.mark.parametrize(
    "fault",
    [last("torn", "write"), last("EIO", "rename"), lambda calls: Fault("full", calls.index("write") + 1)],
    ids=["torn record", "no rename", "full disk"],
)
def test_a_refresh_under_a_fault_publishes_nothing_half(refreshed, unharmed, fault):
    check(refreshed, unharmed, fault(unharmed[2]))


@pytest.mark.long
def test_a_refresh_under_many_faults_publishes_nothing_half(refreshed, unharmed):
    faults = possible(unharmed[2])
    for fault in faults[:: max(1, len(faults) // 25)]:
        check(refreshed, unharmed, fault)
