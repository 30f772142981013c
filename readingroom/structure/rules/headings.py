"""A short line before a paragraph."""

from __future__ import annotations

from readingroom.document import Heading, whole
from readingroom.structure.layout import Layout
from readingroom.structure.rules.candidate import Candidate
from readingroom.structure.layout import CLOSED
from readingroom.structure.rules.flow import run


def heading(layout: Layout, at: int) -> Candidate | None:
    """One or two short lines, no closing full stop, with text below them."""
    rows = layout.rows
    row = rows[at]
    end = run(layout, at)
    if end >= len(rows) or end - at > 2:
        return None
    text = row.text
    full = layout.measure or 80.0
    if row.width > full * 0.8 or len(text) > 100 or not text[0].isalnum() or text[0].islower():
        return None
    if CLOSED.search(rows[end - 1].text) and rows[end - 1].text[-1] not in "?!":
        return None
    if rows[end - 1].text[-1] in ",;":
        return None
    below = rows[end]
    if below.text[0].islower() or len(below.text) < 40:
        return None
    sure = 0.6 + 0.2 * (row.gap > 0) + 0.1 * text.isupper()
    return Candidate(Heading(pieces=tuple(whole(r.line) for r in rows[at:end]), rule="headings", confidence=sure), sure, "short line above a paragraph", end)
