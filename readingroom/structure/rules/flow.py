"""Which lines flow on: the question behind paragraphs, list items and quotations."""

from __future__ import annotations

import re

from readingroom.structure.layout import Layout
from readingroom.structure.rules.marks import marker

CLOSED = re.compile(r"[.!?:;。！？：；…؟۔।][)\]}\"'»”’*_\u300d\u300f]*+$")
"""A line that ends like a sentence."""


def goes_on(layout: Layout, at: int) -> bool:
    """Whether row `at` continues the paragraph of the row before it, by layout alone."""
    row, before = layout.rows[at], layout.rows[at - 1]
    if row.gap > layout.lead or not layout.measure or marker(row.text):
        return False
    if before.text[-1] in "-\u2010\u00ad" and row.text[0].islower():
        return True
    if row.indent > before.indent and row.indent >= layout.margin + 2 and CLOSED.search(before.text):
        return False
    if row.text[0].islower() and not CLOSED.search(before.text):
        return True
    return layout.room(at) <= layout.slack


def run(layout: Layout, at: int) -> int:
    """The row behind the lines that flow on from row `at`."""
    end = at + 1
    while end < len(layout.rows) and goes_on(layout, end):
        end += 1
    return end
