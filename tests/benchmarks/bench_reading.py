"""How fast the reader reads and how much memory it takes, beside its peers in the same run.

    python tests/benchmarks/bench_reading.py [--peers PYTHON] [--only SECTION ...] [--rounds N]

Two sets of texts: the five documents of raw/articles, and the short articles of tests/corpus, which are full of figures.
Each is repeated as separate documents, with other digits in the decimals, so that no cache takes them for known.

========  ============================================================================================================
first     a text at first sight: a new process, warmed by the other set, reads each text once
reader    warm: `segment` and `read_document` over a few MB; the floor is one `re` scan for runs of digits
peers     JioNLP (money and time) and recognizers-text (six of its Chinese models) sentence by sentence, in turns with ours
jobs      the command ``fangzhi read --jsonl`` with one job and with more, and as many commands at once with a part each:
          what the machine gives in that moment
memory    the largest process of that command as the number of documents grows
hostile   seconds for input of up to 1 MB, and how many times those for half as much: 2 where time is linear
========  ============================================================================================================

Sections ``first``, ``reader``, ``peers`` and ``hostile`` count CPU time of one process (``time.process_time``), so that
others on the machine disturb little; ``jobs`` is the clock's time. Best of the rounds, all in turns. MB is 10^6 bytes of
UTF-8.

The peers live in an environment of their own (Python 3.11; nothing is downloaded when they are imported)::

    python3.11 -m venv PEERS
    PEERS/bin/pip install jionlp==1.5.31 recognizers-text-suite==1.0.2a2 emoji==1.1.0
    python tests/benchmarks/bench_reading.py --peers PEERS/bin/python
"""

import argparse
import datetime as dt
import gc
import json
import os
import platform
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeVar

from flows.reading.statements.documents import read_document
from flows.sources.documents import read_loose_text
from flows.sources.manifest import read_manifest
from flows.sources.segmentation import segment
from flows.vocabulary import Vocabulary, load_vocabulary

CHECKOUT = Path(__file__).parents[2]
PEERS = Path(__file__).with_name("peers.py")
FANGZHI = [sys.executable, "-c", "from flows.cli import main; main()", "--project", str(CHECKOUT)]
HOW_TO = "make them an environment:\n" + (__doc__ or "").partition("::")[2].strip("\n")
DAY = dt.date(2025, 1, 1)
MB = 1_000_000
NOT_LINEAR = 2.5
DOUBLINGS = 32
"""A hostile input is doubled from this part of its size on, as long as that is done in ``LIMIT``."""
LIMIT = 20
"""Seconds by the clock (a timer of CPU time makes that time coarse) after which a hostile input is given up."""
MEMORY_STEPS = (75, 300, 1200)
_DECIMAL = re.compile(r"(?<=\.)\d+", re.ASCII)
_DIGITS = re.compile("[0-9０-９]+")
_SENTENCE = re.compile("[^。！？；\n]+[。！？；]?")
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Text:
    """A document to read: what it says, and when and where it was published."""

    text: str
    published: str = DAY.isoformat()
    published_on: dt.date = DAY
    outlet: str = ""

    @property
    def size(self) -> int:
        return len(self.text.encode())

    def with_digits(self, turn: int) -> "Text":
        """The same with other digits behind the decimal points; ``turn`` 0 is as it was."""
        return replace(self, text=_DECIMAL.sub(lambda match: _turned(match[0], turn), self.text)) if turn else self


def _turned(digits: str, turn: int) -> str:
    return f"{(int(digits) + turn * 7) % 10 ** len(digits):0{len(digits)}}"


class Cost(NamedTuple):
    """Seconds of CPU time for the documents of one pass."""

    segmentation: float
    reading: float
    articles: int
    figures: int

    @property
    def whole(self) -> float:
        return self.segmentation + self.reading


def text_sets() -> dict[str, list[Text]]:
    entries, refusals = read_manifest((CHECKOUT / "raw/manifest.csv").read_text(encoding="utf-8"))
    assert not refusals, refusals
    articles = [
        Text(_said(CHECKOUT / "raw/articles" / entry.file), entry.published, entry.published_on, entry.outlet)
        for entry in entries.values()
    ]
    corpus = [Text(_said(path)) for path in sorted((CHECKOUT / "tests/corpus").glob("*.txt"))]
    return {"raw/articles": articles, "tests/corpus": corpus}


def _said(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")


def repeated(texts: list[Text], size: int) -> list[Text]:
    """So many copies of all ``texts`` that they have ``size`` bytes, at least one."""
    copies = max(1, round(size / sum(text.size for text in texts)))
    return [text.with_digits(turn) for turn in range(copies) for text in texts]


def read_all(texts: list[Text], vocabulary: Vocabulary) -> Cost:
    segmentation = reading = 0.0
    articles = figures = 0
    for text in texts:
        began = time.process_time()
        found = segment(
            text.text, document="text", published=text.published, published_on=text.published_on, published_basis="given"
        )  # fmt: skip
        cut = time.process_time()
        read = read_document(text.text, found.articles, found.segments, vocabulary, outlet=text.outlet)
        reading += time.process_time() - cut
        segmentation += cut - began
        articles += len(read.articles)
        figures += len(read.figures)
    return Cost(segmentation, reading, articles, figures)


def best(results: list[Cost]) -> Cost:
    return min(results, key=lambda cost: cost.whole)


# -- sections ---------------------------------------------------------------------------------------------------------


def bench_first(sets: dict[str, list[Text]], options: argparse.Namespace) -> None:
    heading("first sight", "MB/s", "documents/s")
    for name, texts in sets.items():
        others = [text for other, them in sets.items() if other != name for text in them]
        costs = [in_new_process(partial(first_sight, others, texts)) for _ in range(options.rounds)]
        size, seconds = sum(text.size for text in texts), best(costs).whole
        row(name, f"{size / seconds / MB:.2f}", f"{len(texts) / seconds:.0f}")


def first_sight(others: list[Text], texts: list[Text]) -> Cost:
    vocabulary = load_vocabulary(CHECKOUT / "dbt/seeds")
    read_all(others, vocabulary)
    return read_all(texts, vocabulary)


def in_new_process(work: Callable[[], _Result]) -> _Result:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work).result()


def bench_reader(sets: dict[str, list[Text]], options: argparse.Namespace) -> None:
    vocabulary = load_vocabulary(CHECKOUT / "dbt/seeds")
    heading("reader, warm, one core", "MB", "MB/s", "documents/s", "articles/s", "µs/figure")
    for name, once in sets.items():
        texts = repeated(once, options.megabytes * MB)
        size = sum(text.size for text in texts)
        read_all(once, vocabulary)
        costs, floors = [], []
        for _ in range(options.rounds):
            costs.append(read_all(texts, vocabulary))
            floors.append(digit_scan(texts))
        cost = best(costs)
        for what, seconds in (
            ("segment + read_document", cost.whole), ("read_document", cost.reading), ("segment", cost.segmentation),
            ("(floor: re scan of digits)", min(floors)),
        ):  # fmt: skip
            row(
                f"{name} {what}", f"{size / MB:.1f}", f"{size / seconds / MB:.2f}", f"{len(texts) / seconds:.0f}",
                f"{cost.articles / seconds:.0f}", f"{seconds / cost.figures * 1e6:.1f}",
            )  # fmt: skip
        spread = statistics.median(cost.whole for cost in costs) / cost.whole
        note(f"{name}: {size / len(texts) / 1000:.1f} KB and {cost.figures / len(texts):.0f} figures a document, "
             f"{cost.figures / size * 1000:.1f} figures a KB; median of {len(costs)} rounds {spread:.2f} of the best")  # fmt: skip


def digit_scan(texts: list[Text]) -> float:
    began = time.process_time()
    for text in texts:
        for _ in _DIGITS.finditer(text.text):
            pass
    return time.process_time() - began


def bench_peers(sets: dict[str, list[Text]], options: argparse.Namespace) -> None:
    heading("peers, warm, one core", "KB/s", "found", "failed", "ours by sentence", "ours by document")
    if options.peers is None:
        for name in ("jionlp money+time", "recognizers-text"):
            row(name, *["-"] * 5)
        note(f"not measured; {HOW_TO}")
        return
    vocabulary = load_vocabulary(CHECKOUT / "dbt/seeds")
    documents = [text for texts in sets.values() for text in texts]
    with Peers(options.peers) as peers:
        note(f"Python {peers.hello['python']}, {', '.join(peers.hello['versions'])}")
        for failure in peers.hello["failures"]:
            note(f"not measured: {failure}")
        took: dict[str, list[dict[str, float]]] = {what: [] for what in peers.hello["what"]}
        by_sentence, by_document = [], []
        read_all(documents, vocabulary)
        for turn in range(1, options.rounds + 1):
            asked = [text.with_digits(turn) for text in documents]
            sentences = [
                replace(text, text=match) for text in asked for match in _SENTENCE.findall(text.text) if match.strip()
            ]
            by_document.append(read_all(asked, vocabulary))
            by_sentence.append(read_all(sentences, vocabulary))
            for what, results in took.items():
                results.append(peers.measured(what, [sentence.text for sentence in sentences]))
    size = sum(sentence.size for sentence in sentences)
    ours = best(by_sentence), best(by_document)
    for name, cost in zip(("fangzhi by sentence", "fangzhi by document"), ours, strict=True):
        row(
            name,
            f"{size / cost.whole / 1000:.1f}",
            f"{cost.figures}",
            "0",
            *(f"{one.whole / cost.whole:.2f}" for one in ours),
        )
    fastest = {what: min(results, key=lambda result: result["seconds"]) for what, results in took.items()}
    for package, total in (("jionlp", "jionlp money+time"), ("recognizers-text", "recognizers-text, all six")):
        parts = {what: result for what, result in fastest.items() if what.startswith(package)}
        if parts:
            parts[total] = {key: sum(part[key] for part in parts.values()) for key in ("seconds", "found", "failed")}
        for what, result in parts.items():
            seconds = result["seconds"]
            row(what, f"{size / seconds / 1000:.1f}", f"{result['found']:.0f}", f"{result['failed']:.0f}",
                *(f"{seconds / cost.whole:.1f} x" for cost in ours))  # fmt: skip
    note(f"{len(sentences)} sentences, {size / 1000:.0f} KB; `N x`: so many times as fast as the peer (ours reads all figures "
         "with indicator, region, period; theirs finds what its name says)")  # fmt: skip


class Peers:
    """The peers' process, as long as it is used."""

    def __init__(self, python: str) -> None:
        self._process = subprocess.Popen(
            [python, "-I", "-W", "ignore", str(PEERS)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
        )  # fmt: skip
        self.hello = self._answer()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(60)

    def measured(self, what: str, texts: list[str]) -> dict[str, float]:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"what": what, "texts": texts}) + "\n")
        self._process.stdin.flush()
        answer: dict[str, float] = self._answer()
        return answer

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            sys.exit(
                f"peers: found a process that ended with {self._process.wait(60)}, expected an answer. Mend: {HOW_TO}"
            )
        return json.loads(line)


class Usage(NamedTuple):
    """Of a command and the processes it waited for: the clock's seconds, CPU seconds, MB of the largest process."""

    clock: float
    cpu: float
    memory: float


def bench_jobs(sets: dict[str, list[Text]], options: argparse.Namespace) -> None:
    texts = [text for once in sets.values() for text in repeated(once, options.megabytes * MB)]
    texts = [text for start in range(7) for text in texts[start::7]]  # long and short mixed
    size, jobs = sum(text.size for text in texts), options.jobs
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole, nothing = lines_of(texts, folder / "whole"), lines_of(texts[:1], folder / "one")
        parts = [lines_of(texts[part::jobs], folder / f"part-{part}") for part in range(jobs)]
        asked = {
            "start": [[nothing, "1"]], "one job": [[whole, "1"]], f"{jobs} jobs": [[whole, str(jobs)]],
            f"{jobs} commands at once": [[part, "1"] for part in parts],
        }  # fmt: skip
        usages: dict[str, list[Usage]] = {what: [] for what in asked}
        for _ in range(options.rounds):
            for what, commands in asked.items():
                usages[what].append(run_together([*map(read_command, commands)]))
    fastest = {what: min(found) for what, found in usages.items()}
    start, one = fastest["start"], fastest["one job"]
    heading("read --jsonl, by the clock", "seconds", "CPU s", "MB/s", "documents/s", "of one job", "less the start")
    for what, usage in fastest.items():
        if what == "start":
            row("start (one document)", f"{usage.clock:.2f}", f"{usage.cpu:.2f}", *["-"] * 4)
            continue
        row(
            what, f"{usage.clock:.2f}", f"{usage.cpu:.2f}", f"{size / usage.clock / MB:.2f}",
            f"{len(texts) / usage.clock:.0f}", f"{one.clock / usage.clock:.2f}",
            f"{(one.clock - start.clock) / (usage.clock - start.clock):.2f}",
        )  # fmt: skip
    note(f"{len(texts)} documents, {size / MB:.1f} MB; one job by CPU time less the start: "
         f"{size / (one.cpu - start.cpu) / MB:.2f} MB/s with JSON in and out")  # fmt: skip


def bench_memory(sets: dict[str, list[Text]], options: argparse.Namespace) -> None:
    heading("memory, MB of the largest process", *(f"{count} documents" for count in MEMORY_STEPS), "last of first")
    with tempfile.TemporaryDirectory() as name:
        for jobs in ("1", str(options.jobs)):
            found = []
            for count in MEMORY_STEPS:
                articles = sets["raw/articles"]
                texts = (articles[at % len(articles)].with_digits(at // len(articles)) for at in range(count))
                found.append(run_together([read_command([lines_of(texts, Path(name) / "texts"), jobs])]).memory)
            row(f"--jobs {jobs}", *(f"{memory:.0f}" for memory in found), f"{found[-1] / found[0]:.2f}")


def lines_of(texts: list[Text] | Iterator[Text], path: Path) -> str:
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            asked = {"id": number, "text": text.text, "published": text.published, "outlet": text.outlet}
            file.write(json.dumps(asked, ensure_ascii=False) + "\n")
    return str(path)


def read_command(asked: list[str]) -> list[str]:
    file, jobs = asked
    return [*FANGZHI, "read", "--jsonl", "--jobs", jobs, file]


def run_together(commands: list[list[str]]) -> Usage:
    began = time.monotonic()
    processes = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for command in commands
    ]
    cpu, memory = 0.0, 0
    for process in processes:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, process.args
        cpu += usage.ru_utime + usage.ru_stime
        memory = max(memory, usage.ru_maxrss)
    return Usage(time.monotonic() - began, cpu, memory / (1024 if sys.platform == "linux" else 1024**2))


def _again(part: str, size: int) -> str:
    return (part * (size // len(part.encode()) + 1))[: size * len(part) // len(part.encode())]


def _nested(opening: str, closing: str, size: int) -> str:
    each = size // (len(opening.encode()) + len(closing.encode()))
    return opening * each + closing * each


HOSTILE: dict[str, Callable[[int], str]] = {
    "digits": partial(_again, "1234567890"),
    "digits, full width": partial(_again, "１２３"),
    "亿": partial(_again, "亿"),
    "Chinese numerals": partial(_again, "三千二百"),
    "3亿": partial(_again, "3亿"),
    "百分之": partial(_again, "百分之"),
    "one endless sentence": partial(_again, "规模以上工业增加值达到3461.9亿元，同比增长6.5%，"),
    "one endless list": partial(_again, "3461.9亿元、"),
    "分别 and an endless list": lambda size: "第一、二、三产业增加值分别为" + _again("3461.9亿元、", size),
    "names, no figure": partial(_again, "地区生产总值、规模以上工业增加值、"),
    "no punctuation": partial(_again, "兰州市引进企业12家增长6.5%"),
    "brackets, nested": partial(_nested, "（", "）"),
    "brackets with figures": partial(_nested, "（增长3%", "）"),
    "brackets, never closed": partial(_again, "《2024年（"),
    "quotes": partial(_again, "“"),
    "commas": partial(_again, "，"),
    "1,": partial(_again, "1,"),
    "1.": partial(_again, "1."),
    "1-": partial(_again, "1-"),
    "enumeration commas": partial(_again, "、"),
    "full stops": partial(_again, "。"),
    "regions": partial(_again, "兰州市"),
    "regions, many": partial(_again, "甘肃省兰州新区嘉峪关市、"),
    "2024年": partial(_again, "2024年"),
    "去年": partial(_again, "去年"),
    "同比增长": partial(_again, "同比增长"),
    "其中": partial(_again, "其中，"),
    "spaces": partial(_again, " "),
    "line ends": partial(_again, "\n"),
    "a figure a line": partial(_again, "3亿元\n"),
    "a title a line": partial(_again, "兰州新区产业发展综述\n\n"),
    "letters": partial(_again, "GDP"),
    "Traditional": partial(_again, "億圓"),
}


def bench_hostile(_: dict[str, list[Text]], options: argparse.Namespace) -> None:
    vocabulary = load_vocabulary(CHECKOUT / "dbt/seeds")
    read_loose_text("2024年兰州市地区生产总值3亿元。", vocabulary, published=DAY.isoformat())
    heading("hostile input", "bytes", "seconds", "of half as much", "MB/s")
    for name, make in HOSTILE.items():
        if options.only_hostile not in name:
            continue
        size = options.hostile // DOUBLINGS
        last = seconds = hostile_seconds(make(size), vocabulary)
        while isinstance(seconds, float) and size < options.hostile and 4 * seconds < LIMIT:
            last, size = seconds, 2 * size
            seconds = hostile_seconds(make(size), vocabulary)
        if isinstance(seconds, str) or isinstance(last, str):
            row(name, f"{size}", f"{seconds}", "-", "-")
        else:
            ratio = f"{seconds / last:.2f}" + (" !" if seconds > NOT_LINEAR * last else "")
            row(name, f"{size}", f"{seconds:.3f}", ratio, f"{size / seconds / MB:.3f}")
    note(
        f"! more than {NOT_LINEAR} times as long for twice as much; fewer bytes than {options.hostile}: slow, more was not tried"
    )


def hostile_seconds(text: str, vocabulary: Vocabulary) -> float | str:
    """CPU seconds, the best of several where it is quick; or what was wrong."""
    found: list[float] = []
    old = signal.signal(signal.SIGALRM, _give_up)
    try:
        while not found or (len(found) < 5 and sum(found) < 1):
            gc.collect()
            signal.setitimer(signal.ITIMER_REAL, LIMIT)
            began = time.process_time()
            read_loose_text(text, vocabulary, published=DAY.isoformat())
            found.append(time.process_time() - began)
    except TimeoutError:
        return f"> {LIMIT}"
    except Exception as error:  # noqa: BLE001 - reported
        return type(error).__name__
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)
    return min(found)


def _give_up(*_: object) -> None:
    raise TimeoutError


# -- table ------------------------------------------------------------------------------------------------------------


def heading(what: str, *columns: str) -> None:
    sys.stdout.write("\n")
    row(what, *columns)
    row("-" * len(what), *("-" * len(column) for column in columns))


def row(what: str, *cells: str) -> None:
    wide = sum(ord(sign) > 0x2E80 for sign in what)
    sys.stdout.write(what + " " * (46 - len(what) - wide) + "".join(f"{cell:>17}" for cell in cells) + "\n")
    sys.stdout.flush()


def note(what: str) -> None:
    sys.stdout.write(f"  {what}\n")


SECTIONS = {
    "first": bench_first, "reader": bench_reader, "peers": bench_peers, "jobs": bench_jobs, "memory": bench_memory,
    "hostile": bench_hostile,
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", metavar="PYTHON", help="the interpreter of an environment that has the peers")
    parser.add_argument(
        "--only", nargs="+", choices=SECTIONS, default=list(SECTIONS), metavar="SECTION", help="run these"
    )
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured (default 3)")
    parser.add_argument("--megabytes", type=float, default=3, help="of each set, in reader and jobs (default 3)")
    parser.add_argument("--jobs", type=int, default=2, help="for jobs and memory (default 2)")
    parser.add_argument("--hostile", type=int, default=1_000_000, metavar="N", help="bytes (default 1000000)")
    parser.add_argument("--only-hostile", default="", metavar="WORDS", help="hostile input whose name has these words")
    options = parser.parse_args()
    sets = text_sets()
    sys.stdout.write(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load()}\n")
    for name in options.only:
        SECTIONS[name](sets, options)
    sys.stdout.write(f"\nload at the end {load()}\n")


def load() -> str:
    """Of the last minute: how many processes wanted a core."""
    return f"{os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    main()
