"""A schedule that is kept alive picks up what changes in raw/ of its own project."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
import yaml
from prefect.utilities.templating import apply_values

pytestmark = pytest.mark.flow

ENDLESS = "select sum(a.i * b.i) as i from range(9000000) as a (i), range(9000000) as b (i)"


@pytest.fixture
def serve():
    """Start ``fangzhi serve`` for a project; it and what it started is ended after the test."""
    running = []

    def serve(project, environment=os.environ):
        command = [sys.executable, "-c", "from flows.cli import main; main()", "--project", str(project.root)]
        process = subprocess.Popen(
            [*command, "serve", "--cron", "0 6 1 1 *", "--watch", "0.5"],
            env=environment,
            cwd=project.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        running.append(process)
        return process

    yield serve
    for process in running:
        children = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
        process.kill()
        process.communicate()
        for child in psutil.wait_procs(children, timeout=10)[1]:
            child.kill()


def wait_until(is_so, seconds=180):
    deadline = time.monotonic() + seconds
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.2)


@pytest.mark.parametrize("servers", ["one for both", "one each"])
def test_of_two_projects_each_serve_publishes_what_changes_in_its_own(small, serve, servers):
    other = small.copy()
    environment = dict(os.environ)
    if servers == "one each":
        for name in ("PREFECT_API_URL", "PREFECT_HOME"):
            del environment[name]
        for project in (small, other):  # as after a first start, so that none has to make its database
            shutil.copytree(os.environ["PREFECT_HOME"], project.root / "warehouse/.cache/prefect")
    before = small.published.counts["claims"]
    served = [serve(project, environment) for project in (small, other)]
    other.add_a_claim()
    wait_until(lambda: other.published.sequence > 1 or any(process.poll() is not None for process in served))
    published = [project.published for project in (small, other)]
    for process in served:
        process.send_signal(signal.SIGTERM)
    outputs = [process.communicate(timeout=60)[0] for process in served]
    assert [(build.sequence, build.counts["claims"]) for build in published] == [(1, before), (2, before + 1)], outputs
    assert "changed inputs" not in outputs[0]
    assert "Flow run" not in outputs[0]
    assert "changed inputs: 1; refresh" in outputs[1]
    assert "Traceback" not in outputs[0]


def test_fault_60_a_run_ends_with_the_server_that_started_it(small, serve):
    (small.root / "dbt/models/marts/dim_articles.sql").write_text(ENDLESS, encoding="utf-8")
    served = serve(small)

    def children():
        return psutil.Process(served.pid).children(recursive=True)

    wait_until(lambda: (small.root / "warehouse/.cache/dbt").exists() and small.is_locked() and children())
    time.sleep(1)
    running = children()
    assert running
    os.kill(served.pid, signal.SIGKILL)
    assert psutil.wait_procs(running, timeout=10)[1] == []
    assert not small.is_locked()
    assert small.published.sequence == 1


def test_fault_61_a_run_that_overlaps_another_refresh_ends_cancelled(small, serve):
    with small.store.locked(wait=0):
        small.add_a_claim()
        served = serve(small)
        output = ""
        while "Finished in state" not in output and (line := served.stdout.readline()):
            output += line
        assert "Finished in state Cancelled" in output
        assert "found another refresh running" in output
    assert small.published.sequence == 1


def test_the_deployments_of_two_projects_in_a_work_pool_have_nothing_in_common(monkeypatch):
    deployments = yaml.safe_load((Path(__file__).parents[2] / "prefect.yaml").read_text(encoding="utf-8"))[
        "deployments"
    ]
    monkeypatch.setenv("FANGZHI_NAME", "a")
    monkeypatch.setenv("FANGZHI_PROJECT", "/srv/a")
    found = [apply_values(entry, {}) for entry in deployments]
    assert [(entry["name"], entry["work_pool"], entry["parameters"]["root"]) for entry in found] == [
        ("daily-a", {"name": "a"}, "/srv/a"),
        ("full-a", {"name": "a"}, "/srv/a"),
    ]
