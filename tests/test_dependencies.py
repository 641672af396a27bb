"""What is imported is declared: nothing is there only because a dependency happens to bring it."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
RUN = PROJECT["project"]["dependencies"]
EXTRA = [one for extra in PROJECT["project"]["optional-dependencies"].values() for one in extra]
DEVELOP = [one for group in PROJECT["dependency-groups"].values() for one in group]
NOT_INSTALLED = {"sklearn": ["scikit-learn"]}
"""Package → its distribution, of groups that the tests do without."""


def names(requirements: list[str]) -> set[str]:
    return {normal(re.match(r"[\w.-]+", requirement)[0]) for requirement in requirements}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(folder: Path) -> Iterator[tuple[str, str]]:
    """Top-level packages that the modules in ``folder`` import, each with a file that does."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            found = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                found = [node.module]
            yield from ((name.partition(".")[0], str(path.relative_to(CHECKOUT))) for name in found)


@pytest.mark.parametrize(("folder", "declared"), [("flows", RUN + EXTRA), ("tests", RUN + EXTRA + DEVELOP)])
def test_what_is_imported_is_declared(folder, declared):
    ours = {path.stem for path in (CHECKOUT / "tests").rglob("*.py")} | {"flows", "tests"}
    distributions, known = NOT_INSTALLED | packages_distributions(), names(declared)
    missing = {
        (package, file)
        for package, file in imported(CHECKOUT / folder)
        if package not in sys.stdlib_module_names
        and package not in ours
        and not known.intersection(map(normal, distributions.get(package, [package])))
    }
    assert missing == set()
