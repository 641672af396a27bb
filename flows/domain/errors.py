"""What is wrong with an input: what, where, expected, mend."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Refusal:
    """One thing that was not let in: a whole file, or one row of a CSV.

    ``file`` is relative to the project, ``line`` counts from 1 and is the first line of the row (``None``: the whole
    file), ``column`` is a CSV column (empty: the whole row). ``kind`` is a slug that tests and queries can hold on to.
    """

    file: str
    line: int | None
    column: str
    kind: str
    found: str
    expected: str
    mend: str

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        what = f" {self.column}" if self.column else ""
        return f"{where}{what}: found {self.found}, expected {self.expected}. Mend: {self.mend}"


class FangzhiError(Exception):
    """An error that a user can act on; its text says what, where, expected and how to mend."""


class LongError(FangzhiError):
    """An error whose text has lines, such as that of a database; of any other a line break belongs to a name."""


class RefusedError(FangzhiError):
    """Inputs that cannot be used; carries the refusals that say why."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__(*refusals)
        self.refusals = refusals

    def __str__(self) -> str:
        return "\n".join(map(str, self.refusals))

    def __repr__(self) -> str:
        """Short, for log lines: how many there are, and the first of them."""
        first = f", first: {self.refusals[0]}" if self.refusals else ""
        return f"{type(self).__name__}({len(self.refusals)} refused{first})"
