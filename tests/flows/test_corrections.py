"""A correction: what it changes, what it leaves as printed, and that it holds only for what it was made for."""

from decimal import Decimal

import duckdb
import pytest

pytestmark = pytest.mark.flow

FILE = "raw/corrections.csv"
OUTPUT = (
    "region_id = '620200' and year = 2023 and indicator_zh = '规模以上工业总产值' "
    "and measure = 'level' and status = 'actual' and subject = ''"
)
PRINTED, CORRECTED = Decimal(118400000000), Decimal(114800000000)


@pytest.fixture
def ask(published):
    def run(query):
        with duckdb.connect(str(published.pointer.resolve()), read_only=True) as connection:
            return connection.execute(query).fetchall()

    return run


def correct(project, *rows):
    header = (project.root / FILE).read_text(encoding="utf-8").splitlines()[0]
    text = "".join(f"{line}\n" for line in (header, *rows))
    (project.root / FILE).write_text(text, encoding="utf-8")


def test_a_correction_is_seen_in_the_marts_and_goes_with_its_row(published, ask):
    before = published.tables()
    ((claim_id, value_base, printed_base, is_corrected),) = ask(
        f"select claim_id, value_base, printed_value_base, is_corrected from marts.fct_claims where {OUTPUT}"
    )
    assert (value_base, printed_base, is_corrected) == (PRINTED, PRINTED, False)
    assert ask("select * from marts.fct_corrections") == []

    correct(published, f"{claim_id},1184,1148,亿元,两位数字颠倒,嘉峪关市统计公报,王五,2026-11-22")
    assert FILE in published.run("status").output
    run = published.run("refresh")
    assert run.code == 0, run.output
    assert "incremental refresh: 0 documents to read" in run.output
    assert " documents: " not in run.output
    half_a_digit = Decimal(50000000)
    assert ask(
        "select claim_id, value, value_base, printed_value_base, is_corrected, lower_base, upper_base, figure_text "
        f"from marts.fct_claims where {OUTPUT} or is_corrected"
    ) == [(claim_id, 1184, CORRECTED, PRINTED, True, CORRECTED - half_a_digit, CORRECTED + half_a_digit, "1184亿元")]
    assert ask(
        "select claim_id, article_id, region_name, indicator_zh, figure_text, contains(sentence, figure_text), "
        "printed_value, corrected_value, unit_text, printed_value_base, corrected_value_base, base_unit, reason, source, "
        "corrected_by, cast(corrected_on as varchar), source_line from marts.fct_corrections"
    ) == [
        (
            claim_id, "jiayuguan-2023-review-1", "嘉峪关市", "规模以上工业总产值", "1184亿元", True, 1184, 1148, "亿元",
            PRINTED, CORRECTED, "CNY", "两位数字颠倒", "嘉峪关市统计公报", "王五", "2026-11-22", 2,
        )
    ]  # fmt: skip
    by_year = f"select claim_id, value_base from marts.fct_indicators_by_region_year where {OUTPUT}"
    assert ask(by_year) == [(claim_id, CORRECTED)]
    scores = "marts.rpt_reader_scores"
    assert published.tables()[scores] == before[scores]  # the reader reads what is printed
    assert "nothing changed since build 2" in published.run("refresh").output

    correct(published)
    run = published.run("refresh", "--accept-removal")
    assert run.code == 0, run.output
    assert ask(by_year) == [(claim_id, PRINTED)]
    assert published.tables() == before


def test_a_correction_of_something_else_than_is_printed_fails_the_run(published, ask):
    before = published.tables()
    ((claim_id, other),) = ask(
        f"select claim_id, (select min(claim_id) from marts.fct_claims where unit_text = '%') "
        f"from marts.fct_claims where {OUTPUT}"
    )
    ((replaced,),) = ask("select min(claim_id) from raw.claims anti join marts.fct_claims using (claim_id)")
    because = "r,s,王五,2026-11-22"
    correct(
        published,
        f"{claim_id},1148,1184,亿元,{because}",
        f"{other},(printed),-1,万元,{because}".replace("(printed)", value_of(ask, other)),
        f"{'0' * 16},1,2,亿元,{because}",
        f"{replaced},1,2,亿元,{because}",
    )
    run = published.run("refresh")
    assert run.code == 1, run.output
    message = run.output[run.output.rindex("error: ") :]
    assert "test corrections_are_of_what_is_printed" in message
    assert (
        f"{FILE}:2 claim_id={claim_id}: found printed_value 1148, unit 亿元, expected what the claim says: 1184"
        in message
    )
    assert f"{FILE}:3 claim_id={other}: found " in message
    assert ", unit 万元, expected what the claim says: " in message
    for line, missing in ((4, "0" * 16), (5, replaced)):
        assert f"{FILE}:{line} claim_id={missing}: found printed_value 1, unit 亿元, expected a claim_id of" in message
    assert message.count(". Mend: ") == 4
    assert published.published.sequence == 1
    assert published.tables() == before


def value_of(ask, claim_id):
    ((value,),) = ask(f"select value from marts.fct_claims where claim_id = '{claim_id}'")
    return str(value)
