"""What every document depends on: a change of what is read reads all documents again, a change of anything else does not."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flows.sources.inventory import sha256
from flows.sources.manifest import Entry, written

CHECKOUT = Path(__file__).parents[2]
TEXT = "甲市工业总产值1184亿元。"
ENTRY = Entry("a", "a.txt", "", "", "2024", "printed", "", "", sha256(TEXT.encode()), "", "")

TAKE_STOCK = """
import json, sys
from pathlib import Path
from flows.sources.inventory import take_inventory
before = json.loads(sys.argv[2])
taken = take_inventory(Path(sys.argv[1]))
changed = sorted(key for key in taken.inputs.keys() | before.keys() if taken.inputs.get(key) != before.get(key))
print(json.dumps([dict(taken.inputs), changed, sorted(taken.changed_documents(before)[0])]))
"""
LOADED = """
import hashlib, json, sys
from pathlib import Path
from flows.sources import ingest, judgements
from flows.sources.bounded import Bounded
from flows.sources.manifest import Entry
from flows.vocabulary import load_vocabulary, usage
page = "<html><head><title>甲市</title></head><body><article><p>2024年，嘉峪關市工業總產值1184億元，同比增長7.3%。</p></article></body></html>"
data = page.encode()
entry = Entry("a", "a.html", "", "", "2024", "printed", "", "", hashlib.sha256(data).hexdigest(), "", "")
with Bounded() as bounded:
    done = ingest.ingest(entry, data, None, load_vocabulary(Path(sys.argv[1]) / "dbt/seeds"), bounded)
assert done.reading.articles, done.refusals
places = sorted(module.__file__ for name, module in sys.modules.items() if name.split(".")[0] == "flows")
print(json.dumps(places))
"""


class Copy:
    """A copy of the package, and a project of one document; both may be changed. A process a question: it imports the copy."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(CHECKOUT / "flows", root / "flows")
        shutil.copytree(CHECKOUT / "dbt", root / "dbt", ignore=shutil.ignore_patterns("target", "logs", ".user.yml"))
        (root / "raw/articles").mkdir(parents=True)
        (root / "raw/extracts").mkdir()
        (root / "raw/articles/a.txt").write_text(TEXT, encoding="utf-8")
        (root / "raw/manifest.csv").write_text(written([ENTRY]), encoding="utf-8")
        self.inputs, _, _ = self._take_stock({})

    def run(self, code: str, *arguments: str):
        """What ``code`` prints, as JSON, in a process that imports the copy."""
        command = [sys.executable, "-c", code, *arguments]
        return json.loads(subprocess.run(command, cwd=self.root, check=True, stdout=subprocess.PIPE).stdout)

    def _take_stock(self, before: dict[str, str]):
        return self.run(TAKE_STOCK, str(self.root), json.dumps(before))

    def after(self, file: str, change) -> tuple[set[str], list[str]]:
        """Kinds of the inputs that differ, and the documents to read again, while ``file`` is what ``change`` makes of it."""
        path = self.root / file
        before = path.read_bytes() if path.exists() else None
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(change(before or b""))
        try:
            _, changed, read = self._take_stock(self.inputs)
        finally:
            path.unlink()
            if before is not None:
                path.write_bytes(before)
        return {key.partition(":")[0] for key in changed}, read


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Copy:
    return Copy(tmp_path_factory.mktemp("copy"))


def one_more_line(data: bytes) -> bytes:
    return data + b"\n# a comment\n"


def swap_two(data: bytes) -> bytes:
    """Two Traditional characters change places: they fold to each other's Simplified ones."""
    return data[3:6] + data[:3] + data[6:]


def test_it_is_the_copy_that_is_asked(copy):
    assert copy.run("import json, flows; print(json.dumps(flows.__file__))") == str(copy.root / "flows/__init__.py")


def test_a_change_of_what_traditional_characters_fold_to_reads_all_again(copy):
    assert copy.after("flows/vocabulary/traditional.txt", swap_two) == ({"code"}, ["a"])


@pytest.mark.parametrize(
    "file",
    [
        "flows/reading/text/sentences.py", "flows/domain/claim.py", "flows/vocabulary/folding.py", "flows/sources/extracts.py",
        "flows/sources/segmentation.py", "flows/sources/judgements.py", "flows/store/loading.py", "flows/store/schema.sql",
    ],
)  # fmt: skip
def test_a_change_of_what_makes_rows_reads_all_again(copy, file):
    assert copy.after(file, one_more_line) == ({"code"}, ["a"])


@pytest.mark.parametrize(
    "file",
    [
        "flows/vocabulary/divisions.py", "flows/sources/adding.py", "flows/sources/signing.py", "flows/web/app.py",
        "flows/web/words/common.toml", "flows/web/templates/base.html", "flows/cli.py", "flows/store/queries.py",
        "flows/exporting/formats.py", "flows/commands/reader.py", "dbt/models/notes.txt",
        "dbt/target/compiled.sql", "dbt/logs/dbt.log", "README.md",
    ],
)  # fmt: skip
def test_a_change_of_what_is_not_read_changes_nothing(copy, file):
    assert copy.after(file, one_more_line) == (set(), [])


@pytest.mark.parametrize("seed", ["regions", "indicator_aliases", "units", "codelists"])
def test_a_seed_that_the_reader_reads_reads_all_again(copy, seed):
    assert copy.after(f"dbt/seeds/{seed}.csv", one_more_line) == ({"vocabulary"}, ["a"])


@pytest.mark.parametrize(
    "file",
    [
        "dbt/seeds/indicator_ratios.csv", "dbt/seeds/seeds.yml", "dbt/models/marts/dim_units.sql", "dbt/macros/checks.sql",
        "dbt/models/more.yaml", "dbt/snapshots/kept.sql", "dbt/packages.yml", "dbt/dbt_project.yml", "dbt/profiles.yml",
    ],
)  # fmt: skip
def test_what_only_dbt_reads_builds_anew_and_reads_no_document(copy, file):
    assert copy.after(file, one_more_line) == ({"dbt"}, [])


@pytest.mark.parametrize("file", ["dbt/models/columns.md", "dbt/assets/explorer-article.png"])
def test_what_the_documentation_shows_is_an_input_of_the_documentation(copy, file):
    assert copy.after(file, one_more_line) == ({"docs"}, [])


def test_every_module_that_reading_loads_is_an_input(copy):
    """Also what is imported inside a function, or by a name that is made up there."""
    loaded = copy.run(LOADED, str(copy.root))
    files = copy.run(
        "import json; from flows.sources.ground import code_files; print(json.dumps([str(f) for f in code_files()]))"
    )
    assert len([file for file in loaded if "/reading/" in file]) > 30
    unknown = set(loaded) - set(files)
    assert unknown == set()
