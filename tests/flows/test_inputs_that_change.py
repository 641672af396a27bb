"""Files of raw/ that go or change between taking stock and reading: a message, and nothing is made of them."""

import os
import shutil
from pathlib import Path

import pytest

from flows.domain.errors import RefusedError
from flows.refresh import ChangedError, ingest_batch
from flows.sources.inventory import sha256
from flows.sources.manifest import Entry, written

ROOT = Path(__file__).parents[2]
TEXT = "甲市工业总产值1184亿元。"
ENTRY = Entry("a", "a.txt", "", "", "2024", "printed", "", "", sha256(TEXT.encode()), "", "")


@pytest.fixture
def root(tmp_path):
    (tmp_path / "raw/articles").mkdir(parents=True)
    (tmp_path / "raw/extracts").mkdir()
    (tmp_path / "dbt").mkdir()
    (tmp_path / "dbt/seeds").symlink_to(ROOT / "dbt/seeds")
    (tmp_path / "raw/articles/a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "raw/manifest.csv").write_text(written([ENTRY]), encoding="utf-8")
    return tmp_path


def empty_the_manifest(root):
    (root / "raw/manifest.csv").write_text(written([]), encoding="utf-8")


def spoil_the_manifest(root):
    (root / "raw/manifest.csv").write_bytes(b"\xff")


def put_a_pipe(name):
    def put(root):
        (root / name).unlink(missing_ok=True)
        os.mkfifo(root / name)

    return put


def put_a_link_outside(root):
    shutil.move(root / "raw/articles/a.txt", root / "a.txt")
    (root / "raw/articles/a.txt").symlink_to(root / "a.txt")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (empty_the_manifest, "raw/manifest.csv"),
        (spoil_the_manifest, "raw/manifest.csv"),
        (lambda root: (root / "raw/manifest.csv").unlink(), "raw/manifest.csv"),
        (lambda root: (root / "raw/articles/a.txt").unlink(), "raw/articles/a.txt"),
        (put_a_pipe("raw/articles/a.txt"), "raw/articles/a.txt"),
        (put_a_link_outside, "raw/articles/a.txt"),
        (lambda root: (root / "raw/extracts/a.csv").write_bytes(b"x"), "raw/"),
    ],
    ids=[
        "row of the manifest gone", "manifest unreadable", "manifest gone", "article gone", "article a pipe", "article a link outside",
        "new extracts",
    ],
)  # fmt: skip
def test_what_changes_before_it_is_read_is_named(root, change, named):
    change(root)
    with pytest.raises(ChangedError) as caught:
        ingest_batch.fn(str(root), ["a"], "words", "key of what was there")
    assert str(caught.value).startswith(f"{named}: found it changed while the refresh ran")


def test_signed_rows_that_become_no_file_are_refused_by_name(root):
    put_a_pipe("raw/extracts/a.csv")(root)
    with pytest.raises(RefusedError, match=r"raw/extracts/a.csv: found a named pipe, expected a regular file. Mend: "):
        ingest_batch.fn(str(root), ["a"], "words", "key of what was there")
