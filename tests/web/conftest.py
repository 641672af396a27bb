"""The explorer on a build of the checkout's documents: asked in the process, or by a browser."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from flows.settings import Settings
from flows.web.app import create_app

LOCAL = "http://127.0.0.1"


def client_of(root: Path, **options) -> TestClient:
    """A client of the explorer of a project; to be used with ``with``."""
    return TestClient(create_app(Settings(root), **options), base_url=LOCAL, follow_redirects=False)


@pytest.fixture(scope="session")
def explorer(template: Path) -> Iterator[TestClient]:
    """The explorer of a build that no test changes."""
    with client_of(template) as client:
        yield client


@contextmanager
def served(root: Path, **options) -> Iterator[str]:
    """The explorer of a project behind a real server on a free port; the address without a slash at its end."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        config = uvicorn.Config(create_app(Settings(root), **options), log_level="warning", access_log=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"{LOCAL}:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(30)


@pytest.fixture(scope="session")
def serve() -> Callable[..., AbstractContextManager[str]]:
    return served


@pytest.fixture(scope="session")
def make_client() -> Callable[..., TestClient]:
    return client_of
