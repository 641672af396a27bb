"""What the reader reads can be accepted as it stands: the intake takes every reading again, and it says the same."""

import csv
import datetime as dt
import io
import re
from decimal import Decimal
from pathlib import Path

import pytest

from flows.reading.statements.documents import read_document
from flows.sources.editing import HEADER, Change, ExtractsFile, Ground, reading_as_row
from flows.sources.extracts import read_extracts
from flows.sources.ingest import ingest
from flows.sources.inventory import take_inventory
from flows.sources.segmentation import segment

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(path.stem for path in (ROOT / "raw/extracts").glob("*.csv"))
CORPUS = sorted((ROOT / "tests/corpus").glob("*.txt"))
DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
SAME = ("span", "value", "unit_text", "measure", "bound", "status", "period", "region_id", "subject")
SIGNATURE = {"curator": "王五", "curated_on": "2026-11-23"}


def as_in_the_warehouse(claim, vocabulary):
    """The columns of ``fct_claims`` that a row is made from; values have six decimals there."""
    region, indicator = vocabulary.regions.get(claim.region_id), vocabulary.indicators.get(claim.indicator_id)
    fields = ("article_id", "region_id", "subject", "indicator_text", "measure", "unit_text", "bound", "status",
              "compared_with", "period_basis", "region_basis", "is_optional", "is_restatement", "note")  # fmt: skip
    return {field: getattr(claim, field) for field in fields} | {
        "span_start": claim.span.start, "span_end": claim.span.end, "region_name": region and region.name,
        "indicator_zh": indicator and indicator.name_zh, "indicator_en": indicator and indicator.name_en,
        "period": claim.period.text, "value": held(claim.value),
    }  # fmt: skip


def held(value: Decimal) -> Decimal:
    return round(value, 6) if value.as_tuple().exponent < -6 else value


def read_text(text, published_on, document, vocabulary):
    """The text as ground of extracts, and the reader's claims."""
    found = segment(
        text, document=document, published=published_on.isoformat(), published_on=published_on, published_basis="given"
    )
    reading = read_document(text, found.articles, found.segments, vocabulary)
    return Ground(document, text, found.articles, vocabulary), reading.claims


def accepted(ground, claims):
    """What the intake makes of the claims as signed rows of one file."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, HEADER, lineterminator="\n")
    writer.writeheader()
    for claim in claims:
        writer.writerow(reading_as_row(as_in_the_warehouse(claim, ground.vocabulary), ground) | SIGNATURE)
    return read_extracts(
        buffer.getvalue(), file=ground.file, document_text=ground.text, articles=ground.articles,
        vocabulary=ground.vocabulary,
    )  # fmt: skip


def assert_all_are_taken(ground, claims):
    extracts = accepted(ground, claims)
    assert [str(refusal) for refusal in extracts.refusals] == []
    for taken, read in zip(extracts.claims, claims, strict=True):
        expected = {field: getattr(read, field) for field in SAME} | {"value": held(read.value)}
        assert {field: getattr(taken, field) for field in SAME} == expected


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_every_reading_of_the_corpus_is_taken_and_says_the_same(vocabulary, path):
    text = path.read_text(encoding="utf-8")
    year, month, day = map(int, DAY.search(text).groups())
    ground, claims = read_text(text, dt.date(year, month, day), path.stem, vocabulary)
    assert claims
    assert_all_are_taken(ground, claims)


@pytest.mark.parametrize(
    "body",
    [
        "指标 单位 2023年 增长(%)\n地区生产总值 亿元 1234.5 5.2\n粮食产量 万吨 56.2 -1.3\n",
        "全年三次产业结构为12.2:33.9:53.9，城乡收入比缩小到1.70。\n",
        "全市地区生产总值达到1.2万亿元，增长4%到5%；新增企业3至5万家，外贸分别增长2.1%、3.4%和5%。\n",
        "全市新建公路12、15和18公里，完成投资3.5、4.6亿元，半数企业盈利，近半企业扩产。\n",
        "粮食产量增长百分之八，占全省的四分之一；失业率下降千分之三，房价打九折，小麦减产三成半。\n",
        "地区生产总值居全省第一、全国第十二位，进入全国前10名，粮食产量排在全省头名、油料居首。\n",
    ],
    ids=["table", "ratios", "ranges", "lists", "fractions", "ranks"],
)
def test_what_is_written_in_another_way_is_taken_too(vocabulary, body):
    text = f"甘肃省金昌市去年经济稳中有进\n本报记者 王五 2024年1月20日\n　　2023年，金昌市经济运行平稳。\n{body}"
    ground, claims = read_text(text, dt.date(2024, 1, 20), "d", vocabulary)
    assert claims
    assert_all_are_taken(ground, claims)


def test_a_headline_has_the_classifier_of_the_text(vocabulary):
    text = "三十六单一日落笔 宜宾市招商开门红\n本报记者 王五 2024年1月20日\n　　1月18日，宜宾市集中签约项目36个，总投资120亿元。\n"
    ground, claims = read_text(text, dt.date(2024, 1, 20), "d", vocabulary)
    assert ("三十六单", "个") in {(claim.figure_text, claim.unit_text) for claim in claims}
    assert_all_are_taken(ground, claims)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_reading_is_a_row_that_the_intake_takes(vocabulary, document):
    entry = take_inventory(ROOT).entries[document]
    result = ingest(entry, (ROOT / "raw/articles" / entry.file).read_bytes(), None, vocabulary)
    ground = Ground(document, result.source.decoded.text, result.articles, vocabulary)
    assert len(result.reading.claims) > 20
    data = None
    for claim in result.reading.claims:
        row = reading_as_row(as_in_the_warehouse(claim, vocabulary), ground)
        data = ExtractsFile(ground, data).with_change(Change(None, row | SIGNATURE))
    extracts = ExtractsFile(ground, data).extracts
    assert extracts.refusals == ()
    spans = [claim.span for claim in extracts.claims]
    assert spans == sorted(spans)
    assert_all_are_taken(ground, result.reading.claims)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_people_have_signed_is_taken(vocabulary, document):
    entry = take_inventory(ROOT).entries[document]
    extracts = (ROOT / "raw/extracts" / f"{document}.csv").read_bytes()
    result = ingest(entry, (ROOT / "raw/articles" / entry.file).read_bytes(), extracts, vocabulary)
    assert [str(refusal) for refusal in result.refusals] == []
    assert result.claims
