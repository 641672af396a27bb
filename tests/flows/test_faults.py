"""What fails around a refresh: disk, permissions, dbt, the published file, the Prefect server."""

import contextlib
import shutil
import socket
import threading
import time
from pathlib import Path

import duckdb
import pytest

pytestmark = pytest.mark.flow


FULL_WHEN_DBT_BEGINS = """
def fill(original):
    def call(*args, **kwargs):
        no_file_larger_than(1_500_000)
        return original(*args, **kwargs)
    return call
replace("flows.refresh:dbt_build", fill)
"""


@pytest.mark.parametrize(
    ("first", "options"),
    [
        ("no_file_larger_than(200_000)", []),
        ("no_file_larger_than(200_000)", ["--full"]),
        (FULL_WHEN_DBT_BEGINS, ["--full"]),
    ],
    ids=["while the base is copied", "while rows are loaded", "while dbt builds"],
)
def test_a_full_disk_fails_the_run_and_names_the_path(small, first, options):
    before = small.tables()
    small.add_a_claim()
    run = small.run("refresh", *options, first=first)
    assert run.code == 1, run.output
    assert str(small.root / "warehouse") in run.output[run.output.rindex("error: ") :]
    assert small.published.sequence == 1
    assert small.tables() == before
    if not options:
        run = small.run("refresh")
        assert run.code == 0, run.output
        assert len(small.tables()["marts.fct_claims"]) == len(before["marts.fct_claims"]) + 1


@pytest.mark.parametrize("folder", ["warehouse", "warehouse/builds"])
def test_a_folder_that_cannot_be_written_fails_the_run_and_is_named(small, folder):
    small.add_a_claim()
    (small.root / folder).chmod(0o555)
    try:
        run = small.run("refresh", first="obey_permissions()")
    finally:
        (small.root / folder).chmod(0o755)
    assert run.code == 1, run.output
    assert f"error: {small.root / folder}" in run.output
    assert small.published.sequence == 1
    run = small.run("refresh")
    assert run.code == 0, run.output


def test_a_failing_dbt_test_fails_the_run_and_shows_rows(small):
    before = small.tables()
    path = small.root / "dbt/tests/nothing_is_from_jiayuguan.sql"
    path.write_text("select claim_id, '嘉峪关' as found from {{ ref('fct_claims') }} order by 1", encoding="utf-8")
    run = small.run("refresh")
    assert run.code == 1, run.output
    message = run.output[run.output.rindex("error: ") :]
    first = min(row[0] for row in before["raw.claims"])
    assert "test nothing_is_from_jiayuguan (tests/nothing_is_from_jiayuguan.sql)" in message
    assert f"claim_id={first}, found=嘉峪关" in message
    assert small.published.sequence == 1
    assert small.tables() == before
    path.unlink()
    assert "nothing changed" in small.run("refresh").output


def test_a_failing_model_fails_the_run_and_is_named(small):
    before = small.tables()
    path = small.root / "dbt/models/marts/dim_articles.sql"
    path.write_text("select no_such_column from {{ source('raw', 'articles') }}", encoding="utf-8")
    run = small.run("refresh")
    assert run.code == 1, run.output
    message = run.output[run.output.rindex("error: ") :]
    assert "model dim_articles (models/marts/dim_articles.sql)" in message
    assert "no_such_column" in message
    assert small.published.sequence == 1
    assert small.tables() == before


def test_a_model_that_dbt_cannot_parse_fails_the_run_and_is_named(small):
    (small.root / "dbt/models/marts/dim_articles.sql").write_text("select {{ ref( }}", encoding="utf-8")
    run = small.run("refresh")
    assert run.code == 1, run.output
    assert "dim_articles" in run.output[run.output.rindex("error: ") :]
    assert small.published.sequence == 1


CONTRACT = """
models:
  - name: fct_claims
    config: {{contract: {{enforced: true}}}}
    columns:
{columns}
"""


def test_fault_63_a_model_whose_columns_are_no_longer_those_of_its_contract_fails_the_run(small):
    before = small.tables()
    with duckdb.connect(str(small.pointer.resolve()), read_only=True) as connection:
        found = connection.execute("select column_name, column_type from (describe marts.fct_claims)").fetchall()
    columns = "\n".join(f"      - {{name: {name}, data_type: '{kind}'}}" for name, kind in found)
    path = small.root / "dbt/models/marts/marts.yml"
    path.write_text(CONTRACT.format(columns=columns.replace("'INTEGER'", "varchar", 1)), encoding="utf-8")
    run = small.run("refresh")
    assert run.code == 1, run.output
    message = run.output[run.output.rindex("error: ") :]
    assert "fct_claims" in message
    assert next(name for name, kind in found if kind == "INTEGER") in message
    assert small.published.sequence == 1
    assert small.tables() == before


@pytest.mark.parametrize("command", [["refresh"], ["status"], ["sql", "select nothing"]])
def test_fault_79_no_secret_of_the_environment_is_printed_or_kept(small, command):
    small.add_a_claim()
    secrets = {"FANGZHI_TOKEN": "s3cret-token", "PREFECT_API_KEY": "s3cret-key"}
    run = small.run_in_new_process(*command, PREFECT_API_URL="http://somebody:s3cret-word@127.0.0.1:1/api", **secrets)
    assert run.code == (0 if command == ["status"] else 1), run.output
    assert "s3cret" not in run.output
    for file in (small.root / "warehouse").rglob("*"):
        if file.is_file():
            assert b"s3cret" not in file.read_bytes(), file


def truncate(data):
    return data[: len(data) // 3]


def flip_much(data):
    return data[:20_000] + bytes(byte ^ 0xFF for byte in data[20_000:])


@pytest.mark.parametrize("damage", [truncate, flip_much])
def test_a_damaged_published_database_is_said_replaced_and_built_anew(small, damage):
    before = small.tables()
    small.add_a_claim()
    assert small.run("refresh").code == 0
    after = small.tables()
    path = small.store.folder(2) / "fangzhi.duckdb"
    path.chmod(0o644)
    path.write_bytes(damage(path.read_bytes()))
    asked = small.run("sql", "select count(*) from marts.fct_claims")
    assert asked.code == 1, asked.output
    assert asked.output.startswith("error: ")
    assert "Traceback" not in asked.output
    killed = small.run("refresh", first="die('flows.refresh:dbt_build', 'before')")
    assert killed.code == -9, killed.output
    assert "build 2 was damaged" in killed.output
    if damage is not flip_much:
        assert "until then build 1 is published" in killed.output
        assert small.tables() == before
    run = small.run("refresh")
    assert run.code == 0, run.output
    assert small.tables() == after


def test_a_flipped_bit_anywhere_gives_no_wrong_answer_and_no_traceback(small):
    query = "select md5(string_agg(c::varchar, '' order by c.claim_id)) from marts.fct_claims c"
    good = small.run("sql", "--format", "csv", query).output
    path = small.store.folder(1) / "fangzhi.duckdb"
    path.chmod(0o644)
    data = path.read_bytes()
    for at in range(11, len(data), len(data) // 12):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :])
        run = small.run("sql", "--format", "csv", query)
        assert (run.code == 0 and run.output == good) or (run.code == 1 and run.output.startswith("error: ")), (at, run)


class Proxy:
    """Passes connections on to a port of this machine until it is cut."""

    def __init__(self, port):
        self._port, self._open = port, []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/api"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                pair = self._listener.accept()[0], socket.create_connection(("127.0.0.1", self._port))
                self._open += pair
                for source, target in (pair, reversed(pair)):
                    threading.Thread(target=self._pass_on, args=(source, target), daemon=True).start()

    def _pass_on(self, source, target):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)

    def cut(self):
        for connection in (self._listener, *self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()


@pytest.fixture(scope="module", autouse=True)
def orphaned(tmp_path_factory, small_template, project_class, forker, prefect_server):
    """A refresh in a new process whose Prefect server goes away while it loads; goes on while other tests run."""
    root = tmp_path_factory.mktemp("orphaned") / "project"
    project = project_class(Path(shutil.copytree(small_template, root, symlinks=True)), forker)
    project.add_a_claim()
    proxy = Proxy(int(prefect_server.split(":")[-1].removesuffix("/api")))

    def refresh():
        running = forker.pool.submit(project.run_in_new_process, "refresh", PREFECT_API_URL=proxy.url)
        while not any(project.store.builds.glob(".work*/fangzhi.duckdb")) and not running.done():
            time.sleep(0.02)
        proxy.cut()
        began = time.monotonic()
        return project, running.result(), time.monotonic() - began

    return forker.pool.submit(refresh)


def test_a_prefect_server_that_is_not_there_ends_the_run_soon(small):
    small.add_a_claim()
    began = time.monotonic()
    run = small.run_in_new_process("refresh", PREFECT_API_URL="http://127.0.0.1:1/api")
    assert run.code == 1, run.output
    assert "error: Prefect server: found no answer" in run.output
    assert time.monotonic() - began < 60
    assert small.published.sequence == 1


def test_a_prefect_server_that_goes_away_ends_the_run_within_two_minutes(orphaned):
    project, run, seconds = orphaned.result()
    assert run.code == 1, run.output
    assert "error: Prefect server: found no answer" in run.output
    assert seconds < 120
    assert project.published.sequence == 1
    assert not project.is_locked()
    run = project.run("refresh")
    assert run.code == 0, run.output
    assert project.published.sequence == 2
