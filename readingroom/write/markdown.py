"""A document as Markdown: the source text with edits, so that nothing can get lost between the two.

The writer walks the blocks in the order of the source. What no block holds is taken out, and the edit says under which rule; between blocks
and at line ends it writes what Markdown needs. What it returns as the body is the source with the edits applied, by construction.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from readingroom.document import (
    AnyBlock,
    Code,
    Dropped,
    Edit,
    Footnote,
    Heading,
    ListItem,
    Paragraph,
    SectionBreak,
    Source,
    Table,
    Verse,
    apply,
)
from readingroom.write.escapes import escapes
from readingroom.write.tape import Tape


def markdown(source: Source, blocks: Sequence[AnyBlock]) -> tuple[str, tuple[Edit, ...]]:
    """Write a document. Returns (its body, the edits that make it of the source); `body == apply(source.text, edits)`."""
    ordered = sorted((block for block in blocks if block.pieces), key=lambda block: (block.pieces[0].line.start, block.pieces[0].start))
    tape = Tape(source.text, [block for block in ordered if isinstance(block, Dropped)])
    shown = [block for block in ordered if not isinstance(block, Dropped)]
    before: AnyBlock | None = None
    for block in shown:
        tape.part(separator(before, block))
        write(tape, block)
        before = block
    tape.finish()
    edits = tuple(tape.edits)
    return apply(source.text, edits), edits


def separator(before: AnyBlock | None, block: AnyBlock) -> str:
    """What stands between two blocks, and the marks that the second begins with."""
    lead = "> " * block.quoted
    if before is None:
        return lead + opening(block)
    together = min(before.quoted, block.quoted)
    if isinstance(before, ListItem) and isinstance(block, ListItem) and block.tight and before.quoted == block.quoted:
        return "\n" + lead + opening(block)
    return "\n" + ("> " * together).rstrip() + "\n" + lead + opening(block)


def opening(block: AnyBlock) -> str:
    """The mark that a block begins with."""
    match block:
        case Heading():
            return "#" * min(6, max(2, block.level)) + " "
        case ListItem():
            return "    " * (block.depth - 1) + ("- " if block.number is None else f"{block.number}. ")
        case Footnote():
            return f"[^{block.label}]: "
        case Paragraph() | Verse() | Table() | Code() | SectionBreak() | Dropped():
            return ""
        case _:
            assert_never(block)


def write(tape: Tape, block: AnyBlock) -> None:
    """Write the inside of one block."""
    match block:
        case Paragraph() | Heading() | ListItem() | Footnote() | Verse():
            text = block.text
            tape.flow(block, escapes(text))
        case Code() | Table() | SectionBreak():
            tape.flow(block, escapes(block.text))
        case Dropped():
            pass
        case _:
            assert_never(block)
