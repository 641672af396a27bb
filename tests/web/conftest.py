"""The explorer on a build of the checkout's documents: asked in the process, or by a browser."""

import csv
import hashlib
import io
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from payloads import VISIBLE
from starlette.testclient import TestClient

from flows.settings import Settings
from flows.web.app import create_app
from flows.web.connections import ConnectionLimits
from flows.web.server import server_of

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from warehouses import make_warehouse

LOCAL = "http://127.0.0.1"


def client_of(root: Path, **options) -> TestClient:
    """A client of the explorer of a project; to be used with ``with``."""
    return TestClient(create_app(Settings(root), **options), base_url=LOCAL, follow_redirects=False)


@pytest.fixture(scope="session")
def explorer(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The explorer of a build that no test changes; of a copy, since DuckDB opens a file in one way a process."""
    root = Path(shutil.copytree(template, tmp_path_factory.mktemp("explored") / "project", symlinks=True))
    with client_of(root) as client:
        yield client


@contextmanager
def served(root: Path, *, limits: dict[str, float] | None = None, **options) -> Iterator[str]:
    """The explorer of a project behind its server on a free port; the address without a slash at its end.

    ``limits`` are those of its connections, where a test needs others.
    """
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        server = server_of(create_app(Settings(root), **options), ConnectionLimits(**(limits or {})))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"{LOCAL}:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(30)


@pytest.fixture(scope="session")
def serve() -> Callable[..., AbstractContextManager[str]]:
    return served


@contextmanager
def _explored(root: Path, *options: str, files: int = 0, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """``fangzhi explore`` in a process of its own, on a free port that it prints; killed at the end if it still runs.

    ``files`` is how many files it may have open, where that is to be fewer than usual.
    """
    fewer = f"import resource; resource.setrlimit(resource.RLIMIT_NOFILE, ({files}, {files}));" if files else ""
    command = [sys.executable, "-c", f"{fewer} from flows.cli import main; main()".strip()]
    command += ["--project", str(root), "explore", "--port", "0", *options]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | environment
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(scope="session")
def explored() -> Callable[..., AbstractContextManager[subprocess.Popen[str]]]:
    return _explored


@pytest.fixture(scope="session")
def make_client() -> Callable[..., TestClient]:
    return client_of


@pytest.fixture(scope="session")
def hostile(made_once, project_class, template: Path, forker) -> Path:
    """A project with a document whose text, facts and signed extracts are full of hostile texts, refreshed."""
    return made_once("hostile", lambda root: _refresh_hostile_texts(template, project_class(root, forker)))


def _refresh_hostile_texts(template: Path, project) -> None:
    root = project.root
    shutil.copytree(template, root, symlinks=True)
    lines = [f"{payload}，2024年嘉峪关市第{at}批项目总投资{at + 100}亿元。" for at, payload in enumerate(VISIBLE)]
    text = "<img src=x onerror=pwned=1>标题\n\n" + "\n".join(lines) + "\n"
    (root / "raw/articles/hostile.txt").write_text(text, encoding="utf-8")
    manifest = root / "raw/manifest.csv"
    rows = list(csv.DictReader(io.StringIO(manifest.read_text(encoding="utf-8"))))
    facts = dict.fromkeys(rows[0], "") | {
        "document": "hostile", "file": "hostile.txt", "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "title": "<script>pwned=1</script>\"'>标题", "outlet": "<svg onload=pwned=1>日报", "published": "2025-01-01",
        "published_basis": "=cmd|' /C calc'!A0", "url": "https://x.example/?<script>pwned=1</script>\"'", "licence": "<img src=x onerror=pwned=1>",
        "note": "{{ 7*7 }}",
    }  # fmt: skip
    with manifest.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows([*rows, {key: facts.get(key, "") for key in rows[0]}])
    extracts = next((root / "raw/extracts").glob("*.csv"))
    header = next(csv.reader(io.StringIO(extracts.read_text(encoding="utf-8"))))
    with (root / "raw/extracts/hostile.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        for at, payload in enumerate(VISIBLE[::6]):
            number = VISIBLE.index(payload)
            writer.writerow(
                dict.fromkeys(header, "")
                | {
                    "article": "1",
                    "quote": f"第{number}批项目总投资{number + 100}亿元",
                    "figure": f"{number + 100}亿元",
                    "region": "嘉峪关市",
                    "region_code": "620200",
                    "subject": payload,
                    "indicator_zh": "项目总投资",
                    "measure": "level",
                    "value": str(number + 100),
                    "unit": "亿元",
                    "bound": "exact",
                    "period": "2024",
                    "status": "actual",
                    "note": payload,
                    "curator": payload if at % 2 else "审定人",
                    "curated_on": "2026-01-01",
                }
            )
    run = project.run("refresh")
    assert run.code in (0, 2), run.output


@pytest.fixture(scope="session")
def many(made_once) -> Path:
    """A project with a published build of synthetic claims, all signed: hundreds of regions, eleven years; not to be changed."""

    def make(root: Path) -> None:
        build, _ = make_warehouse(root, 4000)
        assert build.counts["claims"] >= 4000

    return made_once("many", make)
