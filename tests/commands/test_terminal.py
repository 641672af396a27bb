"""What a terminal gets to see: no text of others makes it do anything, and no name begins a line of its own."""

import logging
import os
import pty
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from flows.cli import main
from flows.commands.shared import list_refusals
from flows.domain.errors import FangzhiError, Refusal, RefusedError

CHECKOUT = Path(__file__).parents[2]
HOSTILE = "甲\x1b[31m乙\x1b]0;丙\x07\x9b2J\u202e丁\u2028戊\r己\n庚\x00\x7f\u200b"
WRITTEN_OUT = (
    "甲<U+001B>[31m乙<U+001B>]0;丙<U+0007><U+009B>2J<U+202E>丁<U+2028>戊<U+000D>己<U+000A>庚<U+0000><U+007F><U+200B>"
)
REFUSAL = Refusal("a.csv", None, "", "value", "b", "c", "d")
NAME = "甲\x1b[31m\npublished build 7\u202e.txt"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for part in ("raw/articles", "dbt/seeds", "warehouse"):
        (tmp_path / part).mkdir(parents=True)
    (tmp_path / "dbt/dbt_project.yml").touch()
    with duckdb.connect(str(tmp_path / "warehouse/fangzhi.duckdb")) as connection:
        connection.execute('create table t ("a\x1b[1m" varchar)')
        connection.execute("insert into t values (?)", [HOSTILE])
        connection.execute("create schema marts")
        connection.execute(
            "create table marts.rpt_vocabulary_gaps as select ? as indicator_text, '1' as base_unit, 1 as claim_count, "
            "1 as document_count, '3个' as figure_text, ? as sentence",
            [HOSTILE, HOSTILE],
        )
    return tmp_path


def fangzhi(project: Path, *arguments: str, code: int = 0):
    result = CliRunner().invoke(main, ["--project", str(project), *arguments])
    assert result.exit_code == code, result.output
    return result


def on_a_terminal(project: Path, *arguments: str) -> str:
    """What the command writes where standard output is a terminal."""
    ours, its = pty.openpty()
    command = [sys.executable, "-c", "from flows.cli import main; main()", "--project", str(project), *arguments]
    with subprocess.Popen(command, cwd=CHECKOUT, stdout=its, stderr=subprocess.DEVNULL) as process:
        os.close(its)
        got = b""
        while True:
            try:
                chunk = os.read(ours, 65_536)
            except OSError:  # the other end is closed
                break
            if not chunk:
                break
            got += chunk
        assert process.wait(30) == 0
    os.close(ours)
    return got.decode().replace("\r\n", "\n")


def assert_shown_only(text: str) -> None:
    assert {unicodedata.category(sign) for sign in text if sign != "\n"}.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"}), (
        repr(text)
    )


@pytest.mark.parametrize(
    "query", ["from t", "select *, 1 as b from t", "select * exclude x from "
              "(select 0 as x, * from t), " + ", ".join(f"(select {n} as c{n})" for n in range(30))],
    ids=["one", "two", "row by row"],
)  # fmt: skip
def test_a_table_writes_out_what_a_terminal_would_obey(project, query):
    out = fangzhi(project, "sql", query).stdout
    assert_shown_only(out)
    assert WRITTEN_OUT in out.replace("\n", "").replace(" ", "")
    assert "a<U+001B>[1m" in out


def test_vocabulary_gaps_write_it_out(project):
    out = fangzhi(project, "vocabulary", "gaps").stdout
    assert_shown_only(out)
    assert "<U+001B>" in out


@pytest.mark.parametrize("style", ["csv", "json"])
def test_data_for_programs_is_exact(project, style):
    out = fangzhi(project, "sql", "from t", "--format", style).stdout_bytes.decode()
    if style == "json":
        import json

        assert json.loads(out) == [{"a\x1b[1m": HOSTILE}]
    else:
        assert out == f'"a\x1b[1m"\n"{HOSTILE}"\n'


@pytest.mark.parametrize("style", ["table", "csv", "json"])
def test_on_a_terminal_no_data_is_obeyed(project, style):
    out = on_a_terminal(project, "sql", 'select 1 as n, * rename ("a\x1b[1m" as a) from t', "--format", style)
    if style == "table":  # its head is bold
        out = out.replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert_shown_only(out)
    assert "庚" in out


def test_a_query_plan_keeps_its_lines(project):
    lines = fangzhi(project, "sql", "explain from t").stdout.splitlines()
    assert any("SEQ_SCAN" in line for line in lines)
    assert not any("<U+000A>" in line for line in lines)


def test_an_error_of_a_query_keeps_its_lines_and_no_codes(project):
    error = fangzhi(project, "sql", f"select 'x', nothing, '{HOSTILE[:6]}' from t", code=1).stderr
    assert_shown_only(error)
    assert any(line.startswith("LINE 1") for line in error.splitlines())


@pytest.mark.parametrize("command", [("read", "--published", "2024"), ("explain",)])
def test_a_name_in_an_error_is_written_out_and_begins_no_line(command):
    place = f"{NAME}:3" if command[0] == "explain" else NAME
    error = fangzhi(CHECKOUT, *command, place, code=1).stderr
    assert_shown_only(error)
    (line,) = error.splitlines()
    assert "甲<U+001B>[31m<U+000A>published build 7<U+202E>.txt" in line


def test_a_name_is_written_out_where_a_file_is_not_there(project):
    error = fangzhi(project, "add", str(project / NAME), "--published", "2024", code=2).stderr
    assert_shown_only(error)
    assert not any(line.startswith("published build") for line in error.splitlines())


def test_bytes_of_a_name_that_are_no_text_are_written_out():
    error = fangzhi(CHECKOUT, "read", os.fsdecode(b"\xff.txt"), code=1).stderr
    assert "<U+DCFF>.txt" in error


def test_refusals_are_a_line_each(capsys):
    list_refusals([Refusal(f"raw/articles/{NAME}", None, "", "format", repr("x") + "\x1b[2J", "a\nb", "c\u202ed")])
    head, line = capsys.readouterr().err.splitlines()
    assert head == "1 refused:"
    assert line == (
        "  raw/articles/甲<U+001B>[31m<U+000A>published build 7<U+202E>.txt: found 'x'<U+001B>[2J, expected a<U+000A>b. "
        "Mend: c<U+202E>d"
    )


def test_file_names_are_written_out_by_read(project):
    (project / "甲\x1b[31m.txt").write_text("2024年，嘉峪关市完成地区生产总值375.6亿元。", encoding="utf-8")
    out = fangzhi(CHECKOUT, "read", str(project / "甲\x1b[31m.txt"), "--published", "2024").stdout
    assert_shown_only(out)
    assert "甲<U+001B>[31m.txt" in out


class _Kept(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


@pytest.mark.parametrize("name", ["prefect.flow_runs", "prefect.task_runs"])
def test_log_lines_of_the_flow_are_written_out(name, monkeypatch):
    import flows.refresh  # noqa: F401 - it is what makes them so

    logger, kept = logging.getLogger(name), _Kept()
    monkeypatch.setattr(logger, "handlers", [kept])
    monkeypatch.setattr(logger, "propagate", False)
    logger.warning("refused %s", Refusal(f"raw/{NAME}", 3, "", "value", HOSTILE, "b", "c"))
    logger.warning("%s documents in %.1f s, read %s", 3, 0.5, NAME)
    try:
        Path(f"/nowhere/{NAME}").read_bytes()
    except OSError as error:
        logger.error(f"could not read: {error.filename}", exc_info=True)  # noqa: G004, G201 - as Prefect does
    for line in kept.lines[:2]:
        assert "\n" not in line
    for line in kept.lines:
        assert_shown_only(line)
        assert "甲<U+001B>[31m" in line
    assert kept.lines[1].startswith("3 documents in 0.5 s, read 甲<U+001B>[31m<U+000A>")
    assert "Traceback" in kept.lines[2]


@pytest.mark.parametrize("error", [FangzhiError("a.csv: found b, expected c. Mend: d"), RefusedError(REFUSAL)])
def test_an_error_that_a_user_can_act_on_is_logged_without_a_traceback(error, monkeypatch):
    import flows.refresh  # noqa: F401 - it is what makes it so

    logger, kept = logging.getLogger("prefect.flow_runs"), _Kept()
    monkeypatch.setattr(logger, "handlers", [kept])
    monkeypatch.setattr(logger, "propagate", False)
    try:
        raise error
    except FangzhiError as caught:
        logger.exception("Encountered exception during execution: %r", caught)  # noqa: TRY401 - as Prefect does
    (line,) = kept.lines
    assert "Traceback" not in line
    assert "Mend: d" in line


def test_of_many_refusals_the_first_are_shown_and_the_others_counted(capsys):
    list_refusals([replace(REFUSAL, line=line) for line in range(1, 831)], rest="which may have the same cause")
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "830 refused:"
    assert lines[1] == "  a.csv:1: found b, expected c. Mend: d"
    assert len(lines) < 30
    assert lines[-1] == f"  and {830 - len(lines) + 2} more, which may have the same cause"
