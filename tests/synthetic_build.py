"""The models of checks on synthetic claims: a private database, and what the checks find of what was planted."""

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import duckdb
from synthetic import Planted, Press

from flows.store.loading import create_schema
from flows.transform import _dbt

DBT = Path(__file__).parents[1]
MARTS = ("bridge_check_claims", "fct_conflicts", "fct_targets", "fct_vintages")


@dataclass(frozen=True)
class Score:
    """How many were planted, how many of them the checks found, and how many conflicts of that rule were not planted.

    ``related`` are those of the latter that rest on a claim that was planted: they are no mistakes.
    """

    planted: int
    found: int
    related: int
    wrong: int

    @property
    def precision(self) -> float:
        return 1 - self.wrong / max(self.found + self.related + self.wrong, 1)

    @property
    def recall(self) -> float:
        return self.found / max(self.planted, 1)


def load_press(database: Path, press: Press) -> None:
    """Make a database with the rows of ``press``, in bulk; after this it is known what was planted."""
    create_schema(database)
    with duckdb.connect(str(database)) as connection:
        for batch in press.batches:
            for table, frame in batch.items():
                connection.register("incoming", frame)
                connection.execute(f"insert into raw.{table} by name select * from incoming")
                connection.unregister("incoming")


def run_models(
    database: Path, cache: Path, marts: Collection[str] = MARTS, tests: Collection[str] = (), root: Path = DBT
) -> dict[str, float]:
    """Build the seeds and models that ``marts`` need and run the named ``tests``; seconds by node."""
    os.environ["FANGZHI_BUILD_DATABASE"] = str(database)
    seconds = {}
    with _dbt(root, database, cache) as invoke:
        for command in (
            (
                "build",
                "--resource-type",
                "seed",
                "--resource-type",
                "model",
                "--select",
                *(f"+{mart}" for mart in marts),
            ),
            ("test", "--select", *tests),
        )[: 2 if tests else 1]:
            result = invoke(*command)
            assert result.exception is None, result.exception
            wrong = [
                (node.node.name, node.message) for node in result.result.results if node.status in ("error", "fail")
            ]
            assert not wrong, wrong
            seconds |= {node.node.name: float(node.execution_time) for node in result.result.results}
    return seconds


def read_conflicts(database: Path) -> dict[tuple[str, str, frozenset[str]], str]:
    """Rule and claims of each check whose verdict is a conflict, with its statement."""
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute(
            "select kind, rule, claim_ids, statement_zh from marts.fct_arithmetic_checks where verdict = 'conflict'"
        ).fetchall()
    return {(kind, rule, frozenset(claim_ids)): statement for kind, rule, claim_ids, statement in rows}


def missed(planted: Collection[Planted], conflicts: Collection[tuple[str, str, frozenset[str]]]) -> list[Planted]:
    return [plant for plant in planted if (plant.kind, plant.rule, plant.claim_ids) not in conflicts]


def unplanted(
    press: Press, conflicts: Collection[tuple[str, str, frozenset[str]]]
) -> list[tuple[str, str, frozenset[str]]]:
    """Conflicts in which no claim was planted: each is a mistake of a model, or of the generator."""
    wrong = {claim_id for plant in press.contradictions for claim_id in plant.claim_ids}
    return [conflict for conflict in conflicts if not conflict[2] & wrong]


def score(press: Press, conflicts: Collection[tuple[str, str, frozenset[str]]]) -> dict[str, Score]:
    """By name of what was planted; conflicts that were not planted count for all that share their rule."""
    wrong = unplanted(press, conflicts)
    exact = {(plant.kind, plant.rule, plant.claim_ids) for plant in press.contradictions}
    scores = {}
    for name in dict.fromkeys(plant.name for plant in press.contradictions):
        plants = [plant for plant in press.contradictions if plant.name == name]
        rules = {(plant.kind, plant.rule) for plant in plants}
        of_rules = [conflict for conflict in conflicts if conflict[:2] in rules and conflict not in exact]
        scores[name] = Score(
            planted=len(plants),
            found=len(plants) - len(missed(plants, conflicts)),
            related=sum(conflict not in wrong for conflict in of_rules),
            wrong=sum(conflict[:2] in rules for conflict in wrong),
        )
    return scores
