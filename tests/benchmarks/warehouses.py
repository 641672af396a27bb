"""Published warehouses of synthetic claims, for benchmarks of what reads them.

    python tests/benchmarks/warehouses.py FOLDER [--claims 1000000] [--limit GB]

FOLDER becomes a project: ``fangzhi --project FOLDER explore`` serves it. Most articles are about a few regions, one has
as many figures as the longest that the explorer has to carry (of small warehouses a twentieth of all). dbt runs with
all models and no tests in at most --limit GB (default 8); a million claims take about five minutes.
"""

import argparse
import shutil
import sys
import time
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "tests")]

from synthetic import write_press  # noqa: E402 - after the path
from synthetic_build import load_press, run_models  # noqa: E402

from flows.store.builds import Build, BuildStore  # noqa: E402
from flows.store.indexes import create_indexes  # noqa: E402
from flows.store.loading import count_rows, record_build  # noqa: E402

LONGEST = 50_000
SEED = 7
DOCS = "<!doctype html><html lang=en><title>docs</title><p>Documentation of a synthetic warehouse.</html>"


def make_warehouse(folder: Path, claims: int, *, limit: float = 8) -> tuple[Build, dict[str, float]]:
    """Publish a build of ``claims`` synthetic claims in the new project ``folder``; returns it with seconds by dbt node."""
    (folder / "raw").mkdir(parents=True)
    shutil.copytree(CHECKOUT / "dbt", folder / "dbt", ignore=shutil.ignore_patterns("target", "logs"))
    with (folder / "dbt/profiles.yml").open("a", encoding="utf-8") as profile:
        profile.write(f"      settings: {{memory_limit: {limit}GB}}\n")
    store = BuildStore(folder / "warehouse")
    with store.locked(wait=0):
        database = store.begin(None)
        load_press(database, write_press(claims, SEED, is_skewed=True, long_articles=[min(LONGEST, claims // 20)]))
        seconds = run_models(database, folder / "cache", ["path:models"], root=folder)
        create_indexes(database)
        build = Build(
            build_id="000001-synthetic",
            sequence=1,
            mode="full",
            started_at="2026-01-01T00:00:00+00:00",
            finished_at="2026-01-01T00:10:00+00:00",
            package_version="0",
            code_revision="",
            inputs_sha256="",
            dbt_invocation_id="",
            counts=count_rows(database),
            inputs={},
        )
        record_build(database, build)
        database.with_name("docs.html").write_text(DOCS, encoding="utf-8")
        return store.publish(build, expected=None), seconds


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--limit", type=float, default=8)
    options = parser.parse_args()
    began = time.monotonic()
    made, nodes = make_warehouse(options.folder.resolve(), options.claims, limit=options.limit)
    slowest = sorted(nodes.items(), key=lambda pair: -pair[1])[:8]
    sys.stdout.write(
        f"{made.counts}\n{made.size / 1e6:.0f} MB, {time.monotonic() - began:.0f} s, of which dbt nodes: "
        f"{', '.join(f'{name} {value:.1f} s' for name, value in slowest)}\n"
    )
