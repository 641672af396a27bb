"""Decisions on disk: written whole, taken back, and never over what somebody else has changed."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from industry import at, written

from flows.domain.errors import FangzhiError, RefusedError
from flows.sources import door, signing
from flows.sources.editing import ConflictError, rejecting
from flows.sources.removals import read_removals
from flows.sources.signing import Desk

FILE = "raw/extracts/d.csv"
REMOVALS = "raw/removals.csv"
SPANS = [at("1184亿元"), at("35家"), at("12亿元"), at("7.3%", 2)]


@pytest.fixture
def root(tmp_path):
    (tmp_path / "raw/extracts").mkdir(parents=True)
    return tmp_path


@pytest.fixture
def desk(root):
    return Desk(root, root / "warehouse/.cache")


@pytest.fixture
def accept(desk, ground, rows):
    """Accept one of the four figures."""

    def run(number: int, *, using: Desk = desk):
        return using.decide(
            ground, "accept", claim_id=f"{number}", span=SPANS[number], shown=[], old=None, new=rows[number],
            curator=rows[number]["curator"],
        )  # fmt: skip

    return run


@pytest.fixture
def undo(desk, ground):
    def run(decision, *, using: Desk = desk):
        return using.undo(decision.decision_id, lambda _: ground)

    return run


def content(root: Path) -> bytes | None:
    return (root / FILE).read_bytes() if (root / FILE).exists() else None


def test_a_decision_is_in_the_file_and_in_the_history(root, desk, accept, rows):
    decision = accept(1)
    assert content(root) == written([rows[1]])
    assert (root / FILE).stat().st_mode & 0o777 == 0o644
    assert desk.last() == decision
    assert (decision.action, decision.document, decision.curator, decision.figure) == ("accept", "d", "王五", "35家")
    assert [path.name for path in (root / "raw/extracts").iterdir()] == ["d.csv"]


def test_decisions_are_taken_back_one_after_the_other_to_the_byte(root, desk, accept, undo):
    states = [content(root)]
    decisions = []
    for number in (1, 3, 0):
        decisions.append(accept(number))
        states.append(content(root))
    again = Desk(root, root / "warehouse/.cache")  # as after a restart
    for state in reversed(states[:-1]):
        undone = undo(again.last(), using=again)
        assert undone.is_undone
        assert content(root) == state
    assert again.last() is None
    assert content(root) is None


@pytest.mark.parametrize("shape", [b"\xef\xbb\xbf%s", b"%s\n\n"])
def test_a_spreadsheets_file_is_as_it_was_after_undo(root, desk, accept, undo, rows, shape):
    before = shape % written([rows[0]], delimiter=";", end="\r\n").removesuffix(b"\r\n")
    (root / FILE).write_bytes(before)
    decision = accept(1)
    assert content(root) != before
    undo(decision)
    assert content(root) == before


def test_an_earlier_decision_is_taken_back_alone(root, accept, undo, rows):
    first = accept(1)
    accept(3)
    undo(first)
    assert content(root) == written([rows[3]])


def test_a_withdrawn_row_comes_back(root, desk, accept, undo, ground, rows):
    accept(1)
    accept(3)
    shown = [{column: cell for column, cell in rows[1].items() if cell}]
    gone = desk.decide(
        ground, "withdraw", claim_id="x", span=SPANS[1], shown=shown, old=rows[1], new=None, curator="李四"
    )
    assert content(root) == written([rows[3]])
    accept(0)
    undo(gone)
    assert content(root) == written([rows[0], rows[1], rows[3]])


def test_what_has_changed_since_is_not_taken_back(root, accept, undo, rows):
    decision = accept(1)
    theirs = written([rows[1] | {"curator": "李四", "status": "target"}])
    (root / FILE).write_bytes(theirs)
    with pytest.raises(ConflictError, match=r"found no row .* 新增企业数 .* decide again"):
        undo(decision)
    assert content(root) == theirs


def test_a_decision_is_taken_back_once(accept, undo):
    decision = accept(1)
    undo(decision)
    with pytest.raises(FangzhiError, match="taken back or no longer known"):
        undo(decision)


def test_a_stale_decision_changes_nothing_and_names_who_was_there(root, desk, accept, ground, rows):
    accept(1)
    before = content(root)
    with pytest.raises(ConflictError, match="signed 王五 2026-11-23"):
        accept(1)
    assert content(root) == before
    undone = desk.undo(desk.last().decision_id, lambda _: ground)
    shown = [{column: cell for column, cell in rows[1].items() if cell}]
    with pytest.raises(ConflictError, match=f"last: 王五, {undone.decided_at[:10]}.*took back"):
        desk.decide(
            ground, "correct", claim_id="1", span=SPANS[1], shown=shown, old=rows[1], new=rows[1], curator="李四"
        )


def test_a_refused_decision_leaves_no_trace(root, desk, ground):
    row = rejecting(ground, "d-1", SPANS[1], reason="") | {"curator": "王五", "curated_on": "2026-11-23"}
    with pytest.raises(RefusedError):
        desk.decide(ground, "reject", claim_id="1", span=SPANS[1], shown=[], old=None, new=row, curator="王五")
    assert content(root) is None
    assert desk.history() == []


def test_decisions_of_several_people_at_once_are_all_kept(root, accept, rows):
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: accept(n, using=Desk(root, root / "warehouse/.cache")), [2, 0, 3, 1]))
    assert content(root) == written(rows)
    assert len(Desk(root, root / "warehouse/.cache").history()) == 4


def test_who_waits_too_long_is_told(root, accept, monkeypatch):
    monkeypatch.setattr(signing, "_WAIT", 0.05)
    with (
        door.opened(root),
        pytest.raises(FangzhiError, match="another process writing"),
    ):
        accept(1)
    assert content(root) is None


def test_an_editor_that_saves_meanwhile_is_not_overwritten(root, desk, accept, monkeypatch, rows):
    theirs = written([rows[3]])

    def decide_slowly(*arguments, **options):
        outcome = decide(*arguments, **options)
        (root / FILE).write_bytes(theirs)
        return outcome

    decide = signing.decide
    monkeypatch.setattr(signing, "decide", decide_slowly)
    with pytest.raises(ConflictError, match="changed by somebody else meanwhile"):
        accept(1)
    assert content(root) == theirs


def test_what_a_decision_makes_vanish_is_recorded_until_it_is_there_again(root, desk, accept, undo, ground, rows):
    accept(1)
    claim_id = desk.file(ground).extracts.claims[0].claim_id
    shown = [{column: cell for column, cell in rows[1].items() if cell}]
    what = {"claim_id": "x", "span": SPANS[1], "shown": shown, "old": rows[1]}
    gone = desk.decide(ground, "withdraw", **what, new=None, curator="李四")
    (removal,) = read_removals((root / REMOVALS).read_bytes())[0]
    assert (removal.kind, removal.key, removal.document, removal.removed_by) == ("claim", claim_id, "d", "李四")
    assert removal.removed_on[:19] == gone.decided_at[:19]
    undo(gone)
    assert not (root / REMOVALS).exists()
    desk.decide(ground, "correct", **what, new=rows[1] | {"subject": "民营"}, curator="李四")
    assert [one.key for one in read_removals((root / REMOVALS).read_bytes())[0]] == [claim_id], "it has another key now"


def test_a_rejection_that_is_taken_back_is_recorded(root, desk, undo, ground):
    row = rejecting(ground, "d-1", SPANS[1], reason="名称") | {"curator": "王五", "curated_on": "2026-11-23"}
    desk.decide(ground, "reject", claim_id="1", span=SPANS[1], shown=[], old=None, new=row, curator="王五")
    desk.undo(desk.last().decision_id, lambda _: ground, by="李四")
    (removal,) = read_removals((root / REMOVALS).read_bytes())[0]
    place = f"d-1:{SPANS[1].start}-{SPANS[1].end}"
    assert (removal.kind, removal.key, removal.removed_by) == ("rejection", place, "李四")


@pytest.mark.parametrize("theirs", [
    "kind,key,document,removed_by,removed_on,note\r\ndocument,x,x,甲,2026-01-01T00:00:00+00:00,\r\n",
    "\ufeffkind;key;document;removed_by;removed_on;note\ndocument;x;x;甲;2026-01-01T00:00:00+00:00;",
])  # fmt: skip
def test_the_record_of_others_is_as_it_was_after_a_withdrawal_is_taken_back(
    root, desk, accept, undo, ground, rows, theirs
):
    accept(1)
    (root / REMOVALS).write_bytes(theirs.encode())
    shown = [{column: cell for column, cell in rows[1].items() if cell}]
    gone = desk.decide(
        ground, "withdraw", claim_id="x", span=SPANS[1], shown=shown, old=rows[1], new=None, curator="李四"
    )
    assert len(read_removals((root / REMOVALS).read_bytes())[0]) == 2
    undo(gone)
    assert (root / REMOVALS).read_bytes() == theirs.encode()


def test_a_broken_record_of_removals_is_told_and_nothing_is_withdrawn(root, desk, accept, ground, rows):
    accept(1)
    (root / REMOVALS).write_text("<<<<<<< ours\n")
    before = content(root)
    shown = [{column: cell for column, cell in rows[1].items() if cell}]
    with pytest.raises(FangzhiError, match=r"raw/removals.csv:1.*Mend: "):
        desk.decide(ground, "withdraw", claim_id="x", span=SPANS[1], shown=shown, old=rows[1], new=None, curator="李四")
    assert content(root) == before


@pytest.mark.parametrize("journal", ["", "[", '{"a": 1}', '[{"decision_id": 1}]'])
def test_a_journal_that_is_gone_or_broken_costs_only_the_undo(root, desk, accept, rows, journal):
    accept(1)
    (root / "warehouse/.cache/decisions.json").write_text(journal)
    assert desk.last() is None
    accept(3)
    assert content(root) == written([rows[1], rows[3]])
    assert desk.last().claim_id == "3"


def test_a_link_is_not_written_through(root, accept, tmp_path):
    target = tmp_path / "elsewhere.csv"
    target.write_bytes(b"x")
    (root / FILE).symlink_to(target)
    with pytest.raises(FangzhiError, match="found a link"):
        accept(1)
    assert target.read_bytes() == b"x"
