"""Captions of figures, plates and tables: a paragraph of their own."""

from __future__ import annotations

import re

from readingroom.document import BREAK, Paragraph, Verse
from readingroom.structure.layout import Layout
from readingroom.structure.rules.candidate import Candidate

_CAPTION = re.compile(
    r"[*_]{0,2}(?:(?:fig(?:ure|ura|uur|ur)?|abb(?:ildung)?|plate|planche|lám(?:ina)?|tafel|table(?:au)?|tab(?:elle|ela|la)?|ill(?:ustration)?"
    r"|map|rys|obr|рис(?:унок)?|табл(?:ица)?)\b\.?"
    r"|図|表|图|圖|그림|표)[ \u00a0]?(?:\d{1,3}[a-z]?|[IVXLC]{1,6})[.:)—–-]",
    re.IGNORECASE,
)
_MOST = 6  # lines


def caption(layout: Layout, at: int) -> Candidate | None:
    """A line that begins with "Fig. 2." or its like, apart from what stands above, with the lines up to the next blank line."""
    rows = layout.rows
    if not _CAPTION.match(rows[at].text) or (at > 0 and rows[at].gap <= layout.lead and not rows[at].torn):
        return None
    end = at + 1
    while end < len(rows) and rows[end].gap <= layout.lead:
        if end - at >= _MOST or rows[end].mark:
            return None
        end += 1
    pieces = tuple(row.piece for row in rows[at:end])
    if end - at > 1 and all(rows[other - 1].closed and not rows[other].low for other in range(at + 1, end)):
        lines = Verse(pieces=pieces, joints=(BREAK,) * (len(pieces) - 1), rule="captions", confidence=0.85)
        return Candidate(lines, 0.9, "a caption in lines", end)
    return Candidate(Paragraph(pieces=pieces, rule="captions", confidence=0.9), 0.9, "begins like a caption", end)
