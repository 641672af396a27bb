"""Calls to the file system that Python code makes below a folder, each handed to a handler before it is made.

``with intercepted(folder, handler)`` replaces the functions of ``os`` and ``io`` that change files. The handler gets

    kind    open (for writing), write, truncate, fsync, rename, link, symlink, unlink, mkdir, rmdir, chmod
    path    what is changed; of a rename, a link, a symlink: the new name
    go      makes the call and returns what it returns
    half    of a write: writes the first half and returns how much that was; else ``None``

and returns what the caller shall get. Everything that libraries in C do by themselves (DuckDB, Arrow) passes by unseen.
"""

import builtins
import contextlib
import functools
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Handler = Callable[[str, str, Callable[[], Any], Callable[[], int] | None], Any]

BY_PATH = {
    "mkdir": "mkdir", "rmdir": "rmdir", "unlink": "unlink", "remove": "unlink", "chmod": "chmod", "truncate": "truncate",
    "rename": "rename", "replace": "rename", "link": "link", "symlink": "symlink",
}  # fmt: skip
BY_HANDLE = {"fsync": "fsync", "fdatasync": "fsync", "ftruncate": "truncate", "fchmod": "chmod"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


@contextlib.contextmanager
def intercepted(folder: Path, handler: Handler) -> Iterator[None]:
    """Hand the calls below ``folder`` to ``handler`` until the end of the block."""
    root = os.path.realpath(folder)
    real = {name: getattr(os, name) for name in (*BY_PATH, *BY_HANDLE, "open", "write", "sendfile")}
    patches = {name: _by_path(kind, real[name], root, handler) for name, kind in BY_PATH.items()}
    patches |= {name: _by_handle(kind, real[name], root, handler) for name, kind in BY_HANDLE.items()}
    patches |= {
        "open": _open(real["open"], root, handler), "write": _write(real["write"], root, handler),
        "sendfile": _sendfile(real["sendfile"], root, handler),
    }  # fmt: skip
    opened, real_open = _io_open(root, handler), io.open
    for name, patch in patches.items():
        setattr(os, name, functools.wraps(real[name])(patch))
    io.open = builtins.open = opened
    try:
        yield
    finally:
        for name, original in real.items():
            setattr(os, name, original)
        io.open = builtins.open = real_open


def _below(path: str, root: str) -> bool:
    return path == root or path.startswith(f"{root}/")


def _place(path: Any, folder: int | None = None) -> str:
    """The absolute path of what a function of ``os`` is given; ``folder`` is its ``dir_fd``."""
    if isinstance(path, int):
        return _place_of(path)
    name = os.fsdecode(path)
    return os.path.abspath(name if folder is None else f"{_place_of(folder)}/{name}")


def _place_of(handle: int) -> str:
    try:
        return os.readlink(f"/proc/self/fd/{handle}").removesuffix(" (deleted)")
    except OSError:
        return ""


def _by_path(kind: str, real: Callable[..., Any], root: str, handler: Handler) -> Callable[..., Any]:
    is_of_two = kind in ("rename", "link", "symlink")

    def call(*args: Any, **options: Any) -> Any:
        path = _place(
            args[1] if is_of_two else args[0], options.get("dst_dir_fd") if is_of_two else options.get("dir_fd")
        )
        if not _below(path, root):
            return real(*args, **options)
        return handler(kind, path, lambda: real(*args, **options), None)

    return call


def _by_handle(kind: str, real: Callable[..., Any], root: str, handler: Handler) -> Callable[..., Any]:
    def call(handle: Any, *args: Any) -> Any:
        path = _place_of(handle if isinstance(handle, int) else handle.fileno())
        if not _below(path, root):
            return real(handle, *args)
        return handler(kind, path, lambda: real(handle, *args), None)

    return call


def _open(real: Callable[..., int], root: str, handler: Handler) -> Callable[..., int]:
    def call(path: Any, flags: int, *args: Any, **options: Any) -> int:
        place = _place(path, options.get("dir_fd"))
        if not flags & WRITING or not _below(place, root):
            return real(path, flags, *args, **options)
        return int(handler("open", place, lambda: real(path, flags, *args, **options), None))

    return call


def _write(real: Callable[..., int], root: str, handler: Handler) -> Callable[..., int]:
    def call(handle: int, data: Any) -> int:
        path = _place_of(handle)
        if not _below(path, root):
            return real(handle, data)
        return int(handler("write", path, lambda: real(handle, data), lambda: real(handle, _half(data))))

    return call


def _sendfile(real: Callable[..., int], root: str, handler: Handler) -> Callable[..., int]:
    def call(target: int, source: int, offset: int, count: int) -> int:
        path = _place_of(target)
        left = max(0, os.fstat(source).st_size - offset)
        if not left or not _below(path, root):  # the last call of a copy writes nothing
            return real(target, source, offset, count)
        half = max(1, min(count, left) // 2)
        return int(
            handler("write", path, lambda: real(target, source, offset, count),
                    lambda: real(target, source, offset, half))
        )  # fmt: skip

    return call


def _half(data: Any) -> memoryview:
    view = memoryview(data).cast("B")
    return view[: max(1, len(view) // 2)]


def _io_open(root: str, handler: Handler) -> Callable[..., Any]:
    real = io.open

    class Written(io.FileIO):
        place = ""

        def write(self, data: Any) -> Any:
            write = super().write
            if not memoryview(data).nbytes:
                return write(data)
            return handler("write", self.place, lambda: write(data), lambda: int(write(_half(data)) or 0))

        def truncate(self, size: int | None = None) -> Any:
            truncate = super().truncate
            return handler("truncate", self.place, lambda: truncate(size), None)

    def call(
        file: Any, mode: str = "r", buffering: int = -1, encoding: str | None = None, errors: str | None = None,
        newline: str | None = None, closefd: bool = True, opener: Any = None,
    ) -> Any:  # fmt: skip
        options = (mode, buffering, encoding, errors, newline, closefd, opener)
        place = _place(file)
        if not set(mode) & set("wax+") or not _below(place, root):
            return real(file, *options)

        def go() -> Written:
            return Written(file, mode.replace("b", "").replace("t", ""), closefd, opener)

        # A descriptor was opened before, and an opener calls os.open.
        raw = go() if isinstance(file, int) or opener else handler("open", place, go, None)
        raw.place = place
        if buffering == 0:
            return raw
        buffer = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        if "b" in mode:
            return buffer
        text = io.TextIOWrapper(buffer, encoding, errors, newline, buffering == 1)
        text.mode = mode  # type: ignore[attr-defined,misc,unused-ignore] # as io.open does
        return text

    return call
