"""What parts one block from the next, and how lists are written so that pyromark and Python-Markdown read them alike.

They agree on lists that begin with 1 and count on, of one kind at each level, with four spaces a level. They differ on lists that begin
with another number (Python-Markdown always counts from 1) and where a bullet follows a number directly (it makes one list of the two).
Such a number is written out, as a paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from readingroom.document import AnyBlock, ListItem


class Opening(NamedTuple):
    """How a block begins, and what every further line of it begins with."""

    before: str
    inside: str


def arrange(blocks: Sequence[AnyBlock]) -> list[Opening]:
    """The openings of blocks, in order; there is no `Dropped` among them."""
    openings: list[Opening] = []
    before: AnyBlock | None = None
    loose = False  # whether the list so far has blank lines
    lists: list[int | None] = []  # of every open list, outermost first: the number of its last item; None: it has bullets
    for block in blocks:
        quote = "> " * block.quoted
        mark, tight = "", False
        if isinstance(block, ListItem):
            if before is None or not isinstance(before, ListItem) or before.quoted != block.quoted:
                lists, loose = [], False
            depth = len(lists)
            mark = _mark(block, lists)
            # Back from an inner list with blank lines, Python-Markdown needs one too, or it takes the item for one of the inner list.
            tight = block.tight and depth > 0 and bool(lists) and not (loose and len(lists) < depth)
            loose = loose or (depth > 0 and not tight)
        else:
            lists = []
        openings.append(Opening(_between(before, block, tight) + quote + mark, quote))
        before = block
    return openings


def _between(before: AnyBlock | None, block: AnyBlock, tight: bool) -> str:
    if before is None:
        return ""
    shared = ("> " * min(before.quoted, block.quoted)).rstrip()
    return "\n" if tight else f"\n{shared}\n"


def _mark(item: ListItem, lists: list[int | None]) -> str:
    """The mark of an item; `lists` is brought up to date, and emptied where the item is written as a paragraph."""
    depth = min(item.depth, len(lists) + 1)
    del lists[depth:]
    if len(lists) == depth:  # the list goes on
        last = lists[-1]
        if item.number is None and last is not None:
            lists.append(None)  # bullets under a number
        elif item.number is not None and (last is None or item.number != last + 1):
            lists.clear()
            return f"{item.number}\\. "
        else:
            lists[-1] = item.number
    elif item.number is None or item.number == 1:
        lists.append(item.number)
    else:
        lists.clear()
        return f"{item.number}\\. "
    return "    " * (len(lists) - 1) + ("- " if item.number is None else f"{item.number}. ")
