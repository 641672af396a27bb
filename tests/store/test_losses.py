"""What is signed in an earlier build, held against a build in progress."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from test_loading import correction, document, ruling

from flows.domain.loss import LostError, told, unexplained
from flows.store import loading, losses
from flows.store.builds import Build, BuildStore, file_sha256

BUILD = Build("000001-x", 1, "full", "", "", "", "", "", "", {}, {})
CLAIM = {
    "document": "a", "article_id": "a-1", "span_start": 10, "span_end": 16, "figure_text": "1184亿元", "quote": "产值1184亿元",
    "quote_start": 8, "quote_end": 16, "region_id": "620200", "subject": "", "indicator_id": "industrial_output_value",
    "indicator_text": "工业总产值", "measure": "level", "value": "1184", "unit_text": "亿元", "bound": "exact", "period": "2023",
    "period_kind": "year", "period_start": "2023-01-01", "period_end": "2023-12-31", "status": "actual", "compared_with": "",
    "period_basis": "explicit", "region_basis": "explicit", "is_optional": False, "is_restatement": False, "origin": "curated",
    "curator": "x", "curated_on": "2026-11-22", "source_file": "raw/extracts/a.csv", "source_line": 2, "note": "", "rules": "",
    "confidence": "1", "weakest_field": "",
}  # fmt: skip


def claim(claim_id, start=10, *, moved=0, **other):
    """A claim of a figure of six characters at ``start``, where the text before has grown by ``moved``."""
    at = start + moved
    print_ = {"figure_text": f"{start:04}亿元", "quote": f"产值{start:04}亿元"}
    return CLAIM | print_ | {"claim_id": claim_id, "span_start": at, "span_end": at + 6, "source_line": start} | other


def rejection(start, *, moved=0, **other):
    row = claim("", start, moved=moved, **other)
    columns = ("document", "article_id", "span_start", "span_end", "figure_text", "quote", "quote_start", "quote_end", "curator",
               "curated_on", "source_file", "source_line", "note")  # fmt: skip
    return {column: row[column] for column in columns}


def removal(kind, key, document="a", on="2026-11-30T12:00:00+08:00"):
    return {
        "kind": kind,
        "key": key,
        "document": document,
        "removed_by": "王五",
        "removed_on": on,
        "note": "",
    }


@pytest.fixture
def database(tmp_path):
    """A database of rows by table."""
    made = 0

    def make(*claims, documents=("a",), rejections=(), rulings=(), corrections=(), removals=(), words=()):
        nonlocal made
        made += 1
        path = tmp_path / f"{made}.duckdb"
        loading.create_schema(path)
        rows = {"documents": [document(name) for name in documents], "claims": claims, "rejections": rejections}
        loading.load(path, rows, documents=["a", "b"])
        loading.replace_tables(
            path, {"rulings": rulings, "corrections": corrections, "removals": removals, "words": words}
        )
        return path

    return make


@pytest.fixture
def lost(vocabulary):
    """Kind and key of what is lost, and the removals that are new."""

    def run(before, now):
        held = losses.hold_against(now, BUILD, before, vocabulary)
        return sorted((loss.kind, loss.key) for loss in unexplained(held.losses, held.removals))

    return run


def test_what_is_still_there_is_not_lost(database, lost):
    everything = {
        "rejections": [rejection(40)], "rulings": [ruling("1")], "corrections": [correction("1")],
    }  # fmt: skip
    before = database(claim("1"), claim("2", 20), **everything)
    assert lost(before, database(claim("1"), claim("2", 20), claim("3", 30), **everything)) == []


def test_what_is_gone_is_lost_kind_by_kind(database, lost):
    before = database(
        claim("1"), claim("2", 20, document="b"), documents=("a", "b"), rejections=[rejection(40)], rulings=[ruling("1")],
        corrections=[correction("1")],
    )  # fmt: skip
    assert lost(before, database(claim("1"))) == [
        ("claim", "2"), ("correction", "1"), ("document", "b"), ("rejection", "a-1:40-46"), ("ruling", "1"),
    ]  # fmt: skip


def test_claims_of_the_reader_come_and_go(database, lost):
    assert lost(database(claim("1", origin="reader")), database()) == []
    assert lost(database(claim("1")), database(claim("2", origin="reader"))) == [("claim", "1")]


CORRECTED = {
    "another indicator": claim("2", indicator_id="tax", indicator_text="税收"),
    "another region": claim("2", region_id="620300"),
    "a longer figure": claim("2", span_start=9, figure_text="超1184亿元"),
    "the other of two equal figures": claim("2", span_start=40, span_end=46),
    "a text that has moved": claim("2", moved=300),
}


@pytest.mark.parametrize("case", CORRECTED)
def test_a_row_that_a_person_corrected_is_no_loss_and_one_too_few_is(database, lost, case):
    before = database(claim("1"), claim("5", 200))
    assert lost(before, database(CORRECTED[case], claim("5", 200))) == []
    twice = database(claim("1"), claim("1b", measure="share"), claim("5", 200))
    assert len(lost(twice, database(CORRECTED[case], claim("5", 200)))) == 1


def test_of_two_claims_of_one_figure_the_one_that_went_is_named_although_all_have_moved(database, lost):
    before = database(claim("1"), claim("2", measure="share"), claim("3", 30))
    now = database(claim("4", moved=7, measure="share"), claim("5", 30, moved=7))
    assert lost(before, now) == [("claim", "1")]


def test_a_row_stands_in_for_one_other_only(database, lost):
    before = database(claim("1"), claim("2", 12), claim("3", 14))
    assert lost(before, database(claim("9", 13), claim("8", 11))) == [("claim", "3")]


def test_a_row_that_was_there_before_stands_in_for_none(database, lost):
    before = database(claim("1"), claim("2", measure="share"))
    assert lost(before, database(claim("2", measure="share"))) == [("claim", "1")]


def test_a_row_of_another_document_stands_in_for_none(database, lost):
    before = database(claim("1"), documents=("a", "b"))
    assert lost(before, database(claim("2", document="b"), documents=("a", "b"))) == [("claim", "1")]


def test_a_figure_that_is_judged_to_state_nothing_takes_all_its_claims(database, lost):
    before = database(claim("1"), claim("2", measure="share"), claim("3", 30))
    assert lost(before, database(claim("3", 30), rejections=[rejection(10)])) == []
    assert lost(before, database(claim("4", 30, moved=90), rejections=[rejection(10, moved=90)])) == []


def test_a_claim_takes_the_place_of_a_rejection(database, lost):
    before = database(rejections=[rejection(10), rejection(20)])
    assert lost(before, database(claim("1"))) == [("rejection", "a-1:20-26")]


def test_a_ruling_or_correction_may_follow_its_claim_to_another_id(database, lost):
    before = database(claim("1"), rulings=[ruling("1")], corrections=[correction("1")])
    after = claim("2", region_id="620300")
    assert lost(before, database(after, rulings=[ruling("2")], corrections=[correction("2")])) == []
    assert lost(before, database(after, rulings=[ruling("2") | {"guard": "7"}], corrections=[correction("2", "9")])) == [
        ("correction", "1"), ("ruling", "1"),
    ]  # fmt: skip


REMOVED = {
    "claim": (["correction 1", "ruling 1"], ("claim", "1"), {"rejections": [rejection(40)]}),
    "rejection": ([], ("rejection", "a-1:40-46"), {"claims": True, "rulings": [ruling("1")], "corrections": [correction("1")]}),
    "ruling": ([], ("ruling", "1"), {"claims": True, "rejections": [rejection(40)], "corrections": [correction("1")]}),
    "correction": ([], ("correction", "1"), {"claims": True, "rejections": [rejection(40)], "rulings": [ruling("1")]}),
    "document": ([], ("document", "a"), {"documents": ()}),
}  # fmt: skip


@pytest.mark.parametrize("kind", REMOVED)
def test_a_removal_that_the_earlier_build_did_not_know_is_intent(database, lost, kind):
    _, removed, rest = REMOVED[kind]
    rest = dict(rest)
    claims = [claim("1")] if rest.pop("claims", False) else []
    rows = {"rejections": [rejection(40)], "rulings": [ruling("1")], "corrections": [correction("1")]}
    before = database(claim("1"), **rows)
    assert lost(before, database(*claims, **rest, removals=[removal(*removed)])) == []
    known = database(claim("1"), **rows, removals=[removal(*removed)])
    assert removed in lost(known, database(*claims, **rest, removals=[removal(*removed)]))
    again = [removal(*removed), removal(*removed, on="2026-12-01T12:00:00+08:00")]
    assert lost(known, database(*claims, **rest, removals=again)) == []


def test_a_removal_of_one_explains_no_other(database, lost):
    before = database(claim("1"), claim("2", 20))
    assert lost(before, database(removals=[removal("claim", "1")])) == [("claim", "2")]
    assert lost(before, database(removals=[removal("document", "b", "b")])) == [("claim", "1"), ("claim", "2")]


def test_a_document_that_is_there_was_not_removed_whatever_the_record_says(database, lost):
    before = database(claim("1"), claim("2", 20), rulings=[ruling("1")])
    together = [removal("document", "a"), removal("claim", "1"), removal("ruling", "1")]
    assert lost(before, database(removals=together)) == [("claim", "1"), ("claim", "2"), ("ruling", "1")]
    later = removal("claim", "2", on="2026-12-01T12:00:00+08:00")  # in the review, when the document had come back
    assert lost(before, database(removals=[*together, later])) == [("claim", "1"), ("ruling", "1")]
    assert lost(before, database(documents=(), removals=together)) == []


WORDS = [
    {"seed": "regions", "key": "999998", "name": "已撤销市"},
    {"seed": "indicators", "key": "gone", "name": "没有的指标"},
    {"seed": "indicator_aliases", "key": "没有的别名", "name": "工业总产值"},
    {"seed": "units", "key": "亿珠子", "name": ""},
]
USES = {"region_id": "999998", "indicator_id": "gone", "indicator_text": "没有的别名", "unit_text": "亿珠子"}


def test_a_word_that_goes_and_that_claims_used_is_lost(database, lost, vocabulary):
    reading = claim("1", origin="reader", **USES)
    before = database(reading, words=WORDS)
    assert lost(before, database()) == [("word", key) for key in sorted(word["key"] for word in WORDS)]
    assert lost(database(words=WORDS), database()) == []  # nobody used it
    gone = database(reading | {"document": "b"}, words=WORDS, documents=("a", "b"))
    assert lost(gone, database(removals=[removal("document", "b", "b")])) == []
    (region, *_) = losses.hold_against(database(), BUILD, before, vocabulary).losses
    told_ = [line for line in told([region], []) if "999998" in line or "没有的" in line]
    assert told_
    assert all(", which 1 claim used" in line for line in told_)


def test_a_word_whose_name_is_now_another_ones_has_gone_there(database, lost):
    reading = claim("1", origin="reader", region_id="999998", indicator_id="gone", indicator_text="嘉峪关")
    names = {"regions": "嘉峪关", "indicators": "规上工业增加值"}
    words = [word | {"name": names[word["seed"]]} for word in WORDS if word["seed"] in names]
    assert lost(database(reading, words=words), database()) == []


def test_a_build_without_the_newer_tables_is_compared_by_what_it_has(database, lost):
    before = database(claim("1"), rejections=[rejection(40)])
    with loading.writing(before) as connection:
        for table in ("removals", "words", "rulings", "corrections"):
            connection.execute(f"drop table raw.{table}")
    assert lost(before, database(removals=[removal("claim", "1")])) == [("rejection", "a-1:40-46")]


@pytest.fixture
def store(tmp_path, database):
    """A store of two builds: the first has the claims 1 and 2, the published second has 1."""
    store = BuildStore(tmp_path / "warehouse")
    for sequence, claims in ((1, [claim("1"), claim("2", 20)]), (2, [claim("1")])):
        path = store.begin(None)
        shutil.copyfile(database(*claims), path)
        store.publish(replace(BUILD, sequence=sequence, sha256=file_sha256(path)), expected=sequence - 1 or None)
    return store


def spoil(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:5000])


def test_it_is_the_published_build_that_counts_or_the_newest_that_is_whole(database, store, vocabulary):
    now = database(claim("3", 30))

    def found():
        held = losses.hold_against_last(now, store, vocabulary)
        return held and (held.earlier.sequence, sorted(loss.key for loss in held.losses))

    assert found() == (2, ["1"])
    spoil(store.folder(2) / "fangzhi.duckdb")
    assert found() == (1, ["1", "2"])
    spoil(store.folder(1) / "fangzhi.duckdb")
    assert found() is None


def test_without_its_pointer_the_newest_build_counts(database, store, vocabulary):
    store.pointer.unlink()
    assert losses.hold_against_last(database(), store, vocabulary).earlier.sequence == 2


def test_neither_database_is_changed(database, store, vocabulary):
    before, now = store.folder(2) / "fangzhi.duckdb", database()
    hashes = file_sha256(before), file_sha256(now)
    losses.hold_against_last(now, store, vocabulary)
    assert (file_sha256(before), file_sha256(now)) == hashes
    assert sorted(path.name for path in store.folder(2).iterdir()) == ["build.json", "fangzhi.duckdb"]


def test_a_loss_is_told_by_file_with_its_count_the_first_rows_and_the_mend(database, vocabulary):
    before = database(
        *(claim(str(at), at) for at in range(10, 90, 10)), claim("b", document="b", source_file="raw/extracts/b.csv"),
        documents=("a", "b"), rejections=[rejection(100)],
    )  # fmt: skip
    held = losses.hold_against(database(), BUILD, before, vocabulary)
    message = str(LostError(unexplained(held.losses, held.removals), [], 7))
    assert message.splitlines()[1:-1] == [
        "  raw/articles/b.txt: document b is gone, with 1 curated claim",
        (
            "  raw/extracts/a.csv: 8 curated claims, 1 rejection gone: line 10, 0010亿元 工业总产值 2023; "
            "line 20, 0020亿元 工业总产值 2023; line 30, 0030亿元 工业总产值 2023; and 6 more"
        ),
    ]
    assert "build 7" in message
    assert "--accept-removal" in message.splitlines()[-1]
