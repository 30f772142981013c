"""Passes over blocks, one a file: `(blocks, layout, lang) -> blocks`. They see what no rule can: the blocks on both sides."""

from __future__ import annotations

from collections.abc import Callable

from readingroom.document import AnyBlock
from readingroom.structure.layout import Layout
from readingroom.structure.passes.continued_items import continue_items
from readingroom.structure.passes.cuts import heal_cuts
from readingroom.structure.passes.initials import join_initials
from readingroom.structure.passes.introductions import mark_quotations
from readingroom.structure.passes.line_ends import join_lines
from readingroom.structure.passes.nesting import nest_lists

Pass = Callable[[tuple[AnyBlock, ...], Layout, str], tuple[AnyBlock, ...]]

PASSES: tuple[Pass, ...] = (join_lines, join_initials, heal_cuts, continue_items, nest_lists, mark_quotations)

__all__ = ["PASSES", "Pass"]
