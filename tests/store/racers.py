"""Two runs on one warehouse: the first is stopped before each of its steps in turn, while the second runs.

A process of its own, so that it may fork: ``racers.py FOLDER MISCHIEF`` prints all its races as JSON. A step is a call that
opens, locks, renames, syncs or deletes. The runs are those of ``BuildStore``, with a text of two halves for a database.
"""

import fcntl
import io
import itertools
import json
import os
import shutil
import signal
import sys
import time
from pathlib import Path

from flows.domain.errors import FangzhiError
from flows.store.builds import DATABASE, Build, BuildStore

STEPS = [
    (os, name) for name in ("open", "mkdir", "rename", "replace", "symlink", "unlink", "rmdir", "chmod", "fsync")
] + [(io, "open"), (fcntl, "flock")]


def nothing(warehouse):
    pass


def delete_lock(warehouse):
    (warehouse / "builds/.lock").unlink(missing_ok=True)


def replace_lock(warehouse):
    (warehouse / "other").write_text("")
    (warehouse / "other").rename(warehouse / "builds/.lock")


def move_builds(warehouse):
    (warehouse / "builds").rename(warehouse / "elsewhere")


def swap_builds(warehouse):
    """Another folder of the same content takes the place of ``builds``, as a restored backup would."""
    shutil.copytree(warehouse / "builds", warehouse / "copy", symlinks=True)
    (warehouse / "builds").rename(warehouse / "elsewhere")
    (warehouse / "copy").rename(warehouse / "builds")


def run(warehouse, name, step=lambda: None):
    """One run from lock to end; returns what it says of itself."""
    store = BuildStore(warehouse)
    says = {"name": name, "expected": None, "sequence": None, "error": ""}
    try:
        with store.locked(wait=0):
            published = store.published()
            expected = published.sequence if published else None
            path = store.begin(published)
            path.unlink(missing_ok=True)
            for half in ("1", "2"):
                with path.open("a", encoding="utf-8") as file:
                    file.write(f"{name}{half}")
                step()
            sequence = store.last_sequence() + 1
            store.publish(record(name, sequence), expected=expected)
            says |= {"expected": expected, "sequence": sequence}
    except FangzhiError as error:
        says["error"] = f"message: {error}"
    except OSError as error:
        says["error"] = f"message: {error.filename}: {error.strerror}"  # as the command shows it
    return says


def record(name, sequence):
    return Build(
        build_id=name, sequence=sequence, mode="full", started_at="", finished_at="", package_version="", code_revision="",
        inputs_sha256="", dbt_invocation_id="", counts={}, inputs={},
    )  # fmt: skip


class Child:
    """A run in a fork, which stops before its step number ``stop`` until it is told to go on."""

    def __init__(self, warehouse, name, stop=0):
        self._from_child, to_parent = os.pipe()
        from_parent, self._to_child = os.pipe()
        self._lines = b""
        self.pid = os.fork()
        if self.pid == 0:
            count = 0

            def step():
                nonlocal count
                count += 1
                if count == stop:
                    os.write(to_parent, b"stopped\n")
                    os.read(from_parent, 1)

            for module, attribute in STEPS if stop else ():
                replace(module, attribute, step)
            os.write(to_parent, json.dumps(run(warehouse, name, step)).encode() + b"\n")
            os._exit(0)
        os.close(to_parent)
        os.close(from_parent)
        self._to_end = None

    def line(self):
        """The next line it writes: that it has stopped, or how it ended."""
        while b"\n" not in self._lines:
            self._lines += os.read(self._from_child, 10_000)
        line, _, self._lines = self._lines.partition(b"\n")
        return line.decode()

    def go_on(self):
        os.write(self._to_child, b".")

    def end(self):
        line = self.line()
        os.waitpid(self.pid, 0)
        os.close(self._from_child)
        os.close(self._to_child)
        return json.loads(line)


def replace(module, attribute, step):
    original = getattr(module, attribute)

    def call(*args, **kwargs):
        step()
        return original(*args, **kwargs)

    setattr(module, attribute, call)


def race(folder, mischief, stop):
    """What both runs said and what is published; ``None`` if the first one has fewer steps."""
    warehouse = folder / f"{mischief.__name__}-{stop}"
    assert run(warehouse, "old")["error"] == ""
    first = Child(warehouse, "A", stop)
    line = first.line()
    if line != "stopped":
        return None
    mischief(warehouse)
    second = Child(warehouse, "B")
    ended = time.monotonic() + 0.2  # it may wait for the first
    while time.monotonic() < ended and not os.waitid(os.P_PID, second.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
        time.sleep(0.005)
    first.go_on()
    said = [first.end(), second.end()]
    after = run(warehouse, "C")
    found = {"stop": stop, "said": said, "published": look(warehouse), "after": after}
    shutil.rmtree(warehouse)
    return found


def look(warehouse):
    """Folder → name of the build by its record and content of the database, of all builds that are not work."""
    return {
        folder.name: [_text(folder / "build.json"), _text(folder / DATABASE)]
        for folder in sorted(warehouse.glob("*/0*"))
    }


def _text(path):
    return path.read_text(encoding="utf-8") if path.exists() else "missing"


def crowd(folder):
    """Six runs at once, again and again, while the lock file is deleted all the time."""
    warehouse = folder / "crowd"
    said = []
    for turn in range(12):
        children = [Child(warehouse, f"{turn}-{number}") for number in range(6)]
        while any(not os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) for child in children):
            delete_lock(warehouse)
            time.sleep(0.005)
        said += [child.end() for child in children]
    return {"stop": 0, "said": said, "published": look(warehouse), "after": run(warehouse, "C")}


if __name__ == "__main__":
    signal.alarm(200)
    os.fsync = lambda _: None  # what is raced for is not whether it lasts
    place, happens = Path(sys.argv[1]), globals()[sys.argv[2]]
    races = (race(place, happens, stop) for stop in itertools.count(1))
    found = [crowd(place)] if happens is crowd else list(itertools.takewhile(bool, races))
    print(json.dumps(found))  # noqa: T201 - the test reads it
