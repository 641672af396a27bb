"""What a disk or a person has damaged between two refreshes: the next one says so and converges."""

import os
import re
import shutil
from pathlib import Path

import pytest

pytestmark = pytest.mark.flow


@pytest.fixture(scope="module")
def changed_once(tmp_path_factory, small_template, forker, project_class):
    """A project with two builds, to be copied, and the tables of either."""
    root = tmp_path_factory.mktemp("changed") / "project"
    project = project_class(Path(shutil.copytree(small_template, root, symlinks=True)), forker)
    first = project.tables()
    project.correct_a_claim()
    run = project.run("refresh")
    assert run.code == 0, run.output
    return project, first, project.tables()


@pytest.fixture
def second(changed_once):
    project, first, tables = changed_once
    copy = project.copy()
    yield copy, first, tables
    shutil.rmtree(copy.root)


def spoil(path, change):
    """Let ``change`` edit a file's bytes, and leave its time as it was."""
    status, data = path.stat(), bytearray(path.read_bytes())
    change(data)
    path.chmod(0o644)
    path.write_bytes(data)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def flip_last_bit(data):
    data[max(at for at in range(len(data)) if data[at])] ^= 1


def flip_much(data):
    data[20_000:] = bytes(byte ^ 0xFF for byte in data[20_000:])


def undo_change(project, template):
    name = "raw/extracts/jiayuguan-2023-review.csv"
    shutil.copy(template / name, project.root / name)


def test_a_bit_that_rots_in_the_base_leads_to_a_full_build(second, small_template):
    project, first, _ = second
    spoil(project.store.database(project.published), flip_last_bit)
    undo_change(project, small_template)
    run = project.run("refresh")
    assert run.code == 0, run.output
    assert "found a changed file while copying it" in run.output
    assert "build 2 was damaged or written to by another program; building it anew" in run.output
    assert (project.published.sequence, project.published.mode) == (3, "full")
    assert project.tables() == first


def test_a_rotten_base_that_cannot_be_opened_gives_way_to_the_build_before(second, small_template):
    project, first, _ = second
    spoil(project.store.database(project.published), flip_much)
    undo_change(project, small_template)
    killed = project.run("refresh", first="die('flows.refresh:dbt_build', 'before')")
    assert killed.code == -9, killed.output
    assert "until then build 1 is published" in killed.output
    assert project.tables() == first
    assert "nothing changed since build 1" in project.run("refresh").output


def cut_record(project):
    spoil(project.store.folder(2) / "build.json", lambda data: data.__delitem__(slice(-20, None)))


def no_folder(project):
    shutil.rmtree(project.store.folder(2))


def link_to_itself(project):
    project.pointer.unlink()
    project.pointer.symlink_to(project.pointer.name)


@pytest.mark.parametrize(("damage", "restored"), [(cut_record, 1), (no_folder, 1), (link_to_itself, 2)])
def test_a_pointer_that_leads_to_no_build_is_said_and_repaired(second, damage, restored):
    project, _, tables = second
    damage(project)
    assert "leads to no build with a record" in project.run("status", "--json").output
    run = project.run("refresh")
    assert run.code == 0, run.output
    assert f"{project.pointer} leads to no build with a record; building anew" in run.output
    assert f"until then build {restored} is published" in run.output
    assert project.tables() == tables
    assert "nothing changed since build" in project.run("refresh").output


def flip_a_digit(text):
    """The next digit in the value of some claim."""
    at = list(re.finditer(r'value\\*": ?\\*"(\d+)', text))[5].start(1)
    return text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]


def cut(text):
    return text[: len(text) // 2]


@pytest.mark.parametrize("damage", [flip_a_digit, cut])
def test_cached_rows_that_were_damaged_are_read_anew(small, changed_once, damage):
    small.correct_a_claim()
    assert small.run("refresh", first="die('flows.refresh:load_batch', 'before')").code == -9
    (kept,) = (small.root / "warehouse/.cache/results").iterdir()
    kept.write_text(damage(kept.read_text(encoding="utf-8")), encoding="utf-8")
    run = small.run("refresh")
    assert run.code == 0, run.output
    assert ("the cached rows of 1 documents are damaged; reading these anew" in run.output) == (damage is flip_a_digit)
    _, _, tables = changed_once
    assert small.tables() == tables


def test_cached_rows_that_are_whole_are_not_read_again(small):
    small.correct_a_claim()
    assert small.run("refresh", first="die('flows.refresh:load_batch', 'before')").code == -9
    run = small.run("refresh", first="die('flows.refresh:as_rows', 'before')")
    assert run.code == 0, run.output


HALF_A_BUILD = """
import duckdb

def wrap(original):
    def call(root, database, *args):
        original(root, database, *args)
        with duckdb.connect(database) as connection:
            connection.execute("drop table marts.dim_articles")
    return call

replace("flows.refresh:write_docs", wrap)
"""


def test_a_database_that_is_not_what_its_record_says_is_not_published(small):
    before = small.tables()
    small.correct_a_claim()
    run = small.run("refresh", first=HALF_A_BUILD)
    assert run.code == 1, run.output
    message = run.output[run.output.rindex("error: ") :]
    assert f"error: {small.store.builds}/.work-" in message
    assert "dim_articles does not exist" in message
    assert "Mend: " in message
    assert small.published.sequence == 1
    assert small.tables() == before
    assert small.store.work_folders() == []
