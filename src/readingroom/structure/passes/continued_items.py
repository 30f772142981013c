"""Numbered items of several paragraphs: what stands between one number and the next belongs to the first of them, as in minutes.

Where paragraphs hang under the text of an item, that is seen. Where all begin at the margin, only the numbers tell: a list that goes on
behind some paragraphs has not ended before them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from readingroom.document import AnyBlock, ListItem, Paragraph
from readingroom.structure.layout import Layout, Row

_MOST = 4  # paragraphs of an item, where nothing but the numbers tells that they are its own; more are the text of a section
_LEAST = 2  # items with a paragraph of their own, behind which the last one is likely to have one
_STEP = 2  # columns; less is the noise of an extraction
_HUNG, _COUNTED = 0.9, 0.75  # how sure it is: by the indent, by the numbers


@dataclass(frozen=True, slots=True)
class _Open:
    """A numbered item after which its list may go on."""

    at: int  # its place among the blocks
    number: int
    indent: int  # columns to its mark, from the edge of the page: where most lines hang under items, the margin is theirs
    text: int  # columns to its text
    page: int
    alone: bool  # whether the number stands by itself, apart from the text: it may be that of a chapter
    before: int = 0  # how many items were before it, if each of them has paragraphs of its own; -1: one has none


def continue_items(blocks: tuple[AnyBlock, ...], layout: Layout, _lang: str) -> tuple[AnyBlock, ...]:
    """Mark the paragraphs that go on a numbered item as standing within it; how deep, the nesting of lists says."""
    if not layout.listed:
        return blocks
    out = list(blocks)
    lists: list[_Open] = []  # the outermost first
    for at, block in enumerate(blocks):
        if not isinstance(block, ListItem | Paragraph) or (lists and block.quoted != blocks[lists[-1].at].quoted):
            lists = []
        if isinstance(block, ListItem) and block.number is not None:
            row = _row(block, layout)
            indent, page = row.line.indent, row.line.page
            while lists and lists[-1].page == page and lists[-1].indent >= indent + _STEP:
                lists.pop()
            end = row.mark.end if row.mark else 0
            alone = end >= len(row.text) and _row(block, layout, 1).gap > layout.lead
            item = _Open(at, block.number, indent, indent + end, page, alone)
            if lists and (lists[-1].page != page or lists[-1].indent > indent - _STEP):
                last = lists.pop()
                if last.number + 1 == block.number:
                    own = [] if last.alone else _own(out, last, at)
                    _mark(out, own, _COUNTED)
                    item = replace(item, before=last.before + 1 if own and last.before >= 0 else -1)
            lists.append(item)
        elif isinstance(block, Paragraph) and lists:
            before = out[at - 1]
            if _hangs(block, lists, layout) and (isinstance(before, ListItem) or (isinstance(before, Paragraph) and before.within)):
                _mark(out, (at,), _HUNG)
            elif lists[-1].at == at - 1 and lists[-1].before >= _LEAST and _awaited(before, block, layout):
                _mark(out, (at,), _COUNTED)
    return tuple(out)


def _mark(out: list[AnyBlock], places: Iterable[int], sure: float) -> None:
    for at in places:
        block = out[at]
        if isinstance(block, Paragraph) and not block.within:
            out[at] = replace(block, within=1, rule="continued-items", confidence=sure)


def _own(blocks: Sequence[AnyBlock], item: _Open, end: int) -> list[int]:
    """The places of the paragraphs between an item and the one with the next number, at `end`; none if they can't all be its own.

    Those that begin with its number and another one ("2.1") are. Where the last one ends with a colon it introduces what follows.
    """
    found = [at for at in range(item.at + 1, end) if isinstance(blocks[at], Paragraph)]
    others = [at for at in found if not blocks[at].text.startswith(tuple(f"{item.number}.{digit}" for digit in range(1, 10)))]
    return [] if len(others) > _MOST or (others and others[-1] == end - 1 and blocks[end - 1].text[-1] in ":：") else found


def _hangs(block: Paragraph, lists: Sequence[_Open], layout: Layout) -> bool:
    """Whether all lines of a paragraph begin where the text of an item of that page does, or further in.

    One line alone may be set in as the first of a paragraph.
    """
    indents = [piece.line.indent for piece in block.pieces]
    edge = next((max(item.text - _STEP, item.indent) for item in lists if item.page == block.pieces[0].line.page), None)
    return edge is not None and min(indents) > edge and (len(indents) > 1 or _row(block, layout).indent != layout.first)


def _awaited(item: AnyBlock, block: Paragraph, layout: Layout) -> bool:
    """Whether an item asks for a paragraph: nothing is between the two, or the item ends no sentence."""
    return _row(block, layout).gap <= layout.lead or not layout.rows[layout.places[item.pieces[-1].line.number]].closed


def _row(block: ListItem | Paragraph, layout: Layout, ahead: int = 0) -> Row:
    """The row that a block begins with, or one `ahead` of it; the mark of an item may stand on the one before its text."""
    rows, at = layout.rows, layout.places[block.pieces[0].line.number]
    split = isinstance(block, ListItem) and at > 0 and rows[at].mark is None and rows[at - 1].mark is not None
    return rows[at - split + ahead]
