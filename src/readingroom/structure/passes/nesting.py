"""Lists within lists: by how far in the marks stand, by numbers that go on behind bullets, by bullets that are known to be inner ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from readingroom.document import AnyBlock, ListItem, Paragraph
from readingroom.structure.layout import Layout, Row

_STEP = 2  # columns; less is the noise of an extraction
_INNER = "◦○▪▫□o"  # what word processors put before the items of an inner list, below "•"
_DEEPEST = 6


def nest_lists(blocks: tuple[AnyBlock, ...], layout: Layout, _lang: str) -> tuple[AnyBlock, ...]:
    """Give every item its depth. Items stand in one list as long as nothing else stands between them but what goes on one of them."""
    out: list[AnyBlock] = []
    run: list[ListItem | Paragraph] = []
    for block in (*blocks, None):
        if (isinstance(block, ListItem) or (run and isinstance(block, Paragraph) and block.within)) and (
            not run or run[-1].quoted == block.quoted
        ):
            run.append(block)
            continue
        if run:
            out += _nested(run, layout)
        run = [block] if isinstance(block, ListItem) else []
        if block is not None and not run:
            out.append(block)
    return tuple(out)


def _nested(run: Sequence[ListItem | Paragraph], layout: Layout) -> Iterator[ListItem | Paragraph]:
    """A list with the depth of its items, and of the paragraphs that go on them: that of the innermost one under whose text they hang."""
    items = iter(_items([block for block in run if isinstance(block, ListItem)], layout))
    above: list[tuple[int, int]] = []  # (depth, indent) of the items that a paragraph may go on
    for block in run:
        if isinstance(block, ListItem):
            item = next(items)
            above = [*(known for known in above if known[0] < item.depth), (item.depth, _row(item, layout).line.indent)]
            yield item
        else:
            indent = block.pieces[-1].line.indent
            yield replace(block, within=max((depth for depth, further in above if further < indent), default=1))


def _items(items: Sequence[ListItem], layout: Layout) -> list[ListItem]:
    if len(items) < 2:
        return list(items)
    rows = [_row(item, layout) for item in items]
    paged = any(row.line.page != rows[0].line.page for row in rows)  # each page has a margin of its own
    depths = _by_indent([row.indent if paged else row.line.indent for row in rows])
    if max(depths) == 1:
        depths = _by_numbers([item.number for item in items])
    if max(depths) == 1:
        depths = _by_signs([row.mark.sign if row.mark else "" for row in rows])
    return [item if depth == 1 else replace(item, depth=depth) for item, depth in zip(items, depths, strict=True)]


def _row(item: ListItem, layout: Layout) -> Row:
    """The row that an item begins with; its mark may stand on the one before."""
    at = layout.places[item.pieces[0].line.number]
    return layout.rows[at - 1] if layout.rows[at].mark is None and at and layout.rows[at - 1].mark else layout.rows[at]


def _by_indent(indents: Sequence[int]) -> list[int]:
    """One deeper for every step in; back to where an earlier item stood for a step out."""
    depths: list[int] = []
    stack: list[int] = []
    for indent in indents:
        while len(stack) > 1 and indent <= stack[-1] - _STEP:
            stack.pop()
        if not stack or (indent >= stack[-1] + _STEP and len(stack) < _DEEPEST):
            stack.append(indent)
        depths.append(len(stack))
    return depths


def _by_numbers(numbers: Sequence[int | None]) -> list[int]:
    """Bullets between 1 and 2 belong to 1."""
    depths = [1] * len(numbers)
    last: int | None = None  # the place of the last number
    for at, number in enumerate(numbers):
        if number is None:
            continue
        if last is not None and number == (numbers[last] or 0) + 1:
            depths[last + 1 : at] = [2] * (at - last - 1)
        last = at
    return depths


def _by_signs(signs: Sequence[str]) -> list[int]:
    """Hollow and small bullets stand below round ones, where the list begins with a round one."""
    if signs[0] in _INNER or signs[0] == "1.":
        return [1] * len(signs)
    return [2 if sign and sign in _INNER else 1 for sign in signs]
