"""The command read: files and lines in, claims out."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from flows.cli import main
from flows.commands.answers import CLAIM_FIELDS
from flows.commands.batch import answer_lines
from flows.sources.manifest import Entry, written

pytestmark = pytest.mark.usefixtures("words_in_memory")
ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "raw/articles/lanbai-2024-review.txt"
SENTENCE = "2024年，嘉峪关市完成地区生产总值375.6亿元，同比增长8.2%。"


def fangzhi(*arguments, given="", code=0):
    """Standard output and standard error of the command."""
    result = CliRunner().invoke(main, ["--project", str(ROOT), *map(str, arguments)], input=given)
    assert result.exit_code == code, result.output
    return result.stdout, result.stderr


def answers(*asked, jobs=1, code=0):
    given = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in asked)
    out, _ = fangzhi("read", "--jsonl", "--jobs", jobs, given=given, code=code)
    return [json.loads(line) for line in out.split("\n") if line]


def test_a_claim_is_shown_under_its_sentence():
    out, _ = fangzhi("read", "-", "--published", "2025-02-22", given=SENTENCE)
    lines = out.splitlines()
    assert SENTENCE in lines
    shown = next(line for line in lines if "375.6亿元" in line and line != SENTENCE)
    assert (
        shown.split() == ["13", "375.6亿元", "嘉峪关市", "地区生产总值", "level", "exact", "2024", "actual"]
        or "375.6亿元" in shown
    )
    assert "\x1b" not in out


def test_figures_that_are_no_claims_are_shown_with_their_reason_when_asked_for():
    out, _ = fangzhi("read", "-", "--published", "2025", "--figures", given=SENTENCE)
    assert "not a claim: date" in out
    out, _ = fangzhi("read", "-", "--published", "2025", given=SENTENCE)
    assert "not a claim:" not in out


def test_signs_that_a_terminal_would_obey_are_written_out():
    out, _ = fangzhi("read", "-", "--published", "2025", given="嘉峪关市\x1b[31m完成地区生产总值\u202e375.6亿元。")
    assert "<U+001B>[31m" in out
    assert "<U+202E>" in out
    assert "\x1b" not in out


def test_csv_has_a_row_a_claim_and_the_columns_of_the_claims():
    out, _ = fangzhi("read", ARTICLE, "--format", "csv")
    header, *rows = csv.reader(io.StringIO(out))
    assert header == ["file", *CLAIM_FIELDS]
    assert len(rows) > 40
    found = [dict(zip(header, row, strict=True)) for row in rows]
    total = next(row for row in found if row["figure"] == "1436亿元")
    assert (total["start"], total["end"], total["value_base"], total["unit_base"]) == (
        "267",
        "273",
        "143600000000",
        "CNY",
    )


def test_jsonl_of_files_is_that_of_lines():
    out, _ = fangzhi("read", ARTICLE, "--format", "jsonl")
    (of_file,) = map(json.loads, out.splitlines())
    text = ARTICLE.read_bytes().decode()
    (of_line,) = answers({"id": str(ARTICLE), "text": text, "published": "2025-02-22"})
    assert of_line == of_file


def test_a_text_without_a_date_is_read_with_a_warning_and_what_is_relative_has_no_period(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"{SENTENCE}今年，嘉峪关市新增就业1.2万人。", encoding="utf-8")
    out, error = fangzhi("read", path, "--format", "jsonl")
    assert error.startswith(f"warning: {path}: found no publication date")
    answer = json.loads(out)
    assert {claim["figure"]: claim["period"] for claim in answer["claims"]} == {
        "375.6亿元": "2024", "8.2%": "2024", "1.2万人": "",
    }  # fmt: skip
    assert answer["warning"] in error
    out, error = fangzhi("read", path, "--published", "2025", "--format", "jsonl")
    assert (error, "warning" in json.loads(out)) == ("", False)
    out, error = fangzhi("explain", f"{path}:1.2万人")
    assert "warning: " in error
    assert "not stated, none" in out


def test_a_file_of_raw_articles_has_its_date_from_the_manifest(tmp_path):
    project = tmp_path / "project"
    (project / "raw/articles").mkdir(parents=True)
    (project / "dbt").mkdir()
    (project / "dbt/dbt_project.yml").touch()
    (project / "dbt/seeds").symlink_to(ROOT / "dbt/seeds")
    path = project / "raw/articles/a.txt"
    path.write_text("去年，嘉峪关市完成地区生产总值375.6亿元。", encoding="utf-8")
    entry = Entry("a", path.name, "", "", "2023-04", "known", "", "", "0" * 64, "", "")
    (project / "raw/manifest.csv").write_text(written([entry]), encoding="utf-8")
    found = []
    for options in ((), ("--published", "2025")):
        result = CliRunner().invoke(main, ["--project", str(project), "read", str(path), "--format", "jsonl", *options])
        assert result.exit_code == 0, result.output
        found.append({claim["period"] for claim in json.loads(result.stdout)["claims"]})
    assert found == [{"2022"}, {"2024"}]


@pytest.mark.parametrize(
    "line", ["2025-01-22", "发布时间：2025年01月22日 09:30　来源：嘉峪关日报", "（2025年1月22日）"]
)
@pytest.mark.parametrize("at_top", [True, False])
def test_a_date_printed_with_the_text_dates_it(tmp_path, line, at_top):
    body = "去年，嘉峪关市完成地区生产总值375.6亿元，同比增长8.2%，增速位居全省第一位，经济运行总体平稳。\n" * 2
    path = tmp_path / "a.txt"
    path.write_text(
        f"嘉峪关市经济运行情况\n{line}\n{body}" if at_top else f"嘉峪关市经济运行情况\n{body}{line}\n", encoding="utf-8"
    )
    out, _ = fangzhi("read", path, "--format", "jsonl")
    claims = json.loads(out)["claims"]
    assert {claim["period"] for claim in claims if claim["figure"] == "375.6亿元"} == {"2024"}


def test_files_that_cannot_be_read_are_named_and_take_no_other_with_them(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "page.docx").write_bytes(b"x")
    bad = [tmp_path / "empty.txt", tmp_path / "page.docx", tmp_path / "missing.txt"]
    out, error = fangzhi("read", *bad, ARTICLE, "--format", "csv", code=2)
    assert "1436亿元" in out
    assert [line.split(": ")[1] for line in error.splitlines()] == [str(path) for path in bad]
    assert all("Mend: " in line for line in error.splitlines())
    fangzhi("read", *bad, code=1)


def test_the_date_that_is_given_must_be_one():
    _, error = fangzhi("read", ARTICLE, "--published", "2025-13", code=1)
    assert "--published: found '2025-13', expected 2024, 2024-04 or 2024-04-10" in error


def test_an_answer_has_all_keys():
    (answer,) = answers({"id": 7, "text": SENTENCE, "published": "2025-02"})
    assert list(answer) == ["id", "figures", "periods", "claims"]
    assert answer["id"] == 7
    figure = next(figure for figure in answer["figures"] if figure["text"] == "375.6亿元")
    wanted = {"start", "end", "text", "kind", "value", "unit", "base_unit", "value_base", "bound", "reading", "reason"}
    assert figure.keys() >= wanted
    assert SENTENCE[figure["start"] : figure["end"]] == "375.6亿元"
    assert (figure["base_unit"], figure["value_base"], figure["reading"]) == ("CNY", "37560000000", "claim")
    assert answer["periods"][0].keys() >= {"start", "end", "text", "period", "period_start", "period_end"}
    claim = next(claim for claim in answer["claims"] if claim["figure"] == "375.6亿元")
    assert tuple(claim) == CLAIM_FIELDS
    assert (claim["region"], claim["region_code"], claim["value_base"]) == ("嘉峪关市", "620200", "37560000000")


def test_an_area_of_our_own_has_no_code():
    text = "2024年，兰白两区完成地区生产总值1436亿元。"
    (answer,) = answers({"id": "a", "text": text, "published": "2025"})
    assert [(claim["region"], claim["region_code"]) for claim in answer["claims"]] == [("兰白两区", "")]


@pytest.mark.parametrize("published", ["2025", "2025-02", "2025-02-22", 2025])
def test_a_year_a_month_or_a_day_will_do(published):
    (answer,) = answers({"id": 1, "text": "去年，嘉峪关市完成地区生产总值375.6亿元。", "published": published})
    assert {claim["period"] for claim in answer["claims"]} == {"2024"}


@pytest.mark.parametrize("published", [{}, {"published": ""}, {"published": None}])
def test_a_line_may_lack_the_date(published):
    (answer,) = answers({"id": 1, "text": SENTENCE} | published)
    assert {claim["period"] for claim in answer["claims"]} == {"2024"}
    assert answer["warning"].startswith("found no publication date")


BAD_LINES = ["{bad", "[]", "7", '{"id": 3}', '{"id": 3, "text": 7}',
             '{"id": 3, "text": "a", "published": [1]}', "[" * 100_000]  # fmt: skip


@pytest.mark.parametrize(
    ("bad", "jobs"), [*((bad, 1) for bad in BAD_LINES), (BAD_LINES[0], 2)], ids=range(len(BAD_LINES) + 1)
)
def test_a_malformed_line_has_an_answer_of_its_own(bad, jobs):
    good = {"id": 1, "text": SENTENCE, "published": "2025"}
    first, wrong, last = answers(good, bad, good, jobs=jobs, code=2)
    assert first == last
    assert list(wrong) == ["id", "error"]
    assert wrong["id"] in (None, 3)
    assert ": found " in wrong["error"]


def test_a_text_published_on_no_date_is_read_with_a_warning():
    (answer,) = answers({"id": 1, "text": SENTENCE, "published": "soon"}, code=2)
    assert answer["claims"]
    assert "published: found 'soon'" in answer["warning"]


def test_half_a_character_counts_as_one():
    line = '{"id": "\\ud800", "text": "\\ud800嘉峪关市完成地区生产总值375.6亿元。", "published": "2025"}'
    (answer,) = answers(line)
    assert answer["id"] == "\ud800"
    assert ("375.6亿元", 13) in [(figure["text"], figure["start"]) for figure in answer["figures"]]


def test_answers_come_in_the_order_of_the_lines_however_many_processes():
    lines = [{"id": at, "text": SENTENCE * (1 + at % 7), "published": "2025"} for at in range(300)]
    alone, together = answers(*lines), answers(*lines, jobs=2)
    assert [answer["id"] for answer in alone] == list(range(300))
    assert together == alone


def test_an_answer_is_written_before_the_next_line_is_read():
    command = [sys.executable, "-c", "from flows.cli import main; main()", "--project", str(ROOT), "read", "--jsonl"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        for at in range(2):
            process.stdin.write(json.dumps({"id": at, "text": SENTENCE}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == at
        process.stdin.close()
    assert process.returncode == 0


def test_lines_are_not_read_ahead_without_bound(vocabulary):
    read = []

    class Source:
        def __iter__(self):
            for at in range(100_000):
                read.append(at)
                yield b'{"id": 1, "text": ""}\n'

    answered = answer_lines(Source(), vocabulary, published="", outlet="", jobs=2)
    next(answered)
    assert len(read) < 1000
    answered.close()


@given(st.binary(max_size=100) | st.text(max_size=60).map(lambda text: json.dumps({"id": 1, "text": text}).encode()))
def test_any_line_has_one_answer(vocabulary, line):
    line = line.replace(b"\n", b" ") + b"\n"
    found = [*answer_lines(io.BytesIO(line), vocabulary, published="2025", outlet="", jobs=1)]
    lines = [text for chunk in found for text, _ in chunk]
    assert len(lines) == bool(line.strip())
    for text in lines:
        assert text.endswith(b"\n")
        assert json.loads(text).keys() in ({"id", "error"}, {"id", "figures", "periods", "claims"})


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
@pytest.mark.parametrize("key", ["id", "published", "other"])
def test_a_line_with_what_is_no_number_of_json_is_refused(number, key):
    asked = {"id": "7", "text": '"x"', "published": '"2024"'} | {key: number}
    line = "{" + ", ".join(f'"{name}": {value}' for name, value in asked.items()) + "}"
    out, _ = fangzhi("read", "--jsonl", given=f"{line}\n", code=2)
    answer = json.loads(out, parse_constant=pytest.fail)
    assert "what is not JSON" in answer["error"]


def test_a_region_that_is_given_is_that_of_the_text():
    text = "2023年，全市粮食产量89.2亿斤。"
    asked = {"text": text, "published": "2024"}
    found = answers({"id": 1} | asked, {"id": 2, "region": "宿州市"} | asked, {"id": 3, "region": "341300"} | asked)
    assert [answer["claims"][0]["region"] for answer in found] == ["", "宿州市", "宿州市"]
    out, _ = fangzhi("read", "-", "--published", "2024", "--region", "宿州市", "--format", "csv", given=text)
    assert "宿州市" in out


def test_a_region_that_is_not_known_is_told_and_the_text_is_read():
    out, _ = fangzhi(
        "read",
        "--jsonl",
        code=2,
        given=json.dumps({"text": "2023年粮食产量89.2亿斤。", "published": "2024", "region": "无此地"}),
    )
    assert "region: found '无此地'" in json.loads(out)["warning"]
    assert json.loads(out)["claims"]
    _, error = fangzhi("read", "-", "--region", "无此地", code=1, given="x")
    assert "--region: found '无此地'" in error


def test_a_claim_says_how_sure_it_is_and_whether_it_is_published():
    text = "2023年，粮食产量89.2亿斤。"
    (nowhere,) = answers({"text": text, "published": "2024"})
    (claim,) = nowhere["claims"]
    assert claim["is_published"] is False
    assert 0 <= claim["confidence"] <= 1
    out, _ = fangzhi("read", "-", "--published", "2024", given=text)
    assert "unpublished" in out
    assert "(0 sure enough to publish)" in out
