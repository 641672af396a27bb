"""A claim as a W3C Web Annotation."""

import base64
import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.domain.errors import FangzhiError
from flows.exporting.annotations import AROUND, annotation

TEXT = "𠮷县：2024年，嘉峪关市规模以上工业增加值１１８４亿元，同比增长7.3%。"
CLAIM = {
    "claim_id": "0123456789abcdef", "observation_id": "fedcba9876543210", "article_id": "jyg-1", "document": "jyg",
    "document_sha256": "00" * 31 + "ff", "region_id": "620200", "region_name": "嘉峪关市", "subject": "", "indicator_id": "gdp",
    "indicator_zh": "工业增加值", "indicator_en": "value added", "indicator_text": "规模以上工业增加值", "measure": "level",
    "value_base": Decimal("118400000000.000000000000"), "base_unit": "CNY", "bound": "exact", "period": "2024", "status": "actual",
    "compared_with": "", "figure_text": "１１８４亿元", "origin": "curated", "curator": "李梅", "curated_on": dt.date(2026, 11, 22),
    "rules": "", "span_start": TEXT.index("１１８４"), "span_end": TEXT.index("，同比"), "url": "",
}  # fmt: skip


def annotate(text=TEXT, text_start=0, **changes):
    return annotation(
        CLAIM | changes, text=text, text_start=text_start, base_url="https://example.org", generated="2026-11-23T01:35:42+00:00"
    )  # fmt: skip


def test_it_is_an_annotation_of_the_model_with_who_made_it_and_when():
    made = annotate()
    assert made["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (made["type"], made["motivation"]) == ("Annotation", "describing")
    assert made["creator"] == {"type": "Person", "name": "李梅"}
    assert (made["created"], made["generated"]) == ("2026-11-22T00:00:00Z", "2026-11-23T01:35:42+00:00")


def test_a_reading_by_rule_names_its_rules_and_no_day():
    made = annotate(origin="reader", curator="", curated_on=None, rules="value.amount indicator.named")
    assert made["creator"] == {
        "type": "Software",
        "name": "fangzhi reader",
        "rules": ["value.amount", "indicator.named"],
    }
    assert "created" not in made


def test_both_selectors_mark_the_figure_in_code_points():
    position, quote = annotate()["target"]["selector"]
    assert TEXT[position["start"] : position["end"]] == quote["exact"] == "１１８４亿元"
    assert TEXT.startswith(quote["prefix"] + quote["exact"] + quote["suffix"])
    assert len(TEXT.encode("utf-16-le")) // 2 != len(TEXT)  # else code units would do


def test_the_source_is_the_document_by_its_hash_and_the_scope_is_the_sentence():
    target = annotate(url="https://news.example/1")["target"]
    assert target["scope"] == "https://example.org/articles/jyg-1?claim=0123456789abcdef#claim-0123456789abcdef"
    digest = target["source"]["id"].removeprefix("ni:///sha-256;")
    assert base64.urlsafe_b64decode(digest + "=").hex() == CLAIM["document_sha256"]
    assert target["source"]["via"] == "https://news.example/1"


def test_fault_67_no_script_becomes_an_address():
    assert "via" not in annotate(url="javascript:alert(1)")["target"]["source"]


def test_the_body_is_the_reading_with_the_observation_and_exact_decimals():
    fields, words = annotate()["body"]
    assert (fields["type"], fields["value_base"], fields["base_unit"]) == ("Claim", "118400000000", "CNY")
    assert fields["observation"] == "https://example.org/observations/fedcba9876543210"
    assert words["value"] == "嘉峪关市 工业增加值 2024: level 118400000000 CNY, exact, actual"


def test_a_claim_that_no_observation_comes_from_has_none_in_its_body():
    fields, words = annotate(
        observation_id=None, region_id=None, region_name=None, indicator_id=None, indicator_zh=None
    )["body"]
    assert not {"observation", "observation_id", "region_id"} & set(fields)
    assert words["value"].startswith("规模以上工业增加值 2024")


def test_a_part_of_the_text_gives_the_same_annotation():
    assert annotate(text=TEXT[3:], text_start=3)["target"]["selector"][0] == annotate()["target"]["selector"][0]


@pytest.mark.parametrize("changes", [{"span_start": 0}, {"figure_text": "1184亿元"}, {"text_start": 40}])
def test_a_figure_that_does_not_stand_there_is_refused(changes):
    with pytest.raises(FangzhiError, match=r"expected the figure .* of claim 0123456789abcdef"):
        annotate(**changes)


@given(st.text(max_size=80), st.text(min_size=1, max_size=10), st.text(max_size=80))
def test_prefix_and_suffix_are_what_stands_around_the_figure(before, figure, after):
    made = annotate(before + figure + after, figure_text=figure, span_start=len(before), span_end=len(before + figure))
    quote = made["target"]["selector"][1]
    assert (quote["prefix"], quote["exact"], quote["suffix"]) == (before[-AROUND:], figure, after[:AROUND])
