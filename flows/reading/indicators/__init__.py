"""The indicator of a figure.

In: the scene of an article and a figure with its measure. Out: keys (region, subject, indicator), one for each claim that
the figure makes, found by the words before and behind it, by lists of names, or by what was spoken of before.
"""
