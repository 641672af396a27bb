"""What people judge: a ruling changes the cause of a conflict, a correction a value; both hold only for what they were made for.

All of it in four refreshes: with a good row of each, with bad rulings, with bad corrections, with none.
"""

import shutil
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

pytestmark = pytest.mark.flow

RULINGS, CORRECTIONS = "raw/rulings.csv", "raw/corrections.csv"
OUTPUT = (
    "region_id = '620200' and year = 2023 and indicator_zh = '规模以上工业总产值' "
    "and measure = 'level' and status = 'actual' and subject = ''"
)
PRINTED, CORRECTED = Decimal(118400000000), Decimal(114800000000)
RULING, BECAUSE = "scope,预计数只含重点企业,王五,2026-11-22", "r,s,王五,2026-11-22"


@dataclass(frozen=True)
class State:
    """What is published after a step, and what the commands of the step printed."""

    database: Path
    tables: dict
    sequence: int
    output: str
    code: int = 0
    status: str = ""
    again: str = ""

    def ask(self, query):
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(query).fetchall()


def write(project, file, *rows):
    header = (project.root / file).read_text(encoding="utf-8").splitlines()[0]
    (project.root / file).write_text("".join(f"{line}\n" for line in (header, *rows)), encoding="utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory, template, forker, project_class):
    root = tmp_path_factory.mktemp("judged") / "project"
    return project_class(Path(shutil.copytree(template, root, symlinks=True)), forker)


def state(project, folder, *options):
    """Refresh, unless without ``options``, and keep what is published then."""
    status = project.run("status").output
    run = project.run("refresh", *options) if options else None
    again = project.run("refresh").output if run and run.code == 0 else ""
    database = Path(shutil.copy(project.pointer.resolve(), folder))
    published = project.published.sequence
    return State(
        database, project.tables(), published, run.output if run else "", run.code if run else 0, status, again
    )


@pytest.fixture(scope="module")
def before(project, tmp_path_factory):
    return state(project, tmp_path_factory.mktemp("before"))


@pytest.fixture(scope="module")
def conflict(before):
    """Id, guard and claims of the conflict that is ruled on."""
    (found,) = before.ask("select conflict_id, guard, claim_ids from marts.fct_conflicts where subject = '钢铝产业'")
    return found


@pytest.fixture(scope="module")
def corrected(before):
    """The id of the claim that is corrected."""
    ((claim_id, value_base, printed_base, is_corrected),) = before.ask(
        f"select claim_id, value_base, printed_value_base, is_corrected from marts.fct_claims where {OUTPUT}"
    )
    assert (value_base, printed_base, is_corrected) == (PRINTED, PRINTED, False)
    assert before.ask("select * from marts.fct_corrections") == []
    return claim_id


@pytest.fixture(scope="module")
def judged(project, conflict, corrected, tmp_path_factory):
    conflict_id, guard, _ = conflict
    write(project, RULINGS, f"{conflict_id},,{guard},{RULING}")
    write(project, CORRECTIONS, f"{corrected},1184,1148,亿元,两位数字颠倒,嘉峪关市统计公报,王五,2026-11-22")
    return state(project, tmp_path_factory.mktemp("judged"), "--strict")


@pytest.fixture(scope="module")
def others(before):
    """Ids of a claim in percent and of one that a curated claim has replaced, and the value of the first."""
    ((other,),) = before.ask("select min(claim_id) from marts.fct_claims where unit_text = '%'")
    ((value,),) = before.ask(f"select value from marts.fct_claims where claim_id = '{other}'")
    ((replaced,),) = before.ask("select min(claim_id) from raw.claims anti join marts.fct_claims using (claim_id)")
    return other, value, replaced


@pytest.fixture(scope="module")
def misruled(project, judged, conflict, tmp_path_factory):
    conflict_id, _, claim_ids = conflict
    write(
        project,
        RULINGS,
        f"{conflict_id},,110000000000 120000000000,{RULING}",
        f"{'0' * 16},,1,{RULING}",
        f",{claim_ids[0]},7,{RULING}",
    )
    return state(project, tmp_path_factory.mktemp("misruled"), "--strict")


@pytest.fixture(scope="module")
def miscorrected(project, misruled, corrected, others, tmp_path_factory):
    """After the other: dbt builds and tests nothing that depends on what has failed."""
    other, value, replaced = others
    write(
        project,
        CORRECTIONS,
        f"{corrected},1148,1184,亿元,{BECAUSE}",
        f"{other},{value},-1,万元,{BECAUSE}",
        f"{'0' * 16},1,2,亿元,{BECAUSE}",
        f"{replaced},1,2,亿元,{BECAUSE}",
    )
    return state(project, tmp_path_factory.mktemp("miscorrected"), "--strict")


@pytest.fixture(scope="module")
def taken_back(project, miscorrected, tmp_path_factory):
    write(project, RULINGS)
    write(project, CORRECTIONS)
    return state(project, tmp_path_factory.mktemp("taken-back"), "--accept-removal")


def test_what_is_judged_reads_no_document(judged):
    assert judged.code == 0, judged.output
    for file in (RULINGS, CORRECTIONS):
        assert file in judged.status
    assert "incremental refresh: 0 documents to read" in judged.output
    assert " documents: " not in judged.output
    assert "nothing changed since build 2" in judged.again


def test_a_ruling_is_the_cause(judged, conflict):
    conflict_id, *_ = conflict
    assert judged.ask(
        "select cause, cause_basis, ruling_reason, ruled_by, cast(ruled_on as varchar) from marts.fct_conflicts "
        f"where conflict_id = '{conflict_id}'"
    ) == [("scope", "ruling", "预计数只含重点企业", "王五", "2026-11-22")]


def test_a_correction_is_seen_in_the_marts(before, judged, corrected):
    half_a_digit = Decimal(50000000)
    assert judged.ask(
        "select claim_id, value, value_base, printed_value_base, is_corrected, lower_base, upper_base, figure_text "
        f"from marts.fct_claims where {OUTPUT} or is_corrected"
    ) == [(corrected, 1184, CORRECTED, PRINTED, True, CORRECTED - half_a_digit, CORRECTED + half_a_digit, "1184亿元")]
    assert judged.ask(
        "select claim_id, article_id, region_name, indicator_zh, figure_text, contains(sentence, figure_text), "
        "printed_value, corrected_value, unit_text, printed_value_base, corrected_value_base, base_unit, reason, source, "
        "corrected_by, cast(corrected_on as varchar), source_line from marts.fct_corrections"
    ) == [
        (
            corrected, "jiayuguan-2023-review-1", "嘉峪关市", "规模以上工业总产值", "1184亿元", True, 1184, 1148, "亿元",
            PRINTED, CORRECTED, "CNY", "两位数字颠倒", "嘉峪关市统计公报", "王五", "2026-11-22", 2,
        )
    ]  # fmt: skip
    by_year = f"select claim_id, value_base from marts.fct_indicators_by_region_year where {OUTPUT}"
    assert judged.ask(by_year) == [(corrected, CORRECTED)]
    scores = "marts.rpt_reader_scores"
    assert judged.tables[scores] == before.tables[scores]  # the reader reads what is printed


def test_a_ruling_of_other_values_than_disagree_fails_the_run(misruled, judged, conflict):
    conflict_id, guard, claim_ids = conflict
    assert misruled.code == 1, misruled.output
    message = misruled.output[misruled.output.rindex("error: ") :]
    assert "test rulings_are_of_the_values_that_disagree" in message
    assert f"{RULINGS}:2 ruled={conflict_id}: found guard 110000000000 120000000000, expected guard {guard}" in message
    assert f"{RULINGS}:3 ruled={'0' * 16}: found guard 1, expected a conflict_id of" in message
    assert f"{RULINGS}:4 ruled={claim_ids[0]}: found guard 7, expected guard 111100000000" in message
    assert (misruled.sequence, misruled.tables) == (2, judged.tables)


def test_a_correction_of_something_else_than_is_printed_fails_the_run(miscorrected, judged, corrected, others):
    other, _, replaced = others
    assert miscorrected.code == 1, miscorrected.output
    message = miscorrected.output[miscorrected.output.rindex("error: ") :]
    assert "test corrections_are_of_what_is_printed" in message
    assert (
        f"{CORRECTIONS}:2 claim_id={corrected}: found printed_value 1148, unit 亿元, "
        "expected what the claim says: 1184" in message
    )
    assert f"{CORRECTIONS}:3 claim_id={other}: found " in message
    assert ", unit 万元, expected what the claim says: " in message
    for line, missing in ((4, "0" * 16), (5, replaced)):
        assert (
            f"{CORRECTIONS}:{line} claim_id={missing}: found printed_value 1, unit 亿元, "
            "expected a claim_id of" in message
        )
    assert message.count(". Mend: ") == 4
    assert (miscorrected.sequence, miscorrected.tables) == (2, judged.tables)


def test_what_was_judged_goes_with_its_rows(before, taken_back):
    assert taken_back.code == 0, taken_back.output
    assert taken_back.sequence == 3
    assert taken_back.tables == before.tables
