"""New documents are taken in whole, or not at all."""

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from flows.domain.errors import FangzhiError, RefusedError
from flows.sources.adding import add_document
from flows.sources.inventory import sha256, take_inventory
from flows.sources.manifest import Entry

TEXT = "甲市工业综述\n2023年，甲市完成工业总产值1184亿元，同比增长7.3%。\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "project/dbt/seeds").mkdir(parents=True)
    return tmp_path / "project"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Review 2023.TXT"
    path.write_text(TEXT, encoding="utf-8", newline="")
    return path


def add(root: Path, file: Path, **options) -> Entry:
    defaults = dict.fromkeys(("document", "outlet", "title", "url", "licence", "charset", "note"), "")
    given = defaults | {"published": "2024-04-10", "published_basis": "printed", "replacing": False}
    return add_document(root, file, **(given | options))


def snapshot(root: Path) -> dict:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and ".door" not in path.parts}


def refused(root: Path, file: Path, **options) -> str:
    before = snapshot(root)
    with pytest.raises(FangzhiError) as caught:
        add(root, file, **options)
    assert snapshot(root) == before, "what is refused leaves everything as it was"
    assert "Mend: " in str(caught.value)
    return str(caught.value)


def test_a_new_document_is_copied_byte_for_byte_and_listed(root, file):
    data = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    file.write_bytes(data)
    entry = add(root, file, title="甲市,工业\n综述", outlet="甘肃日报", note='"n"')
    assert (entry.document, entry.file, entry.sha256) == ("review-2023", "review-2023.txt", sha256(data))
    assert (root / "raw/articles/review-2023.txt").read_bytes() == data
    inventory = take_inventory(root)
    assert inventory.refusals == ()
    assert inventory.entries == {"review-2023": entry}


def test_documents_are_added_one_after_the_other(root, file):
    add(root, file)
    file.write_text(TEXT + "又一版。", encoding="utf-8")
    add(root, file, document="second")
    assert sorted(take_inventory(root).entries) == ["review-2023", "second"]


def test_fault_38_bytes_that_are_there_are_refused_under_any_name(root, file):
    add(root, file)
    for options in ({}, {"document": "other"}, {"replacing": True}):
        assert "found the bytes of document review-2023" in refused(root, file, **options)


def test_a_document_that_is_there_is_refused_without_replace(root, file):
    add(root, file)
    file.write_text(TEXT + "又一版。", encoding="utf-8")
    assert "--replace" in refused(root, file)


def test_fault_40_replacing_keeps_the_hash_of_the_old_bytes_and_what_was_known(root, file):
    old = add(root, file, title="T", outlet="O", note="N")
    data = (TEXT + "又一版。").encode()
    file.write_bytes(data)
    new = add(root, file, replacing=True)
    assert (new.sha256, new.title, new.outlet) == (sha256(data), "T", "O")
    assert new.note == f"N; replaces the bytes with SHA-256 {old.sha256}"
    file.write_bytes(data + b"!")
    newest = add(root, file, replacing=True, title="U")
    assert newest.title == "U"
    assert old.sha256 in newest.note
    assert new.sha256 in newest.note
    assert (root / "raw/articles/review-2023.txt").read_bytes() == data + b"!"


def test_replacing_by_another_format_removes_the_old_file(root, file):
    add(root, file, document="a")
    page = file.with_name("a.html")
    page.write_text(f"<html><body><article><p>{TEXT * 3}</p></article></body></html>", encoding="utf-8")
    assert add(root, page, replacing=True).file == "a.html"
    assert [path.name for path in (root / "raw/articles").iterdir()] == ["a.html"]
    assert take_inventory(root).refusals == ()


@pytest.mark.parametrize("replacing", [False, True])
def test_a_file_that_lies_in_the_way_is_not_overwritten(root, file, replacing):
    page = file.with_name("a.html")
    page.write_text(f"<html><body><article><p>{TEXT * 3}</p></article></body></html>", encoding="utf-8")
    if replacing:
        add(root, file, document="a")
    (root / "raw/articles").mkdir(parents=True, exist_ok=True)
    (root / "raw/articles/a.html").write_text("mine", encoding="utf-8")
    assert "found a file of this name" in refused(root, page, replacing=replacing)


@pytest.mark.parametrize("name", ["..txt.txt", "-rf.txt", "a;b$(id).txt", "CON.txt", "a\nb.txt", "a" * 90 + ".txt"])
def test_fault_68_a_hostile_file_name_gives_a_plain_id(root, tmp_path, name):
    path = tmp_path / name
    path.write_text(TEXT, encoding="utf-8")
    entry = add(root, path)
    assert entry.document.replace("-", "").isalnum()
    assert (root / "raw/articles" / entry.file).read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize("name", ["嘉峪关.txt", "'--'.txt", "a" * 150 + ".txt"])
def test_a_file_name_that_gives_no_id_is_refused(root, tmp_path, name):
    path = tmp_path / name
    path.write_text(TEXT, encoding="utf-8")
    assert "document" in refused(root, path)


@pytest.mark.parametrize("document", ["../../etc/passwd", "a/b", "/a", "..", "A", "a b", "a\0", "甲", "a\n"])
def test_fault_68_an_id_that_leaves_the_folder_is_refused(root, file, document):
    assert "document: found" in refused(root, file, document=document)


@pytest.mark.parametrize(
    ("options", "column"),
    [
        ({"published": "2024-02-30"}, "published"), ({"published": ""}, "published"), ({"published_basis": ""}, "published_basis"),
        ({"url": "javascript:alert(1)"}, "url"), ({"title": "\udcff"}, "title"), ({"note": "\ud800"}, "note"),
    ],
)  # fmt: skip
def test_a_wrong_fact_is_refused(root, file, options, column):
    assert f"{column}: found" in refused(root, file, **options)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b""), ("a.txt", b"%PDF-1.4"), ("a.txt", "产值".encode("gb18030")), ("a.docx", TEXT.encode()), ("a", TEXT.encode()),
        ("a.pdf", TEXT.encode()), ("a.html", b"<html></html>"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_text_is_refused(root, tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    assert "Mend: " in refused(root, path)


def test_a_charset_can_be_declared(root, file):
    file.write_bytes("产值".encode("gb18030"))
    assert add(root, file, charset="gb18030").charset == "gb18030"


def test_a_file_that_cannot_be_read_is_refused(root, tmp_path):
    assert "expected a file that can be read" in refused(root, tmp_path / "missing.txt")


def test_a_folder_is_refused(root, tmp_path):
    assert "found a folder, expected a regular file" in refused(root, tmp_path)


def test_accents_that_are_signs_of_their_own_make_the_same_id(root, file, tmp_path):
    text = file.read_text(encoding="utf-8")
    one, other = (tmp_path / f"{unicodedata.normalize(form, 'Lanzhoué')}.txt" for form in ("NFC", "NFD"))
    one.write_text(text, encoding="utf-8")
    assert add(root, one).document == "lanzhoue"
    other.write_text(text + "又一版。", encoding="utf-8")
    assert "found a document of this id" in refused(root, other)


def test_nothing_is_added_to_a_manifest_with_a_wrong_row(root, file):
    add(root, file)
    manifest = root / "raw/manifest.csv"
    manifest.write_text(manifest.read_text(encoding="utf-8") + "b,b.txt\n", encoding="utf-8")
    file.write_text("新的一版。", encoding="utf-8")
    before = snapshot(root)
    with pytest.raises(RefusedError):
        add(root, file, document="b")
    assert snapshot(root) == before


def test_nothing_is_added_to_a_manifest_that_is_not_utf8(root, file):
    (root / "raw").mkdir()
    (root / "raw/manifest.csv").write_bytes("产值".encode("gb18030"))
    assert "expected UTF-8" in refused(root, file)


def test_a_manifest_saved_by_a_spreadsheet_can_be_added_to(root, file):
    add(root, file, note="一\n二")
    manifest = root / "raw/manifest.csv"
    manifest.write_bytes(b"\xef\xbb\xbf" + manifest.read_bytes().replace(b"\n", b"\r\n"))
    file.write_text("新的一版。", encoding="utf-8")
    add(root, file, document="b")
    assert sorted(take_inventory(root).entries) == ["b", "review-2023"]


def test_adds_of_several_processes_at_once_are_all_kept(root, tmp_path):
    code = (
        "import sys; from pathlib import Path; from flows.sources.adding import add_document\n"
        "facts = dict.fromkeys(('document', 'outlet', 'title', 'url', 'licence', 'charset', 'note'), '')\n"
        "for number in range(25):\n"
        "    file = Path(sys.argv[2]) / f'p{sys.argv[3]}-{number}.txt'\n"
        "    file.write_text(f'甲市完成工业总产值{sys.argv[3]}{number:02}亿元。', encoding='utf-8')\n"
        "    add_document(Path(sys.argv[1]), file, replacing=False, published='2024', published_basis='printed', **facts)\n"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", code, root, tmp_path, str(one)], stderr=subprocess.PIPE, text=True)
        for one in range(4)
    ]
    assert [(writer.communicate(timeout=300)[1], writer.returncode) for writer in writers] == [("", 0)] * 4
    inventory = take_inventory(root)
    assert len(inventory.entries) == 100
    assert inventory.refusals == ()


@pytest.mark.parametrize("name", ["manifest.csv", "articles/review-2023.txt", "articles", ".door"])
def test_nothing_is_written_through_a_link(root, file, tmp_path, name):
    (tmp_path / "elsewhere").mkdir()
    (root / "raw/articles").mkdir(parents=True)
    place = root / "raw" / name
    if name == "articles":
        place.rmdir()
    place.symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    with pytest.raises(FangzhiError, match=f"raw/{name}: found a link, .*Mend: "):
        add(root, file)
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert not (root / "raw/manifest.csv").is_file()


def test_a_pipe_is_refused_before_it_is_read(root, tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    assert "found a named pipe" in refused(root, tmp_path / "a.txt")


def test_a_document_is_added_with_its_region_and_kind_of_source(root, file, vocabulary):
    entry = add(root, file, region="嘉峪关市", source_kind="statistical_bulletin", vocabulary=vocabulary)
    assert take_inventory(root).entries == {"review-2023": entry}
    assert (entry.region, entry.source_kind) == ("嘉峪关市", "statistical_bulletin")


@pytest.mark.parametrize("fact", [{"region": "不知何处"}, {"source_kind": "blog"}])
def test_a_region_or_kind_of_source_that_is_not_known_is_refused(root, file, fact, vocabulary):
    assert next(iter(fact)) in refused(root, file, **fact, vocabulary=vocabulary)
