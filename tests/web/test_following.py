"""The explorer moves to a newer build while it is being asked."""

import dataclasses
import shutil
import threading
import time
from pathlib import Path

import duckdb
import pytest

from flows.store.builds import Build, BuildStore


@pytest.fixture
def root(tmp_path: Path, template: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "project", symlinks=True))


def publish_again(root: Path, *, region: str) -> Build:
    """Publish a copy of the newest build in which 嘉峪关市 has another name."""
    store = BuildStore(root / "warehouse")
    before = store.published()
    path = store.begin(before)
    path.chmod(0o600)
    with duckdb.connect(str(path)) as connection:
        connection.execute("update marts.dim_regions set name = ? where region_id = '620200'", [region])
        connection.execute("checkpoint")
    sequence = before.sequence + 1
    build = dataclasses.replace(before, build_id=f"{sequence:032x}", sequence=sequence)
    return store.publish(build, expected=before.sequence)


def test_each_new_build_is_shown_and_no_request_fails(make_client, root: Path):
    with make_client(root) as client:
        assert "嘉峪关市" in client.get("/regions/620200").text
        statuses, is_over = [], threading.Event()

        def ask() -> None:
            while not is_over.is_set():
                statuses.extend(
                    client.get(path).status_code for path in ("/regions/620200", f"/search?q={len(statuses)}")
                )

        asking = [threading.Thread(target=ask) for _ in range(4)]
        for thread in asking:
            thread.start()
        try:
            for name in ("第一次", "第二次", "第三次", "第四次"):
                publish_again(root, region=name)
                published_at = time.monotonic()
                while name not in client.get("/regions/620200").text:
                    assert time.monotonic() - published_at < 20
                    time.sleep(0.05)
        finally:
            is_over.set()
            for thread in asking:
                thread.join()
        assert len(statuses) > 20
        assert set(statuses) == {200}


def test_old_builds_may_be_cleared_away_while_they_are_shown(make_client, root: Path):
    with make_client(root) as client:
        store = BuildStore(root / "warehouse")
        shown = store.published()
        shutil.rmtree(store.folder(shown.sequence))
        assert client.get("/regions/620000").status_code == 200


def test_an_answer_is_of_its_build_and_says_so(make_client, root: Path):
    with make_client(root) as client:
        first = client.get("/regions/620200")
        again = client.get("/regions/620200", headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        publish_again(root, region="换了名")
        deadline = time.monotonic() + 20
        while (
            later := client.get("/regions/620200", headers={"if-none-match": first.headers["etag"]})
        ).status_code == 304:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert later.status_code == 200
        assert later.headers["etag"] != first.headers["etag"]


def test_a_broken_build_is_told_and_the_one_before_goes_on(make_client, root: Path, caplog: pytest.LogCaptureFixture):
    with make_client(root) as client:
        build = publish_again(root, region="坏的")
        path = BuildStore(root / "warehouse").database(build)
        path.chmod(0o600)
        path.write_bytes(path.read_bytes()[:100_000])
        deadline = time.monotonic() + 20
        while "a newer build is not served" not in caplog.text:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert client.get("/regions/620200?unkept=1").status_code == 200


def test_where_nothing_is_published_it_does_not_start(make_client, tmp_path: Path):
    with pytest.raises(Exception, match=r"found nothing published.*Mend: fangzhi refresh"):
        make_client(tmp_path)


@pytest.mark.parametrize("headers", [{"accept-encoding": "gzip"}, {"accept-encoding": "identity"}])
def test_a_kept_answer_is_the_same_as_the_first(explorer, headers: dict[str, str]):
    path = f"/articles?page=1&as={headers['accept-encoding']}"
    first, second = explorer.get(path, headers=headers), explorer.get(path, headers=headers)
    assert first.content == second.content
    assert first.headers["etag"] == second.headers["etag"]
    assert ("content-encoding" in first.headers) == (headers["accept-encoding"] == "gzip")
    assert explorer.head(path).headers["etag"] == first.headers["etag"]
    assert explorer.head(path).content == b""


def test_a_build_of_another_version_says_so(make_client, root: Path):
    store = BuildStore(root / "warehouse")
    before = store.published()
    path = store.begin(before)
    path.chmod(0o600)
    with duckdb.connect(str(path)) as connection:
        connection.execute("drop table marts.fct_vintages")
        (observation,) = connection.execute(
            "select min(observation_id) from marts.fct_indicators_by_region_year"
        ).fetchone()
    build = dataclasses.replace(before, build_id="f" * 32, sequence=before.sequence + 1)
    store.publish(build, expected=before.sequence)
    with make_client(root) as client:
        answer = client.get(f"/api/observations/{observation}")
        assert answer.status_code == 503
        assert answer.json()["detail"].endswith("Mend: fangzhi refresh")
        assert client.get("/regions/620200").status_code == 200
