"""How long a refresh takes and how much memory, against the floor of what it runs on.

    python tests/benchmarks/bench_refresh.py [RUNS]

The floor, measured in the same run: an empty Prefect flow, then ``dbt build`` of a project with as many models that
select a constant. Each is a new process, as a user starts it; median of RUNS (default 3). A Prefect server is started
for all, so that its start, which depends on the machine alone, is in neither number.
"""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
FANGZHI = "from flows.cli import main; main()"
FLOOR = """
import os, sys
from prefect import flow
flow(lambda: None, name="empty")()
from dbt.cli.main import dbtRunner
result = dbtRunner().invoke(["build", "--project-dir", sys.argv[1], "--profiles-dir", sys.argv[1], "--quiet"])
assert result.success, result.exception
"""


def main(runs):
    with tempfile.TemporaryDirectory() as folder, prefect_server(Path(folder) / "prefect"):
        rows = measure(Path(folder), runs)
    floor_time, floor_memory = (statistics.median(values) for values in zip(*rows["floor"], strict=True))
    lines = [f"{'what':<24}{'seconds':>9}{'of floor':>10}{'MB':>7}{'of floor':>10}"]
    for name, values in rows.items():
        seconds, memory = (statistics.median(column) for column in zip(*values, strict=True))
        lines.append(
            f"{name:<24}{seconds:>9.2f}{seconds / floor_time:>10.2f}{memory:>7.0f}{memory / floor_memory:>10.2f}"
        )
    sys.stdout.write("\n".join(lines) + "\n")


def measure(folder, runs):
    rows = {name: [] for name in ("floor", "first refresh", "one document changed", "nothing changed")}
    for run in range(runs):
        project = folder / f"project-{run}"
        for part in ("raw", "dbt"):
            shutil.copytree(CHECKOUT / part, project / part, ignore=shutil.ignore_patterns("target", "logs"))
        refresh = [sys.executable, "-c", FANGZHI, "--project", str(project), "refresh"]
        rows["floor"].append(timed([sys.executable, "-c", FLOOR, str(empty_project(folder / f"empty-{run}"))]))
        rows["first refresh"].append(timed(refresh))
        extracts = next((project / "raw/extracts").iterdir())
        extracts.write_bytes(extracts.read_bytes().replace(b",exact,", b",approx,", 1))
        rows["one document changed"].append(timed(refresh))
        rows["nothing changed"].append(timed(refresh))
    return rows


def empty_project(root):
    """As many models as the checkout has."""
    (root / "models").mkdir(parents=True)
    (root / "dbt_project.yml").write_text("{name: empty, profile: empty, flags: {send_anonymous_usage_stats: false}}")
    (root / "profiles.yml").write_text(
        f"empty: {{target: build, outputs: {{build: {{type: duckdb, threads: 2, path: '{root}/empty.duckdb'}}}}}}"
    )
    for number in range(len(list((CHECKOUT / "dbt/models").rglob("*.sql")))):
        (root / f"models/model_{number}.sql").write_text("select 1 as a")
    return root


def timed(command):
    """Seconds, and the peak of the resident memory in MB."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return time.monotonic() - began, usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)


@contextmanager
def prefect_server(home):
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    os.environ |= {
        "PREFECT_HOME": str(home), "PREFECT_API_URL": f"http://127.0.0.1:{port}/api", "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    }  # fmt: skip
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 180
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=2).close()
                break
            except OSError:
                assert server.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.2)
        yield
    finally:
        server.terminate()
        server.wait(30)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
