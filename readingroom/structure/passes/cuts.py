"""Paragraphs that a blank line, a column or a page cut in two."""

from __future__ import annotations

from dataclasses import replace

from readingroom.document import AnyBlock, ListItem, Paragraph
from readingroom.structure.layout import Layout
from readingroom.structure.layout import CLOSED


def heal_cuts(blocks: tuple[AnyBlock, ...], _layout: Layout, _lang: str) -> tuple[AnyBlock, ...]:
    """Join a paragraph to the paragraph or item before it where the evidence says that it is its second half."""
    out: list[AnyBlock] = []
    for block in blocks:
        before = out[-1] if out else None
        if isinstance(block, Paragraph) and isinstance(before, Paragraph | ListItem) and cut(before, block):
            out[-1] = replace(before, pieces=before.pieces + block.pieces)
        else:
            out.append(block)
    return tuple(out)


def cut(left: Paragraph | ListItem, right: Paragraph) -> bool:
    """Whether `right` is the second half of `left`."""
    end, start = left.pieces[-1].text.rstrip(), right.pieces[0].text
    if not end or not start or CLOSED.search(end):
        return False
    if start[0].islower():
        return True
    return isinstance(left, Paragraph) and sum(len(piece.text) for piece in left.pieces) > 200
