"""Places in a text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of Unicode code points in one decoded text.

    Raises ``ValueError`` unless ``0 <= start < end``: an empty span marks nothing.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span is 0 <= start < end, not [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def trimmed(self, text: str) -> "Span":
        """The span without the blanks at its ends; it covers something else than blanks."""
        covered = self.of(text)
        return Span(self.end - len(covered.lstrip()), self.start + len(covered.rstrip()))

    def shifted(self, by: int) -> "Span":
        """The same characters, counted from a point ``by`` code points earlier."""
        return Span(self.start + by, self.end + by)

    def meets(self, other: "Span") -> bool:
        """Whether the two have a character in common."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end
