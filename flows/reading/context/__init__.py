"""The context of a figure: the words around it, and what was said before.

In: an article with its figures, periods, places and terms (``scene``). Out, for one figure: what it measures (level,
growth, share, rank …), of which region and organisation it is, and whether it is a fact, an estimate, a plan or an aim.
``memory`` keeps what the walk over the article passes on from sentence to sentence.
"""
