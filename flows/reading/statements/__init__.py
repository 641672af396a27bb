"""Statements: a whole article or document read.

In: a document with its articles (``documents``) or one article (``article``), and the vocabulary. Out: every figure
with its outcome (claim, no claim with its reason, unread), the period mentions, and the claims.
"""
