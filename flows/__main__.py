"""``python3 -m flows run`` and ``python3 -m flows test``: set up what is missing, then do it.

Needs Python 3.11, 3.12 or 3.13 and nothing else; makes ``.venv`` beside this package from ``requirements.lock`` (hashes
checked), again only when that file, ``pyproject.toml`` or the Python has changed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
MARK = VENV / ".fangzhi-ready"
USAGE = """usage: python3 -m flows run|test [ARGUMENT ...]

  run   fangzhi refresh, with its arguments
  test  the tests, with arguments of pytest; test --long: also those that take minutes
"""
IN_PROCESSES = ["-n", "logical", "--dist", "loadfile", "--no-loadscope-reorder"]
COMMANDS = {"run": ["fangzhi", "refresh"], "test": ["python", "-m", "pytest", *IN_PROCESSES]}


def main() -> int:
    """Run one of ``COMMANDS`` in the environment, further arguments passed on; returns its exit code."""
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        sys.stderr.write(USAGE)
        return 2
    if not (3, 11) <= sys.version_info[:2] < (3, 14):
        sys.stderr.write(
            f"found Python {sys.version.split()[0]}, expected 3.11, 3.12 or 3.13. Mend: python3.13 -m flows …\n"
        )
        return 1
    program, *arguments = COMMANDS[sys.argv[1]]
    try:
        set_up()
    except KeyboardInterrupt:
        sys.stderr.write("interrupted; the next run sets up what is missing\n")
        return 130
    except subprocess.CalledProcessError as error:
        sys.stderr.write(f"set-up failed: {' '.join(map(str, error.cmd))} ended with code {error.returncode}\n")
        return 1
    os.chdir(ROOT)
    command = [str(BIN / program), *arguments, *sys.argv[2:]]
    if os.name != "nt":
        os.execv(command[0], command)  # noqa: S606 - the user's own words; in place of this process, so that signals reach it
    return subprocess.call(command)  # noqa: S603 - likewise


def set_up() -> None:
    """Make the environment unless it is there and up to date."""
    wanted = fingerprint()
    if MARK.exists() and MARK.read_text(encoding="utf-8") == wanted:
        return
    sys.stderr.write(f"setting up {VENV} (once, about two minutes) ...\n")
    lock = str(ROOT / "requirements.lock")
    if uv := shutil.which("uv"):
        target = os.environ | {"VIRTUAL_ENV": str(VENV)}
        run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(VENV)])
        run([uv, "pip", "sync", "--quiet", "--require-hashes", "--compile-bytecode", lock], target)
        run([uv, "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], target)
    else:
        venv.create(VENV, clear=True, with_pip=True)
        pip = [str(BIN / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--no-deps"]
        run([*pip, "--compile", "--require-hashes", "--requirement", lock])
        run([*pip, "--no-build-isolation", "--editable", str(ROOT)])
    MARK.write_text(wanted, encoding="utf-8")


def run(command: list[str], environment: dict[str, str] | None = None) -> None:
    subprocess.run(command, check=True, cwd=ROOT, env=environment)  # noqa: S603 - commands of this module


def fingerprint() -> str:
    """What the environment depends on: the Python, its place, the lock and the package's own metadata."""
    digest = hashlib.sha256(f"{sys.version} {ROOT}".encode())
    for name in ("requirements.lock", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
