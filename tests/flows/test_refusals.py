"""Bad input: only it is left out, it is listed, and --strict lets nothing be published."""

import hashlib
import os

import pytest
from sampling import sampled

pytestmark = pytest.mark.flow

DOCUMENT = "jiayuguan-2023-review"
EXTRACTS = f"raw/extracts/{DOCUMENT}.csv"


def write_a_bad_row(project):
    project.edit_extracts(DOCUMENT, lambda rows: rows.insert(2, rows[2] | {"value": "1I11"}))


def leave_a_merge_marker(project):
    path = project.root / EXTRACTS
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[:3], "<<<<<<< HEAD\n", *lines[3:]]), encoding="utf-8")


def leave_a_stray_file(project):
    (project.root / "raw/articles/stray.txt").write_text("嘉峪关", encoding="utf-8")


def write_a_bad_ruling(project):
    with (project.root / "raw/rulings.csv").open("a", encoding="utf-8") as file:
        file.write(f",{'0' * 16},1,revision,r,x,yesterday\n")


def list_a_new_document(project, name, data=None, listed=None):
    """A row of the manifest for ``listed``, by itself for the name, and a file of ``data`` (``None``: no file)."""
    sha256 = hashlib.sha256(listed or name.encode()).hexdigest()
    project.edit_manifest(lambda lines: lines.append(f"{name},{name}.txt,,,2024,given,,,{sha256},,"))
    if data is not None:
        (project.root / f"raw/articles/{name}.txt").write_bytes(data)


def put_a_pipe(project):
    os.mkfifo(project.root / "raw/articles/pipe.txt")
    list_a_new_document(project, "pipe")


BAD_INPUT = {
    "a bad row of extracts": (write_a_bad_row, f"{EXTRACTS}:4 value: found '1I11'"),
    "a bad row of rulings": (write_a_bad_ruling, "raw/rulings.csv:2 ruled_on: found 'yesterday'"),
    "a file that is not in the manifest": (leave_a_stray_file, "raw/articles/stray.txt: found a file that is not"),
    "bytes that are not the manifest's": (
        lambda project: list_a_new_document(project, "changed", b"x"),
        "raw/articles/changed.txt: found SHA-256",
    ),
    "a missing file": (
        lambda project: list_a_new_document(project, "missing"),
        "raw/articles/missing.txt: found no such file",
    ),
    "a file that is no text": (
        lambda project: list_a_new_document(project, "binary", b"%PDF-1.4", b"%PDF-1.4"),
        "raw/articles/binary.txt: found a PDF",
    ),
    "a pipe in the place of an article": (put_a_pipe, "raw/articles/pipe.txt: found a named pipe"),
}


def claims(tables):
    """The curated ones by claim_id, without the line of their row."""
    return {row[0]: [cell for cell in row if not isinstance(cell, int) or isinstance(cell, bool)]
            for row in tables["raw.claims"] if "curated" in row}  # fmt: skip


@pytest.mark.parametrize("cases", sampled([tuple(BAD_INPUT), *((case,) for case in BAD_INPUT)], [tuple(BAD_INPUT)]))
def test_bad_input_is_listed_and_takes_nothing_else_with_it(small, cases):
    before = claims(small.tables())
    for case in cases:
        make, _ = BAD_INPUT[case]
        make(small)
    told = [listed for _, listed in map(BAD_INPUT.get, cases)]
    run = small.run("refresh")
    assert run.code == 2, run.output
    assert "published build 2 in " in run.output
    assert [listed for listed in told if f"\n  {listed}" not in run.output] == []
    tables = small.tables()
    files = {listed.split(":")[0].split(" ")[0] for listed in told}
    assert {row[1] for row in tables["raw.refusals"]} == files
    assert claims(tables) == before
    again = small.run("refresh")
    assert again.code == 2
    assert "nothing changed since build 2" in again.output
    assert [listed for listed in told if f"\n  {listed}" not in again.output] == []


def test_strict_publishes_nothing_until_all_is_mended(small):
    before, good = small.tables(), (small.root / EXTRACTS).read_bytes()
    write_a_bad_row(small)
    run = small.run("refresh", "--strict")
    assert run.code == 2, run.output
    assert f"\n  {EXTRACTS}:4 value: found '1I11'" in run.output
    assert small.published.sequence == 1
    (small.root / EXTRACTS).write_bytes(good.replace(b"exact", b"approx", 1))
    run = small.run("refresh", "--strict")
    assert run.code == 0, run.output
    assert small.published.sequence == 2
    assert small.published.refusals == []
    assert small.tables() != before


def broken(path, old, new):
    def make(project):
        data = (project.root / path).read_bytes()
        assert data.count(old)
        (project.root / path).write_bytes(data.replace(old, new, 1))

    return make


@pytest.mark.parametrize(
    ("make", "named"),
    [
        (broken("raw/manifest.csv", b"document,file", b"document,fil"), "raw/manifest.csv"),
        (broken("raw/manifest.csv", "以".encode(), "以".encode()[:2]), "raw/manifest.csv"),
        (lambda project: (project.root / "raw/manifest.csv").unlink(), "raw/manifest.csv"),
        (leave_a_merge_marker, f"{EXTRACTS}:4"),
        (broken(EXTRACTS, b"indicator_zh", b"indicator"), EXTRACTS),
        (broken("raw/rulings.csv", b"guard", b"guards"), "raw/rulings.csv:1"),
        (broken("raw/corrections.csv", b"\n", b"\n=======\n"), "raw/corrections.csv:2"),
        (broken("dbt/seeds/units.csv", "元,CNY,1,".encode(), "元,CNY,one,".encode()), "dbt/seeds/units.csv:2"),
        (broken("dbt/seeds/units.csv", b"base_unit", b"base"), "dbt/seeds/units.csv"),
        (lambda project: (project.root / "dbt/seeds/units.csv").unlink(), "dbt/seeds/units.csv"),
    ],
    ids=[
        "a column of the manifest",
        "manifest not UTF-8",
        "no manifest",
        "a merge marker",
        "a column of the extracts",
        "a column of the rulings",
        "a merge marker in the corrections",
        "a unit",
        "a column of the units",
        "no units",
    ],
)
def test_a_broken_file_ends_the_run_and_what_is_published_stays(small, make, named):
    before = small.tables()
    make(small)
    run = small.run("refresh")
    assert run.code == 1, run.output
    assert named in run.output
    assert small.tables() == before
    assert small.published.sequence == 1
