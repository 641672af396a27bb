"""A document that goes takes with it what is signed of it, and what has gone is on record."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from steps import CORRECTIONS, EXTRACTS, MANIFEST, REMOVALS, RULINGS, Office, add, state

from flows.cli import main
from flows.domain.errors import FangzhiError
from flows.sources.inventory import take_inventory
from flows.sources.removals import read_removals
from flows.sources.removing import look, remove_document

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def root(ground, rows, tmp_path) -> Path:
    Office(ground, rows).project(tmp_path / "project")
    (tmp_path / "project/dbt").mkdir()
    (tmp_path / "project/dbt/seeds").symlink_to(CHECKOUT / "dbt/seeds")
    (tmp_path / "project/dbt/dbt_project.yml").touch()
    return tmp_path / "project"


def fangzhi(root: Path, *arguments: str):
    return CliRunner().invoke(main, ["--project", str(root), "remove", *arguments])


def test_a_document_goes_with_all_that_is_signed_of_it(root, ground, rows):
    office = Office(ground, rows)
    claim_ids = office.claim_ids(root)
    manifest = (root / MANIFEST).read_text(encoding="utf-8").splitlines(keepends=True)
    result = fangzhi(root, "d", "--by", "张三", "--note", "重复", "--yes")
    assert result.exit_code == 0, result.output
    for line in (
        "raw/articles/d.txt",
        EXTRACTS,
        "3 signed claims",
        "1 figures signed",
        "1 corrections",
        "1 rulings on its",
    ):
        assert line in result.output
    assert "1 rulings on conflicts stay" in result.output
    assert not (root / "raw/articles/d.txt").exists()
    assert not (root / EXTRACTS).exists()
    assert (root / MANIFEST).read_text(encoding="utf-8") == "".join(row for row in manifest if not row.startswith("d,"))
    assert (root / CORRECTIONS).read_text(encoding="utf-8").count("\n") == 2
    assert (root / RULINGS).read_text(encoding="utf-8").count("\n") == 2
    removals, refusals = read_removals((root / REMOVALS).read_bytes())
    assert refusals == []
    assert {(one.document, one.removed_by, one.note) for one in removals} == {("d", "张三", "重复")}
    keys = [(one.kind, one.key) for one in removals]
    assert ("document", "d") in keys
    assert {key for kind, key in keys if kind == "claim"} == set(claim_ids)
    assert ("correction", claim_ids[0]) in keys
    assert ("ruling", claim_ids[0]) in keys
    assert next(key for kind, key in keys if kind == "rejection").startswith("d-1:")
    inventory = take_inventory(root)
    assert (sorted(inventory.entries), inventory.refusals) == (["e"], ())


def test_what_is_removed_already_is_told(root):
    assert fangzhi(root, "d", "--yes").exit_code == 0
    before = state(root)
    result = fangzhi(root, "d", "--yes")
    assert result.exit_code == 1
    assert "d: found no such document in raw/manifest.csv" in result.output
    assert state(root) == before


def test_without_a_terminal_it_needs_a_yes(root):
    before = state(root)
    result = fangzhi(root, "d")
    assert result.exit_code == 1
    assert "found no terminal to ask on" in result.output
    assert state(root) == before


@pytest.mark.parametrize(("answer", "code"), [(b"n\n", 1), (b"y\n", 0)])
def test_on_a_terminal_it_asks(root, answer, code):
    ours, theirs = pty.openpty()
    command = [
        sys.executable,
        "-c",
        "from flows.cli import main; main()",
        "--project",
        root,
        "remove",
        "d",
        "--by",
        "张三",
    ]
    os.write(ours, answer)
    run = subprocess.run(command, stdin=theirs, capture_output=True, text=True, cwd=CHECKOUT, check=False)
    os.close(ours)
    os.close(theirs)
    assert (run.returncode, (root / EXTRACTS).exists()) == (code, bool(code)), run.stderr
    assert "Remove it?" in run.stdout


def test_who_removes_is_known_from_git(root):
    for arguments in (["init", "-q"], ["config", "user.name", "李四"]):
        subprocess.run(["git", "-C", root, *arguments], check=True)
    assert fangzhi(root, "d", "--yes").exit_code == 0
    assert {one.removed_by for one in read_removals((root / REMOVALS).read_bytes())[0]} == {"李四"}


def test_a_document_whose_file_is_gone_can_be_removed(root):
    (root / "raw/articles/d.txt").unlink()
    result = fangzhi(root, "d", "--yes")
    assert result.exit_code == 0, result.output
    assert "cannot be read" in result.output
    assert [(one.kind, one.key) for one in read_removals((root / REMOVALS).read_bytes())[0]] == [("document", "d")]
    assert take_inventory(root).refusals == ()


def test_a_document_that_is_added_again_no_longer_stands_as_removed(root):
    assert fangzhi(root, "e", "--yes").exit_code == 0
    add(root, "e.txt")
    assert not (root / REMOVALS).exists()


@pytest.mark.parametrize("file", [EXTRACTS, "raw/articles/d.txt", MANIFEST])
def test_what_has_changed_since_it_was_shown_is_not_removed(root, ground, file):
    leaving = look(root, "d", ground.vocabulary)
    changed = (root / file).read_text(encoding="utf-8").replace("甲市", "乙市").replace("printed", "given")
    (root / file).write_text(changed.replace("误", "错") + ("" if file == MANIFEST else "\n"), encoding="utf-8")
    before = state(root)
    with pytest.raises(FangzhiError, match="Mend: do it again"):
        remove_document(root, leaving, by="张三", note="")
    assert state(root) == before


def test_a_manifest_that_names_a_file_elsewhere_removes_nothing(root, tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    manifest = (root / MANIFEST).read_text(encoding="utf-8")
    (root / MANIFEST).write_text(manifest.replace("d.txt", "../../../mine.txt"), encoding="utf-8")
    assert fangzhi(root, "d", "--yes").exit_code == 1
    assert (tmp_path / "mine.txt").exists()
