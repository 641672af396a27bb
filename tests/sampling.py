"""Matrices of cases: a sample of each runs always, all of it with --long."""

from collections.abc import Collection, Iterable
from typing import Any

import pytest


def sampled(cases: Iterable[Any], ordinary: Collection[Any], *, many: bool = False) -> list[Any]:
    """``cases`` as the parameters of a test; all but ``ordinary`` run only with --long. Of ``many`` parameters a case is a tuple.

    The sample has each kind of fault and each way in which it is met at least once.
    """
    cases = list(cases)
    assert [case for case in ordinary if case not in cases] == []
    return [
        case if case in ordinary else pytest.param(*(case if many else (case,)), marks=pytest.mark.long)
        for case in cases
    ]
