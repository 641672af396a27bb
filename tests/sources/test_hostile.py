"""Hostile and huge inputs are read in linear time: each of these took minutes or for ever in quadratic code.

Each runs in a fork of a process that has imported what it needs, so that one that hangs is ended and the rest are run.
"""

import json
import subprocess
import sys

import pytest

SERVER = """
import datetime as dt
import json, os, signal, sys, traceback
from pathlib import Path
from flows.domain.errors import RefusedError
from flows.reading.numbers.figures import read_figure
from flows.reading.numbers.numerals import read_numeral
from flows.sources.decoding import UndecodableError, decode
from flows.sources.segmentation import segment
from flows.vocabulary import load_vocabulary
from flows.vocabulary.rows import read_table

def articles(text):
    decode(text.encode())
    found = segment(text, document="d", published="2024", published_on=dt.date(2024, 12, 31), published_basis="given")
    assert "".join(part.span.of(text) for part in found.segments) == text
    return found.articles

WORDS = load_vocabulary(Path("dbt/seeds"))

def vocabulary():
    return WORDS

for line in sys.stdin:
    told, tells = os.pipe()
    child = os.fork()
    if child == 0:
        signal.alarm(60)
        try:
            exec(json.loads(line))
        except BaseException:
            os.write(tells, traceback.format_exc()[-3000:].encode())
            os._exit(1)
        os._exit(0)
    os.close(tells)
    _, status = os.waitpid(child, 0)
    said = os.read(told, 10_000).decode(errors="replace")
    os.close(told)
    print(json.dumps([os.waitstatus_to_exitcode(status), said]), flush=True)
"""


@pytest.fixture(scope="module")
def run():
    """Run code; it must not fail, and end within a minute."""
    root = __file__.rsplit("/tests/", 1)[0]
    with subprocess.Popen(
        [sys.executable, "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root
    ) as server:

        def run(code: str) -> None:
            server.stdin.write(json.dumps(code) + "\n")
            server.stdin.flush()
            code, said = json.loads(server.stdout.readline())
            assert code == 0, said or f"ended with {code}"

        yield run
        server.stdin.close()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('"工业总产值1184亿元，" * 1_600_000', id="fault-13-50-MB-in-one-line"),
        pytest.param('"产值" + "1" * 2_000_000 + "亿元。"', id="fault-14-two-million-digits"),
        pytest.param('"产值" + "1," * 1_000_000 + "亿元。"', id="fault-14-a-million-groups"),
        pytest.param('("记者 王五" + " " * 44 + "，\\n" + "记者 王五" + " a" * 25 + "，\\n") * 20_000', id="fault-15-byline-bait"),
        pytest.param('("2024年1月1日" + "来源：" * 15 + "，\\n") * 20_000', id="fault-15-date-line-bait"),
        pytest.param('("（" * 60 + "\\n" + "◎" * 60 + "\\n" + "- " * 30 + "\\n") * 8_000', id="fault-15-prefix-bait"),
        pytest.param('("首页" + (">" + " " * 20) * 6 + "。\\n") * 10_000', id="fault-15-breadcrumb-bait"),
        pytest.param('("ab" + (" " * 9 + "|" + " " * 9 + "ab") * 12 + "。\\n") * 5_000', id="fault-15-menu-bar-bait"),
        pytest.param('"2024年1月1日\\n" * 150_000', id="fault-16-date-lines"),
        pytest.param('"甲市综述\\n" + "本报记者 王五\\n" * 100_000 + "甲市工业产值增长，" * 9 + "。"', id="fault-16-one-long-byline"),
        pytest.param('"——2024年1月1日\\n" * 100_000', id="fault-16-subtitles-that-are-dates"),
        pytest.param('"本报记者 王五\\n" * 100_000', id="fault-16-bylines"),
        pytest.param('"本报记者 王五\\n张三 李四\\n网站首页\\n" * 30_000', id="fault-16-bylines-names-menus"),
        pytest.param('"——工业增长\\n" * 100_000', id="fault-16-subtitles"),
        pytest.param('"一\\n" * 200_000', id="fault-16-short-lines"),
        pytest.param('"\\n" * 2_000_000 + "产值。"', id="fault-16-blank-lines"),
        pytest.param('"-" * 2_000_000 + "产值。"', id="fault-16-one-rule"),
        pytest.param('" " * 2_000_000 + "产值。"', id="fault-16-spaces"),
        pytest.param('"标题甲乙丙丁戊己庚，壬癸子丑\\n" * 60_000 + "上一篇：没有了\\n"', id="fault-16-teasers"),
        pytest.param(
            '"标题\\n本报记者 王五\\n" + "产值增长一二三四五六七八九十百千万亿。\\n"'
            ' + "".join("".join(chr(0x4E00 + (i * 977 + j * j * 31) % 20000) for j in range(399)) + e for i in range(64) for e in ("\\n", "。\\n"))'
            ' + "工业发展增长，" * 500_000',
            id="fault-16-broken-sentences",
        ),
    ],
)  # fmt: skip
def test_a_hostile_text_is_tiled(run, text):
    run(f"articles({text})")


@pytest.mark.parametrize(
    "code",
    [
        pytest.param('assert read_numeral("1" * 2_000_000) is None', id="fault-14-digits"),
        pytest.param('assert read_numeral("1," * 1_000_000) is None', id="fault-14-groups"),
        pytest.param('assert read_numeral("一" * 2_000_000) is None', id="fault-14-chinese-digits"),
        pytest.param('assert read_figure(" " * 2_000_000 + "1", vocabulary())[0].number == 1', id="fault-14-spaces"),
        pytest.param('assert read_figure("1至" * 1_000_000, vocabulary()) == ()', id="fault-15-ranges"),
        pytest.param('assert read_figure("一分之" * 20, vocabulary()) == ()', id="fault-15-fractions"),
    ],
)
def test_a_hostile_figure_is_none(run, code):
    run(code)


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        pytest.param('"a,b\\n" + "1,2\\n" * 300_000', False, id="rows"),
        pytest.param('"a,b\\n" + "\\n" * 2_000_000', False, id="blank-rows"),
        pytest.param('"a,b\\n" + "," * 2_000_000', False, id="one-row-of-empty-fields"),
        pytest.param('"," * 2_000_000', True, id="header-of-commas"),
        pytest.param('"a,b\\n" + \'"\' * 2_000_001', True, id="quotes"),
        pytest.param('"a,b\\n1," + "x" * 2_000_000', True, id="one-cell"),
        pytest.param('"a,b\\n" + "<" * 2_000_000', True, id="almost-merge-markers"),
    ],
)
def test_a_hostile_table_is_read_or_refused(run, text, refused):
    run(
        f"""
try:
    read_table({text}, file="x", required=["a", "b"])
    assert not {refused}
except RefusedError:
    assert {refused}
"""
    )


def test_ten_thousand_rows_on_one_document_are_all_read(run):
    run("""
from flows.sources.extracts import COLUMNS, read_extracts
text = "甲市工业综述，" + "，".join(f"第{i}类产值{i}亿元" for i in range(10_000)) + "。"
good = dict.fromkeys(COLUMNS, "") | {"article": "1", "region": "嘉峪关市", "indicator_zh": "产值", "measure": "level", "unit": "亿元",
    "bound": "exact", "status": "actual"}
rows = [good | {"quote": f"第{i}类产值{i}亿元", "figure": f"{i}亿元", "value": str(i)} for i in range(10_000)]
table = "\\n".join(",".join(row) for row in [COLUMNS, *(list(row.values()) for row in rows)])
found = read_extracts(table, file="x", document_text=text, articles=articles(text), vocabulary=vocabulary())
assert (len(found.claims), found.refusals) == (10_000, ())
""")


@pytest.mark.parametrize(
    "page",
    [
        pytest.param('"<div>" * 400_000', id="fault-17-div"),
        pytest.param('"<" * 2_000_000', id="fault-16-angle-brackets"),
        pytest.param('"<a " * 700_000', id="fault-16-tags-that-never-end"),
        pytest.param('"</p>" * 500_000', id="fault-17-end-tags"),
        pytest.param('"<script>" * 250_000', id="fault-17-scripts"),
        pytest.param('"<meta charset" * 100_000', id="fault-16-meta"),
        pytest.param('"<i></b>" * 200_000', id="fault-17-stray-end-tags"),
    ],
)
def test_a_hostile_page_is_refused(run, page):
    run(
        f"""
from flows.sources.pages import read_text
try:
    text = read_text(({page}).encode(), suffix=".html").text
    assert len(text) < 100, text[:200]
except UndecodableError:
    pass
"""
    )
