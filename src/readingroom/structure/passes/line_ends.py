"""How the lines of a block are joined: with a space, tightly, or as half words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from readingroom.document import SPACE, TIGHT, AnyBlock, Code, Dropped, Joint, Piece, SectionBreak, Table, Verse
from readingroom.structure.joints import between
from readingroom.structure.layout import Layout


def join_lines(blocks: tuple[AnyBlock, ...], layout: Layout, _lang: str) -> tuple[AnyBlock, ...]:
    """Give every block of running text its joints."""
    return tuple(
        block
        if len(block.pieces) < 2 or isinstance(block, Verse | Table | Code | SectionBreak | Dropped)
        else replace(block, joints=_joints(block.pieces, layout))
        for block in blocks
    )


def _joints(pieces: Sequence[Piece], layout: Layout) -> tuple[Joint, ...]:
    """What stands between lines. The usual end of a line is looked at here: there are hundreds in a text."""
    ends = "".join([line.text[end - 1 : end] for line, _, end in pieces[:-1]])
    if ends.isascii() and "-" not in ends:
        return (SPACE,) * (len(pieces) - 1)
    return tuple([joint(left.text, right.text, layout) for left, right in pairwise(pieces)])


def joint(left: str, right: str, layout: Layout) -> Joint:
    """What stands between two lines of one block. With the rule "hyphens" left out, every hyphen stays in its word."""
    found = between(left, right, layout.words, layout.soft)
    return TIGHT if found.drop and "hyphens" in layout.off else found
