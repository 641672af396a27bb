"""The flow ``refresh``: ingest, load, dbt build, publish."""

import datetime as dt
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import msgspec
from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.runtime import deployment
from prefect.states import Cancelled
from prefect.utilities.annotations import quote

from flows.domain.errors import FangzhiError, Refusal, RefusedError
from flows.domain.loss import FewerError, LostError, fewer_than, told, unexplained
from flows.lifeline import end_with_parent
from flows.logs import make_logs_visible
from flows.planning import Plan, make_plan
from flows.settings import Settings, load_settings, served_by
from flows.sources.bounded import Bounded
from flows.sources.extracts import breaks_run
from flows.sources.files import UnfitFileError
from flows.sources.ground import hash_ground
from flows.sources.ingest import Rows, as_rows, ingest, refusal_rows
from flows.sources.inventory import (
    ARTICLES,
    EXTRACTS,
    SIGNED,
    Inventory,
    manifest_text,
    read_article,
    read_extracts_file,
    read_signed,
    sha256,
)
from flows.sources.judgements import Judgements, read_judgements
from flows.sources.manifest import FILE as MANIFEST
from flows.sources.manifest import read_manifest
from flows.store import loading, losses
from flows.store.builds import Build, BuildStore, DamagedBuildError, LockHeldError
from flows.store.indexes import create_indexes
from flows.transform import DbtSummary, dbt_build, dbt_docs
from flows.vocabulary import Vocabulary, load_vocabulary
from flows.vocabulary.usage import named

_T = TypeVar("_T")
_SHOWN: Final = 200
"""Rows of an artifact; all of them stand in the warehouse."""

make_logs_visible()


class ChangedError(FangzhiError):
    """Inputs are no longer what the refresh took stock of: a build would be of neither state."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what}: found it changed while the refresh ran, expected it at rest. Mend: run fangzhi refresh again"
        )


def _may_pass(_task: Any, _run: Any, state: State[Any]) -> bool:
    """Whether to try a task again: not after an error that a user has to act on."""
    return not isinstance(state.result(raise_on_failure=False), FangzhiError)


@task(
    retries=2,
    retry_delay_seconds=2,
    retry_condition_fn=_may_pass,
    persist_result=True,
    result_serializer="json",
    cache_key_fn=lambda _, parameters: f"ingest-{parameters['key']}",
    cache_result_in_memory=False,
)
def ingest_batch(root: str, documents: Sequence[str], words: str, key: str) -> dict[str, Any]:
    """Read documents and their extracts into ``rows``, with their ``sha256``.

    Cached under ``key``, a hash of everything they depend on; ``words`` is that of the vocabulary. Raises
    ``ChangedError`` when what was read is not what ``key`` is the hash of.
    """
    folder = Path(root)
    vocabulary = _vocabulary(root, words)
    results, hashes = [], []
    try:
        entries, _ = read_manifest(manifest_text(folder))
    except RefusedError as error:
        raise ChangedError(MANIFEST) from error
    with Bounded() as bounded:
        for document in documents:
            if document not in entries:
                raise ChangedError(MANIFEST)
            entry = entries[document]
            try:
                data = read_article(folder, entry)
            except (UnfitFileError, OSError) as error:
                raise ChangedError(f"{ARTICLES}/{entry.file}") from error
            try:
                extracts = read_extracts_file(folder, document)
            except UnfitFileError as error:  # it is signed: without it the run goes no further
                raise RefusedError(error.refusal) from error
            except OSError as error:
                raise ChangedError(f"{EXTRACTS}/{document}.csv") from error
            hashes += [entry.fingerprint, sha256(data), "" if extracts is None else sha256(extracts)]
            results.append(ingest(entry, data, extracts, vocabulary, bounded))
    if _batch_key(words, hashes) != key:
        raise ChangedError("raw/")
    rows = as_rows(results)
    get_run_logger().info(
        "read %s documents: %s claims, %s refused", len(documents), len(rows["claims"]), len(rows["refusals"])
    )
    return {"rows": rows, "sha256": _rows_sha256(key, rows)}


@task(retries=2, retry_delay_seconds=2, retry_condition_fn=_may_pass)
def load_batch(database: str, rows: Rows, documents: Sequence[str]) -> None:
    """Replace the rows of ``documents`` in the build in progress."""
    loading.load(Path(database), rows, documents=documents)


@task
def build_models(root: str, database: str, cache: str, unit_tests: bool) -> DbtSummary:
    """Run ``dbt build`` on the build in progress, without ``unit_tests`` where it has the models of a published build.

    A failing test fails the task. Then make the indexes that pages look things up by.
    """
    summary = dbt_build(Path(root), Path(database), Path(cache), unit_tests=unit_tests)
    create_indexes(Path(database))
    logger = get_run_logger()
    logger.info(
        "dbt: %s in %.1f s",
        ", ".join(f"{count} {status}" for status, count in summary.statuses.items()),
        summary.seconds,
    )
    for warning in summary.warnings:
        logger.warning("dbt test %s", warning)
    return summary


@task(cache_policy=NO_CACHE)
def write_docs(root: str, database: str, cache: str, page: str, manifest: Any) -> None:
    """Write the documentation site of the build in progress, whose models dbt has compiled in ``manifest``."""
    dbt_docs(Path(root), Path(database), Path(cache), Path(page), manifest)


@task(cache_policy=NO_CACHE)
def publish_build(store: BuildStore, build: Build, expected: int | None) -> Build:
    """Swing the published path to the build in progress, in one rename, if it is what ``build`` claims."""
    return store.publish(build, expected=expected, verify=loading.require_recorded)


@flow(name="refresh", persist_result=False)
def refresh(
    root: str | None = None,
    full: bool = False,
    strict: bool = False,
    lock_wait: float | None = None,
    accept_removal: bool = False,
) -> dict[str, Any] | State[Any]:
    """Bring the published warehouse up to what lies in ``raw/`` and ``dbt/``.

    Only what changed is read again, unless ``full``. With ``strict`` nothing is published when anything is refused.
    What people have signed must still be there, or be removed on purpose; with ``accept_removal`` what is gone is listed.
    Returns the sequence of the published build, whether it is new, and how much was refused. Whatever fails, the
    published warehouse stays as it was. A run of a deployment ends with the process that started it. Of such runs that
    overlap, one goes on and the others end cancelled: the lock goes with its process, where a concurrency slot of the
    server would stay taken when a worker dies.
    """
    if deployment.id:  # in a process that a server or worker has started for this run
        end_with_parent(served_by())
    settings = load_settings(Path(root) if root else None)
    store, logger = BuildStore(settings.warehouse), get_run_logger()
    wait = lock_wait if lock_wait is not None else 0.0 if deployment.id else settings.lock_wait
    try:
        with store.locked(wait=wait, on_wait=logger.warning):
            return _refresh(settings, store, full=full, strict=strict, accept_removal=accept_removal)
    except LockHeldError as error:
        if not deployment.id:
            raise
        return Cancelled(message=str(error))


def _refresh(
    settings: Settings, store: BuildStore, *, full: bool, strict: bool, accept_removal: bool
) -> dict[str, Any]:
    """What a refresh does while it holds the lock."""
    logger = get_run_logger()
    plan = make_plan(settings, full=full, deep=True)
    if plan.nothing_changed and plan.published:
        logger.info("nothing changed since build %s", plan.published.sequence)
        return {"sequence": plan.published.sequence, "new": False, "refusals": len(plan.published.refusals)}
    for message in store.set_aside_stray_files():
        logger.warning(message)
    plan, database = _begin(settings, store, plan)
    published = _restore_if_damaged(store, plan, logger.warning)
    _show_changes(plan)
    build = _build(
        settings, store, plan, database, replacing=published, full=full, strict=strict, accept_removal=accept_removal
    )
    store.collect_garbage()
    shutil.rmtree(settings.cache / "results", ignore_errors=True)  # they serve a run that was cut short
    logger.info("published build %s: %s", build.sequence, ", ".join(f"{n} {what}" for what, n in build.counts.items()))
    return {"sequence": build.sequence, "new": True, "refusals": len(build.refusals)}


def _begin(settings: Settings, store: BuildStore, plan: Plan) -> tuple[Plan, Path]:
    """The database to build in, with the plan's base in it; without, and with another plan, where the base is unfit."""
    tell = get_run_logger().warning
    try:
        database = store.begin(plan.base)
    except DamagedBuildError as error:
        tell("%s", error)
        return make_plan(settings, damage="damaged"), store.begin(None)
    if plan.base and not loading.can_open(database):
        tell("this DuckDB cannot open build %s; building anew from raw/", plan.base.sequence)
        return make_plan(settings, full=True), store.begin(None)
    return plan, database


def _build(
    settings: Settings, store: BuildStore, plan: Plan, database: Path, *, replacing: Build | None, full: bool, strict: bool,
    accept_removal: bool,
) -> Build:  # fmt: skip
    """Make, test and publish one build in the place of ``replacing``; with ``full`` no cached rows go into it."""
    started = _now()
    root, cache = str(settings.root), str(settings.cache)
    words = _words_key(plan.inventory)
    vocabulary = _vocabulary(root, words)
    _require_unchanged(settings.root, plan.inventory)
    judgements = _judgements(settings.root, plan.inventory, vocabulary)
    loading.create_schema(database)
    sound = plan.published if not plan.damage else None
    if plan.base is None and (earlier := sound or store.newest_intact(store.last_sequence())):
        history = store.database(earlier)
        if not loading.copy_history(database, history):
            get_run_logger().warning(
                "the records of earlier builds cannot be read from %s; meta.builds begins anew", history
            )
    early = refusal_rows((*plan.inventory.refusals, *judgements.refusals))
    loading.load(database, {"refusals": early}, documents=["", *plan.drop])
    loading.replace_tables(database, judgements.as_rows())
    for at in range(0, len(plan.read), settings.batch_size):
        documents = plan.read[at : at + settings.batch_size]
        hashes = [
            plan.inventory.inputs.get(key, "") for document in documents for key in plan.inventory.keys_of(document)
        ]
        rows = _read_batch(root, documents, words, _batch_key(words, hashes), anew=full)
        load_batch(str(database), _opaque(rows), documents)
    refusals = loading.read_refusals(database)
    _show_refusals(refusals)
    if broken := [refusal for refusal in refusals if breaks_run(refusal)]:
        raise RefusedError(*broken)
    loading.replace_tables(database, {"words": _words_used(database, vocabulary)})
    _require_kept(store, database, vocabulary, refusals, accept_removal=accept_removal)
    if strict and refusals:
        raise RefusedError(*refusals)
    summary = build_models(root, str(database), cache, plan.has_new_models)
    sequence = store.last_sequence() + 1
    build = Build(
        build_id=f"{sequence:06d}-{plan.inventory.fingerprint[:12]}",
        sequence=sequence,
        mode=plan.mode,
        started_at=started,
        finished_at=_now(),
        package_version=version("fangzhi"),
        code_revision=_revision(settings.root),
        inputs_sha256=plan.inventory.fingerprint,
        dbt_invocation_id=summary.invocation_id,
        counts=loading.count_rows(database),
        inputs=dict(plan.inventory.inputs),
        refusals=refusal_rows(refusals),
        marts=loading.count_marts(database, summary.marts),
        signed=loading.count_signed(database),
    )
    loading.record_build(database, build)
    write_docs(root, str(database), cache, str(database.with_name("docs.html")), _opaque(summary.manifest))
    _show_dbt(summary)
    _require_unchanged(settings.root, plan.inventory)
    return publish_build(_opaque(store), build, replacing.sequence if replacing else None)


@lru_cache(maxsize=1)
def _vocabulary(root: str, key: str) -> Vocabulary:  # noqa: ARG001 - the key is what the cache goes by
    """The vocabulary, read once while it is the same; ``key`` changes with it."""
    return load_vocabulary(Path(root) / "dbt" / "seeds")


def _judgements(root: Path, inventory: Inventory, vocabulary: Vocabulary) -> Judgements:
    """What people have judged; raises ``RefusedError`` for a broken file, ``ChangedError`` for one that has changed."""
    files = {file: data for file in SIGNED if (data := read_signed(root, file)) is not None}
    for file in SIGNED:
        if inventory.inputs.get(f"judgements:{file}") != (sha256(files[file]) if file in files else None):
            raise ChangedError(file)
    return read_judgements(files, vocabulary)


def _read_batch(root: str, documents: Sequence[str], words: str, key: str, *, anew: bool) -> Rows:
    """The rows of a batch, from the cache where they are there as they were written, and unless ``anew``."""
    for refresh_cache in (anew, True):
        kept: Any = ingest_batch.with_options(refresh_cache=refresh_cache)(root, documents, words, key)
        match kept:
            case {"rows": dict() as rows, "sha256": digest} if digest == _rows_sha256(key, rows):
                return rows
        get_run_logger().warning("the cached rows of %s documents are damaged; reading these anew", len(documents))
    raise FangzhiError(f"{documents[0]}: found other rows than were read. Mend: check the memory of this machine")


def _rows_sha256(key: str, rows: Rows) -> str:
    """A hash of a batch's rows and of its key, the same before and after they were JSON in the cache."""
    return sha256(key.encode() + msgspec.json.encode(rows, order="deterministic"))


def _opaque(value: _T) -> _T:
    """``value`` as a task parameter that Prefect does not search for futures: for rows that takes longer than to load them."""
    return cast("_T", quote(value))


def _words_used(database: Path, vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """Rows of ``raw.words``."""
    return [word._asdict() for word in named(losses.words_used(database), vocabulary)]


def _require_kept(
    store: BuildStore, database: Path, vocabulary: Vocabulary, refusals: Sequence[Refusal], *, accept_removal: bool
) -> None:
    """Raise ``LostError`` when the last build had signed work that is gone and nothing says that it shall be.

    Where the last build cannot be read any more, an earlier one stands in for it, and its record tells how much was
    signed: less than that raises ``FewerError``.
    """
    tell = get_run_logger().warning
    held = losses.hold_against_last(database, store, vocabulary)
    if held:
        lost = unexplained(held.losses, held.removals)
        if lost and not accept_removal:
            raise LostError(lost, refusals, held.earlier.sequence)
        for line in told(lost, refusals):
            tell("let go: %s", line)
    record, checked = store.newest_record(), held.earlier.sequence if held else 0
    if record and checked < record.sequence and not store.is_intact(record, deep=True):
        fewer = fewer_than(record.signed, loading.count_signed(database))
        if fewer and not accept_removal:
            raise FewerError(fewer, refusals, record.sequence)
        tell("build %s cannot be read: what it had signed was only counted; look at git diff raw/", record.sequence)


def _words_key(inventory: Inventory) -> str:
    inputs = inventory.inputs
    return sha256(
        "".join(f"{key}{inputs[key]}" for key in sorted(inputs) if key.startswith(("vocabulary:", "code:"))).encode()
    )


def _batch_key(words: str, hashes: Sequence[str]) -> str:
    """One hash of what the rows of a batch depend on; ``hashes`` are those of each document's three inputs."""
    return sha256("".join((words, *hashes)).encode())


def _require_unchanged(root: Path, inventory: Inventory) -> None:
    """Raise ``ChangedError`` where what belongs to no document is not what it was; all else is checked when read."""
    now = hash_ground(root)
    for key in sorted(inventory.inputs.keys() | now.keys()):
        kind, _, path = key.partition(":")
        if kind in ("vocabulary", "dbt", "docs", "code") and now.get(key) != inventory.inputs.get(key):
            raise ChangedError(path)


def _restore_if_damaged(store: BuildStore, plan: Plan, tell: Callable[[str], None]) -> Build | None:
    """Let readers have an earlier build while one that they cannot read is built anew; returns the one published now."""
    if not plan.damage:
        return plan.published
    if plan.published is None:
        tell(f"{store.pointer} {plan.damage}; building anew")
    else:
        tell(f"build {plan.published.sequence} was damaged or written to by another program; building it anew")
        if loading.can_open(store.database(plan.published)):
            return plan.published
    previous = store.restore_previous(plan.published)
    tell(f"until then build {previous.sequence} is published" if previous else "no earlier build is left")
    return previous or plan.published


def _show_changes(plan: Plan) -> None:
    kinds = Counter((key.partition(":")[0], how) for key, how in plan.changes)
    get_run_logger().info("%s build: %s", plan.mode, ", ".join(f"{n} {kind} {how}" for (kind, how), n in kinds.items()))
    table = [{"input": key, "is": how} for key, how in plan.changes[:_SHOWN]]
    create_table_artifact(table=table, key="changes", description=f"{len(plan.changes)} inputs changed")


def _show_refusals(refusals: Sequence[Refusal]) -> None:
    for refusal in refusals[:_SHOWN]:
        get_run_logger().warning("refused %s", refusal)
    table = [dict(row) for row in refusal_rows(refusals[:_SHOWN])]
    create_table_artifact(table=table, key="refusals", description=f"{len(refusals)} files and rows refused")


def _show_dbt(summary: DbtSummary) -> None:
    lines = [f"`dbt build` took {summary.seconds:.1f} s.", "", "| status | nodes |", "|---|---|"]
    lines += [f"| {status} | {count} |" for status, count in summary.statuses.items()]
    lines += ["", "Slowest: " + ", ".join(f"{name} {seconds:.1f} s" for name, seconds in summary.slowest)]
    lines += [f"- warning: {warning}" for warning in summary.warnings]
    create_markdown_artifact("\n".join(lines), key="dbt-build", description="dbt build")


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _revision(root: Path) -> str:
    """The git revision of the checkout, ``-dirty`` where it has changes; empty outside git."""
    command = ["git", "-C", str(root), "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=20, check=True).stdout.strip()  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return ""
