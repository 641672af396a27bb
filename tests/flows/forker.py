"""A process that has imported Prefect, dbt and the flow, and forks a child for every request.

A child starts in milliseconds where a new process takes seconds. It runs the request's ``code`` in the namespace of
this module, so that code can call the helpers below before it calls ``fangzhi``. Nothing here starts a thread, an
event loop or a database before the fork.
"""

import atexit
import ctypes
import functools
import importlib
import json
import os
import resource
import signal
import socketserver
import sys
import threading
import time
import traceback
from pathlib import Path

import dbt.adapters.duckdb.connections
import dbt.task.build
import dbt.task.docs.generate  # noqa: F401
import duckdb
import prefect.flow_engine
import prefect.task_engine  # noqa: F401
from dbt.artifacts.resources import FileHash
from dbt.cli.main import dbtRunner
from prefect.settings import PREFECT_RESULTS_LOCAL_STORAGE_PATH, temporary_settings

import flows.refresh  # noqa: F401
from flows.cli import main
from flows.reading.context.scene import tools_of
from flows.vocabulary import load_vocabulary

READY = []
"""The seeds, by name, and the vocabulary that was made of them before any fork."""


def fangzhi(root, *arguments):
    """Run the command as the shell would; ends with ``SystemExit``."""
    replace("flows.refresh:load_vocabulary", _made_before)
    replace("dbt.parser.manifest:ManifestLoader.build_manifest_state_check", _wherever_it_lies)
    with temporary_settings({PREFECT_RESULTS_LOCAL_STORAGE_PATH: Path(root) / "warehouse/.cache/results"}):
        main(["--project", str(root), *arguments], prog_name="fangzhi")


def replace(target, wrap):
    """Put ``wrap(original)`` in the place of ``module:name``."""
    module, _, name = target.partition(":")
    *path, attribute = name.split(".")
    owner = functools.reduce(getattr, path, importlib.import_module(module))
    original = getattr(owner, attribute)
    setattr(owner, attribute, functools.wraps(original)(wrap(original)))


def die(target, when, *, about="", nth=1):
    """Die of SIGKILL ``before`` or ``after`` the ``nth`` call of ``target`` that has ``about`` in its arguments."""
    calls = 0

    def wrap(original):
        def call(*args, **kwargs):
            nonlocal calls
            calls += about in f"{args} {kwargs}"
            due = about in f"{args} {kwargs}" and calls == nth
            if due and when == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            result = original(*args, **kwargs)
            if due and when == "after":
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return call

    replace(target, wrap)


def interrupted(target, number, *, about=""):
    """Get the signal ``number`` at a call of ``target`` that has ``about`` in its arguments, and be in foreign code then.

    The call does not return: DuckDB works in it on a query without end. When the signal came is printed.
    """

    def wrap(original):
        def call(*args, **kwargs):
            if about not in f"{args} {kwargs}":
                return original(*args, **kwargs)
            connection = duckdb.connect(":memory:")
            threading.Timer(0.3, send).start()
            return connection.execute("select sum(a.i * b.i) from range(9000000) as a (i), range(9000000) as b (i)")

        return call

    def send():
        print(f"signal at {time.monotonic()}", flush=True)  # noqa: T201 - for the test
        os.kill(os.getpid(), number)

    signal.signal(signal.SIGINT, signal.default_int_handler)  # a test run in the background ignores it
    replace(target, wrap)


def no_file_larger_than(size):
    """Like a full disk: a write beyond ``size`` bytes fails with an error."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def obey_permissions():
    """Make root a user whom the mode of a folder stops: without the capabilities DAC_OVERRIDE to FOWNER."""
    keep = 0xFFFFFFFF & ~0b1110
    header, sets = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.capget(header, sets) == 0:
        sets[0] &= keep
        sets[1] &= keep
        libc.capset(header, sets)


def _made_before(original):
    """Load a vocabulary only where its seeds are other ones than those that the forker has loaded."""
    seeds, vocabulary = READY
    return lambda folder: vocabulary if _seeds(folder) == seeds else original(folder)


def _seeds(folder):
    return {path.name: path.read_bytes() for path in folder.glob("*.csv") if path.is_file()}


def _wherever_it_lies(original):
    """Let dbt take a copy of the small project as parsed, though its database has another path: nothing in it depends on that.

    Not so of a project with seeds, which dbt would read from where they were parsed.
    """

    def call(self):
        check = original(self)
        if self.root_project.project_name == "small":
            check.profile_hash = FileHash.from_contents("")
        return check

    return call


class _Handler(socketserver.StreamRequestHandler):
    def handle(self):
        request = json.loads(self.rfile.readline())
        child = os.fork()
        if child == 0:
            _run(request)
        _, status = os.waitpid(child, 0)
        self.wfile.write(json.dumps(os.waitstatus_to_exitcode(status)).encode())


def _run(request):
    os.setsid()
    output = os.open(request["output"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(output, 1)
    os.dup2(output, 2)
    code = 0
    try:
        exec(request["code"], globals())  # noqa: S102 - the tests' own code
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
    except BaseException:  # noqa: BLE001 - a child ends here, whatever happened
        traceback.print_exc()
        code = 70
    try:
        threading._shutdown()
        atexit._run_exitfuncs()
    finally:
        os._exit(code)


class _Forker(socketserver.ForkingMixIn, socketserver.UnixStreamServer):
    max_children = 100


def _warm_up(root):
    """Let dbt parse a project and load its vocabulary: that opens no database, and the children need not do it again.

    dbt without its static parser, whose native threads would not live on in a child.
    """
    os.environ["FANGZHI_BUILD_DATABASE"] = f"{root}/none.duckdb"
    place = ["--project-dir", f"{root}/dbt", "--profiles-dir", f"{root}/dbt"]
    done = dbtRunner().invoke(["parse", *place, "--target-path", f"{root}/target", "--no-static-parser", "--quiet"])
    assert done.success, done.exception
    READY[:] = _seeds(Path(root) / "dbt/seeds"), load_vocabulary(Path(root) / "dbt/seeds")
    tools_of(READY[1])
    assert threading.active_count() == 1


if __name__ == "__main__":
    _warm_up(sys.argv[2])
    with _Forker(sys.argv[1], _Handler) as server:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        print("ready", flush=True)  # noqa: T201 - the tests wait for it
        server.serve_forever()
