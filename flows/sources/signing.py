"""Decisions about figures written to the extracts, and taken back.

raw/extracts/<document>.csv             written through the one door of ``raw/``
raw/removals.csv                        has a row for each signed row that a decision makes vanish
warehouse/.cache/decisions.json         the last decisions, for undo; without it nothing can be undone, and nothing is lost
"""

import contextlib
import datetime as dt
import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Literal

from flows.domain.errors import FangzhiError, RefusedError
from flows.domain.span import Span
from flows.sources.door import ChangedMeanwhileError, Door, opened, read_raw
from flows.sources.editing import Change, ConflictError, ExtractsFile, Ground, decide
from flows.sources.inventory import sha256
from flows.sources.recording import keys_of, recorded
from flows.sources.removals import Removal
from flows.sources.sheets import Cells
from flows.sources.writing import write_whole

KEPT: Final = 200
"""How many decisions can be taken back."""
Action = Literal["accept", "correct", "reject", "withdraw"]
_WAIT: Final = 10.0
_JOURNAL: Final = "decisions.json"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was written: ``old`` and ``new`` are the cells of the row before and after (``None``: no row).

    ``removed`` stood in the file's text where ``inserted`` stands now, at ``at``; ``after`` is the SHA-256 of the file
    that was written (empty: none is left). ``made_file``: there was none before.
    """

    decision_id: str
    action: Action
    document: str
    claim_id: str
    curator: str
    decided_at: str
    figure: str
    old: dict[str, str] | None
    new: dict[str, str] | None
    at: int
    removed: str
    inserted: str
    after: str
    made_file: bool
    is_undone: bool = False


class Desk:
    """Where decisions are taken: the project in ``root``, with a folder ``cache`` that may be deleted at any time."""

    def __init__(self, root: Path, cache: Path) -> None:
        self._root, self._cache = root, cache

    def file(self, ground: Ground) -> ExtractsFile:
        """The extracts of a document as they are now."""
        return ExtractsFile(ground, read_raw(self._root, ground.file))

    def history(self) -> list[Decision]:
        """The last decisions, the newest first; those taken back too."""
        try:
            entries = json.loads((self._cache / _JOURNAL).read_text(encoding="utf-8"))
            return [Decision(**entry) for entry in entries]
        except (OSError, ValueError, TypeError):
            return []

    def last(self) -> Decision | None:
        """The newest decision that is not taken back."""
        return next((decision for decision in self.history() if not decision.is_undone), None)

    def decide(
        self, ground: Ground, action: Action, *, claim_id: str, span: Span, shown: Sequence[Cells], old: Cells | None,
        new: Cells | None, curator: str,
    ) -> Decision:  # fmt: skip
        """Write a decision; see ``editing.decide`` for the row that it makes and for the errors.

        Raises ``FangzhiError`` where the file cannot be written or somebody else is writing for ten seconds.
        """
        with opened(self._root, wait=_WAIT) as door:
            before = ExtractsFile(ground, door.read(ground.file))
            try:
                change, after = decide(before, span=span, shown=shown, old=old, new=new)
            except ConflictError as error:
                raise self._with_culprit(error, ground.document, claim_id) from error
            decision = _decision(before, change, after, action=action, claim_id=claim_id, curator=curator,
                                 figure=span.of(ground.text))  # fmt: skip
            _write(door, before, after, by=curator, note=f"{action} in the review")
            self._record([decision, *self.history()])
        return decision

    def undo(self, decision_id: str, ground_of: Callable[[str], Ground], *, by: str = "") -> Decision:
        """Take a decision back; ``ground_of`` gives the ground of a document, ``by`` is who does it (empty: who took it).

        Where nothing else has changed the file is as it was, to the byte; else only its row. Raises ``ConflictError``
        where that row has been changed since, and ``FangzhiError`` where no such decision is known.
        """
        with opened(self._root, wait=_WAIT) as door:
            history = self.history()
            decision = next((one for one in history if one.decision_id == decision_id and not one.is_undone), None)
            if decision is None:
                raise FangzhiError(
                    f"decision {decision_id[:16]!r}: found it taken back or no longer known, expected one of the last {KEPT}. "
                    "Mend: open the claim and correct or withdraw its row"
                )
            ground = ground_of(decision.document)
            before = ExtractsFile(ground, door.read(ground.file))
            if sha256(before.data or b"") == decision.after:
                text = before.sheet.text if before.data else ""
                text = text[: decision.at] + decision.removed + text[decision.at + len(decision.inserted) :]
                after = None if decision.made_file else before.sheet.mark + text.encode(before.sheet.charset)
            else:
                try:
                    after = before.with_change(Change(decision.new, decision.old))
                except ConflictError as error:
                    raise self._with_culprit(error, ground.document, decision.claim_id) from error
            note = f"{decision.action} undone in the review"
            _write(door, before, after, by=by or decision.curator, note=note)
            undone = Decision(**asdict(decision) | {"is_undone": True})
            self._record([undone if one.decision_id == decision_id else one for one in history])
        return undone

    def _with_culprit(self, error: ConflictError, document: str, claim_id: str) -> ConflictError:
        """The error with the name of who last decided on the claim, where the row that is there does not tell."""
        culprit = next((d for d in self.history() if (d.document, d.claim_id) == (document, claim_id)), None)
        if culprit is None:
            return error
        done = "took back a decision" if culprit.is_undone else culprit.action
        return ConflictError(f"{error} (last: {culprit.curator}, {culprit.decided_at}: {done})", error.differences)

    def _record(self, decisions: Sequence[Decision]) -> None:
        rows = [asdict(decision) for decision in decisions[:KEPT]]
        with contextlib.suppress(OSError):  # the decision stands; it only cannot be taken back with a button
            self._cache.mkdir(parents=True, exist_ok=True)
            write_whole(self._cache / _JOURNAL, json.dumps(rows, ensure_ascii=False, indent=1).encode())


def _write(door: Door, before: ExtractsFile, after: bytes | None, *, by: str, note: str) -> None:
    """Change the file, with a record of the signed rows that vanish; those that come back no longer stand as removed."""
    ground = before.ground
    old, new = keys_of(before.extracts), keys_of(ExtractsFile(ground, after).extracts)
    now = dt.datetime.now().astimezone().isoformat(timespec="seconds")
    removed = [Removal(kind, key, ground.document, by, now, note) for kind, key in old if (kind, key) not in new]
    try:
        door.change({ground.file: after} | recorded(door, removed=removed, returned=set(new) - set(old)))
    except ChangedMeanwhileError as error:
        raise ConflictError(str(error)) from error
    except RefusedError as error:
        raise FangzhiError(str(error)) from error


def _decision(before: ExtractsFile, change: Change, after: bytes | None, **what: Any) -> Decision:
    """The record of a change, with the stretch of the text that it replaced."""
    old = before.sheet.text if before.data is not None else ""
    new = ExtractsFile(before.ground, after).sheet.text if after is not None else ""
    at = _common(old, new)
    end = _common(old[at:][::-1], new[at:][::-1])
    return Decision(
        decision_id=secrets.token_hex(8),
        document=before.ground.document,
        decided_at=dt.datetime.now().astimezone().isoformat(timespec="seconds"),
        old=change.old,
        new=change.new,
        at=at,
        removed=old[at : len(old) - end],
        inserted=new[at : len(new) - end],
        after=sha256(after or b""),
        made_file=before.data is None,
        **what,
    )


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
