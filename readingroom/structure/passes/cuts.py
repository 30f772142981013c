"""Paragraphs that a blank line, a column or a page cut in two.

A wrong join is worse than a missed one. The right half in lower case under a left half that ends no sentence is nearly always a cut. Before a
capital more is asked: a word at the end that needs another one, a comma, a line that is full, a length that no heading has.
"""

from __future__ import annotations

from dataclasses import replace

from readingroom.document import AnyBlock, ListItem, Paragraph
from readingroom.structure.joints import between
from readingroom.structure.layout import Layout
from readingroom.structure.rules.flow import LOOSE, TIGHT

_LONG = 160  # characters; a paragraph that long without a stop at its end is unfinished


def heal_cuts(blocks: tuple[AnyBlock, ...], layout: Layout, _lang: str) -> tuple[AnyBlock, ...]:
    """Join a paragraph to the paragraph or item before it where the evidence says that it is its second half."""
    out: list[AnyBlock] = []
    for block in blocks:
        before = out[-1] if out else None
        if isinstance(block, Paragraph) and isinstance(before, Paragraph | ListItem) and (sure := cut(before, block, layout)):
            joint = between(before.pieces[-1].text, block.pieces[0].text, layout.words)
            if joint.after or not joint.drop:
                joint = replace(joint, rule="cuts", confidence=sure)
            out[-1] = replace(before, pieces=before.pieces + block.pieces, joints=(*before.joints, joint, *block.joints))
        else:
            out.append(block)
    return tuple(out)


def cut(left: Paragraph | ListItem, right: Paragraph, layout: Layout) -> float:
    """How sure it is that `right` is the second half of `left`; 0: it is not."""
    at = layout.places[right.pieces[0].line.number]
    row, before = layout.rows[at], layout.rows[layout.places[left.pieces[-1].line.number]]
    end = left.pieces[-1].text.rstrip()
    if not end or before.closed and not _opened(left.text, right.text):
        return 0.0
    if layout.first and row.indent >= layout.first and not row.low:
        return 0.0
    if row.low or row.text[0] in ",;)]»”":
        return 0.95 if row.gap <= 2 or row.torn else 0.85
    if before.closed:
        return 0.0
    length = sum(len(piece.text) for piece in left.pieces)
    if end[-1] in "-\u2010\u00ad" and len(end) > 1 and end[-2].isalpha():
        return 0.9
    if layout.binds(end) or end[-1] in ",、，،":
        return 0.9 if length > 30 else 0.0
    if isinstance(left, ListItem):
        return 0.0
    if row.tight and length > 20:  # no capitals: an unfinished sentence is all there is to see
        return 0.8
    full = layout.measure and layout.room(at) <= (LOOSE if row.torn else TIGHT) * layout.ruler.letter
    if full and len(left.pieces) > 1:
        return 0.85
    if layout.measure and not full:
        return 0.0
    return 0.8 if length > _LONG else 0.0


def _opened(left: str, right: str) -> bool:
    """Whether a bracket that `left` opens is closed in `right`."""
    return left.count("(") > left.count(")") and right.count(")") > right.count("(")
