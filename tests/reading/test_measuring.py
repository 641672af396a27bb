"""The score on the labelled corpus, as a command."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

from measuring import Score, table

SCRIPT = Path(__file__).with_name("measuring.py")


def test_a_part_that_is_not_there_is_told_with_those_that_are():
    done = subprocess.run([sys.executable, SCRIPT, "a", "x"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "found no part x in tests/corpus, expected a b c d" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_table_says_that_it_is_of_f1():
    head, columns, row = table([("a", Score(2, 2, Counter(span=2, full=1)))])
    assert head.startswith("F1 ")
    assert columns.split()[:3] == ["part", "labels", "claims"]
    assert row.split()[:4] == ["a", "2", "2", "1.000"]
    assert row.split()[-1] == "0.500"
