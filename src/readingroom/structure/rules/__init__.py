"""Block rules, one a file: `(layout, at) -> Candidate | None`, where `at` is the row the block would begin with.

The most confident candidate wins; among equals the earlier rule. `paragraph` always answers. A new rule is a file and a line in `RULES`.
"""

from __future__ import annotations

from collections.abc import Callable

from readingroom.structure.layout import Layout
from readingroom.structure.rules.candidate import Candidate
from readingroom.structure.rules.captions import caption
from readingroom.structure.rules.citations import citation
from readingroom.structure.rules.code import code
from readingroom.structure.rules.headings import heading
from readingroom.structure.rules.kept_lines import kept_lines
from readingroom.structure.rules.letters import letter
from readingroom.structure.rules.lists import list_item
from readingroom.structure.rules.marked_quotations import marked_quotation
from readingroom.structure.rules.paragraphs import paragraph
from readingroom.structure.rules.quotations import quotation
from readingroom.structure.rules.section_breaks import section_break
from readingroom.structure.rules.tables import table
from readingroom.structure.rules.verse import verse

Rule = Callable[[Layout, int], Candidate | None]

RULES: tuple[Rule, ...] = (
    section_break,
    marked_quotation,
    table,
    code,
    verse,
    letter,
    caption,
    citation,
    list_item,
    heading,
    quotation,
    kept_lines,
    paragraph,
)

__all__ = ["RULES", "Candidate", "Rule"]
