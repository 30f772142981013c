"""A short line above a paragraph."""

from __future__ import annotations

import re

from readingroom.document import Heading, whole
from readingroom.structure.layout import Layout
from readingroom.structure.rules.candidate import Candidate
from readingroom.structure.rules.flow import LOOSE, full, short

_MOST = 4  # lines; in a narrow column a heading takes so many
_LONGEST = 160  # characters
_NO_HEADING = re.compile(r"[—–\-(\[@]|\S+@\S+$|(?:https?://|www\.)\S+$|\*\*|__|\d+\W*$")
_ENDS = re.compile(r"[.,;:。，、；：،؛…—–]$|[.!?][\"'”’»)]$")


def heading(layout: Layout, at: int) -> Candidate | None:
    """One to four short lines that end no sentence, apart from what stands above, with text below them."""
    rows = layout.rows
    row = rows[at]
    if row.low or row.mark or not short(layout, row) or not row.text[0].isalnum() and row.text[0] not in "¿¡\"'“‘«„" or _NO_HEADING.match(row.text):
        return None
    end = _end(layout, at)
    if end >= len(rows):
        return None
    text = rows[end - 1].text
    if _ENDS.search(text) or sum(len(r.text) for r in rows[at:end]) > _LONGEST:
        return None
    below = rows[end]
    if layout.binds(text):
        return None
    if below.low:
        return None
    apart_above = row.gap > layout.lead or at == 0
    apart_below = below.gap > layout.lead
    asks = text[-1] in "?!？！"
    if asks and not apart_above:
        return None
    if not apart_below and not (full(layout, end) or below.mark):
        return None  # nothing says that what follows is a paragraph of its own
    if not layout.measure and len(below.text) < 60 and not below.mark:
        return None
    sure = 0.62 + 0.1 * apart_above + 0.05 * apart_below - 0.05 * asks + 0.1 * text.isupper()
    pieces = tuple(whole(r.line) for r in rows[at:end])
    return Candidate(Heading(pieces=pieces, rule="headings", confidence=sure), sure, "short line above a paragraph", end)


def _end(layout: Layout, at: int) -> int:
    """The row behind a heading that begins at `at`: it goes on while lines are short and nothing is between them.

    Headings are set larger than the text, so their lines break before the measure of the text; only the next line tells where they end.
    """
    rows = layout.rows
    end = at + 1
    while end < len(rows) and end - at < _MOST and rows[end].gap <= layout.lead and not rows[end].mark:
        before, row = rows[end - 1], rows[end]
        if before.closed or not short(layout, row, 0.9) or not short(layout, before, 0.9):
            break
        if not layout.measure or (not row.low and full(layout, end)):
            break
        if not row.low and layout.room(end) > LOOSE * layout.ruler.letter and end + 1 < len(rows) and rows[end + 1].low:
            break
        end += 1
    return end
