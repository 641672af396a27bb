"""An article with figures to curate, and CSV files of rows."""

import csv
import io

from flows.domain.span import Span
from flows.sources.editing import HEADER

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
