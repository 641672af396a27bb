"""What people have signed does not go unannounced: a refresh that would publish without it fails, unless it is meant."""

import csv
import io
import os

import pytest

pytestmark = pytest.mark.flow

DOCUMENT = "jiayuguan-2023-review"
ARTICLE, EXTRACTS = f"raw/articles/{DOCUMENT}.txt", f"raw/extracts/{DOCUMENT}.csv"
NEW = "嘉峪关工业快报\n\n2021年，嘉峪关市规模以上工业增加值增长9.8%，比上年提高。\n"


def cut_extracts(project, kept):
    project.edit_extracts(DOCUMENT, lambda rows: rows.__delitem__(slice(kept, None)))


def keep_the_header(project):
    path = project.root / EXTRACTS
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])


def take_extracts_away(project):
    (project.root / "raw/extracts").rename(project.root / "extracts")


def empty_the_manifest(project):
    project.edit_manifest(lambda lines: lines.__delitem__(slice(1, None)))


def drop_a_row_of_the_manifest(project):
    project.edit_manifest(lambda lines: lines.remove(next(line for line in lines if line.startswith(DOCUMENT))))


def break_the_article(project):
    with (project.root / ARTICLE).open("ab") as file:
        file.write(b"\n")


def spoil_a_row(project):
    project.edit_extracts(DOCUMENT, lambda rows: rows[2].update(value="1I11"))


LOSSES = {
    "no folder of extracts": (take_extracts_away, ["raw/extracts/keji-ribao-2023-03.csv: 80 curated claims", EXTRACTS]),
    "extracts cut to eleven rows": (lambda project: cut_extracts(project, 11), [f"{EXTRACTS}: 50 curated claims"]),
    "extracts with nothing but their header": (keep_the_header, [f"{EXTRACTS}: 61 curated claims"]),
    "a manifest with nothing but its header": (empty_the_manifest, ["raw/manifest.csv: found no rows"]),
    "a row of the manifest": (drop_a_row_of_the_manifest, [f"document {DOCUMENT}", "61 curated claims"]),
    "an article that the last build had read": (break_the_article, [ARTICLE, "found SHA-256"]),
    "a row that is refused now": (spoil_a_row, [f"{EXTRACTS}: 1 curated claim", f"{EXTRACTS}:4 value: found '1I11'"]),
}


@pytest.mark.parametrize("case", LOSSES)
def test_signed_work_that_is_gone_fails_the_run_and_is_named(small, case):
    lose, told = LOSSES[case]
    before = small.tables()
    lose(small)
    run = small.run("refresh")
    assert run.code == 1, run.output
    assert [part for part in told if part not in run.output] == []
    assert "Mend: " in run.output
    assert small.published.sequence == 1
    assert small.tables() == before


def test_what_is_taken_away_on_purpose_is_published_and_listed(small):
    cut_extracts(small, 11)
    run = small.run("refresh", "--accept-removal")
    assert run.code == 0, run.output
    assert f"{EXTRACTS}: 50 curated claims" in run.output
    assert small.published.sequence == 2
    assert len([row for row in small.tables()["raw.claims"] if EXTRACTS in row]) == 11
    assert "nothing changed since build 2" in small.run("refresh").output


def removals(*rows):
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([
        ("kind", "key", "document", "removed_by", "removed_on", "note"),
        *((*row, "王五", "2026-11-30T12:00:00+08:00", "") for row in rows),
    ])  # fmt: skip
    return buffer.getvalue()


def test_a_recorded_removal_is_intent_once(small):
    file = small.root / "raw/removals.csv"
    own = [row for row in small.tables()["raw.claims"] if EXTRACTS in row]
    (line,) = {index for index, cell in enumerate(own[0]) if cell == EXTRACTS}
    gone = next(row[0] for row in own if row[line + 1] == 5)
    good = (small.root / EXTRACTS).read_bytes()
    small.edit_extracts(DOCUMENT, lambda rows: rows.pop(3))
    file.write_text(removals(("claim", gone, DOCUMENT)), encoding="utf-8")
    run = small.run("refresh")
    assert run.code == 0, run.output
    assert {row[0] for row in own} - {row[0] for row in small.tables()["raw.claims"]} == {gone}
    (small.root / EXTRACTS).write_bytes(good)
    assert small.run("refresh").code == 0
    small.edit_extracts(DOCUMENT, lambda rows: rows.pop(3))
    run = small.run("refresh")
    assert run.code == 1, run.output
    assert f"{EXTRACTS}: 1 curated claim" in run.output


def test_a_removed_document_takes_its_signed_rows_with_it(small):
    drop_a_row_of_the_manifest(small)
    (small.root / ARTICLE).unlink()
    (small.root / EXTRACTS).unlink()
    (small.root / "raw/removals.csv").write_text(removals(("document", DOCUMENT, DOCUMENT)), encoding="utf-8")
    run = small.run("refresh")
    assert run.code == 0, run.output
    assert small.published.counts["documents"] == 4


def edit_seed(project, name, edit):
    path = project.root / f"dbt/seeds/{name}.csv"
    path.write_text("".join(edit(path.read_text(encoding="utf-8").splitlines(keepends=True))), encoding="utf-8")


def test_a_word_that_claims_used_may_go_only_to_another(small):
    words = {name: key for seed, key, name in small.tables()["raw.words"] if seed == "indicators"}
    name = "规模以上工业总产值"
    key, other = words[name], "industrial_output_value"
    edit_seed(small, "indicators", lambda lines: [line for line in lines if not line.startswith(f"{key},")])
    edit_seed(small, "indicator_aliases", lambda lines: [line.replace(f",{key},", f",{other},") for line in lines])
    run = small.run("refresh")
    assert run.code == 1, run.output
    message = run.output[run.output.rindex("error: ") :]
    assert f"dbt/seeds/indicators.csv: 1 word of the vocabulary gone: {key} {name}, which " in message
    assert small.published.sequence == 1
    edit_seed(small, "indicator_aliases", lambda lines: [*lines, f"{name},{other},,\n"])
    run = small.run("refresh")
    assert run.code == 0, run.output


def test_extracts_saved_as_gbk_are_read(small):
    before = small.tables()
    for path in (small.root / "raw/extracts").glob("*.csv"):
        path.write_bytes(path.read_text(encoding="utf-8-sig").encode("gb18030"))
    run = small.run("refresh")
    assert run.code == 0, run.output
    assert small.tables() == before


def test_extracts_that_cannot_be_read_fail_the_run(small):
    before = small.tables()
    (small.root / EXTRACTS).write_bytes((small.root / EXTRACTS).read_bytes().replace("嘉峪".encode(), b"\xff\xff", 1))
    run = small.run("refresh")
    assert run.code == 1, run.output
    assert f"\n  {EXTRACTS}: found a byte that is not UTF-8" in run.output
    assert small.tables() == before


def test_a_damaged_last_build_is_not_what_is_compared_with(small):
    small.edit_extracts(DOCUMENT, lambda rows: rows[0].update(note="seen again"))
    assert small.run("refresh").code == 0
    path = small.store.folder(2) / "fangzhi.duckdb"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:20_000])
    cut_extracts(small, 11)
    run = small.run("refresh")
    assert run.code == 1, run.output
    assert f"{EXTRACTS}: 50 curated claims" in run.output


RULINGS = "raw/rulings.csv"


def test_what_was_signed_in_a_build_that_cannot_be_read_any_more_is_counted(small):
    header = (small.root / RULINGS).read_text(encoding="utf-8")
    ruling = f"{'0' * 16},,1 | 2,misreading,理由,王五,2026-11-23\n"
    (small.root / RULINGS).write_text(header + ruling, encoding="utf-8")
    assert small.run("refresh").code == 0
    path = small.store.folder(2) / "fangzhi.duckdb"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:20_000])
    (small.root / RULINGS).write_text(header, encoding="utf-8")
    run = small.run("refresh")
    assert run.code == 1, run.output
    assert "found less signed work than in build 2, which cannot be read any more" in run.output
    assert "1 rulings before, 0 now" in run.output
    (small.root / RULINGS).write_text(header + ruling, encoding="utf-8")
    run = small.run("refresh")
    assert run.code == 0, run.output
    assert "build 2 cannot be read: what it had signed was only counted" in run.output


def test_extracts_that_are_no_file_are_told_so(small):
    (small.root / EXTRACTS).unlink()
    os.mkfifo(small.root / EXTRACTS)
    run = small.run("refresh")
    assert run.code == 1, run.output
    assert f"{EXTRACTS}: found a named pipe, expected a regular file" in run.output
    assert small.published.sequence == 1


def test_a_bit_that_rots_where_nothing_else_changes_is_seen(small):
    path = small.store.folder(1) / "fangzhi.duckdb"
    status = path.stat()
    path.chmod(0o644)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert "damaged" in small.run("status").output
    run = small.run("refresh")
    assert run.code == 0, run.output
    assert "build 1 was damaged" in run.output
    assert small.published.sequence == 2
    assert "nothing changed since build 2" in small.run("refresh").output
