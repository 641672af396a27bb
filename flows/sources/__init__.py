"""From files as received to documents, articles and curated claims."""
