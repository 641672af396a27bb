"""The role of a mention of a period in its sentence: date, base of a comparison, window of a record, or name."""

from flows.reading.periods.found import Found, Role
from flows.reading.periods.said import Said
from flows.reading.periods.words import (
    BASIS_AFTER,
    COMPARED,
    IN_NAME,
    IN_PRIZE,
    IS,
    RECORD,
    SINCE_LATER,
    TIMES,
    TIMES_OF,
    WITH,
    WITH_AFTER,
)


def role_of(said: Said, start: int, found: Found, base_end: int) -> Role:
    """The role of the expression found at ``start`` in its sentence.

    ``base_end`` is the offset of the end of the last period that something was compared with, ``-1`` if there was none:
    a list of such periods goes on behind it.
    """
    text, end = said.text, found.end
    if found.role != "date":
        return found.role
    if said.in_title:
        return "name"
    before = text[start - 1] if start else ""
    if before in '“"「『' and before and IN_NAME.match(text, end):
        return "name"
    if text[end - 1] == "度":
        if text[end : end + 1] in ("“", '"', "「"):
            return "name"
        if text[end - 2] == "年" and IN_PRIZE.match(text, end):
            return "name"
    left = text[max(0, start - 4) : start]
    if left and (COMPARED.search(left) or (WITH.search(left) and WITH_AFTER.match(text, end))):
        return "base"
    if base_end >= 0 and text[base_end:start] in ("、", "和", "与", "及", ",", "以及", "或"):
        return "base"
    if TIMES.match(text, end) or BASIS_AFTER.match(text, end) or (IS.search(left) and TIMES_OF.match(text, end)):
        return "base"
    if (text[end - 1] in "来來" or text[start] in "近过最" or text.startswith("至今", end - 2)) and RECORD.match(
        text, end
    ):
        return "window"
    later = SINCE_LATER.match(text, end)
    if later and RECORD.match(text, later.end()):
        return "window"
    return "date"
