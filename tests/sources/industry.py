"""An article with figures to curate, and CSV files of rows."""

import csv
import io
from decimal import Decimal

from flows.domain.span import Span
from flows.sources.editing import HEADER, reading_as_row

TEXT = (
    "甲市工业综述\n"
    "本报记者 王五\n"
    "2023年，嘉峪关市完成工业总产值1184亿元，同比增长7.3%，新增企业35家，其中13,926户盈利。\n"
    "2023年，嘉峪关市进出口总额12亿元；税收9亿元，增长7.3%。\n"
)
SIGNED = {"curator": "王五", "curated_on": "2026-11-23"}


def at(figure: str, nth: int = 1) -> Span:
    start = -1
    for _ in range(nth):
        start = TEXT.index(figure, start + 1)
    return Span(start, start + len(figure))


def written(rows, *, columns=HEADER, delimiter=",", end="\n", quoting=csv.QUOTE_MINIMAL) -> bytes:
    buffer = io.StringIO()
    writer = csv.DictWriter(
        buffer, columns, restval="", delimiter=delimiter, lineterminator=end, quoting=quoting, extrasaction="ignore"
    )
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode()


def row_maker(ground):
    """Makes the row of a reading of 嘉峪关市's, signed."""

    def make(span: Span, indicator: str, value: str, unit: str, measure: str = "level", **other) -> dict[str, str]:
        claim = {
            "article_id": "d-1", "span_start": span.start, "span_end": span.end, "region_name": "嘉峪关市", "region_id": "620200",
            "subject": "", "indicator_zh": indicator, "indicator_text": indicator, "indicator_en": None, "measure": measure,
            "value": Decimal(value), "unit_text": unit, "bound": "exact", "period": "2023", "status": "actual",
            "compared_with": "", "period_basis": "explicit", "region_basis": "explicit", "is_optional": False,
            "is_restatement": False, "note": "",
        }  # fmt: skip
        return reading_as_row(claim | other, ground) | SIGNED

    return make


def make_rows(ground):
    row = row_maker(ground)
    return [
        row(at("1184亿元"), "工业总产值", "1184", "亿元"),
        row(at("35家"), "新增企业数", "35", "家"),
        row(at("12亿元"), "进出口总额", "12.000000", "亿元"),
        row(at("7.3%", 2), "税收", "7.3", "%", "growth_yoy"),
    ]
