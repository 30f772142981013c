"""What parts one block from the next, and how lists are written so that pyromark and Python-Markdown read them alike.

They agree on lists that begin with 1 and count on, of one kind at each level, with four spaces a level. They differ on lists that begin
with another number (Python-Markdown always counts from 1) and where a bullet follows a number directly (it makes one list of the two).
Such a number is written out, as a paragraph. A paragraph that goes on an item is set in by four spaces for each list it stands in, and the
item behind it has a blank line before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from readingroom.document import AnyBlock, ListItem, Paragraph


class Opening(NamedTuple):
    """How a block begins, and what every further line of it begins with."""

    before: str
    inside: str


def arrange(blocks: Sequence[AnyBlock]) -> list[Opening]:
    """The openings of blocks, in order; there is no `Dropped` among them."""
    openings: list[Opening] = []
    before: AnyBlock | None = None
    lists = _Lists()
    for block in blocks:
        quote = "> " * block.quoted
        mark, tight, inside = "", False, ""
        if before is None or before.quoted != block.quoted:
            lists = _Lists()
        if isinstance(block, ListItem):
            mark, tight = lists.item(block)
            tight = tight and isinstance(before, ListItem)
        else:
            mark = inside = lists.within(block.within if isinstance(block, Paragraph) else 0)
        openings.append(Opening(_between(before, block, tight) + quote + mark, quote + inside))
        before = block
    return openings


def _between(before: AnyBlock | None, block: AnyBlock, tight: bool) -> str:
    if before is None:
        return ""
    shared = ("> " * min(before.quoted, block.quoted)).rstrip()
    return "\n" if tight else f"\n{shared}\n"


class _Lists:
    """The lists that are open at a place of a document."""

    def __init__(self) -> None:
        self._last: list[int | None] = []  # of every list, outermost first: the number of its last item; None: it has bullets
        self._loose = False  # whether the list so far has blank lines
        self._written = 0  # the depth of an item that was written as a paragraph: what is further in counts from there

    def item(self, item: ListItem) -> tuple[str, bool]:
        """(the mark of an item, whether it stands right below the one before)."""
        depth = len(self._last)
        mark = self._mark(item)
        # Back from an inner list with blank lines, Python-Markdown needs one too, or it takes the item for one of the inner list.
        tight = item.tight and depth > 0 and bool(self._last) and not (self._loose and len(self._last) < depth)
        self._loose = bool(self._last) and depth > 0 and (self._loose or not tight)
        return mark, tight

    def within(self, depth: int) -> str:
        """What a block that is no item begins with; it ends the lists that are deeper than the item it goes on."""
        del self._last[max(0, depth - self._written) :]
        if not self._last:
            self._written = self._written if depth else 0
            return ""
        self._loose = True
        return "    " * len(self._last)

    def _mark(self, item: ListItem) -> str:
        depth = min(max(1, item.depth - self._written), len(self._last) + 1)
        del self._last[depth:]
        if len(self._last) == depth:  # the list goes on
            last = self._last[-1]
            if item.number is None and last is not None:
                self._last.append(None)  # bullets under a number
            elif item.number is not None and (last is None or item.number != last + 1):
                return self._number(item)
            else:
                self._last[-1] = item.number
        elif item.number is None or item.number == 1:
            self._last.append(item.number)
        else:
            return self._number(item)
        return "    " * (len(self._last) - 1) + ("- " if item.number is None else f"{item.number}. ")

    def _number(self, item: ListItem) -> str:
        self._last, self._written = [], item.depth
        return f"{item.number}\\. "
