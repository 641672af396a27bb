"""The refresh: what it publishes, and that a change gives what a build from nothing gives."""

import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from sampling import sampled

from flows.settings import Settings

pytestmark = pytest.mark.flow


def test_the_first_refresh_publishes(published):
    build = published.published
    assert (build.sequence, build.mode) == (1, "full")
    assert build.counts["documents"] == len(list((published.root / "raw/articles").iterdir()))
    assert build.counts["claims"] > 0
    assert build.refusals == []
    assert (published.store.folder(1) / "docs.html").stat().st_size > 100_000
    assert published.tables().keys() >= {"raw.claims", "marts.fct_claims", "marts.fct_indicators_by_region_year"}


def test_a_refresh_without_changes_imports_no_prefect_no_dbt_and_no_duckdb(published):
    code = (
        "import sys; from flows.cli import main\n"
        "try: main(['refresh'])\n"
        "except SystemExit as end: assert end.code == 0, end.code\n"
        "print(sorted({'prefect', 'dbt', 'duckdb', 'pandas'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=published.root, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("nothing changed since build 1 ")
    assert done.stdout.endswith("\n[]\n")
    assert published.published.sequence == 1


def test_a_refresh_in_a_new_process_publishes(small):
    change_extracts(small)
    run = small.run_in_new_process("refresh")
    assert run.code == 0, run.output
    assert "published build 2 in " in run.output
    assert small.published.mode == "incremental"


def change_extracts(project):
    def edit(rows):
        rows[0]["note"] = "changed"
        rows[1]["subject"] = "复核"  # another claim of the same figure

    project.edit_extracts("jiayuguan-2023-review", edit)


def add_document(project):
    file = project.root / "new.txt"
    file.write_text("嘉峪关工业快报\n\n2021年，嘉峪关市规模以上工业增加值增长9.8%，比上年提高。\n", encoding="utf-8")
    assert project.run("add", str(file), "--document", "new", "--published", "2022-01-31").code == 0
    shutil.copy(project.root / "raw/extracts/jiayuguan-2023-review.csv", project.root / "raw/extracts/new.csv")

    def edit(rows):
        rows[1] |= {"quote": "规模以上工业增加值增长9.8%", "figure": "9.8%", "value": "9.8", "period": "2021"}
        rows[:] = rows[1:2]

    project.edit_extracts("new", edit)


def replace_document(project):
    file = project.root / "jiayuguan-2023-review.txt"
    old = project.root / "raw/articles" / file.name
    file.write_bytes(b"\n" + old.read_bytes())
    run = project.run("add", str(file), "--published", "2024-04", "--replace")
    assert run.code == 0, run.output


def remove_document(project):
    project.edit_manifest(
        lambda lines: lines.remove(next(line for line in lines if line.startswith("lanbai-2024-review,")))
    )
    for name in ("articles/lanbai-2024-review.txt", "extracts/lanbai-2024-review.csv"):
        (project.root / "raw" / name).unlink()
    (project.root / "raw/extracts/lanzhou-new-area-2024-review.csv").unlink()


def rename_an_indicator(project):
    path = project.root / "dbt/seeds/indicators.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",苹果产量,", ",苹果的产量,"), encoding="utf-8")


def judge(project):
    (claim_id, *_), *_ = project.tables()["raw.claims"]
    for name, row in (
        ("rulings", f",{claim_id},1184亿元,revision,r,王五,2026-11-22"),
        ("corrections", f"{claim_id},1184,1148,亿元,r,s,王五,2026-11-22"),
    ):
        with (project.root / f"raw/{name}.csv").open("a", encoding="utf-8") as file:
            file.write(f"{row}\n")


def take_judgements_away(project):
    for name in ("rulings", "corrections"):
        (project.root / f"raw/{name}.csv").unlink()


def rename_models(project):
    models = project.root / "dbt/models"
    (models / "marts/fct_claims.sql").rename(models / "marts/fct_statements.sql")
    (models / "staging/stg_claims.sql").rename(models / "staging/stg_statements.sql")
    for path in (*models.rglob("*.sql"), *(project.root / "dbt/tests").glob("*.sql")):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("'fct_claims'", "'fct_statements'").replace("'stg_claims'", "'stg_statements'"))


def describe_a_model(project):
    (project.root / "dbt/models/claims.md").write_text(
        "{% docs claims %}One row per claim.{% enddocs %}\n", encoding="utf-8"
    )


def several(*changes):
    """Several changes of one document each, made together."""
    return (
        lambda project: [CHANGES[change][0](project) for change in changes],
        sum(CHANGES[change][1] for change in changes),
        tuple(option for change in changes for option in CHANGES[change][2]),
    )


CHANGES = {
    "a row of extracts": (change_extracts, 1, ()),
    "a new document": (add_document, 1, ()),
    "new bytes of a document": (replace_document, 1, ()),
    "a document that is gone, extracts of another": (remove_document, 1, ("--accept-removal",)),
    "a row of the vocabulary": (rename_an_indicator, 5, ()),
    "a ruling and a correction": (judge, 0, ()),
    "files of rulings and corrections without rows that are gone": (take_judgements_away, 0, ()),
    "renamed models": (rename_models, 0, ()),
    "a block of documentation": (describe_a_model, 0, ()),
}
TOGETHER = {
    "a row of extracts, a new document, a ruling and a correction, renamed models": several(
        "a row of extracts", "a new document", "a ruling and a correction", "renamed models"
    ),
    "new bytes, a document that is gone, judgements that are gone, documentation": several(
        "new bytes of a document", "a document that is gone, extracts of another",
        "files of rulings and corrections without rows that are gone", "a block of documentation",
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", sampled(TOGETHER | CHANGES, [*TOGETHER, "a row of the vocabulary"]))
def test_after_a_change_the_right_documents_are_read_and_all_is_as_if_built_from_nothing(small, change):
    make, read, options = (TOGETHER | CHANGES)[change]
    make(small)
    rebuilt = small.start_rebuild()
    run = small.run("refresh", *options)
    assert run.code == 0, run.output
    assert (small.published.sequence, small.published.mode) == (2, "incremental")
    assert f"incremental refresh: {read} documents to read" in run.output
    assert (f"read {read} documents: " in run.output) == bool(read)
    assert small.tables() == rebuilt.result()


def exported(project, folder):
    """Every mart as CSV and as Parquet, byte for byte."""
    folder.mkdir()
    with duckdb.connect(str(project.pointer.resolve()), read_only=True) as connection:
        names = connection.execute("select table_name from duckdb_tables() where schema_name = 'marts'").fetchall()
        for (name,) in names:
            for style in ("csv", "parquet"):
                connection.execute(f"copy marts.{name} to '{folder / name}.{style}'")
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def reverse_the_order(project):
    """Of the manifest's rows and of the files in their folders: both say the same."""

    def reverse(lines):
        lines[1:] = reversed(lines[1:])

    project.edit_manifest(reverse)
    for folder in ("raw/articles", "raw/extracts"):
        for path in sorted((project.root / folder).iterdir(), reverse=True):
            data = path.read_bytes()
            path.unlink()
            path.write_bytes(data)


def test_every_mart_is_the_same_to_the_byte_after_changes_as_when_built_from_nothing_in_another_order(
    published, tmp_path
):
    for make in (add_document, change_extracts, remove_document):
        make(published)
    run = published.run("refresh", "--accept-removal")
    assert run.code == 0, run.output
    incremental, tables = exported(published, tmp_path / "incremental"), published.tables()
    reverse_the_order(published)
    run = published.run("refresh", "--full")
    assert run.code == 0, run.output
    assert (published.published.sequence, published.published.mode) == (3, "full")
    assert published.tables() == tables
    full = exported(published, tmp_path / "full")
    assert len(full) > 10
    assert [name for name in full if full[name] != incremental[name]] == []


def test_neither_the_order_of_the_manifest_nor_of_the_files_matters(
    small_sources, small_template, project_class, forker, tmp_path
):
    project = project_class(Path(shutil.copytree(small_sources, tmp_path / "project")), forker)
    reverse_the_order(project)
    run = project.run("refresh")
    assert run.code == 0, run.output
    other = project_class(small_template, forker)
    assert project.tables() == other.tables()
    assert exported(project, tmp_path / "one") == exported(other, tmp_path / "other")


def test_a_full_refresh_takes_nothing_from_the_cache(small):
    run = small.run("refresh", "--full", first="die('flows.refresh:ingest', 'before')")
    assert run.code == -9, run.output


@pytest.fixture(scope="module")
def changed_from_nothing(small_sources, project_class, forker, tmp_path_factory):
    """What a first refresh publishes of the extracts as ``change_extracts`` leaves them."""
    root = tmp_path_factory.mktemp("changed") / "project"
    project = project_class(Path(shutil.copytree(small_sources, root)), forker)
    change_extracts(project)
    return project.start_rebuild()


def test_a_cache_that_was_cut_short_is_of_no_consequence(small, changed_from_nothing):
    change_extracts(small)
    assert small.run("refresh", first="die('flows.refresh:dbt_build', 'before')").code == -9
    files = [path for path in Settings(small.root).cache.rglob("*") if path.is_file()]
    assert any(path.parent.name == "results" for path in files)
    for path in files:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    run = small.run("refresh")
    assert run.code == 0, run.output
    assert small.tables() == changed_from_nothing.result()


def test_every_build_is_recorded_in_meta(small):
    change_extracts(small)
    assert small.run("refresh").code == 0
    assert small.run("refresh", "--full").code == 0
    with duckdb.connect(str(small.pointer.resolve()), read_only=True) as connection:
        builds = connection.execute("select sequence, mode from meta.builds order by all").fetchall()
        inputs = connection.execute("select kind || ':' || path, sha256 from meta.inputs").fetchall()
    assert builds == [(1, "full"), (2, "incremental"), (3, "full")]
    assert dict(inputs) == small.published.inputs


LONG_LIVED = """
from flows.refresh import refresh
from pathlib import Path
root = Path({root!r})
with temporary_settings({{PREFECT_RESULTS_LOCAL_STORAGE_PATH: root / "warehouse/.cache/results"}}):
    print(refresh(root={root!r}))
    seed = root / "dbt/seeds/indicators.csv"
    seed.write_text(seed.read_text(encoding="utf-8").replace(",苹果产量,", ",苹果的产量,"), encoding="utf-8")
    print(refresh(root={root!r}))
import subprocess
command = [sys.executable, "-c", "import duckdb; duckdb.connect({pointer!r}).execute('create table mine (i int)')"]
print("another process:", subprocess.run(command).returncode)
"""


def test_a_process_that_lives_on_keeps_no_database_open(small, forker):
    change_extracts(small)
    run = forker.run(LONG_LIVED.format(root=str(small.root), pointer=str(small.pointer)))
    assert run.code == 0, run.output
    assert "{'sequence': 2, 'new': True, 'refusals': 0}" in run.output
    assert "{'sequence': 3, 'new': True, 'refusals': 0}" in run.output
    assert "another process: 0" in run.output


def test_a_judgement_that_changes_while_the_refresh_begins_is_not_published(small):
    judge(small)
    path = small.root / "raw/rulings.csv"
    first = f"""
def change_before(original):
    def call(*args, **kwargs):
        Path({str(path)!r}).write_text({path.read_text(encoding="utf-8").replace("revision", "scope")!r}, encoding="utf-8")
        return original(*args, **kwargs)
    return call
replace("flows.refresh:_judgements", change_before)
"""
    run = small.run("refresh", first=first)
    assert run.code == 1, run.output
    assert "error: raw/rulings.csv: found it changed while the refresh ran" in run.output
    assert small.published.sequence == 1


@pytest.mark.parametrize("when", ["ingest", "dbt"])
def test_inputs_that_change_while_they_are_used_are_not_published_as_what_they_were(small, changed_from_nothing, when):
    """A change between taking stock and reading, put back later, must not leave its rows behind."""
    path = small.root / (
        "raw/extracts/jiayuguan-2023-review.csv" if when == "ingest" else "dbt/models/marts/dim_articles.sql"
    )
    change_extracts(small)
    good = path.read_text(encoding="utf-8")
    bad = good.replace(",2023,", ",2022,") if when == "ingest" else good.replace("select *", "select 1 as one, *")
    assert bad != good
    first = f"""
def change_before(original):
    def call(*args, **kwargs):
        Path({str(path)!r}).write_text({bad!r}, encoding="utf-8")
        return original(*args, **kwargs)
    return call
replace("flows.refresh:{"_vocabulary" if when == "ingest" else "dbt_build"}", change_before)
"""
    run = small.run("refresh", first=first)
    path.write_text(good, encoding="utf-8")
    assert run.code == 1, run.output
    assert "changed while" in run.output
    assert small.published.sequence == 1
    run = small.run("refresh")
    assert run.code == 0, run.output
    assert small.tables() == changed_from_nothing.result()
