"""A CSV file taken apart so that all but the rows that are edited stay as they are, to the byte."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from flows.domain.errors import Refusal, RefusedError
from flows.sources.tables import decode_file
from flows.vocabulary.rows import Record, delimiter_of, read_table, split_records

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The header's ``columns`` and all records of a file in order, the header and blank ones included."""

    file: str
    columns: tuple[str, ...]
    records: tuple[Record, ...]
    delimiter: str
    line_end: str
    is_quoted: bool
    charset: str
    mark: bytes

    @classmethod
    def new(cls, file: str, columns: Sequence[str]) -> Self:
        """A file with nothing but a header."""
        header = Record(1, tuple(columns), ",".join(columns) + "\n")
        return cls(file, tuple(columns), (header,), ",", "\n", is_quoted=False, charset="utf-8", mark=b"")

    @classmethod
    def parse(cls, data: bytes, file: str, *, required: Sequence[str], optional: Sequence[str]) -> Self:
        """Take a file apart; raises ``RefusedError`` where it cannot be trusted, or could not be written as it is."""
        decoded = decode_file(data, file)
        read_table(decoded.text, file=file, required=required, optional=optional)
        body = decoded.text.encode(decoded.charset, errors="replace")
        mark = data[: len(data) - len(body)]
        if mark + body != data:
            raise RefusedError(
                Refusal(file, None, "", "charset", f"bytes that are no {decoded.charset}", "a text that can be written as it is",
                        "save the file as UTF-8, then edit it")
            )  # fmt: skip
        text = decoded.text.removeprefix("\ufeff")
        mark += "\ufeff".encode(decoded.charset) * (len(decoded.text) - len(text))
        header, *rows = split_records(text, file=file)
        return cls(
            file,
            tuple(cell.strip() for cell in header.cells),
            (header, *rows),
            delimiter_of(text),
            _line_end(header.raw) or "\n",
            is_quoted=header.raw.lstrip().startswith('"'),
            charset=decoded.charset,
            mark=mark,
        )

    @property
    def text(self) -> str:
        """The file without its byte order mark."""
        return "".join(record.raw for record in self.records)

    def encoded(self) -> bytes:
        """The file; raises ``RefusedError`` where its charset lacks a character."""
        try:
            return self.mark + self.text.encode(self.charset)
        except UnicodeEncodeError as error:
            raise RefusedError(
                Refusal(self.file, None, "", "charset", repr(self.text[error.start]), f"characters of {self.charset}",
                        "save the file as UTF-8, then edit it")
            ) from error  # fmt: skip

    def cells(self, record: Record) -> dict[str, str] | None:
        """The cells of a record by column; ``None`` for a blank one and one with fields missing or to spare."""
        if len(record.cells) != len(self.columns) or not any(cell.strip() for cell in record.cells):
            return None
        return dict(zip(self.columns, record.cells, strict=True))

    def index_of(self, cells: Cells) -> int | None:
        """Where the first record of these cells stands; columns that the file does not have count as empty."""
        wanted = _filled(cells)
        rows = enumerate(self.records)
        return next((i for i, record in rows if i and _filled(self.cells(record) or {}) == wanted), None)

    def with_columns(self, columns: Sequence[str]) -> "Sheet":
        """With those of ``columns`` that are missing at the end of every record that has the others."""
        missing = tuple(column for column in columns if column not in self.columns)
        if not missing:
            return self
        header, *rows = self.records
        return self._with(
            [
                self._padded(header, missing),
                *(row if self.cells(row) is None else self._padded(row, ("",) * len(missing)) for row in rows),
            ],
            columns=(*self.columns, *missing),
        )

    def with_row(self, cells: Cells, index: int, *, in_place: bool = False) -> "Sheet":
        """With a row of ``cells`` before the record ``index``, or in its place."""
        records = list(self.records)
        end = _line_end(records[index].raw) if in_place else self.line_end
        if index == len(records) and not _line_end(records[-1].raw):
            last = records[-1]
            records[-1] = Record(last.line, last.cells, last.raw + self.line_end)
            end = ""
        written = tuple(cells.get(column, "") for column in self.columns)
        records[index : index + in_place] = [Record(0, written, self._joined(written) + end)]
        return self._with(records)

    def without_row(self, index: int) -> "Sheet":
        """Without the record ``index``; a file whose last line has no end keeps to that."""
        records = [*self.records[:index], *self.records[index + 1 :]]
        if index == len(records) and not _line_end(self.records[index].raw):
            last = records[-1]
            records[-1] = Record(last.line, last.cells, last.raw.removesuffix(_line_end(last.raw)))
        return self._with(records)

    def _with(self, records: Sequence[Record], columns: tuple[str, ...] = ()) -> "Sheet":
        numbered, line = [], 1
        for record in records:
            numbered.append(Record(line, record.cells, record.raw))
            line += record.raw.replace("\r\n", "\n").replace("\r", "\n").count("\n")
        return Sheet(
            self.file, columns or self.columns, tuple(numbered), self.delimiter, self.line_end, self.is_quoted, self.charset,
            self.mark,
        )  # fmt: skip

    def _padded(self, record: Record, cells: Sequence[str]) -> Record:
        end = _line_end(record.raw)
        raw = record.raw.removesuffix(end) + self.delimiter + self._joined(cells) + end
        return Record(record.line, (*record.cells, *cells), raw)

    def _joined(self, cells: Sequence[str]) -> str:
        return self.delimiter.join(_cell(cell, self.delimiter, is_quoted=self.is_quoted) for cell in cells)


def _cell(cell: str, delimiter: str, *, is_quoted: bool) -> str:
    if is_quoted or any(sign in cell for sign in (delimiter, '"', "\r", "\n")):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _filled(cells: Cells) -> dict[str, str]:
    return {column: cell for column, cell in cells.items() if cell}


def _line_end(raw: str) -> str:
    return next((end for end in ("\r\n", "\n", "\r") if raw.endswith(end)), "")
