"""The API keeps to its own description, whatever is asked."""

import json
import subprocess
import sys
from pathlib import Path

from starlette.testclient import TestClient

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


def test_every_answer_is_one_that_the_description_promises(serve, template, is_long, tmp_path: Path):
    """In a process of its own: the plug-in of schemathesis for pytest does not know this pytest yet."""
    command = Path(sys.executable).with_name("schemathesis")
    with serve(template) as address:
        options = [
            "--checks",
            CHECKS,
            "--max-examples",
            "100" if is_long else "15",
            "--seed",
            "2026",
            "--phases",
            "coverage,fuzzing",
        ]
        run = subprocess.run(
            [command, "run", f"{address}/api/openapi.json", *options],
            capture_output=True, text=True, check=False, cwd=tmp_path, timeout=300,
        )  # fmt: skip
    assert run.returncode == 0, run.stdout[-4000:]
    assert "0 operations" not in run.stdout


def test_what_the_pages_show_can_be_asked_for(explorer: TestClient):
    described = explorer.get("/api/openapi.json").json()
    assert {
        f"/api/{room}" for room in ("", "search", "regions", "indicators", "articles", "findings", "compare", "map")
    } <= set(described["paths"])
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            assert operation.get("description") or operation.get("summary"), (path, method)
    assert json.dumps(described).count("HTTPValidationError") == 0
