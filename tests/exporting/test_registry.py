"""The formats of an export stand in one place: the command offers them, the documentation names them."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.cli import main
from flows.exporting.registry import FORMATS

CHECKOUT = Path(__file__).parents[2]
NO_FORMATS = {"all", "site"}  # all of them, and the explorer's pages


def test_every_format_is_a_command_that_says_what_it_is():
    listed = CliRunner().invoke(main, ["export", "--help"]).output.partition("Commands:")[2]
    assert set(re.findall(r"^  (\w+) ", listed, re.MULTILINE)) == FORMATS.keys() | NO_FORMATS
    for name, each in FORMATS.items():
        told = CliRunner().invoke(main, ["export", name, "--help"]).output
        assert each.place in told
        assert each.summary in " ".join(told.split())


def test_the_documentation_names_every_format():
    pages = [CHECKOUT / "README.md", *(CHECKOUT / "dbt/models").rglob("*.md")]
    lines = [
        line for page in pages for line in page.read_text(encoding="utf-8").splitlines() if "fangzhi export" in line
    ]
    assert FORMATS.keys() - set(re.findall(r"\w+", "\n".join(lines))) == set()


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_has_a_writer_for_each_place_it_offers(name):
    from flows.exporting.formats import _named

    chosen = FORMATS[name]
    assert ("DIR" in chosen.place, "FILE" in chosen.place) == (bool(chosen.folder), bool(chosen.file))
    assert all(callable(_named(each)) for each in (chosen.folder, chosen.file) if each)


def test_the_command_offers_them_without_importing_their_writers():
    code = "import json, sys, flows.cli; print(json.dumps(sorted(sys.modules)))"
    loaded = json.loads(subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.PIPE).stdout)
    assert {"duckdb", "pyarrow", "pysdmx", "xlsxwriter"}.isdisjoint(loaded)
