"""Lines -> blocks: what a text is made of.

layout      what the lines look like: measure, indents, gaps; no decision
apparatus   frames, line numbers, notices of an edition: out
furniture   running heads, page numbers, footers: out, with the rule that says so
rules/      one block rule a file; the most confident wins
passes/     what can only be seen once the blocks are there: cut paragraphs, hyphens, quotations
"""

from readingroom.structure.apparatus import apparatus
from readingroom.structure.blocks import structure
from readingroom.structure.furniture import furniture

__all__ = ["apparatus", "furniture", "structure"]
