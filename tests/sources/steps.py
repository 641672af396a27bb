"""Every call by which a program changes a disk is a step; something can be made to happen at the n-th.

Writers of ``raw/`` to try it on: ``WRITERS`` maps a name to what it does in a project made by ``project``. Run as a
script this kills each writer at each step, by SIGKILL in a process of its own, and prints what was left as JSON:

    python steps.py FOLDER
"""

import contextlib
import datetime as dt
import json
import os
import re
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from industry import SIGNED, TEXT, at, make_rows, written

from flows.domain.document import Decoded
from flows.domain.errors import FangzhiError
from flows.sources import door
from flows.sources.adding import add_document
from flows.sources.bounded import Bounded
from flows.sources.editing import Ground
from flows.sources.pages import read_text
from flows.sources.removing import look, remove_document
from flows.sources.segmentation import segment
from flows.sources.signing import Desk
from flows.vocabulary import load_vocabulary

CALLS = ("open", "write", "fsync", "fchmod", "chmod", "mkdir", "rmdir", "rename", "replace", "link", "unlink")
PAGE = "<html><body><article><p>2024年，乙市完成工业总产值900亿元。</p><p>{}</p></article></body></html>".format(
    "乙市工业稳步增长，重点项目加快建设，新增规模以上企业较多，投资结构不断优化，出口保持增长。" * 4
)
EXTRACTS, MANIFEST, REMOVALS, CORRECTIONS, RULINGS = (
    "raw/extracts/d.csv", "raw/manifest.csv", "raw/removals.csv", "raw/corrections.csv", "raw/rulings.csv",
)  # fmt: skip
IN_STEPS = ("replace by a page", "withdraw")
"""Writers that are tried without the exchange of two names in one step, too."""
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
Act = Callable[[str], object]


@contextlib.contextmanager
def at_step(due: Callable[[int, str], bool], act: Act) -> Iterator[list[str]]:
    """``act`` before each call that is ``due``, by its number (from 1) and name; what ``act`` does itself is no step.

    Gives the calls so far, each with its first argument. Of a ``write`` that is due the first half is written before. ``fsync`` is counted
    and not made: no process sees what it does, and thousands take minutes.
    """
    calls: list[str] = []
    originals = {name: getattr(os, name) for name in CALLS}
    real = dict(originals)
    originals["fsync"] = lambda _: None
    exchange = door._exchange_at_once
    busy = False

    def wrap(name, original):
        def call(*args, **options):
            nonlocal busy
            if busy:
                return original(*args, **options)
            kind = "create" if name == "open" and args[1] & os.O_CREAT else name
            calls.append(f"{kind} {args[0]}")
            if due(len(calls), kind):
                busy = True
                try:
                    if name == "write":
                        original(args[0], args[1][: len(args[1]) // 2])
                    act(name)
                finally:
                    busy = False
                if name == "write":
                    args = (args[0], args[1][len(args[1]) // 2 :])
                    return original(*args) + len(args[1])
            return original(*args, **options)

        return call

    try:
        for name, original in originals.items():
            setattr(os, name, wrap(name, original))
        door._exchange_at_once = wrap("exchange", exchange)
        yield calls
    finally:
        for name, original in real.items():
            setattr(os, name, original)
        door._exchange_at_once = exchange


class Office:
    """What the writers need besides a project: the ground of document ``d`` and rows about its four figures."""

    def __init__(self, ground: Ground, rows: list[dict[str, str]]) -> None:
        self.ground, self.rows = ground, rows

    def project(self, root: Path) -> None:
        """Document ``d`` with three signed rows, a correction and a ruling of one of them; document ``e``."""
        (root / "in").mkdir(parents=True)
        for name, text in (
            ("d.txt", TEXT),
            ("e.txt", TEXT + "又一版。"),
            ("new.txt", TEXT + "新的一版。"),
            ("d.html", PAGE),
        ):
            (root / "in" / name).write_text(text, encoding="utf-8")
        for name in ("d", "e"):
            add(root, f"{name}.txt")
        (root / "raw/extracts").mkdir()
        (root / EXTRACTS).write_bytes(written([self.rows[0], self.rejection, self.rows[3]]))
        claim_id = self.claim_ids(root)[0]
        (root / CORRECTIONS).write_text(
            "claim_id,printed_value,corrected_value,unit,reason,source,corrected_by,corrected_on\n"
            f"{claim_id},1184,1148,亿元,误印,公报,王五,2026-11-23\n"
            "0123456789abcdef,1,2,亿元,误印,公报,王五,2026-11-23\n",
            encoding="utf-8",
        )
        (root / RULINGS).write_text(
            "conflict_id,claim_id,guard,ruling,reason,ruled_by,ruled_on\n"
            f",{claim_id},118400000000,error,理由,王五,2026-11-23\n"
            "fedcba9876543210,,1 | 2,error,理由,王五,2026-11-23\n",
            encoding="utf-8",
        )
        desk(root).decide(**self.decision(1), old=None, new=self.rows[1])

    def claim_ids(self, root: Path) -> list[str]:
        return [claim.claim_id for claim in desk(root).file(self.ground).extracts.claims]

    @property
    def rejection(self) -> dict[str, str]:
        row = self.rows[2]
        return {column: row[column] for column in ("article", "quote", "figure", "nth")} | {
            "measure": "not_a_claim", "note": "不算", **SIGNED,
        }  # fmt: skip

    def decision(self, number: int, *, shown: bool = False, action: str = "accept") -> dict:
        spans = [at("1184亿元"), at("35家"), at("12亿元"), at("7.3%", 2)]
        row = {column: cell for column, cell in self.rows[number].items() if cell}
        return {
            "ground": self.ground, "action": action, "claim_id": str(number), "span": spans[number],
            "shown": [row] if shown else [], "curator": "王五",
        }  # fmt: skip

    def writers(self) -> dict[str, Callable[[Path], object]]:
        rejected = {column: cell for column, cell in self.rejection.items() if cell}
        return {
            "add": lambda root: add(root, "new.txt"),
            "replace": lambda root: add(root, "new.txt", document="d", replacing=True),
            "replace by a page": lambda root: add(root, "d.html", replacing=True),
            "remove": lambda root: remove_document(root, look(root, "d", self.ground.vocabulary), by="王五", note=""),
            "accept": lambda root: desk(root).decide(
                **self.decision(2) | {"shown": [rejected]}, old=None, new=self.rows[2]
            ),
            "withdraw": lambda root: desk(root).decide(
                **self.decision(0, shown=True, action="withdraw"), old=self.rows[0], new=None
            ),
            "undo": lambda root: desk(root).undo(desk(root).history()[-1].decision_id, lambda _: self.ground),
        }


class Here(Bounded):
    """Takes the text out of files in this process: a process for each of hundreds of adds takes minutes."""

    def read_text(self, data: bytes, *, suffix: str, charset: str = "") -> Decoded:
        return read_text(data, suffix=suffix, charset=charset)


def add(root: Path, file: str, **options) -> object:
    facts = dict.fromkeys(("document", "outlet", "title", "url", "licence", "charset", "note"), "")
    given = {"published": "2024-04-10", "published_basis": "printed", "replacing": False}
    return add_document(root, root / "in" / file, **(facts | given | options), bounded=Here())


def desk(root: Path) -> Desk:
    return Desk(root, root / "warehouse/.cache")


def state(root: Path) -> dict[str, str]:
    """What ``raw/`` holds, but for the door's own things, with moments blanked."""
    return {
        path.relative_to(root).as_posix(): _MOMENT.sub(b"T", path.read_bytes()).decode("utf-8", "replace")
        for path in sorted((root / "raw").rglob("*"))
        if path.is_file() and not path.is_relative_to(root / door.FOLDER)
    }


def undisturbed(task: Callable[[Path], object], root: Path) -> list[str]:
    """Run it with nothing happening; gives the steps it takes."""
    with at_step(lambda *_: False, lambda _: None) as calls:
        task(root)
    return calls


def is_killed(writer: Callable[[Path], object], root: Path, number: int) -> bool:
    """Let a process of its own be killed at this step; ``False`` where it takes fewer."""
    child = os.fork()
    if child == 0:
        code = 0
        try:
            with at_step(lambda at, _: at == number, lambda _: os.kill(os.getpid(), signal.SIGKILL)):
                writer(root)
        except BaseException:  # noqa: BLE001 - a child never returns into the loop of its parent
            traceback.print_exc()
            code = 70
        os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code not in (0, -signal.SIGKILL):
        raise ChildProcessError(code)
    return code != 0


def killed_at_each_step(base: Path, folder: Path, writer: Callable[[Path], object]) -> dict:
    """What stands after each kill once the project is opened again, and after the writer was run again."""
    root = folder / "undisturbed"
    shutil.copytree(base, root)
    undisturbed(writer, root)  # in this process: children then find imported and compiled what it needs
    found: dict = {"before": state(base), "after": state(root), "kills": []}
    number = 0
    while True:
        number += 1
        root = folder / f"{number}"
        shutil.copytree(base, root)
        if not is_killed(writer, root, number):
            break
        kill = {"step": number}
        undisturbed(door.recover, root)
        kill["left"] = state(root)
        kill["said"] = ""
        try:
            undisturbed(writer, root)
        except FangzhiError as error:
            kill["said"] = str(error)
        kill["again"] = state(root)
        kill["rest"] = sorted(path.name for path in (root / door.FOLDER).iterdir())
        found["kills"].append(kill)
        shutil.rmtree(root)
    return found


def main(folder: Path) -> None:
    words = load_vocabulary(Path(__file__).parents[2] / "dbt/seeds")
    parts = segment(TEXT, document="d", published="2024", published_on=dt.date(2024, 12, 31), published_basis="given")
    ground = Ground("d", TEXT, tuple(parts.articles), words)
    office = Office(ground, make_rows(ground))
    office.project(folder / "base")
    found = {
        name: killed_at_each_step(folder / "base", folder / name, writer) for name, writer in office.writers().items()
    }
    door._exchange_at_once = lambda *_: False  # as where system or file system know no such step
    for name in IN_STEPS:
        found[f"{name}, in steps"] = killed_at_each_step(folder / "base", folder / f"{name}-", office.writers()[name])
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
