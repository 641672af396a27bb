"""The vocabulary, projects to refresh, and quick processes to refresh them in."""

import contextlib
import csv
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from flows.store.builds import Build, BuildStore
from flows.vocabulary import Vocabulary, load_vocabulary

# Properties are searched without a clock, and leave no folder behind.
settings.register_profile("fangzhi", deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fangzhi-long", settings.get_profile("fangzhi"), max_examples=1000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--long",
        action="store_true",
        help="Run what is marked long too: all faults, all images, more examples (half an hour).",
    )


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("fangzhi-long" if config.getoption("--long") else "fangzhi")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """No processes of their own for the tests of one file, or some that are named: to start them takes longer."""
    if config.args_source is not pytest.Config.ArgsSource.ARGS:
        return None  # all tests, and as many processes as xdist thinks best
    are_named = all("::" in argument for argument in config.args)
    is_file = len(config.args) == 1 and Path(config.args[0]).is_file()
    return 0 if are_named or is_file else None


def pytest_make_parametrize_id(val: object) -> str | None:
    """Chinese stays as it is in the names of tests, so that ``-k 一季度`` finds what it names.

    pytest's own setting for it leaves half a character and line ends as they are too, which processes cannot exchange.
    """
    return val if isinstance(val, str) and val.isprintable() and not val.isascii() else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.get_closest_marker("flow"))  # what takes longest is not begun last
    if not config.getoption("--long"):
        for item in items:
            if item.get_closest_marker("long"):
                item.add_marker(pytest.mark.skip(reason="takes minutes; runs with --long"))


@pytest.fixture(scope="session")
def is_long(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--long"))


CHECKOUT = Path(__file__).parents[1]
FORKER = Path(__file__).parent / "flows" / "forker.py"

SMALL_DBT = {
    "dbt_project.yml": """
        {name: small, profile: small, seed-paths: [nothing], flags: {send_anonymous_usage_stats: false},
         models: {small: {staging: {+schema: staging, +materialized: view}, marts: {+schema: marts, +materialized: table}}}}
    """,
    "profiles.yml": """
        small: {target: build, outputs: {build: {type: duckdb, threads: 2, path: "{{ env_var('FANGZHI_BUILD_DATABASE') }}"}}}
    """,
    "models/sources.yml": "sources: [{name: raw, tables: [{name: articles}, {name: claims}]}]",
    "models/staging/stg_claims.sql": "select * from {{ source('raw', 'claims') }}",
    "models/marts/dim_articles.sql": "select * from {{ source('raw', 'articles') }} order by all",
    "models/marts/fct_claims.sql": "select * from {{ ref('stg_claims') }} order by all",
    "models/marts/fct_indicators_by_region_year.sql":
        "select region_id, period, indicator_text, sum(value) as value from {{ ref('stg_claims') }} group by all order by all",
    "tests/claims_have_articles.sql":
        "select claim_id from {{ ref('fct_claims') }} anti join {{ ref('dim_articles') }} using (article_id)",
    "macros/.keep": "",
}  # fmt: skip


@dataclass(frozen=True)
class Run:
    """How a command ended: its exit code (negative: the signal that killed it) and all it printed."""

    code: int
    output: str


class Forker:
    """Runs Python code in forks of a process that has imported everything; see forker.py."""

    def __init__(self, address: str) -> None:
        self._address = address
        self.pool = ThreadPoolExecutor(8)

    def start(self, code: str, *, timeout: float = 240) -> "Future[Run]":
        return self.pool.submit(self.run, code, timeout=timeout)

    def run(self, code: str, *, timeout: float = 240) -> Run:
        with tempfile.NamedTemporaryFile() as output, socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(timeout)
            connection.connect(self._address)
            connection.sendall(json.dumps({"code": code, "output": output.name}).encode() + b"\n")
            status = b"".join(iter(lambda: connection.recv(100), b""))
            return Run(json.loads(status), Path(output.name).read_text(encoding="utf-8"))


class Project:
    """A project in a folder of its own."""

    def __init__(self, root: Path, forker: Forker) -> None:
        self.root = root
        self._forker = forker
        self.store = BuildStore(root / "warehouse")
        self.pointer = self.store.pointer

    def run(self, *arguments: str, first: str = "") -> Run:
        """Run ``fangzhi`` to its end; ``first`` is Python code that its process runs before, see forker.py."""
        return self._forker.run(self._code(arguments, first))

    def start(self, *arguments: str, first: str = "") -> "Future[Run]":
        return self._forker.start(self._code(arguments, first))

    def _code(self, arguments: tuple[str, ...], first: str) -> str:
        return f"{first}\nfangzhi({', '.join(map(repr, (str(self.root), *arguments)))})"

    def run_in_new_process(self, *arguments: str, **environment: str) -> Run:
        """Run ``fangzhi`` as a user's shell does, with all its imports."""
        command = [sys.executable, "-c", "from flows.cli import main; main()", *arguments]
        done = subprocess.run(
            command, env=os.environ | {"FANGZHI_PROJECT": str(self.root)} | environment, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, timeout=300, check=False, cwd=self.root,
        )  # fmt: skip
        return Run(done.returncode, done.stdout)

    @property
    def published(self) -> Build:
        build = self.store.published()
        assert build is not None
        return build

    def tables(self) -> dict[str, list[tuple]]:
        """All rows of all tables and views that are published, but for the builds' own records in ``meta``."""
        return tables(self.pointer)

    def is_locked(self) -> bool:
        try:
            with self.store.locked(wait=0):
                return False
        except Exception:  # noqa: BLE001 - whatever keeps the lock from being taken
            return True

    def copy(self) -> "Project":
        """A copy beside it, as it is now."""
        place = self.root.with_name(f"{self.root.name}-copy")
        return Project(Path(shutil.copytree(self.root, place, symlinks=True)), self._forker)

    def start_rebuild(self) -> "Future[dict[str, list[tuple]]]":
        """The tables that a first refresh of the same inputs publishes, with nothing of an earlier build or of a cache."""
        twin = Project(self.root.with_name(f"{self.root.name}-rebuilt"), self._forker)
        for part in ("raw", "dbt"):
            shutil.copytree(self.root / part, twin.root / part)

        def rebuild() -> dict[str, list[tuple]]:
            run = twin.run("refresh")
            assert run.code in (0, 2), run.output
            return twin.tables()

        return self._forker.pool.submit(rebuild)

    def edit_extracts(self, document: str, edit) -> None:
        """Let ``edit`` change the list of rows (dictionaries) of a document's extracts."""
        path = self.root / "raw/extracts" / f"{document}.csv"
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
        columns = list(rows[0])
        edit(rows)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def add_a_claim(self) -> None:
        """One signed row more: a change that loses nothing."""
        self.edit_extracts("jiayuguan-2023-review", lambda rows: rows.append(rows[3] | {"subject": "复核"}))

    def correct_a_claim(self) -> None:
        """One signed row says something else: a change that loses nothing, nor when it is taken back."""
        self.edit_extracts("jiayuguan-2023-review", lambda rows: rows[3].update(subject="复核"))

    def edit_manifest(self, edit) -> None:
        """Let ``edit`` change the list of the manifest's lines, the header first."""
        path = self.root / "raw/manifest.csv"
        lines = path.read_text(encoding="utf-8").splitlines()
        edit(lines)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def tables(database: Path) -> dict[str, list[tuple]]:
    """See ``Project.tables``."""
    with duckdb.connect(str(database.resolve()), read_only=True) as connection:
        names = connection.execute(
            "select table_schema || '.' || table_name from information_schema.tables where table_schema <> 'meta' order by all"
        ).fetchall()
        return {name: connection.execute(f"select * from {name} order by all").fetchall() for (name,) in names}


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary(CHECKOUT / "dbt/seeds")


@pytest.fixture
def words_in_memory(monkeypatch: pytest.MonkeyPatch, vocabulary: Vocabulary) -> None:
    """Commands that are run in this process find the checkout's vocabulary read; of other seeds they read it themselves."""
    seeds = CHECKOUT / "dbt/seeds"
    monkeypatch.setattr(
        "flows.vocabulary.load_vocabulary", lambda folder: vocabulary if folder == seeds else load_vocabulary(folder)
    )


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Prefect server for all tests."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}/api"
    environment = {
        "PREFECT_HOME": str(tmp_path_factory.mktemp("prefect")), "PREFECT_API_URL": url,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1",
    }  # fmt: skip
    command = [
        sys.executable,
        "-m",
        "prefect",
        "server",
        "start",
        "--no-services",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    with (
        pytest.MonkeyPatch.context() as patch,
        _process(command, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server,
    ):
        for name, value in environment.items():
            patch.setenv(name, value)
        deadline = time.monotonic() + 180
        while not _answers(f"{url}/health"):
            assert server.poll() is None, "the Prefect server ended"
            assert time.monotonic() < deadline, "the Prefect server does not start"
            time.sleep(0.2)
        yield url


@pytest.fixture(scope="session")
def forker(prefect_server: str, small_sources: Path) -> Iterator[Forker]:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(small_sources, f"{folder}/project")
        address = f"{folder}/forker"
        command = [sys.executable, str(FORKER), address, f"{folder}/project"]
        with _process(
            command, env=os.environ | {"PREFECT_LOGGING_TO_API_ENABLED": "false"}, stdout=subprocess.PIPE
        ) as process:
            assert process.stdout.readline() == b"ready\n"
            yield Forker(address)


@contextlib.contextmanager
def _process(command: list[str], **options) -> Iterator[subprocess.Popen]:
    """A process that is asked to end, and waited for, at the end."""
    with subprocess.Popen(command, **options) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - an address of ours
            return answer.status == 200
    except OSError:
        return False


@pytest.fixture(scope="session")
def made_once(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> "Callable[[str, Callable[[Path], None]], Path]":
    """``made_once(name, make)``: the folder that ``make(folder)`` fills, once for all processes of a run of the tests."""
    base = tmp_path_factory.getbasetemp()
    base = base if worker_id == "master" else base.parent

    def folder_of(name: str, make: Callable[[Path], None]) -> Path:
        folder, ready = base / name / "project", base / name / "ready"
        folder.parent.mkdir(exist_ok=True)
        with FileLock(base / f"{name}.lock"):
            if not ready.exists():
                shutil.rmtree(folder, ignore_errors=True)  # what another process broke off
                make(folder)
                ready.touch()
        return folder

    return folder_of


@pytest.fixture(scope="session")
def sources(made_once) -> Path:
    """A copy of the checkout's ``raw/`` and ``dbt/``, taken once: the checkout may be worked on meanwhile."""

    def make(root: Path) -> None:
        for part in ("raw", "dbt"):
            shutil.copytree(CHECKOUT / part, root / part, ignore=shutil.ignore_patterns("target", "logs", ".user.yml"))
        (root / "warehouse").mkdir()

    return made_once("sources", make)


@pytest.fixture(scope="session")
def small_sources(made_once, sources: Path) -> Path:
    """The same documents and vocabulary with three models: dbt takes one second, where the models do not matter."""

    def make(root: Path) -> None:
        shutil.copytree(sources / "raw", root / "raw")
        shutil.copytree(sources / "dbt/seeds", root / "dbt/seeds", ignore=shutil.ignore_patterns("*.yml"))
        for name, text in SMALL_DBT.items():
            path = root / "dbt" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        shutil.copy(sources / "dbt/macros/generate_schema_name.sql", root / "dbt/macros")
        (root / "warehouse").mkdir()

    return made_once("small-sources", make)


@pytest.fixture(scope="session")
def template(made_once, sources: Path, forker: Forker) -> Path:
    """A project whose first build is published; to be copied, not changed."""
    return made_once("published", lambda root: _refresh_a_copy(sources, root, forker))


@pytest.fixture(scope="session")
def small_template(made_once, small_sources: Path, forker: Forker) -> Path:
    """The same with few models."""
    return made_once("small-published", lambda root: _refresh_a_copy(small_sources, root, forker))


def _refresh_a_copy(sources: Path, root: Path, forker: Forker) -> None:
    shutil.copytree(sources, root)
    run = Project(root, forker).run("refresh")
    assert run.code == 0, run.output


@pytest.fixture
def project(tmp_path: Path, sources: Path, forker: Forker) -> Project:
    """The checkout's documents and models, and nothing published."""
    return Project(Path(shutil.copytree(sources, tmp_path / "project")), forker)


@pytest.fixture
def published(tmp_path: Path, template: Path, forker: Forker) -> Project:
    """The checkout's documents and models, with a first build published."""
    return Project(Path(shutil.copytree(template, tmp_path / "published", symlinks=True)), forker)


@pytest.fixture
def small(tmp_path: Path, small_template: Path, forker: Forker) -> Project:
    """The checkout's documents and few models, with a first build published."""
    return Project(Path(shutil.copytree(small_template, tmp_path / "small", symlinks=True)), forker)


@pytest.fixture(scope="session")
def unreviewed(made_once, template: Path, forker: Forker) -> Project:
    """A published build in which nobody has judged what the reader reads in two documents; to be copied, not changed."""

    def make(root: Path) -> None:
        shutil.copytree(template, root, symlinks=True)
        for document in ("keji-ribao-2023-03", "lanbai-2024-review"):
            (root / f"raw/extracts/{document}.csv").unlink()
        run = Project(root, forker).run("refresh", "--accept-removal")
        assert run.code == 0, run.output

    return Project(made_once("unreviewed", make), forker)


@pytest.fixture(scope="session")
def project_class() -> type[Project]:
    """For fixtures that live longer than one test."""
    return Project
