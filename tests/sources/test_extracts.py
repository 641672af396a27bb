"""Curated rows become claims at spans, or are refused with every reason."""

import ast
import csv
import datetime as dt
import inspect
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.sources import extracts, tables
from flows.sources.extracts import COLUMNS, OPTIONAL_COLUMNS, read_extracts
from flows.sources.segmentation import segment

TEXT = (
    "甲市工业综述\n"
    "本报记者 王五\n"
    "2023年，嘉峪关市规模以上工业企业完成工业总产值1184亿元，同比增长7.3%，进出口总额下降3.2%，税收增长-1.5%。\n"
    "新增企业３５家，其中１３，９２６户；培育专精特新企业二十三家，三分之二的企业盈利；增速保持在3%到4%之间，速度加快。\n"
    "登记成果44项，校企合作44项；重点项目2.5亿元和12.5亿元，十万家企业；增速加快，\n"
    "项目数、资金额均超过65%。\n"
    "乙市农业综述\n"
    "本报记者 赵六\n"
    "2023年，金昌市新增企业12家，全市工业发展势头良好，继续保持增长的态势，农民收入增加了很多。\n"
)
GOOD = {
    "article": "1", "quote": "完成工业总产值1184亿元", "figure": "1184亿元", "nth": "1", "region": "嘉峪关市", "region_code": "620200",
    "indicator_zh": "工业总产值", "indicator_en": "gross industrial output value", "measure": "level", "value": "1184", "unit": "亿元",
    "bound": "exact", "period": "2023", "status": "actual", "period_basis": "explicit", "region_basis": "explicit",
    "is_optional": "false", "is_restatement": "false", "curator": "x", "curated_on": "2026-11-22",
}  # fmt: skip
GROWTH = {"quote": "同比增长7.3%", "figure": "7.3%", "measure": "growth_yoy", "value": "7.3", "unit": "%"}


def table(*rows: dict, delimiter: str = ",", end: str = "\n") -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, [*COLUMNS, *OPTIONAL_COLUMNS], restval="", delimiter=delimiter, lineterminator=end)
    writer.writeheader()
    writer.writerows([GOOD | row for row in rows])
    return buffer.getvalue()


@pytest.fixture(scope="session")
def read(vocabulary):
    def run(csv_text: str, text: str = TEXT):
        found = segment(
            text, document="d", published="2024", published_on=dt.date(2024, 12, 31), published_basis="given"
        )
        extracts = read_extracts(
            csv_text, file="raw/extracts/d.csv", document_text=text, articles=found.articles, vocabulary=vocabulary
        )
        return [*extracts.claims, *extracts.rejections], list(extracts.refusals)

    return run


def test_a_good_row_becomes_a_claim_at_its_span(read):
    (claim,), refusals = read(table({"subject": "酒钢", "note": "n", "compared_with": "上年"}))
    assert refusals == []
    assert claim.span.of(TEXT) == claim.figure_text == "1184亿元"
    assert claim.quote_span.of(TEXT) == claim.quote == GOOD["quote"]
    assert claim.quote_span.covers(claim.span)
    assert (claim.article_id, claim.region_id, claim.subject, claim.indicator_text) == (
        "d-1",
        "620200",
        "酒钢",
        "工业总产值",
    )
    assert (claim.value, claim.unit_text, claim.period.text, claim.curated_on) == (
        1184,
        "亿元",
        "2023",
        dt.date(2026, 11, 22),
    )
    assert (claim.source_file, claim.source_line, claim.origin) == ("raw/extracts/d.csv", 2, "curated")


REJECTED = dict.fromkeys(
    ("region", "region_code", "indicator_zh", "indicator_en", "value", "unit", "bound", "period", "status"), ""
) | {"measure": "not_a_claim", "note": "序号", "curator": "王五"}  # fmt: skip


def test_a_figure_can_be_judged_to_state_nothing(read):
    (rejection,), refusals = read(table(REJECTED))
    assert refusals == []
    assert rejection.span.of(TEXT) == rejection.figure_text == "1184亿元"
    assert (rejection.article_id, rejection.note, rejection.curator, rejection.curated_on, rejection.source_line) == (
        "d-1", "序号", "王五", dt.date(2026, 11, 22), 2,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"note": ""}, "note"),
        ({"curator": ""}, "curator"),
        ({"curated_on": ""}, "curated_on"),
        ({"region": "嘉峪关市"}, "region"),
        ({"status": "actual"}, "status"),
        ({"is_restatement": "true"}, "is_restatement"),
        ({"figure": "118"}, "figure"),
        ({"note": "=1+1"}, "note"),
    ],
)
def test_a_judgement_that_a_figure_states_nothing_needs_reason_and_signature_and_states_nothing(read, row, column):
    items, refusals = read(table(REJECTED | row))
    assert items == []
    assert [refusal.column for refusal in refusals] == [column]


def test_rows_that_contradict_each_other_are_refused_and_others_are_kept(read):
    items, refusals = read(table({}, REJECTED, GROWTH))
    assert [item.figure_text for item in items] == ["7.3%"]
    assert [(refusal.line, refusal.kind) for refusal in refusals] == [(2, "contradiction"), (3, "contradiction")]
    items, refusals = read(table(REJECTED, REJECTED))
    assert (items, [refusal.kind for refusal in refusals]) == ([], ["duplicate", "duplicate"])


WRONG = [
    ("value-of-no-claim", REJECTED | {"value": "1184"}, "value", "not_a_claim"),
    ("fault-32", {"quote": "完成工业总产值1185亿元"}, "quote", "quote_not_found"),
    ("quote-of-another-article", {"quote": "金昌市新增企业12家", "figure": "12家", "value": "12", "unit": "家"}, "quote", "quote_not_found"),
    ("no-quote", {"quote": ""}, "quote", "empty"),
    ("quote-twice", {"quote": "44项", "figure": "44项", "value": "44", "unit": "项"}, "quote", "quote_ambiguous"),
    ("quote-with-space", {"quote": "完成工业总产值 1184亿元"}, "quote", "quote_not_found"),
    ("fault-33", {"figure": "1185亿元", "value": "1185"}, "figure", "figure_not_in_quote"),
    ("no-figure", {"figure": ""}, "figure", "figure_not_in_quote"),
    ("second-of-one", {"nth": "2"}, "figure", "figure_not_in_quote"),
    ("figure-cut-in-front", {"figure": "184亿元", "value": "184"}, "figure", "figure_cut"),
    ("figure-cut-behind", {"figure": "118", "value": "118", "unit": "家"}, "figure", "figure_cut"),
    ("figure-cut-before-its-scale", {"figure": "1184", "value": "1184", "unit": "元"}, "figure", "figure_cut"),
    ("figure-cut-at-the-point", {**GROWTH, "figure": "3%", "value": "3"}, "figure", "figure_cut"),
    ("figure-cut-before-the-point", {**GROWTH, "figure": "7", "value": "7"}, "figure", "figure_cut"),
    ("figure-cut-in-chinese", {"quote": "企业二十三家", "figure": "十三家", "value": "13", "unit": "家"}, "figure", "figure_cut"),
    ("figure-cut-before-its-chinese-scale", {"quote": "十万家企业", "figure": "十", "value": "10", "unit": "家"}, "figure", "figure_cut"),
    ("figure-without-number", {"figure": "工业", "value": "1"}, "figure", "figure_unreadable"),
    ("figure-with-hedge", {"quote": "均超过65%", "figure": "超过65%", "value": "65", "unit": "%"}, "figure", "figure_unreadable"),
    ("nth-zero", {"nth": "0"}, "nth", "value"),
    ("nth-word", {"nth": "first"}, "nth", "value"),
    ("nth-endless", {"nth": "9" * 5000}, "nth", "value"),
    ("article-none", {"article": ""}, "article", "article"),
    ("article-nine", {"article": "9"}, "article", "article"),
    ("article-endless", {"article": "1" * 5000}, "article", "article"),
    ("article-fraction", {"article": "1.0"}, "article", "article"),
    ("value-of-something-else", {"value": "1183"}, "value", "value_mismatch"),
    ("value-in-full", {"value": "118400000000"}, "value", "value_mismatch"),
    ("value-of-another-unit", {"unit": "亿吨"}, "value", "value_mismatch"),
    ("value-in-dollars", {"unit": "亿美元"}, "value", "value_mismatch"),
    ("value-in-taiwan-dollars", {"unit": "亿新台币"}, "value", "value_mismatch"),
    ("count-of-another-classifier", {"quote": "企业二十三家", "figure": "二十三家", "value": "23", "unit": "项"}, "value", "value_mismatch"),
    ("number-of-another-unit", {**GROWTH, "figure": "7.3", "unit": "个百分点"}, "value", "value_mismatch"),
    ("count-as-a-place", {"quote": "企业二十三家", "figure": "二十三家", "value": "23", "unit": "位"}, "value", "value_mismatch"),
    ("number-without-the-printed-unit", {**GROWTH, "figure": "7.3", "unit": ""}, "unit", "unit"),
    ("value-with-the-wrong-scale", {"unit": "万元"}, "value", "value_mismatch"),
    ("value-without-the-printed-minus", {**GROWTH, "quote": "税收增长-1.5%", "figure": "-1.5%", "value": "1.5"}, "value", "value_mismatch"),
    ("negative-rank", {"measure": "rank", "value": "-1184"}, "value", "value"),
    ("fault-34-exponent", {"value": "1.23E+11"}, "value", "value"),
    *((f"fault-22-{value[:12]}", {"value": value}, "value", "value")
      for value in ["1e400", "nan", "inf", "1_184", "١١٨٤", "1,184", "", "1184.", ".5", "+1184", "1184亿", "1" * 5000, "0.1234567", "1I11",
                    "=1184", "½", "1184 0"]),
    ("fault-34-lost-zero", {"region_code": "62020"}, "region_code", "region"),
    ("fault-34-code-as-number", {"region_code": "620200.0"}, "region_code", "region"),
    ("region-of-another-code", {"region": "金昌市"}, "region", "region"),
    ("region-unknown", {"region": "火星市", "region_code": ""}, "region", "region"),
    ("region-none", {"region": "", "region_code": ""}, "region", "region"),
    ("region-of-two", {"region": "朝阳区", "region_code": ""}, "region", "region_ambiguous"),
    ("unit-unknown", {"unit": "亿珠子"}, "unit", "unit"),
    ("unit-none", {"unit": ""}, "unit", "unit"),
    ("indicator-none", {"indicator_zh": " "}, "indicator_zh", "empty"),
    *((f"code-{column}", {column: "whatever"}, column, "code") for column in ("measure", "bound", "status", "period_basis", "region_basis")),
    ("code-none", {"status": ""}, "status", "code"),
    *((f"period-{period}", {"period": period}, "period", "period")
      for period in ["2024-13", "2024-02-30", "2023年", "去年", "2024/2023", "12/03/2024", "0000", "2024-Q5", "N/A"]),
    *((f"fault-34-day-{day}", {"curated_on": day}, "curated_on", "value")
      for day in ["22/11/2026", "2026-11-31", "20261122", "2026-W01-1", "11.22.26"]),
    ("flag-optional", {"is_optional": "yes"}, "is_optional", "value"),
    ("flag-restatement", {"is_restatement": "1"}, "is_restatement", "value"),
    *((f"fault-36-{column}-{content}", {column: content}, column, "formula")
      for column, content in [("note", "=1+1"), ("subject", "@SUM(A1)"), ("note", "+cmd|' /C calc'!A0"), ("note", "-A1"),
                              ("indicator_zh", '=HYPERLINK("x")'), ("compared_with", " =1"), ("curator", "=x")]),
    *((f"error-{column}-{content}", {column: content}, column, "spreadsheet_error")
      for column, content in [("subject", "#N/A"), ("note", "#REF!"), ("value", "#VALUE!"), ("period", "#DIV/0!"), ("curator", "#NAME?"),
                              ("compared_with", "#NUM!"), ("indicator_zh", "#NULL!"), ("indicator_en", "#SPILL!"), ("region", "#GETTING_DATA"),
                              ("subject", "#####"), ("note", "#n/a"), ("note", "＃REF!"), ("note", " #CALC! "), ("curated_on", "########"),
                              ("note", "Err:502")]),
    ("error-of-no-claim", REJECTED | {"note": "#REF!"}, "note", "spreadsheet_error"),
    ("error-in-the-quote", {"quote": "#REF!"}, "quote", "quote_not_found"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "column", "kind"), [pytest.param(*case[1:], id=case[0]) for case in WRONG])
def test_a_wrong_cell_refuses_its_row_and_no_other(read, change, column, kind):
    other = dict(GROWTH)
    claims, refusals = read(table(other, change, {"subject": "酒钢"}))
    assert [claim.source_line for claim in claims] == [2, 4]
    assert (column, kind) in {(refusal.column, refusal.kind) for refusal in refusals}
    for refusal in refusals:
        assert (refusal.file, refusal.line) == ("raw/extracts/d.csv", 3)
        assert str(refusal).startswith(f"raw/extracts/d.csv:3 {refusal.column}: found ")
        assert all((refusal.found, refusal.expected, refusal.mend))


def test_every_kind_of_refusal_has_a_row_that_is_refused_for_it():
    sources = (inspect.getsource(module) for module in (extracts, tables))
    calls = [node for source in sources for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    kinds = {
        call.args[1].value for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "refuse"
    }
    # An extract has no id; those of rulings and corrections are tested with them.
    assert kinds - {"id"} == {case[3] for case in WRONG}


def test_all_reasons_are_told_at_once(read):
    _, refusals = read(
        table({"quote": "不在", "unit": "亿珠子", "period": "2024-13", "status": "x", "is_optional": "y"})
    )
    assert {refusal.column for refusal in refusals} == {"quote", "unit", "period", "status", "is_optional"}


def test_a_count_of_another_classifier_is_mended_by_the_printed_one(read):
    row = {"quote": "企业二十三家", "figure": "二十三家", "value": "23", "unit": "项"}
    (refusal,) = read(table(row))[1]
    assert (refusal.found, refusal.expected) == ("23 项", "23 家, which the figure says")


@pytest.mark.parametrize(
    ("region", "unit", "is_taken"),
    [("台湾省", "亿新台币", True), ("新竹科学园区", "亿新台币", True), ("嘉峪关市", "亿新台币", False), ("台湾省", "亿美元", False),
     ("香港特别行政区", "亿港元", True), ("香港特别行政区", "亿新台币", False), ("台湾省", "万新台币", False)],
)  # fmt: skip
def test_yuan_are_those_of_the_region(read, region, unit, is_taken):
    claims, refusals = read(table({"region": region, "region_code": "", "unit": unit}))
    assert [claim.unit_text for claim in claims] == [unit] * is_taken
    assert {refusal.kind for refusal in refusals} == ({"value_mismatch"} if not is_taken else set())


def test_the_mend_of_a_mismatch_is_what_the_figure_says(read):
    (refusal,) = read(table({"value": "1183"}))[1]
    assert (refusal.found, refusal.expected, refusal.mend) == (
        "1183 亿元",
        "1184 亿元, which the figure says",
        "write 1184 亿元",
    )


RIGHT = [
    ("figure-in-another-scale", {"value": "118400000000", "unit": "元"}),
    ("value-with-zeros", {"value": "1184.000000"}),
    ("fault-12-full-width-figure", {"quote": "新增企业３５家", "figure": "３５家", "value": "35", "unit": "家"}),
    ("fault-12-full-width-commas", {"quote": "其中１３，９２６户", "figure": "１３，９２６户", "value": "13926", "unit": "户"}),
    ("full-width-cells", {"article": "１", "value": "１１８４", "region_code": "６２０２００", "nth": "１"}),
    ("chinese-figure", {"quote": "企业二十三家", "figure": "二十三家", "value": "23", "unit": "家"}),
    ("fraction", {"quote": "三分之二的企业", "figure": "三分之二", "value": "66.666667", "unit": "%", "measure": "share"}),
    ("sign-in-words", {**GROWTH, "quote": "总额下降3.2%", "figure": "3.2%", "value": "-3.2"}),
    ("printed-minus", {**GROWTH, "quote": "税收增长-1.5%", "figure": "-1.5%", "value": "-1.5"}),
    ("range-low", {**GROWTH, "quote": "保持在3%到4%之间", "figure": "3%到4%", "value": "3", "bound": "at_least"}),
    ("range-high", {**GROWTH, "quote": "保持在3%到4%之间", "figure": "3%到4%", "value": "4", "bound": "at_most"}),
    ("number-without-its-unit", {**GROWTH, "figure": "7.3"}),
    ("second-occurrence", {"quote": "登记成果44项，校企合作44项", "figure": "44项", "nth": "2", "value": "44", "unit": "项"}),
    ("not-cut-by-a-longer-number-elsewhere", {"quote": "项目2.5亿元和12.5亿元", "figure": "2.5亿元", "value": "2.5"}),
    ("no-region-code", {"region_code": ""}),
    ("region-by-code-of-two", {"region": "嘉峪关"}),
    ("own-area", {"region": "兰白两区", "region_code": ""}),
    ("new-indicator", {"indicator_zh": "没有见过的指标"}),
    ("defaults", dict.fromkeys(["nth", *OPTIONAL_COLUMNS], "")),
    ("no-period", {"period": ""}),
    *((f"fault-35-{word}", {"subject": word, "note": word, "curator": word}) for word in ["NA", "null", "None", "N/A", "TRUE", "-1", "1E5"]),
    *((f"no-error-{note}", {"note": note}) for note in ["#1", "#产值", "see #REF! above", "C#"]),
]  # fmt: skip


@pytest.mark.parametrize("change", [pytest.param(case[1], id=case[0]) for case in RIGHT])
def test_a_right_row_is_taken_as_it_stands(read, change):
    (claim,), refusals = read(table(change))
    assert refusals == []
    row = GOOD | change
    assert claim.span.of(TEXT) == claim.figure_text == row["figure"]
    assert claim.quote_span.of(TEXT) == claim.quote == row["quote"]
    assert (claim.subject, claim.note, claim.unit_text) == (row.get("subject", ""), row.get("note", ""), row["unit"])
    if row["value"].isascii():
        assert claim.value == Decimal(row["value"])


def test_the_second_of_two_equal_figures_stands_behind_the_first(read):
    row = {"quote": "登记成果44项，校企合作44项", "figure": "44项", "value": "44", "unit": "项"}
    (first, second), _ = read(table({**row, "nth": "1"}, {**row, "nth": "2"}))
    assert second.span.start > first.span.end


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["text-LF", "text-CRLF"])
@pytest.mark.parametrize("cell_end", ["\n", "\r\n", "\r"], ids=["cell-LF", "cell-CRLF", "cell-CR"])
def test_fault_29_a_quote_over_two_lines_is_found_whatever_ends_its_lines(read, end, cell_end):
    text = TEXT.replace("\n", end)
    row = {
        "quote": f"增速加快，{cell_end}项目数、资金额均超过65%",
        "figure": "65%",
        "value": "65",
        "unit": "%",
        "bound": "more_than",
    }
    (claim,), refusals = read(table(row, end=cell_end), text)
    assert refusals == []
    assert claim.quote == claim.quote_span.of(text) == f"增速加快，{end}项目数、资金额均超过65%"


def test_fault_31_rows_of_one_key_are_all_refused(read):
    claims, refusals = read(table({}, GROWTH, {"note": "again"}, {"value": "1184.0", "status": "plan"}))
    assert [claim.source_line for claim in claims] == [3]
    assert [(r.line, r.column, r.kind, r.found) for r in refusals] == [
        (line, "", "duplicate", "the key of 2 other row(s)") for line in (2, 4, 5)
    ]


def test_one_figure_can_state_two_indicators_and_a_range_two_bounds(read):
    row = {**GROWTH, "quote": "均超过65%", "figure": "65%", "value": "65"}
    ends = {**GROWTH, "quote": "保持在3%到4%之间", "figure": "3%到4%"}
    claims, refusals = read(
        table(
            {**row, "indicator_zh": "项目数"}, {**row, "indicator_zh": "资金额"},
            {**ends, "value": "3", "bound": "at_least"}, {**ends, "value": "4", "bound": "at_most"},
        )
    )  # fmt: skip
    assert refusals == []
    assert len({claim.claim_id for claim in claims}) == 4


@pytest.mark.parametrize(
    ("csv_text", "line", "kind"),
    [
        pytest.param(table({}).replace("article,quote", "quote,article"), 1, "header", id="fault-25"),
        pytest.param(table({}).replace(GOOD["quote"], GOOD["quote"] + "," * 3), 2, "field_count", id="fault-26"),
        pytest.param(table({}) + "=======\n", 3, "merge_conflict", id="fault-27"),
        pytest.param(table({}) + '1,"完成\n', 3, "csv", id="fault-28"),
        pytest.param(table({}) + "1," + "x" * 140_000, 3, "csv", id="field-limit"),
        pytest.param("", 1, "header", id="empty"),
    ],
)
def test_a_file_that_cannot_be_trusted_gives_a_refusal_and_no_error(read, csv_text, line, kind):
    claims, refusals = read(csv_text)
    assert claims == []
    assert [(r.file, r.line, r.kind) for r in refusals] == [("raw/extracts/d.csv", line, kind)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_faults_29_and_30_any_dialect_gives_the_same_claims(read, delimiter, end):
    expected, _ = read(table({}, GROWTH))
    text = "\ufeff" + table({}, GROWTH, delimiter=delimiter, end=end) + (delimiter * 22 + end) * 3
    assert read(text) == (expected, [])


_CELL = st.sampled_from(
    ["", " ", "1184", "1184亿元", "-", "=", "\ud800", "\0", "3", "%", "分之", "2024-13", "1" * 40, "..", "/"]
) | st.text(max_size=12)


def test_what_looks_like_an_error_and_is_printed_is_a_quote(read):
    row = {"quote": "#N/A", "figure": "#N/A"}
    _, refusals = read(table(row), "甲市产值#N/A。\n")
    assert [(refusal.column, refusal.kind) for refusal in refusals] == [("figure", "figure_unreadable")]


@given(st.dictionaries(st.sampled_from([*COLUMNS, *OPTIONAL_COLUMNS]), _CELL, max_size=5))
def test_any_cells_make_a_claim_at_its_span_or_a_refusal(read, change):
    claims, refusals = read(table(change))
    assert len(claims) + bool(refusals) == 1
    for claim in claims:
        assert claim.span.of(TEXT) == claim.figure_text == (GOOD | change)["figure"]
        assert claim.quote_span.covers(claim.span)


@given(
    number=st.integers(1, 10**9), unit=st.sampled_from(["亿元", "万吨", "家", "%", "个百分点"]),
    before=st.sampled_from(["", "共", "完成", "a", "，", "第3次"]), wide=st.booleans(), offset=st.text("空话，。", max_size=40),
)  # fmt: skip
def test_a_planted_figure_is_anchored_where_it_was_planted(read, number, unit, before, wide, offset):
    printed = f"{number:,}".translate(str.maketrans("0123456789,", "０１２３４５６７８９，") if wide else {}) + unit
    text = f"话{offset}甲市{before}产值{printed}。"
    row = {"quote": f"产值{printed}", "figure": printed, "value": str(number), "unit": unit}
    (claim,), refusals = read(table(row), text)
    assert refusals == []
    assert (claim.span.start, claim.span.of(text)) == (text.index(printed), printed)
