"""The explorer as files: every link leads to a file, and nothing leads out of the folder."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from flows.exporting.output import writing
from flows.settings import Settings
from flows.web.app import create_app
from flows.web.freezing import file_of, freeze


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, template: Path) -> Path:
    folder = tmp_path_factory.mktemp("site")
    with writing(folder, export="site") as output:
        freeze(create_app(Settings(template), is_frozen=True), output.new)
    return folder


def test_every_link_leads_to_a_file_and_every_mark_to_its_place(site: Path):
    pages = [path for path in (*site.rglob("*.html"), *site.rglob("*.svg")) if "docs" not in path.parts]
    ids = {path: set(re.findall(r'\bid="([^"]+)"', path.read_text(encoding="utf-8"))) for path in pages}
    assert len(pages) > 500
    marks = 0
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert "<form" not in text
        for written in re.findall(r'\b(?:href|src|data)="([^"]*)"', text):
            link, _, fragment = unescape(written).partition("#")
            if link.startswith(("http://", "https://")):
                continue
            assert not link.startswith("/"), (path, link)
            target = (path.parent / unquote(link)).resolve() if link else path
            assert target.is_file(), (path, link)
            if fragment.startswith("claim-"):
                marks += 1
                assert fragment in ids[target], (path, link, fragment)
    assert marks > 500


def test_both_languages_charts_and_json_are_there(site: Path):
    assert 'lang="zh-Hans"' in (site / "index.html").read_text(encoding="utf-8")
    assert 'lang="en"' in (site / "en/index.html").read_text(encoding="utf-8")
    assert [path for path in site.rglob("*.svg") if "620200" in path.parts]
    assert len(list((site / "api/observations").glob("*.json"))) > 100
    assert len(list(site.glob("observations/*/annotation.json"))) > 100


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"), ("/en/", "en/index.html"), ("/regions/620200", "regions/620200/index.html"),
        ("/regions/620200?page=2", "regions/620200/page-2/index.html"), ("/a?b=1&a=2", "a/a-2/b-1/index.html"),
        ("/a/charts/b.svg?year=2024", "a/charts/year-2024/b.svg"),
        ("/static/explorer.css", "static/explorer.css"), ("/api/claims/1", "api/claims/1.json"),
        ("/articles/%E7%94%B2", "articles/甲/index.html"),
    ],
)  # fmt: skip
def test_addresses_have_files_of_their_names(address: str, file: str):
    assert file_of(address) == file


@pytest.mark.parametrize(
    "name",
    [
        "..%2F..%2Fetc%2Fpasswd",
        "..",
        "%2e%2e",
        ".",
        "a%00b",
        "a%2Fb",
        "a%5Cb",
        "%20",
        "a.",
        "x" * 200,
        "%E7%94%B2" * 80,
        "a:b",
        "a%0Ab",
    ],
)
def test_no_name_leads_out_of_the_folder_or_is_too_long(name: str):
    parts = file_of(f"/articles/{name}").split("/")
    assert parts[0] == "articles"
    assert parts[-1] == "index.html"
    assert all(re.fullmatch(r"[\w.-]{1,100}", part) and part.strip(".") for part in parts)
    assert len({file_of(f"/articles/{other}") for other in (name, name + "1", "other")}) == 3
