"""Quotations that the page sets off: every line set in, or every line broken before the measure."""

from __future__ import annotations

from readingroom.document import Paragraph
from readingroom.structure.layout import Layout
from readingroom.structure.rules.candidate import Candidate
from readingroom.structure.rules.flow import LOOSE, TIGHT, run

_SET_IN = 2  # columns from the margin at least
_NARROW = 0.975  # of the measure at most
_FARTHEST = 80  # rows; a quotation is shorter
_LONG = 60  # characters of a line that is a paragraph
_NEAR = 8  # rows above in which a list mark tells that the text is set in because it is in a list


def quotation(layout: Layout, at: int) -> Candidate | None:
    """A paragraph of two lines and more that stands in a narrower column than the text around it."""
    rows = layout.rows
    row = rows[at]
    if not layout.measure:
        return _long_line(layout, at)
    if row.mark or row.text[0] in "[(" or at + 1 >= len(rows) or rows[at + 1].gap > layout.lead:
        return None  # what begins in brackets is rather a direction for the stage
    if row.low and not (row.indent >= _SET_IN and at and rows[at - 1].closed):
        return None
    if layout.listed and any(rows[above].mark for above in range(max(0, at - _NEAR), at)):
        return None
    return _set_in(layout, at) or _narrow(layout, at)


def _set_in(layout: Layout, at: int) -> Candidate | None:
    rows = layout.rows
    indent = rows[at].indent
    if indent < _SET_IN:
        return None
    inner = rows[at + 1].indent
    end = at + 1
    while (
        end < min(len(rows), at + _FARTHEST)
        and rows[end].gap <= layout.lead
        and not rows[end].mark
        and _SET_IN <= inner == rows[end].indent <= indent
    ):
        end += 1
    if end - at < 2:
        return None
    if indent > inner and not (layout.first and indent - inner == layout.first) and indent - inner > 8:
        return None
    measure = max(other.width for other in rows[at:end])
    end = min(end, run(layout, at, measure))
    if end - at < 2 or sum(other.low for other in rows[at + 1 : end]) == 0:
        return None  # lines that do not flow on are verse or an address
    return _candidate(layout, at, end, 0.75, "every line is set in")


def _long_line(layout: Layout, at: int) -> Candidate | None:
    """Where a paragraph is a line: one that is set in between some that are not, with blank lines around it."""
    rows = layout.rows
    row = rows[at]
    if row.indent < _SET_IN or row.mark or len(row.text) < _LONG or row.gap <= layout.lead:
        return None
    if (
        not row.closed
        or (at + 1 < len(rows) and rows[at + 1].gap <= layout.lead)
        or any(rows[above].mark for above in range(max(0, at - _NEAR), at))
    ):
        return None
    long = [other for other in rows if len(other.text) >= _LONG]
    if sum(other.indent > 0 for other in long) * 3 > len(long):
        return None  # how this text begins its paragraphs
    return _candidate(layout, at, at + 1, 0.72, "a line that is set in")


def _narrow(layout: Layout, at: int) -> Candidate | None:
    rows = layout.rows
    limit = _NARROW * layout.measure
    if rows[at].width > limit or rows[at].indent or not _follows(layout, at + 1):
        return None
    end = at
    while end < min(len(rows), at + _FARTHEST) and rows[end].width <= limit and not rows[end].mark and not rows[end].indent:
        if end > at and rows[end].gap > layout.lead:
            break
        end += 1
    if any("  " in row.text for row in rows[at:end]):
        return None  # spaced out to fill lines of its own width, which is hardly less than the usual one
    measure = max(row.width for row in rows[at:end])
    end = min(end, run(layout, at, measure))
    if end - at < 3 or min(row.width for row in rows[at : end - 1]) < 0.5 * measure:
        return None  # a justified line that the extraction took apart
    early = [other for other in range(at + 1, end) if _follows(layout, other) and layout.room(other) > LOOSE / 2 * layout.ruler.letter]
    if not early or len(early) < (end - at - 1) // 2 or not rows[end - 1].closed or end - at < 3 or rows[end - 1].text[-1] in "?!:":
        return None  # two lines, or a question, are rather a heading in a larger face
    if any(layout.room(other) <= TIGHT * layout.ruler.letter for other in range(at + 1, end)) and len(early) < 3:
        return None
    return _candidate(layout, at, end, 0.7, "every line is broken before the measure")


def _follows(layout: Layout, at: int) -> bool:
    """Whether a row goes on with a sentence; without capitals, that says nothing: a list that lost its marks has such lines too."""
    row = layout.rows[at]
    return row.low or not (layout.rows[at - 1].closed or row.tight)


def _candidate(layout: Layout, at: int, end: int, sure: float, evidence: str) -> Candidate:
    pieces = tuple(row.piece for row in layout.rows[at:end])
    return Candidate(Paragraph(pieces=pieces, quoted=1, rule="quotations", confidence=sure), sure, evidence, end)
