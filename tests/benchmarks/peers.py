"""The peers' side of bench_reading.py; their interpreter runs it, so it uses nothing of ours.

It says what it can measure in a first line, then for each line on standard input, a JSON object with ``what`` and
``texts``, answers one with ``seconds`` (CPU time, one process), ``found`` (results of all texts) and ``failed`` (texts that
raised). All is warm: each model is made, and has parsed a sentence, before the first line is read.

Their packages are found by name when it runs: ours has none of them.
"""

import contextlib
import json
import logging
import os
import platform
import sys
import time
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from importlib.metadata import version
from typing import Any

Extract = Callable[[str], Any]
_WARM = "2024年前三季度，全市实现地区生产总值3461.9亿元，同比增长6.5%，引进企业12家，居全省第二。"
_BASE = datetime(2025, 1, 1).timestamp()  # noqa: DTZ001 - the peer reads it as local time


def main() -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # greetings of the peers go to standard error
    logging.disable(logging.CRITICAL)
    extracts, failures = {}, []
    for make in (jionlp, recognizers_text):
        try:
            extracts.update(make())
        except Exception as error:  # noqa: BLE001 - one peer that is missing leaves the other
            failures.append(f"{make.__name__}: {type(error).__name__}: {error}")
    for extract in extracts.values():
        measured(extract, [_WARM])
    hello = {"python": platform.python_version(), "what": list(extracts), "failures": failures, "versions": versions()}
    answers.write(json.dumps(hello) + "\n")
    answers.flush()
    for line in sys.stdin:
        asked = json.loads(line)
        answers.write(json.dumps(measured(extracts[asked["what"]], asked["texts"])) + "\n")
        answers.flush()


def jionlp() -> dict[str, Extract]:
    """Money and time as its own entry points give them, parsed."""
    ner = import_module("jionlp").ner
    return {"jionlp money": ner.extract_money, "jionlp time": lambda text: ner.extract_time(text, time_base=_BASE)}


def recognizers_text() -> dict[str, Extract]:
    """Its Chinese models, each made once; its functions look them up for every text."""
    numbers = import_module("recognizers_number").NumberRecognizer("zh-cn")
    units = import_module("recognizers_number_with_unit").NumberWithUnitRecognizer("zh-cn")
    times = import_module("recognizers_date_time").DateTimeRecognizer("zh-cn")
    return {
        "recognizers-text number": numbers.get_number_model().parse,
        "recognizers-text percentage": numbers.get_percentage_model().parse,
        "recognizers-text ordinal": numbers.get_ordinal_model().parse,
        "recognizers-text currency": units.get_currency_model().parse,
        "recognizers-text dimension": units.get_dimension_model().parse,
        "recognizers-text datetime": times.get_datetime_model().parse,
    }


def versions() -> list[str]:
    found = []
    for name in ("jionlp", "recognizers-text-suite", "emoji"):
        with contextlib.suppress(ModuleNotFoundError):
            found.append(f"{name} {version(name)}")
    return found


def measured(extract: Extract, texts: list[str]) -> dict[str, float]:
    found = failed = 0
    began = time.process_time()
    for text in texts:
        try:
            found += len(extract(text) or ())
        except Exception:  # noqa: BLE001 - counted
            failed += 1
    return {"seconds": time.process_time() - began, "found": found, "failed": failed}


if __name__ == "__main__":
    main()
