"""What ``fangzhi explore`` and ``fangzhi export`` refuse, before anything is served or written."""

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.cli import main


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in which nothing is published."""
    (tmp_path / "dbt").mkdir()
    (tmp_path / "dbt/dbt_project.yml").write_text("name: empty\n", encoding="utf-8")
    (tmp_path / "raw").mkdir()
    (tmp_path / "warehouse").mkdir()
    return tmp_path


def refused(project: Path, *arguments: str) -> str:
    run = CliRunner().invoke(main, ["--project", str(project), *arguments])
    assert run.exit_code == 1, run.output
    return run.output


def test_an_address_that_others_reach_needs_a_token(project: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("FANGZHI_TOKEN", raising=False)
    told = refused(project, "explore", "--host", "192.0.2.1")
    assert "expected a token with it" in told
    assert "Mend: add --token" in told


def test_a_warehouse_with_nothing_published_is_told(project: Path):
    assert "found nothing published, expected a build. Mend: fangzhi refresh" in refused(
        project, "explore", "--port", "0"
    )
    for command in (("export", "parquet", "out"), ("export", "site", str(project / "site"))):
        assert "found nothing published" in refused(project, *command)


def test_a_port_that_is_taken_is_told(template: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"127.0.0.1:{port}: found" in refused(template, "explore", "--port", str(port))


def test_the_token_is_not_told(project: Path):
    assert "s3cret" not in refused(project, "explore", "--token", "s3cret")
