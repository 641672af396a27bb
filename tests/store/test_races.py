"""Two refreshes at once that both believe to be alone: at most one publishes, and only what it has built itself."""

import itertools
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

RACERS = Path(__file__).with_name("racers.py")
MISCHIEFS = ["nothing", "delete_lock", "replace_lock", "move_builds", "swap_builds", "crowd"]


@pytest.fixture(scope="module")
def races(tmp_path_factory):
    """All races by what happens to the lock; they mostly wait, so they run side by side."""

    def run(mischief):
        place = tmp_path_factory.mktemp(mischief)
        done = subprocess.run([sys.executable, RACERS, place, mischief], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    with ThreadPoolExecutor(len(MISCHIEFS)) as pool:
        started = {mischief: pool.submit(run, mischief) for mischief in MISCHIEFS}
        yield lambda mischief: started[mischief].result()


@pytest.mark.parametrize("mischief", MISCHIEFS)
def test_no_run_publishes_what_another_has_built(races, mischief):
    for race in races(mischief):
        for folder, (record, content) in race["published"].items():
            assert record != "missing", (race["stop"], folder)
            name = json.loads(record)["build_id"]
            assert content == f"{name}1{name}2", (race["stop"], folder)


@pytest.mark.parametrize("mischief", MISCHIEFS)
def test_each_publication_follows_the_one_before(races, mischief):
    stops = []
    for race in races(mischief):
        published = sorted((run for run in race["said"] if not run["error"]), key=lambda run: run["sequence"])
        assert race["after"]["error"] == "", race
        assert len({run["expected"] for run in published}) == len(published), race
        for before, run in itertools.pairwise([*published, race["after"]]):
            # With the folder of builds gone, nothing is published, and numbers begin anew.
            assert run["expected"] == before["sequence"] or mischief == "move_builds", race
        stops.append(race["stop"])
    assert mischief == "crowd" or len(stops) > 25


@pytest.mark.parametrize("mischief", MISCHIEFS[:-1])
def test_a_run_that_publishes_nothing_says_why(races, mischief):
    for race in races(mischief):
        assert any(not run["error"] for run in race["said"]), race
        for run in race["said"]:
            assert run["error"] == "" or run["error"].startswith("message: /"), race


def test_who_finds_the_lock_taken_does_not_build(races):
    alone = [race for race in races("nothing") if [bool(run["error"]) for run in race["said"]] == [False, True]]
    assert len(alone) > 20
    assert all(
        "found another refresh running" in race["said"][1]["error"] or "publishing" in race["said"][1]["error"]
        for race in alone
    )
