"""Mentions of regions.

In: folded text, the vocabulary's words found in it, and where its titles stand. Out: each mention with its region and
span, marked where the region is only compared with or ranked in, and the region that the article as a whole is about.
Names that belong to an organisation (兰州石化) are no mentions.
"""
