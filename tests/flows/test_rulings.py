"""A ruling: it changes the cause of a conflict, and holds only for the values that it was made for."""

import duckdb
import pytest

pytestmark = pytest.mark.flow

FILE = "raw/rulings.csv"


@pytest.fixture
def ask(published):
    def run(query):
        with duckdb.connect(str(published.pointer.resolve()), read_only=True) as connection:
            return connection.execute(query).fetchall()

    return run


def rule(project, *rows):
    header = (project.root / FILE).read_text(encoding="utf-8").splitlines()[0]
    (project.root / FILE).write_text("".join(f"{line}\n" for line in (header, *rows)), encoding="utf-8")


def test_a_ruling_is_the_cause_until_the_values_change(published, ask):
    before = published.tables()
    ((conflict_id, guard, claim_ids),) = ask(
        "select conflict_id, guard, claim_ids from marts.fct_conflicts where subject = '钢铝产业'"
    )
    ruling = "scope,预计数只含重点企业,王五,2026-11-22"
    rule(published, f"{conflict_id},,{guard},{ruling}")
    run = published.run("refresh")
    assert run.code == 0, run.output
    assert ask(
        "select cause, cause_basis, ruling_reason, ruled_by, cast(ruled_on as varchar) from marts.fct_conflicts "
        f"where conflict_id = '{conflict_id}'"
    ) == [("scope", "ruling", "预计数只含重点企业", "王五", "2026-11-22")]

    rule(
        published,
        f"{conflict_id},,110000000000 120000000000,{ruling}",
        f"{'0' * 16},,1,{ruling}",
        f",{claim_ids[0]},7,{ruling}",
    )
    run = published.run("refresh")
    assert run.code == 1, run.output
    message = run.output[run.output.rindex("error: ") :]
    assert "test rulings_are_of_the_values_that_disagree" in message
    assert f"{FILE}:2 ruled={conflict_id}: found guard 110000000000 120000000000, expected guard {guard}" in message
    assert f"{FILE}:3 ruled={'0' * 16}: found guard 1, expected a conflict_id of" in message
    assert f"{FILE}:4 ruled={claim_ids[0]}: found guard 7, expected guard 111100000000" in message
    assert published.published.sequence == 2

    rule(published)
    run = published.run("refresh", "--accept-removal")
    assert run.code == 0, run.output
    assert published.tables() == before
