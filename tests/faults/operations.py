"""The writers that faults are tried on, and what must be true after a fault.

Everything here runs in a child of ``children.py``. An operation prepares a project, changes it as a command or a page of
ours does, and is checked by the area it belongs to: builds in ``warehouse``, what people sign in ``raw``, or an export.
"""

import contextlib
import csv
import datetime as dt
import functools
import hashlib
import io
import shutil
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources
from pathlib import Path

import duckdb
from industry import SIGNED, TEXT, at

import flows.vocabulary
from flows.cli import main
from flows.commands.shared import told
from flows.domain.errors import FangzhiError
from flows.exporting.output import RECORD, writing
from flows.sources.editing import Ground, reading_as_row
from flows.sources.segmentation import segment
from flows.sources.signing import Desk
from flows.store import loading
from flows.store.builds import Build, BuildStore
from flows.vocabulary import Vocabulary, load_vocabulary

CHECKOUT = Path(__file__).parents[2]
INPUTS = Path("unset")
"""The folder of files that operations take in; ``make_inputs`` fills it."""
MARTS = ("fct_indicators_by_region_year", "fct_claims", "dim_articles")
REMOVE = ("remove", "d", "--by", "李四", "--yes")
SEQUENCES = 8
"""So many builds can follow each other."""


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it printed."""

    code: int
    output: str


def ended(run: Callable[[], object]) -> Ended:
    """Run a command in this process, as the shell would see it."""
    output, code = io.StringIO(), 0
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        try:
            run()
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else int(error.code is not None)
        except Exception:  # noqa: BLE001 - an error that no message was made of
            traceback.print_exc()
            code = 70
    return Ended(code, output.getvalue())


def fangzhi(root: Path, *arguments: str) -> None:
    """Run the command; ends with ``SystemExit``."""
    main(["--project", str(root), *arguments], prog_name="fangzhi")


@dataclass(frozen=True)
class Operation:
    """``prepare``, ``run`` and ``rival`` are given the project's folder; the last two end as a command does.

    ``rival`` is another writer of the same files, which may run at the same time.
    """

    name: str
    area: str
    prepare: Callable[[Path], object]
    run: Callable[[Path], object]
    rival: Callable[[Path], object] | None = None


@dataclass(frozen=True)
class Expected:
    """The states of an area before and after an operation; with ``other``, the same after another command on top."""

    before: object
    after: object
    before_other: object
    after_other: object


# -- inputs ---------------------------------------------------------------------------------------------------


def make_inputs() -> None:
    """Fill ``INPUTS``: a sealed database for each number of a build, and documents to add."""
    for sequence in range(1, SEQUENCES + 1):
        fill(INPUTS / f"{sequence:06d}.duckdb", sequence)
    for name in ("d", "e", "new", "other", "second"):
        (INPUTS / f"{name}.txt").write_text(TEXT.replace("甲市", f"{name}市"), encoding="utf-8")
    page = f"<html><body><article><h1>甲市工业</h1><p>{TEXT * 3}</p></article></body></html>"
    (INPUTS / "d.html").write_text(page, encoding="utf-8")


def warm_up(folder: Path) -> None:
    """Let this process import and read what all children need, and open no database."""
    flows.vocabulary.load_vocabulary = lambda _: vocabulary()  # of the checkout, read once
    (folder / "d.txt").write_text(TEXT, encoding="utf-8")
    (folder / "project/dbt").mkdir(parents=True)
    (folder / "project/raw/extracts").mkdir(parents=True)
    (folder / "project/dbt/dbt_project.yml").touch()
    _must(lambda: fangzhi(folder / "project", "add", str(folder / "d.txt"), "--published", "2024-04-10"))
    _must(lambda: accept(folder / "project", 0))
    _must(lambda: fangzhi(folder / "project", *REMOVE))


def fill(path: Path, sequence: int) -> None:
    """Make a small database as a refresh does, or go on with one: all of its marts hold the number of the build."""
    with duckdb.connect(str(path), config={"default_block_size": "16384"}) as connection:  # small blocks, small file
        connection.execute("drop schema if exists marts cascade; create schema if not exists raw; create schema marts")
        for statement in resources.files("flows.store").joinpath("schema.sql").read_text(encoding="utf-8").split(";"):
            if " meta" in statement:
                connection.execute(statement)
        for table in ("documents", "articles", "figures", "claims", "refusals"):
            connection.execute(f"create or replace table raw.{table} as select {sequence} as sequence")
        for mart in MARTS:
            connection.execute(f"create table marts.{mart} as select {sequence} as sequence from range({sequence})")
    loading.record_build(path, record(sequence))


def record(sequence: int) -> Build:
    """The record of the build that ``fill`` makes."""
    counts = {name: sequence if name == "observations" else 1 for name in loading.COUNTS}
    return Build(
        build_id=f"{sequence:06d}-test", sequence=sequence, mode="full", started_at="2025-01-01T00:00:00+00:00",
        finished_at="2025-01-01T00:00:01+00:00", package_version="0", code_revision="", inputs_sha256="0", dbt_invocation_id="",
        counts=counts, inputs={}, marts=dict.fromkeys(MARTS, sequence),
    )  # fmt: skip


# -- builds ---------------------------------------------------------------------------------------------------


def prepare_store(root: Path, builds: int) -> None:
    (root / "warehouse").mkdir(parents=True)
    for _ in range(builds):
        _must(lambda: publish(root))


@told
def publish(root: Path, *, by_duckdb: bool = False) -> None:
    """Publish one more build as a refresh does; with ``by_duckdb`` it is made of a copy of the last one."""
    store = BuildStore(root / "warehouse")
    with store.locked(wait=0):
        store.set_aside_stray_files()
        current = store.published()
        base = current if by_duckdb and current and store.is_intact(current) else None
        database = store.begin(base)
        sequence = store.last_sequence() + 1
        if by_duckdb:
            fill(database, sequence)
        else:
            shutil.copyfile(INPUTS / f"{sequence:06d}.duckdb", database)
        store.publish(record(sequence), expected=current.sequence if current else None, verify=loading.require_recorded)
        store.collect_garbage()


def store_state(root: Path) -> int:
    """The number of the published build, 0 where there is none; raises ``FangzhiError`` where it is not whole."""
    store = BuildStore(root / "warehouse")
    build = store.published()
    if build is None:
        if store.pointer.exists():
            raise FangzhiError(f"{store.pointer}: leads to something else than a build")
        return 0
    if not store.is_intact(build, deep=True):
        raise FangzhiError(f"build {build.sequence} is published and is not as it was sealed")
    digest = hashlib.sha256(store.pointer.read_bytes()).hexdigest()
    if (held := _held(digest, store.database(build))) != {build.sequence}:
        raise FangzhiError(f"build {build.sequence} is published and holds {held}")
    return build.sequence


_HELD: dict[str, set[int]] = {}


def _held(digest: str, database: Path) -> set[int]:
    """The numbers that the tables of a database hold; by the hash of its content each is opened once."""
    if digest not in _HELD:
        with duckdb.connect(str(database), read_only=True) as connection:
            queries = [f"select sequence from marts.{mart}" for mart in MARTS]
            found = connection.execute(" union ".join([*queries, "select max(sequence) from meta.builds"])).fetchall()
        _HELD[digest] = {number for (number,) in found}
    return _HELD[digest]


def check_store(root: Path, operation: Operation, expected: Expected, *, is_acknowledged: bool) -> list[str]:
    """What is wrong with the builds in ``root`` after a fault."""
    try:
        state = store_state(root)
    except (FangzhiError, OSError, duckdb.Error) as error:
        return [f"half published: {error}"]
    if state not in ((expected.after,) if is_acknowledged else (expected.before, expected.after)):
        return [f"published is build {state}, expected {expected.before} or {expected.after}"]
    again = ended(lambda: publish(root))
    if again.code:
        return [f"the next publish fails: {again.output}"]
    try:
        following = store_state(root)
    except (FangzhiError, OSError, duckdb.Error) as error:
        return [f"half published by the next publish: {error}"]
    left = [path.name for path in (root / "warehouse/builds").iterdir() if not path.name.isdigit()]
    left = [name for name in left if "lock" not in name]
    return [f"the next publish publishes build {following} after {state}"] * (following <= state) + [
        f"the next publish leaves {name}" for name in left
    ]


# -- raw ------------------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    return load_vocabulary(CHECKOUT / "dbt/seeds")


@functools.lru_cache(maxsize=1)
def ground() -> Ground:
    found = segment(TEXT, document="d", published="2024", published_on=dt.date(2024, 12, 31), published_basis="given")
    return Ground("d", TEXT, tuple(found.articles), vocabulary())


SPANS = (at("1184亿元"), at("35家"), at("12亿元"))


@functools.lru_cache(maxsize=1)
def rows() -> list[dict[str, str]]:
    readings = (("工业总产值", "1184", "亿元"), ("新增企业数", "35", "家"), ("进出口总额", "12", "亿元"))
    claim = {
        "article_id": "d-1", "region_name": "嘉峪关市", "region_id": "620200", "subject": "", "indicator_en": None, "measure": "level",
        "bound": "exact", "period": "2023", "status": "actual", "compared_with": "", "period_basis": "explicit",
        "region_basis": "explicit", "is_optional": False, "is_restatement": False, "note": "",
    }  # fmt: skip
    return [
        reading_as_row(
            claim | {"span_start": span.start, "span_end": span.end, "indicator_zh": indicator,
                     "indicator_text": indicator, "value": Decimal(value), "unit_text": unit},
            ground(),
        ) | SIGNED
        for span, (indicator, value, unit) in zip(SPANS, readings, strict=True)
    ]  # fmt: skip


def desk(root: Path) -> Desk:
    return Desk(root, root / "warehouse/.cache")


@told
def accept(root: Path, number: int) -> None:
    """Sign one of the figures of document d."""
    desk(root).decide(
        ground(), "accept", claim_id=f"{number}", span=SPANS[number], shown=[], old=None, new=rows()[number], curator="王五"
    )  # fmt: skip


@told
def withdraw(root: Path, number: int) -> None:
    row = rows()[number]
    shown = [{column: cell for column, cell in row.items() if cell}]
    desk(root).decide(
        ground(), "withdraw", claim_id=f"{number}", span=SPANS[number], shown=shown, old=row, new=None, curator="李四"
    )


@told
def undo(root: Path) -> None:
    """Take the last decision back."""
    last = desk(root).last()
    if last is None:
        raise FangzhiError(f"{root}: found no decision, expected one to take back. Mend: nothing to do")
    desk(root).undo(last.decision_id, lambda _: ground())


def add(root: Path, name: str, *options: str) -> None:
    document = [] if "--document" in options else ["--document", Path(name).stem]
    fangzhi(root, "add", str(INPUTS / name), "--published", "2024-04-10", *document, *options)


def prepare_raw(root: Path, *decisions: int) -> None:
    for folder in ("dbt", "raw/extracts", "raw/articles", "warehouse"):
        (root / folder).mkdir(parents=True)
    (root / "dbt/dbt_project.yml").write_text("name: small\n", encoding="utf-8")
    (root / "dbt/seeds").symlink_to(CHECKOUT / "dbt/seeds")
    for name in ("d.txt", "e.txt"):
        _must(lambda name=name: add(root, name))
    for number in decisions:
        _must(lambda number=number: accept(root, number))


def _must(run: Callable[[], object]) -> None:
    done = ended(run)
    assert done.code == 0, done.output


def raw_state(root: Path) -> dict[str, object]:
    """All files that are not hidden; of the manifest and of removals the rows, as a set, without the moment of a removal."""
    state: dict[str, object] = {}
    for path in sorted((root / "raw").rglob("*")):
        name = path.relative_to(root).as_posix()
        if not path.is_file() or any(part.startswith(".") for part in path.parts[len(root.parts) :]):
            continue
        data = path.read_bytes()
        if name in ("raw/manifest.csv", "raw/removals.csv"):
            table = csv.DictReader(io.StringIO(data.decode("utf-8", "replace")))
            state[name] = frozenset(
                tuple((column, cell) for column, cell in row.items() if column != "removed_on") for row in table
            )
        else:
            state[name] = data
    return state


def check_raw(root: Path, operation: Operation, expected: Expected, *, is_acknowledged: bool) -> list[str]:
    """What is wrong with ``raw/`` after a fault: what is lost, what is half, what the next commands make of it."""
    assert isinstance(expected.before, dict)
    assert isinstance(expected.after, dict)
    now = raw_state(root)
    lost = [
        f"{name} is lost"
        for name, before in expected.before.items()
        if name in expected.after
        if isinstance(before, bytes)
        if now.get(name) not in (before, expected.after[name])
    ]
    before, after, found = (_documents(state) for state in (expected.before, expected.after, now))
    lost += [
        f"the row of document {document} is lost"
        for document in before.keys() & after.keys()
        if found.get(document) not in (before[document], after[document])
    ]
    if lost:
        return lost
    following = ended(lambda: add(root, "other.txt"))
    if following.code:
        return [f"the next command fails: {following.output}"]
    state = raw_state(root)
    is_whole = state == expected.after_other
    if not is_whole and (is_acknowledged or state != expected.before_other):
        allowed = (
            [expected.after_other] if is_acknowledged else [expected.after_other, expected.before_other]
        )  # fmt: skip
        return [f"after the next command raw/ is neither before nor after: {_difference(state, allowed)}"]
    again = ended(lambda: operation.run(root))
    if again.code and not (is_whole and again.code == 1 and "error: " in again.output):
        return [f"done again it fails: {again.output}"]
    state = raw_state(root)
    return [f"done again it leaves {_difference(state, [expected.after_other])}"] * (state != expected.after_other)


def _documents(state: dict[str, object]) -> dict[str, object]:
    rows = state.get("raw/manifest.csv", frozenset())
    assert isinstance(rows, frozenset)
    return {dict(row).get("document"): row for row in rows}


def _difference(state: dict[str, object], allowed: list[object]) -> str:
    """Which files differ from each of the allowed states, empty where one has none."""
    texts = []
    for expected in allowed:
        assert isinstance(expected, dict)
        texts.append(", ".join(sorted(n for n in state.keys() | expected.keys() if state.get(n) != expected.get(n))))
    return " or ".join(f"differences in {text}" for text in texts) if all(texts) else ""


# -- exports --------------------------------------------------------------------------------------------------

EXPORTED = (
    {"one.txt": "1" * 9000, "two.txt": "2", "deep/three.txt": "3"},
    {"one.txt": "one" * 5000, "two.txt": "two", "four/four.txt": "four"},
)


@told
def export(root: Path, version: int) -> None:
    with writing(root / "out", export="a") as output:
        for name, text in EXPORTED[version].items():
            output.new(name).write_text(text, encoding="utf-8")


def prepare_export(root: Path, *versions: int) -> None:
    root.mkdir(parents=True)
    for version in versions:
        _must(lambda version=version: export(root, version))


def export_state(root: Path) -> dict[str, str]:
    out = root / "out"
    return {
        path.relative_to(out).as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in out.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(out).parts)
    }


def check_export(root: Path, operation: Operation, expected: Expected, *, is_acknowledged: bool) -> list[str]:
    """What is wrong with exported files after a fault: each has to be old or new, and the next export makes all new."""
    assert isinstance(expected.before, dict)
    assert isinstance(expected.after, dict)
    now = export_state(root)
    half = [
        f"{name} is neither old nor new"
        for name in now.keys() | (expected.before.keys() & expected.after.keys())
        if now.get(name) not in (expected.before.get(name), expected.after.get(name))
    ]
    again = ended(lambda: operation.run(root))
    if half or again.code:
        return half or [f"the next export fails: {again.output}"]
    left = [path.name for path in (root / "out").glob(".*") if path.name != RECORD]
    state = export_state(root)
    return [f"the next export leaves {name}" for name in left] + [
        f"the next export leaves {name} old"
        for name in state.keys() | expected.after.keys()
        if state.get(name) != expected.after.get(name)
    ]


# -- all ------------------------------------------------------------------------------------------------------

OPERATIONS = {
    operation.name: operation
    for operation in (
        Operation("publish first", "store", lambda root: prepare_store(root, 0), publish),
        Operation("publish", "store", lambda root: prepare_store(root, 2), publish, publish),
        Operation("publish with garbage", "store", lambda root: prepare_store(root, 4), publish),
        Operation("publish by DuckDB", "store", lambda root: prepare_store(root, 1),
                  functools.partial(publish, by_duckdb=True)),
        Operation("add", "raw", prepare_raw, lambda root: add(root, "new.txt"), lambda root: add(root, "other.txt")),
        Operation("replace", "raw", prepare_raw, lambda root: add(root, "second.txt", "--document", "d", "--replace"),
                  lambda root: add(root, "other.txt")),
        Operation("replace format", "raw", prepare_raw, lambda root: add(root, "d.html", "--replace")),
        Operation("accept first", "raw", prepare_raw, lambda root: accept(root, 1)),
        Operation("accept", "raw", lambda root: prepare_raw(root, 0), lambda root: accept(root, 1),
                  lambda root: accept(root, 2)),
        Operation("withdraw", "raw", lambda root: prepare_raw(root, 0, 1), lambda root: withdraw(root, 1)),
        Operation("undo first", "raw", lambda root: prepare_raw(root, 0), undo),
        Operation("remove", "raw", lambda root: prepare_raw(root, 0, 1), lambda root: fangzhi(root, *REMOVE),
                  lambda root: add(root, "other.txt")),
        Operation("export first", "export", prepare_export, lambda root: export(root, 1)),
        Operation("export", "export", lambda root: prepare_export(root, 0), lambda root: export(root, 1)),
    )
}  # fmt: skip

STATES: dict[str, Callable[[Path], object]] = {"store": store_state, "raw": raw_state, "export": export_state}
CHECKS = {"store": check_store, "raw": check_raw, "export": check_export}


def prepare(name: str, root: Path) -> None:
    OPERATIONS[name].prepare(root)


def expected(name: str, prepared: Path) -> Expected:
    """What states there are of a prepared project; works on copies beside it."""
    operation = OPERATIONS[name]
    state = STATES[operation.area]
    states = []
    for does, adds in ((False, False), (True, False), (False, True), (True, True)):
        root = Path(shutil.copytree(prepared, prepared.with_name(f"{prepared.name}-{does}-{adds}"), symlinks=True))
        if does:
            _must(lambda root=root: operation.run(root))
        if adds and operation.area == "raw":
            _must(lambda root=root: add(root, "other.txt"))
        states.append(state(root))
    before, after, before_other, after_other = states
    return Expected(before, after, before_other, after_other)


def check(name: str, root: Path, what: Expected, is_acknowledged: bool) -> list[str]:
    """What is wrong in ``root`` after a fault of the operation."""
    operation = OPERATIONS[name]
    return CHECKS[operation.area](root, operation, what, is_acknowledged=is_acknowledged)
