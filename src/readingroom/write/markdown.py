"""A document as Markdown: the source text with edits, so that nothing can get lost between the two.

The writer walks the blocks in the order of the source. What no block holds is taken out, and the edit says under which rule; between blocks
and at line ends it writes what Markdown needs. What it returns as the body is the source with the edits applied, by construction.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from readingroom.document import (
    AnyBlock,
    Block,
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
    whole,
)
from readingroom.write.arrangement import Opening, arrange
from readingroom.write.escapes import escaped, escapes
from readingroom.write.pages import page_marks
from readingroom.write.tape import Tape

_TICKS = re.compile(r"`+")


def markdown(source: Source, blocks: Sequence[AnyBlock], repairs: Sequence[Edit] = ()) -> tuple[str, tuple[Edit, ...]]:
    """Write a document. `blocks` may come in any order. Returns (its body, the edits that make it of the source).

    `repairs` are the edits of cleaning, of which some may lie outside of all blocks.
    `body == apply(source.text, edits)`, whatever the blocks are.
    """
    ordered = sorted((block for block in blocks if block.pieces), key=lambda block: (block.pieces[0].line.start, block.pieces[0].start))
    dropped = [block for block in ordered if isinstance(block, Dropped)]
    shown, inside = _part([block for block in ordered if not isinstance(block, Dropped)])
    moved = [note for notes in inside.values() for note in notes]
    dropped += [
        Dropped(pieces=tuple(whole(piece.line) for piece in note.pieces), rule=note.rule, confidence=note.confidence) for note in moved
    ]
    notes = [block for block in ordered if isinstance(block, Footnote)]
    tape = Tape(source.text, dropped, page_marks(ordered, dropped), notes, repairs)
    for at, (block, opening) in enumerate(zip(shown, arrange(shown), strict=True)):
        write(tape, block, opening)
        for note in inside.get(at, ()):
            label = f"[^{note.label}]: " if isinstance(note, Footnote) else ""
            tape.add(f"\n\n{label}{escaped(note.text)}")
    tape.finish()
    edits = tuple(tape.edits)
    return apply(source.text, edits), edits


def _part(blocks: Sequence[AnyBlock]) -> tuple[list[AnyBlock], dict[int, list[AnyBlock]]]:
    """(all other blocks, the place of one among them -> the notes, with a mark or without, that stand between its two halves).

    A sentence can't be interrupted in Markdown. Such a note is taken out where it stands and written behind the block.
    """
    shown: list[AnyBlock] = []
    inside: dict[int, list[AnyBlock]] = {}
    end = -1
    for block in blocks:
        if (isinstance(block, Footnote) or block.rule == "footnotes") and block.pieces[0].line.start < end:
            inside.setdefault(len(shown) - 1, []).append(block)
            continue
        end = max(end, block.pieces[-1].line.start)
        shown.append(block)
    return shown, inside


def write(tape: Tape, block: AnyBlock, opening: Opening) -> None:
    """Write one block behind its opening: what parts it from the block before, and the marks it begins with."""
    match block:
        case Heading():
            level = "#" * min(6, max(2, block.level))
            tape.flow(block, f"{opening.before}{level} ", opening.inside, escapes(_one_line(block), heading=True))
        case Footnote():
            tape.flow(block, f"{opening.before}[^{block.label}]: ", opening.inside, escapes(block.text))
        case Paragraph() | ListItem() | Verse():
            tape.flow(block, opening.before, opening.inside, escapes(block.text))
        case Table():
            _write_table(tape, block, opening)
        case Code():
            longest = max((len(ticks) for ticks in _TICKS.findall(block.text)), default=0)
            fence = "`" * max(3, longest + 1)
            tape.flow(block, f"{opening.before}{fence}\n{opening.inside}", opening.inside, (), hard=False)
            tape.add(f"\n{opening.inside}{fence}")
        case SectionBreak():
            tape.replace(block, opening.before, "* * *")
        case Dropped():
            pass
        case _:
            assert_never(block)


def _one_line(block: Block) -> str:
    return block.text.replace("\n", " ")


def _write_table(tape: Tape, block: Table, opening: Opening) -> None:
    """A pipe table. Without a head of its own it gets an empty one, since Markdown has no table without."""
    width = max(len(row) for row in block.rows)
    rule = "|" + " --- |" * width
    before = opening.before
    if not block.header:
        before += "|" + "  |" * width + f"\n{opening.inside}{rule}\n{opening.inside}"
    for number, row in enumerate(block.rows):
        for place, cell in enumerate(row):
            tape.cell(block, cell, before + "| " if place == 0 else " | ", escapes(cell.text, cell=True))
        tape.add(" |" + "  |" * (width - len(row)))
        before = f"\n{opening.inside}{rule}\n{opening.inside}" if number == 0 and block.header else f"\n{opening.inside}"
