"""Operations under faults: what is run in children, and what they found."""

import contextlib
import fcntl
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import operations
from calls import intercepted
from children import Children
from injecting import Fault, Injector, Meanwhile, Unsynced, with_fault
from operations import OPERATIONS, Ended, Expected, ended
from power_loss import images
from recording import Recorder, Synced, Trace

Complaint = tuple[str, list[str]]
"""What was done, and what was wrong then."""


@dataclass(frozen=True)
class Prepared:
    """A project before an operation, the states that there may be, and the calls that the operation makes."""

    root: Path
    expected: Expected
    calls: list[str]


class Laboratory:
    """Runs operations in children, on copies of projects that are prepared once."""

    def __init__(self, place: Path, children: Children) -> None:
        self._place, self._children, self._prepared, self._count = place, children, {}, 0

    def prepared(self, name: str) -> Prepared:
        if name not in self._prepared:
            root = self._new()
            self._children.value(operations.prepare, name, root)
            expected = self._children.value(operations.expected, name, root)
            self._prepared[name] = Prepared(root, expected, self._children.value(calls_of, name, self._copy(root)))
        return self._prepared[name]

    def cut(self, name: str, count: int, bug: "Bug | None" = None, seed: int = 1) -> tuple[int, list[Complaint]]:
        """Record the operation, with a bug, and cut the power; returns how many images there were and what was wrong."""
        prepared = self.prepared(name)
        return self._children.value(
            cut, name, self._copy(prepared.root), prepared.expected, count, bug, seed, timeout=900
        )

    def fault(self, name: str, fault: Fault, bug: "Bug | None" = None) -> list[str]:
        """Run the operation with a fault; returns what is wrong then."""
        prepared = self.prepared(name)
        root = self._copy(prepared.root)
        child = self._children.run(suffer, name, root, fault, bug, prepared.expected)
        no_answer = False
        if fault.kills:
            if child.code != -9:
                return [f"it was not killed: {child.code} {child.output}"]
            return self._children.value(operations.check, name, root, prepared.expected, no_answer)
        if child.code:
            return [f"it ended with {child.code}: {child.output}"]
        return child.value

    def race(self, name: str, nth: int, bug: "Bug | None" = None) -> list[str]:
        """Let the operation's rival run from the ``nth`` call on; returns what is wrong then."""
        return self._children.value(race, name, self._copy(self.prepared(name).root), nth, bug)

    def edit(self, name: str, file: str) -> list[Complaint]:
        """Let somebody save ``file`` at every call before the operation changes it."""
        prepared = self.prepared(name)
        found = []
        for nth in range(1, self._children.value(calls_before_change, name, self._copy(prepared.root), file) + 1):
            wrong = self._children.value(edit, name, self._copy(prepared.root), file, nth)
            found += [(f"an edit before call {nth}", wrong)] if wrong else []
        return found

    def trace(self, name: str) -> Trace:
        return self._children.value(recorded, name, self._copy(self.prepared(name).root), None)

    def _new(self) -> Path:
        self._count += 1
        return self._place / f"{self._count}"

    def _copy(self, root: Path) -> Path:
        return Path(shutil.copytree(root, self._new(), symlinks=True))


# -- bugs: changes of what the system does, as if the code had asked for it ---------------------------------------


@dataclass(frozen=True)
class Bug:
    """A seeded bug: without the fsyncs of these numbers (empty: of all), with locks that do not lock, with renames that copy."""

    without_fsync: tuple[int, ...] | None = None
    lockless: bool = False
    renames_copy: bool = False

    @contextlib.contextmanager
    def seeded(self) -> Iterator[None]:
        """Replace functions of the system until the end of the block."""
        saved = os.replace, os.rename, fcntl.flock, fcntl.lockf
        try:
            if self.renames_copy:
                os.replace = os.rename = _copying(os.rename)  # type: ignore[assignment]
            if self.lockless:
                fcntl.flock = fcntl.lockf = lambda *_: None  # type: ignore[assignment]
            yield
        finally:
            os.replace, os.rename, fcntl.flock, fcntl.lockf = saved

    def handler(self, handler: Callable[..., Any]) -> Callable[..., Any]:
        return handler if self.without_fsync is None else Unsynced(handler, self.without_fsync)


NONE = Bug()


def _copying(rename: Callable[..., None]) -> Callable[..., None]:
    """A rename that writes the new content into the old file, or makes the link anew."""

    def copy(source: Any, target: Any, **options: Any) -> None:
        if os.path.islink(source):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(target)
            os.symlink(os.readlink(source), target)
            os.unlink(source)
        elif os.path.isdir(source):
            rename(source, target, **options)
        else:
            with open(source, "rb") as old, open(target, "wb") as new:
                new.write(old.read())
            os.unlink(source)

    return copy


# -- what children do -------------------------------------------------------------------------------------------


def calls_of(name: str, root: Path) -> list[str]:
    return with_fault(root, None, lambda: operations._must(lambda: OPERATIONS[name].run(root)))


def recorded(name: str, root: Path, bug: Bug | None) -> Trace:
    bug = bug or NONE
    recorder = Recorder(root)
    with bug.seeded(), intercepted(root, bug.handler(recorder)):
        operations._must(lambda: OPERATIONS[name].run(root))
    recorder.acknowledge()
    return recorder.trace


def cut(
    name: str, root: Path, expected: Expected, count: int, bug: Bug | None, seed: int
) -> tuple[int, list[Complaint]]:
    """Try the images of an operation; with a bug only until one is found wrong."""
    trace = recorded(name, root, bug)
    number, found = 0, []
    for number, image in enumerate(images(trace, count, seed), 1):  # noqa: B007 - how many there were
        place = root.with_name(f"{root.name}-image")
        image.make(place)
        wrong = operations.check(name, place, expected, image.is_acknowledged)
        found += [(image.about, wrong)] if wrong else []
        shutil.rmtree(place)
        if bug and found:
            break
    return number, found


def suffer(name: str, root: Path, fault: Fault, bug: Bug | None, expected: Expected) -> list[str]:
    """Run the operation with a fault and, where it lives, check in the same process."""
    bug, injector = bug or NONE, Injector(fault)

    def run() -> None:
        with bug.seeded(), intercepted(root, bug.handler(injector)):
            OPERATIONS[name].run(root)

    first = ended(run)
    if not injector.has_fired:
        return ["the fault did not come"]
    if fault.kind == "short" and first.code:
        return [f"a write that was short fails: {first.output}"]
    if first.code and not _is_a_message(first, root):
        return [f"the error is no message that names a path: {first.code} {first.output}"]
    return operations.check(name, root, expected, first.code == 0)


def _is_a_message(command: Ended, root: Path) -> bool:
    line = command.output[max(0, command.output.rfind("error: ")) :]
    return command.code == 1 and line.startswith("error: ") and (str(root) in line or "raw/" in line)


def race(name: str, root: Path, nth: int, bug: Bug | None) -> list[str]:
    bug, operation = bug or NONE, OPERATIONS[name]
    rival = operation.rival
    assert rival
    one_by_one = Path(shutil.copytree(root, root.with_name(f"{root.name}-one-by-one"), symlinks=True))
    for run in (operation.run, rival):
        operations._must(lambda run=run: run(one_by_one))
    waits, starts = os.pipe()
    with bug.seeded():
        process = os.fork()  # before the operation, so that it inherits no lock
        if process == 0:
            os.read(waits, 1)
            os._exit(ended(lambda: rival(root)).code)

        def happen() -> None:
            os.write(starts, b"!")
            until = time.monotonic() + 0.3
            while time.monotonic() < until and not os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                time.sleep(0.005)

        meanwhile = Meanwhile(nth, happen)

        def run_operation() -> None:
            with intercepted(root, meanwhile):
                operation.run(root)

        first = ended(run_operation)
    os.write(starts, b"!")
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    if len(meanwhile.calls) < nth:
        return ["the other command was not started"]
    is_told_to_wait = operation.area == "store" and "found another refresh running" in first.output
    if first.code and not is_told_to_wait:
        return [f"it fails where another command runs: {first.output}"]
    if operation.area == "store":
        published = operations.store_state(root)
        wanted = operations.store_state(one_by_one) - (code != 0) - is_told_to_wait
        return [f"of two at once, build {published} is published, expected {wanted}"] * (published != wanted)
    wrong = operations._difference(operations.raw_state(root), [operations.raw_state(one_by_one)])
    return [f"the other command ends with {code}"] * (code != 0) or [f"of two at once: {wrong}"] * bool(wrong)


def calls_before_change(name: str, root: Path, file: str) -> int:
    """How many calls an operation makes while ``file`` still is as it was."""
    target, count = root / file, 0
    before = target.read_bytes()

    def handler(_kind: str, _path: str, go: Callable[[], Any], _half: object) -> Any:
        nonlocal count
        count += target.exists() and target.read_bytes() == before
        return go()

    with intercepted(root, handler):
        operations._must(lambda: OPERATIONS[name].run(root))
    return count


def edit(name: str, root: Path, file: str, nth: int) -> list[str]:
    target = root / file
    theirs = target.read_bytes().replace("王五".encode(), "赵六".encode())

    def save() -> None:
        fresh = root / "raw/theirs"
        fresh.write_bytes(theirs)
        fresh.rename(target)

    def run() -> None:
        with intercepted(root, Meanwhile(nth, save)):
            OPERATIONS[name].run(root)

    done = ended(run)
    now = target.read_bytes() if target.exists() else b""
    if done.code == 0:
        return [f"{file} has lost what was saved meanwhile"] * ("赵六".encode() not in now)
    if done.code != 1 or "error: " not in done.output:
        return [f"no message: {done.output}"]
    return [f"it is refused, and {file} is not what was saved meanwhile"] * (now != theirs)


def syncs(trace: Trace) -> list[tuple[int, ...]]:
    """The numbers of the fsyncs of each file and folder that the writer puts on the disk."""
    nodes = [effect.node for effect in trace.effects if isinstance(effect, Synced)]
    return [tuple(n for n, other in enumerate(nodes, 1) if other == node) for node in dict.fromkeys(nodes)]
