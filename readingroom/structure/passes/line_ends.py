"""How the lines of a block are joined: with a space, tightly, or as half words."""

from __future__ import annotations

from dataclasses import replace

from readingroom.document import AnyBlock, Code, Dropped, SectionBreak, Table, Verse
from readingroom.structure.joints import between
from readingroom.structure.layout import Layout


def join_lines(blocks: tuple[AnyBlock, ...], layout: Layout, _lang: str) -> tuple[AnyBlock, ...]:
    """Give every block of running text its joints."""
    return tuple(
        block
        if len(block.pieces) < 2 or isinstance(block, Verse | Table | Code | SectionBreak | Dropped)
        else replace(
            block, joints=tuple(between(a.text, b.text, layout.words) for a, b in zip(block.pieces, block.pieces[1:], strict=False))
        )
        for block in blocks
    )
