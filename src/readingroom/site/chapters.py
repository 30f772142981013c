"""Where a long document is divided into pages: at its chapters, or, where it has no headings, between passages. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 30
"""A page is no shorter than this part of the limit, if the text allows: four hundred short letters are no four hundred pages."""
THIRD = 3
"""What has no headings becomes pages of this part of the limit."""


@dataclass(frozen=True, slots=True)
class Top:
    """A block of the body that stands in no other block."""

    at: int  # where it begins, in pieces of HTML
    level: int  # of a heading; 0 for any other block
    size: int  # characters of text before it


def divide(tops: Sequence[Top], size: int, limit: int) -> list[int]:
    """The places in `tops` at which pages begin; the first is 0. `size` is that of the whole text, all in characters.

    A text longer than the limit is divided at the headings of its highest level that comes at least twice; a part that is still too long
    at those of the next, and so on; what has no headings, after each third of the limit.
    """
    sizes = [*(top.size for top in tops), size]
    found: list[int] = []
    waiting = [(0, len(tops))]
    while waiting:
        start, end = waiting.pop()
        pieces = _pieces(tops, sizes, start, end, limit) if sizes[end] - sizes[start] > limit > 0 else [start]
        if len(pieces) == 1:
            found.append(start)
        else:
            waiting += reversed(list(zip(pieces, [*pieces[1:], end], strict=True)))
    return found


def _pieces(tops: Sequence[Top], sizes: Sequence[int], start: int, end: int, limit: int) -> list[int]:
    """The same for one stretch, once."""
    counts = Counter(top.level for top in tops[start:end] if top.level)
    for level in sorted(level for level, count in counts.items() if count > 1):
        pieces = [start]
        for at in range(start + 1, end):
            if 0 < tops[at].level <= level and sizes[at] - sizes[pieces[-1]] >= limit // LEAST:
                pieces.append(at)
        if len(pieces) > 1:
            return pieces
    pieces = [start]
    for at in range(start + 1, end):
        if sizes[at] - sizes[pieces[-1]] >= limit // THIRD:
            pieces.append(at)
    return pieces
