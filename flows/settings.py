"""Where things are and how long to wait; the only reader of the environment."""

import hashlib
import math
import os
import platform
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flows.domain.errors import FangzhiError

_MARKS: Final = ("dbt/dbt_project.yml", "raw")


@dataclass(frozen=True, slots=True)
class Settings:
    """The project's folder, and what can be set with ``FANGZHI_*`` variables."""

    root: Path
    lock_wait: float = 600.0
    batch_size: int = 200

    @property
    def warehouse(self) -> Path:
        return self.root / "warehouse"

    @property
    def identity(self) -> str:
        """A name that no other checkout has, nor one on another machine: its folder's, and a hash of where that is."""
        root = self.root.resolve()
        place = hashlib.sha256(f"{platform.node()}:{root}".encode("utf-8", "surrogateescape")).hexdigest()[:8]
        return "-".join((*re.findall(r"[\w.]+", root.name)[:5], place))

    @property
    def seeds(self) -> Path:
        return self.root / "dbt" / "seeds"

    @property
    def cache(self) -> Path:
        """What may be deleted while nothing runs: dbt's parse results, cached task results, logs, Prefect's records."""
        return self.warehouse / ".cache"


def load_settings(root: Path | None = None) -> Settings:
    """``FANGZHI_PROJECT`` or else the nearest folder above that holds ``dbt/`` and ``raw/``; raises ``FangzhiError``."""
    named = root or (Path(value) if (value := os.environ.get("FANGZHI_PROJECT")) else None)
    if named is not None:
        if not all((named / mark).exists() for mark in _MARKS):
            raise FangzhiError(
                f"{named}: found no fangzhi project, expected a folder with dbt/ and raw/. "
                "Mend: correct --project or FANGZHI_PROJECT"
            )
        return _with_environment(named.resolve())
    here = Path.cwd().resolve()
    for folder in (here, *here.parents):
        if all((folder / mark).exists() for mark in _MARKS):
            return _with_environment(folder)
    raise FangzhiError(
        f"{here}: found no fangzhi project here or above, expected dbt/ and raw/. "
        "Mend: change into the checkout, or set FANGZHI_PROJECT"
    )


def _with_environment(root: Path) -> Settings:
    wait = os.environ.get("FANGZHI_LOCK_WAIT", "600")
    try:
        seconds = float(wait)
    except ValueError:
        seconds = math.nan
    if not seconds >= 0:  # nan is not
        raise FangzhiError(f"FANGZHI_LOCK_WAIT: found {wait!r}, expected seconds. Mend: write a number from 0 on")
    return Settings(root, lock_wait=seconds)


def configure_prefect(settings: Settings) -> None:
    """Settings that Prefect needs here, unless the user has set others; to be called before Prefect is imported.

    With telemetry on its server writes tracebacks. When a server that is named goes away, its client goes on asking for minutes; it shall for less than one.
    Cached results stay in the project, and so does the home of a server of our own, its records and its client's settings:
    checkouts that shared one would take each other's runs. A server that the user names keeps the user's home.
    """
    if not os.environ.get("PREFECT_API_URL"):
        os.environ.setdefault("PREFECT_HOME", str(settings.cache / "prefect"))
    os.environ.setdefault("PREFECT_CLIENT_MAX_RETRIES", "2")
    os.environ.setdefault("PREFECT_API_REQUEST_TIMEOUT", "15")
    os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
    os.environ.setdefault("PREFECT_RESULTS_LOCAL_STORAGE_PATH", str(settings.cache / "results"))
    os.environ.setdefault("DO_NOT_TRACK", "1")


def prefect_home() -> Path:
    """Prefect's folder, after ``configure_prefect``."""
    return Path(os.environ["PREFECT_HOME"]).expanduser()


_SERVED_BY: Final = "FANGZHI_SERVED_BY"


def mark_as_server() -> None:
    """Let the processes that this one starts know that it is this one that they work for."""
    os.environ[_SERVED_BY] = str(os.getpid())


def served_by() -> int:
    """The id of the process that this one works for: of the one that has said so, else of the one that started it."""
    return int(os.environ.get(_SERVED_BY, os.getppid()))
