"""Quotations that the page sets off: every line set in, or every line broken before the measure."""

from __future__ import annotations

from readingroom.document import Paragraph
from readingroom.structure.layout import Layout
from readingroom.structure.rules.candidate import Candidate
from readingroom.structure.rules.flow import LOOSE, TIGHT, run

_SET_IN = 2  # columns from the margin at least
_NARROW = 0.975  # of the measure at most
_FARTHEST = 80  # rows; a quotation is shorter
_NEAR = 8  # rows above in which a list mark tells that the text is set in because it is in a list


def quotation(layout: Layout, at: int) -> Candidate | None:
    """A paragraph of two lines and more that stands in a narrower column than the text around it."""
    rows = layout.rows
    row = rows[at]
    if not layout.measure or row.mark or row.low or at + 1 >= len(rows) or rows[at + 1].gap > layout.lead:
        return None
    if layout.listed and any(rows[above].mark for above in range(max(0, at - _NEAR), at)):
        return None
    return _set_in(layout, at) or _narrow(layout, at)


def _set_in(layout: Layout, at: int) -> Candidate | None:
    rows = layout.rows
    indent = rows[at].indent
    if indent < _SET_IN:
        return None
    end = at + 1
    while (
        end < min(len(rows), at + _FARTHEST)
        and rows[end].gap <= layout.lead
        and not rows[end].mark
        and _SET_IN <= rows[end].indent <= indent
    ):
        end += 1
    inner = rows[at + 1].indent
    if end - at < 2 or any(other.indent != inner for other in rows[at + 1 : end]):
        return None
    if indent > inner and not (layout.first and indent - inner == layout.first) and indent - inner > 8:
        return None
    measure = max(other.width for other in rows[at:end])
    end = min(end, run(layout, at, measure))
    if end - at < 2 or sum(other.low for other in rows[at + 1 : end]) == 0:
        return None  # lines that do not flow on are verse or an address
    return _candidate(layout, at, end, 0.75, "every line is set in")


def _narrow(layout: Layout, at: int) -> Candidate | None:
    rows = layout.rows
    limit = _NARROW * layout.measure
    if rows[at].width > limit or rows[at].indent or not rows[at + 1].low:
        return None
    end = at
    while end < min(len(rows), at + _FARTHEST) and rows[end].width <= limit and not rows[end].mark and not rows[end].indent:
        if end > at and rows[end].gap > layout.lead:
            break
        end += 1
    measure = max(row.width for row in rows[at:end])
    end = min(end, run(layout, at, measure))
    if end - at < 3 or min(row.width for row in rows[at : end - 1]) < 0.5 * measure:
        return None  # a justified line that the extraction took apart
    early = [other for other in range(at + 1, end) if rows[other].low and layout.room(other) > LOOSE / 2 * layout.ruler.letter]
    if not early or len(early) < (end - at - 1) // 2 or not rows[end - 1].closed or end - at < 3 or rows[end - 1].text[-1] in "?!:":
        return None  # two lines, or a question, are rather a heading in a larger face
    if any(layout.room(other) <= TIGHT * layout.ruler.letter for other in range(at + 1, end)) and len(early) < 3:
        return None
    return _candidate(layout, at, end, 0.7, "every line is broken before the measure")


def _candidate(layout: Layout, at: int, end: int, sure: float, evidence: str) -> Candidate:
    pieces = tuple(row.piece for row in layout.rows[at:end])
    return Candidate(Paragraph(pieces=pieces, quoted=1, rule="quotations", confidence=sure), sure, evidence, end)
