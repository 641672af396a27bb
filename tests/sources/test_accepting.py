"""What the reader reads in the documents of the checkout can be accepted as it stands."""

from pathlib import Path

import pytest

from flows.sources.editing import Change, ExtractsFile, Ground, reading_as_row
from flows.sources.ingest import ingest
from flows.sources.inventory import take_inventory

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(path.stem for path in (ROOT / "raw/extracts").glob("*.csv"))


def as_in_the_warehouse(claim, vocabulary):
    """The columns of ``fct_claims`` that a row is made from."""
    region, indicator = vocabulary.regions.get(claim.region_id), vocabulary.indicators.get(claim.indicator_id)
    fields = ("article_id", "region_id", "subject", "indicator_text", "measure", "value", "unit_text", "bound", "status",
              "compared_with", "period_basis", "region_basis", "is_optional", "is_restatement", "note")  # fmt: skip
    return {field: getattr(claim, field) for field in fields} | {
        "span_start": claim.span.start, "span_end": claim.span.end, "region_name": region and region.name,
        "indicator_zh": indicator and indicator.name_zh, "indicator_en": indicator and indicator.name_en,
        "period": claim.period.text,
    }  # fmt: skip


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_reading_is_a_row_that_the_intake_takes(vocabulary, document):
    entry = take_inventory(ROOT).entries[document]
    result = ingest(entry, (ROOT / "raw/articles" / entry.file).read_bytes(), None, vocabulary)
    ground = Ground(document, result.source.decoded.text, result.articles, vocabulary)
    assert len(result.reading.claims) > 20
    data = None
    for claim in result.reading.claims:
        row = reading_as_row(as_in_the_warehouse(claim, vocabulary), ground)
        signed = row | {"curator": "王五", "curated_on": "2026-11-23"}
        data = ExtractsFile(ground, data).with_change(Change(None, signed))
    extracts = ExtractsFile(ground, data).extracts
    assert extracts.refusals == ()
    assert len(extracts.claims) == len(result.reading.claims)
    spans = [claim.span for claim in extracts.claims]
    assert spans == sorted(spans)
    for accepted, read in zip(extracts.claims, sorted(result.reading.claims, key=lambda c: c.span), strict=True):
        assert (accepted.span, accepted.value, accepted.region_id) == (read.span, read.value, read.region_id)
        assert (accepted.measure, accepted.period, accepted.status) == (read.measure, read.period, read.status)
