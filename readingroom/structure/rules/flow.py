"""Which lines flow on: the question behind paragraphs, list items and quotations."""

from __future__ import annotations

from readingroom.structure.layout import Layout


def goes_on(layout: Layout, at: int, measure: float = 0.0) -> bool:
    """Whether row `at` continues the paragraph of the row before it, by layout alone."""
    row, before = layout.rows[at], layout.rows[at - 1]
    if row.gap > layout.lead or not layout.measure or row.mark:
        return False
    if row.indent > before.indent and layout.first and row.indent >= layout.first and before.closed:
        return False
    if (row.low or before.text[-1] in "-\u2010\u00ad") and not before.closed:
        return True
    return layout.room(at, measure) <= 0.5 * layout.ruler.letter


def run(layout: Layout, at: int, measure: float = 0.0) -> int:
    """The row behind the lines that flow on from row `at`."""
    end = at + 1
    while end < len(layout.rows) and goes_on(layout, end, measure):
        end += 1
    return end
