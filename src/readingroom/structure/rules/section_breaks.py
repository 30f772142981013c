"""A break that the text marks itself."""

from __future__ import annotations

import re

from readingroom.document import SectionBreak
from readingroom.structure.layout import Layout
from readingroom.structure.rules.candidate import Candidate

_BREAK = re.compile(r"(?:([*#~•·⁂❦❧=_—–-])(?:[ \t]*+\1){2,}+|[⁂❦❧☙]|\*)$")


def section_break(layout: Layout, at: int) -> Candidate | None:
    """A line of nothing but stars, dashes or ornaments, with blank lines around it; three and more, or one star."""
    row = layout.rows[at]
    if not _BREAK.match(row.text):
        return None
    last = at + 1 >= len(layout.rows)
    if not last and (layout.rows[at + 1].gap <= layout.lead or (row.gap <= layout.lead and at > 0)):
        return None  # the underline of a heading, a rule in a table
    return Candidate(SectionBreak(pieces=(row.piece,), rule="section-breaks", confidence=0.95), 0.95, "ornaments alone", at + 1)
