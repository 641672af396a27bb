"""Periods: where a text names one, and which one dates a figure.

In: folded text and the day of publication. Out: mentions (span, period, role, basis) for the whole text, and for each
figure the period that it is of, with the rule that chose it.
"""
