"""Tables pasted as lines of text: rows of cells under a header that names the columns.

A block of lines is a table where a header line names a column of things (指标, 项目, 地区) and at least one column of
figures, and the lines below have as many cells. The unit stands in a column of its own, in the header (总量(亿元)), or
behind the row's name (地区生产总值(亿元)); without any the cells are left unread, never guessed.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

EXAMPLES: Final = {
    "指标 单位 2023年 增长(%)\n地区生产总值 亿元 1234.5 5.2\n粮食产量 万吨 56.2 -1.3": [
        ("地区生产总值", "1234.5", "level", "亿元"), ("地区生产总值", "5.2", "growth", "%"),
        ("粮食产量", "56.2", "level", "万吨"), ("粮食产量", "-1.3", "growth", "%"),
    ],
    "指标名称\t总量(亿元)\t同比增长(%)\n固定资产投资\t—\t8.1\n一般公共预算收入\t300.5\t6.4": [
        ("固定资产投资", "8.1", "growth", "%"), ("一般公共预算收入", "300.5", "level", "亿元"),
        ("一般公共预算收入", "6.4", "growth", "%"),
    ],
    "| 指标 | 绝对量 | 比上年增长% |\n| --- | --- | --- |\n| 常住人口(万人) | 373.1 | 1.6 |": [
        ("常住人口", "373.1", "level", "万人"), ("常住人口", "1.6", "growth", "%"),
    ],
    "指标 数值\n好评 12\n差评 3": [("好评", "12", "level", ""), ("差评", "3", "level", "")],
    "今年以来,全市经济 平稳增长\n地区生产总值 1234.5 亿元": [],
    "姓名 电话\n张三 0937-123456": [],
}  # fmt: skip
"""Lines → (row name, cell, what it is, unit as printed) of each figure; a unit that is nowhere printed is empty."""

_GAP: Final = re.compile(r"\t+|\s{2,}|[|]")
_NAME_HEAD: Final = re.compile(r"指标(?:名称)?$|项目$|名称$|类别$|产品(?:名称)?$|行业$|品种$")
_UNIT_HEAD: Final = re.compile(r"(?:计量)?单位$")
_GROWTH_HEAD: Final = re.compile(r"增长|增速|增幅|同比|增减|±|\+-")
_LEVEL_HEAD: Final = re.compile(
    r"绝对[量值数]|总量|数值|数量|产量|实绩|完成|合计|累计|本[年月期]|期末|年末|(?:19|20)\d\d年?|\d{1,2}(?:[-—至]\d{1,2})?月|[一二三四]季度|上半年|全年"
)
_IN_BRACKETS: Final = re.compile(r"[(](?P<unit>[^()]{1,8})[)]\s*$")
_PERCENT: Final = re.compile(r"%|百分之")
_NUMBER: Final = re.compile(r"[-+−]?\d[\d,]*(?:\.\d+)?%?", re.ASCII)
_LEAD: Final = re.compile(
    r"^(?:其中[::]?|#|[一二三四五六七八九十]+、|[(][一二三四五六七八九十\d]+[)]|\d+[.、]|[-—·]+)\s*"
)
_RULE: Final = re.compile(r"[\s|:—-]*")
_NAMED: Final = re.compile(r"指标|项目|名称|类别|产品|行业|品种")
_SPACES: Final = re.compile(r"\s+")
_LONGEST_HEADER: Final = 120
_LONGEST_ROW: Final = 300
_MOST_CELLS: Final = 12
_MOST_ROWS: Final = 400


class Cell(NamedTuple):
    """A figure in a table: its span, the row's name, what its column measures, and the unit as printed.

    ``[row_start, row_end)`` is its line, ``[head_start, head_end)`` the head of its column.
    """

    start: int
    end: int
    name: str
    role: Literal["level", "growth"]
    unit: str
    row_start: int
    row_end: int
    head_start: int
    head_end: int


class _Column(NamedTuple):
    role: Literal["name", "unit", "level", "growth", "other"]
    unit: str
    start: int
    end: int


def find_tables(folded: str, start: int, end: int) -> Iterator[list[Cell]]:
    """The tables in ``[start, end)`` of a folded text, each as its cells in order of place; linear in the text."""
    lines = _lines(folded, start, end)
    at = 0
    while at < len(lines):
        columns = _header(folded, lines[at])
        if columns is None:
            at += 1
            continue
        cells: list[Cell] = []
        row = at + 1
        while row < len(lines) and row - at <= _MOST_ROWS:
            if _RULE.fullmatch(folded, *lines[row]):
                row += 1
                continue
            found = list(_row(folded, _split(folded, *lines[row], len(columns)), columns))
            if not found:
                break
            cells += found
            row += 1
        if cells:
            yield cells
        at = max(row, at + 1)


def _lines(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the lines that are not blank, without white space at their ends."""
    found = []
    at = start
    while at < end:
        stop = folded.find("\n", at, end)
        stop = end if stop < 0 else stop
        first, last = at, stop
        while first < last and folded[first] in " \t|":
            first += 1
        while last > first and folded[last - 1] in " \t|\r":
            last -= 1
        if last > first:
            found.append((first, last))
        at = stop + 1
    return found


def _split(folded: str, start: int, end: int, count: int = 0) -> list[tuple[int, int]]:
    """Cells of a line, at tabs, bars or wide gaps; at single spaces where that gives ``count`` cells."""
    if end - start > _LONGEST_ROW:
        return []
    spans = _cells(folded, start, end, _GAP)
    if len(spans) == count or (count == 0 and len(spans) > 1):
        return spans
    return _cells(folded, start, end, _SPACES)


def _cells(folded: str, start: int, end: int, gap: re.Pattern[str]) -> list[tuple[int, int]]:
    spans, at = [], start
    for match in gap.finditer(folded, start, end):
        if match.start() > at and folded[at : match.start()].strip():
            spans.append((at, match.start()))
        at = match.end()
    if end > at:
        spans.append((at, end))
    return spans


def _header(folded: str, line: tuple[int, int]) -> list[_Column] | None:
    """The columns that a line names, if it is the head of a table."""
    if line[1] - line[0] > _LONGEST_HEADER or not _NAMED.search(folded, line[0], line[0] + 8):
        return None
    spans = _split(folded, *line)
    if not 2 <= len(spans) <= _MOST_CELLS:
        return None
    columns = [_column(folded, start, end) for start, end in spans]
    roles = [column.role for column in columns]
    if roles[0] != "name" or not ("level" in roles or "growth" in roles):
        return None
    return columns


def _column(folded: str, start: int, end: int) -> _Column:
    text = folded[start:end].strip()
    bracket = _IN_BRACKETS.search(text)
    unit = bracket["unit"] if bracket else ""
    bare = _IN_BRACKETS.sub("", text).strip()
    if _NAME_HEAD.search(bare):
        return _Column("name", unit, start, end)
    if _UNIT_HEAD.search(bare):
        return _Column("unit", "", start, end)
    if _GROWTH_HEAD.search(bare):
        return _Column("growth", "%", start, end)
    if _LEVEL_HEAD.search(bare):
        return _Column("level", unit, start, end)
    return _Column("other", unit, start, end)


def _row(folded: str, spans: Sequence[tuple[int, int]], columns: Sequence[_Column]) -> Iterator[Cell]:
    """The figures of one row; nothing where it has another number of cells than the header."""
    if len(spans) != len(columns):
        return
    texts = [folded[start:end].strip() for start, end in spans]
    name, unit = texts[0], ""
    if not name or _NUMBER.fullmatch(name):
        return
    if bracket := _IN_BRACKETS.search(name):
        unit, name = bracket["unit"], _IN_BRACKETS.sub("", name)
    name = _LEAD.sub("", name.strip())
    for column, text in zip(columns, texts, strict=True):
        if column.role == "unit":
            unit = text
    for (start, end), column in zip(spans, columns, strict=True):
        if column.role not in ("level", "growth"):
            continue
        match = _NUMBER.search(folded, start, end)
        if match is None or folded[start : match.start()].strip() or folded[match.end() : end].strip():
            continue
        printed = column.unit or unit
        if column.role == "growth" or (_PERCENT.search(unit) and not column.unit):
            printed = "%"
        role: Literal["level", "growth"] = "level" if column.role == "level" else "growth"
        yield Cell(match.start(), match.end(), name, role, printed, spans[0][0], spans[-1][1], column.start, column.end)
