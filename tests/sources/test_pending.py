"""What people have judged since a build was made."""

import pytest
from industry import at, written

from flows.sources.editing import ExtractsFile, rejecting
from flows.sources.pending import decided, pending


@pytest.fixture
def differences(ground, rows):
    """The differences between the extracts of a build and those of now, both given as rows of the CSV."""

    def run(before, now):
        built = ExtractsFile(ground, written(before)).extracts
        claims = [
            {"claim_id": claim.claim_id, "period": claim.period.text, "span_start": claim.span.start, "span_end": claim.span.end}
            | {name: getattr(claim, name) for name in claim.__slots__ if name not in ("period", "span")}
            for claim in built.claims
        ]  # fmt: skip
        rejections = [
            {"span_start": item.span.start, "span_end": item.span.end}
            | {name: getattr(item, name) for name in item.__slots__ if name != "span"}
            for item in built.rejections
        ]
        now = ExtractsFile(ground, written(now)).extracts
        assert built.refusals == now.refusals == ()
        return pending("d", now, claims=claims, rejections=rejections)

    return run


def told(items):
    return [(item.change, item.figure_text, item.is_rejection, item.curator) for item in items]


def test_what_is_the_same_does_not_wait(differences, rows):
    assert differences(rows, rows) == ()
    assert differences(rows, list(reversed(rows))) == ()


def test_new_changed_and_withdrawn_rows_wait_in_order_of_place(differences, rows):
    now = [rows[0] | {"curator": "李四"}, rows[1], rows[3]]
    assert told(differences(rows[:3], now)) == [
        ("changed", "1184亿元", False, "李四"), ("gone", "12亿元", False, "王五"), ("new", "7.3%", False, "王五"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "change", [{"status": "target"}, {"period": "2022"}, {"note": "x"}, {"region_basis": "inherited"}]
)
def test_any_change_of_a_row_waits(differences, rows, change):
    items = differences(rows, [rows[0] | change, *rows[1:]])
    assert told(items) == [("changed", "1184亿元", False, "王五")]


def test_rejections_wait_too(differences, ground, rows):
    def rejected(reason):
        return rejecting(ground, "d-1", at("35家"), reason=reason) | {"curator": "王五", "curated_on": "2026-11-23"}

    assert told(differences(rows[:1], [rows[0], rejected("x")])) == [("new", "35家", True, "王五")]
    assert told(differences([rejected("x")], [rejected("y")])) == [("changed", "35家", True, "王五")]
    assert told(differences([rejected("x"), rows[0]], rows[:1])) == [("gone", "35家", True, "王五")]
    assert differences([rejected("x")], [rejected("x")]) == ()


def reading(row, claim_id, **other):
    span = at(row["figure"])
    return {
        "claim_id": claim_id, "document": "d", "span_start": span.start, "span_end": span.end, "region_id": row["region_code"],
        "indicator_id": None, "indicator_text": row["indicator_zh"], "measure": row["measure"], "subject": "", "bound": "exact",
    } | other  # fmt: skip


def test_a_reading_is_decided_once_its_figure_is(differences, ground, rows, vocabulary):
    ours = [reading(rows[1], "as_read", indicator_text="别的指标"), reading(rows[2], "elsewhere")]
    assert decided(differences([], [rows[1]]), ours) == {"as_read"}
    assert decided(differences([rows[1]], []), ours) == set()
    rejection = rejecting(ground, "d-1", at("12亿元"), reason="x") | {"curator": "王五", "curated_on": "2026-11-23"}
    assert decided(differences([], [rejection]), ours) == {"elsewhere"}


def test_of_two_readings_of_a_figure_only_the_one_that_was_decided_is(differences, rows, vocabulary):
    indicator = vocabulary.indicator_named(rows[1]["indicator_zh"])
    same = {"indicator_id": indicator and indicator.indicator_id}
    both = [reading(rows[1], "this", **same), reading(rows[1], "other", indicator_text="别的指标")]
    assert decided(differences([], [rows[1]]), both) == {"this"}
    assert decided(differences([], [rows[1], rows[1] | {"indicator_zh": "别的指标", "indicator_en": ""}]), both) == {
        "this",
        "other",
    }
