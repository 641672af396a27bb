"""dbt, run in this process on a private database."""

import base64
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from flows.domain.errors import LongError

SAMPLE_ROWS: Final = 5
SHOWN_FAILURES: Final = 10
_PICTURE: Final = re.compile(r"\]\((\.\./assets/[\w-]+\.png)\)")


@dataclass(frozen=True)
class DbtSummary:
    """How a ``dbt build`` ended: nodes by status, the tables of schema ``marts`` that it made, what failed or warned.

    ``manifest`` is the project as dbt has parsed and compiled it, for ``dbt_docs``.
    """

    invocation_id: str
    statuses: dict[str, int]
    marts: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0
    slowest: tuple[tuple[str, float], ...] = field(default=())
    manifest: Any = field(default=None, repr=False, compare=False)


class DbtFailedError(LongError):
    """dbt did not succeed; the text names the nodes and rows of failing tests."""


def dbt_build(root: Path, database: Path, cache: Path, *, unit_tests: bool = True) -> DbtSummary:
    """Seed, build and test everything in ``database``; raises ``DbtFailedError`` naming what failed and on which rows.

    ``unit_tests`` are of the models, whatever the data: those that a published build has passed may be left out.
    dbt's ``run_results.json`` is kept beside the database: the record that the summary's ``invocation_id`` leads to.
    """
    with _dbt(root, database, cache) as invoke:
        parsed = invoke("parse", "--no-write-json")  # the build writes it, with what it has compiled
        if parsed.exception is not None:
            raise DbtFailedError(f"dbt build: {parsed.exception}")
        chosen = () if unit_tests else ("--exclude-resource-type", "unit_test")
        result = invoke("build", *chosen, manifest=parsed.result)
        if result.exception is not None:
            raise DbtFailedError(f"dbt build: {result.exception}")
        summary = replace(_summary(result.result, database), manifest=parsed.result)
    shutil.copyfile(cache / "dbt" / "run_results.json", database.with_name("run_results.json"))
    if summary.failures:
        told = [*summary.failures[:SHOWN_FAILURES]]
        if more := len(summary.failures) - len(told):
            told.append(f"- and {more} more, which may have the same cause")
        raise DbtFailedError("dbt build failed; the published warehouse stays as it was\n" + "\n".join(told))
    return summary


def dbt_docs(root: Path, database: Path, cache: Path, page: Path, manifest: Any) -> None:
    """Write dbt's documentation of ``database`` to ``page`` as one static file, with the pictures of its texts in it.

    ``manifest`` is that of the build that has just ended: dbt would take as long to parse and compile all models again.
    """
    with _dbt(root, database, cache) as invoke:
        result = invoke("docs", "generate", "--static", "--no-compile", manifest=manifest)
        if not result.success:
            raise DbtFailedError(f"dbt docs generate: {result.exception or 'failed'}")
    made = (cache / "dbt" / "static_index.html").read_text(encoding="utf-8")
    text = with_pictures(made, root / "dbt" / "models")
    try:
        page.write_text(text, encoding="utf-8")
    except OSError as error:  # that of a write does not say of which file
        raise OSError(error.errno, error.strerror, str(page)) from error


def with_pictures(page: str, folder: Path) -> str:
    """``page`` with each picture that a text names, ``![…](../assets/NAME.png)``, in itself as a data URI.

    dbt puts texts into its page and leaves pictures outside, where a page that is one file finds none. Names are relative to
    ``folder``, that of the texts, so that they hold where the texts are read as files. Raises ``DbtFailedError`` for a
    picture that is not there.
    """

    def inline(name: re.Match[str]) -> str:
        try:
            content = (folder / name[1]).read_bytes()
        except FileNotFoundError:
            raise DbtFailedError(
                f"{folder / name[1]}: found no file, expected a picture that a text in {folder} names. "
                "Mend: add it, or take it out of the text"
            ) from None
        return f"](data:image/png;base64,{base64.b64encode(content).decode()})"

    return _PICTURE.sub(inline, page)


@contextmanager
def _dbt(root: Path, database: Path, cache: Path) -> Iterator[Any]:
    """A function that runs dbt commands; dbt's database handles and the working directory are put back after it."""
    from dbt.cli.main import dbtRunner

    target, here = cache / "dbt", Path.cwd()
    target.mkdir(parents=True, exist_ok=True)
    # dbt parses all models anew where the path of the database is another one: it gets a link that stays the same.
    link = target / database.name
    link.unlink(missing_ok=True)
    link.symlink_to(database)
    os.environ["FANGZHI_BUILD_DATABASE"] = str(link)
    os.environ["DO_NOT_TRACK"] = "1"

    def invoke(*command: str, manifest: Any = None) -> Any:
        return dbtRunner(manifest=manifest).invoke(
            [
                *command,
                "--project-dir", str(root / "dbt"), "--profiles-dir", str(root / "dbt"), "--target", "build",
                "--target-path", str(target), "--log-path", str(cache / "dbt-logs"),
                "--quiet", "--no-use-colors", "--log-level", "none",
            ]
        )  # fmt: skip

    try:
        yield invoke
        if not _leads_to(link, database):
            raise DbtFailedError(f"{link}: found another refresh at work. Mend: run fangzhi refresh again")
    finally:
        _close_handles()
        if _leads_to(link, database):
            link.unlink()
        os.chdir(here)


def _leads_to(link: Path, database: Path) -> bool:
    return link.is_symlink() and link.readlink() == database


def _summary(result: Any, database: Path) -> DbtSummary:
    from dbt_common.invocation import get_invocation_id

    statuses: dict[str, int] = {}
    marts, failures, warnings, times = [], [], [], []
    for node in result.results:
        status = str(node.status)
        statuses[status] = statuses.get(status, 0) + 1
        times.append((node.node.name, float(node.execution_time)))
        if status in ("error", "fail"):
            failures.append(_failure(node, database))
        elif status == "warn":
            rows = _rows(node, database, 1)
            warnings.append(f"{node.node.name}: {node.failures} rows{', first: ' if rows else ''}{''.join(rows)}")
        elif node.node.resource_type == "model" and node.node.schema == "marts":
            marts.append(node.node.alias)
    times.sort(key=lambda pair: -pair[1])
    return DbtSummary(
        invocation_id=get_invocation_id(),
        statuses=statuses,
        marts=tuple(marts),
        failures=tuple(failures),
        warnings=tuple(warnings),
        seconds=float(result.elapsed_time),
        slowest=tuple(times[:5]),
    )


def _failure(node: Any, database: Path) -> str:
    """The node, its message, and for a data test the first rows that fail it: each says how to mend it."""
    where = f"{node.node.resource_type} {node.node.name} ({node.node.original_file_path})"
    rows = _rows(node, database, SAMPLE_ROWS) if str(node.status) == "fail" else []
    if not rows:
        return f"- {where}: {node.message}"
    more = [f"and {node.failures - len(rows)} more"] if node.failures > len(rows) else []
    return f"- {where}: {node.failures} rows" + "".join(f"\n    {row}" for row in (*rows, *more))


def _rows(node: Any, database: Path, count: int) -> list[str]:
    """The first rows that fail a data test; of any other node none."""
    from flows.store.queries import sample

    query = getattr(node.node, "compiled_code", None)
    if node.node.resource_type != "test" or not query:
        return []
    _close_handles()
    return sample(database, query, count)


def _close_handles() -> None:
    """Close the database that dbt-duckdb keeps open in this process: an open handle is a lock."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]  # dbt-duckdb has no types
