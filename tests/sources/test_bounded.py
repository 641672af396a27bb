"""A file that takes too much time or memory is refused by name, and takes no other with it."""

import contextlib
import csv
import pickle
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner
from hostile import LARGE, PROSE, SHOWN, SLOW, bold_page, page, pdf
from sampling import sampled

from flows.cli import main
from flows.domain.errors import FangzhiError
from flows.sources.bounded import Bounded, Budget
from flows.sources.decoding import UndecodableError
from flows.sources.documents import read_loose_text, read_loose_within
from flows.sources.ingest import as_rows, ingest
from flows.sources.inventory import sha256, take_inventory
from flows.sources.manifest import Entry
from flows.sources.pages import read_text

pytestmark = pytest.mark.usefixtures("words_in_memory")
ROOT = Path(__file__).parents[2]
SECOND = Budget(seconds=1.5, seconds_per_mb=0.0, patience=100.0)


def workers() -> list[psutil.Process]:
    """The processes that this one has started for foreign files and not collected yet."""
    found = []
    for child in psutil.Process().children():
        with contextlib.suppress(psutil.NoSuchProcess):  # also one that was killed and is not collected yet
            if "flows.confined" in " ".join(child.cmdline()):
                found.append(child)
    return found


@pytest.fixture(autouse=True)
def nothing_left():
    before = {process.pid for process in workers()}
    yield
    assert {process.pid for process in workers()} <= before


def refused(bounded: Bounded, data: bytes, suffix: str) -> str:
    with pytest.raises(UndecodableError) as caught:
        bounded.read_text(data, suffix=suffix)
    assert all((caught.value.found, caught.value.expected, caught.value.mend))
    return caught.value.kind


# Of others see the three documents below.
@pytest.mark.parametrize("name", sampled(SLOW, ["many-attributes", "content-that-unpacks"]))
def test_a_slow_file_is_refused_and_the_next_one_is_read(name):
    suffix, data = SLOW[name]
    with Bounded(extraction=SECOND) as bounded:
        began = time.monotonic()
        assert refused(bounded, data, suffix) == "too_slow"
        assert time.monotonic() - began < 120
        assert bounded.read_text(page(""), suffix=".html") == read_text(page(""), suffix=".html")


@pytest.mark.parametrize("name", sampled(LARGE, ["fonts-of-65536-signs"]))
def test_a_file_that_takes_much_memory_is_refused_and_the_next_one_is_read(name):
    suffix, data = LARGE[name]
    with Bounded(extraction=Budget(memory=200)) as bounded:
        assert refused(bounded, data, suffix) == "too_much_memory"
        assert bounded.read_text(pdf(content=SHOWN), suffix=".pdf").text == "GDP 1184"


def test_what_is_refused_without_a_budget_is_refused_the_same_within_one():
    with Bounded() as bounded:
        for data, suffix, kind in [
            (b"%PDF-1.4\n", ".pdf", "format"), (pdf(content=b""), ".pdf", "no_text"), (b"", ".html", "empty"),
            (b"<div>" * 1000, ".html", "hostile"), (PROSE.encode(), ".docx", "format"), (b"", ".txt", "empty"),
        ]:  # fmt: skip
            assert refused(bounded, data, suffix) == kind


def test_files_share_one_process_which_ends_with_the_work():
    with Bounded() as bounded:
        bounded.read_text(page(""), suffix=".html")
        first = workers()
        bounded.read_text(pdf(content=SHOWN), suffix=".pdf")
        assert workers() == first
        assert len(first) == 1
    assert workers() == []


def test_plain_text_starts_no_process(vocabulary):
    with Bounded() as bounded:
        text = bounded.read_text(PROSE.encode(), suffix=".txt").text
        read_loose_within(bounded, text, vocabulary, published="2024")
        assert workers() == []


class Killer(threading.Thread):
    """Kills workers that have worked a while, so many of them one after the other."""

    def __init__(self, times: int) -> None:
        super().__init__(daemon=True)
        self.killed, self._times = set(), times

    def run(self) -> None:
        until = time.monotonic() + 100
        while len(self.killed) < self._times and time.monotonic() < until:
            for process in workers():
                with contextlib.suppress(psutil.NoSuchProcess):
                    if process.pid not in self.killed and process.cpu_times().user > 0.7:
                        process.kill()
                        self.killed.add(process.pid)
            time.sleep(0.02)


def test_a_file_whose_process_was_killed_is_read_in_another_one():
    killer = Killer(1)
    killer.start()
    with Bounded() as bounded:
        assert "1亿" * 6000 in bounded.read_text(bold_page(6000), suffix=".html").text
    killer.join()
    assert len(killer.killed) == 1


def test_a_file_whose_processes_are_killed_is_refused():
    killer = Killer(2)
    killer.start()
    with Bounded(extraction=Budget(seconds=30)) as bounded:
        assert refused(bounded, bold_page(40_000), ".html") == "broken_process"
        assert bounded.read_text(page(""), suffix=".html").text == PROSE
    killer.join()
    assert len(killer.killed) == 2


def test_a_process_that_died_while_it_waited_costs_no_attempt():
    with Bounded() as bounded:
        for _ in range(3):
            assert bounded.read_text(page(""), suffix=".html").text == PROSE
            (process,) = workers()
            process.kill()
            psutil.wait_procs([process], timeout=5)


def test_no_worker_outlives_a_killed_parent(tmp_path: Path):
    (tmp_path / "page.html").write_bytes(bold_page(60_000))
    code = (
        "import sys; from pathlib import Path; from flows.sources.bounded import Bounded, Budget\n"
        "Bounded(extraction=Budget(seconds=300)).read_text(Path(sys.argv[1]).read_bytes(), suffix='.html')"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "page.html")]) as parent:
        until = time.monotonic() + 60
        started = []
        while not any(worker.cpu_times().user > 1 for worker in started) and time.monotonic() < until:
            time.sleep(0.1)
            started = psutil.Process(parent.pid).children()
        parent.kill()
    assert started
    _, alive = psutil.wait_procs(started, timeout=30)
    assert alive == []


def entry_of(document: str, suffix: str, data: bytes) -> Entry:
    return Entry(document, f"{document}{suffix}", "", "", "2024", "printed", "", "", sha256(data), "", "")


@pytest.mark.parametrize(
    ("suffix", "hostile", "kind", "budget"),
    [
        (*SLOW["many-bold-digits"], "too_slow", SECOND),
        (*SLOW["one-page-500-times"], "too_slow", SECOND),
        (*LARGE["elements"], "too_much_memory", Budget(memory=200)),
    ],
    ids=["slow-page", "slow-pdf", "large-page"],
)
def test_of_three_documents_the_hostile_one_is_quarantined_and_the_others_are_as_without_it(
    vocabulary, suffix, hostile, kind, budget
):
    files = [("a", ".html", page("<p>2024年，酒泉市完成地区生产总值1000.5亿元。</p>")), ("b", suffix, hostile), ("c", ".txt", PROSE.encode())]  # fmt: skip

    def batch(files):
        with Bounded(extraction=budget) as bounded:
            return as_rows(ingest(entry_of(*file), file[2], None, vocabulary, bounded) for file in files)

    with_it, without_it = batch(files), batch([files[0], files[2]])
    (refusal,) = with_it.pop("refusals")
    assert (refusal["document"], refusal["file"], refusal["kind"]) == ("b", f"raw/articles/b{suffix}", kind)
    assert without_it.pop("refusals") == []
    assert with_it == without_it
    assert len(with_it["claims"]) >= 4


def test_a_document_read_in_a_process_is_the_same_as_one_read_here(vocabulary):
    with Bounded(long=10) as bounded:
        for entry in take_inventory(ROOT).entries.values():
            data = (ROOT / "raw/articles" / entry.file).read_bytes()
            extracts = (ROOT / f"raw/extracts/{entry.document}.csv").read_bytes()
            found = ingest(entry, data, extracts, vocabulary, bounded)
            assert found == ingest(entry, data, extracts, vocabulary)
            assert found.reading.claims
        assert len(workers()) == 1
        text = read_loose_within(bounded, found.source.decoded.text, vocabulary, published="2024")
        assert text == read_loose_text(found.source.decoded.text, vocabulary, published="2024")
        assert read_loose_within(bounded, "工业总产值1184亿元，" * 2, vocabulary).warning
        with pytest.raises(FangzhiError, match="published: found"):
            read_loose_within(bounded, "工业总产值1184亿元", vocabulary, published="soon")


@pytest.mark.parametrize(
    ("budget", "kind"), [(SECOND, "too_slow"), (Budget(seconds=100, memory=250), "too_much_memory")]
)
def test_fault_13_a_text_that_the_reader_takes_too_much_for_is_quarantined(vocabulary, budget, kind):
    data = ("工业总产值1184亿元，" * 200_000).encode()
    with Bounded(reading=budget, long=1000) as bounded:
        found = ingest(entry_of("d", ".txt", data), data, None, vocabulary, bounded)
        assert (found.source, [refusal.kind for refusal in found.refusals]) == (None, [kind])
        after = ingest(entry_of("e", ".txt", PROSE.encode()), PROSE.encode(), None, vocabulary, bounded)
    assert len(after.reading.claims) >= 3


def test_a_copy_for_another_process_has_the_same_budget_and_no_process():
    bounded = Bounded(extraction=SECOND)
    with bounded, pickle.loads(pickle.dumps(bounded)) as copy:  # noqa: S301 - written here
        bounded.read_text(page(""), suffix=".html")
        assert refused(copy, SLOW["many-bold-digits"][1], ".html") == "too_slow"


def command(*arguments, project: Path = ROOT) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["--project", str(project), *map(str, arguments)])
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands have that much for a file."""
    # the first module takes the name from the second
    for place in ("flows.sources.adding.Bounded", "flows.sources.bounded.Bounded"):
        monkeypatch.setattr(place, lambda: Bounded(extraction=SECOND))


@pytest.mark.parametrize("jobs", [1, 2])
def test_read_says_which_file_is_too_slow_and_reads_the_others(tmp_path: Path, a_second, jobs):
    for name, data in [("good", page("")), ("bad", SLOW["many-bold-digits"][1])]:
        (tmp_path / f"{name}.html").write_bytes(data)
    good, bad = tmp_path / "good.html", tmp_path / "bad.html"
    code, out, err = command("read", bad, good, "--published", "2024", "--format", "csv", "--jobs", jobs)
    assert code == 2
    assert [row["file"] for row in csv.DictReader(out.splitlines())][:1] == [str(good)]
    assert err.startswith(f"error: {bad}: found a file that takes longer")
    assert "Mend: " in err
    assert command("read", bad, "--published", "2024")[0] == 1


def test_add_refuses_a_file_that_is_too_slow_and_writes_nothing(tmp_path: Path, a_second):
    for folder in ("raw", "dbt"):
        (tmp_path / "project" / folder).mkdir(parents=True)
    (tmp_path / "project/dbt/dbt_project.yml").touch()
    before = sorted((tmp_path / "project").rglob("*"))
    (tmp_path / "bad.html").write_bytes(SLOW["many-bold-digits"][1])
    code, _, err = command("add", tmp_path / "bad.html", "--published", "2024", project=tmp_path / "project")
    assert code == 1
    assert f"{tmp_path}/bad.html: found a file that takes longer" in err
    assert sorted((tmp_path / "project").rglob("*")) == before
