"""The tests of the reader follow its rooms: who changes a module finds its tests under its name."""

import ast
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
READING = CHECKOUT / "flows/reading"
EXCEPTIONS = {
    "numbers/examples": "data; test_scanner reads every example",
    "periods/examples": "data; test_mentions reads every example",
}
MODULES = sorted(
    str(path.relative_to(READING).with_suffix("")) for path in READING.rglob("*.py") if path.name != "__init__.py"
)


def behaves(module):
    """``True`` where a module has a function or a class."""
    tree = ast.parse((READING / f"{module}.py").read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in tree.body)


@pytest.mark.parametrize("module", [module for module in MODULES if behaves(module) and module not in EXCEPTIONS])
def test_a_module_has_tests_of_its_name_in_the_folder_of_its_room(module):
    path = Path(module)
    named = f"test_{path.name}.py", f"test_{path.parent.name}_{path.name}.py"  # no two tests may have one name
    assert any((CHECKOUT / "tests/reading" / path.parent / name).is_file() for name in named)


@pytest.mark.parametrize("module", EXCEPTIONS)
def test_an_exception_is_one(module):
    assert module in MODULES


def test_no_two_files_of_tests_have_one_name():
    names = [path.name for path in (CHECKOUT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))
