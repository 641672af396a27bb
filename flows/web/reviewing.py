"""Where the review meets the project's folders: the words, the texts, and what waits for the next build."""

import datetime as dt
import threading
from pathlib import Path
from typing import Any

from flows.domain.document import Article
from flows.domain.errors import FangzhiError
from flows.domain.span import Span
from flows.settings import Settings
from flows.sources.editing import Ground
from flows.sources.files import UnfitFileError, read_whole
from flows.sources.inventory import ARTICLES, EXTRACTS, article_path, sha256
from flows.sources.pending import Pending, decided, pending
from flows.sources.signing import Desk
from flows.store.lookups import review
from flows.store.opened import OpenedBuild
from flows.vocabulary import Vocabulary, load_vocabulary

_Stamp = tuple[int, int]


class Reviewing:
    """The desk of a project and what is known at it; safe to use from many threads."""

    def __init__(self, settings: Settings) -> None:
        self.desk = Desk(settings.root, settings.cache)
        self._settings = settings
        self._lock = threading.Lock()
        self._words: tuple[object, Vocabulary] | None = None
        self._hashes: dict[Path, tuple[_Stamp, str]] = {}
        self._waiting: dict[str, tuple[object, tuple[Pending, ...], str]] = {}

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of ``dbt/seeds`` as they are now."""
        with self._lock:
            stamps = [(path.name, _stamp(path)) for path in sorted(self._settings.seeds.glob("*.csv"))]
            if self._words is None or self._words[0] != stamps:
                self._words = (stamps, load_vocabulary(self._settings.seeds))
            return self._words[1]

    def ground(self, build: OpenedBuild, document: str) -> Ground:
        """What rows of a document are checked against.

        Raises ``FangzhiError`` where the document is no longer the one that the build has read: offsets into it are of
        another text.
        """
        found = review.document(build, document)
        if found is None:
            raise FangzhiError(
                f"{document}: found no such document in build {build.build.sequence}. Mend: fangzhi refresh"
            )
        if self._hash(article_path(self._settings.root, found["file"])) != found["sha256"]:
            raise FangzhiError(
                f"{ARTICLES}/{found['file']}: found it changed since build {build.build.sequence}, expected the text that was read. "
                "Mend: fangzhi refresh, then review"
            )
        articles = tuple(
            Article(
                row["article_id"], row["ordinal"], row["title"], row["byline"], row["published"], row["published_on"],
                row["published_basis"], Span(row["span_start"], row["span_end"]),
            )
            for row in found["articles"]
        )  # fmt: skip
        return Ground(document, found["text"], articles, self.vocabulary)

    def waiting(self, build: OpenedBuild) -> tuple[list[Pending], list[str]]:
        """What is in the extracts and not yet in the build, by document and place, and what is wrong with them."""
        known = {
            key.removeprefix("extracts:"): sha for key, sha in build.build.inputs.items() if key.startswith("extracts:")
        }
        files = {f"{EXTRACTS}/{path.name}": path for path in (self._settings.root / EXTRACTS).glob("*.csv")}
        found: list[Pending] = []
        problems: list[str] = []
        for file in sorted(known.keys() | files.keys()):
            now = self._hash(files[file]) if file in files else ""
            if now == known.get(file, ""):
                continue
            items, problem = self._differences(build, Path(file).stem, now)
            found += items
            problems += [problem] if problem else []
        return found, problems

    def decided(self, build: OpenedBuild, waiting: list[Pending]) -> set[str]:
        """The reader's claims of the build that have been judged since."""
        judged = [item for item in waiting if item.change != "gone"]
        if not judged:
            return set()
        places = [(item.document, item.span.start, item.span.end) for item in judged]
        return decided(judged, review.readings_on(build, places))

    def _differences(self, build: OpenedBuild, document: str, now: str) -> tuple[tuple[Pending, ...], str]:
        key = (build.build.build_id, now)
        known = self._waiting.get(document)
        if known is None or known[0] != key:
            items: tuple[Pending, ...] = ()
            problem = ""
            try:
                extracts = self.desk.file(self.ground(build, document)).extracts
                claims, rejections = review.judged(build, document)
                items = pending(document, extracts, claims=claims, rejections=rejections)
                problem = "; ".join(map(str, extracts.refusals[:3]))
            except FangzhiError as error:
                problem = str(error)
            known = self._waiting[document] = (key, items, problem)
        return known[1], known[2]

    def _hash(self, path: Path) -> str:
        """The SHA-256 of a file, taken again when its time or size is another; empty where there is none."""
        try:
            stamp = _stamp(path)
            known = self._hashes.get(path)
            if known is None or known[0] != stamp:
                known = self._hashes[path] = (stamp, sha256(read_whole(path)))
        except (OSError, UnfitFileError):
            return ""
        return known[1]


def today() -> str:
    return dt.datetime.now().astimezone().date().isoformat()


def _stamp(path: Path) -> _Stamp:
    status = path.stat()
    return status.st_mtime_ns, status.st_size


def context(ground: Ground, claim: dict[str, Any], *, characters: int = 160) -> dict[str, Any]:
    """The text around a claim's figure, in its article: ``text``, and where in it the figure and its sentence stand."""
    span = ground.article(claim["article_id"]).span
    start = max(span.start, claim["span_start"] - characters)
    end = min(span.end, claim["span_end"] + characters)
    return {
        "text": ground.text[start:end],
        "figure_at": (claim["span_start"] - start, claim["span_end"] - start),
        "is_cut_before": start > span.start,
        "is_cut_after": end < span.end,
    }
