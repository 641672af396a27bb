"""A refresh killed with SIGKILL anywhere leaves the old or the new build, and the next one makes good."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sampling import sampled

pytestmark = pytest.mark.flow

BUILDS, LOADING, FLOW = "flows.store.builds", "flows.store.loading", "flows.refresh"
DBT = "dbt.adapters.duckdb.environments.local:DuckDBCursorWrapper.execute"

LEAVES_THE_OLD_BUILD = {
    "before the lock": f"die('{BUILDS}:BuildStore.locked', 'before')",
    "in begin, before the copy": f"die('{BUILDS}:shutil.copyfile', 'before', about='.work')",
    "in begin, after the copy": f"die('{BUILDS}:shutil.copyfile', 'after', about='.work')",
    "after create_schema": f"die('{LOADING}:create_schema', 'after')",
    "before ingest": f"die('{FLOW}:ingest', 'before')",
    "in ingest_batch, after reading": f"die('{FLOW}:as_rows', 'after')",
    "in load, in its transaction": f"die('{LOADING}:_insert', 'after', about=\"'raw.claims'\", nth=2)",
    "after load": f"die('{LOADING}:load', 'after', nth=2)",
    "before dbt build": f"die('{FLOW}:dbt_build', 'before')",
    "in dbt build, at its first statement": f"die('{DBT}', 'before')",
    "in dbt build, in the middle": f"die('{DBT}', 'before', about='fct_claims')",
    "in dbt build, after a table": f"die('{DBT}', 'after', about='create  table')",
    "after dbt build": f"die('{FLOW}:dbt_build', 'after')",
    "in record_build": f"die('{LOADING}:_insert', 'after', about=\"'meta.builds'\")",
    "after record_build": f"die('{LOADING}:record_build', 'after')",
    "in dbt docs": "die('flows.transform:with_pictures', 'before')",
    "after dbt docs": f"die('{FLOW}:dbt_docs', 'after')",
    "in publish, before it syncs": f"die('{BUILDS}:_sync', 'before')",
    "in publish, before the record is synced": f"die('{BUILDS}:_sync', 'before', about='build.json')",
    "in publish, after the database was asked": f"die('{LOADING}:require_recorded', 'after')",
    "in publish, before the folder has its name": "die('pathlib:Path.rename', 'before', about='.work')",
    "in publish, after the folder has its name": "die('pathlib:Path.rename', 'after', about='.work')",
    "in publish, the new pointer made": "die('pathlib:Path.symlink_to', 'after')",
}

LEAVES_THE_NEW_BUILD = {
    "in publish, after the swap": "die('pathlib:Path.replace', 'after', about='fangzhi.duckdb.next')",
    "after publish": f"die('{BUILDS}:BuildStore.publish', 'after')",
    "while an old build is deleted": "die('os:unlink', 'after', about='docs.html')",
    "after old builds are deleted": f"die('{BUILDS}:BuildStore.collect_garbage', 'after')",
}


# One of each kind of what a crash leaves behind: a copied base, cached rows, an open transaction, half a database, a build that
# is whole and has no name yet, one that has its name and is not published, half a pointer, a new build with the old ones, half of one.
ORDINARY = (
    "in begin, after the copy", "in ingest_batch, after reading", "in load, in its transaction", "in dbt build, in the middle",
    "in publish, before the record is synced", "in publish, after the folder has its name", "in publish, the new pointer made",
    "in publish, after the swap", "while an old build is deleted",
)  # fmt: skip


@pytest.fixture(scope="module")
def crashes(request, is_long, tmp_path_factory, small_template, forker, project_class):
    """The crashes asked for, three at a time: by name, what was found after the crash and after the next refresh."""
    asked = {item.callspec.params["name"] for item in request.session.items if item.originalname == "test_killed"}
    old = project_class(small_template, forker).tables()

    def crash(name, code):
        root = tmp_path_factory.mktemp("crash") / "project"
        project = project_class(Path(shutil.copytree(small_template, root, symlinks=True)), forker)
        project.add_a_claim()
        for orphan in ("000002", "000003"):  # so that there is something to delete
            shutil.copytree(project.store.folder(1), project.store.builds / orphan)
        killed = project.run("refresh", first=code)
        locked, tables = project.is_locked(), project.tables()
        again = project.run("refresh")
        return killed, locked, tables, again, project.tables(), project.store.work_folders()

    changed = project_class(Path(shutil.copytree(small_template, tmp_path_factory.mktemp("new") / "project")), forker)
    changed.add_a_claim()
    new = changed.start_rebuild()
    with ThreadPoolExecutor(3) as pool:
        started = {
            name: pool.submit(crash, name, code)
            for name, code in (LEAVES_THE_OLD_BUILD | LEAVES_THE_NEW_BUILD).items()
            if name in asked and (is_long or name in ORDINARY)
        }
        assert new.result() != old
        yield lambda name: (old, new.result(), *started[name].result())


@pytest.mark.parametrize("name", sampled([*LEAVES_THE_OLD_BUILD, *LEAVES_THE_NEW_BUILD], ORDINARY))
def test_killed(crashes, name):
    old, new, killed, locked, after_crash, again, after_all, work_left = crashes(name)
    assert killed.code == -9, killed.output
    assert not locked
    assert after_crash == (old if name in LEAVES_THE_OLD_BUILD else new)
    assert again.code == 0, again.output
    assert ("nothing changed" in again.output) == (name in LEAVES_THE_NEW_BUILD)
    assert after_all == new
    assert not work_left


def test_killed_in_the_first_refresh(project_class, small_sources, forker, tmp_path):
    project = project_class(Path(shutil.copytree(small_sources, tmp_path / "project")), forker)
    assert project.run("refresh", first=LEAVES_THE_OLD_BUILD["in publish, after the folder has its name"]).code == -9
    assert project.store.published() is None
    assert not project.pointer.exists()
    assert "found nothing published" in project.run("sql", "select 1").output
    run = project.run("refresh")
    assert run.code == 0, run.output
    assert project.published.sequence == 2
