"""Items that begin with a mark."""

from __future__ import annotations

from readingroom.document import ListItem, Piece
from readingroom.structure.layout import Layout
from readingroom.structure.rules.candidate import Candidate
from readingroom.structure.rules.flow import run


def list_item(layout: Layout, at: int) -> Candidate | None:
    """A bullet or number, and the lines that flow on from it. The mark may stand on a line of its own."""
    rows = layout.rows
    mark = rows[at].mark
    if mark is None:
        return None
    first = rows[at].piece
    if mark.end >= len(rows[at].text):  # the mark was split off its text
        if at + 1 >= len(rows) or rows[at + 1].gap > 1 or rows[at + 1].mark:
            return None
        end = run(layout, at + 1, layout.items)
        pieces = tuple(row.piece for row in rows[at + 1 : end])
    else:
        end = _hanging(layout, at, run(layout, at, layout.items))
        pieces = (Piece(first.line, first.start + mark.end, first.end), *(row.piece for row in rows[at + 1 : end]))
    item = ListItem(pieces=pieces, number=mark.number, tight=rows[at].gap <= layout.lead, rule="lists")
    return Candidate(item, 0.8, f"begins with {mark.sign}", end)


def _hanging(layout: Layout, at: int, end: int) -> int:
    """The row behind the lines that hang under the first word of an item and go on with its sentence, whatever the measure is."""
    rows = layout.rows
    mark = rows[at].mark
    edge = rows[at].line.indent + (mark.end if mark else 0)
    while (
        mark
        and end < len(rows)
        and rows[end].gap <= layout.lead
        and not rows[end].mark
        and abs(rows[end].line.indent - edge) <= 1
        and rows[end].line.indent > rows[at].line.indent
        and not rows[end - 1].closed
        and (rows[end].low or not layout.measure)
    ):
        end = run(layout, end, layout.items)
    return end
