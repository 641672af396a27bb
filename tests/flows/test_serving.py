"""A schedule that is kept alive picks up what changes in raw/."""

import os
import signal
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.flow


def test_serve_publishes_a_change_in_raw_and_ends_on_a_signal(small):
    command = [sys.executable, "-c", "from flows.cli import main; main()", "--project", str(small.root)]
    options = {
        "env": os.environ,
        "cwd": small.root,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.STDOUT,
        "text": True,
    }
    before = small.published.counts["claims"]
    with subprocess.Popen([*command, "serve", "--cron", "0 6 1 1 *", "--watch", "0.5"], **options) as served:
        try:
            small.edit_extracts("jiayuguan-2023-review", lambda rows: rows.append(rows[3] | {"subject": "复核"}))
            deadline = time.monotonic() + 180
            while small.published.sequence == 1 and served.poll() is None and time.monotonic() < deadline:
                time.sleep(0.2)
            claims = small.published.counts["claims"]
        finally:
            served.send_signal(signal.SIGTERM)
            output, _ = served.communicate(timeout=60)
    assert claims == before + 1, output
    assert "changed inputs: 1; refresh" in output
