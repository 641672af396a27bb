"""Figures: the numbers that are printed in a text.

In: folded text (``flows.vocabulary.folding.fold``) and the unit words of the vocabulary. Out: each number with its
exact value, its unit word, its bound (from hedges such as 约 and 以上), its span, and, where its shape or the words
around it show that it states nothing (a date, a code, part of a name), the reason.
"""
