"""Home, and search."""

from typing import Annotated

from fastapi import Query

from flows.store.lookups import home, search
from flows.web.search import name_index
from flows.web.views import CurrentBuild, Pages, View

pages = Pages("search")


@pages.page("/", "home.html")
def contents(build: CurrentBuild) -> View:
    """What the build holds: documents, articles, claims, regions, years, coverage of figures, verdicts of the checks."""
    return home.contents(build) | {
        "build": {
            "build_id": build.build.build_id,
            "sequence": build.build.sequence,
            "finished_at": build.build.finished_at,
            "code_revision": build.build.code_revision,
        }
    }


@pages.page("/search", "search.html")
def find(build: CurrentBuild, q: Annotated[str, Query(max_length=100)] = "") -> View:
    """Regions and indicators by name in Chinese, pinyin or English, and articles whose title or text holds the words."""
    query = q.strip()
    return {
        "query": query,
        **name_index(build).find(query),
        "articles": search.articles(build, query) if query else [],
    }
