"""Running text: what is nothing else."""

from __future__ import annotations

from readingroom.document import Paragraph
from readingroom.structure.layout import Layout
from readingroom.structure.rules.candidate import Candidate
from readingroom.structure.rules.flow import run


def paragraph(layout: Layout, at: int) -> Candidate:
    """Lines that flow on from each other."""
    end = run(layout, at)
    pieces = tuple([row.piece for row in layout.rows[at:end]])
    return Candidate(Paragraph(pieces=pieces), 0.5, "nothing else", end)
