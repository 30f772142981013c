"""Lines that stay lines: verse, addresses, signatures, casts.

What they share is that every line ends long before the page does, though there was room for the next word: somebody ended it there on
purpose. When in doubt the lines stay.
"""

from __future__ import annotations

from itertools import pairwise

from readingroom.document import BREAK, Piece, Verse
from readingroom.structure.layout import Layout, Row
from readingroom.structure.rulers import spaceless
from readingroom.structure.rules.candidate import Candidate
from readingroom.structure.rules.flow import LOOSE

_MOST = 60  # lines of a group that begins at the top of a page; between blank lines it may be of any length
_WIDEST = 62  # characters; lines of verse and of addresses are shorter


def kept_lines(layout: Layout, at: int) -> Candidate | None:
    """A group of short lines between blank lines, none of which is full."""
    rows = layout.rows
    if at > 0 and rows[at].gap <= layout.lead and not rows[at].torn:
        return None
    if layout.lead or not _short(layout, rows[at]):
        return None
    end = at + 1
    parted = at == 0 or rows[at].gap > layout.lead  # then each line is looked at once
    while end < len(rows) and rows[end].gap == 0:
        if not parted and end - at > _MOST:
            return None
        if not _short(layout, rows[end]) or rows[end].mark:
            return None
        if layout.measure and layout.room(end) <= LOOSE * layout.ruler.letter:
            return None
        end += 1
    count = end - at
    group = rows[at:end]
    if any(place in layout.joined for place in range(at + 1, end)):
        return None
    if count < 2 or rows[at].mark:
        return None
    open_ = sum(not row.closed or row.text[-1] in ":;" for row in group[:-1])
    if count == 2:
        return _pair(layout, at, end)
    if open_ * 2 < count - 1 and not _even(group):
        return None  # short paragraphs under each other
    if sum(row.low for row in group) * 2 > count and (sum(row.text[-1] in "-\u2010\u00ad" for row in group) or _filled(group)):
        return None  # a narrow column
    return _candidate(layout, at, end, 0.72 if open_ * 2 >= count - 1 else 0.66)


def _short(layout: Layout, row: Row) -> bool:
    if len(row.text) > _WIDEST or (layout.measure and row.width > 0.8 * layout.measure):
        return False
    return row.text.isascii() or len(row.text) * 2 <= _WIDEST or not any(map(spaceless, row.text))


def _filled(group: tuple[Row, ...]) -> bool:
    """Whether the lines are as wide as the widest of them lets them be, as in a column of running text."""
    widest = max(len(row.text) for row in group)
    early = sum(len(above.text) + 1 + len(row.text.split(None, 1)[0]) <= widest for above, row in pairwise(group))
    return early * 6 <= len(group)


def _even(group: tuple[Row, ...]) -> bool:
    """Whether the lines are about as long as each other, as in verse whose lines end sentences."""
    lengths = sorted(len(row.text) for row in group)
    return len(group) > 3 and lengths[0] * 2 > lengths[-1] and lengths[-1] < 50


def _pair(layout: Layout, at: int, end: int) -> Candidate | None:
    """Two short lines: a closing and a signature, or the last lines of all; two lines above a text are a heading."""
    rows = layout.rows
    if rows[at].text[-1] != "," and end < len(rows):
        return None
    above, below = rows[at], rows[end - 1]
    if above.closed or below.closed or below.low or above.text[-1] in "-\u2010\u00ad" or max(len(above.text), len(below.text)) > 45:
        return None
    return _candidate(layout, at, end, 0.66)


def _candidate(layout: Layout, at: int, end: int, sure: float) -> Candidate:
    margin = min(row.indent for row in layout.rows[at:end])
    pieces = []
    for row in layout.rows[at:end]:
        start = max(0, row.line.indent - (row.indent - margin))
        pieces.append(Piece(row.line, start, row.line.indent + len(row.text)))
    block = Verse(pieces=tuple(pieces), joints=(BREAK,) * (len(pieces) - 1), rule="kept-lines", confidence=sure)
    return Candidate(block, sure, "short lines that were ended on purpose", end)
