"""Figures and period mentions as plain data, for the JSON answer of ``fangzhi read``."""

from decimal import Decimal
from typing import Any

from flows.domain.reading import Figure, PeriodMention


def figure_answer(figure: Figure, text: str) -> dict[str, Any]:
    """The figure as plain data; offsets are code points of ``text``, decimals are strings in plain notation.

    A single number has ``value``, a range ``low`` and ``high``. A number with a bound has ``value`` too, and its bound
    said as ``low`` or ``high`` alone. Per mille are given in per cent.
    """
    answer: dict[str, Any] = {
        "start": figure.start, "end": figure.end, "text": text[figure.start : figure.end], "kind": figure.kind,
        "unit": figure.unit, "bound": figure.bound, "reading": figure.reading, "reason": figure.reason,
    }  # fmt: skip
    if figure.low is None:
        return answer
    low, high = figure.low, figure.high
    if figure.unit == "‰":
        low, high, answer["unit"] = low / 10, None if high is None else high / 10, "%"
    if high is not None:
        return answer | {"low": _plain(low), "high": _plain(high)}
    answer["value"] = _plain(low)
    if figure.bound in ("at_least", "more_than"):
        answer["low"] = _plain(low)
    elif figure.bound in ("at_most", "less_than"):
        answer["high"] = _plain(low)
    return answer


def period_answer(mention: PeriodMention, text: str) -> dict[str, object]:
    """The mention as other recognisers' test suites put it: span, text, period, first and last day (ISO, inclusive)."""
    period = mention.period
    return {
        "start": mention.start,
        "end": mention.end,
        "text": text[mention.start : mention.end],
        "period": period.text,
        "period_start": period.start.isoformat() if period.start else None,
        "period_end": period.end.isoformat() if period.end else None,
        "role": mention.role,
        "basis": mention.basis,
    }


def _plain(value: Decimal) -> str:
    return f"{value:f}"
