"""Tables pasted as lines: what is read, what is left alone."""

import pytest

from flows.reading.text.tables import EXAMPLES, find_tables
from flows.vocabulary.folding import fold


@pytest.mark.parametrize(("text", "cells"), EXAMPLES.items())
def test_cells_of_a_table_have_name_role_and_unit(text: str, cells: list[tuple[str, str, str, str]]) -> None:
    folded = fold(text)
    found = [cell for table in find_tables(folded, 0, len(folded)) for cell in table]
    assert [(cell.name, text[cell.start : cell.end], cell.role, cell.unit) for cell in found] == cells


@pytest.mark.parametrize("text", ["指标 单位 数值\n" * 20_000, "指标 数值\n" + "x 1\n" * 100_000, "指标 " * 100_000])
def test_long_runs_of_lines_are_walked_once(text: str) -> None:
    assert sum(len(table) for table in find_tables(text, 0, len(text))) <= 100_000
