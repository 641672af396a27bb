"""How fast the explorer answers under load, and how soon after its start.

    python tests/benchmarks/bench_explorer.py FOLDER [--seconds 10] [--clients 16] [--runs 3] [--workers 1] [--only NAME]

FOLDER is a project with a published warehouse (warehouses.py makes one of a million claims). The clients keep their
connections, ask again as soon as they are answered, and live in a process of their own (load_client.py). Scenarios:

- floor: an application that answers two bytes and does nothing else, on the same server and with the same clients;
- cached: forty pages, asked for again and again;
- uncached: no page is asked for twice: a mix of all kinds, Chinese and English, HTML and JSON. Before it is measured the
  server is warmed with other pages of the same mix, as one is that has been running for a while;
- cached and uncached while a build is published every three seconds: the pointer swings between two copies.

Each is run --runs times, the best is shown: other work on the machine only ever makes it slower. CPU is what the server
spent on a request, and the share of a core that the clients took. The start is that of ``fangzhi explore`` until its
first answer.
"""

import argparse
import contextlib
import dataclasses
import json
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote

CHECKOUT = Path(__file__).parents[2]
sys.path.insert(0, str(CHECKOUT))

from flows.store.builds import DATABASE, BuildStore, file_sha256  # noqa: E402 - after the path
from flows.store.queries import run_sql  # noqa: E402

FANGZHI = "from flows.cli import main; main()"
FLOOR = """
import sys, uvicorn
async def app(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})
uvicorn.run(app, port=int(sys.argv[1]), loop="uvloop", http="httptools", access_log=False, log_level="error", lifespan="off")
"""
# Of a hundred requests so many are of each kind.
MIX = {
    "observation": 25,
    "region": 20,
    "article": 20,
    "search": 10,
    "indicator": 10,
    "claim": 10,
    "findings": 5,
}
TICKS = os.sysconf("SC_CLK_TCK")


def main(folder, seconds, clients, runs, workers, only):
    explore = [FANGZHI, "--project", str(folder), "explore", "--workers", str(workers)]
    store = BuildStore(folder / "warehouse")
    copies = (store.published(), copy_build(store))
    targets = sample_targets(store.pointer)
    sys.stdout.write(f"{'scenario':<34}{'req/s':>8}{'of floor':>9}{'p50 ms':>8}{'p99 ms':>8}{'max ms':>8}{'errors':>8}"
                     f"{'CPU ms':>8}{'clients':>9}\n")  # fmt: skip
    scenarios = {
        "floor": (["/"], False, False),
        "cached": (targets[:40], False, False),
        "uncached": (targets[1000:], True, False),
        "cached, builds published": (targets[:40], False, True),
        "uncached, builds published": (targets[1000:], True, True),
    }
    floor = None
    for name, (asked, once, is_publishing) in scenarios.items():
        if only and name not in (only, "floor"):
            continue
        results = []
        for _ in range(runs):
            command = [FLOOR] if name == "floor" else explore
            with served(command) as (process, port, _), publishing(store, copies, is_publishing):
                load(port, clients, targets[40:1000] if once else asked, once=once, seconds=4 if once else 1)
                results.append(measured(process, port, clients, asked, once=once, seconds=seconds))
        best = max(results, key=lambda result: result["rate"])
        floor = floor or best["rate"]
        errors = {
            status: count for result in results for status, count in result["statuses"].items() if status != "200"
        }
        sys.stdout.write(
            f"{name:<34}{best['rate']:>8.0f}{best['rate'] / floor:>9.2f}{best['p50']:>8.1f}{best['p99']:>8.1f}"
            f"{best['max']:>8.0f}{sum(errors.values()):>8}{best['cpu']:>8.2f}{best['client_share']:>9.0%}\n"
        )
        for status, count in list(errors.items())[:10]:
            sys.stdout.write(f"  {count} x {status}\n")
        sys.stdout.flush()
    if not only:
        starts = [start_of(explore) for _ in range(runs)]
        sys.stdout.write(f"first answer after {min(starts):.2f} s (best of {runs})\n")


def sample_targets(database):
    """Addresses, each once: by ``MIX``, in random order, the same for the same build."""
    choice = random.Random(5)

    def column(query):
        return [str(row[0]) for row in run_sql(database, f"{query} order by 1").rows]

    observations = column("select observation_id from marts.fct_indicators_by_region_year")
    regions = column("select distinct region_id from marts.fct_indicators_by_region_year")
    indicators = column("select distinct indicator_id from marts.fct_indicators_by_region_year")
    names = column("select distinct region_name from marts.fct_indicators_by_region_year")
    titles = column("select distinct indicator_zh from marts.fct_indicators_by_region_year")
    pools = {
        "observation": [f"/observations/{key}" for key in observations],
        "claim": [f"/claims/{key}" for key in column("select claim_id from marts.fct_claims using sample 30000")],
        "article": [f"/articles/{quote(key)}" for key in column("select article_id from marts.dim_articles")],
        "region": [f"/regions/{key}" for key in regions]
        + [f"/regions/{key}?indicator={indicator}" for key in regions[:500] for indicator in indicators],
        "indicator": [f"/indicators/{key}" for key in indicators]
        + [
            f"/indicators/{key}?measure={measure}&year={year}&page={page}"
            for key in indicators
            for measure in ("level", "growth_yoy")
            for year in range(2015, 2025)
            for page in (1, 2)
        ],
        "search": [f"/search?q={quote(word)}" for word in names + titles]
        + [f"/search?q={quote(choice.choice(names) + choice.choice(titles))}" for _ in range(5_000)],
        "findings": [f"/findings?region={key}" for key in regions]
        + [f"/findings/conflicts?page={n}" for n in range(1, 40)],
    }
    found = []
    for kind, share in MIX.items():
        pool = [prefix + target for prefix in ("", "/en", "/api") for target in pools[kind]]
        choice.shuffle(pool)
        found += pool[: share * 150]
    choice.shuffle(found)
    return found


def measured(process, port, clients, targets, *, once, seconds):
    before = cpu_seconds(process.pid)
    result = load(port, clients, targets, once=once, seconds=seconds)
    spent = cpu_seconds(process.pid) - before
    latencies = sorted(result["latencies"])
    count = len(latencies)
    return {
        "rate": count / result["seconds"],
        "p50": statistics.median(latencies),
        "p99": latencies[min(count * 99 // 100, count - 1)],
        "max": latencies[-1],
        "cpu": 1000 * spent / count,
        "client_share": result["cpu"] / result["seconds"],
        "statuses": result["statuses"],
    }


def load(port, clients, targets, *, once, seconds):
    order = {"port": port, "clients": clients, "targets": targets, "once": once, "seconds": seconds}
    client = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("load_client.py"))],
        input=json.dumps(order), capture_output=True, text=True, check=True, timeout=seconds + 120,
    )  # fmt: skip
    return json.loads(client.stdout)


@contextlib.contextmanager
def served(command):
    """A server of ``command`` on a free port, with the seconds until its first answer."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    arguments = command[1:] + (["--port", str(port)] if len(command) > 1 else [str(port)])
    began = time.monotonic()
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    process = subprocess.Popen(
        [sys.executable, "-c", command[0], *arguments], env=environment, stdout=subprocess.DEVNULL
    )
    try:
        while True:
            assert process.poll() is None, "the server ended"
            assert time.monotonic() < began + 60, "the server does not answer"
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30).read()
                break
            except urllib.error.URLError:
                time.sleep(0.02)
        yield process, port, time.monotonic() - began
    finally:
        process.terminate()
        process.wait(30)


def start_of(command):
    with served(command) as (_, _, seconds):
        return seconds


def copy_build(store):
    """The published build once more, under the next number; kept for the next run."""
    build = store.published()
    copy = dataclasses.replace(build, sequence=build.sequence + 1, build_id=f"{build.sequence + 1:06d}-copy")
    folder = store.folder(copy.sequence)
    if not folder.exists():
        shutil.copytree(store.folder(build.sequence), folder)
        database = folder / DATABASE
        copy = dataclasses.replace(copy, mtime_ns=database.stat().st_mtime_ns, sha256=file_sha256(database))
        record = folder / "build.json"
        record.chmod(0o644)
        record.write_text(json.dumps(dataclasses.asdict(copy), ensure_ascii=False), encoding="utf-8")
    return copy


@contextlib.contextmanager
def publishing(store, copies, is_publishing):
    """Swing the pointer every three seconds; at the end it leads where it led."""
    if not is_publishing:
        yield
        return
    stop = threading.Event()

    def swing():
        turn = 0
        while not stop.wait(3):
            turn += 1
            store._point_to(store.folder(copies[turn % 2].sequence))

    thread = threading.Thread(target=swing)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
        store._point_to(store.folder(copies[0].sequence))


def cpu_seconds(pid):
    """Of a process with its children."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return (int(fields[11]) + int(fields[12])) / TICKS + sum(cpu_seconds(int(child)) for child in children)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    main(options.folder.resolve(), options.seconds, options.clients, options.runs, options.workers, options.only)
