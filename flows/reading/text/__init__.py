"""The text of an article before anything in it is understood.

In: the document's text with its segments, and the words of the vocabulary. Out: sentences with their kind, tables with
their cells, and the places where words of the vocabulary (indicators, regions, anaphors) stand. Offsets are code points,
half-open.
"""
