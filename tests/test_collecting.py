"""Which tests are collected for words of their names."""

import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
TEXTS = "tests/reading/text/test_text_words.py"


@pytest.mark.parametrize(("words", "count"), [("超过5亿元", 1), ("目标", 5), ("没有这样的", 0)])
def test_tests_are_found_by_chinese_words(words, count):
    command = [sys.executable, "-m", "pytest", TEXTS, "-k", words, "--collect-only", "-q"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=CHECKOUT)
    assert len([line for line in done.stdout.splitlines() if "::" in line]) == count


@pytest.mark.parametrize("text", ["一\n季度", "一\ud800", "一\x1b[31m"])
def test_what_a_terminal_or_another_process_would_stumble_over_is_written_out_in_a_name(text, request):
    assert request.node.name.isprintable()
