"""Where things are and how long to wait; the only reader of the environment."""

import math
import os
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
    def seeds(self) -> Path:
        return self.root / "dbt" / "seeds"

    @property
    def cache(self) -> Path:
        """What may be deleted at any time: dbt's parse results, cached task results, logs."""
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

    Its temporary server takes longer than the default 20 s to start on a cold machine; with telemetry on it writes
    tracebacks. When a server that is named goes away, its client goes on asking for minutes; it shall for less than one.
    Cached results stay in the project.
    """
    os.environ.setdefault("PREFECT_CLIENT_MAX_RETRIES", "2")
    os.environ.setdefault("PREFECT_API_REQUEST_TIMEOUT", "15")
    os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")
    os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
    os.environ.setdefault("PREFECT_RESULTS_LOCAL_STORAGE_PATH", str(settings.cache / "results"))
    os.environ.setdefault("DO_NOT_TRACK", "1")
