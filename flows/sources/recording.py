"""Removals, recorded in the same transaction that makes them."""

from collections.abc import Collection, Iterable

from flows.sources.door import Door
from flows.sources.extracts import Extracts
from flows.sources.removals import FILE, Key, Removal, with_removals, without_removals


def recorded(door: Door, *, removed: Iterable[Removal] = (), returned: Collection[Key] = ()) -> dict[str, bytes | None]:
    """What ``raw/removals.csv`` is to hold once ``removed`` is gone and ``returned`` is there again; empty: as it is.

    What is there again no longer stands as removed: were it lost one day, nobody would be told. Raises ``RefusedError``
    where the file cannot be trusted.
    """
    before = door.read(FILE)
    after = with_removals(without_removals(before, returned), removed)
    return {} if after == before else {FILE: after}


def keys_of(extracts: Extracts) -> list[Key]:
    """The keys under which signed rows stand as removed, in the order of the file, claims first."""
    return [
        *(("claim", claim.claim_id) for claim in extracts.claims),
        *(("rejection", f"{one.article_id}:{one.span.start}-{one.span.end}") for one in extracts.rejections),
    ]
