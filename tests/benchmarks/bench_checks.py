"""How well the checks find planted contradictions, how long they take and how much memory, by number of claims.

    python tests/benchmarks/bench_checks.py [--million] [--limit GB]

1,000, 10,000 and 100,000 claims, and with --million 1,000,000. Seconds are the sum of dbt's node times of all models
in ``intermediate/checks`` and of the marts that are made of them; two run at a time. The floor, measured in the
same run: ``fct_claims``, which they read. A number is written and built in new processes of its own; MB is the
peak of the resident memory of the build, which DuckDB fills up to --limit (default 6) before it uses the disk.
The column "of n log n" says by how much the seconds grew since the line before, against n log n.
"""

import argparse
import math
import pickle
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "tests")]

from bench_refresh import timed  # noqa: E402 - after the path
from synthetic import write_press  # noqa: E402
from synthetic_build import load_press, missed, read_conflicts, run_models, score, unplanted  # noqa: E402

MODELS = (
    *(path.stem for path in (CHECKOUT / "dbt/models/intermediate/checks").glob("*.sql")),
    "fct_arithmetic_checks",
    "bridge_check_claims",
    "fct_conflicts",
    "fct_targets",
    "fct_vintages",
)
SEED = 7


def main(sizes, limit):
    head = (
        f"{'claims':>9}{'writing s':>11}{'checks s':>10}{'us/claim':>10}{'of n log n':>11}{'fct_claims s':>14}{'MB':>7}"
    )
    lines, scores, before = [head], [], None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(CHECKOUT / "dbt", folder / "dbt", ignore=shutil.ignore_patterns("target", "logs"))
        with (folder / "dbt/profiles.yml").open("a", encoding="utf-8") as profile:
            profile.write(f"      settings: {{memory_limit: {limit}GB}}\n")
        for size in sizes:
            writing, _ = timed([sys.executable, __file__, "--write", str(size), "--folder", name])
            _, memory = timed([sys.executable, __file__, "--build", "--folder", name])
            seconds = pickle.loads((folder / "seconds").read_bytes())  # noqa: S301 - written by this program
            checks = sum(seconds[model] for model in MODELS)
            growth = "" if before is None else f"{checks / before[1] / (nlogn(size) / nlogn(before[0])):.2f}"
            lines.append(
                f"{size:>9}{writing:>11.1f}{checks:>10.1f}{1e6 * checks / size:>10.1f}{growth:>11}"
                f"{seconds['fct_claims']:>14.1f}{memory:>7.0f}"
            )
            before = (size, checks)
            scores += [f"\n{size} claims", *score_lines(folder), "  " + slowest(seconds)]
    sys.stdout.write("\n".join([*lines, *scores]) + "\n")


def nlogn(size):
    return size * math.log(size)


def score_lines(folder):
    press = pickle.loads((folder / "planted").read_bytes())  # noqa: S301 - written by this program
    conflicts = read_conflicts(folder / "fangzhi.duckdb")
    wrong = unplanted(press, conflicts)
    flagged = len(press.near_misses) - len(missed(press.near_misses, conflicts))
    found = len(press.contradictions) - len(missed(press.contradictions, conflicts))
    all_in_all = (
        f"  {'all':<33}{len(press.contradictions):>6} planted, recall {found / max(len(press.contradictions), 1):.4f}, "
        f"precision {1 - len(wrong) / max(len(conflicts), 1):.4f}; {flagged} of {len(press.near_misses)} near misses flagged"
    )
    return [
        all_in_all,
        *(
            f"  {name:<33}{one.planted:>6} planted, recall {one.recall:.4f}, precision {one.precision:.4f}"
            for name, one in score(press, conflicts).items()
        ),
        *(f"  not planted: {conflicts[conflict]}" for conflict in wrong[:20]),
    ]


def slowest(seconds):
    models = sorted(seconds.items(), key=lambda pair: -pair[1])[:5]
    return "slowest nodes: " + ", ".join(f"{name} {value:.1f} s" for name, value in models)


def write(folder, claims):
    database = folder / "fangzhi.duckdb"
    database.unlink(missing_ok=True)
    press = write_press(claims, SEED, contradictions=0.4, near_misses=0.4)
    load_press(database, press)
    (folder / "planted").write_bytes(pickle.dumps(replace(press, batches=iter(()))))


def build(folder):
    seconds = run_models(folder / "fangzhi.duckdb", folder / "cache", root=folder)
    (folder / "seconds").write_bytes(pickle.dumps(seconds))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--million", action="store_true")
    parser.add_argument("--limit", type=float, default=6)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--write", type=int)
    parser.add_argument("--build", action="store_true")
    options = parser.parse_args()
    if options.write:
        write(options.folder, options.write)
    elif options.build:
        build(options.folder)
    else:
        main([1_000, 10_000, 100_000] + [1_000_000] * options.million, options.limit)
